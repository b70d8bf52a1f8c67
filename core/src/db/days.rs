//! What the figures are summed from: slim rows of days, read from one index alone.

use rusqlite::{Connection, Row, params};

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

fn day_row(row: &Row<'_>) -> rusqlite::Result<DayRow> {
    Ok(DayRow {
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
    })
}

/// Rows of the days `from` to `to`, both included, by day and start.
pub(crate) fn between(connection: &Connection, from: Day, to: Day) -> Result<Vec<DayRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby
         FROM entry INDEXED BY entry_by_day WHERE day BETWEEN ?1 AND ?2 ORDER BY day, start_ms",
    )?;
    let mut rows = statement.query(params![from.number(), to.number()])?;
    let mut found = Vec::with_capacity(192);
    while let Some(row) = rows.next()? {
        found.push(day_row(row)?);
    }
    Ok(found)
}

/// Whether a day beyond the ones next to `from` and `to` holds a start that lies among `found` in time.
pub(crate) fn is_astray(connection: &Connection, from: Day, to: Day, found: &[DayRow]) -> Result<bool> {
    let starts = || found.iter().map(|row| row.start.utc_ms);
    let (Some(first_ms), Some(last_ms)) = (starts().min(), starts().max()) else { return Ok(false) };
    let mut statement = connection.prepare_cached(
        "SELECT (SELECT max(start_ms) FROM entry INDEXED BY entry_by_day WHERE day = ?1),
                (SELECT max(start_ms) FROM entry INDEXED BY entry_by_day WHERE day = ?2),
                (SELECT min(start_ms) FROM entry INDEXED BY entry_by_day WHERE day = ?3),
                (SELECT min(start_ms) FROM entry INDEXED BY entry_by_day WHERE day = ?4)",
    )?;
    let days = params![from.plus(-3).number(), from.plus(-2).number(), to.plus(2).number(), to.plus(3).number()];
    let edges: [Option<i64>; 4] =
        statement.query_row(days, |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
    let [early, earlier, late, later] = edges;
    Ok([early, earlier].into_iter().flatten().any(|ms| ms > first_ms)
        || [late, later].into_iter().flatten().any(|ms| ms < last_ms))
}

/// Rows from `day` backwards in time, latest first, until `stop` says so.
pub(crate) fn back_from(connection: &Connection, day: Day, mut stop: impl FnMut(&DayRow) -> bool) -> Result<()> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby
         FROM entry INDEXED BY entry_by_day WHERE day <= ?1 ORDER BY day DESC, start_ms DESC",
    )?;
    let mut rows = statement.query(params![day.number()])?;
    while let Some(row) = rows.next()? {
        if stop(&day_row(row)?) {
            break;
        }
    }
    Ok(())
}

/// The first logged day of all.
pub(crate) fn first(connection: &Connection) -> Result<Option<Day>> {
    let day: Option<i32> = connection.prepare_cached("SELECT min(day) FROM entry")?.query_row([], |row| row.get(0))?;
    Ok(day.map(Day::from_number))
}

/// A row with its id, for the one-tap actions and for overlaps.
pub(crate) struct NamedRow {
    pub(crate) id: EntryId,
    pub(crate) row: DayRow,
}

/// Rows of the days `from` to `to` that start in a span of instants, with their ids, latest first.
pub(crate) fn named(
    connection: &Connection,
    (from, to): (Day, Day),
    (from_ms, to_ms): (i64, i64),
) -> Result<Vec<NamedRow>> {
    let mut statement = connection.prepare_cached(
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby, id
         FROM entry INDEXED BY entry_by_day WHERE day BETWEEN ?1 AND ?2 AND start_ms BETWEEN ?3 AND ?4
         ORDER BY day DESC, start_ms DESC",
    )?;
    let mut rows = statement.query(params![from.number(), to.number(), from_ms, to_ms])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(NamedRow { id: EntryId::from_bytes(row.get(9)?), row: day_row(row)? });
    }
    Ok(found)
}
