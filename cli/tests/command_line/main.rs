//! The binary as a person or a script meets it: JSON, exit codes, text.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]
#![allow(clippy::approx_constant, reason = "a z-score near minus pi is a z-score")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests start the binary and wait for it")]

mod desk;

mod demo;
mod entries;
mod exchange;
mod journal_file;
mod log;
mod look;
mod output;
mod profile;
mod progress;
mod random;
mod remind;
mod session;
mod usage;
