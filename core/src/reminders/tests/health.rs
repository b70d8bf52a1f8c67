//! What an app can tell about reminders that may not come.

use super::*;

fn ledger_of(phone: &Phone, now: &Now, failed: i32) -> Ledger {
    let acks: Vec<ReminderAck> = (0..failed)
        .map(|n| ReminderAck {
            id: format!("v1:interval:5.{}:due", n + 1),
            request_code: 1,
            at_ms: now.utc_ms + 1,
            fingerprint: 1,
            state: AckState::Failed,
        })
        .collect();
    acknowledge(&Ledger::default(), &ReminderRules::default(), phone, &acks, now).unwrap()
}

fn lines(phone: &Phone, ledger: &Ledger, degraded: &[Degradation], now: &Now) -> Vec<(HealthState, i32)> {
    let report = health(phone, ledger, degraded, now);
    report.lines.iter().map(|line| (line.state, line.count)).collect()
}

#[test]
fn a_phone_that_allows_everything_and_has_planned_is_well() {
    let now = now_at(at("13:00"));
    for platform in [Platform::Android, Platform::Ios] {
        let phone = Phone::new(platform);
        let ledger = ledger_of(&phone, &now, 0);
        let report = health(&phone, &ledger, &[], &now_at(at("13:00+1")));
        assert_eq!((report.lines, report.planned_ms), (Vec::new(), Some(at("13:00"))));
    }
}

#[test]
fn each_permission_that_is_missing_has_its_line() {
    let now = now_at(at("13:00"));
    let well = Phone::new(Platform::Android);
    let told = |phone: Phone| lines(&phone, &ledger_of(&phone, &now, 0), &[], &now);
    assert_eq!(told(Phone { can_post: false, ..well }), [(HealthState::NotificationsOff, 0)]);
    assert_eq!(told(Phone { channel_on: false, ..well }), [(HealthState::ChannelOff, 0)]);
    assert_eq!(told(Phone { battery_restricted: true, ..well }), [(HealthState::BatteryRestricted, 0)]);
    assert_eq!(told(Phone { exact_ok: false, ..well }), [(HealthState::ExactAlarmsOff, 10)]);
    let apple = Phone::new(Platform::Ios);
    assert_eq!(told(Phone { can_post: false, ..apple }), [(HealthState::NotificationsOff, 0)]);
    let no_meaning = Phone { channel_on: false, battery_restricted: true, exact_ok: false, ..apple };
    assert_eq!(told(no_meaning), []);
}

#[test]
fn a_phone_that_never_planned_or_another_phones_ledger_says_so() {
    let now = now_at(at("13:00"));
    let (android, apple) = (Phone::new(Platform::Android), Phone::new(Platform::Ios));
    assert_eq!(lines(&android, &Ledger::default(), &[], &now), [(HealthState::NeverPlanned, 0)]);
    let report = health(&android, &ledger_of(&apple, &now, 2), &[], &now);
    assert_eq!(report.lines.iter().map(|line| line.state).collect::<Vec<_>>(), [HealthState::NeverPlanned]);
    assert_eq!(report.planned_ms, None);
}

#[test]
fn a_plan_is_old_after_two_days() {
    let phone = Phone::new(Platform::Android);
    let ledger = ledger_of(&phone, &now_at(at("13:00")), 0);
    assert_eq!(lines(&phone, &ledger, &[], &now_at(at("13:00+2") - 1)), []);
    assert_eq!(lines(&phone, &ledger, &[], &now_at(at("13:00+2"))), [(HealthState::PlanOld, 2)]);
    assert_eq!(lines(&phone, &ledger, &[], &now_at(at("12:59+4"))), [(HealthState::PlanOld, 3)]);
}

#[test]
fn refused_operations_are_counted() {
    let phone = Phone::new(Platform::Ios);
    let now = now_at(at("13:00"));
    assert_eq!(lines(&phone, &ledger_of(&phone, &now, 3), &[], &now), [(HealthState::Refused, 3)]);
}

#[test]
fn alarms_are_in_doubt_after_a_restart() {
    let phone = Phone::new(Platform::Android);
    let ledger = ledger_of(&phone, &now_at(at("13:00")), 0);
    let now = Now { boot_id: Some("2".to_owned()), ..now_at(at("13:10")) };
    assert_eq!(lines(&phone, &ledger, &[], &now), [(HealthState::AlarmsInDoubt, 0)]);
}

#[test]
fn what_the_plan_says_of_itself_is_told_too() {
    let phone = Phone::new(Platform::Ios);
    let now = now_at(at("13:00"));
    let ledger = ledger_of(&phone, &now, 0);
    assert_eq!(lines(&phone, &ledger, &[Degradation::Thinned], &now), [(HealthState::Thinned, 0)]);
    assert_eq!(lines(&phone, &ledger, &[Degradation::AllQuiet], &now), [(HealthState::AllQuiet, 0)]);
}

#[test]
fn the_worst_comes_first_and_each_has_its_text() {
    let phone = Phone {
        can_post: false,
        channel_on: false,
        battery_restricted: true,
        exact_ok: false,
        alarms_lost: true,
        ..Phone::new(Platform::Android)
    };
    let ledger = ledger_of(&phone, &now_at(at("13:00")), 1);
    let report = health(&phone, &ledger, &[Degradation::AllQuiet, Degradation::Thinned], &now_at(at("13:00+3")));
    let keys: Vec<&str> = report.lines.iter().map(|line| line.text_key.as_str()).collect();
    let wanted = [
        "health.notifications_off",
        "health.channel_off",
        "health.battery_restricted",
        "health.alarms_in_doubt",
        "health.refused",
        "health.plan_old",
        "health.exact_alarms_off",
        "health.thinned",
        "health.all_quiet",
    ];
    assert_eq!(keys, wanted);
    let never = health(&phone, &Ledger::default(), &[], &now_at(at("13:00")));
    assert!(never.lines.iter().any(|line| line.text_key == "health.never_planned"));
}
