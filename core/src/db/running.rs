//! Running sessions, kept as JSON: few, short-lived, and never summed.

use rusqlite::{Connection, params};

use super::Transaction;
use super::settings;
use crate::entry::EntryId;
use crate::error::Result;
use crate::timer::RunningSession;

pub(crate) fn all(connection: &Connection) -> Result<Vec<RunningSession>> {
    let mut statement = connection.prepare_cached("SELECT body FROM running ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        found.push(settings::document(&body)?);
    }
    Ok(found)
}

pub(crate) fn put(transaction: &Transaction<'_>, session: &RunningSession) -> Result<()> {
    transaction
        .prepare_cached("INSERT INTO running (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = ?2")?
        .execute(params![session.id.bytes(), settings::to_document(session)?])?;
    Ok(())
}

pub(crate) fn remove(transaction: &Transaction<'_>, id: EntryId) -> Result<()> {
    transaction.prepare_cached("DELETE FROM running WHERE id = ?1")?.execute(params![id.bytes()])?;
    Ok(())
}
