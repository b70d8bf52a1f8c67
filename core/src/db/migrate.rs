//! Brings a database to this build's schema, or refuses it.

use rusqlite::{Connection, TransactionBehavior};

use super::connection::APPLICATION_ID;
use crate::error::{JournalError, Result};

/// Numbered, append-only: entry n brings schema n to n + 1.
const MIGRATIONS: [&str; 1] = [include_str!("../../migrations/0001_initial.sql")];

/// Newest schema this build knows.
pub(crate) const SCHEMA: i64 = MIGRATIONS.len() as i64;

/// All of it happens, or the database stays as it was.
pub(crate) fn migrate(connection: &mut Connection) -> Result<()> {
    run(connection, &MIGRATIONS)
}

fn run(connection: &mut Connection, migrations: &[&str]) -> Result<()> {
    let schema = migrations.len() as i64;
    if version(connection)? == schema {
        return Ok(());
    }
    // Read again under the write lock: another process may have migrated meanwhile.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let from = version(&transaction)?;
    if from > schema {
        return Err(JournalError::NewerSchema { found: from, known: schema });
    }
    // An empty header promised a new file; what stands in its log file may be somebody else's.
    if from == 0 && transaction.prepare("SELECT 1 FROM sqlite_schema")?.exists([])? {
        return Err(JournalError::Foreign);
    }
    for migration in migrations.iter().skip(from.max(0) as usize) {
        transaction.execute_batch(migration)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", schema)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "CREATE TABLE a (x INTEGER PRIMARY KEY) STRICT; INSERT INTO a VALUES (7);";

    fn dump(connection: &Connection) -> (i64, Vec<String>) {
        let mut statement = connection.prepare("SELECT name FROM sqlite_schema ORDER BY name").unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap().map(|name| name.unwrap()).collect();
        (version(connection).unwrap(), names)
    }

    #[test]
    fn a_migration_that_fails_half_way_leaves_the_old_database() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        let before = dump(&connection);
        for broken in [
            "CREATE TABLE b (x INTEGER) STRICT; DELETE FROM a; INSERT INTO missing VALUES (1);",
            "CREATE TABLE b (x INTEGER) STRICT; UPDATE a SET x = 'seven';",
            "CREATE TABLE b (x INTEGER REFERENCES a (x)) STRICT; PRAGMA defer_foreign_keys = ON; INSERT INTO b VALUES (8);",
        ] {
            assert!(run(&mut connection, &[FIRST, "CREATE TABLE c (y INTEGER) STRICT;", broken]).is_err(), "{broken}");
            assert_eq!(dump(&connection), before);
            let kept: i64 = connection.query_row("SELECT x FROM a", [], |row| row.get(0)).unwrap();
            assert_eq!(kept, 7);
        }
        run(&mut connection, &[FIRST, "CREATE TABLE c (y INTEGER) STRICT;"]).unwrap();
        assert_eq!(dump(&connection), (2, vec!["a".to_owned(), "c".to_owned()]));
    }

    #[test]
    fn only_the_migrations_that_are_missing_run() {
        let mut connection = Connection::open_in_memory().unwrap();
        run(&mut connection, &[FIRST]).unwrap();
        run(&mut connection, &[FIRST, "INSERT INTO a VALUES (8);"]).unwrap();
        run(&mut connection, &[FIRST, "INSERT INTO a VALUES (8);"]).unwrap();
        let rows: i64 = connection.query_row("SELECT count(*) FROM a", [], |row| row.get(0)).unwrap();
        assert_eq!(rows, 2);
        assert!(matches!(run(&mut connection, &[FIRST]), Err(JournalError::NewerSchema { found: 2, known: 1 })));
    }
}
