//! The limits of every field, in one place (CONTRACT section 1, "limits").

use super::{Entry, EntryKind, Expression, Nursing, Transfer};
use crate::error::{JournalError, Result};
use crate::time::{EARLIEST_MS, MINUTE_MS, Now, check_offset};
use crate::volume::{MAX_VOLUME_UL, Mass, Volume};

/// Longest session: 240 minutes.
pub(crate) const MAX_DURATION_MS: i64 = 240 * MINUTE_MS;
/// Longest pauses within a session: 24 hours. They count for nothing but its end.
pub(crate) const MAX_PAUSE_MS: i64 = 6 * MAX_DURATION_MS;
/// Longest text, in characters.
pub(crate) const MAX_TEXT_CHARS: usize = 2_000;
/// An entry may start a little after the phone's clock, never further: 5 minutes.
pub(crate) const MAX_AHEAD_MS: i64 = 5 * MINUTE_MS;
/// A weight lies between 300 g and 30 kg.
const MASS_MG: std::ops::RangeInclusive<i64> = 300_000..=30_000_000;
/// A test weighing lies between -100 g and +600 g.
const TEST_WEIGHING_MG: std::ops::RangeInclusive<i64> = -100_000..=600_000;
/// A body temperature lies between 30 and 45 degrees Celsius.
const MILLI_CELSIUS: std::ops::RangeInclusive<i64> = 30_000..=45_000;

impl Entry {
    /// Refuses what lies outside the limits; `now` bounds the start.
    pub(crate) fn check(&self, now: &Now) -> Result<()> {
        check_start("start", self.start.utc_ms, now)?;
        check_offset("start", self.start.offset_s)?;
        self.kind.check()?;
        check_text("note", self.note.as_deref())?;
        for tag in &self.tags {
            check_text("tags", Some(tag))?;
        }
        if self.kind == EntryKind::Note && self.note.as_deref().is_none_or(|text| text.trim().is_empty()) {
            return Err(JournalError::invalid("note", "a note needs a text"));
        }
        Ok(())
    }
}

pub(crate) fn check_start(field: &str, start_ms: i64, now: &Now) -> Result<()> {
    if start_ms < EARLIEST_MS {
        return Err(JournalError::invalid(field, "the start must not lie before 2015"));
    }
    if start_ms > now.utc_ms + MAX_AHEAD_MS {
        return Err(JournalError::invalid(field, "the start lies more than 5 minutes in the future"));
    }
    Ok(())
}

impl EntryKind {
    /// Refuses fields outside their limits.
    pub(crate) fn check(&self) -> Result<()> {
        match self {
            Self::Nursing { nursing } => nursing.check(),
            Self::Expression { expression } => expression.check(),
            Self::Supplement { supplement } => supplement.volume.check("volume"),
            Self::SkinToSkin { duration_ms } => check_duration("minutes", *duration_ms),
            Self::Weight { mass } => check_mass("weight", *mass),
            Self::Diaper { diaper } => {
                if !diaper.wet && !diaper.stool {
                    return Err(JournalError::invalid("diaper", "a diaper is wet, has stool, or both"));
                }
                check_text("detail", diaper.detail.as_deref())
            }
            Self::Medicine { name, detail } => {
                check_name("name", name)?;
                check_text("detail", detail.as_deref())
            }
            Self::Temperature { milli_celsius, .. } if !MILLI_CELSIUS.contains(milli_celsius) => {
                Err(JournalError::invalid("temperature", "a temperature must lie between 30 and 45 degrees Celsius"))
            }
            Self::Wellbeing { mood, rest } => {
                if mood.is_none() && rest.is_none() {
                    return Err(JournalError::invalid("mood", "give mood, rest or both"));
                }
                check_scale("mood", *mood, 1, 5)?;
                check_scale("rest", *rest, 1, 5)
            }
            Self::Other { label, detail } => {
                check_name("label", label)?;
                check_text("detail", detail.as_deref())
            }
            Self::Temperature { .. } | Self::Sign { .. } | Self::Note => Ok(()),
        }
    }

    /// As an empty note, an empty detail says nothing.
    pub(crate) fn without_empty_detail(mut self) -> Self {
        let detail = match &mut self {
            Self::Diaper { diaper } => &mut diaper.detail,
            Self::Medicine { detail, .. } | Self::Other { detail, .. } => detail,
            _ => return self,
        };
        detail.take_if(|text| text.is_empty());
        self
    }
}

impl Nursing {
    fn check(&self) -> Result<()> {
        if self.both_ms.is_some() && (self.left_ms.is_some() || self.right_ms.is_some()) {
            return Err(JournalError::invalid("minutes", "give the sides, or both together, not the two"));
        }
        if self.side.is_some() && self.duration_ms().is_some() {
            return Err(JournalError::invalid("side", "give the minutes of the side, or the side alone"));
        }
        check_duration("left", self.left_ms)?;
        check_duration("right", self.right_ms)?;
        check_duration("minutes", self.duration_ms())?;
        check_pause(self.pause_ms)?;
        if let Some(supplementer) = &self.supplementer {
            supplementer.volume.check("supplementer")?;
        }
        match self.transfer {
            Some(Transfer::Weighed { before, after }) => {
                check_mass("weighed", before)?;
                check_mass("weighed", after)?;
                if !TEST_WEIGHING_MG.contains(&(after.milligrams - before.milligrams)) {
                    return Err(JournalError::invalid("weighed", "a test weighing must lie between -100 and +600 g"));
                }
                Ok(())
            }
            Some(Transfer::TestWeighed { volume } | Transfer::Estimated { volume }) => volume.check("transfer"),
            None => Ok(()),
        }
    }
}

impl Expression {
    fn check(&self) -> Result<()> {
        if self.total.is_some() && (self.left.is_some() || self.right.is_some()) {
            return Err(JournalError::invalid("total", "a total and the sides exclude each other"));
        }
        for (field, volume) in [("left", self.left), ("right", self.right), ("total", self.total)] {
            volume.map_or(Ok(()), |volume| volume.check(field))?;
        }
        let sum_ul: i64 = [self.left, self.right].into_iter().flatten().filter_map(Volume::microlitres).sum();
        if sum_ul > MAX_VOLUME_UL {
            return Err(JournalError::invalid("volume", "both sides together must not exceed 1000 ml"));
        }
        check_duration("minutes", self.duration_ms)?;
        check_pause(self.pause_ms)?;
        check_scale("let_downs", self.let_downs, 0, 50)?;
        check_scale("pain", self.pain, 0, 10)
    }
}

fn check_duration(field: &str, duration_ms: Option<i64>) -> Result<()> {
    match duration_ms {
        Some(ms) if !(0..=MAX_DURATION_MS).contains(&ms) => {
            Err(JournalError::invalid(field, "minutes must lie between 0 and 240"))
        }
        _ => Ok(()),
    }
}

fn check_pause(pause_ms: i64) -> Result<()> {
    if (0..=MAX_PAUSE_MS).contains(&pause_ms) {
        return Ok(());
    }
    Err(JournalError::invalid("pause", "a pause must lie between 0 and 24 hours"))
}

fn check_mass(field: &str, mass: Mass) -> Result<()> {
    if MASS_MG.contains(&mass.milligrams) {
        return Ok(());
    }
    Err(JournalError::invalid(field, "a weight must lie between 300 g and 30 kg"))
}

fn check_scale(field: &str, value: Option<i32>, low: i32, high: i32) -> Result<()> {
    match value {
        Some(value) if !(low..=high).contains(&value) => {
            Err(JournalError::invalid(field, format!("must lie between {low} and {high}")))
        }
        _ => Ok(()),
    }
}

pub(crate) fn check_text(field: &str, text: Option<&str>) -> Result<()> {
    match text {
        Some(text) if text.chars().count() > MAX_TEXT_CHARS => {
            Err(JournalError::invalid(field, "a text must not exceed 2000 characters"))
        }
        // SQLite's text functions end at a NUL, so it would come back cut.
        Some(text) if text.contains('\0') => Err(JournalError::invalid(field, "a text must not hold a NUL character")),
        _ => Ok(()),
    }
}

pub(crate) fn check_name(field: &str, text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(JournalError::invalid(field, "must not be empty"));
    }
    check_text(field, Some(text))
}
