//! What the figures are summed from: slim rows of days, read from one index alone.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row, params};

use super::Profile;
use crate::day::Day;
use crate::entry::EntryId;
use crate::error::{JournalError, Result};
use crate::tally::{Facts, Tally};
use crate::time::Stamp;

/// One entry, as far as days and reminders care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayRow {
    pub(crate) day: Day,
    pub(crate) start: Stamp,
    pub(crate) tally: Tally,
    /// Number of the baby.
    pub(crate) baby: Option<i64>,
}

impl DayRow {
    /// When it was over, as far as known: its start, its minutes and its pauses.
    pub(crate) fn end_ms(&self) -> i64 {
        self.start.utc_ms + self.tally.active_ms.unwrap_or(0) + self.tally.pause_ms
    }

    pub(crate) fn is(&self, fact: i64) -> bool {
        self.tally.facts.has(fact)
    }
}

/// A row with its id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NamedRow {
    pub(crate) id: EntryId,
    pub(crate) row: DayRow,
}

fn named_row(row: &Row<'_>) -> Result<NamedRow> {
    // Straight from the reference: what `get` adds to it was a fifth of reading a row.
    let number = |column: usize| match row.get_ref(column)? {
        ValueRef::Integer(number) => Ok(Some(number)),
        ValueRef::Null => Ok(None),
        _ => Err(JournalError::Corrupt),
    };
    let known = |column: usize| number(column)?.ok_or(JournalError::Corrupt);
    let ValueRef::Blob(id) = row.get_ref(9)? else { return Err(JournalError::Corrupt) };
    Ok(NamedRow {
        id: EntryId::from_bytes(id.try_into().map_err(|_| JournalError::Corrupt)?),
        row: DayRow {
            day: Day::from_number(known(0)? as i32),
            start: Stamp { utc_ms: known(1)?, offset_s: known(2)? as i32 },
            tally: Tally {
                facts: Facts(known(3)?),
                active_ms: number(4)?,
                pause_ms: number(5)?.unwrap_or(0),
                made_ul: number(6)?,
                fed_ul: number(7)?,
            },
            baby: number(8)?,
        },
    })
}

/// Rows of the days `from` to `to`, both included, by day and start, straight from the index.
fn read(connection: &Connection, from: Day, to: Day) -> Result<Vec<NamedRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby, id
         FROM entry INDEXED BY entry_by_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, start_ms",
    )?;
    let mut rows = statement.query(params![from.number(), to.number()])?;
    let mut found = Vec::with_capacity(192);
    while let Some(row) = rows.next()? {
        found.push(named_row(row)?);
    }
    Ok(found)
}

/// The first logged day of all, straight from the index.
pub(super) fn first_of_all(connection: &Connection) -> Result<Option<Day>> {
    edge(connection, "SELECT min(day) FROM entry")
}

/// First and last day with an entry.
pub(crate) fn span(connection: &Connection) -> Result<Option<(Day, Day)>> {
    Ok(first_of_all(connection)?.zip(edge(connection, "SELECT max(day) FROM entry")?))
}

fn edge(connection: &Connection, sql: &str) -> Result<Option<Day>> {
    let day: Option<i32> = connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?;
    Ok(day.map(Day::from_number))
}

/// Rows of the days `from` to `to`, both included, by day and start.
pub(crate) fn between(connection: &Connection, profile: &Profile, from: Day, to: Day) -> Result<Vec<DayRow>> {
    if let Some(recent) = profile.recent.rows(connection, from)? {
        let [start, end] = [from, to.plus(1)].map(|day| recent.partition_point(|named| named.row.day < day));
        return Ok(recent.get(start..end).unwrap_or_default().iter().map(|named| named.row).collect());
    }
    Ok(read(connection, from, to)?.into_iter().map(|named| named.row).collect())
}

/// Whether a day beyond the ones next to `from` and `to` holds a start that lies among `found` in time.
pub(crate) fn is_astray(
    connection: &Connection,
    profile: &Profile,
    from: Day,
    to: Day,
    found: &[DayRow],
) -> Result<bool> {
    let starts = || found.iter().map(|row| row.start.utc_ms);
    let (Some(first_ms), Some(last_ms)) = (starts().min(), starts().max()) else { return Ok(false) };
    let early = between(connection, profile, from.plus(-3), from.plus(-2))?;
    let late = between(connection, profile, to.plus(2), to.plus(3))?;
    Ok(early.iter().any(|row| row.start.utc_ms > first_ms) || late.iter().any(|row| row.start.utc_ms < last_ms))
}

/// Rows from `day` backwards in time, latest first, until `stop` says so.
pub(crate) fn back_from(
    connection: &Connection,
    profile: &Profile,
    day: Day,
    mut stop: impl FnMut(&NamedRow) -> bool,
) -> Result<()> {
    let mut before = day.plus(1);
    if let Some(recent) = profile.recent.rows(connection, day)? {
        let end = recent.partition_point(|named| named.row.day <= day);
        if recent[..end].iter().rev().any(&mut stop) {
            return Ok(());
        }
        if let Some(earliest) = recent.first() {
            before = before.min(earliest.row.day);
        }
    }
    back(connection, before, stop)
}

/// Rows of the days before `before`, latest first, until `stop` says so, straight from the index.
pub(super) fn back(connection: &Connection, before: Day, mut stop: impl FnMut(&NamedRow) -> bool) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby, id
         FROM entry INDEXED BY entry_by_day WHERE day < ?1 ORDER BY day DESC, start_ms DESC",
    )?;
    let mut rows = statement.query(params![before.number()])?;
    while let Some(row) = rows.next()? {
        if stop(&named_row(row)?) {
            break;
        }
    }
    Ok(())
}

/// The first logged day of all.
pub(crate) fn first(connection: &Connection, profile: &Profile) -> Result<Option<Day>> {
    profile.recent.first_day(connection)
}

/// Rows of the days `from` to `to` that start in a span of instants, with their ids, latest first.
pub(crate) fn named(
    connection: &Connection,
    profile: &Profile,
    (from, to): (Day, Day),
    (from_ms, to_ms): (i64, i64),
) -> Result<Vec<NamedRow>> {
    let wanted = |named: &&NamedRow| named.row.day <= to && (from_ms..=to_ms).contains(&named.row.start.utc_ms);
    if let Some(recent) = profile.recent.rows(connection, from)? {
        let start = recent.partition_point(|named| named.row.day < from);
        let mut found = Vec::with_capacity(recent.len() - start);
        found.extend(recent[start..].iter().rev().filter(wanted));
        return Ok(found);
    }
    Ok(read(connection, from, to)?.iter().rev().filter(wanted).copied().collect())
}
