//! The bare `SQLite` C API: what Relatch is measured against, with statements prepared once and held.
#![allow(unsafe_code, reason = "the C API itself is the yardstick; this file is the only place that calls it")]

use std::ffi::{CStr, CString};
use std::path::Path;

use libsqlite3_sys as ffi;

/// What a call of the C API answered instead of success.
pub(crate) type Failed = String;

/// One connection.
pub(crate) struct Bare {
    db: *mut ffi::sqlite3,
}

/// One prepared statement; its connection must outlive it, as it does in every contestant here.
pub(crate) struct Prepared {
    statement: *mut ffi::sqlite3_stmt,
    db: *mut ffi::sqlite3,
}

/// A column's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Blob(Vec<u8>),
}

fn reason(db: *mut ffi::sqlite3, code: i32) -> Failed {
    // SAFETY: `db` is an open connection or null, and the text is copied before any other call.
    let text = unsafe { CStr::from_ptr(ffi::sqlite3_errmsg(db)) };
    format!("SQLite answered {code}: {}", text.to_string_lossy())
}

impl Bare {
    pub(crate) fn open(path: &Path) -> Result<Self, Failed> {
        let path = CString::new(path.to_string_lossy().as_bytes()).map_err(|_| "a NUL in the path".to_owned())?;
        let mut db = std::ptr::null_mut();
        let flags = ffi::SQLITE_OPEN_READWRITE | ffi::SQLITE_OPEN_CREATE | ffi::SQLITE_OPEN_NOMUTEX;
        // SAFETY: `path` ends with NUL, and `db` receives a connection that this value owns.
        let code = unsafe { ffi::sqlite3_open_v2(path.as_ptr(), &raw mut db, flags, std::ptr::null()) };
        if code == ffi::SQLITE_OK { Ok(Self { db }) } else { Err(reason(db, code)) }
    }

    pub(crate) fn run(&self, sql: &str) -> Result<(), Failed> {
        let sql = CString::new(sql).map_err(|_| "a NUL in the SQL".to_owned())?;
        // SAFETY: the connection is open, the text ends with NUL, and there is no callback.
        let code =
            unsafe { ffi::sqlite3_exec(self.db, sql.as_ptr(), None, std::ptr::null_mut(), std::ptr::null_mut()) };
        if code == ffi::SQLITE_OK { Ok(()) } else { Err(reason(self.db, code)) }
    }

    pub(crate) fn prepare(&self, sql: &str) -> Result<Prepared, Failed> {
        let mut statement = std::ptr::null_mut();
        let length = i32::try_from(sql.len()).map_err(|_| "the SQL is too long".to_owned())?;
        // SAFETY: the connection is open and the text is `length` bytes long.
        let code = unsafe {
            ffi::sqlite3_prepare_v3(
                self.db,
                sql.as_ptr().cast(),
                length,
                ffi::SQLITE_PREPARE_PERSISTENT,
                &raw mut statement,
                std::ptr::null_mut(),
            )
        };
        if code == ffi::SQLITE_OK { Ok(Prepared { statement, db: self.db }) } else { Err(reason(self.db, code)) }
    }
}

impl Drop for Bare {
    fn drop(&mut self) {
        // SAFETY: the connection is open, and its statements are finalised: they are declared before it where both are held.
        unsafe { ffi::sqlite3_close(self.db) };
    }
}

impl Prepared {
    #[inline]
    pub(crate) fn bind_int(&self, index: i32, value: i64) {
        // SAFETY: the statement lives; a bad index shows when the statement is stepped.
        unsafe { ffi::sqlite3_bind_int64(self.statement, index, value) };
    }

    #[inline]
    pub(crate) fn bind_null(&self, index: i32) {
        // SAFETY: as above.
        unsafe { ffi::sqlite3_bind_null(self.statement, index) };
    }

    #[inline]
    pub(crate) fn bind_blob(&self, index: i32, bytes: &[u8]) {
        // SAFETY: as above; SQLite copies the bytes.
        unsafe {
            ffi::sqlite3_bind_blob(
                self.statement,
                index,
                bytes.as_ptr().cast(),
                bytes.len() as i32,
                ffi::SQLITE_TRANSIENT(),
            )
        };
    }

    #[inline]
    pub(crate) fn bind_text(&self, index: i32, text: &str) {
        // SAFETY: as above; SQLite copies the text.
        unsafe {
            ffi::sqlite3_bind_text(
                self.statement,
                index,
                text.as_ptr().cast(),
                text.len() as i32,
                ffi::SQLITE_TRANSIENT(),
            )
        };
    }

    pub(crate) fn bind(&self, index: i32, value: &Value) {
        match value {
            Value::Null => self.bind_null(index),
            Value::Int(value) => self.bind_int(index, *value),
            Value::Text(text) => self.bind_text(index, text),
            Value::Blob(bytes) => self.bind_blob(index, bytes),
        }
    }

    /// One step; whether there is a row.
    #[inline]
    pub(crate) fn step(&self) -> Result<bool, Failed> {
        // SAFETY: the statement lives.
        match unsafe { ffi::sqlite3_step(self.statement) } {
            ffi::SQLITE_ROW => Ok(true),
            ffi::SQLITE_DONE => Ok(false),
            code => Err(reason(self.db, code)),
        }
    }

    #[inline]
    pub(crate) fn reset(&self) {
        // SAFETY: the statement lives; its error, if any, was answered by the step.
        unsafe { ffi::sqlite3_reset(self.statement) };
    }

    /// Runs a statement that gives no rows.
    #[inline]
    pub(crate) fn run(&self) -> Result<(), Failed> {
        let done = self.step();
        self.reset();
        done.map(drop)
    }

    #[inline]
    pub(crate) fn int(&self, column: i32) -> i64 {
        // SAFETY: the statement stands on a row; a bad column reads as NULL.
        unsafe { ffi::sqlite3_column_int64(self.statement, column) }
    }

    pub(crate) fn value(&self, column: i32) -> Value {
        // SAFETY: the statement stands on a row; bytes are copied before the next call on it.
        unsafe {
            let bytes = || {
                let start = ffi::sqlite3_column_blob(self.statement, column).cast::<u8>();
                let length = ffi::sqlite3_column_bytes(self.statement, column) as usize;
                if start.is_null() { Vec::new() } else { std::slice::from_raw_parts(start, length).to_vec() }
            };
            match ffi::sqlite3_column_type(self.statement, column) {
                ffi::SQLITE_NULL => Value::Null,
                ffi::SQLITE_INTEGER => Value::Int(self.int(column)),
                ffi::SQLITE_TEXT => Value::Text(String::from_utf8_lossy(&bytes()).into_owned()),
                _ => Value::Blob(bytes()),
            }
        }
    }
}

impl Drop for Prepared {
    fn drop(&mut self) {
        // SAFETY: the statement lives and is not used again.
        unsafe { ffi::sqlite3_finalize(self.statement) };
    }
}
