//! Pinball loss and coverage, cell by cell.

/// Quantile levels of every forecast.
pub(crate) const LEVELS: [f64; 11] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];
/// Days that forecasts are made on.
pub(crate) const AS_OF: [usize; 5] = [10, 14, 21, 28, 42];
/// Days ahead.
pub(crate) const HORIZONS: [u32; 2] = [7, 14];
/// Number of cells.
pub(crate) const CELLS: usize = AS_OF.len() * HORIZONS.len();

/// Quantiles of one day, one for each of [`LEVELS`].
pub(crate) type Forecast = [f64; 11];

/// Sum of pinball losses and of days inside each central band, for one cell and one forecaster.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tally {
    /// Forecasts scored.
    pub(crate) count: usize,
    /// Summed mean pinball loss in ml.
    pub(crate) loss: f64,
    /// Days inside the 80 % band, edges included.
    pub(crate) inside: usize,
    /// For each level, days at or below that quantile (half for a tie with it).
    pub(crate) below: [f64; 11],
}

/// Mean pinball loss of a forecast over all levels.
pub(crate) fn pinball(forecast: &Forecast, truth: f64) -> f64 {
    let sum: f64 = LEVELS
        .iter()
        .zip(forecast)
        .map(|(level, q)| if truth >= *q { level * (truth - q) } else { (1.0 - level) * (q - truth) })
        .sum();
    sum / LEVELS.len() as f64
}

impl Tally {
    /// Scores one forecast.
    pub(crate) fn add(&mut self, forecast: &Forecast, truth: f64) {
        self.count += 1;
        self.loss += pinball(forecast, truth);
        self.inside += usize::from(forecast[1] <= truth && truth <= forecast[9]);
        for (below, q) in self.below.iter_mut().zip(forecast) {
            *below += if truth < *q {
                1.0
            } else if truth > *q {
                0.0
            } else {
                0.5
            };
        }
    }

    /// Adds another tally.
    pub(crate) fn join(&mut self, other: &Self) {
        self.count += other.count;
        self.loss += other.loss;
        self.inside += other.inside;
        for (a, b) in self.below.iter_mut().zip(other.below) {
            *a += b;
        }
    }

    /// Mean loss in ml.
    pub(crate) fn mean(&self) -> f64 {
        self.loss / self.count.max(1) as f64
    }

    /// Share of days inside the 80 % band, per cent.
    pub(crate) fn coverage(&self) -> f64 {
        100.0 * self.inside as f64 / self.count.max(1) as f64
    }
}

/// Quantile of a list that is sorted already.
pub(crate) fn quantile(sorted: &[f64], level: f64) -> f64 {
    let at = level * (sorted.len() - 1) as f64;
    let low = at.floor() as usize;
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (at - low as f64) * (sorted[high] - sorted[low])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_quantiles_score_better_than_moved_or_stretched_ones() {
        let truth: Vec<f64> = (0..1000).map(f64::from).collect();
        let score = |f: &dyn Fn(f64) -> f64| {
            let forecast: Forecast = std::array::from_fn(|i| f(LEVELS[i]));
            truth.iter().map(|t| pinball(&forecast, *t)).sum::<f64>()
        };
        let right = score(&|p| 1000.0 * p);
        assert!(right < score(&|p| 1000.0 * p + 60.0));
        assert!(right < score(&|p| 500.0 + 800.0 * (p - 0.5)));
        assert!(right < score(&|p| 500.0 + 1200.0 * (p - 0.5)));
    }
}
