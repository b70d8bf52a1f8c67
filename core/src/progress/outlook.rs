//! The outlook on own milk: how much a single, fully logged day to come may hold, as bands, never as a promise.
//!
//! A fixed ensemble of growth curves and damped trends is weighed by the logged days. Nothing is drawn at random: the same days give
//! the same answer on every machine. Effort is context beside it, not part of it: no source supports so many ml for one session more
//! (HOPK88, LAI20, DECAR83 [V]).

mod curves;
mod fit;
mod follow;
mod logarithm;
mod noise;
mod prior;
mod quantiles;
mod trend;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::error::{JournalError, Result};
use crate::journey::LactationBreak;

use fit::{Fit, Known};
use quantiles::{LEVELS, Mixture};

/// Measured days without which nothing is said: 7, evidence 2.2 [P].
pub(crate) const LEAST_DAYS: u32 = 7;
/// Farthest horizon in days that is answered; beyond it nothing of use is known [P].
pub(crate) const FARTHEST_HORIZON: u32 = 365;
/// Days ahead within which the chance for the own goal is given: 12 weeks [P].
pub(crate) const GOAL_WITHIN_DAYS: u32 = 84;
/// Chance below which no range of days is named for a goal: 10 %, evidence 8.4 [P].
pub(crate) const LEAST_GOAL_CHANCE: f64 = 0.1;

/// What the outlook is made from.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlookInput {
    /// Own milk of each day in ml, day 0 being the restart. Absent: nothing was measured. 0 is a measured volume.
    pub own_milk_ml: Vec<Option<f64>>,
    /// What the baby would take in a day, in ml, above 0.
    pub need_ml: f64,
    /// Time since the last lactation.
    pub since: LactationBreak,
    /// Days before this one are known; later ones are not looked at.
    pub as_of: u32,
    /// Days ahead of the last known day, each 1 to 365, in any order.
    pub horizons: Vec<u32>,
    /// Own goal in ml a day, above 0, if there is one.
    pub goal_ml: Option<f64>,
}

/// Whether anything can be said, and what kind of thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum OutlookVerdict {
    /// Fewer than 7 days with a measured volume: no points are given.
    TooEarly,
    /// The last weeks do not rise: points are given, but no growth is read out of them.
    NoUpwardTrend,
    /// The last weeks rise.
    Outlook,
}

/// One quantile of a day to come.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantile {
    /// Chance of at most `ml`, between 0 and 1.
    pub level: f64,
    /// Own milk of that day in ml, 0 or more.
    pub ml: f64,
}

/// The distribution of the own milk of one single day to come, fully logged.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutlookPoint {
    /// Days after the last known day.
    pub horizon: u32,
    /// Quantiles at 0.05, 0.1, 0.2 ... 0.9, 0.95, ascending in level; ml never falls.
    pub quantiles: Vec<Quantile>,
}

/// Days, both included, counted from the last known day.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayRange {
    /// First day of the range, 0 when the goal may have been reached already.
    pub from_day: u32,
    /// Last day of the range, later than `from_day`.
    pub to_day: u32,
}

/// Chance for the own goal.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GoalOutlook {
    /// The goal in ml a day.
    pub goal_ml: f64,
    /// Days ahead that the chance is for.
    pub within_days: u32,
    /// Chance, 0 to 1, that the usual day reaches the goal within these days.
    pub chance: f64,
    /// Middle four fifths of the days on which it may be reached, if it is. Absent when the chance is below 10 %, or without an upward trend.
    pub reached: Option<DayRange>,
}

/// The outlook on own milk.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outlook {
    /// Whether anything can be said.
    pub verdict: OutlookVerdict,
    /// Known days with a measured volume, 0 ml included.
    pub days_with_volume: u32,
    /// One point for each horizon, in the order asked; empty when it is too early.
    pub points: Vec<OutlookPoint>,
    /// Chance for the own goal, when there is one and it is not too early.
    pub goal: Option<GoalOutlook>,
}

/// Makes the outlook. Refuses a need, goal, volume or horizon that makes no sense; every other series has an answer.
pub(crate) fn outlook(input: &OutlookInput) -> Result<Outlook> {
    check(input)?;
    let as_of = input.as_of as usize;
    let measured: Vec<(i64, f64)> = input
        .own_milk_ml
        .iter()
        .take(as_of)
        .enumerate()
        .filter_map(|(day, ml)| ml.map(|ml| (day as i64, ml)))
        .collect();
    let days_with_volume = measured.len() as u32;
    if days_with_volume < LEAST_DAYS {
        return Ok(Outlook { verdict: OutlookVerdict::TooEarly, days_with_volume, points: Vec::new(), goal: None });
    }
    let upward = trend::upward(&measured, i64::from(input.as_of));
    let fit = Fit::new(Known::new(&input.own_milk_ml, as_of, input.need_ml, input.since));
    let mut ascending = input.horizons.clone();
    ascending.sort_unstable();
    ascending.dedup();
    let found: Vec<OutlookPoint> = fit
        .ahead(&ascending, true)
        .iter()
        .zip(&ascending)
        .map(|(heaps, &horizon)| {
            let positions = Mixture::new(heaps, fit.widening()).map(|m| m.positions(&LEVELS)).unwrap_or_default();
            OutlookPoint { horizon, quantiles: quantiles::in_ml(&positions, fit.offset()) }
        })
        .collect();
    let points = input.horizons.iter().filter_map(|h| found.iter().find(|p| p.horizon == *h).cloned()).collect();
    Ok(Outlook {
        verdict: if upward { OutlookVerdict::Outlook } else { OutlookVerdict::NoUpwardTrend },
        days_with_volume,
        points,
        goal: input.goal_ml.map(|goal_ml| goal_outlook(&fit, goal_ml, upward)),
    })
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "by value it does not cross to other languages")]
impl OutlookVerdict {
    /// Key of the sentence that leads.
    pub fn text_key(&self) -> String {
        let key = match self {
            Self::TooEarly => "outlook.too_early",
            Self::NoUpwardTrend => "outlook.no_upward_trend",
            Self::Outlook => "outlook.outlook",
        };
        key.to_owned()
    }
}

impl Outlook {
    pub(crate) fn nothing_yet() -> Self {
        Self { verdict: OutlookVerdict::TooEarly, days_with_volume: 0, points: Vec::new(), goal: None }
    }
}

fn check(input: &OutlookInput) -> Result<()> {
    let above_zero = |x: f64| x.is_finite() && x > 0.0;
    if !above_zero(input.need_ml) {
        return Err(JournalError::invalid("need", "the need must be a number above 0 ml"));
    }
    if input.goal_ml.is_some_and(|goal| !above_zero(goal)) {
        return Err(JournalError::invalid("goal", "the goal must be a number above 0 ml"));
    }
    if let Some(day) = input.own_milk_ml.iter().position(|ml| ml.is_some_and(|ml| !(ml.is_finite() && ml >= 0.0))) {
        return Err(JournalError::invalid("own_milk_ml", format!("the volume of day {day} must be 0 ml or more")));
    }
    match input.horizons.iter().find(|h| **h == 0 || **h > FARTHEST_HORIZON) {
        Some(horizon) => Err(JournalError::invalid(
            "horizon",
            format!("a horizon lies between 1 and {FARTHEST_HORIZON} days, not {horizon}"),
        )),
        None => Ok(()),
    }
}

/// Chance that the level, without the noise of single days, reaches the goal, and when.
fn goal_outlook(fit: &Fit, goal_ml: f64, upward: bool) -> GoalOutlook {
    // Once a week: the range is read between them.
    let days: Vec<u32> = (0..=GOAL_WITHIN_DAYS).step_by(7).collect();
    let goal_at = (goal_ml + fit.offset()).ln();
    let mut so_far = 0.0_f64;
    let reached: Vec<f64> = fit
        .ahead(&days, false)
        .iter()
        .map(|heaps| {
            let now = Mixture::new(heaps, fit.widening()).map_or(0.0, |m| m.chance_above(goal_at));
            so_far = so_far.max(now);
            so_far
        })
        .collect();
    let chance = so_far;
    let when = |share: f64| {
        let at = reached.iter().position(|r| *r >= share * chance).unwrap_or(days.len() - 1);
        if at == 0 {
            return 0.0;
        }
        let (before, after) = (reached[at - 1], reached[at]);
        let part = if after > before { (share * chance - before) / (after - before) } else { 1.0 };
        f64::from(days[at - 1]) + 7.0 * part
    };
    let range = (upward && chance >= LEAST_GOAL_CHANCE).then(|| {
        let from_day = when(0.1).floor() as u32;
        // A single day would be a promise.
        DayRange { from_day, to_day: (when(0.9).ceil() as u32).max(from_day + 1) }
    });
    GoalOutlook { goal_ml, within_days: GOAL_WITHIN_DAYS, chance, reached: range }
}
