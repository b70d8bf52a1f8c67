//! Arguments no app should send: each is taken or refused with a typed error, nothing panics, a refusal changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]

use proptest::prelude::*;
use relatch_core::*;
use relatch_tests::numbered;

/// Mostly the edges, sometimes anything.
fn number() -> impl Strategy<Value = i64> {
    let edges =
        [i64::MIN, i64::MIN + 1, -1, 0, 1, 14_400_000, 14_400_001, 1_000_000, 1_000_001, i64::MAX - 1, i64::MAX];
    prop_oneof![4 => prop::sample::select(edges.to_vec()), 1 => any::<i64>(), 2 => 0_i64..20_000_000]
}

fn small() -> impl Strategy<Value = i32> {
    prop_oneof![
        prop::sample::select([i32::MIN, -64_801, -64_800, -1, 0, 6, 64_800, 64_801, i32::MAX].as_slice()),
        any::<i32>()
    ]
}

fn instant() -> impl Strategy<Value = i64> {
    prop_oneof![number(), 1_420_000_000_000_i64..1_800_000_000_000]
}

fn stamp() -> impl Strategy<Value = Stamp> {
    (instant(), small()).prop_map(|(utc_ms, offset_s)| Stamp { utc_ms, offset_s })
}

fn volume() -> impl Strategy<Value = Volume> {
    prop_oneof![
        Just(Volume::Drops),
        Just(Volume::Unmeasured),
        number().prop_map(|microlitres| Volume::Measured { microlitres, unit: VolumeUnit::Oz }),
    ]
}

fn mass() -> impl Strategy<Value = Mass> {
    number().prop_map(|milligrams| Mass { milligrams, unit: MassUnit::Lb })
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("a\0b".to_owned()),
        Just("'; DROP TABLE entry; --".to_owned()),
        Just("x".repeat(2_001)),
        "\\PC{0,20}",
    ]
}

fn maybe<T: Strategy>(inner: T) -> impl Strategy<Value = Option<T::Value>>
where
    T::Value: Clone,
{
    prop::option::of(inner)
}

fn kind() -> impl Strategy<Value = EntryKind> {
    let side = prop::option::of(prop::sample::select([Side::Left, Side::Right].as_slice()));
    let transfer = prop_oneof![
        (mass(), mass()).prop_map(|(before, after)| Transfer::Weighed { before, after }),
        volume().prop_map(|volume| Transfer::Estimated { volume }),
        volume().prop_map(|volume| Transfer::TestWeighed { volume }),
    ];
    let tube = volume().prop_map(|volume| Supplementer { milk: Milk::Formula, volume });
    let latch = prop::sample::select(Latch::ALL.as_slice());
    let nursing =
        (maybe(number()), maybe(number()), maybe(number()), side, number(), maybe(latch), maybe(tube), maybe(transfer));
    let nursing = nursing.prop_map(|(left_ms, right_ms, both_ms, side, pause_ms, latch, supplementer, transfer)| {
        EntryKind::Nursing {
            nursing: Nursing { left_ms, right_ms, both_ms, side, pause_ms, latch, supplementer, transfer },
        }
    });
    let expression =
        (maybe(volume()), maybe(volume()), maybe(volume()), maybe(number()), number(), maybe(small()), maybe(small()));
    let expression = expression.prop_map(|(left, right, total, duration_ms, pause_ms, let_downs, pain)| {
        let bare = Expression::of(ExpressionMethod::Hand);
        EntryKind::Expression {
            expression: Expression { left, right, total, duration_ms, pause_ms, let_downs, pain, ..bare },
        }
    });
    prop_oneof![
        3 => nursing,
        3 => expression,
        1 => volume().prop_map(|volume| EntryKind::Supplement { supplement: Supplement { milk: Milk::Own, volume, by: None } }),
        1 => maybe(number()).prop_map(|duration_ms| EntryKind::SkinToSkin { duration_ms }),
        1 => mass().prop_map(|mass| EntryKind::Weight { mass }),
        1 => (text(), maybe(text())).prop_map(|(name, detail)| EntryKind::Medicine { name, detail }),
        1 => (number(), any::<bool>()).prop_map(|(milli_celsius, of_parent)| EntryKind::Temperature { milli_celsius, of_parent }),
        1 => (maybe(small()), maybe(small())).prop_map(|(mood, rest)| EntryKind::Wellbeing { mood, rest }),
        1 => (text(), maybe(text())).prop_map(|(label, detail)| EntryKind::Other { label, detail }),
        1 => Just(EntryKind::Note),
    ]
}

fn new_entry() -> impl Strategy<Value = NewEntry> {
    (1_u64..4, maybe(stamp()), maybe(text()), kind(), maybe(text()), maybe(text()), prop::collection::vec(text(), 0..2))
        .prop_map(|(number, start, zone, kind, baby, note, tags)| NewEntry {
            id: numbered::id(number),
            start,
            zone,
            kind,
            baby,
            note,
            tags,
        })
}

fn now() -> impl Strategy<Value = Now> {
    let fine = (0_u64..3).prop_map(numbered::now);
    let change = (instant(), small(), small()).prop_map(|(at_ms, before_s, after_s)| ZoneTransition {
        at_ms,
        before_s,
        after_s,
    });
    let odd = (instant(), small(), text(), maybe(number()), maybe(text()), prop::collection::vec(change, 0..3))
        .prop_map(|(utc_ms, offset_s, zone, monotonic_ms, boot_id, transitions)| Now {
            utc_ms,
            offset_s,
            zone,
            monotonic_ms,
            boot_id,
            zone_table: ZoneTable { transitions },
        });
    prop_oneof![2 => fine, 1 => odd]
}

/// Refusals are typed and name a field; a bug inside would be `Internal`.
fn typed<T>(answer: &Result<T>) -> std::result::Result<bool, TestCaseError> {
    match answer {
        Ok(_) => Ok(true),
        Err(JournalError::Invalid { field, reason }) => {
            prop_assert!(!field.is_empty() && !reason.is_empty());
            Ok(false)
        }
        Err(JournalError::NotFound { .. } | JournalError::Conflict { .. }) => Ok(false),
        Err(other) => Err(TestCaseError::fail(format!("{other:?}"))),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_a_refusal_changes_nothing(
        entries in prop::collection::vec((new_entry(), now(), any::<bool>()), 1..4),
        start in (maybe(stamp()), maybe(text()), now()),
        at in (stamp(), now()),
        how in (maybe(kind()), maybe(stamp()), maybe(text()), now()),
        query in (maybe(number()), maybe(number()), maybe(small()), maybe(text())),
        day in small(),
    ) {
        let fine = numbered::now(1);
        let journal = Journal::open_in_memory(&fine).unwrap();
        journal.log(&numbered::entry(1), &fine).unwrap();
        for (new, now, edit) in &entries {
            let before = journal.entries(&EntryQuery::default()).unwrap();
            let answer = if *edit { journal.edit(new, now) } else { journal.log(new, now) };
            if !typed(&answer)? {
                prop_assert_eq!(journal.entries(&EntryQuery::default()).unwrap(), before);
            }
            typed(&journal.home(now))?;
        }
        let (start_at, baby, now) = start;
        let new = StartSession { id: numbered::id(9), kind: SessionKind::Pump, side: None, baby, at: start_at };
        typed(&journal.start(&new, &now))?;
        let which = SessionSelector::default();
        typed(&journal.move_start(&which, at.0, &at.1))?;
        typed(&journal.running(&at.1))?;
        let (kind, start, note, now) = how;
        typed(&journal.finish(&which, &FinishSession { kind, start, note }, &now))?;
        let (from_ms, to_ms, limit, after) = query;
        typed(&journal.entries(&EntryQuery { from_ms, to_ms, limit, after }))?;
        let day = Day::from_number(day);
        typed(&journal.day(Some(day), &fine))?;
        typed(&journal.week(Some(day), &fine))?;
        typed(&journal.days(day, day.plus(5), &fine))?;
        typed(&journal.mark_day(Some(day), DayMarks { away: Some(true), diapers_complete: None }, &fine))?;
        typed(&journal.undo(&fine))?;
        prop_assert!(journal.check().unwrap().sound);
    }
}
