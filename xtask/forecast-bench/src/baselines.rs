//! What an outlook has to beat: the last days go on, or their line goes on.
//!
//! Each gets the help a competent analyst would give it, on the train half alone: persistence chooses among the last value and the
//! means of the last 3 and 7, bands are widened to the errors seen at that day and horizon. `Learned` goes further and takes over the
//! whole distribution of those errors, bias too; it is shown as a second, harder comparison.

use crate::journeys::Journey;
use crate::score::{AS_OF, CELLS, Forecast, HORIZONS, LEVELS, pinball, quantile};

/// Centre and spread of a forecast before its bands are fitted.
#[derive(Clone, Copy, Debug)]
struct Guess {
    centre: f64,
    spread: f64,
}

/// Kinds of guess: persistence from 1, 3 or 7 days, linear from 14.
const KINDS: usize = 4;
const LINEAR: usize = 3;
const LAST: [usize; 3] = [1, 3, 7];

/// Bands fitted on the train half.
pub(crate) struct Baselines {
    /// For each cell and kind the factor on the spread.
    factor: Vec<[f64; KINDS]>,
    /// For each cell the persistence that did best.
    best: Vec<usize>,
    /// For each cell and kind the quantiles of the errors in spreads.
    errors: Vec<[Forecast; KINDS]>,
}

/// The forecasts of one cell.
pub(crate) struct BaselineForecasts {
    /// Persistence by its own past errors alone.
    pub(crate) own_persistence: Forecast,
    /// Linear extrapolation by its own residuals alone.
    pub(crate) own_linear: Forecast,
    /// Persistence.
    pub(crate) persistence: Forecast,
    /// Linear extrapolation.
    pub(crate) linear: Forecast,
    /// Persistence with the error quantiles of the train half.
    pub(crate) learned_persistence: Forecast,
    /// Linear extrapolation with the error quantiles of the train half.
    pub(crate) learned_linear: Forecast,
}

/// Quantiles of the standard normal at [`LEVELS`].
const NORMAL: Forecast = [-1.6449, -1.2816, -0.8416, -0.5244, -0.2533, 0.0, 0.2533, 0.5244, 0.8416, 1.2816, 1.6449];

fn measured(journey: &Journey, as_of: usize) -> Vec<(f64, f64)> {
    journey.logged[..as_of].iter().enumerate().filter_map(|(d, ml)| ml.map(|ml| (d as f64, ml))).collect()
}

fn mean(days: &[(f64, f64)]) -> f64 {
    days.iter().map(|d| d.1).sum::<f64>() / days.len() as f64
}

fn guess(journey: &Journey, as_of: usize, horizon: u32, kind: usize) -> Guess {
    let days = measured(journey, as_of);
    let least = 1.0 + 0.003 * journey.need_ml;
    if kind == LINEAR {
        let from = days.partition_point(|d| d.0 < as_of as f64 - 14.0).min(days.len().saturating_sub(3));
        let recent = &days[from..];
        let n = recent.len() as f64;
        let x0 = recent.iter().map(|d| d.0).sum::<f64>() / n;
        let y0 = mean(recent);
        let sxx: f64 = recent.iter().map(|d| (d.0 - x0).powi(2)).sum();
        let slope = recent.iter().map(|d| (d.0 - x0) * (d.1 - y0)).sum::<f64>() / sxx.max(1e-9);
        let rest: f64 = recent.iter().map(|d| (d.1 - y0 - slope * (d.0 - x0)).powi(2)).sum();
        let ahead = as_of as f64 - 1.0 + f64::from(horizon) - x0;
        let sd = (rest / (n - 2.0).max(1.0)).sqrt() * (1.0 + 1.0 / n + ahead * ahead / sxx.max(1e-9)).sqrt();
        return Guess { centre: (y0 + slope * ahead).max(0.0), spread: sd.max(least) };
    }
    let last = LAST[kind];
    let centre = mean(&days[days.len().saturating_sub(last)..]);
    // Its own errors so far: each day against the mean of those before it.
    let errors: Vec<f64> =
        (1..days.len()).rev().take(14).map(|at| days[at].1 - mean(&days[at.saturating_sub(last)..at])).collect();
    let rms = (errors.iter().map(|e| e * e).sum::<f64>() / errors.len().max(1) as f64).sqrt();
    Guess { centre, spread: rms.max(least) }
}

/// The mean of the last 3 measured days, with the quantiles of its errors so far at that many days ahead.
///
/// Where fewer than five such errors exist, those of the longest span with five are widened by the root of the days. The middle is
/// kept at the mean: persistence claims no drift.
fn own_persistence(journey: &Journey, as_of: usize, horizon: u32) -> Forecast {
    let days = measured(journey, as_of);
    let centre = mean(&days[days.len().saturating_sub(3)..]);
    let errors_at = |span: f64| -> Vec<f64> {
        (0..days.len())
            .filter_map(|at| {
                let held = mean(&days[at.saturating_sub(2)..=at]);
                days[at + 1..].iter().find(|d| (d.0 - days[at].0 - span).abs() < 0.5).map(|d| d.1 - held)
            })
            .collect()
    };
    let mut span = f64::from(horizon);
    let mut errors = errors_at(span);
    while errors.len() < 5 && span > 1.0 {
        span -= 1.0;
        errors = errors_at(span);
    }
    let widen = (f64::from(horizon) / span).sqrt();
    let least = 1.0 + 0.003 * journey.need_ml;
    let mut mirrored: Vec<f64> = errors.iter().flat_map(|e| [e.abs().max(least), -e.abs().max(least)]).collect();
    if mirrored.is_empty() {
        mirrored = vec![-least, least];
    }
    mirrored.sort_by(f64::total_cmp);
    LEVELS.map(|l| (centre + widen * quantile(&mirrored, l)).max(0.0))
}

/// The line through the measured ones of the last 14 days, with the textbook band of its residuals.
fn own_linear(journey: &Journey, as_of: usize, horizon: u32) -> Forecast {
    spread_out(guess(journey, as_of, horizon, LINEAR), &NORMAL, 1.0)
}

fn spread_out(guess: Guess, errors: &Forecast, factor: f64) -> Forecast {
    errors.map(|e| (guess.centre + factor * e * guess.spread).max(0.0))
}

/// Place of a cell in all lists.
pub(crate) fn cell_of(day: usize, horizon: usize) -> usize {
    day * HORIZONS.len() + horizon
}

impl Baselines {
    /// Fits the bands on the train half. `known` says which journeys have enough days.
    pub(crate) fn fit(train: &[Journey], known: impl Fn(&Journey, usize) -> bool) -> Self {
        let mut fitted = Self { factor: Vec::with_capacity(CELLS), best: Vec::new(), errors: Vec::new() };
        for as_of in AS_OF {
            let used: Vec<&Journey> = train.iter().filter(|j| known(j, as_of)).collect();
            for horizon in HORIZONS {
                let mut factors = [1.0; KINDS];
                let mut losses = [f64::INFINITY; KINDS];
                let mut errors = [NORMAL; KINDS];
                for kind in 0..KINDS {
                    let cases: Vec<(Guess, f64)> = used
                        .iter()
                        .map(|j| (guess(j, as_of, horizon, kind), j.full[as_of - 1 + horizon as usize]))
                        .collect();
                    for step in -12..=16 {
                        let factor = 1.18_f64.powi(step);
                        let loss: f64 = cases.iter().map(|(g, y)| pinball(&spread_out(*g, &NORMAL, factor), *y)).sum();
                        if loss < losses[kind] {
                            losses[kind] = loss;
                            factors[kind] = factor;
                        }
                    }
                    let mut seen: Vec<f64> = cases.iter().map(|(g, y)| (y - g.centre) / g.spread).collect();
                    seen.sort_by(f64::total_cmp);
                    errors[kind] = LEVELS.map(|l| quantile(&seen, l));
                }
                let best = (0..LINEAR).min_by(|a, b| losses[*a].total_cmp(&losses[*b])).unwrap_or(0);
                fitted.factor.push(factors);
                fitted.best.push(best);
                fitted.errors.push(errors);
            }
        }
        fitted
    }

    /// All forecasts of one cell.
    pub(crate) fn forecast(&self, journey: &Journey, day: usize, horizon: usize) -> BaselineForecasts {
        let cell = cell_of(day, horizon);
        let kind = self.best[cell];
        let held = guess(journey, AS_OF[day], HORIZONS[horizon], kind);
        let line = guess(journey, AS_OF[day], HORIZONS[horizon], LINEAR);
        BaselineForecasts {
            own_persistence: own_persistence(journey, AS_OF[day], HORIZONS[horizon]),
            own_linear: own_linear(journey, AS_OF[day], HORIZONS[horizon]),
            persistence: spread_out(held, &NORMAL, self.factor[cell][kind]),
            linear: spread_out(line, &NORMAL, self.factor[cell][LINEAR]),
            learned_persistence: spread_out(held, &self.errors[cell][kind], 1.0),
            learned_linear: spread_out(line, &self.errors[cell][LINEAR], 1.0),
        }
    }

    /// What was fitted, for the record.
    pub(crate) fn describe(&self) -> String {
        let one = |cell: usize| {
            let kind = self.best[cell];
            format!(
                "mean of last {} x{:.2}, line x{:.2}",
                LAST[kind], self.factor[cell][kind], self.factor[cell][LINEAR]
            )
        };
        (0..CELLS)
            .map(|c| format!("  day {:>2} +{:<2} {}", AS_OF[c / HORIZONS.len()], HORIZONS[c % HORIZONS.len()], one(c)))
            .collect::<Vec<_>>()
            .join("\n")
    }
}
