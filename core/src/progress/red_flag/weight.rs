//! Flags from weighings, each read as on the day it was made, so that a later weight does not hide an earlier flag.

use super::{FlagKind, FlagLevel, FlagLog, RedFlag};
use crate::journey::Baby;
use crate::progress::figure::{Figure, FigureUnit};
use crate::progress::weighing::{self, Weighing};
use crate::progress::weight_for_age;
use crate::progress::weight_gain::{self, GainPlace};

/// More than 10 % below the birth weight: the same day [V, NICE75].
const LOSS_PERCENT: i64 = 10;
/// Most babies are back at the birth weight by three weeks [V, NICE75].
const BACK_AT_AGE_DAYS: i32 = 21;
/// Any net loss over 7 days or more between 14 days and 6 months (182.6 days): percentiles 3 and 5 of a month are positive there [D].
const LOSS_SPAN_DAYS: i32 = 7;
const LOSS_FROM_AGE_DAYS: i32 = 14;
const LOSS_TO_AGE_DAYS: i32 = 182;
/// The weight of the birth day or the day after is the birth weight; nothing asks about a birth.
const BIRTH_WEIGHT_AGE_DAYS: std::ops::RangeInclusive<i32> = 0..=1;

pub(super) fn flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    log.babies.iter().flat_map(|baby| of_baby(log, baby)).collect()
}

fn of_baby(log: &FlagLog<'_>, baby: &Baby) -> Vec<RedFlag> {
    let trusted = weighing::sort_out(&baby.name, log.weighings).trusted;
    let mut flags = Vec::new();
    for end in 1..=trusted.len() {
        let latest = trusted[end - 1];
        if log.is_history(latest.at_ms, latest.recorded_ms) {
            continue;
        }
        let so_far = &trusted[..end];
        let found = [birth_weight(baby, so_far), loss(baby, so_far), gain(baby, so_far), fall(log, baby, so_far)];
        for (kind, level, seen, source) in found.into_iter().flatten() {
            flags.push(RedFlag {
                key: format!("weight:{}:{}", latest.entry, kind.name()),
                kind,
                level,
                question: kind == FlagKind::WeightLoss && baby.born.is_none(),
                baby: Some(baby.name.clone()),
                born_early: baby.born_early(),
                sign: None,
                day: latest.day,
                at_ms: latest.at_ms,
                entry: Some(latest.entry),
                seen,
                source: source.into(),
                answered_ms: None,
            });
        }
    }
    flags
}

type Found = (FlagKind, FlagLevel, Vec<Figure>, &'static str);

fn birth_weight(baby: &Baby, so_far: &[&Weighing]) -> Option<Found> {
    let latest = so_far.last()?;
    let age = baby.age_days(latest.day)?;
    let birth = so_far
        .iter()
        .find(|weighing| baby.age_days(weighing.day).is_some_and(|age| BIRTH_WEIGHT_AGE_DAYS.contains(&age)))?;
    let seen = vec![
        Figure::milligrams("weight", latest.milligrams),
        Figure::milligrams("birth_weight", birth.milligrams),
        Figure::days("age", age),
    ];
    if latest.milligrams * 100 < birth.milligrams * (100 - LOSS_PERCENT) {
        return Some((FlagKind::LossFromBirthWeight, FlagLevel::SameDay, seen, "NICE75 [V]"));
    }
    (age >= BACK_AT_AGE_DAYS && latest.milligrams < birth.milligrams).then_some((
        FlagKind::NotBackAtBirthWeight,
        FlagLevel::ContactProvider,
        seen,
        "NICE75 [V]",
    ))
}

fn loss(baby: &Baby, so_far: &[&Weighing]) -> Option<Found> {
    let latest = so_far.last()?;
    let days = |weighing: &Weighing| latest.day.number() - weighing.day.number();
    let from = so_far.iter().rev().find(|weighing| days(weighing) >= LOSS_SPAN_DAYS)?;
    let in_early_days = baby.age_days(from.day).is_some_and(|age| age < LOSS_FROM_AGE_DAYS);
    let too_old = baby.growth_age_days(latest.day).is_some_and(|age| age > LOSS_TO_AGE_DAYS);
    if in_early_days || too_old || latest.milligrams >= from.milligrams {
        return None;
    }
    let seen = vec![Figure::milligrams("loss", from.milligrams - latest.milligrams), Figure::days("days", days(from))];
    Some((FlagKind::WeightLoss, FlagLevel::ContactProvider, seen, "WHO velocity 3.3 [D]"))
}

fn gain(baby: &Baby, so_far: &[&Weighing]) -> Option<Found> {
    let gain = weight_gain::gain(baby.sex, |day| baby.growth_age_days(day), so_far).ok()?;
    let band = gain.band?;
    let seen = vec![
        Figure::milligrams("gain", gain.milligrams),
        Figure::days("days", gain.days),
        Figure::milligrams("p5", i64::from(band.p5_g) * 1_000),
    ];
    let found = (FlagKind::GainBelowP5, FlagLevel::ContactProvider, seen, "WHO velocity 3.3 [D]");
    (band.place == GainPlace::BelowP5).then_some(found)
}

/// The fall of z from its highest, by the provider's own limit. The file's 0.67, 1.33 and 2.0 are [R] and not built in.
fn fall(log: &FlagLog<'_>, baby: &Baby, so_far: &[&Weighing]) -> Option<Found> {
    let limit = log.z_fall.filter(|limit| *limit > 0.0)?;
    let z = |weighing: &Weighing| {
        let age = baby.growth_age_days(weighing.day)?;
        weight_for_age::z(baby.sex?, age, weighing.milligrams)
    };
    let (latest, earlier) = so_far.split_last()?;
    let now = z(latest)?;
    let highest = earlier.iter().filter_map(|weighing| z(weighing)).max_by(f64::total_cmp)?;
    let seen = vec![
        Figure::new("z", now, FigureUnit::Z),
        Figure::new("before_z", highest, FigureUnit::Z),
        Figure::new("limit", limit, FigureUnit::Z),
    ];
    let found = (FlagKind::FallInTable, FlagLevel::ContactProvider, seen, "NICE75 [V], limit by the provider");
    // Hundredths, so that 1.34 less 0.67 is not a hair below 0.67.
    (((highest - now) * 100.0).round() >= (limit * 100.0).round()).then_some(found)
}
