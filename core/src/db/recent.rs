//! The log's last weeks and what is running, kept in memory: what a tap and the week are reckoned from.
//!
//! Not a second truth: it holds exactly what the index says, and is dropped as soon as anything else than the tap that
//! just added its own row has changed the database. Two counters tell: `SQLite`'s data version for other connections
//! (then the whole profile is read anew) and this connection's number of changed rows for our own writes.

use std::cell::{Ref, RefCell};

use rusqlite::Connection;

use super::days::{self, NamedRow};
use super::facts::{self, Logged};
use super::{Profile, running};
use crate::day::Day;
use crate::error::Result;
use crate::tally::Facts;
use crate::timer::RunningSession;

/// Rows that are kept at most, an eighth of a megabyte: three months at twelve a day.
const MOST_ROWS: usize = 1_024;
/// Days before the newest that are read at once, whatever was asked for: the week looks back so far.
const FEWEST_DAYS: i32 = 16;

/// Rows of the last days, running sessions, and the few facts that red flags are read from; empty until the first use.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    window: RefCell<Option<Window>>,
    running: RefCell<Option<Running>>,
    logged: RefCell<Option<(u64, Logged)>>,
}

/// The running sessions, by id.
#[derive(Debug)]
struct Running {
    /// Rows this connection had changed when the list was true.
    changes: u64,
    sessions: Vec<RunningSession>,
}

#[derive(Debug)]
struct Window {
    /// Rows this connection had changed when the window was true.
    changes: u64,
    /// The first logged day of all.
    first_day: Option<Day>,
    /// Rows from this day on are all here.
    from: Day,
    /// The rows before would be more than are kept.
    full: bool,
    rows: Vec<NamedRow>,
}

impl Window {
    fn drop_first_day(&mut self) {
        if let Some(first) = self.rows.first().map(|named| named.row.day) {
            self.rows.retain(|named| named.row.day > first);
            self.from = first.plus(1);
        }
        self.full = true;
    }
}

/// A changed profile is a new one; it reads for itself.
impl Clone for Recent {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Recent {
    /// All rows from `from` on; none if that lies further back than is kept.
    pub(super) fn rows(&self, connection: &Connection, from: Day) -> Result<Option<Ref<'_, [NamedRow]>>> {
        self.fill(connection, from)?;
        let window = self.window.borrow();
        let rows = Ref::filter_map(window, |window| {
            window.as_ref().filter(|window| from >= window.from).map(|window| window.rows.as_slice())
        });
        Ok(rows.ok())
    }

    /// The first logged day of all.
    pub(super) fn first_day(&self, connection: &Connection) -> Result<Option<Day>> {
        // Any window knows it.
        self.fill(connection, Day::from_number(i32::MAX))?;
        Ok(self.window.borrow().as_ref().and_then(|window| window.first_day))
    }

    /// The running sessions, by id.
    pub(crate) fn running(&self, connection: &Connection) -> Result<Ref<'_, [RunningSession]>> {
        let changes = connection.total_changes();
        let mut slot = self.running.borrow_mut();
        if slot.as_ref().is_none_or(|running| running.changes != changes) {
            *slot = Some(Running { changes, sessions: running::all(connection)? });
        }
        drop(slot);
        Ok(Ref::map(self.running.borrow(), |slot| slot.as_ref().map_or(&[][..], |running| &running.sessions)))
    }

    /// Weights, temperatures, signs, moods and the parent's answers; with the rows this connection had changed by then.
    pub(crate) fn logged(&self, connection: &Connection, profile: &Profile) -> Result<Ref<'_, Logged>> {
        let changes = connection.total_changes();
        let mut slot = self.logged.borrow_mut();
        let (known, _) = slot.get_or_insert_with(|| (u64::MAX, Logged::default()));
        if *known != changes {
            *slot = Some((changes, facts::logged(connection, profile)?));
        }
        drop(slot);
        Ref::filter_map(self.logged.borrow(), |slot| slot.as_ref().map(|(_, logged)| logged))
            .map_err(|_| crate::error::JournalError::internal("facts that were just read are gone"))
    }

    /// Takes in a row that has just been written, if nothing else has changed since the window was true.
    pub(crate) fn add(&self, connection: &Connection, changes_before: u64, row: NamedRow) {
        let changes = connection.total_changes();
        if let Some(running) = self.running.borrow_mut().as_mut().filter(|running| running.changes == changes_before) {
            running.changes = changes;
        }
        // A session, a feed or a diaper is none of the few facts.
        if let Some((known, _)) = self.logged.borrow_mut().as_mut().filter(|_| row.row.is(Facts::OFTEN))
            && *known == changes_before
        {
            *known = changes;
        }
        let mut slot = self.window.borrow_mut();
        let Some(window) = slot.as_mut().filter(|window| window.changes == changes_before) else { return };
        let key = |named: &NamedRow| (named.row.day, named.row.start.utc_ms);
        let place = window.rows.partition_point(|other| key(other) <= key(&row));
        let same_start = place.checked_sub(1).is_some_and(|before| key(&window.rows[before]) == key(&row));
        // The index goes on to sort by what is not known here: two of one instant are read anew.
        if same_start {
            *slot = None;
            return;
        }
        if row.row.day >= window.from {
            window.rows.insert(place, row);
        }
        if window.rows.len() > MOST_ROWS {
            window.drop_first_day();
        }
        window.first_day = Some(window.first_day.map_or(row.row.day, |first| first.min(row.row.day)));
        window.changes = changes;
    }

    /// After a rollback: the counter of changes does not go back with it.
    pub(super) fn forget(&self) {
        *self.window.borrow_mut() = None;
        *self.running.borrow_mut() = None;
        *self.logged.borrow_mut() = None;
    }

    fn fill(&self, connection: &Connection, from: Day) -> Result<()> {
        let mut slot = self.window.borrow_mut();
        let changes = connection.total_changes();
        if slot.as_ref().is_some_and(|known| known.changes == changes && (from >= known.from || known.full)) {
            return Ok(());
        }
        let first_day = days::first_of_all(connection)?;
        let mut window =
            Window { changes, first_day, from: Day::from_number(i32::MIN), full: false, rows: Vec::with_capacity(192) };
        let mut reach: Option<Day> = None;
        days::back(connection, Day::from_number(i32::MAX), |named| {
            let day = named.row.day;
            let reach = *reach.get_or_insert(from.min(day.plus(-FEWEST_DAYS)));
            window.full = day >= reach && window.rows.len() == MOST_ROWS;
            if day < reach {
                window.from = reach;
            } else if !window.full {
                window.rows.push(*named);
                return false;
            }
            true
        })?;
        window.rows.reverse();
        if window.full {
            // It was cut.
            window.drop_first_day();
        }
        *slot = Some(window);
        Ok(())
    }
}
