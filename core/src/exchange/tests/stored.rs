//! Import, undo and export over the database.

use super::*;
use crate::{Baby, EntryQuery, ExportFormat, Journal, Settings, UndoneChange};

fn journal() -> Journal {
    Journal::open_in_memory(&now()).unwrap()
}

fn export(journal: &Journal, format: ExportFormat) -> String {
    let mut text = String::new();
    let mut after = None;
    loop {
        let page = journal.export_page(format, after).unwrap();
        text.push_str(&page.text);
        after = page.cursor;
        if after.is_none() {
            return text;
        }
    }
}

fn everything(journal: &Journal) -> Vec<crate::Entry> {
    let mut found = Vec::new();
    let mut query = EntryQuery { limit: Some(1_000), ..EntryQuery::default() };
    loop {
        let page = journal.entries(&query).unwrap();
        found.extend(page.entries);
        query.after = page.cursor;
        if query.after.is_none() {
            return found;
        }
    }
}

const SMALL: &str = "id,child_first_name,child_last_name,start,end,type,method,amount,notes,tags\n\
    1,Mia,B,2026-11-10 08:00:00,2026-11-10 08:20:00,formula,bottle,60,,\n\
    2,Mia,B,2026-11-11 08:00:00,2026-11-11 08:20:00,breast milk,left breast,12.5,,\n";

#[test]
fn a_preview_tells_the_same_as_the_import_and_writes_nothing() {
    let journal = journal();
    let preview = journal.preview_import(&sample::files(), &answers(), &now()).unwrap();
    assert_eq!((journal.check().unwrap().entries, journal.babies().unwrap().len()), (0, 0));
    let report = journal.import(&sample::files(), &answers(), &now()).unwrap();
    assert_eq!(preview, report);
    assert_eq!(journal.check().unwrap().entries, report.added);
    let progress = journal.import_progress().unwrap();
    assert_eq!((progress.done, progress.total), (2 * report.read, 2 * report.read));
    assert_eq!(journal.preview_import(&sample::files(), &answers(), &now()).unwrap().already, report.added);
}

#[test]
fn what_the_database_gives_back_is_what_was_planned() {
    let journal = journal();
    journal.import(&sample::files(), &answers(), &now()).unwrap();
    let mut memory = Memory::default();
    memory.import(&sample::files(), &answers(), &now()).unwrap();
    assert_eq!(everything(&journal), memory.log().into_iter().cloned().collect::<Vec<_>>());
    assert_eq!(journal.babies().unwrap(), memory.babies);
}

#[test]
fn an_import_is_one_step_of_undo_and_after_it_all_comes_back() {
    let journal = journal();
    let first = journal.import(&sample::files(), &answers(), &now()).unwrap();
    let logged = everything(&journal);
    let undone = journal.undo(&now()).unwrap();
    assert_eq!(undone.change, UndoneChange::Import);
    assert_eq!((journal.check().unwrap().entries, journal.babies().unwrap().len()), (0, 0));
    assert!(journal.undo(&now()).is_err());
    let again = journal.import(&sample::files(), &answers(), &now()).unwrap();
    assert_eq!(again, first);
    assert_eq!(everything(&journal), logged);
    assert_eq!(journal.babies().unwrap()[0].born.unwrap().text(), "2026-09-25");
}

#[test]
fn undo_of_one_import_leaves_the_other() {
    let journal = journal();
    journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    let more = format!("{SMALL}3,Mia,B,2026-11-12 08:00:00,2026-11-12 08:20:00,formula,bottle,60,,\n");
    let second = journal.import(&[file("F.csv", more)], &answers(), &now()).unwrap();
    assert_eq!((second.added, second.already), (1, 2));
    journal.undo(&now()).unwrap();
    assert_eq!((everything(&journal).len(), journal.babies().unwrap().len()), (2, 1));
    journal.undo(&now()).unwrap();
    assert_eq!((everything(&journal).len(), journal.babies().unwrap().len()), (0, 0));
}

#[test]
fn an_import_that_brings_nothing_is_no_step_of_undo() {
    let journal = journal();
    journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    journal.import(&[file("F.csv", SMALL)], &ImportAnswers::default(), &now()).unwrap();
    journal.undo(&now()).unwrap();
    assert!(everything(&journal).is_empty());
}

#[test]
fn what_was_deleted_or_edited_by_hand_stays_so() {
    let journal = journal();
    journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    let logged = everything(&journal);
    journal.delete(logged[0].id, &now()).unwrap();
    let edited = crate::NewEntry {
        id: logged[1].id,
        start: None,
        zone: None,
        kind: logged[1].kind.clone(),
        baby: logged[1].baby.clone(),
        note: Some("by hand".into()),
        tags: Vec::new(),
    };
    journal.edit(&edited, &now()).unwrap();
    let before = everything(&journal);
    let report = journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    assert_eq!((report.added, report.already, everything(&journal)), (0, 2, before));
    // Three changes, each taken back by itself.
    journal.undo(&now()).unwrap();
    journal.undo(&now()).unwrap();
    assert_eq!(everything(&journal), logged);
    journal.undo(&now()).unwrap();
    assert!(everything(&journal).is_empty());
}

#[test]
fn undo_restores_what_was_known_of_a_baby_and_keeps_what_was_said_since() {
    let child = "id,first_name,last_name,birth_date\n1,Mia,B,2026-11-01\n";
    let journal = journal();
    journal.set_baby(&Baby::named("Mia B"), &now()).unwrap();
    journal.import(&[file("Child.csv", child)], &answers(), &now()).unwrap();
    assert!(journal.babies().unwrap()[0].born.is_some());
    journal.undo(&now()).unwrap();
    assert_eq!(journal.babies().unwrap(), [Baby::named("Mia B")]);

    journal.import(&[file("Child.csv", child)], &answers(), &now()).unwrap();
    let by_hand = Baby { gestation_weeks: Some(38), ..journal.babies().unwrap()[0].clone() };
    journal.set_baby(&by_hand, &now()).unwrap();
    journal.undo(&now()).unwrap();
    assert_eq!(journal.babies().unwrap(), [by_hand]);
}

#[test]
fn a_babys_running_session_keeps_the_baby() {
    let journal = journal();
    journal.import(&[file("F.csv", SMALL)], &answers(), &now()).unwrap();
    let start = crate::StartSession {
        id: crate::EntryId::from_bytes([9; 16]),
        kind: crate::SessionKind::Nursing,
        side: None,
        baby: Some("Mia B".into()),
        at: None,
    };
    journal.start(&start, &now()).unwrap();
    journal.undo(&now()).unwrap();
    assert_eq!((everything(&journal).len(), journal.babies().unwrap().len()), (0, 1));
}

#[test]
fn a_journal_exported_in_many_pages_comes_back_whole() {
    let journal = journal();
    journal.import(&sample::files(), &answers(), &now()).unwrap();
    journal.set_baby(&Baby { sex: Some(crate::Sex::Girl), ..journal.babies().unwrap()[0].clone() }, &now()).unwrap();
    let logged = everything(&journal);
    for (name, format) in [("a.csv", ExportFormat::Csv), ("a.jsonl", ExportFormat::Jsonl)] {
        let text = export(&journal, format);
        let fresh = self::journal();
        let day_start = crate::ClockTime::parse("04:00").unwrap();
        fresh.set_settings(Settings { day_start, ..Settings::default() }).unwrap();
        let report = fresh.import(&[file(name, text.as_str())], &ImportAnswers::default(), &now()).unwrap();
        assert_eq!((report.added, report.skipped.len()), (logged.len() as i64, 0));
        fresh.set_settings(Settings::default()).unwrap();
        assert_eq!(everything(&fresh), logged);
        if format == ExportFormat::Jsonl {
            assert_eq!(fresh.babies().unwrap(), journal.babies().unwrap());
        }
        // And into the journal that it came from: all is there.
        let home = journal.import(&[file(name, text)], &ImportAnswers::default(), &now()).unwrap();
        assert_eq!((home.added, home.already), (0, logged.len() as i64));
        fresh.undo(&now()).unwrap();
        assert!(everything(&fresh).is_empty());
    }
}

#[test]
fn a_cursor_of_no_journal_is_refused() {
    assert_eq!(refusal(journal().export_page(ExportFormat::Csv, Some("x".into()))).0, "after");
}

#[test]
fn no_file_is_nothing_to_import() {
    assert_eq!(refusal(journal().import(&[], &answers(), &now())).0, "file");
}
