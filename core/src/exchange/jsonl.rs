//! Relatch's own JSON Lines: a first line that names the version and the babies, then a line an entry.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::record::{Cell, Record};
use super::row::{Row, Unreadable};
use crate::day::DayStart;
use crate::entry::Entry;
use crate::error::{JournalError, Result};
use crate::journey::Baby;

/// Version of the lines; a reader refuses a higher one.
const VERSION: i64 = 1;

/// The first line.
#[derive(Serialize, Deserialize)]
struct FirstLine {
    relatch: String,
    version: i64,
    #[serde(default)]
    babies: Vec<Baby>,
}

/// The first line, with everything about the babies.
pub(super) fn first_line(babies: &[Baby]) -> Result<String> {
    let line = FirstLine { relatch: "export".into(), version: VERSION, babies: babies.to_vec() };
    let mut text = serde_json::to_string(&line).map_err(|_| JournalError::internal("writing JSON"))?;
    text.push('\n');
    Ok(text)
}

/// A line an entry.
pub(super) fn lines(entries: &[Entry]) -> String {
    let mut text = String::with_capacity(entries.len() * 280);
    for entry in entries {
        let mut record = Record::of(entry).0;
        record.insert(2, ("start_ms", Cell::Number(entry.start.utc_ms.to_string())));
        record.insert(3, ("start_local", Cell::Word(entry.start.rfc3339())));
        for (index, (field, cell)) in record.iter().enumerate() {
            text.push(if index == 0 { '{' } else { ',' });
            // Writing to a String cannot fail.
            let _ = write!(text, "\"{field}\":");
            match cell {
                Cell::Text(value) | Cell::Word(value) => text.push_str(&quoted(value)),
                Cell::Number(number) => text.push_str(number),
                Cell::Flag(flag) => text.push_str(if *flag { "true" } else { "false" }),
                Cell::List(list) => text.push_str(&serde_json::to_string(list).unwrap_or_default()),
            }
        }
        text.push_str("}\n");
    }
    text
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Whether a file begins like our own JSON Lines.
pub(super) fn is_ours(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    matches!(serde_json::from_str::<Value>(first), Ok(Value::Object(map)) if map.contains_key("relatch"))
}

/// Reads the first line: the babies, or what is wrong with it.
pub(super) fn babies(text: &str) -> std::result::Result<Vec<Baby>, Unreadable> {
    let first: Value = serde_json::from_str(text.lines().next().unwrap_or_default())
        .map_err(|_| "its first line is no JSON".to_owned())?;
    match first.get("version").and_then(Value::as_i64) {
        Some(version) if version > VERSION => {
            return Err(format!("it was written by a newer Relatch (version {version}, this one reads {VERSION})"));
        }
        Some(1..) => {}
        _ => return Err("its first line names no version".into()),
    }
    let line: FirstLine =
        serde_json::from_value(first).map_err(|_| "the babies in its first line cannot be read".to_owned())?;
    if line.relatch == "export" { Ok(line.babies) } else { Err("its first line does not say export".into()) }
}

/// Reads the lines after the first: the number of each, and the entry or why it cannot be read.
pub(super) fn read(text: &str, boundary: DayStart, mut take: impl FnMut(i64, std::result::Result<Entry, Unreadable>)) {
    for (index, line) in text.lines().enumerate().skip(1) {
        if line.trim().is_empty() {
            continue;
        }
        let entry = match serde_json::from_str::<Value>(line) {
            Ok(Value::Object(map)) => Row::Json(&map).entry(boundary),
            Ok(_) => Err("the line is no JSON object".to_owned()),
            Err(_) => Err("the line is no JSON; it may have been cut off".to_owned()),
        };
        take(index as i64 + 1, entry);
    }
}
