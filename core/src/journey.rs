//! Who restarts lactation, since when, and what they hope for.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::{check_name, check_text};
use crate::error::{JournalError, Result};

/// The parent's own account of the restart. Every field may stay empty; nothing here asks about a birth.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Journey {
    /// First day of the restart; means, milestones and the outlook count from it. Not after today.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub restart: Option<Day>,
    /// How long no milk had been made before, absent when not told.
    #[serde(rename = "break")]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub pause: Option<LactationBreak>,
    /// What would be a success, in the parent's own terms.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub goal: Option<Goal>,
    /// Sessions a day by the parent's own plan, 1 to 24; absent without one. Nothing is judged by it.
    pub sessions_a_day: Option<i32>,
    /// Sessions a night by the parent's own plan, 1 to 12; absent without one.
    pub sessions_a_night: Option<i32>,
    /// What the baby or babies would take in a day, in microlitres, above 0 to 5000 ml, as the parent or the provider
    /// sets it; absent: reckoned from age and weight.
    pub need_ul: Option<i64>,
    /// How and why, in the parent's own words, up to 2000 characters.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub story: Option<String>,
}

/// How long no milk had been made before the restart.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum LactationBreak {
    /// This many days, 0 to 36500.
    Days {
        /// The days.
        days: i32,
    },
    /// The parent has never lactated.
    Never,
}

/// What would be a success, by the parent's own definition.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Goal {
    /// Some milk.
    Some,
    /// About half of what the baby takes.
    Half,
    /// All of what the baby takes.
    Full,
    /// Comfort at the breast, however much milk.
    Comfort,
    /// In the parent's own words.
    Own {
        /// The words, up to 2000 characters.
        words: String,
    },
}

/// A baby, known by the display name.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baby {
    /// Display name, up to 2000 characters; no two babies share one.
    pub name: String,
    /// Day of birth, not after today; absent when not told.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub born: Option<Day>,
    /// For growth tables only; absent when not told.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub sex: Option<Sex>,
    /// Completed weeks of gestation at birth, 22 to 44; absent when not told.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub gestation_weeks: Option<i32>,
}

/// Sex of a baby, for growth tables only.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Girl.
    Girl,
    /// Boy.
    Boy,
}

impl Journey {
    pub(crate) fn check(&self, today: Day) -> Result<()> {
        if self.restart.is_some_and(|day| day > today) {
            return Err(JournalError::invalid("restart", "the restart must not lie after today"));
        }
        if self.restart.is_some_and(|day| day.number() < FIRST_DAY) {
            return Err(JournalError::invalid("restart", "the restart must not lie before 2015"));
        }
        if let Some(LactationBreak::Days { days }) = self.pause
            && !(0..=36_500).contains(&days)
        {
            return Err(JournalError::invalid("break", "a break must lie between 0 and 36500 days"));
        }
        let beyond = |number: Option<i64>, most: i64| number.is_some_and(|number| !(1..=most).contains(&number));
        if beyond(self.sessions_a_day.map(i64::from), 24) {
            return Err(JournalError::invalid("sessions_a_day", "a plan has 1 to 24 sessions a day"));
        }
        if beyond(self.sessions_a_night.map(i64::from), 12) {
            return Err(JournalError::invalid("sessions_a_night", "a plan has 1 to 12 sessions a night"));
        }
        if beyond(self.need_ul, 5_000_000) {
            return Err(JournalError::invalid("need", "a need lies above 0 and up to 5000 ml a day"));
        }
        check_text("story", self.story.as_deref())?;
        match &self.goal {
            Some(Goal::Own { words }) => check_name("goal", words),
            _ => Ok(()),
        }
    }
}

/// 2015-01-01, the first day that is accepted anywhere.
const FIRST_DAY: i32 = 16_436;

impl Baby {
    /// A baby of whom only the name is known.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), born: None, sex: None, gestation_weeks: None }
    }

    pub(crate) fn check(&self, today: Day) -> Result<()> {
        check_name("baby", &self.name)?;
        if self.born.is_some_and(|day| day > today) {
            return Err(JournalError::invalid("born", "a birth must not lie after today"));
        }
        if self.gestation_weeks.is_some_and(|weeks| !(22..=44).contains(&weeks)) {
            return Err(JournalError::invalid("gestation_weeks", "weeks of gestation must lie between 22 and 44"));
        }
        Ok(())
    }
}
