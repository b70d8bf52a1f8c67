//! Which entries make one session, and how long it was.

use crate::day::Day;
use crate::db::days::DayRow;
use crate::tally::Facts;
use crate::time::Stamp;

/// One session of stimulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Session {
    pub(crate) day: Day,
    pub(crate) start: Stamp,
    /// Milliseconds without pauses; unknown ones add nothing.
    pub(crate) active_ms: i64,
    /// At the breast; else an expression.
    pub(crate) nursing: bool,
}

/// The sessions in `rows`, by start.
///
/// Nursings of different babies that overlap, directly or through others, are one session from the earliest start, and
/// their minutes are counted once. All other overlaps add up as they stand.
pub(crate) fn sessions(rows: &[DayRow]) -> Vec<Session> {
    let mut found = Vec::with_capacity(rows.len());
    let mut cluster: Vec<&DayRow> = Vec::new();
    let mut rows: Vec<&DayRow> = rows.iter().filter(|row| row.is(Facts::STIMULATION)).collect();
    if !rows.is_sorted_by_key(|row| row.start.utc_ms) {
        rows.sort_by_key(|row| row.start.utc_ms);
    }
    let mut nursed = rows.iter().filter(|row| row.is(Facts::NURSING)).map(|row| row.baby);
    let first = nursed.next();
    let several_babies = nursed.any(|baby| Some(baby) != first);
    if !several_babies {
        found.extend(rows.into_iter().map(alone));
        return found;
    }
    let mut end_ms = i64::MIN;
    for row in rows {
        if !row.is(Facts::NURSING) {
            found.push(alone(row));
            continue;
        }
        if !cluster.is_empty() && row.start.utc_ms >= end_ms && row.start.utc_ms != cluster[0].start.utc_ms {
            close(&mut cluster, &mut found);
            end_ms = i64::MIN;
        }
        end_ms = end_ms.max(row.end_ms());
        cluster.push(row);
    }
    close(&mut cluster, &mut found);
    found.sort_by_key(|session| session.start.utc_ms);
    found
}

fn alone(row: &DayRow) -> Session {
    Session {
        day: row.day,
        start: row.start,
        active_ms: row.tally.active_ms.unwrap_or(0),
        nursing: row.is(Facts::NURSING),
    }
}

/// Splits nursings that touch each other in time into sessions: only those of different babies hang together.
fn close(cluster: &mut Vec<&DayRow>, found: &mut Vec<Session>) {
    let mut group: Vec<usize> = (0..cluster.len()).collect();
    for later in 0..cluster.len() {
        for earlier in 0..later {
            if hang_together(cluster[earlier], cluster[later]) {
                let (from, to) = (group[later], group[earlier]);
                for member in &mut group {
                    if *member == from {
                        *member = to;
                    }
                }
            }
        }
    }
    for root in 0..cluster.len() {
        let members: Vec<&DayRow> =
            cluster.iter().zip(&group).filter(|(_, member)| **member == root).map(|(row, _)| *row).collect();
        if let Some(first) = members.first() {
            found.push(Session { active_ms: joint_ms(&members), ..alone(first) });
        }
    }
    cluster.clear();
}

fn hang_together(a: &DayRow, b: &DayRow) -> bool {
    let different = a.baby.is_some() && b.baby.is_some() && a.baby != b.baby;
    let (a_ms, b_ms) = (a.start.utc_ms, b.start.utc_ms);
    different && (a_ms == b_ms || (a_ms < b.end_ms() && b_ms < a.end_ms()))
}

/// Time that was covered by at least one of them, never more than their minutes without pauses.
fn joint_ms(members: &[&DayRow]) -> i64 {
    let sum_ms: i64 = members.iter().filter_map(|row| row.tally.active_ms).sum();
    let mut covered_ms = 0;
    let mut end_ms = i64::MIN;
    for row in members {
        covered_ms += (row.end_ms() - row.start.utc_ms.max(end_ms)).max(0);
        end_ms = end_ms.max(row.end_ms());
    }
    covered_ms.min(sum_ms)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::Tally;
    use crate::time::MINUTE_MS;

    fn nursing(baby: i64, start_min: i64, minutes: i64) -> DayRow {
        let facts = Facts(Facts::STIMULATION | Facts::NURSING);
        DayRow {
            day: Day::from_number(20_000),
            start: Stamp { utc_ms: start_min * MINUTE_MS, offset_s: 0 },
            tally: Tally { facts, active_ms: Some(minutes * MINUTE_MS), ..Tally::default() },
            baby: Some(baby),
        }
    }

    fn shape(rows: &[DayRow]) -> Vec<(i64, i64)> {
        sessions(rows).iter().map(|s| (s.start.utc_ms / MINUTE_MS, s.active_ms / MINUTE_MS)).collect()
    }

    #[test]
    fn twins_nursed_together_are_one_session_and_their_minutes_count_once() {
        assert_eq!(shape(&[nursing(1, 0, 20), nursing(2, 10, 20)]), [(0, 30)]);
    }

    #[test]
    fn twins_one_after_the_other_are_two_sessions() {
        assert_eq!(shape(&[nursing(1, 0, 20), nursing(2, 20, 20)]), [(0, 20), (20, 20)]);
    }

    #[test]
    fn the_same_baby_twice_at_once_stays_two_sessions() {
        assert_eq!(shape(&[nursing(1, 0, 20), nursing(1, 10, 20), nursing(2, 90, 5)]), [(0, 20), (10, 20), (90, 5)]);
    }

    #[test]
    fn a_sibling_between_joins_two_nursings_of_one_baby() {
        assert_eq!(shape(&[nursing(1, 0, 10), nursing(2, 5, 20), nursing(1, 20, 10)]), [(0, 30)]);
    }

    #[test]
    fn twins_latched_in_the_same_minute_are_one_session_even_without_minutes() {
        assert_eq!(shape(&[nursing(1, 0, 0), nursing(2, 0, 0)]), [(0, 0)]);
    }
}
