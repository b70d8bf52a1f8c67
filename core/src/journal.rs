//! The journal: the one object an app holds.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::db::{Database, Place};
use crate::entry::{Entry, EntryId, NewEntry};
use crate::error::{JournalError, Result};
use crate::exchange::ProgressMeter;
use crate::home::Home;
use crate::reminders::ReminderChange;
use crate::time::Now;

mod days;
mod exchange;
mod log;
mod profile;
mod progress;
mod reminders;
mod session;
mod undo;

pub use days::DayMarks;
pub use log::{EntryPage, EntryQuery};
pub use progress::{JourneyOutlook, forecast, taper_table, weight_for_age_table, weight_for_age_z};
pub use reminders::{ActionOutcome, QueueOutcome, RefusedLine};
pub use undo::{Undone, UndoneChange};

/// A parent's log, reminders and progress, in one file that never leaves the device.
///
/// Calls are synchronous and may come from any thread; each one is a single transaction. What a call has returned is
/// durable. An app calls [`Journal::pause`] before it is suspended.
#[cfg_attr(feature = "uniffi", derive(uniffi::Object))]
pub struct Journal {
    pub(crate) database: Database,
    import_meter: ProgressMeter,
}

/// What logging or changing an entry answers: the entry, and all that a screen has to show after it.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logged {
    /// The entry as it is stored.
    pub entry: Entry,
    /// The new home screen.
    pub home: Home,
    /// What to tell the system about reminders.
    pub reminders: ReminderChange,
    /// What is worth a word; nothing was blocked.
    pub warnings: Vec<Warning>,
}

/// Something worth a word after a change; nothing was blocked.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Warning {
    /// Another session was going on at the same time.
    Overlap {
        /// Its id.
        entry: EntryId,
    },
    /// The phone's clock was changed while the session ran; its minutes come from the clock nobody can set.
    ClockChanged,
    /// The session ran for more than 240 minutes; its minutes stay unknown.
    MinutesUnknown,
}

/// What a change answers that leaves no entry behind.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// The new home screen.
    pub home: Home,
    /// What to tell the system about reminders.
    pub reminders: ReminderChange,
}

/// Whether the file is sound.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckReport {
    /// Nothing was found.
    pub sound: bool,
    /// Number of entries.
    pub entries: i64,
    /// What was found, in the database's words.
    pub found: Vec<String>,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Opens the journal at `path`, or starts a new one there; an empty file counts as new.
    ///
    /// A file that is not a journal, or of a newer Relatch, is refused and left untouched. A `key` is refused as
    /// `Invalid` by a build without encryption.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn open(path: &str, key: Option<Vec<u8>>, now: &Now) -> Result<Self> {
        now.check()?;
        if key.is_some() {
            return Err(JournalError::invalid("key", "this build has no encryption"));
        }
        if path.is_empty() || path.contains('\0') {
            return Err(JournalError::invalid("path", "the path is empty or holds a NUL character"));
        }
        Self::over(Place::File(PathBuf::from(path)))
    }

    /// A journal that lives as long as the object; for previews and tests.
    #[cfg_attr(feature = "uniffi", uniffi::constructor)]
    pub fn open_in_memory(now: &Now) -> Result<Self> {
        now.check()?;
        Self::over(Place::Memory)
    }

    /// Finishes what is under way and lets go of the file; the next call opens it again.
    pub fn pause(&self) -> Result<()> {
        self.database.pause()
    }

    /// Removes everything, for good, and starts an empty journal.
    pub fn erase(&self) -> Result<()> {
        self.database.erase()
    }

    /// Checks every page and rule of the file.
    pub fn check(&self) -> Result<CheckReport> {
        self.database.read(|connection, _| {
            let found = crate::db::check_integrity(connection)?;
            Ok(CheckReport { sound: found.is_empty(), entries: crate::db::entries::count(connection)?, found })
        })
    }

    /// Logs an entry, durably, in one call. Calling again with the same id and content gives the entry as it is.
    ///
    /// `Invalid` names the field that is outside its limits; `Conflict` means that the id belongs to another entry or
    /// to a deleted one.
    pub fn log(&self, new: &NewEntry, now: &Now) -> Result<Logged> {
        now.check()?;
        self.database.write(|transaction, profile| log::log(transaction, profile, new, now))
    }

    /// Gives an entry new content; its earlier one is kept for [`Journal::undo`]. An absent start keeps the old one.
    pub fn edit(&self, new: &NewEntry, now: &Now) -> Result<Logged> {
        now.check()?;
        self.database.write(|transaction, profile| log::edit(transaction, profile, new, now))
    }

    /// Deletes an entry; [`Journal::undo`] brings it back.
    pub fn delete(&self, id: EntryId, now: &Now) -> Result<Changed> {
        now.check()?;
        self.database.write(|transaction, profile| log::delete(transaction, profile, id, now))
    }

    /// Takes back the newest change that is not undone yet: a log, finish, edit, delete or import.
    ///
    /// Called again it goes further back. `NotFound` when nothing is left.
    pub fn undo(&self, now: &Now) -> Result<Undone> {
        now.check()?;
        self.database.write(|transaction, profile| undo::undo(transaction, profile, now))
    }

    /// One entry; `NotFound` when there is none of that id.
    pub fn entry(&self, id: EntryId) -> Result<Entry> {
        self.database.read(|connection, profile| {
            crate::db::entries::get(connection, profile, id)?.ok_or_else(|| JournalError::not_found("the entry"))
        })
    }

    /// Entries by start, oldest first, a page at a time.
    pub fn entries(&self, query: &EntryQuery) -> Result<EntryPage> {
        self.database.read(|connection, profile| log::page(connection, profile, query))
    }

    /// The home screen.
    pub fn home(&self, now: &Now) -> Result<Home> {
        now.check()?;
        self.database.read(|connection, profile| days::home(connection, profile, now))
    }
}

fn changed(connection: &rusqlite::Connection, profile: &crate::db::Profile, now: &Now) -> Result<Changed> {
    Ok(Changed { home: days::home(connection, profile, now)?, reminders: reminders::change(connection, profile, now)? })
}

#[cfg(feature = "bench")]
impl Journal {
    /// The commit part of [`Journal::log`] alone, without its answer: what is measured against bare `SQLite`.
    #[doc(hidden)]
    pub fn log_without_answer(&self, new: &NewEntry, now: &Now) -> Result<()> {
        now.check()?;
        self.database.write(|transaction, profile| log::put(transaction, profile, new, now).map(drop))
    }
}

impl Journal {
    fn over(place: Place) -> Result<Self> {
        Ok(Self { database: Database::open(place)?, import_meter: ProgressMeter::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;

    #[test]
    fn the_journal_may_be_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<Journal>();
    }
}
