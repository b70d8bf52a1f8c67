//! Instants, local time and the zone's clock changes, all given from outside.

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::{JournalError, Result};

/// Milliseconds in a minute.
pub(crate) const MINUTE_MS: i64 = 60_000;
/// Milliseconds in an hour.
pub(crate) const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Milliseconds in 24 hours; a calendar day may be shorter or longer.
pub(crate) const DAY_MS: i64 = 24 * HOUR_MS;

/// First instant that is accepted anywhere: 2015-01-01T00:00:00Z.
pub(crate) const EARLIEST_MS: i64 = 1_420_070_400_000;
/// Last instant that is accepted anywhere: 2100-01-01T00:00:00Z.
const LATEST_MS: i64 = 4_102_444_800_000;
/// No zone has ever been further from UTC (RFC 9557 tools allow less).
const MAX_OFFSET_S: i32 = 18 * 3_600;
/// Longest zone name of the tz database is far shorter.
const MAX_ZONE_BYTES: usize = 64;

/// The present, as the phone knows it: time, zone, and the clock that nobody can set.
///
/// Relatch never reads a clock. Every call takes one of these, so the same calls give the same answers.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Now {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Seconds that local time is ahead of UTC at this moment, -64800 to 64800.
    pub offset_s: i32,
    /// Name of the zone, such as "Europe/Paris", or empty when only the offset is known.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub zone: String,
    /// Milliseconds of a clock that only runs forward while the device is on, absent when there is none.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub monotonic_ms: Option<i64>,
    /// A text that changes with every start of the device, absent when there is none.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub boot_id: Option<String>,
    /// Clock changes of the zone around the present.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub zone_table: ZoneTable,
}

/// The clock changes of a zone, oldest first, from the platform's own zone data.
///
/// An empty table means that the offset of [`Now`] holds always. For reminders it should reach from
/// the start of yesterday to ten days ahead.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneTable {
    /// Clock changes by rising instant.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub transitions: Vec<ZoneTransition>,
}

/// One change of a zone's offset from UTC.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ZoneTransition {
    /// The first instant with the new offset, in milliseconds since 1970-01-01T00:00:00Z.
    pub at_ms: i64,
    /// Seconds ahead of UTC just before.
    pub before_s: i32,
    /// Seconds ahead of UTC from this instant on.
    pub after_s: i32,
}

/// An instant with the offset that the phone showed there.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stamp {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub utc_ms: i64,
    /// Seconds that local time was ahead of UTC.
    pub offset_s: i32,
}

/// A local date and time as a person writes it, without a zone.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LocalTime {
    /// The calendar date.
    pub date: Day,
    /// Milliseconds after midnight on a clock that never changes, 0 to 86399999.
    pub ms_of_day: i32,
}

/// A time of day on the wall clock, to the minute; crosses to Swift and Kotlin as text like "23:00".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(i32);

/// How a local time was found on the line of instants.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// The local time exists once.
    Exact,
    /// The clock skipped it; it was moved forward by the length of the gap.
    Gap,
    /// The clock showed it twice; the first pass was taken.
    Fold,
}

/// A local time, resolved.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resolved {
    /// The instant and its offset.
    pub stamp: Stamp,
    /// Whether the clock change had a say.
    pub resolution: Resolution,
}

impl Stamp {
    /// Local milliseconds, counted as if local time were UTC.
    pub(crate) fn local_ms(self) -> i64 {
        self.utc_ms + i64::from(self.offset_s) * 1_000
    }

    /// The local time as RFC 3339 text with its offset, such as "2026-11-01T01:30:00-04:00".
    pub fn rfc3339(self) -> String {
        let Some(local) = DateTime::from_timestamp_millis(self.local_ms()) else { return String::new() };
        let mut text = local.format("%Y-%m-%dT%H:%M:%S").to_string();
        let millis = self.utc_ms.rem_euclid(1_000);
        if millis != 0 {
            let _ = write!(text, ".{millis:03}");
        }
        text.push_str(&offset_text(self.offset_s));
        text
    }
}

/// "+01:00", "-03:30"; seconds are added only where a zone has them.
pub(crate) fn offset_text(offset_s: i32) -> String {
    let sign = if offset_s < 0 { '-' } else { '+' };
    let abs = offset_s.abs();
    let (hours, minutes, seconds) = (abs / 3_600, abs / 60 % 60, abs % 60);
    if seconds == 0 {
        format!("{sign}{hours:02}:{minutes:02}")
    } else {
        format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")
    }
}

impl Now {
    /// The present as an instant with its offset.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { utc_ms: self.utc_ms, offset_s: self.offset_s }
    }

    /// Refuses a present that no device can show.
    pub(crate) fn check(&self) -> Result<()> {
        if !(EARLIEST_MS..=LATEST_MS).contains(&self.utc_ms) {
            return Err(JournalError::invalid("now", "the time must lie between 2015 and 2100"));
        }
        check_offset("now", self.offset_s)?;
        check_zone("now", &self.zone)?;
        if self.monotonic_ms.is_some_and(|ms| !(0..=LATEST_MS).contains(&ms)) {
            return Err(JournalError::invalid("now", "the monotonic clock counts up from 0"));
        }
        self.zone_table.check()?;
        if self.zone_table.offset_at(self.utc_ms, self.offset_s) != self.offset_s {
            return Err(JournalError::invalid("now", "the offset and the zone's clock changes disagree"));
        }
        Ok(())
    }

    /// Seconds ahead of UTC that this zone shows at an instant.
    pub(crate) fn offset_at(&self, utc_ms: i64) -> i32 {
        self.zone_table.offset_at(utc_ms, self.offset_s)
    }

    /// An instant with the offset that this zone shows there.
    pub(crate) fn stamp_at(&self, utc_ms: i64) -> Stamp {
        Stamp { utc_ms, offset_s: self.offset_at(utc_ms) }
    }

    /// Finds the instant of a local time in this zone.
    pub(crate) fn resolve(&self, local: LocalTime) -> Resolved {
        self.zone_table.resolve(local, self.offset_s)
    }
}

pub(crate) fn check_offset(field: &str, offset_s: i32) -> Result<()> {
    if !(-MAX_OFFSET_S..=MAX_OFFSET_S).contains(&offset_s) {
        return Err(JournalError::invalid(field, "the offset from UTC must be within 18 hours"));
    }
    Ok(())
}

pub(crate) fn check_zone(field: &str, zone: &str) -> Result<()> {
    if zone.len() > MAX_ZONE_BYTES || zone.contains(char::is_control) {
        return Err(JournalError::invalid(field, "a zone name has at most 64 bytes and no control characters"));
    }
    Ok(())
}

impl ZoneTable {
    /// Seconds ahead of UTC at an instant; `fixed_s` where the table is empty.
    pub(crate) fn offset_at(&self, utc_ms: i64, fixed_s: i32) -> i32 {
        let past = self.transitions.partition_point(|change| change.at_ms <= utc_ms);
        match past.checked_sub(1) {
            Some(last) => self.transitions[last].after_s,
            None => self.transitions.first().map_or(fixed_s, |first| first.before_s),
        }
    }

    /// Gap: forward by the gap. Fold: first pass. Both are the offset before the change.
    pub(crate) fn resolve(&self, local: LocalTime, fixed_s: i32) -> Resolved {
        let [first, second] = self.passes(local, fixed_s);
        match (first, second) {
            (Some(stamp), None) | (None, Some(stamp)) => Resolved { stamp, resolution: Resolution::Exact },
            (Some(stamp), Some(_)) => Resolved { stamp, resolution: Resolution::Fold },
            (None, None) => {
                let before_s = self.gap_before_s(local).unwrap_or(fixed_s);
                let utc_ms = local.as_if_utc_ms() - i64::from(before_s) * 1_000;
                let stamp = Stamp { utc_ms, offset_s: self.offset_at(utc_ms, fixed_s) };
                Resolved { stamp, resolution: Resolution::Gap }
            }
        }
    }

    /// The instants at which a clock in this zone shows `local`: none in a gap, two in a fold, by rising instant.
    pub(crate) fn passes(&self, local: LocalTime, fixed_s: i32) -> [Option<Stamp>; 2] {
        let local_ms = local.as_if_utc_ms();
        let mut found = [None, None];
        let mut put = |utc_ms: i64, offset_s: i32| {
            let stamp = Some(Stamp { utc_ms, offset_s });
            if found[0].is_none() {
                found[0] = stamp;
            } else if found[0] != stamp && found[1].is_none() {
                found[1] = stamp;
            }
        };
        // A change moves local time by hours, so only the changes within a day and a half of it can matter.
        let near = self.transitions.partition_point(|change| change.at_ms < local_ms - 2 * DAY_MS);
        let mut from = i64::MIN;
        let mut offset_s = self.offset_at(local_ms - 2 * DAY_MS - 1, fixed_s);
        for change in &self.transitions[near..] {
            let utc_ms = local_ms - i64::from(offset_s) * 1_000;
            if utc_ms >= from && utc_ms < change.at_ms {
                put(utc_ms, offset_s);
            }
            (from, offset_s) = (change.at_ms, change.after_s);
            if from > local_ms + 2 * DAY_MS {
                return found;
            }
        }
        let utc_ms = local_ms - i64::from(offset_s) * 1_000;
        if utc_ms >= from {
            put(utc_ms, offset_s);
        }
        found
    }

    fn gap_before_s(&self, local: LocalTime) -> Option<i32> {
        let local_ms = local.as_if_utc_ms();
        self.transitions
            .iter()
            .find(|change| {
                let from = change.at_ms + i64::from(change.before_s) * 1_000;
                let to = change.at_ms + i64::from(change.after_s) * 1_000;
                (from..to).contains(&local_ms)
            })
            .map(|change| change.before_s)
    }

    pub(crate) fn check(&self) -> Result<()> {
        let rising = self
            .transitions
            .windows(2)
            .all(|pair| pair[0].at_ms < pair[1].at_ms && pair[0].after_s == pair[1].before_s);
        if !rising {
            return Err(JournalError::invalid("zone_table", "clock changes must rise and follow from one another"));
        }
        for change in &self.transitions {
            if !(-LATEST_MS..=2 * LATEST_MS).contains(&change.at_ms) {
                return Err(JournalError::invalid("zone_table", "clock changes must lie between 1840 and 2230"));
            }
            check_offset("zone_table", change.before_s)?;
            check_offset("zone_table", change.after_s)?;
        }
        Ok(())
    }
}

impl LocalTime {
    /// Milliseconds since 1970 as if this local time were UTC.
    pub(crate) fn as_if_utc_ms(self) -> i64 {
        i64::from(self.date.number()) * DAY_MS + i64::from(self.ms_of_day)
    }

    pub(crate) fn from_local_ms(local_ms: i64) -> Self {
        let date = Day::from_number(local_ms.div_euclid(DAY_MS) as i32);
        Self { date, ms_of_day: local_ms.rem_euclid(DAY_MS) as i32 }
    }

    /// The local time as `2026-11-01T01:30:00`.
    pub(crate) fn text(self) -> String {
        let text = Stamp { utc_ms: self.as_if_utc_ms(), offset_s: 0 }.rfc3339();
        text.trim_end_matches("+00:00").to_owned()
    }

    /// A date with a time of day.
    pub fn on(date: Day, time: ClockTime) -> Self {
        Self { date, ms_of_day: time.0 * 60_000 }
    }

    /// Reads `2026-11-01T01:30`, with seconds and fractions if given, `T` or a space between; absent when it is none.
    ///
    /// A leap second is taken as the last millisecond of its minute.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = text.split_once(['T', 't', ' '])?;
        let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
        let time = time.trim_start();
        let parsed = ["%H:%M:%S%.f", "%H:%M"].iter().find_map(|format| NaiveTime::parse_from_str(time, format).ok())?;
        let ms_of_day =
            parsed.num_seconds_from_midnight() as i32 * 1_000 + (parsed.nanosecond() / 1_000_000).min(999) as i32;
        Some(Self { date: Day::from_date(date)?, ms_of_day })
    }
}

impl ClockTime {
    /// The time that many minutes after midnight; counts on past 23:59 to the next day's times.
    pub const fn from_minute(minute: i32) -> Self {
        Self(minute.rem_euclid(1_440))
    }

    /// Minutes after midnight, 0 to 1439.
    pub const fn minute(self) -> i32 {
        self.0
    }

    /// Reads `HH:MM`; absent when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (hours, minutes) = text.split_once(':')?;
        if hours.is_empty() || hours.len() > 2 || minutes.len() != 2 {
            return None;
        }
        let digits =
            |part: &str| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i32>().ok()).flatten();
        let (hours, minutes) = (digits(hours)?, digits(minutes)?);
        (hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// The time as `HH:MM`.
    pub fn text(self) -> String {
        format!("{:02}:{:02}", self.0 / 60, self.0 % 60)
    }

    pub(crate) const fn ms(self) -> i64 {
        self.0 as i64 * MINUTE_MS
    }
}

impl Serialize for ClockTime {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for ClockTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a time of day is written like 23:00"))
    }
}

#[cfg(test)]
mod tests;
