//! Followers: damped trends that know no curve, for the journeys that follow none.

use super::noise::mixture;
use super::prior::{DRIFT, PLATEAU_TOP};

/// A level and a daily change of `ln(ml + offset)` that die down, followed through the known days.
pub(super) struct Follower {
    sigma: f64,
    damping: f64,
    level_step: f64,
    slope_step: f64,
    level: f64,
    slope: f64,
    var: [f64; 3],
    /// Log-evidence of the known days.
    pub(super) evidence: f64,
}

/// Daily noise of the level and of the change, and damping of the change [P].
const STEPS: [(f64, f64, f64); 8] = [
    (0.01, 0.004, 0.97),
    (0.01, 0.012, 0.94),
    (0.03, 0.004, 0.94),
    (0.03, 0.012, 0.90),
    (0.03, 0.030, 0.90),
    (0.07, 0.004, 0.90),
    (0.07, 0.030, 0.85),
    (0.12, 0.000, 0.80),
];

/// Followers for each of the day noises.
pub(super) fn bank(sigmas: &[f64], days: &[Option<f64>], start: f64) -> Vec<Follower> {
    let mut bank = Vec::with_capacity(sigmas.len() * STEPS.len());
    for &sigma in sigmas {
        for (level_step, slope_step, damping) in STEPS {
            let mut follower = Follower {
                sigma,
                damping,
                level_step,
                slope_step,
                level: start,
                slope: 0.04,
                // First level and change, before anything is known [P].
                var: [1.5 * 1.5, 0.0, 0.08 * 0.08],
                evidence: 0.0,
            };
            for (at, day) in days.iter().enumerate() {
                if at > 0 {
                    follower.step();
                }
                if let Some(z) = day {
                    follower.see(*z);
                }
            }
            bank.push(follower);
        }
    }
    bank
}

impl Follower {
    fn step(&mut self) {
        let [ll, ls, ss] = self.var;
        self.level += self.slope;
        self.slope *= self.damping;
        self.var = [
            ll + 2.0 * ls + ss + self.level_step * self.level_step,
            (ls + ss) * self.damping,
            ss * self.damping * self.damping + self.slope_step * self.slope_step,
        ];
    }

    fn see(&mut self, z: f64) {
        let [ll, ls, ss] = self.var;
        let (score, moved) = mixture(z - self.level, self.sigma, ll);
        self.evidence += score;
        self.level += moved;
        self.slope += moved * ls / ll;
        let total = ll + self.sigma * self.sigma;
        self.var = [ll - ll * ll / total, ls - ll * ls / total, ss - ls * ls / total];
    }

    /// Means of the level after each number of days, which must ascend, with the share and the spread of each.
    ///
    /// A follower knows no plateau, so its normal is cut into parts, and each bends below what is likely at all.
    pub(super) fn ahead(&self, horizons: &[u32], need: f64, offset: f64) -> Vec<Ahead> {
        let top = (PLATEAU_TOP * need + offset).ln().max(self.level + 0.5);
        let mut now = Self { evidence: 0.0, ..*self };
        let mut passed = 0;
        horizons
            .iter()
            .map(|&horizon| {
                while passed < horizon.min(FOLLOWED_DAYS) {
                    now.step();
                    passed += 1;
                }
                // A fall is not carried on: a level that has fallen is where it is, and no more is known.
                let fallen = now.level - self.level;
                let level = self.level + if fallen < 0.0 { FALL_CARRIED * fallen } else { fallen };
                let sd = (now.var[0] + DRIFT * DRIFT * f64::from(horizon)).sqrt();
                Ahead { means: PARTS.map(|(at, share)| (bend(level + at * sd, top), share)), sd: PART_SPREAD * sd }
            })
            .collect()
    }

    /// Day noise that it was made with.
    pub(super) fn sigma(&self) -> f64 {
        self.sigma
    }
}

/// Days ahead for which the changes seen so far say something [P]; later ones add only the common drift.
const FOLLOWED_DAYS: u32 = 42;
/// Share of a fall that is carried on [P].
const FALL_CARRIED: f64 = 0.3;
/// A standard normal as seven narrower ones: place and share of each [D]; with `PART_SPREAD` the variance is 1.
const PARTS: [(f64, f64); 7] =
    [(-2.1, 0.0222), (-1.4, 0.0955), (-0.7, 0.2290), (0.0, 0.3066), (0.7, 0.2290), (1.4, 0.0955), (2.1, 0.0222)];
/// Standard deviation of each part [D].
const PART_SPREAD: f64 = 0.453;

/// Where a follower may be after some days.
pub(super) struct Ahead {
    /// Means of the parts and their shares.
    pub(super) means: [(f64, f64); 7],
    /// Standard deviation of each part.
    pub(super) sd: f64,
}

/// Lets a level approach `top` from below and never pass it by more than a little.
fn bend(level: f64, top: f64) -> f64 {
    let soft = 0.15;
    if level < top - 4.0 * soft {
        return level;
    }
    top - soft * (1.0 + ((top - level) / soft).exp()).ln() + soft * (1.0 + (-4.0_f64).exp()).ln()
}
