//! Journey and settings: without options shown, with options changed.

use relatch_core::{Baby, Goal, Journey, LactationBreak};

use crate::args::{self, JourneyArgs, SettingsArgs};
use crate::desk::{Answer, Desk};
use crate::failure::Result;
use crate::input::{Amount, OrNone, Yes};
use crate::view::profile as view;

pub(crate) fn journey(args: &JourneyArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let known = journal.journey()?;
    let changed = merged(args, known.clone());
    let baby = args.baby.as_ref().map(|name| -> Result<Baby> {
        let known = journal.babies()?.into_iter().find(|baby| baby.name == *name);
        let known = known.unwrap_or_else(|| Baby::named(name));
        Ok(Baby {
            name: name.clone(),
            born: args.born.or(known.born),
            sex: args.sex.or(known.sex),
            gestation_weeks: args.gestation_weeks.or(known.gestation_weeks),
        })
    });
    let baby = baby.transpose()?;
    if changed != known || baby.is_some() {
        journal.introduce(&changed, baby, &desk.clock.now)?;
    }
    let (journey, babies) = (journal.journey()?, journal.babies()?);
    Ok(desk.answer(|| view::journey_document(&journey, &babies), |page| view::say_journey(page, &journey, &babies)))
}

fn merged(args: &JourneyArgs, known: Journey) -> Journey {
    Journey {
        restart: match &args.restart {
            Some(OrNone::Is(day)) => Some(*day),
            Some(OrNone::None) => None,
            None => known.restart,
        },
        pause: match args.pause {
            Some(OrNone::Is(args::LactationBreak::Days(days))) => Some(LactationBreak::Days { days }),
            Some(OrNone::Is(args::LactationBreak::Never)) => Some(LactationBreak::Never),
            Some(OrNone::None) => None,
            None => known.pause,
        },
        goal: match args.goal.as_deref() {
            Some("some") => Some(Goal::Some),
            Some("half") => Some(Goal::Half),
            Some("full") => Some(Goal::Full),
            Some("comfort") => Some(Goal::Comfort),
            Some(words) => Some(Goal::Own { words: words.to_owned() }),
            None => known.goal,
        },
        sessions_a_day: or_known(args.sessions_a_day.as_ref(), known.sessions_a_day),
        sessions_a_night: or_known(args.sessions_a_night.as_ref(), known.sessions_a_night),
        need_ul: match args.need {
            Some(OrNone::Is(Amount(need_ul))) => Some(need_ul),
            Some(OrNone::None) => None,
            None => known.need_ul,
        },
        story: match args.story.as_deref() {
            Some("") => None,
            Some(story) => Some(story.to_owned()),
            None => known.story,
        },
    }
}

fn or_known(typed: Option<&OrNone<i32>>, known: Option<i32>) -> Option<i32> {
    match typed {
        Some(OrNone::Is(number)) => Some(*number),
        Some(OrNone::None) => None,
        None => known,
    }
}

pub(crate) fn settings(args: &SettingsArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let known = journal.settings()?;
    let mut changed = known;
    changed.volume_unit = args.unit.unwrap_or(known.volume_unit);
    changed.mass_unit = args.weight_unit.unwrap_or(known.mass_unit);
    changed.day_start = args.day_start.unwrap_or(known.day_start);
    changed.night = args.night.unwrap_or(known.night);
    changed.since = args.since.unwrap_or(known.since);
    changed.simple = args.simple.map_or(known.simple, |Yes(yes)| yes);
    if changed != known {
        journal.set_settings(changed)?;
    }
    Ok(desk.answer(|| view::settings_document(&changed), |page| view::say_settings(page, &changed)))
}
