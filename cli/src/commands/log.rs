//! Logging an entry, and changing one.

use relatch_core::{EntryId, Logged, NewEntry, Resolution, Settings};

use crate::args::{AnyFields, LogKind};
use crate::desk::{Answer, Desk};
use crate::failure::Result;
use crate::fields::{self, Bare};
use crate::page::{Ink, Line, Page};
use crate::view::doc::{Doc, record};
use crate::view::{entry, home, reminders};
use crate::words;

pub(crate) fn log(kind: &LogKind, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let given = fields::entry_fields(kind);
    let text = if let LogKind::Note { text, .. } = kind { text.clone() } else { None };
    let at = desk.time(given.at.as_ref(), &settings)?;
    let resolution = at.as_ref().map_or(Resolution::Exact, |at| at.resolution);
    let new = NewEntry {
        id: given.id.unwrap_or_else(|| new_id(desk)),
        start: at.as_ref().map(|at| at.stamp),
        zone: at.and_then(|at| at.zone),
        kind: fields::of_log(kind, &settings)?,
        baby: given.baby.clone(),
        note: text.or_else(|| given.note.clone()),
        tags: Vec::new(),
    };
    let logged = journal.log(&new, &desk.clock.now)?;
    Ok(answer(&logged, "logged", resolution, &settings, desk))
}

/// An entry with what was typed in the place of what is there.
pub(crate) fn edit(id: EntryId, bare: &Bare<'_>, fields: &AnyFields, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let known = journal.entry(id)?;
    let (kind, text) = fields.merge(known.kind, bare, &settings)?;
    let offset_s = known.start.offset_s;
    let at =
        fields.at.as_ref().map(|at| at.resolve_at_offset(&desk.clock, settings.day_start, offset_s)).transpose()?;
    // A time without an offset was read by the entry's own: the zone stays.
    let kept_zone = at.as_ref().filter(|at| at.stamp.offset_s == offset_s).map(|_| known.zone);
    let resolution = at.as_ref().map_or(Resolution::Exact, |at| at.resolution);
    // What is said to be the parent's own is no baby's any more.
    let kept_baby = known.baby.filter(|_| !fields.parent);
    let new = NewEntry {
        id,
        start: at.as_ref().map(|at| at.stamp),
        zone: at.and_then(|at| at.zone).or(kept_zone),
        kind,
        baby: fields.baby.clone().or(kept_baby),
        note: text.or_else(|| fields.note.clone()).or(known.note),
        tags: known.tags,
    };
    let logged = journal.edit(&new, &desk.clock.now)?;
    Ok(answer(&logged, "changed", resolution, &settings, desk))
}

/// A new id, in the order of time: that of the present the command was told, for the id says when it was written down.
pub(crate) fn new_id(desk: &Desk) -> EntryId {
    let now_ms = desk.clock.now.utc_ms.max(0);
    let nanos = (now_ms % 1_000 * 1_000_000) as u32;
    let time = uuid::Timestamp::from_unix(uuid::NoContext, (now_ms / 1_000) as u64, nanos);
    EntryId::from_bytes(uuid::Uuid::new_v7(time).into_bytes())
}

pub(crate) fn document(logged: &Logged) -> Doc {
    document_of(logged, Resolution::Exact)
}

fn document_of(logged: &Logged, resolution: Resolution) -> Doc {
    let mut warnings = entry::warnings(&logged.warnings);
    warnings.extend(entry::clock_warning(resolution).map(|(kind, reason)| record! { "kind": kind, "reason": reason }));
    record! {
        "entry": entry::document(&logged.entry),
        "home": home::document(&logged.home),
        "reminders": reminders::change_document(&logged.reminders),
        "warnings": warnings,
    }
}

/// "Pump logged, 14:02", its fields, and the home screen.
pub(crate) fn say(page: &mut Page, logged: &Logged, done: &str, settings: &Settings, desk: &Desk) {
    let stamp = desk.clock.stamp();
    let kind = &logged.entry.kind;
    let title = format!("{} {done}", entry::title(kind));
    page.line(
        &Line::of(entry::ink(kind), &title)
            .ink(Ink::Strong, &format!(", {}.", words::clock_beside(logged.entry.start, stamp)))
            .hang(2),
    );
    let detail = entry::detail(&logged.entry);
    if !detail.is_empty() {
        page.line(&Line::new().text("  ").text(&words::facts(&detail)).hang(2));
    }
    page.line(&Line::new().text("  ").ink(Ink::Dim, &logged.entry.id.to_string()).hang(2));
    entry::say_warnings(page, &logged.warnings);
    page.blank();
    home::say(page, &logged.home, settings, stamp);
    reminders::say_change(page, &logged.reminders, stamp);
}

/// `resolution` is how a typed start was found.
pub(crate) fn answer(logged: &Logged, done: &str, resolution: Resolution, settings: &Settings, desk: &Desk) -> Answer {
    desk.answer(
        || document_of(logged, resolution),
        |page| {
            if let Some((_, reason)) = entry::clock_warning(resolution) {
                page.line(&Line::of(Ink::Dim, reason).hang(2));
            }
            say(page, logged, done, settings, desk);
        },
    )
}
