//! Rules, plan and answers of the reminders.

use relatch_core::Journal;
use relatch_core::reminders::{
    Phone, Platform, QuietHours, QuietPolicy, ReminderAction, ReminderKind, ReminderReason, ReminderRule, Verdict,
};

use super::log;
use crate::args::remind::{ActionText, Nag};
use crate::args::{NextArgs, RemindCommand};
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::input::{Duration, OrOff, Yes};
use crate::page::{Ink, Line};
use crate::view::doc::{Part, record};
use crate::view::{home, local, reminders, timeline};
use crate::words;

pub(crate) fn remind(command: Option<&RemindCommand>, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    if let Some(command) = command {
        change(command, &journal, desk)?;
    }
    let rules = journal.rules()?;
    let stamp = desk.clock.stamp();
    let (home, settings) = (journal.home(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(
        || reminders::rules_document(&rules, stamp),
        |page| {
            reminders::say_rules(page, &rules, stamp);
            if let Some(next) = home::next_words(&home, &settings, stamp) {
                page.blank();
                page.line(&Line::of(Ink::Strong, &next).hang(2));
            }
        },
    ))
}

fn change(command: &RemindCommand, journal: &Journal, desk: &Desk) -> Result<()> {
    let now = &desk.clock.now;
    let set = |kind: ReminderKind, nag: &Nag| -> Result<()> {
        let mut rule = ReminderRule::new(kind);
        match nag.nag {
            Some(OrOff::On(Duration(ms))) => rule.nag_ms = Some(ms),
            Some(OrOff::Off) => rule.nag_ms = None,
            None => {}
        }
        journal.set_rule(&rule, now)?;
        Ok(())
    };
    match command {
        RemindCommand::Interval { every: Duration(every_ms), night_every, from, nag } => {
            let night_every_ms = night_every
                .map_or_else(|| ReminderRule::default_night_every_ms(*every_ms), |Duration(night_ms)| night_ms);
            set(ReminderKind::Interval { every_ms: *every_ms, night_every_ms, from: from.unwrap_or_default() }, nag)
        }
        RemindCommand::Times { when, nag } => {
            set(ReminderKind::Times { times: when.times.0.clone(), weekdays: when.days.clone() }, nag)
        }
        RemindCommand::WeighIn { when, nag } => {
            set(ReminderKind::WeighIn { times: when.times.0.clone(), weekdays: when.days.clone() }, nag)
        }
        RemindCommand::Medicine { medicine, when, nag } => {
            let (times, weekdays) = (when.times.0.clone(), when.days.clone());
            set(ReminderKind::Medicine { name: medicine.clone(), times, weekdays }, nag)
        }
        RemindCommand::CarePlan { when, nag } => {
            set(ReminderKind::CarePlan { times: when.times.0.clone(), weekdays: when.days.clone() }, nag)
        }
        RemindCommand::Quiet { quiet: OrOff::Off, policy: None } => Ok(journal.set_quiet(None)?),
        RemindCommand::Quiet { quiet: OrOff::Off, policy: Some(_) } => {
            Err(Failure::usage("--policy goes with a window, not with off"))
        }
        RemindCommand::Quiet { quiet: OrOff::On(window), policy } => {
            let known = journal.rules()?.quiet.map(|quiet| quiet.policy);
            let policy = policy.or(known).unwrap_or(QuietPolicy::Delay);
            Ok(journal.set_quiet(Some(QuietHours { window: *window, policy }))?)
        }
        RemindCommand::Sleep { sleep } => {
            let length_ms = match sleep {
                OrOff::On(Duration(ms)) => Some(*ms),
                OrOff::Off => None,
            };
            journal.protect_sleep(length_ms, now)?;
            Ok(())
        }
        RemindCommand::Off { rule } => Ok(journal.remove_rule(rule)?),
    }
}

pub(crate) fn next(args: &NextArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let phone = phone(args.phone, args.exact);
    let now = &desk.clock.now;
    let plan = journal.plan_reminders(&phone, None, args.days, now)?;
    let reasons = if args.explain { journal.explain_reminders(&phone, now)? } else { Vec::new() };
    let (rules, settings) = (journal.rules()?, journal.settings()?);
    Ok(desk.answer(
        || {
            let mut doc = reminders::plan_document(&plan);
            if args.explain {
                let planned = |reason: &&ReminderReason| plan.items.iter().any(|item| item.id == reason.id);
                let why = reasons.iter().filter(planned).map(|reason| timeline::reason_document(reason, &desk.clock));
                doc.put("why", why.collect::<Vec<_>>());
            }
            doc
        },
        |page| {
            let stamp = desk.clock.stamp();
            page.title(&format!("What {} would ring", reminders::phone_name(args.phone)));
            page.blank();
            timeline::say_strip(page, &plan, &rules, settings.night, &desk.clock);
            if args.explain {
                timeline::say_reasons(page, &plan, &reasons, &rules, &settings, &desk.clock);
                reminders::say_beyond(page, &plan, stamp);
            } else if args.days.is_some() {
                reminders::say_plan(page, &plan, stamp, None);
            } else {
                let near = timeline::coming(&plan, stamp).count();
                reminders::say_near(page, &plan, near);
                reminders::say_beyond(page, &plan, stamp);
            }
        },
    ))
}

/// A phone on which all is allowed, but for exact alarms on Android.
pub(crate) fn phone(platform: Platform, Yes(exact): Yes) -> Phone {
    let phone = Phone::new(platform);
    Phone { exact_ok: platform == Platform::Ios || exact, ..phone }
}

pub(crate) fn act(notification: &str, ActionText(action): &ActionText, desk: &Desk) -> Result<Answer> {
    let action = ReminderAction::parse(action)?;
    let journal = desk.journal()?;
    let outcome = journal.act(notification, action, &desk.clock.now)?;
    let settings = journal.settings()?;
    let stamp = desk.clock.stamp();
    let at = outcome.at.map(|at| words::clock_beside(at, stamp)).unwrap_or_default();
    Ok(desk.answer(
        || {
            record! {
                "verdict": crate::view::entry::name(&outcome.verdict),
                "at_ms": outcome.at.map(|at| at.utc_ms),
                "at_local": outcome.at.map_or(Part::Null, local),
                "logged": outcome.logged.as_ref().map(log::document),
                "reminders": reminders::change_document(&outcome.reminders),
            }
        },
        |page| match (&outcome.logged, outcome.verdict) {
            (Some(logged), _) => log::say(page, logged, "logged", &settings, desk),
            (None, Verdict::Snoozed) => page.say(&format!("It comes again at {at}.")),
            (None, Verdict::SnoozedElsewhere) => {
                page.say(&format!("It comes again at {at}, later or sooner than asked."));
            }
            (None, Verdict::Skipped) => page.say("Left out. The next one comes at its own time."),
            (None, Verdict::Already) => page.say("Answered before; nothing changed."),
            (None, _) => page.say("A session has been logged since; nothing changed."),
        },
    ))
}
