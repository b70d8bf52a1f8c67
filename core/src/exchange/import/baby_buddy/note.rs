//! A note; one without a text breaks the limit that a note needs one.

use super::row::Row;

/// A note as written.
#[derive(Debug)]
pub(super) struct Note {
    pub(super) text: String,
}

impl Note {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self { text: row.raw("note").to_owned() }
    }
}
