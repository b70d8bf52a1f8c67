//! Relatch's own CSV: one row an entry, safe to open in a spreadsheet, and its way back in.

use std::borrow::Cow;
use std::collections::HashMap;

use super::record::{COLUMNS, Cell, Record, local_text, utc_offset_text, utc_text};
use super::row::{Row, Unreadable};
use crate::day::DayStart;
use crate::entry::Entry;
use crate::error::{JournalError, Result};

/// Columns by which our own file is recognised; the others may be missing.
const REQUIRED: [&str; 5] = ["id", "kind", "start_utc", "start_local", "offset"];

/// The header line, then a line an entry.
pub(super) fn page(entries: &[Entry], with_header: bool) -> Result<String> {
    let broken = |_| JournalError::internal("writing CSV");
    let mut writer = ::csv::WriterBuilder::new().from_writer(Vec::with_capacity(entries.len() * 200));
    if with_header {
        writer.write_record(COLUMNS).map_err(broken)?;
    }
    for entry in entries {
        let record = Record::of(entry);
        for column in COLUMNS {
            let cell = match column {
                "start_utc" => Cow::Owned(utc_text(entry.start)),
                "start_local" => Cow::Owned(local_text(entry.start)),
                "offset" => Cow::Owned(utc_offset_text(entry.start)),
                _ => record
                    .0
                    .iter()
                    .find(|(field, _)| *field == column)
                    .map_or(Cow::Borrowed(""), |(_, cell)| text(cell)),
            };
            writer.write_field(cell.as_bytes()).map_err(broken)?;
        }
        writer.write_record(None::<&[u8]>).map_err(broken)?;
    }
    let bytes = writer.into_inner().map_err(|_| JournalError::internal("writing CSV"))?;
    String::from_utf8(bytes).map_err(|_| JournalError::internal("writing CSV"))
}

fn text(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => escape(text),
        Cell::Word(text) | Cell::Number(text) => Cow::Borrowed(text),
        Cell::Flag(true) => Cow::Borrowed("true"),
        Cell::Flag(false) => Cow::Borrowed("false"),
        Cell::List(list) => Cow::Owned(serde_json::to_string(list).unwrap_or_default()),
    }
}

/// Whether a spreadsheet may take a text for a formula, looking past the apostrophes that say it is none.
fn looks_like_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// Puts an apostrophe before what a spreadsheet would run.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Takes the apostrophe of [`escape`] away again, and no other.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest) => Cow::Borrowed(rest),
        _ => Cow::Borrowed(text),
    }
}

/// Whether a header line is that of our own CSV.
pub(super) fn is_ours(header: &::csv::StringRecord) -> bool {
    REQUIRED.iter().all(|column| header.iter().any(|cell| cell.trim().eq_ignore_ascii_case(column)))
}

/// Reads our own CSV row by row: the line on which each begins, and the entry or why it cannot be read.
pub(super) fn read(text: &str, boundary: DayStart, mut take: impl FnMut(i64, std::result::Result<Entry, Unreadable>)) {
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ::csv::StringRecord::new();
    let mut columns: Option<HashMap<&'static str, usize>> = None;
    let mut width = 0;
    // The text is UTF-8 already, so reading from memory cannot fail.
    while reader.read_record(&mut record).unwrap_or(false) {
        let Some(columns) = &columns else {
            width = record.len();
            let find = |column: &str| record.iter().position(|cell| cell.trim().eq_ignore_ascii_case(column));
            columns = Some(COLUMNS.into_iter().filter_map(|column| find(column).map(|at| (column, at))).collect());
            continue;
        };
        let line = super::import::line_of(text, &record);
        if record.len() == width {
            take(line, Row::Csv { columns, record: &record }.entry(boundary));
        } else {
            take(line, Err(super::import::wrong_width(record.len(), width)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn escaping_loses_nothing_and_leaves_no_formula(text in "['=+@\t\r\n a-]{0,6}") {
            let cell = escape(&text).into_owned();
            prop_assert_eq!(unescape(&cell), text.as_str());
            prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        }
    }

    #[test]
    fn an_apostrophe_of_a_persons_own_stays() {
        assert_eq!(unescape("'tis"), "'tis");
        assert_eq!(escape("'tis"), "'tis");
    }
}
