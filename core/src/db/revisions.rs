//! The journal of changes: one row a change, walked backwards by undo.

use rusqlite::{Connection, params};

use super::Transaction;
use super::settings;
use crate::entry::{Entry, EntryId};
use crate::error::{JournalError, Result};
use crate::exchange::BabyChange;
use crate::timer::RunningSession;

/// One change, with what it takes to undo it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Change {
    /// An entry was logged.
    Log(EntryId),
    /// A running session became an entry.
    Finish(EntryId, Box<RunningSession>),
    /// An entry got new content; this is the old one.
    Edit(Box<Entry>),
    /// An entry was deleted; this is it.
    Delete(Box<Entry>),
    /// Another app's export came in.
    Import(ImportBatch),
}

/// What an import brought, beside its entries.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct ImportBatch {
    pub(crate) batch: i64,
    /// Babies that it added or completed.
    pub(crate) babies: Vec<BabyChange>,
    /// When it came in.
    #[serde(default)]
    pub(crate) at_ms: Option<i64>,
}

/// Records a change; answers its number.
pub(crate) fn add(transaction: &Transaction<'_>, change: &Change) -> Result<i64> {
    let (op, entry, before) = match change {
        Change::Log(id) => (1, Some(*id), None),
        Change::Finish(id, session) => (2, Some(*id), Some(settings::to_document(session)?)),
        Change::Edit(entry) => (3, Some(entry.id), Some(settings::to_document(entry)?)),
        Change::Delete(entry) => (4, Some(entry.id), Some(settings::to_document(entry)?)),
        Change::Import(batch) => (5, None, Some(settings::to_document(batch)?)),
    };
    let mut statement = transaction.prepare_cached("INSERT INTO revision (op, entry, before) VALUES (?1, ?2, ?3)")?;
    // What is not bound is NULL.
    statement.raw_bind_parameter(1, op)?;
    if let Some(id) = entry {
        statement.raw_bind_parameter(2, id.bytes())?;
    }
    if let Some(before) = before {
        statement.raw_bind_parameter(3, before)?;
    }
    statement.raw_execute()?;
    Ok(transaction.last_insert_rowid())
}

/// When an import came in, by its number; absent when that is not known.
pub(crate) fn import_ms(connection: &Connection, batch: i64) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT before FROM revision WHERE seq = ?1 AND op = 5")?;
    let mut rows = statement.query(params![batch])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let before: String = row.get(0)?;
    Ok(settings::document::<ImportBatch>(&before)?.at_ms)
}

/// The number that the next change will have.
pub(crate) fn next(connection: &Connection) -> Result<i64> {
    Ok(connection.prepare_cached("SELECT ifnull(max(seq), 0) + 1 FROM revision")?.query_row([], |row| row.get(0))?)
}

/// The newest change not yet undone, with its number.
pub(crate) fn newest(connection: &Connection) -> Result<Option<(i64, Change)>> {
    let mut statement = connection
        .prepare_cached("SELECT seq, op, entry, before FROM revision WHERE undone = 0 ORDER BY seq DESC LIMIT 1")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let entry: Option<[u8; 16]> = row.get(2)?;
    let before: Option<String> = row.get(3)?;
    let id = entry.map(EntryId::from_bytes).ok_or(JournalError::Corrupt);
    let before = before.ok_or(JournalError::Corrupt);
    let change = match row.get::<_, i64>(1)? {
        1 => Change::Log(id?),
        2 => Change::Finish(id?, settings::document(&before?)?),
        3 => Change::Edit(settings::document(&before?)?),
        4 => Change::Delete(settings::document(&before?)?),
        5 => Change::Import(settings::document(&before?)?),
        _ => return Err(JournalError::Corrupt),
    };
    Ok(Some((row.get(0)?, change)))
}

pub(crate) fn mark_undone(transaction: &Transaction<'_>, seq: i64) -> Result<()> {
    transaction.prepare_cached("UPDATE revision SET undone = 1 WHERE seq = ?1")?.execute(params![seq])?;
    Ok(())
}

/// The entry as it was first logged, if it has been edited since.
pub(crate) fn original(connection: &Connection, id: EntryId) -> Result<Option<Entry>> {
    let mut statement = connection.prepare_cached(
        "SELECT before FROM revision WHERE entry = ?1 AND before IS NOT NULL AND op = 3 ORDER BY seq LIMIT 1",
    )?;
    let mut rows = statement.query(params![id.bytes()])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let before: String = row.get(0)?;
    Ok(Some(settings::document(&before)?))
}
