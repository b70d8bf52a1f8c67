//! A running session.

use relatch_core::{Running, SessionKind, Stamp};

use super::doc::{Doc, record};
use super::entry::name;
use super::{local, minutes};
use crate::page::{Ink, Line, Page};
use crate::words;

pub(crate) fn document(running: &Running) -> Doc {
    let side = |ms| (!running.forgotten).then(|| minutes(ms));
    record! {
        "id": running.id.to_string(),
        "kind": name(&running.kind),
        "baby": running.baby.clone(),
        "start_ms": running.start.utc_ms,
        "start_local": local(running.start),
        "side": running.side.map(|side| name(&side)),
        "minutes": running.elapsed_ms.map(minutes),
        "left_minutes": side(running.left_ms),
        "right_minutes": side(running.right_ms),
        "paused": running.paused,
        "forgotten": running.forgotten,
    }
}

pub(crate) fn documents(running: &[Running]) -> Vec<Doc> {
    running.iter().map(document).collect()
}

fn title(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Nursing => "Nursing",
        SessionKind::Pump => "Pumping",
        SessionKind::Hand => "Expressing by hand",
    }
}

/// One line for each, or that nothing runs.
pub(crate) fn say(page: &mut Page, running: &[Running], now: Stamp) {
    if running.is_empty() {
        page.say("Nothing is running.");
    }
    for session in running {
        let mut line = Line::of(Ink::Lamp, title(session.kind)).hang(2);
        line = line.text(&session.baby.as_ref().map_or_else(String::new, |baby| format!(", {baby}")));
        line = line.text(&format!(", since {}", words::clock_beside(session.start, now)));
        line = match session.elapsed_ms {
            Some(ms) => line.text(&format!(", {}", words::long(ms / 60_000))),
            None => line.text(". Still going? `relatch resume`, or `relatch finish`"),
        };
        if !session.forgotten && (session.left_ms > 0 || session.right_ms > 0) {
            let sides = [("left", session.left_ms), ("right", session.right_ms)];
            let sides = sides.iter().filter(|(_, ms)| *ms > 0);
            let sides: Vec<String> = sides.map(|(side, ms)| format!("{side} {}", words::long(ms / 60_000))).collect();
            line = line.text(&format!(" ({})", sides.join(", ")));
        }
        if let Some(side) = session.side {
            line = line.text(&format!(", now {}", name(&side)));
        }
        if session.paused {
            line = line.text(", paused");
        }
        page.line(&line);
    }
}
