//! Whole user-years on a simulated phone: the real planner drives it, a parent lives with it, and what she sees is
//! judged by the second planner.

use std::collections::{HashSet, VecDeque};

use relatch_core::reminders::{
    self, Answer, Fired, Ledger, Observed, ObservedReminder, OpenSession, Phone, Platform, Precision, QuietHours,
    QuietPolicy, ReminderAction, ReminderChange, ReminderItem, ReminderKind, ReminderPlan, ReminderRule, ReminderRules,
    ReminderStage, Stimulation,
};
use relatch_core::{ClockTime, ClockWindow, EntryId, Now, SessionEdge};

use crate::oracle_planner;
use crate::phone::{Alarms, Drops};
use crate::reminder_case::{Case, DAY, Dice, HOUR, MINUTE, ZONES, zones};

/// Which planner drives the phone: the real one, or one with a mistake that the simulator must see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Driver {
    /// The real one.
    Real,
    /// Picks day or night interval by the clock of now instead of the due time.
    IntervalOfNow,
    /// Counts from the entry added last instead of the latest one.
    LastAdded,
    /// 61 requests a rule.
    SixtyOne,
    /// Does not plan when the phone has started.
    DeafToBoot,
}

/// What a run has seen.
#[derive(Debug, Clone, Default)]
pub struct Seen {
    /// Sessions logged.
    pub logs: u64,
    /// Reminders shown.
    pub shown: u64,
    /// Dues that came in time.
    pub in_time: u64,
    /// Dues that could not come, and were reported missed or degraded.
    pub reported: u64,
    /// Plans made.
    pub plans: u64,
}

impl Seen {
    /// Adds another run.
    pub fn add(&mut self, other: &Self) {
        self.logs += other.logs;
        self.shown += other.shown;
        self.in_time += other.in_time;
        self.reported += other.reported;
        self.plans += other.plans;
    }
}

struct Expected {
    at_ms: i64,
    rule: String,
    tolerance_ms: i64,
    /// The session it was reckoned from.
    anchor: Option<EntryId>,
    seen: bool,
}

struct Life {
    dice: Dice,
    driver: Driver,
    zone: usize,
    real_ms: i64,
    skew_ms: i64,
    boot: u64,
    boot_ms: i64,
    off_until_ms: Option<i64>,
    phone: Phone,
    alarms: Alarms,
    /// Alarms that are due but that the system lets go off a little later.
    late: Vec<(i64, ReminderItem)>,
    ledger: Ledger,
    rules: ReminderRules,
    log: VecDeque<Stimulation>,
    /// With the session each was given after.
    answers: Vec<(Option<EntryId>, Answer)>,
    open: Option<(EntryId, i64, i64)>,
    /// Nothing runs until the parent opens the app: forced stop, or exact alarms taken away.
    stopped: bool,
    /// The app was killed before it could acknowledge; the next thing it does is start, and look at what iOS holds.
    killed: bool,
    /// Zone, clock or log changed where no code could run; until the next plan the phone cannot know.
    unaware: bool,
    expected: Vec<Expected>,
    expected_to_ms: i64,
    horizon_ms: Option<i64>,
    /// When the last plan was made, by the wall clock.
    planned_ms: i64,
    shown: HashSet<(String, i64)>,
    /// Dues from this wall time to that one could not come; why is in the plan or the health report.
    excuse_to_ms: i64,
    seen: Seen,
}

type Lived = Result<(), String>;

/// A parent's time with a phone from a seed; what went wrong, or what was seen.
pub fn live(seed: u64, days: i64, platform: Platform, driver: Driver) -> Result<Seen, String> {
    let mut life = Life::new(seed, platform, driver);
    let end_ms = life.real_ms + days * DAY;
    life.run(end_ms).map_err(|reason| {
        format!("seed {seed} {platform:?} {driver:?} on day {}: {reason}", days - (end_ms - life.real_ms) / DAY)
    })?;
    Ok(life.seen)
}

/// Whole user-years on a platform, one seed a year.
pub fn soak(first_seed: u64, years: u64, platform: Platform) -> Result<Seen, String> {
    let mut all = Seen::default();
    for seed in first_seed..first_seed + years {
        all.add(&live(seed, 365, platform, Driver::Real)?);
    }
    Ok(all)
}

impl Life {
    fn new(seed: u64, platform: Platform, driver: Driver) -> Self {
        let mut dice = Dice::new(seed.wrapping_mul(0x5851_f42d_4c95_7f2d) ^ 0x1234);
        let zone = dice.range(0, ZONES.len() as i64) as usize;
        let mut phone = Phone::new(platform);
        phone.exact_ok = platform == Platform::Ios || dice.one_in(2);
        let mut alarms = Alarms::new(platform);
        alarms.drops = dice.pick(&[Drops::KeepSoonest, Drops::KeepLastAdded, Drops::DropAll]);
        if driver == Driver::SixtyOne {
            alarms.drops = Drops::KeepLastAdded;
        }
        let mut life = Self {
            driver,
            zone,
            real_ms: 1_767_225_600_000 + dice.range(0, 365) * DAY,
            dice,
            skew_ms: 0,
            boot: 1,
            boot_ms: 0,
            off_until_ms: None,
            phone,
            alarms,
            late: Vec::new(),
            ledger: Ledger::default(),
            rules: ReminderRules::default(),
            log: VecDeque::new(),
            answers: Vec::new(),
            open: None,
            stopped: false,
            killed: false,
            unaware: false,
            expected: Vec::new(),
            expected_to_ms: 0,
            horizon_ms: None,
            planned_ms: 0,
            shown: HashSet::new(),
            excuse_to_ms: 0,
            seen: Seen::default(),
        };
        life.boot_ms = life.real_ms - HOUR;
        life.new_rules();
        life
    }

    fn now(&self) -> Now {
        let mut now = zones()[self.zone].now(self.wall());
        now.monotonic_ms = Some(self.real_ms - self.boot_ms);
        now.boot_id = Some(self.boot.to_string());
        now
    }

    fn wall(&self) -> i64 {
        self.real_ms + self.skew_ms
    }

    fn new_rules(&mut self) {
        let every_ms = self.dice.pick(&[90, 120, 150, 150, 180, 210]) * MINUTE;
        let kind = ReminderKind::Interval {
            every_ms,
            night_every_ms: ReminderRule::default_night_every_ms(every_ms),
            from: SessionEdge::Start,
        };
        let mut rules = ReminderRules { rules: Vec::new(), quiet: None, sleep: None };
        let mut rule = ReminderRule::new(kind);
        rule.nag_ms = self.dice.pick(&[None, Some(20 * MINUTE), Some(20 * MINUTE)]);
        rules = rules.with(rule, 0).expect("within the limits").0;
        if self.dice.one_in(3) || self.driver == Driver::SixtyOne {
            let times = vec![ClockTime::from_minute(self.dice.range(28, 92) as i32 * 15)];
            let rule = ReminderRule::new(ReminderKind::Times { times, weekdays: Vec::new() });
            rules = rules.with(rule, self.wall()).expect("within the limits").0;
        }
        if self.dice.one_in(2) {
            let from = self.dice.range(20, 24) as i32 * 60;
            let window = ClockWindow {
                from: ClockTime::from_minute(from),
                to: ClockTime::from_minute(from + self.dice.range(5, 10) as i32 * 60),
            };
            let policy = self.dice.pick(&[QuietPolicy::Delay, QuietPolicy::Suppress, QuietPolicy::Silent]);
            rules.quiet = Some(QuietHours { window, policy });
        }
        self.rules = rules;
    }

    /// The latest session; `mistaken` as the driver sees it.
    fn last(&self, mistaken: bool) -> Option<Stimulation> {
        let limit_ms = self.wall() + 5 * MINUTE;
        if mistaken && self.driver == Driver::LastAdded {
            return self.log.back().copied();
        }
        let logged = self.log.iter().filter(|session| session.start_ms <= limit_ms).max_by_key(|s| s.start_ms).copied();
        match self.open {
            Some((id, start_ms, _)) if logged.is_none_or(|logged| start_ms > logged.start_ms) => {
                Some(Stimulation { id, start_ms, end_ms: start_ms })
            }
            _ => logged,
        }
    }

    /// The planner gets all; the second planner only those of the present anchor, for it does not tell anchors apart.
    fn answers_for(&self, all: bool) -> Vec<Answer> {
        let anchor = self.last(false).map(|last| last.id);
        let counts =
            |(given, answer): &&(Option<EntryId>, Answer)| all || answer.rule != "interval" || *given == anchor;
        self.answers.iter().filter(counts).map(|(_, answer)| answer.clone()).collect()
    }

    fn case(&self, mistaken: bool) -> Case {
        let now = self.now();
        let mut rules = self.rules.clone();
        let mut night = ClockWindow { from: ClockTime::from_minute(1_380), to: ClockTime::from_minute(300) };
        if mistaken && self.driver == Driver::IntervalOfNow {
            let local = now.utc_ms + i64::from(now.offset_s) * 1_000;
            let minute = (local.rem_euclid(DAY) / MINUTE) as i32;
            if let ReminderKind::Interval { every_ms, night_every_ms, .. } = &mut rules.rules[0].kind
                && !(300..1_380).contains(&minute)
            {
                *every_ms = *night_every_ms;
            }
            night = ClockWindow { from: ClockTime::from_minute(300), to: ClockTime::from_minute(301) };
        }
        Case {
            now,
            phone: self.phone,
            rules,
            night,
            last: self.last(mistaken),
            running: self.open.iter().map(|(_, _, touched)| OpenSession { forgotten_ms: touched + 2 * HOUR }).collect(),
            answers: self.answers_for(mistaken),
            weighed_ms: None,
            medicine_ms: None,
            days: 7,
        }
    }

    fn plan(&mut self, case: &Case, observed: Option<&Observed>) -> ReminderPlan {
        self.seen.plans += 1;
        let mut input = case.input();
        let jumped = self.ledger.jumped(&case.now);
        input.jumped = &jumped;
        reminders::plan(&input, &self.ledger, observed)
    }

    /// The app runs, with the parent looking at it or not: plan, tell the system, acknowledge.
    fn replan(&mut self, foreground: bool) -> Lived {
        self.plan_anew(foreground)?;
        self.phone.alarms_lost = false;
        self.unaware = false;
        self.expect();
        Ok(())
    }

    fn plan_anew(&mut self, foreground: bool) -> Lived {
        if self.driver == Driver::SixtyOne {
            let case = self.case(true);
            self.sixty_one(&case);
            self.planned_ms = self.wall();
            return Ok(());
        }
        // The first plan of a process: iOS is asked what it holds, Android is told everything again.
        // So is the first one after the phone has told it of a new zone or time.
        let started = std::mem::take(&mut self.killed) || self.unaware;
        let ios = self.phone.platform == Platform::Ios;
        self.phone.alarms_lost |= started && !ios;
        if self.unaware || started && !ios {
            // A new zone's chain begins now. An alarm that nobody knows of is a stray, even one on its way; its nag comes.
            self.excuse_to_ms = self.excuse_to_ms.max(self.wall());
        }
        let case = self.case(true);
        let observed = (ios && (foreground || started)).then(|| self.observed());
        let plan = self.plan(&case, observed.as_ref());
        self.horizon_ms = plan.horizon_ms;
        self.planned_ms = self.wall();
        self.tell(&plan.change, &case)?;
        self.phone.alarms_lost = false;
        Ok(())
    }

    fn observed(&self) -> Observed {
        let seen = |item: &ReminderItem| ObservedReminder { id: item.id.clone(), at_ms: Some(item.at_ms) };
        Observed { pending: self.alarms.held().iter().map(seen).collect(), delivered: Vec::new() }
    }

    /// Sometimes the app is killed before it can acknowledge.
    fn tell(&mut self, change: &ReminderChange, case: &Case) -> Lived {
        let mut acks = self.alarms.apply(change, usize::MAX);
        // An alarm that the system holds back is still in its store: the same request code replaces it.
        let set = change.add.iter().chain(&change.replace).map(|item| item.request_code);
        let codes: Vec<i32> = set.chain(change.cancel.iter().map(|handle| handle.request_code)).collect();
        self.late.retain(|(_, item)| !codes.contains(&item.request_code));
        if self.dice.one_in(50) {
            self.killed = true;
            acks.truncate(self.dice.range(0, acks.len() as i64 + 1) as usize);
        }
        self.ledger = reminders::acknowledge(&self.ledger, &self.rules, &self.phone, &acks, &case.now)
            .map_err(|error| format!("acknowledge: {error}"))?;
        // One that goes off at this very moment is still there.
        let pending = self.alarms.held().iter().filter(|held| held.at_ms > case.now.utc_ms).count();
        if pending > 60 {
            return Err(format!("I11: {pending} pending"));
        }
        Ok(())
    }

    /// The mistake of one request a slot: everything is set anew, 61 of each rule.
    fn sixty_one(&mut self, case: &Case) {
        self.alarms.lose_all();
        let mut single = case.clone();
        for rule in &case.rules.rules {
            single.rules.rules = vec![rule.clone()];
            for (n, (at_ms, name, silent)) in oracle_planner::dues(&single, 70 * DAY).into_iter().take(61).enumerate() {
                let item = reminders::plan(&case.input(), &Ledger::default(), None).items.into_iter().next();
                let Some(mut item) = item else { return };
                (item.id, item.at_ms, item.silent) = (format!("{name}-{n}"), at_ms, silent);
                (item.rule, item.stage) = (name, ReminderStage::Due);
                self.alarms.set(&item);
            }
        }
        self.horizon_ms = Some(i64::MAX);
    }

    /// What the parent may expect from now on, by the second planner.
    fn expect(&mut self) {
        let case = self.case(false);
        let wall = self.wall();
        let tolerance_ms = match (self.phone.platform, self.phone.exact_ok, self.phone.battery_restricted) {
            (Platform::Ios, _, _) | (_, true, false) => MINUTE,
            (_, false, false) => 11 * MINUTE,
            _ => 3 * HOUR + MINUTE,
        };
        let anchor = case.last.map(|last| last.id);
        let reach_ms = 2 * DAY;
        self.expected.retain(|due| due.at_ms <= wall);
        for (at_ms, rule, _) in oracle_planner::dues(&case, reach_ms) {
            if at_ms <= wall + reach_ms {
                self.expected.push(Expected { at_ms, rule, tolerance_ms, anchor, seen: false });
            }
        }
        self.expected_to_ms = wall + reach_ms;
    }

    fn run(&mut self, end_ms: i64) -> Lived {
        self.add_log(0);
        self.replan(true)?;
        let mut act_ms = self.real_ms + HOUR;
        let mut event_ms = self.real_ms + self.dice.range(1, 6 * 24) * HOUR;
        while self.real_ms < end_ms {
            let alarm_ms = self.alarms.next_ms().map_or(i64::MAX, |at_ms| at_ms - self.skew_ms);
            let late_ms = self.late.iter().map(|(at_ms, _)| *at_ms).min().unwrap_or(i64::MAX);
            let check_ms = self
                .expected
                .iter()
                .map(|due| due.at_ms + due.tolerance_ms + MINUTE - self.skew_ms)
                .min()
                .unwrap_or(i64::MAX)
                .min(self.expected_to_ms - self.skew_ms);
            let boot_ms = self.off_until_ms.unwrap_or(i64::MAX);
            let off = self.off_until_ms.is_some();
            let mut next_ms = act_ms.min(event_ms).min(boot_ms).min(check_ms);
            if !off {
                next_ms = next_ms.min(alarm_ms).min(late_ms);
            }
            self.real_ms = self.real_ms.max(next_ms);
            if off {
                self.excuse_to_ms = self.wall();
            }
            if boot_ms <= self.real_ms {
                self.start_phone()?;
            } else if !off && alarm_ms <= self.real_ms {
                self.due_now()?;
            } else if !off && late_ms <= self.real_ms {
                let index = self.late.iter().position(|(at_ms, _)| *at_ms == late_ms).expect("the earliest");
                let (_, item) = self.late.remove(index);
                self.goes_off(&item)?;
            } else if event_ms <= self.real_ms {
                self.something_happens()?;
                event_ms = self.real_ms + self.dice.range(6, 12 * 24) * HOUR;
            } else if act_ms <= self.real_ms {
                if !off {
                    self.parent_acts()?;
                }
                act_ms = self.real_ms + self.pause_ms();
            } else {
                self.judge()?;
            }
        }
        Ok(())
    }

    /// How long until the parent does something: two to three hours, a night, or days without the app.
    fn pause_ms(&mut self) -> i64 {
        match self.dice.range(0, 60) {
            0 => self.dice.range(2 * 24, 8 * 24) * HOUR,
            1..8 => self.dice.range(4 * 60, 10 * 60) * MINUTE,
            8..14 => self.dice.range(5, 40) * MINUTE,
            _ => self.dice.range(100, 230) * MINUTE,
        }
    }

    fn add_log(&mut self, ago_ms: i64) {
        let mut id = [1; 16];
        id[..8].copy_from_slice(&self.dice.bits().to_be_bytes());
        let end_ms = self.wall() - ago_ms;
        let start_ms = end_ms - self.dice.range(5, 30) * MINUTE;
        self.log.push_back(Stimulation { id: EntryId::from_bytes(id), start_ms, end_ms });
        if self.log.len() > 12 {
            self.log.pop_front();
        }
        self.rules.sleep = None;
        self.seen.logs += 1;
    }

    fn parent_acts(&mut self) -> Lived {
        if self.stopped {
            // Opening the app wakes it up.
            self.stopped = false;
            self.excuse_to_ms = self.wall();
            self.alarms.lose_all();
            self.phone.alarms_lost = true;
        }
        let anchor = self.last(false).map(|last| last.id);
        let mut edited = false;
        let running = self.open.take();
        match self.dice.range(0, 40) {
            // A running session is finished, or forgotten for a while.
            _ if running.is_some() => {
                let (id, start_ms, _) = running.expect("just seen");
                let long = self.wall() - start_ms > 4 * HOUR;
                let end_ms = if long { start_ms } else { self.wall().max(start_ms) };
                self.log.push_back(Stimulation { id, start_ms, end_ms });
                self.seen.logs += 1;
            }
            0..3 => {
                let mut id = [2; 16];
                id[..8].copy_from_slice(&self.dice.bits().to_be_bytes());
                self.open = Some((EntryId::from_bytes(id), self.wall(), self.wall()));
                self.rules.sleep = None;
            }
            // Logged after the fact, and perhaps not the latest.
            3..9 => {
                let ago_ms = self.dice.range(30, 300) * MINUTE;
                self.add_log(ago_ms);
            }
            9 => {
                self.log.pop_back();
            }
            10 => {
                // An edit moves the latest session by some minutes, and numbers its dues anew.
                edited = true;
                if let Some(last) = self.log.back_mut() {
                    last.start_ms -= 25 * MINUTE;
                    last.end_ms -= 25 * MINUTE;
                }
            }
            11 => {}
            12 => {
                let until_ms = self.wall() + self.dice.range(60, 400) * MINUTE;
                self.rules.sleep = Some(reminders::ProtectedSleep { from_ms: self.wall(), until_ms });
            }
            13 if self.dice.one_in(8) => {
                self.new_rules();
                // Other rules number their dues anew, like a new zone.
                self.excuse_to_ms = self.excuse_to_ms.max(self.wall());
            }
            _ => self.add_log(0),
        }
        if edited || anchor != self.last(false).map(|last| last.id) {
            // What is just going off belongs to the old anchor or the old count; the parent is in the app.
            let wall = self.wall();
            self.expected.retain(|due| due.seen || due.at_ms > wall || due.at_ms + due.tolerance_ms < wall);
        }
        let foreground = self.dice.one_in(2);
        self.replan(foreground)
    }

    fn start_phone(&mut self) -> Lived {
        self.off_until_ms = None;
        self.boot += 1;
        self.boot_ms = self.real_ms;
        if self.phone.platform == Platform::Android {
            self.alarms.lose_all();
            self.lose_late();
            if self.driver != Driver::DeafToBoot && !self.stopped {
                self.replan(false)?;
            }
        } else {
            // iOS delivers what came due while it was off; nobody hears it in time.
            let wall = self.wall();
            self.alarms.keep_only(|_| true);
            while self.alarms.take_due(wall).is_some() {}
        }
        Ok(())
    }

    fn something_happens(&mut self) -> Lived {
        let android = self.phone.platform == Platform::Android;
        match self.dice.range(0, 10) {
            0 | 1 => self.off_until_ms = Some(self.real_ms + self.dice.range(1, 120) * MINUTE),
            2 if android => {
                self.stopped = true;
                self.alarms.lose_all();
                self.lose_late();
            }
            3 if android => {
                self.phone.exact_ok = !self.phone.exact_ok;
                if self.phone.exact_ok {
                    if !self.stopped {
                        self.replan(false)?;
                    }
                } else {
                    // Taking the permission away kills the app and its alarms; nobody is told.
                    self.alarms.lose_all();
                    self.lose_late();
                    self.stopped = true;
                }
            }
            4 => {
                if !self.phone.can_post {
                    self.excuse_to_ms = self.wall();
                }
                self.phone.can_post = !self.phone.can_post || !self.dice.one_in(3);
            }
            5 if android => {
                if self.phone.battery_restricted {
                    self.excuse_to_ms = self.wall();
                }
                self.phone.battery_restricted = !self.phone.battery_restricted;
                if !self.stopped {
                    self.replan(false)?;
                }
            }
            6 | 7 => {
                self.zone = self.dice.range(0, ZONES.len() as i64) as usize;
                if !android {
                    // Requests without a zone follow the clock on the wall.
                    let case = self.case(false);
                    self.alarms.float(|local_ms| {
                        let minute = local_ms.rem_euclid(DAY) / MINUTE;
                        oracle_planner::resolve(&case, local_ms.div_euclid(DAY), minute as i32)
                    });
                    let wall = self.wall();
                    while self.alarms.take_due(wall).is_some() {}
                }
                self.changed_outside()?;
            }
            8 => {
                let edit_ms = self.dice.pick(&[-5 * HOUR, -HOUR, 20 * MINUTE, 3 * HOUR, 30 * HOUR]);
                let before = self.case(false);
                let missed = self.plan(&before, None).missed;
                self.skew_ms += edit_ms;
                if edit_ms < 0 {
                    // The same times of day come again, and their reminders with them.
                    self.shown.clear();
                }
                self.excuse_to_ms = self.excuse_to_ms.max(self.wall());
                self.expected.retain(|due| edit_ms < 0 || due.at_ms > before.now.utc_ms + edit_ms);
                let after = self.case(false);
                let now_missed = self.plan(&after, None).missed;
                // Across a restart that no plan has seen, nothing tells a jump from time that passed.
                let boot = self.boot.to_string();
                let same_boot = self.ledger.seen.as_ref().is_some_and(|seen| seen.boot_id.as_ref() == Some(&boot));
                if edit_ms > 0 && same_boot && now_missed > missed && !self.unaware {
                    return Err(format!("a jump of the clock made {now_missed} missed of {missed}"));
                }
                // What the clock jumped over: iOS loses it, Android lets it all go off at once.
                if !android {
                    let wall = self.wall();
                    while self.alarms.take_due(wall).is_some() {}
                }
                self.changed_outside()?;
            }
            _ if android => {
                self.phone.package_updated_ms = Some(self.wall());
                self.alarms.lose_all();
                self.lose_late();
                if !self.stopped {
                    self.replan(false)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Alarms that were due but had not gone off yet are lost with the others; a nag, if there is one, still comes.
    fn lose_late(&mut self) {
        self.late.clear();
        self.excuse_to_ms = self.excuse_to_ms.max(self.wall());
    }

    /// Android tells the app of a new zone or time; on iOS no code runs until the app is opened.
    fn changed_outside(&mut self) -> Lived {
        if self.phone.platform == Platform::Android && !self.stopped {
            // A new zone renumbers the chain; what is just going off belongs to the old one.
            self.excuse_to_ms = self.excuse_to_ms.max(self.wall());
            return self.replan(false);
        }
        self.unaware = true;
        self.expected.clear();
        Ok(())
    }

    fn due_now(&mut self) -> Lived {
        let wall = self.wall();
        let Some(item) = self.alarms.take_due(wall) else { return Ok(()) };
        if self.phone.platform == Platform::Ios {
            return self.appears(&item);
        }
        let late_ms = if self.phone.battery_restricted {
            self.dice.range(0, 3 * 60) * MINUTE
        } else if self.phone.exact_ok {
            0
        } else {
            self.dice.range(0, 11) * MINUTE
        };
        self.late.push((self.real_ms + late_ms, item));
        Ok(())
    }

    /// Android: the app is woken, asks whether it is still true, shows it or not, and plans anew.
    fn goes_off(&mut self, item: &ReminderItem) -> Lived {
        if self.stopped {
            return Ok(());
        }
        self.phone.alarms_lost |= self.killed;
        let case = self.case(true);
        let fired = if self.driver == Driver::SixtyOne {
            Fired::Show
        } else {
            reminders::fired(&case.input(), &self.ledger, &item.id, item.request_code)
        };
        match fired {
            Fired::Show | Fired::ShowSilently => {
                let mut item = item.clone();
                item.silent |= fired == Fired::ShowSilently;
                self.appears(&item)?;
            }
            Fired::Quiet => {
                // It came late, into quiet hours: that is what "window" and "late" promise.
                for due in self.expected.iter_mut().filter(|due| due.at_ms == item.at_ms) {
                    due.seen = true;
                }
            }
            Fired::Stale | Fired::Replan => {}
        }
        if self.driver != Driver::SixtyOne {
            self.plan_anew(false)?;
        }
        Ok(())
    }

    /// The parent sees a reminder.
    fn appears(&mut self, item: &ReminderItem) -> Lived {
        if !self.phone.can_post {
            return Ok(());
        }
        self.seen.shown += 1;
        let wall = self.wall();
        if !self.shown.insert((item.id.clone(), item.at_ms)) && !self.unaware {
            return Err(format!("shown twice: {item:?}"));
        }
        if self.shown.len() > 400 {
            self.shown.clear();
        }
        for due in &mut self.expected {
            // A sleep whose alarm comes after the next due has begun is taken over by that.
            let takes_over = due.rule == "sleep" && (due.at_ms..=due.at_ms + due.tolerance_ms).contains(&item.at_ms);
            let same = due.rule == item.rule && due.at_ms == item.at_ms;
            if (same || takes_over) && item.stage == ReminderStage::Due {
                due.seen = true;
            }
        }
        if self.unaware || item.stage == ReminderStage::Sentinel {
            return Ok(());
        }
        let case = self.case(false);
        if case.last.is_some_and(|last| last.start_ms > self.planned_ms + 5 * MINUTE) {
            // A session of the future, from before the clock was set back, has just become the latest.
            return Ok(());
        }
        if let Some(quiet) = case.rules.quiet
            && oracle_planner::inside(&case, quiet.window, wall)
            && !(quiet.policy == QuietPolicy::Silent && item.silent)
        {
            return Err(format!("in quiet hours: {item:?}"));
        }
        // An edit may move a due while its alarm is already on its way.
        let from_ms = if item.precision == Precision::Exact { item.at_ms } else { wall - 4 * HOUR };
        let to_ms = if item.precision == Precision::Exact { item.at_ms } else { wall };
        if item.stage == ReminderStage::Due && !oracle_planner::stands(&case, &item.rule, from_ms..=to_ms) {
            return Err(format!("nothing was due: {item:?}\n{case:?}"));
        }
        self.answer(item)
    }

    fn answer(&mut self, item: &ReminderItem) -> Lived {
        let action = match self.dice.range(0, 12) {
            0 => ReminderAction::Snooze { minutes: 15 },
            1 => ReminderAction::Skip,
            _ => return Ok(()),
        };
        if self.driver == Driver::SixtyOne {
            return Ok(());
        }
        let case = self.case(true);
        if let Ok(decision) = reminders::decide(&case.input(), &item.id, action)
            && let Some(answer) = decision.answer
        {
            self.answers.retain(|(_, old)| (&old.rule, old.occurrence) != (&answer.rule, answer.occurrence));
            self.answers.push((self.last(false).map(|last| last.id), answer));
            if self.answers.len() > 6 {
                self.answers.remove(0);
            }
            return self.replan(false);
        }
        Ok(())
    }

    /// Dues whose time has come and gone: seen, or excused and reported.
    fn judge(&mut self) -> Lived {
        let wall = self.wall();
        let over: Vec<Expected> = {
            let (over, left) =
                std::mem::take(&mut self.expected).into_iter().partition(|due| due.at_ms + due.tolerance_ms < wall);
            self.expected = left;
            over
        };
        for due in over {
            if due.seen {
                self.seen.in_time += 1;
                continue;
            }
            let beyond = self.horizon_ms.is_none_or(|horizon_ms| due.at_ms > horizon_ms);
            let restricted = self.phone.battery_restricted;
            // A session of the future became the latest where no code ran.
            let unknown = self.last(false).is_some_and(|last| last.start_ms > self.planned_ms + 5 * MINUTE);
            let excused = due.at_ms <= self.excuse_to_ms
                || unknown
                || self.off_until_ms.is_some()
                || self.stopped
                || !self.phone.can_post
                || self.unaware
                || restricted
                || beyond;
            // A session of the future (the clock was set back) has become the latest one meanwhile.
            let stands = oracle_planner::stands(&self.case(false), &due.rule, due.at_ms..=due.at_ms);
            let same_anchor = due.anchor == self.last(false).map(|last| last.id);
            if !(stands && same_anchor) {
                continue;
            }
            if !excused {
                let held: Vec<_> = self.alarms.held().iter().map(|item| (&item.id, item.at_ms)).take(6).collect();
                let case = self.case(false);
                return Err(format!(
                    "not delivered: {} at {} (now {wall})\nheld {held:?}\nlate {:?}\n{case:?}\nledger {:?}",
                    due.rule, due.at_ms, self.late, self.ledger.seen
                ));
            }
            // The app says so when it is next looked at.
            let mut case = self.case(false);
            case.now = zones()[self.zone].now(wall + HOUR + MINUTE);
            let plan = self.plan(&case, None);
            let health = reminders::health(&self.phone, &self.ledger, &plan.degraded, &case.now);
            let moot = self.last(false).is_none_or(|last| last.start_ms >= due.at_ms);
            if plan.missed == 0
                && plan.degraded.is_empty()
                && health.lines.is_empty()
                && !moot
                && !self.unaware
                && !unknown
            {
                return Err(format!("neither delivered nor reported: {} at {}", due.rule, due.at_ms));
            }
            self.seen.reported += 1;
        }
        if self.expected_to_ms <= wall {
            self.expect();
        }
        Ok(())
    }
}
