//! Import and export against a journal in memory.

mod baby_buddy;
mod round_trip;
mod sample;
mod stored;
mod traps;
mod wild_bytes;

use super::memory::Memory;
use super::{ImportAnswers, ImportFile, ImportReport, ImportZone, MedicineFor};
use crate::entry::Entry;
use crate::error::{JournalError, Result};
use crate::time::{LocalTime, Now, ZoneTable, ZoneTransition};
use crate::volume::{MassUnit, VolumeUnit};

/// New York's clock changes of 2026.
fn new_york() -> ImportZone {
    let transitions = vec![
        ZoneTransition { at_ms: 1_772_953_200_000, before_s: -18_000, after_s: -14_400 },
        ZoneTransition { at_ms: 1_793_512_800_000, before_s: -14_400, after_s: -18_000 },
    ];
    ImportZone { name: "America/New_York".into(), offset_s: -18_000, zone_table: ZoneTable { transitions } }
}

fn berlin() -> ImportZone {
    ImportZone { name: "Europe/Berlin".into(), offset_s: 3_600, zone_table: ZoneTable::default() }
}

/// 2026-11-24 13:00 in New York.
fn now() -> Now {
    now_at("2026-11-24T13:00")
}

/// A winter's time in New York.
fn now_at(local: &str) -> Now {
    let utc_ms = LocalTime::parse(local).unwrap().as_if_utc_ms() + 5 * 3_600_000;
    let zone_table = new_york().zone_table;
    Now { utc_ms, offset_s: -18_000, zone: "America/New_York".into(), monotonic_ms: None, boot_id: None, zone_table }
}

fn answers() -> ImportAnswers {
    ImportAnswers {
        format: None,
        zone: Some(new_york()),
        volume_unit: Some(VolumeUnit::Ml),
        mass_unit: Some(MassUnit::Lb),
        medicine_for: Some(MedicineFor::Baby),
        baby: None,
    }
}

fn file(name: &str, contents: impl Into<Vec<u8>>) -> ImportFile {
    ImportFile { name: name.into(), contents: contents.into(), from_folder: false }
}

/// Imports one file into an empty journal.
fn import(contents: &str) -> (Memory, ImportReport) {
    let mut journal = Memory::default();
    let report = journal.import(&[file("Rows.csv", contents)], &answers(), &now()).unwrap();
    assert_adds_up(&report);
    (journal, report)
}

fn assert_adds_up(report: &ImportReport) {
    assert_eq!(report.read, report.added + report.already + report.skipped.len() as i64);
}

/// The field and reason of a refusal.
fn refusal<T: std::fmt::Debug>(answer: Result<T>) -> (String, String) {
    match answer {
        Err(JournalError::Invalid { field, reason }) => (field, reason),
        other => panic!("no refusal: {other:?}"),
    }
}

const PUMPING: &str = "id,child_id,child_first_name,child_last_name,start,end,amount,notes,tags\n";
const FEEDING: &str = "id,child_first_name,child_last_name,start,end,type,method,amount,notes,tags\n";

fn only(contents: &str) -> Entry {
    let (journal, report) = import(contents);
    assert_eq!((report.read, report.added), (1, 1), "{report:?}");
    journal.log()[0].clone()
}

fn skipped(contents: &str) -> String {
    let (journal, report) = import(contents);
    assert_eq!((report.read, report.added, report.skipped.len()), (1, 0, 1), "{report:?}");
    assert!(journal.entries.is_empty());
    assert_eq!((report.skipped[0].file.as_str(), report.skipped[0].line), ("Rows.csv", 2));
    report.skipped[0].reason.clone()
}
