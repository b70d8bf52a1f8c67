//! Whatever was logged, edited, deleted and undone: every figure equals that of a journal rebuilt from the entries that are left.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]

use proptest::prelude::*;
use relatch_core::{
    Baby, Day, DayMarks, Diaper, EntryId, EntryKind, EntryQuery, Expression, ExpressionMethod, Journal, Journey,
    LactationBreak, Latch, Mass, MassUnit, Milk, NewEntry, Now, Nursing, Sex, Sign, Stamp, Supplement, Volume,
    VolumeUnit, ZoneTable,
};

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// 2026-11-24T12:00:00Z.
const NOON_MS: i64 = 1_795_521_600_000;
/// Days that are logged, up to today.
const SPAN: i64 = 40;

fn now() -> Now {
    Now {
        utc_ms: NOON_MS,
        offset_s: 0,
        zone: String::new(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn today() -> Day {
    Day::from_number((NOON_MS / DAY_MS) as i32)
}

/// Something a parent does.
#[derive(Debug, Clone)]
enum Deed {
    Log { days_ago: i64, hour: i64, kind: EntryKind },
    Edit { which: usize, kind: EntryKind },
    Delete { which: usize },
    Undo,
    Mark { days_ago: i32, complete: bool, away: bool },
}

fn id(number: usize) -> EntryId {
    let mut bytes = [0; 16];
    bytes[6] = 0x70;
    bytes[8] = 0x80;
    bytes[12..].copy_from_slice(&(number as u32 + 1).to_be_bytes());
    EntryId::from_bytes(bytes)
}

fn ml(ml: i64) -> Volume {
    Volume::Measured { microlitres: ml * 1_000, unit: VolumeUnit::Ml }
}

fn kind() -> impl Strategy<Value = EntryKind> {
    prop_oneof![
        6 => (0..120_i64).prop_map(|volume| EntryKind::Expression {
            expression: Expression {
                total: Some(ml(volume)),
                duration_ms: Some(900_000),
                ..Expression::of(ExpressionMethod::Pump)
            }
        }),
        1 => Just(EntryKind::Expression {
            expression: Expression { total: Some(Volume::Drops), ..Expression::of(ExpressionMethod::Hand) }
        }),
        2 => (0..6_usize).prop_map(|outcome| EntryKind::Nursing {
            nursing: Nursing { both_ms: Some(600_000), latch: Latch::ALL.get(outcome).copied(), ..Nursing::default() }
        }),
        2 => (0..90_i64).prop_map(|volume| EntryKind::Supplement {
            supplement: Supplement { milk: Milk::Formula, volume: ml(volume), by: None }
        }),
        3 => (any::<bool>(), any::<bool>())
            .prop_map(|(wet, stool)| EntryKind::Diaper { diaper: Diaper { wet: wet || !stool, stool, detail: None } }),
        2 => (3_500..6_500_i64).prop_map(|grams| EntryKind::Weight {
            mass: Mass { milligrams: grams * 1_000, unit: MassUnit::G }
        }),
        1 => (36_000..39_500_i64, any::<bool>()).prop_map(|(milli_celsius, of_parent)| EntryKind::Temperature { milli_celsius, of_parent }),
        1 => (0..Sign::ALL.len()).prop_map(|sign| EntryKind::Sign { sign: Sign::ALL[sign].0 }),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        12 => (0..SPAN, 0..23_i64, kind()).prop_map(|(days_ago, hour, kind)| Deed::Log { days_ago, hour, kind }),
        3 => (any::<usize>(), kind()).prop_map(|(which, kind)| Deed::Edit { which, kind }),
        2 => any::<usize>().prop_map(|which| Deed::Delete { which }),
        2 => Just(Deed::Undo),
        1 => (0..10, any::<bool>(), any::<bool>())
            .prop_map(|(days_ago, complete, away)| Deed::Mark { days_ago, complete, away }),
    ]
}

fn told() -> Journal {
    let now = now();
    let journal = Journal::open_in_memory(&now).unwrap();
    let born = Some(today().plus(-90));
    journal.set_baby(&Baby { born, sex: Some(Sex::Girl), ..Baby::named("Ida") }, &now).unwrap();
    let restart = Some(today().plus(-35));
    let journey = Journey {
        restart,
        pause: Some(LactationBreak::Days { days: 40 }),
        sessions_a_day: Some(8),
        ..Journey::default()
    };
    journal.set_journey(&journey, &now).unwrap();
    journal
}

fn entry(number: usize, start: Option<Stamp>, kind: EntryKind) -> NewEntry {
    NewEntry { id: id(number), start, zone: None, kind, baby: None, note: None, tags: Vec::new() }
}

fn shown(journal: &Journal) -> Vec<(&'static str, serde_json::Value)> {
    let now = now();
    let json = |value: &dyn Fn() -> serde_json::Value| value();
    macro_rules! all {
        ($($name:literal : $call:expr),*) => {
            vec![$(($name, json(&|| serde_json::to_value($call.unwrap()).unwrap()))),*]
        };
    }
    all! {
        "week": journal.week(None, &now),
        "days": journal.days(today().plus(-SPAN as i32), today(), &now),
        "outlook": journal.outlook(&now),
        "growth": journal.growth(&now),
        "taper": journal.taper(&now),
        "red_flags": journal.red_flags(&now),
        "insights": journal.insights(&now),
        "milestones": journal.milestones(&now),
        "latches": journal.latches_by_week(None, None, None, &now)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn trend_and_outlook_after_edits_equal_a_rebuild_from_nothing(deeds in prop::collection::vec(deed(), 20..160)) {
        let now = now();
        let lived = told();
        let mut logged = 0;
        let mut marks = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Log { days_ago, hour, kind } => {
                    // 05:00 begins the day; the latest hour of today is before noon.
                    let hour = if days_ago == 0 { hour % 7 } else { hour };
                    let utc_ms = NOON_MS - 7 * HOUR_MS - days_ago * DAY_MS + hour * HOUR_MS + logged as i64;
                    let start = Some(Stamp { utc_ms, offset_s: 0 });
                    lived.log(&entry(logged, start, kind), &now).unwrap();
                    logged += 1;
                }
                Deed::Edit { which, kind } if logged > 0 => {
                    // A deleted one answers NotFound, which changes nothing.
                    let baby = (!kind.is_parents_own()).then(|| "Ida".to_owned());
                    let _ = lived.edit(&NewEntry { baby, ..entry(which % logged, None, kind) }, &now);
                }
                Deed::Delete { which } if logged > 0 => {
                    let _ = lived.delete(id(which % logged), &now);
                }
                Deed::Undo => {
                    let _ = lived.undo(&now);
                }
                Deed::Mark { days_ago, complete, away } => {
                    let mark = DayMarks { diapers_complete: Some(complete), away: Some(away) };
                    marks.push((today().plus(-days_ago), mark));
                    lived.mark_day(Some(today().plus(-days_ago)), mark, &now).unwrap();
                }
                Deed::Edit { .. } | Deed::Delete { .. } => {}
            }
        }
        let rebuilt = told();
        let left = lived.entries(&EntryQuery { limit: Some(1_000), ..EntryQuery::default() }).unwrap().entries;
        for left in left {
            let new = NewEntry {
                id: left.id,
                start: Some(left.start),
                zone: None,
                kind: left.kind,
                baby: left.baby,
                note: left.note,
                tags: left.tags,
            };
            rebuilt.log(&new, &now).unwrap();
        }
        for (day, mark) in marks {
            rebuilt.mark_day(Some(day), mark, &now).unwrap();
        }
        for ((name, lived), (_, rebuilt)) in shown(&lived).into_iter().zip(shown(&rebuilt)) {
            prop_assert_eq!(lived, rebuilt, "{}", name);
        }
    }
}
