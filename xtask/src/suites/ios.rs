//! The iPhone app, as far as Linux reaches: its models and their tests, style and syntax, views against a stub.

use super::languages::SWIFT;
use crate::counting::Counting;
use crate::suite::{Line, Suite};

pub(crate) const IOS: Suite = Suite {
    name: "ios",
    needs: &[&SWIFT],
    commands: &[
        Line { words: &["sh", "ios-demo/Checks/models"], counting: Counting::Swift },
        // After the models: their modules are what the views are checked against.
        Line { words: &["tools/in-swift", "sh", "ios-demo/Checks/stub-check"], counting: Counting::Whole },
    ],
};
