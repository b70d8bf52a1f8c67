//! Everything a person logged, as text in pages.

use serde::{Deserialize, Serialize};

use super::{csv, jsonl};
use crate::entry::Entry;
use crate::error::Result;
use crate::journey::Baby;

/// What an export is written as.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// A table for people and spreadsheets. Babies come with their names only.
    Csv,
    /// A line of JSON for each entry, after a first line with the version and the babies.
    Jsonl,
}

/// A piece of an export; the pieces one after the other are the file.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExportPage {
    /// The text of this piece, whole lines in UTF-8.
    pub text: String,
    /// Where the next piece begins; absent after the last.
    pub cursor: Option<String>,
}

impl ExportFormat {
    /// The text of some entries, with what comes first in the file when `first` gives the babies.
    pub(crate) fn text(self, entries: &[Entry], first: Option<&[Baby]>) -> Result<String> {
        match self {
            Self::Csv => csv::page(entries, first.is_some()),
            Self::Jsonl => {
                let mut text = first.map_or(Ok(String::new()), jsonl::first_line)?;
                text.push_str(&jsonl::lines(entries));
                Ok(text)
            }
        }
    }
}
