//! What is believed before the first logged day: plateau, time to it, shapes, noise; each number with its source.
//!
//! Grades as in the evidence file: [V] read in the source, [V2] second hand, [D] calculated, [P] our proposal. The [P] numbers of
//! the noise and of the drift were set on the train half of the forecast bench, never on its test half.

use crate::journey::LactationBreak;

/// Days that a full supply takes at the least: 7-10 d floor, evidence 2.2 [P]; BANA03 83 % complete within 10 d [V].
pub(super) const FLOOR_DAYS: f64 = 8.5;
/// Spread of ln(time / break): 90 % range 1/3-3 is ln 3 / 1.645, evidence 2.2 [P] on LOWEST24 [V2] and seed A [V], which disagree.
pub(super) const TIME_SPREAD: f64 = 0.668;
/// The same for a break over 8 weeks: 90 % range 0.3-5 is ln(5 / 0.3) / 3.29, evidence 5 row 1 [P].
pub(super) const TIME_SPREAD_LONG: f64 = 0.855;
/// Break from which the wider range holds: 8 weeks, evidence 5 row 1 [P].
pub(super) const LONG_BREAK_DAYS: f64 = 56.0;
/// Middle of the time for a first lactation: 240 ml a day at 3 months, Reisman 2018 [V2]; its spread is the long one [P].
pub(super) const NEVER_DAYS: f64 = 90.0;
/// Share of curves whose time ignores the break, since SEEMA97 saw no influence of it [V]; the share [P].
pub(super) const FREE_TIME_SHARE: f64 = 0.35;
/// Range of the time in days for those curves, even on the log scale [P].
pub(super) const FREE_TIME_DAYS: (f64, f64) = (6.0, 200.0);

/// Middle of the plateau as a share of the need [P]; between full supply in 59-92 % (KAUR, SEEMA97) [V] and half of it elsewhere.
pub(super) const PLATEAU_MEDIAN: f64 = 0.70;
/// Spread of ln(plateau): CV 0.6 is sqrt(ln(1 + 0.36)), HOPK88 [D].
pub(super) const PLATEAU_SPREAD: f64 = 0.555;
/// Plateau as a share of the need above which it soon becomes unlikely [P]; IOM91: 15-40 % more when leftovers are pumped [V].
pub(super) const PLATEAU_TOP: f64 = 1.3;
/// Share of journeys with hardly any milk: 1 - 0.90, evidence 2.2 [P] on SEEMA97, LAKH99, TOMAR16 85.8-98 % [V].
pub(super) const LITTLE_SHARE: f64 = 0.08;
/// Middle and log spread of the plateau of those, as a share of the need [P].
pub(super) const LITTLE_PLATEAU: (f64, f64) = (0.04, 1.1);
/// Share of journeys with nothing worth measuring, and middle and log spread of their plateau as a share of the need [P].
pub(super) const NOTHING_SHARE: f64 = 0.04;
/// See [`NOTHING_SHARE`].
pub(super) const NOTHING_PLATEAU: (f64, f64) = (0.002, 0.8);

/// Usual day noise: pump-only days 15-25 %, evidence 2.3 [P], and 9-20 % in the bench [P].
pub(super) const DAY_NOISE: f64 = 0.13;
/// Distances between days that the usual noise counts for [P].
pub(super) const DAY_NOISE_WEIGHT: f64 = 5.0;
/// Share of days that are odd, up or down (a spill, milk of two days) [P].
pub(super) const ODD_DAY_SHARE: f64 = 0.03;
/// How many times the day noise an odd day scatters [P].
pub(super) const ODD_DAY_SPREAD: f64 = 3.5;
/// Share of days with a forgotten entry [P].
pub(super) const FORGOTTEN_SHARE: f64 = 0.22;
/// Share of the day's milk that is forgotten: one, two or half of 8 sessions, as (share of such days, lost) [P];
/// 8 sessions a day is the usual advice (LOWEST24, NGOLD) [V].
pub(super) const FORGOTTEN_STEPS: [(f64, f64); 3] = [(0.65, 0.125), (0.25, 0.26), (0.10, 0.48)];

/// Slow wander about a curve as (share of curves, standard deviation of ln) [P].
pub(super) const WANDER: [(f64, f64); 3] = [(0.3, 0.05), (0.4, 0.11), (0.3, 0.24)];
/// Days over which the wander forgets itself [P].
pub(super) const WANDER_DAYS: f64 = 16.0;
/// Further doubt that grows with the horizon: standard deviation of ln after one day, growing with the root of days [P].
pub(super) const DRIFT: f64 = 0.015;

/// Volume that is added before a logarithm is taken, as a share of the need: a few ml are neither nothing nor a trend [P].
pub(super) const OFFSET_SHARE: f64 = 0.01;

/// Weight of the damped-trend followers against the curves before the first day [P].
pub(super) const FOLLOWER_SHARE: f64 = 0.25;
/// Share of the evidence of each day that is believed, since days resemble each other more than the model says [P].
pub(super) const BELIEF: f64 = 0.85;

/// Middle of ln(days to plateau) and its spread, from the break.
pub(super) fn time(since: LactationBreak) -> (f64, f64) {
    match since {
        LactationBreak::Days { days } => {
            let days = f64::from(days);
            let spread = if days > LONG_BREAK_DAYS { TIME_SPREAD_LONG } else { TIME_SPREAD };
            (days.max(FLOOR_DAYS).ln(), spread)
        }
        LactationBreak::Never => (NEVER_DAYS.ln(), TIME_SPREAD_LONG),
    }
}

/// Factor on the width of every band: the longer the break, the less is published, and nothing beyond some months (evidence 2.2) [P].
///
/// 0.89 after a day, 0.98 after 8 weeks, 1.06 after a year, most without any earlier lactation. Below 1 since the ensemble alone covers
/// more than it says on the train half [P].
pub(super) fn widening(since: LactationBreak) -> f64 {
    match since {
        LactationBreak::Days { days } => (0.885 + 0.055 * (1.0 + f64::from(days) / 14.0).ln()).min(1.15),
        LactationBreak::Never => 1.15,
    }
}

/// Log-density of ln(plateau / need), not normed.
pub(super) fn plateau(log_share: f64) -> f64 {
    let bell = |middle: f64, spread: f64| {
        let z = (log_share - middle.ln()) / spread;
        (-0.5 * z * z).exp() / spread
    };
    let over = (log_share - PLATEAU_TOP.ln()).max(0.0);
    let usual = bell(PLATEAU_MEDIAN, PLATEAU_SPREAD) * (-12.0 * over).exp();
    let little = bell(LITTLE_PLATEAU.0, LITTLE_PLATEAU.1);
    // The floor lets a volume far above any need still find its curve.
    let nothing = bell(NOTHING_PLATEAU.0, NOTHING_PLATEAU.1);
    ((1.0 - LITTLE_SHARE - NOTHING_SHARE) * usual + LITTLE_SHARE * little + NOTHING_SHARE * nothing + 1e-5).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_has_its_floor_and_its_wider_range_after_eight_weeks() {
        assert_eq!(time(LactationBreak::Days { days: 1 }), (8.5_f64.ln(), TIME_SPREAD));
        assert_eq!(time(LactationBreak::Days { days: 56 }), (56.0_f64.ln(), TIME_SPREAD));
        assert_eq!(time(LactationBreak::Days { days: 57 }), (57.0_f64.ln(), TIME_SPREAD_LONG));
    }

    #[test]
    fn widening_grows_with_the_break_and_ends_with_never() {
        let at = |days| widening(LactationBreak::Days { days });
        assert!(at(1) < at(14) && at(14) < at(56) && at(56) < at(365));
        assert!(at(3650) <= widening(LactationBreak::Never));
    }

    #[test]
    fn a_plateau_of_twice_the_need_is_far_less_likely_than_one_of_the_need() {
        assert!(plateau(0.0) - plateau(2.0_f64.ln()) > 3.0);
    }
}
