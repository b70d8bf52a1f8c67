//! Every kind of row of Baby Buddy's export, and every trap that its files hold.

use super::*;
use crate::entry::{
    Diaper, Entry, EntryKind, Expression, ExpressionMethod, Latch, Milk, Nursing, Supplement, SupplementBy,
    Supplementer, Transfer,
};
use crate::exchange::{ImportFormat, ImportOption};
use crate::time::{HOUR_MS, MINUTE_MS};
use crate::volume::{Mass, Volume};

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

fn nursing_of(row: &str) -> Nursing {
    let entry = only(&format!("{FEEDING}1,Renee,Sellers,2026-11-10 08:00:00,2026-11-10 08:20:00,{row},,\n"));
    assert_eq!(entry.baby.as_deref(), Some("Renee Sellers"));
    let EntryKind::Nursing { nursing } = entry.kind else { panic!("no nursing: {entry:?}") };
    nursing
}

fn supplement_of(row: &str) -> Supplement {
    let entry = only(&format!("{FEEDING}1,Renee,Sellers,2026-11-10 08:00:00,2026-11-10 08:20:00,{row},,\n"));
    let EntryKind::Supplement { supplement } = entry.kind else { panic!("no supplement: {entry:?}") };
    supplement
}

#[test]
fn a_pumping_is_an_expression_by_pump_whose_sides_are_not_known() {
    let entry =
        only(&format!("{PUMPING}7,1,Renee,Sellers,2026-11-10 08:00:00,2026-11-10 08:14:30,97.31,\"one, two\",\n"));
    let expected = Expression {
        total: Some(Volume::Measured { microlitres: 97_310, unit: VolumeUnit::Ml }),
        duration_ms: Some(14 * MINUTE_MS + 30_000),
        ..Expression::of(ExpressionMethod::Pump)
    };
    assert_eq!(entry.kind, EntryKind::Expression { expression: expected });
    assert_eq!((entry.baby, entry.note.as_deref()), (None, Some("one, two")));
    assert_eq!(entry.start.rfc3339(), "2026-11-10T08:00:00-05:00");
    assert_eq!((entry.zone.as_str(), entry.day.text().as_str()), ("America/New_York", "2026-11-10"));
}

#[test]
fn a_pumping_without_an_amount_was_not_measured() {
    let entry = only(&format!("{PUMPING}7,1,Renee,Sellers,2026-11-10 08:00:00,2026-11-10 08:14:00,,,\n"));
    let EntryKind::Expression { expression } = entry.kind else { panic!() };
    assert_eq!(expression.total, None);
}

#[test]
fn breast_milk_at_the_breast_is_a_nursing_and_an_amount_was_weighed() {
    let weighed = nursing_of("breast milk,left breast,12.5");
    assert_eq!(
        weighed.transfer,
        Some(Transfer::TestWeighed { volume: Volume::Measured { microlitres: 12_500, unit: VolumeUnit::Ml } })
    );
    assert_eq!((weighed.left_ms, weighed.right_ms, weighed.both_ms), (Some(20 * MINUTE_MS), None, None));
    assert_eq!(weighed.supplementer, None);
    assert_eq!(weighed.latch, None::<Latch>);
    assert_eq!(nursing_of("breast milk,right breast,").right_ms, Some(20 * MINUTE_MS));
    let both = nursing_of("Breast Milk,Both Breasts,");
    assert_eq!((both.left_ms, both.both_ms, both.transfer), (None, Some(20 * MINUTE_MS), None));
}

#[test]
fn other_milk_at_the_breast_came_from_a_supplementer() {
    let formula = nursing_of("formula,both breasts,30");
    assert_eq!(formula.supplementer, Some(Supplementer { milk: Milk::Formula, volume: Volume::ml(30) }));
    assert_eq!(formula.transfer, None);
    let fortified = nursing_of("fortified breast milk,left breast,");
    assert_eq!(fortified.supplementer, Some(Supplementer { milk: Milk::OwnFortified, volume: Volume::Unmeasured }));
}

#[test]
fn feeding_by_bottle_or_hand_is_a_supplement() {
    let of = |milk, volume, by| Supplement { milk, volume, by: Some(by) };
    assert_eq!(supplement_of("breast milk,bottle,60"), of(Milk::Own, Volume::ml(60), SupplementBy::Bottle));
    assert_eq!(supplement_of("formula,bottle,"), of(Milk::Formula, Volume::Unmeasured, SupplementBy::Bottle));
    assert_eq!(
        supplement_of("fortified breast milk,parent fed,0"),
        of(Milk::OwnFortified, Volume::ml(0), SupplementBy::Other)
    );
    assert_eq!(supplement_of("formula,self fed,15"), of(Milk::Formula, Volume::ml(15), SupplementBy::Other));
}

#[test]
fn solid_food_is_kept_and_counted_nowhere() {
    let entry =
        only(&format!("{FEEDING}1,Renee,,2026-11-10 08:00:00,2026-11-10 08:20:00,solid food,self fed,3.1,pear,\n"));
    let detail = Some("method: self fed, amount: 3.1, end: 2026-11-10 08:20:00".to_owned());
    assert_eq!(entry.kind, EntryKind::Other { label: "solid food".into(), detail });
    assert_eq!((entry.baby.as_deref(), entry.note.as_deref()), (Some("Renee"), Some("pear")));
}

#[test]
fn a_diaper_is_wet_has_stool_or_both_and_an_empty_one_is_kept() {
    let header = "id,child_id,child_first_name,child_last_name,time,wet,solid,color,amount,notes,tags\n";
    let kind = |row: &str| only(&format!("{header}1,1,A,B,2026-11-10 08:00:00,{row},,\n")).kind;
    let diaper = |wet, stool, detail: Option<&str>| EntryKind::Diaper {
        diaper: Diaper { wet, stool, detail: detail.map(Into::into) },
    };
    assert_eq!(kind("1,0,,"), diaper(true, false, None));
    assert_eq!(kind("0,1,green,2.5"), diaper(false, true, Some("color: green, amount: 2.5")));
    assert_eq!(kind("True,true,,"), diaper(true, true, None));
    assert_eq!(kind("0,0,,1"), EntryKind::Other { label: "diaper change".into(), detail: Some("amount: 1".into()) });
}

#[test]
fn a_weight_stands_at_noon_of_its_date_or_now_if_that_is_earlier() {
    let header = "id,child_first_name,child_last_name,weight,date,notes,tags\n";
    let entry = only(&format!("{header}1,Renee,Sellers,8.92,2026-09-25,,\n"));
    let EntryKind::Weight { mass } = entry.kind else { panic!() };
    assert_eq!((mass.typed().as_str(), mass.unit), ("8.92", MassUnit::Lb));
    assert_eq!(entry.start.rfc3339(), "2026-09-25T12:00:00-04:00");

    let contents = format!("{header}1,Renee,Sellers,8.92,2026-11-24,,\n2,Renee,Sellers,9,2026-11-25,,\n");
    let mut journal = Memory::default();
    let report =
        journal.import(&[file("Weight.csv", contents.as_str())], &answers(), &now_at("2026-11-24T09:15")).unwrap();
    assert_eq!(journal.log()[0].start.rfc3339(), "2026-11-24T09:15:00-05:00");
    assert_eq!((report.added, report.skipped[0].line), (1, 3));
    assert!(report.skipped[0].reason.contains("after today"), "{report:?}");
    let again =
        journal.import(&[file("Weight.csv", contents.as_str())], &answers(), &now_at("2026-11-24T18:00")).unwrap();
    assert_eq!((again.added, again.already), (0, 1));
}

#[test]
fn a_weight_in_any_unit_must_be_one_of_a_baby() {
    let contents = "id,child_first_name,weight,date\n1,A,8.92,2026-11-10\n";
    let weigh = |unit| {
        let mut journal = Memory::default();
        let report = journal
            .import(&[file("W.csv", contents)], &ImportAnswers { mass_unit: Some(unit), ..answers() }, &now())
            .unwrap();
        (report.added, journal.log().first().map(|entry| entry.kind.clone()))
    };
    assert_eq!(
        weigh(MassUnit::Kg),
        (1, Some(EntryKind::Weight { mass: Mass { milligrams: 8_920_000, unit: MassUnit::Kg } }))
    );
    assert_eq!(weigh(MassUnit::G), (0, None));
}

#[test]
fn a_temperature_tells_its_unit_by_its_range() {
    let header = "id,child_first_name,child_last_name,temperature,time,notes,tags\n";
    let kind = |value: &str| only(&format!("{header}1,A,B,{value},2026-11-10 08:00:00,,\n")).kind;
    assert_eq!(kind("37.5"), EntryKind::Temperature { milli_celsius: 37_500 });
    assert_eq!(kind("98.6"), EntryKind::Temperature { milli_celsius: 37_000 });
    assert_eq!(kind("100.3"), EntryKind::Temperature { milli_celsius: 37_944 });
    for wrong in ["29.9", "45.1", "85.9", "113.1", "370"] {
        assert!(
            skipped(&format!("{header}1,A,B,{wrong},2026-11-10 08:00:00,,\n")).starts_with("temperature"),
            "{wrong}"
        );
    }
}

#[test]
fn a_medication_is_the_babys_or_the_parents_as_answered() {
    let contents = "id,child_first_name,child_last_name,name,dosage,dosage_unit,time,next_dose_interval,notes,tags\n\
                    1,Renee,Sellers,Vitamin D,2.5,drops,2026-11-10 08:00:00,12:00:00,,\n";
    let entry = only(contents);
    let detail = Some("2.5 drops, next dose after 12:00:00".to_owned());
    assert_eq!(entry.kind, EntryKind::Medicine { name: "Vitamin D".into(), detail });
    assert_eq!(entry.baby.as_deref(), Some("Renee Sellers"));
    let parents = ImportAnswers { medicine_for: Some(MedicineFor::Parent), ..answers() };
    let mut journal = Memory::default();
    journal.import(&[file("M.csv", contents)], &parents, &now()).unwrap();
    assert_eq!(journal.log()[0].baby, None);
    // The other answer changes nothing about who the row is.
    assert_eq!(journal.import(&[file("M.csv", contents)], &answers(), &now()).unwrap().already, 1);
}

#[test]
fn a_note_keeps_its_text_and_one_without_is_skipped() {
    let header = "id,child_first_name,child_last_name,note,time,tags\n";
    let entry = only(&format!("{header}1,A,B,\"first line\nsecond \"\"line\"\"\",2026-11-10 08:00:00,\n"));
    assert_eq!((entry.kind, entry.note.as_deref()), (EntryKind::Note, Some("first line\nsecond \"line\"")));
    assert!(skipped(&format!("{header}1,A,B,,2026-11-10 08:00:00,\n")).starts_with("note"));
}

#[test]
fn what_relatch_does_not_count_keeps_its_label_and_values() {
    let kept = |contents: &str| match only(contents).kind {
        EntryKind::Other { label, detail } => (label, detail.unwrap_or_default()),
        other => panic!("{other:?}"),
    };
    let who = "child_first_name,child_last_name";
    assert_eq!(
        kept(&format!("id,{who},start,end,nap,notes,tags\n1,A,B,2026-11-10 20:00:00,2026-11-11 05:00:00,0,,\n")),
        ("sleep".into(), "end: 2026-11-11 05:00:00, nap: 0".into())
    );
    assert_eq!(
        kept(&format!("id,{who},start,end,milestone,tags\n1,A,B,2026-11-10 08:00:00,2026-11-10 08:05:00,rolled,\n")),
        ("tummy time".into(), "end: 2026-11-10 08:05:00, milestone: rolled".into())
    );
    assert_eq!(
        kept(&format!("id,{who},height,date,notes,tags\n1,A,B,61.5,2026-11-10,,\n")),
        ("height".into(), "height: 61.5".into())
    );
    assert_eq!(
        kept(&format!("id,{who},head_circumference,date,notes,tags\n1,A,B,38,2026-11-24,,\n")),
        ("head circumference".into(), "head circumference: 38".into())
    );
    assert_eq!(
        kept(&format!("id,{who},bmi,date,notes,tags\n1,A,B,14.2,2026-11-10,,\n")),
        ("bmi".into(), "bmi: 14.2".into())
    );
}

#[test]
fn children_and_tags_describe_other_rows_and_are_not_counted() {
    let child = "id,first_name,last_name,birth_date,birth_time\n1,Renee,Sellers,2026-09-25,\n2,Ada,,2026-09-25,\n";
    let tags = "id,name,color\n3,\"=risky, tag\",#ffffff\n";
    let note = "id,child_id,note,time,tags\n1,2,hello,2026-11-10 08:00:00,\"3,9\"\n";
    let mut journal = Memory::default();
    let files = [file("Note.csv", note), file("Tag.csv", tags), file("Child.csv", child)];
    let report = journal.import(&files, &answers(), &now()).unwrap();
    assert_eq!((report.files, report.read, report.added), (3, 1, 1));
    assert_eq!(journal.log()[0].tags, ["=risky, tag", "9"]);
    assert_eq!(journal.log()[0].baby.as_deref(), Some("Ada"));
    assert_eq!(journal.babies.len(), 2);
    assert_eq!(journal.babies[0].born.map(crate::Day::text).as_deref(), Some("2026-09-25"));
    assert!(report.warnings.iter().any(|warning| warning.reason.contains("tag 9")), "{report:?}");
}

#[test]
fn a_birth_after_today_is_left_out_with_a_warning() {
    let (journal, report) = import("id,first_name,last_name,birth_date\n1,Renee,,2026-11-25\n");
    assert_eq!((journal.babies[0].born, report.warnings.len(), report.read), (None, 1, 0));
}

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
    let turned: String = rows.lines().rev().map(|line| format!("{line}\n")).collect();
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
