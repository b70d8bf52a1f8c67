//! Babies and zone names: the short lists that entries point to.

use rusqlite::{Connection, params};

use super::Profile;
use super::Transaction;
use crate::day::Day;
use crate::error::{JournalError, Result};
use crate::journey::{Baby, Sex};

pub(crate) fn all(connection: &Connection) -> Result<Vec<(i64, Baby)>> {
    let mut statement =
        connection.prepare_cached("SELECT id, name, born, sex, gestation_weeks FROM baby ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let sex: Option<String> = row.get(3)?;
        let sex = match sex.as_deref() {
            None => None,
            Some("girl") => Some(Sex::Girl),
            Some("boy") => Some(Sex::Boy),
            Some(_) => return Err(JournalError::Corrupt),
        };
        let born: Option<i32> = row.get(2)?;
        let baby = Baby { name: row.get(1)?, born: born.map(Day::from_number), sex, gestation_weeks: row.get(4)? };
        found.push((row.get(0)?, baby));
    }
    Ok(found)
}

pub(crate) fn zones(connection: &Connection) -> Result<Vec<(i64, String)>> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM zone ORDER BY id")?;
    let found = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    Ok(found)
}

/// Adds a baby, or gives the one of that name new particulars; answers its number.
pub(crate) fn put(transaction: &Transaction<'_>, profile: &mut Profile, baby: &Baby) -> Result<i64> {
    let sex = baby.sex.map(|sex| if sex == Sex::Girl { "girl" } else { "boy" });
    let id: i64 = transaction
        .prepare_cached(
            "INSERT INTO baby (name, born, sex, gestation_weeks) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (name) DO UPDATE SET born = ?2, sex = ?3, gestation_weeks = ?4 RETURNING id",
        )?
        .query_row(params![baby.name, baby.born.map(Day::number), sex, baby.gestation_weeks], |row| row.get(0))?;
    match profile.babies.iter_mut().find(|(known, _)| *known == id) {
        Some(slot) => slot.1 = baby.clone(),
        None => profile.babies.push((id, baby.clone())),
    }
    Ok(id)
}

/// Takes a baby away again; only for one that no entry names.
pub(crate) fn remove(transaction: &Transaction<'_>, profile: &mut Profile, id: i64) -> Result<()> {
    transaction.prepare_cached("DELETE FROM baby WHERE id = ?1")?.execute(params![id])?;
    profile.babies.retain(|(known, _)| *known != id);
    Ok(())
}

/// Whether any entry names the baby.
pub(crate) fn is_named(connection: &Connection, id: i64) -> Result<bool> {
    Ok(connection.prepare_cached("SELECT 1 FROM entry WHERE baby = ?1 LIMIT 1")?.exists(params![id])?)
}

/// The number of a zone name, added if it is new; none for the empty name.
pub(crate) fn zone_number(
    transaction: &Transaction<'_>,
    profile: &mut std::borrow::Cow<'_, Profile>,
    name: &str,
) -> Result<Option<i64>> {
    if name.is_empty() {
        return Ok(None);
    }
    if let Some((id, _)) = profile.zones.iter().find(|(_, known)| known == name) {
        return Ok(Some(*id));
    }
    let id: i64 = transaction
        .prepare_cached("INSERT INTO zone (name) VALUES (?1) RETURNING id")?
        .query_row(params![name], |row| row.get(0))?;
    profile.to_mut().zones.push((id, name.to_owned()));
    Ok(Some(id))
}

impl Profile {
    pub(crate) fn baby_number(&self, name: &str) -> Option<i64> {
        self.babies.iter().find(|(_, baby)| baby.name == name).map(|(id, _)| *id)
    }

    pub(crate) fn baby_name(&self, id: i64) -> Option<&str> {
        self.babies.iter().find(|(known, _)| *known == id).map(|(_, baby)| baby.name.as_str())
    }

    pub(crate) fn zone_name(&self, id: i64) -> Option<&str> {
        self.zones.iter().find(|(known, _)| *known == id).map(|(_, name)| name.as_str())
    }
}
