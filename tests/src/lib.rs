//! Shared pieces of the test suites: zones, calendar arithmetic of their own, scenarios, phones, slow second opinions.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests say what went wrong by stopping")]
#![allow(clippy::missing_panics_doc, reason = "see above")]

pub mod calendar;
pub mod ledger;
pub mod numbered;
pub mod oracle_planner;
pub mod phone;
pub mod planner_check;
pub mod reckoning;
pub mod reminder_case;
pub mod scenario;
pub mod simulator;
pub mod zones;
