//! The binary as a person or a script meets it: JSON, exit codes, text.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod desk;

mod demo;
mod entries;
mod exchange;
mod journal_file;
mod log;
mod look;
mod output;
mod profile;
mod random;
mod remind;
mod session;
mod usage;
