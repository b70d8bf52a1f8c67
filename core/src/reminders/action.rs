//! What a parent answers to a reminder: log it, put it off, leave it out.

use serde::{Deserialize, Serialize};

use crate::entry::EntryId;
use crate::error::{JournalError, Result};
use crate::time::{DAY_MS, LocalTime, Stamp, check_offset};

use super::item::{Occurrence, ReminderId, ReminderStage};
use super::planner::{Due, PlanInput, anchor_key};
use super::rule::{PLAN_ID, ReminderKind, SLEEP_ID, TEST_ID};

/// A due can be put off three times in a row.
const MAX_SNOOZES: i32 = 3;
/// Shortest and longest snooze, in minutes; the following due is the real bound.
const SNOOZE_MIN: std::ops::RangeInclusive<i32> = 1..=720;

/// What a parent answers to a reminder.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderAction {
    /// Log the kind used last, now, volume and minutes unmeasured.
    LogNow,
    /// Remind again in some minutes.
    Snooze {
        /// 1 to 720; not past the following due, and at most three times in a row.
        minutes: i32,
    },
    /// Leave this one out; only the next or a passed due.
    Skip,
}

/// What was answered to one due, kept until the next session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The rule's id.
    pub rule: String,
    /// Which of its dues.
    pub occurrence: Occurrence,
    /// How often it was put off.
    pub snoozes: i32,
    /// Until when, as asked for: quiet hours move the reminder, not this; absent when it never was.
    pub until_ms: Option<i64>,
    /// It is left out.
    pub skipped: bool,
}

/// What an answer leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What happens.
    pub verdict: Verdict,
    /// The answer to keep, absent when there is none.
    pub answer: Option<Answer>,
    /// When the reminder comes again, in milliseconds since 1970; absent when it does not.
    pub at_ms: Option<i64>,
}

/// What became of an answer.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// A session was logged.
    Logged,
    /// It comes again at the time given.
    Snoozed,
    /// It comes again, but at the time given rather than when asked: quiet hours, sleep or the next due had a say.
    SnoozedElsewhere,
    /// It is left out.
    Skipped,
    /// The same answer to the same reminder was taken before; nothing changed.
    Already,
    /// A session has been logged since, or the rule has changed; nothing changed.
    Stale,
}

/// An answer given while the journal was locked: one line, `{"v":1,"notification","action","at_ms","offset_s"}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedAction {
    /// Id of the reminder.
    pub notification: String,
    /// The answer.
    pub action: ReminderAction,
    /// When it was given.
    pub at: Stamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QueuedLine {
    v: i32,
    notification: String,
    action: String,
    at_ms: i64,
    offset_s: i32,
}

impl ReminderAction {
    /// Reads `log_now`, `skip`, `snooze:15m`, `snooze:1h30m`, `snooze:0.5h`; anything else is `Invalid`, field "action".
    pub fn parse(text: &str) -> Result<Self> {
        let unknown = || JournalError::invalid("action", "an action is log_now, skip or snooze:15m");
        match text {
            "log_now" => Ok(Self::LogNow),
            "skip" => Ok(Self::Skip),
            _ => {
                let minutes = text.strip_prefix("snooze:").and_then(minutes).ok_or_else(unknown)?;
                let action = Self::Snooze { minutes };
                action.check()?;
                Ok(action)
            }
        }
    }

    /// The action as text: one spelling for each.
    pub fn text(self) -> String {
        match self {
            Self::LogNow => "log_now".to_owned(),
            Self::Skip => "skip".to_owned(),
            Self::Snooze { minutes } => format!("snooze:{minutes}m"),
        }
    }

    fn check(self) -> Result<()> {
        match self {
            Self::Snooze { minutes } if !SNOOZE_MIN.contains(&minutes) => {
                Err(JournalError::invalid("action", "a snooze lasts 1 min to 12 h"))
            }
            _ => Ok(()),
        }
    }
}

/// Whole minutes of `15m`, `1h`, `1h30m`, `0.5h`.
fn minutes(text: &str) -> Option<i32> {
    let digits = |part: &str| {
        (!part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i32>().ok())
            .flatten()
    };
    let Some((hours, rest)) = text.split_once('h') else { return digits(text.strip_suffix('m')?) };
    let hours_min = match hours.split_once('.') {
        None => digits(hours)? * 60,
        Some((whole, part)) if rest.is_empty() && part.len() <= 2 => {
            let hundredths = digits(part)? * if part.len() == 1 { 10 } else { 1 };
            let min = hundredths * 60;
            if min % 100 != 0 {
                return None;
            }
            digits(whole)? * 60 + min / 100
        }
        Some(_) => return None,
    };
    if rest.is_empty() { Some(hours_min) } else { Some(hours_min + digits(rest.strip_suffix('m')?)?) }
}

impl QueuedAction {
    /// Reads one line; `Invalid` with the field that is wrong ("line" for what is no such line).
    pub fn parse(line: &str) -> Result<Self> {
        let parsed: QueuedLine =
            serde_json::from_str(line).map_err(|_| JournalError::invalid("line", "this is no queued answer"))?;
        if parsed.v != 1 {
            return Err(JournalError::invalid("v", "only version 1 is known"));
        }
        check_offset("offset_s", parsed.offset_s)?;
        Ok(Self {
            notification: parsed.notification,
            action: ReminderAction::parse(&parsed.action)?,
            at: Stamp { utc_ms: parsed.at_ms, offset_s: parsed.offset_s },
        })
    }
}

/// The id that `log_now` on a notification logs under: always the same, so it never logs twice.
pub fn log_now_id(notification: &str) -> EntryId {
    let name = [b"relatch:log_now:", notification.as_bytes()].concat();
    EntryId::from_bytes(uuid::Uuid::new_v5(&uuid::Uuid::NAMESPACE_OID, &name).into_bytes())
}

/// What an answer to a reminder leads to. Pure; whether the same answer was taken before is asked of the journal first.
///
/// Errors: `NotFound` for an id that is none, `Invalid` field "action" for a fourth snooze in a row, one past the
/// following due, a skip of any but the next or a passed due, and for putting off what is no due.
pub fn decide(input: &PlanInput<'_>, notification: &str, action: ReminderAction) -> Result<Decision> {
    action.check()?;
    let unknown = || JournalError::not_found("reminder");
    let id = ReminderId::parse(notification).ok_or_else(unknown)?;
    let (dues, _) = input.dues();
    let same = |due: &&Due| due.occurrence == id.occurrence && input.rule_id(due.rule) == id.rule;
    let due = dues.iter().find(same);
    if due.is_none() && !could_have_been(input, &id) {
        return Err(unknown());
    }
    let stale = Decision { verdict: Verdict::Stale, answer: None, at_ms: None };
    let minutes = match action {
        ReminderAction::LogNow => return Ok(Decision { verdict: Verdict::Logged, ..stale }),
        ReminderAction::Skip => None,
        ReminderAction::Snooze { minutes } => Some(minutes),
    };
    if id.rule == PLAN_ID || id.rule == TEST_ID {
        return Err(JournalError::invalid("action", "only a due can be put off or left out"));
    }
    let Some(due) = due else { return Ok(stale) };
    let before = input.answer(due).cloned();
    if before.as_ref().is_some_and(|answer| answer.skipped) {
        return Ok(stale);
    }
    let mut answer = before.unwrap_or_else(|| Answer {
        rule: id.rule.clone(),
        occurrence: due.occurrence,
        snoozes: 0,
        until_ms: None,
        skipped: false,
    });
    let Some(minutes) = minutes else {
        let skipped = |other: &Due| input.answer(other).is_some_and(|answer| answer.skipped);
        let next =
            dues.iter().find(|other| other.rule == due.rule && other.at_ms > input.now.utc_ms && !skipped(other));
        if due.at_ms > input.now.utc_ms && next.is_none_or(|next| next.occurrence != due.occurrence) {
            return Err(JournalError::invalid("action", "only the next or a passed reminder can be left out"));
        }
        answer.skipped = true;
        return Ok(Decision { verdict: Verdict::Skipped, answer: Some(answer), at_ms: None });
    };
    if answer.snoozes >= MAX_SNOOZES {
        return Err(JournalError::invalid("action", "a reminder can be put off three times in a row"));
    }
    let until_ms = input.now.utc_ms.max(due.at_ms) + i64::from(minutes) * 60_000;
    if until_ms > due.following_ms {
        return Err(JournalError::invalid("action", "the following reminder would come first"));
    }
    answer.snoozes += 1;
    answer.until_ms = Some(until_ms);
    let settled = input.calm().settle(until_ms);
    let at_ms = if settled.dropped { Some(due.following_ms) } else { Some(settled.at_ms) };
    let verdict = if at_ms == Some(until_ms) { Verdict::Snoozed } else { Verdict::SnoozedElsewhere };
    Ok(Decision { verdict, answer: Some(answer), at_ms: at_ms.filter(|at_ms| *at_ms != i64::MAX) })
}

/// Whether some plan of the past can have given this id: it is then an old one, not a wrong one.
fn could_have_been(input: &PlanInput<'_>, id: &ReminderId) -> bool {
    match id.rule.as_str() {
        PLAN_ID => matches!(id.stage, ReminderStage::Sentinel | ReminderStage::Housekeeping),
        SLEEP_ID | TEST_ID => id.stage == ReminderStage::Due || id.stage == ReminderStage::Nag,
        rule => {
            let Some(rule) = input.rules.rules.iter().find(|known| known.id == rule) else { return false };
            match &rule.kind {
                // Of the present anchor every due is known, but for those a running session makes needless.
                ReminderKind::Interval { .. } => {
                    let old = input.last.is_none_or(|last| anchor_key(&last) != id.occurrence.anchor);
                    id.occurrence.n >= 1 && (old || !input.running.is_empty())
                }
                kind => {
                    let today = LocalTime::from_local_ms(input.now.utc_ms).date;
                    let is_past = id.occurrence.anchor <= i64::from(today.number()) + 16;
                    let times = kind.schedule().map_or(&[][..], |(times, _)| times);
                    is_past && times.iter().any(|time| time.minute() == id.occurrence.n)
                }
            }
        }
    }
}

/// Answers that no due can need any more: those of earlier anchors, and those that are weeks old.
pub(crate) fn is_over(input: &PlanInput<'_>, answer: &Answer) -> bool {
    let Some(rule) = input.rules.rules.iter().find(|rule| rule.id == answer.rule) else {
        return answer.rule != SLEEP_ID || input.rules.sleep.is_none();
    };
    match rule.kind {
        ReminderKind::Interval { .. } => input.last.is_none_or(|last| anchor_key(&last) != answer.occurrence.anchor),
        _ => answer.occurrence.anchor * DAY_MS < input.now.utc_ms - 30 * DAY_MS,
    }
}
