//! Where a reminder ends up after quiet hours and protected sleep had their say.

use crate::day::ClockWindow;
use crate::time::{DAY_MS, Now};

use super::rule::{ProtectedSleep, QuietHours, QuietPolicy};

/// What becomes of a reminder that was meant for an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    /// When it comes; where it would have come, if it is dropped.
    pub(crate) at_ms: i64,
    /// It was moved by quiet hours.
    pub(crate) delayed: bool,
    /// It fell into protected sleep and is part of the one reminder at its end.
    pub(crate) slept: bool,
    /// It does not come at all.
    pub(crate) dropped: bool,
    /// It comes without sound.
    pub(crate) silent: bool,
}

/// Quiet hours and sleep, in the zone of `now`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Calm<'a> {
    pub(crate) now: &'a Now,
    pub(crate) quiet: Option<QuietHours>,
    pub(crate) sleep: Option<ProtectedSleep>,
}

/// Whether the clock shows a time inside the window at an instant.
pub(crate) fn covers(now: &Now, window: ClockWindow, at_ms: i64) -> bool {
    let local_ms = at_ms + i64::from(now.offset_at(at_ms)) * 1_000;
    window.contains(local_ms.rem_euclid(DAY_MS))
}

/// The first instant from `at_ms` on at which the clock shows a time outside the window.
///
/// A clock change may end it early (the clock jumps past its end) or let it begin again (the clock is set back into it).
pub(crate) fn end_of(now: &Now, window: ClockWindow, at_ms: i64) -> i64 {
    let mut at_ms = at_ms;
    loop {
        let local_ms = (at_ms + i64::from(now.offset_at(at_ms)) * 1_000).rem_euclid(DAY_MS);
        if !window.contains(local_ms) {
            return at_ms;
        }
        let end_ms = at_ms + (window.to.ms() - local_ms).rem_euclid(DAY_MS);
        let changes = &now.zone_table.transitions;
        let next = changes.partition_point(|change| change.at_ms <= at_ms);
        match changes.get(next) {
            Some(change) if change.at_ms <= end_ms => at_ms = change.at_ms,
            _ => return end_ms,
        }
    }
}

impl Calm<'_> {
    /// Sleep first, for it is the later wish; then quiet hours; until nothing moves it any more.
    pub(crate) fn settle(&self, raw_ms: i64) -> Settled {
        let mut settled = Settled { at_ms: raw_ms, delayed: false, slept: false, dropped: false, silent: false };
        loop {
            if let Some(sleep) = self.sleep
                && !settled.slept
                && (sleep.from_ms..=sleep.until_ms).contains(&settled.at_ms)
            {
                settled.slept = true;
                settled.at_ms = sleep.until_ms;
                continue;
            }
            let Some(quiet) = self.quiet.filter(|quiet| covers(self.now, quiet.window, settled.at_ms)) else {
                return settled;
            };
            match quiet.policy {
                QuietPolicy::Delay => {
                    settled.delayed = true;
                    settled.at_ms = end_of(self.now, quiet.window, settled.at_ms);
                }
                QuietPolicy::Suppress => {
                    settled.dropped = true;
                    return settled;
                }
                QuietPolicy::Silent => {
                    settled.silent = true;
                    return settled;
                }
            }
        }
    }

    /// The sentinel moves past quiet hours of any policy and past the night: it is never urgent.
    pub(crate) fn after_all(&self, night: ClockWindow, at_ms: i64) -> i64 {
        let mut at_ms = at_ms;
        // Two windows can hand over to each other once a day at most, unless they cover all 24 hours between them.
        for _ in 0..4 {
            let before_ms = at_ms;
            if let Some(quiet) = self.quiet {
                at_ms = end_of(self.now, quiet.window, at_ms);
            }
            at_ms = end_of(self.now, night, at_ms);
            if at_ms == before_ms {
                break;
            }
        }
        at_ms
    }
}
