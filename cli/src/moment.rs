//! A TIME as it is typed, and the instant it means.

use jiff::civil::DateTime;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use relatch_core::{ClockTime, Day, Resolution, Stamp};

use crate::clock::{Clock, offset_at};
use crate::failure::{Failure, Result};

/// What stood on the command line.
#[derive(Debug, Clone)]
pub(crate) enum Moment {
    /// With an offset, a zone, or both.
    Exact { stamp: Stamp, zone: Option<TimeZone> },
    /// A local date and time.
    Local(DateTime),
    /// A time of day.
    Clock(ClockTime),
    /// A date alone: the beginning of that day.
    Date(Day),
}

/// An instant, and the zone to store if one was typed.
#[derive(Debug, Clone)]
pub(crate) struct At {
    pub(crate) stamp: Stamp,
    pub(crate) zone: Option<String>,
    /// Whether a clock change had a say; the person is told.
    pub(crate) resolution: Resolution,
}

const SHAPE: &str = "a time is written 2026-11-01T01:30:00-04:00[America/New_York], 2026-11-01T01:30 or 01:30";

impl Moment {
    /// For clap: a TIME, but no date alone.
    pub(crate) fn time(text: &str) -> std::result::Result<Self, String> {
        match Self::parse(text)? {
            Self::Date(_) => Err(SHAPE.to_owned()),
            moment => Ok(moment),
        }
    }

    pub(crate) fn parse(text: &str) -> std::result::Result<Self, String> {
        let text = text.trim();
        if let Some(clock) = ClockTime::parse(text) {
            return Ok(Self::Clock(clock));
        }
        if let Some(day) = Day::parse(text) {
            return Ok(Self::Date(day));
        }
        let shape = |_| SHAPE.to_owned();
        let pieces = Pieces::parse(text).map_err(shape)?;
        let time = pieces.time().ok_or_else(|| SHAPE.to_owned())?;
        let local = pieces.date().to_datetime(time);
        let zone = pieces.to_time_zone().map_err(|_| "the zone is not known".to_owned())?;
        let offset = match pieces.offset() {
            Some(PiecesOffset::Zulu) => Some(Offset::UTC),
            Some(PiecesOffset::Numeric(numeric)) => Some(numeric.offset()),
            _ => None,
        };
        let Some(zone) = zone else {
            let Some(offset) = offset else { return Ok(Self::Local(local)) };
            let at = offset.to_timestamp(local).map_err(shape)?;
            let stamp = Stamp { utc_ms: at.as_millisecond(), offset_s: offset.seconds() };
            return Ok(Self::Exact { stamp, zone: None });
        };
        let Some(offset) = offset else {
            return Ok(Self::Exact { stamp: in_zone(local, &zone).ok_or_else(|| SHAPE.to_owned())?, zone: Some(zone) });
        };
        let at = offset.to_timestamp(local).map_err(shape)?;
        let stamp = Stamp { utc_ms: at.as_millisecond(), offset_s: zone.to_offset(at).seconds() };
        // "Z" says the instant and nothing about the zone.
        let zulu = matches!(pieces.offset(), Some(PiecesOffset::Zulu));
        if !zulu && stamp.offset_s != offset.seconds() {
            return Err("the zone and the offset disagree".to_owned());
        }
        Ok(Self::Exact { stamp, zone: Some(zone) })
    }

    /// The instant, local times by the zone of the present.
    pub(crate) fn resolve(&self, clock: &Clock, day_start: ClockTime) -> Result<At> {
        self.resolve_in(clock, day_start, &clock.zone)
    }

    /// The instant, local times by a fixed offset.
    pub(crate) fn resolve_at_offset(&self, clock: &Clock, day_start: ClockTime, offset_s: i32) -> Result<At> {
        let zone = Offset::from_seconds(offset_s).map_or_else(|_| clock.zone.clone(), TimeZone::fixed);
        self.resolve_in(clock, day_start, &zone)
    }

    fn resolve_in(&self, clock: &Clock, day_start: ClockTime, zone: &TimeZone) -> Result<At> {
        let local = match self {
            Self::Exact { stamp, zone } => {
                let zone = zone.as_ref().and_then(|zone| zone.iana_name().map(str::to_owned));
                return Ok(At { stamp: *stamp, zone, resolution: Resolution::Exact });
            }
            Self::Local(local) => *local,
            Self::Clock(time) => civil(date_of(*time, clock, day_start), *time)?,
            Self::Date(day) => civil(*day, day_start)?,
        };
        let stamp = in_zone(local, zone).ok_or_else(|| Failure::usage("a time lies out of reach"))?;
        let resolution = match zone.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { .. } => Resolution::Exact,
            AmbiguousOffset::Gap { .. } => Resolution::Gap,
            AmbiguousOffset::Fold { .. } => Resolution::Fold,
        };
        Ok(At { stamp, zone: None, resolution })
    }
}

/// The first pass of a repeated time; a skipped one moves forward.
fn in_zone(local: DateTime, zone: &TimeZone) -> Option<Stamp> {
    let at = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    Some(Stamp { utc_ms: at.as_millisecond(), offset_s: offset_at(zone, at.as_millisecond()) })
}

/// A time of day belongs to the date of the present; before the day begins, an evening time belongs to the night's day.
fn date_of(time: ClockTime, clock: &Clock, day_start: ClockTime) -> Day {
    let (date, present) = wall_clock(clock.stamp());
    let at_night = present < day_start && time >= day_start;
    if at_night { date.plus(-1) } else { date }
}

fn civil(day: Day, time: ClockTime) -> Result<DateTime> {
    let text = format!("{}T{}", day.text(), time.text());
    text.parse().map_err(|_| Failure::usage("a date lies out of reach"))
}

/// Local date and time of day of an instant.
pub(crate) fn wall_clock(stamp: Stamp) -> (Day, ClockTime) {
    let local_min = stamp.utc_ms.div_euclid(60_000) + i64::from(stamp.offset_s).div_euclid(60);
    let day = Day::from_number(local_min.div_euclid(1_440) as i32);
    (day, ClockTime::from_minute(local_min.rem_euclid(1_440) as i32))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, now: &str) -> String {
        let clock = Clock::read(Some(now)).unwrap();
        Moment::parse(text).unwrap().resolve(&clock, ClockTime::from_minute(300)).unwrap().stamp.rfc3339()
    }

    const NEW_YORK: &str = "2026-11-24T13:00:00-05:00[America/New_York]";

    #[test]
    fn a_local_time_is_read_in_the_zone_of_now() {
        assert_eq!(at("2026-10-30T08:00", NEW_YORK), "2026-10-30T08:00:00-04:00");
        assert_eq!(at("2026-11-01T01:30", NEW_YORK), "2026-11-01T01:30:00-04:00");
        assert_eq!(at("2026-03-08T02:30", NEW_YORK), "2026-03-08T03:30:00-04:00");
        assert_eq!(at("08:15", NEW_YORK), "2026-11-24T08:15:00-05:00");
    }

    #[test]
    fn in_the_small_hours_an_evening_time_is_last_evening() {
        let night = "2026-11-24T02:00:00-05:00[America/New_York]";
        assert_eq!(at("23:30", night), "2026-11-23T23:30:00-05:00");
        assert_eq!(at("01:30", night), "2026-11-24T01:30:00-05:00");
    }

    #[test]
    fn a_typed_offset_or_zone_is_kept() {
        assert_eq!(at("2026-11-01T01:30-05:00", NEW_YORK), "2026-11-01T01:30:00-05:00");
        assert_eq!(at("2026-11-01T12:00[Asia/Kolkata]", NEW_YORK), "2026-11-01T12:00:00+05:30");
        assert_eq!(at("2026-11-01T12:00Z[Asia/Kolkata]", NEW_YORK), "2026-11-01T17:30:00+05:30");
    }

    #[test]
    fn what_disagrees_or_is_no_time_is_not_read() {
        for text in ["", "now", "25:00", "2026-11-01T01:30-03:00[America/New_York]", "2026-11-01T01:30[Mars/Base]"] {
            assert!(Moment::parse(text).is_err(), "{text}");
        }
    }
}
