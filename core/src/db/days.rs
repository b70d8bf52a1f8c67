//! What the figures are summed from: slim rows of days, read from one index alone.

use rusqlite::{Connection, Row, params};

use super::Profile;
use crate::day::Day;
use crate::entry::EntryId;
use crate::error::Result;
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

fn named_row(row: &Row<'_>) -> rusqlite::Result<NamedRow> {
    Ok(NamedRow {
        id: EntryId::from_bytes(row.get(9)?),
        row: DayRow {
            day: Day::from_number(row.get(0)?),
            start: Stamp { utc_ms: row.get(1)?, offset_s: row.get(2)? },
            tally: Tally {
                facts: Facts(row.get(3)?),
                active_ms: row.get(4)?,
                pause_ms: row.get::<_, Option<i64>>(5)?.unwrap_or(0),
                made_ul: row.get(6)?,
                fed_ul: row.get(7)?,
            },
            baby: row.get(8)?,
        },
    })
}

/// Rows of the days `from` to `to`, both included, by day and start, straight from the index.
pub(super) fn read(connection: &Connection, from: Day, to: Day, limit: i64) -> Result<Vec<NamedRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby, id
         FROM entry INDEXED BY entry_by_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, start_ms LIMIT ?3",
    )?;
    let mut rows = statement.query(params![from.number(), to.number(), limit])?;
    let mut found = Vec::with_capacity(192);
    while let Some(row) = rows.next()? {
        found.push(named_row(row)?);
    }
    Ok(found)
}

/// First and last day with an entry.
pub(crate) fn span(connection: &Connection) -> Result<Option<(Day, Day)>> {
    let edge =
        |sql: &str| -> Result<Option<i32>> { Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0))?) };
    let span = edge("SELECT min(day) FROM entry")?.zip(edge("SELECT max(day) FROM entry")?);
    Ok(span.map(|(first, last)| (Day::from_number(first), Day::from_number(last))))
}

/// Rows of the days `from` to `to`, both included, by day and start.
pub(crate) fn between(connection: &Connection, profile: &Profile, from: Day, to: Day) -> Result<Vec<DayRow>> {
    if let Some(recent) = profile.recent.rows(connection, from)? {
        let [start, end] = [from, to.plus(1)].map(|day| recent.partition_point(|named| named.row.day < day));
        return Ok(recent.get(start..end).unwrap_or_default().iter().map(|named| named.row).collect());
    }
    Ok(read(connection, from, to, i64::MAX)?.into_iter().map(|named| named.row).collect())
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
    Ok(read(connection, from, to, i64::MAX)?.iter().rev().filter(wanted).copied().collect())
}
