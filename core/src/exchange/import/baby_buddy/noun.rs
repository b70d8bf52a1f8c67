//! The kinds of row, and what each becomes.

use super::super::super::answers::{ImportAnswers, MedicineFor};
use super::super::local_clock::LocalClock;
use super::diaper::DiaperChange;
use super::feeding::Feeding;
use super::kept::Kept;
use super::medication::Medication;
use super::note::Note;
use super::pumping::Pumping;
use super::row::Row;
use super::sheet::SheetKind;
use super::temperature::Temperature;
use super::weight::Weight;
use crate::entry::{EntryKind, MAX_DURATION_MS};
use crate::time::{LocalTime, Now, Stamp};
use crate::volume::{Volume, VolumeUnit};

/// A row, read.
#[derive(Debug)]
pub(super) enum Noun {
    Feeding(Feeding),
    Pumping(Pumping),
    DiaperChange(DiaperChange),
    Temperature(Temperature),
    Medication(Medication),
    Note(Note),
    Weight(Weight),
    Kept(Kept),
}

/// What a row needs beside itself to become an entry.
pub(super) struct Context<'a> {
    pub(super) clock: LocalClock<'a>,
    /// Start of the row as it is written.
    pub(super) written: LocalTime,
    /// Start of the row; rows with a date only may move it.
    pub(super) start: Stamp,
    pub(super) answers: &'a ImportAnswers,
    pub(super) now: &'a Now,
    pub(super) warnings: Vec<String>,
}

impl Noun {
    /// Reads a row and its start.
    pub(super) fn read(kind: SheetKind, row: &Row<'_>) -> Result<(LocalTime, Self), String> {
        Ok(match kind {
            SheetKind::Feeding => (row.time("start")?, Self::Feeding(Feeding::read(row)?)),
            SheetKind::Pumping => (row.time("start")?, Self::Pumping(Pumping::read(row)?)),
            SheetKind::DiaperChange => (row.time("time")?, Self::DiaperChange(DiaperChange::read(row)?)),
            SheetKind::Temperature => (row.time("time")?, Self::Temperature(Temperature::read(row)?)),
            SheetKind::Medication => (row.time("time")?, Self::Medication(Medication::read(row)?)),
            SheetKind::Note => (row.time("time")?, Self::Note(Note::read(row))),
            SheetKind::Weight => (row.noon("date")?, Self::Weight(Weight::read(row)?)),
            SheetKind::Sleep | SheetKind::TummyTime => (row.time("start")?, Self::Kept(Kept::read(kind, row))),
            SheetKind::Height | SheetKind::HeadCircumference | SheetKind::Bmi => {
                (row.noon("date")?, Self::Kept(Kept::read(kind, row)))
            }
            SheetKind::Child | SheetKind::Tag => return Err("the row is no entry".into()),
        })
    }

    /// Name of the kind within an identity. Never change one.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Feeding(_) => "feeding",
            Self::Pumping(_) => "pumping",
            Self::DiaperChange(_) => "diaper change",
            Self::Temperature(_) => "temperature",
            Self::Medication(_) => "medication",
            Self::Note(_) => "note",
            Self::Weight(_) => "weight",
            Self::Kept(kept) => kept.kind.words(),
        }
    }

    /// The entry's kind, or the reason to leave the row out.
    pub(super) fn entry_kind(&self, context: &mut Context<'_>) -> Result<EntryKind, String> {
        match self {
            Self::Feeding(feeding) => feeding.entry_kind(context),
            Self::Pumping(pumping) => pumping.entry_kind(context),
            Self::DiaperChange(diaper) => Ok(diaper.entry_kind()),
            Self::Temperature(temperature) => temperature.entry_kind(),
            Self::Medication(medication) => Ok(medication.entry_kind()),
            Self::Note(_) => Ok(EntryKind::Note),
            Self::Weight(weight) => weight.entry_kind(context),
            Self::Kept(kept) => kept.entry_kind(context),
        }
    }

    /// An amount of milk, as written.
    pub(super) fn amount(&self) -> Option<&str> {
        match self {
            Self::Feeding(feeding) => feeding.milk_amount(),
            Self::Pumping(pumping) => pumping.amount.as_deref(),
            _ => None,
        }
    }

    /// A weight, as written.
    pub(super) fn weight(&self) -> Option<&str> {
        match self {
            Self::Weight(weight) => Some(&weight.weight),
            _ => None,
        }
    }

    /// The name of a medicine.
    pub(super) fn medicine(&self) -> Option<&str> {
        match self {
            Self::Medication(medication) => Some(&medication.name),
            _ => None,
        }
    }

    /// The text of a note.
    pub(super) fn note(&self) -> Option<&str> {
        match self {
            Self::Note(note) => Some(&note.text),
            _ => None,
        }
    }

    /// Whether the entry is the parent's own, so that it names no baby.
    pub(super) fn is_parents(&self, answers: &ImportAnswers) -> bool {
        match self {
            Self::Pumping(_) => true,
            Self::Medication(_) => answers.medicine_for == Some(MedicineFor::Parent),
            _ => false,
        }
    }
}

impl Context<'_> {
    /// Milliseconds of a session; one that is longer than any can be comes in with unknown minutes.
    pub(super) fn duration_ms(&mut self, end: LocalTime) -> Result<Option<i64>, String> {
        let ms = self.clock.duration_ms(self.written, self.start, end).ok_or("it ends before it starts")?;
        if ms > MAX_DURATION_MS {
            self.warnings.push("it lasted more than 240 minutes; its minutes were left open".into());
            return Ok(None);
        }
        Ok(Some(ms))
    }

    /// An amount in the unit that was answered.
    pub(super) fn volume(&self, amount: &str) -> Result<Volume, String> {
        let unit = self.answers.volume_unit.unwrap_or(VolumeUnit::Ml);
        Volume::parse(amount, unit).ok_or_else(|| "amount is no number".to_owned())
    }

    /// For a row that has a date only: noon, or now if that is earlier. Refuses a date after today.
    pub(super) fn at_noon_or_now(&mut self) -> Result<(), String> {
        let now = self.clock.at(self.now.utc_ms);
        let date = |stamp: Stamp| LocalTime::from_local_ms(stamp.local_ms()).date;
        if date(self.start) > date(now) {
            return Err("its date lies after today".into());
        }
        self.start = if self.start.utc_ms > now.utc_ms { now } else { self.start };
        Ok(())
    }
}
