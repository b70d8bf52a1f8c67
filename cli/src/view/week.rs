//! Seven days beside the seven before.

use relatch_core::{DaySummary, VolumeUnit, Week, WeekChange, WeekMean};

use super::doc::{Doc, Part, record};
use super::{chart, day};
use crate::page::{Ink, Line, Page, width};
use crate::sentence::Sentence;
use crate::words;

pub(crate) fn document(week: &Week) -> Doc {
    record! {
        "from": week.from.text(),
        "to": week.to.text(),
        "days": week.days.iter().map(day::document).collect::<Vec<_>>(),
        "mean": mean_document(&week.mean),
        "before": mean_document(&week.before),
        "change": record! {
            "sessions": week.change.sessions,
            "minutes": week.change.minutes,
            "own_milk_ml": in_ml(week.change.own_milk_ul),
            "supplement_ml": in_ml(week.change.supplement_ul),
        },
    }
}

fn mean_document(mean: &WeekMean) -> Doc {
    record! {
        "days": mean.days,
        "sessions": mean.sessions,
        "nursing_sessions": mean.nursing_sessions,
        "nursing_days": mean.nursing_days,
        "pump_only_days": mean.pump_only_days,
        "planned_sessions": mean.planned_sessions,
        "minutes": mean.minutes,
        "own_milk_ml": in_ml(mean.own_milk_ul),
        "own_milk_days": mean.own_milk_days,
        "supplement_ml": in_ml(mean.supplement_ul),
    }
}

fn in_ml(microlitres: Option<f64>) -> Part {
    microlitres.map(|ul| ul / 1_000.0).into()
}

/// Where the columns end, by the width of the page.
struct Columns {
    sessions: usize,
    count: usize,
    time: Option<usize>,
    own: usize,
    level: Option<(usize, usize)>,
    supplement: Option<usize>,
}

impl Columns {
    fn of(page_width: usize, bar: usize) -> Self {
        // Date 8, bar, count 3: the least that is a chart. The rest comes as there is room.
        let sessions = 8;
        let bar = bar.min(page_width.saturating_sub(22)).max(4);
        let count = sessions + bar + 3;
        let time = (page_width >= count + 30).then_some(count + 8);
        let own = time.unwrap_or(count) + 9;
        let supplement = (page_width >= own + 12).then_some(own + 12);
        let after = supplement.unwrap_or(own) + 2;
        let level = (page_width >= after + 8).then(|| (after, (page_width - after).min(16)));
        Self { sessions, count, time, own, level, supplement }
    }
}

/// The chart, and what the means say.
pub(crate) fn say(page: &mut Page, week: &Week, unit: VolumeUnit, today: Option<relatch_core::Day>) {
    page.title(&format!("The week to {}", words::dated_day(week.to)));
    page.blank();
    if week.days.iter().all(|day| !day.logged) {
        page.say("Nothing logged in these seven days.");
    } else {
        say_chart(page, week, unit, today);
    }
    page.blank();
    say_means(page, &week.mean, unit);
    say_effort(page, &week.mean);
    say_changes(page, week, unit);
}

fn say_chart(page: &mut Page, week: &Week, unit: VolumeUnit, today: Option<relatch_core::Day>) {
    let most = week.days.iter().filter_map(|day| day.sessions).max().unwrap_or(0);
    let nights = week.days.iter().any(|day| day.night_sessions > Some(0));
    let columns = Columns::of(page.width(), (most as usize + 1).clamp(9, 26));
    let scale = chart::scale(most, columns.count - 3 - columns.sessions);
    let most_ul = week.days.iter().map(|day| day.own_milk.measured_ul).max().unwrap_or(0);
    let mut head = Line::new().to(columns.sessions).ink(Ink::Dim, "sessions");
    if let Some(time) = columns.time {
        head = head.right(Ink::Dim, "time", time);
    }
    head = head.right(Ink::Dim, "own milk", columns.own);
    if let Some(supplement) = columns.supplement {
        head = head.right(Ink::Dim, "supplement", supplement);
    }
    page.line(&head);
    for day in &week.days {
        page.line(&row(day, &columns, scale, most_ul, unit, today == Some(day.day)));
    }
    let mut signs = Vec::new();
    if nights {
        signs.push("▓ at night".to_owned());
    }
    if scale > 1 {
        signs.push(format!("a block is {scale} sessions"));
    }
    let unmeasured = |day: &DaySummary| day::own_milk_short(&day.own_milk, unit) == "◌";
    if week.days.iter().any(unmeasured) {
        signs.push("◌ not measured".to_owned());
    }
    if !signs.is_empty() {
        page.line(&Line::new().to(columns.sessions).ink(Ink::Dim, &signs.join("   ")).hang(columns.sessions));
    }
}

fn row(day: &DaySummary, columns: &Columns, scale: usize, most_ul: i64, unit: VolumeUnit, today: bool) -> Line {
    let ink = if today { Ink::Strong } else { Ink::Plain };
    let mut line = Line::of(ink, &words::short_day(day.day)).to(columns.sessions).hang(columns.sessions);
    let Some(sessions) = day.sessions else {
        return line.ink(Ink::Dim, if day.away { "away" } else { "–" });
    };
    line = chart::sessions(line, sessions, day.night_sessions.unwrap_or(0), scale);
    line = line.right(ink, &sessions.to_string(), columns.count);
    if let Some((time, ms)) = columns.time.zip(day.stimulation_ms.filter(|ms| *ms > 0)) {
        line = line.right(Ink::Plain, &words::hours(words::minutes(ms)), time);
    }
    let own = day::own_milk_short(&day.own_milk, unit);
    line = line.right(Ink::Milk, &own, columns.own);
    if let Some(supplement) = columns.supplement {
        let ul = day.donor_ul + day.formula_ul;
        let text = if ul > 0 { words::amount(ul, unit) } else { String::new() };
        line = line.right(Ink::Supplement, &text, supplement);
    }
    if let Some((start, room)) = columns.level {
        let mark = if day.away { Some("away") } else { None };
        let mark = mark.or((today && room >= width("so far")).then_some("so far"));
        line = line.to(start);
        line = match mark {
            Some(mark) => line.ink(Ink::Dim, mark),
            None => chart::level(line, Ink::Milk, day.own_milk.measured_ul as f64, most_ul as f64, room),
        };
    }
    line
}

fn say_means(page: &mut Page, mean: &WeekMean, unit: VolumeUnit) {
    let (Some(sessions), Some(minutes)) = (mean.sessions, mean.minutes) else {
        page.line(&Line::of(Ink::Dim, "The trend starts with the first full day."));
        return;
    };
    let mut text = format!("A day held {} and {}", sessions_words(sessions), words::long(minutes.round() as i64));
    if let Some(ul) = mean.own_milk_ul {
        text.push_str(&format!(", with {} of own milk", words::amount(ul.round() as i64, unit)));
    }
    let days = words::count(i64::from(mean.days), "day");
    let measured = if mean.own_milk_ul.is_none() || mean.own_milk_days == mean.days {
        days
    } else {
        format!("{days}, {} measured", mean.own_milk_days)
    };
    page.line(&Line::new().text(&format!("{text} (mean of {measured}).")));
}

fn sessions_words(sessions: f64) -> String {
    let text = words::tenth(sessions);
    if text == "1" { "1 session".to_owned() } else { format!("{text} sessions") }
}

/// Effort beside the own plan, and the split of the days.
fn say_effort(page: &mut Page, mean: &WeekMean) {
    if let (Some(sessions), Some(planned)) = (mean.sessions, mean.planned_sessions) {
        let sentence = Sentence::of("effort.plan");
        let sentence = sentence.with("sessions", words::tenth(sessions)).with("planned", words::tenth(planned));
        page.line(&Line::of(Ink::Dim, &sentence.text()).hang(2));
    }
    if mean.nursing_days > 0 && mean.pump_only_days > 0 {
        let sentence = Sentence::of("effort.days");
        let sentence = sentence
            .number("nursing_days", i64::from(mean.nursing_days))
            .number("pump_days", i64::from(mean.pump_only_days));
        page.line(&Line::of(Ink::Dim, &sentence.text()).hang(2));
    }
}

fn say_changes(page: &mut Page, week: &Week, unit: VolumeUnit) {
    let WeekChange { sessions, own_milk_ul, .. } = week.change;
    if let Some(ul) = own_milk_ul {
        let days = words::count(i64::from(week.mean.own_milk_days), "day");
        let text = if ul.round() == 0.0 {
            "as much own milk as the week before".to_owned()
        } else {
            let amount = words::amount(ul.abs().round() as i64, unit);
            format!("{amount} {} than the week before", if ul > 0.0 { "more" } else { "less" })
        };
        page.line(&Line::of(Ink::Milk, &words::capital(&text)).text(&format!(" ({days}).")));
    }
    if let Some(sessions) = sessions {
        let text = words::tenth(sessions.abs());
        let text = match text.as_str() {
            "0" => "As many sessions a day as the week before.".to_owned(),
            number => {
                let more = if sessions > 0.0 { "more" } else { "fewer" };
                let noun = if number == "1" { "session" } else { "sessions" };
                format!("{number} {more} {noun} a day than the week before.")
            }
        };
        page.say(&text);
    }
}
