//! Undo: the newest change that is not undone yet is taken back.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{days, reminders};
use crate::db::Transaction;
use crate::db::revisions::{self, Change};
use crate::db::{Profile, entries, imports, running};
use crate::entry::Entry;
use crate::error::{JournalError, Result};
use crate::home::Home;
use crate::reminders::ReminderChange;
use crate::time::Now;

/// What was taken back, and the new home screen.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undone {
    /// Which change.
    pub change: UndoneChange,
    /// The entry as it is now, absent when it is gone.
    pub entry: Option<Entry>,
    /// The new home screen.
    pub home: Home,
    /// What to tell the system about reminders.
    pub reminders: ReminderChange,
}

/// The change that was taken back.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoneChange {
    /// A log: the entry is gone.
    Log,
    /// A finish: the session runs again.
    Finish,
    /// An edit: the earlier content is back.
    Edit,
    /// A delete: the entry is back.
    Delete,
    /// An import: all it brought is gone.
    Import,
}

pub(super) fn undo(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>, now: &Now) -> Result<Undone> {
    let Some((seq, change)) = revisions::newest(transaction)? else {
        return Err(JournalError::not_found("a change to undo"));
    };
    let (change, entry) = match change {
        Change::Log(id) => {
            entries::remove(transaction, id)?;
            entries::bury(transaction, id)?;
            (UndoneChange::Log, None)
        }
        Change::Finish(id, mut session) => {
            if running::all(transaction)?.iter().any(|other| other.excludes(&session)) {
                return Err(JournalError::conflict("another session of that kind is running"));
            }
            entries::remove(transaction, id)?;
            session.revive(now);
            running::put(transaction, &session)?;
            (UndoneChange::Finish, None)
        }
        Change::Edit(before) => {
            let entry = regrouped(profile, *before);
            entries::update(transaction, profile, &entry)?;
            (UndoneChange::Edit, Some(entry))
        }
        Change::Delete(before) => {
            let entry = regrouped(profile, *before);
            entries::insert(transaction, profile, &entry)?;
            entries::unbury(transaction, entry.id)?;
            (UndoneChange::Delete, Some(entry))
        }
        Change::Import(batch) => {
            imports::take_back(transaction, profile, &batch)?;
            (UndoneChange::Import, None)
        }
    };
    revisions::mark_undone(transaction, seq)?;
    let reminders = reminders::change(transaction, profile, now)?;
    Ok(Undone { change, entry, home: days::home(transaction, profile, now)?, reminders })
}

/// The day start may have changed since the earlier content was kept.
fn regrouped(profile: &Profile, mut entry: Entry) -> Entry {
    entry.day = profile.settings.boundary().day_of(entry.start);
    entry
}
