//! Red flags: what to do first, then what was logged.

use relatch_core::{RedFlag, Settings};

use super::doc::{Doc, record};
use super::entry::name;
use super::figure;
use crate::page::{Ink, Line, Page};
use crate::sentence::Sentence;

pub(crate) fn document(flags: &[RedFlag]) -> Doc {
    record! { "flags": documents(flags) }
}

pub(crate) fn documents(flags: &[RedFlag]) -> Vec<Doc> {
    flags.iter().map(one).collect()
}

fn one(flag: &RedFlag) -> Doc {
    record! {
        "key": flag.key.clone(),
        "kind": name(&flag.kind),
        "level": name(&flag.level),
        "question": flag.question,
        "baby": flag.baby.clone(),
        "born_early": flag.born_early,
        "sign": flag.sign.map(|sign| name(&sign)),
        "day": flag.day.text(),
        "at_ms": flag.at_ms,
        "entry": flag.entry.map(|id| id.to_string()),
        "seen": figure::documents(&flag.seen),
        "text_key": flag.text_key(),
        "source": flag.source.clone(),
        "answered_ms": flag.answered_ms,
    }
}

/// The open ones, before anything else.
pub(crate) fn say_open(page: &mut Page, flags: &[RedFlag], settings: &Settings) {
    for flag in flags.iter().filter(|flag| flag.answered_ms.is_none()) {
        say(page, flag, settings);
        page.blank();
    }
}

pub(crate) fn say_all(page: &mut Page, flags: &[RedFlag], settings: &Settings) {
    page.title("Red flags");
    if flags.is_empty() {
        page.line(&Line::of(Ink::Dim, "  None in the log."));
        return;
    }
    say_open(page, flags, settings);
    for flag in flags.iter().filter(|flag| flag.answered_ms.is_some()) {
        let text = sentence(flag, settings).about(flag.baby.as_deref());
        page.line(&Line::of(Ink::Dim, &format!("  answered: {text}")).hang(4));
    }
}

fn sentence(flag: &RedFlag, settings: &Settings) -> Sentence {
    Sentence::of(flag.text_key()).figures(&flag.seen, settings)
}

fn say(page: &mut Page, flag: &RedFlag, settings: &Settings) {
    page.line(&Line::of(Ink::Alert, &Sentence::of(flag.level.text_key()).text()).hang(2));
    page.line(&Line::new().text("  ").text(&sentence(flag, settings).about(flag.baby.as_deref())).hang(2));
    if flag.question {
        page.line(&Line::new().text("  ").text(&Sentence::of("flag.question").text()).hang(2));
    }
    if flag.born_early {
        page.line(&Line::new().text("  ").text(&Sentence::of("flag.born_early").text()).hang(2));
    }
    let source = Sentence::of("about.source").with("source", flag.source.as_str()).text();
    page.line(&Line::new().text("  ").ink(Ink::Dim, &source).hang(2));
    page.line(&Line::new().text("  ").ink(Ink::Dim, &format!("relatch answer {}", flag.key)).hang(4));
}
