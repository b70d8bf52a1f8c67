//! Logging, editing and deleting entries.

use std::borrow::Cow;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Changed, Logged, Warning, days, reminders};
use crate::day::Day;
use crate::db::Transaction;
use crate::db::revisions::{self, Change};
use crate::db::{Profile, entries};
use crate::entry::{Entry, EntryId, EntryKind, MAX_DURATION_MS, NewEntry, check_start};
use crate::error::{JournalError, Result};
use crate::tally::Facts;
use crate::time::{DAY_MS, Now, Stamp, check_offset, check_zone};

/// Most entries a page holds.
const MOST_ON_A_PAGE: i32 = 1_000;

/// Which entries are wanted.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntryQuery {
    /// First start that is wanted, absent for the oldest.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub from_ms: Option<i64>,
    /// First start that is not wanted any more, absent for no end.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub to_ms: Option<i64>,
    /// Most entries on the page, 1 to 1000; absent for 100.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub limit: Option<i32>,
    /// The cursor of the page before.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub after: Option<String>,
}

/// A page of entries.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryPage {
    /// The entries by start, oldest first.
    pub entries: Vec<Entry>,
    /// Where the next page goes on, absent on the last.
    pub cursor: Option<String>,
}

pub(super) fn log(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    new: &NewEntry,
    now: &Now,
) -> Result<Logged> {
    let (entry, is_new) = put(transaction, profile, new, now)?;
    if is_new {
        reminders::end_sleep(transaction, profile)?;
    }
    answer(transaction, profile, entry, Vec::new(), now)
}

/// Writes the entry and its revision, or finds that the call is a repeat; answers the entry as it is stored, and
/// whether it is new.
pub(super) fn put(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    new: &NewEntry,
    now: &Now,
) -> Result<(Entry, bool)> {
    let baby = baby_of(profile, &new.kind, new.baby.as_deref())?;
    let entry = build(profile, new, baby, None, now)?;
    entry.check(now)?;
    if profile.recent.running(transaction)?.iter().any(|session| session.id == new.id) {
        return Err(JournalError::conflict("the id belongs to a running session"));
    }
    let changes_before = transaction.total_changes();
    let Some(row) = entries::add(transaction, profile, &entry)? else {
        let known = entries::get(transaction, profile, new.id)?
            .ok_or_else(|| JournalError::conflict("the entry of that id was deleted"))?;
        return Ok((repeated(transaction, known, entry, new)?, false));
    };
    revisions::add(transaction, &Change::Log(entry.id))?;
    profile.recent.add(transaction, changes_before, row);
    Ok((entry, true))
}

/// The same call again: the entry as it is. Other content under the same id is refused.
fn repeated(transaction: &Transaction<'_>, known: Entry, mut asked: Entry, new: &NewEntry) -> Result<Entry> {
    let original = revisions::original(transaction, known.id)?;
    let first = original.as_ref().unwrap_or(&known);
    if new.baby.is_none() {
        // "The only baby" may have been nobody, or another one.
        asked.baby.clone_from(&first.baby);
    }
    if new.start.is_none() {
        // "Just finished" was said at another moment.
        (asked.start, asked.zone) = (first.start, first.zone.clone());
    }
    // Neither the day nor the zone is part of what was asked for.
    (asked.day, asked.zone) = (first.day, first.zone.clone());
    if &asked != first {
        return Err(JournalError::conflict("the id belongs to another entry"));
    }
    Ok(known)
}

pub(super) fn edit(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    new: &NewEntry,
    now: &Now,
) -> Result<Logged> {
    let known = entries::get(transaction, profile, new.id)?.ok_or_else(|| JournalError::not_found("the entry"))?;
    let baby = match (&new.baby, &known.baby) {
        // Nobody's stays nobody's, however many babies there are by now.
        (None, None) => None,
        (named, _) => baby_of(profile, &new.kind, named.as_deref())?,
    };
    let entry = build(profile, new, baby, Some(&known), now)?;
    entry.check(now)?;
    if entry != known {
        entries::update(transaction, profile, &entry)?;
        revisions::add(transaction, &Change::Edit(Box::new(known)))?;
    }
    answer(transaction, profile, entry, Vec::new(), now)
}

pub(super) fn delete(
    transaction: &Transaction<'_>,
    profile: &mut Cow<'_, Profile>,
    id: EntryId,
    now: &Now,
) -> Result<Changed> {
    let known = entries::get(transaction, profile, id)?.ok_or_else(|| JournalError::not_found("the entry"))?;
    entries::remove(transaction, id)?;
    entries::bury(transaction, id)?;
    revisions::add(transaction, &Change::Delete(Box::new(known)))?;
    super::changed(transaction, profile, now)
}

pub(super) fn answer(
    connection: &Connection,
    profile: &Profile,
    entry: Entry,
    mut warnings: Vec<Warning>,
    now: &Now,
) -> Result<Logged> {
    overlaps(connection, profile, &entry, &mut warnings)?;
    let home = days::home(connection, profile, now)?;
    let reminders = reminders::change(connection, profile, now)?;
    Ok(Logged { entry, home, reminders, warnings })
}

/// The entry that `new` asks for, of this baby; `known` is the one it replaces.
pub(super) fn build(
    profile: &Profile,
    new: &NewEntry,
    baby: Option<String>,
    known: Option<&Entry>,
    now: &Now,
) -> Result<Entry> {
    let start = match (new.start, known) {
        (Some(start), _) => start,
        (None, Some(known)) => known.start,
        (None, None) => {
            let long_ms =
                new.kind.duration_ms().unwrap_or(0).clamp(0, MAX_DURATION_MS) + new.kind.pause_ms().clamp(0, DAY_MS);
            now.stamp_at(now.utc_ms - long_ms)
        }
    };
    check_start("start", start.utc_ms, now)?;
    check_offset("start", start.offset_s)?;
    let zone = match (&new.zone, known) {
        (Some(zone), _) => {
            check_zone("zone", zone)?;
            zone.clone()
        }
        (None, Some(known)) if known.start == start => known.zone.clone(),
        _ if start.offset_s == now.offset_at(start.utc_ms) => now.zone.clone(),
        _ => String::new(),
    };
    Ok(Entry {
        id: new.id,
        start,
        zone,
        day: profile.settings.boundary().day_of(start),
        kind: new.kind.clone().without_empty_detail(),
        baby,
        note: new.note.clone().filter(|text| !text.is_empty()),
        tags: new.tags.clone(),
    })
}

/// The named baby; else the only one, for what is a baby's; else none. With several it has to be said.
pub(super) fn baby_of(profile: &Profile, kind: &EntryKind, named: Option<&str>) -> Result<Option<String>> {
    if let (Some(_), EntryKind::Temperature { of_parent: true, .. }) = (named, kind) {
        return Err(JournalError::invalid("baby", "the temperature is the parent's own or a baby's, not both"));
    }
    if let Some(name) = named {
        return match profile.baby_number(name) {
            Some(_) => Ok(Some(name.to_owned())),
            None => Err(JournalError::invalid("baby", "no baby of that name is known")),
        };
    }
    match profile.babies.as_slice() {
        _ if kind.is_parents_own() => Ok(None),
        [] => Ok(None),
        [(_, only)] => Ok(Some(only.name.clone())),
        _ => Err(JournalError::invalid("baby", "there are several babies: say which")),
    }
}

/// Sessions that went on at the same time, but for different babies at the breast together.
fn overlaps(connection: &Connection, profile: &Profile, entry: &Entry, warnings: &mut Vec<Warning>) -> Result<()> {
    let tally = crate::tally::Tally::of(entry);
    if !tally.facts.has(Facts::NURSING | Facts::EXPRESSION) {
        return Ok(());
    }
    let Stamp { utc_ms: start_ms, .. } = entry.start;
    let end_ms = start_ms + tally.active_ms.unwrap_or(0) + tally.pause_ms;
    let baby = entry.baby.as_deref().and_then(|name| profile.baby_number(name));
    let near = (entry.day.plus(-2), entry.day.plus(2));
    for other in crate::db::days::named(connection, profile, near, (start_ms - DAY_MS, end_ms))? {
        let row = &other.row;
        let together = start_ms == row.start.utc_ms || (start_ms < row.end_ms() && row.start.utc_ms < end_ms);
        let two_babies = baby.is_some() && row.baby.is_some() && baby != row.baby;
        let twins = two_babies && tally.facts.has(Facts::NURSING) && row.is(Facts::NURSING);
        if other.id != entry.id && row.is(Facts::NURSING | Facts::EXPRESSION) && together && !twins {
            warnings.push(Warning::Overlap { entry: other.id });
        }
    }
    Ok(())
}

pub(super) fn page(connection: &Connection, profile: &Profile, query: &EntryQuery) -> Result<EntryPage> {
    let limit = query.limit.unwrap_or(100);
    if !(1..=MOST_ON_A_PAGE).contains(&limit) {
        return Err(JournalError::invalid("limit", "a page holds 1 to 1000 entries"));
    }
    let after = query.after.as_deref().map(read_cursor).transpose()?;
    let (first, last) = crate::db::days::span(connection)?.unwrap_or((Day::from_number(0), Day::from_number(0)));
    let day_of =
        |ms: i64| Day::from_number(ms.div_euclid(DAY_MS).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32);
    let lowest_ms = query.from_ms.unwrap_or(i64::MIN).max(after.map_or(i64::MIN, |(start_ms, _)| start_ms));
    let range = entries::Range {
        from_day: first.max(day_of(lowest_ms).plus(-2)),
        to_day: last.min(day_of(query.to_ms.unwrap_or(i64::MAX)).plus(2)),
        from_ms: query.from_ms.unwrap_or(i64::MIN),
        to_ms: query.to_ms.unwrap_or(i64::MAX),
        after,
    };
    let mut found = entries::page(connection, profile, &range, limit as usize + 1)?;
    let more = found.len() > limit as usize;
    found.truncate(limit as usize);
    let cursor = found.last().filter(|_| more).map(|last| format!("{}.{}", last.start.utc_ms, last.id));
    Ok(EntryPage { entries: found, cursor })
}

fn read_cursor(text: &str) -> Result<(i64, EntryId)> {
    let read = || {
        let (start_ms, id) = text.split_once('.')?;
        Some((start_ms.parse().ok()?, EntryId::parse(id).ok()?))
    };
    read().ok_or_else(|| JournalError::invalid("after", "not a cursor of this journal"))
}
