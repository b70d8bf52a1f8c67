//! From what the phone holds to what it should hold.

use super::*;

fn acks(change: &ReminderChange) -> Vec<ReminderAck> {
    let set = |item: &ReminderItem| ReminderAck {
        id: item.id.clone(),
        request_code: item.request_code,
        at_ms: item.at_ms,
        fingerprint: item.fingerprint,
        state: AckState::Set,
    };
    let gone = |handle: &ReminderHandle| ReminderAck {
        id: handle.id.clone(),
        request_code: handle.request_code,
        at_ms: 0,
        fingerprint: 0,
        state: AckState::Gone,
    };
    let gone = change.cancel.iter().chain(&change.clear).map(gone);
    gone.chain(change.add.iter().chain(&change.replace).map(set)).collect()
}

fn settled(case: &Case, ledger: &Ledger) -> Ledger {
    let plan = plan(&case.input(), ledger, None);
    acknowledge(ledger, &case.rules, &case.phone, &acks(&plan.change), &case.now).unwrap()
}

fn change_of(case: &Case, ledger: &Ledger) -> ReminderChange {
    let plan = plan(&case.input(), ledger, None);
    assert_eq!(plan.change, change(&case.input(), ledger, None));
    plan.change
}

fn ids(items: &[ReminderItem]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

fn sizes(change: &ReminderChange) -> (usize, usize, usize, usize, i32) {
    (change.add.len(), change.replace.len(), change.cancel.len(), change.clear.len(), change.kept)
}

#[test]
fn the_first_plan_is_set_with_the_lowest_codes() {
    let change = change_of(&case("13:05"), &Ledger::default());
    assert_eq!(sizes(&change), (17, 0, 0, 0, 0));
    assert_eq!(change.add.iter().map(|item| item.request_code).collect::<Vec<_>>(), (1..=17).collect::<Vec<_>>());
    assert_eq!(change.horizon_ms, case("13:05").plan().horizon_ms);
    assert!(!change.is_empty() && ReminderChange::default().is_empty());
    for part in 0..4 {
        let mut one = ReminderChange::default();
        let handle = ReminderHandle { id: "x".to_owned(), request_code: 1 };
        match part {
            0 => one.add.push(change.add[0].clone()),
            1 => one.replace.push(change.add[0].clone()),
            2 => one.cancel.push(handle),
            _ => one.clear.push(handle),
        }
        assert!(!one.is_empty());
    }
}

#[test]
fn a_plan_taken_in_needs_nothing_more() {
    for case in [case("13:05"), ios("13:05")] {
        let ledger = settled(&case, &Ledger::default());
        let items = case.plan().items.len();
        assert_eq!(sizes(&change_of(&case, &ledger)), (0, 0, 0, 0, items as i32));
    }
}

#[test]
fn no_code_is_given_twice_even_if_the_phone_says_it_was() {
    let case = ios("13:05");
    let mut acks = acks(&case.plan().change);
    acks.iter_mut().for_each(|ack| ack.request_code = 5);
    let ledger = acknowledge(&Ledger::default(), &case.rules, &case.phone, &acks, &case.now).unwrap();
    let mut codes: Vec<i32> = plan(&case.input(), &ledger, None).items.iter().map(|item| item.request_code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), 60);
}

#[test]
fn another_systems_ledger_is_passed_over() {
    let ledger = settled(&ios("13:05"), &Ledger::default());
    assert_eq!(sizes(&change_of(&case("13:05"), &ledger)), (17, 0, 0, 0, 0));
}

#[test]
fn a_session_moves_alarms_in_their_places_on_android() {
    let ledger = settled(&case("13:05"), &Ledger::default());
    let logged = Case { last: Some(session(2, "14:00")), ..case("14:05") };
    let change = change_of(&logged, &ledger);
    // Housekeeping stays; the other sixteen go over the old ones: no call is wasted.
    assert_eq!(sizes(&change), (0, 16, 0, 0, 1));
    let codes: Vec<i32> = change.replace.iter().map(|item| item.request_code).collect();
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), 16);
}

#[test]
fn a_session_cancels_and_adds_on_ios() {
    let ledger = settled(&ios("13:05"), &Ledger::default());
    let logged = Case { last: Some(session(2, "14:00")), ..ios("14:05") };
    let change = change_of(&logged, &ledger);
    // From the end of the night on the times are the same, but they count from another session; the sentinel stays.
    assert_eq!(sizes(&change), (59, 0, 59, 0, 1));
}

#[test]
fn a_change_of_what_is_stored_replaces_in_place() {
    let ledger = settled(&ios("13:05"), &Ledger::default());
    let silent = ios("13:05").quiet("15:00", "16:00", QuietPolicy::Silent);
    let change = change_of(&silent, &ledger);
    let first = ios("13:05");
    assert_eq!(ids(&change.replace)[..2], [first.due(1), first.id(1, ReminderStage::Nag, 0)]);
    assert!(change.replace.iter().all(|item| item.silent));
    assert_eq!((change.add.len(), change.cancel.len()), (0, 0));
}

#[test]
fn after_a_restart_all_is_set_again_and_strays_are_cancelled() {
    let mut case = case("13:05");
    case.now.boot_id = Some("1".to_owned());
    let ledger = settled(&case, &Ledger::default());
    case.now.boot_id = Some("2".to_owned());
    let change = change_of(&case, &ledger);
    assert_eq!((change.add.len(), change.replace.len(), change.kept), (17, 0, 0));
    // Codes 18 to 32 that a killed process may have used.
    let codes: Vec<i32> = change.cancel.iter().map(|handle| handle.request_code).collect();
    assert_eq!(codes, (18..=32).collect::<Vec<_>>());
    assert_eq!(change.cancel[0].id, "v1:plan:0.18:due");
    // A phone that was never heard of before has none.
    assert_eq!(change_of(&case, &Ledger::default()).cancel, []);
}

#[test]
fn in_doubt_what_is_not_wanted_any_more_is_cancelled_once() {
    let mut case = case("13:05");
    case.now.boot_id = Some("1".to_owned());
    let ledger = settled(&case, &Ledger::default());
    case.now.boot_id = Some("2".to_owned());
    case.rules.rules.clear();
    let change = change_of(&case, &ledger);
    let mut codes: Vec<i32> = change.cancel.iter().map(|handle| handle.request_code).collect();
    codes.sort_unstable();
    assert_eq!(codes, (1..=32).collect::<Vec<_>>());
}

#[test]
fn a_code_still_on_its_way_is_not_given_away() {
    // 15:30 has passed; without exact alarms it may not have rung yet.
    let mut before = case("15:25");
    before.phone.exact_ok = false;
    let ledger = settled(&before, &Ledger::default());
    let first = ledger.code_of(&ReminderId::parse(&before.due(1)).unwrap()).unwrap();
    let mut after =
        case("15:31").quiet("15:00", "15:01", QuietPolicy::Silent).with_rule(sessions_at(&["15:35", "15:40"]));
    after.phone.exact_ok = false;
    let change = change_of(&after, &ledger);
    let given: Vec<i32> = change.add.iter().chain(&change.replace).map(|item| item.request_code).collect();
    assert!(!given.contains(&first) && !given.is_empty());
    // Once a session is logged the code is free, and the shown reminder is cleared.
    let logged = Case { last: Some(session(2, "15:31")), ..after.clone() };
    let change = change_of(&logged, &ledger);
    assert_eq!(change.clear.iter().map(|handle| handle.id.as_str()).collect::<Vec<_>>(), [before.due(1)]);
    assert_eq!(change.clear[0].request_code, 0);
}

#[test]
fn what_ios_lost_is_set_again_and_what_it_holds_too_much_is_cancelled() {
    let case = ios("13:05");
    let ledger = settled(&case, &Ledger::default());
    let seen = |item: &ReminderItem| ObservedReminder { id: item.id.clone(), at_ms: Some(item.at_ms) };
    let all: Vec<ObservedReminder> = case.plan().items.iter().map(seen).collect();
    let observe = |pending: Vec<ObservedReminder>, delivered: Vec<String>| {
        change(&case.input(), &ledger, Some(&Observed { pending, delivered }))
    };
    assert_eq!(sizes(&observe(all.clone(), Vec::new())), (0, 0, 0, 0, 60));
    let lost = observe(all[1..].to_vec(), Vec::new());
    assert_eq!((ids(&lost.add), lost.cancel.len(), lost.kept), (vec![case.due(1).as_str()], 0, 59));
    // Calendar triggers keep whole seconds; a second off is another time.
    let mut near = all.clone();
    near[0].at_ms = Some(at("15:30") + 999);
    assert_eq!(sizes(&observe(near.clone(), Vec::new())), (0, 0, 0, 0, 60));
    near[0].at_ms = Some(at("15:30") + 1_000);
    assert_eq!(ids(&observe(near.clone(), Vec::new()).add), [case.due(1)]);
    near[0].at_ms = Some(at("15:30") - 1_000);
    assert_eq!(ids(&observe(near.clone(), Vec::new()).add), [case.due(1)]);
    near[0].at_ms = None;
    assert_eq!(sizes(&observe(near, Vec::new())), (0, 0, 0, 0, 60));
    let with = |id: &str| {
        let mut more = all.clone();
        more.push(ObservedReminder { id: id.to_owned(), at_ms: Some(at("17:00")) });
        observe(more, Vec::new()).cancel.iter().map(|handle| handle.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(with("v1:interval:77.1:due"), ["v1:interval:77.1:due"]);
    assert_eq!(with("v1:nonsense"), ["v1:nonsense"]);
    assert_eq!(with("com.example.other"), [] as [&str; 0]);
    assert_eq!(with("v1:test:5.0:due"), [] as [&str; 0]);
    assert_eq!(with("v1:interval:77.1:due").len(), 1);
}

#[test]
fn what_is_going_off_at_this_moment_is_left_alone() {
    let case = ios("15:30");
    let ledger = settled(&ios("13:05"), &Ledger::default());
    let pending = vec![ObservedReminder { id: case.due(1), at_ms: Some(at("15:30")) }];
    let change = change(&case.input(), &ledger, Some(&Observed { pending, delivered: Vec::new() }));
    assert!(!change.cancel.iter().any(|handle| handle.id == case.due(1)), "{:?}", change.cancel);
    // With a session logged it says nothing true any more.
    let logged = Case { last: Some(session(2, "15:29")), ..case.clone() };
    let pending = vec![ObservedReminder { id: case.due(1), at_ms: Some(at("15:30")) }];
    let change = super::change(&logged.input(), &ledger, Some(&Observed { pending, delivered: Vec::new() }));
    assert!(change.cancel.iter().any(|handle| handle.id == case.due(1)));
}

#[test]
fn what_is_shown_and_over_is_cleared() {
    let case = ios("15:40");
    let delivered = |case: &Case, id: &str| {
        let observed = Observed { pending: Vec::new(), delivered: vec![id.to_owned()] };
        change(&case.input(), &Ledger::default(), Some(&observed)).clear.len()
    };
    assert_eq!(delivered(&case, &case.due(1)), 0);
    assert_eq!(delivered(&Case { last: Some(session(2, "15:39")), ..case.clone() }, &case.due(1)), 1);
    assert_eq!(delivered(&case, "v1:test:5.0:due"), 0);
    assert_eq!(delivered(&case, "v1:plan:0.0:housekeeping"), 0);
    assert_eq!(delivered(&case, "v1:plan:0.0:sentinel"), 1);
    assert_eq!(delivered(&case, "com.example.other"), 0);
}
