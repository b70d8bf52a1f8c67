//! Rules, plan and change of the reminders.

use relatch_core::reminders::{
    Platform, Precision, QuietPolicy, ReminderChange, ReminderHandle, ReminderItem, ReminderKind, ReminderPlan,
    ReminderRule, ReminderRules, ReminderStage, Weekday,
};
use relatch_core::{ClockTime, Day, SessionEdge, Stamp};

use super::doc::{Doc, Part, record};
use super::entry::name;
use super::{local, minutes, profile, timeline};
use crate::moment::wall_clock;
use crate::page::{Ink, Line, Page};
use crate::words;

fn stamp(item: &ReminderItem) -> Stamp {
    Stamp { utc_ms: item.at_ms, offset_s: item.offset_s }
}

fn item_document(item: &ReminderItem) -> Doc {
    record! {
        "id": item.id.clone(),
        "rule": item.rule.clone(),
        "stage": name(&item.stage),
        "at_ms": item.at_ms,
        "at_local": local(stamp(item)),
        "precision": name(&item.precision),
        "silent": item.silent,
        "moved": item.moved.map(|moved| name(&moved)),
        "joined": item.joined,
        "text_key": item.text_key.clone(),
        "request_code": item.request_code,
    }
}

pub(crate) fn plan_document(plan: &ReminderPlan) -> Doc {
    record! {
        "items": plan.items.iter().map(item_document).collect::<Vec<_>>(),
        "budget": plan.budget,
        "horizon_ms": plan.horizon_ms,
        "missed": plan.missed,
        "degraded": plan.degraded.iter().map(name).collect::<Vec<_>>(),
    }
}

/// What to tell the system.
pub(crate) fn change_document(change: &ReminderChange) -> Doc {
    let handles = |handles: &[ReminderHandle]| -> Vec<Doc> {
        handles.iter().map(|handle| record! { "id": handle.id.clone(), "request_code": handle.request_code }).collect()
    };
    record! {
        "add": change.add.iter().map(item_document).collect::<Vec<_>>(),
        "replace": change.replace.iter().map(item_document).collect::<Vec<_>>(),
        "cancel": handles(&change.cancel),
        "clear": handles(&change.clear),
        "kept": change.kept,
        "horizon_ms": change.horizon_ms,
    }
}

pub(crate) fn rules_document(rules: &ReminderRules, now: Stamp) -> Doc {
    record! {
        "rules": rules.rules.iter().map(rule_document).collect::<Vec<_>>(),
        "quiet": rules.quiet.map(|quiet| record! {
            "from": quiet.window.from.text(),
            "to": quiet.window.to.text(),
            "policy": name(&quiet.policy),
        }),
        "sleep": rules.sleep.filter(|sleep| sleep.until_ms > now.utc_ms).map(|sleep| record! {
            "from_ms": sleep.from_ms,
            "until_ms": sleep.until_ms,
        }),
    }
}

fn rule_document(rule: &ReminderRule) -> Doc {
    let mut doc = record! { "id": rule.id.clone(), "kind": rule.kind.name() };
    match &rule.kind {
        ReminderKind::Interval { every_ms, night_every_ms, from } => {
            doc.put("every_min", minutes(*every_ms));
            doc.put("night_every_min", minutes(*night_every_ms));
            doc.put("from", name(from));
        }
        ReminderKind::Medicine { name, times, weekdays } => {
            doc.put("medicine", name.clone());
            put_schedule(&mut doc, times, weekdays);
        }
        ReminderKind::Times { times, weekdays }
        | ReminderKind::WeighIn { times, weekdays }
        | ReminderKind::CarePlan { times, weekdays } => put_schedule(&mut doc, times, weekdays),
    }
    doc.put("nag_min", rule.nag_ms.map_or(Part::Null, |ms| minutes(ms).into()));
    doc
}

fn put_schedule(doc: &mut Doc, times: &[ClockTime], weekdays: &[Weekday]) {
    doc.put("times", times.iter().map(|time| time.text()).collect::<Vec<_>>());
    doc.put("days", weekdays.iter().map(name).collect::<Vec<_>>());
}

pub(crate) fn say_rules(page: &mut Page, rules: &ReminderRules, now: Stamp) {
    page.title("Reminders");
    if rules.rules.is_empty() {
        page.line(&Line::of(Ink::Dim, "  No rules: nothing will ring."));
    }
    for rule in &rules.rules {
        profile::pair(page, &rule.id, &rule_words(rule));
    }
    match rules.quiet {
        Some(quiet) => {
            let policy = match quiet.policy {
                QuietPolicy::Delay => "what falls inside comes once, at the end",
                QuietPolicy::Suppress => "what falls inside is dropped",
                QuietPolicy::Silent => "without sound",
            };
            profile::pair(page, "quiet", &format!("{}, {policy}", words::window(quiet.window.from, quiet.window.to)));
        }
        None => profile::pair(page, "quiet", "no quiet hours"),
    }
    if let Some(sleep) = rules.sleep.filter(|sleep| sleep.until_ms > now.utc_ms) {
        let until = Stamp { utc_ms: sleep.until_ms, offset_s: now.offset_s };
        profile::pair(page, "sleep", &format!("silence until {}", words::clock_beside(until, now)));
    }
}

fn rule_words(rule: &ReminderRule) -> String {
    let mut text = match &rule.kind {
        ReminderKind::Interval { every_ms, night_every_ms, from } => {
            let long = |ms: i64| words::long(words::minutes(ms));
            let from = if *from == SessionEdge::Start { "start" } else { "end" };
            format!(
                "every {}, {} at night, from the {from} of the last session",
                long(*every_ms),
                long(*night_every_ms)
            )
        }
        ReminderKind::Medicine { name, times, weekdays } => format!("{name}: {}", schedule_words(times, weekdays)),
        ReminderKind::Times { times, weekdays }
        | ReminderKind::WeighIn { times, weekdays }
        | ReminderKind::CarePlan { times, weekdays } => schedule_words(times, weekdays),
    };
    if let Some(ms) = rule.nag_ms {
        text.push_str(&format!("; once more after {}", words::long(words::minutes(ms))));
    }
    text
}

fn schedule_words(times: &[ClockTime], weekdays: &[Weekday]) -> String {
    let times: Vec<String> = times.iter().map(|time| time.text()).collect();
    let days: Vec<String> = weekdays.iter().map(|day| words::capital(&name(day))).collect();
    let on = if days.is_empty() { "every day".to_owned() } else { days.join(", ") };
    format!("{} {on}", times.join(", "))
}

/// The reminders of the plan; with `most`, only the first of them.
pub(crate) fn say_plan(page: &mut Page, plan: &ReminderPlan, now: Stamp, most: Option<usize>) {
    say_near(page, plan, most.unwrap_or(usize::MAX));
    say_state(page, plan);
    if let Some(horizon_ms) = plan.horizon_ms.filter(|_| most.is_none()) {
        let horizon = Stamp { utc_ms: horizon_ms, offset_s: now.offset_s };
        page.line(&Line::of(Ink::Dim, &format!("Planned until {}.", words::clock_beside(horizon, now))).hang(2));
    }
}

/// The first reminders of the plan.
pub(crate) fn say_near(page: &mut Page, plan: &ReminderPlan, most: usize) {
    let mut shown = plan.items.iter().filter(|item| item.stage != ReminderStage::Housekeeping).take(most).peekable();
    if shown.peek().is_none() {
        page.say(if plan.horizon_ms.is_some() { "Nothing will ring within 24 h." } else { "Nothing will ring." });
    }
    let mut day = None;
    for item in shown {
        say_item(page, item, &mut day);
    }
}

/// "Tue 24  15:30  session"; `day` is the one named last.
pub(crate) fn say_item(page: &mut Page, item: &ReminderItem, day: &mut Option<Day>) {
    let (date, time) = wall_clock(stamp(item));
    let new_day = day.replace(date) != Some(date);
    let head = if new_day { words::short_day(date) } else { String::new() };
    let mut line = Line::new().text("  ").ink(Ink::Dim, &head).to(10).hang(17);
    line = line.ink(if item.stage == ReminderStage::Nag { Ink::Dim } else { Ink::Ray }, &time.text()).text("  ");
    line = line.ink(if item.stage == ReminderStage::Nag { Ink::Dim } else { Ink::Plain }, &item_words(item));
    page.line(&line);
}

/// What lies beyond the 24 h that are shown, what was missed and what stands in the way.
pub(crate) fn say_beyond(page: &mut Page, plan: &ReminderPlan, now: Stamp) {
    let mut rest = plan.items.iter().filter(|item| item.stage != ReminderStage::Housekeeping);
    let shown = timeline::coming(plan, now).count();
    let more = rest.clone().count() - shown;
    if let (Some(last), true) = (rest.next_back(), more > 0) {
        let until = words::clock_beside(stamp(last), now);
        page.line(&Line::of(Ink::Dim, &format!("And {more} more until {until}; --days 7 lists them.")).hang(2));
    }
    say_state(page, plan);
}

fn say_state(page: &mut Page, plan: &ReminderPlan) {
    if plan.missed > 0 {
        page.line(&Line::of(Ink::Dim, "A reminder has passed: whenever you are ready.").hang(2));
    }
    if plan.items.iter().any(|item| item.precision != Precision::Exact && item.stage != ReminderStage::Housekeeping) {
        page.line(&Line::of(Ink::Dim, "May ring up to 10 min late: exact alarms are off.").hang(2));
    }
}

fn item_words(item: &ReminderItem) -> String {
    let mut text = match (item.stage, item.rule.as_str()) {
        (ReminderStage::Nag, _) => "once more, if not answered".to_owned(),
        (ReminderStage::Snooze, _) => "put off until now".to_owned(),
        (ReminderStage::Sentinel, _) => "open the app".to_owned(),
        (_, "interval") => "session".to_owned(),
        (_, "sleep") => "the end of your sleep".to_owned(),
        (_, rule) => rule.replace('_', " "),
    };
    if item.silent {
        text.push_str(", without sound");
    }
    if let Some(moved) = item.moved {
        text.push_str(match name(&moved).as_str() {
            "quiet_hours" => ", after quiet hours",
            "skipped_time" => ", the clock changes",
            _ => "",
        });
    }
    text
}

/// When a phone would ring from now on.
pub(crate) fn say_change(page: &mut Page, change: &ReminderChange, now: Stamp) {
    const NAMED: usize = 3;
    let set = change.add.iter().chain(&change.replace);
    let mut set: Vec<&ReminderItem> = set.filter(|item| item.stage != ReminderStage::Housekeeping).collect();
    set.sort_by_key(|item| item.at_ms);
    if set.is_empty() {
        return;
    }
    let times: Vec<String> = set.iter().take(NAMED).map(|item| words::clock_beside(stamp(item), now)).collect();
    let mut text = format!("A phone would ring at {}", times.join(", "));
    if set.len() > NAMED {
        text.push_str(&format!(", and {} times more", set.len() - NAMED));
    }
    page.blank();
    page.line(&Line::of(Ink::Dim, &format!("{text}.")).hang(2));
}

pub(crate) fn phone_name(platform: Platform) -> &'static str {
    match platform {
        Platform::Ios => "an iPhone",
        Platform::Android => "an Android phone",
    }
}
