//! What the parent wants to be reminded of, and when not.

use serde::{Deserialize, Serialize};

use crate::day::ClockWindow;
use crate::entry::check_name;
use crate::error::{JournalError, Result};
use crate::settings::SessionEdge;
use crate::time::{ClockTime, HOUR_MS, MINUTE_MS};

/// Most rules at a time.
const MAX_RULES: usize = 12;
/// Most times of day of one rule.
const MAX_TIMES: usize = 24;
/// Shortest and longest interval.
const INTERVAL_MS: std::ops::RangeInclusive<i64> = 30 * MINUTE_MS..=24 * HOUR_MS;
/// Longest nag delay and longest protected sleep.
const MAX_PAUSE_MS: i64 = 24 * HOUR_MS;
/// 2 h 30 min by day: 8-12 sessions in 24 h, every 2-3 h (`relactation-evidence.md` 1.1 [V]; default [P]).
const DEFAULT_EVERY_MS: i64 = 150 * MINUTE_MS;
/// 5 h at night: one or two sessions, and no gap above 7 h (LAI20 [V]; default [P]).
const DEFAULT_NIGHT_EVERY_MS: i64 = 5 * HOUR_MS;
/// One nag after 20 minutes.
const DEFAULT_NAG_MS: i64 = 20 * MINUTE_MS;
/// The one interval rule's id.
pub(crate) const INTERVAL_ID: &str = "interval";
/// Not rules, but written in the same place of a reminder's id.
pub(crate) const RESERVED_IDS: [&str; 3] = [SLEEP_ID, PLAN_ID, TEST_ID];
/// The reminder at the end of a protected sleep.
pub(crate) const SLEEP_ID: &str = "sleep";
/// Sentinel and housekeeping.
pub(crate) const PLAN_ID: &str = "plan";
/// The test alarm.
pub(crate) const TEST_ID: &str = "test";

/// Everything the parent has set about reminders.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderRules {
    /// At most 12, in the order they were made; at most one of them is an interval.
    pub rules: Vec<ReminderRule>,
    /// Quiet hours, absent when there are none.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub quiet: Option<QuietHours>,
    /// A protected sleep, absent when there is none; any log ends it.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub sleep: Option<ProtectedSleep>,
}

/// One rule.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderRule {
    /// Its name: "interval", "times", "times-2". Empty in a new rule: the journal picks it.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub id: String,
    /// What it reminds of, and when.
    #[serde(flatten)]
    pub kind: ReminderKind,
    /// Milliseconds after an unanswered reminder at which it comes once more, 1 min to 24 h; absent: never.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub nag_ms: Option<i64>,
    /// When it was set, in milliseconds since 1970; the journal fills it in. A rule by the clock has no reminder before.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub since_ms: i64,
}

/// What a rule reminds of, and when.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ReminderKind {
    /// The next session, counted from the last one.
    Interval {
        /// Milliseconds from session to session, 30 min to 24 h.
        every_ms: i64,
        /// Milliseconds when the session would fall into the night, at least `every_ms`, to 24 h.
        night_every_ms: i64,
        /// Counted from the start of the last session or from its end.
        #[serde(default)]
        from: SessionEdge,
    },
    /// A session at fixed times of day.
    Times {
        /// 1 to 24 times of day.
        times: Vec<ClockTime>,
        /// On these days; empty: every day.
        #[serde(default)]
        weekdays: Vec<Weekday>,
    },
    /// Weighing the baby.
    WeighIn {
        /// 1 to 24 times of day.
        times: Vec<ClockTime>,
        /// On these days; empty: every day.
        #[serde(default)]
        weekdays: Vec<Weekday>,
    },
    /// A medicine the parent takes or gives; the reminder itself never names it.
    Medicine {
        /// Its name, for the parent's own list.
        name: String,
        /// 1 to 24 times of day.
        times: Vec<ClockTime>,
        /// On these days; empty: every day.
        #[serde(default)]
        weekdays: Vec<Weekday>,
    },
    /// A look at the care plan agreed with a provider.
    CarePlan {
        /// 1 to 24 times of day.
        times: Vec<ClockTime>,
        /// On these days; empty: every day.
        #[serde(default)]
        weekdays: Vec<Weekday>,
    },
}

/// A day of the week.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Weekday {
    /// Monday.
    #[serde(rename = "mon")]
    Monday,
    /// Tuesday.
    #[serde(rename = "tue")]
    Tuesday,
    /// Wednesday.
    #[serde(rename = "wed")]
    Wednesday,
    /// Thursday.
    #[serde(rename = "thu")]
    Thursday,
    /// Friday.
    #[serde(rename = "fri")]
    Friday,
    /// Saturday.
    #[serde(rename = "sat")]
    Saturday,
    /// Sunday.
    #[serde(rename = "sun")]
    Sunday,
}

/// A daily window on the wall clock in which reminders are held back. It moves reminders, never the next session.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuietHours {
    /// When; may span midnight, not empty. In a repeated hour both passes are quiet.
    pub window: ClockWindow,
    /// What happens to a reminder that falls inside.
    pub policy: QuietPolicy,
}

/// What happens to a reminder that falls into quiet hours.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietPolicy {
    /// All that falls inside comes once, at the end, and the next one counts from there.
    Delay,
    /// It is dropped with its nags, and the next one counts from the time it would have come.
    Suppress,
    /// It comes without sound.
    Silent,
}

/// Silence until an instant, with one reminder at its end.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProtectedSleep {
    /// When it was begun, in milliseconds since 1970.
    pub from_ms: i64,
    /// When it ends.
    pub until_ms: i64,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];
}

impl Default for ReminderRules {
    /// What a fresh journal has: the interval rule with one nag, no quiet hours.
    fn default() -> Self {
        Self { rules: vec![ReminderRule::interval()], quiet: None, sleep: None }
    }
}

impl ReminderRule {
    /// The interval rule of a fresh journal: every 2 h 30 min, 5 h at night, from the start, one nag after 20 minutes.
    pub fn interval() -> Self {
        Self {
            id: INTERVAL_ID.to_owned(),
            kind: ReminderKind::Interval {
                every_ms: DEFAULT_EVERY_MS,
                night_every_ms: DEFAULT_NIGHT_EVERY_MS,
                from: SessionEdge::Start,
            },
            nag_ms: Some(DEFAULT_NAG_MS),
            since_ms: 0,
        }
    }

    /// A new rule with the usual nag, its id still to be picked.
    pub fn new(kind: ReminderKind) -> Self {
        Self { id: String::new(), kind, nag_ms: Some(DEFAULT_NAG_MS), since_ms: 0 }
    }

    /// What `night_every` is when nobody says so: 5 h, or `every` where that is longer.
    pub fn default_night_every_ms(every_ms: i64) -> i64 {
        DEFAULT_NIGHT_EVERY_MS.max(every_ms)
    }

    /// Refuses values beyond the limits, by the field they were typed in.
    pub fn check(&self) -> Result<()> {
        if let ReminderKind::Interval { every_ms, night_every_ms, .. } = self.kind {
            for (field, value) in [("every", every_ms), ("night_every", night_every_ms)] {
                if !INTERVAL_MS.contains(&value) {
                    return Err(JournalError::invalid(field, "an interval must lie between 30 min and 24 h"));
                }
            }
            if night_every_ms < every_ms {
                return Err(JournalError::invalid("night_every", "the interval at night must not be the shorter one"));
            }
        }
        if let Some((times, weekdays)) = self.kind.schedule() {
            if times.is_empty() || times.len() > MAX_TIMES {
                return Err(JournalError::invalid("times", "give 1 to 24 times of day"));
            }
            if (1..times.len()).any(|i| times[..i].contains(&times[i])) {
                return Err(JournalError::invalid("times", "a time of day is given twice"));
            }
            if (1..weekdays.len()).any(|i| weekdays[..i].contains(&weekdays[i])) {
                return Err(JournalError::invalid("days", "a day of the week is given twice"));
            }
        }
        if let ReminderKind::Medicine { name, .. } = &self.kind {
            check_name("medicine", name)?;
        }
        if self.nag_ms.is_some_and(|nag| !(MINUTE_MS..=MAX_PAUSE_MS).contains(&nag)) {
            return Err(JournalError::invalid("nag", "a nag comes 1 min to 24 h after its reminder"));
        }
        Ok(())
    }
}

impl ReminderKind {
    /// The kind in one word, as rule ids and JSON write it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Interval { .. } => INTERVAL_ID,
            Self::Times { .. } => "times",
            Self::WeighIn { .. } => "weigh_in",
            Self::Medicine { .. } => "medicine",
            Self::CarePlan { .. } => "care_plan",
        }
    }

    /// Times of day and weekdays of a rule by the clock.
    pub(crate) fn schedule(&self) -> Option<(&[ClockTime], &[Weekday])> {
        match self {
            Self::Interval { .. } => None,
            Self::Times { times, weekdays }
            | Self::WeighIn { times, weekdays }
            | Self::Medicine { times, weekdays, .. }
            | Self::CarePlan { times, weekdays } => Some((times, weekdays)),
        }
    }

    /// Whether a session is what it reminds of, so that a running one makes it needless.
    pub(crate) fn is_session(&self) -> bool {
        matches!(self, Self::Interval { .. } | Self::Times { .. })
    }
}

impl QuietHours {
    /// Refuses an empty window, as field "quiet".
    pub fn check(&self) -> Result<()> {
        self.window.check("quiet")
    }
}

impl ProtectedSleep {
    /// A sleep of `length_ms` from `now_ms` on, more than 0 to 24 h; refuses others as field "sleep".
    pub fn from_now(now_ms: i64, length_ms: i64) -> Result<Self> {
        if !(1..=MAX_PAUSE_MS).contains(&length_ms) {
            return Err(JournalError::invalid("sleep", "a protected sleep must be longer than 0 and at most 24 h"));
        }
        Ok(Self { from_ms: now_ms, until_ms: now_ms + length_ms })
    }
}

impl ReminderRules {
    /// The interval rule, if there is one.
    pub(crate) fn interval(&self) -> Option<&ReminderRule> {
        self.rules.iter().find(|rule| matches!(rule.kind, ReminderKind::Interval { .. }))
    }

    /// These rules with one added, or put in the place of the one with its id; answers the id it got.
    ///
    /// An interval always takes the place of the interval. Errors: `Invalid` by field, `NotFound` for an id that no
    /// rule has.
    pub fn with(&self, mut rule: ReminderRule, now_ms: i64) -> Result<(Self, String)> {
        rule.check()?;
        rule.since_ms = now_ms;
        if matches!(rule.kind, ReminderKind::Interval { .. }) {
            INTERVAL_ID.clone_into(&mut rule.id);
        }
        let mut rules = self.clone();
        let id = if let Some(old) = rules.rules.iter_mut().find(|old| !rule.id.is_empty() && old.id == rule.id) {
            *old = rule;
            old.id.clone()
        } else {
            if rules.rules.len() >= MAX_RULES {
                return Err(JournalError::invalid("rule", "there are 12 rules already; remove one first"));
            }
            if rule.id.is_empty() {
                rule.id = self.free_id(rule.kind.name());
            } else if rule.id != INTERVAL_ID {
                return Err(JournalError::not_found("rule"));
            }
            let id = rule.id.clone();
            rules.rules.push(rule);
            id
        };
        Ok((rules, id))
    }

    /// These rules without one; `NotFound` when there is none by that id.
    pub fn without(&self, id: &str) -> Result<Self> {
        let mut rules = self.clone();
        rules.rules.retain(|rule| rule.id != id);
        if rules.rules.len() == self.rules.len() {
            return Err(JournalError::not_found("rule"));
        }
        Ok(rules)
    }

    fn free_id(&self, name: &str) -> String {
        let taken = |id: &str| self.rules.iter().any(|rule| rule.id == id);
        if !taken(name) {
            return name.to_owned();
        }
        // At most 12 rules, so one of 13 numbers is free.
        (2..=MAX_RULES + 2).map(|n| format!("{name}-{n}")).find(|id| !taken(id)).unwrap_or_default()
    }
}
