//! Instants of local times that were written without an offset.

use super::super::answers::ImportZone;
use crate::time::{LocalTime, Resolution, Stamp};

/// The clock on the wall of the one who wrote the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct LocalClock<'a> {
    pub(super) zone: &'a ImportZone,
}

impl LocalClock<'_> {
    /// The start of a row, and whether the clock showed it twice.
    ///
    /// A skipped hour moves forward. In a repeated hour it is the first pass, unless that would put the row before, or
    /// at the same start as, the row written before it: then the second.
    pub(super) fn start(self, local: LocalTime, written_before: Option<Stamp>) -> (Stamp, bool) {
        let resolved = self.zone.zone_table.resolve(local, self.zone.offset_s);
        if resolved.resolution != Resolution::Fold {
            return (resolved.stamp, false);
        }
        let [first, second] = self.zone.zone_table.passes(local, self.zone.offset_s);
        let first = first.unwrap_or(resolved.stamp);
        let too_early = written_before.is_some_and(|before| first.utc_ms <= before.utc_ms);
        (if too_early { second.unwrap_or(first) } else { first }, true)
    }

    /// Milliseconds from a start to an end: the shortest that is not negative; absent when it ends before it starts.
    ///
    /// A start that was moved out of a skipped hour takes an end with it that would now lie before it.
    pub(super) fn duration_ms(self, written: LocalTime, start: Stamp, end: LocalTime) -> Option<i64> {
        let mut ends = self.zone.zone_table.passes(end, self.zone.offset_s);
        if ends == [None, None] {
            ends[0] = Some(self.zone.zone_table.resolve(end, self.zone.offset_s).stamp);
        }
        let shortest = ends.into_iter().flatten().map(|end| end.utc_ms - start.utc_ms).filter(|ms| *ms >= 0).min();
        let moved = start.local_ms() != written.as_if_utc_ms();
        let as_written = end.as_if_utc_ms() - written.as_if_utc_ms();
        shortest.or_else(|| Some(as_written).filter(|ms| moved && *ms >= 0))
    }

    /// An instant with the offset that this clock shows there.
    pub(super) fn at(self, utc_ms: i64) -> Stamp {
        Stamp { utc_ms, offset_s: self.zone.zone_table.offset_at(utc_ms, self.zone.offset_s) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{HOUR_MS, MINUTE_MS, ZoneTable, ZoneTransition};

    fn new_york() -> ImportZone {
        let transitions = vec![
            ZoneTransition { at_ms: 1_772_953_200_000, before_s: -18_000, after_s: -14_400 },
            ZoneTransition { at_ms: 1_793_512_800_000, before_s: -14_400, after_s: -18_000 },
        ];
        ImportZone { name: "America/New_York".into(), offset_s: -18_000, zone_table: ZoneTable { transitions } }
    }

    fn at(text: &str) -> LocalTime {
        LocalTime::parse(text).unwrap()
    }

    #[test]
    fn of_two_rows_alike_in_the_repeated_hour_the_later_id_is_an_hour_later() {
        let zone = new_york();
        let clock = LocalClock { zone: &zone };
        let (first, repeated) = clock.start(at("2026-11-01 01:30:00"), None);
        let (second, _) = clock.start(at("2026-11-01 01:30:00"), Some(first));
        assert!(repeated);
        assert_eq!(second.utc_ms - first.utc_ms, HOUR_MS);
        assert_eq!((first.offset_s, second.offset_s), (-14_400, -18_000));
    }

    #[test]
    fn an_end_takes_the_pass_that_gives_the_shortest_time() {
        let zone = new_york();
        let clock = LocalClock { zone: &zone };
        let (start, _) = clock.start(at("2026-11-01 01:50"), None);
        assert_eq!(clock.duration_ms(at("2026-11-01 01:50"), start, at("2026-11-01 01:10")), Some(20 * MINUTE_MS));
        assert_eq!(clock.duration_ms(at("2026-11-01 01:50"), start, at("2026-11-01 01:55")), Some(5 * MINUTE_MS));
        assert_eq!(clock.duration_ms(at("2026-11-01 01:50"), start, at("2026-11-01 00:55")), None);
        let (later, _) = clock.start(at("2026-11-01 01:50"), Some(start));
        assert_eq!(clock.duration_ms(at("2026-11-01 01:50"), later, at("2026-11-01 01:10")), None);
    }

    #[test]
    fn an_end_in_the_skipped_hour_moves_forward() {
        let zone = new_york();
        let clock = LocalClock { zone: &zone };
        let (start, repeated) = clock.start(at("2026-03-08 01:50"), None);
        assert!(!repeated);
        assert_eq!(clock.duration_ms(at("2026-03-08 01:50"), start, at("2026-03-08 02:10")), Some(20 * MINUTE_MS));
    }

    #[test]
    fn a_start_in_the_skipped_hour_takes_its_end_along() {
        let zone = new_york();
        let clock = LocalClock { zone: &zone };
        let written = at("2026-03-08 02:50");
        let (start, _) = clock.start(written, None);
        assert_eq!(start.rfc3339(), "2026-03-08T03:50:00-04:00");
        assert_eq!(clock.duration_ms(written, start, at("2026-03-08 03:05")), Some(15 * MINUTE_MS));
        assert_eq!(clock.duration_ms(written, start, at("2026-03-08 03:55")), Some(5 * MINUTE_MS));
        assert_eq!(clock.duration_ms(written, start, at("2026-03-08 01:55")), None);
    }
}
