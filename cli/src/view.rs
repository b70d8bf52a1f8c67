//! What is shown: JSON by CONTRACT.md section 2, and text for people.

pub(crate) mod chart;
pub(crate) mod day;
pub(crate) mod doc;
pub(crate) mod entry;
pub(crate) mod figure;
pub(crate) mod flag;
pub(crate) mod growth;
pub(crate) mod home;
pub(crate) mod import;
pub(crate) mod insight;
pub(crate) mod latches;
pub(crate) mod milestone;
pub(crate) mod outlook;
pub(crate) mod profile;
pub(crate) mod reminders;
pub(crate) mod running;
pub(crate) mod taper;
pub(crate) mod timeline;
pub(crate) mod week;

use doc::Part;
use relatch_core::Stamp;

/// Microlitres as millilitres.
pub(crate) fn ml(microlitres: i64) -> f64 {
    microlitres as f64 / 1_000.0
}

/// Milliseconds as minutes.
pub(crate) fn minutes(ms: i64) -> f64 {
    ms as f64 / 60_000.0
}

/// A time for a person, RFC 3339 with its offset.
pub(crate) fn local(stamp: Stamp) -> Part {
    Part::Text(stamp.rfc3339())
}
