//! Weighs every curve of the ensemble by the known days, and says where each goes from there.

use super::curves::{SHAPES, Shape, lattice};
use super::follow::{Ahead, Follower, bank};
use super::logarithm::{exp, ln};
use super::noise::{NoiseTable, day_noise};
use super::prior;
use super::quantiles::Heap;
use crate::journey::LactationBreak;

/// Known days that are looked at, counted back from the day of the forecast [P]: older ones say nothing that these do not.
const WINDOW: usize = 90;
/// Latest days that the curves look at one by one; of older ones they take every second [P].
const CLOSE_DAYS: usize = 45;
/// Latest days that the best plateau of a shape is read from.
const PLATEAU_DAYS: usize = 21;
/// Rungs of the plateau ladder about the best plateau of a shape, in standard deviations. The first is tried alone.
const RUNGS: [f64; 7] = [0.0, -2.4, -1.5, -0.7, 0.7, 1.5, 2.4];
/// Width that each rung stands for: half the way between its neighbours.
const WIDTHS: [f64; 7] = [0.7, 0.9, 0.85, 0.75, 0.75, 0.85, 0.9];
/// Day noises tried, as factors of the one estimated [P].
const NOISE_FACTORS: [f64; 2] = [0.87, 1.2];
/// Shapes that fall this far behind the best, as a log of weight, climb no ladder.
const BEHIND: f64 = 9.0;
/// Days that all shapes together look at on their first rung, and on the rest of their ladders: it bounds the time for a long series.
const SHAPE_DAYS: usize = 45 * SHAPES;
/// See [`SHAPE_DAYS`].
const LADDER_DAYS: usize = 60_000;
/// Curves below this share of the best are left out of the forecast.
const LEAST_SHARE: f64 = 3e-5;
/// Followers below this share of everything are left out.
const LEAST_FOLLOWER: f64 = 5e-4;

/// The known days, ready for the fit.
pub(super) struct Known {
    /// First day that is looked at.
    first: usize,
    /// `ln(ml + offset)` of each day from `first` to the day before the forecast.
    days: Vec<Option<f64>>,
    /// The measured ones that the curves look at.
    seen: Vec<Seen>,
    need: f64,
    /// Volume in ml that is added before a logarithm.
    pub(super) offset: f64,
    since: LactationBreak,
}

/// One measured day.
struct Seen {
    /// Place in `days`.
    at: usize,
    /// What is left of the wander since the measured day before.
    keep: f64,
    /// `ln(ml + offset)`.
    z: f64,
    /// `ln(ml)`, for 0 ml that of a trace.
    plain: f64,
}

/// A curve with its plateau, its present distance from the days, and its weight.
struct Member {
    shape: u32,
    class: u32,
    plateau: f64,
    wander: f64,
    weight: f64,
}

/// One pair of day noise and wander, with how well the wander is known at the end.
struct Class {
    sigma: f64,
    wander: f64,
    /// Variance of the wander after the last known day.
    left: f64,
    tables: Vec<NoiseTable>,
    /// Highest log-likelihood that any day can have.
    peak: f64,
    /// For each measured day the table that holds then.
    table_of: Vec<u8>,
}

/// The weighed ensemble.
pub(super) struct Fit {
    known: Known,
    shapes: Vec<Shape>,
    classes: Vec<Class>,
    members: Vec<Member>,
    followers: Vec<(Follower, f64)>,
}

impl Known {
    /// Takes the days before `as_of` of a series whose volumes are checked already.
    pub(super) fn new(own_milk_ml: &[Option<f64>], as_of: usize, need: f64, since: LactationBreak) -> Self {
        let first = as_of.saturating_sub(WINDOW);
        let offset = prior::OFFSET_SHARE * need;
        let trace = 0.002 * need;
        let mut days = Vec::with_capacity(as_of - first);
        let mut seen: Vec<Seen> = Vec::new();
        for day in first..as_of {
            let ml = own_milk_ml.get(day).copied().flatten();
            if let Some(ml) = ml.filter(|_| as_of - day <= CLOSE_DAYS || day % 2 == 0) {
                let at = day - first;
                let gap = seen.last().map_or(at, |s| at - s.at);
                let keep = (-(gap as f64) / prior::WANDER_DAYS).exp();
                seen.push(Seen { at, keep, z: (ml + offset).ln(), plain: ml.max(trace).ln() });
            }
            days.push(ml.map(|ml| (ml + offset).ln()));
        }
        Self { first, days, seen, need, offset, since }
    }
}

impl Fit {
    /// Weighs the ensemble.
    pub(super) fn new(known: Known) -> Self {
        let measured: Vec<(f64, f64)> =
            known.days.iter().enumerate().filter_map(|(at, z)| z.map(|z| (at as f64, z))).collect();
        let sigma = day_noise(&measured, prior::DAY_NOISE, prior::DAY_NOISE_WEIGHT);
        let sigmas: Vec<f64> = NOISE_FACTORS.iter().map(|f| f * sigma).collect();
        let classes: Vec<Class> = sigmas
            .iter()
            .flat_map(|&sigma| prior::WANDER.iter().map(move |&(_, wander)| (sigma, wander)))
            .map(|(sigma, wander)| Class::new(sigma, wander, &known))
            .collect();
        let count = (SHAPE_DAYS / known.seen.len().max(1)).min(SHAPES);
        let shapes = lattice(known.since, (known.first + known.days.len()) as f64, count);
        let mut members = weigh(&known, &shapes, &classes);

        // Evidence of each member is a log so far; curves and followers are weighed as two camps.
        let start = (0.1 * known.need + known.offset).ln();
        let bank = bank(&sigmas, &known.days, start);
        let best = members
            .iter()
            .map(|m| m.weight)
            .chain(bank.iter().map(|f| f.evidence * prior::BELIEF))
            .fold(f64::NEG_INFINITY, f64::max);
        let each = (1.0 - prior::FOLLOWER_SHARE) / shapes.len() as f64;
        for member in &mut members {
            member.weight = each * (member.weight - best).exp();
        }
        let each = prior::FOLLOWER_SHARE / bank.len() as f64;
        let mut followers: Vec<(Follower, f64)> = bank
            .into_iter()
            .map(|f| {
                let weight = each * (f.evidence * prior::BELIEF - best).exp();
                (f, weight)
            })
            .collect();
        let top = members.iter().map(|m| m.weight).chain(followers.iter().map(|f| f.1)).fold(0.0, f64::max);
        members.retain(|m| m.weight > LEAST_SHARE * top);
        let all: f64 = members.iter().map(|m| m.weight).chain(followers.iter().map(|f| f.1)).sum();
        followers.retain(|f| f.1 > LEAST_FOLLOWER * all);
        Self { known, shapes, classes, members, followers }
    }

    /// Volume in ml that was added before the logarithm.
    pub(super) fn offset(&self) -> f64 {
        self.known.offset
    }

    /// Factor on the width of every band.
    pub(super) fn widening(&self) -> f64 {
        prior::widening(self.known.since)
    }

    /// For each of the ascending horizons the heaps of `ln(ml + offset)`: with the noise of a single day, or of the level alone.
    pub(super) fn ahead(&self, horizons: &[u32], single_day: bool) -> Vec<Vec<Heap>> {
        let followed: Vec<Vec<Ahead>> =
            self.followers.iter().map(|(f, _)| f.ahead(horizons, self.known.need, self.known.offset)).collect();
        let last = (self.known.first + self.known.days.len()) as f64 - 1.0;
        horizons
            .iter()
            .enumerate()
            .map(|(at, &horizon)| {
                let keep = (-f64::from(horizon) / prior::WANDER_DAYS).exp();
                let drift = prior::DRIFT * prior::DRIFT * f64::from(horizon);
                let mut heaps: Vec<Heap> = self
                    .classes
                    .iter()
                    .map(|class| {
                        let var = class.left * keep * keep + class.wander * class.wander * (1.0 - keep * keep) + drift;
                        Heap { means: Vec::new(), spread: spread(class.sigma, var, single_day) }
                    })
                    .collect();
                let mut shape = u32::MAX;
                let mut share = 0.0;
                for m in &self.members {
                    if m.shape != shape {
                        shape = m.shape;
                        share = self.shapes[shape as usize].at(last + f64::from(horizon));
                    }
                    let mean = ln(m.plateau * share + self.known.offset) + m.wander * keep;
                    heaps[m.class as usize].means.push((mean, m.weight));
                }
                for ((follower, weight), ahead) in self.followers.iter().zip(&followed) {
                    let Ahead { means, sd } = &ahead[at];
                    let means = means.iter().map(|(mean, share)| (*mean, weight * share)).collect();
                    heaps.push(Heap { means, spread: spread(follower.sigma(), sd * sd, single_day) });
                }
                heaps
            })
            .collect()
    }
}

/// Parts of the spread about a mean: clean and odd days; a day to come is fully logged, so nothing is forgotten.
fn spread(sigma: f64, var: f64, single_day: bool) -> Vec<(f64, f64)> {
    if !single_day {
        return vec![(1.0, var.sqrt())];
    }
    let odd = sigma * prior::ODD_DAY_SPREAD;
    vec![(1.0 - prior::ODD_DAY_SHARE, (var + sigma * sigma).sqrt()), (prior::ODD_DAY_SHARE, (var + odd * odd).sqrt())]
}

impl Class {
    fn new(sigma: f64, wander: f64, known: &Known) -> Self {
        let mut left = wander * wander;
        let mut tables: Vec<(f64, NoiseTable)> = Vec::new();
        let mut table_of = Vec::with_capacity(known.seen.len());
        let rest = |left: f64, keep: f64| left * keep * keep + wander * wander * (1.0 - keep * keep);
        for seen in &known.seen {
            left = rest(left, seen.keep);
            // The variance settles within days; a table is shared by all days within a tenth of it.
            let near = tables.iter().position(|(var, _)| (var / left).ln().abs() < 0.1);
            let table = near.unwrap_or_else(|| {
                tables.push((left, NoiseTable::new(sigma, left)));
                tables.len() - 1
            });
            table_of.push(table as u8);
            // A short or odd day tells less than a clean one; 0.85 is about the share that is clean [P].
            left -= 0.85 * left * left / (left + sigma * sigma);
        }
        if let Some(seen) = known.seen.last() {
            left = rest(left, (-((known.days.len() - 1 - seen.at) as f64) / prior::WANDER_DAYS).exp());
        }
        let tables: Vec<NoiseTable> = tables.into_iter().map(|t| t.1).collect();
        let peak = tables.iter().map(NoiseTable::peak).fold(f64::NEG_INFINITY, f64::max);
        Self { sigma, wander, left, tables, peak, table_of }
    }

    /// Log-likelihood of the measured days under a curve, and its distance from them on the last known day.
    ///
    /// `None` as soon as even perfect days to come could not lift the likelihood above `bar`.
    fn follow(&self, known: &Known, curve: &[f64], plateau: f64, bar: f64) -> Option<(f64, f64)> {
        let mut score = 0.0;
        let mut off = 0.0;
        let mut left = known.seen.len() as f64 * self.peak;
        for ((seen, &share), &table) in known.seen.iter().zip(curve).zip(&self.table_of) {
            off *= seen.keep;
            let (s, pull) = self.tables[table as usize].look(seen.z - ln(plateau * share + known.offset) - off);
            score += s;
            off += pull;
            left -= self.peak;
            if score + left < bar {
                return None;
            }
        }
        let since = known.seen.last().map_or(0, |s| known.days.len() - 1 - s.at);
        Some((score, off * (-(since as f64) / prior::WANDER_DAYS).exp()))
    }
}

/// Tries every shape with its best plateau, then lets those that are not far behind climb the rest of their ladder.
fn weigh(known: &Known, shapes: &[Shape], classes: &[Class]) -> Vec<Member> {
    let days = known.seen.len();
    let class_of = |n: usize| shapes[n].wander + prior::WANDER.len() * (n % NOISE_FACTORS.len());
    let mut curve = vec![0.0; days];
    let mut bar = f64::NEG_INFINITY;
    let mut tried: Vec<(Member, f64, f64)> = Vec::with_capacity(shapes.len());
    // Class by class, so that its tables stay near.
    let mut order: Vec<usize> = (0..shapes.len()).collect();
    order.sort_by_key(|n| class_of(*n));
    for n in order {
        draw(known, &shapes[n], &mut curve);
        let class = &classes[class_of(n)];
        let (best, doubt) = best_plateau(known, &curve, class);
        if let Some(member) = rung(known, &curve, n, class_of(n), class, (best, doubt), 0, bar) {
            bar = bar.max(member.weight - BEHIND);
            tried.push((member, best, doubt));
        }
    }
    tried.sort_by(|a, b| b.0.weight.total_cmp(&a.0.weight).then(a.0.shape.cmp(&b.0.shape)));
    let most = (LADDER_DAYS / days.max(1)).max(400);
    let mut members = Vec::new();
    for (first, best, doubt) in tried.into_iter().take(most).take_while(|t| t.0.weight >= bar) {
        let n = first.shape as usize;
        draw(known, &shapes[n], &mut curve);
        members.push(first);
        for at in 1..RUNGS.len() {
            members.extend(rung(known, &curve, n, class_of(n), &classes[class_of(n)], (best, doubt), at, bar));
        }
    }
    members
}

fn draw(known: &Known, shape: &Shape, curve: &mut [f64]) {
    for (c, seen) in curve.iter_mut().zip(&known.seen) {
        *c = shape.at((known.first + seen.at) as f64);
    }
}

/// Logarithm of the plateau that fits a shape to the latest days, and how far it may be off.
fn best_plateau(known: &Known, curve: &[f64], class: &Class) -> (f64, f64) {
    let highest = curve.iter().copied().fold(0.0, f64::max);
    let mut ratios = [0.0; PLATEAU_DAYS];
    let mut used = 0;
    let mut seen_most = f64::NEG_INFINITY;
    for (seen, &share) in known.seen.iter().zip(curve).rev() {
        seen_most = seen_most.max(seen.z);
        // Days long before a shape has begun would say nothing of its plateau.
        if used < PLATEAU_DAYS && share > 0.15 * highest && share > 1e-6 {
            ratios[used] = seen.plain - ln(share);
            used += 1;
        }
    }
    if used == 0 {
        // The shape has not begun on any measured day: only the prior speaks for its plateau.
        return ((prior::PLATEAU_MEDIAN * known.need).ln(), 0.5);
    }
    let (_, middle, _) = ratios[..used].select_nth_unstable_by(used / 2, f64::total_cmp);
    // A volume far above any need must still find its ladder.
    let best = middle.min((1.5 * known.need).ln().max(seen_most));
    let doubt = (2.0 * class.sigma * class.sigma / used as f64 + class.wander * class.wander).sqrt();
    (best, doubt)
}

/// One rung of the plateau ladder of a shape; `None` when its weight stays below `bar`.
#[allow(clippy::too_many_arguments, reason = "one call in a hot loop, made twice")]
fn rung(
    known: &Known,
    curve: &[f64],
    shape: usize,
    class_at: usize,
    class: &Class,
    (best, doubt): (f64, f64),
    at: usize,
    bar: f64,
) -> Option<Member> {
    let log_plateau = best + doubt * RUNGS[at];
    let plateau = exp(log_plateau);
    let before = prior::plateau(log_plateau - known.need.ln()) + (WIDTHS[at] * doubt).ln();
    let (score, wander) = class.follow(known, curve, plateau, (bar - before) / prior::BELIEF)?;
    Some(Member {
        shape: shape as u32,
        class: class_at as u32,
        plateau,
        wander,
        weight: before + prior::BELIEF * score,
    })
}
