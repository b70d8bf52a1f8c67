//! Red flags: what was logged that calls for somebody's attention. None is ever hidden; each stays until it is answered.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::EntryId;
use crate::journey::Baby;
use crate::progress::diaper_day::DiaperDay;
use crate::progress::figure::Figure;
use crate::progress::weighing::Weighing;
use crate::sign::Sign;
use crate::time::DAY_MS;

pub(crate) use diaper::{CALLING_DAYS, LoggedDiaper};
pub(crate) use fever::LoggedTemperature;
pub(crate) use mood::LoggedMood;
pub(crate) use ticked::{LoggedSign, frequency_prompts_silenced};

mod diaper;
mod fever;
mod mood;
mod ticked;
mod weight;

/// Whom a red flag asks the parent to contact, most pressing first.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagLevel {
    /// Emergency services, now.
    Emergency,
    /// A crisis line, now or at any hour.
    CrisisLine,
    /// A midwife or doctor, the same day.
    SameDay,
    /// The provider, at the next opportunity.
    ContactProvider,
}

/// What a red flag is about.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FlagKind {
    /// A sign that the parent ticked.
    Sign,
    /// Temperature of 38.0 C or more, younger than 3 months. Figure `temperature`.
    FeverUnderThreeMonths,
    /// Temperature below 36.0 C, younger than 3 months. Figure `temperature`.
    ColdUnderThreeMonths,
    /// Temperature of 39.0 C or more, 3 to 6 months. Figure `temperature`.
    FeverUnderSixMonths,
    /// No wet diaper for 8 h (12 h from 3 months on): a question. Figures `hours`, `limit`.
    NoWetDiaper,
    /// At most 2 wet diapers on a complete day of the last 14. Figures `wet`, `usual`, `day`.
    VeryFewWetDiapers,
    /// Fewer than 6 wet diapers on a complete day of the last 14. Figures `wet`, `usual`, `day`.
    FewWetDiapers,
    /// More than a tenth below the birth weight. Figures `weight`, `birth_weight`.
    LossFromBirthWeight,
    /// Not back at the birth weight at three weeks. Figures `weight`, `birth_weight`, `age`.
    NotBackAtBirthWeight,
    /// Lighter than at least 7 days before. Figures `loss`, `days`.
    WeightLoss,
    /// Gain below the 5th percentile of the table. Figures `gain`, `days`, `p5`.
    GainBelowP5,
    /// Weight-for-age z fell by as much as the provider's own limit. Figures `z`, `before_z`, `limit`.
    FallInTable,
    /// Breast red, hot and painful with a temperature of 38.5 C or more. Figure `temperature`.
    BreastWithFever,
    /// Mood at its lowest on three logged days in a row: a question. Figure `days`.
    LowMood,
}

/// A red flag, with what was seen.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RedFlag {
    /// Stable name, to store the parent's answer under.
    pub key: String,
    /// What it is about.
    pub kind: FlagKind,
    /// Whom to contact.
    pub level: FlagLevel,
    /// It asks whether it is so, because the log may be incomplete.
    pub question: bool,
    /// Baby it is about; absent for the parent or while nobody is named.
    pub baby: Option<String>,
    /// Born before 37 weeks: say so when calling.
    pub born_early: bool,
    /// The sign, when one was ticked.
    pub sign: Option<Sign>,
    /// Day of what was seen.
    pub day: Day,
    /// Instant of what was seen, in UTC milliseconds; for a whole day its end.
    pub at_ms: i64,
    /// Entry that raised it, absent for a whole day.
    pub entry: Option<EntryId>,
    /// The numbers that were seen, and the limits they were compared with.
    pub seen: Vec<Figure>,
    /// Source of the rule, with grade.
    pub source: String,
    /// When the parent answered it, in UTC milliseconds; absent while it is open.
    pub answered_ms: Option<i64>,
}

/// A parent's answer to a flag: "I have called", "it is not so".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FlagAnswer {
    pub(crate) key: String,
    pub(crate) at_ms: i64,
}

/// What the flags are read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FlagLog<'a> {
    pub(crate) today: Day,
    pub(crate) now_ms: i64,
    pub(crate) babies: &'a [Baby],
    pub(crate) signs: &'a [LoggedSign],
    pub(crate) temperatures: &'a [LoggedTemperature],
    /// Every diaper of the last days, the latest wet one at least.
    pub(crate) diapers: &'a [LoggedDiaper],
    pub(crate) diaper_days: &'a [DiaperDay],
    pub(crate) weighings: &'a [Weighing],
    pub(crate) moods: &'a [LoggedMood],
    pub(crate) answers: &'a [FlagAnswer],
    /// The provider's own limit for a fall of weight-for-age z. None is built in: the z of a centile space is graded [R].
    pub(crate) z_fall: Option<f64>,
}

/// [P] What was written down more than a week after it happened is history, from an import or caught up on: it calls nobody now.
const HISTORY_MS: i64 = 7 * DAY_MS;

impl FlagLog<'_> {
    /// A time of writing later than now is that of another clock and tells nothing.
    fn is_history(&self, at_ms: i64, recorded_ms: Option<i64>) -> bool {
        recorded_ms.is_some_and(|recorded_ms| recorded_ms <= self.now_ms && recorded_ms - at_ms > HISTORY_MS)
    }
}

/// Every red flag, open ones first, then by level, then latest first. Answered ones stay in the list.
///
/// An answer also covers earlier flags of the same kind, sign and baby: the call was about them too.
pub(crate) fn red_flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    let mut flags = ticked::flags(log);
    flags.extend(fever::flags(log));
    flags.extend(diaper::flags(log));
    flags.extend(weight::flags(log));
    flags.extend(mood::flags(log));
    if !log.answers.is_empty() {
        answer(&mut flags, log.answers);
    }
    let order = |flag: &RedFlag| (flag.answered_ms.is_some(), flag.level, Reverse(flag.at_ms));
    flags.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.key.cmp(&b.key)));
    flags
}

fn answer(flags: &mut [RedFlag], answers: &[FlagAnswer]) {
    let at = |key: &str| answers.iter().filter(|answer| answer.key == key).map(|answer| answer.at_ms).max();
    let answered: Vec<(RedFlag, i64)> =
        flags.iter().filter_map(|flag| at(&flag.key).map(|at| (flag.clone(), at))).collect();
    for flag in flags {
        let covers = |other: &RedFlag| {
            (other.kind, other.sign, &other.baby) == (flag.kind, flag.sign, &flag.baby) && flag.at_ms <= other.at_ms
        };
        flag.answered_ms = answered.iter().filter(|(other, _)| covers(other)).map(|(_, at)| *at).max();
    }
}

impl FlagKind {
    fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::FeverUnderThreeMonths => "fever_under_three_months",
            Self::ColdUnderThreeMonths => "cold_under_three_months",
            Self::FeverUnderSixMonths => "fever_under_six_months",
            Self::NoWetDiaper => "no_wet_diaper",
            Self::VeryFewWetDiapers => "very_few_wet_diapers",
            Self::FewWetDiapers => "few_wet_diapers",
            Self::LossFromBirthWeight => "loss_from_birth_weight",
            Self::NotBackAtBirthWeight => "not_back_at_birth_weight",
            Self::WeightLoss => "weight_loss",
            Self::GainBelowP5 => "gain_below_p5",
            Self::FallInTable => "fall_in_table",
            Self::BreastWithFever => "breast_with_fever",
            Self::LowMood => "low_mood",
        }
    }
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl RedFlag {
    /// Key of the sentence that says what was logged.
    pub fn text_key(&self) -> String {
        match self.sign {
            Some(ticked) => {
                let name = Sign::ALL.iter().find(|(sign, _)| *sign == ticked).map_or("", |(_, name)| name);
                format!("flag.sign.{}", name.replace('-', "_"))
            }
            None => format!("flag.{}", self.kind.name()),
        }
    }
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
#[allow(clippy::trivially_copy_pass_by_ref, reason = "by value it does not cross to other languages")]
impl FlagLevel {
    /// Key of the sentence that says what to do.
    pub fn text_key(&self) -> String {
        let key = match self {
            Self::Emergency => "flag.level.emergency",
            Self::CrisisLine => "flag.level.crisis_line",
            Self::SameDay => "flag.level.same_day",
            Self::ContactProvider => "flag.level.contact_provider",
        };
        key.to_owned()
    }
}

/// The baby of an entry, if it is a known one.
fn known<'a>(babies: &'a [Baby], name: Option<&str>) -> Option<&'a Baby> {
    babies.iter().find(|baby| Some(baby.name.as_str()) == name)
}

/// Younger than 3 months (91.3 days), or of unknown age: the stricter rule then.
fn may_be_under_three_months(age_days: Option<i32>) -> bool {
    age_days.is_none_or(|age| age <= 91)
}

#[cfg(test)]
mod tests;
