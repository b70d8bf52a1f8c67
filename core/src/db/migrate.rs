//! Brings a database to this build's schema, or refuses it.

use rusqlite::{Connection, TransactionBehavior};

use super::connection::APPLICATION_ID;
use crate::error::{JournalError, Result};

/// Numbered, append-only: entry n brings schema n to n + 1.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001_initial.sql")];

/// Newest schema this build knows.
pub(crate) const SCHEMA: i64 = MIGRATIONS.len() as i64;

pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    if version(connection)? == SCHEMA {
        return Ok(());
    }
    // Read again under the write lock: another process may have migrated meanwhile.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&transaction)?;
    if from > SCHEMA {
        return Err(JournalError::NewerSchema { found: from, known: SCHEMA });
    }
    // An empty header promised a new file; what stands in its log file may be somebody else's.
    if from == 0 && transaction.prepare("SELECT 1 FROM sqlite_schema")?.exists([])? {
        return Err(JournalError::Foreign);
    }
    for migration in MIGRATIONS.iter().skip(from.max(0) as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", SCHEMA)?;
    let broken: Option<String> = transaction
        .query_row("SELECT \"table\" FROM pragma_foreign_key_check LIMIT 1", [], |row| row.get(0))
        .map(Some)
        .or_else(|error| if error == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(error) })?;
    if broken.is_some() {
        return Err(JournalError::Corrupt);
    }
    transaction.commit()?;
    Ok(())
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}
