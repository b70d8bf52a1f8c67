//! After an import every figure of every week equals a reckoning from the bare CSV.
#![allow(clippy::float_cmp, reason = "hours are halves and quarters, which floats hold exactly")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::path::{Path, PathBuf};

use relatch_core::*;
use relatch_tests::calendar::instant;
use relatch_tests::ledger::Ledger;
use relatch_tests::reckoning;
use relatch_tests::zones::Zone;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)
}

fn new_york() -> Zone {
    Zone::load("America/New_York", 2015, 2028)
}

fn imported(name: &str, now: &Now) -> (Journal, Ledger, ImportReport) {
    let zone = new_york();
    let journal = Journal::open_in_memory(now).unwrap();
    let answers = ImportAnswers {
        zone: Some(ImportZone {
            name: zone.name.clone(),
            offset_s: zone.first_s,
            zone_table: ZoneTable { transitions: zone.changes.clone() },
        }),
        volume_unit: Some(VolumeUnit::Ml),
        mass_unit: Some(MassUnit::Lb),
        medicine_for: Some(MedicineFor::Baby),
        ..ImportAnswers::default()
    };
    let report = journal.import(&reckoning::files(&folder(name)), &answers, now).unwrap();
    (journal, reckoning::ledger(&folder(name), &zone, now.utc_ms), report)
}

fn compare_every_week(name: &str, now_text: &str) -> (Journal, Now, ImportReport) {
    let zone = new_york();
    let now = zone.now(instant(now_text).0);
    let (journal, ledger, report) = imported(name, &now);
    assert_eq!(report.skipped, []);
    assert_eq!(report.added, ledger.items.len() as i64);
    assert_eq!(report.read, report.added);
    let today = ledger.day_of(now.utc_ms, now.offset_s);
    let first = ledger.first_day().unwrap();
    for to in first..=today + 1 {
        let week = journal.week(Some(Day::from_number(to as i32)), &now).unwrap();
        ledger.compare_week(&week, to, now.utc_ms, &zone);
    }
    assert_eq!(journal.check().unwrap().entries, report.added);
    (journal, now, report)
}

#[test]
fn every_week_of_the_shared_sample_equals_a_reckoning_from_its_csv() {
    let (journal, now, _) = compare_every_week("baby-buddy", "2026-11-24T13:00:00-05:00");
    let change = journal.day(Day::parse("2026-10-31"), &now).unwrap();
    assert_eq!(change.hours, 25.0);
}

#[test]
fn every_week_of_the_made_fixture_equals_a_reckoning_from_its_csv() {
    let (journal, now, report) = compare_every_week("made", "2026-11-12T20:00:00-05:00");
    assert!(report.warnings.iter().any(|warning| warning.reason.contains("hour") || warning.reason.contains("twice")));
    // A few figures reckoned by head, so that two equal mistakes are seen.
    let day = |text: &str| journal.day(Day::parse(text), &now).unwrap();
    let repeated = day("2026-10-31");
    assert_eq!((repeated.hours, repeated.sessions, repeated.night_sessions), (25.0, Some(6), Some(3)));
    let weighed = day("2026-11-05");
    assert_eq!(weighed.own_milk.measured_ul, 30_000 + 42_500 + 21_250);
    assert_eq!(weighed.babies[0].intake.transfer_ul, 42_500);
    let tube = day("2026-11-06");
    assert_eq!((tube.formula_ul, tube.babies[0].intake.untracked, tube.own_milk.unmeasured), (35_000, 1, 1));
    assert!(!day("2026-11-07").logged && !day("2026-11-08").logged);
    assert_eq!(day("2026-11-09").longest_gap_ms, Some(5 * 3_600_000), "no gap over the days that were not logged");
}

#[test]
fn the_same_files_again_change_nothing() {
    let now = new_york().now(instant("2026-11-24T13:00:00-05:00").0);
    let (journal, ledger, report) = imported("baby-buddy", &now);
    let before = journal.week(None, &now).unwrap();
    let zone = new_york();
    let answers = ImportAnswers {
        zone: Some(ImportZone {
            name: zone.name,
            offset_s: zone.first_s,
            zone_table: ZoneTable { transitions: zone.changes },
        }),
        volume_unit: Some(VolumeUnit::Ml),
        mass_unit: Some(MassUnit::Lb),
        medicine_for: Some(MedicineFor::Baby),
        ..ImportAnswers::default()
    };
    let again = journal.import(&reckoning::files(&folder("baby-buddy")), &answers, &now).unwrap();
    assert_eq!((again.added, again.already), (0, report.added));
    assert_eq!(journal.week(None, &now).unwrap(), before);
    assert_eq!(journal.check().unwrap().entries, ledger.items.len() as i64);
}
