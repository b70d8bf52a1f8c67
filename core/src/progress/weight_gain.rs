//! Weight gained between two weighings, beside the WHO velocity table.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::journey::Sex;
use crate::progress::growth::GrowthUnknown;
use crate::progress::weighing::Weighing;

/// Days in a month of the velocity table: 365.25 / 12, as in its g/day columns (446 g in 28 d, 713 g in 32.875 d) [D].
const MONTH: f64 = 30.4375;
/// Gain is compared over at least this many days [D, relactation-evidence.md 3.3 caution a].
const SPAN_DAYS: i32 = 14;
/// Before this age WHO has 1- and 2-week tables, so 7 days will do [V, 3.3]; the numbers built in are still the monthly ones.
const SHORT_SPAN_BEFORE_AGE: i32 = 60;
const SHORT_SPAN_DAYS: i32 = 7;
/// Usual early loss lasts until day 3-4 [V, NICE75]: a gain counted from before this age is not spread evenly over the first row.
const EARLY_LOSS_ENDS: i32 = 4;

/// One row of the table: age span in days, and the gain in it in grams at percentiles 5, 15 and 50 for boys and for girls.
struct Row {
    name: &'static str,
    from: f64,
    to: f64,
    boys: [f64; 3],
    girls: [f64; 3],
}

/// One-month gains, relactation-evidence.md 3.3 [D from the WHO 2009 velocity LMS rows, those V2: to be checked against WHO before
/// release]. The file has no rows for 7 to 11 months, so there is no band there.
const ROWS: [Row; 8] = [
    Row { name: "0-4w", from: 0.0, to: 28.0, boys: [460.0, 681.0, 1023.0], girls: [446.0, 602.0, 879.0] },
    Row { name: "4w-2m", from: 28.0, to: 2.0 * MONTH, boys: [713.0, 886.0, 1196.0], girls: [578.0, 734.0, 1011.0] },
    Row { name: "2-3m", from: 2.0 * MONTH, to: 3.0 * MONTH, boys: [446.0, 577.0, 815.0], girls: [368.0, 494.0, 718.0] },
    Row { name: "3-4m", from: 3.0 * MONTH, to: 4.0 * MONTH, boys: [285.0, 404.0, 617.0], girls: [259.0, 376.0, 585.0] },
    Row { name: "4-5m", from: 4.0 * MONTH, to: 5.0 * MONTH, boys: [194.0, 311.0, 522.0], girls: [172.0, 286.0, 489.0] },
    Row { name: "5-6m", from: 5.0 * MONTH, to: 6.0 * MONTH, boys: [103.0, 217.0, 422.0], girls: [93.0, 203.0, 401.0] },
    Row { name: "6-7m", from: 6.0 * MONTH, to: 7.0 * MONTH, boys: [42.0, 154.0, 357.0], girls: [37.0, 146.0, 344.0] },
    Row {
        name: "11-12m",
        from: 11.0 * MONTH,
        to: 12.0 * MONTH,
        boys: [-106.0, 15.0, 239.0],
        girls: [-102.0, 15.0, 232.0],
    },
];

/// Where a gain lies in the table.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GainPlace {
    /// Below the 5th percentile.
    BelowP5,
    /// From the 5th percentile to below the 15th.
    P5ToP15,
    /// At the 15th percentile or above.
    FromP15,
}

/// A share of one row of the velocity table.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BandPart {
    /// Name of the row, such as "4w-2m".
    pub row: String,
    /// Days of the interval that fall into the row.
    pub days: f64,
    /// Length of the row in days.
    pub row_days: f64,
}

/// What the table says for the interval of a gain, in whole grams.
///
/// Each row counts by the share of its days that the interval covers, and the shares are added. The rows are for about one month:
/// over shorter spans chance weighs more, over longer ones the sum is a little low.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GainBand {
    /// 5th percentile of the gain, may be negative from 7 months on.
    pub p5_g: i32,
    /// 15th percentile of the gain.
    pub p15_g: i32,
    /// Median gain.
    pub p50_g: i32,
    /// Where the gain lies.
    pub place: GainPlace,
    /// The rows used, in order of age.
    pub parts: Vec<BandPart>,
}

/// Gain from one weighing to the latest.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Gain {
    /// Day of the earlier weighing.
    pub from_day: Day,
    /// Day of the latest weighing.
    pub to_day: Day,
    /// Days between the two.
    pub days: i32,
    /// Gain in milligrams, negative for a loss.
    pub milligrams: i64,
    /// The table's band for this interval; absent when there is none.
    pub band: Option<GainBand>,
    /// Why there is no band.
    pub no_band: Option<GrowthUnknown>,
}

/// Gain up to the latest weighing from the nearest one far enough before it. `age` gives the age in days that growth goes by.
pub(crate) fn gain(
    sex: Option<Sex>,
    age: impl Fn(Day) -> Option<i32>,
    trusted: &[&Weighing],
) -> Result<Gain, GrowthUnknown> {
    let latest = trusted.last().ok_or(GrowthUnknown::NoWeighing)?;
    let to_age = age(latest.day);
    let span = if to_age.is_some_and(|age| age < SHORT_SPAN_BEFORE_AGE) { SHORT_SPAN_DAYS } else { SPAN_DAYS };
    let days_before = |weighing: &Weighing| latest.day.number() - weighing.day.number();
    let from = trusted.iter().rev().find(|w| days_before(w) >= span).ok_or(GrowthUnknown::WeighingsTooClose)?;
    let milligrams = latest.milligrams - from.milligrams;
    let band = match (age(from.day), to_age) {
        (Some(from_age), Some(to_age)) => band(sex, from_age, to_age, milligrams),
        _ => Err(GrowthUnknown::BirthUnknown),
    };
    Ok(Gain {
        from_day: from.day,
        to_day: latest.day,
        days: days_before(from),
        milligrams,
        no_band: band.as_ref().err().copied(),
        band: band.ok(),
    })
}

fn band(sex: Option<Sex>, from_age: i32, to_age: i32, milligrams: i64) -> Result<GainBand, GrowthUnknown> {
    let sex = sex.ok_or(GrowthUnknown::SexUnknown)?;
    if from_age < 0 {
        return Err(GrowthUnknown::BeforeAgeZero);
    }
    // The whole first row holds the early loss already; a part of it that begins with the loss does not.
    if from_age < EARLY_LOSS_ENDS && f64::from(to_age) < ROWS[0].to {
        return Err(GrowthUnknown::EarlyDays);
    }
    let (from, to) = (f64::from(from_age), f64::from(to_age));
    let mut grams = [0.0; 3];
    let mut covered = 0.0;
    let mut parts = Vec::new();
    for row in &ROWS {
        let days = to.min(row.to) - from.max(row.from);
        if days <= 0.0 {
            continue;
        }
        let row_days = row.to - row.from;
        let gains = if sex == Sex::Boy { row.boys } else { row.girls };
        for (sum, gain) in grams.iter_mut().zip(gains) {
            *sum += gain * days / row_days;
        }
        covered += days;
        parts.push(BandPart { row: row.name.into(), days, row_days });
    }
    if (covered - (to - from)).abs() > 1e-6 {
        return Err(GrowthUnknown::NoBandForAge);
    }
    // Whole grams are what is shown, so whole grams are what is compared.
    let [p5_g, p15_g, p50_g] = grams.map(|g| g.round() as i32);
    let place = if milligrams < i64::from(p5_g) * 1_000 {
        GainPlace::BelowP5
    } else if milligrams < i64::from(p15_g) * 1_000 {
        GainPlace::P5ToP15
    } else {
        GainPlace::FromP15
    };
    Ok(GainBand { p5_g, p15_g, p50_g, place, parts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress::weighing::tests::weighing;

    /// The band between two ages for a gain in grams.
    fn band_of(sex: Sex, from: i32, to: i32, grams: i64) -> Result<GainBand, GrowthUnknown> {
        band(Some(sex), from, to, grams * 1_000)
    }

    #[test]
    fn whole_rows_give_the_table() {
        assert_eq!(band_of(Sex::Girl, 0, 28, 500).unwrap().p5_g, 446);
        assert_eq!(band_of(Sex::Boy, 0, 28, 500).unwrap().p50_g, 1_023);
    }

    #[test]
    fn a_day_of_a_row_is_the_tables_grams_a_day() {
        // g/day columns of 3.3, over 14 days.
        for (sex, from, p5, p15, p50) in [
            (Sex::Boy, 10, 16.4, 24.3, 36.5),
            (Sex::Girl, 30, 17.6, 22.3, 30.8),
            (Sex::Boy, 70, 14.7, 19.0, 26.8),
            (Sex::Girl, 95, 8.5, 12.4, 19.2),
            (Sex::Boy, 125, 6.4, 10.2, 17.1),
            (Sex::Girl, 160, 3.1, 6.7, 13.2),
            (Sex::Boy, 190, 1.4, 5.1, 11.7),
            (Sex::Girl, 340, -3.4, 0.5, 7.6),
        ] {
            let band = band_of(sex, from, from + 14, 0).unwrap();
            for (grams, a_day) in [(band.p5_g, p5), (band.p15_g, p15), (band.p50_g, p50)] {
                assert!((f64::from(grams) - 14.0 * a_day).abs() < 1.3, "{sex:?} {from}: {grams} {a_day}");
            }
        }
    }

    #[test]
    fn an_interval_over_two_rows_is_split_by_its_days() {
        // 7 days of 446 g in 28, 7 days of 578 g in 32.875.
        let band = band_of(Sex::Girl, 21, 35, 300).unwrap();
        assert_eq!(band.p5_g, 235);
        assert_eq!(
            band.parts.iter().map(|p| (p.row.as_str(), p.days)).collect::<Vec<_>>(),
            [("0-4w", 7.0), ("4w-2m", 7.0)]
        );
    }

    #[test]
    fn the_thresholds_themselves_belong_to_the_upper_side() {
        let place = |grams| band_of(Sex::Girl, 0, 28, grams).unwrap().place;
        assert_eq!(
            (place(445), place(446), place(601), place(602)),
            (GainPlace::BelowP5, GainPlace::P5ToP15, GainPlace::P5ToP15, GainPlace::FromP15)
        );
    }

    #[test]
    fn a_fixed_125_g_a_week_is_late_at_six_weeks_and_a_false_alarm_at_five_months() {
        assert_eq!(band_of(Sex::Boy, 30, 44, 250).unwrap().place, GainPlace::BelowP5);
        assert_eq!(band_of(Sex::Boy, 155, 169, 150).unwrap().place, GainPlace::FromP15);
    }

    #[test]
    fn ages_without_a_row_the_early_loss_and_an_unknown_sex_have_no_band() {
        assert_eq!(band_of(Sex::Boy, 210, 224, 100), Err(GrowthUnknown::NoBandForAge));
        assert_eq!(band_of(Sex::Boy, 360, 380, 100), Err(GrowthUnknown::NoBandForAge));
        assert_eq!(band_of(Sex::Boy, 1, 9, -100), Err(GrowthUnknown::EarlyDays));
        assert_eq!(band_of(Sex::Boy, -3, 9, 100), Err(GrowthUnknown::BeforeAgeZero));
        assert_eq!(band(None, 30, 44, 0), Err(GrowthUnknown::SexUnknown));
    }

    #[test]
    fn gain_needs_14_days_and_7_before_day_60() {
        let log = [weighing(40, 4_000), weighing(52, 4_500), weighing(59, 4_700)];
        let trusted: Vec<_> = log.iter().collect();
        let born_day_0 = |day: Day| Some(day.number());
        assert_eq!(gain(Some(Sex::Girl), born_day_0, &trusted).unwrap().days, 7);
        // Ten days older, the same three weighings reach back 19 days.
        let older = gain(Some(Sex::Girl), |day| Some(day.number() + 10), &trusted).unwrap();
        assert_eq!((older.days, older.milligrams), (19, 700_000));
        assert_eq!(
            gain(Some(Sex::Girl), |day| Some(day.number() + 10), &trusted[1..]),
            Err(GrowthUnknown::WeighingsTooClose)
        );
        assert_eq!(gain(Some(Sex::Girl), born_day_0, &[]), Err(GrowthUnknown::NoWeighing));
    }
}
