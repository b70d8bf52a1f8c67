//! Baby Buddy's CSV files read by hand into a plain list: a second opinion on an import and on every figure after it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use relatch_core::{
    Diaper, EntryKind, Expression, ExpressionMethod, ImportFile, Latch, Milk, Nursing, Supplement, SupplementBy,
    Supplementer, Transfer, Volume, VolumeUnit,
};

use crate::calendar::{HOUR_MS, MINUTE_MS, local_ms};
use crate::ledger::{Item, Ledger, Rules};
use crate::zones::Zone;

/// Every CSV file of a folder, by name.
pub fn files(folder: &Path) -> Vec<ImportFile> {
    let mut found: Vec<ImportFile> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "csv"))
        .map(|path| ImportFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            contents: std::fs::read(&path).unwrap(),
            from_folder: true,
        })
        .collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// The rows of a CSV text, each by the names of its columns.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut records: Vec<Vec<String>> = vec![vec![String::new()]];
    let mut quoted = false;
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    while let Some(letter) = letters.next() {
        let record = records.last_mut().unwrap();
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => record.last_mut().unwrap().extend(letters.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => record.push(String::new()),
            '\r' if !quoted => {}
            '\n' if !quoted => records.push(vec![String::new()]),
            other => record.last_mut().unwrap().push(other),
        }
    }
    records.retain(|record| record.len() > 1);
    let header = records.remove(0);
    records.into_iter().map(|record| header.iter().cloned().zip(record).collect()).collect()
}

/// The instants at which the zone's clocks show a local time: one, two in a repeated hour, none in a skipped one.
fn passes(local_ms: i64, zone: &Zone) -> Vec<(i64, i32)> {
    let offsets = zone.changes.iter().flat_map(|change| [change.before_s, change.after_s]).chain([zone.first_s]);
    let offsets: BTreeSet<i32> = offsets.collect();
    let mut found: Vec<(i64, i32)> = offsets
        .into_iter()
        .map(|offset_s| (local_ms - i64::from(offset_s) * 1_000, offset_s))
        .filter(|(utc_ms, offset_s)| zone.offset_s(*utc_ms) == *offset_s)
        .collect();
    found.sort_unstable();
    found
}

/// A row's start: the first pass, unless the row before it stands there or later; a skipped time moves forward.
fn start(local_ms: i64, before_ms: Option<i64>, zone: &Zone) -> (i64, i32) {
    match passes(local_ms, zone).as_slice() {
        [] => {
            let offset_s = zone.offset_s(local_ms - 30 * HOUR_MS);
            let utc_ms = local_ms - i64::from(offset_s) * 1_000;
            (utc_ms, zone.offset_s(utc_ms))
        }
        [only] => *only,
        [first, second, ..] => {
            if before_ms.is_some_and(|before_ms| first.0 <= before_ms) {
                *second
            } else {
                *first
            }
        }
    }
}

fn microlitres(text: &str) -> i64 {
    (text.parse::<f64>().unwrap_or_else(|_| panic!("no amount: {text}")) * 1_000.0).round() as i64
}

/// The list that a folder of Baby Buddy's files, amounts in millilitres, amounts to; `now_ms` bounds a weight's noon.
pub fn ledger(folder: &Path, zone: &Zone, now_ms: i64) -> Ledger {
    let rules = Rules { day_start_min: 300, night_from_min: 1_380, night_to_min: 300, from_end: false };
    let mut ledger = Ledger {
        items: BTreeMap::new(),
        babies: Vec::new(),
        rules,
        away: BTreeSet::new(),
        complete: BTreeSet::new(),
        restart: None,
    };
    for file in files(folder) {
        let mut read = rows(&String::from_utf8(file.contents).unwrap());
        if read.iter().all(|row| !row.contains_key("child_first_name")) {
            continue;
        }
        read.sort_by_key(|row| row["id"].parse::<i64>().unwrap());
        let mut before: BTreeMap<String, i64> = BTreeMap::new();
        for row in read {
            let child = format!("{} {}", row["child_first_name"], row["child_last_name"]);
            if !ledger.babies.contains(&child) {
                ledger.babies.push(child.clone());
            }
            let written = row.get("start").or(row.get("time"));
            let (mut start_ms, mut offset_s) = match written {
                Some(text) => start(local_ms(text), before.get(&child).copied(), zone),
                None => start(local_ms(&format!("{} 12:00:00", row["date"])), None, zone),
            };
            if written.is_none() && start_ms > now_ms {
                (start_ms, offset_s) = (now_ms, zone.offset_s(now_ms));
            }
            before.insert(child.clone(), start_ms);
            let long_ms = row.get("end").and_then(|end| {
                let long = passes(local_ms(end), zone).into_iter().map(|(utc_ms, _)| utc_ms - start_ms);
                long.filter(|long_ms| (0..=240 * MINUTE_MS).contains(long_ms)).min()
            });
            let item = Item { start_ms, offset_s, kind: kind(&row, long_ms), baby: Some(child), note: None };
            ledger.items.insert(ledger.items.len() as u128, item);
        }
    }
    ledger
}

fn kind(row: &BTreeMap<String, String>, long_ms: Option<i64>) -> EntryKind {
    let field = |name: &str| row.get(name).map(|text| text.trim().to_lowercase()).unwrap_or_default();
    let amount = Some(field("amount")).filter(|text| !text.is_empty());
    let other = EntryKind::Other { label: "other".to_owned(), detail: None };
    if row.contains_key("wet") {
        let is = |name: &str| ["1", "true"].contains(&field(name).as_str());
        let (wet, stool) = (is("wet"), is("solid"));
        return if wet || stool { EntryKind::Diaper { diaper: Diaper { wet, stool, detail: None } } } else { other };
    }
    if !row.contains_key("amount") {
        return other;
    }
    let measured = |text: &String| Volume::Measured { microlitres: microlitres(text), unit: VolumeUnit::Ml };
    if !row.contains_key("method") {
        let total = amount.as_ref().map(measured);
        let expression = Expression { total, duration_ms: long_ms, ..Expression::of(ExpressionMethod::Pump) };
        return EntryKind::Expression { expression };
    }
    let milk = match field("type").as_str() {
        "breast milk" => Milk::Own,
        "fortified breast milk" => Milk::OwnFortified,
        "formula" => Milk::Formula,
        _ => return other,
    };
    let method = field("method");
    let volume = amount.as_ref().map_or(Volume::Unmeasured, measured);
    if !method.ends_with("breast") && !method.ends_with("breasts") {
        let by = Some(if method == "bottle" { SupplementBy::Bottle } else { SupplementBy::Other });
        return EntryKind::Supplement { supplement: Supplement { milk, volume, by } };
    }
    let mut nursing = Nursing { latch: None::<Latch>, ..Nursing::default() };
    match method.as_str() {
        "left breast" => nursing.left_ms = long_ms,
        "right breast" => nursing.right_ms = long_ms,
        _ => nursing.both_ms = long_ms,
    }
    if milk == Milk::Own {
        nursing.transfer = amount.as_ref().map(|text| Transfer::TestWeighed { volume: measured(text) });
    } else {
        nursing.supplementer = Some(Supplementer { milk, volume });
    }
    EntryKind::Nursing { nursing }
}
