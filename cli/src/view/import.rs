//! What an import did, or would do.

use relatch_core::{ImportFormat, ImportReport, ImportWarning, SkippedRow, Stamp};

use super::doc::{Doc, Part, record};
use super::{entry, local};
use crate::moment::wall_clock;
use crate::page::{Ink, Line, Page};
use crate::words;

/// Most rows that are named one by one; JSON has them all.
const MOST_NAMED: usize = 8;

pub(crate) fn document(report: &ImportReport) -> Doc {
    record! {
        "format": entry::name(&report.format),
        "files": report.files,
        "read": report.read,
        "added": report.added,
        "already": report.already,
        "skipped": report.skipped.iter().map(|row| record! {
            "file": row.file.clone(),
            "line": row.line,
            "reason": row.reason.clone(),
        }).collect::<Vec<_>>(),
        "questions": report.questions.iter().map(|question| record! {
            "option": question.option.name(),
            "about": question.about.clone(),
            "seen": question.seen.clone(),
        }).collect::<Vec<_>>(),
        "warnings": report.warnings.iter().map(|warning| record! {
            "file": warning.file.clone(),
            "line": warning.line,
            "reason": warning.reason.clone(),
        }).collect::<Vec<_>>(),
        "from_local": report.from.map_or(Part::Null, local),
        "to_local": report.to.map_or(Part::Null, local),
    }
}

fn format_name(format: ImportFormat) -> &'static str {
    match format {
        ImportFormat::BabyBuddy => "Baby Buddy",
        ImportFormat::RelatchCsv => "Relatch (CSV)",
        ImportFormat::RelatchJsonl => "Relatch (JSON Lines)",
        #[allow(unreachable_patterns, reason = "formats are added in core first")]
        _ => "another app",
    }
}

fn day(stamp: Stamp) -> String {
    words::dated_day(wall_clock(stamp).0)
}

/// Whether there is something to take back, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Undo {
    /// By the next command.
    ByCommand,
    /// Written, but nowhere that lasts.
    Out,
    /// Nothing was written.
    Nothing,
}

pub(crate) fn say(page: &mut Page, report: &ImportReport, undo: Undo) {
    let from = format_name(report.format);
    let files = words::count(i64::from(report.files), "file");
    page.line(&Line::of(Ink::Strong, &format!("From {from}, {files}")));
    if report.questions.is_empty() {
        let verb = if undo == Undo::Nothing { "would be added" } else { "added" };
        let rows = thousands(report.read);
        let mut text = format!("{rows} rows read: {} {verb}", thousands(report.added));
        text.push_str(&format!(", {} known already", thousands(report.already)));
        text.push_str(&format!(", {} left out.", thousands(report.skipped.len() as i64)));
        page.line(&Line::new().text("  ").text(&text).hang(2));
        if let (Some(from), Some(to)) = (report.from, report.to) {
            page.line(&Line::new().text("  ").ink(Ink::Dim, &format!("{} to {}", day(from), day(to))).hang(2));
        }
    } else {
        page.say("  Nothing was read in yet. Please answer:");
        for question in &report.questions {
            page.blank();
            page.line(&Line::new().text("  ").text(&question.about).hang(2));
            page.line(&Line::new().text("  ").ink(Ink::Dim, &question.seen).hang(2));
            let option = format!("--{} {}", question.option.name(), example(question.option.name()));
            page.line(&Line::new().text("  ").ink(Ink::Ray, &option).hang(4));
        }
    }
    say_skipped(page, &report.skipped);
    say_warnings(page, &report.warnings);
    if report.added > 0 && undo == Undo::ByCommand {
        page.blank();
        page.line(&Line::of(Ink::Dim, "`relatch undo` takes all of it back.").hang(2));
    }
}

/// How an answer looks.
fn example(option: &str) -> &'static str {
    match option {
        "zone" => "Europe/Paris",
        "volume-unit" => "ml|oz",
        "weight-unit" => "g|kg|lb",
        "medicine" => "parent|baby",
        "baby" => "NAME",
        _ => "...",
    }
}

fn say_skipped(page: &mut Page, rows: &[SkippedRow]) {
    if rows.is_empty() {
        return;
    }
    page.blank();
    page.title("Left out");
    for row in rows.iter().take(MOST_NAMED) {
        page.line(
            &Line::new().text("  ").ink(Ink::Dim, &format!("{}:{} ", row.file, row.line)).text(&row.reason).hang(4),
        );
    }
    say_more(page, rows.len());
}

fn say_warnings(page: &mut Page, warnings: &[ImportWarning]) {
    if warnings.is_empty() {
        return;
    }
    page.blank();
    page.title("Worth knowing");
    for warning in warnings.iter().take(MOST_NAMED) {
        let place = warning.line.map_or_else(|| warning.file.clone(), |line| format!("{}:{line}", warning.file));
        page.line(&Line::new().text("  ").ink(Ink::Dim, &format!("{place} ")).text(&warning.reason).hang(4));
    }
    say_more(page, warnings.len());
}

fn say_more(page: &mut Page, all: usize) {
    if all > MOST_NAMED {
        page.line(
            &Line::new().text("  ").ink(Ink::Dim, &format!("and {} more; --json has all", all - MOST_NAMED)).hang(4),
        );
    }
}

/// "1,856".
fn thousands(number: i64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) && digit.is_ascii_digit() {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
