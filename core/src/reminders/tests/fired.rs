//! An alarm has gone off: what is shown.

use super::*;

fn shown(case: &Case, id: &str) -> Fired {
    fired(&case.input(), &Ledger::default(), id, 0)
}

fn at_ms(mut case: Case, utc_ms: i64) -> Case {
    case.now.utc_ms = utc_ms;
    case
}

#[test]
fn what_is_no_due_is_told_by_its_id() {
    let case = case("13:05");
    assert_eq!(shown(&case, "nonsense"), Fired::Stale);
    assert_eq!(shown(&case, "v1:plan:0.0:housekeeping"), Fired::Replan);
    assert_eq!(shown(&case, "v1:plan:0.0:sentinel"), Fired::Show);
    assert_eq!(shown(&case, "v1:interval:0.0:sentinel"), Fired::Stale);
    assert_eq!(shown(&case, "v1:test:5.0:due"), Fired::Show);
    assert_eq!(shown(&case, "v1:plan:0.0:due"), Fired::Stale);
}

#[test]
fn a_due_is_shown_from_fifteen_seconds_before_it() {
    let due = case("15:30").due(1);
    assert_eq!(shown(&case("15:30"), &due), Fired::Show);
    assert_eq!(shown(&at_ms(case("15:30"), at("15:30") - 15_000), &due), Fired::Show);
    assert_eq!(shown(&at_ms(case("15:30"), at("15:30") - 15_001), &due), Fired::Stale);
}

#[test]
fn the_next_due_takes_its_place_ten_minutes_later() {
    let due = case("15:30").due(1);
    assert_eq!(shown(&at_ms(case("18:00"), at("18:10") - 1), &due), Fired::Show);
    assert_eq!(shown(&case("18:10"), &due), Fired::Stale);
}

#[test]
fn four_hours_late_says_nothing_true_any_more() {
    // 19:00, then 01:00.
    let due = case("19:00").every(6).due(1);
    assert_eq!(shown(&case("23:00").every(6), &due), Fired::Show);
    assert_eq!(shown(&at_ms(case("23:00").every(6), at("23:00") + 1), &due), Fired::Stale);
    let nag = case("19:00").every(6).id(1, ReminderStage::Nag, 0);
    assert_eq!(shown(&case("23:20").every(6), &nag), Fired::Show);
    assert_eq!(shown(&at_ms(case("23:20").every(6), at("23:20") + 1), &nag), Fired::Stale);
    let snoozed = |now_ms| at_ms(case("23:00").every(6).answered(1, 1, Some("20:00"), false), now_ms);
    let snooze = case("19:00").id(1, ReminderStage::Snooze, 1);
    assert_eq!(shown(&snoozed(at("00:00+1")), &snooze), Fired::Show);
    assert_eq!(shown(&snoozed(at("00:00+1") + 1), &snooze), Fired::Stale);
}

#[test]
fn a_logged_session_makes_it_stale() {
    let due = case("15:30").due(1);
    assert_eq!(shown(&Case { last: Some(session(2, "15:00")), ..case("15:30") }, &due), Fired::Stale);
}

#[test]
fn an_answered_due_and_its_nag_are_stale() {
    let (due, nag) = (case("15:30").due(1), case("15:30").id(1, ReminderStage::Nag, 0));
    assert_eq!(shown(&case("15:50"), &nag), Fired::Show);
    for answered in [case("15:50").answered(1, 1, Some("16:00"), false), case("15:50").answered(1, 0, None, true)] {
        assert_eq!(shown(&answered, &due), Fired::Stale);
        assert_eq!(shown(&answered, &nag), Fired::Stale);
    }
}

#[test]
fn a_nag_is_shown_from_fifteen_seconds_before_its_time() {
    let nag = case("15:30").id(1, ReminderStage::Nag, 0);
    assert_eq!(shown(&at_ms(case("15:50"), at("15:50") - 15_000), &nag), Fired::Show);
    assert_eq!(shown(&at_ms(case("15:50"), at("15:50") - 15_001), &nag), Fired::Stale);
}

#[test]
fn a_snooze_is_shown_in_its_round_at_its_time() {
    let snoozed = |now_ms| at_ms(case("15:30").answered(1, 2, Some("16:00"), false), now_ms);
    let round = |round| case("15:30").id(1, ReminderStage::Snooze, round);
    assert_eq!(shown(&snoozed(at("16:00")), &round(2)), Fired::Show);
    assert_eq!(shown(&snoozed(at("16:00") - 15_000), &round(2)), Fired::Show);
    assert_eq!(shown(&snoozed(at("16:00") - 15_001), &round(2)), Fired::Stale);
    assert_eq!(shown(&snoozed(at("16:00")), &round(1)), Fired::Stale);
    assert_eq!(shown(&case("16:00"), &round(1)), Fired::Stale);
    let skipped = case("16:00").answered(1, 2, Some("16:00"), true);
    assert_eq!(shown(&skipped, &round(2)), Fired::Stale);
}

#[test]
fn of_two_alarms_for_one_reminder_the_acknowledged_one_is_shown() {
    let case = case("13:05");
    let item = case.plan().items.into_iter().find(|item| item.id == case.due(1)).unwrap();
    let ack = ReminderAck {
        id: item.id.clone(),
        request_code: 7,
        at_ms: item.at_ms,
        fingerprint: item.fingerprint,
        state: AckState::Set,
    };
    let ledger = acknowledge(&Ledger::default(), &case.rules, &case.phone, &[ack], &case.now).unwrap();
    let with_code = |case: &Case, code: i32| fired(&case.input(), &ledger, &item.id, code);
    let mut due = super::case("15:30");
    assert_eq!(with_code(&due, 7), Fired::Show);
    assert_eq!(with_code(&due, 8), Fired::Stale);
    assert_eq!(with_code(&due, 0), Fired::Show);
    // What the ledger says is in doubt after a restart.
    due.now.boot_id = Some("2".to_owned());
    assert_eq!(with_code(&due, 8), Fired::Show);
    // It says nothing of a reminder that was never acknowledged.
    let second = super::case("18:00");
    assert_eq!(fired(&second.input(), &ledger, &second.due(2), 8), Fired::Show);
}

#[test]
fn a_late_alarm_does_not_ring_into_quiet_hours() {
    let due = case("15:30").due(1);
    for (policy, seen) in [
        (QuietPolicy::Delay, Fired::Quiet),
        (QuietPolicy::Suppress, Fired::Quiet),
        (QuietPolicy::Silent, Fired::ShowSilently),
    ] {
        assert_eq!(shown(&case("15:50").quiet("15:45", "17:00", policy), &due), seen);
        assert_eq!(shown(&case("15:40").quiet("15:45", "17:00", policy), &due), Fired::Show);
    }
}

#[test]
fn a_late_alarm_does_not_ring_into_protected_sleep() {
    let due = case("15:30").due(1);
    let sleeping = |now: &str| case(now).asleep("15:40", "17:00");
    assert_eq!(shown(&sleeping("15:35"), &due), Fired::Show);
    assert_eq!(shown(&sleeping("15:45"), &due), Fired::Quiet);
    let end = format!("v1:sleep:{}.0:due", at("17:00"));
    assert_eq!(shown(&sleeping("17:00"), &end), Fired::Show);
    assert_eq!(shown(&at_ms(sleeping("17:00"), at("17:00") - 1), &end), Fired::Quiet);
    assert_eq!(shown(&sleeping("16:00"), &end), Fired::Stale);
}
