//! The way back to the breast: how far the baby came, by day and by week. Apart from supply, which it never touches.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::Latch;

/// A nursing as this track needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LatchNote {
    pub(crate) baby: Option<String>,
    pub(crate) day: Day,
    /// How far the baby came, absent when not stated.
    pub(crate) latch: Option<Latch>,
}

/// How often a baby came how far. Each nursing counts once, at the furthest it came.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatchCounts {
    /// The breast was offered, no more.
    pub offered: i32,
    /// The baby licked.
    pub licked: i32,
    /// The baby latched.
    pub latched: i32,
    /// The baby latched and swallowed.
    pub swallowed: i32,
    /// The baby refused.
    pub refused: i32,
    /// A nursing without a stated outcome.
    pub not_stated: i32,
}

/// The counts of one day, or of the week that ends with it.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LatchSpan {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Whether anything was logged here; a span without is unknown, not zero.
    pub logged: bool,
    /// The counts.
    pub counts: LatchCounts,
}

impl LatchCounts {
    fn add(&mut self, latch: Option<Latch>) {
        let count = match latch {
            Some(Latch::Offered) => &mut self.offered,
            Some(Latch::Licked) => &mut self.licked,
            Some(Latch::Latched) => &mut self.latched,
            Some(Latch::Swallowed) => &mut self.swallowed,
            Some(Latch::Refused) => &mut self.refused,
            None => &mut self.not_stated,
        };
        *count += 1;
    }
}

/// One span a day from `from` to `to`, oldest first, of one baby or, without a name, of all.
pub(crate) fn by_day(notes: &[LatchNote], baby: Option<&str>, from: Day, to: Day) -> Vec<LatchSpan> {
    (from.number()..=to.number()).map(|day| span(notes, baby, day, day)).collect()
}

/// The `weeks` weeks of 7 days up to the one that ends with `ending`, oldest first.
pub(crate) fn by_week(notes: &[LatchNote], baby: Option<&str>, ending: Day, weeks: i32) -> Vec<LatchSpan> {
    (0..weeks)
        .rev()
        .map(|back| {
            let to = ending.number() - 7 * back;
            span(notes, baby, to - 6, to)
        })
        .collect()
}

fn span(notes: &[LatchNote], baby: Option<&str>, from: i32, to: i32) -> LatchSpan {
    let mut counts = LatchCounts::default();
    let inside = |note: &&LatchNote| {
        (from..=to).contains(&note.day.number()) && (baby.is_none() || note.baby.as_deref() == baby)
    };
    for note in notes.iter().filter(inside) {
        counts.add(note.latch);
    }
    LatchSpan {
        from: Day::from_number(from),
        to: Day::from_number(to),
        logged: counts != LatchCounts::default(),
        counts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(day: i32, baby: &str, latch: Option<Latch>) -> LatchNote {
        LatchNote { baby: Some(baby.into()), day: Day::from_number(day), latch }
    }

    #[test]
    fn each_outcome_counts_once_where_it_belongs() {
        let mut notes: Vec<_> = Latch::ALL.into_iter().map(|latch| note(3, "a", Some(latch))).collect();
        notes.push(note(3, "a", None));
        notes.push(note(3, "a", Some(Latch::Licked)));
        let days = by_day(&notes, Some("a"), Day::from_number(2), Day::from_number(4));
        let expected = LatchCounts { offered: 1, licked: 2, latched: 1, swallowed: 1, refused: 1, not_stated: 1 };
        assert_eq!(days[1].counts, expected);
        assert_eq!(days.iter().map(|day| day.logged).collect::<Vec<_>>(), [false, true, false]);
    }

    #[test]
    fn babies_are_told_apart_and_can_be_seen_together() {
        let notes = [note(3, "a", Some(Latch::Latched)), note(3, "b", Some(Latch::Latched))];
        let latched = |baby| by_day(&notes, baby, Day::from_number(3), Day::from_number(3))[0].counts.latched;
        assert_eq!((latched(Some("a")), latched(None), latched(Some("c"))), (1, 2, 0));
    }

    #[test]
    fn weeks_end_with_the_given_day_and_do_not_overlap() {
        let notes: Vec<_> = (1..=14).map(|day| note(day, "a", Some(Latch::Offered))).collect();
        let weeks = by_week(&notes, None, Day::from_number(14), 3);
        assert_eq!(weeks.iter().map(|week| week.counts.offered).collect::<Vec<_>>(), [0, 7, 7]);
        assert_eq!((weeks[2].from, weeks[2].to), (Day::from_number(8), Day::from_number(14)));
        assert!(!weeks[0].logged);
        assert!(by_week(&notes, None, Day::from_number(14), 0).is_empty());
    }
}
