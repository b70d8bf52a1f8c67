//! Growth of one baby: weights, z by age, and the gain beside its band. Information from tables, no verdict.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::EntryId;
use crate::journey::{Baby, Sex};
use crate::progress::weighing::{self, Weighing, WeightQuestion};
use crate::progress::weight_for_age;
use crate::progress::weight_gain::{self, Gain};

/// Below this many weeks growth goes by corrected age and the taper is for the provider [P, issue D; NICE/WHO scope, 4.1].
pub(crate) const EARLY_BIRTH_WEEKS: i32 = 37;
/// The due date lies at 40 weeks: the definition that corrected age counts from.
const DUE_WEEKS: i32 = 40;

impl Baby {
    pub(crate) fn born_early(&self) -> bool {
        self.gestation_weeks.is_some_and(|weeks| weeks < EARLY_BIRTH_WEEKS)
    }

    /// Days since birth; negative before it.
    pub(crate) fn age_days(&self, day: Day) -> Option<i32> {
        self.born.map(|born| day.number() - born.number())
    }

    /// The age growth goes by: from the due date when the baby was born before 37 weeks.
    pub(crate) fn growth_age_days(&self, day: Day) -> Option<i32> {
        let early = if self.born_early() { (DUE_WEEKS - self.gestation_weeks.unwrap_or(DUE_WEEKS)) * 7 } else { 0 };
        self.age_days(day).map(|age| age - early)
    }
}

/// Why a figure of growth is absent.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GrowthUnknown {
    /// The birth day is not known.
    BirthUnknown,
    /// The tables differ for girls and boys, and the sex is not known; it is never guessed.
    SexUnknown,
    /// The weight is dated before the birth day or, by corrected age, before the due date.
    BeforeAgeZero,
    /// Older than the table: weight-for-age is built in to day 730.
    BeyondTable,
    /// No weight is logged, or the ones logged are in question.
    NoWeighing,
    /// No two weighings are far enough apart: 14 days, or 7 before day 60.
    WeighingsTooClose,
    /// The interval begins in the days of the usual early loss.
    EarlyDays,
    /// The velocity table built in has no row for this age: 7 to 11 months, and from 12 months on.
    NoBandForAge,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "by value it does not cross to other languages")]
impl GrowthUnknown {
    /// Key of the sentence to show.
    pub fn text_key(&self) -> String {
        let key = match self {
            Self::BirthUnknown => "growth.unknown.birth",
            Self::SexUnknown => "growth.unknown.sex",
            Self::BeforeAgeZero => "growth.unknown.before_age_zero",
            Self::BeyondTable => "growth.unknown.beyond_table",
            Self::NoWeighing => "growth.unknown.no_weighing",
            Self::WeighingsTooClose => "growth.unknown.too_close",
            Self::EarlyDays => "growth.unknown.early_days",
            Self::NoBandForAge => "growth.unknown.no_band",
        };
        key.to_owned()
    }
}

/// One weighing with its place in the weight-for-age table.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GrowthPoint {
    /// Entry of the weighing.
    pub entry: EntryId,
    /// Day of the weighing.
    pub day: Day,
    /// Weight in milligrams.
    pub milligrams: i64,
    /// Age in days that the table was read at; corrected when [`Growth::corrected`] says so.
    pub age_days: Option<i32>,
    /// WHO weight-for-age z, two decimals; the table is interpolated with an error of at most 0.01.
    pub z: Option<f64>,
    /// Why there is no z.
    pub no_z: Option<GrowthUnknown>,
}

/// Growth of one baby from its logged weights.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Growth {
    /// Baby.
    pub baby: String,
    /// Ages count from the due date, because the baby was born before 37 weeks.
    pub corrected: bool,
    /// Weighings that stand, oldest first.
    pub points: Vec<GrowthPoint>,
    /// Gain up to the latest of them.
    pub gain: Option<Gain>,
    /// Why there is no gain.
    pub no_gain: Option<GrowthUnknown>,
    /// Weights asked about and left out above.
    pub questions: Vec<WeightQuestion>,
    /// Name of the weight-for-age table.
    pub table: String,
}

/// Growth of one baby; weights of others are passed over.
pub(crate) fn growth(baby: &Baby, weighings: &[Weighing]) -> Growth {
    let sorted = weighing::sort_out(&baby.name, weighings);
    let points = sorted
        .trusted
        .iter()
        .map(|weighing| {
            let age_days = baby.growth_age_days(weighing.day);
            let z = z_or_why(baby.sex, age_days, weighing.milligrams);
            GrowthPoint {
                entry: weighing.entry,
                day: weighing.day,
                milligrams: weighing.milligrams,
                age_days,
                no_z: z.err(),
                z: z.ok(),
            }
        })
        .collect();
    let gain = weight_gain::gain(baby.sex, |day| baby.growth_age_days(day), &sorted.trusted);
    Growth {
        baby: baby.name.clone(),
        corrected: baby.born_early(),
        points,
        no_gain: gain.as_ref().err().copied(),
        gain: gain.ok(),
        questions: sorted.questions,
        table: weight_for_age::TABLE.into(),
    }
}

fn z_or_why(sex: Option<Sex>, age_days: Option<i32>, milligrams: i64) -> Result<f64, GrowthUnknown> {
    let age_days = age_days.ok_or(GrowthUnknown::BirthUnknown)?;
    let sex = sex.ok_or(GrowthUnknown::SexUnknown)?;
    if age_days < 0 {
        return Err(GrowthUnknown::BeforeAgeZero);
    }
    weight_for_age::z(sex, age_days, milligrams).ok_or(GrowthUnknown::BeyondTable)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::progress::weighing::tests::weighing;
    use crate::progress::weight_gain::GainPlace;

    /// A girl born on day 0 at term.
    pub(crate) fn girl() -> Baby {
        Baby { born: Some(Day::from_number(0)), sex: Some(Sex::Girl), ..Baby::named("a") }
    }

    #[test]
    fn a_weight_has_its_z_and_a_gain_its_band() {
        let growth = growth(&girl(), &[weighing(100, 5_600), weighing(118, 6_000)]);
        assert!((growth.points[1].z.unwrap() + 0.47).abs() <= 0.015);
        let gain = growth.gain.unwrap();
        assert_eq!((gain.days, gain.milligrams), (18, 400_000));
        assert_eq!(gain.band.unwrap().place, GainPlace::FromP15);
    }

    #[test]
    fn with_the_sex_unknown_there_is_no_z_but_a_reason_and_the_plain_gain() {
        let growth = growth(&Baby { sex: None, ..girl() }, &[weighing(100, 5_600), weighing(118, 6_000)]);
        assert_eq!((growth.points[0].z, growth.points[0].no_z), (None, Some(GrowthUnknown::SexUnknown)));
        let gain = growth.gain.unwrap();
        assert_eq!((gain.milligrams, gain.band, gain.no_band), (400_000, None, Some(GrowthUnknown::SexUnknown)));
    }

    #[test]
    fn a_birth_day_after_the_weighing_or_unknown_is_a_reason_not_a_guess() {
        let log = [weighing(10, 3_500)];
        let unborn = growth(&Baby { born: Some(Day::from_number(11)), ..girl() }, &log);
        assert_eq!(unborn.points[0].no_z, Some(GrowthUnknown::BeforeAgeZero));
        let unknown = growth(&Baby { born: None, ..girl() }, &log);
        assert_eq!(unknown.points[0].no_z, Some(GrowthUnknown::BirthUnknown));
    }

    #[test]
    fn before_37_weeks_growth_goes_by_corrected_age() {
        let early = Baby { gestation_weeks: Some(32), ..girl() };
        let shown = growth(&early, &[weighing(50, 3_200), weighing(86, 3_200)]);
        assert!(shown.corrected);
        assert_eq!(shown.points[0].no_z, Some(GrowthUnknown::BeforeAgeZero));
        assert_eq!(shown.points[1].age_days, Some(30));
        assert!((shown.points[1].z.unwrap() + 1.89).abs() <= 0.015);
        let term = growth(&Baby { gestation_weeks: Some(37), ..girl() }, &[weighing(86, 3_200)]);
        assert_eq!((term.corrected, term.points[0].age_days), (false, Some(86)));
    }

    #[test]
    fn after_day_730_there_is_no_z_and_between_7_and_11_months_no_band() {
        assert_eq!(growth(&girl(), &[weighing(731, 11_000)]).points[0].no_z, Some(GrowthUnknown::BeyondTable));
        let gain = growth(&girl(), &[weighing(230, 7_800), weighing(250, 8_000)]).gain.unwrap();
        assert_eq!(gain.no_band, Some(GrowthUnknown::NoBandForAge));
    }

    #[test]
    fn a_weight_in_question_is_kept_but_not_reckoned_with() {
        let growth = growth(&girl(), &[weighing(100, 5_600), weighing(118, 600)]);
        assert_eq!((growth.points.len(), growth.questions.len()), (1, 1));
        assert_eq!(growth.no_gain, Some(GrowthUnknown::WeighingsTooClose));
    }
}
