//! One day in figures (CONTRACT section 1).

use serde::{Deserialize, Serialize};

use super::sessions::{Session, sessions};
use crate::day::{ClockWindow, Day, DayStart, hours_between, hours_of_today};
use crate::db::days::DayRow;
use crate::db::marks::Marks;
use crate::journey::{Baby, Journey};
use crate::tally::Facts;
use crate::time::{MINUTE_MS, Now, Stamp};

/// One day in figures. A day without any entry is unknown, not zero: what it would count is absent.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DaySummary {
    /// The day.
    pub day: Day,
    /// Its length in hours, 22 to 26; 24 unless the clock changed or the phone travelled.
    pub hours: f64,
    /// Whether anything was logged.
    pub logged: bool,
    /// Today, and the first logged day of all: not the whole day.
    pub partial: bool,
    /// The parent marked it as away: shown, not judged.
    pub away: bool,
    /// The parent confirmed that all diapers of the day are logged.
    pub diapers_complete: bool,
    /// Sessions that started in the day, absent when nothing was logged.
    pub sessions: Option<i32>,
    /// Those of them at the breast, absent when nothing was logged; a day with sessions and none of these is a pump-only day.
    pub nursing_sessions: Option<i32>,
    /// Sessions that the parent's own plan has for a day; absent without one, before the restart and on a day away.
    pub planned_sessions: Option<i32>,
    /// Milliseconds of stimulation, absent when nothing was logged.
    pub stimulation_ms: Option<i64>,
    /// Sessions in the night that began in this day, absent when nothing was logged.
    pub night_sessions: Option<i32>,
    /// Longest time from the start of a session to the start of the next, in milliseconds; absent when there is none.
    pub longest_gap_ms: Option<i64>,
    /// What the parent made.
    pub own_milk: OwnMilk,
    /// Donor milk given, in microlitres.
    pub donor_ul: i64,
    /// Formula given, in microlitres.
    pub formula_ul: i64,
    /// Each known baby's day, in the order the babies were added; last a nameless one for feeds without a baby.
    pub babies: Vec<BabyDay>,
}

/// Own milk of a day: expressed, and taken from the breast.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMilk {
    /// Measured, in microlitres; 0 when nothing was measured.
    pub measured_ul: i64,
    /// How many entries had a measured volume, 0 ml included.
    pub measured: i32,
    /// Estimated, in microlitres.
    pub estimated_ul: i64,
    /// Entries with drops.
    pub drops: i32,
    /// Expressions without any volume and nursings without a known transfer.
    pub unmeasured: i32,
}

/// One baby's day.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BabyDay {
    /// Display name, absent for feeds without a baby.
    pub baby: Option<String>,
    /// What the baby took, as far as known.
    pub intake: Intake,
    /// Own milk as a share of the known intake, 0 to 1; absent when nothing is known.
    pub own_share: Option<f64>,
    /// Wet diapers logged.
    pub wet: i32,
    /// Diapers with stool logged.
    pub stool: i32,
}

/// What a baby took in a day, as far as known.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Own milk by bottle, cup or supplementer, in microlitres.
    pub own_ul: i64,
    /// Donor milk, in microlitres.
    pub donor_ul: i64,
    /// Formula, in microlitres.
    pub formula_ul: i64,
    /// Taken from the breast, weighed or estimated, in microlitres.
    pub transfer_ul: i64,
    /// Feeds of which something is not known.
    pub untracked: i32,
}

/// What a stretch of days is reckoned from.
pub(crate) struct DaysInput<'a> {
    /// First day that is wanted.
    pub(crate) from: Day,
    /// Last day that is wanted.
    pub(crate) to: Day,
    /// Rows of these days and of at least the day before and the day after, by day and start.
    pub(crate) rows: &'a [DayRow],
    /// Start of the last session before `rows` and the day before theirs, if every day between is logged.
    pub(crate) session_before: Option<(Stamp, Day)>,
    /// Marks, by day.
    pub(crate) marks: &'a [(Day, Marks)],
    /// The first logged day of all.
    pub(crate) first_day: Option<Day>,
    pub(crate) babies: &'a [(i64, Baby)],
    pub(crate) journey: &'a Journey,
    pub(crate) day_start: DayStart,
    pub(crate) night: ClockWindow,
    pub(crate) now: &'a Now,
}

/// The days in figures, by day.
pub(crate) fn days(input: &DaysInput<'_>) -> Vec<DaySummary> {
    let today = input.day_start.day_of(input.now.stamp());
    let mut found: Vec<DaySummary> = (input.from.number()..=input.to.number())
        .map(|number| empty_day(Day::from_number(number), today, input))
        .collect();
    let slot = |day: Day| -> Option<usize> {
        let index = i64::from(day.number()) - i64::from(input.from.number());
        usize::try_from(index).ok().filter(|index| *index < (input.to.number() - input.from.number() + 1) as usize)
    };
    for row in input.rows {
        if let Some(index) = slot(row.day) {
            add_row(&mut found[index], row, input.babies);
        }
    }
    add_sessions(&mut found, &sessions(input.rows), input, slot);
    set_hours(&mut found, today, input);
    for day in &mut found {
        finish(day);
    }
    found
}

fn empty_day(day: Day, today: Day, input: &DaysInput<'_>) -> DaySummary {
    let marks = input.marks.iter().find(|(marked, _)| *marked == day).map_or_else(Marks::default, |(_, marks)| *marks);
    DaySummary {
        day,
        hours: 24.0,
        logged: false,
        partial: day == today || input.first_day == Some(day),
        away: marks.away,
        diapers_complete: marks.diapers_complete,
        sessions: None,
        nursing_sessions: None,
        planned_sessions: if marks.away || input.journey.restart.is_some_and(|restart| day < restart) {
            None
        } else {
            input.journey.sessions_a_day
        },
        stimulation_ms: None,
        night_sessions: None,
        longest_gap_ms: None,
        own_milk: OwnMilk::default(),
        donor_ul: 0,
        formula_ul: 0,
        babies: input.babies.iter().map(|(_, baby)| baby_day(Some(baby.name.clone()))).collect(),
    }
}

fn baby_day(baby: Option<String>) -> BabyDay {
    BabyDay { baby, intake: Intake::default(), own_share: None, wet: 0, stool: 0 }
}

const OF_A_BABY: i64 = Facts::NURSING | Facts::FED_OWN | Facts::FED_DONOR | Facts::FED_FORMULA | Facts::DIAPER;

fn add_row(day: &mut DaySummary, row: &DayRow, babies: &[(i64, Baby)]) {
    if !day.logged {
        day.logged = true;
        (day.sessions, day.nursing_sessions, day.night_sessions) = (Some(0), Some(0), Some(0));
        day.stimulation_ms = Some(0);
    }
    let tally = &row.tally;
    let own = &mut day.own_milk;
    own.drops += i32::from(row.is(Facts::DROPS));
    own.unmeasured += i32::from(row.is(Facts::UNMEASURED));
    if let Some(made_ul) = tally.made_ul {
        if row.is(Facts::ESTIMATED) {
            own.estimated_ul += made_ul;
        } else {
            own.measured_ul += made_ul;
            own.measured += 1;
        }
    }
    let fed_ul = tally.fed_ul.unwrap_or(0);
    if row.is(Facts::FED_DONOR) {
        day.donor_ul += fed_ul;
    } else if row.is(Facts::FED_FORMULA) {
        day.formula_ul += fed_ul;
    }
    if !row.is(OF_A_BABY) {
        return;
    }
    let known = row.baby.and_then(|id| babies.iter().position(|(known, _)| *known == id));
    let index = known.unwrap_or_else(|| {
        if day.babies.len() == babies.len() {
            day.babies.push(baby_day(None));
        }
        babies.len()
    });
    let baby = &mut day.babies[index];
    baby.wet += i32::from(row.is(Facts::WET));
    baby.stool += i32::from(row.is(Facts::STOOL));
    let intake = &mut baby.intake;
    intake.untracked += i32::from(row.is(Facts::UNTRACKED));
    if row.is(Facts::NURSING) {
        intake.transfer_ul += tally.made_ul.unwrap_or(0);
    }
    if row.is(Facts::FED_OWN) {
        intake.own_ul += fed_ul;
    } else if row.is(Facts::FED_DONOR) {
        intake.donor_ul += fed_ul;
    } else if row.is(Facts::FED_FORMULA) {
        intake.formula_ul += fed_ul;
    }
}

fn add_sessions(
    found: &mut [DaySummary],
    sessions: &[Session],
    input: &DaysInput<'_>,
    slot: impl Fn(Day) -> Option<usize>,
) {
    let mut before = input.session_before;
    for session in sessions {
        let night_of = night_day(session.start, input);
        if let Some(day) = night_of.and_then(&slot).map(|index| &mut found[index]).filter(|day| day.logged) {
            day.night_sessions = day.night_sessions.map(|count| count + 1);
        }
        let gap_ms = before
            .filter(|(_, day)| !unlogged_between(*day, session.day, input.rows))
            .map(|(start, _)| session.start.utc_ms - start.utc_ms);
        before = Some((session.start, session.day));
        let Some(day) = slot(session.day).map(|index| &mut found[index]) else { continue };
        day.sessions = day.sessions.map(|count| count + 1);
        day.nursing_sessions = day.nursing_sessions.map(|count| count + i32::from(session.nursing));
        day.stimulation_ms = day.stimulation_ms.map(|sum| sum + session.active_ms);
        if gap_ms > day.longest_gap_ms {
            day.longest_gap_ms = gap_ms;
        }
    }
}

/// The day in which the night that holds this start began.
fn night_day(start: Stamp, input: &DaysInput<'_>) -> Option<Day> {
    let date = input.night.began_on(start)?;
    Some(if input.night.from < input.day_start.time() { date.plus(-1) } else { date })
}

/// Whether a day strictly between two days has no row.
pub(crate) fn unlogged_between(earlier: Day, later: Day, rows: &[DayRow]) -> bool {
    (earlier.number() + 1..later.number()).any(|number| {
        let index = rows.partition_point(|row| row.day.number() < number);
        rows.get(index).is_none_or(|row| row.day.number() != number)
    })
}

fn set_hours(found: &mut [DaySummary], today: Day, input: &DaysInput<'_>) {
    let first_offset = |day: Day| {
        let index = input.rows.partition_point(|row| row.day < day);
        input.rows.get(index).filter(|row| row.day == day).map(|row| row.start.offset_s)
    };
    for day in found {
        day.hours = if day.day == today {
            hours_of_today(input.day_start, today, input.now)
        } else {
            match (first_offset(day.day), first_offset(day.day.plus(1))) {
                (Some(this), Some(next)) => hours_between(this, next),
                _ => 24.0,
            }
        };
    }
}

/// Sums are shown never below zero, single entries keep their sign.
fn finish(day: &mut DaySummary) {
    day.own_milk.measured_ul = day.own_milk.measured_ul.max(0);
    for baby in &mut day.babies {
        let intake = &mut baby.intake;
        intake.transfer_ul = intake.transfer_ul.max(0);
        let own_ul = intake.own_ul + intake.transfer_ul;
        let known_ul = own_ul + intake.donor_ul + intake.formula_ul;
        baby.own_share = (known_ul > 0).then(|| own_ul as f64 / known_ul as f64);
    }
}

/// Milliseconds as minutes.
pub(crate) fn minutes(ms: i64) -> f64 {
    ms as f64 / MINUTE_MS as f64
}
