//! An entry as columns, and back.
//!
//! Most taps are plain: their columns say everything. Where they do not, the kind is kept as JSON beside them. Which of
//! the two holds is found by reading the columns back, so no field can be forgotten.

use rusqlite::Row;

use super::Profile;
use crate::day::Day;
use crate::entry::{
    Diaper, Entry, EntryId, EntryKind, Expression, ExpressionMethod, Milk, Nursing, Supplement, SupplementBy,
};
use crate::error::{JournalError, Result};
use crate::tally::{Facts, Tally};
use crate::time::Stamp;
use crate::timer::Side;
use crate::volume::{Volume, VolumeUnit};

/// The columns that hold an entry's kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KindColumns {
    pub(crate) kind: i64,
    pub(crate) tally: Tally,
    pub(crate) left_part: Option<i64>,
    pub(crate) right_part: Option<i64>,
    pub(crate) extra: Option<String>,
}

impl KindColumns {
    pub(crate) fn of(entry: &Entry) -> Result<Self> {
        let (left_part, right_part) = match &entry.kind {
            EntryKind::Nursing { nursing } => (nursing.left_ms, nursing.right_ms),
            EntryKind::Expression { expression } => {
                let part = |side: Option<Volume>| side.and_then(Volume::microlitres);
                (part(expression.left), part(expression.right))
            }
            _ => (None, None),
        };
        let mut columns =
            Self { kind: kind_number(&entry.kind), tally: Tally::of(entry), left_part, right_part, extra: None };
        if columns.plain().as_ref() != Some(&entry.kind) {
            columns.extra = Some(super::settings::to_document(&entry.kind)?);
        }
        Ok(columns)
    }

    pub(crate) fn kind(&self) -> Result<EntryKind> {
        match &self.extra {
            Some(document) => super::settings::document(document),
            None => self.plain().ok_or(JournalError::Corrupt),
        }
    }

    /// What the columns say without JSON; none where they cannot say it.
    fn plain(&self) -> Option<EntryKind> {
        let facts = self.tally.facts;
        let pause_ms = self.tally.pause_ms;
        let ml = |ul: Option<i64>| ul.map(|microlitres| Volume::Measured { microlitres, unit: VolumeUnit::Ml });
        Some(match self.kind {
            1 => EntryKind::Nursing {
                nursing: Nursing {
                    left_ms: self.left_part,
                    right_ms: self.right_part,
                    both_ms: if facts.has(Facts::LEFT | Facts::RIGHT) { None } else { self.tally.active_ms },
                    side: match (self.tally.active_ms, facts.has(Facts::LEFT), facts.has(Facts::RIGHT)) {
                        (None, true, false) => Some(Side::Left),
                        (None, false, true) => Some(Side::Right),
                        _ => None,
                    },
                    pause_ms,
                    latch: facts.latch(),
                    supplementer: None,
                    transfer: None,
                },
            },
            2 => {
                let side = |fact: i64, part| facts.has(fact).then(|| ml(part).unwrap_or(Volume::Unmeasured));
                let (left, right) = (side(Facts::LEFT, self.left_part), side(Facts::RIGHT, self.right_part));
                let total = if left.is_some() || right.is_some() { None } else { ml(self.tally.made_ul) };
                let total = if facts.has(Facts::DROPS) { Some(Volume::Drops) } else { total };
                let method = match (facts.has(Facts::HAND), facts.has(Facts::COMBINED)) {
                    (true, _) => ExpressionMethod::Hand,
                    (_, true) => ExpressionMethod::Combined,
                    _ => ExpressionMethod::Pump,
                };
                let duration_ms = self.tally.active_ms;
                EntryKind::Expression {
                    expression: Expression { left, right, total, duration_ms, pause_ms, ..Expression::of(method) },
                }
            }
            3 => {
                let milk = match facts {
                    facts if facts.has(Facts::FED_DONOR) => Milk::Donor,
                    facts if facts.has(Facts::FED_FORMULA) => Milk::Formula,
                    _ => Milk::Own,
                };
                let volume = ml(self.tally.fed_ul).unwrap_or(Volume::Unmeasured);
                let by = facts.has(Facts::BOTTLE).then_some(SupplementBy::Bottle);
                EntryKind::Supplement { supplement: Supplement { milk, volume, by } }
            }
            4 => EntryKind::SkinToSkin { duration_ms: self.tally.active_ms },
            6 => EntryKind::Diaper {
                diaper: Diaper { wet: facts.has(Facts::WET), stool: facts.has(Facts::STOOL), detail: None },
            },
            11 => EntryKind::Note,
            _ => return None,
        })
    }
}

fn kind_number(kind: &EntryKind) -> i64 {
    match kind {
        EntryKind::Nursing { .. } => 1,
        EntryKind::Expression { .. } => 2,
        EntryKind::Supplement { .. } => 3,
        EntryKind::SkinToSkin { .. } => 4,
        EntryKind::Weight { .. } => 5,
        EntryKind::Diaper { .. } => 6,
        EntryKind::Medicine { .. } => 7,
        EntryKind::Temperature { .. } => 8,
        EntryKind::Sign { .. } => 9,
        EntryKind::Wellbeing { .. } => 10,
        EntryKind::Note => 11,
        EntryKind::Other { .. } => 12,
    }
}

/// Reads a whole row, in the order of [`super::entries`]' column list.
pub(crate) fn entry(row: &Row<'_>, profile: &Profile) -> Result<Entry> {
    let id: [u8; 16] = row.get(0)?;
    let zone: Option<i64> = row.get(4)?;
    let baby: Option<i64> = row.get(5)?;
    let columns = KindColumns {
        kind: row.get(6)?,
        tally: Tally {
            facts: Facts(row.get(7)?),
            active_ms: row.get(8)?,
            pause_ms: row.get::<_, Option<i64>>(9)?.unwrap_or(0),
            made_ul: row.get(10)?,
            fed_ul: row.get(11)?,
        },
        left_part: row.get(12)?,
        right_part: row.get(13)?,
        extra: row.get(14)?,
    };
    let tags: Option<String> = row.get(16)?;
    Ok(Entry {
        id: EntryId::from_bytes(id),
        day: Day::from_number(row.get(1)?),
        start: Stamp { utc_ms: row.get(2)?, offset_s: row.get(3)? },
        zone: zone.and_then(|id| profile.zone_name(id)).unwrap_or_default().to_owned(),
        baby: match baby {
            Some(id) => Some(profile.baby_name(id).ok_or(JournalError::Corrupt)?.to_owned()),
            None => None,
        },
        kind: columns.kind()?,
        note: row.get(15)?,
        tags: tags.map_or_else(|| Ok(Vec::new()), |tags| super::settings::document(&tags))?,
    })
}
