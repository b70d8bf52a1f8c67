//! Data in and out: import with a preview, export in pages.

use super::{EntryQuery, Journal, log};
use crate::db::imports::{self, KnownRows};
use crate::error::{JournalError, Result};
use crate::exchange::{
    ExportFormat, ExportPage, ImportAnswers, ImportFile, ImportProgress, ImportReport, Plan, ProgressMeter, Settled,
    plan, settle,
};
use crate::journey::Baby;
use crate::time::Now;

/// Entries in a piece of an export.
const PAGE: i32 = 1_000;

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// What an import would do: its questions, its rows, what it would leave out and why. Writes nothing.
    ///
    /// `Invalid` with the field "file" names a file that cannot be read at all and says why; with the field "baby",
    /// that the answered name cannot serve all the children of the files.
    pub fn preview_import(&self, files: &[ImportFile], answers: &ImportAnswers, now: &Now) -> Result<ImportReport> {
        let plan = self.plan_import(files, answers, now)?;
        let meter = ProgressMeter::default();
        self.database.read(|connection, profile| {
            let mut known = KnownRows { connection, profile };
            Ok(settle(plan, &mut known, &babies(&profile.babies), &meter)?.report)
        })
    }

    /// Imports other apps' exports, or our own. All of it becomes durable at once, and one [`Journal::undo`] takes it
    /// back.
    ///
    /// With a question left open nothing is written and the report holds the questions. What was imported before is
    /// not imported again, whatever was done with its entries since. Refuses as [`Journal::preview_import`] does.
    pub fn import(&self, files: &[ImportFile], answers: &ImportAnswers, now: &Now) -> Result<ImportReport> {
        self.import_meter.begin(0);
        let plan = self.plan_import(files, answers, now)?;
        if plan.is_open() {
            return self.database.read(|connection, profile| {
                let mut known = KnownRows { connection, profile };
                Ok(settle(plan, &mut known, &[], &self.import_meter)?.report)
            });
        }
        self.database.write(|transaction, profile| {
            let mut known = KnownRows { connection: transaction, profile: &*profile };
            let settled: Settled = settle(plan, &mut known, &babies(&profile.babies), &self.import_meter)?;
            let report = settled.report.clone();
            imports::write(transaction, profile, settled, &self.import_meter, now.utc_ms)?;
            Ok(report)
        })
    }

    /// How far the running import has come, or the last one came; may be asked from another thread at any time.
    pub fn import_progress(&self) -> Result<ImportProgress> {
        Ok(self.import_meter.read())
    }

    /// A piece of the export: the first without `after`, the others with the cursor of the piece before.
    ///
    /// The pieces one after the other are the file, oldest entry first. `Invalid` with the field "after" for a cursor
    /// that is not this journal's.
    pub fn export_page(&self, format: ExportFormat, after: Option<String>) -> Result<ExportPage> {
        self.database.read(|connection, profile| {
            let babies = after.is_none().then(|| babies(&profile.babies));
            let query = EntryQuery { from_ms: None, to_ms: None, limit: Some(PAGE), after };
            let page = log::page(connection, profile, &query)?;
            Ok(ExportPage { text: format.text(&page.entries, babies.as_deref())?, cursor: page.cursor })
        })
    }
}

impl Journal {
    fn plan_import(&self, files: &[ImportFile], answers: &ImportAnswers, now: &Now) -> Result<Plan> {
        if files.is_empty() {
            return Err(JournalError::invalid("file", "there is no file to import"));
        }
        let boundary = self.database.read(|_, profile| Ok(profile.settings.boundary()))?;
        plan(files, answers, now, boundary)
    }
}

fn babies(numbered: &[(i64, Baby)]) -> Vec<Baby> {
    numbered.iter().map(|(_, baby)| baby.clone()).collect()
}
