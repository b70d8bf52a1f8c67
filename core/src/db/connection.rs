//! How a file is opened: what is refused, what is set, how it is let go.

use std::fs::{self, File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::Place;
use super::migrate::SCHEMA;
use crate::error::{JournalError, Result};

/// "RLTC", so that a journal is told from any other database.
pub(crate) const APPLICATION_ID: i64 = 0x524C_5443;

const FLAGS: OpenFlags =
    OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_CREATE).union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

/// Each refusal means that another process has got through, or is about to.
const TRIES: u32 = 20;

pub(crate) fn open(place: &Place) -> Result<Connection> {
    let connection = match place {
        Place::Memory => Connection::open_in_memory_with_flags(FLAGS)?,
        Place::File(path) => {
            refuse_what_is_not_ours(path)?;
            Connection::open_with_flags(path, FLAGS)?
        }
    };
    prepare(&connection)?;
    Ok(connection)
}

/// Reads the header by hand: a file that is not ours must not be touched, and opening it would make files beside it.
fn refuse_what_is_not_ours(path: &Path) -> Result<()> {
    let failed = |error: &std::io::Error| match error.kind() {
        std::io::ErrorKind::PermissionDenied => JournalError::Io { reason: "no permission for the file".into() },
        std::io::ErrorKind::StorageFull => JournalError::Full,
        _ => JournalError::Io { reason: "the file cannot be opened".into() },
    };
    let mut header = [0_u8; 100];
    let length = match File::open(path) {
        Ok(mut file) => {
            if !file.metadata().is_ok_and(|about| about.is_file()) {
                return Err(JournalError::Io { reason: "the path is not a file".into() });
            }
            let mut length = 0;
            while length < header.len() {
                match file.read(&mut header[length..]).map_err(|error| failed(&error))? {
                    0 => break,
                    read => length += read,
                }
            }
            length
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return create_private(path).map_err(|error| failed(&error));
        }
        Err(error) => return Err(failed(&error)),
    };
    if length == 0 {
        return Ok(());
    }
    let number =
        |at: usize| i64::from(u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]));
    if length < header.len() || !header.starts_with(b"SQLite format 3\0") {
        return Err(JournalError::Foreign);
    }
    let (schema_cookie, user_version, application_id) = (number(40), number(60), number(68));
    // A journal that was stopped before its first commit reached the file has an empty header.
    let unwritten = (schema_cookie, user_version, application_id) == (0, 0, 0);
    if application_id != APPLICATION_ID && !unwritten {
        return Err(JournalError::Foreign);
    }
    if user_version > SCHEMA {
        return Err(JournalError::NewerSchema { found: user_version, known: SCHEMA });
    }
    Ok(())
}

/// The files `SQLite` makes beside it take over the mode of the database.
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn prepare(connection: &Connection) -> Result<()> {
    // A second process that writes is waited for.
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    set(connection)
}

/// `SQLite` does not wait where a new file is switched to its log by several processes at once: all but one are
/// refused on the spot. Those wait here until the one is done, and try again.
fn set(connection: &Connection) -> Result<()> {
    for _ in 1..TRIES {
        match connection.execute_batch(include_str!("open.sql")) {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => {
                connection.execute_batch("BEGIN IMMEDIATE; ROLLBACK")?;
            }
            done => return Ok(done?),
        }
    }
    Ok(connection.execute_batch(include_str!("open.sql"))?)
}

/// Folds the log file in and closes; what cannot be folded in now is at the next open.
pub(crate) fn close(connection: Connection) -> Result<()> {
    connection.close().map_err(|(_, error)| JournalError::from(error))
}

/// Closes a database that was refused as it stands: its log file is not folded in.
pub(crate) fn let_go(connection: Connection) {
    // Should it fail, folding in changes no content.
    let _ = connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    drop(connection);
}

/// Removes the database and what stands beside it.
pub(crate) fn remove(path: &Path) -> Result<()> {
    for file in [beside(path, "-wal"), beside(path, "-shm"), path.to_path_buf()] {
        match fs::remove_file(&file) {
            Ok(()) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(_) => return Err(JournalError::Io { reason: "the file could not be removed".into() }),
        }
    }
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// `SQLite`'s own check of every page, index and rule; what it found, or nothing.
pub(crate) fn check_integrity(connection: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.push(line);
        }
    }
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        found.push(format!("a row of {table} points nowhere"));
    }
    Ok(found)
}
