//! A journal in plain maps, for tests of import and export without a database.

use std::collections::{BTreeMap, BTreeSet};

use super::{ExportFormat, ImportAnswers, ImportFile, ImportReport, Known, ProgressMeter, plan, settle};
use crate::day::DayStart;
use crate::entry::{Entry, EntryId};
use crate::error::Result;
use crate::journey::Baby;
use crate::time::Now;

#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Memory {
    pub(super) entries: BTreeMap<EntryId, Entry>,
    pub(super) imported: BTreeMap<EntryId, i64>,
    pub(super) deleted: BTreeSet<EntryId>,
    pub(super) babies: Vec<Baby>,
}

impl Known for Memory {
    fn fingerprint(&mut self, id: EntryId) -> Result<Option<i64>> {
        Ok(self.imported.get(&id).copied())
    }

    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>> {
        Ok(self.entries.get(&id).cloned())
    }

    fn is_taken(&mut self, id: EntryId) -> Result<bool> {
        Ok(self.deleted.contains(&id))
    }
}

impl Memory {
    pub(super) fn import(&mut self, files: &[ImportFile], answers: &ImportAnswers, now: &Now) -> Result<ImportReport> {
        let babies = self.babies.clone();
        let settled = settle(plan(files, answers, now, DayStart::DEFAULT)?, self, &babies, &ProgressMeter::default())?;
        for (entry, fingerprint) in settled.adds {
            self.imported.insert(entry.id, fingerprint);
            assert_eq!(self.entries.insert(entry.id, entry), None, "an import never overwrites");
        }
        self.imported.extend(settled.described);
        for change in settled.babies {
            self.babies.retain(|baby| baby.name != change.after.name);
            self.babies.push(change.after);
        }
        Ok(settled.report)
    }

    pub(super) fn export(&self, format: ExportFormat) -> String {
        let entries: Vec<Entry> = self.entries.values().cloned().collect();
        // Two pages, as the façade would write them.
        let half = entries.len() / 2;
        let mut text = format.text(&entries[..half], Some(&self.babies)).unwrap();
        text.push_str(&format.text(&entries[half..], None).unwrap());
        text
    }

    /// The entries in order of time.
    pub(super) fn log(&self) -> Vec<&Entry> {
        let mut log: Vec<&Entry> = self.entries.values().collect();
        log.sort_by_key(|entry| (entry.start, entry.id));
        log
    }
}
