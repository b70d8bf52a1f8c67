//! Where the journal lies, and that nobody else can read it.

use std::fs;
use std::path::{Path, PathBuf};

use relatch_core::{Journal, Now};

use crate::failure::{Failure, Result};

/// Opens the journal at `--db`, else the one in the user's data folder.
pub(crate) fn open(given: Option<&Path>, now: &Now) -> Result<Journal> {
    let path = match given {
        Some(path) => path.to_path_buf(),
        None => default_path()?,
    };
    let path = settled(path)?;
    let Some(text) = path.to_str() else {
        return Err(Failure::io("the path of the journal is not valid Unicode"));
    };
    make_private(&path, true);
    let journal = Journal::open(text, None, now)?;
    make_private(&path, false);
    Ok(journal)
}

/// The user's data folder, made if it is not there.
fn default_path() -> Result<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let data = if cfg!(windows) {
        folder("APPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Application Support"))
    } else {
        folder("XDG_DATA_HOME").or_else(|| folder("HOME").map(|home| home.join(".local/share")))
    };
    let data = data.ok_or_else(|| Failure::io("there is no home folder: say where the journal is with --db FILE"))?;
    let folder = data.join("relatch");
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&folder).map_err(|_| Failure::io("the data folder cannot be made: use --db FILE"))?;
    Ok(folder.join("journal.relatch"))
}

/// Follows a link to the file itself, so that `erase` removes the data and not the link; refuses what is no file.
fn settled(path: PathBuf) -> Result<PathBuf> {
    // Not there yet, or not to be seen: opening it says which.
    let Ok(about) = fs::symlink_metadata(&path) else { return Ok(path) };
    let path = if about.file_type().is_symlink() {
        fs::canonicalize(&path).map_err(|_| Failure::io("the journal is a link that leads nowhere"))?
    } else {
        path
    };
    // A pipe or a device would be waited for.
    match fs::metadata(&path) {
        Ok(about) if !about.is_file() => Err(Failure::io("the path is not a file")),
        _ => Ok(path),
    }
}

/// A file that others may read becomes the user's own: an empty one before it is filled, a journal once it is known to
/// be one. A folder of others is left alone.
#[cfg(unix)]
fn make_private(path: &Path, only_empty: bool) {
    use std::os::unix::fs::PermissionsExt;
    let suffixes: &[&str] = if only_empty { &[""] } else { &["", "-wal", "-shm"] };
    for suffix in suffixes {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        let file = PathBuf::from(name);
        let Ok(about) = fs::metadata(&file) else { continue };
        if about.permissions().mode() & 0o077 != 0 && (!only_empty || about.len() == 0) {
            // Not ours to change, such as a shared disk: the journal still works.
            let _ = fs::set_permissions(&file, fs::Permissions::from_mode(0o600));
        }
    }
}

#[cfg(not(unix))]
fn make_private(_: &Path, _: bool) {}
