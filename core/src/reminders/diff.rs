//! The smallest change from what the phone holds to what it should hold.

use serde::{Deserialize, Serialize};

use super::fired::is_current;
use super::item::{Occurrence, ReminderId, ReminderItem, ReminderStage, id_text, key_hash, rule_hash};
use super::ledger::{Held, Ledger};
use super::phone::{Observed, Platform};
use super::planner::{Draft, PlanInput};
use super::rule::PLAN_ID;

/// What to tell the system so that it holds the plan.
///
/// Do `cancel` and `clear`, then set `add` and `replace`, then acknowledge each. Doing it twice does no harm.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderChange {
    /// To set; the phone holds nothing in their place.
    pub add: Vec<ReminderItem>,
    /// To set over what has the same id (iOS) or request code (Android); one call each, like `add`.
    pub replace: Vec<ReminderItem>,
    /// Pending ones to cancel.
    pub cancel: Vec<ReminderHandle>,
    /// Shown ones to take off the screen, by id: they are answered or overtaken.
    pub clear: Vec<ReminderHandle>,
    /// How many stay as they are.
    pub kept: i32,
    /// The last due of the plan, in milliseconds since 1970; absent when nothing is due.
    pub horizon_ms: Option<i64>,
}

/// How the system knows a reminder.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderHandle {
    /// The reminder's id: iOS's request identifier.
    pub id: String,
    /// Android: its request code; 0 where only the id is known.
    pub request_code: i32,
}

impl ReminderChange {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.replace.is_empty() && self.cancel.is_empty() && self.clear.is_empty()
    }
}

/// The change alone: what a tap answers. Costs one plan; writes nothing.
pub fn change(input: &PlanInput<'_>, ledger: &Ledger, observed: Option<&Observed>) -> ReminderChange {
    compare(input, &input.draft(), ledger, observed).1
}

/// Plans use the lowest free request codes: 17 at most, and a few that are held back for alarms on their way.
const STRAY_CODES: i32 = 32;

/// One pending reminder of the phone.
struct Pending<'l> {
    key: u64,
    fingerprint: i64,
    request_code: i32,
    name: Name<'l>,
    used: bool,
}

enum Name<'l> {
    Held(&'l str, &'l Held),
    Seen(&'l str),
}

impl Pending<'_> {
    fn handle(&self) -> ReminderHandle {
        let id = match self.name {
            Name::Held(rule, held) => id_text(rule, held.occurrence, held.stage, held.round),
            Name::Seen(id) => id.to_owned(),
        };
        ReminderHandle { id, request_code: self.request_code }
    }
}

/// Request codes for the draft's places, one each and in their order, and the change.
pub(crate) fn compare(
    input: &PlanInput<'_>,
    draft: &Draft,
    ledger: &Ledger,
    observed: Option<&Observed>,
) -> (Vec<i32>, ReminderChange) {
    let empty = Ledger::default();
    let ledger = if ledger.is_of(input.phone) { ledger } else { &empty };
    let mut pending = pending(input, draft, ledger, observed);
    let android = input.phone.platform == Platform::Android;
    let places = &draft.places;
    let mut codes = vec![0; places.len()];
    let mut taken = 0_u64;
    let mut matched = vec![usize::MAX; places.len()];
    for (i, place) in places.iter().enumerate() {
        let Some(found) = pending.iter().position(|held| held.key == place.key && !held.used) else { continue };
        let bit = code_bit(pending[found].request_code);
        if bit != 0 && taken & bit == 0 {
            taken |= bit;
            codes[i] = pending[found].request_code;
            matched[i] = found;
            pending[found].used = true;
        }
    }
    if android {
        taken |= on_its_way(input, draft, ledger);
    }
    let mut result = ReminderChange { horizon_ms: draft.horizon_ms, ..ReminderChange::default() };
    let mut spare = pending.iter().position(|held| !held.used).unwrap_or(pending.len());
    for (i, place) in places.iter().enumerate() {
        if matched[i] == usize::MAX {
            let mut over = false;
            // On Android a new alarm goes over an old one where it can: one call instead of two.
            while android && codes[i] == 0 && spare < pending.len() {
                let bit = code_bit(pending[spare].request_code);
                if !pending[spare].used && bit != 0 && taken & bit == 0 {
                    (codes[i], over) = (pending[spare].request_code, true);
                    pending[spare].used = true;
                }
                spare += 1;
            }
            if codes[i] == 0 {
                codes[i] = (!taken >> 1).trailing_zeros() as i32 + 1;
            }
            taken |= code_bit(codes[i]);
            let item = input.item(place, codes[i]);
            if over { result.replace.push(item) } else { result.add.push(item) }
        } else if pending[matched[i]].fingerprint == place.fingerprint {
            result.kept += 1;
        } else {
            let item = input.item(place, codes[i]);
            if pending[matched[i]].fingerprint == 0 { result.add.push(item) } else { result.replace.push(item) }
        }
    }
    // A code that is in use again must not be cancelled: Android knows an alarm by its code alone.
    let free = |held: &&Pending<'_>| !held.used && (!android || taken & code_bit(held.request_code) == 0);
    result.cancel = pending.iter().filter(free).map(Pending::handle).collect();
    if android && ledger.seen.is_some() && ledger.in_doubt(input.phone, input.now) {
        // A process that was killed before it could acknowledge may have left alarms that nobody knows of.
        let strays = (1..=STRAY_CODES).filter(|code| taken & code_bit(*code) == 0);
        let unknown = strays.filter(|code| !pending.iter().any(|held| held.request_code == *code));
        let handle = |request_code| ReminderHandle {
            id: id_text(PLAN_ID, Occurrence { anchor: 0, n: request_code }, ReminderStage::Due, 0),
            request_code,
        };
        result.cancel.extend(unknown.map(handle));
    }
    result.clear = shown_too_long(input, draft, ledger, observed);
    (codes, result)
}

/// Codes of alarms whose time has come but that Android may still be holding back (minutes without exact alarms, hours
/// under battery restriction), for dues that stand: setting another alarm over one would lose it.
fn on_its_way(input: &PlanInput<'_>, draft: &Draft, ledger: &Ledger) -> u64 {
    let mut codes = 0;
    for row in &ledger.rows {
        for held in row.held.iter().filter(|held| held.at_ms <= input.now.utc_ms) {
            if is_current(input, &draft.dues, &row.rule, held.occurrence, held.stage, held.round) {
                codes |= code_bit(held.request_code);
            }
        }
    }
    codes
}

fn code_bit(code: i32) -> u64 {
    if (1..=60).contains(&code) { 1 << code } else { 0 }
}

/// What the phone still has before it: by its own word on iOS, by the ledger on Android.
fn pending<'l>(
    input: &PlanInput<'_>,
    draft: &Draft,
    ledger: &'l Ledger,
    observed: Option<&'l Observed>,
) -> Vec<Pending<'l>> {
    let doubt = ledger.in_doubt(input.phone, input.now);
    let mut known = Vec::with_capacity(64);
    for row in &ledger.rows {
        let rule = rule_hash(&row.rule);
        for held in row.held.iter().filter(|held| held.at_ms > input.now.utc_ms) {
            known.push(Pending {
                key: key_hash(rule, held.occurrence, held.stage, held.round),
                fingerprint: if doubt { 0 } else { held.fingerprint },
                request_code: held.request_code,
                name: Name::Held(&row.rule, held),
                used: false,
            });
        }
    }
    let Some(observed) = observed else { return known };
    let mut found: Vec<Pending<'l>> = Vec::with_capacity(64);
    found.extend(observed.pending.iter().filter_map(|seen| {
        if !seen.id.starts_with("v1:") {
            return None;
        }
        let nameless = Pending { key: 0, fingerprint: 0, request_code: 0, name: Name::Seen(&seen.id), used: false };
        let Some(id) = ReminderId::parse(&seen.id) else { return Some(nameless) };
        if id.rule == super::rule::TEST_ID {
            return None;
        }
        // It is going off at this moment: let it.
        if seen.at_ms.is_some_and(|at_ms| at_ms <= input.now.utc_ms)
            && is_current(input, &draft.dues, &id.rule, id.occurrence, id.stage, id.round)
        {
            return None;
        }
        let key = key_hash(rule_hash(&id.rule), id.occurrence, id.stage, id.round);
        let Some(at) = known.iter().position(|held| held.key == key) else { return Some(nameless) };
        let mut held = known.swap_remove(at);
        let Name::Held(_, entry) = held.name else { return Some(held) };
        // Seconds are all that a calendar trigger keeps.
        if seen.at_ms.is_some_and(|at_ms| (at_ms - entry.at_ms).abs() >= 1_000) {
            held.fingerprint = 0;
        }
        Some(held)
    }));
    // The ledger must forget what iOS does not hold: set it anew, or "cancel" it.
    found.extend(known.into_iter().map(|held| Pending { fingerprint: 0, ..held }));
    found
}

/// What stands on the screen although it is answered or overtaken.
fn shown_too_long(
    input: &PlanInput<'_>,
    draft: &Draft,
    ledger: &Ledger,
    observed: Option<&Observed>,
) -> Vec<ReminderHandle> {
    let over = |rule: &str, occurrence: Occurrence, stage: ReminderStage, round: i32| {
        stage != ReminderStage::Housekeeping && !is_current(input, &draft.dues, rule, occurrence, stage, round)
    };
    if let Some(observed) = observed {
        let is_over = |id: &&String| {
            ReminderId::parse(id)
                .is_some_and(|id| id.rule != super::rule::TEST_ID && over(&id.rule, id.occurrence, id.stage, id.round))
        };
        let handle = |id: &String| ReminderHandle { id: id.clone(), request_code: 0 };
        return observed.delivered.iter().filter(is_over).map(handle).collect();
    }
    let mut found = Vec::new();
    for row in &ledger.rows {
        for held in row.held.iter().filter(|held| held.at_ms <= input.now.utc_ms) {
            if over(&row.rule, held.occurrence, held.stage, held.round) {
                let id = id_text(&row.rule, held.occurrence, held.stage, held.round);
                found.push(ReminderHandle { id, request_code: 0 });
            }
        }
    }
    found
}
