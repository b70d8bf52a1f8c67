//! What must hold for every plan: agreement with the second planner, and the invariants of `reliability.md` A5.

use relatch_core::reminders::{
    self, AckState, Degradation, Ledger, Moved, Observed, ObservedReminder, Platform, QuietPolicy, ReminderAck,
    ReminderAction, ReminderChange, ReminderItem, ReminderPlan, ReminderRules, ReminderStage, ReminderTrigger,
    Stimulation,
};
use relatch_core::{ClockWindow, EntryId, Now};

use crate::oracle_planner;
use crate::phone::Alarms;
use crate::reminder_case::{Case, DAY, Dice, MINUTE, ZONES, zones};

macro_rules! hold {
    ($holds:expr, $($words:tt)*) => {
        if !$holds {
            return Err(format!($($words)*));
        }
    };
}

/// The outcome of one check: what did not hold.
pub type Checked = Result<(), String>;

fn plan(case: &Case, ledger: &Ledger, observed: Option<&Observed>) -> ReminderPlan {
    reminders::plan(&case.input(), ledger, observed)
}

/// The plan of a random case is the one of the second planner, before and after an answer.
pub fn agreement(seed: u64) -> Checked {
    let mut dice = Dice::new(seed);
    let mut case = Case::random(&mut dice);
    agrees(&case)?;
    if dice.one_in(2) {
        answer_one(&mut case, &mut dice);
        agrees(&case)?;
    }
    Ok(())
}

fn agrees(case: &Case) -> Checked {
    let plan = plan(case, &Ledger::default(), None);
    let wanted = oracle_planner::plan(case);
    let mut items: Vec<_> = plan
        .items
        .iter()
        .filter(|item| item.stage != ReminderStage::Housekeeping)
        .map(|item| (item.at_ms, item.stage, item.rule.clone(), item.silent))
        .collect();
    items.sort();
    hold!(items == wanted.items, "items\n  got {items:?}\n  not {:?}\n{case:#?}", wanted.items);
    hold!(plan.horizon_ms == wanted.horizon_ms, "horizon {case:#?}");
    hold!(plan.missed == wanted.missed, "missed {} not {} {case:#?}", plan.missed, wanted.missed);
    hold!(plan.degraded.contains(&Degradation::Thinned) == wanted.thinned, "thinned {case:#?}");
    Ok(())
}

/// Time passes, and the parent answers one of the dues.
fn answer_one(case: &mut Case, dice: &mut Dice) {
    let plan = plan(case, &Ledger::default(), None);
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

/// I1 to I10 and I12 on a random case; answers how many plans were made.
pub fn invariants(seed: u64) -> Result<u64, String> {
    let mut dice = Dice::new(seed);
    let mut case = Case::random(&mut dice);
    if dice.one_in(4) {
        answer_one(&mut case, &mut dice);
    }
    let ios = case.phone.platform == Platform::Ios;
    let empty = Ledger::default();
    let first = plan(&case, &empty, None);
    well_formed(&case, &first)?;
    hold!(plan(&case, &empty, None) == first, "I9: the same input gave another plan\n{case:#?}");
    earliest_is_there(&case, &first, &mut dice)?;

    // The phone takes a prefix of the operations, acknowledges a part of those in any order, then the app starts anew.
    let mut alarms = Alarms::new(case.phone.platform);
    let mut ledger = empty.clone();
    let applied = dice.range(0, 80) as usize;
    let acks = alarms.apply(&first.change, applied);
    let told = dice.range(0, acks.len() as i64 + 1) as usize;
    ledger = reminders::acknowledge(&ledger, &case.rules, &case.phone, &acks[..told], &case.now)
        .map_err(|error| format!("acknowledge: {error}"))?;
    let second = plan(&case, &ledger, None);
    ledger = settle(&case, &mut alarms, &ledger, &second.change, &mut dice)?;
    holds_the_plan(&alarms, &second.items, "I12")?;
    let third = plan(&case, &ledger, None);
    hold!(third.change.is_empty(), "I5: {:?}\n{case:#?}", third.change);
    hold!(third.change.kept as usize == third.items.len(), "I5: kept {}", third.change.kept);

    // What iOS says it holds is the truth, whatever the ledger says.
    let mut plans = 5;
    if ios {
        let observed = observed(&alarms, &mut dice);
        let fourth = plan(&case, &ledger, Some(&observed));
        alarms.keep_only(|id| observed.pending.iter().any(|seen| seen.id == id));
        let acks = alarms.apply(&fourth.change, usize::MAX);
        holds_the_plan(&alarms, &fourth.items, "observed")?;
        ledger = reminders::acknowledge(&ledger, &case.rules, &case.phone, &acks, &case.now)
            .map_err(|error| format!("acknowledge: {error}"))?;
        plans += 1;
    }
    plans += after_a_log(&case, &alarms, &ledger, &mut dice)?;
    if dice.one_in(3) {
        travel(&case, &mut dice)?;
        plans += 2;
    }
    Ok(plans)
}

fn well_formed(case: &Case, plan: &ReminderPlan) -> Checked {
    let now_ms = case.now.utc_ms;
    hold!(plan.items.len() <= plan.budget as usize && plan.budget <= 60, "I1: {} items\n{case:#?}", plan.items.len());
    hold!(plan.items.is_sorted_by_key(|item| item.at_ms), "by time\n{case:#?}");
    for (i, item) in plan.items.iter().enumerate() {
        hold!(item.at_ms > now_ms, "I2: {item:?}\n{case:#?}");
        hold!((1..=60).contains(&item.request_code), "I3: code {item:?}");
        let others = &plan.items[i + 1..];
        let double = others.iter().any(|other| other.id == item.id || other.request_code == item.request_code);
        hold!(!double, "I3: {item:?}\n{case:#?}");
        let placed = matches!(item.stage, ReminderStage::Due | ReminderStage::Nag | ReminderStage::Snooze);
        if let (Some(quiet), true) = (case.rules.quiet, placed) {
            let inside = oracle_planner::inside(case, quiet.window, item.at_ms);
            let silent = quiet.policy == QuietPolicy::Silent;
            hold!(inside == item.silent && (!inside || silent), "I6: {item:?}\n{case:#?}");
            hold!(item.moved != Some(Moved::QuietHours) || quiet.policy == QuietPolicy::Delay, "I6: moved {item:?}");
        }
        if let ReminderTrigger::WallClock { local } = item.trigger {
            let shown = item.at_ms + i64::from(item.offset_s) * 1_000;
            let written = i64::from(local.date.weekday()) * DAY + i64::from(local.ms_of_day);
            let day = (shown.div_euclid(DAY) + 3).rem_euclid(7);
            hold!(written == day * DAY + shown.rem_euclid(DAY), "local time of {item:?}");
        }
    }
    let sentinel = plan.items.iter().filter(|item| item.stage == ReminderStage::Sentinel).count();
    let keeper = plan.items.iter().filter(|item| item.stage == ReminderStage::Housekeeping).count();
    let due = usize::from(plan.horizon_ms.is_some());
    let ios = case.phone.platform == Platform::Ios;
    hold!((sentinel, keeper) == if ios { (due, 0) } else { (0, due) }, "last place\n{case:#?}");
    for item in plan.items.iter().filter(|item| item.stage == ReminderStage::Housekeeping) {
        hold!(item.silent && item.at_ms <= now_ms + DAY && item.at_ms > now_ms, "housekeeping {item:?}");
    }
    if let Some(horizon_ms) = plan.horizon_ms {
        let least = if ios { 2 * DAY } else { DAY };
        // The end of a sleep may be the only due there is, and quiet hours may suppress the rest.
        let goes_on = case.last.is_some() || case.rules.rules.iter().any(|rule| rule.id != "interval");
        let suppressed = case.rules.quiet.is_some_and(|quiet| quiet.policy == QuietPolicy::Suppress);
        let any = !case.rules.rules.is_empty();
        let short = horizon_ms < now_ms + least;
        hold!(!short || !goes_on || !any || suppressed, "horizon {horizon_ms}\n{case:#?}");
    }
    Ok(())
}

/// I4: one rule alone and all rules together have that rule's first due at the same time, up to the horizon.
fn earliest_is_there(case: &Case, all: &ReminderPlan, dice: &mut Dice) -> Checked {
    if case.rules.rules.is_empty() || all.degraded.contains(&Degradation::Thinned) {
        return Ok(());
    }
    let one = dice.range(0, case.rules.rules.len() as i64) as usize;
    let mut alone = case.clone();
    alone.rules = ReminderRules { rules: vec![case.rules.rules[one].clone()], ..case.rules.clone() };
    let plan = plan(&alone, &Ledger::default(), None);
    let Some(first) = plan.items.iter().find(|item| item.stage == ReminderStage::Due) else { return Ok(()) };
    let there = all.items.iter().any(|item| item.stage == ReminderStage::Due && item.at_ms == first.at_ms);
    let answered = case.answers.iter().any(|answer| !all.items.is_empty() && answer.rule != first.rule);
    let beyond = all.horizon_ms.is_none_or(|horizon_ms| first.at_ms > horizon_ms);
    hold!(there || beyond || answered, "I4: {first:?}\n{case:#?}");
    Ok(())
}

/// Applies a change, acknowledges every part of it in a random order, some of it twice.
fn settle(
    case: &Case,
    alarms: &mut Alarms,
    ledger: &Ledger,
    change: &ReminderChange,
    dice: &mut Dice,
) -> Result<Ledger, String> {
    let mut acks = alarms.apply(change, usize::MAX);
    for i in (1..acks.len()).rev() {
        let j = dice.range(0, i as i64 + 1) as usize;
        acks.swap(i, j);
    }
    let again: Vec<ReminderAck> = acks.iter().filter(|_| dice.one_in(4)).cloned().collect();
    let cut = dice.range(0, acks.len() as i64 + 1) as usize;
    let mut ledger = ledger.clone();
    for part in [&acks[..cut], &acks[cut..], &again[..]] {
        ledger = reminders::acknowledge(&ledger, &case.rules, &case.phone, part, &case.now)
            .map_err(|error| format!("acknowledge: {error}"))?;
    }
    Ok(ledger)
}

fn holds_the_plan(alarms: &Alarms, items: &[ReminderItem], what: &str) -> Checked {
    let mut held: Vec<_> = alarms.held().iter().map(|item| (item.id.clone(), item.fingerprint, item.at_ms)).collect();
    let mut wanted: Vec<_> = items.iter().map(|item| (item.id.clone(), item.fingerprint, item.at_ms)).collect();
    held.sort();
    wanted.sort();
    hold!(held == wanted, "{what}: the phone holds\n  {held:?}\nnot\n  {wanted:?}");
    Ok(())
}

fn observed(alarms: &Alarms, dice: &mut Dice) -> Observed {
    let seen = |item: &ReminderItem| ObservedReminder { id: item.id.clone(), at_ms: Some(item.at_ms) };
    let mut pending: Vec<ObservedReminder> = alarms.held().iter().filter(|_| !dice.one_in(5)).map(seen).collect();
    pending.push(ObservedReminder { id: "com.example.other".to_owned(), at_ms: None });
    Observed { pending, delivered: Vec::new() }
}

/// I7 and I8: a session is logged; nothing of the old anchor stays, and no more is done than differs.
fn after_a_log(case: &Case, alarms: &Alarms, ledger: &Ledger, dice: &mut Dice) -> Result<u64, String> {
    let mut later = case.clone();
    later.rules.sleep = None;
    let mut id = [7; 16];
    id[..8].copy_from_slice(&dice.bits().to_be_bytes());
    let start_ms = case.now.utc_ms - dice.range(0, 15) * MINUTE;
    if case.last.is_some_and(|last| last.start_ms >= start_ms) {
        return Ok(0);
    }
    later.last = Some(Stimulation { id: EntryId::from_bytes(id), start_ms, end_ms: case.now.utc_ms });
    later.running.clear();
    let change = reminders::change(&later.input(), ledger, None);
    let plan = plan(&later, ledger, None);
    hold!(plan.change == change, "a tap's change is the plan's");
    let before: Vec<(String, i64)> = alarms.held().iter().map(|item| (item.id.clone(), item.fingerprint)).collect();
    let after: Vec<(String, i64)> = plan.items.iter().map(|item| (item.id.clone(), item.fingerprint)).collect();
    let differ = before.iter().filter(|item| !after.contains(item)).count()
        + after.iter().filter(|item| !before.contains(item)).count();
    let calls = change.add.len() + change.replace.len() + change.cancel.len();
    hold!(calls <= differ, "I8: {calls} calls for {differ} differences\n{case:#?}");
    let mut phone = alarms.clone();
    phone.apply(&change, usize::MAX);
    holds_the_plan(&phone, &plan.items, "I7")?;
    let key = plan.items.iter().find(|item| item.rule == "interval").map(|item| item.id.clone());
    if let Some(key) = key {
        let anchor = |id: &str| id.split(':').nth(2).and_then(|part| part.split('.').next()).map(str::to_owned);
        let old = phone.held().iter().any(|item| item.rule == "interval" && anchor(&item.id) != anchor(&key));
        hold!(!old, "I7: an old reminder stays\n{case:#?}");
    }
    Ok(2)
}

/// I10: where neither night nor quiet hours have a say, absolute reminders keep their instant and wall-clock ones their
/// local time when the phone changes its zone.
fn travel(case: &Case, dice: &mut Dice) -> Checked {
    let mut here = case.clone();
    here.rules.quiet = None;
    here.rules.sleep = None;
    here.answers.clear();
    for rule in &mut here.rules.rules {
        rule.nag_ms = None;
        if let reminders::ReminderKind::Interval { every_ms, night_every_ms, .. } = &mut rule.kind {
            *night_every_ms = *every_ms;
        }
    }
    // A night of one minute can still end an interval; then nothing is said here.
    here.night =
        ClockWindow { from: here.night.from, to: relatch_core::ClockTime::from_minute(here.night.from.minute() + 1) };
    let mut there = here.clone();
    let zone = &zones()[dice.range(0, ZONES.len() as i64) as usize];
    there.now = Now { ..zone.now(here.now.utc_ms) };
    // Alone, so that other rules do not take its places.
    let absolute = |case: &Case| -> Vec<i64> {
        let mut alone = case.clone();
        alone.rules.rules.retain(|rule| rule.id == "interval");
        let items = plan(&alone, &Ledger::default(), None).items;
        items
            .iter()
            .filter(|item| item.rule == "interval" && item.stage == ReminderStage::Due)
            .map(|item| item.at_ms)
            .take(3)
            .collect()
    };
    let (first, second) = (absolute(&here), absolute(&there));
    let night = |case: &Case, times: &[i64]| times.iter().any(|at| oracle_planner::inside(case, case.night, *at));
    let touched = night(&here, &first) || night(&there, &second);
    hold!(
        first == second || touched || first.len() != second.len(),
        "I10: {first:?} {second:?}\n{here:#?}\n{there:#?}"
    );
    let clocks = |case: &Case| -> Vec<i64> {
        let items = plan(case, &Ledger::default(), None).items;
        items
            .iter()
            .filter_map(|item| match (item.trigger, item.moved) {
                (ReminderTrigger::WallClock { local }, None) => Some(i64::from(local.ms_of_day)),
                _ => None,
            })
            .collect()
    };
    for clock in clocks(&there) {
        let minute = (clock / MINUTE) as i32;
        let set = there.rules.rules.iter().any(|rule| match &rule.kind {
            reminders::ReminderKind::Interval { .. } => false,
            reminders::ReminderKind::Times { times, .. }
            | reminders::ReminderKind::WeighIn { times, .. }
            | reminders::ReminderKind::Medicine { times, .. }
            | reminders::ReminderKind::CarePlan { times, .. } => times.iter().any(|time| time.minute() == minute),
        });
        hold!(set && clock % MINUTE == 0, "I10: a wall-clock reminder at {clock}");
    }
    Ok(())
}

/// Runs seeds one after the other; the first that fails, with what it said. Answers how many plans were made.
pub fn soak(first_seed: u64, seeds: u64) -> Result<u64, String> {
    let mut plans = 0;
    for seed in first_seed..first_seed + seeds {
        agreement(seed).map_err(|reason| format!("seed {seed}: {reason}"))?;
        plans += 1 + invariants(seed).map_err(|reason| format!("seed {seed}: {reason}"))?;
    }
    Ok(plans)
}

/// An acknowledgement that says the operation went well.
pub fn taken(item: &ReminderItem) -> ReminderAck {
    ReminderAck {
        id: item.id.clone(),
        request_code: item.request_code,
        at_ms: item.at_ms,
        fingerprint: item.fingerprint,
        state: AckState::Set,
    }
}
