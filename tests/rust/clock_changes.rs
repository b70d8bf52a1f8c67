//! Every zone with an unusual clock, both sides of each change from 2015 to 2040: days partition the entries, nothing
//! lasts a negative time, nothing panics.
#![allow(clippy::float_cmp, reason = "hours are halves and quarters, which floats hold exactly")]
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use relatch_core::*;
use relatch_tests::calendar::{DAY_MS, HOUR_MS, MINUTE_MS};
use relatch_tests::zones::Zone;

/// The zones of `reliability.md` B1, each there for a trap of its own.
const ZONES: [&str; 19] = [
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Africa/Casablanca",
    "Antarctica/Troll",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "America/Nuuk",
    "Asia/Pyongyang",
    "Europe/Amsterdam",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Edmonton",
];

/// Minutes before and after a change at which something is logged: a day away, the hours around, the very minute.
const MINUTES: [i64; 14] = [-1_740, -1_500, -600, -181, -61, -31, -1, 0, 1, 31, 61, 181, 600, 1_500];

fn zone(name: &str) -> Zone {
    Zone::load(name, 2015, 2041)
}

fn pump(number: i64, minutes: i64) -> NewEntry {
    let expression = Expression { duration_ms: Some(minutes * MINUTE_MS), ..Expression::of(ExpressionMethod::Pump) };
    NewEntry {
        id: EntryId::from_bytes((0x0190_0000_0000_7000_8000_0000_0000_0001_u128 + number as u128).to_be_bytes()),
        start: None,
        zone: None,
        kind: EntryKind::Expression { expression },
        baby: None,
        note: None,
        tags: Vec::new(),
    }
}

/// The day by the words of the contract, for a day that begins at 05:00.
fn day_of(start: Stamp) -> i64 {
    (start.utc_ms + i64::from(start.offset_s) * 1_000 - 5 * HOUR_MS).div_euclid(DAY_MS)
}

/// What a stretch of days must say, given the starts that were logged, by day.
fn check_days(journal: &Journal, starts: &BTreeMap<i64, Vec<Stamp>>, now: &Now, lengths: &mut BTreeSet<i64>) {
    let (Some((first, _)), Some((last, _))) = (starts.first_key_value(), starts.last_key_value()) else { return };
    let days = journal.days(Day::from_number(*first as i32 - 1), Day::from_number(*last as i32 + 1), now).unwrap();
    let today = i64::from(journal.day(None, now).unwrap().day.number());
    for day in days {
        let number = i64::from(day.day.number());
        let logged = starts.get(&number).map_or(0, Vec::len);
        assert_eq!(day.sessions.unwrap_or(0) as usize, logged, "{} in {}", day.day, now.zone);
        assert!(day.stimulation_ms.unwrap_or(0) >= 0 && day.longest_gap_ms.unwrap_or(0) >= 0);
        assert!((22.0..=26.0).contains(&day.hours), "{} has {} h in {}", day.day, day.hours, now.zone);
        if number != today
            && let (Some(this), Some(next)) = (starts.get(&number), starts.get(&(number + 1)))
        {
            let change_s = next[0].offset_s - this[0].offset_s;
            assert_eq!(day.hours, 24.0 - f64::from(change_s) / 3_600.0, "{} in {}", day.day, now.zone);
            lengths.insert((day.hours * 10.0) as i64);
        }
    }
}

#[test]
fn days_partition_the_entries_around_every_clock_change() {
    let mut lengths = BTreeSet::new();
    let mut changes = 0;
    for name in ZONES {
        let zone = zone(name);
        let begin = zone.now(1_420_070_400_000);
        let journal = Journal::open_in_memory(&begin).unwrap();
        let mut number = 0;
        for change in &zone.changes {
            changes += 1;
            let mut starts: BTreeMap<i64, Vec<Stamp>> = BTreeMap::new();
            for minutes in MINUTES {
                let at_ms = change.at_ms + minutes * MINUTE_MS;
                if at_ms - 5 * MINUTE_MS < 1_420_070_400_000 {
                    continue;
                }
                number += 1;
                let now = zone.now(at_ms);
                let logged = journal.log(&pump(number, 5), &now).unwrap();
                let start = logged.entry.start;
                assert_eq!(
                    start,
                    Stamp { utc_ms: at_ms - 5 * MINUTE_MS, offset_s: zone.offset_s(at_ms - 5 * MINUTE_MS) }
                );
                assert_eq!(i64::from(logged.entry.day.number()), day_of(start), "{name}");
                assert_eq!(logged.home.since_min, Some(5));
                assert!(logged.home.next.unwrap().at.utc_ms > at_ms);
                starts.entry(day_of(start)).or_default().push(start);
            }
            // Looked at three days later, when none of these days is today.
            check_days(&journal, &starts, &zone.now(change.at_ms + 4 * DAY_MS), &mut lengths);
        }
        assert_eq!(journal.check().unwrap().entries, number);
    }
    assert!(changes > 700, "only {changes} changes: the zones are not what they were");
    assert!([220, 230, 235, 240, 245, 250, 260].iter().all(|length| lengths.contains(length)), "{lengths:?}");
}

#[test]
fn today_is_as_long_as_the_zone_says() {
    for name in ZONES {
        let zone = zone(name);
        let journal = Journal::open_in_memory(&zone.now(1_420_070_400_000)).unwrap();
        for change in zone.changes.iter().filter(|change| change.at_ms > 1_420_156_800_000) {
            let now = zone.now(change.at_ms - 1);
            let today = journal.day(None, &now).unwrap();
            let begins_ms = |day: i64| {
                let local_ms = day * DAY_MS + 5 * HOUR_MS;
                [change.before_s, change.after_s]
                    .map(|offset_s| (local_ms - i64::from(offset_s) * 1_000, offset_s))
                    .into_iter()
                    .find(|(utc_ms, offset_s)| zone.offset_s(*utc_ms) == *offset_s)
                    .expect("no clock changes at 05:00")
                    .0
            };
            let day = i64::from(today.day.number());
            let hours = (begins_ms(day + 1) - begins_ms(day)) as f64 / HOUR_MS as f64;
            assert_eq!(today.hours, hours, "{} in {name}", today.day);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_days_around_a_change_hold_together(
        name in prop::sample::select(ZONES.as_slice()),
        pick in any::<prop::sample::Index>(),
        begin in -4_000_i64..0,
        waits in prop::collection::vec((0_i64..700, 0_i64..240, any::<bool>()), 1..30),
    ) {
        let zone = zone(name);
        prop_assume!(!zone.changes.is_empty());
        let changes: Vec<_> = zone.changes.iter().filter(|change| change.at_ms > 1_420_670_400_000).collect();
        let change = changes[pick.index(changes.len())];
        let mut at_ms = change.at_ms + begin * MINUTE_MS;
        let journal = Journal::open_in_memory(&zone.now(at_ms)).unwrap();
        let mut starts: BTreeMap<i64, Vec<Stamp>> = BTreeMap::new();
        let mut worked_ms = 0;
        for (number, (wait, minutes, timed)) in waits.into_iter().enumerate() {
            at_ms += wait * MINUTE_MS;
            let start = if timed {
                let new = StartSession {
                    id: pump(number as i64, 0).id, kind: SessionKind::Pump, side: None, baby: None, at: None,
                };
                journal.start(&new, &zone.now(at_ms)).unwrap();
                at_ms += minutes * MINUTE_MS;
                let done = journal.finish(&SessionSelector::default(), &FinishSession::default(), &zone.now(at_ms)).unwrap();
                let EntryKind::Expression { expression } = done.entry.kind else { panic!() };
                // Two hours without a touch: forgotten, its minutes unknown.
                prop_assert_eq!(expression.duration_ms, (minutes < 120).then_some(minutes * MINUTE_MS));
                worked_ms += expression.duration_ms.unwrap_or(0);
                done.entry.start
            } else {
                at_ms += minutes * MINUTE_MS;
                worked_ms += minutes * MINUTE_MS;
                journal.log(&pump(number as i64, minutes), &zone.now(at_ms)).unwrap().entry.start
            };
            prop_assert_eq!(start.offset_s, zone.offset_s(start.utc_ms));
            starts.entry(day_of(start)).or_default().push(start);
        }
        for stamps in starts.values_mut() {
            stamps.sort();
        }
        let now = zone.now(at_ms);
        check_days(&journal, &starts, &now, &mut BTreeSet::new());
        let (first, last) = (*starts.keys().next().unwrap(), *starts.keys().last().unwrap());
        let days = journal.days(Day::from_number(first as i32), Day::from_number(last as i32), &now).unwrap();
        prop_assert_eq!(days.iter().filter_map(|day| day.stimulation_ms).sum::<i64>(), worked_ms);
        let nights: i32 = days.iter().filter_map(|day| day.night_sessions).sum();
        prop_assert!(nights <= days.iter().filter_map(|day| day.sessions).sum());
        let week = journal.week(Some(Day::from_number(last as i32)), &now).unwrap();
        prop_assert_eq!(week.days.len(), 7);
    }
}
