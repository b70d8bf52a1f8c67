//! What came from other apps.

use rusqlite::params;

use super::Transaction;
use crate::error::Result;

/// Takes back all that an import brought.
pub(crate) fn remove_batch(transaction: &Transaction<'_>, batch: i64) -> Result<()> {
    transaction.execute("DELETE FROM entry WHERE id IN (SELECT id FROM imported WHERE batch = ?1)", params![batch])?;
    transaction.execute("DELETE FROM imported WHERE batch = ?1", params![batch])?;
    Ok(())
}
