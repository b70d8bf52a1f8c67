//! The gates: only what is counted exactly, so that a busy machine cannot fail them.

use std::path::Path;

use crate::bare::Failed;
use crate::contestants::Operation;
use crate::counts::{self, Asked};

/// Taps counted: long enough that the log file is folded into the database at least once.
const TAPS: u32 = 80;
const TRENDS: u32 = 5;
/// Bytes a tap may write; where it splits pages of both trees at once, every hundredth or so, up to half as much again.
const MOST_BYTES: u64 = 32 * 1_024;
/// Instructions that the commit part may take beyond the bare C API.
const MOST_OVER_BARE: f64 = 10_000.0;
/// Instructions of a whole tap, answer included.
const MOST_A_TAP: f64 = 600_000.0;
/// Instructions of the 7-day trend.
const MOST_A_WEEK: f64 = 170_000.0;

/// A gate and how it went.
pub(crate) struct Gate {
    pub(crate) name: &'static str,
    pub(crate) passed: bool,
    pub(crate) seen: String,
}

/// Everything exact, as lines for people and as gates.
pub(crate) struct Counted {
    pub(crate) lines: Vec<String>,
    pub(crate) gates: Vec<Gate>,
    /// Tools that are not here, so that their gates could not be held.
    pub(crate) missing: Vec<&'static str>,
}

pub(crate) fn count(history: &Path) -> Result<Counted, Failed> {
    let mut counted = Counted { lines: Vec::new(), gates: Vec::new(), missing: Vec::new() };
    if counts::has("strace") {
        disk(history, &mut counted)?;
    } else {
        counted.missing.push("strace");
    }
    if counts::has("valgrind") {
        instructions(history, &mut counted)?;
    } else {
        counted.missing.push("valgrind");
    }
    Ok(counted)
}

fn disk(history: &Path, counted: &mut Counted) -> Result<(), Failed> {
    let taps = counts::asked("ours", Operation::Tap, history, TAPS)?;
    let bare = counts::asked("bare", Operation::Commit, history, TAPS)?;
    // Every 128 pages SQLite folds the log file into the database, after the commit is durable.
    let (folding, plain): (Vec<Asked>, Vec<Asked>) = taps.iter().partition(|asked| asked.flushes > 1);
    let most = |asked: &[Asked]| asked.iter().map(|asked| asked.written).max().unwrap_or(0);
    let mean = |asked: &[Asked]| asked.iter().map(|asked| asked.written).sum::<u64>() / asked.len().max(1) as u64;
    counted.lines.push(format!(
        "a tap: {} of {TAPS} taps flush once and write {} bytes (at most {}); {} more fold the log file in ({} flushes); \
         bare: {} of {TAPS} once, {} fold",
        plain.len(),
        mean(&plain),
        most(&plain),
        folding.len(),
        folding.iter().map(|asked| asked.flushes).max().unwrap_or(0),
        bare.iter().filter(|asked| asked.flushes == 1).count(),
        bare.iter().filter(|asked| asked.flushes > 1).count(),
    ));
    let within = plain.iter().filter(|asked| asked.written <= MOST_BYTES).count();
    let once = plain.iter().all(|asked| asked.flushes == 1);
    let seldom = folding.len() <= TAPS as usize / 20 && folding.iter().all(|asked| asked.flushes <= 3);
    counted.gates.push(Gate {
        name: "a_tap_flushes_once",
        passed: once && seldom,
        seen: format!("{} once, {} fold the log file in", plain.len(), folding.len()),
    });
    counted.gates.push(Gate {
        name: "a_tap_writes_at_most_32_kib",
        passed: within * 100 >= plain.len() * 95 && most(&plain) <= MOST_BYTES * 3 / 2,
        seen: format!("{within} of {} taps, mean {}, most {}", plain.len(), mean(&plain), most(&plain)),
    });
    let files: u32 = taps.iter().map(|asked| asked.files).sum();
    counted.gates.push(Gate {
        name: "a_tap_creates_and_removes_no_file",
        passed: files == 0,
        seen: format!("{files} calls"),
    });
    Ok(())
}

fn instructions(history: &Path, counted: &mut Counted) -> Result<(), Failed> {
    let of = |side, operation, count| counts::instructions(side, operation, history, count);
    let bare = of("bare", Operation::Commit, TAPS)?;
    let commit = of("ours", Operation::Commit, TAPS)?;
    let tap = of("ours", Operation::Tap, TAPS)?;
    let flagged = of("ours", Operation::FlaggedTap, TAPS)?;
    let plan = of("ours", Operation::Plan, TRENDS)?;
    let apple_plan = of("ours", Operation::ApplePlan, TRENDS)?;
    let week = of("ours", Operation::Week, TRENDS)?;
    let fresh = of("ours", Operation::FreshWeek, TRENDS)?;
    let bare_week = of("bare", Operation::Week, TRENDS)?;
    let month = of("ours", Operation::Month, TRENDS)?;
    counted.lines.push(format!(
        "instructions: commit {commit:.0} (bare {bare:.0}, {:+.0}), whole tap {tap:.0} \
         (with 23 open flags {flagged:.0}), reminder plan {plan:.0} (iOS {apple_plan:.0}), 7-day trend {week:.0} \
         (nothing in memory {fresh:.0}; bare query of its 14 days {bare_week:.0}), 30 days {month:.0}",
        commit - bare
    ));
    let mut gate = |name, value: f64, most: f64| {
        counted.gates.push(Gate { name, passed: value <= most, seen: format!("{value:.0} of at most {most:.0}") });
    };
    gate("a_commit_takes_at_most_10k_instructions_over_the_bare_api", commit - bare, MOST_OVER_BARE);
    gate("a_tap_takes_at_most_600k_instructions", tap, MOST_A_TAP);
    gate("a_tap_with_23_open_flags_takes_at_most_600k_instructions", flagged, MOST_A_TAP);
    gate("a_7_day_trend_takes_at_most_170k_instructions", week, MOST_A_WEEK);
    Ok(())
}
