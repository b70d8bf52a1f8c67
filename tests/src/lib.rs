//! Shared pieces of the test suites: zones, calendar arithmetic of their own, scenarios, and a reckoning from bare CSV.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on says so by panicking")]
#![allow(clippy::missing_panics_doc, reason = "see above")]

pub mod calendar;
pub mod reckoning;
pub mod scenario;
pub mod zones;
