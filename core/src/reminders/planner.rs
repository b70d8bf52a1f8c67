//! The planner: from rules and the latest session to the reminders that the phone should hold.

use crate::day::{ClockWindow, Day};
use crate::time::{ClockTime, DAY_MS, HOUR_MS, LocalTime, MINUTE_MS, Now, Resolution};

use super::action::Answer;
use super::chain::{Interval, ReminderStep, Stimulation};
use super::item::{Occurrence, Precision, ReminderStage, ReminderText, key_hash, mix, rule_hash};
use super::phone::{Phone, Platform};
use super::quiet::Calm;
use super::rule::{PLAN_ID, ReminderKind, ReminderRule, ReminderRules, SLEEP_ID};

/// A rule by the clock has a due in every 7 days; with sleep, quiet hours and a skipped hour on top, 16 days hold one.
const SEARCH_MS: i64 = 16 * DAY_MS;
/// The furthest that quiet hours and sleep, one after the other, can move a reminder.
const MOVED_MS: i64 = 3 * DAY_MS;
/// iOS has a nag for every due of the next 24 h.
const NAG_AHEAD_MS: i64 = DAY_MS;
/// Android has a nag for the first two dues.
const NAGS_ANDROID: usize = 2;
/// Housekeeping comes on a grid of half days, so that it stays where it is from one plan to the next.
const HOUSEKEEPING_GRID_MS: i64 = 12 * HOUR_MS;
/// What stands in the place of a rule's number.
pub(crate) const SLEEP: u8 = 254;
pub(crate) const PLAN: u8 = 255;

/// Everything a plan is made of. The same input gives the same plan.
#[derive(Debug, Clone, Copy)]
pub struct PlanInput<'a> {
    /// The present, with the zone's clock changes from yesterday to ten days ahead.
    pub now: &'a Now,
    /// The phone.
    pub phone: &'a Phone,
    /// Rules, quiet hours, sleep.
    pub rules: &'a ReminderRules,
    /// The night.
    pub night: ClockWindow,
    /// The latest stimulation that starts no later than 5 minutes from now, the running one included.
    pub last: Option<Stimulation>,
    /// Running sessions, forgotten ones too.
    pub running: &'a [OpenSession],
    /// Snoozes and skips.
    pub answers: &'a [Answer],
    /// Start of the latest weight entry, which answers weigh-in reminders; needed only with such a rule.
    pub weighed_ms: Option<i64>,
    /// Start of the latest medicine entry, which answers medicine reminders; needed only with such a rule.
    pub medicine_ms: Option<i64>,
    /// Stretches of time that never passed, because the clock jumped over them: none of their dues is missed.
    pub jumped: &'a [(i64, i64)],
    /// How many days to plan ahead at most, 1 to 14; 7 for a phone.
    pub days: i32,
}

/// A running session, as the planner needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenSession {
    /// When it counts as forgotten, in milliseconds since 1970: 2 h after it was last touched.
    pub forgotten_ms: i64,
}

/// One due of a rule, or several that come as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Due {
    pub(crate) at_ms: i64,
    pub(crate) raw_ms: i64,
    /// What it was counted from; the local midnight's meaning is none for rules by the clock.
    pub(crate) from_ms: i64,
    pub(crate) occurrence: Occurrence,
    pub(crate) rule: u8,
    pub(crate) step: ReminderStep,
    pub(crate) delayed: bool,
    pub(crate) silent: bool,
    pub(crate) gap: bool,
    pub(crate) joined: i32,
    /// The rules it stands for, one bit each.
    pub(crate) rules: u16,
    /// When the next due of its rule comes.
    pub(crate) following_ms: i64,
}

/// One place of the plan, before it is written out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) at_ms: i64,
    pub(crate) rule: u8,
    pub(crate) stage: ReminderStage,
    pub(crate) occurrence: Occurrence,
    pub(crate) round: i32,
    pub(crate) silent: bool,
    pub(crate) delayed: bool,
    pub(crate) gap: bool,
    pub(crate) joined: i32,
    pub(crate) local_ms: Option<i64>,
    pub(crate) precision: Precision,
    pub(crate) text: ReminderText,
    pub(crate) key: u64,
    pub(crate) fingerprint: i64,
}

/// A plan, before it is written out.
#[derive(Debug)]
pub(crate) struct Draft {
    /// By time.
    pub(crate) places: Vec<Place>,
    /// Every due since the anchor, past and coming, by time; answered ones too.
    pub(crate) dues: Vec<Due>,
    pub(crate) horizon_ms: Option<i64>,
    pub(crate) thinned: bool,
    /// There are dues, but quiet hours swallow every one.
    pub(crate) all_quiet: bool,
}

/// Key of an anchor session within ids: 40 bits are plenty to tell two anchors of one rule apart.
pub(crate) fn anchor_key(last: &Stimulation) -> i64 {
    let bytes = last.id.bytes();
    let half = |from: usize| bytes[from..from + 8].iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
    (mix(mix(1, half(0)), half(8)) >> 24) as i64
}

impl<'a> PlanInput<'a> {
    pub(crate) fn calm(&self) -> Calm<'a> {
        Calm { now: self.now, quiet: self.rules.quiet, sleep: self.rules.sleep }
    }

    /// Until when a running session makes session reminders needless.
    fn busy_until_ms(&self) -> i64 {
        self.running.iter().map(|open| open.forgotten_ms).max().unwrap_or(i64::MIN)
    }

    pub(crate) fn rule_id(&self, rule: u8) -> &'a str {
        match rule {
            SLEEP => SLEEP_ID,
            PLAN => PLAN_ID,
            index => &self.rules.rules[usize::from(index)].id,
        }
    }

    fn rule(&self, rule: u8) -> Option<&'a ReminderRule> {
        self.rules.rules.get(usize::from(rule))
    }

    pub(crate) fn is_session(&self, rule: u8) -> bool {
        rule == SLEEP || self.rule(rule).is_some_and(|rule| rule.kind.is_session())
    }

    /// The nag of a due; the end of a sleep has the interval rule's.
    fn nag_ms(&self, rule: u8) -> Option<i64> {
        if rule == SLEEP { self.rules.interval()?.nag_ms } else { self.rule(rule)?.nag_ms }
    }

    pub(crate) fn nag_of(&self, rule: u8) -> i64 {
        self.nag_ms(rule).unwrap_or(0)
    }

    fn text(&self, rule: u8, stage: ReminderStage) -> ReminderText {
        match (stage, self.rule(rule).map(|rule| &rule.kind)) {
            (ReminderStage::Sentinel, _) => ReminderText::Sentinel,
            (ReminderStage::Housekeeping, _) => ReminderText::Housekeeping,
            (_, Some(ReminderKind::WeighIn { .. })) => ReminderText::WeighIn,
            (_, Some(ReminderKind::Medicine { .. })) => ReminderText::Medicine,
            (_, Some(ReminderKind::CarePlan { .. })) => ReminderText::CarePlan,
            (ReminderStage::Due, _) if rule == SLEEP => ReminderText::SleepEnd,
            (ReminderStage::Due, _) => ReminderText::Session,
            _ => ReminderText::SessionAgain,
        }
    }

    pub(crate) fn answer(&self, due: &Due) -> Option<&'a Answer> {
        let rule = self.rule_id(due.rule);
        self.answers.iter().find(|answer| answer.occurrence == due.occurrence && answer.rule == rule)
    }

    /// Until when dues are of interest.
    fn until_ms(&self) -> i64 {
        let ahead = i64::from(self.days.clamp(1, 14)) * DAY_MS;
        self.now.utc_ms + ahead.max(self.phone.horizon_ms())
    }

    /// Every due since the anchor: by time, what comes as one joined.
    pub(crate) fn dues(&self) -> (Vec<Due>, bool) {
        let mut found = Found { dues: Vec::with_capacity(80), input: self, slept: 0, slept_rules: 0, any: false };
        found.add_interval();
        for index in 0..self.rules.rules.len().min(12) {
            found.add_clock(index as u8);
        }
        found.add_sleep();
        let (mut dues, any) = (found.dues, found.any);
        join(&mut dues);
        self.follow(&mut dues);
        (dues, any)
    }

    fn follow(&self, dues: &mut [Due]) {
        let mut next = [i64::MAX; 16];
        for due in dues.iter_mut().rev() {
            due.following_ms = if due.rule == SLEEP {
                (0..12)
                    .filter(|rule| self.is_session(*rule))
                    .map(|rule| next[usize::from(rule)])
                    .min()
                    .unwrap_or(i64::MAX)
            } else {
                next[usize::from(due.rule)]
            };
            for (rule, next_ms) in next.iter_mut().enumerate() {
                if due.rules & 1 << rule != 0 {
                    *next_ms = due.at_ms;
                }
            }
        }
    }

    /// The plan by CONTRACT: snoozes, then dues by time with their nags, then the platform's last place.
    pub(crate) fn draft(&self) -> Draft {
        let (dues, any) = self.dues();
        let mut places = self.snoozes(&dues);
        let room = (self.phone.budget() as usize).saturating_sub(1 + places.len());
        let (coming, beyond) = self.coming(&dues);
        let mut thinned = false;
        let mut horizon_ms = None;
        let aim_ms = self.now.utc_ms + self.phone.horizon_ms();
        let mut taken = coming;
        if taken.len() > room {
            taken.truncate(room);
            let last_ms = taken.iter().rev().find(|place| place.stage == ReminderStage::Due).map(|place| place.at_ms);
            if last_ms.is_none_or(|at_ms| at_ms < aim_ms)
                && let Some(beyond) = beyond
            {
                taken.pop();
                taken.push(beyond);
                thinned = true;
            }
        }
        for place in &taken {
            if place.stage == ReminderStage::Due {
                horizon_ms = Some(place.at_ms);
            }
        }
        places.append(&mut taken);
        if let Some(at_ms) = horizon_ms {
            places.push(self.last_place(at_ms));
        }
        places.sort_by_key(|place| (place.at_ms, place.stage.code(), place.rule));
        let all_quiet = horizon_ms.is_none() && any;
        Draft { places, dues, horizon_ms, thinned, all_quiet }
    }

    fn snoozes(&self, dues: &[Due]) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::with_capacity(62);
        if self.answers.is_empty() {
            return places;
        }
        for due in dues {
            let Some((round, until_ms)) = self
                .answer(due)
                .filter(|answer| !answer.skipped)
                .and_then(|a| a.until_ms.map(|until| (a.snoozes, until)))
            else {
                continue;
            };
            let settled = self.calm().settle(until_ms);
            let rings_anyway = || dues.iter().any(|other| other.at_ms == settled.at_ms && self.answer(other).is_none());
            if settled.slept || settled.dropped || settled.at_ms <= self.now.utc_ms || rings_anyway() {
                continue;
            }
            if settled.delayed && places.iter().any(|place| place.delayed && place.at_ms == settled.at_ms) {
                continue;
            }
            let mut place = self.place(due, ReminderStage::Snooze, settled.at_ms, round);
            (place.silent, place.delayed) = (settled.silent, settled.delayed);
            places.push(self.sealed(place));
        }
        places
    }

    /// Dues and nags from now on, by time, and the first due at or beyond the shortest allowed horizon.
    fn coming(&self, dues: &[Due]) -> (Vec<Place>, Option<Place>) {
        let now_ms = self.now.utc_ms;
        let (until_ms, aim_ms) = (self.until_ms(), now_ms + self.phone.horizon_ms());
        let mut places = Vec::with_capacity(80);
        let mut nags: Vec<Place> = Vec::new();
        let mut beyond = None;
        let past = dues.partition_point(|due| due.at_ms <= now_ms);
        // A nag comes within 24 h of its due and can be moved by quiet hours and sleep: older ones are over.
        let first = dues.partition_point(|due| due.at_ms <= now_ms - DAY_MS - MOVED_MS);
        for (i, due) in dues.iter().enumerate().skip(first) {
            if self.answer(due).is_some() {
                continue;
            }
            let is_past = i < past;
            let is_beyond = !is_past && beyond.is_none() && due.at_ms >= aim_ms;
            if !is_past && !is_beyond && due.at_ms > until_ms {
                continue;
            }
            let nags_too = match self.phone.platform {
                Platform::Ios => due.at_ms <= now_ms + NAG_AHEAD_MS,
                Platform::Android => is_past || places.len() < NAGS_ANDROID,
            };
            if nags_too && let Some(nag) = self.nag(due, dues, &nags) {
                nags.push(nag);
            }
            if !is_past {
                let place = self.sealed(self.place(due, ReminderStage::Due, due.at_ms, 0));
                places.push(place);
                if is_beyond {
                    beyond = Some(place);
                }
            }
        }
        places.append(&mut nags);
        places.sort_by_key(|place| (place.at_ms, place.stage.code(), place.rule));
        (places, beyond)
    }

    /// The nag of an unanswered due, unless it has passed, is held back, or comes no earlier than another reminder would.
    fn nag(&self, due: &Due, dues: &[Due], nags: &[Place]) -> Option<Place> {
        let settled = self.calm().settle(due.at_ms + self.nag_ms(due.rule)?);
        if settled.slept || settled.dropped || settled.at_ms <= self.now.utc_ms || settled.at_ms >= due.following_ms {
            return None;
        }
        let joins = settled.delayed
            && (dues.iter().any(|other| other.at_ms == settled.at_ms)
                || nags.iter().any(|nag| nag.delayed && nag.at_ms == settled.at_ms));
        if joins {
            return None;
        }
        let mut place = self.place(due, ReminderStage::Nag, settled.at_ms, 0);
        (place.silent, place.delayed, place.gap, place.joined) = (settled.silent, settled.delayed, false, 0);
        Some(self.sealed(place))
    }

    fn last_place(&self, horizon_ms: i64) -> Place {
        let (stage, at_ms) = match self.phone.platform {
            Platform::Ios => (ReminderStage::Sentinel, self.calm().after_all(self.night, horizon_ms + MINUTE_MS)),
            Platform::Android => {
                let latest_ms = self.now.utc_ms + DAY_MS;
                (ReminderStage::Housekeeping, latest_ms - latest_ms.rem_euclid(HOUSEKEEPING_GRID_MS))
            }
        };
        let mut precision = precision(self.phone);
        if stage == ReminderStage::Housekeeping && precision == Precision::Exact {
            precision = Precision::Window;
        }
        self.sealed(Place {
            at_ms,
            rule: PLAN,
            stage,
            occurrence: Occurrence { anchor: 0, n: 0 },
            round: 0,
            silent: stage == ReminderStage::Housekeeping,
            delayed: stage == ReminderStage::Sentinel && at_ms != horizon_ms + MINUTE_MS,
            gap: false,
            joined: 0,
            local_ms: None,
            precision,
            text: self.text(PLAN, stage),
            key: 0,
            fingerprint: 0,
        })
    }

    fn place(&self, due: &Due, stage: ReminderStage, at_ms: i64, round: i32) -> Place {
        let by_clock = due.step == ReminderStep::Clock && stage != ReminderStage::Snooze;
        Place {
            at_ms,
            rule: due.rule,
            stage,
            occurrence: due.occurrence,
            round,
            silent: due.silent,
            delayed: due.delayed,
            gap: due.gap,
            joined: due.joined,
            local_ms: by_clock.then(|| at_ms + i64::from(self.now.offset_at(at_ms)) * 1_000),
            precision: precision(self.phone),
            text: self.text(due.rule, stage),
            key: 0,
            fingerprint: 0,
        }
    }

    /// Fills in key and fingerprint. The instant of a wall-clock reminder counts too: the ledger has to learn a new one.
    fn sealed(&self, mut place: Place) -> Place {
        place.key = key_hash(rule_hash(self.rule_id(place.rule)), place.occurrence, place.stage, place.round);
        let time = mix(place.at_ms as u64, place.local_ms.unwrap_or(0) as u64);
        let small = u64::from(place.silent) | (place.precision as u64) << 1 | (place.text as u64) << 4;
        let hash = mix(mix(place.key, time), small);
        // 0 stands for "nobody knows" in the ledger.
        place.fingerprint = if hash == 0 { 1 } else { hash as i64 };
        place
    }
}

struct Found<'i, 'a> {
    dues: Vec<Due>,
    input: &'i PlanInput<'a>,
    /// How many fell into the protected sleep.
    slept: i32,
    slept_rules: u16,
    any: bool,
}

impl Found<'_, '_> {
    /// Whether a rule has given all that a plan can use: `ahead` dues from now on, the last of them `due`.
    fn enough(&self, ahead: usize, due: &Due) -> bool {
        let input = self.input;
        let far = due.at_ms >= input.now.utc_ms + input.phone.horizon_ms() && input.answer(due).is_none();
        far && (due.at_ms > input.until_ms() || ahead > input.phone.budget() as usize + input.answers.len())
    }

    fn add_interval(&mut self) {
        let input = self.input;
        let Some(interval) = Interval::of(input.rules, input.night) else { return };
        let Some(last) = input.last else { return };
        let Some(rule) = input.rules.rules.iter().position(|rule| matches!(rule.kind, ReminderKind::Interval { .. }))
        else {
            return;
        };
        let (key, calm, busy_until_ms) = (anchor_key(&last), input.calm(), input.busy_until_ms());
        let stop_ms = input.now.utc_ms + SEARCH_MS;
        let mut from_ms = interval.anchor_ms(&last);
        let (mut ahead, mut enough) = (0, false);
        for n in 1.. {
            let (raw_ms, step) = interval.after(from_ms, input.now);
            if raw_ms > stop_ms {
                return;
            }
            let settled = calm.settle(raw_ms);
            let due = Due {
                at_ms: settled.at_ms,
                raw_ms,
                from_ms,
                occurrence: Occurrence { anchor: key, n },
                rule: rule as u8,
                step,
                delayed: settled.delayed,
                silent: settled.silent,
                gap: false,
                joined: 0,
                rules: 1 << rule,
                following_ms: i64::MAX,
            };
            from_ms = settled.at_ms;
            self.any |= raw_ms > input.now.utc_ms;
            if settled.slept {
                self.slept += 1;
                self.slept_rules |= due.rules;
            } else if !settled.dropped && due.at_ms >= busy_until_ms {
                self.dues.push(due);
                ahead += usize::from(due.at_ms > input.now.utc_ms);
                // One more tells when the last one's nag falls away.
                if enough {
                    return;
                }
                enough = self.enough(ahead, &due);
            }
        }
    }

    fn add_clock(&mut self, index: u8) {
        let input = self.input;
        let rule = &input.rules.rules[usize::from(index)];
        let Some((times, weekdays)) = rule.kind.schedule() else { return };
        let (now, calm) = (input.now, input.calm());
        let session = rule.kind.is_session();
        let answered_ms = match rule.kind {
            ReminderKind::WeighIn { .. } => input.weighed_ms,
            ReminderKind::Medicine { .. } => input.medicine_ms,
            ReminderKind::CarePlan { .. } => None,
            _ => input.last.map(|last| last.end_ms.max(last.start_ms)),
        };
        let after_ms = answered_ms.unwrap_or(i64::MIN).max(rule.since_ms);
        // Missed ones count from the latest stimulation, moved ones by the time they moved to; a nag follows within 24 h.
        let lookback_ms = input.last.map_or(i64::MAX, |last| last.start_ms).min(now.utc_ms - DAY_MS) - MOVED_MS;
        let first_ms = after_ms.max(lookback_ms);
        let first_day = LocalTime::from_local_ms(first_ms + i64::from(now.offset_at(first_ms)) * 1_000).date.plus(-1);
        let mut minutes: Vec<i32> = times.iter().map(|time| time.minute()).collect();
        minutes.sort_unstable();
        let busy_until_ms = if session { input.busy_until_ms() } else { i64::MIN };
        let (from, mut known, mut enough) = (self.dues.len(), 0, false);
        let last_day = LocalTime::from_local_ms(now.utc_ms + SEARCH_MS).date;
        let mut day = first_day;
        while day <= last_day {
            if weekdays.is_empty() || weekdays.iter().any(|weekday| *weekday as i32 == day.weekday()) {
                for minute in &minutes {
                    self.add_at(from, index, day, *minute, after_ms.max(first_ms - 1), busy_until_ms, &calm);
                }
                let given = &self.dues[from..];
                let ahead = given.len() - given.partition_point(|due| due.at_ms <= now.utc_ms);
                // One more tells when the last one's nag falls away.
                if enough && given.len() > known {
                    return;
                }
                known = given.len();
                enough |= given.last().is_some_and(|due| self.enough(ahead, due));
            }
            day = day.plus(1);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "the loop of add_clock, one level down")]
    fn add_at(
        &mut self,
        from: usize,
        rule: u8,
        day: Day,
        minute: i32,
        after_ms: i64,
        busy_until_ms: i64,
        calm: &Calm<'_>,
    ) {
        let found = self.input.now.resolve(LocalTime::on(day, ClockTime::from_minute(minute)));
        let raw_ms = found.stamp.utc_ms;
        if raw_ms <= after_ms {
            return;
        }
        let settled = calm.settle(raw_ms);
        self.any |= raw_ms > self.input.now.utc_ms;
        if settled.slept {
            self.slept += 1;
            self.slept_rules |= 1 << rule;
        } else if !settled.dropped && settled.at_ms >= busy_until_ms {
            // A night full of times becomes one due at its end; a skipped hour can bring two together.
            if let Some(same) = self.dues[from..].iter_mut().rev().find(|due| due.at_ms == settled.at_ms) {
                same.joined += 1;
                // A skipped hour can move an earlier time of day behind a later one.
                if raw_ms < same.raw_ms {
                    (same.raw_ms, same.from_ms) = (raw_ms, raw_ms);
                    same.occurrence = Occurrence { anchor: i64::from(day.number()), n: minute };
                    same.gap = found.resolution == Resolution::Gap;
                }
                return;
            }
            self.dues.push(Due {
                at_ms: settled.at_ms,
                raw_ms,
                from_ms: raw_ms,
                occurrence: Occurrence { anchor: i64::from(day.number()), n: minute },
                rule,
                step: ReminderStep::Clock,
                delayed: settled.delayed,
                silent: settled.silent,
                gap: found.resolution == Resolution::Gap,
                joined: 0,
                rules: 1 << rule,
                following_ms: i64::MAX,
            });
        }
    }

    fn add_sleep(&mut self) {
        let Some(sleep) = self.input.rules.sleep else { return };
        let settled = self.input.calm().settle(sleep.until_ms);
        if settled.dropped || settled.at_ms < self.input.busy_until_ms() {
            return;
        }
        self.dues.push(Due {
            at_ms: settled.at_ms,
            raw_ms: sleep.until_ms,
            from_ms: sleep.from_ms,
            occurrence: Occurrence { anchor: sleep.until_ms, n: 0 },
            rule: SLEEP,
            step: ReminderStep::SleepEnd,
            delayed: settled.delayed,
            silent: settled.silent,
            gap: false,
            joined: self.slept,
            rules: self.slept_rules,
            following_ms: i64::MAX,
        });
    }
}

pub(crate) fn precision(phone: &Phone) -> Precision {
    match phone.platform {
        Platform::Ios => Precision::Exact,
        Platform::Android if phone.battery_restricted => Precision::Late,
        Platform::Android if phone.exact_ok => Precision::Exact,
        Platform::Android => Precision::Window,
    }
}

/// What quiet hours moved to the same end comes once; so does a rule that would ring twice at one instant.
fn join(dues: &mut Vec<Due>) {
    let order = |due: &Due| (due.at_ms, due.rule != SLEEP, due.raw_ms, due.rule);
    if !dues.is_sorted_by_key(order) {
        dues.sort_by_key(order);
    }
    let mut kept: usize = 0;
    for i in 0..dues.len() {
        let due = dues[i];
        let group = dues[..kept].iter().rposition(|other| other.at_ms != due.at_ms).map_or(0, |before| before + 1);
        let joins =
            dues[group..kept].iter().position(|other| due.delayed && other.delayed || due.rules & other.rules != 0);
        if let Some(into) = joins {
            let other = &mut dues[group + into];
            other.joined += 1 + due.joined;
            other.rules |= due.rules;
        } else {
            dues[kept] = due;
            kept += 1;
        }
    }
    dues.truncate(kept);
}
