//! Whatever was logged comes back from both of our export formats as it was.

use proptest::prelude::*;

use super::*;
use crate::day::DayStart;
use crate::entry::{
    Diaper, Entry, EntryId, EntryKind, Expression, ExpressionMethod, ExpressionPattern, Latch, Milk, Nursing,
    Supplement, SupplementBy, Supplementer, Transfer,
};
use crate::exchange::ExportFormat;
use crate::journey::{Baby, Sex};
use crate::sign::Sign;
use crate::time::Stamp;
use crate::timer::Side;
use crate::volume::{Mass, Volume};

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[=+@'-][ -~]{0,8}", "\\PC{1,12}", "[a\"',;\t\r\n=]{1,8}x"]
        .prop_filter("a text", |text| !text.trim().is_empty())
}

fn volume(max_ul: i64) -> impl Strategy<Value = Volume> {
    let unit = prop_oneof![Just(VolumeUnit::Ml), Just(VolumeUnit::Oz)];
    prop_oneof![
        Just(Volume::Unmeasured),
        Just(Volume::Drops),
        Just(Volume::ml(0)),
        (0..=max_ul, unit).prop_map(|(microlitres, unit)| Volume::Measured { microlitres, unit }),
    ]
}

fn mass(range: std::ops::RangeInclusive<i64>) -> impl Strategy<Value = Mass> {
    (range, prop_oneof![Just(MassUnit::G), Just(MassUnit::Kg), Just(MassUnit::Lb)])
        .prop_map(|(milligrams, unit)| Mass { milligrams, unit })
}

fn milk() -> impl Strategy<Value = Milk> {
    prop_oneof![Just(Milk::Own), Just(Milk::OwnFortified), Just(Milk::Donor), Just(Milk::Formula)]
}

fn nursing() -> impl Strategy<Value = Nursing> {
    let minutes = || prop::option::of(0..=7_200_000_i64);
    let sides = prop_oneof![
        (minutes(), minutes()).prop_map(|(left, right)| (left, right, None)),
        minutes().prop_map(|both| (None, None, both)),
    ];
    let side = prop::option::of(prop_oneof![Just(Side::Left), Just(Side::Right)]);
    let transfer = prop_oneof![
        (mass(3_000_000..=3_400_000), mass(3_350_000..=3_500_000))
            .prop_map(|(before, after)| Transfer::Weighed { before, after }),
        volume(1_000_000).prop_map(|volume| Transfer::TestWeighed { volume }),
        volume(1_000_000).prop_map(|volume| Transfer::Estimated { volume }),
    ];
    let supplementer = (milk(), volume(1_000_000)).prop_map(|(milk, volume)| Supplementer { milk, volume });
    let latch = prop::sample::select(Latch::ALL.to_vec());
    (sides, side, 0..=900_000_i64, prop::option::of(latch), prop::option::of(supplementer), prop::option::of(transfer))
        .prop_map(|((left_ms, right_ms, both_ms), side, pause_ms, latch, supplementer, transfer)| Nursing {
            left_ms,
            right_ms,
            both_ms,
            side: side.filter(|_| left_ms.or(right_ms).or(both_ms).is_none()),
            pause_ms,
            latch,
            supplementer,
            transfer,
        })
}

fn expression() -> impl Strategy<Value = Expression> {
    let side = || prop::option::of(volume(500_000));
    let volumes = prop_oneof![
        (side(), side()).prop_map(|(left, right)| (left, right, None)),
        side().prop_map(|total| (None, None, total)),
    ];
    let method =
        prop_oneof![Just(ExpressionMethod::Pump), Just(ExpressionMethod::Hand), Just(ExpressionMethod::Combined)];
    let rest = (
        prop::option::of(0..=14_400_000_i64),
        0..=900_000_i64,
        any::<Option<bool>>(),
        prop::option::of(Just(ExpressionPattern::Power)),
        prop::option::of(0..=50_i32),
        prop::option::of(0..=10_i32),
    );
    (method, volumes, rest).prop_map(
        |(method, (left, right, total), (duration_ms, pause_ms, double, pattern, let_downs, pain))| Expression {
            method,
            left,
            right,
            total,
            duration_ms,
            pause_ms,
            double,
            pattern,
            let_downs,
            pain,
        },
    )
}

fn kind() -> impl Strategy<Value = EntryKind> {
    let by = prop_oneof![
        Just(SupplementBy::Bottle),
        Just(SupplementBy::Cup),
        Just(SupplementBy::Spoon),
        Just(SupplementBy::Syringe),
        Just(SupplementBy::Paladai),
        Just(SupplementBy::Finger),
        Just(SupplementBy::Other)
    ];
    let detail = || prop::option::of(text());
    let diaper = prop_oneof![Just((true, false)), Just((false, true)), Just((true, true))];
    let scale = || prop::option::of(1..=5_i32);
    prop_oneof![
        nursing().prop_map(|nursing| EntryKind::Nursing { nursing }),
        expression().prop_map(|expression| EntryKind::Expression { expression }),
        (milk(), volume(1_000_000), prop::option::of(by))
            .prop_map(|(milk, volume, by)| EntryKind::Supplement { supplement: Supplement { milk, volume, by } }),
        prop::option::of(0..=14_400_000_i64).prop_map(|duration_ms| EntryKind::SkinToSkin { duration_ms }),
        mass(300_000..=30_000_000).prop_map(|mass| EntryKind::Weight { mass }),
        (diaper, detail())
            .prop_map(|((wet, stool), detail)| EntryKind::Diaper { diaper: Diaper { wet, stool, detail } }),
        (text(), detail()).prop_map(|(name, detail)| EntryKind::Medicine { name, detail }),
        (30_000..=45_000_i64, any::<bool>())
            .prop_map(|(milli_celsius, of_parent)| EntryKind::Temperature { milli_celsius, of_parent }),
        prop::sample::select(Sign::ALL.to_vec()).prop_map(|(sign, _)| EntryKind::Sign { sign }),
        (scale(), scale())
            .prop_filter("one of the two", |(mood, rest)| mood.is_some() || rest.is_some())
            .prop_map(|(mood, rest)| EntryKind::Wellbeing { mood, rest }),
        Just(EntryKind::Note),
        (text(), detail()).prop_map(|(label, detail)| EntryKind::Other { label, detail }),
    ]
}

fn entry() -> impl Strategy<Value = Entry> {
    let start =
        (1_420_070_400_000..=now().utc_ms, prop_oneof![Just(0), Just(-18_000), Just(1_172), -64_800..=64_800_i32])
            .prop_map(|(utc_ms, offset_s)| Stamp { utc_ms, offset_s });
    let zone = prop_oneof![Just(String::new()), Just("America/New_York".to_owned())];
    let context = (zone, prop::option::of(text()), prop::option::of(text()), prop::collection::vec(text(), 0..3));
    (any::<u128>(), start, kind(), context).prop_map(|(id, start, kind, (zone, baby, note, tags))| {
        let note = if kind == EntryKind::Note { note.or(Some("=note".into())) } else { note };
        let id = EntryId::from_bytes(id.max(1).to_be_bytes());
        Entry { id, start, zone, day: DayStart::DEFAULT.day_of(start), kind, baby, note, tags }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_was_logged_comes_back_as_it_was(entries in prop::collection::vec(entry(), 1..12)) {
        let mut journal = Memory::default();
        for entry in entries {
            prop_assert_eq!(entry.check(&now()), Ok(()));
            journal.entries.insert(entry.id, entry);
        }
        journal.babies.push(Baby { name: "Mia".into(), born: crate::Day::parse("2026-02-01"), sex: Some(Sex::Girl), gestation_weeks: Some(39) });
        for (name, format) in [("a.csv", ExportFormat::Csv), ("a.jsonl", ExportFormat::Jsonl)] {
            let text = journal.export(format);
            let export = file(name, text.as_str());
            let mut fresh = Memory::default();
            let report = fresh.import(std::slice::from_ref(&export), &ImportAnswers::default(), &now());
            let report = report.map_err(|wrong| TestCaseError::fail(format!("{wrong}\n{text}")))?;
            assert_adds_up(&report);
            prop_assert_eq!(&fresh.entries, &journal.entries, "{}", text);
            if format == ExportFormat::Jsonl {
                prop_assert_eq!(&fresh.babies[0], &journal.babies[0]);
                prop_assert_eq!(text.lines().count(), journal.entries.len() + 1);
            }
            let again = fresh.import(&[export], &ImportAnswers::default(), &now()).unwrap();
            prop_assert_eq!((again.added, again.already), (0, report.added));
        }
    }

    #[test]
    fn no_cell_of_the_csv_begins_like_a_formula(entries in prop::collection::vec(entry(), 1..6)) {
        let text = ExportFormat::Csv.text(&entries, Some(&[])).unwrap();
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{}", cell);
            }
        }
    }
}

fn logged(note: &str) -> Entry {
    let start = now().stamp();
    let (id, kind) = (EntryId::from_bytes([7; 16]), EntryKind::Note);
    let day = DayStart::DEFAULT.day_of(start);
    Entry { id, start, zone: String::new(), day, kind, baby: None, note: Some(note.into()), tags: Vec::new() }
}

#[test]
fn an_entry_that_was_edited_since_the_export_is_skipped_and_a_deleted_one_stays_away() {
    let mut journal = Memory::default();
    journal.entries.insert(logged("one").id, logged("one"));
    let export = file("a.jsonl", journal.export(ExportFormat::Jsonl));
    journal.entries.insert(logged("one").id, logged("edited"));
    let report = journal.import(std::slice::from_ref(&export), &ImportAnswers::default(), &now()).unwrap();
    assert_eq!((report.already, report.skipped.len()), (0, 1));
    assert!(report.skipped[0].reason.contains("differs"));
    journal.entries.clear();
    journal.deleted.insert(logged("one").id);
    let report = journal.import(&[export], &ImportAnswers::default(), &now()).unwrap();
    assert_eq!((report.added, report.already), (0, 1));
}

#[test]
fn our_own_files_are_refused_where_they_cannot_be_read() {
    let refuse = |contents: &str| {
        refusal(Memory::default().import(&[file("a.jsonl", contents)], &ImportAnswers::default(), &now())).1
    };
    let entry = format!(
        "{}\n",
        r#"{"id":"07070707-0707-0707-0707-070707070707","kind":"note","start_ms":1,"start_local":"x","note":"n"}"#
    );
    for (contents, reason) in [
        ("{\"relatch\":\"export\",\"version\":2}\n".to_owned() + &entry, "newer Relatch"),
        ("{\"relatch\":\"export\"}\n".to_owned() + &entry, "names no version"),
        ("{\"relatch\":\"export\",\"version\":1}\n".to_owned(), "no entries"),
        ("{\"relatch\":\"export\",\"version\":1}\n".to_owned() + &entry, "line 2: start_local cannot be read"),
        ("{\"relatch\":\"export\",\"version\":1}\n".to_owned() + &entry[..40], "line 2: the line is no JSON"),
    ] {
        let told = refuse(&contents);
        assert!(told.contains(reason), "{told}");
    }
}

#[test]
fn what_no_database_could_hold_is_skipped_or_refused() {
    let mut entry = logged("one");
    entry.zone = "\0".into();
    let lines = |entries: &[Entry]| ExportFormat::Jsonl.text(entries, Some(&[])).unwrap();
    let journal = crate::Journal::open_in_memory(&now()).unwrap();
    let text = lines(&[entry.clone(), Entry { id: EntryId::from_bytes([8; 16]), ..logged("two") }]);
    let report = journal.import(&[file("a.jsonl", text)], &ImportAnswers::default(), &now()).unwrap();
    assert_eq!((report.added, report.skipped.len()), (1, 1));

    let crowd: Vec<Entry> = (0..102_u8)
        .map(|number| Entry {
            id: EntryId::from_bytes([number + 1; 16]),
            baby: Some(format!("Baby {number}")),
            ..logged("x")
        })
        .collect();
    let import = |count| journal.import(&[file("a.jsonl", lines(&crowd[..count]))], &ImportAnswers::default(), &now());
    assert_eq!(refusal(import(102)).0, "file");
    assert_eq!(import(50).unwrap().read, 50);
}

#[test]
fn a_csv_whose_times_were_changed_by_a_spreadsheet_says_so() {
    let text = ExportFormat::Csv.text(&[logged("one"), logged("two")], Some(&[])).unwrap();
    let broken = text.replacen("UTC-05:00", "UTC-04:00", 1).replacen("0707,note", "0708,note", 1);
    let report = Memory::default().import(&[file("a.csv", broken)], &ImportAnswers::default(), &now()).unwrap();
    assert_eq!((report.added, report.skipped[0].reason.as_str()), (1, "start_utc, start_local and offset disagree"));
}

#[test]
fn our_own_files_may_be_larger_than_other_apps() {
    let text = ExportFormat::Csv.text(&[], Some(&[])).unwrap();
    assert_eq!(ImportFile::size_limit(text.as_bytes()), 300_000_000);
    assert_eq!(ImportFile::size_limit(b"{\"relatch\":\"export\",\"version\":1,\"babies\":[{\"na"), 300_000_000);
    assert_eq!(ImportFile::size_limit(b"id,start,end,amount\n"), 20_000_000);
}
