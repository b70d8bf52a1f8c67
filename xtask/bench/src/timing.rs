//! Times: contestants take turns in short blocks within one run, so that whatever else the machine does hits all alike.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::bare::Failed;
use crate::contestants::{self, Contestant, Operation};
use crate::history;

/// Rounds, of which each gives one median and one ratio.
const ROUNDS: usize = 5;
/// Turns that each contestant has in a round.
const TURNS: usize = 4;

/// Microseconds that a plan and an outlook may take, and how the table says so.
const ALLOWED_PLAN: (f64, &str) = (50.0, "<= 50 us");
const ALLOWED_OUTLOOK: (f64, &str) = (30_000.0, "<= 30 ms");

/// A budget does nothing; it only stands beside.
struct Nothing;

impl Contestant for Nothing {
    fn ready(&mut self) {}

    fn go(&mut self) -> Result<(), Failed> {
        Ok(())
    }
}

/// One side of a comparison, with its times.
struct Runner {
    contestant: Box<dyn Contestant>,
    /// Median of each round, in microseconds.
    medians: Vec<f64>,
}

impl Runner {
    fn of(contestant: Box<dyn Contestant>) -> Self {
        Self { contestant, medians: Vec::new() }
    }

    fn once(&mut self) -> Result<f64, Failed> {
        self.contestant.ready();
        let begin = Instant::now();
        self.contestant.go()?;
        Ok(begin.elapsed().as_secs_f64() * 1e6)
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Runs all in rotation, `block` operations a turn.
fn rotate(runners: &mut [Runner], block: usize, warm_up: usize) -> Result<(), Failed> {
    for runner in runners.iter_mut() {
        for _ in 0..warm_up {
            runner.once()?;
        }
    }
    for round in 0..ROUNDS {
        let mut times: Vec<Vec<f64>> = vec![Vec::new(); runners.len()];
        for turn in 0..TURNS {
            for offset in 0..runners.len() {
                // Another one begins each time.
                let index = (offset + turn + round) % runners.len();
                for _ in 0..block {
                    times[index].push(runners[index].once()?);
                }
            }
        }
        for (runner, times) in runners.iter_mut().zip(times) {
            runner.medians.push(median(times));
        }
    }
    Ok(())
}

/// One line of the table.
pub(crate) struct Line {
    what: String,
    ours_us: f64,
    other_us: f64,
    ratio: f64,
    range: (f64, f64),
    expected: &'static str,
}

fn line(what: &str, ours: &Runner, other: &Runner, expected: &'static str) -> Line {
    let ratios: Vec<f64> = ours.medians.iter().zip(&other.medians).map(|(ours, other)| ours / other).collect();
    let range = (ratios.iter().copied().fold(f64::MAX, f64::min), ratios.iter().copied().fold(f64::MIN, f64::max));
    Line {
        what: what.to_owned(),
        ours_us: median(ours.medians.clone()),
        other_us: median(other.medians.clone()),
        ratio: median(ratios),
        range,
        expected,
    }
}

pub(crate) fn table(lines: &[Line]) -> String {
    let mut text = format!(
        "  {:<54} {:>10} {:>10} {:>7}  {:<13} {}\n",
        "", "Relatch us", "against us", "ratio", "(rounds)", "expected"
    );
    for line in lines {
        let _ = writeln!(
            text,
            "  {:<54} {:>10.1} {:>10.1} {:>7.2}  ({:.2}-{:.2})   {}",
            line.what, line.ours_us, line.other_us, line.ratio, line.range.0, line.range.1, line.expected
        );
    }
    text
}

fn copy(from: &Path, folder: &Path, name: &str) -> Result<PathBuf, Failed> {
    let path = folder.join(name);
    std::fs::copy(from, &path).map_err(|error| error.to_string())?;
    Ok(path)
}

/// Everything on one medium, with histories `small` and `large`.
pub(crate) fn all(folder: &Path, small: &Path, large: &Path) -> Result<Vec<Line>, Failed> {
    let mut lines = Vec::new();
    let file = |from: &Path, name: &str| copy(from, folder, name);
    let (ours_small, ours_large) = (file(small, "ours-44k.db")?, file(large, "ours-1m.db")?);
    let (bare_small, bare_large) = (file(small, "bare-44k.db")?, file(large, "bare-1m.db")?);
    let (tap_small, tap_large) = (file(small, "tap-44k.db")?, file(large, "tap-1m.db")?);

    let mut runners = vec![
        Runner::of(contestants::ours(Operation::Commit, &ours_small)?),
        Runner::of(contestants::bare(Operation::Commit, &bare_small)?),
        Runner::of(contestants::ours(Operation::Tap, &tap_small)?),
        Runner::of(contestants::ours(Operation::Commit, &ours_large)?),
        Runner::of(contestants::bare(Operation::Commit, &bare_large)?),
        Runner::of(contestants::ours(Operation::Tap, &tap_large)?),
    ];
    rotate(&mut runners, 10, 50)?;
    let [commit, bare, tap, commit_large, bare_large_run, tap_large_run] = runners.as_slice() else {
        return Err("six contestants".into());
    };
    lines.push(line("commit of a tap / same rows bare, 44 k", commit, bare, "<= 1.10"));
    lines.push(line("commit of a tap / same rows bare, 1 M", commit_large, bare_large_run, "<= 1.10"));
    lines.push(line("whole tap / its rows bare, 44 k", tap, bare, "shown beside"));
    lines.push(line("commit, 1 M / 44 k", commit_large, commit, "<= 1.05"));
    lines.push(line("whole tap, 1 M / 44 k", tap_large_run, tap, "<= 1.05"));
    drop(runners);
    // The taps above went on for weeks: what is read below is the history as it was.
    for path in [&ours_large, &bare_large, &tap_large] {
        let _ = std::fs::remove_file(path);
    }
    let (read_small, read_large) = (file(small, "read-44k.db")?, file(large, "read-1m.db")?);

    for (operation, what, block) in [
        (Operation::Plan, "reminder plan with its reads, Android", 40),
        (Operation::ApplePlan, "reminder plan with its reads, iOS", 40),
        (Operation::Outlook, "outlook of 180 days with its reads", 2),
    ] {
        let mut runners = vec![
            Runner::of(contestants::ours(operation, &read_small)?),
            Runner::of(contestants::ours(operation, &read_large)?),
        ];
        rotate(&mut runners, block, 5)?;
        let most = if operation == Operation::Outlook { ALLOWED_OUTLOOK } else { ALLOWED_PLAN };
        let allowed = Runner { contestant: Box::new(Nothing), medians: vec![most.0; ROUNDS] };
        lines.push(line(&format!("{what}, 44 k / the budget"), &runners[0], &allowed, most.1));
        if operation == Operation::Outlook {
            // Its days hold 20 times as many entries in the longer history: there is nothing to compare.
            lines.push(line(&format!("{what}, 1 M / the budget"), &runners[1], &allowed, most.1));
        } else {
            lines.push(line(&format!("{what}, 1 M / 44 k"), &runners[1], &runners[0], "<= 1.10"));
        }
    }
    for (operation, what, block) in [
        (Operation::Week, "7-day trend", 20),
        (Operation::FreshWeek, "7-day trend, nothing in memory", 10),
        (Operation::Month, "30 days", 20),
        (Operation::Open, "cold open to first week", 5),
    ] {
        let mut runners = vec![
            Runner::of(contestants::ours(operation, &read_small)?),
            Runner::of(contestants::bare(operation, &read_small)?),
            Runner::of(contestants::ours(operation, &read_large)?),
            Runner::of(contestants::bare(operation, &read_large)?),
        ];
        if operation == Operation::Open {
            runners.push(Runner::of(contestants::bare_same_reads(&read_small)));
            runners.push(Runner::of(contestants::bare_same_reads(&read_large)));
        }
        rotate(&mut runners, block, 5)?;
        if let [ours, _, ours_large, _, same, same_large] = runners.as_slice() {
            lines.push(line("cold open to first week / same reads, 44 k", ours, same, "<= 1.15"));
            lines.push(line("cold open to first week / same reads, 1 M", ours_large, same_large, "<= 1.15"));
        }
        let expected = match operation {
            Operation::Week | Operation::Month => "<= 1.10",
            _ => "shown beside",
        };
        lines.push(line(&format!("{what} / bare query, 44 k"), &runners[0], &runners[1], expected));
        lines.push(line(&format!("{what} / bare query, 1 M"), &runners[2], &runners[3], expected));
        lines.push(line(&format!("{what}, 1 M / 44 k"), &runners[2], &runners[0], "<= 1.10"));
    }
    for path in [ours_small, ours_large, bare_small, bare_large, tap_small, tap_large, read_small, read_large] {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
        }
    }
    Ok(lines)
}

/// Bytes by which the file grows for each of 1,000 taps, revisions included.
pub(crate) fn bytes_a_tap(folder: &Path, small: &Path) -> Result<f64, Failed> {
    const TAPS: u32 = 1_000;
    let path = copy(small, folder, "grown.db")?;
    let before = history::size(&path)?;
    let mut tap = contestants::ours(Operation::Tap, &path)?;
    for _ in 0..TAPS {
        tap.ready();
        tap.go()?;
    }
    // Closing folds the log file in.
    drop(tap);
    let after = history::size(&path)?;
    std::fs::remove_file(&path).map_err(|error| error.to_string())?;
    Ok((after - before) as f64 / f64::from(TAPS))
}
