//! Settings, journey and babies.

use relatch_core::{Baby, Day, Goal, Journey, LactationBreak, SessionEdge, Settings};

use super::doc::{Doc, Part, record};
use super::entry::name;
use crate::page::{Ink, Line, Page};
use crate::words;

pub(crate) fn settings_document(settings: &Settings) -> Doc {
    record! {
        "unit": settings.volume_unit.symbol(),
        "weight_unit": settings.mass_unit.symbol(),
        "day_start": settings.day_start.text(),
        "night": format!("{}-{}", settings.night.from.text(), settings.night.to.text()),
        "since": name(&settings.since),
        "simple": settings.simple,
    }
}

/// A name and what is set, in two columns.
pub(crate) fn pair(page: &mut Page, name: &str, value: &str) {
    let hang = if page.width() >= 60 { 18 } else { 4 };
    page.line(&Line::new().text("  ").ink(Ink::Dim, name).to(18).text(value).hang(hang));
}

pub(crate) fn say_settings(page: &mut Page, settings: &Settings) {
    page.title("Settings");
    pair(page, "unit", settings.volume_unit.symbol());
    pair(page, "weight unit", settings.mass_unit.symbol());
    pair(page, "day start", &settings.day_start.text());
    pair(page, "night", &words::window(settings.night.from, settings.night.to));
    let since = if settings.since == SessionEdge::Start { "from the start" } else { "from the end" };
    pair(page, "since last", &format!("{since} of the last session"));
    pair(page, "simple", if settings.simple { "yes" } else { "no" });
}

pub(crate) fn journey_document(journey: &Journey, babies: &[Baby]) -> Doc {
    record! {
        "restart": journey.restart.map(Day::text),
        "break": journey.pause.map_or(Part::Null, |pause| match pause {
            LactationBreak::Days { days } => days.into(),
            LactationBreak::Never => "never".into(),
        }),
        "goal": journey.goal.as_ref().map(goal_text),
        "sessions_a_day": journey.sessions_a_day,
        "sessions_a_night": journey.sessions_a_night,
        "need_ml": journey.need_ul.map(super::ml),
        "story": journey.story.clone(),
        "babies": babies.iter().map(|baby| record! {
            "name": baby.name.clone(),
            "born": baby.born.map(Day::text),
            "sex": baby.sex.map(|sex| name(&sex)),
            "gestation_weeks": baby.gestation_weeks,
        }).collect::<Vec<_>>(),
    }
}

fn goal_text(goal: &Goal) -> String {
    match goal {
        Goal::Some => "some".to_owned(),
        Goal::Half => "half".to_owned(),
        Goal::Full => "full".to_owned(),
        Goal::Comfort => "comfort".to_owned(),
        Goal::Own { words } => words.clone(),
    }
}

fn goal_words(goal: &Goal) -> &str {
    match goal {
        Goal::Some => "some milk",
        Goal::Half => "about half of what the baby takes",
        Goal::Full => "all that the baby takes",
        Goal::Comfort => "comfort at the breast, however much milk",
        Goal::Own { words } => words,
    }
}

pub(crate) fn say_journey(page: &mut Page, journey: &Journey, babies: &[Baby]) {
    page.title("Journey");
    if *journey == Journey::default() && babies.is_empty() {
        page.line(&Line::of(Ink::Dim, "  Nothing told yet, and nothing needs to be.").hang(2));
        return;
    }
    if let Some(restart) = journey.restart {
        pair(page, "restart", &words::dated_day(restart));
    }
    match journey.pause {
        Some(LactationBreak::Days { days }) => pair(page, "break before", &words::count(i64::from(days), "day")),
        Some(LactationBreak::Never) => pair(page, "break before", "never lactated before"),
        None => {}
    }
    if let Some(goal) = &journey.goal {
        pair(page, "goal", goal_words(goal));
    }
    if let Some(sessions) = journey.sessions_a_day {
        pair(page, "own plan", &format!("{} a day", words::count(i64::from(sessions), "session")));
    }
    if let Some(sessions) = journey.sessions_a_night {
        pair(page, "own plan", &format!("{} a night", words::count(i64::from(sessions), "session")));
    }
    if let Some(need_ul) = journey.need_ul {
        pair(page, "need", &format!("{} a day", words::amount(need_ul, relatch_core::VolumeUnit::Ml)));
    }
    if let Some(story) = &journey.story {
        pair(page, "story", story);
    }
    for baby in babies {
        let mut about = vec![baby.name.clone()];
        about.extend(baby.born.map(|day| format!("born {}", words::dated_day(day))));
        about.extend(baby.sex.map(|sex| name(&sex)));
        about.extend(baby.gestation_weeks.map(|weeks| format!("{weeks} weeks")));
        pair(page, "baby", &about.join(", "));
    }
}
