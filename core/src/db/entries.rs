//! Entries: write, read, page.

use std::borrow::Cow;

use rusqlite::{Connection, params};

use super::Transaction;
use super::days::{DayRow, NamedRow};
use super::rows::{self, KindColumns};
use super::{Profile, babies, settings};
use crate::day::Day;
use crate::entry::{Entry, EntryId};
use crate::error::{JournalError, Result};

/// Adds an entry that is not there yet.
pub(crate) fn insert(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>, entry: &Entry) -> Result<()> {
    put(
        transaction,
        profile,
        entry,
        "INSERT INTO entry (id, day, start_ms, offset_s, zone, baby, kind, facts, active_ms, pause_ms, made_ul, fed_ul,
           left_part, right_part, extra, note, tags)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )
    .map(drop)
    .map_err(Refused::error)
}

/// Adds an entry whose id is free; answers its slim row, or nothing if an entry or a tombstone has the id.
pub(crate) fn add(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    entry: &Entry,
) -> Result<Option<NamedRow>> {
    // One statement instead of two look-ups before it, as a tap is nearly always new: the id of a deleted entry becomes
    // NULL, and the key refuses that as it refuses an id twice.
    let added = put(
        transaction,
        profile,
        entry,
        // The columns are not named: the text is hashed at every tap to find its prepared statement.
        "INSERT INTO entry VALUES \
         (CASE WHEN EXISTS (SELECT 1 FROM tombstone WHERE id=?1) THEN NULL ELSE ?1 END,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
    );
    match added {
        Ok(row) => Ok(Some(row)),
        Err(Refused::TakenId) => Ok(None),
        Err(Refused::Otherwise(error)) => Err(error),
    }
}

/// Gives an entry that is there new content.
pub(crate) fn update(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>, entry: &Entry) -> Result<()> {
    put(
        transaction,
        profile,
        entry,
        "UPDATE entry SET day = ?2, start_ms = ?3, offset_s = ?4, zone = ?5, baby = ?6, kind = ?7, facts = ?8,
           active_ms = ?9, pause_ms = ?10, made_ul = ?11, fed_ul = ?12, left_part = ?13, right_part = ?14, extra = ?15,
           note = ?16, tags = ?17
         WHERE id = ?1",
    )
    .map(drop)
    .map_err(Refused::error)
}

/// Why a row was not written.
enum Refused {
    /// An entry or a tombstone has the id.
    TakenId,
    Otherwise(JournalError),
}

impl Refused {
    fn error(self) -> JournalError {
        match self {
            Self::TakenId => JournalError::internal("an id that should be free is taken"),
            Self::Otherwise(error) => error,
        }
    }
}

impl<E: Into<JournalError>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self::Otherwise(error.into())
    }
}

/// Writes the columns; answers the slim row.
fn put(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    entry: &Entry,
    sql: &str,
) -> std::result::Result<NamedRow, Refused> {
    let columns = KindColumns::of(entry)?;
    let zone = babies::zone_number(transaction, profile, &entry.zone)?;
    let baby = match &entry.baby {
        Some(name) => {
            Some(profile.baby_number(name).ok_or_else(|| JournalError::invalid("baby", "no baby of that name"))?)
        }
        None => None,
    };
    let tags = if entry.tags.is_empty() { None } else { Some(settings::to_document(&entry.tags)?) };
    let tally = columns.tally;
    let numbers = [
        (2, Some(i64::from(entry.day.number()))),
        (3, Some(entry.start.utc_ms)),
        (4, Some(i64::from(entry.start.offset_s))),
        (5, zone),
        (6, baby),
        (7, Some(columns.kind)),
        (8, Some(tally.facts.0)),
        (9, tally.active_ms),
        (10, (tally.pause_ms > 0).then_some(tally.pause_ms)),
        (11, tally.made_ul),
        (12, tally.fed_ul),
        (13, columns.left_part),
        (14, columns.right_part),
    ];
    let mut statement = transaction.prepare_cached(sql)?;
    // What is not bound is NULL.
    statement.raw_bind_parameter(1, entry.id.bytes())?;
    for (index, number) in numbers {
        if let Some(number) = number {
            statement.raw_bind_parameter(index, number)?;
        }
    }
    for (index, text) in [(15, &columns.extra), (16, &entry.note), (17, &tags)] {
        if let Some(text) = text {
            statement.raw_bind_parameter(index, text)?;
        }
    }
    match statement.raw_execute() {
        Ok(_) => {}
        Err(rusqlite::Error::SqliteFailure(failure, _)) if TAKEN_ID.contains(&failure.extended_code) => {
            return Err(Refused::TakenId);
        }
        Err(error) => return Err(error.into()),
    }
    let row = DayRow { day: entry.day, start: entry.start, tally, baby };
    Ok(NamedRow { id: entry.id, row })
}

/// What `SQLite` says of an id that is there already, or is NULL.
const TAKEN_ID: [i32; 2] = [rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY, rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL];

pub(crate) fn get(connection: &Connection, profile: &Profile, id: EntryId) -> Result<Option<Entry>> {
    let mut statement = connection.prepare_cached(
        "SELECT id, day, start_ms, offset_s, zone, baby, kind, facts, active_ms, pause_ms, made_ul, fed_ul, left_part,
           right_part, extra, note, tags FROM entry WHERE id = ?1",
    )?;
    let mut rows = statement.query(params![id.bytes()])?;
    match rows.next()? {
        Some(row) => Ok(Some(rows::entry(row, profile)?)),
        None => Ok(None),
    }
}

pub(crate) fn remove(transaction: &Transaction<'_>, id: EntryId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM entry WHERE id = ?1")?.execute(params![id.bytes()])?;
    Ok(())
}

/// Which entries to read: by start, oldest first, those after a place in the log.
pub(crate) struct Range {
    /// Day before which nothing can matter.
    pub(crate) from_day: Day,
    /// Day after which nothing can matter.
    pub(crate) to_day: Day,
    /// First start that is wanted.
    pub(crate) from_ms: i64,
    /// First start that is not wanted any more.
    pub(crate) to_ms: i64,
    /// Only entries behind this start and id.
    pub(crate) after: Option<(i64, EntryId)>,
}

/// Entries in a range by start and id, oldest first, at most `limit`.
///
/// Days follow local time, so they are nearly but not quite in the order of instants: a stay in another zone can put
/// an entry a day or two off. Hence the wide net by day and the sort behind it.
pub(crate) fn page(connection: &Connection, profile: &Profile, range: &Range, limit: usize) -> Result<Vec<Entry>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, id FROM entry INDEXED BY entry_by_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, start_ms",
    )?;
    let mut rows = statement.query(params![range.from_day.number(), range.to_day.number()])?;
    let mut found: Vec<(i64, EntryId)> = Vec::new();
    let mut enough_at: Option<i32> = None;
    while let Some(row) = rows.next()? {
        let (day, start_ms): (i32, i64) = (row.get(0)?, row.get(1)?);
        if enough_at.is_some_and(|last| day > last) {
            break;
        }
        let key = (start_ms, EntryId::from_bytes(row.get(2)?));
        if start_ms < range.from_ms || start_ms >= range.to_ms || range.after.is_some_and(|after| key <= after) {
            continue;
        }
        found.push(key);
        if found.len() >= limit && enough_at.is_none() {
            enough_at = Some(day + 3);
        }
    }
    found.sort_unstable();
    found.truncate(limit);
    let mut entries = Vec::with_capacity(found.len());
    for (_, id) in found {
        entries.push(get(connection, profile, id)?.ok_or(JournalError::Corrupt)?);
    }
    Ok(entries)
}

/// Ids that were logged and are gone.
pub(crate) fn is_tombstone(connection: &Connection, id: EntryId) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM tombstone WHERE id = ?1")?.exists(params![id.bytes()])?)
}

pub(crate) fn bury(transaction: &Transaction<'_>, id: EntryId) -> Result<()> {
    transaction.prepare_cached("INSERT OR IGNORE INTO tombstone (id) VALUES (?1)")?.execute(params![id.bytes()])?;
    Ok(())
}

pub(crate) fn unbury(transaction: &Transaction<'_>, id: EntryId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM tombstone WHERE id = ?1")?.execute(params![id.bytes()])?;
    Ok(())
}

/// How many entries there are.
pub(crate) fn count(connection: &Connection) -> Result<i64> {
    Ok(connection.prepare_cached("SELECT count(*) FROM entry")?.query_row([], |row| row.get(0))?)
}
