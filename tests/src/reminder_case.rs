//! Random logs, rules, quiet hours, phones and zones for the reminder tests, each from a seed.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use relatch_core::reminders::{
    Answer, OpenSession, Phone, PlanInput, Platform, ProtectedSleep, QuietHours, QuietPolicy, ReminderKind,
    ReminderRule, ReminderRules, Stimulation, Weekday,
};
use relatch_core::{ClockTime, ClockWindow, EntryId, Now, SessionEdge, ZoneTable, ZoneTransition};

/// Milliseconds in a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Milliseconds in 24 hours.
pub const DAY: i64 = 24 * HOUR;

/// Zones with every kind of clock change there is: whole hours, half hours, two hours, at midnight, over midnight, none.
pub const ZONES: [&str; 16] = [
    "America/New_York",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Africa/Casablanca",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Pacific/Chatham",
    "America/St_Johns",
    "America/Santiago",
    "Africa/Cairo",
    "Asia/Beirut",
    "America/Havana",
    "America/Nuuk",
    "Europe/Paris",
    "Pacific/Apia",
    "UTC",
];

/// A small deterministic source of randomness (`SplitMix64`).
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Dice that always fall the same way for one seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from `from` up to but not `to`.
    pub fn range(&mut self, from: i64, to: i64) -> i64 {
        from + (self.bits() % (to - from) as u64) as i64
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.bits().is_multiple_of(n)
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[(self.bits() % of.len() as u64) as usize]
    }
}

/// A zone with its clock changes from 2025 to 2031.
pub struct Zone {
    /// Its name.
    pub name: &'static str,
    /// Offset where the table is empty.
    pub fixed_s: i32,
    /// Clock changes, oldest first.
    pub changes: Vec<ZoneTransition>,
}

/// The zones of [`ZONES`], read once from the bundled tz database.
pub fn zones() -> &'static [Zone] {
    static ALL: OnceLock<Vec<Zone>> = OnceLock::new();
    ALL.get_or_init(|| {
        ZONES
            .iter()
            .map(|name| {
                let zone = TimeZone::get(name).expect("a zone of the bundled database");
                let from: Timestamp = "2025-01-01T00:00:00Z".parse().expect("a timestamp");
                let to: Timestamp = "2031-01-01T00:00:00Z".parse().expect("a timestamp");
                let fixed_s = zone.to_offset(from).seconds();
                let mut before_s = fixed_s;
                let mut changes = Vec::new();
                for change in zone.following(from).take_while(|change| change.timestamp() < to) {
                    let after_s = change.offset().seconds();
                    if after_s != before_s {
                        changes.push(ZoneTransition { at_ms: change.timestamp().as_millisecond(), before_s, after_s });
                    }
                    before_s = after_s;
                }
                Zone { name, fixed_s, changes }
            })
            .collect()
    })
}

impl Zone {
    /// The present in this zone, with a table as a phone gives it.
    pub fn now(&self, utc_ms: i64) -> Now {
        let past = self.changes.iter().rev().find(|change| change.at_ms <= utc_ms);
        let offset_s = past.map_or(self.fixed_s, |change| change.after_s);
        let near = |change: &&ZoneTransition| (utc_ms - 60 * DAY..utc_ms + 20 * DAY).contains(&change.at_ms);
        Now {
            utc_ms,
            offset_s,
            zone: self.name.to_owned(),
            monotonic_ms: None,
            boot_id: None,
            zone_table: ZoneTable { transitions: self.changes.iter().filter(near).copied().collect() },
        }
    }
}

/// One input of the planner, owned.
#[derive(Debug, Clone)]
pub struct Case {
    /// The present.
    pub now: Now,
    /// The phone.
    pub phone: Phone,
    /// Rules, quiet hours, sleep.
    pub rules: ReminderRules,
    /// The night.
    pub night: ClockWindow,
    /// The latest stimulation.
    pub last: Option<Stimulation>,
    /// Running sessions.
    pub running: Vec<OpenSession>,
    /// Snoozes and skips.
    pub answers: Vec<Answer>,
    /// Latest weight.
    pub weighed_ms: Option<i64>,
    /// Latest medicine.
    pub medicine_ms: Option<i64>,
    /// Days to plan.
    pub days: i32,
}

impl Case {
    /// The input, borrowed.
    pub fn input(&self) -> PlanInput<'_> {
        PlanInput {
            now: &self.now,
            phone: &self.phone,
            rules: &self.rules,
            night: self.night,
            last: self.last,
            running: &self.running,
            answers: &self.answers,
            weighed_ms: self.weighed_ms,
            medicine_ms: self.medicine_ms,
            jumped: &[],
            days: self.days,
        }
    }

    /// A random input without answers.
    pub fn random(dice: &mut Dice) -> Self {
        let zone = &zones()[dice.range(0, ZONES.len() as i64) as usize];
        let mut utc_ms = dice.range(1_767_225_600_000, 1_893_456_000_000);
        if let Some(change) = (!zone.changes.is_empty() && dice.one_in(2)).then(|| dice.pick(&zone.changes)) {
            utc_ms = change.at_ms + dice.range(-3 * DAY, DAY);
        }
        if dice.one_in(2) {
            utc_ms -= utc_ms.rem_euclid(MINUTE);
        }
        let now = zone.now(utc_ms);
        let last = (!dice.one_in(12)).then(|| stimulation(dice, utc_ms));
        let mut running = Vec::new();
        if dice.one_in(6) {
            let reach = dice.pick(&[HOUR, 4 * HOUR]);
            running.push(OpenSession { forgotten_ms: utc_ms - dice.range(0, reach) + 2 * HOUR });
        }
        Self {
            phone: phone(dice),
            rules: rules(dice, &now),
            night: if dice.one_in(3) { window(dice) } else { clock_window(1_380, 300) },
            last,
            running,
            answers: Vec::new(),
            weighed_ms: dice.one_in(3).then(|| utc_ms - dice.range(0, 3 * DAY)),
            medicine_ms: dice.one_in(3).then(|| utc_ms - dice.range(0, 3 * DAY)),
            days: if dice.one_in(4) { dice.range(1, 15) as i32 } else { 7 },
            now,
        }
    }
}

fn stimulation(dice: &mut Dice, now_ms: i64) -> Stimulation {
    let reach = dice.pick(&[3 * HOUR, 12 * HOUR, 4 * DAY, 40 * DAY]);
    let start_ms = now_ms - dice.range(-4 * MINUTE, reach);
    let mut id = [0; 16];
    id[..8].copy_from_slice(&dice.bits().to_be_bytes());
    id[8..].copy_from_slice(&dice.bits().to_be_bytes());
    let end_ms = start_ms + if dice.one_in(3) { 0 } else { dice.range(0, 40) * MINUTE };
    Stimulation { id: EntryId::from_bytes(id), start_ms, end_ms }
}

/// A random phone.
pub fn phone(dice: &mut Dice) -> Phone {
    let mut phone = Phone::new(dice.pick(&[Platform::Ios, Platform::Android]));
    phone.exact_ok = !dice.one_in(2);
    phone.can_post = !dice.one_in(8);
    phone.channel_on = !dice.one_in(8);
    phone.battery_restricted = dice.one_in(8);
    phone.max_pending = dice.one_in(10).then(|| dice.range(3, 60) as i32);
    phone
}

fn clock_window(from: i32, to: i32) -> ClockWindow {
    ClockWindow { from: ClockTime::from_minute(from), to: ClockTime::from_minute(to) }
}

fn window(dice: &mut Dice) -> ClockWindow {
    let from = dice.range(0, 288) as i32 * 5;
    let long = if dice.one_in(6) { dice.range(1, 1_440) as i32 } else { dice.range(1, 130) as i32 * 5 };
    clock_window(from, from + long)
}

/// Random rules with quiet hours and sleep.
pub fn rules(dice: &mut Dice, now: &Now) -> ReminderRules {
    let mut rules = ReminderRules { rules: Vec::new(), quiet: None, sleep: None };
    if !dice.one_in(8) {
        let every_ms = if dice.one_in(2) { 150 * MINUTE } else { dice.range(30, 600) * MINUTE };
        let night_every_ms = if dice.one_in(2) {
            ReminderRule::default_night_every_ms(every_ms)
        } else {
            every_ms + dice.range(0, 24 * 60 - every_ms / MINUTE + 1) * MINUTE
        };
        let from = dice.pick(&[SessionEdge::Start, SessionEdge::End]);
        add(&mut rules, dice, now, ReminderKind::Interval { every_ms, night_every_ms, from });
    }
    let clock_rules = if dice.one_in(20) { dice.range(0, 11) } else { dice.range(0, 3) };
    for _ in 0..clock_rules {
        let kind = clock_kind(dice);
        add(&mut rules, dice, now, kind);
    }
    if dice.one_in(2) {
        let policy = dice.pick(&[QuietPolicy::Delay, QuietPolicy::Suppress, QuietPolicy::Silent]);
        rules.quiet = Some(QuietHours { window: window(dice), policy });
    }
    if dice.one_in(5) {
        let from_ms = now.utc_ms - dice.range(0, 8 * HOUR);
        rules.sleep = Some(ProtectedSleep { from_ms, until_ms: from_ms + dice.range(1, 24 * 60) * MINUTE });
    }
    rules
}

fn clock_kind(dice: &mut Dice) -> ReminderKind {
    let mut times: Vec<ClockTime> = Vec::new();
    let most = if dice.one_in(8) { 24 } else { 4 };
    for _ in 0..dice.range(1, most) {
        let time = ClockTime::from_minute(dice.range(0, 96) as i32 * 15);
        if !times.contains(&time) {
            times.push(time);
        }
    }
    let weekdays: Vec<Weekday> =
        if dice.one_in(2) { Vec::new() } else { Weekday::ALL.into_iter().filter(|_| dice.one_in(3)).collect() };
    match dice.range(0, 6) {
        0 => ReminderKind::WeighIn { times, weekdays },
        1 => ReminderKind::Medicine { name: "Iron".to_owned(), times, weekdays },
        2 => ReminderKind::CarePlan { times, weekdays },
        _ => ReminderKind::Times { times, weekdays },
    }
}

fn add(rules: &mut ReminderRules, dice: &mut Dice, now: &Now, kind: ReminderKind) {
    let mut rule = ReminderRule::new(kind);
    rule.nag_ms = match dice.range(0, 5) {
        0 => None,
        1 => Some(dice.range(1, 300) * MINUTE),
        _ => Some(20 * MINUTE),
    };
    let set_ms = if dice.one_in(3) { now.utc_ms - dice.range(0, 2 * DAY) } else { 0 };
    *rules = rules.with(rule, set_ms).expect("a rule within the limits").0;
}
