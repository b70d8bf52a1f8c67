//! Whatever bytes come: no panic, nothing half done, and every row accounted for.

use proptest::prelude::*;

use super::*;
use crate::exchange::ExportFormat;

const HEADERS: [&str; 8] = [
    "id,child_id,child_first_name,child_last_name,start,end,amount,notes,tags",
    "id,child_first_name,child_last_name,start,end,type,method,amount,notes,tags",
    "id,child_id,time,wet,solid,color,amount,notes,tags",
    "id,child_first_name,child_last_name,weight,date,notes,tags",
    "id,child_first_name,child_last_name,name,dosage,dosage_unit,time,next_dose_interval,notes,tags",
    "id,child_first_name,child_last_name,temperature,time,notes,tags",
    "id,first_name,last_name,birth_date,birth_time",
    "id,name,color",
];

/// A cell that some column may like.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[0-9]{1,4}",
        "-?[0-9]{0,4}[.,]?[0-9]{0,3}",
        "20[12][0-9]-[01][0-9]-[0-3][0-9]",
        "2026-1[01]-0[1-3] 0[0-3]:[0-5]0:00",
        "[0-9]{1,9}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}",
        prop::sample::select(vec![
            "breast milk",
            "formula",
            "solid food",
            "left breast",
            "bottle",
            "1",
            "0",
            "Mia",
            "\"",
            "a\nb"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,8}",
    ]
}

fn table() -> impl Strategy<Value = Vec<u8>> {
    let row = prop::collection::vec(cell(), 4..11);
    (prop::sample::select(HEADERS.to_vec()), prop::collection::vec(row, 0..8), any::<bool>()).prop_map(
        |(header, rows, fit)| {
            let width = header.split(',').count();
            let mut text = format!("{header}\n");
            for mut row in rows {
                if fit {
                    row.resize(width, String::new());
                }
                let quoted: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
                text.push_str(&(if fit { quoted.join(",") } else { row.join(",") } + "\n"));
            }
            text.into_bytes()
        },
    )
}

fn ours() -> Vec<u8> {
    let rows = format!(
        "{}\n1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,=x,\n2,1,A,B,2026-11-01 01:30:00,2026-11-01 01:40:00,7,,\n",
        HEADERS[0]
    );
    let (journal, _) = import(&rows);
    let mut bytes = journal.export(ExportFormat::Jsonl).into_bytes();
    bytes.extend(b"{\"id\":1}\n");
    bytes
}

fn own_csv() -> Vec<u8> {
    let rows = format!("{}\n1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,formula,left breast,5,=x,\n", HEADERS[1]);
    import(&rows).0.export(ExportFormat::Csv).into_bytes()
}

/// A valid file with some of its bytes changed, cut out or doubled.
fn mutated() -> impl Strategy<Value = Vec<u8>> {
    let pumping = include_bytes!("../../../../tests/fixtures/baby-buddy/Feeding-2026-11-24.csv")[..2_000].to_vec();
    let valid = prop_oneof![Just(pumping), Just(ours()), Just(own_csv()), table()];
    let change = (any::<prop::sample::Index>(), 0..4_u8, any::<u8>(), 0..40_usize);
    (valid, prop::collection::vec(change, 0..6)).prop_map(|(mut bytes, changes)| {
        for (at, how, byte, length) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            let end = (at + length).min(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let piece = bytes[at..end].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => bytes.truncate(at),
            }
        }
        bytes
    })
}

fn check(files: &[ImportFile]) -> std::result::Result<(), TestCaseError> {
    for answers in [
        answers(),
        ImportAnswers::default(),
        ImportAnswers { baby: Some("Mia".into()), zone: Some(berlin()), ..answers() },
    ] {
        let mut journal = Memory::default();
        let Ok(report) = journal.import(files, &answers, &now()) else {
            prop_assert_eq!(journal, Memory::default());
            continue;
        };
        assert_adds_up(&report);
        if answers.zone == Some(new_york()) {
            let stored = crate::Journal::open_in_memory(&now()).unwrap();
            prop_assert_eq!(stored.import(files, &answers, &now()), Ok(report.clone()));
            prop_assert_eq!(stored.check().unwrap().sound, true);
        }
        prop_assert_eq!(report.added, journal.entries.len() as i64);
        if !report.questions.is_empty() {
            prop_assert_eq!(journal, Memory::default());
            continue;
        }
        for entry in journal.entries.values() {
            prop_assert_eq!(entry.check(&now()), Ok(()));
        }
        let before = journal.clone();
        let again = journal.import(files, &answers, &now()).unwrap();
        assert_adds_up(&again);
        prop_assert_eq!((again.added, again.skipped.len()), (0, report.skipped.len()));
        prop_assert_eq!(journal, before);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300), from_folder: bool) {
        check(&[ImportFile { name: "x".into(), contents: bytes, from_folder }])?;
    }

    #[test]
    fn files_that_were_valid_once(files in prop::collection::vec((mutated(), any::<bool>()), 1..3)) {
        let files: Vec<ImportFile> = files
            .into_iter()
            .enumerate()
            .map(|(index, (contents, from_folder))| ImportFile { name: format!("{index}.csv"), contents, from_folder })
            .collect();
        check(&files)?;
    }

    #[test]
    fn tables_of_likely_cells(first in table(), second in table()) {
        check(&[file("a.csv", first), file("b.csv", second)])?;
    }
}
