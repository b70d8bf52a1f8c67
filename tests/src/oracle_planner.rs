//! A second planner: plain, slow, written from CONTRACT's text alone. It shares no code with the one it judges.

use relatch_core::reminders::{Platform, QuietPolicy, ReminderKind, ReminderRule, ReminderStage};
use relatch_core::{ClockWindow, SessionEdge};

use crate::reminder_case::{Case, DAY, HOUR, MINUTE};

/// What the plan should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OraclePlan {
    /// Time, stage, rule and silence of every reminder, sorted.
    pub items: Vec<(i64, ReminderStage, String, bool)>,
    /// The last due.
    pub horizon_ms: Option<i64>,
    /// Missed dues.
    pub missed: i32,
    /// The last place went to a due beyond the horizon.
    pub thinned: bool,
}

#[derive(Debug, Clone)]
struct Event {
    at: i64,
    raw: i64,
    rule: String,
    order: usize,
    stands_for: Vec<usize>,
    nag: Option<i64>,
    delayed: bool,
    silent: bool,
    /// Count since the anchor, or the local day; and the minute of a rule by the clock.
    key: (i64, i32),
}

enum Fate {
    Comes { at: i64, delayed: bool, silent: bool },
    Sleeps,
    Dropped,
}

fn offset_s(case: &Case, at: i64) -> i64 {
    let changes = &case.now.zone_table.transitions;
    if changes.is_empty() {
        return i64::from(case.now.offset_s);
    }
    let mut offset = changes[0].before_s;
    for change in changes {
        if change.at_ms <= at {
            offset = change.after_s;
        }
    }
    i64::from(offset)
}

fn offsets(case: &Case) -> Vec<i64> {
    let mut all = vec![i64::from(case.now.offset_s)];
    for change in &case.now.zone_table.transitions {
        all.push(i64::from(change.before_s));
        all.push(i64::from(change.after_s));
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn local(case: &Case, at: i64) -> i64 {
    at + offset_s(case, at) * 1_000
}

/// Whether the clock shows a time inside a window.
pub fn inside(case: &Case, window: ClockWindow, at: i64) -> bool {
    let clock = local(case, at).rem_euclid(DAY);
    let (from, to) = (i64::from(window.from.minute()) * MINUTE, i64::from(window.to.minute()) * MINUTE);
    if from < to { clock >= from && clock < to } else { clock >= from || clock < to }
}

/// The first moment from `at` on that is not inside: one at which the clock shows the window's end, or was changed.
fn end(case: &Case, window: ClockWindow, at: i64) -> i64 {
    let to = i64::from(window.to.minute()) * MINUTE;
    let today = local(case, at).div_euclid(DAY);
    let mut moments = vec![at];
    for offset in offsets(case) {
        for day in today - 1..=today + 3 {
            moments.push(day * DAY + to - offset * 1_000);
        }
    }
    moments.extend(case.now.zone_table.transitions.iter().map(|change| change.at_ms));
    moments.sort_unstable();
    moments.into_iter().find(|moment| *moment >= at && !inside(case, window, *moment)).expect("a window ends")
}

/// When the clock shows a time on a day: the first pass; a skipped time moves forward by the gap.
pub fn resolve(case: &Case, day: i64, minute: i32) -> i64 {
    let wanted = day * DAY + i64::from(minute) * MINUTE;
    let shows = offsets(case).into_iter().map(|offset| wanted - offset * 1_000).filter(|at| local(case, *at) == wanted);
    shows.min().unwrap_or_else(|| {
        let gap = case.now.zone_table.transitions.iter().find(|change| {
            let before = change.at_ms + i64::from(change.before_s) * 1_000;
            let after = change.at_ms + i64::from(change.after_s) * 1_000;
            before <= wanted && wanted < after
        });
        wanted - i64::from(gap.expect("a time that is never shown lies in a gap").before_s) * 1_000
    })
}

fn asleep(case: &Case, at: i64) -> bool {
    case.rules.sleep.is_some_and(|sleep| sleep.from_ms <= at && at <= sleep.until_ms)
}

/// Protected sleep, then quiet hours.
fn fate(case: &Case, raw: i64) -> Fate {
    if asleep(case, raw) {
        return Fate::Sleeps;
    }
    quiet_fate(case, raw)
}

fn quiet_fate(case: &Case, raw: i64) -> Fate {
    let Some(quiet) = case.rules.quiet.filter(|quiet| inside(case, quiet.window, raw)) else {
        return Fate::Comes { at: raw, delayed: false, silent: false };
    };
    match quiet.policy {
        QuietPolicy::Suppress => Fate::Dropped,
        QuietPolicy::Silent => Fate::Comes { at: raw, delayed: false, silent: true },
        QuietPolicy::Delay => {
            let at = end(case, quiet.window, raw);
            if asleep(case, at) && at != raw { Fate::Sleeps } else { Fate::Comes { at, delayed: true, silent: false } }
        }
    }
}

fn sleep_fate(case: &Case) -> Option<Fate> {
    let until = case.rules.sleep?.until_ms;
    let Some(quiet) = case.rules.quiet.filter(|quiet| inside(case, quiet.window, until)) else {
        return Some(Fate::Comes { at: until, delayed: false, silent: false });
    };
    Some(match quiet.policy {
        QuietPolicy::Suppress => Fate::Dropped,
        QuietPolicy::Silent => Fate::Comes { at: until, delayed: false, silent: true },
        QuietPolicy::Delay => Fate::Comes { at: end(case, quiet.window, until), delayed: true, silent: false },
    })
}

fn is_session(rule: &ReminderRule) -> bool {
    matches!(rule.kind, ReminderKind::Interval { .. } | ReminderKind::Times { .. })
}

/// All dues from the anchor to `reach` ahead, joined where they come as one.
fn events(case: &Case, reach: i64) -> Vec<Event> {
    let now = case.now.utc_ms;
    let mut found: Vec<Event> = Vec::new();
    let busy_until = case.running.iter().map(|open| open.forgotten_ms).max();
    let mut sleepers: Vec<usize> = Vec::new();
    let after_sleep = match sleep_fate(case) {
        Some(Fate::Comes { at, .. }) => at,
        _ => case.rules.sleep.map_or(0, |sleep| sleep.until_ms),
    };
    for (order, rule) in case.rules.rules.iter().enumerate() {
        let mut raws: Vec<(i64, (i64, i32))> = Vec::new();
        match &rule.kind {
            ReminderKind::Interval { every_ms, night_every_ms, from } => {
                let Some(last) = case.last else { continue };
                let mut at = if *from == SessionEdge::Start { last.start_ms } else { last.end_ms };
                let mut count = 0;
                loop {
                    let mut raw = at + every_ms;
                    if inside(case, case.night, raw) {
                        raw = (at + night_every_ms).min(end(case, case.night, raw));
                    }
                    if raw > now + reach {
                        break;
                    }
                    count += 1;
                    raws.push((raw, (count, 0)));
                    at = match fate(case, raw) {
                        Fate::Comes { at, .. } => at,
                        Fate::Dropped => raw,
                        Fate::Sleeps => after_sleep,
                    };
                }
            }
            ReminderKind::Times { times, weekdays }
            | ReminderKind::WeighIn { times, weekdays }
            | ReminderKind::Medicine { times, weekdays, .. }
            | ReminderKind::CarePlan { times, weekdays } => {
                let answered = match rule.kind {
                    ReminderKind::WeighIn { .. } => case.weighed_ms,
                    ReminderKind::Medicine { .. } => case.medicine_ms,
                    ReminderKind::CarePlan { .. } => None,
                    _ => case.last.map(|last| last.end_ms.max(last.start_ms)),
                };
                let begin = case.last.map_or(now, |last| last.start_ms).min(now - 6 * DAY).div_euclid(DAY) - 2;
                for day in begin..=(now + reach).div_euclid(DAY) + 1 {
                    let weekday = (day + 3).rem_euclid(7);
                    if !weekdays.is_empty() && !weekdays.iter().any(|known| *known as i64 == weekday) {
                        continue;
                    }
                    for time in times {
                        let raw = resolve(case, day, time.minute());
                        if raw > rule.since_ms && answered.is_none_or(|answered| raw > answered) {
                            raws.push((raw, (day, time.minute())));
                        }
                    }
                }
            }
        }
        for (raw, key) in raws {
            match fate(case, raw) {
                Fate::Dropped => {}
                Fate::Sleeps => sleepers.push(order),
                Fate::Comes { at, delayed, silent } => {
                    if is_session(rule) && busy_until.is_some_and(|busy| at < busy) {
                        continue;
                    }
                    found.push(Event {
                        at,
                        raw,
                        rule: rule.id.clone(),
                        order,
                        stands_for: vec![order],
                        nag: rule.nag_ms,
                        delayed,
                        silent,
                        key,
                    });
                }
            }
        }
    }
    if let (Some(sleep), Some(Fate::Comes { at, delayed, silent })) = (case.rules.sleep, sleep_fate(case))
        && busy_until.is_none_or(|busy| at >= busy)
    {
        let interval = case.rules.rules.iter().find(|rule| matches!(rule.kind, ReminderKind::Interval { .. }));
        found.push(Event {
            at,
            // Before all others at that moment.
            raw: i64::MIN,
            rule: "sleep".to_owned(),
            order: usize::MAX,
            stands_for: sleepers,
            nag: interval.and_then(|rule| rule.nag_ms),
            delayed,
            silent,
            key: (sleep.until_ms, 0),
        });
    }
    found.sort_by_key(|event| (event.at, event.raw, event.order, event.key.1));
    let mut joined: Vec<Event> = Vec::new();
    for event in found {
        let into = joined.iter_mut().rev().take_while(|other| other.at == event.at).filter(|other| {
            other.delayed && event.delayed || other.stands_for.iter().any(|rule| event.stands_for.contains(rule))
        });
        match into.last() {
            Some(other) => other.stands_for.extend(event.stands_for),
            None => joined.push(event),
        }
    }
    joined
}

fn answer<'a>(case: &'a Case, event: &Event) -> Option<&'a relatch_core::reminders::Answer> {
    case.answers.iter().find(|answer| {
        let interval = event.rule == "interval";
        let key = if interval {
            (i64::from(answer.occurrence.n), 0)
        } else {
            (answer.occurrence.anchor, answer.occurrence.n)
        };
        answer.rule == event.rule && key == event.key
    })
}

/// When the next due of an event's rule comes.
fn following(case: &Case, events: &[Event], index: usize) -> i64 {
    let event = &events[index];
    let follows = |other: &&Event| {
        if event.rule == "sleep" {
            other.stands_for.iter().any(|rule| is_session(&case.rules.rules[*rule]))
        } else {
            other.stands_for.contains(&event.order)
        }
    };
    events[index + 1..].iter().find(follows).map_or(i64::MAX, |other| other.at)
}

/// Unanswered dues from now to `reach` ahead: time, rule, silence.
pub fn dues(case: &Case, reach: i64) -> Vec<(i64, String, bool)> {
    let all = events(case, reach);
    all.into_iter()
        .filter(|event| event.at > case.now.utc_ms && answer(case, event).is_none())
        .map(|event| (event.at, event.rule, event.silent))
        .collect()
}

/// Whether a due stands in that span of time, unanswered.
pub fn stands(case: &Case, rule: &str, at: std::ops::RangeInclusive<i64>) -> bool {
    events(case, DAY).iter().any(|event| event.rule == rule && at.contains(&event.at) && answer(case, event).is_none())
}

/// The plan by the text of CONTRACT, section 1, "Reminders".
pub fn plan(case: &Case) -> OraclePlan {
    let now = case.now.utc_ms;
    let ios = case.phone.platform == Platform::Ios;
    let shortest = if ios { 48 * HOUR } else { 24 * HOUR };
    let events = events(case, 16 * DAY);
    let unanswered: Vec<usize> = (0..events.len()).filter(|i| answer(case, &events[*i]).is_none()).collect();
    let coming: Vec<usize> = unanswered.iter().copied().filter(|i| events[*i].at > now).collect();

    let mut snoozes: Vec<(i64, ReminderStage, String, bool)> = Vec::new();
    let mut snoozed_to_end: Vec<i64> = Vec::new();
    for event in &events {
        let Some(until) = answer(case, event).filter(|answer| !answer.skipped).and_then(|answer| answer.until_ms)
        else {
            continue;
        };
        if let Fate::Comes { at, delayed, silent } = fate(case, until) {
            let rings = unanswered.iter().any(|i| events[*i].at == at);
            if at > now && !rings && !(delayed && snoozed_to_end.contains(&at)) {
                if delayed {
                    snoozed_to_end.push(at);
                }
                snoozes.push((at, ReminderStage::Snooze, event.rule.clone(), silent));
            }
        }
    }

    let reach = now + shortest.max(i64::from(case.days) * DAY);
    let beyond = coming.iter().copied().find(|i| events[*i].at >= now + shortest);
    let mut rest: Vec<(i64, ReminderStage, String, bool)> = Vec::new();
    let mut nags_to_end: Vec<i64> = Vec::new();
    for i in &unanswered {
        let event = &events[*i];
        let planned = event.at <= reach || Some(*i) == beyond;
        let near =
            if ios { event.at <= now + DAY } else { event.at <= now || coming.iter().take(2).any(|first| first == i) };
        let Some(nag) = event.nag.filter(|_| near && planned) else { continue };
        if let Fate::Comes { at, delayed, silent } = fate(case, event.at + nag) {
            let joins = delayed && (events.iter().any(|other| other.at == at) || nags_to_end.contains(&at));
            if at > now && at < following(case, &events, *i) && !joins {
                if delayed {
                    nags_to_end.push(at);
                }
                rest.push((at, ReminderStage::Nag, event.rule.clone(), silent));
            }
        }
    }
    let due = |i: usize| (events[i].at, ReminderStage::Due, events[i].rule.clone(), events[i].silent);
    for i in &coming {
        if events[*i].at <= reach || Some(*i) == beyond {
            rest.push(due(*i));
        }
    }
    rest.sort_by_key(|item| {
        (item.0, item.1, case.rules.rules.iter().position(|rule| rule.id == item.2).unwrap_or(usize::MAX))
    });
    let platform_places = if ios { 60 } else { 17 };
    let places = case.phone.max_pending.map_or(platform_places, |most| most.clamp(3, platform_places)) as usize;
    let room = (places - 1).saturating_sub(snoozes.len());
    let mut thinned = false;
    if rest.len() > room {
        rest.truncate(room);
        let last = rest.iter().filter(|item| item.1 == ReminderStage::Due).map(|item| item.0).max();
        if let Some(beyond) = beyond.filter(|_| last.is_none_or(|last| last < now + shortest)) {
            rest.pop();
            rest.push(due(beyond));
            thinned = true;
        }
    }
    let horizon_ms = rest.iter().filter(|item| item.1 == ReminderStage::Due).map(|item| item.0).max();
    let mut items = snoozes;
    items.extend(rest);
    if let (Some(horizon), true) = (horizon_ms, ios) {
        let mut at = horizon + MINUTE;
        for _ in 0..4 {
            if let Some(quiet) = case.rules.quiet.filter(|quiet| inside(case, quiet.window, at)) {
                at = end(case, quiet.window, at);
            }
            if inside(case, case.night, at) {
                at = end(case, case.night, at);
            }
        }
        items.push((at, ReminderStage::Sentinel, "plan".to_owned(), false));
    }
    items.sort();

    let missed = case.last.map_or(0, |last| {
        let over = |event: &&Event| {
            let told = match answer(case, event) {
                None => true,
                Some(answer) => !answer.skipped && answer.until_ms.is_none_or(|until| until <= now - HOUR),
            };
            event.at > last.start_ms && event.at <= now - HOUR && told
        };
        events.iter().filter(over).count() as i32
    });
    OraclePlan { items, horizon_ms, missed, thinned }
}
