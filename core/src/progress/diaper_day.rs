//! The diapers of one baby on one day, and whether the parent said that all are logged.

use crate::day::Day;

/// Wet diapers in 24 h from day 6 of life on: 6 or more [V, TXWIC days 6-45; V2, GERBER quoting AAP for later].
pub(crate) const USUAL_WET: i32 = 6;

/// One baby's diapers of one logged day. A day without any row is unknown, never zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DiaperDay {
    /// Absent while no baby is known.
    pub(crate) baby: Option<String>,
    pub(crate) day: Day,
    pub(crate) wet: i32,
    /// Diapers of any kind.
    pub(crate) diapers: i32,
    /// The parent confirmed that all of this day's diapers are logged.
    pub(crate) complete: bool,
    /// Start of the day after: the instant the day was over.
    pub(crate) over_ms: i64,
    /// When the parent confirmed, absent when that is not known.
    pub(crate) confirmed_ms: Option<i64>,
}

/// The row of a baby for a day.
pub(crate) fn of<'a>(days: &'a [DiaperDay], baby: Option<&str>, day: Day) -> Option<&'a DiaperDay> {
    days.iter().find(|row| row.day == day && row.baby.as_deref() == baby)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A complete day of baby "a", confirmed at its end.
    pub(crate) fn complete(day: i32, wet: i32) -> DiaperDay {
        let over_ms = i64::from(day + 1) * 86_400_000;
        DiaperDay {
            baby: Some("a".into()),
            day: Day::from_number(day),
            wet,
            diapers: wet,
            complete: true,
            over_ms,
            confirmed_ms: Some(over_ms),
        }
    }

    #[test]
    fn a_day_is_found_by_its_baby() {
        let days = [complete(1, 6), DiaperDay { baby: Some("b".into()), ..complete(1, 2) }];
        assert_eq!(of(&days, Some("b"), Day::from_number(1)).unwrap().wet, 2);
        assert_eq!(of(&days, None, Day::from_number(1)), None);
    }
}
