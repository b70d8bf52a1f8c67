//! Why a command did not do what it was asked: wrong usage, or a refusal.

use relatch_core::JournalError;

use crate::page::escaped;
use crate::view::doc::{Doc, record};

/// Wrong usage ends with exit status 2, a refusal with 1.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was typed cannot be read, or does not go together.
    Usage(String),
    /// The journal refused, or failed.
    Refused(JournalError),
}

/// What every command answers.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::Refused(error)
    }
}

impl Failure {
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self::Usage(text.into())
    }

    pub(crate) fn io(reason: impl Into<String>) -> Self {
        Self::Refused(JournalError::Io { reason: reason.into() })
    }

    pub(crate) fn invalid(field: &str, reason: impl Into<String>) -> Self {
        Self::Refused(JournalError::Invalid { field: field.to_owned(), reason: reason.into() })
    }
}

/// The variant's name in snake case.
fn kind(error: &JournalError) -> &'static str {
    match error {
        JournalError::NotFound { .. } => "not_found",
        JournalError::Invalid { .. } => "invalid",
        JournalError::Conflict { .. } => "conflict",
        JournalError::Busy => "busy",
        JournalError::Locked => "locked",
        JournalError::KeyWrong => "key_wrong",
        JournalError::Full => "full",
        JournalError::Corrupt => "corrupt",
        JournalError::Foreign => "foreign",
        JournalError::NewerSchema { .. } => "newer_schema",
        JournalError::Io { .. } => "io",
        JournalError::Internal { .. } => "internal",
    }
}

/// The document that `--json` puts on stderr.
pub(crate) fn document(error: &JournalError) -> Doc {
    let (field, reason) = match error {
        JournalError::Invalid { field, reason } => (Some(field.clone()), reason.clone()),
        other => (None, other.to_string()),
    };
    record! { "error": record! { "kind": kind(error), "field": field, "reason": reason } }
}

/// The line for people; `typed` is what stood on the command line for the field.
pub(crate) fn line(error: &JournalError, typed: Option<&str>) -> String {
    let typed = typed.map_or_else(String::new, |typed| {
        let mut shown: String = typed.chars().take(60).collect();
        if shown.len() < typed.len() {
            shown.push('…');
        }
        format!(" (typed: {shown})")
    });
    escaped(&format!("relatch: {error}{typed}"))
}
