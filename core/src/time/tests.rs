//! Instants and local times at and around clock changes, and what is refused.

use super::*;
use crate::error::JournalError;

const SPRING_MS: i64 = 1_772_953_200_000;
const AUTUMN_MS: i64 = 1_793_512_800_000;

fn new_york() -> ZoneTable {
    ZoneTable {
        transitions: vec![
            ZoneTransition { at_ms: SPRING_MS, before_s: -18_000, after_s: -14_400 },
            ZoneTransition { at_ms: AUTUMN_MS, before_s: -14_400, after_s: -18_000 },
        ],
    }
}

fn at(text: &str) -> Resolved {
    new_york().resolve(LocalTime::parse(text).unwrap(), 0)
}

fn now() -> Now {
    Now {
        utc_ms: AUTUMN_MS,
        offset_s: -18_000,
        zone: "America/New_York".to_owned(),
        monotonic_ms: Some(0),
        boot_id: None,
        zone_table: new_york(),
    }
}

fn field(result: Result<()>) -> Option<String> {
    match result {
        Ok(()) => None,
        Err(JournalError::Invalid { field, .. }) => Some(field),
        Err(other) => panic!("{other:?}"),
    }
}

#[test]
fn a_skipped_time_moves_forward_by_the_gap() {
    let found = at("2026-03-08T02:30");
    assert_eq!((found.resolution, found.stamp.rfc3339().as_str()), (Resolution::Gap, "2026-03-08T03:30:00-04:00"));
}

#[test]
fn a_gap_is_found_east_of_greenwich_too() {
    // Paris, 29 March 2026.
    let at_ms = 1_774_746_000_000;
    let paris = ZoneTable { transitions: vec![ZoneTransition { at_ms, before_s: 3_600, after_s: 7_200 }] };
    let resolve = |text: &str| {
        let found = paris.resolve(LocalTime::parse(text).unwrap(), 0);
        (found.resolution, found.stamp.rfc3339())
    };
    assert_eq!(resolve("2026-03-29T02:00"), (Resolution::Gap, "2026-03-29T03:00:00+02:00".to_owned()));
    assert_eq!(resolve("2026-03-29T02:59"), (Resolution::Gap, "2026-03-29T03:59:00+02:00".to_owned()));
    assert_eq!(resolve("2026-03-29T01:59"), (Resolution::Exact, "2026-03-29T01:59:00+01:00".to_owned()));
}

#[test]
fn a_repeated_time_is_the_first_pass() {
    let found = at("2026-11-01T01:30");
    assert_eq!((found.resolution, found.stamp.rfc3339().as_str()), (Resolution::Fold, "2026-11-01T01:30:00-04:00"));
}

#[test]
fn both_passes_of_a_repeated_time_are_an_hour_apart() {
    let [first, second] = new_york().passes(LocalTime::parse("2026-11-01 01:30:00").unwrap(), 0);
    assert_eq!(second.unwrap().utc_ms - first.unwrap().utc_ms, HOUR_MS);
    assert_eq!((first.unwrap().offset_s, second.unwrap().offset_s), (-14_400, -18_000));
}

#[test]
fn the_edges_of_a_change_are_exact() {
    assert_eq!(at("2026-03-08T01:59").resolution, Resolution::Exact);
    assert_eq!(at("2026-03-08T02:00").resolution, Resolution::Gap);
    assert_eq!(at("2026-03-08T02:59:59.999").resolution, Resolution::Gap);
    assert_eq!(at("2026-03-08T03:00").resolution, Resolution::Exact);
    assert_eq!(at("2026-03-08T03:00").stamp.utc_ms, SPRING_MS);
    assert_eq!(at("2026-11-01T00:59").resolution, Resolution::Exact);
    assert_eq!(at("2026-11-01T01:00").resolution, Resolution::Fold);
    assert_eq!(at("2026-11-01T01:59:59.999").resolution, Resolution::Fold);
    assert_eq!(at("2026-11-01T02:00").resolution, Resolution::Exact);
}

#[test]
fn an_offset_holds_from_its_change_on_and_the_first_one_before() {
    let table = new_york();
    assert_eq!(table.offset_at(SPRING_MS - 1, 0), -18_000);
    assert_eq!(table.offset_at(SPRING_MS, 0), -14_400);
    assert_eq!(table.offset_at(AUTUMN_MS - 1, 0), -14_400);
    assert_eq!(table.offset_at(AUTUMN_MS, 0), -18_000);
    assert_eq!(ZoneTable::default().offset_at(5, 3_600), 3_600);
    assert_eq!(now().stamp_at(SPRING_MS).offset_s, -14_400);
    assert_eq!(now().stamp_at(SPRING_MS).utc_ms, SPRING_MS);
    assert_eq!(now().stamp(), Stamp { utc_ms: AUTUMN_MS, offset_s: -18_000 });
    assert_eq!(now().stamp().local_ms(), AUTUMN_MS - 18_000_000);
}

#[test]
fn far_from_every_change_a_time_has_one_pass() {
    for (text, offset) in [
        ("2020-07-01T12:00", "-05:00"),
        ("2026-03-05T12:00", "-05:00"),
        ("2026-03-12T12:00", "-04:00"),
        ("2026-10-30T12:00", "-04:00"),
        ("2026-11-05T12:00", "-05:00"),
        ("2030-07-01T12:00", "-05:00"),
    ] {
        let found = at(text);
        assert_eq!((found.resolution, found.stamp.rfc3339()), (Resolution::Exact, format!("{text}:00{offset}")));
    }
    let fixed = ZoneTable::default().resolve(LocalTime::parse("2026-03-08T02:30").unwrap(), 5_400);
    assert_eq!((fixed.resolution, fixed.stamp.rfc3339().as_str()), (Resolution::Exact, "2026-03-08T02:30:00+01:30"));
}

#[test]
fn a_skipped_day_is_a_gap_and_a_repeated_day_a_fold() {
    // Samoa left out 30 December 2011; Kwajalein's like, the other way round, had one day twice.
    let skips =
        |before_s, after_s| ZoneTable { transitions: vec![ZoneTransition { at_ms: 100 * DAY_MS, before_s, after_s }] };
    let noon = LocalTime::from_local_ms(100 * DAY_MS);
    let gap = skips(-12 * 3_600, 12 * 3_600).resolve(noon, 0);
    assert_eq!((gap.resolution, gap.stamp.utc_ms), (Resolution::Gap, 100 * DAY_MS + 12 * HOUR_MS));
    let fold = skips(12 * 3_600, -12 * 3_600).resolve(noon, 0);
    assert_eq!((fold.resolution, fold.stamp.utc_ms), (Resolution::Fold, 100 * DAY_MS - 12 * HOUR_MS));
}

#[test]
fn two_changes_within_a_day_are_both_seen() {
    // Forward by an hour at 10:00 UTC and back at 20:00.
    let table = ZoneTable {
        transitions: vec![
            ZoneTransition { at_ms: 10 * HOUR_MS, before_s: 0, after_s: 3_600 },
            ZoneTransition { at_ms: 20 * HOUR_MS, before_s: 3_600, after_s: 0 },
        ],
    };
    let resolution = |minutes: i64| table.resolve(LocalTime::from_local_ms(minutes * MINUTE_MS), 0).resolution;
    assert_eq!(resolution(9 * 60 + 59), Resolution::Exact);
    assert_eq!(resolution(10 * 60), Resolution::Gap);
    assert_eq!(resolution(11 * 60), Resolution::Exact);
    assert_eq!(resolution(20 * 60), Resolution::Fold);
    assert_eq!(resolution(21 * 60), Resolution::Exact);
}

#[test]
fn resolving_what_a_clock_shows_leads_back_to_it() {
    let table = new_york();
    for change in [SPRING_MS, AUTUMN_MS] {
        for minutes in -4_000..4_000 {
            let utc_ms = change + minutes * MINUTE_MS;
            let stamp = Stamp { utc_ms, offset_s: table.offset_at(utc_ms, 0) };
            let local = LocalTime::from_local_ms(stamp.local_ms());
            let passes = table.passes(local, 0);
            assert!(passes.contains(&Some(stamp)), "{}", stamp.rfc3339());
            // Every instant at which the clock shows it, and no other.
            let mut shown: Vec<Stamp> = [-18_000, -14_400]
                .map(|offset_s| Stamp { utc_ms: local.as_if_utc_ms() - i64::from(offset_s) * 1_000, offset_s })
                .into_iter()
                .filter(|pass| table.offset_at(pass.utc_ms, 0) == pass.offset_s)
                .collect();
            shown.sort();
            assert_eq!(passes.into_iter().flatten().collect::<Vec<_>>(), shown);
            let found = table.resolve(local, 0);
            assert_eq!(found.resolution == Resolution::Fold, passes[1].is_some());
            assert_eq!(Some(found.stamp), passes[0]);
        }
    }
}

#[test]
fn an_instant_is_written_with_its_offset() {
    let text = |utc_ms, offset_s| Stamp { utc_ms, offset_s }.rfc3339();
    assert_eq!(text(0, 0), "1970-01-01T00:00:00+00:00");
    assert_eq!(text(1, 0), "1970-01-01T00:00:00.001+00:00");
    assert_eq!(text(-1, 3_600), "1970-01-01T00:59:59.999+01:00");
    assert_eq!(text(0, -12_600), "1969-12-31T20:30:00-03:30");
    assert_eq!(text(0, 20_700), "1970-01-01T05:45:00+05:45");
    assert_eq!(text(0, 64_800), "1970-01-01T18:00:00+18:00");
    assert_eq!(text(0, -1), "1969-12-31T23:59:59-00:00:01");
    assert_eq!(text(0, 4_772), "1970-01-01T01:19:32+01:19:32");
    assert_eq!(text(i64::MAX / 2, 0), "");
}

#[test]
fn a_present_that_no_device_can_show_is_refused() {
    let refused = |change: fn(&mut Now)| {
        let mut now = now();
        change(&mut now);
        field(now.check())
    };
    let here = || Some("now".to_owned());
    assert_eq!(refused(|_| {}), None);
    assert_eq!(refused(|now| (now.utc_ms, now.zone_table) = (EARLIEST_MS, ZoneTable::default())), None);
    assert_eq!(refused(|now| (now.utc_ms, now.zone_table) = (EARLIEST_MS - 1, ZoneTable::default())), here());
    assert_eq!(refused(|now| (now.utc_ms, now.zone_table) = (LATEST_MS, ZoneTable::default())), None);
    assert_eq!(refused(|now| (now.utc_ms, now.zone_table) = (LATEST_MS + 1, ZoneTable::default())), here());
    assert_eq!(refused(|now| now.offset_s = -14_400), here());
    assert_eq!(refused(|now| (now.offset_s, now.zone_table) = (64_801, ZoneTable::default())), here());
    assert_eq!(refused(|now| (now.offset_s, now.zone_table) = (64_800, ZoneTable::default())), None);
    assert_eq!(refused(|now| (now.offset_s, now.zone_table) = (-64_800, ZoneTable::default())), None);
    assert_eq!(refused(|now| (now.offset_s, now.zone_table) = (-64_801, ZoneTable::default())), here());
    assert_eq!(refused(|now| now.zone = "x".repeat(64)), None);
    assert_eq!(refused(|now| now.zone = "x".repeat(65)), here());
    assert_eq!(refused(|now| now.zone = "a\nb".to_owned()), here());
    assert_eq!(refused(|now| now.monotonic_ms = Some(-1)), here());
    assert_eq!(refused(|now| now.monotonic_ms = Some(LATEST_MS + 1)), here());
    assert_eq!(refused(|now| now.monotonic_ms = None), None);
    assert_eq!(refused(|now| now.zone_table.transitions.reverse()), Some("zone_table".to_owned()));
}

#[test]
fn clock_changes_rise_follow_from_one_another_and_stay_within_bounds() {
    let checked = |transitions: &[(i64, i32, i32)]| {
        let change = |(at_ms, before_s, after_s): &(i64, i32, i32)| ZoneTransition {
            at_ms: *at_ms,
            before_s: *before_s,
            after_s: *after_s,
        };
        field(ZoneTable { transitions: transitions.iter().map(change).collect() }.check())
    };
    let wrong = Some("zone_table".to_owned());
    assert_eq!(checked(&[]), None);
    assert_eq!(checked(&[(5, 0, 60), (6, 60, 0)]), None);
    assert_eq!(checked(&[(5, 0, 60), (5, 60, 0)]), wrong);
    assert_eq!(checked(&[(6, 0, 60), (5, 60, 0)]), wrong);
    assert_eq!(checked(&[(5, 0, 60), (6, 61, 0)]), wrong);
    assert_eq!(checked(&[(-LATEST_MS, 0, 60)]), None);
    assert_eq!(checked(&[(-LATEST_MS - 1, 0, 60)]), wrong);
    assert_eq!(checked(&[(2 * LATEST_MS, 0, 60)]), None);
    assert_eq!(checked(&[(2 * LATEST_MS + 1, 0, 60)]), wrong);
    assert_eq!(checked(&[(5, 64_801, 0)]), wrong);
    assert_eq!(checked(&[(5, 0, -64_801)]), wrong);
    assert_eq!(checked(&[(5, -64_800, 64_800)]), None);
}

#[test]
fn a_refused_offset_or_zone_names_its_field() {
    assert_eq!(field(check_offset("start", 64_801)), Some("start".to_owned()));
    assert_eq!(field(check_zone("zone", "\u{7f}")), Some("zone".to_owned()));
    assert_eq!(field(check_zone("zone", "")), None);
}

#[test]
fn a_leap_second_becomes_the_end_of_its_minute() {
    let local = LocalTime::parse("2016-12-31 23:59:60").unwrap();
    assert_eq!(local.ms_of_day, 86_399_999);
}

#[test]
fn a_local_time_is_read_with_or_without_seconds_and_written_back() {
    for (text, back) in [
        ("2026-11-01T01:30", "2026-11-01T01:30:00"),
        (" 2026-11-01t01:30:05 ", "2026-11-01T01:30:05"),
        ("2026-11-01  01:30:05.25", "2026-11-01T01:30:05.250"),
        ("1969-12-31T23:59:59.999", "1969-12-31T23:59:59.999"),
    ] {
        let local = LocalTime::parse(text).unwrap();
        assert_eq!(local.text(), back);
        assert_eq!(LocalTime::from_local_ms(local.as_if_utc_ms()), local);
    }
    let noon = LocalTime::on(Day::from_number(1), ClockTime::from_minute(720));
    assert_eq!((noon.as_if_utc_ms(), noon.ms_of_day), (DAY_MS + 12 * HOUR_MS, 43_200_000));
}

#[test]
fn what_is_no_time_is_not_read() {
    for text in ["", "2026-13-01 00:00", "2026-02-30T10:00", "yesterday", "2026-11-01", "2026-11-01T25:00"] {
        assert_eq!(LocalTime::parse(text), None, "{text}");
    }
    for text in ["24:00", "7", "7:5", "-1:30", "12:60", "+1:30", ":30", "007:30", "07:3", "07:030", "ab:cd", "07:+3"] {
        assert_eq!(ClockTime::parse(text), None, "{text}");
    }
}

#[test]
fn a_time_of_day_is_read_written_and_counted_around_midnight() {
    for (text, minute, back) in
        [("00:00", 0, "00:00"), ("7:05", 425, "07:05"), ("23:59", 1_439, "23:59"), ("12:34", 754, "12:34")]
    {
        let time = ClockTime::parse(text).unwrap();
        assert_eq!((time.minute(), time.text().as_str(), time.ms()), (minute, back, i64::from(minute) * MINUTE_MS));
    }
    assert_eq!((ClockTime::from_minute(-1).minute(), ClockTime::from_minute(1_440).minute()), (1_439, 0));
    let json = serde_json::to_string(&ClockTime::from_minute(425)).unwrap();
    assert_eq!(json, "\"07:05\"");
    assert_eq!(serde_json::from_str::<ClockTime>(&json).unwrap().minute(), 425);
    assert!(serde_json::from_str::<ClockTime>("\"24:00\"").is_err());
}

#[test]
fn the_units_are_what_they_are_called() {
    assert_eq!((MINUTE_MS, HOUR_MS, DAY_MS), (60_000, 3_600_000, 86_400_000));
}
