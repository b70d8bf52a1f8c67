//! The present: from `--now`, or from the system's clock, zone and boot.

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use relatch_core::{Now, Stamp, ZoneTable, ZoneTransition};

use crate::failure::{Failure, Result};
use crate::moment::Moment;

/// 2015-01-01T00:00:00Z: nothing before it is accepted.
const TABLE_FROM_S: i64 = 1_420_070_400;
/// Far enough for every plan: 400 days.
const TABLE_AHEAD_S: i64 = 400 * 86_400;

/// The present and its zone.
#[derive(Debug, Clone)]
pub(crate) struct Clock {
    pub(crate) now: Now,
    pub(crate) zone: TimeZone,
}

impl Clock {
    /// What `--now` says, else the system.
    pub(crate) fn read(given: Option<&str>) -> Result<Self> {
        match given {
            Some(text) => Self::given(text),
            None => Ok(Self::system()),
        }
    }

    fn given(text: &str) -> Result<Self> {
        let moment = Moment::parse(text).map_err(|reason| Failure::usage(format!("--now: {reason}")))?;
        let Moment::Exact { stamp, zone } = moment else {
            return Err(Failure::usage("--now: give an offset, a zone or both, as in 2026-11-01T01:30:00-04:00"));
        };
        let fixed = || Offset::from_seconds(stamp.offset_s).map_or(TimeZone::UTC, TimeZone::fixed);
        Ok(Self::at(stamp.utc_ms, zone.unwrap_or_else(fixed)))
    }

    fn system() -> Self {
        let now = Timestamp::now();
        let mut clock = Self::at(now.as_millisecond(), TimeZone::system());
        (clock.now.monotonic_ms, clock.now.boot_id) = (monotonic_ms(), boot_id());
        if clock.now.monotonic_ms.is_none() || clock.now.boot_id.is_none() {
            (clock.now.monotonic_ms, clock.now.boot_id) = (None, None);
        }
        clock
    }

    fn at(utc_ms: i64, zone: TimeZone) -> Self {
        let now = Now {
            utc_ms,
            offset_s: offset_at(&zone, utc_ms),
            zone: zone.iana_name().unwrap_or_default().to_owned(),
            monotonic_ms: None,
            boot_id: None,
            zone_table: zone_table(&zone, utc_ms),
        };
        Self { now, zone }
    }

    /// The present as an instant with its offset.
    pub(crate) fn stamp(&self) -> Stamp {
        Stamp { utc_ms: self.now.utc_ms, offset_s: self.now.offset_s }
    }
}

/// Seconds ahead of UTC that a zone shows at an instant.
pub(crate) fn offset_at(zone: &TimeZone, utc_ms: i64) -> i32 {
    Timestamp::from_millisecond(utc_ms).map_or(0, |at| zone.to_offset(at).seconds())
}

/// The clock changes of a zone from 2015 until well after `now`.
pub(crate) fn zone_table(zone: &TimeZone, now_ms: i64) -> ZoneTable {
    let last_s = now_ms.div_euclid(1_000).saturating_add(TABLE_AHEAD_S);
    let Ok(from) = Timestamp::from_second(TABLE_FROM_S) else { return ZoneTable::default() };
    let mut before_s = zone.to_offset(from).seconds();
    let mut transitions = Vec::new();
    for change in zone.following(from).take_while(|change| change.timestamp().as_second() <= last_s) {
        let after_s = change.offset().seconds();
        // A new abbreviation alone is no change of the clock.
        if after_s != before_s {
            transitions.push(ZoneTransition { at_ms: change.timestamp().as_millisecond(), before_s, after_s });
            before_s = after_s;
        }
    }
    ZoneTable { transitions }
}

/// Milliseconds since the machine started, sleep included.
fn monotonic_ms() -> Option<i64> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let seconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Some((seconds * 1_000.0) as i64)
}

fn boot_id() -> Option<String> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    Some(text.trim().to_owned()).filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_table_holds_every_change_since_2015_and_the_next_year() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let table = zone_table(&zone, 1_793_534_400_000);
        assert_eq!(table.transitions.len(), 2 * (2027 - 2015 + 1));
        let autumn = table.transitions.iter().find(|change| change.at_ms == 1_793_512_800_000).unwrap();
        assert_eq!((autumn.before_s, autumn.after_s), (-14_400, -18_000));
    }

    #[test]
    fn an_offset_alone_has_no_clock_changes() {
        let clock = Clock::read(Some("2026-11-01T01:30:00-04:00")).unwrap();
        assert_eq!((clock.now.offset_s, clock.now.zone.as_str()), (-14_400, ""));
        assert!(clock.now.zone_table.transitions.is_empty());
    }
}
