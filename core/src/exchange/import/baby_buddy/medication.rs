//! Medication: the parent's or the baby's, as answered.

use super::row::Row;
use crate::entry::EntryKind;

/// A medication as written.
#[derive(Debug)]
pub(super) struct Medication {
    pub(super) name: String,
    detail: Option<String>,
}

impl Medication {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        let name = row.text("name").ok_or("name is empty")?;
        let dose = format!("{} {}", row.get("dosage"), row.get("dosage_unit")).trim().to_owned();
        let next = row.text("next_dose_interval").map(|interval| format!("next dose after {interval}"));
        let told: Vec<String> = [Some(dose).filter(|dose| !dose.is_empty()), next].into_iter().flatten().collect();
        Ok(Self { name, detail: (!told.is_empty()).then(|| told.join(", ")) })
    }

    pub(super) fn entry_kind(&self) -> EntryKind {
        EntryKind::Medicine { name: self.name.clone(), detail: self.detail.clone() }
    }
}
