//! The facts of a day.

use relatch_core::{Home, Insight, Settings};

use super::doc::{Doc, record};
use super::entry::name;
use super::{figure, flag};
use crate::page::{Ink, Line, Page};
use crate::sentence::Sentence;

pub(crate) fn document(home: &Home, insights: &[Insight]) -> Doc {
    record! {
        "flags": flag::documents(&home.flags),
        "insights": insights.iter().map(|insight| record! {
            "kind": name(&insight.kind),
            "baby": insight.baby.clone(),
            "figures": figure::documents(&insight.figures),
            "text_key": insight.text_key(),
            "card": insight.card.clone(),
            "source": insight.source.clone(),
        }).collect::<Vec<_>>(),
        "frequency_prompts_silenced": home.frequency_prompts_silenced,
    }
}

pub(crate) fn say(page: &mut Page, home: &Home, insights: &[Insight], settings: &Settings) {
    page.title("Today's facts");
    if insights.is_empty() {
        page.line(&Line::of(Ink::Dim, "  Nothing stands out."));
    }
    for insight in insights {
        let sentence = Sentence::of(insight.text_key()).figures(&insight.figures, settings);
        page.line(&Line::new().text("  ").text(&sentence.about(insight.baby.as_deref())).hang(2));
        let source = Sentence::of("about.source").with("source", insight.source.as_str()).text();
        page.line(&Line::new().text("    ").ink(Ink::Dim, &source).hang(4));
    }
    if home.frequency_prompts_silenced {
        page.blank();
        page.line(&Line::of(Ink::Dim, &format!("  {}", Sentence::of("home.frequency_silenced").text())).hang(2));
    }
}
