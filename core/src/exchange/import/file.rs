//! A file as it comes: its size, its encoding, and what it is when it is no text.

use super::super::answers::ImportFile;
use super::super::jsonl;

/// Most bytes of another app's file.
const MAX_BYTES: usize = 20_000_000;
/// Most bytes of our own export: what a person logged must come back, and a million entries have 250 MB.
const MAX_OWN_BYTES: usize = 300_000_000;

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Most bytes that a file with this beginning may have.
pub(in super::super) fn size_limit(head: &[u8]) -> usize {
    let head = &head[..head.len().min(4_096)];
    let head = head.strip_prefix(UTF8_MARK).unwrap_or(head);
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    // The first line of our JSON Lines can be long, so only its beginning is looked at here.
    let ours = first.starts_with(br#"{"relatch":"#)
        || std::str::from_utf8(first).is_ok_and(|first| super::csv::is_ours(&header(first)) || jsonl::is_ours(first));
    if ours { MAX_OWN_BYTES } else { MAX_BYTES }
}

/// The text of a file without its byte-order mark, or why it is none.
pub(super) fn decode(file: &ImportFile) -> Result<&str, String> {
    let bytes = file.contents.as_slice();
    let limit = size_limit(bytes);
    if bytes.len() > limit {
        return Err(format!("it is larger than {} MB", limit / 1_000_000));
    }
    let bytes = bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err("it is empty".into());
    }
    let wide_ascii = bytes.len() >= 4 && ((bytes[0] == 0) ^ (bytes[1] == 0)) && ((bytes[2] == 0) ^ (bytes[3] == 0));
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || wide_ascii {
        return Err("its text is UTF-16; save it as UTF-8".into());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err("it is a zip file or a workbook; unpack it, or save each sheet as CSV".into());
    }
    if bytes.starts_with(b"SQLite format 3\0") {
        return Err("it is a database, not an export".into());
    }
    if bytes.contains(&0) {
        return Err("it is not text".into());
    }
    std::str::from_utf8(bytes).map_err(|wrong| {
        let line = bytes[..wrong.valid_up_to()].split(|byte| *byte == b'\n').count();
        format!("its text is not UTF-8 (line {line}); save it as UTF-8")
    })
}

/// The cells of the first line, separated by commas.
pub(super) fn header(text: &str) -> ::csv::StringRecord {
    let mut record = ::csv::StringRecord::new();
    let mut reader = ::csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    // The text is UTF-8 already, so reading from memory cannot fail; an empty header is recognised by nobody.
    let _ = reader.read_record(&mut record);
    record
}

/// The line on which a record begins. The reader stands before the line break of the record that came before.
pub(in super::super) fn line_of(text: &str, record: &::csv::StringRecord) -> i64 {
    let Some(position) = record.position() else { return 0 };
    let rest = text.as_bytes().get(position.byte() as usize..).unwrap_or_default();
    let breaks = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).filter(|byte| **byte == b'\n').count();
    position.line() as i64 + breaks as i64
}

/// Why a row with another number of cells than the header cannot be read.
pub(in super::super) fn wrong_width(found: usize, header: usize) -> String {
    if found < header {
        format!("the row has {found} of {header} columns; it may have been cut off")
    } else {
        format!("the row has {found} columns, the header {header}")
    }
}
