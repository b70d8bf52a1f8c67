//! What the phone said it took, and when that is in doubt.

use super::*;
use crate::error::JournalError;

const SECOND: i64 = 1_000;

fn android() -> Phone {
    Phone::new(Platform::Android)
}

fn apple() -> Phone {
    Phone::new(Platform::Ios)
}

fn ack(id: &str, request_code: i32, at_ms: i64, state: AckState) -> ReminderAck {
    ReminderAck { id: id.to_owned(), request_code, at_ms, fingerprint: 77, state }
}

fn set(n: i32, request_code: i32, time: &str) -> ReminderAck {
    ack(&format!("v1:interval:5.{n}:due"), request_code, at(time), AckState::Set)
}

fn told(ledger: &Ledger, phone: &Phone, acks: &[ReminderAck], now: &Now) -> Ledger {
    acknowledge(ledger, &ReminderRules::default(), phone, acks, now).unwrap()
}

/// Number of the due, request code, fingerprint of what is held of the interval rule.
fn held(ledger: &Ledger) -> Vec<(i32, i32, i64)> {
    let row = ledger.rows.iter().find(|row| row.rule == "interval");
    row.map_or(Vec::new(), |row| {
        row.held.iter().map(|held| (held.occurrence.n, held.request_code, held.fingerprint)).collect()
    })
}

fn running(utc_ms: i64, monotonic_ms: i64) -> Now {
    Now { monotonic_ms: Some(monotonic_ms), boot_id: Some("1".to_owned()), ..now_at(utc_ms) }
}

#[test]
fn what_was_set_is_held_by_time_with_code_and_fingerprint() {
    let now = now_at(at("13:05"));
    let ledger = told(&Ledger::default(), &android(), &[set(2, 9, "18:00"), set(1, 4, "15:30")], &now);
    assert_eq!(held(&ledger), [(1, 4, 77), (2, 9, 77)]);
    let seen = ledger.seen.as_ref().unwrap();
    assert_eq!((seen.utc_ms, seen.zone.as_str(), seen.failed), (at("13:05"), "UTC", 0));
    assert_eq!((seen.phone, seen.monotonic_ms), (android(), None));
    let id = ReminderId::parse("v1:interval:5.2:due").unwrap();
    assert_eq!(ledger.code_of(&id), Some(9));
    for other in [
        "v1:interval:5.3:due",
        "v1:interval:5.2:nag",
        "v1:interval:6.2:due",
        "v1:interval:5.2:snooze-1",
        "v1:times:5.2:due",
    ] {
        assert_eq!(ledger.code_of(&ReminderId::parse(other).unwrap()), None, "{other}");
    }
}

#[test]
fn each_acknowledgement_stands_for_itself() {
    let now = now_at(at("13:05"));
    let first = told(&Ledger::default(), &apple(), &[set(1, 1, "15:30"), set(2, 2, "18:00")], &now);
    let gone = ack("v1:interval:5.1:due", 0, 0, AckState::Gone);
    assert_eq!(held(&told(&first, &apple(), &[gone], &now)), [(2, 2, 77)]);
    let failed = ack("v1:interval:5.1:due", 1, at("16:00"), AckState::Failed);
    let after = told(&first, &apple(), &[failed.clone(), failed], &now);
    assert_eq!((held(&after), after.seen.unwrap().failed), (vec![(1, 1, 77), (2, 2, 77)], 2));
    let again = told(&first, &apple(), &[ReminderAck { fingerprint: 78, ..set(1, 3, "15:31") }], &now);
    assert_eq!(held(&again), [(1, 3, 78), (2, 2, 77)]);
}

#[test]
fn a_code_used_again_overwrites_on_android_alone_and_only_what_is_still_to_come() {
    let now = now_at(at("13:05"));
    for (phone, left) in [(android(), vec![(2, 4, 77)]), (apple(), vec![(1, 4, 77), (2, 4, 77)])] {
        let first = told(&Ledger::default(), &phone, &[set(1, 4, "15:30")], &now);
        assert_eq!(held(&told(&first, &phone, &[set(2, 4, "18:00")], &now)), left);
    }
    let first = told(&Ledger::default(), &android(), &[set(1, 4, "15:30"), set(3, 5, "20:30")], &now);
    let later = told(&first, &android(), &[set(2, 4, "18:00")], &now_at(at("15:30")));
    assert_eq!(held(&later), [(1, 4, 0), (2, 4, 77), (3, 5, 77)]);
    let other_rule = ReminderAck { id: "v1:sleep:5.0:due".to_owned(), ..set(1, 5, "17:00") };
    assert_eq!(held(&told(&first, &android(), &[other_rule], &now)), [(1, 4, 77)]);
}

#[test]
fn what_has_fired_is_known_for_two_days_without_a_fingerprint() {
    let first = told(&Ledger::default(), &apple(), &[set(1, 1, "15:30")], &now_at(at("13:05")));
    assert_eq!(held(&told(&first, &apple(), &[], &now_at(at("15:30") - 1))), [(1, 1, 77)]);
    assert_eq!(held(&told(&first, &apple(), &[], &now_at(at("15:30")))), [(1, 1, 0)]);
    assert_eq!(held(&told(&first, &apple(), &[], &now_at(at("15:30+2") - 1))), [(1, 1, 0)]);
    let gone = told(&first, &apple(), &[], &now_at(at("15:30+2")));
    assert_eq!(gone.rows, []);
}

#[test]
fn rows_are_in_the_order_of_their_rules() {
    let now = now_at(at("13:05"));
    let sleep = ReminderAck { id: "v1:sleep:5.0:due".to_owned(), ..set(1, 2, "17:00") };
    let plan = ReminderAck { id: "v1:plan:0.0:housekeeping".to_owned(), ..set(1, 3, "17:00") };
    let ledger = told(&Ledger::default(), &android(), &[sleep, plan, set(1, 1, "15:30")], &now);
    let rules: Vec<&str> = ledger.rows.iter().map(|row| row.rule.as_str()).collect();
    assert_eq!(rules, ["interval", "plan", "sleep"]);
}

#[test]
fn what_no_plan_gives_is_refused() {
    let (now, rules) = (now_at(at("13:05")), ReminderRules::default());
    let refusal = |ack: ReminderAck| refused(acknowledge(&Ledger::default(), &rules, &android(), &[ack], &now));
    assert_eq!(refusal(set(1, 0, "15:30")), "request_code");
    assert_eq!(refusal(set(1, 61, "15:30")), "request_code");
    assert_eq!(refusal(ReminderAck { at_ms: 0, ..set(1, 1, "15:30") }), "at_ms");
    assert_eq!(refusal(ReminderAck { at_ms: -1, ..set(1, 1, "15:30") }), "at_ms");
    assert_eq!(refusal(ReminderAck { id: "nonsense".to_owned(), ..set(1, 1, "15:30") }), "not found");
    assert_eq!(refusal(ReminderAck { id: "v1:times:5.1:due".to_owned(), ..set(1, 1, "15:30") }), "not found");
    for good in [set(1, 1, "15:30"), set(1, 60, "15:30"), ReminderAck { at_ms: 1, ..set(1, 1, "15:30") }] {
        assert!(acknowledge(&Ledger::default(), &rules, &android(), &[good], &now).is_ok());
    }
    for id in ["v1:test:5.0:due", "v1:plan:0.0:sentinel", "v1:sleep:5.0:due"] {
        let good = ReminderAck { id: id.to_owned(), ..set(1, 1, "15:30") };
        assert!(acknowledge(&Ledger::default(), &rules, &android(), &[good], &now).is_ok(), "{id}");
    }
}

#[test]
fn a_rule_that_is_gone_can_still_be_taken_down() {
    let now = now_at(at("13:05"));
    let first = told(&Ledger::default(), &apple(), &[set(1, 1, "15:30")], &now);
    let none = ReminderRules { rules: Vec::new(), ..ReminderRules::default() };
    let gone = ack("v1:interval:5.1:due", 0, 0, AckState::Gone);
    assert_eq!(acknowledge(&first, &none, &apple(), &[gone], &now).unwrap().rows, []);
}

#[test]
fn another_systems_ledger_says_nothing() {
    let now = now_at(at("13:05"));
    let first = told(&Ledger::default(), &apple(), &[set(1, 1, "15:30")], &now);
    assert!(first.is_of(&apple()) && !first.is_of(&android()) && !Ledger::default().is_of(&apple()));
    assert_eq!(held(&told(&first, &android(), &[set(2, 2, "18:00")], &now)), [(2, 2, 77)]);
}

#[test]
fn an_android_phone_may_have_lost_its_alarms() {
    let now = Now { boot_id: Some("1".to_owned()), ..now_at(at("13:05")) };
    let mut phone = android();
    phone.package_updated_ms = Some(5);
    let ledger = told(&Ledger::default(), &phone, &[set(1, 1, "15:30")], &now);
    let doubt = |phone: &Phone, now: &Now| ledger.in_doubt(phone, now);
    assert!(Ledger::default().in_doubt(&phone, &now));
    assert!(!doubt(&phone, &now));
    assert!(!doubt(&Phone { battery_restricted: true, ..phone }, &now));
    assert!(doubt(&Phone { alarms_lost: true, ..phone }, &now));
    assert!(doubt(&Phone { package_updated_ms: Some(6), ..phone }, &now));
    assert!(doubt(&Phone { exact_ok: false, ..phone }, &now));
    assert!(doubt(&Phone { can_post: false, ..phone }, &now));
    assert!(doubt(&Phone { channel_on: false, ..phone }, &now));
    assert!(doubt(&phone, &Now { boot_id: Some("2".to_owned()), ..now.clone() }));
    assert!(doubt(&phone, &Now { zone: "Europe/Paris".to_owned(), ..now.clone() }));
    // iOS keeps its requests through all of that.
    let ledger = told(&Ledger::default(), &apple(), &[set(1, 1, "15:30")], &now);
    let restarted = Now { boot_id: Some("2".to_owned()), zone: "Europe/Paris".to_owned(), ..now.clone() };
    assert!(!ledger.in_doubt(&Phone { alarms_lost: true, ..apple() }, &restarted));
    assert!(Ledger::default().in_doubt(&apple(), &now));
}

#[test]
fn a_doubt_lasts_until_each_alarm_is_set_again() {
    let before = Now { boot_id: Some("1".to_owned()), ..now_at(at("13:05")) };
    let after = Now { boot_id: Some("2".to_owned()), ..now_at(at("13:10")) };
    let first = told(&Ledger::default(), &android(), &[set(1, 1, "15:30"), set(2, 2, "18:00")], &before);
    let lost = Phone { alarms_lost: true, ..android() };
    let second = told(&first, &lost, &[set(2, 2, "18:00")], &after);
    assert_eq!(held(&second), [(1, 1, 0), (2, 2, 77)]);
    assert!(!second.seen.as_ref().unwrap().phone.alarms_lost);
    assert!(!second.in_doubt(&android(), &after));
}

#[test]
fn a_clock_that_jumps_by_more_than_a_minute_is_noticed_within_one_start_of_the_phone() {
    let ledger = told(&Ledger::default(), &android(), &[], &running(at("13:00"), 1_000_000));
    // An hour passes; the wall clock goes further by so many seconds.
    let later = |extra_s: i64| running(at("14:00") + extra_s * SECOND, 1_000_000 + 60 * MINUTE_MS);
    assert!(!ledger.in_doubt(&android(), &later(0)));
    assert!(!ledger.in_doubt(&android(), &later(60)));
    assert!(!ledger.in_doubt(&android(), &later(-60)));
    assert!(ledger.in_doubt(&android(), &later(61)));
    assert!(ledger.in_doubt(&android(), &later(-61)));
    // A monotonic clock that went back, or that is not there, tells nothing.
    assert!(!ledger.in_doubt(&android(), &running(at("18:00"), 999_999)));
    assert!(ledger.in_doubt(&android(), &running(at("18:00"), 1_000_000)));
    assert!(!ledger.in_doubt(&android(), &Now { monotonic_ms: None, ..later(300) }));
    let blind = told(&Ledger::default(), &android(), &[], &Now { monotonic_ms: None, ..running(at("13:00"), 0) });
    assert!(!blind.in_doubt(&android(), &later(300)));
}

#[test]
fn the_last_four_jumps_forward_are_remembered() {
    let mut ledger = told(&Ledger::default(), &apple(), &[], &running(at("13:00"), 0));
    assert_eq!(ledger.jumped(&running(at("13:01"), 0)), []);
    assert_eq!(ledger.jumped(&running(at("13:01") + 1, 0)), [(at("13:00"), at("13:01") + 1)]);
    // Ten minutes pass, the clock is set forward by an hour more: the hour before now never was.
    assert_eq!(ledger.jumped(&running(at("14:10"), 10 * MINUTE_MS)), [(at("13:10"), at("14:10"))]);
    assert_eq!(ledger.jumped(&running(at("12:00"), 10 * MINUTE_MS)), []);
    let mut wanted = Vec::new();
    for hour in 1..7 {
        let (from, to) = (at("13:00") + (hour - 1) * 60 * MINUTE_MS, at("13:00") + hour * 60 * MINUTE_MS);
        ledger = told(&ledger, &apple(), &[], &running(to, 0));
        wanted.push((from, to));
        let known = ledger.jumped(&running(to, 0));
        assert_eq!(known, wanted[wanted.len().saturating_sub(4)..]);
    }
    // A new start of the phone forgets nothing.
    let restarted = Now { boot_id: Some("2".to_owned()), ..running(at("20:00"), 0) };
    assert_eq!(ledger.jumped(&restarted), wanted[2..]);
}

#[test]
fn a_row_comes_back_from_its_bytes() {
    let one = |n: i32, stage, round| Held {
        occurrence: Occurrence { anchor: -5 - i64::from(n), n },
        stage,
        round,
        at_ms: at("15:30") + i64::from(n),
        fingerprint: i64::MIN + i64::from(n),
        request_code: n,
    };
    let row = LedgerRow {
        rule: "times-2".to_owned(),
        held: vec![one(1, ReminderStage::Due, 0), one(60, ReminderStage::Snooze, 3), one(2, ReminderStage::Nag, 255)],
    };
    let bytes = row.to_bytes();
    assert_eq!(bytes.len(), 96);
    assert_eq!(LedgerRow::from_bytes("times-2".to_owned(), &bytes).unwrap(), row);
    let corrupt = |bytes: &[u8]| LedgerRow::from_bytes("x".to_owned(), bytes) == Err(JournalError::Corrupt);
    assert!(corrupt(&bytes[..95]) && corrupt(&bytes[1..]) && !corrupt(&[]) && !corrupt(&bytes[..64]));
    let mut wrong = bytes;
    wrong[28] = 5;
    assert!(corrupt(&wrong));
}

#[test]
fn numbers_beyond_their_bytes_are_cut_off() {
    let held = Held {
        occurrence: Occurrence { anchor: 1, n: 1 },
        stage: ReminderStage::Snooze,
        round: 300,
        at_ms: 1,
        fingerprint: 1,
        request_code: 5_000,
    };
    let row = LedgerRow { rule: "x".to_owned(), held: vec![held] };
    let back = LedgerRow::from_bytes("x".to_owned(), &row.to_bytes()).unwrap();
    assert_eq!((back.held[0].round, back.held[0].request_code), (255, 1_000));
}
