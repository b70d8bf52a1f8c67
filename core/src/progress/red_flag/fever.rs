//! Flags from temperatures.

use super::{FlagKind, FlagLevel, FlagLog, RedFlag, known, may_be_under_three_months, ticked};
use crate::day::Day;
use crate::entry::EntryId;
use crate::journey::Baby;
use crate::progress::figure::{Figure, FigureUnit};

/// A logged temperature. Without a baby, and unless it is the parent's by her own word, nobody knows whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoggedTemperature {
    pub(crate) entry: EntryId,
    pub(crate) at_ms: i64,
    pub(crate) day: Day,
    pub(crate) baby: Option<String>,
    pub(crate) milli_celsius: i64,
    pub(crate) of_parent: bool,
    pub(crate) recorded_ms: Option<i64>,
}

/// 38.0 C or more, or below 36.0 C, younger than 3 months: emergency [V, NHS pages].
const FEVER_UNDER_THREE_MONTHS: i64 = 38_000;
const COLD_UNDER_THREE_MONTHS: i64 = 36_000;
/// 39.0 C or more from 3 to 6 months: the same day [V2, NHS pages]. Six months are 182.6 days.
const FEVER_UNDER_SIX_MONTHS: i64 = 39_000;
const SIX_MONTHS_DAYS: i32 = 182;
/// The parent's fever beside a red breast: 38.5 C [V, older ABM definition].
const FEVER_OF_PARENT: i64 = 38_500;

pub(super) fn flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    let mut flags = Vec::new();
    for taken in log.temperatures.iter().filter(|taken| !log.is_history(taken.at_ms, taken.recorded_ms)) {
        let baby = known(log.babies, taken.baby.as_deref());
        let age = baby.and_then(|baby| baby.age_days(taken.day));
        let flag = |kind: FlagKind, level: FlagLevel, limit: i64, source: &str| RedFlag {
            key: format!("temperature:{}", taken.entry),
            kind,
            level,
            // Whose temperature or what age is not known: it asks.
            question: age.is_none(),
            baby: taken.baby.clone(),
            born_early: baby.is_some_and(Baby::born_early),
            sign: None,
            day: taken.day,
            at_ms: taken.at_ms,
            entry: Some(taken.entry),
            seen: vec![
                Figure::new("temperature", taken.milli_celsius as f64, FigureUnit::MilliCelsius),
                Figure::new("limit", limit as f64, FigureUnit::MilliCelsius),
            ],
            source: source.into(),
            answered_ms: None,
        };
        if !taken.of_parent && may_be_under_three_months(age) {
            if taken.milli_celsius >= FEVER_UNDER_THREE_MONTHS {
                let limit = FEVER_UNDER_THREE_MONTHS;
                flags.push(flag(FlagKind::FeverUnderThreeMonths, FlagLevel::Emergency, limit, "NHS pages [V]"));
            } else if taken.milli_celsius < COLD_UNDER_THREE_MONTHS {
                let limit = COLD_UNDER_THREE_MONTHS;
                flags.push(flag(FlagKind::ColdUnderThreeMonths, FlagLevel::Emergency, limit, "NHS pages [V]"));
            }
        } else if age.is_some_and(|age| age <= SIX_MONTHS_DAYS) && taken.milli_celsius >= FEVER_UNDER_SIX_MONTHS {
            let limit = FEVER_UNDER_SIX_MONTHS;
            flags.push(flag(FlagKind::FeverUnderSixMonths, FlagLevel::SameDay, limit, "NHS pages [V2]"));
        }
        let parents = taken.baby.is_none() && taken.milli_celsius >= FEVER_OF_PARENT;
        if parents && ticked::red_breast_near(log.signs, taken.day) {
            let source = "older ABM mastitis definition [V]";
            let flag = flag(FlagKind::BreastWithFever, FlagLevel::ContactProvider, FEVER_OF_PARENT, source);
            flags.push(RedFlag { key: format!("breast-fever:{}", taken.entry), question: false, ..flag });
        }
    }
    flags
}
