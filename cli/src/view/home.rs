//! The home screen.

use relatch_core::{EntryKind, Home, Settings, Side, Stamp};

use super::doc::{Doc, Part, record};
use super::entry::{kind_name, name, volume_part};
use super::{day, flag, local, running};
use crate::page::{Ink, Line, Page};
use crate::words;

pub(crate) fn document(home: &Home) -> Doc {
    record! {
        "flags": flag::documents(&home.flags),
        "frequency_prompts_silenced": home.frequency_prompts_silenced,
        "last_ms": home.last_ms,
        "since_min": home.since_min,
        "today": day::document(&home.today),
        "running": running::documents(&home.running),
        "next": home.next.map(|next| record! {
            "at_ms": next.at.utc_ms,
            "at_local": local(next.at),
            "overdue_min": next.overdue_min,
        }),
        "actions": home.actions.iter().map(|action| {
            let mut doc = record! {
                "kind": kind_name(&action.kind),
                "side": action.side.map(|side| name(&side)),
                "label_key": action.label_key.clone(),
                "baby": action.baby.clone(),
            };
            put_content(&mut doc, &action.kind);
            doc
        }).collect::<Vec<_>>(),
    }
}

/// What one tap would log beyond kind and side.
fn put_content(doc: &mut Doc, kind: &EntryKind) {
    match kind {
        EntryKind::Expression { expression } => doc.put("method", name(&expression.method)),
        EntryKind::Supplement { supplement } => {
            doc.put("milk", name(&supplement.milk));
            doc.put("volume_ml", volume_part(Some(supplement.volume)));
            doc.put("by", supplement.by.map_or(Part::Null, |by| name(&by).into()));
        }
        _ => {}
    }
}

/// When the next session is due, in words.
pub(crate) fn next_words(home: &Home, settings: &Settings, now: Stamp) -> Option<String> {
    let next = home.next?;
    let ahead_min = (next.at.utc_ms - now.utc_ms).max(0) / 60_000;
    if next.at.utc_ms <= now.utc_ms {
        return Some("The next session: whenever you are ready.".to_owned());
    }
    if settings.simple {
        return Some(if ahead_min <= 30 { "The next session comes soon." } else { "Time to rest." }.to_owned());
    }
    let at = words::clock_beside(next.at, now);
    Some(format!("Next {at}, or when you are ready (in {}).", words::long(ahead_min)))
}

pub(crate) fn say(page: &mut Page, home: &Home, settings: &Settings, now: Stamp) {
    flag::say_open(page, &home.flags, settings);
    if !home.running.is_empty() {
        running::say(page, &home.running, now);
        page.blank();
    }
    match next_words(home, settings, now) {
        Some(next) => page.line(&Line::of(Ink::Strong, &next).hang(2)),
        None if home.last_ms.is_none() => page.line(&Line::of(Ink::Strong, "Ready when you are.")),
        None => {}
    }
    if let (Some(last_ms), Some(since_min)) = (home.last_ms, home.since_min)
        && home.running.is_empty()
        && !settings.simple
    {
        let last = Stamp { utc_ms: last_ms, offset_s: now.offset_s };
        let at = words::clock_beside(last, now);
        page.line(&Line::of(Ink::Dim, &format!("Last session {at}, {} ago.", words::long(since_min))).hang(2));
    }
    page.blank();
    page.title(&format!("Today, {}", words::long_day(home.today.day)));
    if settings.simple {
        let sessions = home.today.sessions.unwrap_or(0);
        page.say(&format!("  {} so far", words::count(i64::from(sessions), "session")));
    } else {
        day::say(page, &home.today, settings.volume_unit);
    }
    say_actions(page, home);
}

/// How to go on: with what runs, or by logging what the last days suggest.
fn say_actions(page: &mut Page, home: &Home) {
    page.blank();
    if !home.running.is_empty() {
        page.line(&Line::of(Ink::Dim, "While it runs:"));
        for command in ["switch left|right", "pause", "finish", "discard"] {
            page.line(&Line::new().text("  ").ink(Ink::Ray, &format!("relatch {command}")).hang(4));
        }
        return;
    }
    if home.actions.is_empty() {
        return;
    }
    page.line(&Line::of(Ink::Dim, "Log what you have just done:"));
    for action in &home.actions {
        let baby = action.baby.as_ref().map_or_else(String::new, |baby| format!(" --baby {}", quoted(baby)));
        let command = command(&action.kind, action.side) + &baby;
        page.line(&Line::new().text("  ").ink(Ink::Ray, &command).hang(4));
    }
}

/// A name as a shell reads it back.
fn quoted(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    if plain { name.to_owned() } else { format!("'{}'", name.replace('\'', "'\\''")) }
}

fn command(kind: &EntryKind, side: Option<Side>) -> String {
    let side = |unit: &str| side.map_or_else(String::new, |side| format!(" --{} {unit}", name(&side)));
    match kind {
        EntryKind::Nursing { .. } => format!("relatch log nursing{}", side("MIN")),
        EntryKind::Expression { expression } => {
            let side = side("VOL");
            let side = if side.is_empty() { " --total VOL".to_owned() } else { side };
            format!("relatch log {}{side}", name(&expression.method))
        }
        EntryKind::Supplement { supplement } => {
            let volume = match supplement.volume {
                relatch_core::Volume::Measured { unit, .. } => {
                    format!("{}{}", supplement.volume.typed().unwrap_or_default(), unit.symbol())
                }
                relatch_core::Volume::Drops => "drops".to_owned(),
                relatch_core::Volume::Unmeasured => "unmeasured".to_owned(),
            };
            let by = supplement.by.map_or_else(String::new, |by| format!(" --by {}", name(&by)));
            format!("relatch log supplement {volume} {}{by}", name(&supplement.milk))
        }
        _ => "relatch log".to_owned(),
    }
}
