//! Reminder rules, answers and the ledger.

use rusqlite::{Connection, params};

use super::{Profile, Transaction, days, settings};
use crate::day::Day;
use crate::error::{JournalError, Result};
use crate::reminders::{Answer, Ledger, LedgerRow, Occurrence, ReminderRules, Stimulation};
use crate::tally::Facts;

/// Everything about reminders, kept in memory with the profile: a tap reads none of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reminders {
    pub(crate) rules: ReminderRules,
    pub(crate) answers: Vec<Answer>,
    pub(crate) ledger: Ledger,
}

pub(crate) const RULES: &str = "reminders";
pub(crate) const SEEN: &str = "reminders_seen";
/// An answer is remembered for 60 days; no phone shows a notification for longer.
const REMEMBERED_MS: i64 = 60 * crate::time::DAY_MS;
/// Local days and instants may differ in order by a day or two.
const DAYS_ASTRAY: i32 = 2;

/// Answers and ledger rows; rules and the phone as it was seen are documents among the settings.
pub(crate) fn load(connection: &Connection, into: &mut Reminders) -> Result<()> {
    let mut statement =
        connection.prepare_cached("SELECT rule, anchor, n, snoozes, until_ms, skipped FROM reminder_answer")?;
    into.answers = statement
        .query_map([], |row| {
            Ok(Answer {
                rule: row.get(0)?,
                occurrence: Occurrence { anchor: row.get(1)?, n: row.get(2)? },
                snoozes: row.get(3)?,
                until_ms: row.get(4)?,
                skipped: row.get(5)?,
            })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut statement = connection.prepare_cached("SELECT rule, held FROM reminder_held ORDER BY rule")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let held = row.get_ref(1)?.as_blob().map_err(|_| JournalError::Corrupt)?;
        into.ledger.rows.push(LedgerRow::from_bytes(row.get(0)?, held)?);
    }
    Ok(())
}

pub(crate) fn put_rules(transaction: &Transaction<'_>, rules: &ReminderRules) -> Result<()> {
    settings::put(transaction, RULES, rules)
}

/// Writes only the rows that differ from `before`.
pub(crate) fn put_ledger(transaction: &Transaction<'_>, before: &Ledger, after: &Ledger) -> Result<()> {
    for row in &before.rows {
        if !after.rows.iter().any(|kept| kept.rule == row.rule) {
            transaction.prepare_cached("DELETE FROM reminder_held WHERE rule = ?1")?.execute(params![row.rule])?;
        }
    }
    for row in &after.rows {
        if !before.rows.contains(row) {
            transaction
                .prepare_cached(
                    "INSERT INTO reminder_held (rule, held) VALUES (?1, ?2) ON CONFLICT (rule) DO UPDATE SET held = ?2",
                )?
                .execute(params![row.rule, row.to_bytes()])?;
        }
    }
    if before.seen != after.seen {
        settings::put(transaction, SEEN, &after.seen)?;
    }
    Ok(())
}

pub(crate) fn put_answer(transaction: &Transaction<'_>, answer: &Answer) -> Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO reminder_answer (rule, anchor, n, snoozes, until_ms, skipped) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (rule, anchor, n) DO UPDATE SET snoozes = ?4, until_ms = ?5, skipped = ?6",
        )?
        .execute(params![
            answer.rule,
            answer.occurrence.anchor,
            answer.occurrence.n,
            answer.snoozes,
            answer.until_ms,
            answer.skipped
        ])?;
    Ok(())
}

pub(crate) fn drop_answer(transaction: &Transaction<'_>, answer: &Answer) -> Result<()> {
    transaction
        .prepare_cached("DELETE FROM reminder_answer WHERE rule = ?1 AND anchor = ?2 AND n = ?3")?
        .execute(params![answer.rule, answer.occurrence.anchor, answer.occurrence.n])?;
    Ok(())
}

/// Whether this answer to this notification was taken in before.
pub(crate) fn was_taken(connection: &Connection, notification: &str, action: &str) -> Result<bool> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM reminder_action WHERE notification = ?1 AND action = ?2")?
        .exists(params![notification, action])?)
}

pub(crate) fn put_taken(transaction: &Transaction<'_>, notification: &str, action: &str, at_ms: i64) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO reminder_action (notification, action, at_ms) VALUES (?1, ?2, ?3)")?
        .execute(params![notification, action, at_ms])?;
    transaction
        .prepare_cached("DELETE FROM reminder_action WHERE at_ms < ?1")?
        .execute(params![at_ms - REMEMBERED_MS])?;
    Ok(())
}

/// The latest logged stimulation that starts no later than `limit_ms`; `day` is no earlier than that instant's day.
pub(crate) fn latest_stimulation(
    connection: &Connection,
    profile: &Profile,
    day: Day,
    limit_ms: i64,
) -> Result<Option<Stimulation>> {
    let mut latest: Option<(Day, Stimulation)> = None;
    days::back_from(connection, profile, day, |named| {
        let row = &named.row;
        if latest.is_some_and(|(latest, _)| row.day < latest.plus(-DAYS_ASTRAY)) {
            return true;
        }
        let start_ms = row.start.utc_ms;
        let counts = row.is(Facts::STIMULATION) && start_ms <= limit_ms;
        if counts && latest.is_none_or(|(_, latest)| start_ms > latest.start_ms) {
            let end_ms = row.tally.active_ms.map_or(start_ms, |_| row.end_ms());
            latest = Some((row.day, Stimulation { id: named.id, start_ms, end_ms }));
        }
        false
    })?;
    Ok(latest.map(|(_, found)| found))
}

/// Start of the latest entry of a kind (5 weight, 7 medicine) that starts no later than `limit_ms`.
pub(crate) fn latest_of_kind(connection: &Connection, kind: i64, limit_ms: i64) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT start_ms FROM entry INDEXED BY entry_seldom
         WHERE (kind = 5 OR kind BETWEEN 7 AND 10) AND kind = ?1 AND start_ms <= ?2 ORDER BY start_ms DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![kind, limit_ms])?;
    Ok(rows.next()?.map(|row| row.get(0)).transpose()?)
}
