//! Mutants that no test notices, each with its reason, in `tests/mutants-survivors.md`.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

const LIST: &str = "tests/mutants-survivors.md";

/// A mutant by what it does and the line it does it to: line numbers move, code seldom does.
///
/// `src/day.rs:95:20: replace < with <= in ClockWindow::contains` becomes
/// "day.rs: replace < with <= in ClockWindow::contains · `if from < to {`".
pub(super) fn name(room: &Path, missed: &str) -> String {
    let mut parts = missed.splitn(4, ':');
    let (Some(file), Some(line), Some(column), Some(what)) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return missed.to_owned();
    };
    let text = std::fs::read_to_string(room.join(file)).unwrap_or_default();
    let code = line.parse::<usize>().ok().and_then(|line| text.lines().nth(line.checked_sub(1)?)).unwrap_or_default();
    let column = column.parse::<usize>().unwrap_or(1).saturating_sub(code.len() - code.trim_start().len());
    format!("{}:{column}:{what} · `{}`", file.trim_start_matches("src/"), code.trim())
}

/// Every survivor is listed; after all shards, everything listed has survived.
pub(super) fn judge(root: &Path, missed: &BTreeSet<String>, all_ran: bool) -> ExitCode {
    let text = std::fs::read_to_string(root.join(LIST)).unwrap_or_default();
    let listed: BTreeSet<String> = text.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect();
    let unknown: Vec<&String> = missed.difference(&listed).collect();
    let stale: Vec<&String> = if all_ran { listed.difference(missed).collect() } else { Vec::new() };
    println!("\n{} mutants survived, {} of them listed with a reason", missed.len(), missed.len() - unknown.len());
    for name in &unknown {
        println!("survived, not in {LIST}:\n- {name}");
    }
    for name in &stale {
        println!("in {LIST}, but it did not survive:\n- {name}");
    }
    if unknown.is_empty() && stale.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
