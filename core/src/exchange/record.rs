//! An entry as a flat record of named fields: what both of our export formats hold.

use serde::Serialize;
use serde_json::Value;

use crate::entry::{Entry, EntryKind, Nursing, Transfer};
use crate::time::{Stamp, offset_text};
use crate::volume::{Mass, MassUnit, Volume, VolumeUnit, mass_number, volume_number};

/// Every field of a record in the order of the CSV's columns; the unit is part of the name.
///
/// `milk` and `volume_ml` are those of a supplement or of the supplementer of a nursing; `name` is that of a medicine,
/// a sign or another app's label; `*_unit` is the unit that was typed. JSON Lines have `start_ms` in place of
/// `start_utc` and `offset`. Never rename one: older files hold them.
#[rustfmt::skip] // a line each would hide their order
pub(super) const COLUMNS: [&str; 47] = [
    "id", "kind", "start_utc", "start_local", "offset", "zone", "baby", "method", "duration_s", "left_s", "right_s",
    "side", "pause_s", "left_ml", "left_unit", "right_ml", "right_unit", "total_ml", "total_unit", "milk",
    "volume_ml", "volume_unit", "by", "latch", "transfer_by", "transfer_ml", "transfer_unit", "before_g",
    "before_unit", "after_g", "after_unit", "double", "pattern", "let_downs", "pain", "weight_g", "weight_unit",
    "wet", "stool", "name", "temperature_c", "mood", "rest", "detail", "note", "tags",
    "of_parent",
];

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    /// Something a person or another app wrote.
    Text(String),
    /// A word from a fixed list.
    Word(String),
    /// A decimal number.
    Number(String),
    /// Yes or no.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

/// The fields of one entry; what is absent is not known.
pub(super) struct Record(pub(super) Vec<(&'static str, Cell)>);

impl Record {
    fn put(&mut self, field: &'static str, cell: Cell) {
        self.0.push((field, cell));
    }

    fn word(&mut self, field: &'static str, word: &impl Serialize) {
        if let Ok(Value::String(word)) = serde_json::to_value(word) {
            self.put(field, Cell::Word(word));
        }
    }

    fn text(&mut self, field: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(field, Cell::Text(text.to_owned()));
        }
    }

    fn number(&mut self, field: &'static str, number: Option<impl ToString>) {
        if let Some(number) = number {
            self.put(field, Cell::Number(number.to_string()));
        }
    }

    fn seconds(&mut self, field: &'static str, ms: Option<i64>) {
        self.number(field, ms.map(thousandths_text));
    }

    fn volume(&mut self, [field, unit_field]: [&'static str; 2], volume: Option<Volume>) {
        match volume {
            None => {}
            Some(Volume::Drops) => self.put(field, Cell::Word("drops".into())),
            Some(Volume::Unmeasured) => self.put(field, Cell::Word("unmeasured".into())),
            Some(Volume::Measured { microlitres, unit }) => {
                self.put(field, Cell::Number(volume_number(microlitres, VolumeUnit::Ml)));
                self.put(unit_field, Cell::Word(unit.symbol().into()));
            }
        }
    }

    fn mass(&mut self, [field, unit_field]: [&'static str; 2], mass: Mass) {
        self.put(field, Cell::Number(mass_number(mass.milligrams, MassUnit::G)));
        self.put(unit_field, Cell::Word(mass.unit.symbol().into()));
    }

    /// The record of an entry.
    pub(super) fn of(entry: &Entry) -> Self {
        let mut record = Self(Vec::with_capacity(16));
        record.put("id", Cell::Word(entry.id.to_string()));
        record.put("kind", Cell::Word(kind_name(&entry.kind).into()));
        if !entry.zone.is_empty() {
            record.put("zone", Cell::Text(entry.zone.clone()));
        }
        record.text("baby", entry.baby.as_deref());
        record.put_kind(&entry.kind);
        record.text("note", entry.note.as_deref());
        if !entry.tags.is_empty() {
            record.put("tags", Cell::List(entry.tags.clone()));
        }
        record
    }

    fn put_kind(&mut self, kind: &EntryKind) {
        match kind {
            EntryKind::Nursing { nursing } => self.put_nursing(nursing),
            EntryKind::Expression { expression } => {
                self.word("method", &expression.method);
                self.seconds("duration_s", expression.duration_ms);
                self.seconds("pause_s", Some(expression.pause_ms).filter(|ms| *ms != 0));
                self.volume(["left_ml", "left_unit"], expression.left);
                self.volume(["right_ml", "right_unit"], expression.right);
                self.volume(["total_ml", "total_unit"], expression.total);
                if let Some(double) = expression.double {
                    self.put("double", Cell::Flag(double));
                }
                self.word("pattern", &expression.pattern);
                self.number("let_downs", expression.let_downs);
                self.number("pain", expression.pain);
            }
            EntryKind::Supplement { supplement } => {
                self.word("milk", &supplement.milk);
                self.volume(["volume_ml", "volume_unit"], Some(supplement.volume));
                self.word("by", &supplement.by);
            }
            EntryKind::SkinToSkin { duration_ms } => self.seconds("duration_s", *duration_ms),
            EntryKind::Weight { mass } => self.mass(["weight_g", "weight_unit"], *mass),
            EntryKind::Diaper { diaper } => {
                self.put("wet", Cell::Flag(diaper.wet));
                self.put("stool", Cell::Flag(diaper.stool));
                self.text("detail", diaper.detail.as_deref());
            }
            EntryKind::Medicine { name, detail } | EntryKind::Other { label: name, detail } => {
                self.text("name", Some(name));
                self.text("detail", detail.as_deref());
            }
            EntryKind::Temperature { milli_celsius, of_parent } => {
                self.number("temperature_c", Some(thousandths_text(*milli_celsius)));
                if *of_parent {
                    self.put("of_parent", Cell::Flag(true));
                }
            }
            EntryKind::Sign { sign } => self.word("name", sign),
            EntryKind::Wellbeing { mood, rest } => {
                self.number("mood", *mood);
                self.number("rest", *rest);
            }
            EntryKind::Note => {}
        }
    }

    fn put_nursing(&mut self, nursing: &Nursing) {
        self.seconds("duration_s", nursing.both_ms);
        self.seconds("left_s", nursing.left_ms);
        self.seconds("right_s", nursing.right_ms);
        self.word("side", &nursing.side);
        self.seconds("pause_s", Some(nursing.pause_ms).filter(|ms| *ms != 0));
        if let Some(supplementer) = nursing.supplementer {
            self.word("milk", &supplementer.milk);
            self.volume(["volume_ml", "volume_unit"], Some(supplementer.volume));
        }
        self.word("latch", &nursing.latch);
        match nursing.transfer {
            None => {}
            Some(Transfer::Weighed { before, after }) => {
                self.put("transfer_by", Cell::Word("weighed".into()));
                self.mass(["before_g", "before_unit"], before);
                self.mass(["after_g", "after_unit"], after);
            }
            Some(Transfer::TestWeighed { volume }) => {
                self.put("transfer_by", Cell::Word("test_weighed".into()));
                self.volume(["transfer_ml", "transfer_unit"], Some(volume));
            }
            Some(Transfer::Estimated { volume }) => {
                self.put("transfer_by", Cell::Word("estimated".into()));
                self.volume(["transfer_ml", "transfer_unit"], Some(volume));
            }
        }
    }
}

fn kind_name(kind: &EntryKind) -> &'static str {
    match kind {
        EntryKind::Nursing { .. } => "nursing",
        EntryKind::Expression { .. } => "expression",
        EntryKind::Supplement { .. } => "supplement",
        EntryKind::SkinToSkin { .. } => "skin_to_skin",
        EntryKind::Weight { .. } => "weight",
        EntryKind::Diaper { .. } => "diaper",
        EntryKind::Medicine { .. } => "medicine",
        EntryKind::Temperature { .. } => "temperature",
        EntryKind::Sign { .. } => "sign",
        EntryKind::Wellbeing { .. } => "wellbeing",
        EntryKind::Note => "note",
        EntryKind::Other { .. } => "other",
    }
}

/// Thousandths as a decimal number without trailing zeros.
fn thousandths_text(thousandths: i64) -> String {
    mass_number(thousandths, MassUnit::G)
}

/// "2026-11-01T05:30:00Z".
pub(super) fn utc_text(start: Stamp) -> String {
    format!("{}Z", civil_text(start.utc_ms))
}

/// "2026-11-01T01:30:00", without offset.
pub(super) fn local_text(start: Stamp) -> String {
    civil_text(start.local_ms())
}

/// "UTC-04:00": with a letter first, so that no spreadsheet takes it for a sum.
pub(super) fn utc_offset_text(start: Stamp) -> String {
    format!("UTC{}", offset_text(start.offset_s))
}

fn civil_text(ms: i64) -> String {
    let text = Stamp { utc_ms: ms, offset_s: 0 }.rfc3339();
    text.trim_end_matches("+00:00").to_owned()
}
