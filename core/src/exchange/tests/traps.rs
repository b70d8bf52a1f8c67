//! Every trap that Baby Buddy's files hold: clock changes, doubles, limits, questions, files that are none.

use super::*;
use crate::entry::EntryKind;
use crate::exchange::{ImportFormat, ImportOption};
use crate::time::{HOUR_MS, MINUTE_MS};

#[test]
fn case_spaces_and_a_mark_in_the_header_do_not_matter() {
    let contents = "\u{feff} ID ,Child_First_Name,CHILD LAST NAME, Start,END , Amount ,Notes,Tags\r\n\
                    1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\r\n";
    let (journal, report) = import(contents);
    assert_eq!((report.added, journal.log()[0].start.rfc3339().as_str()), (1, "2026-11-10T08:00:00-05:00"));
}

#[test]
fn a_feeding_is_not_taken_for_a_pumping() {
    let (journal, _) = import(&format!("{FEEDING}1,A,B,2026-11-10 08:00:00,2026-11-10 08:20:00,formula,bottle,5,,\n"));
    assert!(matches!(journal.log()[0].kind, EntryKind::Supplement { .. }));
}

#[test]
fn of_two_rows_alike_in_the_repeated_hour_both_stay_an_hour_apart() {
    let rows =
        "1,1,A,B,2026-11-01 01:30:00,2026-11-01 01:40:00,10,,\n2,1,A,B,2026-11-01 01:30:00,2026-11-01 01:40:00,10,,\n";
    // The ids decide, not the order in the file.
    let turned = rows.lines().rev().collect::<Vec<_>>().join("\n") + "\n";
    for rows in [rows, turned.as_str()] {
        let (journal, report) = import(&format!("{PUMPING}{rows}"));
        let log = journal.log();
        assert_eq!(log.len(), 2);
        assert_eq!(log[1].start.utc_ms - log[0].start.utc_ms, HOUR_MS);
        assert_eq!((log[0].start.offset_s, log[1].start.offset_s), (-14_400, -18_000));
        assert!(log.iter().all(|entry| entry.kind.duration_ms() == Some(10 * MINUTE_MS)));
        assert_eq!(report.warnings.len(), 2, "{report:?}");
    }
}

#[test]
fn a_row_of_another_child_or_file_does_not_move_the_repeated_hour() {
    let row = |id, child| format!("{id},{child},X{child},,2026-11-01 01:30:00,2026-11-01 01:40:00,10,,\n");
    let (journal, _) = import(&format!("{PUMPING}{}{}", row(1, 1), row(2, 2)));
    assert!(journal.log().iter().all(|entry| entry.start.offset_s == -14_400));
}

#[test]
fn the_row_after_one_at_two_keeps_the_second_pass() {
    let rows = "1,1,A,B,2026-11-01 00:50:00,2026-11-01 00:55:00,1,,\n2,1,A,B,2026-11-01 01:50:00,2026-11-01 01:10:00,2,,\n\
                3,1,A,B,2026-11-01 01:20:00,2026-11-01 01:25:00,3,,\n4,1,A,B,2026-11-01 02:00:00,2026-11-01 02:05:00,4,,\n";
    let (journal, _) = import(&format!("{PUMPING}{rows}"));
    let starts: Vec<String> = journal.log().iter().map(|entry| entry.start.rfc3339()).collect();
    assert_eq!(
        starts,
        [
            "2026-11-01T00:50:00-04:00",
            "2026-11-01T01:50:00-04:00",
            "2026-11-01T01:20:00-05:00",
            "2026-11-01T02:00:00-05:00"
        ]
    );
    assert_eq!(journal.log()[1].kind.duration_ms(), Some(20 * MINUTE_MS));
}

#[test]
fn a_skipped_hour_moves_forward() {
    let (journal, report) = import(&format!("{PUMPING}1,1,A,B,2026-03-08 02:30:00,2026-03-08 02:45:00,1,,\n"));
    assert_eq!(journal.log()[0].start.rfc3339(), "2026-03-08T03:30:00-04:00");
    assert_eq!((journal.log()[0].kind.duration_ms(), report.warnings.len()), (Some(15 * MINUTE_MS), 0));
}

#[test]
fn two_rows_alike_with_different_ids_are_two_entries_and_with_one_id_one() {
    let row = |id| format!("{id},1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n");
    assert_eq!(import(&format!("{PUMPING}{}{}", row(1), row(2))).1.added, 2);
    let (_, report) = import(&format!("{PUMPING}{}{}", row(1), row(1)));
    assert_eq!((report.added, report.already), (1, 1));
    let (_, report) = import(&format!("{PUMPING}{}{}", row(1), row(1).replace(",5,", ",6,")));
    assert_eq!((report.added, report.skipped.len()), (1, 1));
}

#[test]
fn a_session_over_240_minutes_comes_in_with_unknown_minutes() {
    let row = |end: &str| format!("{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 {end},5,,\n");
    let (journal, report) = import(&row("12:00:01"));
    assert_eq!((journal.log()[0].kind.duration_ms(), report.warnings.len()), (None, 1));
    let long = "1,A,B,2026-11-10 08:00:00,2026-11-10 13:00:00,breast milk,left breast,,,";
    let (journal, report) = import(&format!("{FEEDING}{long}\n"));
    let EntryKind::Nursing { nursing } = &journal.log()[0].kind else { panic!() };
    assert_eq!((nursing.side, nursing.duration_ms(), report.warnings.len()), (Some(crate::Side::Left), None, 1));
    let (journal, report) = import(&row("12:00:00"));
    assert_eq!((journal.log()[0].kind.duration_ms(), report.warnings.len()), (Some(240 * MINUTE_MS), 0));
}

#[test]
fn what_lies_beyond_the_limits_is_skipped_with_its_reason() {
    let row = |start: &str, end: &str, rest: &str| format!("{PUMPING}1,1,A,B,{start},{end},{rest}\n");
    let day = |rest: &str| row("2026-11-10 08:00:00", "2026-11-10 08:10:00", rest);
    assert!(skipped(&day("1000.001,,")).starts_with("total"));
    assert!(skipped(&day("-1,,")).starts_with("total"));
    assert!(skipped(&row("2014-12-31 18:59:59", "2014-12-31 19:10:00", "1,,")).starts_with("start"));
    assert!(skipped(&row("2026-11-24 13:05:01", "2026-11-24 13:10:00", "1,,")).starts_with("start"));
    assert!(skipped(&day(&format!("1,{},", "x".repeat(2_001)))).starts_with("note"));
    assert!(skipped(&row("2026-11-10 08:00:00", "2026-11-10 07:59:59", "1,,")).contains("ends before"));
    assert_eq!(only(&day("1000,,")).kind.duration_ms(), Some(10 * MINUTE_MS));
    assert_eq!(only(&day(&format!("1,{},", "x".repeat(2_000)))).note.unwrap().len(), 2_000);
}

#[test]
fn a_row_that_cannot_be_read_is_skipped_and_the_rest_goes_in() {
    let rows = "1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\nx,1,A,B,2026-11-10 09:00:00,2026-11-10 09:10:00,5,,\n\
                3,1,A,B,yesterday,2026-11-10 10:10:00,5,,\n4,1,A,B,2026-11-10 11:00:00,2026-11-10 11:10:00,many,,\n\
                5,1,A,B,2026-11-10 12:00:00,,5,,\n6,1,A,B,2026-11-10 13:00:00,2026-11";
    let (_, report) = import(&format!("{PUMPING}{rows}"));
    assert_eq!((report.read, report.added), (6, 1));
    let told: Vec<(i64, &str)> = report.skipped.iter().map(|row| (row.line, row.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (3, "id is no whole number"),
            (4, "start is no date and time"),
            (5, "amount is no number"),
            (6, "end is empty"),
            (7, "the row has 6 of 9 columns; it may have been cut off")
        ]
    );
}

#[test]
fn lines_are_counted_over_line_breaks_in_notes_and_windows_line_ends() {
    let rows = "1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,\"a\r\nb\r\n\r\nc\",\r\n\r\nx,,,,,,,,\r\n2,1,A,B,no,no,5,,\r\n";
    let (_, report) = import(&format!("{}{rows}", PUMPING.replace('\n', "\r\n")));
    assert_eq!(report.skipped.iter().map(|row| row.line).collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn an_open_question_writes_nothing_and_says_what_was_seen() {
    let files = [
        file(
            "P.csv",
            format!(
                "{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,9.5,,\n2,1,A,B,2026-11-11 08:00:00,2026-11-11 08:10:00,10,,\n"
            ),
        ),
        file("W.csv", "id,child_first_name,child_last_name,weight,date\n1,A,B,8.9,2026-11-10\n"),
        file("M.csv", "id,child_first_name,child_last_name,name,dosage,time\n1,A,B,Iron,1,2026-11-10 08:00\n"),
        file("N.csv", "id,note,time\n1,whose,2026-11-10 08:00\n"),
    ];
    let mut journal = Memory::default();
    let report = journal.import(&files, &ImportAnswers::default(), &now()).unwrap();
    assert_adds_up(&report);
    assert_eq!((report.read, journal == Memory::default()), (0, true));
    let told: Vec<(&str, &str)> =
        report.questions.iter().map(|question| (question.option.name(), question.seen.as_str())).collect();
    assert_eq!(
        told,
        [
            ("zone", "5 rows from 2026-11-10 to 2026-11-11"),
            ("volume-unit", "2 amounts from 9.5 to 10"),
            ("weight-unit", "1 weights from 8.9 to 8.9"),
            ("medicine", "1 rows: Iron"),
            ("baby", "1 rows that do not name their child"),
        ]
    );
    let one_left = ImportAnswers { baby: None, ..answers() };
    let report = journal.import(&files, &one_left, &now()).unwrap();
    assert_eq!(report.questions.iter().map(|question| question.option).collect::<Vec<_>>(), [ImportOption::Baby]);
    assert_eq!(journal, Memory::default());
    let report = journal.import(&files, &ImportAnswers { baby: Some("Mia".into()), ..answers() }, &now()).unwrap();
    assert_eq!(report.added, 5);
    assert_eq!(journal.babies.iter().map(|baby| baby.name.as_str()).collect::<Vec<_>>().len(), 2);
}

#[test]
fn questions_that_do_not_matter_are_not_asked() {
    let notes = "id,child_first_name,note,time\n1,A,hello,2026-11-10 08:00\n";
    let report = Memory::default().import(&[file("N.csv", notes)], &ImportAnswers::default(), &now()).unwrap();
    assert_eq!(report.questions.iter().map(|question| question.option).collect::<Vec<_>>(), [ImportOption::Zone]);
    let pumping = "id,start,end,amount\n1,2026-11-10 08:00:00,2026-11-10 08:10:00,5\n";
    assert_eq!(import(pumping).1.added, 1);
}

#[test]
fn one_name_cannot_serve_several_children() {
    let contents = "id,child_first_name,note,time\n1,A,hello,2026-11-10 08:00\n2,B,hello,2026-11-10 08:00\n";
    let answer = ImportAnswers { baby: Some("Mia".into()), ..answers() };
    assert_eq!(refusal(Memory::default().import(&[file("N.csv", contents)], &answer, &now())).0, "baby");
    let numbers = "id,child_id,note,time\n1,1,hello,2026-11-10 08:00\n2,2,hello,2026-11-10 08:00\n";
    assert_eq!(refusal(Memory::default().import(&[file("N.csv", numbers)], &answers(), &now())).0, "baby");
    let one = "id,child_first_name,note,time\n1,A,hello,2026-11-10 08:00\n";
    let mut journal = Memory::default();
    journal.import(&[file("N.csv", one)], &answer, &now()).unwrap();
    assert_eq!(journal.log()[0].baby.as_deref(), Some("Mia"));
    assert_eq!(journal.import(&[file("N.csv", one)], &answers(), &now()).unwrap().already, 1);
}

#[test]
fn a_second_import_adds_nothing_whatever_became_of_the_entries() {
    let rows = |amount: &str| {
        format!(
            "{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,{amount},,\n2,1,A,B,2026-11-11 08:00:00,2026-11-11 08:10:00,5,,\n"
        )
    };
    let mut journal = Memory::default();
    let first = journal.import(&[file("P.csv", rows("5"))], &answers(), &now()).unwrap();
    assert_eq!((first.added, first.from.unwrap().rfc3339().as_str()), (2, "2026-11-10T08:00:00-05:00"));
    // One is edited by hand, one deleted; and the person now says another zone and unit.
    let ids: Vec<_> = journal.entries.keys().copied().collect();
    journal.entries.get_mut(&ids[0]).unwrap().note = Some("by hand".into());
    journal.entries.remove(&ids[1]);
    journal.deleted.insert(ids[1]);
    let other = ImportAnswers { zone: Some(berlin()), volume_unit: Some(VolumeUnit::Oz), ..answers() };
    for answers in [answers(), other] {
        let again = journal.import(&[file("Other name.csv", rows("5"))], &answers, &now()).unwrap();
        assert_eq!((again.added, again.already, again.from), (0, 2, None));
    }
    assert_eq!(journal.entries.len(), 1);
    let changed = journal.import(&[file("P.csv", rows("6"))], &answers(), &now()).unwrap();
    assert_eq!((changed.added, changed.already, changed.skipped.len()), (0, 1, 1));
    assert!(changed.skipped[0].reason.contains("changed"));
}

#[test]
fn files_that_are_no_export_are_refused_by_name() {
    let refuse =
        |contents: Vec<u8>| refusal(Memory::default().import(&[file("Odd.csv", contents)], &answers(), &now())).1;
    let utf16: Vec<u8> = PUMPING.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked: Vec<u8> = [vec![0xFF, 0xFE], utf16.clone()].concat();
    let latin = [PUMPING.as_bytes(), b"1,1,Ren\xE9e,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n"].concat();
    for (contents, reason) in [
        (Vec::new(), "it is empty"),
        (b"\xEF\xBB\xBF \r\n".to_vec(), "it is empty"),
        (utf16, "UTF-16"),
        (marked, "UTF-16"),
        (latin, "not UTF-8 (line 2)"),
        (b"PK\x03\x04rest".to_vec(), "a zip file or a workbook"),
        (b"SQLite format 3\0rest".to_vec(), "a database"),
        (b"id,start\0,end,amount".to_vec(), "not text"),
        (b"1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n".to_vec(), "not a header"),
        (b"child_id,start,end,amount\n1,a,b,2\n".to_vec(), "id is missing"),
        (b"id,child_id,amount,time\n1,1,5,2026-11-10 08:00\n".to_vec(), "not a header"),
        (b"id,start,end,amount,Amount\n1,a,b,2,3\n".to_vec(), "names the column amount twice"),
        (PUMPING.into(), "a header but no rows"),
        (format!("{PUMPING}1,1,A,B,never,never,5,,\n").into(), "no row of it can be read; line 2: start"),
        (vec![b'x'; 20_000_001], "larger than 20 MB"),
    ] {
        let told = refuse(contents);
        assert!(told.starts_with("Odd.csv: ") && told.contains(reason), "{told}");
    }
}

#[test]
fn in_a_folder_what_is_no_export_is_passed_over_with_a_warning() {
    let found = |name: &str, contents: &str| ImportFile { from_folder: true, ..file(name, contents) };
    let good = format!("{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n");
    let files =
        [found("readme.txt", "hello"), found("Empty.csv", ""), found("Bare.csv", FEEDING), found("P.csv", &good)];
    let report = Memory::default().import(&files, &answers(), &now()).unwrap();
    assert_eq!((report.format, report.files, report.added), (ImportFormat::BabyBuddy, 2, 1));
    assert_eq!(
        report.warnings.iter().map(|warning| warning.file.as_str()).collect::<Vec<_>>(),
        ["Empty.csv", "readme.txt"]
    );
    assert_eq!(refusal(Memory::default().import(&files[..2], &answers(), &now())).0, "file");
}

#[test]
fn a_named_format_is_the_only_one_that_is_tried() {
    let answer = ImportAnswers { format: Some(ImportFormat::RelatchCsv), ..answers() };
    let good = format!("{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n");
    assert_eq!(refusal(Memory::default().import(&[file("P.csv", good)], &answer, &now())).0, "file");
}

#[test]
fn tabs_and_semicolons_separate_as_well_as_commas() {
    for delimiter in ["\t", ";"] {
        let contents =
            format!("{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n").replace(',', delimiter);
        assert_eq!(import(&contents).1.added, 1);
    }
}

#[test]
fn a_row_whose_entry_is_there_already_or_was_deleted_is_known_without_a_record_of_its_import() {
    let contents = format!("{PUMPING}1,1,A,B,2026-11-10 08:00:00,2026-11-10 08:10:00,5,,\n");
    let (mut journal, _) = import(&contents);
    journal.imported.clear();
    let mut again = || journal.import(&[file("P.csv", contents.as_str())], &answers(), &now()).unwrap();
    assert_eq!((again().added, again().already), (0, 1));
    let id = *journal.entries.keys().next().unwrap();
    journal.entries.clear();
    journal.deleted.insert(id);
    let report = journal.import(&[file("P.csv", contents.as_str())], &answers(), &now()).unwrap();
    assert_eq!((report.added, report.already), (0, 1));
}
