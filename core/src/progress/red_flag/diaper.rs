//! Flags from diapers: too long without a wet one, and too few on a complete day.

use std::collections::BTreeSet;

use super::{FlagKind, FlagLevel, FlagLog, RedFlag, known, may_be_under_three_months};
use crate::entry::EntryId;
use crate::journey::Baby;
use crate::progress::diaper_day::{DiaperDay, USUAL_WET};
use crate::progress::figure::{Figure, FigureUnit};
use crate::time::{DAY_MS, HOUR_MS};

/// A logged diaper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoggedDiaper {
    pub(crate) entry: EntryId,
    pub(crate) at_ms: i64,
    pub(crate) baby: Option<String>,
    pub(crate) wet: bool,
}

/// More than 8 h without a wet diaper, younger than 3 months; more than 12 h when older: the same day [V, NHS pages].
const DRY_HOURS_UNDER_THREE_MONTHS: i64 = 8;
const DRY_HOURS: i64 = 12;
/// 1-2 wet diapers in 24 h: emergency [V2, GERBER quoting AAP]; none at all is no better.
const VERY_FEW_WET: i32 = 2;
/// Before day 6 fewer are usual: 1 on day 1 up to 5 on day 5 [V, TXWIC].
const ALARM_AGE_DAYS: i32 = 6;
/// [P] A complete day calls somebody for two weeks; what was few before that calls nobody now.
pub(crate) const CALLING_DAYS: i32 = 14;
/// [P] With several babies, one without any diaper in this many days is not being followed: unknown, not low.
const FOLLOWED_DAYS: i32 = 7;

pub(super) fn flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    let names: BTreeSet<Option<&str>> = log.diapers.iter().map(|diaper| diaper.baby.as_deref()).collect();
    let mut flags: Vec<RedFlag> = names.into_iter().filter_map(|name| dry(log, name)).collect();
    flags.extend(log.diaper_days.iter().filter_map(|row| few(log, row)));
    flags
}

/// The stretch up to now without a wet diaper. It asks, because one may not be logged, and only a parent who logged a diaper in the
/// last 24 h; a wet diaper logged is an answer. Each further stretch of the same length asks again.
fn dry(log: &FlagLog<'_>, name: Option<&str>) -> Option<RedFlag> {
    let mut diapers: Vec<_> =
        log.diapers.iter().filter(|d| d.baby.as_deref() == name && d.at_ms <= log.now_ms).collect();
    diapers.sort_by_key(|diaper| (diaper.at_ms, diaper.entry));
    if log.now_ms - diapers.last()?.at_ms > DAY_MS {
        return None;
    }
    let since = diapers.iter().rev().find(|diaper| diaper.wet).or(diapers.first())?;
    let baby = known(log.babies, name);
    let young = may_be_under_three_months(baby.and_then(|baby| baby.age_days(log.today)));
    let limit = if young { DRY_HOURS_UNDER_THREE_MONTHS } else { DRY_HOURS };
    let dry_ms = log.now_ms - since.at_ms;
    if dry_ms <= limit * HOUR_MS {
        return None;
    }
    // Just past a multiple of the limit, not on it, as the limit itself.
    let stretches = (dry_ms - 1) / (limit * HOUR_MS);
    Some(RedFlag {
        key: format!("dry:{}:{stretches}", since.entry),
        kind: FlagKind::NoWetDiaper,
        level: FlagLevel::SameDay,
        question: true,
        baby: name.map(str::to_owned),
        born_early: baby.is_some_and(Baby::born_early),
        sign: None,
        day: log.today,
        at_ms: since.at_ms + stretches * limit * HOUR_MS,
        entry: Some(since.entry),
        seen: vec![
            Figure::new("hours", (dry_ms / HOUR_MS) as f64, FigureUnit::Hours),
            Figure::new("limit", limit as f64, FigureUnit::Hours),
        ],
        source: "NHS pages [V]".into(),
        answered_ms: None,
    })
}

/// Too few wet diapers on a day that the parent confirmed as complete.
fn few(log: &FlagLog<'_>, row: &DiaperDay) -> Option<RedFlag> {
    let baby = known(log.babies, row.baby.as_deref());
    let too_young = baby.and_then(|baby| baby.age_days(row.day)).is_some_and(|age| age < ALARM_AGE_DAYS);
    let history =
        log.is_history(row.over_ms, row.confirmed_ms) || log.today.number() - row.day.number() >= CALLING_DAYS;
    if !row.complete || row.wet >= USUAL_WET || too_young || history || !is_followed(log, row) {
        return None;
    }
    let (kind, level, source) = if row.wet <= VERY_FEW_WET {
        (FlagKind::VeryFewWetDiapers, FlagLevel::Emergency, "GERBER quoting AAP [V2]")
    } else {
        (FlagKind::FewWetDiapers, FlagLevel::SameDay, "GERBER quoting AAP [V2]; ETHMOH [V]")
    };
    Some(RedFlag {
        key: format!("{}:{}:{}", kind.name(), row.day, row.baby.as_deref().unwrap_or_default()),
        kind,
        level,
        question: false,
        baby: row.baby.clone(),
        born_early: baby.is_some_and(Baby::born_early),
        sign: None,
        day: row.day,
        at_ms: row.over_ms,
        entry: None,
        seen: vec![Figure::count("wet", row.wet), Figure::count("usual", USUAL_WET), Figure::day("day", row.day)],
        source: source.into(),
        answered_ms: None,
    })
}

fn is_followed(log: &FlagLog<'_>, row: &DiaperDay) -> bool {
    let near = |other: &&DiaperDay| (0..FOLLOWED_DAYS).contains(&(row.day.number() - other.day.number()));
    log.babies.len() <= 1
        || log.diaper_days.iter().filter(|other| other.baby == row.baby).filter(near).any(|other| other.diapers > 0)
}
