//! One transaction: BEGIN, COMMIT, and ROLLBACK when it is dropped before.
//!
//! As rusqlite's own, but with statements that are prepared once: parsing them took a tenth of a tap.

use std::ops::Deref;

use rusqlite::Connection;

use crate::error::Result;

/// A transaction that is under way; dropped without [`Transaction::commit`] it leaves no trace.
pub(crate) struct Transaction<'c> {
    connection: &'c Connection,
    committed: bool,
}

impl<'c> Transaction<'c> {
    /// Takes the write lock at once, so that nothing read in it can be out of date when it writes.
    pub(super) fn write(connection: &'c Connection) -> Result<Self> {
        Self::begin(connection, "BEGIN IMMEDIATE")
    }

    /// One snapshot for several reads.
    pub(super) fn read(connection: &'c Connection) -> Result<Self> {
        Self::begin(connection, "BEGIN DEFERRED")
    }

    fn begin(connection: &'c Connection, sql: &str) -> Result<Self> {
        connection.prepare_cached(sql)?.execute([])?;
        Ok(Self { connection, committed: false })
    }

    pub(super) fn commit(mut self) -> Result<()> {
        self.connection.prepare_cached("COMMIT")?.execute([])?;
        self.committed = true;
        Ok(())
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // Some failures, such as a full disk, have rolled back by themselves.
        if !self.committed && !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
