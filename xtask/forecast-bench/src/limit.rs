//! The limit: what the exact posterior under the generator itself would score, by a large pool of its own journeys.
//!
//! Offline only. Each particle is a life and a habit drawn for the same need and break. The pool is weighed by the days known on the
//! first day of forecast and thinned to its likeliest; from then on each particle also moves (Metropolis steps on the numbers it
//! was drawn from), so that the pool does not die out as days come in.

use crate::journeys::{Habit, Journey, habit, life};
use crate::score::{AS_OF, Forecast, HORIZONS, LEVELS};
use crate::seeds::Seeded;

/// Particles that are kept and moved.
const KEPT: usize = 300;
/// Steps of each particle on each day of forecast.
const MOVES: usize = 500;
/// Draws of the single day for each particle.
const DRAWS: usize = 40;

#[derive(Clone)]
struct Particle {
    life: Seeded,
    habit: Seeded,
    level: Vec<f64>,
    way: Habit,
    score: f64,
}

impl Particle {
    fn new(seed: u64) -> Self {
        let way = habit(&mut Seeded::new(0));
        Self { life: Seeded::taped(seed), habit: Seeded::taped(!seed), level: Vec::new(), way, score: 0.0 }
    }

    /// Lives its numbers again and weighs them by the days before `as_of`.
    fn live(&mut self, journey: &Journey, as_of: usize) {
        self.life.rewind();
        self.habit.rewind();
        self.level = life(&mut self.life, journey.need_ml, journey.since).1;
        self.way = habit(&mut self.habit);
        self.score = self.weigh(journey, 0, as_of);
    }

    fn weigh(&self, journey: &Journey, from: usize, to: usize) -> f64 {
        let kept = kept_chances(&self.way);
        (from..to).filter_map(|d| journey.logged[d].map(|ml| day_score(ml, self.level[d], &self.way, &kept))).sum()
    }

    /// One Metropolis step: some of the numbers move a little, or one is drawn anew.
    fn step(&mut self, journey: &Journey, as_of: usize, rng: &mut Seeded) {
        let mut next = self.clone();
        let numbers = if rng.chance(0.25) { next.habit.numbers() } else { next.life.numbers() };
        if numbers.is_empty() {
            return;
        }
        if rng.chance(0.3) {
            let at = (rng.unit() * numbers.len() as f64) as usize;
            numbers[at] = rng.unit();
        } else {
            let width = rng.between_logs(0.003, 0.3);
            let share = rng.between_logs(1.0 / numbers.len() as f64, 1.0);
            for number in numbers {
                if rng.chance(share) {
                    *number = (*number + width * rng.normal()).rem_euclid(1.0).min(1.0 - f64::EPSILON);
                }
            }
        }
        next.live(journey, as_of);
        if rng.unit().ln() < next.score - self.score {
            *self = next;
        }
    }
}

/// Forecasts of the limit, by cell.
pub(crate) fn limit(journey: &Journey, particles: usize) -> Vec<Forecast> {
    let mut rng = Seeded::new(journey.seed ^ 0x11_1417);
    let mut pool: Vec<Particle> = Vec::new();
    let mut forecasts = Vec::new();
    for (day, as_of) in AS_OF.into_iter().enumerate() {
        let scores: Vec<f64> = if day == 0 {
            (0..particles)
                .map(|_| {
                    pool.push(Particle::new((rng.unit() * 1e18) as u64));
                    let last = pool.len() - 1;
                    pool[last].live(journey, as_of);
                    pool[last].score
                })
                .collect()
        } else {
            pool.iter_mut()
                .map(|p| {
                    let more = p.weigh(journey, AS_OF[day - 1], as_of);
                    p.score += more;
                    more
                })
                .collect()
        };
        pool = thin(&pool, &scores, &mut rng);
        for particle in &mut pool {
            for _ in 0..MOVES {
                particle.step(journey, as_of, &mut rng);
            }
        }
        for horizon in HORIZONS {
            let target = as_of - 1 + horizon as usize;
            let mut cloud = Vec::with_capacity(KEPT * DRAWS);
            for particle in &pool {
                for _ in 0..DRAWS {
                    let spread = particle.way.noise * if rng.chance(particle.way.odd) { 3.0 } else { 1.0 };
                    cloud.push(particle.level[target] * (spread * rng.normal()).exp());
                }
            }
            cloud.sort_by(f64::total_cmp);
            forecasts.push(LEVELS.map(|l| super::score::quantile(&cloud, l)));
        }
    }
    forecasts
}

/// Draws the kept particles by their weights, evenly spaced, so that none is lost by bad luck.
fn thin(pool: &[Particle], scores: &[f64], rng: &mut Seeded) -> Vec<Particle> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = scores.iter().map(|s| (s - best).exp()).collect();
    let total: f64 = weights.iter().sum();
    let mut kept = Vec::with_capacity(KEPT);
    let start = rng.unit();
    let mut below = 0.0;
    for (particle, weight) in pool.iter().zip(weights) {
        below += weight / total * KEPT as f64;
        while kept.len() < KEPT && (kept.len() as f64 + start) < below {
            kept.push(particle.clone());
        }
    }
    while kept.len() < KEPT {
        kept.push(pool[pool.len() - 1].clone());
    }
    kept
}

/// Chance of 0, 1, 2 ... forgotten sessions, and the share of the day that is kept.
fn kept_chances(habit: &Habit) -> Vec<(f64, f64)> {
    let n = habit.sessions;
    let mut chance = (1.0 - habit.forgotten).powi(n as i32);
    let mut all = Vec::new();
    for k in 0..=n.min(4) {
        if chance < 1e-5 {
            break;
        }
        all.push((chance, 1.0 - f64::from(k) / f64::from(n)));
        chance *= f64::from(n - k) / f64::from(k + 1) * habit.forgotten / (1.0 - habit.forgotten);
    }
    all
}

/// Log-likelihood of a logged day, rounding to whole ml included as a blur.
fn day_score(ml: f64, level: f64, habit: &Habit, kept: &[(f64, f64)]) -> f64 {
    let z = ml.max(0.4).ln();
    let mut total = 0.0;
    for &(chance, share) in kept {
        let mean = (level * share).max(0.2);
        let off = z - mean.ln();
        let blur = (0.4 / mean).min(1.0);
        for (weight, factor) in [(1.0 - habit.odd, 1.0), (habit.odd, 3.0)] {
            if weight > 0.0 {
                let var = (habit.noise * factor).powi(2) + blur * blur;
                total += chance * weight * (-0.5 * off * off / var).exp() / var.sqrt();
            }
        }
    }
    (total + 1e-30).ln()
}
