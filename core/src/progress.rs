//! What the log adds up to: days, weeks, and how they compare. Pure functions of rows.

pub(crate) mod daily;
pub(crate) mod sessions;
pub(crate) mod trend;
