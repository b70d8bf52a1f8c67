//! Relatch: the offline core of a relactation companion.
//!
//! [`Journal`] is the one object: it logs sessions durably, says when the next one is due and shows how things go.
//! Nothing here reads a clock, a zone or the network; the present is an argument.

#[cfg(all(feature = "uniffi", feature = "crossing-faults"))]
mod crossing;
mod day;
mod db;
mod entry;
mod error;
mod exchange;
#[cfg(feature = "uniffi")]
mod ffi;
mod home;
mod journal;
mod journey;
mod progress;
pub mod reminders;
mod settings;
mod sign;
mod tally;
mod time;
mod timer;
mod volume;

pub use day::{ClockWindow, Day};
pub use entry::{
    Diaper, Entry, EntryId, EntryKind, Expression, ExpressionMethod, ExpressionPattern, Latch, Milk, NewEntry, Nursing,
    Supplement, SupplementBy, Supplementer, Transfer,
};
pub use error::{JournalError, Result};
pub use exchange::{
    ExportFormat, ExportPage, ImportAnswers, ImportFile, ImportFormat, ImportOption, ImportProgress, ImportQuestion,
    ImportReport, ImportWarning, ImportZone, MedicineFor, SkippedRow,
};
pub use home::{Home, NextSession, QuickAction};
pub use journal::{
    ActionOutcome, Changed, CheckReport, DayMarks, EntryPage, EntryQuery, Journal, JourneyOutlook, Logged,
    QueueOutcome, RefusedLine, Undone, UndoneChange, Warning, forecast, taper_table, weight_for_age_table,
    weight_for_age_z,
};
pub use journey::{Baby, Goal, Journey, LactationBreak, Sex};
pub use progress::back_to_breast::{LatchCounts, LatchSpan};
pub use progress::daily::{BabyDay, DaySummary, Intake, OwnMilk};
pub use progress::figure::{Figure, FigureUnit};
pub use progress::growth::{Growth, GrowthPoint, GrowthUnknown};
pub use progress::insight::{Insight, InsightKind};
pub use progress::milestones::{Milestone, MilestoneKind};
pub use progress::need::{Need, NeedBasis};
pub use progress::outlook::{DayRange, GoalOutlook, Outlook, OutlookInput, OutlookPoint, OutlookVerdict, Quantile};
pub use progress::red_flag::{FlagKind, FlagLevel, RedFlag};
pub use progress::taper::{ConditionKind, Taper, TaperCondition, TaperPlan, TaperRow, TaperTable, TaperVerdict};
pub use progress::trend::{Week, WeekChange, WeekMean};
pub use progress::weighing::{WeightDoubt, WeightQuestion};
pub use progress::weight_gain::{BandPart, Gain, GainBand, GainPlace};
pub use settings::{SessionEdge, Settings};
pub use sign::Sign;
pub use time::{ClockTime, LocalTime, Now, Resolution, Resolved, Stamp, ZoneTable, ZoneTransition};
pub use timer::{FinishSession, Running, SessionKind, SessionSelector, Side, StartSession};
pub use volume::{Mass, MassUnit, Volume, VolumeUnit, mass_number, parse_thousandths, volume_number};

#[cfg(feature = "uniffi")]
uniffi::setup_scaffolding!("relatch");
