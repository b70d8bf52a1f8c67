//! The planner against a second one written from CONTRACT's text, and against the invariants of `reliability.md` A5.

use proptest::prelude::*;
use relatch_core::reminders::{self, Ledger, ReminderAction, ReminderItem, ReminderStage};
use relatch_tests::oracle_planner;
use relatch_tests::reminder_case::{Case, Dice, MINUTE, zones};

fn judged(case: &Case, seed: u64) {
    let plan = reminders::plan(&case.input(), &Ledger::default(), None);
    let wanted = oracle_planner::plan(case);
    let mut items: Vec<_> = plan
        .items
        .iter()
        .filter(|item| item.stage != ReminderStage::Housekeeping)
        .map(|item| (item.at_ms, item.stage, item.rule.clone(), item.silent))
        .collect();
    items.sort();
    assert_eq!(items, wanted.items, "seed {seed}: {case:#?}");
    assert_eq!(plan.horizon_ms, wanted.horizon_ms, "seed {seed}: {case:#?}");
    assert_eq!(plan.missed, wanted.missed, "seed {seed}: {case:#?}");
    assert_eq!(plan.degraded.contains(&reminders::Degradation::Thinned), wanted.thinned, "seed {seed}: {case:#?}");
}

/// Time passes, and the parent answers one of the dues.
fn answered(case: &mut Case, dice: &mut Dice) {
    let plan = reminders::plan(&case.input(), &Ledger::default(), None);
    let dues: Vec<&ReminderItem> = plan.items.iter().filter(|item| item.stage == ReminderStage::Due).take(4).collect();
    if dues.is_empty() {
        return;
    }
    let due = dice.pick(&dues);
    let zone = zones().iter().find(|zone| zone.name == case.now.zone).expect("one of ours");
    case.now = zone.now(due.at_ms + dice.range(-2, 30) * MINUTE);
    let minutes = dice.pick(&[5, 10, 15, 30, 60]);
    let action = if dice.one_in(3) { ReminderAction::Skip } else { ReminderAction::Snooze { minutes } };
    if let Ok(decision) = reminders::decide(&case.input(), &due.id, action)
        && let Some(answer) = decision.answer
    {
        case.answers.push(answer);
    }
    case.now = zone.now(case.now.utc_ms + dice.range(0, 40) * MINUTE);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_plan_is_the_one_of_the_text(seed: u64) {
        let mut dice = Dice::new(seed);
        let mut case = Case::random(&mut dice);
        judged(&case, seed);
        if dice.one_in(2) {
            answered(&mut case, &mut dice);
            judged(&case, seed);
        }
    }
}
