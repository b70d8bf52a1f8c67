//! What a journal keeps in memory never shows: whatever was done, by whom and in what order, two journals that stay open
//! on one file answer as one that has just opened it.

use proptest::prelude::*;
use relatch_core::*;

const HOUR_MS: i64 = 3_600_000;
const NOON: i64 = 1_795_543_200_000;

fn now(hours: i64) -> Now {
    Now {
        utc_ms: NOON + hours * HOUR_MS,
        offset_s: -18_000,
        zone: "America/New_York".into(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn id(number: u8) -> EntryId {
    EntryId::from_bytes((0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + u128::from(number)).to_be_bytes())
}

/// One call; `who` is the journal it is made on.
#[derive(Debug, Clone)]
enum Call {
    /// `hours_ago` may lie weeks back or two on one instant; `number` may be taken already.
    Log {
        number: u8,
        hours_ago: i64,
        kind: u8,
    },
    Edit {
        number: u8,
        hours_ago: i64,
        kind: u8,
    },
    Delete {
        number: u8,
    },
    Undo,
    Start {
        number: u8,
    },
    Finish,
    Discard,
    Look,
    DayStart {
        minute: i32,
    },
    Pause,
}

fn calls() -> impl Strategy<Value = Vec<(bool, Call)>> {
    let hours = prop_oneof![6 => 0..72_i64, 2 => 0..500_i64, 1 => 1_000..3_000_i64];
    let call = prop_oneof![
        8 => (0..24_u8, hours.clone(), 0..5_u8).prop_map(|(number, hours_ago, kind)| Call::Log { number, hours_ago, kind }),
        2 => (0..24_u8, hours, 0..5_u8).prop_map(|(number, hours_ago, kind)| Call::Edit { number, hours_ago, kind }),
        2 => (0..24_u8).prop_map(|number| Call::Delete { number }),
        2 => Just(Call::Undo),
        1 => (0..24_u8).prop_map(|number| Call::Start { number }),
        1 => Just(Call::Finish),
        1 => Just(Call::Discard),
        4 => Just(Call::Look),
        1 => (240..450_i32).prop_map(|minute| Call::DayStart { minute }),
        1 => Just(Call::Pause),
    ];
    prop::collection::vec((any::<bool>(), call), 1..40)
}

fn new(number: u8, hours_ago: i64, kind: u8, at: &Now) -> NewEntry {
    let kind = match kind {
        0 => EntryKind::Nursing { nursing: Nursing { left_ms: Some(600_000), ..Nursing::default() } },
        1 => EntryKind::Supplement {
            supplement: Supplement { milk: Milk::Formula, volume: Volume::ml(60), by: Some(SupplementBy::Bottle) },
        },
        // Refused: such a write must leave nothing behind, in the file or in memory.
        2 => EntryKind::Weight { mass: Mass { milligrams: 1, unit: MassUnit::G } },
        _ => EntryKind::Expression {
            expression: Expression { total: Some(Volume::ml(12)), ..Expression::of(ExpressionMethod::Pump) },
        },
    };
    let start = Some(Stamp { utc_ms: at.utc_ms - hours_ago * HOUR_MS, offset_s: at.offset_s });
    NewEntry { id: id(number), start, zone: None, kind, baby: None, note: None, tags: vec![] }
}

/// Refusals are part of the game: what they leave behind is what is looked at.
fn make(journal: &Journal, call: &Call, at: &Now) {
    let _ = match call {
        Call::Log { number, hours_ago, kind } => journal.log(&new(*number, *hours_ago, *kind, at), at).map(drop),
        Call::Edit { number, hours_ago, kind } => journal.edit(&new(*number, *hours_ago, *kind, at), at).map(drop),
        Call::Delete { number } => journal.delete(id(*number), at).map(drop),
        Call::Undo => journal.undo(at).map(drop),
        Call::Start { number } => {
            let new = StartSession { id: id(*number), kind: SessionKind::Pump, side: None, baby: None, at: None };
            journal.start(&new, at).map(drop)
        }
        Call::Finish => journal.finish(&SessionSelector::default(), &FinishSession::default(), at).map(drop),
        Call::Discard => journal.discard(&SessionSelector::default(), at).map(drop),
        Call::Look => journal.home(at).and_then(|_| journal.week(None, at)).map(drop),
        Call::DayStart { minute } => journal.settings().and_then(|settings| {
            journal.set_settings(Settings { day_start: ClockTime::from_minute(*minute), ..settings })
        }),
        Call::Pause => journal.pause(),
    };
}

fn seen(journal: &Journal, at: &Now) -> Result<(Home, Week, Vec<DaySummary>)> {
    let week = journal.week(None, at)?;
    // Beyond what is kept in memory, and within.
    let days = journal.days(week.to.plus(-130), week.to, at)?;
    Ok((journal.home(at)?, week, days))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn two_open_journals_answer_as_a_freshly_opened_one(calls in calls()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let open = || Journal::open(path.to_str().unwrap(), None, &now(0)).unwrap();
        let pair = [open(), open()];
        for (step, (second, call)) in calls.iter().enumerate() {
            let at = now(step as i64);
            make(&pair[usize::from(*second)], call, &at);
            let fresh = seen(&open(), &at).unwrap();
            for journal in &pair {
                prop_assert_eq!(&seen(journal, &at).unwrap(), &fresh, "after {:?}", call);
            }
        }
    }
}

#[test]
fn a_tap_answers_as_a_journal_that_reads_everything_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(path.to_str().unwrap(), None, &now(0)).unwrap();
    for number in 0..60 {
        let at = now(i64::from(number) * 2);
        let logged = journal.log(&new(number, 0, number % 2 * 3, &at), &at).unwrap();
        let fresh = Journal::open(path.to_str().unwrap(), None, &at).unwrap();
        assert_eq!(logged.home, fresh.home(&at).unwrap());
    }
}

#[test]
fn more_than_is_kept_in_memory_is_counted_all_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let journal = Journal::open(path.to_str().unwrap(), None, &now(0)).unwrap();
    // Three an hour: two weeks hold 1,008 of them, and a few more do not fit.
    for number in 0..1_300_i64 {
        let at = Now { utc_ms: NOON + number * HOUR_MS / 3, ..now(0) };
        let id = EntryId::from_bytes((0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + number as u128).to_be_bytes());
        journal.log(&NewEntry { id, ..new(0, 0, 3, &at) }, &at).unwrap();
        if number % 50 == 49 {
            let fresh = Journal::open(path.to_str().unwrap(), None, &at).unwrap();
            assert_eq!(seen(&journal, &at).unwrap(), seen(&fresh, &at).unwrap(), "after {number}");
        }
    }
}
