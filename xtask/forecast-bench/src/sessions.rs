//! Journeys of another making: session by session, from a store that fills and a gland that answers to being emptied.
//!
//! Nothing here was used for tuning; it shows how the model does on journeys that it was not made for.

use crate::journeys::{DAYS, Journey, break_days, circumstances};
use crate::seeds::Seeded;

/// Family number of these journeys.
pub(crate) const OTHER: usize = 100;

/// One journey from its seed.
pub(crate) fn journey(seed: u64) -> Journey {
    let mut rng = Seeded::new(seed ^ 0x5E55_1035);
    let (need_ml, since) = circumstances(&mut rng);
    let basis = break_days(since).unwrap_or_else(|| rng.between(40.0, 150.0));
    // The gland: how much of it is at work (0 to 1), and what it makes in an hour when all is.
    let most = need_ml * rng.between(0.1, 1.4) / 24.0;
    let wake = 2.0 + basis.powf(rng.between(0.6, 1.0)) * rng.between(0.3, 1.0);
    let mut active = rng.between(0.005, 0.08);
    let store = rng.between(60.0, 350.0);
    let plan = rng.between(6.0, 11.0);
    let persistence = rng.between(0.7, 0.98);
    let mut zeal = rng.between(0.7, 1.1);
    let yield_noise = rng.between(0.15, 0.45);
    let forgets = if rng.chance(0.6) { rng.between(0.0, 0.08) } else { 0.0 };
    let skips = rng.between(0.0, 0.2);
    let mut ill = 0;
    let mut residual = 0.0;
    let mut logged = Vec::new();
    let mut full = Vec::new();
    for _ in 0..DAYS {
        zeal = persistence * zeal + (1.0 - persistence) * 0.9 + 0.05 * rng.normal();
        if ill == 0 && rng.chance(0.012) {
            ill = 2 + (rng.unit() * 5.0) as i32;
        }
        let vigour = if ill > 0 { 0.55 } else { 1.0 };
        ill = (ill - 1).max(0);
        let count = ((plan * zeal * vigour + 0.7 * rng.normal()).round().max(0.0)) as usize;
        let mut day = 0.0;
        let mut kept = 0.0;
        let day_factor = (0.07 * rng.normal()).exp();
        for _ in 0..count {
            let hours = (24.0 / count as f64) * rng.between(0.6, 1.4);
            // A full store slows the making (LAI20 shape: a plateau after about 7 h).
            let made = most * active * hours * vigour * (1.0 - (residual / store).min(0.9));
            residual += made;
            let taken = (residual * 0.8 * day_factor * (yield_noise * rng.normal()).exp()).min(residual);
            residual -= taken;
            day += taken;
            if !rng.chance(forgets) {
                kept += taken;
            }
        }
        // More than five emptyings a day wake the gland, fewer let it go back.
        let drive = (count as f64 - 4.0) / 4.0;
        active = if drive > 0.0 {
            active + active.max(0.03) * (1.0 - active) * drive.min(1.3) * 3.0 / wake
        } else {
            active * (1.0 + drive * 0.06)
        }
        .clamp(0.002, 1.0);
        full.push(day.round());
        logged.push((!rng.chance(skips)).then(|| f64::round(kept)));
    }
    Journey { seed, family: OTHER, need_ml, since, logged, full }
}
