//! The files an import reads: never a link, never a device, never more than the journal would take.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use relatch_core::{ImportFile, ImportWarning, JournalError};

use crate::failure::{Failure, Result};

/// Enough of a file to tell how large it may be.
const HEAD: u64 = 4_096;

/// What is to be imported, and what was passed over in folders.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<ImportFile>,
    pub(crate) warnings: Vec<ImportWarning>,
}

/// Reads the named files, and what stands in the named folders: the journal says of each file there whether it knows it.
pub(crate) fn read(paths: &[PathBuf]) -> Result<Found> {
    let mut found = Found::default();
    for path in paths {
        let about = fs::symlink_metadata(path).map_err(|error| unreadable(path, &error))?;
        if about.is_dir() {
            read_folder(path, &mut found)?;
        } else {
            let contents = contents(path).map_err(|reason| refused(path, &reason))?;
            found.files.push(ImportFile { name: name(path), contents, from_folder: false });
        }
    }
    Ok(found)
}

fn read_folder(folder: &Path, found: &mut Found) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    let paths = entries.map(|entry| Ok(entry.map_err(|error| unreadable(folder, &error))?.path()));
    let mut paths = paths.collect::<Result<Vec<_>>>()?;
    paths.sort();
    for path in paths {
        match contents(&path) {
            Ok(contents) => found.files.push(ImportFile { name: name(&path), contents, from_folder: true }),
            Err(reason) => {
                let reason = format!("not read: {reason}");
                found.warnings.push(ImportWarning { file: name(&path), line: None, reason });
            }
        }
    }
    Ok(())
}

/// All of a file, if it is one and not too large.
fn contents(path: &Path) -> std::result::Result<Vec<u8>, String> {
    let failed = |_| "it cannot be read".to_owned();
    // Looked at before it is opened: opening a pipe would wait for its other end.
    let about = fs::symlink_metadata(path).map_err(failed)?;
    if about.file_type().is_symlink() {
        return Err("it is a link, and links are not followed".to_owned());
    }
    if !about.is_file() {
        return Err("it is not a file".to_owned());
    }
    let mut file = File::open(path).map_err(failed)?;
    let mut contents = Vec::new();
    Read::by_ref(&mut file).take(HEAD).read_to_end(&mut contents).map_err(failed)?;
    let limit = ImportFile::size_limit(&contents).max(0) as u64;
    let too_large = || format!("it is larger than {} MB", limit / 1_000_000);
    let length = file.metadata().map_err(failed)?.len();
    if length > limit {
        return Err(too_large());
    }
    // It may grow while it is read.
    file.take(limit + 1 - (contents.len() as u64).min(limit)).read_to_end(&mut contents).map_err(failed)?;
    if contents.len() as u64 > limit { Err(too_large()) } else { Ok(contents) }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn refused(path: &Path, reason: &str) -> Failure {
    Failure::invalid("file", format!("{}: {reason}", path.display()))
}

fn unreadable(path: &Path, error: &std::io::Error) -> Failure {
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            Failure::Refused(JournalError::NotFound { what: format!("{}", path.display()) })
        }
        _ => Failure::io(format!("{}: it cannot be read", path.display())),
    }
}
