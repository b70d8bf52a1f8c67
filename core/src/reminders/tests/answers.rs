//! What a parent may answer, and what comes of it.

use super::*;

fn snooze(minutes: i32) -> ReminderAction {
    ReminderAction::Snooze { minutes }
}

fn said(case: &Case, id: &str, action: ReminderAction) -> (Verdict, Option<String>) {
    let decision = decide(&case.input(), id, action).unwrap();
    (decision.verdict, decision.at_ms.map(clock))
}

#[test]
fn an_action_is_read_as_it_is_typed() {
    let lengths = [
        ("15m", 15),
        ("0015m", 15),
        ("1m", 1),
        ("720m", 720),
        ("1h", 60),
        ("12h", 720),
        ("1h30m", 90),
        ("2h5m", 125),
        ("0.5h", 30),
        ("1.5h", 90),
        ("0.25h", 15),
        ("0.05h", 3),
    ];
    for (text, minutes) in lengths {
        assert_eq!(ReminderAction::parse(&format!("snooze:{text}")).unwrap(), snooze(minutes), "{text}");
    }
    assert_eq!(ReminderAction::parse("log_now").unwrap(), ReminderAction::LogNow);
    assert_eq!(ReminderAction::parse("skip").unwrap(), ReminderAction::Skip);
    let wrong = [
        "",
        "snooze",
        "snooze:",
        "snooze:m",
        "snooze:h",
        "snooze:15",
        "snooze:0m",
        "snooze:721m",
        "snooze:12h1m",
        "snooze:13h",
        "snooze:-5m",
        "snooze:+5m",
        "snooze:1h30",
        "snooze:00015m",
        "snooze:.5h",
        "snooze:1.h",
        "snooze:0.333h",
        "snooze:0.01h",
        "snooze:1.5h30m",
        "snooze:0.5h1m",
        "snooze:1 m",
        "Skip",
        "log",
        "snooze:99999h",
    ];
    for text in wrong {
        assert_eq!(refused(ReminderAction::parse(text)), "action", "{text}");
    }
}

#[test]
fn an_action_has_one_spelling() {
    for text in ["log_now", "skip", "snooze:15m", "snooze:90m"] {
        assert_eq!(ReminderAction::parse(text).unwrap().text(), text);
    }
}

#[test]
fn a_queued_line_is_read_or_refused_by_field() {
    let line = |v: i32, action: &str, offset_s: i32| {
        format!(r#"{{"v":{v},"notification":"n","action":"{action}","at_ms":5,"offset_s":{offset_s}}}"#)
    };
    let read = QueuedAction::parse(&line(1, "snooze:15m", -18_000)).unwrap();
    assert_eq!((read.notification.as_str(), read.action), ("n", snooze(15)));
    assert_eq!((read.at.utc_ms, read.at.offset_s), (5, -18_000));
    assert_eq!(refused(QueuedAction::parse(&line(2, "skip", 0))), "v");
    assert_eq!(refused(QueuedAction::parse(&line(0, "skip", 0))), "v");
    assert_eq!(refused(QueuedAction::parse(&line(1, "dance", 0))), "action");
    assert_eq!(refused(QueuedAction::parse(&line(1, "skip", 70_000))), "offset_s");
    assert_eq!(refused(QueuedAction::parse(r#"{"v":1}"#)), "line");
    assert_eq!(refused(QueuedAction::parse(&line(1, "skip", 0).replace("}", r#","more":1}"#))), "line");
}

#[test]
fn log_now_of_one_notification_always_has_the_same_id() {
    assert_eq!(log_now_id("a"), log_now_id("a"));
    assert_ne!(log_now_id("a"), log_now_id("b"));
}

#[test]
fn log_now_counts_for_the_present_due_and_for_one_of_before() {
    let case = case("15:31");
    assert_eq!(said(&case, &case.due(1), ReminderAction::LogNow), (Verdict::Logged, None));
    let old = Case { last: Some(session(2, "10:00")), ..case.clone() }.due(1);
    assert_eq!(said(&case, &old, ReminderAction::LogNow), (Verdict::Logged, None));
    assert_eq!(refused(decide(&case.input(), &case.due(99), ReminderAction::LogNow)), "not found");
}

#[test]
fn a_snooze_counts_from_now_or_from_a_due_still_to_come() {
    let passed = case("15:40");
    assert_eq!(said(&passed, &passed.due(1), snooze(15)), (Verdict::Snoozed, Some("15:55".to_owned())));
    let early = case("15:00");
    assert_eq!(said(&early, &early.due(1), snooze(15)), (Verdict::Snoozed, Some("15:45".to_owned())));
    let answer = decide(&early.input(), &early.due(1), snooze(15)).unwrap().answer.unwrap();
    assert_eq!((answer.rule.as_str(), answer.occurrence.n, answer.snoozes), ("interval", 1, 1));
    assert_eq!((answer.until_ms, answer.skipped), (Some(at("15:45")), false));
}

#[test]
fn a_snooze_reaches_to_the_following_due_and_not_past_it() {
    let case = case("15:30");
    assert_eq!(said(&case, &case.due(1), snooze(150)).0, Verdict::Snoozed);
    assert_eq!(refused(decide(&case.input(), &case.due(1), snooze(151))), "action");
}

#[test]
fn the_end_of_a_sleep_follows_what_it_stands_for() {
    // 18:00 falls into the sleep: its end at 19:00 follows the due of 15:30.
    let case = case("15:35").asleep("15:40", "19:00");
    assert_eq!(said(&case, &case.due(1), snooze(205)).0, Verdict::Snoozed);
    assert_eq!(refused(decide(&case.input(), &case.due(1), snooze(206))), "action");
    let times = super::case("15:35").with_rule(sessions_at(&["15:30", "18:00"])).asleep("15:40", "19:00");
    let id = format!("v1:times:{}.930:due", MIDNIGHT_MS / DAY_MS);
    assert_eq!(said(&times, &id, snooze(205)).0, Verdict::Snoozed);
    assert_eq!(refused(decide(&times.input(), &id, snooze(206))), "action");
}

#[test]
fn a_snooze_has_its_bound_wherever_the_interval_stands_among_the_rules() {
    let mut case = case("15:30").with_rule(sessions_at(&["23:59"]));
    case.rules.rules.reverse();
    assert_eq!(said(&case, &case.due(1), snooze(150)).0, Verdict::Snoozed);
    assert_eq!(refused(decide(&case.input(), &case.due(1), snooze(151))), "action");
}

#[test]
fn a_reminder_is_put_off_three_times_at_most() {
    for (before, allowed) in [(0, true), (1, true), (2, true), (3, false), (4, false)] {
        let case = case("16:00").answered(1, before, Some("15:50"), false);
        let decision = decide(&case.input(), &case.due(1), snooze(5));
        assert_eq!(decision.is_ok(), allowed, "after {before}");
        if let Ok(decision) = decision {
            assert_eq!(decision.answer.unwrap().snoozes, before + 1);
        }
    }
}

#[test]
fn a_snooze_into_quiet_hours_says_where_it_went() {
    let delayed = case("15:40").quiet("15:50", "17:00", QuietPolicy::Delay);
    assert_eq!(said(&delayed, &delayed.due(1), snooze(15)), (Verdict::SnoozedElsewhere, Some("17:00".to_owned())));
    let dropped = case("15:40").quiet("15:50", "17:00", QuietPolicy::Suppress);
    assert_eq!(said(&dropped, &dropped.due(1), snooze(15)), (Verdict::SnoozedElsewhere, Some("18:00".to_owned())));
    let silent = case("15:40").quiet("15:50", "17:00", QuietPolicy::Silent);
    assert_eq!(said(&silent, &silent.due(1), snooze(15)), (Verdict::Snoozed, Some("15:55".to_owned())));
}

#[test]
fn a_dropped_snooze_with_nothing_to_follow_comes_never() {
    let mut case = case("13:40").asleep("13:05", "13:30").quiet("13:50", "17:00", QuietPolicy::Suppress);
    case.rules.rules.clear();
    let id = format!("v1:sleep:{}.0:due", at("13:30"));
    assert_eq!(said(&case, &id, snooze(15)), (Verdict::SnoozedElsewhere, None));
}

#[test]
fn the_next_due_and_passed_ones_can_be_skipped() {
    let skip = ReminderAction::Skip;
    let before = case("13:05");
    assert_eq!(said(&before, &before.due(1), skip), (Verdict::Skipped, None));
    assert!(decide(&before.input(), &before.due(1), skip).unwrap().answer.unwrap().skipped);
    assert_eq!(refused(decide(&before.input(), &before.due(2), skip)), "action");
    let moment = case("15:30");
    assert_eq!(said(&moment, &moment.due(1), skip).0, Verdict::Skipped);
    assert_eq!(said(&moment, &moment.due(2), skip).0, Verdict::Skipped);
    let later = case("18:05");
    assert_eq!(said(&later, &later.due(1), skip).0, Verdict::Skipped);
    assert_eq!(refused(decide(&later.input(), &later.due(4), skip)), "action");
}

#[test]
fn with_the_next_skipped_the_one_after_is_the_next() {
    let case = case("13:05").answered(1, 0, None, true);
    assert_eq!(said(&case, &case.due(2), ReminderAction::Skip).0, Verdict::Skipped);
    assert_eq!(said(&case, &case.due(1), ReminderAction::Skip).0, Verdict::Stale);
    assert_eq!(said(&case, &case.due(1), snooze(5)).0, Verdict::Stale);
}

#[test]
fn a_snoozed_due_is_still_the_next_one() {
    let case = case("15:00").answered(1, 1, Some("15:45"), false);
    assert_eq!(said(&case, &case.due(1), ReminderAction::Skip).0, Verdict::Skipped);
}

#[test]
fn another_rules_due_does_not_stand_before_it() {
    let case = case("13:05").with_rule(sessions_at(&["14:00"]));
    assert_eq!(said(&case, &case.due(1), ReminderAction::Skip).0, Verdict::Skipped);
}

#[test]
fn sentinel_and_test_are_no_dues_to_put_off() {
    let case = case("13:05");
    for id in ["v1:plan:0.0:sentinel", "v1:plan:0.0:housekeeping", "v1:test:5.0:due", "v1:test:5.0:nag"] {
        assert_eq!(refused(decide(&case.input(), id, ReminderAction::Skip)), "action", "{id}");
        assert_eq!(refused(decide(&case.input(), id, snooze(5))), "action", "{id}");
        assert_eq!(said(&case, id, ReminderAction::LogNow).0, Verdict::Logged);
    }
}

#[test]
fn an_old_id_is_stale_and_a_wrong_one_is_not_found() {
    let day = MIDNIGHT_MS / DAY_MS;
    let case = case("13:05").with_rule(sessions_at(&["14:00"]));
    let (old, present) = (12_345, anchor_key(&case.last.unwrap()));
    let stale = [
        format!("v1:interval:{old}.1:due"),
        format!("v1:interval:{old}.7:nag"),
        "v1:sleep:5.0:due".to_owned(),
        "v1:sleep:5.0:nag".to_owned(),
        format!("v1:times:{}.840:due", day - 300),
        format!("v1:times:{}.840:due", day + 16),
    ];
    for id in stale {
        assert_eq!(said(&case, &id, ReminderAction::Skip).0, Verdict::Stale, "{id}");
    }
    let wrong = [
        "nonsense".to_owned(),
        format!("v1:interval:{old}.0:due"),
        format!("v1:interval:{present}.900:due"),
        "v1:plan:0.0:due".to_owned(),
        "v1:sleep:5.0:sentinel".to_owned(),
        "v1:test:5.0:snooze-1".to_owned(),
        "v1:nobody:5.1:due".to_owned(),
        format!("v1:times:{}.840:due", day + 17),
        format!("v1:times:{day}.841:due"),
    ];
    for id in wrong {
        assert_eq!(refused(decide(&case.input(), &id, ReminderAction::Skip)), "not found", "{id}");
    }
}

#[test]
fn what_a_running_session_made_needless_is_stale() {
    let mut case = case("15:35");
    case.running.push(OpenSession { forgotten_ms: at("17:30") });
    assert_eq!(said(&case, &case.due(1), ReminderAction::Skip).0, Verdict::Stale);
    case.running.clear();
    case.last = None;
    let id = super::case("15:35").due(1);
    assert_eq!(said(&case, &id, ReminderAction::Skip).0, Verdict::Stale);
}

#[test]
fn answers_are_over_with_their_anchor_their_sleep_or_after_thirty_days() {
    let case = case("00:00").with_rule(sessions_at(&["14:00"])).asleep("13:05", "15:00");
    let day = MIDNIGHT_MS / DAY_MS;
    let over = |case: &Case, rule: &str, anchor: i64| {
        let occurrence = Occurrence { anchor, n: 1 };
        let answer = Answer { rule: rule.to_owned(), occurrence, snoozes: 1, until_ms: None, skipped: false };
        is_over(&case.input(), &answer)
    };
    let present = anchor_key(&case.last.unwrap());
    assert!(!over(&case, "interval", present));
    assert!(over(&case, "interval", present + 1));
    assert!(over(&Case { last: None, ..case.clone() }, "interval", present));
    assert!(!over(&case, "times", day - 30));
    assert!(over(&case, "times", day - 31));
    assert!(!over(&case, "times", day + 1));
    assert!(over(&case, "nobody", present));
    assert!(!over(&case, "sleep", 5));
    let mut awake = case;
    awake.rules.sleep = None;
    assert!(over(&awake, "sleep", 5));
}
