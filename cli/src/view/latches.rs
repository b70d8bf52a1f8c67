//! The way back to the breast, week by week.

use relatch_core::{LatchCounts, LatchSpan};

use super::doc::{Doc, record};
use crate::page::{Ink, Line, Page};
use crate::sentence::Sentence;
use crate::words;

/// Name in JSON and key of its word, with what it counts.
fn counts(counts: &LatchCounts) -> [(&'static str, &'static str, i32); 6] {
    [
        ("offered", "back_to_breast.offered", counts.offered),
        ("licked", "back_to_breast.licked", counts.licked),
        ("latched", "back_to_breast.latched", counts.latched),
        ("swallowed", "back_to_breast.swallowed", counts.swallowed),
        ("refused", "back_to_breast.refused", counts.refused),
        ("not_stated", "back_to_breast.not_stated", counts.not_stated),
    ]
}

pub(crate) fn document(spans: &[LatchSpan]) -> Doc {
    record! {
        "weeks": spans.iter().map(|span| {
            let mut doc = record! { "from": span.from.text(), "to": span.to.text(), "logged": span.logged };
            for (name, _, count) in counts(&span.counts) {
                doc.put(name, count);
            }
            doc
        }).collect::<Vec<_>>(),
    }
}

pub(crate) fn say(page: &mut Page, spans: &[LatchSpan]) {
    page.title("Back to the breast");
    for span in spans {
        let days = format!("{} to {}", words::day_month(span.from), words::day_month(span.to));
        let line = Line::new().text("  ").ink(Ink::Dim, &days).to(20);
        let words: Vec<String> = counts(&span.counts)
            .iter()
            .filter(|(.., count)| *count > 0)
            .map(|(_, key, count)| format!("{count} {}", Sentence::of(*key).text()))
            .collect();
        let line = if words.is_empty() { line.ink(Ink::Dim, "·") } else { line.text(&words.join(", ")) };
        page.line(&line.hang(20));
    }
    page.blank();
    page.line(&Line::of(Ink::Dim, &Sentence::of("back_to_breast.apart").text()).hang(2));
}
