//! From a weighted heap of curves to quantiles of one day, by one histogram on the log scale.

use super::Quantile;

/// Quantile levels that a point holds, ascending.
pub(super) const LEVELS: [f64; 11] = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

const CELLS: usize = 360;
/// Standard deviations to either side of a mean that the histogram reaches.
const TAILS: f64 = 5.0;

/// Means that share one spread: `ln(ml + offset)` and weight of each; the spread as (share, standard deviation) parts.
pub(super) struct Heap {
    pub(super) means: Vec<(f64, f64)>,
    pub(super) spread: Vec<(f64, f64)>,
}

/// The distribution of `ln(ml + offset)` on one day.
pub(super) struct Mixture {
    low: f64,
    cell: f64,
    mass: Vec<f64>,
    /// Factor on every distance from the median.
    stretch: f64,
}

impl Mixture {
    /// Adds up the heaps; weights need not sum to one. `None` when there is no weight at all.
    pub(super) fn new(heaps: &[Heap], stretch: f64) -> Option<Self> {
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        let mut weight = 0.0;
        for heap in heaps {
            let widest = heap.spread.iter().map(|s| s.1).fold(0.0, f64::max);
            for &(mean, w) in &heap.means {
                low = low.min(mean - TAILS * widest);
                high = high.max(mean + TAILS * widest);
                weight += w;
            }
        }
        if !(weight > 0.0 && low.is_finite() && high.is_finite()) {
            return None;
        }
        let cell = ((high - low) / (CELLS - 2) as f64).max(1e-6);
        let mut mass = vec![0.0; CELLS];
        let mut centres = vec![0.0; CELLS];
        for heap in heaps {
            centres.fill(0.0);
            for &(mean, w) in &heap.means {
                // A mean between two cells is split between them, so that the sum moves smoothly with the data.
                let at = ((mean - low) / cell).clamp(0.0, (CELLS - 2) as f64);
                let cell_at = at as usize;
                let part = at - cell_at as f64;
                centres[cell_at] += w * (1.0 - part) / weight;
                centres[cell_at + 1] += w * part / weight;
            }
            let kernel = kernel(&heap.spread, cell);
            let half = kernel.len() / 2;
            for (at, &w) in centres.iter().enumerate() {
                if w < 1e-7 {
                    continue;
                }
                let from = at.saturating_sub(half);
                let to = (at + half).min(CELLS - 1);
                for (m, k) in mass[from..=to].iter_mut().zip(&kernel[from + half - at..]) {
                    *m += w * k;
                }
            }
        }
        Some(Self { low, cell, mass, stretch })
    }

    /// Position of each level, ascending levels in, ascending positions out.
    pub(super) fn positions(&self, levels: &[f64]) -> Vec<f64> {
        let median = self.plain_positions(&[0.5])[0];
        self.plain_positions(levels).into_iter().map(|p| median + self.stretch * (p - median)).collect()
    }

    fn plain_positions(&self, levels: &[f64]) -> Vec<f64> {
        let total: f64 = self.mass.iter().sum();
        let mut found = Vec::with_capacity(levels.len());
        let mut below = 0.0;
        let mut at = 0;
        for &level in levels {
            let want = level * total;
            while at < CELLS - 1 && below + self.mass[at] < want {
                below += self.mass[at];
                at += 1;
            }
            let part = if self.mass[at] > 0.0 { ((want - below) / self.mass[at]).clamp(0.0, 1.0) } else { 0.5 };
            found.push(self.low + (at as f64 - 0.5 + part) * self.cell);
        }
        found
    }

    /// Chance that the day lies at or above `position`.
    pub(super) fn chance_above(&self, position: f64) -> f64 {
        let total: f64 = self.mass.iter().sum();
        let median = self.plain_positions(&[0.5])[0];
        let at = (median + (position - median) / self.stretch - self.low) / self.cell + 0.5;
        let mut above = 0.0;
        for (cell, m) in self.mass.iter().enumerate() {
            above += m * (cell as f64 + 1.0 - at).clamp(0.0, 1.0);
        }
        (above / total).clamp(0.0, 1.0)
    }
}

/// Quantiles in ml, never below 0 and never falling with the level.
pub(super) fn in_ml(positions: &[f64], offset: f64) -> Vec<Quantile> {
    let mut least = 0.0_f64;
    LEVELS
        .iter()
        .zip(positions)
        .map(|(&level, &position)| {
            least = least.max(position.exp() - offset);
            Quantile { level, ml: least }
        })
        .collect()
}

/// Mass of each cell about a mean, for a sum of normals.
fn kernel(spread: &[(f64, f64)], cell: f64) -> Vec<f64> {
    let widest = spread.iter().map(|s| s.1).fold(0.0, f64::max);
    let half = ((TAILS * widest / cell).ceil() as usize).min(CELLS);
    let mut kernel = vec![0.0; 2 * half + 1];
    for &(share, sd) in spread {
        let mut before = normal_below((-(half as f64) - 0.5) * cell / sd.max(1e-9));
        for (at, k) in kernel.iter_mut().enumerate() {
            let next = normal_below((at as f64 - half as f64 + 0.5) * cell / sd.max(1e-9));
            *k += share * (next - before);
            before = next;
        }
    }
    kernel
}

/// Standard normal distribution function, to 1e-7 (Abramowitz and Stegun 26.2.17).
pub(super) fn normal_below(x: f64) -> f64 {
    let t = 1.0 / (1.0 + 0.231_641_9 * x.abs());
    let poly =
        t * (0.319_381_530 + t * (-0.356_563_782 + t * (1.781_477_937 + t * (-1.821_255_978 + t * 1.330_274_429))));
    let above = poly * (-0.5 * x * x).exp() / std::f64::consts::TAU.sqrt();
    if x >= 0.0 { 1.0 - above } else { above }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_normal_comes_back_with_its_own_quantiles() {
        let heap = Heap { means: vec![(2.0, 0.3)], spread: vec![(1.0, 0.5)] };
        let mixture = Mixture::new(&[heap], 1.0).unwrap();
        let at = mixture.positions(&[0.05, 0.5, 0.95]);
        assert!((at[0] - (2.0 - 1.6449 * 0.5)).abs() < 0.01, "{at:?}");
        assert!((at[1] - 2.0).abs() < 0.005, "{at:?}");
        assert!((at[2] - (2.0 + 1.6449 * 0.5)).abs() < 0.01, "{at:?}");
        assert!((mixture.chance_above(2.5) - 0.1587).abs() < 0.005);
    }

    #[test]
    fn two_far_heaps_keep_their_weights() {
        let far = |mean, weight| Heap { means: vec![(mean, weight)], spread: vec![(1.0, 0.1)] };
        let mixture = Mixture::new(&[far(0.0, 1.0), far(5.0, 3.0)], 1.0).unwrap();
        assert!((mixture.chance_above(2.5) - 0.75).abs() < 1e-6);
    }

    #[test]
    fn no_weight_is_no_distribution() {
        assert!(Mixture::new(&[], 1.0).is_none());
        assert!(Mixture::new(&[Heap { means: vec![(1.0, 0.0)], spread: vec![(1.0, 0.1)] }], 1.0).is_none());
    }
}
