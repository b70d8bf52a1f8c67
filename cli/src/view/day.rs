//! One day in figures.

use relatch_core::{BabyDay, DaySummary, OwnMilk, VolumeUnit};

use super::doc::{Doc, record};
use super::{chart, minutes, ml};
use crate::page::{Ink, Line, Page};
use crate::sentence::Sentence;
use crate::words::{self, TIE};

pub(crate) fn document(day: &DaySummary) -> Doc {
    record! {
        "day": day.day.text(),
        "hours": day.hours,
        "logged": day.logged,
        "partial": day.partial,
        "away": day.away,
        "diapers": if day.diapers_complete { "complete" } else { "open" },
        "sessions": day.sessions,
        "nursing_sessions": day.nursing_sessions,
        "planned_sessions": day.planned_sessions,
        "minutes": day.stimulation_ms.map(minutes),
        "night_sessions": day.night_sessions,
        "longest_gap_min": day.longest_gap_ms.map(minutes),
        "own_milk": record! {
            "measured_ml": ml(day.own_milk.measured_ul),
            "measured": day.own_milk.measured,
            "estimated_ml": ml(day.own_milk.estimated_ul),
            "drops": day.own_milk.drops,
            "unmeasured": day.own_milk.unmeasured,
        },
        "donor_ml": ml(day.donor_ul),
        "formula_ml": ml(day.formula_ul),
        "babies": day.babies.iter().map(baby_document).collect::<Vec<_>>(),
    }
}

fn baby_document(day: &BabyDay) -> Doc {
    record! {
        "baby": day.baby.clone(),
        "intake": record! {
            "own_ml": ml(day.intake.own_ul),
            "donor_ml": ml(day.intake.donor_ul),
            "formula_ml": ml(day.intake.formula_ul),
            "transfer_ml": ml(day.intake.transfer_ul),
            "untracked": day.intake.untracked,
        },
        "own_share": day.own_share,
        "wet": day.wet,
        "stool": day.stool,
    }
}

/// Own milk in a few columns: an amount, "drops", a dashed ring for what was not measured, nothing for nothing made.
pub(crate) fn own_milk_short(own: &OwnMilk, unit: VolumeUnit) -> String {
    if own.measured > 0 {
        words::amount(own.measured_ul, unit)
    } else if own.estimated_ul > 0 {
        format!("~{}", words::amount(own.estimated_ul, unit))
    } else if own.drops > 0 {
        "drops".to_owned()
    } else if own.unmeasured > 0 {
        "◌".to_owned()
    } else {
        String::new()
    }
}

/// Own milk in words, absent when no milk was made.
fn own_milk_words(own: &OwnMilk, unit: VolumeUnit) -> Option<String> {
    let mut words = Vec::new();
    if own.measured > 0 {
        words.push(words::amount(own.measured_ul, unit));
    }
    if own.estimated_ul > 0 {
        words.push(format!("about {} estimated", words::amount(own.estimated_ul, unit)));
    }
    match own.drops {
        0 => {}
        1 => words.push("drops once".to_owned()),
        times => words.push(format!("drops {times} times")),
    }
    if own.unmeasured > 0 {
        words.push(format!("{} not measured", own.unmeasured));
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// What was given instead, absent when nothing was.
pub(crate) fn supplement_words(day: &DaySummary, unit: VolumeUnit) -> Option<String> {
    let mut words = Vec::new();
    if day.donor_ul > 0 {
        words.push(format!("{} donor milk", words::amount(day.donor_ul, unit)));
    }
    if day.formula_ul > 0 {
        words.push(format!("{} formula", words::amount(day.formula_ul, unit)));
    }
    (!words.is_empty()).then(|| words.join(", "))
}

/// The day's bar, its figures, its milk and its babies.
pub(crate) fn say(page: &mut Page, day: &DaySummary, unit: VolumeUnit) {
    let Some(sessions) = day.sessions else {
        let text = if day.away { "Away." } else { "Nothing logged on this day yet." };
        page.line(&Line::of(Ink::Dim, text));
        return;
    };
    let night = day.night_sessions.unwrap_or(0);
    if sessions > 0 {
        let room = page.width().saturating_sub(4).min(48);
        let bar = chart::sessions(Line::new().text("  "), sessions, night, chart::scale(sessions, room));
        page.line(&bar);
    }
    let mut figures = vec![words::count(i64::from(sessions), "session")];
    // Minutes that nobody knows are not nought minutes.
    if let Some(ms) = day.stimulation_ms.filter(|ms| *ms > 0) {
        figures.push(words::long(words::minutes(ms)));
    }
    if let Some(gap) = day.longest_gap_ms {
        figures.push(format!("longest gap {}", words::long(words::minutes(gap))));
    }
    if night > 0 {
        figures.push(format!("{night} at night"));
    }
    page.line(&Line::new().text("  ").ink(Ink::Strong, &words::facts(&figures)).hang(2));
    if let Some(planned) = day.planned_sessions {
        let sentence = Sentence::of("effort.plan");
        let sentence = sentence.number("sessions", i64::from(sessions)).number("planned", i64::from(planned));
        page.line(&Line::new().text("  ").ink(Ink::Dim, &sentence.text()).hang(2));
    }
    if let Some(own) = own_milk_words(&day.own_milk, unit) {
        page.line(&Line::new().text("  ").ink(Ink::Milk, "Own milk ").text(&own).hang(11));
    }
    if let Some(supplement) = supplement_words(day, unit) {
        page.line(&Line::new().text("  ").ink(Ink::Supplement, "Supplement ").text(&supplement).hang(13));
    }
    for baby in &day.babies {
        say_baby(page, baby, unit);
    }
    let mut about = Vec::new();
    if (day.hours - 24.0).abs() > 0.001 {
        about.push(format!("{} hours long", words::tenth(day.hours)));
    }
    if day.away {
        about.push("away".to_owned());
    }
    if day.diapers_complete {
        about.push("all diapers logged".to_owned());
    }
    if !about.is_empty() {
        page.line(&Line::new().text("  ").ink(Ink::Dim, &words::facts(&about)).hang(2));
    }
}

fn say_baby(page: &mut Page, day: &BabyDay, unit: VolumeUnit) {
    let intake = &day.intake;
    let known_ul = intake.own_ul + intake.donor_ul + intake.formula_ul + intake.transfer_ul;
    if known_ul == 0 && intake.untracked == 0 && day.wet == 0 && day.stool == 0 {
        return;
    }
    let mut words = Vec::new();
    if known_ul > 0 {
        words.push(format!("took {}", words::amount(known_ul, unit)));
    }
    if let Some(share) = day.own_share {
        words.push(format!("{}{TIE}%{TIE}own milk", words::tenth((share * 100.0).round())));
    }
    if intake.untracked > 0 {
        words.push(format!("{} of unknown amount", words::count(i64::from(intake.untracked), "feed")));
    }
    if day.wet > 0 || day.stool > 0 {
        words.push(format!("{}{TIE}wet, {}{TIE}stool", day.wet, day.stool));
    }
    let name = day.baby.as_deref().unwrap_or("No baby named");
    page.line(&Line::new().text("  ").ink(Ink::Plain, name).text("  ").ink(Ink::Dim, &words::facts(&words)).hang(4));
}
