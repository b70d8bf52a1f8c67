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

/// Hands seeds to two threads until the time is over; the first failure stops both.
fn search(one: impl Fn(u64) -> Result<(), String> + Sync) -> u64 {
    let (first, until) = (number("SOAK_SEED", 1), Instant::now() + Duration::from_secs(number("SOAK_SECONDS", 30)));
    let next = AtomicU64::new(first);
    let failed = Mutex::new(None);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while Instant::now() < until && failed.lock().is_ok_and(|failed| failed.is_none()) {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if let (Err(reason), Ok(mut failed)) = (one(seed), failed.lock()) {
                        *failed = Some(format!("SOAK_SEED={seed}: {reason}"));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap_or_else(|_| Some("a check panicked".to_owned()));
    assert!(failed.is_none(), "{}", failed.unwrap_or_default());
    next.into_inner() - first
}

#[test]
#[ignore = "soak"]
fn soak_planner() {
    let plans = AtomicU64::new(0);
    let seeds = search(|seed| {
        plans.fetch_add(planner_check::soak(seed, 1)?, Ordering::Relaxed);
        Ok(())
    });
    println!("planner: {} plans from {seeds} seeds, 0 violations", plans.into_inner());
}

#[test]
#[ignore = "soak"]
fn soak_simulator() {
    let all = Mutex::new(Seen::default());
    let years = search(|seed| {
        let platform = if seed.is_multiple_of(2) { Platform::Ios } else { Platform::Android };
        let seen = live(seed, 365, platform, Driver::Real)?;
        if let Ok(mut all) = all.lock() {
            all.add(&seen);
        }
        Ok(())
    });
    println!("simulator: {years} user-years, half on each platform, {:?}, 0 violations", all.into_inner());
}
