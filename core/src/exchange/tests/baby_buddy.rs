//! Every kind of row of Baby Buddy's export and what it becomes.

use super::*;
use crate::entry::{
    Diaper, EntryKind, Expression, ExpressionMethod, Latch, Milk, Nursing, Supplement, SupplementBy, Supplementer,
    Transfer,
};
use crate::time::MINUTE_MS;
use crate::volume::{Mass, Volume};

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
    assert_eq!(kind("37.5"), EntryKind::Temperature { milli_celsius: 37_500, of_parent: false });
    assert_eq!(kind("98.6"), EntryKind::Temperature { milli_celsius: 37_000, of_parent: false });
    assert_eq!(kind("100.3"), EntryKind::Temperature { milli_celsius: 37_944, of_parent: false });
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
