//! What the planner may count on: the phone's limits and permissions, and what it is seen to hold.

use serde::{Deserialize, Serialize};

use crate::time::HOUR_MS;

/// The phone as the app finds it: system, permissions, limits. Ask anew before every plan.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    /// Which system.
    pub platform: Platform,
    /// Android: exact alarms are allowed. No meaning on iOS, which is always exact.
    pub exact_ok: bool,
    /// Notifications are allowed.
    pub can_post: bool,
    /// Android: the reminder channel is on. True on iOS.
    pub channel_on: bool,
    /// Android: the app is restricted in the background, so alarms may come hours late.
    pub battery_restricted: bool,
    /// Fewer places than the platform's 60 or 17, absent for these; at least 3 are used.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub max_pending: Option<i32>,
    /// Android: when this app was last updated, in milliseconds since 1970, absent when not known.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub package_updated_ms: Option<i64>,
    /// Android: what the system holds is in doubt. True for the first plan of each process: the one before may have been
    /// killed before it could acknowledge, or by a forced stop. Every alarm is then set anew, at most 17 calls.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub alarms_lost: bool,
}

/// The system that rings.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Platform {
    /// iOS and iPadOS: up to 60 requests (the system drops some beyond 64).
    Ios,
    /// Android: 16 alarms and one for housekeeping.
    Android,
}

/// What iOS says it holds; taken as the truth over what was acknowledged.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Observed {
    /// Pending requests; those that are not Relatch's are passed over.
    pub pending: Vec<ObservedReminder>,
    /// Ids of the notifications that are on screen.
    pub delivered: Vec<String>,
}

/// One pending request.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObservedReminder {
    /// The identifier.
    pub id: String,
    /// When it will come, in milliseconds since 1970, absent when the system does not say.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub at_ms: Option<i64>,
}

impl Phone {
    /// A phone of this system on which everything is allowed.
    pub fn new(platform: Platform) -> Self {
        Self {
            platform,
            exact_ok: true,
            can_post: true,
            channel_on: true,
            battery_restricted: false,
            max_pending: None,
            package_updated_ms: None,
            alarms_lost: false,
        }
    }

    /// Places for reminders: 60 or 17, or fewer where the app says so.
    pub fn budget(&self) -> i32 {
        let most = match self.platform {
            Platform::Ios => 60,
            Platform::Android => 17,
        };
        self.max_pending.map_or(most, |places| places.clamp(3, most))
    }

    /// How far ahead the last due must lie at least.
    pub(crate) fn horizon_ms(&self) -> i64 {
        match self.platform {
            Platform::Ios => 48 * HOUR_MS,
            Platform::Android => 24 * HOUR_MS,
        }
    }
}

impl Default for Phone {
    /// What is assumed before any phone has reported: Android without exact alarms.
    fn default() -> Self {
        Self { exact_ok: false, ..Self::new(Platform::Android) }
    }
}
