//! The database: the only room that speaks SQL.
//!
//! Reading functions take a [`Connection`], writing ones a [`Transaction`]; nobody else says BEGIN.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use rusqlite::Connection;

use crate::error::Result;

pub(crate) mod babies;
mod connection;
pub(crate) mod days;
pub(crate) mod entries;
pub(crate) mod facts;
pub(crate) mod imports;
pub(crate) mod marks;
mod migrate;
mod recent;
pub(crate) mod reminders;
pub(crate) mod revisions;
pub(crate) mod rows;
pub(crate) mod running;
pub(crate) mod settings;
mod transaction;

pub(crate) use connection::check_integrity;
pub(crate) use settings::Profile;
pub(crate) use transaction::Transaction;

/// Where the data lives.
pub(crate) enum Place {
    File(PathBuf),
    Memory,
}

/// One connection behind a lock, opened at the first use and after each pause.
pub(crate) struct Database {
    place: Place,
    open: Mutex<Option<Open>>,
}

struct Open {
    connection: Connection,
    /// Settings and the like, as of `version`.
    profile: Profile,
    /// `SQLite`'s data version: another process' commit changes it.
    version: i64,
}

impl Database {
    /// Opens and migrates at once, so that a file that cannot be used is refused here.
    pub(crate) fn open(place: Place) -> Result<Self> {
        let database = Self { place, open: Mutex::new(None) };
        database.with(|_| Ok(()))?;
        Ok(database)
    }

    /// Folds the log file into the database and lets go of both; the next call opens them again.
    ///
    /// A journal in memory would be lost, so it stays.
    pub(crate) fn pause(&self) -> Result<()> {
        if matches!(self.place, Place::Memory) {
            return Ok(());
        }
        let taken = self.lock().take();
        match taken {
            Some(open) => connection::close(open.connection),
            None => Ok(()),
        }
    }

    /// Removes the database and everything `SQLite` put beside it, then starts a new one.
    pub(crate) fn erase(&self) -> Result<()> {
        let mut slot = self.lock();
        if let Some(open) = slot.take() {
            connection::close(open.connection)?;
        }
        if let Place::File(path) = &self.place {
            connection::remove(path)?;
        }
        *slot = Some(self.connect()?);
        Ok(())
    }

    /// Reads on one snapshot.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection, &Profile) -> Result<T>) -> Result<T> {
        self.with(|open| {
            let Open { connection, profile, version } = open;
            let transaction = Transaction::read(connection)?;
            let current = settings::data_version(&transaction)?;
            if current != *version {
                (*profile, *version) = (settings::load(&transaction)?, current);
            }
            let answer = work(&transaction, profile)?;
            transaction.commit()?;
            Ok(answer)
        })
    }

    /// Writes in one IMMEDIATE transaction: all of `work` becomes durable, or nothing does.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &mut Cow<'_, Profile>) -> Result<T>,
    ) -> Result<T> {
        self.with(|open| {
            let Open { connection, profile, version } = open;
            let transaction = Transaction::write(connection)?;
            let current = settings::data_version(&transaction)?;
            if current != *version {
                (*profile, *version) = (settings::load(&transaction)?, current);
            }
            // Work changes a copy: what is rolled back must not stay in memory.
            let mut changed = Cow::Borrowed(&*profile);
            let done = work(&transaction, &mut changed).and_then(|answer| transaction.commit().map(|()| answer));
            let changed = if let Cow::Owned(changed) = changed { Some(changed) } else { None };
            if done.is_err() {
                profile.recent.forget();
            } else if let Some(changed) = changed {
                *profile = changed;
            }
            done
        })
    }

    fn with<T>(&self, work: impl FnOnce(&mut Open) -> Result<T>) -> Result<T> {
        let mut slot = self.lock();
        if slot.is_none() {
            *slot = Some(self.connect()?);
        }
        match slot.as_mut() {
            Some(open) => work(open),
            None => Err(crate::error::JournalError::internal("no connection")),
        }
    }

    /// A panic in one call must not end the journal: the transaction it was in has rolled back.
    fn lock(&self) -> MutexGuard<'_, Option<Open>> {
        self.open.lock().unwrap_or_else(|poisoned| {
            let slot = poisoned.into_inner();
            if let Some(open) = &*slot {
                open.profile.recent.forget();
            }
            self.open.clear_poison();
            slot
        })
    }

    fn connect(&self) -> Result<Open> {
        let mut connection = connection::open(&self.place)?;
        if let Err(refusal) = migrate::migrate(&mut connection) {
            connection::let_go(connection);
            return Err(refusal);
        }
        // One snapshot: else every list would take and give back the lock of the file.
        let transaction = Transaction::read(&connection)?;
        let profile = settings::load(&transaction)?;
        let version = settings::data_version(&transaction)?;
        transaction.commit()?;
        Ok(Open { connection, profile, version })
    }
}
