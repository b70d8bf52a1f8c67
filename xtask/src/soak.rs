//! `cargo xtask soak`: long searches, for a night or a coffee, kept out of `cargo xtask test`.
//!
//! A search is a test that searches further each time it runs, or as far as a variable of the environment tells it.
//! To add one, write the test and name it here.

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::counting::Counting;
use crate::process;

struct Search {
    name: &'static str,
    what: &'static str,
    /// What `cargo test --release` is told: package, test program, part of the tests' names.
    tests: &'static [&'static str],
    length: Length,
}

/// What makes a search long.
enum Length {
    /// It draws anew each time: it runs again until the time is over.
    Rounds,
    /// It draws anew, as often as the variable says: so many in a round, and rounds until the time is over.
    RoundsOf(&'static str, u64),
    /// It goes on from where fewer would have stopped: so many for each minute, in one run.
    Once(&'static str, u64),
    /// It has a figure to reach (10 million plans, 10,000 user-years) and stops there; with `--minutes`, by time.
    Figure(&'static str, u64),
}

const SEARCHES: &[Search] = &[
    Search {
        name: "planner",
        what: "10 million plans of random rules, logs and clock changes against the second planner and the invariants",
        tests: &[
            "--package",
            "relatch-tests",
            "--test",
            "reminder_soak",
            "soak_planner",
            "--",
            "--ignored",
            "--nocapture",
        ],
        length: Length::Figure("SOAK_SECONDS", 60),
    },
    Search {
        name: "simulator",
        what: "10,000 user-years on simulated phones: kills, travel, lost alarms",
        tests: &[
            "--package",
            "relatch-tests",
            "--test",
            "reminder_soak",
            "soak_simulator",
            "--",
            "--ignored",
            "--nocapture",
        ],
        length: Length::Figure("SOAK_SECONDS", 60),
    },
    Search {
        name: "model",
        what: "random calls of the journal against a plain list",
        tests: &["--package", "relatch-tests", "--test", "model", "in_memory"],
        length: Length::Once("RELATCH_MODEL_SEEDS", 100),
    },
    Search {
        name: "memory",
        what: "two open journals on one file against a freshly opened one",
        tests: &["--package", "relatch-tests", "--test", "kept_in_memory", "two_open"],
        length: Length::Rounds,
    },
    Search {
        name: "kill",
        what: "a writer killed at random moments loses nothing that it was told is durable",
        tests: &["--package", "relatch-tests", "--test", "durability", "kill"],
        length: Length::Rounds,
    },
    Search {
        name: "import",
        what: "random bytes and random journals through import and export",
        tests: &["--package", "relatch-core", "--lib", "exchange::tests"],
        length: Length::Rounds,
    },
    Search {
        name: "command-line",
        what: "random arguments of every command",
        tests: &["--package", "relatch", "--test", "command_line", "random"],
        length: Length::RoundsOf("PROPTEST_CASES", 500),
    },
];

pub(crate) fn run(root: &Path, arguments: &[&str]) -> ExitCode {
    let (name, minutes) = match arguments {
        [] => {
            for search in SEARCHES {
                println!("{:<14} {}", search.name, search.what);
            }
            return ExitCode::SUCCESS;
        }
        [name] => (*name, Some(0)),
        [name, "--minutes", minutes] => (*name, minutes.parse::<u32>().ok().filter(|minutes| *minutes > 0)),
        _ => ("", None),
    };
    if let (Some(search), Some(minutes)) = (SEARCHES.iter().find(|search| search.name == name), minutes) {
        go(root, search, minutes)
    } else {
        eprintln!("cargo xtask soak [NAME] [--minutes N]; without a name, lists the searches");
        ExitCode::from(2)
    }
}

fn go(root: &Path, search: &Search, minutes: u32) -> ExitCode {
    let to_figure = minutes == 0;
    let minutes = if to_figure { 10 } else { minutes };
    let end = Instant::now() + Duration::from_secs(u64::from(minutes) * 60);
    for round in 1.. {
        println!("\n=== {}, round {round}", search.name);
        let mut command = process::program(root, "cargo");
        command.args(["test", "--release"]).args(search.tests);
        match search.length {
            Length::Rounds => {}
            Length::RoundsOf(name, value) => _ = command.env(name, value.to_string()),
            Length::Figure(..) if to_figure => {}
            Length::Once(name, a_minute) | Length::Figure(name, a_minute) => {
                _ = command.env(name, (a_minute * u64::from(minutes)).to_string())
            }
        }
        let ran = process::shown(&mut command);
        // A search that found no test to run has failed, too.
        if Counting::Cargo.of(&ran.printed, ran.succeeded).failed > 0 {
            return ExitCode::FAILURE;
        }
        if matches!(search.length, Length::Once(..) | Length::Figure(..)) || Instant::now() >= end {
            break;
        }
    }
    ExitCode::SUCCESS
}
