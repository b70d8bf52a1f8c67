//! The gates: only what is counted exactly, so that a busy machine cannot fail them.

use std::path::Path;

use crate::bare::Failed;
use crate::contestants::Operation;
use crate::counts::{self, Asked};

/// Taps counted: more than a day has, none of which may pay for folding the log file in.
const TAPS: u32 = 80;
const TRENDS: u32 = 5;
/// Bytes a tap may write, also where it splits pages of both trees at once.
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
    let once = |asked: &[Asked]| asked.iter().filter(|asked| asked.flushes == 1).count();
    let most = taps.iter().map(|asked| asked.written).max().unwrap_or(u64::MAX);
    let mean = |asked: &[Asked]| asked.iter().map(|asked| asked.written).sum::<u64>() / u64::from(TAPS);
    counted.lines.push(format!(
        "a tap: {} of {TAPS} taps flush once; it writes {} bytes, at most {most}; bare: {} of {TAPS} once, {} bytes",
        once(&taps),
        mean(&taps),
        once(&bare),
        mean(&bare),
    ));
    counted.gates.push(Gate {
        name: "a_tap_flushes_once",
        passed: once(&taps) == TAPS as usize,
        seen: format!("{} of {TAPS}", once(&taps)),
    });
    counted.gates.push(Gate {
        name: "a_tap_writes_at_most_32_kib",
        passed: most <= MOST_BYTES,
        seen: format!("mean {}, most {most}", mean(&taps)),
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
