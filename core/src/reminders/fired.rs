//! An alarm has gone off: is it still true?

use serde::{Deserialize, Serialize};

use crate::time::{HOUR_MS, MINUTE_MS};

use super::item::{Occurrence, ReminderId, ReminderStage};
use super::ledger::Ledger;
use super::planner::{Due, PlanInput};
use super::rule::{PLAN_ID, TEST_ID};

/// Android lets an alarm go off late, never early; this much is for clocks that are being adjusted. What comes earlier is
/// an old alarm of a due that has moved, and the due has its own.
const EARLY_MS: i64 = 15_000;

/// The next due takes the place of one before it, but not before its own alarm can be expected to have gone off: the
/// smallest window of an inexact one (`reliability.md` A2).
const TAKEN_OVER_MS: i64 = 10 * MINUTE_MS;

/// An alarm that comes later than this says nothing true any more; its due counts as missed.
const TOO_LATE_MS: i64 = 4 * HOUR_MS;

/// What to do with an alarm that has gone off. Ask before anything is shown, and plan anew afterwards.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fired {
    /// Show it.
    Show,
    /// Show it without sound.
    ShowSilently,
    /// Show nothing: a session was logged, it was answered, moved, or a later one has taken its place.
    Stale,
    /// Show nothing: it came late, and quiet hours or sleep have begun.
    Quiet,
    /// Show nothing: it only asks for a new plan.
    Replan,
}

/// Whether an alarm that has just gone off is to be shown.
///
/// `request_code` is the one it came with, 0 where there is none (iOS): of two alarms for one reminder, which a killed
/// process can leave behind, only the acknowledged one is shown.
pub fn fired(input: &PlanInput<'_>, ledger: &Ledger, id: &str, request_code: i32) -> Fired {
    let Some(id) = ReminderId::parse(id) else { return Fired::Stale };
    match id.stage {
        ReminderStage::Housekeeping => return Fired::Replan,
        ReminderStage::Sentinel if id.rule == PLAN_ID => return Fired::Show,
        _ if id.rule == TEST_ID => return Fired::Show,
        _ => {}
    }
    let (dues, _) = input.dues();
    if !is_current(input, &dues, &id.rule, id.occurrence, id.stage, id.round) {
        return Fired::Stale;
    }
    let known = !ledger.in_doubt(input.phone, input.now) && request_code != 0;
    if known && ledger.code_of(&id).is_some_and(|code| code != request_code) {
        return Fired::Stale;
    }
    let due = dues.iter().find(|due| due.occurrence == id.occurrence && input.rule_id(due.rule) == id.rule);
    let meant_ms = due.map_or(i64::MIN, |due| match id.stage {
        ReminderStage::Nag => due.at_ms + input.nag_of(due.rule),
        ReminderStage::Snooze => input.answer(due).and_then(|answer| answer.until_ms).unwrap_or(due.at_ms),
        _ => due.at_ms,
    });
    let settled = input.calm().settle(meant_ms);
    if input.now.utc_ms - settled.at_ms > TOO_LATE_MS {
        return Fired::Stale;
    }
    let settled = input.calm().settle(input.now.utc_ms);
    // The end of a sleep is the one reminder that belongs there.
    let sleeps = settled.slept && input.rules.sleep.is_some_and(|sleep| input.now.utc_ms < sleep.until_ms);
    if sleeps || settled.dropped || settled.delayed {
        Fired::Quiet
    } else if settled.silent {
        Fired::ShowSilently
    } else {
        Fired::Show
    }
}

/// Whether a reminder that has come still says something true: its due stands, unanswered, and no later one has come.
pub(crate) fn is_current(
    input: &PlanInput<'_>,
    dues: &[Due],
    rule: &str,
    occurrence: Occurrence,
    stage: ReminderStage,
    round: i32,
) -> bool {
    let now_ms = input.now.utc_ms;
    let same = |due: &&Due| due.occurrence == occurrence && input.rule_id(due.rule) == rule;
    let Some(due) = dues.iter().find(same) else { return false };
    if due.at_ms > now_ms + EARLY_MS || due.following_ms.saturating_add(TAKEN_OVER_MS) <= now_ms {
        return false;
    }
    match (stage, input.answer(due)) {
        (ReminderStage::Due, answer) => answer.is_none(),
        (ReminderStage::Nag, answer) => {
            let nag_ms = due.at_ms + input.nag_of(due.rule);
            answer.is_none() && input.calm().settle(nag_ms).at_ms <= now_ms + EARLY_MS
        }
        (ReminderStage::Snooze, Some(answer)) => {
            !answer.skipped
                && answer.snoozes == round
                && answer.until_ms.is_some_and(|until_ms| until_ms <= now_ms + EARLY_MS)
        }
        _ => false,
    }
}
