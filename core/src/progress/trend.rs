//! A week beside the week before (CONTRACT section 1): the one trend rule, shown the same everywhere.

use serde::{Deserialize, Serialize};

use super::daily::{DaySummary, minutes};
use crate::day::Day;

/// Fewest days in a mean that is compared.
const FEWEST_DAYS: i32 = 3;

/// Seven days, their mean, and how it compares with the seven days before.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Week {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// The seven days, oldest first.
    pub days: Vec<DaySummary>,
    /// Mean of the days that count.
    pub mean: WeekMean,
    /// The same for the seven days before.
    pub before: WeekMean,
    /// Mean less the mean before.
    pub change: WeekChange,
}

/// Means of a week over its logged days that are neither partial nor away, from the restart on.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct WeekMean {
    /// How many days count.
    pub days: i32,
    /// Sessions a day, absent without a day that counts.
    pub sessions: Option<f64>,
    /// Sessions at the breast a day.
    pub nursing_sessions: Option<f64>,
    /// Days with a session at the breast.
    pub nursing_days: i32,
    /// Days with sessions, none of them at the breast.
    pub pump_only_days: i32,
    /// Sessions a day by the parent's own plan; absent without one. Effort is `sessions` beside this.
    pub planned_sessions: Option<f64>,
    /// Minutes of stimulation a day.
    pub minutes: Option<f64>,
    /// Own milk measured a day in microlitres, over the days that have a measured volume.
    pub own_milk_ul: Option<f64>,
    /// How many of the days have a measured volume, 0 ml included.
    pub own_milk_days: i32,
    /// Donor milk and formula a day, in microlitres.
    pub supplement_ul: Option<f64>,
}

/// Differences between two means; absent with fewer than three days in either.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct WeekChange {
    /// Sessions a day.
    pub sessions: Option<f64>,
    /// Minutes of stimulation a day.
    pub minutes: Option<f64>,
    /// Own milk measured a day, in microlitres.
    pub own_milk_ul: Option<f64>,
    /// Donor milk and formula a day, in microlitres.
    pub supplement_ul: Option<f64>,
}

/// The last seven of fourteen days beside the seven before.
pub(crate) fn week(mut fortnight: Vec<DaySummary>, to: Day, restart: Option<Day>) -> Week {
    let days = fortnight.split_off(fortnight.len().saturating_sub(7));
    let mean = mean(&days, restart);
    let before = self::mean(&fortnight, restart);
    Week { from: to.plus(-6), to, days, mean, before, change: change(&mean, &before) }
}

/// Whether a day counts in a mean: logged, whole, not away, and not before the restart.
pub(crate) fn counts(day: &DaySummary, restart: Option<Day>) -> bool {
    day.logged && !day.partial && !day.away && restart.is_none_or(|restart| day.day >= restart)
}

fn mean(days: &[DaySummary], restart: Option<Day>) -> WeekMean {
    let counted = || days.iter().filter(move |day| counts(day, restart));
    let number = counted().count();
    let measured = || counted().filter(|day| day.own_milk.measured > 0);
    let planned = || counted().filter_map(|day| day.planned_sessions);
    let over = |sum: f64, number: usize| (number > 0).then(|| sum / number as f64);
    WeekMean {
        days: number as i32,
        sessions: over(counted().filter_map(|day| day.sessions).map(f64::from).sum(), number),
        nursing_sessions: over(counted().filter_map(|day| day.nursing_sessions).map(f64::from).sum(), number),
        nursing_days: counted().filter(|day| day.nursing_sessions > Some(0)).count() as i32,
        pump_only_days: counted().filter(|day| day.sessions > Some(0) && day.nursing_sessions == Some(0)).count()
            as i32,
        planned_sessions: over(planned().map(f64::from).sum(), planned().count()),
        minutes: over(minutes(counted().filter_map(|day| day.stimulation_ms).sum()), number),
        own_milk_ul: over(measured().map(|day| day.own_milk.measured_ul as f64).sum(), measured().count()),
        own_milk_days: measured().count() as i32,
        supplement_ul: over(counted().map(|day| (day.donor_ul + day.formula_ul) as f64).sum(), number),
    }
}

fn change(mean: &WeekMean, before: &WeekMean) -> WeekChange {
    let less = |now: Option<f64>, then: Option<f64>, enough: bool| {
        now.zip(then).filter(|_| enough).map(|(now, then)| now - then)
    };
    let days = mean.days.min(before.days) >= FEWEST_DAYS;
    let milk_days = mean.own_milk_days.min(before.own_milk_days) >= FEWEST_DAYS;
    WeekChange {
        sessions: less(mean.sessions, before.sessions, days),
        minutes: less(mean.minutes, before.minutes, days),
        own_milk_ul: less(mean.own_milk_ul, before.own_milk_ul, milk_days),
        supplement_ul: less(mean.supplement_ul, before.supplement_ul, days),
    }
}
