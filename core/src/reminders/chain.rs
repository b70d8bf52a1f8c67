//! From one session to the next: the interval and the night.

use serde::{Deserialize, Serialize};

use crate::day::ClockWindow;
use crate::entry::EntryId;
use crate::settings::SessionEdge;
use crate::time::Now;

use super::quiet::{covers, end_of};
use super::rule::{ReminderKind, ReminderRules};

/// The latest stimulation, logged or running: what the interval counts from.
///
/// A session that starts more than 5 minutes after now (the clock was set back) is not it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stimulation {
    /// Its id; a running session already has the one it will be logged with.
    pub id: EntryId,
    /// Its start, in milliseconds since 1970.
    pub start_ms: i64,
    /// Its end; the start where minutes are not known or it is still running.
    pub end_ms: i64,
}

/// Why a reminder comes when it does, before quiet hours and sleep.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderStep {
    /// The interval by day.
    Interval,
    /// The longer interval, because the shorter one ends in the night.
    Night,
    /// The end of the night, because the longer interval would reach past it.
    NightEnd,
    /// A time of day that the parent set.
    Clock,
    /// The end of a protected sleep.
    SleepEnd,
}

/// The interval rule's figures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interval {
    pub(crate) every_ms: i64,
    pub(crate) night_every_ms: i64,
    pub(crate) from: SessionEdge,
    pub(crate) night: ClockWindow,
}

impl Interval {
    pub(crate) fn of(rules: &ReminderRules, night: ClockWindow) -> Option<Self> {
        match rules.interval()?.kind {
            ReminderKind::Interval { every_ms, night_every_ms, from } => {
                Some(Self { every_ms, night_every_ms, from, night })
            }
            _ => None,
        }
    }

    pub(crate) fn anchor_ms(&self, last: &Stimulation) -> i64 {
        match self.from {
            SessionEdge::Start => last.start_ms,
            SessionEdge::End => last.end_ms.max(last.start_ms),
        }
    }

    /// The next session after one at `at_ms`: later at night, but not past the night's end.
    pub(crate) fn after(&self, at_ms: i64, now: &Now) -> (i64, ReminderStep) {
        let by_day = at_ms + self.every_ms;
        if !covers(now, self.night, by_day) {
            return (by_day, ReminderStep::Interval);
        }
        let by_night = at_ms + self.night_every_ms;
        let night_end = end_of(now, self.night, by_day);
        if by_night <= night_end { (by_night, ReminderStep::Night) } else { (night_end, ReminderStep::NightEnd) }
    }
}

/// When the next session is due, in milliseconds since 1970: the last one plus the interval, by the night rule.
///
/// Absent before the first stimulation and without an interval rule. It keeps its time when that has passed, and quiet
/// hours and sleep do not move it. A session counted from its end counts from its start while it runs.
pub fn next_session(last: Option<&Stimulation>, rules: &ReminderRules, night: ClockWindow, now: &Now) -> Option<i64> {
    let interval = Interval::of(rules, night)?;
    Some(interval.after(interval.anchor_ms(last?), now).0)
}
