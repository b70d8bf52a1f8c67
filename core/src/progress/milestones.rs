//! Milestones: first times, computed from the log and corrected whenever the log is. Never a streak, nothing to lose.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::entry::EntryId;
use crate::progress::figure::Figure;

/// What an entry can bring to the milestones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MilestoneEntry {
    pub(crate) entry: EntryId,
    pub(crate) at_ms: i64,
    pub(crate) day: Day,
    pub(crate) baby: Option<String>,
    /// Drops on a side.
    pub(crate) drops: bool,
    /// Own milk measured in this entry, expressed or by test weighing; may be negative.
    pub(crate) measured_ul: Option<i64>,
    /// The baby latched, swallowing or not.
    pub(crate) latched: bool,
    /// This entry begins a session (overlapping nursings of twins are one).
    pub(crate) begins_session: bool,
}

/// What a day can bring to the milestones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MilestoneDay {
    pub(crate) day: Day,
    /// Today, or the first logged day of all.
    pub(crate) partial: bool,
    /// Own milk measured, 0 included; absent when nothing was.
    pub(crate) measured_ul: Option<i64>,
    /// A nursing with a session's outcome, or own milk fed: the baby had something that was no supplement.
    pub(crate) own_fed: bool,
    /// Donor milk or formula was given by any way, its amount known or not, 0 ml excepted.
    pub(crate) supplemented: bool,
    pub(crate) night_sessions: i32,
    /// Sessions the parent's own plan has for a night; absent without a plan.
    pub(crate) planned_night_sessions: Option<i32>,
}

/// What was reached.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MilestoneKind {
    /// The first drops.
    FirstDrops,
    /// The first milk that could be measured. Figure `volume`.
    FirstMeasured,
    /// The day with the most measured own milk so far. Figure `volume`.
    BestDay,
    /// The first whole day without a supplement, after days with one.
    FirstDayWithoutSupplement,
    /// A baby's first latch.
    FirstLatch,
    /// The first night with as many sessions as the own plan has. Figures `sessions`, `planned`.
    FirstFullNight,
    /// The hundredth session. Figure `sessions`.
    HundredSessions,
}

/// A milestone, with the entry or day it was read from.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Milestone {
    /// What was reached.
    pub kind: MilestoneKind,
    /// When.
    pub day: Day,
    /// Start of the entry in UTC milliseconds, absent when it is about a whole day.
    pub at_ms: Option<i64>,
    /// The entry, absent when it is about a whole day.
    pub entry: Option<EntryId>,
    /// The baby of a first latch.
    pub baby: Option<String>,
    /// Its numbers.
    pub figures: Vec<Figure>,
}

/// Sessions of the round milestone.
const HUNDRED: usize = 100;

/// The milestones reached from `restart` on (or ever, without one), by day. Rows may come in any order.
pub(crate) fn milestones(entries: &[MilestoneEntry], days: &[MilestoneDay], restart: Option<Day>) -> Vec<Milestone> {
    let counts = |day: Day| restart.is_none_or(|restart| day >= restart);
    let mut entries: Vec<_> = entries.iter().filter(|entry| counts(entry.day)).collect();
    entries.sort_by_key(|entry| (entry.at_ms, entry.entry));
    let mut days: Vec<_> = days.iter().filter(|day| counts(day.day)).collect();
    days.sort_by_key(|day| day.day);
    let mut found = of_entries(&entries);
    found.extend(of_days(&days));
    found.sort_by_key(|milestone| (milestone.day, milestone.at_ms.unwrap_or(i64::MAX)));
    found
}

fn of_entries(entries: &[&MilestoneEntry]) -> Vec<Milestone> {
    let reached = |kind: MilestoneKind, entry: &MilestoneEntry, figures: Vec<Figure>| Milestone {
        kind,
        day: entry.day,
        at_ms: Some(entry.at_ms),
        entry: Some(entry.entry),
        baby: if kind == MilestoneKind::FirstLatch { entry.baby.clone() } else { None },
        figures,
    };
    let mut found = Vec::new();
    found.extend(entries.iter().find(|e| e.drops).map(|e| reached(MilestoneKind::FirstDrops, e, Vec::new())));
    found.extend(entries.iter().find_map(|entry| {
        let ul = entry.measured_ul.filter(|ul| *ul > 0)?;
        Some(reached(MilestoneKind::FirstMeasured, entry, vec![Figure::microlitres("volume", ul)]))
    }));
    let mut latched: Vec<&Option<String>> = Vec::new();
    for entry in entries.iter().filter(|entry| entry.latched) {
        if !latched.contains(&&entry.baby) {
            latched.push(&entry.baby);
            found.push(reached(MilestoneKind::FirstLatch, entry, Vec::new()));
        }
    }
    found.extend(
        entries.iter().filter(|entry| entry.begins_session).nth(HUNDRED - 1).map(|entry| {
            reached(MilestoneKind::HundredSessions, entry, vec![Figure::count("sessions", HUNDRED as i32)])
        }),
    );
    found
}

fn of_days(days: &[&MilestoneDay]) -> Vec<Milestone> {
    let reached = |kind: MilestoneKind, day: &MilestoneDay, figures: Vec<Figure>| Milestone {
        kind,
        day: day.day,
        at_ms: None,
        entry: None,
        baby: None,
        figures,
    };
    let mut found = Vec::new();
    let mut best: Option<(&MilestoneDay, i64)> = None;
    for day in days {
        if let Some(ul) = day.measured_ul.filter(|ul| *ul > 0)
            && best.is_none_or(|(_, most)| ul > most)
        {
            best = Some((day, ul));
        }
    }
    found.extend(best.map(|(day, ul)| reached(MilestoneKind::BestDay, day, vec![Figure::microlitres("volume", ul)])));
    // Of a parent who never logs supplements nothing can be said, and a day without any feed is no day without a supplement.
    if let Some(first) = days.iter().position(|day| day.supplemented) {
        let without = days[first..].iter().find(|day| !day.partial && day.own_fed && !day.supplemented);
        found.extend(without.map(|day| reached(MilestoneKind::FirstDayWithoutSupplement, day, Vec::new())));
    }
    found.extend(days.iter().find_map(|day| {
        let planned = day.planned_night_sessions.filter(|planned| *planned > 0)?;
        let figures = vec![Figure::count("sessions", day.night_sessions), Figure::count("planned", planned)];
        (day.night_sessions >= planned).then(|| reached(MilestoneKind::FirstFullNight, day, figures))
    }));
    found
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Milestone {
    /// Key of its sentence.
    pub fn text_key(&self) -> String {
        let key = match self.kind {
            MilestoneKind::FirstDrops => "milestone.first_drops",
            MilestoneKind::FirstMeasured => "milestone.first_measured",
            MilestoneKind::BestDay => "milestone.best_day",
            MilestoneKind::FirstDayWithoutSupplement => "milestone.first_day_without_supplement",
            MilestoneKind::FirstLatch if self.baby.is_some() => "milestone.first_latch",
            MilestoneKind::FirstLatch => "milestone.first_latch_unnamed",
            MilestoneKind::FirstFullNight => "milestone.first_full_night",
            MilestoneKind::HundredSessions => "milestone.hundred_sessions",
        };
        key.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u8, day: i32) -> MilestoneEntry {
        MilestoneEntry {
            entry: EntryId::from_bytes([number; 16]),
            at_ms: i64::from(day) * 86_400_000 + i64::from(number),
            day: Day::from_number(day),
            baby: None,
            drops: false,
            measured_ul: None,
            latched: false,
            begins_session: true,
        }
    }

    fn day(number: i32) -> MilestoneDay {
        MilestoneDay {
            day: Day::from_number(number),
            partial: false,
            measured_ul: None,
            own_fed: true,
            supplemented: true,
            night_sessions: 0,
            planned_night_sessions: None,
        }
    }

    fn days_of(kind: MilestoneKind, found: &[Milestone]) -> Vec<i32> {
        found.iter().filter(|milestone| milestone.kind == kind).map(|milestone| milestone.day.number()).collect()
    }

    #[test]
    fn first_drops_and_first_measured_milk_are_two_facts_and_0_ml_is_neither() {
        let log = [
            MilestoneEntry { measured_ul: Some(0), ..entry(1, 1) },
            MilestoneEntry { measured_ul: Some(-2_000), ..entry(2, 2) },
            MilestoneEntry { drops: true, ..entry(3, 3) },
            MilestoneEntry { measured_ul: Some(500), ..entry(4, 4) },
            MilestoneEntry { measured_ul: Some(900), drops: true, ..entry(5, 5) },
        ];
        let found = milestones(&log, &[], None);
        assert_eq!(days_of(MilestoneKind::FirstDrops, &found), [3]);
        assert_eq!(days_of(MilestoneKind::FirstMeasured, &found), [4]);
    }

    #[test]
    fn a_corrected_log_corrects_its_milestones() {
        let log = [MilestoneEntry { drops: true, ..entry(1, 1) }, MilestoneEntry { drops: true, ..entry(2, 2) }];
        assert_eq!(days_of(MilestoneKind::FirstDrops, &milestones(&log, &[], None)), [1]);
        assert_eq!(days_of(MilestoneKind::FirstDrops, &milestones(&log[1..], &[], None)), [2]);
    }

    #[test]
    fn each_baby_has_its_first_latch() {
        let latch =
            |number, day, baby: &str| MilestoneEntry { latched: true, baby: Some(baby.into()), ..entry(number, day) };
        let found = milestones(&[latch(3, 5, "b"), latch(1, 2, "a"), latch(2, 3, "a")], &[], None);
        assert_eq!(days_of(MilestoneKind::FirstLatch, &found), [2, 5]);
    }

    #[test]
    fn the_hundredth_session_counts_sessions_and_not_entries() {
        let mut log: Vec<_> = (0..100_u8).map(|number| entry(number, 1)).collect();
        log[50].begins_session = false;
        assert_eq!(days_of(MilestoneKind::HundredSessions, &milestones(&log, &[], None)), [0; 0]);
        log.push(entry(101, 2));
        assert_eq!(days_of(MilestoneKind::HundredSessions, &milestones(&log, &[], None)), [2]);
    }

    #[test]
    fn the_best_day_is_the_first_with_the_most() {
        let ml = |number, ul| MilestoneDay { measured_ul: Some(ul), ..day(number) };
        let found = milestones(&[], &[ml(1, 0), ml(2, 80_000), ml(3, 120_000), ml(4, 120_000), day(5)], None);
        assert_eq!(days_of(MilestoneKind::BestDay, &found), [3]);
        assert_eq!(days_of(MilestoneKind::BestDay, &milestones(&[], &[ml(1, 0)], None)), [0; 0]);
    }

    #[test]
    fn a_day_without_supplement_is_whole_fed_and_after_days_with_one() {
        let without = |number| MilestoneDay { supplemented: false, ..day(number) };
        let kind = MilestoneKind::FirstDayWithoutSupplement;
        assert_eq!(days_of(kind, &milestones(&[], &[without(1), day(2), without(3), without(4)], None)), [3]);
        assert_eq!(days_of(kind, &milestones(&[], &[without(1), without(2)], None)), [0; 0]);
        let partial = MilestoneDay { partial: true, ..without(3) };
        let unfed = MilestoneDay { own_fed: false, ..without(4) };
        assert_eq!(days_of(kind, &milestones(&[], &[day(2), partial, unfed], None)), [0; 0]);
    }

    #[test]
    fn a_full_night_is_by_the_own_plan() {
        let night = |number, sessions, planned| MilestoneDay {
            night_sessions: sessions,
            planned_night_sessions: planned,
            ..day(number)
        };
        let found = milestones(
            &[],
            &[night(1, 3, None), night(2, 0, Some(0)), night(3, 1, Some(2)), night(4, 2, Some(2))],
            None,
        );
        assert_eq!(days_of(MilestoneKind::FirstFullNight, &found), [4]);
    }

    #[test]
    fn what_lies_before_the_restart_is_no_milestone_of_this_journey() {
        let log = [MilestoneEntry { drops: true, ..entry(1, 1) }, MilestoneEntry { drops: true, ..entry(2, 9) }];
        let found = milestones(&log, &[MilestoneDay { measured_ul: Some(5), ..day(3) }], Some(Day::from_number(5)));
        assert_eq!(days_of(MilestoneKind::FirstDrops, &found), [9]);
        assert_eq!(days_of(MilestoneKind::BestDay, &found), [0; 0]);
    }
}
