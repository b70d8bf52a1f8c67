//! The question about a mood that stays at its lowest.

use super::{FlagKind, FlagLevel, FlagLog, RedFlag};
use crate::day::Day;
use crate::entry::EntryId;
use crate::progress::figure::Figure;

/// A logged mood, 1 (low) to 5 (good).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoggedMood {
    pub(crate) entry: EntryId,
    pub(crate) at_ms: i64,
    pub(crate) day: Day,
    pub(crate) mood: i32,
    pub(crate) recorded_ms: Option<i64>,
}

/// [P] "Persistent" has no number in 4.1: lowest mood on three days with a mood in a row, within two weeks.
const LOW_DAYS: usize = 3;
const WITHIN_DAYS: i32 = 14;

pub(super) fn flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    // The best mood of each day: one bad hour is not a low day.
    let mut days: Vec<&LoggedMood> = Vec::new();
    let mut moods: Vec<&LoggedMood> =
        log.moods.iter().filter(|mood| !log.is_history(mood.at_ms, mood.recorded_ms)).collect();
    moods.sort_by_key(|mood| (mood.day, std::cmp::Reverse(mood.mood), mood.at_ms, mood.entry));
    for mood in moods {
        if days.last().is_none_or(|last| last.day != mood.day) {
            days.push(mood);
        }
    }
    let low = |days: &&[&LoggedMood]| {
        days.iter().all(|mood| mood.mood <= 1) && days[LOW_DAYS - 1].day.number() - days[0].day.number() < WITHIN_DAYS
    };
    days.windows(LOW_DAYS)
        .filter(low)
        .map(|days| {
            let last = days[LOW_DAYS - 1];
            RedFlag {
                key: format!("low-mood:{}", last.day),
                kind: FlagKind::LowMood,
                level: FlagLevel::CrisisLine,
                question: true,
                baby: None,
                born_early: false,
                sign: None,
                day: last.day,
                at_ms: last.at_ms,
                entry: Some(last.entry),
                seen: vec![Figure::days("days", LOW_DAYS as i32)],
                source: "AUER80, HC23 [P]".into(),
                answered_ms: None,
            }
        })
        .collect()
}
