//! Where a journal cannot be written it says so, loses nothing and changes nothing.
#![cfg(unix)]
#![allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "other processes are what is tested here")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeSet;
use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use relatch_core::*;
use relatch_tests::numbered;

fn open(path: &Path) -> Result<Journal> {
    Journal::open(path.to_str().unwrap(), None, &numbered::now(2_000_000))
}

fn held(path: &Path) -> BTreeSet<u64> {
    let journal = open(path).unwrap();
    assert!(journal.check().unwrap().sound);
    let query = EntryQuery { limit: Some(1_000), ..EntryQuery::default() };
    let page = journal.entries(&query).unwrap();
    assert_eq!(page.cursor, None);
    page.entries.iter().map(|entry| numbered::number(entry.id)).collect()
}

fn lines(output: &std::process::Output) -> Vec<String> {
    String::from_utf8(output.stdout.clone()).unwrap().lines().map(str::to_owned).collect()
}

fn acknowledged(lines: &[String]) -> BTreeSet<u64> {
    lines.iter().filter_map(|line| line.parse().ok()).collect()
}

#[test]
fn a_folder_is_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    assert!(matches!(open(folder.path()), Err(JournalError::Io { .. })));
    assert!(matches!(open(&folder.path().join("missing/journal.db")), Err(JournalError::Io { .. })));
    assert!(std::fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn impossible_paths_and_a_key_are_invalid() {
    let now = numbered::now(1);
    let refusal = |path: &str, key| match Journal::open(path, key, &now) {
        Err(JournalError::Invalid { field, .. }) => field,
        _ => panic!("{path} was not refused"),
    };
    assert_eq!(refusal("", None), "path");
    assert_eq!(refusal("a\0b", None), "path");
    assert_eq!(refusal("/tmp/never-made.db", Some(vec![0; 32])), "key");
    assert!(!Path::new("/tmp/never-made.db").exists());
}

#[test]
fn a_link_leads_to_the_journal_it_names() {
    let folder = tempfile::tempdir().unwrap();
    let (real, link) = (folder.path().join("real.db"), folder.path().join("link.db"));
    open(&real).unwrap().log(&numbered::entry(1), &numbered::now(1)).unwrap();
    symlink(&real, &link).unwrap();
    open(&link).unwrap().log(&numbered::entry(2), &numbered::now(2)).unwrap();
    assert_eq!(held(&real), BTreeSet::from([1, 2]));
    let (text, to_text) = (folder.path().join("text"), folder.path().join("to-text.db"));
    std::fs::write(&text, "not a journal").unwrap();
    symlink(&text, &to_text).unwrap();
    assert_eq!(open(&to_text).err(), Some(JournalError::Foreign));
    assert_eq!(std::fs::read(&text).unwrap(), b"not a journal");
}

#[test]
fn the_file_and_what_stands_beside_it_are_private() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).unwrap();
    journal.log(&numbered::entry(1), &numbered::now(1)).unwrap();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let entry = entry.unwrap();
        assert_eq!(entry.metadata().unwrap().mode() & 0o077, 0, "{:?}", entry.file_name());
    }
}

/// Runs the writer as somebody whom permissions bind; the superuser would pass them all.
fn bound_writer(folder: &Path, path: &Path, first: u64) -> Vec<String> {
    let tool = folder.join("writer");
    std::fs::copy(env!("CARGO_BIN_EXE_writer"), &tool).unwrap();
    set_permissions(&tool, Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(&tool);
    command.args([path.to_str().unwrap(), &first.to_string(), "1"]);
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        command.uid(65_534).gid(65_534);
    }
    lines(&command.output().unwrap())
}

#[test]
fn a_read_only_folder_is_said_so() {
    let outer = tempfile::tempdir().unwrap();
    set_permissions(outer.path(), Permissions::from_mode(0o755)).unwrap();
    let folder = outer.path().join("data");
    std::fs::create_dir(&folder).unwrap();
    set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    let path = folder.join("journal.db");
    let said = bound_writer(outer.path(), &path, 1);
    assert!(said[0].starts_with("error open Io"), "{said:?}");
    assert!(!path.exists());
    set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    open(&path).unwrap().log(&numbered::entry(1), &numbered::now(1)).unwrap();
    // Readable, but neither the file nor its folder may be written.
    set_permissions(&path, Permissions::from_mode(0o444)).unwrap();
    set_permissions(&folder, Permissions::from_mode(0o555)).unwrap();
    let before = std::fs::read(&path).unwrap();
    let said = bound_writer(outer.path(), &path, 2);
    assert!(said[0].starts_with("error open Io"), "{said:?}");
    assert!(std::fs::read(&path).unwrap() == before);
    set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
    set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    assert_eq!(held(&path), BTreeSet::from([1]));
}

/// A small disk of its own, taken away again at the end.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(kib: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={kib}k");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        done.is_ok_and(|output| output.status.success()).then(|| Self(folder))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn a_full_disk_is_said_so_and_loses_nothing() {
    let Some(disk) = SmallDisk::mount(512) else {
        eprintln!("skipped: no small disk can be mounted here; needs the superuser");
        return;
    };
    let path = disk.0.path().join("journal.db");
    let writer = |first: u64, count: u64| {
        let output = Command::new(env!("CARGO_BIN_EXE_writer"))
            .args([path.to_str().unwrap(), &first.to_string(), &count.to_string()])
            .output();
        lines(&output.unwrap())
    };
    let said = writer(1, 400);
    let failed: Vec<u64> =
        said.iter().filter_map(|line| line.strip_prefix("error ")?.split(' ').next()?.parse().ok()).collect();
    assert!(!failed.is_empty(), "the disk was never full");
    assert!(said.iter().filter(|line| line.starts_with("error")).all(|line| line.ends_with("Full")), "{said:?}");
    let size = Command::new("mount").args(["-o", "remount,size=8m"]).arg(disk.0.path()).status().unwrap();
    assert!(size.success());
    let done = acknowledged(&said);
    assert!(held(&path).is_superset(&done));
    // With room again, what was refused is logged by the same call.
    let said = writer(1, 400);
    assert!(!said.iter().any(|line| line.starts_with("error")), "{said:?}");
    assert_eq!(held(&path), (1..=400).collect());
}

/// Where files cannot grow any further, as on a full disk, but without the superuser.
#[test]
fn a_file_that_cannot_grow_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let script = "trap '' XFSZ; ulimit -f 300; exec \"$0\" \"$@\"";
    let output = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_writer"), path.to_str().unwrap(), "1", "300"])
        .output()
        .unwrap();
    let said = lines(&output);
    let refusals: Vec<&String> = said.iter().filter(|line| line.starts_with("error")).collect();
    assert!(!refusals.is_empty(), "nothing was refused");
    assert!(refusals.iter().all(|line| line.ends_with("Full") || line.contains("Io")), "{refusals:?}");
    assert!(held(&path).is_superset(&acknowledged(&said)));
}
