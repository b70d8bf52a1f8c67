//! The growth curves of the ensemble: one fixed lattice of shapes between 0 and their plateau.

use super::logarithm::{exp, ln};
use super::prior::{FREE_TIME_DAYS, FREE_TIME_SHARE, WANDER, time};
use crate::journey::LactationBreak;

/// Number of shapes; the plateau of each is found on a ladder of its own. More than three times as many gain less than 1 % of loss.
pub(super) const SHAPES: usize = 5000;

/// Dimensions of the lattice.
const DIMENSIONS: usize = 8;

/// How a supply grows when nothing happens.
#[derive(Clone, Copy, Debug)]
enum Growth {
    Logistic { middle: f64, tau: f64 },
    Gompertz { lag: f64, tau: f64 },
    Saturating { onset: f64, tau: f64 },
    Linear { onset: f64, days: f64 },
    Hill { half: f64, power: f64 },
}

impl Growth {
    #[inline]
    fn at(self, t: f64) -> f64 {
        match self {
            Self::Logistic { middle, tau } => 1.0 / (1.0 + exp(-(t - middle) / tau)),
            Self::Gompertz { lag, tau } => exp(-lag * exp(-t / tau)),
            Self::Saturating { onset, tau } => {
                if t > onset {
                    1.0 - exp(-(t - onset) / tau)
                } else {
                    0.0
                }
            }
            Self::Linear { onset, days } => ((t - onset) / days).clamp(0.0, 1.0),
            Self::Hill { half, power } => {
                let x = exp(power * ln((t / half).max(1e-30)));
                x / (1.0 + x)
            }
        }
    }
}

/// What happens on the way.
#[derive(Clone, Copy, Debug)]
enum Event {
    Nothing,
    /// Growth stands still for some days.
    Stall {
        from: f64,
        days: f64,
    },
    /// Growth goes on faster or slower, as when the effort changes.
    Pace {
        from: f64,
        factor: f64,
    },
    /// A share is lost at once and comes back slowly.
    Setback {
        from: f64,
        depth: f64,
        recovery: f64,
    },
    /// A second rise on top of a first plateau.
    SecondRise {
        from: f64,
        first: f64,
        tau: f64,
    },
    /// A lasting fall towards a lower level.
    Fall {
        from: f64,
        depth: f64,
        days: f64,
    },
    /// Drops alone until then, growth from then on.
    LateOnset {
        from: f64,
        drops: f64,
    },
}

/// One shape of the ensemble.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    growth: Growth,
    event: Event,
    /// Which of the wanders of the prior it has.
    pub(super) wander: usize,
}

impl Shape {
    /// Share of the plateau on day `t` of the restart, 0 to 1.
    #[inline]
    pub(super) fn at(&self, t: f64) -> f64 {
        match self.event {
            Event::Nothing => self.growth.at(t),
            Event::Stall { from, days } => self.growth.at(if t < from { t } else { (t - days).max(from) }),
            Event::Pace { from, factor } => self.growth.at(if t < from { t } else { from + (t - from) * factor }),
            Event::Setback { from, depth, recovery } => {
                let lost = if t < from { 0.0 } else { depth * exp(-(t - from) / recovery) };
                self.growth.at(t) * (1.0 - lost)
            }
            Event::SecondRise { from, first, tau } => {
                let second = if t > from { 1.0 - exp(-(t - from) / tau) } else { 0.0 };
                self.growth.at(t) * (first + (1.0 - first) * second)
            }
            Event::LateOnset { from, drops } => drops.max(if t > from { self.growth.at(t - from) } else { 0.0 }),
            Event::Fall { from, depth, days } => {
                let lost = if t < from { 0.0 } else { depth * (1.0 - exp(-(t - from) / days)) };
                self.growth.at(t) * (1.0 - lost)
            }
        }
    }
}

/// All shapes for a break and a day of the forecast, which the events may lie before or after.
///
/// Any first part of the lattice is as even as the whole, so a long series makes do with fewer.
pub(super) fn lattice(since: LactationBreak, as_of: f64, shapes: usize) -> Vec<Shape> {
    let steps = steps();
    (0..shapes)
        .map(|n| {
            let mut u = [0.0; DIMENSIONS];
            for (u, step) in u.iter_mut().zip(steps) {
                *u = (0.5 + (n + 1) as f64 * step).fract();
            }
            shape(u, since, as_of)
        })
        .collect()
}

/// Steps of the additive lattice: powers of the root of x^(d+1) = x + 1, which spread evenly in d dimensions.
fn steps() -> [f64; DIMENSIONS] {
    let mut root = 1.5_f64;
    for _ in 0..40 {
        root = (1.0 + root).powf(1.0 / (DIMENSIONS as f64 + 1.0));
    }
    let mut step = 1.0;
    std::array::from_fn(|_| {
        step /= root;
        step
    })
}

fn shape(u: [f64; DIMENSIONS], since: LactationBreak, as_of: f64) -> Shape {
    // Days to nine tenths of the plateau.
    let days = if u[1] < FREE_TIME_SHARE {
        between_logs(u[1] / FREE_TIME_SHARE, FREE_TIME_DAYS)
    } else {
        let (middle, spread) = time(since);
        (middle + spread * normal_at((u[1] - FREE_TIME_SHARE) / (1.0 - FREE_TIME_SHARE))).exp().clamp(3.0, 1500.0)
    };
    // Shares of the kinds [P]: no curve is favoured, since no day-by-day series of relactation is published (evidence 0).
    let growth = if u[0] < 0.28 {
        // Middle at 1.2 to 6 time constants; nine tenths are reached 2.2 of them later.
        let lag = 1.2 + 4.8 * u[2];
        let tau = days / (lag + 2.2);
        Growth::Logistic { middle: lag * tau, tau }
    } else if u[0] < 0.50 {
        let lag = between_logs(u[2], (2.0, 14.0));
        Growth::Gompertz { lag, tau: days / (lag.ln() + 2.25) }
    } else if u[0] < 0.70 {
        let onset = 0.35 * days * u[2] * u[2];
        Growth::Saturating { onset, tau: (days - onset) / 2.3 }
    } else if u[0] < 0.85 {
        let onset = 0.3 * days * u[2] * u[2];
        Growth::Linear { onset, days: (days - onset) * 1.1 }
    } else {
        let power = between_logs(u[2], (1.0, 4.0));
        Growth::Hill { half: days / 9.0_f64.powf(1.0 / power), power }
    };
    let from = u[4] * (as_of + 42.0);
    let event = if u[3] < 0.40 {
        Event::Nothing
    } else if u[3] < 0.50 {
        Event::LateOnset { from: u[4] * 40.0, drops: 0.03 * u[5] * u[5] }
    } else if u[3] < 0.60 {
        Event::Stall { from, days: between_logs(u[6], (4.0, 60.0)) }
    } else if u[3] < 0.71 {
        Event::Pace { from, factor: between_logs(u[5], (0.15, 3.0)) }
    } else if u[3] < 0.84 {
        Event::Setback { from, depth: 0.1 + 0.6 * u[5], recovery: between_logs(u[6], (3.0, 60.0)) }
    } else if u[3] < 0.94 {
        Event::SecondRise { from, first: 0.25 + 0.6 * u[5], tau: between_logs(u[6], (2.0, 25.0)) }
    } else {
        Event::Fall { from, depth: 0.15 + 0.7 * u[5], days: between_logs(u[6], (3.0, 60.0)) }
    };
    let mut wander = WANDER.len() - 1;
    let mut below = 0.0;
    for (at, (share, _)) in WANDER.iter().enumerate() {
        below += share;
        if u[7] < below {
            wander = at;
            break;
        }
    }
    Shape { growth, event, wander }
}

fn between_logs(u: f64, (low, high): (f64, f64)) -> f64 {
    (low.ln() + u * (high.ln() - low.ln())).exp()
}

/// Standard normal quantile to 5e-4 (Abramowitz and Stegun 26.2.23).
pub(super) fn normal_at(p: f64) -> f64 {
    let tail = p.min(1.0 - p).max(1e-9);
    let t = (-2.0 * tail.ln()).sqrt();
    let x =
        t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    if p < 0.5 { -x } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shape_stays_between_nothing_and_its_plateau() {
        for since in [LactationBreak::Days { days: 1 }, LactationBreak::Days { days: 365 }, LactationBreak::Never] {
            for shape in lattice(since, 30.0, SHAPES) {
                for t in [0.0, 1.0, 10.0, 100.0, 1000.0] {
                    let share = shape.at(t);
                    assert!((0.0..=1.0).contains(&share), "{shape:?} gives {share} on day {t}");
                }
            }
        }
    }

    #[test]
    fn a_longer_break_moves_the_middle_shape_later() {
        let middle = |days| {
            let mut at: Vec<f64> =
                lattice(LactationBreak::Days { days }, 30.0, SHAPES).iter().map(|s| s.at(20.0)).collect();
            at.sort_by(f64::total_cmp);
            at[at.len() / 2]
        };
        assert!(middle(7) > middle(60) && middle(60) > middle(365));
    }

    #[test]
    fn normal_quantiles_are_the_known_ones() {
        assert!((normal_at(0.95) - 1.6449).abs() < 1e-3);
        assert!((normal_at(0.1) + 1.2816).abs() < 1e-3);
    }
}
