//! `cargo xtask mutants`: is there a test for every line of planner, diff and time code? cargo-mutants changes them one
//! by one; whatever the rooms' own unit and property tests do not notice must be listed with a reason.
//!
//! The rooms are copied into a small crate of their own, so that one mutant takes seconds. Shards can run on several
//! machines; a shard that was interrupted goes on where it stopped.

mod room;
mod survivors;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::process;
use crate::tool::Tool;

const CARGO_MUTANTS: Tool =
    Tool { name: "cargo-mutants", probe: "cargo mutants --version", install: &["cargo install cargo-mutants"] };

/// In how many parts the mutants are tried when nobody says otherwise.
const SHARDS: u32 = 8;
/// Seconds after which a mutant that makes the tests run on counts as noticed.
const TIMEOUT_S: u32 = 20;

pub(crate) fn run(root: &Path, arguments: &[&str]) -> ExitCode {
    let (mut install, mut shards, mut of) = (false, Vec::new(), SHARDS);
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match *word {
            "--install" => install = true,
            "--shard" => {
                let parsed = words.next().and_then(|text| text.split_once('/'));
                let numbers = parsed.and_then(|(k, n)| Some((k.parse::<u32>().ok()?, n.parse::<u32>().ok()?)));
                match numbers.filter(|(k, n)| (1..=*n).contains(k)) {
                    Some((k, n)) if shards.is_empty() || n == of => {
                        shards.push(k);
                        of = n;
                    }
                    _ => return usage(),
                }
            }
            _ => return usage(),
        }
    }
    if !CARGO_MUTANTS.is_here(root) && !(install && CARGO_MUTANTS.install(root)) {
        eprintln!("cargo-mutants is missing: cargo xtask mutants --install, or {}", CARGO_MUTANTS.install[0]);
        return ExitCode::FAILURE;
    }
    let folder = process::target(root).join("mutants");
    let room = folder.join("room");
    let state = match room::lay_out(root, &room) {
        Ok(state) => state,
        Err(error) => {
            eprintln!("{}: {error}", room.display());
            return ExitCode::FAILURE;
        }
    };
    if shards.is_empty() {
        shards = (1..=of).collect();
    }
    let mut missed = BTreeSet::new();
    for shard in &shards {
        match try_shard(root, &room, &folder, *shard, of, &state) {
            Ok(found) => missed.extend(found),
            Err(reason) => {
                eprintln!("shard {shard}/{of}: {reason}");
                return ExitCode::FAILURE;
            }
        }
    }
    survivors::judge(root, &missed, shards.len() == of as usize)
}

fn usage() -> ExitCode {
    eprintln!("cargo xtask mutants [--install] [--shard K/N ...]; without a shard, all {SHARDS}");
    ExitCode::from(2)
}

/// Tries the mutants of a shard that no earlier run has settled; answers those that no test noticed.
fn try_shard(root: &Path, room: &Path, folder: &Path, shard: u32, of: u32, state: &str) -> Result<Vec<String>, String> {
    let out = folder.join(format!("shard-{shard}-of-{of}"));
    let done = out.join("done");
    let results = out.join("mutants.out");
    if std::fs::read_to_string(&done).is_ok_and(|known| known == state) {
        println!("=== shard {shard}/{of}: done before");
        return Ok(missed(room, &results));
    }
    println!("=== shard {shard}/{of}");
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let mut command = process::program(root, "cargo");
    command.current_dir(room).env("CARGO_TARGET_DIR", folder.join("target"));
    command.args(["mutants", "--in-place", "--no-shuffle", "--colors", "never", "--caught", "--unviable"]);
    command.args(["--timeout", &TIMEOUT_S.to_string(), "--build-timeout", "600", "--iterate"]);
    command.args(["--shard", &format!("{}/{of}", shard - 1), "--sharding", "round-robin", "--output"]).arg(&out);
    for file in room::MUTATED {
        command.args(["--file", file]);
    }
    let ran = process::shown(&mut command);
    // Its exit status is 2 for missed and 3 for timed-out mutants; what counts is that it came to its end.
    if !results.join("outcomes.json").is_file() || !came_to_its_end(&ran.printed) {
        return Err("cargo-mutants did not come to its end; run it again and it goes on".to_owned());
    }
    std::fs::write(&done, state).map_err(|error| error.to_string())?;
    Ok(missed(room, &results))
}

/// Its last line: "123 mutants tested in 5m: 3 missed, 110 caught, 10 unviable".
fn came_to_its_end(printed: &str) -> bool {
    printed.lines().any(|line| line.contains("tested in") || line.contains("No mutants to test"))
}

/// The mutants that no test noticed, each with the line of code it changes.
fn missed(room: &Path, results: &PathBuf) -> Vec<String> {
    let list = std::fs::read_to_string(results.join("missed.txt")).unwrap_or_default();
    list.lines().filter(|line| !line.is_empty()).map(|line| survivors::name(room, line)).collect()
}
