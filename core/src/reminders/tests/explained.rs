//! Why a reminder comes when it does, what was missed, what stands in the way.

use super::*;

/// Stage, time, step, counted from, unmoved, moved of the first reminders.
fn reasons(case: &Case) -> Vec<ReminderReason> {
    explain(&case.input())
}

fn reason(case: &Case, time: &str) -> ReminderReason {
    reasons(case).into_iter().find(|reason| reason.at_ms == at(time)).unwrap()
}

#[test]
fn the_interval_the_night_and_its_end_are_told_apart() {
    let case = case("13:05");
    let told = |time: &str| {
        let reason = reason(&case, time);
        (reason.step.unwrap(), clock(reason.counted_from_ms.unwrap()), clock(reason.unmoved_ms), reason.moved)
    };
    assert_eq!(told("15:30"), (ReminderStep::Interval, "13:00".to_owned(), "15:30".to_owned(), None));
    assert_eq!(told("18:00"), (ReminderStep::Interval, "15:30".to_owned(), "18:00".to_owned(), None));
    assert_eq!(told("01:30+1"), (ReminderStep::Night, "20:30".to_owned(), "01:30+1".to_owned(), None));
    assert_eq!(told("05:00+1"), (ReminderStep::NightEnd, "01:30+1".to_owned(), "05:00+1".to_owned(), None));
    let first = &reasons(&case)[0];
    assert_eq!((first.id.clone(), first.rule.as_str(), first.stage), (case.due(1), "interval", ReminderStage::Due));
}

#[test]
fn nag_snooze_and_housekeeping_say_their_own_time() {
    let case = case("15:40").answered(2, 1, Some("18:10"), false);
    let snooze = reason(&case, "18:10");
    assert_eq!((snooze.stage, clock(snooze.unmoved_ms)), (ReminderStage::Snooze, "18:10".to_owned()));
    let nag = reason(&case, "15:50");
    assert_eq!(
        (nag.stage, clock(nag.unmoved_ms), nag.step),
        (ReminderStage::Nag, "15:50".to_owned(), Some(ReminderStep::Interval))
    );
    let keeper = reasons(&case).into_iter().find(|reason| reason.stage == ReminderStage::Housekeeping).unwrap();
    assert_eq!((keeper.step, keeper.counted_from_ms, keeper.unmoved_ms), (None, None, keeper.at_ms));
    assert_eq!((keeper.rule.as_str(), keeper.silent), ("plan", true));
}

#[test]
fn what_quiet_hours_and_sleep_moved_says_from_where() {
    let quiet = case("13:05").quiet("15:00", "16:30", QuietPolicy::Delay);
    let due = reason(&quiet, "16:30");
    assert_eq!((clock(due.unmoved_ms), due.moved, due.joined), ("15:30".to_owned(), Some(Moved::QuietHours), 0));
    let nagged = case("13:05").quiet("15:40", "16:30", QuietPolicy::Delay);
    let nag = reason(&nagged, "16:30");
    assert_eq!((nag.stage, clock(nag.unmoved_ms)), (ReminderStage::Nag, "15:50".to_owned()));
    assert_eq!(nag.moved, Some(Moved::QuietHours));
    let snoozed = case("15:40").answered(1, 1, Some("16:00"), false).quiet("15:50", "17:00", QuietPolicy::Delay);
    let snooze = reason(&snoozed, "17:00");
    assert_eq!((clock(snooze.unmoved_ms), snooze.moved), ("16:00".to_owned(), Some(Moved::QuietHours)));
    let silent = case("13:05").quiet("15:00", "16:30", QuietPolicy::Silent);
    assert!(reason(&silent, "15:30").silent && !reason(&silent, "18:00").silent);
    let asleep = case("13:05").asleep("13:05", "16:00");
    let end = reason(&asleep, "16:00");
    assert_eq!(
        (end.rule.as_str(), end.step, end.moved, end.joined),
        ("sleep", Some(ReminderStep::SleepEnd), Some(Moved::Sleep), 1)
    );
    assert_eq!((end.counted_from_ms, clock(end.unmoved_ms)), (None, "16:00".to_owned()));
    let alone = case("13:05").asleep("13:05", "14:00");
    assert_eq!((reason(&alone, "14:00").moved, reason(&alone, "14:00").joined), (None, 0));
}

#[test]
fn a_time_of_day_is_counted_from_nothing() {
    let case = case("13:05").with_rule(sessions_at(&["14:10"]));
    let due = reason(&case, "14:10");
    assert_eq!(
        (due.step, due.counted_from_ms, clock(due.unmoved_ms)),
        (Some(ReminderStep::Clock), None, "14:10".to_owned())
    );
}

fn missed(case: &Case) -> i32 {
    case.plan().missed
}

#[test]
fn a_due_is_missed_an_hour_after_it() {
    let mut late = case("16:30");
    assert_eq!(missed(&late), 1);
    late.now.utc_ms -= 1;
    assert_eq!(missed(&late), 0);
    assert_eq!(missed(&case("19:00")), 2);
    assert_eq!(missed(&Case { last: None, ..case("19:00") }), 0);
    // Skipped is answered, put off is given an hour more.
    assert_eq!(missed(&case("19:00").answered(1, 0, None, true)), 1);
    assert_eq!(missed(&case("19:00").answered(1, 1, Some("18:01"), false)), 1);
    assert_eq!(missed(&case("19:00").answered(1, 1, Some("18:00"), false)), 2);
    assert_eq!(missed(&case("16:30").answered(1, 1, Some("15:20"), false)), 1);
}

#[test]
fn only_dues_after_the_latest_stimulation_are_missed() {
    let mut case =
        case("16:30").with_rule(ReminderKind::WeighIn { times: times(&["13:00", "14:00"]), weekdays: Vec::new() });
    assert_eq!(missed(&case), 2);
    case.last = Some(session(1, "12:59"));
    // 13:00 and 14:00, and 15:29.
    assert_eq!(missed(&case), 3);
}

#[test]
fn nothing_is_missed_that_the_clock_jumped_over() {
    let jumped = |from: &str, to: &str| Case { jumped: vec![(at(from), at(to))], ..case("16:30") };
    assert_eq!(missed(&jumped("15:00", "16:00")), 0);
    assert_eq!(missed(&jumped("15:00", "15:30")), 0);
    assert_eq!(missed(&jumped("14:00", "15:29")), 1);
    // It had passed half an hour before: not the whole hour it is given.
    assert_eq!(missed(&jumped("16:00", "16:20")), 0);
    assert_eq!(missed(&jumped("16:29", "16:30")), 0);
    assert_eq!(missed(&jumped("16:30", "16:31")), 1);
    let two = Case { jumped: vec![(at("10:00"), at("11:00")), (at("15:00"), at("16:00"))], ..case("16:30") };
    assert_eq!(missed(&two), 0);
}

#[test]
fn what_stands_in_the_way_is_named() {
    let told = |phone: Phone| Case { phone, ..case("13:05") }.plan().degraded;
    let well = Phone::new(Platform::Android);
    assert_eq!(told(well), []);
    assert_eq!(told(Phone { can_post: false, ..well }), [Degradation::NotificationsOff]);
    assert_eq!(told(Phone { channel_on: false, ..well }), [Degradation::ChannelOff]);
    assert_eq!(told(Phone { exact_ok: false, ..well }), [Degradation::ExactAlarmsOff]);
    assert_eq!(told(Phone { battery_restricted: true, ..well }), [Degradation::BatteryRestricted]);
    assert_eq!(told(Phone { max_pending: Some(3), ..well }), [Degradation::Thinned]);
    let apple = Phone::new(Platform::Ios);
    let no_meaning = Phone { channel_on: false, exact_ok: false, battery_restricted: true, ..apple };
    assert_eq!(told(no_meaning), []);
    assert_eq!(told(Phone { can_post: false, ..apple }), [Degradation::NotificationsOff]);
    let quiet = case("13:05").every(24).quiet("12:00", "14:00", QuietPolicy::Suppress);
    assert_eq!((quiet.plan().degraded, quiet.plan().items.len()), (vec![Degradation::AllQuiet], 0));
    assert_eq!(Case { last: None, ..quiet }.plan().degraded, []);
}

#[test]
fn how_exact_a_phone_is_depends_on_what_it_allows() {
    let precision = |phone: Phone| Case { phone, ..case("13:05") }.plan().items[0].precision;
    let well = Phone::new(Platform::Android);
    assert_eq!(precision(well), Precision::Exact);
    assert_eq!(precision(Phone { exact_ok: false, ..well }), Precision::Window);
    assert_eq!(precision(Phone { battery_restricted: true, ..well }), Precision::Late);
    let apple = Phone { exact_ok: false, battery_restricted: true, ..Phone::new(Platform::Ios) };
    assert_eq!(precision(apple), Precision::Exact);
    let keeper = |phone: Phone| {
        let items = Case { phone, ..case("13:05") }.plan().items;
        items.into_iter().find(|item| item.stage == ReminderStage::Housekeeping).unwrap().precision
    };
    assert_eq!(
        (keeper(well), keeper(Phone { battery_restricted: true, ..well })),
        (Precision::Window, Precision::Late)
    );
}

#[test]
fn a_test_alarm_comes_in_a_minute_under_a_code_of_its_own() {
    let now = Now { offset_s: 3_600, ..now_at(at("13:05")) };
    let phone = Phone { exact_ok: false, ..Phone::new(Platform::Android) };
    let item = test_alarm(&now, &phone);
    assert_eq!((clock(item.at_ms), item.request_code, item.offset_s), ("13:06".to_owned(), 61, 3_600));
    assert_eq!((item.rule.as_str(), item.stage, item.text_key.as_str()), ("test", ReminderStage::Due, "reminder.test"));
    assert_eq!((item.precision, item.trigger), (Precision::Window, ReminderTrigger::Absolute));
    assert_eq!(item.id, format!("v1:test:{}.0:due", at("13:06")));
}
