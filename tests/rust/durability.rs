//! What was acknowledged is there, whatever happens to the process; several processes share one file.
#![allow(clippy::disallowed_types, clippy::disallowed_methods, reason = "other processes are what is tested here")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use relatch_core::*;
use relatch_tests::numbered;

fn writer(path: &Path, first: u64, count: u64, more: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_writer"))
        .args([path.to_str().unwrap(), &first.to_string(), &count.to_string()])
        .args(more)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Numbers that the journal holds; it must be sound.
fn held(path: &Path) -> BTreeSet<u64> {
    let journal = Journal::open(path.to_str().unwrap(), None, &numbered::now(2_000_000)).unwrap();
    let check = journal.check().unwrap();
    assert!(check.sound, "{:?}", check.found);
    let mut found = BTreeSet::new();
    let mut query = EntryQuery { limit: Some(1_000), ..EntryQuery::default() };
    loop {
        let page = journal.entries(&query).unwrap();
        for entry in page.entries {
            let number = numbered::number(entry.id);
            assert_eq!(entry.kind, numbered::entry(number).kind);
            assert!(found.insert(number), "{number} is there twice");
        }
        query.after = page.cursor;
        if query.after.is_none() {
            return found;
        }
    }
}

/// Kills a writer 100 times after a random while; what it said is there, and at most one more.
fn kill_a_hundred_times(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut acknowledged = BTreeSet::new();
    let mut dice = seed;
    let mut killed_at_work = 0;
    for round in 0..100_u64 {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let first = 1 + round * 10_000;
        let mut child = writer(&path, first, 10_000, &[]);
        let output = child.stdout.take().unwrap();
        // Half of them are killed within the opening, half while they write.
        let micros = if round % 2 == 0 { dice >> 33 & 0x7fff } else { 0x4000 + (dice >> 33 & 0x1_ffff) };
        std::thread::sleep(Duration::from_micros(micros));
        child.kill().unwrap();
        child.wait().unwrap();
        let mut said = String::new();
        BufReader::new(output).read_to_string(&mut said).unwrap();
        assert!(!said.contains("error"), "{said}");
        let said: BTreeSet<u64> = said.lines().filter_map(|line| line.parse().ok()).collect();
        killed_at_work += usize::from(!said.is_empty());
        acknowledged.extend(&said);
        let held = held(&path);
        let lost: Vec<_> = acknowledged.difference(&held).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        let more: Vec<u64> = held.difference(&acknowledged).copied().collect();
        assert!(more.len() <= 1, "round {round}: {more:?} were never acknowledged");
        // An error or a death at commit does not mean that it was not committed: from here on it counts as there.
        acknowledged.extend(more);
    }
    assert!(killed_at_work > 20, "only {killed_at_work} of 100 were killed at work");
}

#[test]
fn a_writer_killed_at_random_loses_nothing_it_acknowledged() {
    kill_a_hundred_times(1);
}

#[test]
fn another_hundred_kills_lose_nothing_either() {
    kill_a_hundred_times(2);
}

#[test]
fn a_retried_write_gives_one_row() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut child = writer(&path, 1, 50, &["--again"]);
    let said = BufReader::new(child.stdout.take().unwrap()).lines().map(|line| line.unwrap()).collect::<Vec<_>>();
    child.wait().unwrap();
    assert_eq!(said.len(), 101);
    assert_eq!(held(&path), (1..=50).collect());
    // Once more after the first process is gone, as after a crash at commit.
    let mut child = writer(&path, 1, 50, &[]);
    child.wait().unwrap();
    assert_eq!(held(&path), (1..=50).collect());
}

#[test]
fn two_processes_wait_for_each_other_and_both_succeed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    held(&path);
    let children: Vec<Child> = (0..2).map(|which| writer(&path, 1 + which * 1_000, 150, &[])).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(!said.contains("error"), "{said}");
    }
    assert_eq!(held(&path).len(), 300);
}

#[test]
fn a_process_that_cannot_wait_longer_says_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(path.to_str().unwrap(), None, &numbered::now(1)).unwrap();
    journal.log(&numbered::entry(1), &numbered::now(1)).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    assert_eq!(journal.log(&numbered::entry(2), &numbered::now(2)).unwrap_err(), JournalError::Busy);
    // Reading goes on, and after the other has let go writing does too.
    assert_eq!(journal.home(&numbered::now(2)).unwrap().today.sessions, Some(1));
    other.execute_batch("COMMIT").unwrap();
    journal.log(&numbered::entry(2), &numbered::now(2)).unwrap();
}

#[test]
fn many_processes_may_open_a_brand_new_file_at_once() {
    for round in 0..10 {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        if round % 2 == 0 {
            std::fs::write(&path, b"").unwrap();
        }
        let children: Vec<Child> = (0..8).map(|which| writer(&path, 1 + which * 100, 3, &[])).collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stdout).unwrap();
            assert!(!said.contains("error"), "{said}");
        }
        assert_eq!(held(&path).len(), 24);
    }
}

/// `SQLite` itself refuses this on the spot: it does not wait where a file is switched to its log.
#[test]
fn a_new_file_that_another_holds_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let holder = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(300));
        other.execute_batch("ROLLBACK").unwrap();
    });
    let journal = Journal::open(path.to_str().unwrap(), None, &numbered::now(1)).unwrap();
    journal.log(&numbered::entry(1), &numbered::now(1)).unwrap();
    holder.join().unwrap();
}

#[test]
fn another_processs_settings_and_babies_are_seen_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let now = numbered::now(1);
    let open = || Journal::open(path.to_str().unwrap(), None, &now).unwrap();
    let (one, other) = (open(), open());
    one.set_baby(&Baby::named("Anna"), &now).unwrap();
    one.set_settings(Settings { simple: true, ..Settings::default() }).unwrap();
    let mut feed = numbered::entry(2);
    feed.kind = EntryKind::Supplement { supplement: Supplement { milk: Milk::Own, volume: Volume::ml(5), by: None } };
    assert_eq!(other.log(&feed, &now).unwrap().entry.baby.as_deref(), Some("Anna"));
    assert!(other.settings().unwrap().simple);
}

/// A second journal in one process, opened and closed, must not loosen the first one's hold on the file: another
/// process that leaves would clear the log away under it.
#[test]
fn a_second_journal_in_one_process_does_not_cost_the_first_its_entries() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let first = Journal::open(path.to_str().unwrap(), None, &numbered::now(1)).unwrap();
    first.log(&numbered::entry(1), &numbered::now(1)).unwrap();
    let second = Journal::open(path.to_str().unwrap(), None, &numbered::now(1)).unwrap();
    second.home(&numbered::now(1)).unwrap();
    // Another process comes, writes and leaves; the last to leave folds the log in and removes it.
    let output = writer(&path, 100, 1, &[]).wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("100"));
    first.log(&numbered::entry(2), &numbered::now(2)).unwrap();
    second.log(&numbered::entry(3), &numbered::now(3)).unwrap();
    let output = writer(&path, 101, 1, &[]).wait_with_output().unwrap();
    assert!(String::from_utf8(output.stdout).unwrap().contains("101"));
    drop((first, second));
    assert_eq!(held(&path), BTreeSet::from([1, 2, 3, 100, 101]));
}
