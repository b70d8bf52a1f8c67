//! The iPhone app, as far as Linux reaches: its models and their tests, style and syntax, views against a stub.

use crate::counting::Counting;
use crate::suite::{Line, Suite};
use crate::tool::Tool;

/// Swift 6 on the PATH, or in a Debian folder of its own.
const SWIFT: Tool = Tool {
    name: "swift",
    probe: "command -v swift || test -e \"${SWIFT_ROOT:-${XDG_CACHE_HOME:-$HOME/.cache}/swift-trixie-6.0.3}/.ready\"",
    install: &["tools/swift-root"],
};

pub(crate) const IOS: Suite = Suite {
    name: "ios",
    needs: &[&SWIFT],
    commands: &[
        Line { words: &["sh", "ios-demo/Checks/models"], counting: Counting::Swift },
        // After the models: their modules are what the views are checked against.
        Line { words: &["tools/in-swift", "sh", "ios-demo/Checks/stub-check"], counting: Counting::Whole },
    ],
};
