//! Data in and out: other apps' exports, our own, and the way back.

pub use answers::{ImportAnswers, ImportFile, ImportFormat, ImportOption, ImportZone, MedicineFor};
pub use export::{ExportFormat, ExportPage};
pub use progress::ImportProgress;
pub use report::{ImportQuestion, ImportReport, ImportWarning, SkippedRow};

pub(crate) use import::{Plan, plan};
pub(crate) use progress::ProgressMeter;
pub(crate) use settle::{BabyChange, Known, Settled, settle};

mod answers;
mod csv;
mod export;
mod import;
mod jsonl;
mod progress;
mod record;
mod report;
mod row;
mod settle;

#[cfg(test)]
mod memory;
#[cfg(test)]
mod tests;
