//! What growth, red flags and the taper read: the few kinds among many, the parent's answers, the care plan.

use rusqlite::{Connection, params};

use super::{Profile, Transaction, rows, settings};
use crate::day::Day;
use crate::entry::{EntryId, EntryKind};
use crate::error::Result;
use crate::progress::logged::LoggedFacts;
use crate::progress::red_flag::FlagAnswer;
use crate::progress::taper::CarePlan;
use crate::progress::weighing;

/// The care plan's document among the settings.
pub(crate) const CARE_PLAN: &str = "care_plan";

/// Every weight, temperature, sign and wellbeing entry, and what the parent has answered.
#[derive(Debug, Default)]
pub(crate) struct Logged {
    pub(crate) seldom: LoggedFacts,
    pub(crate) answers: Vec<FlagAnswer>,
}

pub(super) fn logged(connection: &Connection, profile: &Profile) -> Result<Logged> {
    let answers = answers(connection)?;
    let mut statement = connection.prepare_cached(
        "SELECT id, day, start_ms, offset_s, zone, baby, kind, facts, active_ms, pause_ms, made_ul, fed_ul, left_part,
           right_part, extra, note, tags
         FROM entry INDEXED BY entry_seldom
         WHERE (kind = 5 OR kind BETWEEN 7 AND 10) AND kind IN (5, 8, 9, 10) ORDER BY kind, start_ms",
    )?;
    let mut rows = statement.query([])?;
    let mut seldom = LoggedFacts::default();
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        let entry = rows::entry(row, profile)?;
        let recorded_ms = match made_ms(entry.id) {
            Some(ms) => Some(ms),
            None => imported_ms(connection, entry.id, &mut imports)?,
        };
        let beside = match &entry.kind {
            EntryKind::Weight { mass } => {
                let keys = answers.iter().map(|answer| answer.key.as_str());
                weighing::confirmed_beside(entry.id, mass.milligrams, keys)
            }
            _ => Vec::new(),
        };
        seldom.add(&entry, recorded_ms, beside);
    }
    Ok(Logged { seldom, answers })
}

/// A version 7 id begins with the milliseconds at which it was made.
fn made_ms(id: EntryId) -> Option<i64> {
    let bytes = id.bytes();
    (bytes[6] >> 4 == 7).then(|| bytes[..6].iter().fold(0, |ms, byte| ms << 8 | i64::from(*byte)))
}

/// When an entry came in from another app; `known` keeps the times of the imports met so far.
fn imported_ms(connection: &Connection, id: EntryId, known: &mut Vec<(i64, Option<i64>)>) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached("SELECT batch FROM imported WHERE id = ?1")?;
    let mut rows = statement.query(params![id.bytes()])?;
    let Some(batch) = rows.next()?.map(|row| row.get(0)).transpose()? else { return Ok(None) };
    if let Some((_, at_ms)) = known.iter().find(|(other, _)| *other == batch) {
        return Ok(*at_ms);
    }
    let at_ms = super::revisions::import_ms(connection, batch)?;
    known.push((batch, at_ms));
    Ok(at_ms)
}

/// Everything the parent has answered: red flags, questions about a weight, and when a day's diapers were confirmed.
fn answers(connection: &Connection) -> Result<Vec<FlagAnswer>> {
    let mut statement = connection.prepare_cached("SELECT key, at_ms FROM answer_given")?;
    let found = statement
        .query_map([], |row| Ok(FlagAnswer { key: row.get(0)?, at_ms: row.get(1)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Keeps an answer; the first time it was given stays.
pub(crate) fn put_answer(transaction: &Transaction<'_>, key: &str, at_ms: i64) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO answer_given (key, at_ms) VALUES (?1, ?2) ON CONFLICT (key) DO NOTHING")?
        .execute(params![key, at_ms])?;
    Ok(())
}

/// The key under which it is kept when a day's diapers were confirmed as complete.
pub(crate) fn confirmed_key(day: Day) -> String {
    format!("diapers:{day}")
}

/// Keeps when a day's diapers were confirmed, or that they no longer are.
pub(crate) fn put_confirmed(transaction: &Transaction<'_>, day: Day, at_ms: Option<i64>) -> Result<()> {
    let key = confirmed_key(day);
    if let Some(at_ms) = at_ms {
        return put_answer(transaction, &key, at_ms);
    }
    transaction.prepare_cached("DELETE FROM answer_given WHERE key = ?1")?.execute(params![key])?;
    Ok(())
}

pub(crate) fn put_care_plan(transaction: &Transaction<'_>, plan: &CarePlan) -> Result<()> {
    settings::put(transaction, CARE_PLAN, plan)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_7_id_tells_when_it_was_made_and_others_do_not() {
        let id = |text| EntryId::parse(text).unwrap();
        assert_eq!(made_ms(id("0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f")), Some(0x0190_a6ee_7e1c));
        assert_eq!(made_ms(id("0190a6ee-7e1c-4cc3-98c4-dc0c0c07398f")), None);
    }
}
