//! Shared pieces of the test suites.

#![allow(clippy::expect_used, reason = "tests say what went wrong by stopping")]

pub mod oracle_planner;
pub mod reminder_case;
