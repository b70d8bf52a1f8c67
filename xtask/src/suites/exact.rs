//! What is counted exactly: flushes and bytes by strace, instructions by valgrind.

use crate::counting::Counting;
use crate::suite::{Line, Suite};
use crate::tool::{Tool, apt};

const STRACE: Tool = Tool { name: "strace", probe: "strace --version", install: &[apt!("strace")] };
const VALGRIND: Tool = Tool { name: "valgrind", probe: "valgrind --version", install: &[apt!("valgrind")] };

pub(crate) const GATES: Suite = Suite {
    name: "exact counts",
    needs: &[&STRACE, &VALGRIND],
    commands: &[Line {
        words: &["cargo", "run", "--release", "--quiet", "--package", "relatch-bench", "--", "--gates"],
        counting: Counting::Cargo,
    }],
};
