//! Settings, journey and rules: JSON documents, read once and kept in memory.

use rusqlite::{Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::recent::Recent;
use super::reminders::{self, Reminders};
use super::{Transaction, babies, facts};
use crate::error::{JournalError, Result};
use crate::journey::{Baby, Journey};
use crate::progress::taper::CarePlan;
use crate::settings::Settings;

/// What changes seldom and is needed at every call.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    pub(crate) settings: Settings,
    pub(crate) journey: Journey,
    /// Babies by their number in the database.
    pub(crate) babies: Vec<(i64, Baby)>,
    /// Zone names by their number in the database.
    pub(crate) zones: Vec<(i64, String)>,
    /// The last weeks of the log.
    pub(crate) recent: Recent,
    /// Reminder rules, answers and the ledger.
    pub(crate) reminders: Reminders,
    /// The plan agreed with the provider, and the steps taken.
    pub(crate) care: CarePlan,
}

const SETTINGS: &str = "settings";
const JOURNEY: &str = "journey";

pub(crate) fn load(connection: &Connection) -> Result<Profile> {
    let mut profile =
        Profile { babies: babies::all(connection)?, zones: babies::zones(connection)?, ..Profile::default() };
    reminders::load(connection, &mut profile.reminders)?;
    let mut statement = connection.prepare_cached("SELECT key, value FROM setting")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let value = row.get_ref(1)?.as_str().map_err(|_| JournalError::Corrupt)?;
        match row.get_ref(0)?.as_str().map_err(|_| JournalError::Corrupt)? {
            SETTINGS => profile.settings = document(value)?,
            JOURNEY => profile.journey = document(value)?,
            facts::CARE_PLAN => profile.care = document(value)?,
            reminders::RULES => profile.reminders.rules = document(value)?,
            reminders::SEEN => profile.reminders.ledger.seen = document(value)?,
            _ => {}
        }
    }
    Ok(profile)
}

pub(crate) fn put_settings(transaction: &Transaction<'_>, settings: &Settings) -> Result<()> {
    put(transaction, SETTINGS, settings)
}

pub(crate) fn put_journey(transaction: &Transaction<'_>, journey: &Journey) -> Result<()> {
    put(transaction, JOURNEY, journey)
}

pub(crate) fn put(transaction: &Transaction<'_>, key: &str, value: &impl Serialize) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO setting (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = ?2")?
        .execute(params![key, to_document(value)?])?;
    Ok(())
}

pub(crate) fn to_document(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(|_| JournalError::internal("a document could not be written"))
}

pub(crate) fn document<T: DeserializeOwned>(text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| JournalError::Corrupt)
}

/// Changes when another connection has committed.
pub(crate) fn data_version(connection: &Connection) -> Result<i64> {
    Ok(connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?)
}

/// A changed day start regroups every day at once.
pub(crate) fn regroup_days(transaction: &Transaction<'_>, day_start_ms: i64) -> Result<()> {
    transaction
        .execute("UPDATE entry SET day = (start_ms + offset_s * 1000 - ?1) / 86400000", params![day_start_ms])?;
    Ok(())
}
