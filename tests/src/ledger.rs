//! A plain list of entries and the figures of a day, reckoned the slow way, from the words of the contract.

#![allow(missing_docs, reason = "the fields are named as in the contract")]

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::{DAY_MS, MINUTE_MS};
use crate::zones::Zone;
use relatch_core::{DaySummary, EntryKind, Latch, Milk, NewEntry, Nursing, Transfer, Volume, Week, WeekMean};

/// An entry as the model keeps it.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub start_ms: i64,
    pub offset_s: i32,
    pub kind: EntryKind,
    pub baby: Option<String>,
    pub note: Option<String>,
}

/// What the phone is set to.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub day_start_min: i64,
    pub night_from_min: i64,
    pub night_to_min: i64,
    pub from_end: bool,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Ledger {
    pub items: BTreeMap<u128, Item>,
    pub babies: Vec<String>,
    pub rules: Rules,
    pub away: BTreeSet<i64>,
    pub complete: BTreeSet<i64>,
    pub restart: Option<i64>,
}

/// The figures of a day, shares in billionths and hours in seconds so that they compare as whole numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    pub day: i64,
    pub seconds: i64,
    pub logged: bool,
    pub partial: bool,
    pub away: bool,
    pub complete: bool,
    pub sessions: Option<i64>,
    pub stimulation_ms: Option<i64>,
    pub night_sessions: Option<i64>,
    pub longest_gap_ms: Option<i64>,
    pub measured_ul: i64,
    pub measured: i64,
    pub estimated_ul: i64,
    pub drops: i64,
    pub unmeasured: i64,
    pub donor_ul: i64,
    pub formula_ul: i64,
    pub babies: Vec<BabyFigures>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BabyFigures {
    pub baby: Option<String>,
    pub own_ul: i64,
    pub donor_ul: i64,
    pub formula_ul: i64,
    pub transfer_ul: i64,
    pub untracked: i64,
    pub share: Option<i64>,
    pub wet: i64,
    pub stool: i64,
}

struct Session {
    start_ms: i64,
    offset_s: i32,
    active_ms: i64,
}

fn ul(volume: Volume) -> Option<i64> {
    match volume {
        Volume::Measured { microlitres, .. } => Some(microlitres),
        Volume::Drops | Volume::Unmeasured => None,
    }
}

pub fn active_ms(kind: &EntryKind) -> Option<i64> {
    match kind {
        EntryKind::Nursing { nursing: Nursing { left_ms: None, right_ms: None, both_ms, .. } } => *both_ms,
        EntryKind::Nursing { nursing } => Some(nursing.left_ms.unwrap_or(0) + nursing.right_ms.unwrap_or(0)),
        EntryKind::Expression { expression } => expression.duration_ms,
        _ => None,
    }
}

pub fn pause_ms(kind: &EntryKind) -> i64 {
    match kind {
        EntryKind::Nursing { nursing } => nursing.pause_ms,
        EntryKind::Expression { expression } => expression.pause_ms,
        _ => 0,
    }
}

fn is_attempt(nursing: &Nursing) -> bool {
    matches!(nursing.latch, Some(Latch::Offered | Latch::Licked | Latch::Refused))
}

pub fn is_stimulation(kind: &EntryKind) -> bool {
    match kind {
        EntryKind::Nursing { nursing } => !is_attempt(nursing),
        EntryKind::Expression { .. } => true,
        _ => false,
    }
}

/// Microlitres from the breast, when they are known.
fn transfer_ul(nursing: &Nursing) -> Option<i64> {
    match nursing.transfer? {
        Transfer::TestWeighed { volume } | Transfer::Estimated { volume } => ul(volume),
        Transfer::Weighed { before, after } => {
            // Grams / 1.03 are millilitres, so milligrams / 1.03 are microlitres; the half goes up.
            let mg = after.milligrams - before.milligrams;
            let drunk_ul = (f64::from(mg as i32) / 1.03 + 0.5).floor() as i64;
            Some(drunk_ul - nursing.supplementer.map_or(Some(0), |tube| ul(tube.volume))?)
        }
    }
}

impl Ledger {
    pub fn day_of(&self, start_ms: i64, offset_s: i32) -> i64 {
        (start_ms + i64::from(offset_s) * 1_000 - self.rules.day_start_min * MINUTE_MS).div_euclid(DAY_MS)
    }

    fn of_day(&self, day: i64) -> Vec<&Item> {
        let mut items: Vec<&Item> =
            self.items.values().filter(|item| self.day_of(item.start_ms, item.offset_s) == day).collect();
        items.sort_by_key(|item| item.start_ms);
        items
    }

    fn is_logged(&self, day: i64) -> bool {
        !self.of_day(day).is_empty()
    }

    /// The list in words, oldest first.
    pub fn told(&self) -> String {
        let mut items: Vec<(&u128, &Item)> = self.items.iter().collect();
        items.sort_by_key(|(_, item)| item.start_ms);
        let line = |(id, item): (&u128, &Item)| {
            let day = self.day_of(item.start_ms, item.offset_s);
            let session = if is_stimulation(&item.kind) { "session" } else { "other" };
            format!(
                "{day} {} {:+} {session} {:x} {:?}",
                item.start_ms / MINUTE_MS,
                item.offset_s / 60,
                *id as u16,
                item.baby
            )
        };
        items.into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    pub fn first_day(&self) -> Option<i64> {
        self.items.values().map(|item| self.day_of(item.start_ms, item.offset_s)).min()
    }

    /// All sessions there are, by start; nursings of different babies that overlap are one.
    fn sessions(&self) -> Vec<Session> {
        let mut found = Vec::new();
        let mut nursings: Vec<&Item> = Vec::new();
        for item in self.items.values().filter(|item| is_stimulation(&item.kind)) {
            if matches!(item.kind, EntryKind::Nursing { .. }) {
                nursings.push(item);
            } else {
                let active_ms = active_ms(&item.kind).unwrap_or(0);
                found.push(Session { start_ms: item.start_ms, offset_s: item.offset_s, active_ms });
            }
        }
        while let Some(seed) = nursings.pop() {
            let mut group = vec![seed];
            // Grow the group until nobody else touches it.
            while let Some(place) = nursings.iter().position(|item| group.iter().any(|one| nurse_together(one, item))) {
                group.push(nursings.remove(place));
            }
            group.sort_by_key(|item| item.start_ms);
            // Everything in this model begins and ends on a full minute.
            let minutes: BTreeSet<i64> =
                group.iter().flat_map(|item| item.start_ms / MINUTE_MS..end_ms(item) / MINUTE_MS).collect();
            let covered_ms = minutes.len() as i64 * MINUTE_MS;
            let sum_ms: i64 = group.iter().filter_map(|item| active_ms(&item.kind)).sum();
            let first = group[0];
            let active_ms = if group.len() == 1 { sum_ms } else { covered_ms.min(sum_ms) };
            found.push(Session { start_ms: first.start_ms, offset_s: first.offset_s, active_ms });
        }
        found.sort_by_key(|session| session.start_ms);
        found
    }

    /// The start that the latest stimulation counts from; several where two began in the same moment.
    pub fn last_ms(&self, limit_ms: i64) -> Vec<i64> {
        let made = || self.items.values().filter(|item| is_stimulation(&item.kind) && item.start_ms <= limit_ms);
        let Some(latest_ms) = made().map(|item| item.start_ms).max() else { return Vec::new() };
        made()
            .filter(|item| item.start_ms == latest_ms)
            .map(|item| match active_ms(&item.kind) {
                Some(active_ms) if self.rules.from_end => item.start_ms + active_ms + pause_ms(&item.kind),
                _ => item.start_ms,
            })
            .collect()
    }

    pub fn figures(&self, day: i64, now_ms: i64, zone: &Zone) -> Figures {
        let today = self.day_of(now_ms, zone.offset_s(now_ms));
        let items = self.of_day(day);
        let logged = !items.is_empty();
        let mut found = Figures {
            day,
            seconds: 86_400,
            logged,
            partial: day == today || self.first_day() == Some(day),
            away: self.away.contains(&day),
            complete: self.complete.contains(&day),
            sessions: logged.then_some(0),
            stimulation_ms: logged.then_some(0),
            night_sessions: logged.then_some(0),
            longest_gap_ms: None,
            measured_ul: 0,
            measured: 0,
            estimated_ul: 0,
            drops: 0,
            unmeasured: 0,
            donor_ul: 0,
            formula_ul: 0,
            babies: self.babies.iter().map(|name| BabyFigures { baby: Some(name.clone()), ..<_>::default() }).collect(),
        };
        if day == today {
            found.seconds = (self.day_start_ms(day + 1, zone) - self.day_start_ms(day, zone)) / 1_000;
        } else if let (Some(first), Some(next)) = (items.first(), self.of_day(day + 1).first()) {
            found.seconds = 86_400 - i64::from(next.offset_s - first.offset_s);
        }
        for item in &items {
            Self::add_milk(&mut found, item);
        }
        let mut before: Option<&Session> = None;
        let sessions = self.sessions();
        for session in &sessions {
            let its_day = self.day_of(session.start_ms, session.offset_s);
            if its_day == day {
                found.sessions = found.sessions.map(|count| count + 1);
                found.stimulation_ms = found.stimulation_ms.map(|sum| sum + session.active_ms);
                if let Some(before) = before
                    && (self.day_of(before.start_ms, before.offset_s) + 1..day).all(|between| self.is_logged(between))
                {
                    found.longest_gap_ms = found.longest_gap_ms.max(Some(session.start_ms - before.start_ms));
                }
            }
            if self.night_of(session) == Some(day) {
                found.night_sessions = found.night_sessions.map(|count| count + 1);
            }
            before = Some(session);
        }
        found.measured_ul = found.measured_ul.max(0);
        for baby in &mut found.babies {
            baby.transfer_ul = baby.transfer_ul.max(0);
            let own_ul = baby.own_ul + baby.transfer_ul;
            let known_ul = own_ul + baby.donor_ul + baby.formula_ul;
            baby.share = (known_ul > 0).then(|| (own_ul as f64 / known_ul as f64 * 1e9).round() as i64);
        }
        found
    }

    /// The seven days up to `to` and how they compare with the seven before, as the journal shows them.
    pub fn compare_week(&self, week: &Week, to: i64, now_ms: i64, zone: &Zone) {
        let days: Vec<Figures> = (to - 13..=to).map(|day| self.figures(day, now_ms, zone)).collect();
        assert_eq!(week.days.len(), 7);
        for (day, figures) in week.days.iter().zip(&days[7..]) {
            assert_eq!(&shown(day), figures);
        }
        let [before, mean] = [&days[..7], &days[7..]].map(|days| self.mean(days));
        assert_eq!(shown_mean(&week.before), before);
        assert_eq!(shown_mean(&week.mean), mean);
        // Places in a mean: what is compared, and the days that must be three or more.
        let changes = [
            (week.change.sessions, 1, 0),
            (week.change.minutes, 2, 0),
            (week.change.own_milk_ul, 3, 4),
            (week.change.supplement_ul, 5, 0),
        ];
        for (found, place, days) in changes {
            let wanted =
                (mean[days].min(before[days]) >= Some(3_000)).then(|| mean[place].zip(before[place])).flatten();
            match (found, wanted) {
                (None, None) => {}
                (Some(found), Some((mean, before))) => {
                    assert!((found * 1e3 - (mean - before) as f64).abs() < 2.0, "{found} {mean} {before}");
                }
                _ => panic!("change {found:?} but {wanted:?}"),
            }
        }
    }

    /// Days that count, then means in thousandths: sessions, minutes, own milk, its days, supplement.
    fn mean(&self, days: &[Figures]) -> [Option<i64>; 6] {
        let counted: Vec<&Figures> = days
            .iter()
            .filter(|day| {
                day.logged && !day.partial && !day.away && self.restart.is_none_or(|restart| day.day >= restart)
            })
            .collect();
        let milk: Vec<i64> = counted.iter().filter(|day| day.measured > 0).map(|day| day.measured_ul).collect();
        let over = |sum: f64, number: usize| (number > 0).then(|| (sum / number as f64 * 1e3).round() as i64);
        let sum = |of: fn(&Figures) -> i64| counted.iter().map(|day| of(day)).sum::<i64>() as f64;
        let number = counted.len();
        [
            Some(number as i64 * 1_000),
            over(sum(|day| day.sessions.unwrap()), number),
            over(sum(|day| day.stimulation_ms.unwrap()) / 60_000.0, number),
            over(milk.iter().sum::<i64>() as f64, milk.len()),
            Some(milk.len() as i64 * 1_000),
            over(sum(|day| day.donor_ul + day.formula_ul), number),
        ]
    }

    /// The instant at which a day begins here; no clock changes then.
    fn day_start_ms(&self, day: i64, zone: &Zone) -> i64 {
        let local_ms = day * DAY_MS + self.rules.day_start_min * MINUTE_MS;
        let offsets = zone.changes.iter().flat_map(|change| [change.before_s, change.after_s]).chain([zone.first_s]);
        offsets
            .map(|offset_s| (local_ms - i64::from(offset_s) * 1_000, offset_s))
            .find(|(utc_ms, offset_s)| zone.offset_s(*utc_ms) == *offset_s)
            .map(|(utc_ms, _)| utc_ms)
            .expect("the day start exists")
    }

    /// The day whose night a session lies in.
    fn night_of(&self, session: &Session) -> Option<i64> {
        let local_min = (session.start_ms + i64::from(session.offset_s) * 1_000).div_euclid(MINUTE_MS);
        let Rules { night_from_min: from, night_to_min: to, .. } = self.rules;
        // Was it night at this minute, and since when? Walk back to the minute at which it began.
        let length = (to - from).rem_euclid(1_440);
        let since = (local_min - from).rem_euclid(1_440);
        (since < length).then(|| (local_min - since - self.rules.day_start_min).div_euclid(1_440))
    }

    fn add_milk(found: &mut Figures, item: &Item) {
        let mut baby = BabyFigures::default();
        let mut of_baby = true;
        match &item.kind {
            EntryKind::Expression { expression } => {
                of_baby = false;
                let said = [expression.left, expression.right, expression.total].into_iter().flatten();
                let known: Vec<i64> = said.clone().filter_map(ul).collect();
                let drops = said.clone().any(|volume| volume == Volume::Drops);
                found.measured_ul += known.iter().sum::<i64>();
                found.measured += i64::from(!known.is_empty());
                found.drops += i64::from(drops);
                found.unmeasured += i64::from(known.is_empty() && !drops);
            }
            EntryKind::Nursing { nursing } => {
                if let Some(tube) = nursing.supplementer {
                    feed(found, &mut baby, tube.milk, tube.volume);
                }
                if !is_attempt(nursing) {
                    let taken_ul = transfer_ul(nursing);
                    match (taken_ul, nursing.transfer) {
                        (Some(taken_ul), Some(Transfer::Estimated { .. })) => found.estimated_ul += taken_ul,
                        (Some(taken_ul), _) => {
                            found.measured_ul += taken_ul;
                            found.measured += 1;
                        }
                        (None, transfer) => {
                            found.unmeasured += 1;
                            baby.untracked = 1;
                            let drops = matches!(
                                transfer,
                                Some(
                                    Transfer::Estimated { volume: Volume::Drops }
                                        | Transfer::TestWeighed { volume: Volume::Drops }
                                )
                            );
                            found.drops += i64::from(drops);
                        }
                    }
                    baby.transfer_ul = taken_ul.unwrap_or(0);
                }
            }
            EntryKind::Supplement { supplement } => feed(found, &mut baby, supplement.milk, supplement.volume),
            EntryKind::Diaper { diaper } => {
                baby.wet = i64::from(diaper.wet);
                baby.stool = i64::from(diaper.stool);
            }
            _ => of_baby = false,
        }
        if !of_baby {
            return;
        }
        let place = found.babies.iter().position(|known| known.baby == item.baby).unwrap_or_else(|| {
            found.babies.push(BabyFigures::default());
            found.babies.len() - 1
        });
        let sum = &mut found.babies[place];
        sum.own_ul += baby.own_ul;
        sum.donor_ul += baby.donor_ul;
        sum.formula_ul += baby.formula_ul;
        sum.transfer_ul += baby.transfer_ul;
        sum.untracked += baby.untracked;
        sum.wet += baby.wet;
        sum.stool += baby.stool;
    }
}

fn feed(found: &mut Figures, baby: &mut BabyFigures, milk: Milk, volume: Volume) {
    let known_ul = ul(volume);
    baby.untracked = i64::from(known_ul.is_none());
    let known_ul = known_ul.unwrap_or(0);
    match milk {
        Milk::Own | Milk::OwnFortified => baby.own_ul = known_ul,
        Milk::Donor => (baby.donor_ul, found.donor_ul) = (known_ul, found.donor_ul + known_ul),
        Milk::Formula => (baby.formula_ul, found.formula_ul) = (known_ul, found.formula_ul + known_ul),
    }
}

fn end_ms(item: &Item) -> i64 {
    item.start_ms + active_ms(&item.kind).unwrap_or(0) + pause_ms(&item.kind)
}

fn nurse_together(one: &Item, other: &Item) -> bool {
    let different = one.baby.is_some() && other.baby.is_some() && one.baby != other.baby;
    let overlap = one.start_ms < end_ms(other) && other.start_ms < end_ms(one);
    different && (overlap || one.start_ms == other.start_ms)
}

/// An entry to log, without its particulars.
pub fn new_entry(id: u128, kind: EntryKind) -> NewEntry {
    let id = relatch_core::EntryId::from_bytes(id.to_be_bytes());
    NewEntry { id, start: None, zone: None, kind, baby: None, note: None, tags: Vec::new() }
}

/// A day as the journal shows it.
pub fn shown(day: &DaySummary) -> Figures {
    Figures {
        day: i64::from(day.day.number()),
        seconds: (day.hours * 3_600.0).round() as i64,
        logged: day.logged,
        partial: day.partial,
        away: day.away,
        complete: day.diapers_complete,
        sessions: day.sessions.map(i64::from),
        stimulation_ms: day.stimulation_ms,
        night_sessions: day.night_sessions.map(i64::from),
        longest_gap_ms: day.longest_gap_ms,
        measured_ul: day.own_milk.measured_ul,
        measured: i64::from(day.own_milk.measured),
        estimated_ul: day.own_milk.estimated_ul,
        drops: i64::from(day.own_milk.drops),
        unmeasured: i64::from(day.own_milk.unmeasured),
        donor_ul: day.donor_ul,
        formula_ul: day.formula_ul,
        babies: day
            .babies
            .iter()
            .map(|baby| BabyFigures {
                baby: baby.baby.clone(),
                own_ul: baby.intake.own_ul,
                donor_ul: baby.intake.donor_ul,
                formula_ul: baby.intake.formula_ul,
                transfer_ul: baby.intake.transfer_ul,
                untracked: i64::from(baby.intake.untracked),
                share: baby.own_share.map(|share| (share * 1e9).round() as i64),
                wet: i64::from(baby.wet),
                stool: i64::from(baby.stool),
            })
            .collect(),
    }
}

fn shown_mean(mean: &WeekMean) -> [Option<i64>; 6] {
    let thousandths = |value: Option<f64>| value.map(|value| (value * 1e3).round() as i64);
    [
        Some(i64::from(mean.days) * 1_000),
        thousandths(mean.sessions),
        thousandths(mean.minutes),
        thousandths(mean.own_milk_ul),
        Some(i64::from(mean.own_milk_days) * 1_000),
        thousandths(mean.supplement_ul),
    ]
}
