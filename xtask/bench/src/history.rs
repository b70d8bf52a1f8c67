//! Long histories, made quickly: rows exactly as the journal writes them, but in one transaction.

use std::path::{Path, PathBuf};

use relatch_core::{
    Baby, Diaper, EntryId, EntryKind, Expression, ExpressionMethod, Journal, Milk, NewEntry, Now, Nursing, Stamp,
    Supplement, SupplementBy, Volume, ZoneTable, ZoneTransition,
};

use crate::bare::{Bare, Failed, Value};

pub(crate) const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// 2026-11-24T13:00 in New York.
pub(crate) const PRESENT_MS: i64 = 1_795_543_200_000;
const OFFSET_S: i32 = -18_000;
/// The day start of a fresh journal, 05:00.
const DAY_START_MS: i64 = 5 * HOUR_MS;
/// Entries a day, in the last months of every history.
pub(crate) const A_DAY: i64 = 12;
/// Days at the end of every history that have [`A_DAY`] entries, whatever the days before have.
const RECENT_DAYS: i64 = 120;
/// Ten years: what is older has more entries a day in a longer history.
const DAYS: i64 = 3_667;

/// Columns of an entry, but for its id, day, start and offset.
const CONTENT: &str =
    "zone, baby, kind, facts, active_ms, pause_ms, made_ul, fed_ul, left_part, right_part, extra, note, tags";
const MADE_UL: usize = 6;

/// The present, `hours` after [`PRESENT_MS`].
pub(crate) fn now_after(hours: i64) -> Now {
    Now {
        utc_ms: PRESENT_MS + hours * HOUR_MS,
        offset_s: OFFSET_S,
        zone: "America/New_York".into(),
        monotonic_ms: Some(hours * HOUR_MS + 1_000_000),
        boot_id: Some("8f14e45f-ceea-467f-a8c5-0f6f2f6f9f11".into()),
        zone_table: ZoneTable {
            transitions: vec![
                ZoneTransition { at_ms: 1_772_953_200_000, before_s: -18_000, after_s: -14_400 },
                ZoneTransition { at_ms: 1_793_512_800_000, before_s: -14_400, after_s: OFFSET_S },
                // The real zone changes again in March; the taps of a long run stay on winter time.
            ],
        },
    }
}

/// A UUIDv7 of an instant; `salt` stands for its random part.
pub(crate) fn id(utc_ms: i64, salt: u64) -> EntryId {
    let mut mixed = salt.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    let mut bytes = [0; 16];
    bytes[..6].copy_from_slice(&utc_ms.to_be_bytes()[2..]);
    bytes[6..8].copy_from_slice(&((salt as u16 & 0x0FFF) | 0x7000).to_be_bytes());
    bytes[8..].copy_from_slice(&((mixed >> 2) | 0x8000_0000_0000_0000).to_be_bytes());
    EntryId::from_bytes(bytes)
}

/// What is measured when something is tapped: a pump of a quarter of an hour, 12 ml.
pub(crate) fn pump(id: EntryId, start: Option<Stamp>) -> NewEntry {
    let expression = Expression {
        total: Some(Volume::ml(12)),
        duration_ms: Some(15 * 60_000),
        ..Expression::of(ExpressionMethod::Pump)
    };
    entry(id, start, EntryKind::Expression { expression }, None)
}

pub(crate) fn entry(id: EntryId, start: Option<Stamp>, kind: EntryKind, baby: Option<&str>) -> NewEntry {
    NewEntry { id, start, zone: None, kind, baby: baby.map(str::to_owned), note: None, tags: Vec::new() }
}

/// The `index`-th entry of a day: six pumps, two nursings, two bottles, two diapers.
fn of_a_day(index: i64, id: EntryId, start: Stamp) -> NewEntry {
    let kind = match index % A_DAY {
        1 | 7 => EntryKind::Supplement {
            supplement: Supplement { milk: Milk::Formula, volume: Volume::ml(60), by: Some(SupplementBy::Bottle) },
        },
        3 | 9 => EntryKind::Diaper { diaper: Diaper { wet: true, stool: index % A_DAY == 9, detail: None } },
        5 | 11 => EntryKind::Nursing {
            nursing: Nursing { left_ms: Some(540_000), right_ms: Some(420_000), ..Nursing::default() },
        },
        _ => return pump(id, Some(start)),
    };
    entry(id, Some(start), kind, Some("Ada"))
}

/// A history of about `rows` entries over ten years in `folder`; answers its file and how many there are.
pub(crate) fn make(folder: &Path, rows: i64) -> Result<(PathBuf, i64), Failed> {
    let path = folder.join(format!("history-{rows}.db"));
    let failed = |error: relatch_core::JournalError| error.to_string();
    let journal = Journal::open(&path.to_string_lossy(), None, &now_after(0)).map_err(failed)?;
    let ada = Baby { name: "Ada".into(), born: None, sex: None, gestation_weeks: None };
    journal.set_baby(&ada, &now_after(0)).map_err(failed)?;
    // One of each as the journal writes them; every other row is a copy with its own id, time and amount.
    let sample_start = |index: i64| Stamp { utc_ms: PRESENT_MS - DAY_MS + index * 2 * HOUR_MS, offset_s: OFFSET_S };
    for index in 0..A_DAY {
        let start = sample_start(index);
        journal.log(&of_a_day(index, id(start.utc_ms, index as u64), start), &now_after(0)).map_err(failed)?;
    }
    journal.pause().map_err(failed)?;
    drop(journal);

    let bare = Bare::open(&path)?;
    bare.run(include_str!("../../../core/src/db/open.sql"))?;
    let contents = contents(&bare)?;
    bare.run("BEGIN IMMEDIATE; DELETE FROM entry; DELETE FROM revision;")?;
    let insert = bare.prepare(&format!(
        "INSERT INTO entry (id, day, start_ms, offset_s, {CONTENT})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
    ))?;
    let old_days = DAYS - RECENT_DAYS;
    let old_a_day = (rows - RECENT_DAYS * A_DAY).max(A_DAY * old_days) / old_days;
    let mut count = 0;
    for day in 0..DAYS {
        let a_day = if day < old_days { old_a_day } else { A_DAY };
        for index in 0..a_day {
            let start_ms = PRESENT_MS - (DAYS - day) * DAY_MS + index * DAY_MS / a_day;
            put(&insert, start_ms, count, &contents[(index % A_DAY) as usize])?;
            count += 1;
        }
    }
    drop(insert);
    bare.run("COMMIT; PRAGMA wal_checkpoint(TRUNCATE);")?;
    check(&bare, &contents, &path)?;
    Ok((path, count))
}

fn put(insert: &crate::bare::Prepared, start_ms: i64, number: i64, content: &[Value]) -> Result<(), Failed> {
    insert.bind_blob(1, &id(start_ms, number as u64).bytes());
    insert.bind_int(2, (start_ms + i64::from(OFFSET_S) * 1_000 - DAY_START_MS).div_euclid(DAY_MS));
    insert.bind_int(3, start_ms);
    insert.bind_int(4, i64::from(OFFSET_S));
    for (column, value) in content.iter().enumerate() {
        insert.bind(column as i32 + 5, value);
    }
    if content[MADE_UL] != Value::Null {
        // 5 to 34.5 ml.
        insert.bind_int(MADE_UL as i32 + 5, 5_000 + number % 60 * 500);
    }
    insert.run()
}

/// The columns of the twelve samples, by start.
fn contents(bare: &Bare) -> Result<Vec<Vec<Value>>, Failed> {
    let read = bare.prepare(&format!("SELECT {CONTENT} FROM entry ORDER BY start_ms"))?;
    let mut found = Vec::new();
    while read.step()? {
        found.push((0..13).map(|column| read.value(column)).collect());
    }
    if found.len() == A_DAY as usize { Ok(found) } else { Err(format!("{} samples instead of 12", found.len())) }
}

/// A row that was copied in bulk must be what the journal itself writes for the same entry.
fn check(bare: &Bare, contents: &[Vec<Value>], path: &Path) -> Result<(), Failed> {
    let row = |bare: &Bare, id: &EntryId| -> Result<Vec<Value>, Failed> {
        let read = bare.prepare(&format!("SELECT day, start_ms, offset_s, {CONTENT} FROM entry WHERE id = ?1"))?;
        read.bind_blob(1, &id.bytes());
        if !read.step()? {
            return Err("a row that was written is not there".into());
        }
        Ok((0..16).map(|column| read.value(column)).collect())
    };
    // The last day's entries once more through the journal, and once more in bulk, an hour later.
    let scratch = path.with_extension("check");
    std::fs::copy(path, &scratch).map_err(|error| error.to_string())?;
    let journal = Journal::open(&scratch.to_string_lossy(), None, &now_after(0)).map_err(|error| error.to_string())?;
    for index in 0..A_DAY {
        let start_ms = PRESENT_MS - DAY_MS + index * 2 * HOUR_MS + 60_000;
        let asked = of_a_day(index, id(start_ms, 7), Stamp { utc_ms: start_ms, offset_s: OFFSET_S });
        journal.log(&asked, &now_after(0)).map_err(|error| error.to_string())?;
    }
    drop(journal);
    let written = Bare::open(&scratch)?;
    bare.run("BEGIN IMMEDIATE")?;
    let insert = bare.prepare(&format!(
        "INSERT INTO entry (id, day, start_ms, offset_s, {CONTENT})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)"
    ))?;
    for index in 0..A_DAY {
        let start_ms = PRESENT_MS - DAY_MS + index * 2 * HOUR_MS + 60_000;
        // The amount of number 14 is 12 ml, as in a tap.
        put(&insert, start_ms, 14, &contents[index as usize])?;
        let (bulk, tapped) = (row(bare, &id(start_ms, 14))?, row(&written, &id(start_ms, 7))?);
        if bulk != tapped {
            return Err(format!("the bulk row {bulk:?} differs from the journal's {tapped:?}"));
        }
    }
    drop(insert);
    bare.run("ROLLBACK")?;
    drop(written);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", scratch.display()));
    }
    Ok(())
}

/// Bytes of the database file itself.
pub(crate) fn size(path: &Path) -> Result<u64, Failed> {
    std::fs::metadata(path).map(|about| about.len()).map_err(|error| error.to_string())
}
