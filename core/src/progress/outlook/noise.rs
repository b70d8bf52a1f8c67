//! How one logged day scatters about the level behind it: day noise, rare odd days, and days with forgotten entries.
//!
//! All of it works on `ln(ml + offset)`, where a factor is a distance. A forgotten entry only lowers a day.

use super::prior::{FORGOTTEN_SHARE, FORGOTTEN_STEPS, ODD_DAY_SHARE, ODD_DAY_SPREAD};

/// Half the range of residuals that the table holds; what lies beyond scores like the edge.
const REACH: f64 = 3.0;
/// Width of one cell of the table; a tenth of the smallest noise.
const CELL: f64 = 0.01;
const CELLS: usize = 601;

/// Log-likelihood and pull of a residual, for one day noise and one uncertainty of the level, ready to look up.
///
/// Kept small (single precision, both side by side), since the fit looks up half a million of them in random order.
pub(super) struct NoiseTable {
    cells: Vec<(f32, f32)>,
}

impl NoiseTable {
    /// Table for a day noise `sigma` about a level that is itself known to the variance `level_var`.
    pub(super) fn new(sigma: f64, level_var: f64) -> Self {
        let cells = (0..CELLS)
            .map(|cell| {
                let (score, pull) = mixture(cell as f64 * CELL - REACH, sigma, level_var);
                (score as f32, pull as f32)
            })
            .collect();
        Self { cells }
    }

    /// Highest log-likelihood in the table.
    pub(super) fn peak(&self) -> f64 {
        self.cells.iter().map(|c| f64::from(c.0)).fold(f64::NEG_INFINITY, f64::max)
    }

    /// Log-likelihood of the residual, and how far the level should move for it.
    #[inline]
    pub(super) fn look(&self, residual: f64) -> (f64, f64) {
        let cell = ((residual + REACH) / CELL + 0.5).clamp(0.0, (CELLS - 1) as f64) as usize;
        let (score, pull) = self.cells[cell];
        (f64::from(score), f64::from(pull))
    }
}

/// Log-likelihood of a residual under clean, odd and short days together, and the expected move of the level.
pub(super) fn mixture(residual: f64, sigma: f64, level_var: f64) -> (f64, f64) {
    let clean_share = 1.0 - ODD_DAY_SHARE - FORGOTTEN_SHARE;
    let mut total = 0.0;
    let mut moved = 0.0;
    let mut add = |share: f64, residual: f64, day_var: f64| {
        let var = day_var + level_var;
        let density = share * (-0.5 * residual * residual / var).exp() / (std::f64::consts::TAU * var).sqrt();
        total += density;
        moved += density * residual * level_var / var;
    };
    let day_var = sigma * sigma;
    add(clean_share, residual, day_var);
    add(ODD_DAY_SHARE, residual, day_var * ODD_DAY_SPREAD * ODD_DAY_SPREAD);
    for (share, lost) in FORGOTTEN_STEPS {
        add(FORGOTTEN_SHARE * share, residual - (1.0 - lost).ln(), day_var);
    }
    // Far out every density underflows; a floor keeps one absurd day from silencing all curves.
    let floor = 1e-9;
    ((total + floor).ln(), moved / (total + floor))
}

/// Day noise of a series, from how far each day lies from the line between its neighbours, drawn towards the usual.
///
/// `days` are (day, ln(ml + offset)). The middle of the distances is used, so that short and odd days hardly count.
pub(super) fn day_noise(days: &[(f64, f64)], usual: f64, usual_weight: f64) -> f64 {
    let mut off: Vec<f64> = days
        .windows(3)
        .filter(|w| w[2].0 - w[0].0 <= 6.0)
        .map(|w| {
            let a = (w[1].0 - w[0].0) / (w[2].0 - w[0].0);
            let between = w[0].1 * (1.0 - a) + w[2].1 * a;
            (w[1].1 - between).abs() / (1.0 + a * a + (1.0 - a) * (1.0 - a)).sqrt()
        })
        .collect();
    if off.is_empty() {
        return usual;
    }
    off.sort_by(f64::total_cmp);
    // 0.6745 is the median of |x| for a standard normal [D].
    let middle = (off[off.len() / 2] / 0.6745).clamp(0.02, 0.6);
    let n = off.len() as f64 * 0.5;
    ((n * middle.ln() + usual_weight * usual.ln()) / (n + usual_weight)).exp()
}
