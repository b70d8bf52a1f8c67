//! Shared pieces of the test suites.

#![allow(clippy::expect_used, reason = "tests say what went wrong by stopping")]

pub mod oracle_planner;
pub mod phone;
pub mod planner_check;
pub mod reminder_case;
