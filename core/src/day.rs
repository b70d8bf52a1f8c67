//! What a day is: which one an instant belongs to, where it begins, how long it lasts.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::error::{JournalError, Result};
use crate::time::{ClockTime, DAY_MS, HOUR_MS, LocalTime, Now, Stamp};

/// A calendar day; crosses to Swift and Kotlin as text like "2026-11-01".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// Days since 1970-01-01.
    pub fn number(self) -> i32 {
        self.0
    }

    /// The day that many days after 1970-01-01.
    pub fn from_number(number: i32) -> Self {
        Self(number)
    }

    pub(crate) fn from_date(date: NaiveDate) -> Option<Self> {
        // Dates beyond four digits are never meant.
        (1900..=9999).contains(&date.year()).then(|| Self(date.to_epoch_days()))
    }

    fn date(self) -> NaiveDate {
        NaiveDate::from_epoch_days(self.0).unwrap_or_default()
    }

    /// Reads "2026-11-01"; absent when it is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let shaped = text.len() == 10
            && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
        if !shaped {
            return None;
        }
        Self::from_date(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?)
    }

    /// The day as "2026-11-01".
    pub fn text(self) -> String {
        self.date().format("%Y-%m-%d").to_string()
    }

    /// The day `days` later, or earlier when negative.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Weekday, 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> i32 {
        // 1970-01-01 was a Thursday.
        self.0.saturating_add(3).rem_euclid(7)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text())
    }
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("a day is written like 2026-11-01"))
    }
}

/// The time of day at which a new day begins, 04:00 to 07:30.
///
/// No zone changes its clock in that span (2024-2034, tz database; reliability.md B1), so a day's start always exists once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DayStart(ClockTime);

impl DayStart {
    /// 05:00, so that the default night 23:00-05:00 never straddles it.
    pub(crate) const DEFAULT: Self = Self(ClockTime::from_minute(300));

    pub(crate) fn new(time: ClockTime) -> Result<Self> {
        if (240..=450).contains(&time.minute()) {
            return Ok(Self(time));
        }
        Err(JournalError::invalid("day_start", "a day can begin between 04:00 and 07:30"))
    }

    pub(crate) fn time(self) -> ClockTime {
        self.0
    }

    /// The day an instant belongs to, by the offset that was shown there.
    pub(crate) fn day_of(self, stamp: Stamp) -> Day {
        Day::from_number((stamp.local_ms() - self.0.ms()).div_euclid(DAY_MS) as i32)
    }

    /// The instant at which `day` begins in the zone of `now`.
    pub(crate) fn begin_ms(self, day: Day, now: &Now) -> i64 {
        now.resolve(LocalTime::on(day, self.0)).stamp.utc_ms
    }
}

/// A daily window on the wall clock, such as the night; it may span midnight and is never empty.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClockWindow {
    /// First minute inside.
    pub from: ClockTime,
    /// First minute outside again.
    pub to: ClockTime,
}

impl ClockWindow {
    /// Night, 23:00 to 05:00 unless the parent sets another.
    pub(crate) const NIGHT: Self = Self { from: ClockTime::from_minute(1_380), to: ClockTime::from_minute(300) };

    pub(crate) fn check(self, field: &str) -> Result<()> {
        if self.from == self.to {
            return Err(JournalError::invalid(field, "the window is empty: from and to are the same"));
        }
        Ok(())
    }

    /// Whether a local time of day, in milliseconds since midnight, lies inside: from its first minute on, up to its end.
    #[must_use]
    pub fn contains(self, ms_of_day: i64) -> bool {
        let (from, to) = (self.from.ms(), self.to.ms());
        if from < to { (from..to).contains(&ms_of_day) } else { ms_of_day >= from || ms_of_day < to }
    }

    /// The calendar date on which the window that holds `stamp` began, absent when it lies outside.
    pub(crate) fn began_on(self, stamp: Stamp) -> Option<Day> {
        let local = LocalTime::from_local_ms(stamp.local_ms());
        let ms = i64::from(local.ms_of_day);
        if !self.contains(ms) {
            return None;
        }
        let after_midnight = self.from > self.to && ms < self.to.ms();
        Some(if after_midnight { local.date.plus(-1) } else { local.date })
    }
}

/// Length of a day in hours from the offsets around it, 22 to 26.
pub(crate) fn hours_between(first_offset_s: i32, next_offset_s: i32) -> f64 {
    24.0 - f64::from(next_offset_s - first_offset_s) / 3_600.0
}

/// Length of today in hours by the zone of `now`.
pub(crate) fn hours_of_today(day_start: DayStart, day: Day, now: &Now) -> f64 {
    (day_start.begin_ms(day.plus(1), now) - day_start.begin_ms(day, now)) as f64 / HOUR_MS as f64
}

#[cfg(test)]
mod tests;
