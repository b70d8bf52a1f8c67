//! What the log adds up to: days, weeks, growth, taper, red flags, insights, milestones, outlook. Pure functions of rows.

pub(crate) mod back_to_breast;
pub(crate) mod daily;
pub(crate) mod diaper_day;
pub(crate) mod figure;
pub(crate) mod growth;
pub(crate) mod insight;
pub(crate) mod logged;
pub(crate) mod milestones;
pub(crate) mod need;
pub(crate) mod outlook;
pub(crate) mod red_flag;
pub(crate) mod sessions;
pub(crate) mod taper;
pub(crate) mod trend;
pub(crate) mod weighing;
pub(crate) mod weight_for_age;
pub(crate) mod weight_gain;
