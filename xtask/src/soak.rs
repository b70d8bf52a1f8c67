//! `cargo xtask soak`: long searches, each an ignored test that reads how long it may take.
//!
//! To add one, write a test marked `#[ignore = "soak"]` that goes on for `SOAK_SECONDS` (and begins from `SOAK_SEED`,
//! which it prints when it fails), and name it here.

use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use crate::process;

struct Search {
    name: &'static str,
    what: &'static str,
    package: &'static str,
    /// Part of the test's name.
    test: &'static str,
}

const SEARCHES: &[Search] = &[
    Search {
        name: "planner",
        what: "random rules, logs and clock changes against the planner's invariants",
        package: "relatch-tests",
        test: "soak_planner",
    },
    Search {
        name: "simulator",
        what: "whole phones over months: plans, alarms, kills, travel",
        package: "relatch-tests",
        test: "soak_simulator",
    },
    Search {
        name: "model",
        what: "random calls of the journal against a naive model",
        package: "relatch-tests",
        test: "soak_model",
    },
    Search {
        name: "kill",
        what: "a writer killed at random moments loses nothing it was told is durable",
        package: "relatch-tests",
        test: "soak_kill",
    },
];

pub(crate) fn run(root: &Path, arguments: &[&str]) -> ExitCode {
    let (name, minutes) = match arguments {
        [] => {
            for search in SEARCHES {
                println!("{:<10} {}", search.name, search.what);
            }
            return ExitCode::SUCCESS;
        }
        [name] => (*name, Some(10)),
        [name, "--minutes", minutes] => (*name, minutes.parse::<u64>().ok().filter(|minutes| *minutes > 0)),
        _ => ("", None),
    };
    let search = SEARCHES.iter().find(|search| search.name == name);
    let (Some(search), Some(minutes)) = (search, minutes) else {
        eprintln!("cargo xtask soak [NAME] [--minutes N]; without a name, lists the searches");
        return ExitCode::from(2);
    };
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.as_secs());
    let seed = std::env::var("SOAK_SEED").unwrap_or_else(|_| clock.to_string());
    println!("{}: {minutes} minutes from SOAK_SEED={seed}", search.name);
    let mut command = process::program(root, "cargo");
    command
        .args(["test", "--release", "--package", search.package, search.test, "--", "--ignored", "--nocapture"])
        .env("SOAK_SECONDS", (minutes * 60).to_string())
        .env("SOAK_SEED", &seed);
    let ran = process::shown(&mut command);
    let found = crate::counting::Counting::Cargo.of(&ran.printed, ran.succeeded);
    if found.passed == 0 && ran.succeeded {
        eprintln!("{} has no test {} yet", search.package, search.test);
    }
    if found.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
