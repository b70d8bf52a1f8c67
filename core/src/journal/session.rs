//! The running session's calls.

use std::borrow::Cow;

use rusqlite::Connection;

use super::{Changed, Journal, Logged, Warning, log, reminders};
use crate::db::Transaction;
use crate::db::revisions::{self, Change};
use crate::db::{Profile, entries, running};
use crate::entry::{EntryKind, ExpressionMethod, NewEntry};
use crate::error::{JournalError, Result};
use crate::time::{Now, Stamp};
use crate::timer::{FinishSession, Running, RunningSession, SessionKind, SessionSelector, Side, StartSession};

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Starts a session. Calling again with the same id changes nothing.
    ///
    /// `Conflict` when one of that kind is running: one nursing a baby and one expression at most.
    pub fn start(&self, new: &StartSession, now: &Now) -> Result<Changed> {
        now.check()?;
        self.database.write(|transaction, profile| start(transaction, profile, new, now))
    }

    /// The running sessions, oldest first.
    pub fn running(&self, now: &Now) -> Result<Vec<Running>> {
        now.check()?;
        self.database.read(|connection, profile| views(connection, profile, now))
    }

    /// From now on the other side.
    pub fn switch_side(&self, which: &SessionSelector, side: Side, now: &Now) -> Result<Changed> {
        self.touch(which, now, |session| {
            session.switch_side(side, now);
            Ok(())
        })
    }

    /// Pauses a session; its minutes stand still.
    pub fn hold(&self, which: &SessionSelector, now: &Now) -> Result<Changed> {
        self.touch(which, now, |session| session.hold(now))
    }

    /// Goes on after a pause, or says of a forgotten session that it is still going.
    pub fn resume(&self, which: &SessionSelector, now: &Now) -> Result<Changed> {
        self.touch(which, now, |session| session.resume(now))
    }

    /// The session began at another time than the one it was started at; not later than now.
    pub fn move_start(&self, which: &SessionSelector, at: Stamp, now: &Now) -> Result<Changed> {
        self.touch(which, now, |session| session.move_start(at, now))
    }

    /// Ends a session and logs it, in one call.
    pub fn finish(&self, which: &SessionSelector, how: &FinishSession, now: &Now) -> Result<Logged> {
        now.check()?;
        self.database.write(|transaction, profile| finish(transaction, profile, which, how, now))
    }

    /// Drops a session without logging it; what was last before is last again.
    pub fn discard(&self, which: &SessionSelector, now: &Now) -> Result<Changed> {
        now.check()?;
        self.database.write(|transaction, profile| {
            running::remove(transaction, chosen(transaction, which)?.id)?;
            super::changed(transaction, profile, now)
        })
    }
}

impl Journal {
    fn touch(
        &self,
        which: &SessionSelector,
        now: &Now,
        change: impl FnOnce(&mut RunningSession) -> Result<()>,
    ) -> Result<Changed> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let mut session = chosen(transaction, which)?;
            change(&mut session)?;
            running::put(transaction, &session)?;
            super::changed(transaction, profile, now)
        })
    }
}

pub(super) fn views(connection: &Connection, profile: &Profile, now: &Now) -> Result<Vec<Running>> {
    let mut sessions = profile.recent.running(connection)?.to_vec();
    sessions.sort_by_key(|session| session.start.utc_ms);
    Ok(sessions.iter().map(|session| session.view(now)).collect())
}

fn chosen(connection: &Connection, which: &SessionSelector) -> Result<RunningSession> {
    let mut matching: Vec<RunningSession> =
        running::all(connection)?.into_iter().filter(|session| session.matches(which)).collect();
    match (matching.pop(), matching.is_empty()) {
        (Some(session), true) => Ok(session),
        (Some(_), false) => Err(JournalError::invalid("session", "several are running: say which kind or baby")),
        (None, _) => Err(JournalError::not_found("a running session")),
    }
}

fn start(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    new: &StartSession,
    now: &Now,
) -> Result<Changed> {
    let known = running::all(transaction)?;
    let baby = match new.kind {
        SessionKind::Nursing => {
            log::baby_of(profile, &EntryKind::Nursing { nursing: <_>::default() }, new.baby.as_deref())?
        }
        SessionKind::Pump | SessionKind::Hand => {
            let expression = crate::entry::Expression::of(ExpressionMethod::Pump);
            log::baby_of(profile, &EntryKind::Expression { expression }, new.baby.as_deref())?
        }
    };
    let session = RunningSession::begin(new, baby, now)?;
    if let Some(same) = known.iter().find(|other| other.id == new.id) {
        if same.kind != session.kind || same.baby != session.baby {
            return Err(JournalError::conflict("the id belongs to another running session"));
        }
    } else if known.iter().any(|other| other.excludes(&session)) {
        return Err(JournalError::conflict("a session of that kind is running already"));
    } else if entries::get(transaction, profile, new.id)?.is_some() || entries::is_tombstone(transaction, new.id)? {
        return Err(JournalError::conflict("the id belongs to an entry"));
    } else {
        running::put(transaction, &session)?;
        reminders::end_sleep(transaction, profile)?;
    }
    super::changed(transaction, profile, now)
}

fn finish(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    which: &SessionSelector,
    how: &FinishSession,
    now: &Now,
) -> Result<Logged> {
    let session = match (chosen(transaction, which), which.id) {
        (Err(JournalError::NotFound { what }), Some(id)) => {
            // The call before this one has finished it, whatever its caller was told.
            let entry = entries::get(transaction, profile, id)?.ok_or(JournalError::NotFound { what })?;
            return log::answer(transaction, profile, entry, Vec::new(), now);
        }
        (session, _) => session?,
    };
    let (kind, too_long) = session.finish(how.kind.clone(), now)?;
    let new = NewEntry {
        id: session.id,
        start: Some(how.start.unwrap_or(session.start)),
        zone: how.start.is_none().then(|| session.zone.clone()),
        kind,
        baby: session.baby.clone(),
        note: how.note.clone(),
        tags: Vec::new(),
    };
    // The session keeps the baby it was started for, or none, whatever babies have been added since.
    let entry = log::build(profile, &new, new.baby.clone(), None, now)?;
    entry.check(now)?;
    reminders::end_sleep(transaction, profile)?;
    running::remove(transaction, session.id)?;
    entries::insert(transaction, profile, &entry)?;
    let disagreed = session.view_disagreed(now);
    revisions::add(transaction, &Change::Finish(entry.id, Box::new(session)))?;
    let mut warnings = Vec::new();
    if too_long {
        warnings.push(Warning::MinutesUnknown);
    }
    if disagreed {
        warnings.push(Warning::ClockChanged);
    }
    log::answer(transaction, profile, entry, warnings, now)
}
