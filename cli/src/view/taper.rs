//! The plan agreed with a provider: its arithmetic, and the conditions for its next step.

use relatch_core::{Day, Settings, Taper, TaperCondition, TaperTable, TaperVerdict, VolumeUnit};

use super::doc::{Doc, record};
use super::entry::name;
use super::{figure, ml};
use crate::page::{Ink, Line, Page};
use crate::sentence::{Sentence, volume};

pub(crate) fn table_document(table: &TaperTable) -> Doc {
    record! {
        "steps": table.steps,
        "days": table.days,
        "table": table.table.iter().map(|row| record! {
            "from_day": row.from_day,
            "to_day": row.to_day,
            "supplement_ml": ml(row.supplement_ul),
        }).collect::<Vec<_>>(),
    }
}

pub(crate) fn say_table(page: &mut Page, table: &TaperTable) {
    page.title("Days        Supplement a day");
    for row in &table.table {
        let days = if row.from_day == row.to_day {
            format!("{}", row.from_day)
        } else {
            format!("{} to {}", row.from_day, row.to_day)
        };
        page.line(&Line::new().text(&days).to(12).text(&volume(row.supplement_ul, VolumeUnit::Ml)));
    }
    page.blank();
    page.say(&format!("{} steps, {} days.", table.steps, table.days));
    let text = "Arithmetic alone. A plan to lower the supplement is made with your provider.";
    page.line(&Line::of(Ink::Dim, text).hang(2));
}

pub(crate) fn document(taper: &Taper) -> Doc {
    record! {
        "verdict": name(&taper.verdict),
        "plan": taper.plan.as_ref().map(|plan| record! {
            "agreed_with": plan.agreed_with.clone(),
            "start_ml": ml(plan.start_ul),
            "step_ml": ml(plan.step_ul),
            "hold_days": plan.hold_days,
            "first_day": plan.first_day.text(),
        }),
        "steps_taken": taper.steps_taken,
        "steps": taper.steps,
        "before_ml": taper.before_ul.map(ml),
        "current_ml": taper.current_ul.map(ml),
        "cut_ml": taper.cut_ul.map(ml),
        "next_ml": taper.next_ul.map(ml),
        "due": taper.due.map(Day::text),
        "conditions": taper.conditions.iter().map(condition).collect::<Vec<_>>(),
    }
}

fn condition(condition: &TaperCondition) -> Doc {
    record! {
        "kind": name(&condition.kind),
        "met": condition.met,
        "contact": condition.contact,
        "baby": condition.baby.clone(),
        "unknown": condition.unknown.map(|why| name(&why)),
        "figures": figure::documents(&condition.figures),
        "text_key": condition.text_key(),
        "source": condition.source.clone(),
    }
}

pub(crate) fn say(page: &mut Page, taper: &Taper, settings: &Settings) {
    let ml = |ul: Option<i64>| volume(ul.unwrap_or(0), settings.volume_unit);
    let agreed_with = taper.plan.as_ref().map_or("", |plan| plan.agreed_with.as_str());
    let fill = |key: &str| {
        Sentence::of(key)
            .with("agreed_with", agreed_with)
            .with("before", ml(taper.before_ul))
            .with("current", ml(taper.current_ul))
            .with("cut", ml(taper.cut_ul))
            .with("next", ml(taper.next_ul))
            .number("steps", taper.steps)
            .number("hold", taper.plan.as_ref().map_or(0, |plan| i64::from(plan.hold_days)))
            .number("unmet", taper.conditions.iter().filter(|condition| !condition.met).count() as i64)
    };
    let ink = if taper.verdict == TaperVerdict::HoldAndContact { Ink::Alert } else { Ink::Strong };
    page.line(&Line::of(ink, &fill(&taper.text_key()).text()).hang(2));
    if taper.plan.is_none() {
        return;
    }
    if taper.cut_ul.is_some() {
        page.line(&Line::new().text("  ").text(&fill("taper.sum").text()).hang(2));
    }
    if taper.verdict == TaperVerdict::HoldAndContact && taper.before_ul.is_some() {
        page.line(&Line::new().text("  ").text(&fill("taper.before").text()).hang(2));
    }
    page.blank();
    // A condition about a baby has its name before it, so that twins are told apart.
    for condition in &taper.conditions {
        let mut sentence = Sentence::of(condition.text_key()).figures(&condition.figures, settings);
        sentence = sentence.with("agreed_with", agreed_with);
        let (mark, ink) = if condition.met { ("  ✓ ", Ink::Dim) } else { ("  · ", Ink::Plain) };
        page.line(&Line::of(ink, mark).ink(ink, &sentence.about(condition.baby.as_deref())).hang(4));
    }
    page.blank();
    page.line(&Line::of(Ink::Dim, &fill("taper.agreed_with").text()).hang(2));
    page.line(&Line::of(Ink::Dim, &fill("taper.table").text()).hang(2));
    page.line(&Line::of(Ink::Dim, &Sentence::of("about.not_a_device").text()).hang(2));
}
