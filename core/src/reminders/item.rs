//! One reminder of a plan: its stable id, its fingerprint and what the phone needs to know.

use serde::{Deserialize, Serialize};

use crate::time::LocalTime;

/// One reminder that the phone should hold.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderItem {
    /// Stable name of this one reminder; iOS uses it as the request's identifier, [`ReminderAction`](super::ReminderAction)s name it.
    pub id: String,
    /// Id of the rule it comes from; "sleep" for the end of a protected sleep, "plan" for sentinel and housekeeping.
    pub rule: String,
    /// What it is.
    pub stage: ReminderStage,
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Seconds ahead of UTC that the phone will show then.
    pub offset_s: i32,
    /// How exactly the phone will keep that time.
    pub precision: Precision,
    /// Android: request code of its `PendingIntent`, 1 to 60; no two reminders of a plan share one.
    pub request_code: i32,
    /// Whether it keeps its instant or its local time when the phone changes its zone.
    pub trigger: ReminderTrigger,
    /// Key of its text: neutral words that may stand on a lock screen.
    pub text_key: String,
    /// Changes when anything changes that the phone stores for it.
    pub fingerprint: i64,
    /// Comes without sound.
    pub silent: bool,
    /// What moved it from the time it would have come, absent when nothing did.
    pub moved: Option<Moved>,
    /// How many others it stands for, because they would come at the same end of quiet hours or sleep.
    pub joined: i32,
}

/// What a reminder is.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderStage {
    /// It is time.
    Due,
    /// Once more, because nobody answered.
    Nag,
    /// Put off by the parent.
    Snooze,
    /// iOS: the last one, "open the app to keep reminders coming".
    Sentinel,
    /// Android: never shown; the app plans anew.
    Housekeeping,
}

/// How exactly a phone keeps a time.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute.
    Exact,
    /// Up to about 10 minutes late.
    Window,
    /// It may come hours late.
    Late,
}

/// What a reminder keeps when the phone changes its zone.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderTrigger {
    /// Its instant. On iOS: date components in a fixed UTC zone.
    Absolute,
    /// Its local time. On iOS: date components without a zone.
    WallClock {
        /// The local time.
        local: LocalTime,
    },
}

/// What moved a reminder.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moved {
    /// Quiet hours moved it to their end.
    QuietHours,
    /// Protected sleep moved it to its end.
    Sleep,
    /// The clock skips its local time that day; it comes later by the length of the gap.
    SkippedTime,
}

/// Which one of a rule's reminders: anchor session and count, or local day and minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Occurrence {
    /// Key of the anchor session; the local day's number since 1970; or the end of the sleep.
    pub anchor: i64,
    /// How many sessions after the anchor, from 1; or minutes after midnight.
    pub n: i32,
}

/// A reminder's id, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderId {
    /// The rule's id.
    pub rule: String,
    /// Which one.
    pub occurrence: Occurrence,
    /// What it is.
    pub stage: ReminderStage,
    /// Which snooze of its due, from 1; 0 for all else.
    pub round: i32,
}

/// Which words a reminder has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReminderText {
    /// A session.
    Session,
    /// A session, once more.
    SessionAgain,
    /// The end of a protected sleep.
    SleepEnd,
    /// Weighing.
    WeighIn,
    /// A medicine.
    Medicine,
    /// The care plan.
    CarePlan,
    /// Open the app.
    Sentinel,
    /// Nothing is shown.
    Housekeeping,
    /// The test alarm.
    Test,
}

impl ReminderText {
    /// The key in `texts/`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Session => "reminder.session",
            Self::SessionAgain => "reminder.session_again",
            Self::SleepEnd => "reminder.sleep_end",
            Self::WeighIn => "reminder.weigh_in",
            Self::Medicine => "reminder.medicine",
            Self::CarePlan => "reminder.care_plan",
            Self::Sentinel => "reminder.sentinel",
            Self::Housekeeping => "reminder.housekeeping",
            Self::Test => "reminder.test",
        }
    }
}

impl ReminderStage {
    /// The stage in one word, as JSON writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Nag => "nag",
            Self::Snooze => "snooze",
            Self::Sentinel => "sentinel",
            Self::Housekeeping => "housekeeping",
        }
    }

    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Due => 0,
            Self::Nag => 1,
            Self::Snooze => 2,
            Self::Sentinel => 3,
            Self::Housekeeping => 4,
        }
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        [Self::Due, Self::Nag, Self::Snooze, Self::Sentinel, Self::Housekeeping].get(usize::from(code)).copied()
    }
}

/// `v1:interval:583920138475.3:due`, `v1:times:20781.480:snooze-2`. Written by hand: a tap writes up to 60 of them.
pub(crate) fn id_text(rule: &str, occurrence: Occurrence, stage: ReminderStage, round: i32) -> String {
    let mut text = String::with_capacity(rule.len() + 40);
    text.push_str("v1:");
    text.push_str(rule);
    text.push(':');
    push_number(&mut text, occurrence.anchor);
    text.push('.');
    push_number(&mut text, i64::from(occurrence.n));
    text.push(':');
    text.push_str(stage.name());
    if round > 0 {
        text.push('-');
        push_number(&mut text, i64::from(round));
    }
    text
}

fn push_number(text: &mut String, number: i64) {
    let mut digits = [0_u8; 20];
    let mut left = number.unsigned_abs();
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            break;
        }
    }
    if number < 0 {
        text.push('-');
    }
    text.extend(digits[at..].iter().map(|digit| char::from(*digit)));
}

impl ReminderId {
    /// Reads an id; absent when it is none that Relatch writes.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("v1:")?.split(':');
        let (rule, occurrence, stage) = (parts.next()?, parts.next()?, parts.next()?);
        let (anchor, n) = occurrence.split_once('.')?;
        let (stage, round) = match stage.split_once('-') {
            Some((stage, round)) => (stage, round.parse().ok()?),
            None => (stage, 0),
        };
        let stage = (0..5).filter_map(ReminderStage::from_code).find(|known| known.name() == stage)?;
        let id = Self {
            rule: rule.to_owned(),
            occurrence: Occurrence { anchor: anchor.parse().ok()?, n: n.parse().ok()? },
            stage,
            round,
        };
        // One spelling for each: no leading zeros, no plus signs, nothing behind.
        (id.text() == text).then_some(id)
    }

    /// The id as text.
    pub fn text(&self) -> String {
        id_text(&self.rule, self.occurrence, self.stage, self.round)
    }
}

/// Mixes a number into a hash; the constants are those of the `SplitMix64` finalizer.
pub(crate) fn mix(hash: u64, value: u64) -> u64 {
    let mut z = (hash ^ value).wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Hash of a rule's id.
pub(crate) fn rule_hash(rule: &str) -> u64 {
    rule.bytes().fold(rule.len() as u64, |hash, byte| mix(hash, u64::from(byte)))
}

/// Hash of which reminder it is: equal for equal ids.
pub(crate) fn key_hash(rule: u64, occurrence: Occurrence, stage: ReminderStage, round: i32) -> u64 {
    let small = u64::from(stage.code()) << 32 | u64::from(round as u32 & 0xffff) << 40 | u64::from(occurrence.n as u32);
    mix(mix(rule, occurrence.anchor as u64), small)
}
