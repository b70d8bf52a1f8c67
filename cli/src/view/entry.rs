//! An entry.

use relatch_core::{
    Entry, EntryKind, Expression, ExpressionMethod, Latch, Mass, MassUnit, Milk, Nursing, Resolution, Supplementer,
    Transfer, Volume, Warning, mass_number,
};
use serde::Serialize;

use super::doc::{Doc, Part, record};
use super::{local, minutes, ml};
use crate::page::{Ink, Line, Page};
use crate::words;

/// The name a core value has in JSON.
pub(crate) fn name(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

pub(crate) fn volume_part(volume: Option<Volume>) -> Part {
    match volume {
        None | Some(Volume::Unmeasured) => Part::Null,
        Some(Volume::Drops) => "drops".into(),
        Some(Volume::Measured { microlitres, .. }) => ml(microlitres).into(),
    }
}

/// An amount, and beside it what was typed.
fn put_volume(doc: &mut Doc, names: (&'static str, &'static str), volume: Option<Volume>) {
    doc.put(names.0, volume_part(volume));
    let typed = volume.map(|volume| match volume {
        Volume::Measured { unit, .. } => format!("{}{}", volume.typed().unwrap_or_default(), unit.symbol()),
        Volume::Drops => "drops".to_owned(),
        Volume::Unmeasured => "unmeasured".to_owned(),
    });
    doc.put(names.1, typed);
}

pub(crate) fn document(entry: &Entry) -> Doc {
    let mut doc = record! {
        "id": entry.id.to_string(),
        "kind": kind_name(&entry.kind),
        "start_ms": entry.start.utc_ms,
        "start_local": local(entry.start),
        "offset_s": entry.start.offset_s,
        "zone": Some(entry.zone.clone()).filter(|zone| !zone.is_empty()),
        "day": entry.day.text(),
    };
    put_kind(&mut doc, &entry.kind);
    doc.put("baby", entry.baby.clone());
    doc.put("note", entry.note.clone());
    doc.put("tags", entry.tags.clone());
    doc
}

pub(crate) fn kind_name(kind: &EntryKind) -> &'static str {
    match kind {
        EntryKind::Nursing { .. } => "nursing",
        EntryKind::Expression { .. } => "expression",
        EntryKind::Supplement { .. } => "supplement",
        EntryKind::SkinToSkin { .. } => "skin_to_skin",
        EntryKind::Weight { .. } => "weight",
        EntryKind::Diaper { .. } => "diaper",
        EntryKind::Medicine { .. } => "medicine",
        EntryKind::Temperature { .. } => "temperature",
        EntryKind::Sign { .. } => "sign",
        EntryKind::Wellbeing { .. } => "wellbeing",
        EntryKind::Note => "note",
        EntryKind::Other { .. } => "other",
    }
}

fn put_kind(doc: &mut Doc, kind: &EntryKind) {
    match kind {
        EntryKind::Nursing { nursing } => put_nursing(doc, nursing),
        EntryKind::Expression { expression } => {
            doc.put("method", name(&expression.method));
            put_volume(doc, ("left_ml", "left_typed"), expression.left);
            put_volume(doc, ("right_ml", "right_typed"), expression.right);
            put_volume(doc, ("total_ml", "total_typed"), expression.total);
            doc.put("minutes", expression.duration_ms.map(minutes));
            doc.put("pause_minutes", minutes(expression.pause_ms));
            doc.put("double", expression.double);
            doc.put("pattern", expression.pattern.map(|pattern| name(&pattern)));
            doc.put("let_downs", expression.let_downs);
            doc.put("pain", expression.pain);
        }
        EntryKind::Supplement { supplement } => {
            doc.put("milk", name(&supplement.milk));
            put_volume(doc, ("volume_ml", "volume_typed"), Some(supplement.volume));
            doc.put("by", supplement.by.map(|by| name(&by)));
        }
        EntryKind::SkinToSkin { duration_ms } => doc.put("minutes", duration_ms.map(minutes)),
        EntryKind::Weight { mass } => {
            doc.put("weight_g", mass.milligrams as f64 / 1_000.0);
            doc.put("weight_typed", format!("{}{}", mass.typed(), mass.unit.symbol()));
        }
        EntryKind::Diaper { diaper } => {
            doc.put("wet", diaper.wet);
            doc.put("stool", diaper.stool);
            doc.put("detail", diaper.detail.clone());
        }
        EntryKind::Medicine { name, detail } => {
            doc.put("name", name.clone());
            doc.put("detail", detail.clone());
        }
        EntryKind::Temperature { milli_celsius, of_parent } => {
            doc.put("celsius", *milli_celsius as f64 / 1_000.0);
            doc.put("of", if *of_parent { "parent" } else { "baby" });
        }
        EntryKind::Sign { sign } => {
            doc.put("sign", name(sign));
            doc.put("of", if sign.is_parents() { "parent" } else { "baby" });
        }
        EntryKind::Wellbeing { mood, rest } => {
            doc.put("mood", *mood);
            doc.put("rest", *rest);
        }
        EntryKind::Note => {}
        EntryKind::Other { label, detail } => {
            doc.put("label", label.clone());
            doc.put("detail", detail.clone());
        }
    }
}

fn put_nursing(doc: &mut Doc, nursing: &Nursing) {
    doc.put("left_minutes", nursing.left_ms.map(minutes));
    doc.put("right_minutes", nursing.right_ms.map(minutes));
    doc.put("minutes", nursing.duration_ms().map(minutes));
    doc.put("pause_minutes", minutes(nursing.pause_ms));
    doc.put("side", nursing.side.map(|side| name(&side)));
    doc.put("latch", nursing.latch.map(|latch| name(&latch)));
    let supplementer = nursing.supplementer.map(|supplementer| {
        let mut doc = record! { "milk": name(&supplementer.milk) };
        put_volume(&mut doc, ("volume_ml", "volume_typed"), Some(supplementer.volume));
        doc
    });
    doc.put("supplementer", supplementer);
    let transfer = nursing.transfer.map(|transfer| match transfer {
        Transfer::Weighed { before, after } => {
            let grams = |mass: Mass| mass.milligrams as f64 / 1_000.0;
            record! { "by": "weighed", "before_g": grams(before), "after_g": grams(after) }
        }
        Transfer::TestWeighed { volume } => record! { "by": "test_weighed", "volume_ml": volume_part(Some(volume)) },
        Transfer::Estimated { volume } => record! { "by": "estimated", "volume_ml": volume_part(Some(volume)) },
    });
    doc.put("transfer", transfer);
    doc.put("transfer_ml", transfer_part(nursing));
}

/// What the baby took from the breast itself: by weighing (1.03 g a ml) less the supplementer, or as it was said.
fn transfer_part(nursing: &Nursing) -> Part {
    match nursing.transfer {
        Some(Transfer::Weighed { before, after }) => {
            let brought = nursing.supplementer.map_or(Some(0), |supplementer| supplementer.volume.microlitres());
            let gained = ((after.milligrams - before.milligrams) * 200 + 103).div_euclid(206);
            brought.map(|brought| ml(gained - brought)).into()
        }
        Some(Transfer::TestWeighed { volume } | Transfer::Estimated { volume }) => volume_part(Some(volume)),
        None => Part::Null,
    }
}

pub(crate) fn warnings(warnings: &[Warning]) -> Vec<Doc> {
    warnings
        .iter()
        .map(|warning| match warning {
            Warning::Overlap { entry } => {
                record! { "kind": "overlap", "entry": entry.to_string(), "reason": warning_text(warning) }
            }
            Warning::ClockChanged => record! { "kind": "clock_changed", "reason": warning_text(warning) },
            Warning::MinutesUnknown => record! { "kind": "minutes_unknown", "reason": warning_text(warning) },
        })
        .collect()
}

fn warning_text(warning: &Warning) -> &'static str {
    match warning {
        Warning::Overlap { .. } => "Another session was going on at the same time.",
        Warning::ClockChanged => "The clock was changed while the session ran; its minutes come from the other clock.",
        Warning::MinutesUnknown => "The session ran for more than 240 minutes; its minutes stay unknown.",
    }
}

/// What is said of a start that was typed in local time and met a clock change.
pub(crate) fn clock_warning(resolution: Resolution) -> Option<(&'static str, &'static str)> {
    match resolution {
        Resolution::Exact => None,
        Resolution::Gap => Some(("time_skipped", "The clock skipped that time; it was moved forward.")),
        Resolution::Fold => Some(("time_repeated", "The clock showed that time twice; the first one was taken.")),
    }
}

pub(crate) fn say_warnings(page: &mut Page, warnings: &[Warning]) {
    for warning in warnings {
        page.line(&Line::of(Ink::Dim, warning_text(warning)).hang(2));
    }
}

/// What it is, in a word or two.
pub(crate) fn title(kind: &EntryKind) -> String {
    match kind {
        EntryKind::Nursing { nursing } => match nursing.latch {
            Some(latch) if latch.is_attempt() => "Breast".to_owned(),
            _ => "Nursing".to_owned(),
        },
        EntryKind::Expression { expression } => method_title(expression).to_owned(),
        EntryKind::Supplement { .. } => "Supplement".to_owned(),
        EntryKind::SkinToSkin { .. } => "Skin to skin".to_owned(),
        EntryKind::Weight { .. } => "Weight".to_owned(),
        EntryKind::Diaper { .. } => "Diaper".to_owned(),
        EntryKind::Medicine { .. } => "Medicine".to_owned(),
        EntryKind::Temperature { .. } => "Temperature".to_owned(),
        EntryKind::Sign { .. } => "Sign".to_owned(),
        EntryKind::Wellbeing { .. } => "Wellbeing".to_owned(),
        EntryKind::Note => "Note".to_owned(),
        EntryKind::Other { label, .. } => label.clone(),
    }
}

fn method_title(expression: &Expression) -> &'static str {
    match expression.method {
        ExpressionMethod::Pump if expression.pattern.is_some() => "Power pump",
        ExpressionMethod::Pump => "Pump",
        ExpressionMethod::Hand => "By hand",
        ExpressionMethod::Combined => "Pump and hand",
    }
}

pub(crate) fn milk(milk: Milk) -> &'static str {
    match milk {
        Milk::Own => "own milk",
        Milk::OwnFortified => "own milk, fortified",
        Milk::Donor => "donor milk",
        Milk::Formula => "formula",
    }
}

/// "60 ml formula", "drops of own milk", "formula, not measured".
fn fed(volume: Volume, which: Milk) -> String {
    let milk = milk(which);
    match volume {
        Volume::Unmeasured => format!("{milk}, not measured"),
        Volume::Drops => format!("drops of {milk}"),
        Volume::Measured { .. } => format!("{} {milk}", words::typed(volume)),
    }
}

/// Its fields, in words.
pub(crate) fn detail(entry: &Entry) -> Vec<String> {
    let mut words = match &entry.kind {
        EntryKind::Nursing { nursing } => nursing_words(nursing),
        EntryKind::Expression { expression } => expression_words(expression),
        EntryKind::Supplement { supplement } => {
            let mut words = vec![fed(supplement.volume, supplement.milk)];
            words.extend(supplement.by.map(|by| format!("by {}", name(&by))));
            words
        }
        EntryKind::SkinToSkin { duration_ms } => vec![long(*duration_ms)],
        EntryKind::Weight { mass } => vec![weight(*mass)],
        EntryKind::Diaper { diaper } => {
            let what = match (diaper.wet, diaper.stool) {
                (true, true) => "wet and stool",
                (true, false) => "wet",
                _ => "stool",
            };
            let mut words = vec![what.to_owned()];
            words.extend(diaper.detail.clone());
            words
        }
        EntryKind::Medicine { name, detail } => {
            let mut words = vec![name.clone()];
            words.extend(detail.clone());
            words
        }
        EntryKind::Temperature { milli_celsius, of_parent } => {
            let mut words = vec![format!("{} °C", words::tenth(*milli_celsius as f64 / 1_000.0))];
            words.extend(of_parent.then(|| "your own".to_owned()));
            words
        }
        EntryKind::Sign { sign } => vec![name(sign).replace('-', " ")],
        EntryKind::Wellbeing { mood, rest } => {
            let mut words = Vec::new();
            words.extend(mood.map(|mood| format!("mood {mood} of 5")));
            words.extend(rest.map(|rest| format!("rest {rest} of 5")));
            words
        }
        EntryKind::Note => Vec::new(),
        EntryKind::Other { detail, .. } => detail.clone().into_iter().collect(),
    };
    words.extend(entry.note.clone());
    words
}

fn long(duration_ms: Option<i64>) -> String {
    duration_ms.map_or_else(|| "minutes not known".to_owned(), |ms| words::long(words::minutes(ms)))
}

fn weight(mass: Mass) -> String {
    let typed = format!("{} {}", mass.typed(), mass.unit.symbol());
    if mass.unit == MassUnit::G { typed } else { format!("{typed} ({} g)", grams(mass)) }
}

fn grams(mass: Mass) -> String {
    mass_number((mass.milligrams + 500).div_euclid(1_000) * 1_000, MassUnit::G)
}

fn nursing_words(nursing: &Nursing) -> Vec<String> {
    let mut words = Vec::new();
    let side = |side: &str, ms: i64| format!("{side} {}", words::long(words::minutes(ms)));
    match (nursing.left_ms, nursing.right_ms, nursing.both_ms) {
        (None, None, Some(both)) => words.push(words::long(words::minutes(both))),
        (None, None, None) => words.extend(nursing.side.map(|side| name(&side))),
        (left, right, _) => {
            words.extend(left.map(|ms| side("left", ms)));
            words.extend(right.map(|ms| side("right", ms)));
        }
    }
    words.extend(nursing.latch.filter(|latch| *latch != Latch::Latched).map(|latch| name(&latch)));
    if let Some(Supplementer { milk: which, volume }) = nursing.supplementer {
        words.push(format!("supplementer {}", fed(volume, which)));
    }
    match nursing.transfer {
        Some(Transfer::Weighed { before, after }) => {
            words.push(format!("weighed {} g, {} g", grams(before), grams(after)));
        }
        Some(Transfer::TestWeighed { volume }) => words.push(format!("took {} by weighing", words::typed(volume))),
        Some(Transfer::Estimated { volume }) => words.push(format!("took about {}", words::typed(volume))),
        None => {}
    }
    words
}

fn expression_words(expression: &Expression) -> Vec<String> {
    let mut words = Vec::new();
    match (expression.left, expression.right, expression.total) {
        (None, None, None) => words.push("not measured".to_owned()),
        (None, None, Some(total)) => words.push(words::typed(total)),
        (left, right, _) => {
            words.extend(left.map(|volume| format!("left {}", words::typed(volume))));
            words.extend(right.map(|volume| format!("right {}", words::typed(volume))));
        }
    }
    words.extend(expression.duration_ms.map(|ms| words::long(words::minutes(ms))));
    words.extend(expression.double.map(|double| if double { "double" } else { "single" }.to_owned()));
    words.extend(expression.let_downs.map(|number| words::count(i64::from(number), "let-down")));
    words.extend(expression.pain.map(|pain| format!("pain {pain} of 10")));
    words
}

/// The colour of its name.
pub(crate) fn ink(kind: &EntryKind) -> Ink {
    match kind {
        EntryKind::Nursing { .. } | EntryKind::Expression { .. } => Ink::Ray,
        EntryKind::Supplement { .. } => Ink::Supplement,
        EntryKind::Sign { .. } => Ink::Alert,
        _ => Ink::Plain,
    }
}

/// One row of the log; with `ids` another one with its id.
pub(crate) fn row(page: &mut Page, entry: &Entry, several_babies: bool, ids: bool) {
    let mut line = Line::new().text("  ").ink(Ink::Dim, &words::clock(entry.start)).text("  ");
    line = line.ink(ink(&entry.kind), &title(&entry.kind));
    let mut details = detail(entry);
    if several_babies {
        details.splice(0..0, entry.baby.clone());
    }
    // Two columns where there is room for them.
    let column = if page.width() >= 60 { 24 } else { 9 };
    if !details.is_empty() {
        line = line.text("  ").to(column).text(&words::facts(&details));
    }
    page.line(&line.hang(column));
    if ids {
        let id = entry.id.to_string();
        let start = column.min(page.width().saturating_sub(id.len()));
        page.line(&Line::new().to(start).ink(Ink::Dim, &id));
    }
}

/// All of one entry.
pub(crate) fn show(page: &mut Page, entry: &Entry) {
    let day = crate::moment::wall_clock(entry.start).0;
    page.line(
        &Line::of(ink(&entry.kind), &title(&entry.kind))
            .ink(Ink::Strong, &format!("  {}, {}", words::dated_day(day), words::clock(entry.start)))
            .hang(2),
    );
    for words in detail(entry) {
        page.line(&Line::new().text("  ").text(&words).hang(2));
    }
    let mut about = Vec::new();
    about.extend(entry.baby.clone());
    let offset = entry.start.rfc3339();
    about.push(format!("at {offset}"));
    about.extend(Some(entry.zone.clone()).filter(|zone| !zone.is_empty()));
    about.push(format!("day {}", entry.day.text()));
    page.line(&Line::new().text("  ").ink(Ink::Dim, &words::facts(&about)).hang(2));
    if !entry.tags.is_empty() {
        page.line(&Line::new().text("  ").ink(Ink::Dim, &format!("tags {}", entry.tags.join(", "))).hang(2));
    }
    page.line(&Line::new().text("  ").ink(Ink::Dim, &entry.id.to_string()).hang(2));
}
