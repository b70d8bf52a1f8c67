//! The running session.

use relatch_core::{
    Changed, EntryKind, Expression, ExpressionMethod, FinishSession, Journal, Nursing, Resolution, Running,
    SessionKind, SessionSelector, Settings, Side, StartSession,
};

use super::log;
use crate::args::{AnyFields, StartArgs, Which};
use crate::desk::{Answer, Desk};
use crate::failure::Result;
use crate::fields::Bare;
use crate::moment::Moment;
use crate::page::{Ink, Line};
use crate::view::doc::record;
use crate::view::{home, reminders, running};

pub(crate) fn start(args: &StartArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let at = desk.time(args.at.as_ref(), &settings)?;
    let new = StartSession {
        id: args.id.unwrap_or_else(|| log::new_id(desk)),
        kind: args.kind,
        side: args.side,
        baby: args.baby.clone(),
        at: at.map(|at| at.stamp),
    };
    let changed = journal.start(&new, &desk.clock.now)?;
    Ok(answer(&changed, "Started.", &settings, desk))
}

pub(crate) fn move_start(at: &Moment, which: &Which, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let at = at.resolve(&desk.clock, settings.day_start)?;
    let changed = journal.move_start(&which.selector(), at.stamp, &desk.clock.now)?;
    Ok(answer(&changed, "Moved.", &settings, desk))
}

pub(crate) fn switch_side(side: Side, which: &Which, desk: &Desk) -> Result<Answer> {
    touch(which, desk, "Switched.", |journal, which| journal.switch_side(which, side, &desk.clock.now))
}

pub(crate) fn pause(which: &Which, desk: &Desk) -> Result<Answer> {
    touch(which, desk, "Paused.", |journal, which| journal.hold(which, &desk.clock.now))
}

pub(crate) fn resume(which: &Which, desk: &Desk) -> Result<Answer> {
    touch(which, desk, "Going on.", |journal, which| journal.resume(which, &desk.clock.now))
}

pub(crate) fn discard(which: &Which, desk: &Desk) -> Result<Answer> {
    touch(which, desk, "Dropped, nothing logged.", |journal, which| journal.discard(which, &desk.clock.now))
}

fn touch(
    which: &Which,
    desk: &Desk,
    done: &str,
    change: impl FnOnce(&Journal, &SessionSelector) -> relatch_core::Result<Changed>,
) -> Result<Answer> {
    let journal = desk.journal()?;
    let changed = change(&journal, &which.selector())?;
    Ok(answer(&changed, done, &journal.settings()?, desk))
}

pub(crate) fn status(desk: &Desk) -> Result<Answer> {
    let found = desk.journal()?.running(&desk.clock.now)?;
    Ok(desk.answer(
        || record! { "running": running::documents(&found) },
        |page| running::say(page, &found, desk.clock.stamp()),
    ))
}

/// Ends a session: what was typed over what the clock saw.
pub(crate) fn finish(kind: Option<SessionKind>, fields: &AnyFields, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let settings = journal.settings()?;
    let which = SessionSelector { kind, baby: fields.baby.clone(), id: None };
    let at = desk.time(fields.at.as_ref(), &settings)?;
    let found = journal.running(&desk.clock.now)?;
    let mut matching = found.iter().filter(|session| {
        which.kind.is_none_or(|kind| kind == session.kind) && (which.baby.is_none() || which.baby == session.baby)
    });
    // With none or several, the journal says what is wrong.
    let chosen = matching.next().filter(|_| matching.next().is_none());
    let said = match chosen.filter(|_| fields.has_kind_fields()) {
        Some(session) => Some(fields.merge(as_run(session), &Bare(Vec::new()), &settings)?.0),
        None => None,
    };
    let how = FinishSession {
        kind: said.map(|said| without_clock(said, chosen)),
        start: at.map(|at| at.stamp),
        note: fields.note.clone(),
    };
    let logged = journal.finish(&which, &how, &desk.clock.now)?;
    Ok(log::answer(&logged, "logged", Resolution::Exact, &settings, desk))
}

/// The content as the clock saw it so far, so that a typed side stands beside the other one.
fn as_run(session: &Running) -> EntryKind {
    let known = |ms: i64| (ms > 0 && session.elapsed_ms.is_some()).then_some(ms);
    match session.kind {
        SessionKind::Nursing => EntryKind::Nursing {
            nursing: Nursing {
                left_ms: known(session.left_ms),
                right_ms: known(session.right_ms),
                ..Nursing::default()
            },
        },
        SessionKind::Pump => EntryKind::Expression { expression: Expression::of(ExpressionMethod::Pump) },
        SessionKind::Hand => EntryKind::Expression { expression: Expression::of(ExpressionMethod::Hand) },
    }
}

/// Where no minutes were typed, the journal takes them from the clock itself.
fn without_clock(said: EntryKind, session: Option<&Running>) -> EntryKind {
    match (said, session.map(as_run)) {
        (EntryKind::Nursing { mut nursing }, Some(EntryKind::Nursing { nursing: run }))
            if nursing.left_ms == run.left_ms && nursing.right_ms == run.right_ms && nursing.both_ms.is_none() =>
        {
            (nursing.left_ms, nursing.right_ms) = (None, None);
            EntryKind::Nursing { nursing }
        }
        (said, _) => said,
    }
}

impl Which {
    fn selector(&self) -> SessionSelector {
        SessionSelector { kind: self.kind, baby: self.baby.clone(), id: None }
    }
}

fn answer(changed: &Changed, done: &str, settings: &Settings, desk: &Desk) -> Answer {
    desk.answer(
        || {
            record! {
                "home": home::document(&changed.home),
                "reminders": reminders::change_document(&changed.reminders),
            }
        },
        |page| {
            page.line(&Line::of(Ink::Strong, done));
            page.blank();
            home::say(page, &changed.home, settings, desk.clock.stamp());
        },
    )
}
