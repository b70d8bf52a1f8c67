//! WHO weight-for-age as a z-score, birth to two years.

use crate::journey::Sex;

/// Name of the table behind every z.
pub(crate) const TABLE: &str = "who-2006-weight-for-age";
/// Last age with a z, in days.
pub(crate) const LAST_AGE_DAYS: i32 = 730;

/// Age in days, then L, M (kg) and S for boys and for girls.
///
/// 23 ages of the official daily WHO table (relactation-evidence.md 3.2, [V], source "WHO LMS"). L, M and S are linear between
/// them: checked against the whole table for both sexes and z from -3 to 3, the error of z is at most 0.01 [D].
const ROWS: [(f64, [f64; 3], [f64; 3]); 23] = [
    (0.0, [0.3487, 3.3464, 0.14602], [0.3809, 3.2322, 0.14171]),
    (1.0, [0.3127, 3.3174, 0.14693], [0.3259, 3.1957, 0.14578]),
    (3.0, [0.2959, 3.3627, 0.14647], [0.2986, 3.2315, 0.14657]),
    (7.0, [0.2776, 3.4879, 0.14483], [0.2671, 3.3388, 0.14600]),
    (12.0, [0.2628, 3.6710, 0.14241], [0.2397, 3.4983, 0.14420]),
    (20.0, [0.2460, 4.0158, 0.13853], [0.2061, 3.7968, 0.14098]),
    (31.0, [0.2290, 4.4946, 0.13372], [0.1697, 4.2075, 0.13706]),
    (41.0, [0.2166, 4.8928, 0.12994], [0.1420, 4.5472, 0.13418]),
    (51.0, [0.2061, 5.2501, 0.12667], [0.1177, 4.8538, 0.13185]),
    (63.0, [0.1952, 5.6319, 0.12330], [0.0918, 5.1842, 0.12966]),
    (76.0, [0.1847, 5.9979, 0.12022], [0.0667, 5.5061, 0.12783]),
    (91.0, [0.1740, 6.3690, 0.11732], [0.0407, 5.8393, 0.12622]),
    (108.0, [0.1632, 6.7370, 0.11476], [0.0144, 6.1771, 0.12486]),
    (127.0, [0.1524, 7.0972, 0.11265], [-0.0120, 6.5122, 0.12375]),
    (149.0, [0.1411, 7.4618, 0.11098], [-0.0393, 6.8529, 0.12284]),
    (174.0, [0.1295, 7.8210, 0.10984], [-0.0668, 7.1903, 0.12219]),
    (204.0, [0.1169, 8.1942, 0.10914], [-0.0959, 7.5440, 0.12182]),
    (242.0, [0.1026, 8.6003, 0.10882], [-0.1276, 7.9343, 0.12180]),
    (292.0, [0.0859, 9.0601, 0.10886], [-0.1625, 8.3786, 0.12213]),
    (366.0, [0.0642, 9.6535, 0.10926], [-0.2027, 8.9536, 0.12268]),
    (478.0, [0.0363, 10.4604, 0.11031], [-0.2452, 9.7500, 0.12302]),
    (654.0, [0.0001, 11.6469, 0.11287], [-0.2838, 10.9542, 0.12342]),
    (730.0, [-0.0136, 12.1482, 0.11425], [-0.2940, 11.4741, 0.12389]),
];

/// One age of the table: Box-Cox power, median in kilograms, coefficient of variation.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Lms {
    l: f64,
    m: f64,
    s: f64,
}

impl Lms {
    fn at(sex: Sex, age_days: i32) -> Option<Self> {
        if !(0..=LAST_AGE_DAYS).contains(&age_days) {
            return None;
        }
        let age = f64::from(age_days);
        let pair = ROWS.windows(2).find(|pair| age <= pair[1].0)?;
        let share = (age - pair[0].0) / (pair[1].0 - pair[0].0);
        let of = |row: (f64, [f64; 3], [f64; 3])| if sex == Sex::Boy { row.1 } else { row.2 };
        let (from, to) = (of(pair[0]), of(pair[1]));
        let between = |i: usize| from[i] + share * (to[i] - from[i]);
        Some(Self { l: between(0), m: between(1), s: between(2) })
    }

    /// ((y/M)^L - 1) / (L S). Girls' L passes through zero between day 118 and day 119: `exp_m1` keeps its digits there, and at
    /// zero itself the limit is ln(y/M) / S.
    fn z(self, kilograms: f64) -> f64 {
        let log = (kilograms / self.m).ln();
        if self.l.abs() < 1e-9 { log / self.s } else { (self.l * log).exp_m1() / (self.l * self.s) }
    }

    fn kilograms(self, z: f64) -> f64 {
        let log = if self.l.abs() < 1e-9 { self.s * z } else { (self.l * self.s * z).ln_1p() / self.l };
        self.m * log.exp()
    }
}

/// Median weight at an age; absent beyond the table.
pub(crate) fn median_kilograms(sex: Sex, age_days: i32) -> Option<f64> {
    Lms::at(sex, age_days).map(|lms| lms.m)
}

/// Weight-for-age z to two decimals; absent beyond the table (before birth, after day 730) or without a weight.
///
/// Beyond 3 in either direction WHO goes on in a straight line with the distance between 2 and 3 [V].
pub(crate) fn z(sex: Sex, age_days: i32, milligrams: i64) -> Option<f64> {
    if milligrams <= 0 {
        return None;
    }
    let lms = Lms::at(sex, age_days)?;
    let kilograms = milligrams as f64 / 1e6;
    let plain = lms.z(kilograms);
    let z = if plain > 3.0 {
        let third = lms.kilograms(3.0);
        3.0 + (kilograms - third) / (third - lms.kilograms(2.0))
    } else if plain < -3.0 {
        let third = lms.kilograms(-3.0);
        -3.0 + (kilograms - third) / (lms.kilograms(-2.0) - third)
    } else {
        plain
    };
    // Adding zero turns -0.0 into 0.0.
    Some((z * 100.0).round() / 100.0 + 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_evidence_file_are_met_within_0_015() {
        let cases = [
            (Sex::Boy, 30, 4_000, -79),
            (Sex::Boy, 61, 4_200, -222),
            (Sex::Boy, 183, 6_000, -251),
            (Sex::Girl, 30, 3_200, -189),
            (Sex::Girl, 91, 5_000, -123),
            (Sex::Girl, 118, 6_000, -47),
            (Sex::Girl, 183, 5_000, -314),
            (Sex::Girl, 365, 9_000, 5),
        ];
        for (sex, age, grams, expected_hundredths) in cases {
            let z = z(sex, age, grams * 1_000).unwrap();
            let expected = f64::from(expected_hundredths) / 100.0;
            assert!((z - expected).abs() <= 0.015, "{sex:?} day {age} {grams} g: {z}, expected {expected}");
        }
    }

    #[test]
    fn a_girls_z_runs_smoothly_through_the_days_on_which_l_is_zero() {
        let around: Vec<f64> = (116..=121).map(|age| z(Sex::Girl, age, 6_000_000).unwrap()).collect();
        for pair in around.windows(2) {
            assert!(pair[1] < pair[0] && pair[0] - pair[1] <= 0.035, "{around:?}");
        }
        let zero = Lms { l: 0.0, m: 6.3574, s: 0.124_28 };
        let tiny = Lms { l: 1e-8, ..zero };
        assert!((zero.z(6.0) - tiny.z(6.0)).abs() < 1e-6);
        assert!((zero.kilograms(zero.z(6.0)) - 6.0).abs() < 1e-9);
        assert!((tiny.kilograms(tiny.z(6.0)) - 6.0).abs() < 1e-6);
    }

    #[test]
    fn beyond_three_the_scale_is_straight_and_joins_without_a_step() {
        let lms = Lms::at(Sex::Boy, 100).unwrap();
        let (second, third) = (lms.kilograms(2.0), lms.kilograms(3.0));
        let milligrams = ((third + 2.0 * (third - second)) * 1e6) as i64;
        assert_eq!(z(Sex::Boy, 100, milligrams), Some(5.0));
        let (low_second, low_third) = (lms.kilograms(-2.0), lms.kilograms(-3.0));
        assert_eq!(z(Sex::Boy, 100, ((low_third - (low_second - low_third)) * 1e6) as i64), Some(-4.0));
        assert_eq!(z(Sex::Boy, 100, (third * 1e6) as i64), Some(3.0));
    }

    #[test]
    fn the_median_is_zero_at_both_ends_of_the_table_and_there_is_no_z_outside() {
        assert_eq!(z(Sex::Boy, 0, 3_346_400).map(f64::to_bits), Some(0.0_f64.to_bits()));
        assert_eq!(z(Sex::Girl, 730, 11_474_100), Some(0.0));
        assert_eq!(z(Sex::Girl, 731, 11_474_100), None);
        assert_eq!(z(Sex::Girl, -1, 3_000_000), None);
        assert_eq!(z(Sex::Girl, 30, 0), None);
    }
}
