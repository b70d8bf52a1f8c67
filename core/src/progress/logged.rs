//! What the entries of the log bring to the rules, sorted by what it is.

use crate::entry::{Entry, EntryId, EntryKind};
use crate::progress::red_flag::{LoggedDiaper, LoggedMood, LoggedSign, LoggedTemperature};
use crate::progress::weighing::Weighing;

/// Facts of a stretch of the log. Kinds that the rules do not read are passed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct LoggedFacts {
    pub(crate) signs: Vec<LoggedSign>,
    pub(crate) temperatures: Vec<LoggedTemperature>,
    pub(crate) diapers: Vec<LoggedDiaper>,
    pub(crate) weighings: Vec<Weighing>,
    pub(crate) moods: Vec<LoggedMood>,
}

impl LoggedFacts {
    pub(crate) fn is_empty(&self) -> bool {
        let Self { signs, temperatures, diapers, weighings, moods } = self;
        signs.is_empty() && temperatures.is_empty() && diapers.is_empty() && weighings.is_empty() && moods.is_empty()
    }

    /// Adds an entry. `recorded_ms` is when it was written down, where known; `confirmed_beside` the weights beside which the
    /// parent said that this one is right.
    pub(crate) fn add(&mut self, entry: &Entry, recorded_ms: Option<i64>, confirmed_beside: Vec<i64>) {
        let (id, at_ms, day, baby): (EntryId, _, _, _) = (entry.id, entry.start.utc_ms, entry.day, entry.baby.clone());
        match &entry.kind {
            EntryKind::Sign { sign } => {
                self.signs.push(LoggedSign { entry: id, at_ms, day, baby, sign: *sign, recorded_ms });
            }
            EntryKind::Temperature { milli_celsius, of_parent } => self.temperatures.push(LoggedTemperature {
                entry: id,
                at_ms,
                day,
                baby,
                milli_celsius: *milli_celsius,
                of_parent: *of_parent,
                recorded_ms,
            }),
            EntryKind::Diaper { diaper } => {
                self.diapers.push(LoggedDiaper { entry: id, at_ms, baby, wet: diaper.wet });
            }
            // A weight without a baby is nobody's growth.
            EntryKind::Weight { mass } => self.weighings.extend(baby.map(|baby| Weighing {
                entry: id,
                baby,
                at_ms,
                day,
                milligrams: mass.milligrams,
                recorded_ms,
                confirmed_beside,
            })),
            EntryKind::Wellbeing { mood, .. } => {
                self.moods.extend(mood.map(|mood| LoggedMood { entry: id, at_ms, day, mood, recorded_ms }));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;
    use crate::entry::{Diaper, Nursing};
    use crate::sign::Sign;
    use crate::time::Stamp;
    use crate::volume::{Mass, MassUnit};

    fn entry(kind: EntryKind, baby: Option<&str>) -> Entry {
        Entry {
            id: EntryId::from_bytes([7; 16]),
            start: Stamp { utc_ms: 1_000, offset_s: 3_600 },
            zone: String::new(),
            day: Day::from_number(3),
            kind,
            baby: baby.map(str::to_owned),
            note: None,
            tags: Vec::new(),
        }
    }

    #[test]
    fn each_kind_goes_where_its_rule_reads_it() {
        let mut facts = LoggedFacts::default();
        let weight = EntryKind::Weight { mass: Mass { milligrams: 4_200_000, unit: MassUnit::Kg } };
        for kind in [
            EntryKind::Sign { sign: Sign::Fit },
            EntryKind::Temperature { milli_celsius: 38_100, of_parent: false },
            EntryKind::Diaper { diaper: Diaper { wet: true, stool: false, detail: None } },
            weight,
            EntryKind::Wellbeing { mood: Some(2), rest: None },
            EntryKind::Nursing { nursing: Nursing::default() },
            EntryKind::SkinToSkin { duration_ms: None },
        ] {
            facts.add(&entry(kind, Some("a")), Some(9_000), Vec::new());
        }
        assert_eq!((facts.signs[0].sign, facts.signs[0].recorded_ms), (Sign::Fit, Some(9_000)));
        assert_eq!(facts.temperatures[0].milli_celsius, 38_100);
        assert!(facts.diapers[0].wet);
        assert_eq!((facts.weighings[0].milligrams, facts.weighings[0].day), (4_200_000, Day::from_number(3)));
        assert_eq!(facts.moods[0].mood, 2);
    }

    #[test]
    fn a_weight_without_a_baby_and_rest_without_a_mood_bring_nothing() {
        let mut facts = LoggedFacts::default();
        let mass = Mass { milligrams: 4_200_000, unit: MassUnit::Kg };
        facts.add(&entry(EntryKind::Weight { mass }, None), None, Vec::new());
        facts.add(&entry(EntryKind::Wellbeing { mood: None, rest: Some(1) }, None), None, Vec::new());
        assert_eq!(facts, LoggedFacts::default());
    }
}
