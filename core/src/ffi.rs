//! How the types that are no record or enum cross to Swift and Kotlin: as text. Only with the feature `uniffi`.

use crate::day::Day;
use crate::entry::EntryId;
use crate::error::JournalError;
use crate::time::ClockTime;

uniffi::custom_type!(Day, String, {
    try_lift: |text| Ok(Day::parse(&text).ok_or_else(|| JournalError::invalid("day", "a day is written like 2026-11-01"))?),
    lower: |day| day.text(),
});

uniffi::custom_type!(ClockTime, String, {
    try_lift: |text| Ok(ClockTime::parse(&text).ok_or_else(|| JournalError::invalid("time", "a time of day is written like 23:00"))?),
    lower: |time| time.text(),
});

uniffi::custom_type!(EntryId, String, {
    try_lift: |text| Ok(EntryId::parse(&text)?),
    lower: |id| id.to_string(),
});
