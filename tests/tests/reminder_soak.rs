//! Long searches for `cargo xtask soak planner` and `cargo xtask soak simulator`; each prints how far it came.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a search stops by the clock and uses the cores"
)]

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use relatch_core::reminders::Platform;
use relatch_tests::planner_check;
use relatch_tests::simulator::{Driver, Seen, live};

fn number(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(otherwise)
}

/// Hands seeds, in their order, to threads until `enough` was done or the time is over; the first failure stops all.
/// Answers the first seed and how many were done.
fn search(enough: u64, one: impl Fn(u64) -> Result<u64, String> + Sync) -> (u64, u64) {
    let first = number("SOAK_SEED", 1);
    let begun = Instant::now();
    let until = begun + Duration::from_secs(number("SOAK_SECONDS", 7 * 86_400));
    let (next, done, told) = (AtomicU64::new(first), AtomicU64::new(0), AtomicU64::new(0));
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..number("SOAK_THREADS", 2) {
            scope.spawn(|| {
                while done.load(Ordering::Relaxed) < enough
                    && Instant::now() < until
                    && failed.lock().is_ok_and(|failed| failed.is_none())
                {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    match one(seed) {
                        Ok(more) => _ = done.fetch_add(more, Ordering::Relaxed),
                        Err(reason) => {
                            if let Ok(mut failed) = failed.lock() {
                                *failed = Some(format!("SOAK_SEED={seed}: {reason}"));
                            }
                        }
                    }
                    let minute = begun.elapsed().as_secs() / 60;
                    if told.fetch_max(minute, Ordering::Relaxed) < minute {
                        println!("{minute} min: {} of {enough}", done.load(Ordering::Relaxed));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_else(|_| Some("a check panicked".to_owned()));
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
    (first, next.into_inner() - first)
}

#[test]
#[ignore = "soak"]
fn soak_planner() {
    let plans = AtomicU64::new(0);
    let (first, seeds) = search(number("SOAK_PLANS", 10_000_000), |seed| {
        let made = planner_check::soak(seed, 1)?;
        plans.fetch_add(made, Ordering::Relaxed);
        Ok(made)
    });
    println!("planner: {} plans from {seeds} seeds from {first} on, 0 violations", plans.into_inner());
}

#[test]
#[ignore = "soak"]
fn soak_simulator() {
    let all = Mutex::new(Seen::default());
    let (first, years) = search(number("SOAK_YEARS", 10_000), |seed| {
        let platform = if seed.is_multiple_of(2) { Platform::Ios } else { Platform::Android };
        let seen = live(seed, 365, platform, Driver::Real)?;
        if let Ok(mut all) = all.lock() {
            all.add(&seen);
        }
        Ok(1)
    });
    let all = all.into_inner().unwrap_or_default();
    println!("simulator: {years} user-years from seed {first} on, half on each platform, {all:?}, 0 violations");
}
