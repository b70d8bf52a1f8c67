//! What came from other apps and from our own exports.

use std::borrow::Cow;

use rusqlite::{Connection, OptionalExtension, params};

use super::revisions::{self, Change, ImportBatch};
use super::{Profile, Transaction, babies, entries, running};
use crate::entry::{Entry, EntryId};
use crate::error::Result;
use crate::exchange::{BabyChange, Known, ProgressMeter, Settled};

/// What the journal knows about the rows of an import.
pub(crate) struct KnownRows<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) profile: &'a Profile,
}

impl Known for KnownRows<'_> {
    fn fingerprint(&mut self, id: EntryId) -> Result<Option<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT fingerprint FROM imported WHERE id = ?1")?;
        Ok(statement.query_row(params![id.bytes()], |row| row.get(0)).optional()?)
    }

    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>> {
        entries::get(self.connection, self.profile, id)
    }

    fn is_taken(&mut self, id: EntryId) -> Result<bool> {
        // A session that runs again after its finish was undone will be an entry of that id.
        Ok(entries::is_tombstone(self.connection, id)?
            || self.connection.prepare_cached("SELECT 1 FROM running WHERE id = ?1")?.exists(params![id.bytes()])?)
    }
}

/// Writes what an import brings, as one change that undo takes back at once.
pub(crate) fn write(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    settled: Settled,
    meter: &ProgressMeter,
    at_ms: i64,
) -> Result<()> {
    if settled.is_empty() {
        return Ok(());
    }
    let batch = revisions::next(transaction)?;
    for change in &settled.babies {
        babies::put(transaction, profile.to_mut(), &change.after)?;
    }
    let boundary = profile.settings.boundary();
    for (mut entry, fingerprint) in settled.adds {
        // The day start may have been changed while the files were read.
        entry.day = boundary.day_of(entry.start);
        entries::insert(transaction, profile, &entry)?;
        remember(transaction, entry.id, fingerprint, batch)?;
        meter.step(1);
    }
    for (id, fingerprint) in settled.described {
        remember(transaction, id, fingerprint, batch)?;
    }
    revisions::add(transaction, &Change::Import(ImportBatch { batch, babies: settled.babies, at_ms: Some(at_ms) }))?;
    Ok(())
}

fn remember(transaction: &Transaction<'_>, id: EntryId, fingerprint: i64, batch: i64) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO imported (id, fingerprint, batch) VALUES (?1, ?2, ?3)")?
        .execute(params![id.bytes(), fingerprint, batch])?;
    Ok(())
}

/// Takes back all that an import brought. A baby that was changed by hand since, or is named elsewhere, stays.
pub(crate) fn take_back(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    import: &ImportBatch,
) -> Result<()> {
    transaction
        .execute("DELETE FROM entry WHERE id IN (SELECT id FROM imported WHERE batch = ?1)", params![import.batch])?;
    transaction.execute("DELETE FROM imported WHERE batch = ?1", params![import.batch])?;
    for BabyChange { after, before } in &import.babies {
        let Some((number, _)) = profile.babies.iter().find(|(_, baby)| baby == after) else { continue };
        let number = *number;
        if let Some(before) = before {
            babies::put(transaction, profile.to_mut(), before)?;
            continue;
        }
        let sessions = running::all(transaction)?;
        let runs = sessions.iter().any(|session| session.baby.as_ref() == Some(&after.name));
        if !runs && !babies::is_named(transaction, number)? {
            babies::remove(transaction, profile.to_mut(), number)?;
        }
    }
    Ok(())
}
