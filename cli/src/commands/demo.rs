//! The main job end to end, on another app's export that the binary carries.

use jiff::tz::TimeZone;
use relatch_core::reminders::Platform;
use relatch_core::{
    ImportAnswers, ImportFile, ImportZone, Journal, JournalError, MassUnit, MedicineFor, NewEntry, VolumeUnit,
};

use super::{log, remind};
use crate::clock::{Clock, offset_at, zone_table};
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::input::Yes;
use crate::page::{Ink, Line, Page};
use crate::view::doc::record;
use crate::view::{import, outlook, reminders, week};

/// When the demo plays.
const NOW: &str = "2026-11-24T13:00:00-05:00[America/New_York]";
const ZONE: &str = "America/New_York";

macro_rules! sample {
    ($($name:literal),*) => {
        [$(($name, include_bytes!(concat!("../../../tests/fixtures/baby-buddy/", $name)).as_slice())),*]
    };
}

/// Two months of Baby Buddy, over the autumn clock change; where it comes from stands beside it.
const SAMPLE: [(&str, &[u8]); 9] = sample![
    "Child-2026-11-24.csv",
    "DiaperChange-2026-11-24.csv",
    "Feeding-2026-11-24.csv",
    "Medication-2026-11-24.csv",
    "Note-2026-11-24.csv",
    "Pumping-2026-11-24.csv",
    "Sleep-2026-11-24.csv",
    "Tag-2026-11-24.csv",
    "Weight-2026-11-24.csv"
];

pub(crate) fn demo(desk: &Desk) -> Result<Answer> {
    let desk = Desk { clock: Clock::read(Some(NOW))?, db: None, ..desk.clone() };
    let now = &desk.clock.now;
    let journal = Journal::open_in_memory(now)?;
    let imported = journal.import(&files(), &answers(&desk)?, now)?;
    let first = journal.home(now)?.actions.into_iter().next();
    let action = first.ok_or_else(|| {
        Failure::Refused(JournalError::Internal { reason: "the sample offers nothing to log".to_owned() })
    })?;
    let tap = NewEntry {
        id: log::new_id(&desk),
        start: None,
        zone: None,
        kind: action.kind,
        baby: None,
        note: None,
        tags: Vec::new(),
    };
    let logged = journal.log(&tap, now)?;
    let plan = journal.plan_reminders(&remind::phone(Platform::Android, Yes(false)), None, None, now)?;
    let weekly = journal.week(None, now)?;
    let ahead = journal.outlook(now)?;
    let settings = journal.settings()?;
    Ok(desk.answer(
        || {
            record! {
                "import": import::document(&imported),
                "log": log::document(&logged),
                "next": reminders::plan_document(&plan),
                "week": week::document(&weekly),
                "outlook": outlook::document(&ahead),
            }
        },
        |page| {
            page.line(
                &Line::of(Ink::Strong, "Relatch, on a sample log. It is Tuesday 24 November 2026, 13:00.").hang(2),
            );
            page.line(&Line::of(Ink::Dim, "Everything below happens in memory and is gone afterwards.").hang(2));
            step(page, "1  Bring the old log along");
            import::say(page, &imported, import::Undo::Out);
            step(page, "2  One tap");
            log::say(page, &logged, "logged", &settings, &desk);
            step(page, "3  What a phone would ring");
            reminders::say_plan(page, &plan, desk.clock.stamp(), Some(6));
            step(page, "4  The week");
            week::say(page, &weekly, settings.volume_unit, Some(logged.home.today.day));
            step(page, "5  The outlook");
            outlook::say(page, &ahead, &settings);
            step(page, "Now your own");
            for (command, why) in [
                ("relatch log pump --left 12ml --minutes 15", "one session, just finished"),
                ("relatch log hand --total drops", "drops count"),
                ("relatch home", "last, next, today"),
                ("relatch week", "the trend"),
                ("relatch outlook", "own milk ahead, in bands"),
                ("relatch import FOLDER --dry-run", "what an export would bring"),
                ("relatch --help", "everything"),
            ] {
                page.line(
                    &Line::new().text("  ").ink(Ink::Ray, command).to(44).ink(Ink::Dim, &format!("  {why}")).hang(4),
                );
            }
        },
    ))
}

fn step(page: &mut Page, title: &str) {
    page.blank();
    let rule = page.width().saturating_sub(crate::page::width(title) + 4);
    page.line(&Line::of(Ink::Ray, "── ").ink(Ink::Strong, title).ink(Ink::Ray, &format!(" {}", "─".repeat(rule))));
    page.blank();
}

fn files() -> Vec<ImportFile> {
    SAMPLE
        .iter()
        .map(|(name, contents)| ImportFile {
            name: (*name).to_owned(),
            contents: contents.to_vec(),
            from_folder: false,
        })
        .collect()
}

fn answers(desk: &Desk) -> Result<ImportAnswers> {
    let zone = TimeZone::get(ZONE).map_err(|_| Failure::io("the sample's zone is not known here"))?;
    let now_ms = desk.clock.now.utc_ms;
    Ok(ImportAnswers {
        format: None,
        zone: Some(ImportZone {
            name: ZONE.to_owned(),
            offset_s: offset_at(&zone, now_ms),
            zone_table: zone_table(&zone, now_ms),
        }),
        volume_unit: Some(VolumeUnit::Ml),
        mass_unit: Some(MassUnit::Lb),
        medicine_for: Some(MedicineFor::Baby),
        baby: None,
    })
}
