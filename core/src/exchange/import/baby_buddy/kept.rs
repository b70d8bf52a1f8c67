//! Sleep, tummy time, height, head circumference and BMI: kept with their values, counted nowhere.

use super::noun::Context;
use super::row::Row;
use super::sheet::SheetKind;
use crate::entry::EntryKind;

/// A row that Relatch keeps but does not count.
#[derive(Debug)]
pub(super) struct Kept {
    pub(super) kind: SheetKind,
    detail: Option<String>,
}

impl Kept {
    pub(super) fn read(kind: SheetKind, row: &Row<'_>) -> Self {
        let values: &[&str] = match kind {
            SheetKind::Sleep => &["end", "nap"],
            SheetKind::TummyTime => &["end", "milestone"],
            SheetKind::Height => &["height"],
            SheetKind::HeadCircumference => &["head_circumference"],
            _ => &["bmi"],
        };
        Self { kind, detail: row.details(values) }
    }

    pub(super) fn entry_kind(&self, context: &mut Context<'_>) -> Result<EntryKind, String> {
        if matches!(self.kind, SheetKind::Height | SheetKind::HeadCircumference | SheetKind::Bmi) {
            context.at_noon_or_now()?;
        }
        Ok(EntryKind::Other { label: self.kind.words().to_owned(), detail: self.detail.clone() })
    }
}
