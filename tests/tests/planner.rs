//! The planner against a second one written from CONTRACT's text, and against the invariants of `reliability.md` A5.

use proptest::prelude::*;
use relatch_tests::planner_check::{agreement, invariants};

proptest! {
    #![proptest_config(ProptestConfig { cases: 25_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_is_the_one_of_the_text(seed: u64) {
        agreement(seed).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn every_plan_keeps_the_invariants(seed: u64) {
        invariants(seed).map_err(TestCaseError::fail)?;
    }
}
