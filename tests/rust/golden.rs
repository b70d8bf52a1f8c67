//! Databases of every released schema open, keep what they hold and end up like new ones; what is not ours is refused
//! and left as it is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use relatch_core::reminders::{Phone, Platform, QuietHours, QuietPolicy, ReminderKind, ReminderRule};
use relatch_core::*;
use relatch_tests::numbered;
use rusqlite::Connection;
use serde_json::{Value, json};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/databases").join(name)
}

fn now() -> Now {
    let change = |at_ms, before_s, after_s| ZoneTransition { at_ms, before_s, after_s };
    Now {
        utc_ms: 1_795_543_200_000,
        offset_s: -18_000,
        zone: "America/New_York".to_owned(),
        monotonic_ms: Some(5_000_000),
        boot_id: Some("boot".to_owned()),
        zone_table: ZoneTable { transitions: vec![change(1_793_512_800_000, -14_400, -18_000)] },
    }
}

fn open(path: &Path) -> Result<Journal> {
    Journal::open(path.to_str().unwrap(), None, &now())
}

/// Every table and index as it was written.
fn schema(path: &Path) -> Vec<String> {
    let database = Connection::open(path).unwrap();
    let mut statement = database
        .prepare("SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1")
        .unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(|row| row.unwrap()).collect()
}

/// The rows of every table as the statements that would write them.
fn rows(path: &Path) -> Vec<String> {
    let database = Connection::open(path).unwrap();
    let names = |sql: &str| -> Vec<String> {
        database.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(|row| row.unwrap()).collect()
    };
    let mut found = Vec::new();
    for table in names("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid") {
        let columns =
            names(&format!("SELECT 'quote(\"' || name || '\")' FROM pragma_table_info('{table}') ORDER BY cid"));
        let values = columns.join(" || ', ' || ");
        found.extend(names(&format!(
            "SELECT 'INSERT INTO {table} VALUES (' || {values} || ');' FROM {table} ORDER BY 1"
        )));
    }
    found
}

/// All that the façade shows.
fn content(journal: &Journal) -> Value {
    let now = now();
    let page = journal.entries(&EntryQuery { limit: Some(1_000), ..EntryQuery::default() }).unwrap();
    assert_eq!(page.cursor, None);
    let days = journal.days(Day::parse("2026-10-20").unwrap(), Day::parse("2026-11-24").unwrap(), &now).unwrap();
    json!({
        "entries": page.entries,
        "babies": journal.babies().unwrap(),
        "settings": journal.settings().unwrap(),
        "journey": journal.journey().unwrap(),
        "running": journal.running(&now).unwrap(),
        "rules": journal.rules().unwrap(),
        "days": days.iter().filter(|day| day.logged || day.away || day.diapers_complete).collect::<Vec<_>>(),
        "plan": journal.plan_reminders(&Phone::new(Platform::Ios), None, None, &now).unwrap().items,
    })
}

fn build(name: &str, folder: &Path) -> PathBuf {
    let path = folder.join("journal.db");
    let text = std::fs::read_to_string(fixture(name)).unwrap();
    Connection::open(&path).unwrap().execute_batch(&text).unwrap();
    path
}

#[test]
fn the_first_schema_opens_and_keeps_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = build("v1.sql", folder.path());
    let before = rows(&path);
    let journal = open(&path).unwrap();
    assert!(journal.check().unwrap().sound);
    let wanted: Value = serde_json::from_str(&std::fs::read_to_string(fixture("v1.json")).unwrap()).unwrap();
    let found: Value = serde_json::from_str(&content(&journal).to_string()).unwrap();
    for (name, value) in wanted.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name}");
    }
    journal.pause().unwrap();
    assert_eq!(rows(&path), before, "reading changed a row");
    // It is not just readable: the newest change is undone, a new entry comes in.
    assert_eq!(journal.undo(&now()).unwrap().change, UndoneChange::Delete);
    journal.log(&numbered::entry(900), &numbered::now(900)).unwrap();
    assert!(journal.check().unwrap().sound);
}

#[test]
fn an_old_database_ends_up_with_the_schema_of_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let old = build("v1.sql", folder.path());
    let new = folder.path().join("new.db");
    drop((open(&old).unwrap(), open(&new).unwrap()));
    assert_eq!(schema(&old), schema(&new));
    let pragma = |path: &Path, name: &str| -> i64 {
        Connection::open(path).unwrap().query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)).unwrap()
    };
    for name in ["application_id", "user_version"] {
        assert_eq!(pragma(&old, name), pragma(&new, name));
    }
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
}

fn refused(path: &Path, wanted: &JournalError) {
    let before = files(path.parent().unwrap());
    for _ in 0..2 {
        assert_eq!(open(path).err().as_ref(), Some(wanted));
        assert!(files(path.parent().unwrap()) == before, "a file was touched, made or removed");
    }
}

#[test]
fn a_newer_schema_is_refused_and_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let path = build("v1.sql", folder.path());
    let known = {
        drop(open(&path).unwrap());
        let database = Connection::open(&path).unwrap();
        let known: i64 = database.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        database.execute_batch(&format!("PRAGMA user_version = {}", known + 1)).unwrap();
        known
    };
    refused(&path, &JournalError::NewerSchema { found: known + 1, known });
}

#[test]
fn files_of_other_kinds_are_refused_and_not_touched() {
    for bytes in [&b"day,own_milk_ml\n0,5\n"[..], &b"SQLite format 3\0 but no more"[..], &[0_u8; 4_096][..], b"x"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        std::fs::write(&path, bytes).unwrap();
        refused(&path, &JournalError::Foreign);
    }
}

#[test]
fn another_apps_database_is_refused_and_not_touched() {
    for mode in ["DELETE", "WAL"] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch(&format!(
                "PRAGMA journal_mode = {mode}; CREATE TABLE feed (ml); INSERT INTO feed VALUES (7);"
            ))
            .unwrap();
        drop(other);
        refused(&path, &JournalError::Foreign);
        Connection::open(&path).unwrap().execute_batch("PRAGMA application_id = 77").unwrap();
        refused(&path, &JournalError::Foreign);
    }
}

/// The other app was killed: its tables stand in the log file alone, the database has an empty header.
#[test]
fn another_apps_database_that_is_all_in_its_log_file_keeps_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE feed (ml); INSERT INTO feed VALUES (7);").unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in ["journal.db", "journal.db-wal"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    drop(other);
    let path = copy.path().join("journal.db");
    let before = files(copy.path());
    assert_eq!(open(&path).err(), Some(JournalError::Foreign));
    for (file, bytes) in before {
        assert!(std::fs::read(&file).unwrap() == bytes, "{} was touched", file.display());
    }
    let feeds: i64 = Connection::open(&path).unwrap().query_row("SELECT ml FROM feed", [], |row| row.get(0)).unwrap();
    assert_eq!(feeds, 7);
}

/// Writes the golden file of schema 1 anew. Only until that schema is released; a released one is never edited.
#[test]
#[ignore = "makes the fixture"]
fn make_the_golden_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = open(&path).unwrap();
    fill(&journal);
    let shown = content(&journal);
    drop(journal);
    let version: i64 = Connection::open(&path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
    let mut text =
        String::from("-- A journal of schema 1 with awkward rows. Never edited once that schema is released.\n");
    text.push_str("PRAGMA journal_mode = WAL;\nBEGIN;\n");
    text.push_str(
        &std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/migrations/0001_initial.sql"))
            .unwrap(),
    );
    for row in rows(&path) {
        text.push_str(&row);
        text.push('\n');
    }
    let pragmas = format!("PRAGMA application_id = {};\nPRAGMA user_version = {version};\nCOMMIT;\n", 0x524C_5443);
    text.push_str(&pragmas);
    std::fs::write(fixture("v1.sql"), text).unwrap();
    std::fs::write(fixture("v1.json"), serde_json::to_string_pretty(&shown).unwrap() + "\n").unwrap();
}

fn fill(journal: &Journal) {
    let at = |utc_ms: i64, offset_s: i32| Some(Stamp { utc_ms, offset_s });
    let mut number = 0;
    let mut log = |start: Option<Stamp>, kind: EntryKind, baby: Option<&str>, note: Option<&str>| {
        number += 1;
        let tags = if number % 4 == 0 { vec!["it's".to_owned(), "\"x\",\n🍼".to_owned()] } else { Vec::new() };
        let new = NewEntry {
            id: numbered::id(number),
            start,
            zone: (number % 3 == 0).then(|| "Asia/Kathmandu".to_owned()),
            kind,
            baby: baby.map(str::to_owned),
            note: note.map(str::to_owned),
            tags,
        };
        journal.log(&new, &now()).unwrap().entry
    };
    let ul = |microlitres, unit| Volume::Measured { microlitres, unit };
    let mass = |milligrams, unit| Mass { milligrams, unit };
    let pump = |expression: Expression| EntryKind::Expression { expression };
    let bare = Expression::of(ExpressionMethod::Pump);
    // Before any baby is known.
    let feed = |milk, volume, by| EntryKind::Supplement { supplement: Supplement { milk, volume, by } };
    log(
        at(1_793_000_000_000, 20_700),
        feed(Milk::OwnFortified, Volume::Drops, Some(SupplementBy::Paladai)),
        None,
        None,
    );
    journal
        .set_baby(
            &Baby {
                name: "Zoë \"Z\" O'Neil".into(),
                born: Day::parse("2026-09-25"),
                sex: Some(Sex::Girl),
                gestation_weeks: Some(36),
            },
            &now(),
        )
        .unwrap();
    journal.set_baby(&Baby::named("小明"), &now()).unwrap();
    // Both passes of the repeated hour.
    let double = Expression {
        left: Some(ul(0, VolumeUnit::Ml)),
        right: Some(Volume::Drops),
        double: Some(true),
        ..bare.clone()
    };
    log(at(1_793_511_000_000, -14_400), pump(double.clone()), None, Some("first pass"));
    log(at(1_793_514_600_000, -18_000), pump(double), None, Some("second pass"));
    log(
        at(1_793_520_000_000, -18_000),
        pump(Expression { total: Some(ul(14_787, VolumeUnit::Oz)), duration_ms: Some(1), ..bare.clone() }),
        None,
        None,
    );
    log(
        at(1_793_530_000_000, -12_600),
        pump(Expression {
            method: ExpressionMethod::Combined,
            total: Some(Volume::Unmeasured),
            duration_ms: Some(14_400_000),
            pause_ms: 86_400_000,
            pattern: Some(ExpressionPattern::Power),
            let_downs: Some(50),
            pain: Some(10),
            ..bare.clone()
        }),
        Some("小明"),
        Some(&"é".repeat(2_000)),
    );
    let weighed = Transfer::Weighed { before: mass(4_195_730, MassUnit::Lb), after: mass(4_150_000, MassUnit::G) };
    let tube = Supplementer { milk: Milk::Donor, volume: ul(12_345, VolumeUnit::Ml) };
    let nursing = Nursing {
        left_ms: Some(0),
        right_ms: Some(61_001),
        pause_ms: 7,
        latch: Some(Latch::Swallowed),
        supplementer: Some(tube),
        transfer: Some(weighed),
        ..Nursing::default()
    };
    log(at(1_793_540_000_000, -18_000), EntryKind::Nursing { nursing }, Some("Zoë \"Z\" O'Neil"), None);
    log(
        at(1_793_540_060_000, -18_000),
        EntryKind::Nursing { nursing: Nursing { both_ms: Some(600_000), ..Nursing::default() } },
        Some("小明"),
        None,
    );
    log(
        at(1_793_550_000_000, -18_000),
        EntryKind::Nursing {
            nursing: Nursing { side: Some(Side::Left), latch: Some(Latch::Licked), ..Nursing::default() },
        },
        Some("小明"),
        None,
    );
    for (number, milk) in [Milk::Own, Milk::Donor, Milk::Formula].into_iter().enumerate() {
        log(
            at(1_794_000_000_000 + number as i64, -18_000),
            feed(milk, ul(1_000_000 - number as i64, VolumeUnit::Ml), None),
            Some("小明"),
            None,
        );
    }
    let rest = [
        EntryKind::SkinToSkin { duration_ms: None },
        EntryKind::Weight { mass: mass(300_000, MassUnit::Kg) },
        EntryKind::Diaper { diaper: Diaper { wet: true, stool: true, detail: Some("mustard; 'runny'".into()) } },
        EntryKind::Diaper { diaper: Diaper { wet: false, stool: true, detail: None } },
        EntryKind::Medicine { name: "Vitamin D".into(), detail: Some("400 IE\t1×".into()) },
        EntryKind::Temperature { milli_celsius: 36_650, of_parent: false },
        EntryKind::Sign { sign: Sign::YellowSkinOrEyes },
        EntryKind::Sign { sign: Sign::SelfHarmThoughts },
        EntryKind::Wellbeing { mood: Some(1), rest: None },
        EntryKind::Note,
        EntryKind::Other { label: "Tummy Time".into(), detail: Some("=cmd|' /C calc'!A0".into()) },
    ];
    for (number, kind) in rest.into_iter().enumerate() {
        log(
            at(1_794_500_000_000 + number as i64 * 3_600_000, -18_000),
            kind,
            Some("Zoë \"Z\" O'Neil"),
            Some("¡نص! \u{1f469}\u{200d}\u{1f37c}"),
        );
    }
    log(at(1_420_070_400_000, 64_800), EntryKind::Note, Some("小明"), Some("the earliest there can be"));
    let last = log(at(1_795_540_000_000, -18_000), pump(Expression { total: Some(Volume::ml(7)), ..bare }), None, None);
    let mut edited = numbered::entry(0);
    (edited.id, edited.kind) =
        (last.id, pump(Expression { total: Some(Volume::Drops), ..Expression::of(ExpressionMethod::Hand) }));
    journal.edit(&edited, &now()).unwrap();
    journal.undo(&now()).unwrap();
    journal.edit(&edited, &now()).unwrap();
    // A finished, an undone and a running session.
    let start = |number, kind, side, baby: Option<&str>, at_ms| {
        let at = at(at_ms, -18_000);
        journal
            .start(&StartSession { id: numbered::id(number), kind, side, baby: baby.map(str::to_owned), at }, &now())
            .unwrap();
    };
    start(100, SessionKind::Hand, None, None, 1_795_541_000_000);
    journal.finish(&SessionSelector::default(), &FinishSession::default(), &now()).unwrap();
    start(101, SessionKind::Nursing, Some(Side::Right), Some("小明"), 1_795_542_000_000);
    journal.hold(&SessionSelector::default(), &now()).unwrap();
    // An import with a tag and a repeated row.
    let csv = "id,child_first_name,child_last_name,start,end,amount,notes,tags\n\
               1,Ann,Lee,2026-11-10 10:00:00,2026-11-10 10:15:00,12.34,\"a, \"\"b\"\"\",\n\
               2,Ann,Lee,2026-11-10 10:00:00,2026-11-10 10:15:00,12.34,,\n";
    let zone = ImportZone { name: "America/New_York".into(), offset_s: -18_000, zone_table: now().zone_table };
    let answers = ImportAnswers { zone: Some(zone), volume_unit: Some(VolumeUnit::Ml), ..ImportAnswers::default() };
    let file = ImportFile { name: "Pumping.csv".into(), contents: csv.as_bytes().to_vec(), from_folder: false };
    assert_eq!(journal.import(&[file], &answers, &now()).unwrap().added, 2);
    let marks = DayMarks { diapers_complete: Some(true), away: Some(true) };
    journal.mark_day(Day::parse("2026-11-12"), marks, &now()).unwrap();
    let night = ClockWindow { from: ClockTime::from_minute(1_350), to: ClockTime::from_minute(330) };
    journal
        .set_settings(Settings {
            volume_unit: VolumeUnit::Oz,
            mass_unit: MassUnit::Lb,
            day_start: ClockTime::from_minute(270),
            night,
            since: SessionEdge::End,
            simple: true,
        })
        .unwrap();
    let journey = Journey {
        restart: Day::parse("2026-10-28"),
        pause: Some(LactationBreak::Days { days: 90 }),
        goal: Some(Goal::Own { words: "ein bisschen, 'genug'".into() }),
        story: Some("adopted 💛".into()),
        ..Journey::default()
    };
    journal.set_journey(&journey, &now()).unwrap();
    journal.set_quiet(Some(QuietHours { window: night, policy: QuietPolicy::Silent })).unwrap();
    let times = vec![ClockTime::from_minute(0), ClockTime::from_minute(1_439)];
    let kind = ReminderKind::Medicine { name: "Vitamin D".into(), times, weekdays: Vec::new() };
    journal.set_rule(&ReminderRule { id: String::new(), kind, nag_ms: None, since_ms: 0 }, &now()).unwrap();
    let phone = Phone::new(Platform::Ios);
    let plan = journal.plan_reminders(&phone, None, None, &now()).unwrap();
    let due = plan.items.iter().find(|item| item.rule == "interval").unwrap();
    let acks = plan.items.iter().take(5).map(|item| relatch_core::reminders::ReminderAck {
        id: item.id.clone(),
        request_code: item.request_code,
        at_ms: item.at_ms,
        fingerprint: item.fingerprint,
        state: relatch_core::reminders::AckState::Set,
    });
    journal.acknowledge(&phone, acks.collect(), &now()).unwrap();
    journal.act(&due.id, relatch_core::reminders::ReminderAction::Snooze { minutes: 10 }, &now()).unwrap();
    journal.delete(numbered::id(2), &now()).unwrap();
}
