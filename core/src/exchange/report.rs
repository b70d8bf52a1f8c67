//! What an import did, or would do.

use serde::Serialize;

use super::answers::{ImportFormat, ImportOption};
use crate::time::Stamp;

/// What an import did, or what it would do when it was only tried.
///
/// `read` is always `added + already + skipped`. With questions left open nothing was written and all four are 0.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// The app that wrote the files.
    pub format: ImportFormat,
    /// How many files were read.
    pub files: i32,
    /// Rows that hold something to log; rows that only describe babies and labels are not counted.
    pub read: i64,
    /// Rows that became entries.
    pub added: i64,
    /// Rows known from an earlier import, whatever has become of their entries since.
    pub already: i64,
    /// Rows that were left out, by file and line.
    pub skipped: Vec<SkippedRow>,
    /// What has to be answered first.
    pub questions: Vec<ImportQuestion>,
    /// What went in but may not be what the person expects.
    pub warnings: Vec<ImportWarning>,
    /// Start of the earliest added entry.
    pub from: Option<Stamp>,
    /// Start of the latest added entry.
    pub to: Option<Stamp>,
}

/// A row that was left out.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SkippedRow {
    /// Name of its file.
    pub file: String,
    /// Line in the file on which the row begins; the header is line 1.
    pub line: i64,
    /// Why.
    pub reason: String,
}

/// A question that the files leave open.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportQuestion {
    /// Which answer is missing.
    pub option: ImportOption,
    /// The question in words.
    pub about: String,
    /// What the files hold, such as the range of the amounts.
    pub seen: String,
}

/// Something a person should know about a row or a file that was taken as told here.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ImportWarning {
    /// Name of the file.
    pub file: String,
    /// Line on which the row begins, absent when it is about the whole file.
    pub line: Option<i64>,
    /// What it is.
    pub reason: String,
}
