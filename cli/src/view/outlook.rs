//! The outlook as bands: a chart in blocks, and the distribution in JSON.

use relatch_core::{Day, JourneyOutlook, Outlook, OutlookPoint, OutlookVerdict, Settings, VolumeUnit};

use super::doc::{Doc, Part, record};
use super::entry::name;
use super::ml;
use crate::page::{Ink, Line, Page, width};
use crate::sentence::{Sentence, volume};
use crate::words;

/// Measured days without which nothing is said.
const LEAST_DAYS: i64 = 7;
/// Names of the levels, as the contract has them.
const LEVELS: [(f64, &str); 11] = [
    (0.05, "0.05"),
    (0.1, "0.1"),
    (0.2, "0.2"),
    (0.3, "0.3"),
    (0.4, "0.4"),
    (0.5, "0.5"),
    (0.6, "0.6"),
    (0.7, "0.7"),
    (0.8, "0.8"),
    (0.9, "0.9"),
    (0.95, "0.95"),
];

fn quantile(point: &OutlookPoint, level: f64) -> f64 {
    point.quantiles.iter().find(|quantile| (quantile.level - level).abs() < 1e-9).map_or(0.0, |quantile| quantile.ml)
}

/// Thousandths are more than anyone can measure.
fn rounded(ml: f64) -> f64 {
    (ml * 1_000.0).round() / 1_000.0
}

fn point(point: &OutlookPoint) -> Doc {
    let mut quantiles = Doc::default();
    for (level, name) in LEVELS {
        quantiles.put(name, rounded(quantile(point, level)));
    }
    record! { "horizon": i64::from(point.horizon), "quantiles": quantiles }
}

/// `forecast`: verdict, days with a volume, points; the chance for a goal when one was asked for.
pub(crate) fn bare_document(outlook: &Outlook) -> Doc {
    let mut doc = record! {
        "verdict": name(&outlook.verdict),
        "days_with_volume": i64::from(outlook.days_with_volume),
        "points": outlook.points.iter().map(point).collect::<Vec<_>>(),
    };
    if let Some(goal) = &outlook.goal {
        doc.put(
            "goal",
            record! {
                "goal_ml": goal.goal_ml,
                "within_days": i64::from(goal.within_days),
                "chance": goal.chance,
                "from_day": goal.reached.map(|range| i64::from(range.from_day)),
                "to_day": goal.reached.map(|range| i64::from(range.to_day)),
            },
        );
    }
    doc
}

pub(crate) fn document(found: &JourneyOutlook) -> Doc {
    let mut doc = record! {
        "verdict": name(&found.outlook.verdict),
        "days_with_volume": i64::from(found.outlook.days_with_volume),
        "from": found.from.text(),
        "last_known": found.last_known.text(),
        "points": found.outlook.points.iter().map(|each| {
            let mut doc = point(each);
            doc.put("day", found.last_known.plus(each.horizon as i32).text());
            doc
        }).collect::<Vec<_>>(),
    };
    doc.put(
        "goal",
        found.outlook.goal.as_ref().map_or(Part::Null, |goal| {
            record! {
                "goal_ml": goal.goal_ml,
                "within_days": i64::from(goal.within_days),
                "chance": goal.chance,
                "from": found.goal_from.map(Day::text),
                "to": found.goal_to.map(Day::text),
            }
            .into()
        }),
    );
    doc.put(
        "need",
        record! {
            "need_ml": ml(found.need.need_ul),
            "low_ml": ml(found.need.low_ul),
            "high_ml": ml(found.need.high_ul),
            "basis": name(&found.need.basis),
            "source": found.need.source.clone(),
        },
    );
    doc.put("sessions_a_day", found.sessions_a_day);
    doc
}

fn headline(page: &mut Page, outlook: &Outlook) {
    page.line(&Line::of(Ink::Strong, &Sentence::of(outlook.verdict.text_key()).text()).hang(2));
    if outlook.verdict == OutlookVerdict::TooEarly {
        let counted = Sentence::of("outlook.counted");
        let counted = counted.number("days", i64::from(outlook.days_with_volume)).number("needed", LEAST_DAYS);
        page.line(&Line::new().text("  ").text(&counted.text()).hang(2));
        let starts = Sentence::of("outlook.starts").number("needed", LEAST_DAYS);
        page.line(&Line::of(Ink::Dim, &format!("  {}", starts.text())).hang(2));
    }
}

/// One row a horizon: a thin line for 8 of 10 days, a thick one for 4 of 10, a mark in the middle.
fn chart(page: &mut Page, outlook: &Outlook, label: impl Fn(u32) -> String, unit: VolumeUnit) {
    let text = |ml: f64| volume((ml * 1_000.0).round() as i64, unit);
    let rows: Vec<(String, [f64; 5], String)> = outlook
        .points
        .iter()
        .map(|point| {
            let at = [0.1, 0.3, 0.5, 0.7, 0.9].map(|level| quantile(point, level));
            (label(point.horizon), at, format!("{} to {}", text(at[0]), text(at[4])))
        })
        .collect();
    let widest =
        |part: fn(&(String, [f64; 5], String)) -> &str| rows.iter().map(|row| width(part(row))).max().unwrap_or(0);
    let (names, ranges) = (widest(|row| &row.0), widest(|row| &row.2));
    let most = rows.iter().map(|row| row.1[4]).fold(1.0, f64::max);
    let start = names + 4;
    let beside = page.width() > start + 16 + ranges;
    let room = (page.width().saturating_sub(start + if beside { ranges + 2 } else { 0 })).clamp(4, 60);
    for (name, at, range) in &rows {
        let column = |ml: f64| ((ml / most).clamp(0.0, 1.0) * (room - 1) as f64).round() as usize;
        let [low, lower, middle, upper, high] = at.map(column);
        let mut line = Line::new().text("  ").ink(Ink::Dim, name).to(start);
        for place in 0..room {
            line = match place {
                place if place == middle => line.ink(Ink::Strong, "┃"),
                place if (lower..=upper).contains(&place) => line.ink(Ink::Milk, "━"),
                place if (low..=high).contains(&place) => line.ink(Ink::Milk, "─"),
                _ => line.text(" "),
            };
        }
        if beside {
            page.line(&line.to(start + room + 2).text(range));
        } else {
            page.line(&line);
            page.line(&Line::new().to(start).text(range).hang(start));
        }
    }
    page.line(&Line::of(Ink::Dim, "  ─ 8 of 10 such days   ━ 4 of 10   ┃ the middle").hang(2));
}

pub(crate) fn say_bare(page: &mut Page, outlook: &Outlook) {
    headline(page, outlook);
    if outlook.points.is_empty() {
        return;
    }
    page.blank();
    chart(page, outlook, |horizon| format!("+{horizon} days"), VolumeUnit::Ml);
}

pub(crate) fn say(page: &mut Page, found: &JourneyOutlook, settings: &Settings) {
    let unit = settings.volume_unit;
    page.title("Outlook on own milk");
    headline(page, &found.outlook);
    if !found.outlook.points.is_empty() {
        page.blank();
        chart(page, &found.outlook, |horizon| words::day_month(found.last_known.plus(horizon as i32)), unit);
    }
    if let Some(goal) = &found.outlook.goal {
        page.blank();
        let chance = match (goal.chance * 10.0).round() as i64 {
            ..=0 => "10 % or less".to_owned(),
            10.. => "90 % or more".to_owned(),
            tens => format!("{} %", tens * 10),
        };
        let sentence = Sentence::of("outlook.goal")
            .with("goal", volume((goal.goal_ml * 1_000.0).round() as i64, unit))
            .number("days", i64::from(goal.within_days))
            .with("chance", chance);
        page.line(&Line::new().text("  ").text(&sentence.text()).hang(2));
        if let (Some(from), Some(to)) = (found.goal_from, found.goal_to) {
            let sentence = Sentence::of("outlook.goal_range").day("from_day", from).day("to_day", to);
            page.line(&Line::new().text("  ").text(&sentence.text()).hang(2));
        }
    }
    page.blank();
    let sentence = Sentence::of(found.need.basis.text_key())
        .with("need", volume(found.need.need_ul, unit))
        .with("low", volume(found.need.low_ul, unit))
        .with("high", volume(found.need.high_ul, unit));
    page.line(&Line::of(Ink::Dim, &sentence.text()).hang(2));
    if let Some(sessions) = found.sessions_a_day {
        let sentence = Sentence::of("outlook.effort").with("sessions", words::tenth(sessions));
        page.line(&Line::of(Ink::Dim, &sentence.text()).hang(2));
    }
    if found.outlook.verdict != OutlookVerdict::TooEarly {
        page.line(&Line::of(Ink::Dim, &Sentence::of("outlook.limit").text()).hang(2));
    }
    page.line(&Line::of(Ink::Dim, &Sentence::of("about.not_a_device").text()).hang(2));
}
