use std::fs;
#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::desk::{Desk, bare, document, error, run};

#[cfg(unix)]
fn mode(path: &std::path::Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[cfg(unix)]
#[test]
fn the_journal_and_all_beside_it_are_private() {
    let desk = Desk::new();
    desk.ok(&["log", "pump"]);
    let out = desk.path("out.csv");
    desk.ok(&["export", "--format", "csv", "--out", &out]);
    for file in fs::read_dir(desk.folder.path()).unwrap() {
        let path = file.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[cfg(unix)]
#[test]
fn an_empty_file_is_a_new_journal_and_becomes_private() {
    let desk = Desk::new();
    fs::write(desk.db(), b"").unwrap();
    fs::set_permissions(desk.db(), fs::Permissions::from_mode(0o644)).unwrap();
    desk.ok(&["log", "pump"]);
    assert_eq!(mode(&desk.db()), 0o600);
}

#[cfg(unix)]
#[test]
fn without_db_the_journal_lies_in_the_data_folder_of_the_user() {
    let desk = Desk::new();
    let data = desk.folder.path().join("data");
    let ran = run(bare().env("XDG_DATA_HOME", &data).args(["--json", "log", "pump"]));
    assert_eq!(ran.code, 0, "{ran:?}");
    let folder = data.join("relatch");
    assert_eq!((mode(&folder), mode(&folder.join("journal.relatch"))), (0o700, 0o600));
    let homeless = run(bare().env_remove("HOME").args(["--json", "home"]));
    assert_eq!((homeless.code, error(&homeless.err).0), (1, "io".to_owned()));
    // A folder that is not absolute is not taken, by the rule of XDG.
    let relative = run(bare().env("XDG_DATA_HOME", "data").env_remove("HOME").args(["--json", "home"]));
    assert_eq!(relative.code, 1);
}

#[test]
fn the_system_clock_serves_without_now() {
    let desk = Desk::new();
    let ran = run(bare().env("TZ", "Asia/Kolkata").arg("--db").arg(desk.db()).args(["--json", "log", "pump"]));
    assert_eq!(ran.code, 0, "{ran:?}");
    let entry = &document(&ran.out)["entry"];
    assert!(entry["start_local"].as_str().unwrap().ends_with("+05:30"), "{entry}");
    assert_eq!(entry["zone"], "Asia/Kolkata");
    let start = run(bare().arg("--db").arg(desk.db()).args(["--json", "start", "hand"]));
    assert_eq!(start.code, 0, "{start:?}");
    let done = run(bare().arg("--db").arg(desk.db()).args(["--json", "finish"]));
    let entry = &document(&done.out)["entry"];
    assert!(entry["minutes"].as_f64().unwrap() < 5.0, "{entry}");
}

fn refused_untouched(contents: &[u8], kind: &str) {
    let desk = Desk::new();
    fs::write(desk.db(), contents).unwrap();
    for args in [&["home"][..], &["log", "pump"], &["check"], &["erase", "--yes"], &["export", "--format", "csv"]] {
        let ran = run(desk.command().args(args));
        assert_eq!((ran.code, ran.out.as_str(), ran.err.trim_end().lines().count()), (1, "", 1), "{args:?} {ran:?}");
    }
    assert_eq!(desk.refused(&["home"]).0, kind);
    assert_eq!(fs::read(desk.db()).unwrap(), contents, "left as it was");
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1, "nothing beside it");
}

/// A database header with its numbers; enough to be judged by.
fn header(user_version: u32, application_id: u32) -> Vec<u8> {
    let mut bytes = vec![0_u8; 4_096];
    bytes[..16].copy_from_slice(b"SQLite format 3\0");
    bytes[60..64].copy_from_slice(&user_version.to_be_bytes());
    bytes[68..72].copy_from_slice(&application_id.to_be_bytes());
    bytes
}

#[test]
fn what_is_not_ours_is_refused_and_left_alone() {
    refused_untouched(b"shopping list: milk, bread\n", "foreign");
    refused_untouched(&[0xFF; 5_000], "foreign");
    refused_untouched(&header(3, 0), "foreign");
    refused_untouched(&header(1, 0x1234_5678), "foreign");
    refused_untouched(&header(4_000, 0x524C_5443), "newer_schema");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused() {
    let desk = Desk::new();
    fs::create_dir(desk.db()).unwrap();
    assert_eq!(desk.refused(&["home"]).0, "io");
    let ran = run(bare().args(["--db", "/dev/zero", "--json", "home"]));
    assert_eq!((ran.code, error(&ran.err).0), (1, "io".to_owned()));
    let pipe = Desk::new();
    assert!(std::process::Command::new("mkfifo").arg(pipe.db()).status().unwrap().success());
    assert_eq!(pipe.refused(&["home"]).0, "io", "and nobody waits for its other end");
    let nowhere = Desk::new();
    let path = nowhere.path("no/such/folder/journal");
    let ran = run(bare().args(["--db", &path, "--json", "home"]));
    assert_eq!((ran.code, error(&ran.err).0), (1, "io".to_owned()));
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused() {
    let desk = Desk::new();
    let folder = desk.folder.path();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o500)).unwrap();
    // The administrator may write everywhere: nothing to see then.
    let may_write = fs::write(folder.join("probe"), b"").is_ok();
    if !may_write {
        assert_eq!(desk.refused(&["log", "pump"]).0, "io");
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700)).unwrap();
}

#[cfg(unix)]
#[test]
fn a_link_leads_to_the_journal_and_erase_removes_the_data_behind_it() {
    let desk = Desk::new();
    let real = desk.folder.path().join("real");
    desk.ok(&["log", "note", "only here"]);
    fs::rename(desk.db(), &real).unwrap();
    symlink(&real, desk.db()).unwrap();
    assert_eq!(desk.entries()["entries"].as_array().unwrap().len(), 1);
    desk.ok(&["erase", "--yes"]);
    assert!(desk.db().is_symlink());
    assert!(!String::from_utf8_lossy(&fs::read(&real).unwrap()).contains("only here"));
    let nowhere = Desk::new();
    symlink(nowhere.path("gone"), nowhere.db()).unwrap();
    assert_eq!(nowhere.refused(&["home"]).0, "io");
}

#[test]
fn erase_removes_everything_and_check_says_that_all_is_well() {
    let desk = Desk::new();
    desk.ok(&["log", "pump"]);
    desk.ok(&["journey", "--baby", "Ada"]);
    let check = desk.ok(&["check"]);
    assert_eq!((&check["sound"], &check["entries"]), (&true.into(), &1.into()));
    desk.usage(&["erase"]);
    desk.ok(&["erase", "--yes"]);
    assert_eq!(desk.ok(&["check"])["entries"], 0);
    assert_eq!(desk.ok(&["journey"])["babies"], serde_json::json!([]));
}

#[test]
fn a_damaged_journal_is_said_to_be_damaged() {
    let desk = Desk::new();
    for minute in 0..60 {
        desk.ok(&["log", "note", &"x".repeat(500), "--at", &format!("10:{minute:02}")]);
    }
    let mut bytes = fs::read(desk.db()).unwrap();
    for at in (8_192..bytes.len()).step_by(4_096) {
        bytes[at..at + 64].fill(0xA5);
    }
    fs::write(desk.db(), &bytes).unwrap();
    let ran = run(desk.command().args(["--json", "check"]));
    assert_eq!((ran.code, error(&ran.err).0), (1, "corrupt".to_owned()));
}
