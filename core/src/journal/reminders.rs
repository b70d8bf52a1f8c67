//! The reminders' calls.

use std::borrow::Cow;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Journal, Logged, log};
use crate::db::Transaction;
use crate::db::{Profile, entries, reminders as rows};
use crate::entry::{EntryKind, Expression, ExpressionMethod, MAX_AHEAD_MS, NewEntry, Nursing};
use crate::error::{JournalError, Result};
use crate::reminders::{
    self, Degradation, Fired, HealthReport, Observed, OpenSession, Phone, PlanInput, ProtectedSleep, QueuedAction,
    QuietHours, ReminderAck, ReminderAction, ReminderChange, ReminderId, ReminderItem, ReminderKind, ReminderPlan,
    ReminderReason, ReminderRule, ReminderRules, Stimulation, Verdict,
};
use crate::time::{Now, Stamp, ZoneTable};

/// Days a plan reaches ahead at most.
const PLAN_DAYS: i32 = 7;
/// A weight entry, as the database numbers kinds.
const WEIGHT: i64 = 5;
/// A medicine entry, as the database numbers kinds.
const MEDICINE: i64 = 7;

/// What an answered notification led to.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActionOutcome {
    /// What happened.
    pub verdict: Verdict,
    /// What was logged, absent when nothing was.
    pub logged: Option<Logged>,
    /// When the reminder comes again, absent when it does not.
    pub at: Option<Stamp>,
    /// What to tell the system.
    pub reminders: ReminderChange,
}

/// What became of the answers that were queued while the journal was locked.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueOutcome {
    /// Answers that changed something.
    pub taken: i32,
    /// Answers that were taken in before, or that nothing was waiting for any more.
    pub already: i32,
    /// Lines that could not be taken in; drop them.
    pub refused: Vec<RefusedLine>,
    /// What to tell the system.
    pub reminders: ReminderChange,
}

/// A queued line that could not be taken in.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedLine {
    /// Its place among the lines given, from 0.
    pub line: i32,
    /// What is wrong with it.
    pub reason: String,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// The reminder rules, quiet hours and protected sleep.
    pub fn rules(&self) -> Result<ReminderRules> {
        self.database.read(|_, profile| Ok(profile.reminders.rules.clone()))
    }

    /// Adds a rule (empty id) or changes the one of that id; answers the id. An interval replaces the interval.
    ///
    /// `Invalid` names the field beyond its limits ("every", `night_every`, "times", "days", "nag", "medicine"; "rule"
    /// for a 13th); `NotFound` for an id that no rule has.
    pub fn set_rule(&self, rule: &ReminderRule, now: &Now) -> Result<String> {
        now.check()?;
        self.change_rules(|rules| rules.with(rule.clone(), now.utc_ms))
    }

    /// Removes a rule; `NotFound` when there is none of that id.
    pub fn remove_rule(&self, id: &str) -> Result<()> {
        self.change_rules(|rules| Ok((rules.without(id)?, ())))
    }

    /// Sets the quiet hours, or none; `Invalid` field "quiet" for an empty window.
    pub fn set_quiet(&self, quiet: Option<QuietHours>) -> Result<()> {
        quiet.as_ref().map_or(Ok(()), QuietHours::check)?;
        self.change_rules(|rules| Ok((ReminderRules { quiet, ..rules.clone() }, ())))
    }

    /// Silence for so many milliseconds, more than 0 to 24 h, with one reminder at the end; absent ends it.
    ///
    /// `Invalid`, field "sleep". Any log ends it too.
    pub fn protect_sleep(&self, length_ms: Option<i64>, now: &Now) -> Result<Option<ProtectedSleep>> {
        now.check()?;
        let sleep = length_ms.map(|length_ms| ProtectedSleep::from_now(now.utc_ms, length_ms)).transpose()?;
        self.change_rules(|rules| Ok((ReminderRules { sleep, ..rules.clone() }, sleep)))
    }

    /// The plan for a phone, and the change from what it is known to hold. Writes nothing.
    ///
    /// `observed` is what iOS says it holds; absent on Android. `days` is how far to plan, absent for 7.
    pub fn plan_reminders(
        &self,
        phone: &Phone,
        observed: Option<Observed>,
        days: Option<i32>,
        now: &Now,
    ) -> Result<ReminderPlan> {
        now.check()?;
        let days = days.unwrap_or(PLAN_DAYS);
        if !(1..=14).contains(&days) {
            return Err(JournalError::invalid("days", "plan 1 to 14 days"));
        }
        self.database.read(|connection, profile| {
            with_input(connection, profile, phone, now, |input| {
                reminders::plan(&PlanInput { days, ..*input }, &profile.reminders.ledger, observed.as_ref())
            })
        })
    }

    /// Why each reminder of the plan comes when it does, by time.
    pub fn explain_reminders(&self, phone: &Phone, now: &Now) -> Result<Vec<ReminderReason>> {
        now.check()?;
        self.database.read(|connection, profile| with_input(connection, profile, phone, now, reminders::explain))
    }

    /// Takes in what the system did with a change, each operation for itself.
    ///
    /// `NotFound` for an id that no plan can have given, `Invalid` for a request code or time that none has; the
    /// journal is then as it was.
    pub fn acknowledge(&self, phone: &Phone, acks: Vec<ReminderAck>, now: &Now) -> Result<()> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let before = &profile.reminders.ledger;
            let after = reminders::acknowledge(before, &profile.reminders.rules, phone, &acks, now)?;
            rows::put_ledger(transaction, before, &after)?;
            profile.to_mut().reminders.ledger = after;
            Ok(())
        })
    }

    /// Whether a reminder that has just gone off is still true; ask before anything is shown, then plan anew.
    pub fn check_fired(&self, notification: &str, phone: &Phone, now: &Now) -> Result<Fired> {
        self.check_alarm(notification, 0, phone, now)
    }

    /// The same for an Android alarm, which tells its request code: of two alarms for one reminder, left behind by a
    /// process that was killed, only the acknowledged one is shown.
    pub fn check_alarm(&self, notification: &str, request_code: i32, phone: &Phone, now: &Now) -> Result<Fired> {
        now.check()?;
        self.database.read(|connection, profile| {
            let ledger = &profile.reminders.ledger;
            with_input(connection, profile, phone, now, |input| {
                reminders::fired(input, ledger, notification, request_code)
            })
        })
    }

    /// Takes in an answer to a notification, once, in one call.
    ///
    /// `NotFound` for an id that no plan can have given; `Invalid` field "action" for a fourth snooze in a row, one past
    /// the following due, and a skip of any but the next or a passed due.
    pub fn act(&self, notification: &str, action: ReminderAction, now: &Now) -> Result<ActionOutcome> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let done = act(transaction, profile, notification, action, now)?;
            let reminders = change(transaction, profile, now)?;
            let at = done.at_ms.map(|at_ms| now.stamp_at(at_ms));
            Ok(ActionOutcome { verdict: done.verdict, logged: done.logged, at, reminders })
        })
    }

    /// Takes in the answers that were queued while the journal was locked, each once, all in one transaction.
    ///
    /// A line is `{"v":1,"notification":"...","action":"snooze:15m","at_ms":1793512800000,"offset_s":-18000}`. A line that
    /// cannot be taken in stands in the answer with its reason and does not stop the others.
    pub fn merge_queued(&self, lines: Vec<String>, now: &Now) -> Result<QueueOutcome> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let (mut taken, mut already, mut refused) = (0, 0, Vec::new());
            for (number, line) in lines.iter().enumerate() {
                match merge(transaction, profile, line, now) {
                    Ok(Verdict::Already | Verdict::Stale) => already += 1,
                    Ok(_) => taken += 1,
                    Err(error) if is_refusal(&error) => {
                        refused.push(RefusedLine { line: number as i32, reason: error.to_string() });
                    }
                    Err(error) => return Err(error),
                }
            }
            Ok(QueueOutcome { taken, already, refused, reminders: change(transaction, profile, now)? })
        })
    }

    /// A reminder one minute from now, to set at once: a parent can see that reminders come through. Nothing is stored.
    pub fn test_alarm(&self, phone: &Phone, now: &Now) -> Result<ReminderItem> {
        now.check()?;
        Ok(reminders::test_alarm(now, phone))
    }

    /// Whether reminders will come through on this phone.
    pub fn reminder_health(&self, phone: &Phone, now: &Now) -> Result<HealthReport> {
        now.check()?;
        self.database.read(|connection, profile| {
            let degraded: Vec<Degradation> = with_input(connection, profile, phone, now, |input| {
                reminders::plan(input, &profile.reminders.ledger, None).degraded
            })?;
            Ok(reminders::health(phone, &profile.reminders.ledger, &degraded, now))
        })
    }
}

impl Journal {
    fn change_rules<T>(&self, change: impl FnOnce(&ReminderRules) -> Result<(ReminderRules, T)>) -> Result<T> {
        self.database.write(|transaction, profile| {
            let (rules, answer) = change(&profile.reminders.rules)?;
            rows::put_rules(transaction, &rules)?;
            profile.to_mut().reminders.rules = rules;
            Ok(answer)
        })
    }
}

fn is_refusal(error: &JournalError) -> bool {
    matches!(error, JournalError::Invalid { .. } | JournalError::NotFound { .. } | JournalError::Conflict { .. })
}

/// The latest stimulation, logged or running.
pub(crate) fn latest(connection: &Connection, profile: &Profile, now: &Now) -> Result<Option<Stimulation>> {
    // Two days ahead of today: an entry may have been made far to the east.
    let day = profile.settings.boundary().day_of(now.stamp()).plus(2);
    let mut found = rows::latest_stimulation(connection, profile, day, now.utc_ms + MAX_AHEAD_MS)?;
    for session in profile.recent.running(connection)?.iter() {
        let start_ms = session.start.utc_ms;
        if start_ms <= now.utc_ms + MAX_AHEAD_MS && found.is_none_or(|found| start_ms > found.start_ms) {
            found = Some(Stimulation { id: session.id, start_ms, end_ms: start_ms });
        }
    }
    Ok(found)
}

fn with_input<T>(
    connection: &Connection,
    profile: &Profile,
    phone: &Phone,
    now: &Now,
    work: impl FnOnce(&PlanInput<'_>) -> T,
) -> Result<T> {
    let state = &profile.reminders;
    let open: Vec<OpenSession> = profile
        .recent
        .running(connection)?
        .iter()
        .map(|session| OpenSession { forgotten_ms: session.forgotten_at_ms() })
        .collect();
    let jumped = state.ledger.jumped(now);
    let limit_ms = now.utc_ms + MAX_AHEAD_MS;
    let has = |wanted: fn(&ReminderKind) -> bool| state.rules.rules.iter().any(|rule| wanted(&rule.kind));
    let latest_of = |wanted, kind| {
        if has(wanted) { rows::latest_of_kind(connection, kind, limit_ms) } else { Ok(None) }
    };
    Ok(work(&PlanInput {
        now,
        phone,
        rules: &state.rules,
        night: profile.settings.night,
        last: latest(connection, profile, now)?,
        running: &open,
        answers: &state.answers,
        weighed_ms: latest_of(|kind| matches!(kind, ReminderKind::WeighIn { .. }), WEIGHT)?,
        medicine_ms: latest_of(|kind| matches!(kind, ReminderKind::Medicine { .. }), MEDICINE)?,
        jumped: &jumped,
        days: PLAN_DAYS,
    }))
}

/// What a tap tells the system to change, for the phone that acknowledged last.
pub(super) fn change(connection: &Connection, profile: &Profile, now: &Now) -> Result<ReminderChange> {
    let ledger = &profile.reminders.ledger;
    let phone = ledger.seen.as_ref().map_or_else(Phone::default, |seen| seen.phone);
    with_input(connection, profile, &phone, now, |input| reminders::change(input, ledger, None))
}

/// When the next session is due, unmoved by quiet hours.
pub(super) fn next(profile: &Profile, last: Option<&Stimulation>, now: &Now) -> Option<i64> {
    reminders::next_session(last, &profile.reminders.rules, profile.settings.night, now)
}

/// Any log ends a protected sleep.
pub(super) fn end_sleep(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>) -> Result<()> {
    if profile.reminders.rules.sleep.is_some() {
        let rules = &mut profile.to_mut().reminders.rules;
        rules.sleep = None;
        rows::put_rules(transaction, rules)?;
    }
    Ok(())
}

struct Done {
    verdict: Verdict,
    logged: Option<Logged>,
    at_ms: Option<i64>,
}

fn act(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    notification: &str,
    action: ReminderAction,
    now: &Now,
) -> Result<Done> {
    let (text, entry) = (action.text(), reminders::log_now_id(notification));
    let known = rows::was_taken(transaction, notification, &text)?
        || action == ReminderAction::LogNow
            && (entries::get(transaction, profile, entry)?.is_some() || entries::is_tombstone(transaction, entry)?);
    if known {
        return Ok(Done { verdict: Verdict::Already, logged: None, at_ms: None });
    }
    let phone = profile.reminders.ledger.seen.as_ref().map_or_else(Phone::default, |seen| seen.phone);
    let (decision, over) = with_input(transaction, profile, &phone, now, |input| {
        let over: Vec<_> = input.answers.iter().filter(|answer| reminders::is_over(input, answer)).cloned().collect();
        (reminders::decide(input, notification, action), over)
    })?;
    let decision = decision?;
    if decision.verdict == Verdict::Stale {
        return Ok(Done { verdict: Verdict::Stale, logged: None, at_ms: None });
    }
    let mut logged = None;
    if action == ReminderAction::LogNow {
        let (kind, baby) = last_kind(transaction, profile, notification, now)?;
        let start = Some(now.stamp());
        let new = NewEntry { id: entry, start, zone: None, kind, baby, note: None, tags: Vec::new() };
        logged = Some(log::log(transaction, profile, &new, now)?);
    }
    rows::put_taken(transaction, notification, &text, now.utc_ms)?;
    if let Some(answer) = decision.answer {
        for old in &over {
            rows::drop_answer(transaction, old)?;
        }
        rows::put_answer(transaction, &answer)?;
        let answers = &mut profile.to_mut().reminders.answers;
        answers.retain(|old| !over.contains(old) && (&old.rule, old.occurrence) != (&answer.rule, answer.occurrence));
        answers.push(answer);
    }
    Ok(Done { verdict: decision.verdict, logged, at_ms: decision.at_ms })
}

/// What `log_now` logs: the medicine of a medicine reminder; else the kind of session used last, a pump before any.
fn last_kind(
    connection: &Connection,
    profile: &Profile,
    notification: &str,
    now: &Now,
) -> Result<(EntryKind, Option<String>)> {
    let rule = ReminderId::parse(notification).map(|id| id.rule);
    let rule = profile.reminders.rules.rules.iter().find(|known| Some(&known.id) == rule.as_ref());
    match rule.map(|rule| &rule.kind) {
        Some(ReminderKind::Medicine { name, .. }) => {
            return Ok((EntryKind::Medicine { name: name.clone(), detail: None }, None));
        }
        Some(ReminderKind::WeighIn { .. } | ReminderKind::CarePlan { .. }) => {
            return Err(JournalError::invalid("action", "this reminder needs more than a tap: open the app"));
        }
        _ => {}
    }
    let day = profile.settings.boundary().day_of(now.stamp()).plus(2);
    let last = rows::latest_stimulation(connection, profile, day, now.utc_ms + MAX_AHEAD_MS)?;
    let last = last.map(|last| entries::get(connection, profile, last.id)).transpose()?.flatten();
    let of = |method| EntryKind::Expression { expression: Expression::of(method) };
    Ok(match last {
        None => (of(ExpressionMethod::Pump), None),
        Some(entry) => match entry.kind {
            EntryKind::Expression { expression } => (of(expression.method), entry.baby),
            _ => (EntryKind::Nursing { nursing: Nursing::default() }, entry.baby),
        },
    })
}

/// One queued line, taken in as of the moment it was answered.
fn merge(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>, line: &str, now: &Now) -> Result<Verdict> {
    let queued = QueuedAction::parse(line)?;
    if queued.at.utc_ms > now.utc_ms + MAX_AHEAD_MS {
        return Err(JournalError::invalid("at_ms", "the answer lies more than 5 minutes in the future"));
    }
    let same_zone = now.offset_at(queued.at.utc_ms) == queued.at.offset_s;
    let then = Now {
        utc_ms: queued.at.utc_ms,
        offset_s: queued.at.offset_s,
        zone: if same_zone { now.zone.clone() } else { String::new() },
        monotonic_ms: None,
        boot_id: None,
        zone_table: if same_zone { now.zone_table.clone() } else { ZoneTable::default() },
    };
    then.check()?;
    Ok(act(transaction, profile, &queued.notification, queued.action, &then)?.verdict)
}
