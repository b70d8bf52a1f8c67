//! Every suite of `cargo xtask test`, in the order they run: what is quick to fail comes first.

use crate::suite::Suite;

mod android;
mod exact;
mod ios;
mod languages;
mod rust;

pub(crate) const ALL: &[&Suite] = &[
    &rust::FORMAT,
    &rust::LINTS,
    &rust::TESTS,
    &languages::KOTLIN,
    &languages::SWIFT_TESTS,
    &languages::ZONES,
    &ios::IOS,
    &android::ANDROID,
    &exact::GATES,
];
