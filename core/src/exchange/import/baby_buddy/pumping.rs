//! Pumping: an expression by pump, sides not told apart.

use super::noun::Context;
use super::row::Row;
use crate::entry::{EntryKind, Expression, ExpressionMethod};
use crate::time::LocalTime;

/// A pumping session as written.
#[derive(Debug)]
pub(super) struct Pumping {
    end: LocalTime,
    pub(super) amount: Option<String>,
}

impl Pumping {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        Ok(Self { end: row.time("end")?, amount: row.number("amount")? })
    }

    pub(super) fn entry_kind(&self, context: &mut Context<'_>) -> Result<EntryKind, String> {
        let mut expression = Expression::of(ExpressionMethod::Pump);
        expression.duration_ms = context.duration_ms(self.end)?;
        expression.total = self.amount.as_deref().map(|amount| context.volume(amount)).transpose()?;
        Ok(EntryKind::Expression { expression })
    }
}
