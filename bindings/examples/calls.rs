//! What a call costs in Rust itself, for `cargo xtask calls` to stand beside Swift and Kotlin.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a measurement"
)]

use std::hint::black_box;
use std::time::Instant;

use relatch::{EntryId, EntryKind, EntryQuery, Expression, ExpressionMethod, Journal, NewEntry, Now, Stamp, ZoneTable};

const MINUTE_MS: i64 = 60_000;
const BEGIN_MS: i64 = 1_795_543_200_000;

fn now(utc_ms: i64) -> Now {
    Now {
        utc_ms,
        offset_s: 0,
        zone: String::new(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn entry(number: i64, utc_ms: i64) -> NewEntry {
    let id = EntryId::parse(&format!("00000000-0000-7000-8000-{number:012}")).expect("made here");
    let kind = EntryKind::Expression { expression: Expression::of(ExpressionMethod::Pump) };
    let start = Some(Stamp { utc_ms, offset_s: 0 });
    NewEntry { id, start, zone: None, kind, baby: None, note: None, tags: Vec::new() }
}

/// The best of nine rounds, in nanoseconds a call.
fn measure(name: &str, calls: u32, mut call: impl FnMut()) {
    let mut best = u128::MAX;
    for _ in 0..9 {
        let begin = Instant::now();
        for _ in 0..calls {
            call();
        }
        best = best.min(begin.elapsed().as_nanos() / u128::from(calls));
    }
    println!("rust {name} {best}");
}

fn main() {
    let journal = Journal::open_in_memory(&now(BEGIN_MS)).expect("in memory");
    // Two weeks of nine sessions a day.
    for number in 0..126 {
        let at = BEGIN_MS - number * 160 * MINUTE_MS;
        journal.log(&entry(number + 1, at), &now(BEGIN_MS)).expect("within the limits");
    }
    let present = now(BEGIN_MS + MINUTE_MS);
    measure("noop", 2_000, || drop(black_box(journal.import_progress())));
    let mut number = 1_000;
    measure("tap", 50, || {
        number += 1;
        drop(black_box(journal.log(&entry(number, BEGIN_MS), &present).expect("within the limits")));
    });
    measure("home", 200, || drop(black_box(journal.home(&present))));
    measure("week", 200, || drop(black_box(journal.week(None, &present))));
    let query = EntryQuery { limit: Some(100), ..EntryQuery::default() };
    measure("100-entries", 200, || drop(black_box(journal.entries(&query))));
}
