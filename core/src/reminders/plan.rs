//! The plan as the app sees it, and why each reminder comes when it does.

use serde::{Deserialize, Serialize};

use crate::time::{HOUR_MS, LocalTime, MINUTE_MS, Now};

pub use super::chain::ReminderStep;
use super::diff::{self, ReminderChange};
use super::item::{Moved, Occurrence, ReminderItem, ReminderStage, ReminderText, ReminderTrigger, id_text};
use super::ledger::Ledger;
use super::phone::{Observed, Phone, Platform};
use super::planner::{Draft, Due, Place, PlanInput, SLEEP};
use super::rule::TEST_ID;

/// A due becomes missed when it passed an hour ago without an answer.
pub(crate) const GRACE_MS: i64 = HOUR_MS;
/// A test alarm comes after a minute.
const TEST_AHEAD_MS: i64 = MINUTE_MS;
/// Its request code lies beyond those of the plan.
const TEST_CODE: i32 = 61;

/// What the phone should hold, and what to change for it.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderPlan {
    /// Every reminder the phone should hold, by time; at most `budget`.
    pub items: Vec<ReminderItem>,
    /// Places the phone has: 60 on iOS, 17 on Android.
    pub budget: i32,
    /// The last due of the plan, in milliseconds since 1970; absent when nothing is due.
    pub horizon_ms: Option<i64>,
    /// Dues since the latest stimulation that passed at least 60 minutes ago without an answer. Show one card, never a burst.
    pub missed: i32,
    /// Why reminders may be late, few or unseen; empty when all is well.
    pub degraded: Vec<Degradation>,
    /// What to tell the system.
    pub change: ReminderChange,
}

/// Why reminders may be late, few or unseen.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Degradation {
    /// Notifications are not allowed: nothing will be seen.
    NotificationsOff,
    /// The reminder channel is off: nothing will be seen.
    ChannelOff,
    /// Exact alarms are not allowed: up to about 10 minutes late.
    ExactAlarmsOff,
    /// The app is restricted in the background: perhaps hours late.
    BatteryRestricted,
    /// Too many reminders for the phone's places: some later ones are left out until the next plan.
    Thinned,
    /// Quiet hours suppress every reminder of the coming two weeks.
    AllQuiet,
}

/// Why a reminder comes when it does.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderReason {
    /// The reminder's id.
    pub id: String,
    /// Its rule.
    pub rule: String,
    /// What it is.
    pub stage: ReminderStage,
    /// When it comes, in milliseconds since 1970.
    pub at_ms: i64,
    /// How that time was found; absent for sentinel and housekeeping.
    pub step: Option<ReminderStep>,
    /// What the interval was counted from: the last session, or the due before; absent where nothing is counted.
    pub counted_from_ms: Option<i64>,
    /// When it would have come without quiet hours and sleep.
    pub unmoved_ms: i64,
    /// What moved it, absent when nothing did.
    pub moved: Option<Moved>,
    /// Quiet hours took its sound.
    pub silent: bool,
    /// How many others it stands for.
    pub joined: i32,
}

/// The plan of the present, and the change from what the phone is known to hold. Writes nothing.
///
/// `observed` is what iOS says it holds; absent on Android, where the ledger is all there is. Give it at least for the
/// first plan of each process: the one before may have been killed between telling the system and acknowledging.
pub fn plan(input: &PlanInput<'_>, ledger: &Ledger, observed: Option<&Observed>) -> ReminderPlan {
    let draft = input.draft();
    let (codes, change) = diff::compare(input, &draft, ledger, observed);
    let items = draft.places.iter().zip(&codes).map(|(place, code)| input.item(place, *code)).collect();
    ReminderPlan {
        items,
        budget: input.phone.budget(),
        horizon_ms: draft.horizon_ms,
        missed: missed(input, &draft.dues),
        degraded: degraded(input.phone, &draft),
        change,
    }
}

/// Why each reminder of the plan comes when it does, by time.
pub fn explain(input: &PlanInput<'_>) -> Vec<ReminderReason> {
    let draft = input.draft();
    let reason = |place: &Place| {
        let rule = input.rule_id(place.rule);
        let due = draft.dues.iter().find(|due| due.rule == place.rule && due.occurrence == place.occurrence);
        let counts = |due: &&Due| !matches!(due.step, ReminderStep::Clock | ReminderStep::SleepEnd);
        ReminderReason {
            id: id_text(rule, place.occurrence, place.stage, place.round),
            rule: rule.to_owned(),
            stage: place.stage,
            at_ms: place.at_ms,
            step: due.map(|due| due.step),
            counted_from_ms: due.filter(counts).map(|due| due.from_ms),
            unmoved_ms: match (place.stage, due) {
                (ReminderStage::Due, Some(due)) => due.raw_ms,
                (ReminderStage::Snooze, Some(due)) => {
                    input.answer(due).and_then(|answer| answer.until_ms).unwrap_or(place.at_ms)
                }
                (ReminderStage::Nag, Some(due)) => due.at_ms + input.nag_of(due.rule),
                _ => place.at_ms,
            },
            moved: moved(place),
            silent: place.silent,
            joined: place.joined,
        }
    };
    draft.places.iter().map(reason).collect()
}

/// A reminder one minute from now, by which a parent can see that reminders come through.
pub fn test_alarm(now: &Now, phone: &Phone) -> ReminderItem {
    let at_ms = now.utc_ms + TEST_AHEAD_MS;
    let occurrence = Occurrence { anchor: at_ms, n: 0 };
    ReminderItem {
        id: id_text(TEST_ID, occurrence, ReminderStage::Due, 0),
        rule: TEST_ID.to_owned(),
        stage: ReminderStage::Due,
        at_ms,
        offset_s: now.offset_at(at_ms),
        precision: super::planner::precision(phone),
        request_code: TEST_CODE,
        trigger: ReminderTrigger::Absolute,
        text_key: ReminderText::Test.key().to_owned(),
        fingerprint: at_ms,
        silent: false,
        moved: None,
        joined: 0,
    }
}

/// Dues since the latest stimulation that nobody answered within the grace time; none that the clock jumped over.
pub(crate) fn missed(input: &PlanInput<'_>, dues: &[Due]) -> i32 {
    let Some(last) = input.last else { return 0 };
    let over_ms = input.now.utc_ms - GRACE_MS;
    let is_missed = |due: &&Due| {
        let answer = input.answer(due);
        let last_ms = answer.and_then(|answer| answer.until_ms).map_or(due.at_ms, |until_ms| until_ms.max(due.at_ms));
        // What had passed less than the grace time before the jump was not given that time either.
        let jumped = |(from_ms, to_ms): &(i64, i64)| last_ms > from_ms - GRACE_MS && last_ms <= *to_ms;
        let skipped = answer.is_some_and(|answer| answer.skipped);
        due.at_ms > last.start_ms && last_ms <= over_ms && !skipped && !input.jumped.iter().any(jumped)
    };
    let past = dues.partition_point(|due| due.at_ms <= over_ms);
    dues[..past].iter().filter(is_missed).count() as i32
}

fn degraded(phone: &Phone, draft: &Draft) -> Vec<Degradation> {
    let android = phone.platform == Platform::Android;
    [
        (!phone.can_post, Degradation::NotificationsOff),
        (android && !phone.channel_on, Degradation::ChannelOff),
        (android && !phone.exact_ok, Degradation::ExactAlarmsOff),
        (android && phone.battery_restricted, Degradation::BatteryRestricted),
        (draft.thinned, Degradation::Thinned),
        (draft.all_quiet, Degradation::AllQuiet),
    ]
    .into_iter()
    .filter_map(|(holds, reason)| holds.then_some(reason))
    .collect()
}

fn moved(place: &Place) -> Option<Moved> {
    if place.delayed {
        Some(Moved::QuietHours)
    } else if place.rule == SLEEP && place.joined > 0 {
        Some(Moved::Sleep)
    } else {
        place.gap.then_some(Moved::SkippedTime)
    }
}

impl PlanInput<'_> {
    /// A place of the plan, written out for the phone.
    pub(crate) fn item(&self, place: &Place, request_code: i32) -> ReminderItem {
        let rule = self.rule_id(place.rule);
        ReminderItem {
            id: id_text(rule, place.occurrence, place.stage, place.round),
            rule: rule.to_owned(),
            stage: place.stage,
            at_ms: place.at_ms,
            offset_s: self.now.offset_at(place.at_ms),
            precision: place.precision,
            request_code,
            trigger: place.local_ms.map_or(ReminderTrigger::Absolute, |local_ms| ReminderTrigger::WallClock {
                local: LocalTime::from_local_ms(local_ms),
            }),
            text_key: place.text.key().to_owned(),
            fingerprint: place.fingerprint,
            silent: place.silent,
            moved: moved(place),
            joined: place.joined,
        }
    }
}
