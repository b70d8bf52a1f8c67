//! Days, weeks and the home screen, read from one index.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Journal, progress, reminders, session};
use crate::day::Day;
use crate::db::days::{self as rows, DayRow, NamedRow};
use crate::db::marks::{self, Marks};
use crate::db::{Profile, entries, facts};
use crate::error::{JournalError, Result};
use crate::home::{self, ACTION_DAYS, Home, NextSession};
use crate::progress::daily::{self, DaySummary, DaysInput, unlogged_between};
use crate::progress::sessions::sessions;
use crate::progress::trend::{self, Week};
use crate::settings::SessionEdge;
use crate::tally::Facts;
use crate::time::{MINUTE_MS, Now, Stamp};

/// Local days lag or lead the order of instants by at most this many: zones lie 26 hours apart.
const FARTHEST_DAYS: i32 = 3;

/// What the parent says about a day; absent leaves as it is.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DayMarks {
    /// All diapers of the day are logged.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub diapers_complete: Option<bool>,
    /// Away: the day is shown, not judged.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub away: Option<bool>,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// One day in figures; absent: today.
    pub fn day(&self, day: Option<Day>, now: &Now) -> Result<DaySummary> {
        now.check()?;
        self.database.read(|connection, profile| one_day(connection, profile, day, now))
    }

    /// Marks a day as away, or its diapers as all logged. Not a day to come.
    pub fn mark_day(&self, day: Option<Day>, marks: DayMarks, now: &Now) -> Result<DaySummary> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let today = profile.settings.boundary().day_of(now.stamp());
            let day = day.unwrap_or(today);
            if day > today {
                return Err(JournalError::invalid("day", "the day lies in the future"));
            }
            let known = marks::between(transaction, day, day)?.first().map_or_else(Marks::default, |(_, marks)| *marks);
            let new = Marks {
                diapers_complete: marks.diapers_complete.unwrap_or(known.diapers_complete),
                away: marks.away.unwrap_or(known.away),
            };
            if new != known {
                marks::put(transaction, day, new)?;
            }
            if new.diapers_complete != known.diapers_complete {
                facts::put_confirmed(transaction, day, new.diapers_complete.then_some(now.utc_ms))?;
            }
            one_day(transaction, profile, Some(day), now)
        })
    }

    /// Seven days ending with `ending` (absent: today), beside the seven before.
    pub fn week(&self, ending: Option<Day>, now: &Now) -> Result<Week> {
        now.check()?;
        self.database.read(|connection, profile| {
            let to = ending.unwrap_or_else(|| profile.settings.boundary().day_of(now.stamp()));
            let fortnight = summaries(connection, profile, to.plus(-13), to, now)?;
            Ok(trend::week(fortnight, to, profile.journey.restart))
        })
    }

    /// The days `from` to `to` in figures, oldest first, at most 366.
    pub fn days(&self, from: Day, to: Day, now: &Now) -> Result<Vec<DaySummary>> {
        now.check()?;
        if !(0..366).contains(&(i64::from(to.number()) - i64::from(from.number()))) {
            return Err(JournalError::invalid("to", "give 1 to 366 days"));
        }
        self.database.read(|connection, profile| summaries(connection, profile, from, to, now))
    }
}

fn one_day(connection: &Connection, profile: &Profile, day: Option<Day>, now: &Now) -> Result<DaySummary> {
    let day = day.unwrap_or_else(|| profile.settings.boundary().day_of(now.stamp()));
    let mut found = summaries(connection, profile, day, day, now)?;
    found.pop().ok_or_else(|| JournalError::internal("a day without a summary"))
}

/// The one way from the log to figures of days.
pub(super) fn summaries(
    connection: &Connection,
    profile: &Profile,
    from: Day,
    to: Day,
    now: &Now,
) -> Result<Vec<DaySummary>> {
    // A day to each side holds all that matters, but for travel: then a later session can stand on an earlier day.
    let mut first = from.plus(-1);
    let mut found = rows::between(connection, profile, first, to.plus(1))?;
    if profile.babies.len() > 1 || rows::is_astray(connection, profile, from, to, &found)? {
        first = from.plus(-FARTHEST_DAYS);
        found = rows::between(connection, profile, first, to.plus(FARTHEST_DAYS))?;
    }
    let session_before = session_before(connection, profile, from, first, &found)?;
    let marks = marks::between(connection, from, to)?;
    Ok(daily::days(&DaysInput {
        from,
        to,
        rows: &found,
        session_before,
        marks: &marks,
        first_day: rows::first(connection, profile)?,
        babies: &profile.babies,
        journey: &profile.journey,
        day_start: profile.settings.boundary(),
        night: profile.settings.night,
        now,
    }))
}

/// Start of the last session before the day `first` that `found` begins with, if every day since is logged.
fn session_before(
    connection: &Connection,
    profile: &Profile,
    from: Day,
    first: Day,
    found: &[DayRow],
) -> Result<Option<(Stamp, Day)>> {
    let earliest = found.iter().filter(|row| row.is(Facts::STIMULATION)).min_by_key(|row| row.start.utc_ms);
    if earliest.is_none_or(|row| row.day < from) {
        return Ok(None);
    }
    let mut last: Option<Day> = None;
    let mut day = first;
    rows::back_from(connection, profile, first.plus(-1), |NamedRow { row, .. }| {
        if row.day < day.plus(-1) {
            return true;
        }
        day = row.day;
        if row.is(Facts::STIMULATION) {
            last = Some(row.day);
        }
        last.is_some()
    })?;
    let Some(last) = last else { return Ok(None) };
    // The day is known; which session was its last may hang on the days before it.
    let before = rows::between(connection, profile, last.plus(-FARTHEST_DAYS), first.plus(-1))?;
    let session = sessions(&before).into_iter().max_by_key(|session| session.start.utc_ms);
    // For the gap the days since are logged, as was just seen: the session stands right before `first`.
    Ok(session.filter(|it| !unlogged_between(it.day, last, &before)).map(|it| (it.start, first.plus(-1))))
}

pub(super) fn home(connection: &Connection, profile: &Profile, now: &Now) -> Result<Home> {
    let today = profile.settings.boundary().day_of(now.stamp());
    let latest = reminders::latest(connection, profile, now)?;
    let next = reminders::next(profile, latest.as_ref(), now);
    let last_ms = latest.map(|latest| match profile.settings.since {
        SessionEdge::End => latest.end_ms,
        SessionEdge::Start => latest.start_ms,
    });
    let recent = rows::named(connection, profile, (today.plus(1 - ACTION_DAYS), today.plus(1)), (i64::MIN, i64::MAX))?;
    let actions = home::actions(&recent, &profile.babies, |named| {
        entries::get(connection, profile, named.id)?.map(|entry| entry.kind).ok_or(JournalError::Corrupt)
    })?;
    let seen = progress::Seen::among(connection, profile, now, &recent)?;
    let frequency_prompts_silenced = seen.frequency_prompts_silenced();
    let flags = seen.flags.into_iter().filter(|flag| flag.answered_ms.is_none()).collect();
    Ok(Home {
        flags,
        frequency_prompts_silenced,
        last_ms,
        since_min: last_ms.map(|last_ms| (now.utc_ms - last_ms).max(0) / MINUTE_MS),
        today: one_day(connection, profile, Some(today), now)?,
        running: session::views(connection, profile, now)?,
        next: next
            .map(|at_ms| NextSession { at: now.stamp_at(at_ms), overdue_min: (now.utc_ms - at_ms).max(0) / MINUTE_MS }),
        actions,
    })
}
