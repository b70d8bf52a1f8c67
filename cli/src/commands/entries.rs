//! The log: list, one entry, delete, undo.

use relatch_core::{EntryId, EntryQuery, JournalError, UndoneChange};

use crate::args::ListArgs;
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::moment::wall_clock;
use crate::page::{Ink, Line};
use crate::view::doc::record;
use crate::view::{entry, home, reminders};
use crate::words;

pub(crate) fn list(args: &ListArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let query = EntryQuery {
        from_ms: desk.time(args.from.as_ref(), &settings)?.map(|at| at.stamp.utc_ms),
        to_ms: desk.time(args.to.as_ref(), &settings)?.map(|at| at.stamp.utc_ms),
        limit: args.limit,
        after: args.after.clone(),
    };
    let page = journal.entries(&query).map_err(|error| match error {
        // A cursor that cannot be read is no value beyond a limit.
        JournalError::Invalid { field, reason } if field == "after" => Failure::usage(format!("--after: {reason}")),
        other => other.into(),
    })?;
    let several = journal.babies()?.len() > 1;
    Ok(desk.answer(
        || {
            record! {
                "entries": page.entries.iter().map(entry::document).collect::<Vec<_>>(),
                "cursor": page.cursor.clone(),
            }
        },
        |text| {
            if page.entries.is_empty() {
                text.say("Nothing logged here yet.");
            }
            let mut day = None;
            for found in &page.entries {
                let date = wall_clock(found.start).0;
                if day.replace(date) != Some(date) {
                    text.blank();
                    text.title(&words::dated_day(date));
                }
                entry::row(text, found, several, args.ids);
            }
            if !page.entries.is_empty() && !args.ids {
                text.blank();
                text.line(&Line::of(Ink::Dim, "With ids, for show, edit and delete: relatch list --ids").hang(2));
            }
            if let Some(cursor) = &page.cursor {
                text.blank();
                text.line(&Line::of(Ink::Dim, &format!("More: relatch list --after {cursor}")).hang(2));
            }
        },
    ))
}

pub(crate) fn show(id: EntryId, desk: &Desk) -> Result<Answer> {
    let found = desk.journal()?.entry(id)?;
    Ok(desk.answer(|| record! { "entry": entry::document(&found) }, |page| entry::show(page, &found)))
}

pub(crate) fn delete(id: EntryId, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let changed = journal.delete(id, &desk.clock.now)?;
    let settings = journal.settings()?;
    Ok(desk.answer(
        || {
            record! {
                "deleted": id.to_string(),
                "home": home::document(&changed.home),
                "reminders": reminders::change_document(&changed.reminders),
            }
        },
        |page| {
            page.line(&Line::of(Ink::Strong, "Deleted.").text(" `relatch undo` brings it back.").hang(2));
            page.blank();
            home::say(page, &changed.home, &settings, desk.clock.stamp());
        },
    ))
}

pub(crate) fn undo(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let undone = journal.undo(&desk.clock.now)?;
    let settings = journal.settings()?;
    let done = match undone.change {
        UndoneChange::Log => "Taken back: the entry is gone.",
        UndoneChange::Finish => "Taken back: the session runs again.",
        UndoneChange::Edit => "Taken back: the entry is as it was before.",
        UndoneChange::Delete => "Taken back: the entry is there again.",
        UndoneChange::Import => "Taken back: all that the import brought is gone.",
    };
    Ok(desk.answer(
        || {
            record! {
                "undone": entry::name(&undone.change),
                "entry": undone.entry.as_ref().map(entry::document),
                "home": home::document(&undone.home),
                "reminders": reminders::change_document(&undone.reminders),
            }
        },
        |page| {
            page.line(&Line::of(Ink::Strong, done).hang(2));
            page.blank();
            home::say(page, &undone.home, &settings, desk.clock.stamp());
        },
    ))
}
