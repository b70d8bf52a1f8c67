//! What the crossing tests need of a library and no app: an echo of every type, an error on demand, a panic on purpose.
//!
//! Only with the feature `crossing-faults`, in a library of its own that is never shipped.

#![allow(missing_docs, reason = "never part of a shipped API")]

use crate::error::{JournalError, Result};
use crate::journal::Journal;
use crate::{
    ActionOutcome, CheckReport, ClockWindow, DayMarks, DaySummary, EntryPage, EntryQuery, ExportFormat, ExportPage,
    FinishSession, Growth, ImportAnswers, ImportFile, ImportProgress, ImportReport, Insight, Journey, JourneyOutlook,
    LatchSpan, Milestone, NewEntry, Now, Outlook, OutlookInput, RedFlag, Resolved, SessionSelector, Settings,
    StartSession, Taper, TaperPlan, TaperTable, Undone, Week, reminders,
};

/// A value of any type that crosses; the generator checks that none is out of reach.
#[derive(uniffi::Enum)]
pub enum CrossingSample {
    Acknowledged { value: reminders::ReminderAck },
    Acted { value: ActionOutcome },
    Action { value: reminders::ReminderAction },
    Answers { value: ImportAnswers },
    Babies { value: Vec<crate::Baby> },
    Bytes { value: Vec<u8> },
    Changed { value: crate::Changed },
    Checked { value: CheckReport },
    Day { value: DaySummary },
    Entries { value: EntryPage },
    Explained { value: Vec<reminders::ReminderReason> },
    ExportAs { value: ExportFormat },
    Exported { value: ExportPage },
    File { value: ImportFile },
    Finish { value: FinishSession },
    Fired { value: reminders::Fired },
    Flag { value: RedFlag },
    Forecast { value: Outlook },
    ForecastOf { value: OutlookInput },
    Growing { value: Growth },
    Health { value: reminders::HealthReport },
    Imported { value: ImportReport },
    Importing { value: ImportProgress },
    Latches { value: LatchSpan },
    Marks { value: DayMarks },
    New { value: NewEntry },
    Note { value: Insight },
    Observation { value: reminders::Observed },
    Of { value: JourneyOutlook },
    Pages { value: EntryQuery },
    Phone { value: reminders::Phone },
    Plan { value: reminders::ReminderPlan },
    Present { value: Now },
    Queue { value: crate::QueueOutcome },
    Reached { value: Milestone },
    Resolution { value: Resolved },
    Rules { value: reminders::ReminderRules },
    Selection { value: SessionSelector },
    Set { value: Settings },
    Start { value: StartSession },
    Tapering { value: Taper },
    TaperOf { value: TaperPlan },
    TaperAll { value: TaperTable },
    TakenBack { value: Undone },
    Way { value: Journey },
    Weekly { value: Week },
    Window { value: ClockWindow },
}

#[uniffi::export]
impl Journal {
    /// Gives a value back as it came.
    pub fn fault_echo(&self, sample: CrossingSample) -> Result<CrossingSample> {
        Ok(sample)
    }

    /// Gives back each of many values.
    pub fn fault_echo_all(&self, samples: Vec<CrossingSample>) -> Result<Vec<CrossingSample>> {
        Ok(samples)
    }

    /// Refuses with this error.
    pub fn fault_error(&self, error: JournalError) -> Result<()> {
        Err(error)
    }

    /// Panics in the middle of a change, while the journal is locked.
    ///
    /// # Panics
    ///
    /// Always.
    #[allow(clippy::panic, reason = "on purpose")]
    pub fn fault_panic(&self) -> Result<()> {
        self.database.write(|_, _| -> Result<()> { panic!("a panic on purpose") })
    }
}
