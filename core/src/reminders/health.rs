//! Will reminders come through? A typed answer that an app can show.

use serde::{Deserialize, Serialize};

use crate::time::{DAY_MS, Now};

use super::ledger::Ledger;
use super::phone::{Phone, Platform};
use super::plan::Degradation;

/// A plan older than this is told to the parent.
const OLD_PLAN_MS: i64 = 2 * DAY_MS;
/// How late an inexact alarm may be, in minutes (`reliability.md` A2: the system's smallest window).
const WINDOW_MIN: i32 = 10;

/// Whether reminders will come through.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthReport {
    /// What is wrong, the worst first; empty when all is well.
    pub lines: Vec<HealthLine>,
    /// When the phone last acknowledged a plan, in milliseconds since 1970; absent when it never did.
    pub planned_ms: Option<i64>,
}

/// One thing that is wrong.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HealthLine {
    /// What.
    pub state: HealthState,
    /// Key of its text.
    pub text_key: String,
    /// The number in that text: minutes late, days since, operations refused; 0 where there is none.
    pub count: i32,
}

/// What can be wrong with reminders.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HealthState {
    /// Notifications are not allowed.
    NotificationsOff,
    /// The reminder channel is off.
    ChannelOff,
    /// The app is restricted in the background: alarms may come hours late.
    BatteryRestricted,
    /// The phone has never acknowledged a plan.
    NeverPlanned,
    /// The phone may have dropped its alarms (restart, update, forced stop, clock or zone): plan now.
    AlarmsInDoubt,
    /// The system refused some operations; they are tried again with the next plan.
    Refused,
    /// The last plan is some days old; open the app.
    PlanOld,
    /// Exact alarms are not allowed: some minutes late.
    ExactAlarmsOff,
    /// Some later reminders had no place.
    Thinned,
    /// Quiet hours suppress every reminder.
    AllQuiet,
}

impl HealthState {
    fn key(self) -> &'static str {
        match self {
            Self::NotificationsOff => "health.notifications_off",
            Self::ChannelOff => "health.channel_off",
            Self::BatteryRestricted => "health.battery_restricted",
            Self::NeverPlanned => "health.never_planned",
            Self::AlarmsInDoubt => "health.alarms_in_doubt",
            Self::Refused => "health.refused",
            Self::PlanOld => "health.plan_old",
            Self::ExactAlarmsOff => "health.exact_alarms_off",
            Self::Thinned => "health.thinned",
            Self::AllQuiet => "health.all_quiet",
        }
    }
}

/// Whether reminders will come through, from the phone, the ledger and what the plan says of itself.
pub fn health(phone: &Phone, ledger: &Ledger, degraded: &[Degradation], now: &Now) -> HealthReport {
    let android = phone.platform == Platform::Android;
    let seen = ledger.seen.as_ref().filter(|_| ledger.is_of(phone));
    let age_ms = seen.map_or(0, |seen| now.utc_ms - seen.utc_ms);
    let failed = seen.map_or(0, |seen| seen.failed);
    let lines = [
        (!phone.can_post, HealthState::NotificationsOff, 0),
        (android && !phone.channel_on, HealthState::ChannelOff, 0),
        (android && phone.battery_restricted, HealthState::BatteryRestricted, 0),
        (seen.is_none(), HealthState::NeverPlanned, 0),
        (seen.is_some() && ledger.in_doubt(phone, now), HealthState::AlarmsInDoubt, 0),
        (failed > 0, HealthState::Refused, failed),
        (age_ms >= OLD_PLAN_MS, HealthState::PlanOld, (age_ms / DAY_MS) as i32),
        (android && !phone.exact_ok, HealthState::ExactAlarmsOff, WINDOW_MIN),
        (degraded.contains(&Degradation::Thinned), HealthState::Thinned, 0),
        (degraded.contains(&Degradation::AllQuiet), HealthState::AllQuiet, 0),
    ]
    .into_iter()
    .filter(|(holds, _, _)| *holds)
    .map(|(_, state, count)| HealthLine { state, text_key: state.key().to_owned(), count })
    .collect();
    HealthReport { lines, planned_ms: seen.map(|seen| seen.utc_ms) }
}
