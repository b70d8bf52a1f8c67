//! Limits and names of rules, and the next session that they say.

use super::*;
use crate::SessionEdge;

fn interval(every_min: i64, night_min: i64) -> ReminderRule {
    ReminderRule::new(ReminderKind::Interval {
        every_ms: every_min * MINUTE_MS,
        night_every_ms: night_min * MINUTE_MS,
        from: SessionEdge::Start,
    })
}

#[test]
fn an_interval_lies_between_half_an_hour_and_a_day() {
    for (every, night) in [(30, 30), (30, 1_440), (1_440, 1_440), (150, 300)] {
        assert!(interval(every, night).check().is_ok(), "{every} {night}");
    }
    assert_eq!(refused(interval(29, 60).check()), "every");
    assert_eq!(refused(interval(1_441, 1_441).check()), "every");
    assert_eq!(refused(interval(30, 1_441).check()), "night_every");
    assert_eq!(refused(interval(120, 119).check()), "night_every");
    assert!(interval(120, 120).check().is_ok());
}

#[test]
fn a_rule_by_the_clock_has_one_to_twenty_four_times_each_once() {
    let many = |count: i32| ReminderKind::Times {
        times: (0..count).map(ClockTime::from_minute).collect(),
        weekdays: Vec::new(),
    };
    assert_eq!(refused(ReminderRule::new(many(0)).check()), "times");
    assert!(ReminderRule::new(many(1)).check().is_ok() && ReminderRule::new(many(24)).check().is_ok());
    assert_eq!(refused(ReminderRule::new(many(25)).check()), "times");
    assert_eq!(refused(ReminderRule::new(sessions_at(&["08:00", "09:00", "08:00"])).check()), "times");
    let on = |weekdays: &[Weekday]| {
        ReminderRule::new(ReminderKind::WeighIn { times: times(&["08:00"]), weekdays: weekdays.to_vec() }).check()
    };
    assert!(on(&Weekday::ALL).is_ok());
    assert_eq!(refused(on(&[Weekday::Monday, Weekday::Friday, Weekday::Monday])), "days");
}

#[test]
fn nags_sleeps_windows_and_names_have_limits() {
    let nag = |nag_ms| ReminderRule { nag_ms: Some(nag_ms), ..ReminderRule::interval() }.check();
    assert!(nag(MINUTE_MS).is_ok() && nag(DAY_MS).is_ok());
    assert_eq!((refused(nag(MINUTE_MS - 1)), refused(nag(DAY_MS + 1))), ("nag".to_owned(), "nag".to_owned()));
    assert!(ReminderRule { nag_ms: None, ..ReminderRule::interval() }.check().is_ok());
    let sleep = ProtectedSleep::from_now(5, 7).unwrap();
    assert_eq!((sleep.from_ms, sleep.until_ms), (5, 12));
    assert!(ProtectedSleep::from_now(0, 1).is_ok() && ProtectedSleep::from_now(0, DAY_MS).is_ok());
    assert_eq!(refused(ProtectedSleep::from_now(0, 0)), "sleep");
    assert_eq!(refused(ProtectedSleep::from_now(0, DAY_MS + 1)), "sleep");
    let quiet = |from, to| QuietHours { window: window(from, to), policy: QuietPolicy::Delay }.check();
    assert_eq!(refused(quiet("22:00", "22:00")), "quiet");
    assert!(quiet("22:00", "21:59").is_ok());
    let medicine = |name: &str| {
        let kind = ReminderKind::Medicine { name: name.to_owned(), times: times(&["08:00"]), weekdays: Vec::new() };
        ReminderRule::new(kind).check()
    };
    assert!(medicine("Iron").is_ok());
    assert_eq!(refused(medicine("")), "medicine");
}

#[test]
fn the_night_interval_is_five_hours_or_the_interval() {
    assert_eq!(ReminderRule::default_night_every_ms(150 * MINUTE_MS), 300 * MINUTE_MS);
    assert_eq!(ReminderRule::default_night_every_ms(400 * MINUTE_MS), 400 * MINUTE_MS);
    let ReminderKind::Interval { every_ms, night_every_ms, from } = ReminderRule::interval().kind else { panic!() };
    assert_eq!((every_ms, night_every_ms, from), (150 * MINUTE_MS, 300 * MINUTE_MS, SessionEdge::Start));
    assert_eq!(ReminderRule::interval().nag_ms, Some(20 * MINUTE_MS));
}

#[test]
fn rules_get_names_and_at_most_twelve_find_room() {
    let mut rules = ReminderRules::default();
    let mut ids = Vec::new();
    for hour in 0..11 {
        let kind = ReminderKind::Times { times: vec![ClockTime::from_minute(hour * 60)], weekdays: Vec::new() };
        let (next, id) = rules.with(ReminderRule::new(kind), 42).unwrap();
        rules = next;
        ids.push(id);
    }
    assert_eq!((ids[0].as_str(), ids[1].as_str(), ids[10].as_str()), ("times", "times-2", "times-11"));
    assert_eq!(rules.rules[1].since_ms, 42);
    assert_eq!(refused(rules.with(ReminderRule::new(sessions_at(&["23:00"])), 0)), "rule");
    // In the place of another there is room; the interval always has its own.
    let over = ReminderRule { id: "times-2".to_owned(), ..ReminderRule::new(sessions_at(&["23:00"])) };
    let (changed, id) = rules.with(over, 50).unwrap();
    assert_eq!((changed.rules.len(), id.as_str(), changed.rules[2].since_ms), (12, "times-2", 50));
    let (changed, id) = rules.with(interval(60, 60), 0).unwrap();
    assert_eq!((changed.rules.len(), id.as_str()), (12, "interval"));
    let without = rules.without("times-2").unwrap();
    assert_eq!(without.rules.len(), 11);
    assert_eq!(without.with(ReminderRule::new(sessions_at(&["23:00"])), 0).unwrap().1, "times-2");
    assert_eq!(refused(rules.without("nobody")), "not found");
    let nobody = ReminderRule { id: "nobody".to_owned(), ..ReminderRule::new(sessions_at(&["23:00"])) };
    assert_eq!(refused(ReminderRules::default().with(nobody, 0)), "not found");
    assert_eq!(refused(ReminderRules::default().with(interval(29, 60), 0)), "every");
    let none = ReminderRules::default().without("interval").unwrap();
    assert_eq!(none.with(interval(60, 60), 0).unwrap().1, "interval");
}

#[test]
fn kinds_have_names_and_some_are_about_a_session() {
    let (times, weekdays) = (times(&["08:00"]), vec![Weekday::Sunday]);
    let kinds = [
        (ReminderRule::interval().kind, "interval", true),
        (ReminderKind::Times { times: times.clone(), weekdays: weekdays.clone() }, "times", true),
        (ReminderKind::WeighIn { times: times.clone(), weekdays: weekdays.clone() }, "weigh_in", false),
        (
            ReminderKind::Medicine { name: "Iron".to_owned(), times: times.clone(), weekdays: weekdays.clone() },
            "medicine",
            false,
        ),
        (ReminderKind::CarePlan { times: times.clone(), weekdays: weekdays.clone() }, "care_plan", false),
    ];
    for (kind, name, session) in kinds {
        assert_eq!((kind.name(), kind.is_session()), (name, session));
        assert_eq!(kind.schedule().is_some(), name != "interval");
        if let Some((clock, days)) = kind.schedule() {
            assert_eq!((clock, days), (times.as_slice(), weekdays.as_slice()));
        }
    }
}

#[test]
fn the_next_session_is_the_last_one_plus_the_interval_by_the_night_rule() {
    let next = |start: &str| {
        let last = session(1, start);
        next_session(Some(&last), &ReminderRules::default(), ClockWindow::NIGHT, &now_at(at("13:00"))).map(clock)
    };
    assert_eq!(next("13:00").unwrap(), "15:30");
    assert_eq!(next("20:29").unwrap(), "22:59");
    assert_eq!(next("20:30").unwrap(), "01:30+1");
    assert_eq!(next("23:59").unwrap(), "04:59+1");
    assert_eq!(next("00:00+1").unwrap(), "05:00+1");
    assert_eq!(next("02:29+1").unwrap(), "05:00+1");
    assert_eq!(next("02:30+1").unwrap(), "05:00+1");
    assert_eq!(next("02:31+1").unwrap(), "05:01+1");
}

#[test]
fn it_can_be_counted_from_the_end() {
    let kind =
        ReminderKind::Interval { every_ms: 60 * MINUTE_MS, night_every_ms: 60 * MINUTE_MS, from: SessionEdge::End };
    let rules = ReminderRules::default().with(ReminderRule::new(kind), 0).unwrap().0;
    let next = |last: Stimulation| next_session(Some(&last), &rules, ClockWindow::NIGHT, &now_at(at("13:00")));
    assert_eq!(next(session(1, "13:00")).map(clock).unwrap(), "14:15");
    // While it runs its end is not known.
    assert_eq!(next(Stimulation { end_ms: 0, ..session(1, "13:00") }).map(clock).unwrap(), "14:00");
    assert_eq!(next_session(None, &rules, ClockWindow::NIGHT, &now_at(at("13:00"))), None);
    let none = rules.without("interval").unwrap();
    assert_eq!(next_session(Some(&session(1, "13:00")), &none, ClockWindow::NIGHT, &now_at(at("13:00"))), None);
}

#[test]
fn a_phone_has_its_places() {
    let with = |platform, max_pending| Phone { max_pending, ..Phone::new(platform) }.budget();
    assert_eq!((with(Platform::Ios, None), with(Platform::Android, None)), (60, 17));
    assert_eq!((with(Platform::Ios, Some(64)), with(Platform::Ios, Some(59))), (60, 59));
    assert_eq!((with(Platform::Android, Some(64)), with(Platform::Android, Some(0))), (17, 3));
    assert!(!Phone::default().exact_ok && Phone::default().can_post && Phone::default().channel_on);
    assert_eq!(Phone::default().platform, Platform::Android);
}
