//! `cargo xtask test`: every suite, one after the other, and a summary that is printed whatever happened.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::counting::Counts;
use crate::suites;
use crate::tool::Tool;

struct Outcome {
    name: &'static str,
    counts: Counts,
    took: Duration,
    /// Why it was skipped.
    skipped: Option<String>,
}

pub(crate) fn run(root: &Path, install: bool, all: bool) -> ExitCode {
    let mut outcomes = Vec::new();
    for suite in suites::ALL {
        println!("\n=== {}", suite.name);
        let begin = Instant::now();
        let is_missing = |tool: &&&Tool| !(tool.is_here(root) || install && tool.install(root));
        let missing: Vec<&&Tool> = suite.needs.iter().filter(is_missing).collect();
        let (counts, skipped) = if missing.is_empty() {
            (suite.run(root), None)
        } else {
            let why = reason(&missing);
            println!("SKIPPED: {why}");
            (Counts { skipped: 1, ..Counts::default() }, Some(why))
        };
        outcomes.push(Outcome { name: suite.name, counts, took: begin.elapsed(), skipped });
    }
    let mut total = Counts::default();
    println!();
    for outcome in &outcomes {
        println!("{}", summary(outcome));
        total += outcome.counts;
    }
    let failed = total.failed > 0 || all && total.skipped > 0;
    if all && total.skipped > 0 {
        println!("a skipped suite is a failure with --all");
    }
    // The last line, and nothing behind it: others read it.
    println!("{} passed, {} failed, {} skipped", total.passed, total.failed, total.skipped);
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What is missing, and the lines that install it.
fn reason(missing: &[&&Tool]) -> String {
    let names: Vec<&str> = missing.iter().map(|tool| tool.name).collect();
    let lines: Vec<&str> = missing.iter().flat_map(|tool| tool.install).copied().collect();
    format!("needs {}; to install: {}", names.join(", "), lines.join(" && "))
}

fn summary(outcome: &Outcome) -> String {
    let Counts { passed, failed, .. } = outcome.counts;
    let word = match (&outcome.skipped, failed) {
        (Some(_), _) => "skipped",
        (None, 0) => "ok",
        (None, _) => "FAILED",
    };
    let seconds = outcome.took.as_secs();
    let line = format!("{:<16} {word:<8} {passed:>5} passed {failed:>3} failed {seconds:>5} s", outcome.name);
    match &outcome.skipped {
        Some(why) => format!("{line}  {why}"),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAW: Tool = Tool { name: "saw", probe: "false", install: &["get saw", "oil saw"] };

    #[test]
    fn a_skipped_suite_says_what_it_needs_and_how_to_get_it() {
        let why = reason(&[&&SAW]);
        assert_eq!(why, "needs saw; to install: get saw && oil saw");
        let outcome = Outcome {
            name: "planks",
            counts: Counts { skipped: 1, ..Counts::default() },
            took: Duration::ZERO,
            skipped: Some(why),
        };
        assert!(summary(&outcome).contains("skipped") && summary(&outcome).ends_with("get saw && oil saw"));
    }

    #[test]
    fn a_suite_with_a_failed_test_is_marked() {
        let counts = Counts { passed: 7, failed: 1, skipped: 0 };
        let outcome = Outcome { name: "planks", counts, took: Duration::from_secs(3), skipped: None };
        assert_eq!(summary(&outcome), "planks           FAILED       7 passed   1 failed     3 s");
    }
}
