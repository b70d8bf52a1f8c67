//! `cargo xtask mutants`: is there a test for every line of planner, diff and time code? cargo-mutants changes them one
//! by one; whatever the rooms' own unit and property tests do not notice must be listed with a reason.
//!
//! The rooms are copied into a small crate of their own, so that one mutant takes seconds. Shards can run on several
//! machines; whatever was settled is not tried again.

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
    let is_here = CARGO_MUTANTS.is_here(root) || install && CARGO_MUTANTS.install(root);
    if !is_here {
        eprintln!("cargo-mutants is missing: cargo xtask mutants --install, or {}", CARGO_MUTANTS.install[0]);
        return ExitCode::FAILURE;
    }
    let folder = process::target(root).join("mutants");
    let room = folder.join("room");
    let source = match room::lay_out(root, &room) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{}: {error}", room.display());
            return ExitCode::FAILURE;
        }
    };
    if shards.is_empty() {
        shards = (1..=of).collect();
    }
    let all = match list(root, &room) {
        Ok(all) => all,
        Err(reason) => {
            eprintln!("cargo mutants --list: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let mut settled = Settled::read(folder.join("settled.txt"), source);
    let mut missed = BTreeSet::new();
    for shard in &shards {
        match try_shard(root, &room, &folder, (*shard, of), &all, &mut settled) {
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

/// The mutants that earlier runs have settled: tests noticed them, or they do not compile.
struct Settled {
    file: PathBuf,
    /// Fingerprint of the code that is mutated; other code has other mutants.
    source: String,
    names: BTreeSet<String>,
}

impl Settled {
    fn read(file: PathBuf, source: String) -> Self {
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let mut lines = text.lines();
        let same = lines.next() == Some(source.as_str());
        let names = if same { lines.map(str::to_owned).collect() } else { BTreeSet::new() };
        Self { file, source, names }
    }

    /// Takes in what cargo-mutants has written so far, also when it was interrupted.
    fn take(&mut self, results: &Path) -> Result<(), String> {
        for list in ["caught.txt", "timeout.txt", "unviable.txt"] {
            let text = std::fs::read_to_string(results.join(list)).unwrap_or_default();
            self.names.extend(text.lines().map(str::to_owned));
        }
        let names: Vec<&str> =
            std::iter::once(self.source.as_str()).chain(self.names.iter().map(String::as_str)).collect();
        std::fs::write(&self.file, names.join("\n") + "\n").map_err(|error| error.to_string())
    }
}

/// Every mutant there is, in the order of files and lines.
fn list(root: &Path, room: &Path) -> Result<Vec<String>, String> {
    let mut command = process::program(root, "cargo");
    command.current_dir(room).args(["mutants", "--list", "--colors", "never"]);
    for file in room::MUTATED {
        command.args(["--file", file]);
    }
    let out = command.output().map_err(|error| error.to_string())?;
    let names: Vec<String> = String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect();
    if names.is_empty() { Err(String::from_utf8_lossy(&out.stderr).into_owned()) } else { Ok(names) }
}

/// Tries every `of`-th mutant, but for those that are settled; answers those that no test noticed.
fn try_shard(
    root: &Path,
    room: &Path,
    folder: &Path,
    (shard, of): (u32, u32),
    all: &[String],
    settled: &mut Settled,
) -> Result<Vec<String>, String> {
    let out = folder.join(format!("shard-{shard}-of-{of}"));
    let results = out.join("mutants.out");
    let mine = all.iter().skip(shard as usize - 1).step_by(of as usize);
    let pending: Vec<&String> = mine.filter(|name| !settled.names.contains(*name)).collect();
    println!("=== shard {shard}/{of}: {} of {} mutants to try", pending.len(), all.len().div_ceil(of as usize));
    if pending.is_empty() {
        return Ok(Vec::new());
    }
    std::fs::create_dir_all(&out).map_err(|error| error.to_string())?;
    let mut command = process::program(root, "cargo");
    command.current_dir(room).env("CARGO_TARGET_DIR", folder.join("target"));
    command.args(["mutants", "--in-place", "--no-shuffle", "--colors", "never", "--caught", "--unviable"]);
    command.args(["--timeout", &TIMEOUT_S.to_string(), "--build-timeout", "600", "--output"]).arg(&out);
    let names: Vec<String> = pending.iter().map(|name| escaped(name)).collect();
    command.args(["--re", &format!("^(?:{})$", names.join("|"))]);
    for file in room::MUTATED {
        command.args(["--file", file]);
    }
    let ran = process::shown(&mut command);
    settled.take(&results)?;
    // Its exit status is 2 for missed and 3 for timed-out mutants; what counts is that it came to its end:
    // "123 mutants tested in 5m: 3 missed, 110 caught, 10 unviable".
    if !ran.printed.lines().any(|line| line.contains("tested in")) {
        return Err("cargo-mutants did not come to its end; run it again and it goes on".to_owned());
    }
    let missed = std::fs::read_to_string(results.join("missed.txt")).unwrap_or_default();
    Ok(missed.lines().filter(|line| !line.is_empty()).map(|line| survivors::name(room, line)).collect())
}

/// A name as a regular expression that means nothing else. `\<` would be the beginning of a word.
fn escaped(name: &str) -> String {
    let means = |c: char| r"\.+*?()|[]{}^$#&-~".contains(c);
    name.chars().flat_map(|c| means(c).then_some('\\').into_iter().chain([c])).collect()
}
