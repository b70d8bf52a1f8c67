//! The dues of a plan and the places they get.

use super::*;
use crate::time::ZoneTransition;

#[test]
fn a_day_has_sessions_every_two_and_a_half_hours_and_longer_nights() {
    assert_eq!(
        case("13:05").dues()[..8],
        ["15:30", "18:00", "20:30", "01:30+1", "05:00+1", "07:30+1", "10:00+1", "12:30+1"]
    );
    assert_eq!(case("15:30").dues()[0], "18:00");
}

#[test]
fn android_nags_for_the_first_two_dues_and_ios_for_a_day() {
    assert_eq!(case("13:05").times(ReminderStage::Nag), ["15:50", "18:20"]);
    // One passed, two to come.
    assert_eq!(case("15:40").times(ReminderStage::Nag), ["15:50", "18:20", "20:50"]);
    // The due at exactly 24 h is among them.
    let nags = ios("12:30").times(ReminderStage::Nag);
    assert_eq!((nags.len(), nags.last().unwrap().as_str()), (8, "12:50+1"));
    let last = ios("12:29").times(ReminderStage::Nag).len();
    assert_eq!(last, 7);
}

#[test]
fn a_nag_that_would_reach_the_following_due_falls_away() {
    let mut case = case("13:05");
    case.rules.rules[0].nag_ms = Some(150 * MINUTE_MS);
    assert_eq!(case.times(ReminderStage::Nag), [] as [&str; 0]);
    case.rules.rules[0].nag_ms = Some(149 * MINUTE_MS);
    assert_eq!(case.times(ReminderStage::Nag), ["17:59", "20:29"]);
    case.rules.rules[0].nag_ms = None;
    assert_eq!(case.times(ReminderStage::Nag), [] as [&str; 0]);
}

#[test]
fn housekeeping_lies_on_a_grid_of_half_days_within_a_day() {
    assert_eq!(case("13:05").times(ReminderStage::Housekeeping), ["12:00+1"]);
    assert_eq!(case("12:00").times(ReminderStage::Housekeeping), ["12:00+1"]);
    assert_eq!(case("11:59").times(ReminderStage::Housekeeping), ["00:00+1"]);
    let keeper = case("13:05").plan().items.into_iter().find(|item| item.stage == ReminderStage::Housekeeping).unwrap();
    assert!(keeper.silent && keeper.moved.is_none());
}

#[test]
fn the_sentinel_comes_a_minute_after_the_last_due_but_not_at_night() {
    let plan = Case { days: 2, ..ios("13:05") }.plan();
    let sentinel = plan.items.last().unwrap();
    assert_eq!((clock(plan.horizon_ms.unwrap()), sentinel.stage), ("13:30+2".to_owned(), ReminderStage::Sentinel));
    assert_eq!((clock(sentinel.at_ms), sentinel.moved, sentinel.silent), ("13:31+2".to_owned(), None, false));
    let quiet = Case { days: 2, ..ios("13:05") }.quiet("13:31", "23:30", QuietPolicy::Silent).plan();
    let moved = quiet.items.last().unwrap();
    // Past the quiet hours, and then past the night that they end in.
    assert_eq!((clock(moved.at_ms), moved.moved), ("05:00+3".to_owned(), Some(Moved::QuietHours)));
}

#[test]
fn the_plan_reaches_at_least_two_days_on_ios_and_one_on_android() {
    assert_eq!(clock(Case { days: 1, ..ios("13:05") }.plan().horizon_ms.unwrap()), "13:30+2");
    let far = case("13:05").every(24);
    assert_eq!(far.dues()[0], "13:00+1");
    assert!(far.plan().horizon_ms.unwrap() >= at("13:05+1"));
}

#[test]
fn near_ones_keep_their_places_and_the_last_goes_to_the_horizon() {
    let mut few = Case { days: 7, ..case("13:05") };
    few.phone.max_pending = Some(5);
    // Four places beside the housekeeping: the first three in time, and the first due 24 h ahead.
    let plan = few.plan();
    let times: Vec<String> = plan.items.iter().map(|item| clock(item.at_ms)).collect();
    assert_eq!(times, ["15:30", "15:50", "18:00", "12:00+1", "15:00+1"]);
    assert_eq!((plan.degraded.clone(), plan.budget), (vec![Degradation::Thinned], 5));
    assert_eq!(clock(plan.horizon_ms.unwrap()), "15:00+1");
    assert_eq!(case("13:05").plan().degraded, []);
    assert_eq!(case("13:05").plan().items.len(), 17);
    assert!(ios("13:05").plan().items.len() == 60);
}

#[test]
fn a_running_session_leaves_out_what_comes_before_it_is_forgotten() {
    let mut case = case("15:00").with_rule(sessions_at(&["15:45"]));
    case.running = vec![OpenSession { forgotten_ms: at("14:00") }, OpenSession { forgotten_ms: at("18:00") }];
    assert_eq!(case.dues()[..2], ["18:00", "20:30"]);
    case.running[1].forgotten_ms += 1;
    assert_eq!(case.dues()[0], "20:30");
    // It does not stand in the way of a weighing.
    let mut weigh = case.with_rule(ReminderKind::WeighIn { times: times(&["15:50"]), weekdays: Vec::new() });
    assert_eq!(weigh.dues()[0], "15:50");
    weigh.running = vec![OpenSession { forgotten_ms: at("17:00") }];
    weigh = weigh.asleep("15:00", "16:59");
    assert!(!weigh.plan().items.iter().any(|item| item.rule == "sleep"));
    weigh.running = vec![OpenSession { forgotten_ms: at("16:59") }];
    assert!(weigh.plan().items.iter().any(|item| item.rule == "sleep"));
}

#[test]
fn an_answer_of_the_log_leaves_out_what_it_answers() {
    let weigh =
        case("13:05").with_rule(ReminderKind::WeighIn { times: times(&["13:00", "14:00"]), weekdays: Vec::new() });
    let of = |case: &Case| {
        let items = case.plan().items;
        let mine = items.iter().filter(|item| item.rule != "interval" && item.rule != "plan");
        mine.map(|item| (item.stage, clock(item.at_ms))).next().unwrap()
    };
    // The one of 13:00 still has its nag; a weight at 13:00 answers it.
    assert_eq!(of(&weigh), (ReminderStage::Nag, "13:20".to_owned()));
    assert_eq!(of(&Case { weighed_ms: Some(at("13:00")), ..weigh.clone() }), (ReminderStage::Due, "14:00".to_owned()));
    assert_eq!(of(&Case { medicine_ms: Some(at("13:00")), ..weigh.clone() }), (ReminderStage::Nag, "13:20".to_owned()));
    assert_eq!(of(&Case { weighed_ms: Some(at("13:00") - 1), ..weigh }), (ReminderStage::Nag, "13:20".to_owned()));
    let kind = ReminderKind::Medicine { name: "Iron".to_owned(), times: times(&["13:00"]), weekdays: Vec::new() };
    let medicine = Case { medicine_ms: Some(at("13:00")), ..case("13:05").with_rule(kind) };
    assert_eq!(of(&medicine), (ReminderStage::Due, "13:00+1".to_owned()));
    let kind = ReminderKind::CarePlan { times: times(&["13:00"]), weekdays: Vec::new() };
    let care = Case { medicine_ms: Some(at("13:00")), weighed_ms: Some(at("13:00")), ..case("13:05").with_rule(kind) };
    assert_eq!(of(&care), (ReminderStage::Nag, "13:20".to_owned()));
    // A session at 13:00 that went on to 13:15 answers the time in between.
    let session = case("13:20").with_rule(sessions_at(&["13:10"]));
    assert_eq!(of(&session), (ReminderStage::Due, "13:10+1".to_owned()));
}

#[test]
fn a_rule_by_the_clock_has_nothing_before_it_was_set_and_keeps_its_days() {
    let mut case = case("13:05").with_rule(ReminderKind::WeighIn {
        times: times(&["13:00"]),
        weekdays: vec![Weekday::Tuesday, Weekday::Thursday],
    });
    case.rules.rules.remove(0);
    assert_eq!(case.times(ReminderStage::Nag)[0], "13:20");
    assert_eq!(case.dues(), ["13:00+2", "13:00+7"]);
    case.rules.rules[0].since_ms = at("13:00");
    assert_eq!(case.times(ReminderStage::Nag).first().map(String::as_str), Some("13:20+2"));
    let item = case.plan().items.into_iter().find(|item| item.stage == ReminderStage::Due).unwrap();
    let ReminderTrigger::WallClock { local } = item.trigger else { panic!() };
    assert_eq!((local.text(), item.moved), ("2026-11-26T13:00:00".to_owned(), None));
}

/// The clocks go from 02:00 to 03:00 the next day, or back from 03:00 to 02:00.
fn changing(mut case: Case, forward: bool) -> Case {
    let (at_ms, after_s) = if forward { (at("02:00+1"), 3_600) } else { (at("03:00+1"), -3_600) };
    case.now.zone_table = ZoneTable { transitions: vec![ZoneTransition { at_ms, before_s: 0, after_s }] };
    case
}

#[test]
fn a_time_that_does_not_exist_is_moved_and_said_so() {
    let mut case = changing(case("13:05").with_rule(sessions_at(&["02:30", "03:15"])), true);
    case.rules.rules.remove(0);
    let item = case.plan().items.swap_remove(0);
    assert_eq!((clock(item.at_ms), item.moved, item.offset_s), ("02:15+1".to_owned(), None, 3_600));
    let item = case.plan().items.into_iter().find(|item| item.at_ms == at("02:30+1")).unwrap();
    assert_eq!((item.moved, item.stage), (Some(Moved::SkippedTime), ReminderStage::Due));
    let nag = case.plan().items.into_iter().find(|item| item.at_ms == at("02:50+1")).unwrap();
    assert_eq!((nag.moved, nag.stage), (None, ReminderStage::Nag));
    // A skipped time that meets another: one reminder, by the name of the one that was to come first.
    let mut meets = changing(super::case("13:05").with_rule(sessions_at(&["02:30", "03:30"])), true);
    meets.rules.rules.remove(0);
    let item = meets.plan().items.swap_remove(0);
    assert_eq!((clock(item.at_ms), item.joined), ("02:30+1".to_owned(), 1));
    assert_eq!((item.moved, item.id.ends_with(".150:due")), (Some(Moved::SkippedTime), true));
}

#[test]
fn a_repeated_time_is_its_first_pass() {
    let mut case = changing(case("13:05").with_rule(sessions_at(&["02:30"])), false);
    case.rules.rules.remove(0);
    assert_eq!(case.dues()[..2], ["02:30+1", "03:30+2"]);
}

#[test]
fn what_quiet_hours_delay_to_one_end_comes_once() {
    let case = case("13:05").with_rule(sessions_at(&["15:10", "15:20"])).quiet("15:00", "16:30", QuietPolicy::Delay);
    let items = case.plan().items;
    assert_eq!((clock(items[0].at_ms), items[0].joined, items[0].rule.as_str()), ("16:30".to_owned(), 2, "times"));
    assert_eq!(items[0].moved, Some(Moved::QuietHours));
    // The interval counts on from there.
    assert!(case.dues().contains(&"19:00".to_owned()));
}

#[test]
fn two_rules_at_one_moment_are_two_reminders() {
    let case = case("13:05").with_rule(sessions_at(&["15:30"]));
    let first: Vec<String> =
        case.plan().items.iter().filter(|item| item.at_ms == at("15:30")).map(|item| item.rule.clone()).collect();
    assert_eq!(first, ["interval", "times"]);
}

#[test]
fn protected_sleep_is_silent_and_ends_with_one_reminder() {
    let case = case("13:05").asleep("13:05", "19:00").with_rule(sessions_at(&["14:00"]));
    let items = case.plan().items;
    assert_eq!((items[0].rule.as_str(), clock(items[0].at_ms), items[0].joined), ("sleep", "19:00".to_owned(), 2));
    assert_eq!(case.dues()[..2], ["19:00", "21:30"]);
    assert_eq!(case.times(ReminderStage::Nag)[0], "19:20");
    // A nag that falls into it is silent too.
    assert_eq!(super::case("13:05").asleep("15:45", "16:00").times(ReminderStage::Nag)[0], "16:20");
    // Both ends belong to it.
    assert_eq!(super::case("13:05").asleep("15:30", "16:00").dues()[0], "16:00");
    assert_eq!(super::case("13:05").asleep("14:00", "15:30").dues()[..2], ["15:30", "18:00"]);
}

#[test]
fn a_nag_of_a_due_of_yesterday_waits_for_the_end_of_quiet_hours() {
    let kind = ReminderKind::Times { times: times(&["13:00"]), weekdays: vec![Weekday::Tuesday] };
    let mut case = Case { last: None, ..case("19:30+1") }.with_rule(kind).quiet("12:00", "20:00", QuietPolicy::Delay);
    case.rules.rules[1].nag_ms = Some(23 * 60 * MINUTE_MS);
    // Tuesday 13:00 came at 20:00; its nag would come at 19:00 the next day.
    assert_eq!(case.times(ReminderStage::Nag)[0], "20:00+1");
}

#[test]
fn what_is_delayed_meets_what_was_set_for_that_moment_as_two() {
    let case = case("13:05").with_rule(sessions_at(&["16:30"])).quiet("15:00", "16:30", QuietPolicy::Delay);
    let items = case.plan().items;
    let at_end: Vec<&str> =
        items.iter().filter(|item| item.at_ms == at("16:30")).map(|item| item.rule.as_str()).collect();
    assert_eq!(at_end, ["interval", "times"]);
}

#[test]
fn what_comes_as_one_counts_all_it_stands_for() {
    let mut case =
        case("13:05").with_rule(sessions_at(&["15:10", "15:20"])).quiet("15:00", "16:30", QuietPolicy::Delay);
    case.last = Some(session(1, "12:35"));
    let first = case.plan().items.swap_remove(0);
    assert_eq!((first.rule.as_str(), clock(first.at_ms), first.joined), ("interval", "16:30".to_owned(), 2));
}

#[test]
fn a_snooze_comes_once_and_not_beside_a_due() {
    let case = case("15:40").answered(1, 1, Some("16:00"), false);
    assert_eq!(case.times(ReminderStage::Snooze), ["16:00"]);
    assert_eq!(case.times(ReminderStage::Nag)[0], "18:20");
    assert_eq!(super::case("15:40").answered(1, 1, Some("18:00"), false).times(ReminderStage::Snooze), [] as [&str; 0]);
    assert_eq!(super::case("15:40").answered(1, 1, Some("15:40"), false).times(ReminderStage::Snooze), [] as [&str; 0]);
    let dropped =
        super::case("15:40").answered(1, 1, Some("16:00"), false).quiet("15:50", "17:00", QuietPolicy::Suppress);
    assert_eq!(dropped.times(ReminderStage::Snooze), [] as [&str; 0]);
    let asleep = super::case("15:40").answered(1, 1, Some("16:00"), false).asleep("15:40", "17:00");
    assert_eq!(asleep.times(ReminderStage::Snooze), [] as [&str; 0]);
    let silent = super::case("15:40").answered(1, 1, Some("16:00"), false).quiet("15:50", "17:00", QuietPolicy::Silent);
    assert!(silent.plan().items[0].silent);
    let item = case.plan().items.swap_remove(0);
    assert_eq!(item.id, case.id(1, ReminderStage::Snooze, 1));
}

#[test]
fn snoozes_that_quiet_hours_move_to_one_end_come_once() {
    let snoozed = case("18:05").answered(1, 1, Some("18:20"), false).answered(2, 1, Some("18:25"), false);
    assert_eq!(snoozed.times(ReminderStage::Snooze), ["18:20", "18:25"]);
    let quiet = snoozed.quiet("18:10", "19:00", QuietPolicy::Delay);
    assert_eq!(quiet.times(ReminderStage::Snooze), ["19:00"]);
}

#[test]
fn nags_that_quiet_hours_move_come_at_each_days_end() {
    let kind = sessions_at(&["15:35", "15:50"]);
    let mut case = ios("15:40").with_rule(kind).quiet("16:00", "16:30", QuietPolicy::Delay);
    case.rules.rules.remove(0);
    case.rules.rules[0].nag_ms = Some(30 * MINUTE_MS);
    case.last = None;
    // 15:35 of today has its nag at 16:05, 15:50 at 16:20: together at 16:30; tomorrow's at 16:30 again.
    assert_eq!(case.times(ReminderStage::Nag), ["16:30", "16:30+1"]);
}

#[test]
fn answered_dues_of_before_take_no_place_from_those_to_come() {
    let mut case = ios("23:05").every(1);
    case.rules.rules[0].nag_ms = None;
    for n in 1..=10 {
        case = case.answered(n, 0, None, true);
    }
    let plan = case.plan();
    assert_eq!((plan.items.len(), case.dues().len()), (60, 59));
}

#[test]
fn quiet_hours_that_suppress_a_rule_by_the_clock_say_so_from_its_first_day() {
    let mut case = case("11:00").with_rule(sessions_at(&["12:30"])).quiet("12:00", "14:00", QuietPolicy::Suppress);
    case.rules.rules.remove(0);
    case.rules.rules[0].since_ms = at("11:00");
    assert_eq!(case.plan().degraded, [Degradation::AllQuiet]);
}

#[test]
fn a_skipped_due_is_left_out_with_its_nag() {
    let case = case("13:05").answered(1, 0, None, true);
    assert_eq!(case.dues()[0], "18:00");
    assert_eq!(case.times(ReminderStage::Nag), ["18:20", "20:50"]);
    assert_eq!(case.times(ReminderStage::Snooze), [] as [&str; 0]);
}

#[test]
fn without_a_session_or_a_rule_nothing_is_planned() {
    assert_eq!(Case { last: None, ..case("13:05") }.plan().items, []);
    let mut none = case("13:05");
    none.rules.rules.clear();
    let plan = none.plan();
    assert_eq!((plan.items.len(), plan.horizon_ms, plan.missed), (0, None, 0));
}
