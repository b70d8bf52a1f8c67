//! The forecast bench: journeys of our own making, the outlook against persistence and linear extrapolation, and the limit of it all.
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "its output is its purpose; it times the outlook")]

mod baselines;
mod journeys;
mod limit;
mod plots;
mod score;
mod seeds;
mod sessions;

use baselines::{Baselines, cell_of};
use journeys::{FAMILIES, Journey};
use relatch_core::{LactationBreak, OutlookInput, forecast as outlook};
use score::{AS_OF, CELLS, Forecast, HORIZONS, LEVELS, Tally};
use std::path::PathBuf;
use std::time::Instant;

/// Measured days without which the outlook says nothing.
const LEAST_DAYS: usize = 7;
/// First seeds of the halves: tuning looks at train alone.
const TRAIN_SEED: u64 = 1_000_000;
const TEST_SEED: u64 = 2_000_000;
const OTHER_SEED: u64 = 3_000_000;

struct Settings {
    half: String,
    journeys: usize,
    particles: Option<usize>,
    families: bool,
    out: Option<PathBuf>,
}

impl Settings {
    fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut settings = Self { half: "test".into(), journeys: 0, particles: None, families: false, out: None };
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "--half" => {
                    settings.half = value()?;
                    if !["train", "test", "other", "smooth"].contains(&settings.half.as_str()) {
                        return Err("--half is train, test, other or smooth".into());
                    }
                }
                "--journeys" => {
                    settings.journeys = value()?.parse().map_err(|_| "--journeys needs a number")?;
                }

                "--limit" => settings.particles = Some(20_000),
                "--particles" => {
                    settings.particles = Some(value()?.parse().map_err(|_| "--particles needs a number")?);
                }

                "--families" => settings.families = true,
                "--out" => settings.out = Some(value()?.into()),
                _ => {
                    return Err(format!(
                        "unknown option {argument}; known: --half train|test|other|smooth, --journeys N, --limit, --particles N, --families, --out DIR"
                    ));
                }
            }
        }
        if settings.journeys == 0 {
            // The limit takes seconds for each journey.
            settings.journeys = if settings.particles.is_some() { 60 } else { 800 };
        }
        Ok(settings)
    }
}

/// What one forecaster did: a tally for each cell.
type Tallies = Vec<Tally>;

fn tallies() -> Tallies {
    vec![Tally::default(); CELLS]
}

/// Quantiles of the outlook for both horizons, or nothing when it is too early.
fn forecast(journey: &Journey, as_of: usize) -> Option<[Forecast; 2]> {
    let input = OutlookInput {
        own_milk_ml: journey.logged.clone(),
        need_ml: journey.need_ml,
        since: journey.since,
        as_of: as_of as u32,
        horizons: HORIZONS.to_vec(),
        goal_ml: None,
    };
    let outlook = outlook(&input).ok()?;
    let mut found = [[0.0; 11]; 2];
    if outlook.points.len() != 2 {
        return None;
    }
    for (found, point) in found.iter_mut().zip(&outlook.points) {
        for (q, quantile) in found.iter_mut().zip(&point.quantiles) {
            *q = quantile.ml;
        }
    }
    Some(found)
}

fn enough(journey: &Journey, as_of: usize) -> bool {
    journey.logged[..as_of].iter().flatten().count() >= LEAST_DAYS
}

/// Runs the bench with command-line arguments and prints its tables.
fn run(arguments: impl Iterator<Item = String>) -> Result<(), String> {
    let settings = Settings::read(arguments)?;
    let n = settings.journeys;
    let trained = n.max(500) as u64;
    let train: Vec<Journey> = (0..trained).map(|i| journeys::journey(TRAIN_SEED + i)).collect();
    let (name, scored): (&str, Vec<Journey>) = match settings.half.as_str() {
        "train" => ("train", train[..n].to_vec()),
        "smooth" => ("train, growth without events", train.iter().filter(|j| j.family < 4).cloned().collect()),
        "other" => ("other making", (0..n as u64).map(|i| sessions::journey(OTHER_SEED + i)).collect()),
        _ => ("test", (0..n as u64).map(|i| journeys::journey(TEST_SEED + i)).collect()),
    };
    let first = scored.first().map_or(0, |j| j.seed);
    println!("forecast bench: {n} journeys, half `{name}`, seeds {first}..{}", first + n as u64);
    println!("baselines fitted on train, seeds {TRAIN_SEED}..{}", TRAIN_SEED + trained);
    let fitted_on: Vec<Journey> = if settings.half == "other" {
        // Another making needs bands of its own, or the baselines would be held back.
        (0..trained).map(|i| sessions::journey(OTHER_SEED + 500_000 + i)).collect()
    } else {
        train
    };
    let baselines = Baselines::fit(&fitted_on, enough);
    println!("{}", baselines.describe());

    let mut ours = tallies();
    let mut rest: [Tallies; 6] = std::array::from_fn(|_| tallies());
    let mut bound = tallies();
    let mut by_family: Vec<(Tally, Tally, Tally)> = vec![Default::default(); FAMILIES.len() + 1];
    let mut seconds = 0.0;
    let mut runs = 0;
    for journey in &scored {
        let limit = settings.particles.map(|p| limit::limit(journey, p));
        for (day, as_of) in AS_OF.into_iter().enumerate() {
            if !enough(journey, as_of) {
                continue;
            }
            let start = Instant::now();
            let Some(found) = forecast(journey, as_of) else {
                return Err(format!("no forecast for seed {} on day {as_of}", journey.seed));
            };
            seconds += start.elapsed().as_secs_f64();
            runs += 1;
            for (horizon, days) in HORIZONS.into_iter().enumerate() {
                let truth = journey.full[as_of - 1 + days as usize];
                let cell = cell_of(day, horizon);
                let base = baselines.forecast(journey, day, horizon);
                ours[cell].add(&found[horizon], truth);
                for (tally, forecast) in rest.iter_mut().zip([
                    &base.own_persistence,
                    &base.own_linear,
                    &base.persistence,
                    &base.linear,
                    &base.learned_persistence,
                    &base.learned_linear,
                ]) {
                    tally[cell].add(forecast, truth);
                }
                let family = &mut by_family[journey.family.min(FAMILIES.len())];
                family.0.add(&found[horizon], truth);
                family.1.add(&base.own_persistence, truth);
                family.2.add(&base.own_linear, truth);
                if let Some(limit) = &limit {
                    bound[cell].add(&limit[cell], truth);
                }
            }
        }
    }
    table("outlook against the better of persistence and linear extrapolation", &ours, &rest[0], &rest[1]);
    table("harder: the same two, centre and width chosen on train for each cell", &ours, &rest[2], &rest[3]);
    table("hardest: the same two with the whole error distribution learned on train", &ours, &rest[4], &rest[5]);
    if settings.particles.is_some() {
        table("LIMIT: exact posterior under the generator, against persistence and linear", &bound, &rest[0], &rest[1]);
        table("LIMIT against the harder two", &bound, &rest[2], &rest[3]);
    }
    if settings.families {
        println!("\nby family (all cells): ratio to the better baseline, 80 % coverage");
        for (at, (own, held, line)) in by_family.iter().enumerate().filter(|f| f.1.0.count > 0) {
            println!(
                "  {:<16} n {:>5}  {:.3}  {:>5.1} %",
                FAMILIES.get(at).unwrap_or(&"other making"),
                own.count,
                own.mean() / held.mean().min(line.mean()),
                own.coverage()
            );
        }
    }
    let all = total(&ours);
    println!("\ncalibration: share of days below each quantile, per cent");
    for (level, below) in LEVELS.iter().zip(all.below) {
        println!("  {:>4.0} %  {:>5.1} %", 100.0 * level, 100.0 * below / all.count as f64);
    }
    println!("\n{runs} outlooks, {:.2} ms each", 1000.0 * seconds / f64::from(runs));
    let (few, every) = long_series();
    println!("180 days: {few:.2} ms with 8 horizons and a goal, {every:.2} ms with all horizons to 180 (best of 10)");
    if let Some(out) = &settings.out {
        std::fs::create_dir_all(out).map_err(|e| e.to_string())?;
        let write = |name: &str, text: String| std::fs::write(out.join(name), text).map_err(|e| e.to_string());
        write("calibration.svg", plots::calibration(&all, &ours))?;
        write("journeys.svg", plots::journeys(&scored))?;
        println!("plots in {}", out.display());
    }
    Ok(())
}

/// Milliseconds for a series of 180 days: a few horizons with a goal, and every horizon to 180.
fn long_series() -> (f64, f64) {
    let mut rng = seeds::Seeded::new(180);
    let own_milk_ml: Vec<Option<f64>> = (0..180)
        .map(|t| Some(500.0 / (1.0 + (-(f64::from(t) - 60.0) / 20.0).exp()) * (0.13 * rng.normal()).exp()))
        .collect();
    let best = |horizons: Vec<u32>, goal_ml: Option<f64>| {
        let input = OutlookInput {
            own_milk_ml: own_milk_ml.clone(),
            need_ml: 650.0,
            since: LactationBreak::Days { days: 60 },
            as_of: 180,
            horizons,
            goal_ml,
        };
        (0..10)
            .map(|_| {
                let start = Instant::now();
                std::hint::black_box(outlook(&input).is_ok());
                1000.0 * start.elapsed().as_secs_f64()
            })
            .fold(f64::INFINITY, f64::min)
    };
    (best(vec![1, 7, 14, 21, 28, 42, 56, 84], Some(600.0)), best((1..=180).collect(), None))
}

fn total(tallies: &Tallies) -> Tally {
    let mut all = Tally::default();
    for tally in tallies {
        all.join(tally);
    }
    all
}

fn table(title: &str, ours: &Tallies, held: &Tallies, line: &Tallies) {
    println!("\n{title}");
    println!("  day  ahead     n   loss ml  persistence  linear  ratio  80 % band");
    let mut ratios = Vec::new();
    let mut coverages = Vec::new();
    for cell in 0..CELLS {
        let ratio = ours[cell].mean() / held[cell].mean().min(line[cell].mean());
        ratios.push(ratio);
        coverages.push(ours[cell].coverage());
        println!(
            "  {:>3}  +{:<4} {:>5}  {:>8.2}  {:>11.2}  {:>6.2}  {ratio:.3}  {:>6.1} %",
            AS_OF[cell / HORIZONS.len()],
            HORIZONS[cell % HORIZONS.len()],
            ours[cell].count,
            ours[cell].mean(),
            held[cell].mean(),
            line[cell].mean(),
            ours[cell].coverage()
        );
    }
    let low = coverages.iter().copied().fold(f64::INFINITY, f64::min);
    let high = coverages.iter().copied().fold(0.0, f64::max);
    println!(
        "  mean ratio {:.3}, worst {:.3}; coverage {:.1} % in all, {low:.1}-{high:.1} % by cell",
        ratios.iter().sum::<f64>() / CELLS as f64,
        ratios.iter().copied().fold(0.0, f64::max),
        total(ours).coverage()
    );
}

fn main() -> std::process::ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(reason) => {
            println!("{reason}");
            std::process::ExitCode::from(2)
        }
    }
}
