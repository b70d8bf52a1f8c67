//! The Android app on the JVM: real framework code, the real library, real pixels.

use super::languages::MAVEN;
use crate::counting::Counting;
use crate::suite::{Line, Suite};

/// All else it needs comes from the public Maven repository, once.
pub(crate) const ANDROID: Suite = Suite {
    name: "android",
    needs: &[&MAVEN],
    commands: &[Line { words: &["cargo", "xtask", "android"], counting: Counting::Plain }],
};
