//! The main job through the public façade: log with one tap, see the day and the week.

use relatch_core::*;

const HOUR_MS: i64 = 3_600_000;

fn now(utc_ms: i64) -> Now {
    Now {
        utc_ms,
        offset_s: 0,
        zone: "Etc/UTC".into(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn id(number: u128) -> EntryId {
    EntryId::from_bytes((0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + number).to_be_bytes())
}

fn pump(number: u128, total: Option<Volume>) -> NewEntry {
    let expression = Expression { total, duration_ms: Some(15 * 60_000), ..Expression::of(ExpressionMethod::Pump) };
    NewEntry {
        id: id(number),
        start: None,
        zone: None,
        kind: EntryKind::Expression { expression },
        baby: None,
        note: None,
        tags: vec![],
    }
}

const NOON: i64 = 1_793_534_400_000;

#[test]
fn one_tap_logs_a_pump_that_has_just_ended_and_shows_it_on_the_home_screen() {
    let journal = Journal::open_in_memory(&now(NOON)).unwrap();
    let logged = journal.log(&pump(1, Some(Volume::ml(12))), &now(NOON)).unwrap();
    assert_eq!(logged.entry.start.utc_ms, NOON - 15 * 60_000);
    assert_eq!(logged.home.since_min, Some(15));
    assert_eq!(logged.home.today.sessions, Some(1));
    assert_eq!(logged.home.today.own_milk.measured_ul, 12_000);
    assert_eq!(journal.entry(id(1)).unwrap(), logged.entry);
    assert!(journal.check().unwrap().sound);
}

#[test]
fn a_repeated_call_logs_once() {
    let journal = Journal::open_in_memory(&now(NOON)).unwrap();
    let first = journal.log(&pump(1, Some(Volume::ml(12))), &now(NOON)).unwrap();
    let again = journal.log(&pump(1, Some(Volume::ml(12))), &now(NOON + 5_000)).unwrap();
    assert_eq!(first.entry, again.entry);
    assert!(matches!(journal.log(&pump(1, None), &now(NOON)), Err(JournalError::Conflict { .. })));
    assert_eq!(again.home.today.sessions, Some(1));
}

#[test]
fn zero_drops_and_unmeasured_stay_three_facts() {
    let journal = Journal::open_in_memory(&now(NOON)).unwrap();
    for (number, volume) in
        [(1, Some(Volume::ml(0))), (2, Some(Volume::Drops)), (3, None), (4, Some(Volume::Unmeasured))]
    {
        let logged = journal.log(&pump(number, volume), &now(NOON + number as i64 * HOUR_MS)).unwrap();
        let EntryKind::Expression { expression } = journal.entry(id(number)).unwrap().kind else { panic!() };
        assert_eq!(expression.total, volume);
        assert_eq!(logged.entry.kind, EntryKind::Expression { expression });
    }
    let own = journal.day(None, &now(NOON + 5 * HOUR_MS)).unwrap().own_milk;
    assert_eq!((own.measured, own.drops, own.unmeasured), (1, 1, 2));
}

#[test]
fn undo_walks_back_through_edit_delete_and_log() {
    let journal = Journal::open_in_memory(&now(NOON)).unwrap();
    let logged = journal.log(&pump(1, Some(Volume::ml(12))), &now(NOON)).unwrap();
    let mut other = pump(1, Some(Volume::ml(20)));
    other.start = Some(logged.entry.start);
    journal.edit(&other, &now(NOON)).unwrap();
    journal.delete(id(1), &now(NOON)).unwrap();
    assert!(matches!(journal.entry(id(1)), Err(JournalError::NotFound { .. })));
    assert_eq!(journal.undo(&now(NOON)).unwrap().change, UndoneChange::Delete);
    assert_eq!(journal.undo(&now(NOON)).unwrap().entry, Some(logged.entry));
    assert_eq!(journal.undo(&now(NOON)).unwrap().change, UndoneChange::Log);
    assert!(matches!(journal.undo(&now(NOON)), Err(JournalError::NotFound { .. })));
}

#[test]
fn a_running_session_finishes_with_its_minutes_and_undo_brings_it_back() {
    let journal = Journal::open_in_memory(&now(NOON)).unwrap();
    let new = StartSession { id: id(9), kind: SessionKind::Nursing, side: Some(Side::Left), baby: None, at: None };
    journal.start(&new, &now(NOON)).unwrap();
    let which = SessionSelector::default();
    journal.switch_side(&which, Side::Right, &now(NOON + 10 * 60_000)).unwrap();
    let logged = journal.finish(&which, &FinishSession::default(), &now(NOON + 18 * 60_000)).unwrap();
    let EntryKind::Nursing { nursing } = &logged.entry.kind else { panic!() };
    assert_eq!((nursing.left_ms, nursing.right_ms), (Some(600_000), Some(480_000)));
    let undone = journal.undo(&now(NOON + 19 * 60_000)).unwrap();
    assert_eq!(undone.home.running[0].elapsed_ms, Some(19 * 60_000));
}
