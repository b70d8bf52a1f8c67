//! First times.

use relatch_core::{Milestone, Settings};

use super::doc::{Doc, record};
use super::entry::name;
use super::figure;
use crate::page::{Ink, Line, Page};
use crate::sentence::Sentence;

pub(crate) fn document(milestones: &[Milestone]) -> Doc {
    record! {
        "milestones": milestones.iter().map(|milestone| record! {
            "kind": name(&milestone.kind),
            "day": milestone.day.text(),
            "at_ms": milestone.at_ms,
            "entry": milestone.entry.map(|id| id.to_string()),
            "baby": milestone.baby.clone(),
            "figures": figure::documents(&milestone.figures),
            "text_key": milestone.text_key(),
        }).collect::<Vec<_>>(),
    }
}

pub(crate) fn say(page: &mut Page, milestones: &[Milestone], settings: &Settings) {
    page.title("Milestones");
    if milestones.is_empty() {
        page.line(&Line::of(Ink::Dim, "  They come from the log, when it has them."));
    }
    for milestone in milestones {
        let mut sentence =
            Sentence::of(milestone.text_key()).figures(&milestone.figures, settings).day("day", milestone.day);
        if let Some(baby) = &milestone.baby {
            sentence = sentence.with("baby", baby.as_str());
        }
        page.line(&Line::new().text("  ").text(&sentence.text()).hang(4));
    }
}
