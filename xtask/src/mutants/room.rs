//! The rooms under test as a crate of their own: the files of core and of the tests as they are, without the database.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::Path;

/// What is mutated: planner, diff and all of reminders, time and days.
pub(super) const MUTATED: [&str; 3] = ["src/reminders/*.rs", "src/time.rs", "src/day.rs"];

/// Files and folders of `core/src` that the rooms are made of.
const ROOMS: [&str; 13] = [
    "day.rs",
    "day",
    "entry.rs",
    "entry",
    "error.rs",
    "reminders.rs",
    "reminders",
    "settings.rs",
    "sign.rs",
    "time.rs",
    "time",
    "timer.rs",
    "volume.rs",
];

/// Files of `tests/src`: the second planner, the invariants, random cases.
const CHECKS: [&str; 4] = ["oracle_planner.rs", "phone.rs", "planner_check.rs", "reminder_case.rs"];

const MANIFEST: &str = r#"[package]
name = "rooms"
version = "0.0.0"
edition = "2024"

[workspace]

[dependencies]
chrono = { version = "0.4", default-features = false, features = ["alloc", "std"] }
rusqlite = "0.43"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
thiserror = "2"
uuid = { version = "1", default-features = false, features = ["std", "v5"] }

[dev-dependencies]
jiff = { version = "1.0", default-features = false, features = ["std", "tz-system", "tzdb-bundle-always", "tzdb-zoneinfo"] }
proptest = { version = "1.12", default-features = false, features = ["std"] }

[lib]
doctest = false

# One crate, built anew for each mutant: quick to build matters more than quick to run.
[profile.test]
opt-level = 0
debug = false

[profile.test.package."*"]
opt-level = 2
"#;

const LIB: &str = r#"//! Made by `cargo xtask mutants`.
#![allow(warnings)]

extern crate self as relatch_core;

mod day;
mod entry;
mod error;
pub mod reminders;
mod settings;
mod sign;
mod time;
mod timer;
mod volume;

pub use {day::*, entry::*, error::*, settings::*, time::*, timer::*, volume::*};

#[cfg(test)]
mod oracle_planner;
#[cfg(test)]
mod phone;
#[cfg(test)]
mod planner_check;
#[cfg(test)]
mod reminder_case;
#[cfg(test)]
mod properties {
    fn seeds() -> std::ops::Range<u64> {
        1..1 + std::env::var("RELATCH_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(600)
    }

    #[test]
    fn agreement() {
        seeds().for_each(|seed| crate::planner_check::agreement(seed).unwrap());
    }

    #[test]
    fn invariants() {
        seeds().for_each(|seed| _ = crate::planner_check::invariants(seed).unwrap());
    }
}
"#;

/// Lays the crate out; answers a fingerprint of all that is in it.
pub(super) fn lay_out(root: &Path, room: &Path) -> io::Result<String> {
    let mut hash = DefaultHasher::new();
    let source = room.join("src");
    std::fs::create_dir_all(&source)?;
    put(&room.join("Cargo.toml"), MANIFEST.as_bytes(), &mut hash)?;
    put(&source.join("lib.rs"), LIB.as_bytes(), &mut hash)?;
    // The versions of the workspace, but for what the room does not need.
    if !room.join("Cargo.lock").exists() {
        std::fs::copy(root.join("Cargo.lock"), room.join("Cargo.lock"))?;
    }
    for name in ROOMS {
        copy(&root.join("core/src").join(name), &source.join(name), &mut hash)?;
    }
    for name in CHECKS {
        copy(&root.join("tests/src").join(name), &source.join(name), &mut hash)?;
    }
    Ok(format!("{:016x}", hash.finish()))
}

fn copy(from: &Path, to: &Path, hash: &mut DefaultHasher) -> io::Result<()> {
    if !from.is_dir() {
        return put(to, &std::fs::read(from)?, hash);
    }
    std::fs::create_dir_all(to)?;
    let mut names = std::fs::read_dir(from)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort();
    names.iter().try_for_each(|name| copy(&from.join(name), &to.join(name), hash))
}

/// Writes what differs, so that nothing is built anew without need.
fn put(to: &Path, bytes: &[u8], hash: &mut DefaultHasher) -> io::Result<()> {
    bytes.hash(hash);
    if std::fs::read(to).is_ok_and(|known| known == bytes) { Ok(()) } else { std::fs::write(to, bytes) }
}
