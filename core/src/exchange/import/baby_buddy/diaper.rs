//! Diaper change.

use super::row::Row;
use crate::entry::{Diaper, EntryKind};

/// A diaper change as written.
#[derive(Debug)]
pub(super) struct DiaperChange {
    wet: bool,
    solid: bool,
    detail: Option<String>,
}

impl DiaperChange {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        let detail = row.details(&["color", "amount"]);
        Ok(Self { wet: row.flag("wet")?, solid: row.flag("solid")?, detail })
    }

    /// A change without anything in the diaper is kept, but counts nowhere.
    pub(super) fn entry_kind(&self) -> EntryKind {
        let detail = self.detail.clone();
        if self.wet || self.solid {
            EntryKind::Diaper { diaper: Diaper { wet: self.wet, stool: self.solid, detail } }
        } else {
            EntryKind::Other { label: "diaper change".into(), detail }
        }
    }
}
