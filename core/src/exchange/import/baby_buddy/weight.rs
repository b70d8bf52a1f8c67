//! Weight of a baby, by date.

use super::noun::Context;
use super::row::Row;
use crate::entry::EntryKind;
use crate::volume::{Mass, MassUnit};

/// A weight as written.
#[derive(Debug)]
pub(super) struct Weight {
    pub(super) weight: String,
}

impl Weight {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        Ok(Self { weight: row.needed_number("weight")? })
    }

    pub(super) fn entry_kind(&self, context: &mut Context<'_>) -> Result<EntryKind, String> {
        context.at_noon_or_now()?;
        let unit = context.answers.mass_unit.unwrap_or(MassUnit::Kg);
        let mass = Mass::parse(&self.weight, unit).ok_or("weight is no number")?;
        Ok(EntryKind::Weight { mass })
    }
}
