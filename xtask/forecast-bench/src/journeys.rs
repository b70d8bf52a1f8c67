//! Journeys of our own making: many shapes that no single curve fits, logged the way tired people log.

use crate::seeds::Seeded;
use relatch_core::LactationBreak;

/// Days of each journey.
pub(crate) const DAYS: usize = 64;

/// Families of shapes, by name.
pub(crate) const FAMILIES: [&str; 12] = [
    "logistic",
    "gompertz",
    "saturating",
    "linear",
    "stall",
    "setback",
    "second rise",
    "effort",
    "little or none",
    "late onset",
    "declining",
    "wandering",
];
/// How often each family comes.
const SHARES: [f64; 12] = [0.15, 0.11, 0.09, 0.09, 0.09, 0.09, 0.08, 0.11, 0.05, 0.06, 0.03, 0.05];

/// Everything about one journey.
#[derive(Clone, Debug)]
pub(crate) struct Journey {
    /// Seed it came from.
    pub(crate) seed: u64,
    /// Place in [`FAMILIES`], or beyond it for a journey of another making.
    pub(crate) family: usize,
    /// What the baby would take, ml a day.
    pub(crate) need_ml: f64,
    /// Time since the last lactation.
    pub(crate) since: LactationBreak,
    /// What is in the log.
    pub(crate) logged: Vec<Option<f64>>,
    /// What a full log would say: the truth that forecasts are held against.
    pub(crate) full: Vec<f64>,
}

/// How somebody logs and how much one day differs from the next.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habit {
    /// Standard deviation of ln of a day.
    pub(crate) noise: f64,
    /// Share of odd days with three times the noise.
    pub(crate) odd: f64,
    /// Sessions a day, of equal size.
    pub(crate) sessions: u32,
    /// Chance of each to be forgotten.
    pub(crate) forgotten: f64,
    unlogged: f64,
    pauses: bool,
}

/// Days of the break as the generator sees them.
pub(crate) fn break_days(since: LactationBreak) -> Option<f64> {
    match since {
        LactationBreak::Days { days } => Some(f64::from(days)),
        LactationBreak::Never => None,
    }
}

/// Need and break.
pub(crate) fn circumstances(rng: &mut Seeded) -> (f64, LactationBreak) {
    let need = rng.between(400.0, 900.0).round();
    let since = if rng.chance(0.06) {
        LactationBreak::Never
    } else {
        LactationBreak::Days { days: rng.between_logs(4.0, 365.0).round() as i32 }
    };
    (need, since)
}

/// Habits of logging.
pub(crate) fn habit(rng: &mut Seeded) -> Habit {
    Habit {
        noise: rng.between(0.09, 0.20),
        odd: if rng.chance(0.4) { rng.between(0.01, 0.05) } else { 0.0 },
        sessions: rng.between(5.0, 11.0) as u32,
        forgotten: if rng.chance(0.7) { rng.between(0.0, 0.10) } else { 0.0 },
        unlogged: if rng.chance(0.75) { rng.between(0.0, 0.25) } else { 0.0 },
        pauses: rng.chance(0.2),
    }
}

/// One journey from its seed.
pub(crate) fn journey(seed: u64) -> Journey {
    let mut rng = Seeded::new(seed);
    let (need_ml, since) = circumstances(&mut rng);
    let (family, level) = life(&mut rng, need_ml, since);
    let habit = habit(&mut rng);
    let (logged, full) = log(&mut rng, &level, &habit);
    Journey { seed, family, need_ml, since, logged, full }
}

/// The days as they are and as they are logged.
pub(crate) fn log(rng: &mut Seeded, level: &[f64], habit: &Habit) -> (Vec<Option<f64>>, Vec<f64>) {
    let mut pause = 0;
    let mut logged = Vec::with_capacity(level.len());
    let mut full = Vec::with_capacity(level.len());
    for &level in level {
        let spread = habit.noise * if rng.chance(habit.odd) { 3.0 } else { 1.0 };
        let day = (level * (spread * rng.normal()).exp()).round();
        full.push(day);
        let kept = (0..habit.sessions).filter(|_| !rng.chance(habit.forgotten)).count().max(1);
        if pause == 0 && habit.pauses && rng.chance(0.04) {
            pause = 2 + (rng.unit() * 5.0) as usize;
        }
        let skipped = pause > 0 || rng.chance(habit.unlogged);
        pause = pause.saturating_sub(1);
        logged.push((!skipped).then(|| (day * kept as f64 / f64::from(habit.sessions)).round()));
    }
    (logged, full)
}

/// The level behind the days, in ml, and its family.
pub(crate) fn life(rng: &mut Seeded, need: f64, since: LactationBreak) -> (usize, Vec<f64>) {
    let family = rng.pick(&SHARES);
    let days = days_to_plateau(rng, since);
    let plateau = need * plateau(rng);
    let wobble = if rng.chance(0.4) { rng.between(0.01, 0.07) } else { 0.0 };
    let weekday = rng.between(0.0, 7.0);
    let mut level = shape(rng, family, days);
    for (t, l) in level.iter_mut().enumerate() {
        *l *= plateau * (1.0 + wobble * (std::f64::consts::TAU * (t as f64 + weekday) / 7.0).sin());
    }
    (family, level)
}

fn days_to_plateau(rng: &mut Seeded, since: LactationBreak) -> f64 {
    let basis = match break_days(since) {
        Some(days) => days.max(rng.between(7.0, 10.0)),
        None => rng.between_logs(30.0, 200.0),
    };
    let ratio = (0.668 * rng.normal()).exp();
    match rng.pick(&[0.6, 0.15, 0.25]) {
        0 => ratio * basis,
        // The ratio taken for a time constant, not for the whole time.
        1 => 2.3 * ratio * basis,
        _ => rng.between_logs(6.0, 150.0),
    }
    .clamp(4.0, 900.0)
}

fn plateau(rng: &mut Seeded) -> f64 {
    match rng.pick(&[0.6, 0.3, 0.1]) {
        0 => (0.75 * (0.45 * rng.normal()).exp()).clamp(0.05, 1.3),
        1 => rng.between(0.05, 1.3),
        _ => rng.between(0.02, 0.25),
    }
}

fn logistic(rng: &mut Seeded, days: f64) -> impl Fn(f64) -> f64 + use<> {
    let lag = rng.between(1.5, 5.0);
    let tau = days / (lag + 2.2);
    move |t| 1.0 / (1.0 + (-(t / tau - lag)).exp())
}

fn gompertz(rng: &mut Seeded, days: f64) -> impl Fn(f64) -> f64 + use<> {
    let lag = rng.between(2.5, 10.0_f64);
    let tau = days / (lag.ln() + 2.25);
    move |t| (-lag * (-t / tau).exp()).exp()
}

fn saturating(rng: &mut Seeded, days: f64) -> impl Fn(f64) -> f64 + use<> {
    let onset = if rng.chance(0.5) { rng.between(0.0, 0.25) * days } else { 0.0 };
    let tau = (days - onset) / 2.3;
    move |t| {
        if t > onset { 1.0 - (-(t - onset) / tau).exp() } else { 0.0 }
    }
}

/// Any of the plain growths.
fn plain(rng: &mut Seeded, days: f64) -> Box<dyn Fn(f64) -> f64> {
    match rng.pick(&[0.4, 0.3, 0.3]) {
        0 => Box::new(logistic(rng, days)),
        1 => Box::new(gompertz(rng, days)),
        _ => Box::new(saturating(rng, days)),
    }
}

fn shape(rng: &mut Seeded, family: usize, days: f64) -> Vec<f64> {
    let over = |f: &dyn Fn(f64) -> f64| (0..DAYS).map(|t| f(t as f64)).collect::<Vec<f64>>();
    match family {
        0 => over(&logistic(rng, days)),
        1 => over(&gompertz(rng, days)),
        2 => over(&saturating(rng, days)),
        3 => {
            let start = rng.between(0.0, 8.0);
            let span = rng.between(0.6, 1.6) * days;
            over(&|t| ((t - start) / span).clamp(0.01, 1.0))
        }
        4 => {
            // Stands still for a while, once or twice.
            let growth = plain(rng, days);
            let stalls: Vec<(f64, f64)> =
                (0..=usize::from(rng.chance(0.3))).map(|_| (rng.between(3.0, 45.0), rng.between(5.0, 30.0))).collect();
            let mut clock = 0.0;
            (0..DAYS)
                .map(|t| {
                    let still = stalls.iter().any(|s| t as f64 >= s.0 && (t as f64) < s.0 + s.1);
                    let now = growth(clock);
                    if !still {
                        clock += 1.0;
                    }
                    now
                })
                .collect()
        }
        5 => {
            // Illness, travel, return of the cycle: a fall within days, then back, or not wholly back.
            let growth = plain(rng, days);
            let hits: Vec<[f64; 4]> = (0..=usize::from(rng.chance(0.35)))
                .map(|_| {
                    [rng.between(4.0, 55.0), rng.between(0.15, 0.65), rng.between(2.0, 20.0), rng.between(0.7, 1.0)]
                })
                .collect();
            over(&|t| {
                let mut level = growth(t);
                for [from, depth, back, kept] in &hits {
                    if t >= *from {
                        let fall = ((t - from + 1.0) / 3.0).min(1.0);
                        level *= 1.0 - fall * (1.0 - kept * (1.0 - depth * (-(t - from) / back).exp()));
                    }
                }
                level
            })
        }
        6 => {
            // A first plateau, then a second rise.
            let early = rng.between(0.2, 0.6) * days;
            let growth = plain(rng, early);
            let first = rng.between(0.2, 0.7);
            let from = rng.between(10.0, 50.0);
            let tau = rng.between(1.5, 6.0);
            over(&|t| growth(t) * (first + (1.0 - first) / (1.0 + (-(t - from) / tau).exp())))
        }
        7 => {
            // The ceiling follows the sessions, which change for weeks at a time; the level follows the ceiling.
            let mut effort = rng.between(0.3, 1.0_f64);
            let mut level = rng.between(0.0, 0.05);
            let tau = (days / 2.3).max(3.0);
            let change = rng.between(0.03, 0.12);
            let start = rng.between(0.0, 6.0);
            (0..DAYS)
                .map(|t| {
                    if rng.chance(change) {
                        effort = rng.between(0.15, 1.1);
                    }
                    if t as f64 >= start {
                        let ease = if effort > level { 1.0 } else { 1.6 };
                        level += (effort - level) * ease / tau;
                    }
                    level
                })
                .collect()
        }
        8 => {
            let low = if rng.chance(0.4) { 0.0 } else { rng.between(0.005, 0.08) };
            let growth = plain(rng, days);
            let flat = rng.chance(0.5);
            over(&|t| low * if flat { 1.0 } else { growth(t) })
        }
        9 => {
            // Drops for weeks, then milk.
            let onset = rng.between(6.0, 30.0);
            let rest = rng.between(0.3, 1.0) * days;
            let growth = plain(rng, rest);
            let drops = rng.between(0.0, 0.02);
            over(&|t| drops.max(if t > onset { growth(t - onset) } else { 0.0 }))
        }
        10 => {
            let early = rng.between(0.1, 0.5) * days;
            let growth = plain(rng, early);
            let from = rng.between(0.0, 40.0);
            let rate = rng.between_logs(0.004, 0.05);
            over(&|t| growth(t) * (-rate * (t - from).max(0.0)).exp())
        }
        _ => {
            // Growth with a drift of its own.
            let growth = plain(rng, days);
            let step = rng.between(0.02, 0.07);
            let mut off = 0.0;
            (0..DAYS)
                .map(|t| {
                    off = 0.97 * off + step * rng.normal();
                    (growth(t as f64) * f64::exp(off)).min(1.5)
                })
                .collect()
        }
    }
}
