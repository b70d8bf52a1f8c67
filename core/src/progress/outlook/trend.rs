//! Whether the measured days show an upward trend at all.

/// Days back that the trend is looked for, near and far [P].
const NEAR_DAYS: i64 = 14;
const FAR_DAYS: i64 = 28;
/// Standard errors that the near and the far trend must reach [P]: about one flat series in ten passes by chance.
const NEAR_CLEAR: f64 = 1.28;
const FAR_CLEAR: f64 = 1.64;

/// True when later measured days are above earlier ones more often than chance would have it.
///
/// Pairs of days are counted (Kendall), so one odd day decides nothing; `days` are (day, ml), ascending.
pub(super) fn upward(days: &[(i64, f64)], as_of: i64) -> bool {
    let near = clearness(days, as_of - NEAR_DAYS);
    near >= NEAR_CLEAR || (near > 0.0 && clearness(days, as_of - FAR_DAYS) >= FAR_CLEAR)
}

/// Rising less falling pairs since `from`, in standard errors; 0 when nothing changes.
fn clearness(days: &[(i64, f64)], from: i64) -> f64 {
    let start = days.partition_point(|d| d.0 < from);
    // A sparsely measured stretch looks further back, so that seven measured days always count.
    let recent = &days[start.min(days.len().saturating_sub(7))..];
    let n = recent.len() as f64;
    let mut balance = 0.0;
    for (at, a) in recent.iter().enumerate() {
        for b in &recent[at + 1..] {
            balance += f64::from(i8::from(b.1 > a.1) - i8::from(b.1 < a.1));
        }
    }
    let error = (n * (n - 1.0) * (2.0 * n + 5.0) / 18.0).sqrt();
    if error > 0.0 { balance / error } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(ml: impl Fn(i64) -> f64, days: i64) -> Vec<(i64, f64)> {
        (0..days).map(|d| (d, ml(d))).collect()
    }

    #[test]
    fn a_rise_is_upward_and_a_fall_or_one_value_is_not() {
        assert!(upward(&series(|d| 10.0 + d as f64, 7), 7));
        assert!(!upward(&series(|d| 100.0 - d as f64, 30), 30));
        assert!(!upward(&series(|_| 80.0, 30), 30));
        assert!(!upward(&series(|_| 0.0, 30), 30));
    }

    #[test]
    fn one_high_last_day_makes_no_trend() {
        assert!(!upward(&series(|d| if d == 19 { 900.0 } else { 100.0 }, 20), 20));
    }

    #[test]
    fn a_recent_fall_after_a_long_rise_is_not_upward() {
        assert!(!upward(&series(|d| if d < 20 { 20.0 * d as f64 } else { 800.0 - 20.0 * d as f64 }, 34), 34));
    }
}
