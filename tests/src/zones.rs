//! Zones from the bundled zone data, handed to the core as a phone would.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use relatch_core::{Now, ZoneTable, ZoneTransition};

use crate::calendar::day_number;

/// A zone with its clock changes in a span of years.
#[derive(Debug, Clone)]
pub struct Zone {
    /// Its name.
    pub name: String,
    /// Offset before the first change, in seconds.
    pub first_s: i32,
    /// Changes of the offset, oldest first.
    pub changes: Vec<ZoneTransition>,
}

impl Zone {
    /// The zone of that name from the start of one year to the start of another.
    pub fn load(name: &str, from_year: i64, to_year: i64) -> Self {
        let zone = TimeZone::get(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let at = |year| Timestamp::from_millisecond(day_number(year, 1, 1) * 86_400_000).unwrap();
        let (from, to) = (at(from_year), at(to_year));
        let first_s = zone.to_offset(from).seconds();
        let mut changes = Vec::new();
        let mut before_s = first_s;
        for change in zone.following(from) {
            if change.timestamp() >= to {
                break;
            }
            let after_s = change.offset().seconds();
            if after_s != before_s {
                changes.push(ZoneTransition { at_ms: change.timestamp().as_millisecond(), before_s, after_s });
                before_s = after_s;
            }
        }
        Self { name: name.to_owned(), first_s, changes }
    }

    /// The offset at an instant, in seconds.
    pub fn offset_s(&self, utc_ms: i64) -> i32 {
        let past = self.changes.iter().rev().find(|change| change.at_ms <= utc_ms);
        past.map_or(self.first_s, |change| change.after_s)
    }

    /// The present at an instant in this zone, with all its changes.
    pub fn now(&self, utc_ms: i64) -> Now {
        Now {
            utc_ms,
            offset_s: self.offset_s(utc_ms),
            zone: self.name.clone(),
            monotonic_ms: None,
            boot_id: None,
            zone_table: ZoneTable { transitions: self.changes.clone() },
        }
    }
}
