//! Home, week and day.

use relatch_core::{Day, DayMarks};

use crate::desk::{Answer, Desk};
use crate::failure::Result;
use crate::input::Yes;
use crate::page::{Ink, Line};
use crate::view;
use crate::words;

pub(crate) fn home(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let (home, settings) = (journal.home(&desk.clock.now)?, journal.settings()?);
    let stamp = desk.clock.stamp();
    Ok(desk.answer(|| view::home::document(&home), |page| view::home::say(page, &home, &settings, stamp)))
}

pub(crate) fn week(ending: Option<Day>, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let week = journal.week(ending, &desk.clock.now)?;
    let (home, settings) = (journal.home(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(
        || view::week::document(&week),
        |page| {
            let today = home.today.day;
            view::week::say(page, &week, settings.volume_unit, Some(today));
            if week.to != today {
                return;
            }
            page.blank();
            let sessions = home.today.sessions.unwrap_or(0);
            let mut text = format!("{} so far", words::count(i64::from(sessions), "session"));
            let own = view::day::own_milk_short(&home.today.own_milk, settings.volume_unit);
            if home.today.own_milk.measured > 0 {
                text.push_str(&format!(", {own} of own milk"));
            }
            page.line(&Line::of(Ink::Strong, "Today: ").text(&text).text(".").hang(2));
            if let Some(next) = view::home::next_words(&home, &settings, desk.clock.stamp()) {
                page.line(&Line::of(Ink::Strong, &next).hang(2));
            }
        },
    ))
}

pub(crate) fn day(date: Option<Day>, diapers: Option<&str>, away: Option<Yes>, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let marks = DayMarks { diapers_complete: diapers.map(|word| word == "complete"), away: away.map(|Yes(yes)| yes) };
    let day = if marks == DayMarks::default() {
        journal.day(date, &desk.clock.now)?
    } else {
        journal.mark_day(date, marks, &desk.clock.now)?
    };
    let settings = journal.settings()?;
    Ok(desk.answer(
        || view::day::document(&day),
        |page| {
            page.title(&words::dated_day(day.day));
            view::day::say(page, &day, settings.volume_unit);
        },
    ))
}
