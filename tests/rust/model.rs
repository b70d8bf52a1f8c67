//! Thousands of random calls, and after each the journal must show what a plain list says.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::option_option,
    reason = "a test that cannot go on says so by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use relatch_core::*;
use relatch_tests::calendar::{DAY_MS, HOUR_MS, MINUTE_MS, day_from};
use relatch_tests::ledger::{self, Item, Ledger, Rules, active_ms, new_entry, pause_ms, shown};
use relatch_tests::zones::Zone;

/// A small generator of our own: the same seed, the same story.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From `low` to `high`, both included.
    fn from(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low + 1) as u64) as i64
    }

    fn one_in(&mut self, times: i64) -> bool {
        self.from(1, times) == 1
    }

    fn of<T: Clone>(&mut self, choices: &[T]) -> T {
        choices[self.from(0, choices.len() as i64 - 1) as usize].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (!self.one_in(3)).then(|| make(self))
    }
}

/// A running session as the model keeps it.
#[derive(Debug, Clone)]
struct Timer {
    id: u128,
    kind: SessionKind,
    baby: Option<String>,
    start_ms: i64,
    offset_s: i32,
    ran_ms: i64,
    held_ms: i64,
    since: Moment,
    touched: Moment,
    paused: bool,
}

/// A moment on the wall and on the clock that nobody can set.
#[derive(Debug, Clone, Copy)]
struct Moment {
    wall_ms: i64,
    ticks_ms: i64,
    boot: i64,
}

impl Moment {
    fn until(self, now: Self) -> i64 {
        let by_ticks = self.boot == now.boot && now.ticks_ms >= self.ticks_ms;
        (if by_ticks { now.ticks_ms - self.ticks_ms } else { now.wall_ms - self.wall_ms }).max(0)
    }
}

/// What undo has to bring back.
enum Step {
    Logged(u128),
    Finished(u128, Timer),
    Edited(u128, Item),
    Deleted(u128, Item),
}

struct Story {
    dice: Dice,
    journal: Journal,
    path: Option<tempfile::TempDir>,
    ledger: Ledger,
    gone: BTreeSet<u128>,
    first: BTreeMap<u128, NewEntry>,
    timers: Vec<Timer>,
    steps: Vec<Step>,
    zones: Vec<Zone>,
    zone: usize,
    at: Moment,
    ids: u128,
    said: Vec<String>,
}

const ZONES: [&str; 7] = [
    "America/New_York",
    "Europe/Paris",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Honolulu",
    "Asia/Kathmandu",
    "Antarctica/Troll",
];

impl Story {
    fn new(seed: u64, on_disk: bool) -> Self {
        let zones: Vec<Zone> = ZONES.iter().map(|name| Zone::load(name, 2026, 2028)).collect();
        // Both clock changes of the year lie ahead of one or the other start.
        let begin = if seed.is_multiple_of(2) { "2026-10-15" } else { "2026-03-01" };
        let at = Moment { wall_ms: day_from(begin) * DAY_MS + 15 * HOUR_MS, ticks_ms: 1_000_000, boot: 1 };
        let path = on_disk.then(|| tempfile::tempdir().unwrap());
        let now = zones[0].now(at.wall_ms);
        let journal = match &path {
            Some(folder) => Journal::open(folder.path().join("j.db").to_str().unwrap(), None, &now).unwrap(),
            None => Journal::open_in_memory(&now).unwrap(),
        };
        let rules = Rules { day_start_min: 300, night_from_min: 1_380, night_to_min: 300, from_end: false };
        Self {
            dice: Dice(seed),
            journal,
            path,
            ledger: Ledger {
                items: BTreeMap::new(),
                babies: Vec::new(),
                rules,
                away: BTreeSet::new(),
                complete: BTreeSet::new(),
                restart: None,
            },
            gone: BTreeSet::new(),
            first: BTreeMap::new(),
            timers: Vec::new(),
            steps: Vec::new(),
            zones,
            zone: 0,
            at,
            ids: 0x0190_0000_0000_7000_8000_0000_0000_0000,
            said: Vec::new(),
        }
    }

    fn now(&self) -> Now {
        let mut now = self.zones[self.zone].now(self.at.wall_ms);
        now.monotonic_ms = Some(self.at.ticks_ms);
        now.boot_id = Some(self.at.boot.to_string());
        now
    }

    fn stamp(&self, utc_ms: i64) -> Stamp {
        Stamp { utc_ms, offset_s: self.zones[self.zone].offset_s(utc_ms) }
    }

    fn today(&self) -> i64 {
        self.ledger.day_of(self.at.wall_ms, self.now().offset_s)
    }

    fn say(&mut self, words: String) {
        self.said.push(words);
        if self.said.len() > 40 {
            self.said.remove(0);
        }
    }

    /// Time goes on, mostly by minutes; now and then a day is missed, the clock is set, the phone restarts or travels.
    fn pass_time(&mut self) {
        let minutes = match self.dice.from(1, 40) {
            1 => self.dice.from(600, 4_000),
            2..=8 => self.dice.from(60, 400),
            _ => self.dice.from(0, 50),
        };
        self.at.wall_ms += minutes * MINUTE_MS;
        self.at.ticks_ms += minutes * MINUTE_MS;
        if self.dice.one_in(60) {
            let minutes = self.dice.from(-2_000, 600);
            self.say(format!("clock set by {minutes} min"));
            self.at.wall_ms += minutes * MINUTE_MS;
        }
        if self.dice.one_in(80) {
            self.at.boot += 1;
            self.at.ticks_ms = self.dice.from(0, 1_000) * MINUTE_MS;
        }
        if self.dice.one_in(50) {
            self.zone = self.dice.from(0, self.zones.len() as i64 - 1) as usize;
        }
    }

    fn volume(&mut self) -> Volume {
        match self.dice.from(1, 6) {
            1 => Volume::Drops,
            2 => Volume::Unmeasured,
            3 => Volume::Measured { microlitres: 0, unit: VolumeUnit::Ml },
            4 => Volume::Measured { microlitres: self.dice.from(1, 200_000), unit: VolumeUnit::Oz },
            _ => Volume::Measured { microlitres: self.dice.from(1, 200) * 1_000, unit: VolumeUnit::Ml },
        }
    }

    fn milk(&mut self) -> Milk {
        self.dice.of(&[Milk::Own, Milk::OwnFortified, Milk::Donor, Milk::Formula])
    }

    fn kind(&mut self) -> EntryKind {
        let minutes = |dice: &mut Dice| dice.from(0, 30) * MINUTE_MS;
        match self.dice.from(1, 12) {
            1..=4 => EntryKind::Nursing { nursing: self.nursing() },
            5..=8 => {
                let method =
                    self.dice.of(&[ExpressionMethod::Pump, ExpressionMethod::Hand, ExpressionMethod::Combined]);
                let mut expression = Expression::of(method);
                if self.dice.one_in(2) {
                    expression.total = self.dice.one_in(2).then(|| self.volume());
                } else {
                    expression.left = self.dice.one_in(2).then(|| self.volume());
                    expression.right = self.dice.one_in(2).then(|| self.volume());
                }
                expression.duration_ms = self.dice.maybe(minutes);
                expression.pause_ms = if self.dice.one_in(4) { minutes(&mut self.dice) } else { 0 };
                EntryKind::Expression { expression }
            }
            9..=10 => {
                let by = self.dice.of(&[None, Some(SupplementBy::Bottle), Some(SupplementBy::Cup)]);
                EntryKind::Supplement { supplement: Supplement { milk: self.milk(), volume: self.volume(), by } }
            }
            11 => {
                let wet = self.dice.one_in(2);
                let stool = !wet || self.dice.one_in(2);
                EntryKind::Diaper { diaper: Diaper { wet, stool, detail: None } }
            }
            _ => EntryKind::SkinToSkin { duration_ms: self.dice.maybe(minutes) },
        }
    }

    fn nursing(&mut self) -> Nursing {
        let minutes = |dice: &mut Dice| dice.from(0, 30) * MINUTE_MS;
        let mut nursing = Nursing::default();
        match self.dice.from(1, 4) {
            1 => nursing.both_ms = self.dice.maybe(minutes),
            2 => nursing.side = Some(self.dice.of(&[Side::Left, Side::Right])),
            _ => {
                nursing.left_ms = self.dice.maybe(minutes);
                nursing.right_ms = self.dice.maybe(minutes);
            }
        }
        if self.dice.one_in(2) {
            nursing.latch = Some(self.dice.of(&Latch::ALL));
        }
        if self.dice.one_in(4) {
            nursing.pause_ms = minutes(&mut self.dice);
        }
        if self.dice.one_in(3) {
            nursing.supplementer = Some(Supplementer { milk: self.milk(), volume: self.volume() });
        }
        nursing.transfer = match self.dice.from(1, 5) {
            1 => {
                let mass = |milligrams| Mass { milligrams, unit: MassUnit::G };
                let before = self.dice.from(3_000_000, 5_000_000);
                Some(Transfer::Weighed { before: mass(before), after: mass(before + self.dice.from(-30_000, 120_000)) })
            }
            2 => Some(Transfer::Estimated { volume: self.volume() }),
            3 => Some(Transfer::TestWeighed { volume: self.volume() }),
            _ => None,
        };
        nursing
    }

    /// Where two entries start in the same moment on different clocks, their order is nobody's business: left out.
    fn is_clear(&self, start: Stamp, but: Option<u128>) -> bool {
        let differs = |other_ms: i64, other_s: i32| other_ms == start.utc_ms && other_s != start.offset_s;
        !self.ledger.items.iter().any(|(id, item)| Some(*id) != but && differs(item.start_ms, item.offset_s))
    }

    fn random_start(&mut self) -> Option<Stamp> {
        let back = if self.dice.one_in(4) { self.dice.from(0, 6_000) } else { self.dice.from(-5, 300) };
        let mut stamp = self.stamp(self.at.wall_ms - back * MINUTE_MS);
        // Another phone may have shown another offset.
        if self.dice.one_in(12) {
            stamp.offset_s = self.dice.from(-43, 50) as i32 * 900;
        }
        self.dice.one_in(2).then_some(stamp)
    }

    /// Whose it is, when the call is allowed: none where it has to be said and is not.
    fn baby_for(&mut self, new: &mut NewEntry) -> Option<Option<String>> {
        let own = matches!(new.kind, EntryKind::Expression { .. });
        if !self.ledger.babies.is_empty() && self.dice.one_in(if own { 5 } else { 2 }) {
            new.baby = Some(self.dice.of(&self.ledger.babies.clone()));
        }
        match (&new.baby, self.ledger.babies.as_slice()) {
            (Some(name), _) => Some(Some(name.clone())),
            (None, _) if own => Some(None),
            (None, []) => Some(None),
            (None, [only]) => Some(Some(only.clone())),
            (None, _) => None,
        }
    }

    fn item_of(&self, new: &NewEntry, baby: Option<String>, known: Option<&Item>) -> Item {
        let long_ms = active_ms(&new.kind).unwrap_or(match new.kind {
            EntryKind::SkinToSkin { duration_ms } => duration_ms.unwrap_or(0),
            _ => 0,
        });
        let start = match (new.start, known) {
            (Some(start), _) => start,
            (None, Some(known)) => Stamp { utc_ms: known.start_ms, offset_s: known.offset_s },
            (None, None) => self.stamp(self.at.wall_ms - long_ms - pause_ms(&new.kind)),
        };
        let (start_ms, offset_s) = (start.utc_ms, start.offset_s);
        Item { start_ms, offset_s, kind: new.kind.clone(), baby, note: new.note.clone() }
    }

    fn log(&mut self) {
        self.ids += 1;
        let id = self.ids;
        let mut new = new_entry(id, self.kind());
        new.start = self.random_start();
        new.note = self.dice.one_in(5).then(|| format!("note {id}"));
        let baby = self.baby_for(&mut new);
        let item = self.item_of(&new, baby.clone().flatten(), None);
        if !self.is_clear(Stamp { utc_ms: item.start_ms, offset_s: item.offset_s }, None) {
            return;
        }
        self.say(format!("log {new:?}"));
        let answer = self.journal.log(&new, &self.now());
        let allowed = baby.is_some() && item.start_ms <= self.at.wall_ms + 5 * MINUTE_MS;
        assert_eq!(answer.is_ok(), allowed, "{answer:?}");
        if allowed {
            self.ledger.items.insert(id, item);
            self.steps.push(Step::Logged(id));
            self.first.insert(id, new);
        }
    }

    fn some_id(&mut self) -> Option<u128> {
        let ids: Vec<u128> = self.ledger.items.keys().copied().collect();
        (!ids.is_empty()).then(|| self.dice.of(&ids))
    }

    fn log_again(&mut self) {
        let Some(id) = self.first.keys().copied().collect::<Vec<_>>().last().copied() else { return };
        let new = self.first[&id].clone();
        // A late repeat that leaves its baby to the present is another request by now.
        if new.baby.is_none() || new.start.is_some_and(|start| start.utc_ms > self.at.wall_ms) {
            return;
        }
        self.say(format!("log again {new:?}"));
        let answer = self.journal.log(&new, &self.now());
        assert_eq!(answer.is_ok(), !self.gone.contains(&id), "{answer:?}");
    }

    fn edit(&mut self) {
        let Some(id) = self.some_id() else { return };
        let known = self.ledger.items[&id].clone();
        let mut new = new_entry(id, if self.dice.one_in(3) { known.kind.clone() } else { self.kind() });
        new.start = self.random_start();
        let mut baby = self.baby_for(&mut new);
        if new.baby.is_none() && known.baby.is_none() {
            // Nobody's stays nobody's until somebody is named.
            baby = Some(None);
        }
        let item = self.item_of(&new, baby.clone().flatten(), Some(&known));
        if !self.is_clear(Stamp { utc_ms: item.start_ms, offset_s: item.offset_s }, Some(id)) {
            return;
        }
        self.say(format!("edit {new:?}"));
        let answer = self.journal.edit(&new, &self.now());
        let allowed = baby.is_some() && item.start_ms <= self.at.wall_ms + 5 * MINUTE_MS;
        assert_eq!(answer.is_ok(), allowed, "{answer:?}");
        if allowed && item != known {
            self.ledger.items.insert(id, item);
            self.steps.push(Step::Edited(id, known));
        }
    }

    fn delete(&mut self) {
        let Some(id) = self.some_id() else { return };
        self.say(format!("delete {id:x}"));
        self.journal.delete(EntryId::from_bytes(id.to_be_bytes()), &self.now()).unwrap();
        let item = self.ledger.items.remove(&id).unwrap();
        self.gone.insert(id);
        self.steps.push(Step::Deleted(id, item));
    }

    fn undo(&mut self) {
        self.say("undo".into());
        let answer = self.journal.undo(&self.now());
        match self.steps.pop() {
            None => assert!(matches!(answer, Err(JournalError::NotFound { .. })), "{answer:?}"),
            Some(Step::Logged(id)) => {
                assert_eq!(answer.unwrap().change, UndoneChange::Log);
                self.ledger.items.remove(&id);
                self.gone.insert(id);
            }
            Some(Step::Edited(id, item)) => {
                assert_eq!(answer.unwrap().change, UndoneChange::Edit);
                self.ledger.items.insert(id, item);
            }
            Some(Step::Deleted(id, item)) => {
                assert_eq!(answer.unwrap().change, UndoneChange::Delete);
                self.ledger.items.insert(id, item);
                self.gone.remove(&id);
            }
            Some(Step::Finished(id, mut timer)) => {
                if self.timers.iter().any(|other| excludes(other, &timer)) {
                    assert!(matches!(answer, Err(JournalError::Conflict { .. })), "{answer:?}");
                    self.steps.push(Step::Finished(id, timer));
                    return;
                }
                assert_eq!(answer.unwrap().change, UndoneChange::Finish);
                self.ledger.items.remove(&id);
                touch(&mut timer, self.at);
                self.timers.push(timer);
            }
        }
    }

    fn start(&mut self) {
        self.ids += 1;
        let id = self.ids;
        let kind = self.dice.of(&[SessionKind::Nursing, SessionKind::Pump, SessionKind::Hand]);
        let nursing = kind == SessionKind::Nursing;
        let kept = if nursing {
            EntryKind::Nursing { nursing: Nursing::default() }
        } else {
            EntryKind::Expression { expression: Expression::of(ExpressionMethod::Pump) }
        };
        let mut new = new_entry(id, kept);
        let baby = self.baby_for(&mut new);
        let back = self.dice.from(0, 20);
        let at = self.dice.one_in(3).then(|| self.stamp(self.at.wall_ms - back * MINUTE_MS));
        let side = self.dice.of(&[None, Some(Side::Left), Some(Side::Right)]);
        let Stamp { utc_ms: start_ms, offset_s } = at.unwrap_or_else(|| self.stamp(self.at.wall_ms));
        let timer = Timer {
            id,
            kind,
            baby: baby.clone().flatten(),
            start_ms,
            offset_s,
            ran_ms: self.at.wall_ms - start_ms,
            held_ms: 0,
            since: self.at,
            touched: self.at,
            paused: false,
        };
        let asked = StartSession { id: new.id, kind, side, baby: new.baby, at };
        self.say(format!("start {asked:?}"));
        let answer = self.journal.start(&asked, &self.now());
        let free = !self.timers.iter().any(|other| excludes(other, &timer));
        assert_eq!(answer.is_ok(), free && baby.is_some(), "{answer:?}");
        if answer.is_ok() {
            self.timers.push(timer);
        }
    }

    fn touch_running(&mut self) {
        let Some(place) = (!self.timers.is_empty()).then(|| self.dice.from(0, self.timers.len() as i64 - 1) as usize)
        else {
            let answer = self.journal.hold(&SessionSelector::default(), &self.now());
            assert!(matches!(answer, Err(JournalError::NotFound { .. })), "{answer:?}");
            return;
        };
        let now = self.now();
        let timer = self.timers[place].clone();
        let which = SessionSelector { kind: Some(timer.kind), baby: timer.baby.clone(), id: None };
        let same = |other: &&Timer| other.kind == timer.kind && (timer.baby.is_none() || other.baby == timer.baby);
        if self.timers.iter().filter(same).count() > 1 {
            let answer = self.journal.finish(&which, &FinishSession::default(), &now);
            assert!(matches!(answer, Err(JournalError::Invalid { .. })), "{answer:?}");
            return;
        }
        let forgotten = timer.touched.until(self.at) >= 2 * HOUR_MS;
        let what = self.dice.from(1, 8);
        self.say(format!("running {what} {which:?}"));
        match what {
            1 => {
                let side = self.dice.of(&[Side::Left, Side::Right]);
                self.journal.switch_side(&which, side, &now).unwrap();
                touch(&mut self.timers[place], self.at);
            }
            2 => {
                let answer = self.journal.hold(&which, &now);
                assert_eq!(answer.is_ok(), !timer.paused, "{answer:?}");
                if answer.is_ok() {
                    touch(&mut self.timers[place], self.at);
                    self.timers[place].paused = true;
                }
            }
            3 => {
                let answer = self.journal.resume(&which, &now);
                assert_eq!(answer.is_ok(), timer.paused || forgotten, "{answer:?}");
                if answer.is_ok() {
                    touch(&mut self.timers[place], self.at);
                    self.timers[place].paused = false;
                }
            }
            4 => {
                let back = self.dice.from(0, 40);
                let at = self.stamp(self.at.wall_ms - back * MINUTE_MS);
                self.journal.move_start(&which, at, &now).unwrap();
                let timer = &mut self.timers[place];
                touch(timer, self.at);
                timer.ran_ms += timer.start_ms - at.utc_ms;
                (timer.start_ms, timer.offset_s) = (at.utc_ms, at.offset_s);
            }
            5 => {
                self.journal.discard(&which, &now).unwrap();
                self.timers.remove(place);
            }
            _ => self.finish(place, &which, forgotten),
        }
    }

    fn finish(&mut self, place: usize, which: &SessionSelector, forgotten: bool) {
        let timer = self.timers[place].clone();
        if !self.is_clear(Stamp { utc_ms: timer.start_ms, offset_s: timer.offset_s }, None) {
            return;
        }
        let answer = self.journal.finish(which, &FinishSession::default(), &self.now());
        if timer.start_ms > self.at.wall_ms + 5 * MINUTE_MS {
            assert!(matches!(&answer, Err(JournalError::Invalid { .. })), "{answer:?}");
            return;
        }
        let entry = answer.unwrap().entry;
        self.timers.remove(place);
        let mut settled = timer.clone();
        touch(&mut settled, self.at);
        let ran_ms = settled.ran_ms.max(0);
        let known = !forgotten && ran_ms <= 240 * MINUTE_MS;
        assert_eq!(active_ms(&entry.kind), known.then_some(ran_ms));
        assert_eq!(pause_ms(&entry.kind), if known { settled.held_ms.min(DAY_MS) } else { 0 });
        let (start_ms, offset_s) = (timer.start_ms, timer.offset_s);
        assert_eq!(entry.start, Stamp { utc_ms: start_ms, offset_s });
        let item = Item { start_ms, offset_s, kind: entry.kind, baby: timer.baby.clone(), note: None };
        self.ledger.items.insert(timer.id, item);
        self.steps.push(Step::Finished(timer.id, timer));
    }

    fn set(&mut self) {
        let now = self.now();
        match self.dice.from(1, 5) {
            1 | 2 => {
                let day = self.today() - self.dice.from(0, 12);
                let marks = DayMarks {
                    diapers_complete: self.dice.maybe(|dice| dice.one_in(2)),
                    away: self.dice.maybe(|dice| dice.one_in(3)),
                };
                self.journal.mark_day(Some(Day::from_number(day as i32)), marks, &now).unwrap();
                for (set, value) in
                    [(&mut self.ledger.away, marks.away), (&mut self.ledger.complete, marks.diapers_complete)]
                {
                    match value {
                        Some(true) => drop(set.insert(day)),
                        Some(false) => drop(set.remove(&day)),
                        None => {}
                    }
                }
            }
            3 if self.ledger.babies.len() < 2 => {
                let name = format!("Baby {}", self.ledger.babies.len());
                self.journal.set_baby(&Baby::named(&name), &now).unwrap();
                self.ledger.babies.push(name);
            }
            4 => {
                let restart = self.dice.one_in(2).then(|| self.today() - self.dice.from(0, 15));
                let restart_day = restart.map(|day| Day::from_number(day as i32));
                self.journal.set_journey(&Journey { restart: restart_day, ..Journey::default() }, &now).unwrap();
                self.ledger.restart = restart;
            }
            _ => {
                let rules = Rules {
                    day_start_min: self.dice.of(&[240, 300, 300, 330, 450]),
                    night_from_min: self.dice.of(&[1_380, 1_380, 1_320, 60, 720]),
                    night_to_min: self.dice.of(&[300, 300, 360, 420]),
                    from_end: self.dice.one_in(2),
                };
                let clock = |minute: i64| ClockTime::from_minute(minute as i32);
                let settings = Settings {
                    day_start: clock(rules.day_start_min),
                    night: ClockWindow { from: clock(rules.night_from_min), to: clock(rules.night_to_min) },
                    since: if rules.from_end { SessionEdge::End } else { SessionEdge::Start },
                    ..Settings::default()
                };
                self.journal.set_settings(settings).unwrap();
                self.ledger.rules = rules;
            }
        }
    }

    fn reopen(&mut self) {
        self.journal.pause().unwrap();
        if let Some(folder) = &self.path {
            let path = folder.path().join("j.db");
            self.journal = Journal::open(path.to_str().unwrap(), None, &self.now()).unwrap();
        }
    }

    fn step(&mut self) {
        self.pass_time();
        match self.dice.from(1, 100) {
            1..=45 => self.log(),
            46..=50 => self.log_again(),
            51..=58 => self.edit(),
            59..=63 => self.delete(),
            64..=71 => self.undo(),
            72..=78 => self.start(),
            79..=91 => self.touch_running(),
            92..=96 => self.set(),
            97..=98 => self.reopen(),
            _ => {}
        }
    }

    /// The journal shows what the list says.
    fn compare(&mut self, all: bool) {
        let now = self.now();
        let zone = &self.zones[self.zone];
        let home = self.journal.home(&now).unwrap();
        assert_eq!(shown(&home.today), self.ledger.figures(self.today(), now.utc_ms, zone));
        self.compare_last(&home);
        self.compare_running(&home);
        if !all {
            return;
        }
        let to = self.today() + 1 - self.dice.from(0, 20);
        let week = self.journal.week(Some(Day::from_number(to as i32)), &now).unwrap();
        self.ledger.compare_week(&week, to, now.utc_ms, &self.zones[self.zone]);
        self.compare_list();
    }

    fn compare_last(&self, home: &Home) {
        let limit_ms = self.at.wall_ms + 5 * MINUTE_MS;
        let logged = self.ledger.items.values().filter(|item| ledger::is_stimulation(&item.kind));
        let latest_ms = logged.map(|item| item.start_ms).filter(|start_ms| *start_ms <= limit_ms).max();
        let running_ms = self.timers.iter().map(|timer| timer.start_ms).filter(|start_ms| *start_ms <= limit_ms).max();
        let wanted = if running_ms > latest_ms { Vec::from_iter(running_ms) } else { self.ledger.last_ms(limit_ms) };
        match home.last_ms {
            None => assert!(wanted.is_empty(), "{wanted:?}"),
            Some(last_ms) => {
                assert!(wanted.contains(&last_ms) || running_ms == Some(last_ms), "{last_ms} {wanted:?}");
                assert_eq!(home.since_min, Some((self.at.wall_ms - last_ms).max(0) / MINUTE_MS));
            }
        }
    }

    fn compare_running(&self, home: &Home) {
        assert_eq!(home.running.len(), self.timers.len());
        for shown in &home.running {
            let id = u128::from_be_bytes(shown.id.bytes());
            let timer = self.timers.iter().find(|timer| timer.id == id).unwrap();
            let forgotten = timer.touched.until(self.at) >= 2 * HOUR_MS;
            let mut settled = timer.clone();
            touch(&mut settled, self.at);
            assert_eq!((shown.forgotten, shown.paused, &shown.baby), (forgotten, timer.paused, &timer.baby));
            assert_eq!(shown.elapsed_ms, (!forgotten).then_some(settled.ran_ms.max(0)));
            assert_eq!(shown.start.utc_ms, timer.start_ms);
        }
    }

    fn compare_list(&mut self) {
        let mut wanted: Vec<(i64, u128)> = self.ledger.items.iter().map(|(id, item)| (item.start_ms, *id)).collect();
        wanted.sort_unstable();
        let limit = self.dice.from(1, 60) as i32;
        let mut query = EntryQuery { limit: Some(limit), ..EntryQuery::default() };
        let mut found = Vec::new();
        loop {
            let page = self.journal.entries(&query).unwrap();
            assert!(page.entries.len() as i32 <= limit);
            found.extend(page.entries);
            if page.cursor.is_none() {
                break;
            }
            query.after = page.cursor;
        }
        assert_eq!(found.len(), wanted.len());
        for (entry, (start_ms, id)) in found.iter().zip(wanted) {
            let item = &self.ledger.items[&id];
            assert_eq!((entry.start.utc_ms, u128::from_be_bytes(entry.id.bytes())), (start_ms, id));
            assert_eq!(entry.start.offset_s, item.offset_s);
            assert_eq!((&entry.kind, &entry.baby, &entry.note), (&item.kind, &item.baby, &item.note));
            assert_eq!(i64::from(entry.day.number()), self.ledger.day_of(item.start_ms, item.offset_s));
        }
        assert!(self.journal.check().unwrap().sound);
    }
}

fn excludes(one: &Timer, other: &Timer) -> bool {
    let nursing = |timer: &Timer| timer.kind == SessionKind::Nursing;
    nursing(one) == nursing(other) && (!nursing(one) || one.baby == other.baby)
}

fn touch(timer: &mut Timer, now: Moment) {
    let stretch_ms = timer.since.until(now);
    *(if timer.paused { &mut timer.held_ms } else { &mut timer.ran_ms }) += stretch_ms;
    timer.since = now;
    timer.touched = now;
}

/// Says what led to a difference before the test ends.
fn tell_all(seeds: impl Iterator<Item = u64>, steps: usize, on_disk: bool) {
    for seed in seeds {
        let mut story = Story::new(seed, on_disk);
        for number in 0..steps {
            let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                story.step();
                story.compare(number % 10 == 9);
            }));
            assert!(
                told.is_ok(),
                "seed {seed}, step {number}, after:\n{}\n{}",
                story.said.join("\n"),
                story.ledger.told()
            );
        }
    }
}

/// Seeds in one run; `RELATCH_MODEL_SEEDS` asks for more.
fn seeds(usual: u64) -> u64 {
    std::env::var("RELATCH_MODEL_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

#[test]
fn random_stories_in_memory_agree_with_a_plain_list() {
    tell_all(0..seeds(30), 1_000, false);
}

#[test]
fn a_random_story_on_disk_agrees_with_a_plain_list() {
    tell_all(1_000_000..1_000_002, 500, true);
}
