//! The scenarios and all that crosses, in Kotlin and in Swift.

use crate::counting::Counting;
use crate::suite::{Line, Suite};
use crate::tool::{Tool, apt};

pub(super) const MAVEN: Tool = Tool {
    name: "Maven and a JDK",
    probe: "mvn --version && javac -version",
    install: &[apt!("maven openjdk-17-jdk-headless")],
};
/// A `swift` on the PATH, or the folder that `tools/swift-root` makes.
pub(super) const SWIFT: Tool = Tool {
    name: "Swift",
    probe: "command -v swift || test -e \"${SWIFT_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/swift-trixie-6.0.3}/.ready\"",
    install: &[apt!("debootstrap"), "tools/swift-root"],
};

pub(crate) const KOTLIN: Suite = Suite {
    name: "kotlin",
    needs: &[&MAVEN],
    commands: &[Line { words: &["cargo", "xtask", "kotlin"], counting: Counting::Plain }],
};

pub(crate) const SWIFT_TESTS: Suite = Suite {
    name: "swift",
    needs: &[&SWIFT],
    commands: &[Line { words: &["cargo", "xtask", "swift"], counting: Counting::Plain }],
};

/// Compares what the two suites before have written with what jiff knows.
pub(crate) const ZONES: Suite = Suite {
    name: "zone tables",
    needs: &[&MAVEN, &SWIFT],
    commands: &[Line {
        words: &["cargo", "test", "--package", "relatch-tests", "--test", "zone_tables", "--", "--include-ignored"],
        counting: Counting::Cargo,
    }],
};
