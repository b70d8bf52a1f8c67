//! The one error type, by what an app can do about it.

use rusqlite::ErrorCode;

/// Why a call was refused or failed.
///
/// Apps act on the case: show the field of [`JournalError::Invalid`], retry on [`JournalError::Busy`],
/// ask for an update on [`JournalError::NewerSchema`]. The texts are for engineers and never hold what a person typed.
#[cfg_attr(feature = "uniffi", derive(uniffi::Error))]
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    /// Nothing by that id or name is there, or there is nothing left to undo.
    #[error("{what} was not found")]
    NotFound {
        /// What was looked for, such as "entry".
        what: String,
    },
    /// A value is outside its limits; nothing was changed.
    #[error("{field}: {reason}")]
    Invalid {
        /// The field, in the words of the command line: "volume", "start", "baby".
        field: String,
        /// What is wrong with it, and the limit.
        reason: String,
    },
    /// The call contradicts what is stored: the id is taken by another entry, or a session is already running.
    #[error("{reason}")]
    Conflict {
        /// What it contradicts.
        reason: String,
    },
    /// Another process is writing; try again.
    #[error("the journal is being written by another process")]
    Busy,
    /// The phone has not been unlocked since it started; try again after unlocking.
    #[error("the journal cannot be read before the first unlock")]
    Locked,
    /// The key does not open this file.
    #[error("the key does not open this journal")]
    KeyWrong,
    /// The disk is full; nothing was lost, nothing was added.
    #[error("the disk is full")]
    Full,
    /// The file is damaged; it was left as it is.
    #[error("the journal file is damaged")]
    Corrupt,
    /// The file is not a Relatch journal; it was left as it is.
    #[error("the file is not a Relatch journal")]
    Foreign,
    /// The file was written by a newer Relatch; update the app.
    #[error("the journal was written by a newer Relatch (schema {found}, this one knows {known})")]
    NewerSchema {
        /// Schema number of the file.
        found: i64,
        /// Newest schema number this build knows.
        known: i64,
    },
    /// The file or folder could not be read or written.
    #[error("{reason}")]
    Io {
        /// What failed.
        reason: String,
    },
    /// A bug in Relatch; the journal stays usable.
    #[error("internal: {reason}")]
    Internal {
        /// Where it happened.
        reason: String,
    },
}

/// What every call answers.
pub type Result<T> = std::result::Result<T, JournalError>;

impl JournalError {
    pub(crate) fn invalid(field: &str, reason: impl Into<String>) -> Self {
        Self::Invalid { field: field.to_owned(), reason: reason.into() }
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::NotFound { what: what.to_owned() }
    }

    pub(crate) fn conflict(reason: impl Into<String>) -> Self {
        Self::Conflict { reason: reason.into() }
    }

    pub(crate) fn internal(reason: impl Into<String>) -> Self {
        Self::Internal { reason: reason.into() }
    }
}

/// The one place that reads `SQLite`'s result codes. `SQLite`'s own texts can hold SQL, so only codes pass.
impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(failure, _) = &error else {
            return match error {
                rusqlite::Error::InvalidPath(_) => Self::Io { reason: "the path cannot be used".into() },
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..) => Self::Corrupt,
                _ => Self::internal("unexpected answer from the database"),
            };
        };
        match failure.code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::DatabaseCorrupt => Self::Corrupt,
            ErrorCode::NotADatabase => Self::Foreign,
            ErrorCode::AuthorizationForStatementDenied => Self::Locked,
            ErrorCode::ReadOnly => Self::Io { reason: "the file or its folder is read-only".into() },
            ErrorCode::CannotOpen => Self::Io { reason: "the file cannot be opened".into() },
            ErrorCode::PermissionDenied => Self::Io { reason: "no permission for the file".into() },
            ErrorCode::SystemIoFailure => {
                Self::Io { reason: format!("reading or writing failed (code {})", failure.extended_code) }
            }
            ErrorCode::ConstraintViolation => {
                Self::internal(format!("a stored rule was broken (code {})", failure.extended_code))
            }
            _ => Self::internal(format!("database code {}", failure.extended_code)),
        }
    }
}
