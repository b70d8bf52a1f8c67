//! What the parent said about a day: away, and whether all diapers are in.

use rusqlite::{Connection, params};

use super::Transaction;
use crate::day::Day;
use crate::error::Result;

/// Marks of one day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    pub(crate) diapers_complete: bool,
    pub(crate) away: bool,
}

/// Marks of the days `from` to `to`, by day.
pub(crate) fn between(connection: &Connection, from: Day, to: Day) -> Result<Vec<(Day, Marks)>> {
    let mut statement = connection
        .prepare_cached("SELECT day, diapers_complete, away FROM day_mark WHERE day BETWEEN ?1 AND ?2 ORDER BY day")?;
    let found = statement
        .query_map(params![from.number(), to.number()], |row| {
            let marks = Marks { diapers_complete: row.get(1)?, away: row.get(2)? };
            Ok((Day::from_number(row.get(0)?), marks))
        })?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

pub(crate) fn put(transaction: &Transaction<'_>, day: Day, marks: Marks) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO day_mark (day, diapers_complete, away) VALUES (?1, ?2, ?3)
             ON CONFLICT (day) DO UPDATE SET diapers_complete = ?2, away = ?3",
        )?
        .execute(params![day.number(), marks.diapers_complete, marks.away])?;
    Ok(())
}
