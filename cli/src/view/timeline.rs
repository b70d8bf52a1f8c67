//! The next 24 h of reminders as a strip, and why each of them comes when it does.

use relatch_core::reminders::{
    Moved, ReminderItem, ReminderKind, ReminderPlan, ReminderReason, ReminderRules, ReminderStage, ReminderStep,
};
use relatch_core::{ClockWindow, Settings, Stamp};

use super::doc::{Doc, Part, record};
use super::entry::name;
use super::local;
use crate::clock::{Clock, offset_at};
use crate::moment::wall_clock;
use crate::page::{Ink, Line, Page};
use crate::words;

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
/// Hours between two written below the strip.
const MARKED: usize = 3;

fn at(clock: &Clock, utc_ms: i64) -> Stamp {
    Stamp { utc_ms, offset_s: offset_at(&clock.zone, utc_ms) }
}

fn covers(window: ClockWindow, stamp: Stamp) -> bool {
    window.contains(i64::from(wall_clock(stamp).1.minute()) * MINUTE_MS)
}

/// Reminders of the next 24 h; the housekeeping of Android is nothing that rings.
pub(crate) fn coming(plan: &ReminderPlan, now: Stamp) -> impl Iterator<Item = &ReminderItem> {
    let end_ms = now.utc_ms + 24 * HOUR_MS;
    plan.items.iter().filter(move |item| item.stage != ReminderStage::Housekeeping && item.at_ms <= end_ms)
}

/// "┄┄┄●○┄┄●" with the hours below: a cell is half an hour, on a narrow page an hour.
pub(crate) fn say_strip(
    page: &mut Page,
    plan: &ReminderPlan,
    rules: &ReminderRules,
    night: ClockWindow,
    clock: &Clock,
) {
    let per_hour: usize = if page.width() >= 2 + 48 + 5 { 2 } else { 1 };
    if page.width() < 2 + 24 + 5 || coming(plan, clock.stamp()).next().is_none() {
        return;
    }
    let cell_ms = HOUR_MS / per_hour as i64;
    // From the full hour before, so that the hours stand below their cells.
    let begin_ms = clock.now.utc_ms - (clock.now.utc_ms + i64::from(clock.now.offset_s) * 1_000).rem_euclid(HOUR_MS);
    let cells = 24 * per_hour + per_hour;
    let (mut strip, mut hours) = (Line::new().text("  "), Line::new().text("  "));
    let (mut any_night, mut any_quiet) = (false, false);
    for cell in 0..cells {
        let from_ms = begin_ms + cell as i64 * cell_ms;
        let stamp = at(clock, from_ms);
        let inside = |item: &&ReminderItem| (from_ms..from_ms + cell_ms).contains(&item.at_ms);
        let here: Vec<&ReminderItem> = coming(plan, clock.stamp()).filter(inside).collect();
        let quiet = rules.quiet.is_some_and(|quiet| covers(quiet.window, stamp));
        let dark = covers(night, stamp);
        strip = if here.iter().any(|item| !matches!(item.stage, ReminderStage::Nag)) {
            strip.ink(if dark { Ink::Lamp } else { Ink::Ray }, "●")
        } else if !here.is_empty() {
            strip.ink(Ink::Dim, "○")
        } else if quiet {
            any_quiet = true;
            strip.ink(Ink::Dim, "▒")
        } else if dark {
            any_night = true;
            strip.ink(Ink::Dim, "░")
        } else {
            strip.ink(Ink::Dim, "┄")
        };
        if cell % (MARKED * per_hour) == 0 {
            hours = hours.to(2 + cell).ink(Ink::Dim, &wall_clock(stamp).1.text()[..2]);
        }
    }
    page.line(&strip);
    page.line(&hours);
    let mut legend = vec!["● rings".to_owned()];
    if coming(plan, clock.stamp()).any(|item| item.stage == ReminderStage::Nag) {
        legend.push("○ once more".to_owned());
    }
    if any_night {
        legend.push("░ night".to_owned());
    }
    if any_quiet {
        legend.push("▒ quiet hours".to_owned());
    }
    page.line(&Line::of(Ink::Dim, &format!("  {}", legend.join("  "))).hang(2));
    page.blank();
}

/// "2 h 30 min after the session of 13:00".
fn because(reason: &ReminderReason, rules: &ReminderRules, settings: &Settings, clock: &Clock) -> Vec<String> {
    // Within a day and a night of the reminder: the time of day says which.
    let time = |utc_ms: i64| words::clock(at(clock, utc_ms));
    let rule = rules.rules.iter().find(|rule| rule.id == reason.rule);
    let (every_ms, night_every_ms) = match rule.map(|rule| &rule.kind) {
        Some(ReminderKind::Interval { every_ms, night_every_ms, .. }) => (*every_ms, *night_every_ms),
        _ => (0, 0),
    };
    let long = |ms: i64| words::long(words::minutes(ms));
    let night = words::window(settings.night.from, settings.night.to);
    let from_ms = reason.counted_from_ms.unwrap_or(reason.at_ms);
    let anchor = if from_ms <= clock.now.utc_ms { "the session of " } else { "the one of " };
    let counted = format!("{anchor}{}", time(from_ms));
    let mut said = Vec::new();
    let delay = rule.or(rules.rules.first()).and_then(|rule| rule.nag_ms).map(long).unwrap_or_default();
    said.push(match (reason.stage, reason.step) {
        (ReminderStage::Nag, _) => format!("{delay} after a reminder that nobody answered"),
        (ReminderStage::Snooze, _) => format!("put off to {}", time(reason.unmoved_ms)),
        (ReminderStage::Sentinel, _) => "a minute after the last one planned".to_owned(),
        (_, Some(ReminderStep::Interval)) => format!("{} after {counted}", long(every_ms)),
        (_, Some(ReminderStep::Night)) => {
            let by_day = time(from_ms + every_ms);
            format!("{} after {counted}: {by_day} would be in the night, {night}", long(night_every_ms))
        }
        (_, Some(ReminderStep::NightEnd)) => {
            let late = time(from_ms + night_every_ms);
            format!("the end of the night, {night}: {} after {counted} would be {late}", long(night_every_ms))
        }
        (_, Some(ReminderStep::Clock)) => format!("set for {}", words::clock(at(clock, reason.unmoved_ms))),
        (_, Some(ReminderStep::SleepEnd)) => format!("your protected sleep ends at {}", time(reason.unmoved_ms)),
        (_, None) => String::new(),
    });
    let quiet = rules.quiet.map(|quiet| words::window(quiet.window.from, quiet.window.to)).unwrap_or_default();
    match reason.moved {
        Some(Moved::QuietHours) if reason.stage == ReminderStage::Sentinel => {
            said.push("moved past the quiet hours or the night it fell into".to_owned());
        }
        Some(Moved::QuietHours) => {
            said.push(format!("{} falls into quiet hours, {quiet}: it comes at their end", time(reason.unmoved_ms)));
        }
        Some(Moved::SkippedTime) => said.push("the clock skips that time, so it comes after the change".to_owned()),
        Some(Moved::Sleep) | None => {}
    }
    if reason.joined > 0 {
        said.push(format!("stands for {}", words::count(i64::from(reason.joined), "other")));
    }
    if reason.silent && reason.stage != ReminderStage::Housekeeping {
        said.push(format!("without sound: quiet hours, {quiet}"));
    }
    said.retain(|line| !line.is_empty());
    said
}

/// Below each reminder of the next 24 h its reasons.
pub(crate) fn say_reasons(
    page: &mut Page,
    plan: &ReminderPlan,
    reasons: &[ReminderReason],
    rules: &ReminderRules,
    settings: &Settings,
    clock: &Clock,
) {
    let mut day = None;
    for item in coming(plan, clock.stamp()) {
        super::reminders::say_item(page, item, &mut day);
        let Some(reason) = reasons.iter().find(|reason| reason.id == item.id) else { continue };
        for line in because(reason, rules, settings, clock) {
            page.line(&Line::new().to(17).ink(Ink::Dim, &line).hang(19));
        }
    }
}

pub(crate) fn reason_document(reason: &ReminderReason, clock: &Clock) -> Doc {
    let time = |utc_ms: Option<i64>| utc_ms.map_or(Part::Null, |utc_ms| local(at(clock, utc_ms)));
    record! {
        "id": reason.id.clone(),
        "rule": reason.rule.clone(),
        "stage": name(&reason.stage),
        "at_ms": reason.at_ms,
        "at_local": time(Some(reason.at_ms)),
        "step": reason.step.map(|step| name(&step)),
        "counted_from_ms": reason.counted_from_ms,
        "counted_from_local": time(reason.counted_from_ms),
        "unmoved_ms": reason.unmoved_ms,
        "unmoved_local": time(Some(reason.unmoved_ms)),
        "moved": reason.moved.map(|moved| name(&moved)),
        "silent": reason.silent,
        "joined": reason.joined,
    }
}
