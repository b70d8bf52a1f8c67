//! A suite: what it needs, and the commands it runs.

use std::path::Path;

use crate::counting::{Counting, Counts};
use crate::process;
use crate::tool::Tool;

/// Tests that belong together. To add one, write it in a file of `suites/` and name it in `suites.rs`.
pub(crate) struct Suite {
    pub(crate) name: &'static str,
    pub(crate) needs: &'static [&'static Tool],
    pub(crate) commands: &'static [Line],
}

/// One command of a suite, run in the root of the workspace.
pub(crate) struct Line {
    /// Program and arguments.
    pub(crate) words: &'static [&'static str],
    pub(crate) counting: Counting,
}

impl Suite {
    /// Runs every command, also after one has failed.
    pub(crate) fn run(&self, root: &Path) -> Counts {
        let mut counts = Counts::default();
        for line in self.commands {
            let Some((program, arguments)) = line.words.split_first() else { continue };
            println!("$ {}", line.words.join(" "));
            let ran = process::shown(process::program(root, program).args(arguments));
            counts += line.counting.of(&ran.printed, ran.succeeded);
        }
        counts
    }
}
