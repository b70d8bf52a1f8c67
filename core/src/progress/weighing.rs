//! A weighing of a baby, and the question whether it can be right.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::EntryId;

/// A weighing as the rules need it: one row of kind weight. Test weighings are no weighings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Weighing {
    pub(crate) entry: EntryId,
    pub(crate) baby: String,
    pub(crate) at_ms: i64,
    pub(crate) day: Day,
    pub(crate) milligrams: i64,
    /// When it was written down, which may be long after `at_ms`; absent when that is not known.
    pub(crate) recorded_ms: Option<i64>,
    /// Weights before it, in milligrams, beside which the parent said that it is right as it stands.
    pub(crate) confirmed_beside: Vec<i64>,
}

/// Why a weight is asked about.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeightDoubt {
    /// About a tenth of the one before: a slipped decimal point.
    Tenth,
    /// About ten times the one before: a slipped decimal point.
    TenTimes,
    /// About 2.2 times the one before or its inverse, within two months: pounds and kilograms mixed.
    OtherUnit,
}

/// A weight that is kept as it was typed, asked about, and left out of every gate until answered or corrected.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightQuestion {
    /// Stable name of the question, to store the answer under.
    pub key: String,
    /// Entry of the weight in question.
    pub entry: EntryId,
    /// Baby it was logged for.
    pub baby: String,
    /// What is odd about it.
    pub doubt: WeightDoubt,
    /// Day of the weight in question.
    pub day: Day,
    /// The weight in question, in milligrams.
    pub milligrams: i64,
    /// Entry of the weight before; the wrong one may be this.
    pub before_entry: EntryId,
    /// Day of the weight before.
    pub before_day: Day,
    /// The weight before, in milligrams.
    pub before_milligrams: i64,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl WeightQuestion {
    /// Key of the sentence to show, with placeholders `weight`, `day`, `before_weight`, `before_day`.
    pub fn text_key(&self) -> String {
        let key = match self.doubt {
            WeightDoubt::Tenth => "weight_question.tenth",
            WeightDoubt::TenTimes => "weight_question.ten_times",
            WeightDoubt::OtherUnit => "weight_question.other_unit",
        };
        key.to_owned()
    }
}

/// One baby's weighings, oldest first: those that can be used, and the questions about the others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct SortedWeighings<'a> {
    pub(crate) trusted: Vec<&'a Weighing>,
    pub(crate) questions: Vec<WeightQuestion>,
}

/// Sorts one baby's weighings. Each is compared with the last one that stands; the parent says which of the two is wrong.
pub(crate) fn sort_out<'a>(baby: &str, weighings: &'a [Weighing]) -> SortedWeighings<'a> {
    let mut of_baby: Vec<&Weighing> = weighings.iter().filter(|w| w.baby == baby && w.milligrams > 0).collect();
    of_baby.sort_by_key(|weighing| (weighing.at_ms, weighing.entry));
    let mut sorted = SortedWeighings::default();
    for weighing in of_baby {
        let doubt = sorted.trusted.last().and_then(|before| doubt(before, weighing).map(|doubt| (*before, doubt)));
        match doubt {
            Some((before, doubt)) if !weighing.confirmed_beside.contains(&before.milligrams) => {
                sorted.questions.push(WeightQuestion {
                    key: question_key(weighing.entry, weighing.milligrams, before.milligrams),
                    entry: weighing.entry,
                    baby: weighing.baby.clone(),
                    doubt,
                    day: weighing.day,
                    milligrams: weighing.milligrams,
                    before_entry: before.entry,
                    before_day: before.day,
                    before_milligrams: before.milligrams,
                });
            }
            _ => sorted.trusted.push(weighing),
        }
    }
    sorted
}

fn question_key(entry: EntryId, milligrams: i64, before: i64) -> String {
    format!("weight:{entry}:{milligrams}:{before}")
}

/// The weights before it beside which this weight was confirmed, from the keys that were answered.
///
/// An edit of either weight makes another question: the answer was about the two numbers.
pub(crate) fn confirmed_beside<'a>(
    entry: EntryId,
    milligrams: i64,
    answered: impl Iterator<Item = &'a str>,
) -> Vec<i64> {
    let stem = format!("weight:{entry}:{milligrams}:");
    answered.filter_map(|key| key.strip_prefix(&stem)?.parse().ok()).collect()
}

/// [P] No baby grows fivefold or shrinks to a fifth between two weighings; 2.2 is pounds in a kilogram.
fn doubt(before: &Weighing, weighing: &Weighing) -> Option<WeightDoubt> {
    let ratio = weighing.milligrams as f64 / before.milligrams as f64;
    let pounds = (1.98..=2.43).contains(&ratio) || (1.98..=2.43).contains(&(1.0 / ratio));
    if ratio <= 0.2 {
        Some(WeightDoubt::Tenth)
    } else if ratio >= 5.0 {
        Some(WeightDoubt::TenTimes)
    } else if pounds && weighing.day.number() - before.day.number() <= 60 {
        Some(WeightDoubt::OtherUnit)
    } else {
        None
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A weighing of baby "a" at noon of a day counted from 1970, recorded at once.
    pub(crate) fn weighing(day: i32, grams: i64) -> Weighing {
        let at_ms = i64::from(day) * 86_400_000 + 43_200_000;
        Weighing {
            entry: EntryId::from_bytes((i128::from(day) * 1_000_000 + i128::from(grams)).to_be_bytes()),
            baby: "a".into(),
            at_ms,
            day: Day::from_number(day),
            milligrams: grams * 1_000,
            recorded_ms: Some(at_ms),
            confirmed_beside: Vec::new(),
        }
    }

    #[test]
    fn a_tenth_and_ten_times_the_last_are_asked_about_and_kept_out() {
        let log = [weighing(0, 4_000), weighing(7, 420), weighing(14, 4_400), weighing(21, 30_000)];
        let sorted = sort_out("a", &log);
        assert_eq!(sorted.trusted.iter().map(|w| w.milligrams).collect::<Vec<_>>(), [4_000_000, 4_400_000]);
        assert_eq!(
            sorted.questions.iter().map(|q| q.doubt).collect::<Vec<_>>(),
            [WeightDoubt::Tenth, WeightDoubt::TenTimes]
        );
        assert_eq!(sorted.questions[1].before_milligrams, 4_400_000);
    }

    #[test]
    fn a_weight_the_parent_confirmed_stands_and_the_next_is_compared_with_it() {
        let log =
            [weighing(0, 420), Weighing { confirmed_beside: vec![420_000], ..weighing(7, 4_200) }, weighing(14, 4_300)];
        let sorted = sort_out("a", &log);
        assert_eq!(sorted.trusted.len(), 3);
        assert!(sorted.questions.is_empty());
    }

    #[test]
    fn an_answer_is_about_these_two_numbers() {
        let log = [weighing(0, 420), weighing(7, 4_200)];
        let key = sort_out("a", &log).questions[0].key.clone();
        let beside = |milligrams| confirmed_beside(log[1].entry, milligrams, ["sign:x", &key].into_iter());
        assert_eq!(beside(4_200_000), [420_000]);
        assert_eq!(beside(4_300_000), [0_i64; 0]);
        let answered = [log[0].clone(), Weighing { confirmed_beside: beside(4_200_000), ..log[1].clone() }];
        assert!(sort_out("a", &answered).questions.is_empty());
        let corrected = [weighing(0, 400), answered[1].clone()];
        assert_eq!(sort_out("a", &corrected).questions.len(), 1);
    }

    #[test]
    fn pounds_among_kilograms_are_asked_about_soon_but_not_after_months_of_growth() {
        assert_eq!(sort_out("a", &[weighing(0, 4_200), weighing(7, 9_400)]).questions[0].doubt, WeightDoubt::OtherUnit);
        assert_eq!(sort_out("a", &[weighing(0, 9_400), weighing(7, 4_300)]).questions[0].doubt, WeightDoubt::OtherUnit);
        assert!(sort_out("a", &[weighing(0, 3_200), weighing(180, 7_400)]).questions.is_empty());
    }

    #[test]
    fn the_order_of_the_rows_does_not_matter_and_other_babies_do_not_count() {
        let other = Weighing { baby: "b".into(), ..weighing(3, 40_000) };
        let log = [weighing(14, 4_400), other, weighing(0, 4_000)];
        let sorted = sort_out("a", &log);
        assert_eq!(sorted.trusted.iter().map(|w| w.day.number()).collect::<Vec<_>>(), [0, 14]);
        assert!(sorted.questions.is_empty());
    }
}
