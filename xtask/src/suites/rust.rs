//! What needs nothing but Rust.

use crate::counting::Counting;
use crate::suite::{Line, Suite};
use crate::tool::Tool;

const RUSTFMT: Tool =
    Tool { name: "rustfmt", probe: "cargo fmt --version", install: &["rustup component add rustfmt"] };
const CLIPPY: Tool =
    Tool { name: "clippy", probe: "cargo clippy --version", install: &["rustup component add clippy"] };

pub(crate) const FORMAT: Suite = Suite {
    name: "format",
    needs: &[&RUSTFMT],
    commands: &[Line { words: &["cargo", "fmt", "--all", "--check"], counting: Counting::Whole }],
};

/// In the profile of the tests, so that SQLite is built once for both.
pub(crate) const LINTS: Suite = Suite {
    name: "lints",
    needs: &[&CLIPPY],
    commands: &[
        Line {
            words: &[
                "cargo",
                "clippy",
                "--profile",
                "test",
                "--workspace",
                "--all-targets",
                "--keep-going",
                "--",
                "-D",
                "warnings",
            ],
            counting: Counting::Whole,
        },
        // The core as an app without UniFFI builds it: in the workspace, features of all members are on.
        Line {
            words: &["cargo", "clippy", "--profile", "test", "--package", "relatch-core", "--", "-D", "warnings"],
            counting: Counting::Whole,
        },
    ],
};

/// Unit, integration, scenario, property and documentation tests of every member.
pub(crate) const TESTS: Suite = Suite {
    name: "rust",
    needs: &[],
    commands: &[Line { words: &["cargo", "test", "--workspace", "--no-fail-fast"], counting: Counting::Cargo }],
};
