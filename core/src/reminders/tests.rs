//! Each rule of reminders by itself, on a pump at 13:00 of a Tuesday in a zone without clock changes.
//!
//! With the rules of a fresh journal its dues are 15:30, 18:00, 20:30, 01:30, 05:00, 07:30 and so on.

mod answers;
mod change;
mod explained;
mod fired;
mod health;
mod ids;
mod ledger;
mod places;
mod rules;

use super::planner::anchor_key;
use super::*;
use crate::day::ClockWindow;
use crate::entry::EntryId;
use crate::time::{ClockTime, DAY_MS, MINUTE_MS, Now, ZoneTable};

/// 2026-11-24T00:00:00Z, a Tuesday.
const MIDNIGHT_MS: i64 = 1_795_478_400_000;

/// "13:00" of that day, "01:30+1" of the next.
fn at(text: &str) -> i64 {
    let (clock, days) = text.split_once('+').map_or((text, 0), |(clock, days)| (clock, days.parse().unwrap()));
    MIDNIGHT_MS + days * DAY_MS + i64::from(ClockTime::parse(clock).unwrap().minute()) * MINUTE_MS
}

/// "01:30+1" for an instant.
fn clock(at_ms: i64) -> String {
    let (days, minute) = ((at_ms - MIDNIGHT_MS).div_euclid(DAY_MS), (at_ms - MIDNIGHT_MS).rem_euclid(DAY_MS));
    assert_eq!(minute % MINUTE_MS, 0, "a full minute");
    let time = ClockTime::from_minute((minute / MINUTE_MS) as i32).text();
    if days == 0 { time } else { format!("{time}+{days}") }
}

fn window(from: &str, to: &str) -> ClockWindow {
    ClockWindow { from: ClockTime::parse(from).unwrap(), to: ClockTime::parse(to).unwrap() }
}

fn now_at(utc_ms: i64) -> Now {
    Now {
        utc_ms,
        offset_s: 0,
        zone: "UTC".to_owned(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

fn session(number: u8, start: &str) -> Stimulation {
    Stimulation { id: EntryId::from_bytes([number; 16]), start_ms: at(start), end_ms: at(start) + 15 * MINUTE_MS }
}

/// One input of the planner, owned.
#[derive(Debug, Clone)]
struct Case {
    now: Now,
    phone: Phone,
    rules: ReminderRules,
    night: ClockWindow,
    last: Option<Stimulation>,
    running: Vec<OpenSession>,
    answers: Vec<Answer>,
    weighed_ms: Option<i64>,
    medicine_ms: Option<i64>,
    jumped: Vec<(i64, i64)>,
    days: i32,
}

/// A pump at 13:00, looked at later that day on an Android phone that allows everything.
fn case(now: &str) -> Case {
    Case {
        now: now_at(at(now)),
        phone: Phone::new(Platform::Android),
        rules: ReminderRules::default(),
        night: ClockWindow::NIGHT,
        last: Some(session(1, "13:00")),
        running: Vec::new(),
        answers: Vec::new(),
        weighed_ms: None,
        medicine_ms: None,
        jumped: Vec::new(),
        days: 7,
    }
}

fn ios(now: &str) -> Case {
    Case { phone: Phone::new(Platform::Ios), ..case(now) }
}

impl Case {
    fn input(&self) -> PlanInput<'_> {
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
            jumped: &self.jumped,
            days: self.days,
        }
    }

    fn plan(&self) -> ReminderPlan {
        plan(&self.input(), &Ledger::default(), None)
    }

    fn with_rule(mut self, kind: ReminderKind) -> Self {
        self.rules = self.rules.with(ReminderRule::new(kind), 0).unwrap().0;
        self
    }

    /// Every so many hours, the same at night.
    fn every(mut self, hours: i64) -> Self {
        let every_ms = hours * 60 * MINUTE_MS;
        let kind = ReminderKind::Interval { every_ms, night_every_ms: every_ms, from: crate::SessionEdge::Start };
        self.rules = self.rules.with(ReminderRule::new(kind), 0).unwrap().0;
        self
    }

    fn quiet(mut self, from: &str, to: &str, policy: QuietPolicy) -> Self {
        self.rules.quiet = Some(QuietHours { window: window(from, to), policy });
        self
    }

    fn asleep(mut self, from: &str, until: &str) -> Self {
        self.rules.sleep = Some(ProtectedSleep { from_ms: at(from), until_ms: at(until) });
        self
    }

    fn answered(mut self, n: i32, snoozes: i32, until: Option<&str>, skipped: bool) -> Self {
        let occurrence = Occurrence { anchor: anchor_key(&self.last.unwrap()), n };
        let until_ms = until.map(at);
        self.answers.push(Answer { rule: "interval".to_owned(), occurrence, snoozes, until_ms, skipped });
        self
    }

    /// Id of the nth due since the pump.
    fn due(&self, n: i32) -> String {
        self.id(n, ReminderStage::Due, 0)
    }

    fn id(&self, n: i32, stage: ReminderStage, round: i32) -> String {
        let occurrence = Occurrence { anchor: anchor_key(&self.last.unwrap()), n };
        ReminderId { rule: "interval".to_owned(), occurrence, stage, round }.text()
    }

    /// The times of a stage.
    fn times(&self, stage: ReminderStage) -> Vec<String> {
        self.plan().items.iter().filter(|item| item.stage == stage).map(|item| clock(item.at_ms)).collect()
    }

    fn dues(&self) -> Vec<String> {
        self.times(ReminderStage::Due)
    }
}

fn times(times: &[&str]) -> Vec<ClockTime> {
    times.iter().map(|time| ClockTime::parse(time).unwrap()).collect()
}

fn sessions_at(clock: &[&str]) -> ReminderKind {
    ReminderKind::Times { times: times(clock), weekdays: Vec::new() }
}

/// The field that a refusal names; "not found" for what is not there.
fn refused<T: std::fmt::Debug>(result: crate::error::Result<T>) -> String {
    match result.unwrap_err() {
        crate::error::JournalError::Invalid { field, .. } => field,
        crate::error::JournalError::NotFound { .. } => "not found".to_owned(),
        other => panic!("{other:?}"),
    }
}
