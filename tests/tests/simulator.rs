//! User-years on simulated phones: near reminders come in time or are reported; and the simulator sees four mistakes.

use relatch_core::reminders::Platform;
use relatch_tests::simulator::{Driver, live, soak};

/// User-years on each platform.
const YEARS: u64 = 100;

fn lives_well(platform: Platform) {
    let seen = soak(1, YEARS, platform).unwrap_or_else(|reason| panic!("{reason}"));
    println!("{platform:?}: {YEARS} user-years, {seen:?}");
    // Most dues come; what cannot come is the smaller part, and it is said.
    assert!(seen.logs > YEARS * 1_200 && seen.in_time > seen.reported * 2, "{seen:?}");
}

#[test]
fn reminders_come_in_time_for_whole_user_years_on_ios() {
    lives_well(Platform::Ios);
}

#[test]
fn reminders_come_in_time_for_whole_user_years_on_android() {
    lives_well(Platform::Android);
}

fn is_caught(platform: Platform, driver: Driver) {
    let caught = (1..=20).filter(|seed| live(*seed, 730, platform, driver).is_err()).count();
    assert!(caught >= 18, "{driver:?} was caught {caught} times of 20");
}

#[test]
fn an_interval_chosen_by_the_clock_of_now_is_caught() {
    is_caught(Platform::Ios, Driver::IntervalOfNow);
}

#[test]
fn an_anchor_on_the_entry_added_last_is_caught() {
    is_caught(Platform::Android, Driver::LastAdded);
}

#[test]
fn sixty_one_requests_a_rule_are_caught() {
    is_caught(Platform::Ios, Driver::SixtyOne);
}

#[test]
fn a_phone_that_does_not_plan_after_a_restart_is_caught() {
    is_caught(Platform::Android, Driver::DeafToBoot);
}
