//! The sample export, reckoned a second time from its text by arithmetic of the test's own.

use std::collections::BTreeMap;

use super::*;
use crate::entry::{Entry, EntryKind, Milk};

const FILES: [(&str, &str); 9] = [
    ("Weight.csv", include_str!("../../../../tests/fixtures/baby-buddy/Weight-2026-11-24.csv")),
    ("Child.csv", include_str!("../../../../tests/fixtures/baby-buddy/Child-2026-11-24.csv")),
    ("DiaperChange.csv", include_str!("../../../../tests/fixtures/baby-buddy/DiaperChange-2026-11-24.csv")),
    ("Feeding.csv", include_str!("../../../../tests/fixtures/baby-buddy/Feeding-2026-11-24.csv")),
    ("Medication.csv", include_str!("../../../../tests/fixtures/baby-buddy/Medication-2026-11-24.csv")),
    ("Note.csv", include_str!("../../../../tests/fixtures/baby-buddy/Note-2026-11-24.csv")),
    ("Pumping.csv", include_str!("../../../../tests/fixtures/baby-buddy/Pumping-2026-11-24.csv")),
    ("Sleep.csv", include_str!("../../../../tests/fixtures/baby-buddy/Sleep-2026-11-24.csv")),
    ("Tag.csv", include_str!("../../../../tests/fixtures/baby-buddy/Tag-2026-11-24.csv")),
];

pub(super) fn files() -> Vec<ImportFile> {
    FILES.iter().map(|(name, text)| file(name, *text)).collect()
}

/// What a day adds up to: counts, and amounts in hundredths of a millilitre.
#[derive(Debug, Default, PartialEq)]
struct Sums {
    pumpings: i64,
    pumped: i64,
    minutes_s: i64,
    nursings: i64,
    transferred: i64,
    supplements: i64,
    formula: i64,
    own: i64,
    unknown: i64,
    solids: i64,
    wet: i64,
    stool: i64,
    medicines: i64,
    notes: i64,
    sleeps: i64,
    weights_g: i64,
}

/// Days of the months of a common year before each month.
const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

/// Day of 2026 and second of the day from "2026-11-01 01:30:00".
fn read(text: &str) -> (i64, i64) {
    let number = |from: usize, to: usize| text[from..to].parse::<i64>().unwrap();
    assert_eq!(number(0, 4), 2026);
    let day = BEFORE[number(5, 7) as usize - 1] + number(8, 10);
    if text.len() == 10 {
        return (day, 12 * 3_600);
    }
    (day, number(11, 13) * 3_600 + number(14, 16) * 60 + number(17, 19))
}

/// The day that begins at five.
fn day(text: &str) -> i64 {
    let (day, second) = read(text);
    if second < 5 * 3_600 { day - 1 } else { day }
}

/// No session of the sample reaches over the clock change, so the difference on the clock is the time that passed.
fn seconds(start: &str, end: &str) -> i64 {
    let ((day, from), (end_day, to)) = (read(start), read(end));
    (end_day - day) * 86_400 + to - from
}

fn hundredths(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// The sample by its text alone.
fn reckoned() -> (BTreeMap<i64, Sums>, i64) {
    let mut days: BTreeMap<i64, Sums> = BTreeMap::new();
    let mut rows = 0;
    for (name, text) in FILES {
        let mut reader = ::csv::Reader::from_reader(text.as_bytes());
        let header = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            let get = |column: &str| &record[header.iter().position(|name| name == column).unwrap()];
            if name == "Child.csv" || name == "Tag.csv" {
                continue;
            }
            rows += 1;
            let when =
                ["start", "time", "date"].iter().find(|column| header.iter().any(|name| name == **column)).unwrap();
            let sums = days.entry(day(get(when))).or_default();
            match name {
                "Pumping.csv" => {
                    sums.pumpings += 1;
                    sums.pumped += hundredths(get("amount"));
                    sums.minutes_s += seconds(get("start"), get("end"));
                }
                "Feeding.csv" => {
                    let amount = get("amount");
                    let known = if amount.is_empty() { 0 } else { hundredths(amount) };
                    let at_breast = get("method").ends_with("breast") || get("method").ends_with("breasts");
                    match (get("type"), at_breast) {
                        ("solid food", _) => sums.solids += 1,
                        (kind, true) => {
                            sums.nursings += 1;
                            sums.minutes_s += seconds(get("start"), get("end"));
                            match kind {
                                "breast milk" => sums.transferred += known,
                                "formula" => sums.formula += known,
                                _ => sums.own += known,
                            }
                            sums.unknown += i64::from(amount.is_empty());
                        }
                        (kind, false) => {
                            sums.supplements += 1;
                            *(if kind == "formula" { &mut sums.formula } else { &mut sums.own }) += known;
                            sums.unknown += i64::from(amount.is_empty());
                        }
                    }
                }
                "DiaperChange.csv" => {
                    sums.wet += i64::from(get("wet") == "1");
                    sums.stool += i64::from(get("solid") == "1");
                }
                "Medication.csv" => sums.medicines += 1,
                "Note.csv" => sums.notes += 1,
                "Sleep.csv" => sums.sleeps += 1,
                "Weight.csv" => sums.weights_g += (hundredths(get("weight")) * 45_359_237 + 5_000_000) / 10_000_000,
                other => panic!("{other}"),
            }
        }
    }
    (days, rows)
}

fn hundredths_of(volume: Option<crate::Volume>) -> i64 {
    volume.and_then(crate::Volume::microlitres).unwrap_or(0) / 10
}

/// The same from the imported entries.
fn summed(entries: &[&Entry]) -> BTreeMap<i64, Sums> {
    let new_year = crate::Day::parse("2025-12-31").unwrap().number();
    let mut days: BTreeMap<i64, Sums> = BTreeMap::new();
    for entry in entries {
        let sums = days.entry(i64::from(entry.day.number() - new_year)).or_default();
        sums.minutes_s += entry.kind.duration_ms().unwrap_or(0) / 1_000;
        let fed = |sums: &mut Sums, milk, volume: crate::Volume| {
            *(if milk == Milk::Formula { &mut sums.formula } else { &mut sums.own }) += hundredths_of(Some(volume));
            sums.unknown += i64::from(volume == crate::Volume::Unmeasured);
        };
        match &entry.kind {
            EntryKind::Expression { expression } => {
                sums.pumpings += 1;
                sums.pumped += hundredths_of(expression.total);
            }
            EntryKind::Nursing { nursing } => {
                sums.nursings += 1;
                match (nursing.supplementer, nursing.transfer) {
                    (Some(supplementer), None) => fed(sums, supplementer.milk, supplementer.volume),
                    (None, Some(crate::Transfer::TestWeighed { volume })) => {
                        sums.transferred += hundredths_of(Some(volume));
                    }
                    (None, None) => sums.unknown += 1,
                    other => panic!("{other:?}"),
                }
            }
            EntryKind::Supplement { supplement } => {
                sums.supplements += 1;
                fed(sums, supplement.milk, supplement.volume);
            }
            EntryKind::Diaper { diaper } => {
                sums.wet += i64::from(diaper.wet);
                sums.stool += i64::from(diaper.stool);
            }
            EntryKind::Medicine { .. } => sums.medicines += 1,
            EntryKind::Note => sums.notes += 1,
            EntryKind::Weight { mass } => sums.weights_g += (mass.milligrams + 500) / 1_000,
            EntryKind::Other { label, .. } => match label.as_str() {
                "sleep" => sums.sleeps += 1,
                "solid food" => sums.solids += 1,
                "diaper change" => {}
                other => panic!("{other}"),
            },
            other => panic!("{other:?}"),
        }
    }
    days
}

#[test]
fn the_sample_comes_in_as_an_independent_reckoning_says() {
    let mut journal = Memory::default();
    let report = journal.import(&files(), &answers(), &now()).unwrap();
    assert_adds_up(&report);
    let (expected, rows) = reckoned();
    assert_eq!((report.files, report.read, report.added), (9, rows, rows), "{:?}", report.skipped);
    assert_eq!((report.skipped.len(), report.warnings.len()), (0, 0), "{:?}", report.warnings);
    assert_eq!(rows, 632 + 310 + 110 + 27 + 453 + 310 + 9);
    assert_eq!(summed(&journal.log()), expected);
    assert_eq!(journal.babies.len(), 1);
    assert_eq!(
        (journal.babies[0].name.as_str(), journal.babies[0].born.unwrap().text().as_str()),
        ("Renee Sellers", "2026-09-25")
    );
    assert_eq!(report.from.unwrap().rfc3339(), "2026-09-25T12:00:00-04:00");
    assert_eq!(report.to.unwrap().rfc3339(), "2026-11-24T12:45:30-05:00");
}

#[test]
fn the_sample_comes_in_once_whatever_is_answered_the_second_time() {
    let mut journal = Memory::default();
    let first = journal.import(&files(), &answers(), &now()).unwrap();
    let before = journal.clone();
    let other = ImportAnswers {
        zone: Some(berlin()),
        volume_unit: Some(VolumeUnit::Oz),
        mass_unit: Some(MassUnit::Kg),
        medicine_for: Some(MedicineFor::Parent),
        ..answers()
    };
    for answers in [answers(), other] {
        let again = journal.import(&files(), &answers, &now()).unwrap();
        assert_eq!((again.added, again.already, again.skipped.len()), (0, first.added, 0));
        assert_eq!(journal, before);
    }
}

#[test]
fn the_sample_survives_both_exports() {
    let mut journal = Memory::default();
    journal.import(&files(), &answers(), &now()).unwrap();
    for (name, format) in [("a.csv", crate::ExportFormat::Csv), ("a.jsonl", crate::ExportFormat::Jsonl)] {
        let mut fresh = Memory::default();
        let export = file(name, journal.export(format));
        let report = fresh.import(std::slice::from_ref(&export), &ImportAnswers::default(), &now()).unwrap();
        assert_eq!((report.added, report.skipped.len(), report.warnings.len()), (journal.entries.len() as i64, 0, 0));
        assert_eq!(fresh.entries, journal.entries);
        assert_eq!(fresh.babies.len(), 1);
        // Once more, and then the files of the other app: all of it is known.
        let again = fresh.import(&[export], &ImportAnswers::default(), &now()).unwrap();
        assert_eq!((again.added, again.already), (0, report.added));
        let origin = fresh.import(&files(), &answers(), &now()).unwrap();
        assert_eq!((origin.added, origin.already), (0, report.added));
    }
}
