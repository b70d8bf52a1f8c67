//! How much milk a baby would take in a day, by age and weight: a band to see own milk beside, never an amount to give.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::journey::{Baby, Journey};
use crate::progress::weighing::{self, Weighing};
use crate::progress::weight_for_age;

/// Middle of 750-800 ml a day for one baby across countries, without an age to go by [V, IOM91]; the lower end is taken.
const TYPICAL_ML: f64 = 750.0;
/// Ages in days that the curve is read at: 1 to 12 months are [V, RIOS23], earlier ones an extrapolation of it.
const CURVE_DAYS: (f64, f64) = (7.0, 365.0);
/// Below this age, in days, the need lies between 100 and 160 ml a kilogram [P, 3.1].
const CLIPPED_BELOW_DAYS: i32 = 183;
const CLIP_ML_PER_KG: (f64, f64) = (100.0, 160.0);
/// A weighing may be this old, in days, to stand for the present weight [P].
const WEIGHT_AGE_DAYS: i32 = 31;
/// The band about the need: 20 % either way [P, 3.1].
const BAND: f64 = 0.2;

/// What a need was reckoned from.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeedBasis {
    /// Set by the parent or the provider.
    Own,
    /// Age and weight of each baby.
    AgeAndWeight,
    /// Age alone, where the weight or the sex is not known.
    Age,
    /// Nothing known: a usual amount for one baby.
    Usual,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "by value it does not cross to other languages")]
impl NeedBasis {
    /// Key of the sentence to show.
    pub fn text_key(&self) -> String {
        let key = match self {
            Self::Own => "outlook.need_own",
            Self::AgeAndWeight => "outlook.need",
            Self::Age => "outlook.need_age",
            Self::Usual => "outlook.need_usual",
        };
        key.to_owned()
    }
}

/// What the baby or babies would take in a day, in all. Context for own milk; it says nothing about what to feed.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Need {
    /// Microlitres a day.
    pub need_ul: i64,
    /// Lower end of the band.
    pub low_ul: i64,
    /// Upper end of the band.
    pub high_ul: i64,
    /// What it was reckoned from; with several babies the least known one's.
    pub basis: NeedBasis,
    /// Source, with grade.
    pub source: String,
}

impl Need {
    fn of(ml: f64, basis: NeedBasis, source: &str) -> Self {
        let ul = |ml: f64| (ml * 1_000.0).round() as i64;
        Self {
            need_ul: ul(ml),
            low_ul: ul(ml * (1.0 - BAND)),
            high_ul: ul(ml * (1.0 + BAND)),
            basis,
            source: source.into(),
        }
    }
}

/// The need of a day. Babies older than the weight table (2 years) are passed over.
pub(crate) fn need(journey: &Journey, babies: &[Baby], weighings: &[Weighing], today: Day) -> Need {
    if let Some(need_ul) = journey.need_ul {
        return Need::of(need_ul as f64 / 1_000.0, NeedBasis::Own, "own");
    }
    let growing = |baby: &&Baby| baby.age_days(today).is_none_or(|age| age <= weight_for_age::LAST_AGE_DAYS);
    let each: Vec<(f64, NeedBasis)> =
        babies.iter().filter(growing).map(|baby| of_baby(baby, weighings, today)).collect();
    let basis = each.iter().map(|(_, basis)| *basis).max_by_key(|basis| *basis as u8);
    let source = match basis {
        Some(NeedBasis::AgeAndWeight) => "RIOS23 [V], by weight 3.1 [P]",
        Some(NeedBasis::Age) => "RIOS23 [V]",
        _ => "IOM91 [V]",
    };
    match basis {
        Some(basis) => Need::of(each.iter().map(|(ml, _)| ml).sum(), basis, source),
        None => Need::of(TYPICAL_ML, NeedBasis::Usual, source),
    }
}

fn of_baby(baby: &Baby, weighings: &[Weighing], today: Day) -> (f64, NeedBasis) {
    let Some(age) = baby.growth_age_days(today) else { return (TYPICAL_ML, NeedBasis::Usual) };
    let by_age = by_age(age);
    let sorted = weighing::sort_out(&baby.name, weighings);
    let recent = sorted.trusted.last().filter(|latest| today.number() - latest.day.number() <= WEIGHT_AGE_DAYS);
    let weighed = recent.and_then(|latest| {
        let weighed_at = baby.growth_age_days(latest.day)?.max(0);
        let median = weight_for_age::median_kilograms(baby.sex?, weighed_at)?;
        Some((latest.milligrams as f64 / 1e6, median))
    });
    let Some((kilograms, median)) = weighed else { return (by_age, NeedBasis::Age) };
    let ml = by_age * kilograms / median;
    let clipped = if age < CLIPPED_BELOW_DAYS {
        ml.clamp(CLIP_ML_PER_KG.0 * kilograms, CLIP_ML_PER_KG.1 * kilograms)
    } else {
        ml
    };
    (clipped, NeedBasis::AgeAndWeight)
}

/// 51 - 1.4 d + 180 ln d ml a day at age d in days [V, RIOS23, 167 studies; natural logarithm D].
fn by_age(age_days: i32) -> f64 {
    let d = f64::from(age_days).clamp(CURVE_DAYS.0, CURVE_DAYS.1);
    51.0 - 1.4 * d + 180.0 * d.ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::growth::tests::girl;
    use crate::progress::weighing::tests::weighing;

    fn ml(journey: &Journey, babies: &[Baby], weighings: &[Weighing], today: i32) -> (i64, NeedBasis) {
        let need = need(journey, babies, weighings, Day::from_number(today));
        assert!(need.low_ul < need.need_ul && need.need_ul < need.high_ul);
        ((need.need_ul + 500) / 1_000, need.basis)
    }

    #[test]
    fn the_vectors_of_the_evidence_file() {
        for (day, expected) in [
            (14, 506.0),
            (21, 570.0),
            (30, 621.0),
            (45, 673.0),
            (60, 704.0),
            (90, 735.0),
            (120, 745.0),
            (150, 743.0),
            (180, 734.0),
            (270, 681.0),
            (365, 602.0),
        ] {
            assert!((by_age(day) - expected).abs() <= 0.6, "day {day}: {}", by_age(day));
        }
    }

    #[test]
    fn a_light_baby_needs_less_but_not_below_100_ml_a_kilogram() {
        let journey = Journey::default();
        // Girls' median at day 90 is about 5.82 kg.
        assert_eq!(ml(&journey, &[girl()], &[weighing(90, 5_239)], 90), (662, NeedBasis::AgeAndWeight));
        assert_eq!(ml(&journey, &[girl()], &[], 90), (735, NeedBasis::Age));
        let heavy = ml(&journey, &[girl()], &[weighing(150, 6_870)], 150).0;
        assert!((735..=755).contains(&heavy), "{heavy}");
        assert_eq!(ml(&journey, &[girl()], &[weighing(30, 4_200)], 30).0, 626);
        let at_clip = ml(&journey, &[girl()], &[weighing(10, 2_500)], 10).0;
        assert!(at_clip <= 400, "{at_clip}");
    }

    #[test]
    fn the_own_number_comes_first_twins_add_up_and_nobody_known_is_one_usual_baby() {
        let own = Journey { need_ul: Some(640_000), ..Journey::default() };
        assert_eq!(ml(&own, &[girl()], &[], 90), (640, NeedBasis::Own));
        let twin = Baby { name: "b".into(), ..girl() };
        assert_eq!(ml(&Journey::default(), &[girl(), twin], &[], 90), (1_470, NeedBasis::Age));
        assert_eq!(ml(&Journey::default(), &[], &[], 90), (750, NeedBasis::Usual));
        let sibling = Baby { born: Some(Day::from_number(-1_000)), ..Baby::named("old") };
        assert_eq!(ml(&Journey::default(), &[girl(), sibling], &[], 90), (735, NeedBasis::Age));
    }
}
