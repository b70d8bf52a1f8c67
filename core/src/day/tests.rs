//! Which day and which night an instant belongs to, and how long a day is.
#![allow(clippy::float_cmp, reason = "hours are halves and quarters, which floats hold exactly")]

use super::*;
use crate::time::{ZoneTable, ZoneTransition};

fn stamp(text: &str) -> Stamp {
    Stamp { utc_ms: LocalTime::parse(text).unwrap().as_if_utc_ms(), offset_s: 0 }
}

fn window(from: &str, to: &str) -> ClockWindow {
    ClockWindow { from: ClockTime::parse(from).unwrap(), to: ClockTime::parse(to).unwrap() }
}

#[test]
fn a_day_begins_at_its_start_and_not_at_midnight() {
    let start = DayStart::DEFAULT;
    assert_eq!(start.day_of(stamp("2026-11-02T04:59")).text(), "2026-11-01");
    assert_eq!(start.day_of(stamp("2026-11-02T05:00")).text(), "2026-11-02");
    assert_eq!(start.time().text(), "05:00");
}

#[test]
fn a_day_can_begin_between_four_and_half_past_seven() {
    let begins = |text: &str| DayStart::new(ClockTime::parse(text).unwrap()).map(DayStart::time);
    assert_eq!(begins("04:00").unwrap().text(), "04:00");
    assert_eq!(begins("07:30").unwrap().text(), "07:30");
    for wrong in ["03:59", "07:31"] {
        assert!(matches!(begins(wrong), Err(JournalError::Invalid { field, .. }) if field == "day_start"), "{wrong}");
    }
}

#[test]
fn a_night_belongs_to_the_evening_it_began_in() {
    let night = |text: &str| ClockWindow::NIGHT.began_on(stamp(text)).map(Day::text);
    assert_eq!(night("2026-11-01T22:59"), None);
    assert_eq!(night("2026-11-01T23:00").unwrap(), "2026-11-01");
    assert_eq!(night("2026-11-02T00:00").unwrap(), "2026-11-01");
    assert_eq!(night("2026-11-02T04:59").unwrap(), "2026-11-01");
    assert_eq!(night("2026-11-02T05:00"), None);
    let late = window("00:30", "05:00");
    assert_eq!(late.began_on(stamp("2026-11-02T01:00")).unwrap().text(), "2026-11-02");
    assert_eq!(late.began_on(stamp("2026-11-02T00:29")), None);
}

#[test]
fn a_window_holds_its_first_minute_and_not_its_last() {
    let holds = |from: &str, to: &str, time: &str| window(from, to).contains(ClockTime::parse(time).unwrap().ms());
    assert!(holds("13:00", "14:00", "13:00") && !holds("13:00", "14:00", "14:00"));
    assert!(!holds("13:00", "14:00", "12:59") && holds("13:00", "14:00", "13:59"));
    assert!(holds("22:00", "06:00", "22:00") && !holds("22:00", "06:00", "06:00"));
    assert!(holds("22:00", "06:00", "05:59") && !holds("22:00", "06:00", "21:59"));
    assert!(window("22:00", "21:59").check("night").is_ok());
    let empty = window("22:00", "22:00").check("night");
    assert!(matches!(empty, Err(JournalError::Invalid { field, .. }) if field == "night"));
}

#[test]
fn what_is_no_date_is_not_read() {
    for text in [
        "2026-02-29",
        "2026-1-01",
        "26-01-01",
        "2026-11-01 ",
        "0000-01-01",
        "２026-01-01",
        "2026/11/01",
        "2026-11/01",
        "2026-11-0x",
        "1899-12-31",
        "",
    ] {
        assert_eq!(Day::parse(text), None, "{text}");
    }
    for text in ["2024-02-29", "1900-01-01", "9999-12-31"] {
        assert_eq!(Day::parse(text).unwrap().text(), text);
    }
}

#[test]
fn weekdays_start_on_monday() {
    assert_eq!(Day::parse("2026-11-02").unwrap().weekday(), 0);
    assert_eq!(Day::parse("2026-11-01").unwrap().weekday(), 6);
    assert_eq!(Day::from_number(0).weekday(), 3);
}

#[test]
fn days_are_counted_and_written() {
    let day = Day::parse("2026-11-30").unwrap();
    assert_eq!(day.plus(1).text(), "2026-12-01");
    assert_eq!(day.plus(-30).text(), "2026-10-31");
    assert_eq!(Day::from_number(day.number()), day);
    assert_eq!((Day::from_number(1).text().as_str(), Day::from_number(1).number()), ("1970-01-02", 1));
    assert_eq!(format!("{day}"), "2026-11-30");
    let json = serde_json::to_string(&day).unwrap();
    assert_eq!(json, "\"2026-11-30\"");
    assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day);
    assert!(serde_json::from_str::<Day>("\"2026-11-31\"").is_err());
}

#[test]
fn a_day_is_as_long_as_its_clock_changes_say() {
    assert_eq!(hours_between(-14_400, -18_000), 25.0);
    assert_eq!(hours_between(-18_000, -14_400), 23.0);
    assert_eq!(hours_between(37_800, 39_600), 23.5);
    assert_eq!(hours_between(0, 0), 24.0);
    let at = |utc_ms: i64, offset_s: i32, after_s: i32| Now {
        utc_ms,
        offset_s,
        zone: String::new(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable {
            transitions: vec![ZoneTransition { at_ms: 100 * DAY_MS, before_s: offset_s, after_s }],
        },
    };
    let today = |after_s| {
        let now = at(100 * DAY_MS - HOUR_MS, 0, after_s);
        hours_of_today(DayStart::DEFAULT, Day::from_number(99), &now)
    };
    assert_eq!((today(3_600), today(-3_600), today(1_800)), (23.0, 25.0, 23.5));
    let begins = DayStart::DEFAULT.begin_ms(Day::from_number(100), &at(0, 0, 3_600));
    assert_eq!(begins, 100 * DAY_MS + 4 * HOUR_MS);
}
