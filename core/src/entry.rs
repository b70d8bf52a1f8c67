//! What a parent logs: the kinds of entry and their fields.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::{JournalError, Result};
use crate::sign::Sign;
use crate::time::Stamp;
use crate::timer::Side;
use crate::volume::{Mass, Volume};

pub(crate) use check::{MAX_AHEAD_MS, MAX_DURATION_MS, MAX_PAUSE_MS, check_name, check_start, check_text};

mod check;

/// The id of an entry, made by the app; crosses to Swift and Kotlin as UUID text.
///
/// Make one UUID (version 7 keeps the log in order on disk) for each thing a person does, and use it again when the
/// call is repeated: the same id never logs twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId([u8; 16]);

/// An entry to log, or the new content of one that exists.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewEntry {
    /// Made by the app, one for each thing a person does.
    pub id: EntryId,
    /// When it started. Absent: it has just finished, so it started its own minutes before now.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub start: Option<Stamp>,
    /// Name of the zone it started in. Absent: the phone's present zone, if the offset of `start` is its own.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub zone: Option<String>,
    /// What it is.
    pub kind: EntryKind,
    /// Display name of the baby. Absent: the only baby there is, or nobody for what is the parent's own.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub baby: Option<String>,
    /// Free text, up to 2000 characters; the text itself for a note.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub note: Option<String>,
    /// Labels another app had put on it, up to 2000 characters each.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub tags: Vec<String>,
}

/// One logged entry.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The id that the app made.
    pub id: EntryId,
    /// When it started, with the offset the phone showed.
    pub start: Stamp,
    /// Name of the zone the phone was in, or empty. Context only: nothing is counted by it.
    pub zone: String,
    /// The day it belongs to: the one it started in, by its own offset.
    pub day: Day,
    /// What it is.
    pub kind: EntryKind,
    /// Display name of the baby, absent for what is the parent's own.
    pub baby: Option<String>,
    /// Free text; the text itself for a note.
    pub note: Option<String>,
    /// Labels another app had put on it.
    pub tags: Vec<String>,
}

/// What an entry is, with its fields.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum EntryKind {
    /// Baby at the breast, with or without a supplementer.
    Nursing {
        /// Its fields.
        nursing: Nursing,
    },
    /// Milk taken by pump, by hand or both.
    Expression {
        /// Its fields.
        expression: Expression,
    },
    /// Milk given to a baby other than at the breast.
    Supplement {
        /// Its fields.
        supplement: Supplement,
    },
    /// Skin to skin.
    SkinToSkin {
        /// How long, in milliseconds, 0 to 240 minutes; absent when not known.
        duration_ms: Option<i64>,
    },
    /// A baby's weight.
    Weight {
        /// 300 g to 30 kg.
        mass: Mass,
    },
    /// A diaper.
    Diaper {
        /// Its fields.
        diaper: Diaper,
    },
    /// A medicine, herb or other remedy; logged, never advised. Belongs to the parent unless a baby is named.
    Medicine {
        /// Its name.
        name: String,
        /// Dose, form or anything else, as text.
        detail: Option<String>,
    },
    /// A body temperature: a baby's, or the parent's own.
    Temperature {
        /// Thousandths of a degree Celsius, 30000 to 45000.
        milli_celsius: i64,
        /// It is the parent's own; then no baby may be named. False: the baby's, or nobody said whose.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[cfg_attr(feature = "uniffi", uniffi(default))]
        of_parent: bool,
    },
    /// A sign from the fixed list that calls for somebody's attention.
    Sign {
        /// Which.
        sign: Sign,
    },
    /// How the parent is.
    Wellbeing {
        /// 1 (low) to 5 (good).
        mood: Option<i32>,
        /// 1 (none) to 5 (plenty).
        rest: Option<i32>,
    },
    /// A note; its text is the entry's note.
    Note,
    /// What another app knew and Relatch keeps but does not count.
    Other {
        /// What it was called there.
        label: String,
        /// Its values, as text.
        detail: Option<String>,
    },
}

/// Baby at the breast.
///
/// Give `left_ms` and `right_ms`, or `both_ms` when the sides were not told apart. A side that is not named beside a
/// named one was not used.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Nursing {
    /// Milliseconds at the left breast without pauses, up to 240 minutes.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub left_ms: Option<i64>,
    /// Milliseconds at the right breast without pauses, up to 240 minutes.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub right_ms: Option<i64>,
    /// Milliseconds in all without pauses, sides not told apart, up to 240 minutes.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub both_ms: Option<i64>,
    /// The only side that was used, where its minutes are not known. Excludes the three above.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub side: Option<Side>,
    /// Milliseconds of pauses on top, 0 or more.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub pause_ms: i64,
    /// How far the baby came, absent when not stated.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub latch: Option<Latch>,
    /// A supplementer at the breast, absent when none was used.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub supplementer: Option<Supplementer>,
    /// How much the baby took from the breast, absent when nobody knows.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub transfer: Option<Transfer>,
}

/// How far a baby came at the breast, from offered to swallowed.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Latch {
    /// The breast was offered.
    Offered,
    /// The baby licked.
    Licked,
    /// The baby latched.
    Latched,
    /// The baby swallowed.
    Swallowed,
    /// The baby refused.
    Refused,
}

impl Latch {
    /// Every outcome, from offered to refused.
    pub const ALL: [Self; 5] = [Self::Offered, Self::Licked, Self::Latched, Self::Swallowed, Self::Refused];

    /// Offered, licked and refused are attempts: they count for back to breast, not as a session.
    pub fn is_attempt(self) -> bool {
        matches!(self, Self::Offered | Self::Licked | Self::Refused)
    }
}

/// A supplementer: a tube at the breast that brings milk while the baby nurses.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplementer {
    /// What was in it.
    pub milk: Milk,
    /// How much of it was taken.
    pub volume: Volume,
}

/// How much milk a baby took from the breast itself, and how that is known.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Transfer {
    /// The baby was weighed before and after, in the same clothes.
    Weighed {
        /// Weight before.
        before: Mass,
        /// Weight after.
        after: Mass,
    },
    /// A test weighing of which only the amount is known.
    TestWeighed {
        /// The amount.
        volume: Volume,
    },
    /// A guess.
    Estimated {
        /// The amount.
        volume: Volume,
    },
}

/// Milk taken by pump, by hand or both.
///
/// Give `left` and `right`, or `total` when the sides were not told apart. A side that is not named beside a named one
/// was not used. With none of the three the volume was not measured.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expression {
    /// Pump, hand or both.
    pub method: ExpressionMethod,
    /// Left side, absent when it was not used or the sides were not told apart.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub left: Option<Volume>,
    /// Right side, absent when it was not used or the sides were not told apart.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub right: Option<Volume>,
    /// Both sides together, 0 to 1000 ml.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub total: Option<Volume>,
    /// Milliseconds without pauses, up to 240 minutes; absent when not known.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub duration_ms: Option<i64>,
    /// Milliseconds of pauses on top, 0 or more.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub pause_ms: i64,
    /// Both breasts at once (true) or one after the other (false), absent when not stated.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub double: Option<bool>,
    /// A pattern of rounds, counted as one session.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub pattern: Option<ExpressionPattern>,
    /// How many let-downs were noticed, 0 to 50.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub let_downs: Option<i32>,
    /// Pain from 0 (none) to 10.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub pain: Option<i32>,
}

/// How milk was expressed.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpressionMethod {
    /// By pump.
    Pump,
    /// By hand.
    Hand,
    /// Pump and hand together.
    Combined,
}

/// A pattern of rounds within one session.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpressionPattern {
    /// Power pumping: rounds of pumping with pauses.
    Power,
}

/// Milk given to a baby other than at the breast.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Supplement {
    /// Which milk.
    pub milk: Milk,
    /// How much, 0 to 1000 ml.
    pub volume: Volume,
    /// By what, absent when not stated.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub by: Option<SupplementBy>,
}

/// Which milk a baby was given.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Milk {
    /// The parent's own.
    Own,
    /// The parent's own with fortifier.
    OwnFortified,
    /// Donor milk.
    Donor,
    /// Formula.
    Formula,
}

/// By what a supplement was given.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupplementBy {
    /// Bottle.
    Bottle,
    /// Cup.
    Cup,
    /// Spoon.
    Spoon,
    /// Syringe.
    Syringe,
    /// Paladai, a small spouted cup.
    Paladai,
    /// Finger feeding.
    Finger,
    /// Another way.
    Other,
}

/// A diaper: wet, stool or both.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diaper {
    /// Wet.
    pub wet: bool,
    /// With stool.
    pub stool: bool,
    /// Colour, amount or anything else, as text.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub detail: Option<String>,
}

impl EntryId {
    /// An id from its 16 bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The 16 bytes of the id.
    pub fn bytes(&self) -> [u8; 16] {
        self.0
    }

    /// Reads UUID text; refuses anything else and the nil UUID, as field "id".
    pub fn parse(text: &str) -> Result<Self> {
        match uuid::Uuid::try_parse(text) {
            Ok(uuid) if !uuid.is_nil() && text.len() == 36 => Ok(Self(uuid.into_bytes())),
            _ => Err(JournalError::invalid("id", "an id is a UUID such as 0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f")),
        }
    }
}

impl std::fmt::Display for EntryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        uuid::Uuid::from_bytes(self.0).hyphenated().fmt(f)
    }
}

impl Serialize for EntryId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

impl Expression {
    /// An expression of which nothing but the method is known.
    pub fn of(method: ExpressionMethod) -> Self {
        Self {
            method,
            left: None,
            right: None,
            total: None,
            duration_ms: None,
            pause_ms: 0,
            double: None,
            pattern: None,
            let_downs: None,
            pain: None,
        }
    }
}

impl Nursing {
    /// Milliseconds at the breast without pauses, once however many sides; absent when not known.
    pub fn duration_ms(&self) -> Option<i64> {
        match (self.left_ms, self.right_ms, self.both_ms) {
            (None, None, both) => both,
            // Not yet checked against any limit: a sum must not overflow.
            (left, right, _) => Some(left.unwrap_or(0).saturating_add(right.unwrap_or(0))),
        }
    }
}

impl EntryKind {
    /// Milliseconds that the entry took without pauses; absent when it has none or they are not known.
    pub fn duration_ms(&self) -> Option<i64> {
        match self {
            Self::Nursing { nursing } => nursing.duration_ms(),
            Self::Expression { expression } => expression.duration_ms,
            Self::SkinToSkin { duration_ms } => *duration_ms,
            _ => None,
        }
    }

    /// Milliseconds of pauses within the entry.
    pub fn pause_ms(&self) -> i64 {
        match self {
            Self::Nursing { nursing } => nursing.pause_ms,
            Self::Expression { expression } => expression.pause_ms,
            _ => 0,
        }
    }

    /// Whether the entry is about the parent, so that it needs no baby even where there are several.
    pub fn is_parents_own(&self) -> bool {
        match self {
            Self::Expression { .. } | Self::Wellbeing { .. } | Self::Medicine { .. } => true,
            Self::Sign { sign } => sign.is_parents(),
            Self::Temperature { of_parent, .. } => *of_parent,
            _ => false,
        }
    }
}
