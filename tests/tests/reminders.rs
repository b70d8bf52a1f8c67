//! Reminders through the journal, as an app meets them.

#![allow(clippy::unwrap_used, reason = "tests say what went wrong by stopping")]

use relatch_core::reminders::{
    AckState, Fired, HealthState, Phone, Platform, QuietHours, QuietPolicy, ReminderAck, ReminderAction, ReminderItem,
    ReminderKind, ReminderPlan, ReminderRule, ReminderStage, Verdict,
};
use relatch_core::{
    ClockTime, ClockWindow, EntryId, EntryKind, EntryQuery, Expression, ExpressionMethod, Journal, JournalError,
    LocalTime, NewEntry, Now, Stamp, ZoneTable,
};

/// 2026-11-24, New York winter time.
fn at(clock: &str) -> Now {
    let (days, clock) = clock.split_once('+').map_or((0, clock), |(clock, days)| (days.parse().unwrap(), clock));
    let time = ClockTime::parse(clock).unwrap();
    let midnight_ms = 1_795_478_400_000 + 5 * 3_600_000;
    Now {
        utc_ms: midnight_ms + (days * 1_440 + i64::from(time.minute())) * 60_000,
        offset_s: -18_000,
        zone: "America/New_York".to_owned(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn clock(now: &Now, at_ms: i64) -> String {
    let local = Stamp { utc_ms: at_ms, offset_s: now.offset_s }.rfc3339();
    local[11..16].to_owned()
}

fn window(from: &str, to: &str) -> ClockWindow {
    ClockWindow { from: ClockTime::parse(from).unwrap(), to: ClockTime::parse(to).unwrap() }
}

fn android() -> Phone {
    Phone::new(Platform::Android)
}

fn pump(number: u8, start: &Now) -> NewEntry {
    let mut id = [number; 16];
    id[0] = 1;
    NewEntry {
        id: EntryId::from_bytes(id),
        start: Some(Stamp { utc_ms: start.utc_ms, offset_s: start.offset_s }),
        zone: None,
        kind: EntryKind::Expression { expression: Expression::of(ExpressionMethod::Pump) },
        baby: None,
        note: None,
        tags: Vec::new(),
    }
}

fn journal_with_a_pump_at(time: &str) -> Journal {
    let journal = Journal::open_in_memory(&at(time)).unwrap();
    journal.log(&pump(1, &at(time)), &at(time)).unwrap();
    journal
}

fn plan(journal: &Journal, now: &Now) -> ReminderPlan {
    journal.plan_reminders(&android(), None, None, now).unwrap()
}

fn dues(journal: &Journal, now: &Now) -> Vec<String> {
    let items = plan(journal, now).items;
    items.iter().filter(|item| item.stage == ReminderStage::Due).map(|item| clock(now, item.at_ms)).collect()
}

fn first(journal: &Journal, now: &Now, stage: ReminderStage) -> ReminderItem {
    plan(journal, now).items.into_iter().find(|item| item.stage == stage).unwrap()
}

fn settle(journal: &Journal, now: &Now) {
    let change = plan(journal, now).change;
    let set = change.add.iter().chain(&change.replace).map(|item| ReminderAck {
        id: item.id.clone(),
        request_code: item.request_code,
        at_ms: item.at_ms,
        fingerprint: item.fingerprint,
        state: AckState::Set,
    });
    let gone = change.cancel.iter().chain(&change.clear).map(|handle| ReminderAck {
        id: handle.id.clone(),
        request_code: handle.request_code,
        at_ms: 0,
        fingerprint: 0,
        state: AckState::Gone,
    });
    journal.acknowledge(&android(), gone.chain(set).collect(), now).unwrap();
}

fn field(error: JournalError) -> String {
    match error {
        JournalError::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_day_has_sessions_every_two_and_a_half_hours_and_longer_nights() {
    let journal = journal_with_a_pump_at("13:00");
    assert_eq!(
        dues(&journal, &at("13:10"))[..8],
        ["15:30", "18:00", "20:30", "01:30", "05:00", "07:30", "10:00", "12:30"]
    );
    assert_eq!(clock(&at("13:10"), journal.home(&at("13:10")).unwrap().next.unwrap().at.utc_ms), "15:30");
}

#[test]
fn the_next_session_keeps_its_time_when_it_has_passed() {
    let journal = journal_with_a_pump_at("13:00");
    let next = journal.home(&at("16:10")).unwrap().next.unwrap();
    assert_eq!((clock(&at("13:00"), next.at.utc_ms).as_str(), next.overdue_min), ("15:30", 40));
}

#[test]
fn quiet_hours_that_delay_ring_once_at_their_end_and_count_on_from_there() {
    let journal = journal_with_a_pump_at("19:00");
    journal.set_quiet(Some(QuietHours { window: window("22:00", "06:00"), policy: QuietPolicy::Delay })).unwrap();
    // 21:30, then 23:30 would be 00:00 in the night: 02:30, quiet, so 06:00.
    assert_eq!(dues(&journal, &at("19:10"))[..3], ["21:30", "06:00", "08:30"]);
    assert_eq!(clock(&at("19:10"), journal.home(&at("19:10")).unwrap().next.unwrap().at.utc_ms), "21:30");
}

#[test]
fn quiet_hours_that_suppress_drop_reminders_and_count_on_from_their_time() {
    let journal = journal_with_a_pump_at("19:00");
    journal.set_quiet(Some(QuietHours { window: window("22:00", "06:00"), policy: QuietPolicy::Suppress })).unwrap();
    // 21:30 · 02:30 and 05:00 are dropped · 07:30.
    assert_eq!(dues(&journal, &at("19:10"))[..3], ["21:30", "07:30", "10:00"]);
}

#[test]
fn quiet_hours_that_silence_keep_the_reminder_without_sound() {
    let journal = journal_with_a_pump_at("19:00");
    journal.set_quiet(Some(QuietHours { window: window("22:00", "06:00"), policy: QuietPolicy::Silent })).unwrap();
    let items = plan(&journal, &at("19:10")).items;
    let silent = items.iter().find(|item| clock(&at("19:10"), item.at_ms) == "02:30").unwrap();
    assert!(silent.silent && !items[0].silent);
}

#[test]
fn a_protected_sleep_is_silent_and_ends_with_one_reminder() {
    let journal = journal_with_a_pump_at("20:00");
    let sleep = journal.protect_sleep(Some(4 * 3_600_000), &at("21:00")).unwrap().unwrap();
    assert_eq!(clock(&at("21:00"), sleep.until_ms), "01:00");
    // 22:30 falls inside: the reminder at 01:00 stands for it, and the next counts from there.
    assert_eq!(dues(&journal, &at("21:00"))[..3], ["01:00", "05:00", "07:30"]);
    let end = first(&journal, &at("21:00"), ReminderStage::Due);
    assert_eq!((end.rule.as_str(), end.joined), ("sleep", 1));
    journal.log(&pump(2, &at("21:30")), &at("21:30")).unwrap();
    assert_eq!(journal.rules().unwrap().sleep, None);
}

#[test]
fn a_reminder_for_a_session_just_logged_does_not_come() {
    let journal = journal_with_a_pump_at("13:00");
    settle(&journal, &at("13:05"));
    let due = first(&journal, &at("13:05"), ReminderStage::Due);
    let logged = journal.log(&pump(2, &at("15:00")), &at("15:20")).unwrap();
    assert!(!logged.reminders.is_empty());
    assert_eq!(journal.check_alarm(&due.id, due.request_code, &android(), &at("15:30")).unwrap(), Fired::Stale);
    assert_eq!(dues(&journal, &at("15:20"))[0], "17:30");
}

#[test]
fn a_session_added_later_that_is_not_the_latest_moves_nothing() {
    let journal = journal_with_a_pump_at("13:00");
    settle(&journal, &at("13:05"));
    let logged = journal.log(&pump(2, &at("11:00")), &at("13:10")).unwrap();
    assert!(logged.reminders.is_empty(), "{:?}", logged.reminders);
}

#[test]
fn a_plan_that_was_acknowledged_needs_nothing_more() {
    let journal = journal_with_a_pump_at("13:00");
    settle(&journal, &at("13:05"));
    let again = plan(&journal, &at("13:05"));
    assert!(again.change.is_empty() && again.change.kept as usize == again.items.len());
}

#[test]
fn a_restart_of_the_phone_sets_every_alarm_again() {
    let journal = journal_with_a_pump_at("13:00");
    let mut now = at("13:05");
    now.boot_id = Some("1".to_owned());
    settle(&journal, &now);
    assert!(plan(&journal, &now).change.is_empty());
    now.boot_id = Some("2".to_owned());
    let restarted = plan(&journal, &now);
    assert_eq!(restarted.change.add.len(), restarted.items.len());
    let health = journal.reminder_health(&android(), &now).unwrap();
    assert_eq!(health.lines[0].state, HealthState::AlarmsInDoubt);
}

#[test]
fn a_snooze_rings_once_more_and_takes_the_nag_with_it() {
    let journal = journal_with_a_pump_at("13:00");
    let due = first(&journal, &at("13:05"), ReminderStage::Due);
    let answer = ReminderAction::Snooze { minutes: 15 };
    let done = journal.act(&due.id, answer, &at("15:32")).unwrap();
    assert_eq!((done.verdict, clock(&at("15:32"), done.at.unwrap().utc_ms).as_str()), (Verdict::Snoozed, "15:47"));
    let items = plan(&journal, &at("15:32")).items;
    assert_eq!(items[0].stage, ReminderStage::Snooze);
    assert!(!items.iter().any(|item| clock(&at("15:32"), item.at_ms) == "15:50"), "no nag at 15:50");
    assert_eq!(journal.act(&due.id, answer, &at("15:33")).unwrap().verdict, Verdict::Already);
    let snooze = items[0].id.clone();
    journal.act(&snooze, answer, &at("15:47")).unwrap();
    journal.act(&snooze, ReminderAction::Snooze { minutes: 20 }, &at("16:02")).unwrap();
    let fourth = journal.act(&snooze, ReminderAction::Snooze { minutes: 25 }, &at("16:22"));
    assert_eq!(field(fourth.unwrap_err()), "action");
    let past_the_next = journal.act(&due.id, ReminderAction::Snooze { minutes: 200 }, &at("16:22"));
    assert_eq!(field(past_the_next.unwrap_err()), "action");
}

#[test]
fn a_snooze_into_quiet_hours_says_its_new_time() {
    let journal = journal_with_a_pump_at("19:00");
    journal.set_quiet(Some(QuietHours { window: window("21:40", "06:00"), policy: QuietPolicy::Delay })).unwrap();
    let due = first(&journal, &at("19:05"), ReminderStage::Due);
    let done = journal.act(&due.id, ReminderAction::Snooze { minutes: 15 }, &at("21:30")).unwrap();
    let time = clock(&at("21:30"), done.at.unwrap().utc_ms);
    assert_eq!((done.verdict, time.as_str()), (Verdict::SnoozedElsewhere, "06:00"));
}

#[test]
fn only_the_next_or_a_passed_reminder_can_be_skipped() {
    let journal = journal_with_a_pump_at("13:00");
    let items = plan(&journal, &at("13:05")).items;
    let dues: Vec<&ReminderItem> = items.iter().filter(|item| item.stage == ReminderStage::Due).collect();
    let second = journal.act(&dues[1].id, ReminderAction::Skip, &at("13:05"));
    assert_eq!(field(second.unwrap_err()), "action");
    assert_eq!(journal.act(&dues[0].id, ReminderAction::Skip, &at("13:05")).unwrap().verdict, Verdict::Skipped);
    assert_eq!(self::dues(&journal, &at("13:05"))[0], "18:00");
}

#[test]
fn logging_from_a_notification_counts_once() {
    let journal = journal_with_a_pump_at("13:00");
    let due = first(&journal, &at("13:05"), ReminderStage::Due);
    let done = journal.act(&due.id, ReminderAction::LogNow, &at("15:31")).unwrap();
    assert_eq!((done.verdict, done.logged.unwrap().entry.start.utc_ms), (Verdict::Logged, at("15:31").utc_ms));
    let line = format!(
        r#"{{"v":1,"notification":"{}","action":"log_now","at_ms":{},"offset_s":-18000}}"#,
        due.id,
        at("15:31").utc_ms
    );
    let merged = journal.merge_queued(vec![line.clone(), line, "{}".to_owned()], &at("15:40")).unwrap();
    assert_eq!((merged.taken, merged.already, merged.refused.len()), (0, 2, 1));
    assert_eq!(journal.entries(&EntryQuery::default()).unwrap().entries.len(), 2);
}

#[test]
fn an_answer_queued_while_locked_is_taken_in_as_of_its_moment() {
    let journal = journal_with_a_pump_at("13:00");
    let due = first(&journal, &at("13:05"), ReminderStage::Due);
    let line = |at_ms: i64, action: &str| {
        format!(r#"{{"v":1,"notification":"{}","action":"{action}","at_ms":{at_ms},"offset_s":-18000}}"#, due.id)
    };
    let lines = vec![line(at("15:35").utc_ms, "log_now"), line(at("18:00").utc_ms, "skip")];
    let merged = journal.merge_queued(lines, &at("16:30")).unwrap();
    assert_eq!((merged.taken, merged.refused.len()), (1, 1), "{merged:?}");
    assert_eq!(dues(&journal, &at("16:30"))[0], "18:05");
}

#[test]
fn missed_reminders_are_one_number() {
    let journal = journal_with_a_pump_at("07:00");
    // 09:30, 12:00 and 14:30 have passed; the last one less than an hour ago.
    assert_eq!(plan(&journal, &at("15:20")).missed, 2);
    assert_eq!(plan(&journal, &at("15:30")).missed, 3);
    let mut before = at("09:00");
    (before.boot_id, before.monotonic_ms) = (Some("1".to_owned()), Some(0));
    settle(&journal, &before);
    let mut after = at("15:30");
    (after.boot_id, after.monotonic_ms) = (Some("1".to_owned()), Some(60_000));
    assert_eq!(plan(&journal, &after).missed, 0, "the clock jumped over them");
}

#[test]
fn a_time_that_does_not_exist_is_moved_and_said_so() {
    let mut now = at("13:00");
    now.zone_table = ZoneTable {
        transitions: vec![relatch_core::ZoneTransition {
            // 02:00 tomorrow becomes 03:00.
            at_ms: at("02:00+1").utc_ms,
            before_s: -18_000,
            after_s: -14_400,
        }],
    };
    let journal = Journal::open_in_memory(&now).unwrap();
    let kind = ReminderKind::Times { times: vec![ClockTime::parse("02:30").unwrap()], weekdays: Vec::new() };
    journal.set_rule(&ReminderRule::new(kind), &now).unwrap();
    let due = first(&journal, &now, ReminderStage::Due);
    assert_eq!(due.moved, Some(relatch_core::reminders::Moved::SkippedTime));
    assert_eq!(Stamp { utc_ms: due.at_ms, offset_s: due.offset_s }.rfc3339(), "2026-11-25T03:30:00-04:00");
    assert!(LocalTime::parse("2026-11-25T02:30").is_some());
}

#[test]
fn what_lies_beyond_the_limits_is_refused_by_name_and_changes_nothing() {
    let journal = journal_with_a_pump_at("13:00");
    let before = journal.rules().unwrap();
    let interval = |every_min: i64, night_min: i64| {
        ReminderRule::new(ReminderKind::Interval {
            every_ms: every_min * 60_000,
            night_every_ms: night_min * 60_000,
            from: relatch_core::SessionEdge::Start,
        })
    };
    let now = at("13:05");
    let refused = |rule: ReminderRule| field(journal.set_rule(&rule, &now).unwrap_err());
    assert_eq!(refused(interval(29, 60)), "every");
    assert_eq!(refused(interval(24 * 60 + 1, 24 * 60 + 1)), "every");
    assert_eq!(refused(interval(120, 24 * 60 + 1)), "night_every");
    assert_eq!(refused(interval(120, 119)), "night_every");
    assert_eq!(refused(ReminderRule { nag_ms: Some(0), ..interval(120, 300) }), "nag");
    assert_eq!(refused(ReminderRule::new(ReminderKind::Times { times: Vec::new(), weekdays: Vec::new() })), "times");
    let empty = QuietHours { window: window("22:00", "22:00"), policy: QuietPolicy::Delay };
    assert_eq!(field(journal.set_quiet(Some(empty)).unwrap_err()), "quiet");
    assert_eq!(field(journal.protect_sleep(Some(0), &now).unwrap_err()), "sleep");
    assert_eq!(field(journal.protect_sleep(Some(24 * 3_600_000 + 1), &now).unwrap_err()), "sleep");
    assert!(matches!(journal.remove_rule("times"), Err(JournalError::NotFound { .. })));
    assert!(matches!(journal.act("nonsense", ReminderAction::Skip, &now), Err(JournalError::NotFound { .. })));
    assert_eq!(field(ReminderAction::parse("snooze:0m").unwrap_err()), "action");
    assert_eq!(field(ReminderAction::parse("dance").unwrap_err()), "action");
    let ack = |id: &str, request_code| {
        let id = id.to_owned();
        vec![ReminderAck { id, request_code, at_ms: now.utc_ms, fingerprint: 1, state: AckState::Set }]
    };
    let unknown = journal.acknowledge(&android(), ack("v1:nobody:1.1:due", 1), &now);
    assert!(matches!(unknown, Err(JournalError::NotFound { .. })));
    let code = journal.acknowledge(&android(), ack("v1:interval:1.1:due", 61), &now);
    assert_eq!(field(code.unwrap_err()), "request_code");
    assert_eq!(journal.rules().unwrap(), before);
    for hour in 0..11 {
        let kind = ReminderKind::Times { times: vec![ClockTime::from_minute(hour * 60)], weekdays: Vec::new() };
        journal.set_rule(&ReminderRule::new(kind), &now).unwrap();
    }
    let kind = ReminderKind::Times { times: vec![ClockTime::from_minute(720)], weekdays: Vec::new() };
    assert_eq!(refused(ReminderRule::new(kind)), "rule");
    assert_eq!(journal.rules().unwrap().rules.len(), 12);
}
