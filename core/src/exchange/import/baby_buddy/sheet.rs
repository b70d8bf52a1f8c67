//! The kinds of file that Baby Buddy exports, and how their columns tell them apart.

use super::{Columns, ImportFile, Result, Row, refused};

/// A file of a known kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) struct Sheet {
    pub(super) kind: SheetKind,
    delimiter: u8,
}

/// What the rows of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Feeding,
    Sleep,
    TummyTime,
    Pumping,
    DiaperChange,
    Temperature,
    Medication,
    Note,
    Weight,
    Height,
    HeadCircumference,
    Bmi,
    Child,
    Tag,
}

/// Columns that make a file one of a kind, beside its `id`, in the order in which they are tried: a feeding has all
/// the columns of a pumping, a medication all those of a tag.
const TELLING: [(SheetKind, &[&str]); 14] = [
    (SheetKind::Feeding, &["start", "end", "type", "method"]),
    (SheetKind::Sleep, &["start", "end", "nap"]),
    (SheetKind::TummyTime, &["start", "end", "milestone"]),
    (SheetKind::Pumping, &["start", "end", "amount"]),
    (SheetKind::DiaperChange, &["time", "wet", "solid"]),
    (SheetKind::Temperature, &["time", "temperature"]),
    (SheetKind::Medication, &["time", "name", "dosage"]),
    (SheetKind::Note, &["time", "note"]),
    (SheetKind::Weight, &["date", "weight"]),
    (SheetKind::Height, &["date", "height"]),
    (SheetKind::HeadCircumference, &["date", "head_circumference"]),
    (SheetKind::Bmi, &["date", "bmi"]),
    (SheetKind::Child, &["first_name", "birth_date"]),
    (SheetKind::Tag, &["name", "color"]),
];

impl SheetKind {
    /// Whether its rows only describe babies and labels.
    pub(super) fn describes(self) -> bool {
        matches!(self, Self::Child | Self::Tag)
    }

    /// Every column that says something about a row, for its fingerprint. Only add at the end.
    pub(super) fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Feeding => &["start", "end", "type", "method", "amount", "notes", "tags"],
            Self::Sleep => &["start", "end", "nap", "notes", "tags"],
            Self::TummyTime => &["start", "end", "milestone", "notes", "tags"],
            Self::Pumping => &["start", "end", "amount", "notes", "tags"],
            Self::DiaperChange => &["time", "wet", "solid", "color", "amount", "notes", "tags"],
            Self::Temperature => &["time", "temperature", "notes", "tags"],
            Self::Medication => &["time", "name", "dosage", "dosage_unit", "next_dose_interval", "notes", "tags"],
            Self::Note => &["time", "note", "notes", "tags"],
            Self::Weight => &["date", "weight", "notes", "tags"],
            Self::Height => &["date", "height", "notes", "tags"],
            Self::HeadCircumference => &["date", "head_circumference", "notes", "tags"],
            Self::Bmi => &["date", "bmi", "notes", "tags"],
            Self::Child => &["first_name", "last_name", "birth_date", "birth_time"],
            Self::Tag => &["name", "color"],
        }
    }

    /// Its columns as a person would name the kind.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Feeding => "feeding",
            Self::Sleep => "sleep",
            Self::TummyTime => "tummy time",
            Self::Pumping => "pumping",
            Self::DiaperChange => "diaper change",
            Self::Temperature => "temperature",
            Self::Medication => "medication",
            Self::Note => "note",
            Self::Weight => "weight",
            Self::Height => "height",
            Self::HeadCircumference => "head circumference",
            Self::Bmi => "bmi",
            Self::Child => "child",
            Self::Tag => "tag",
        }
    }
}

/// Tells a file by the columns of its first line, or says what is wrong with that line.
pub(in super::super) fn recognise(text: &str) -> std::result::Result<Sheet, String> {
    let mut almost = None;
    for delimiter in [b',', b'\t', b';'] {
        let Some(columns) = columns(text, delimiter) else { continue };
        let kind = TELLING.iter().find(|(_, telling)| telling.iter().all(|column| columns.has(column)));
        match kind {
            Some((kind, _)) if columns.has("id") => {
                if let Some(twice) = columns.twice(kind.columns()) {
                    return Err(format!("its first line names the column {twice} twice"));
                }
                return Ok(Sheet { kind: *kind, delimiter });
            }
            Some((kind, _)) => almost = Some(kind.words()),
            None => {}
        }
    }
    Err(match almost {
        Some(words) => format!("its columns are those of Baby Buddy's {words}, but id is missing"),
        None => "its first line is not a header that Relatch knows".to_owned(),
    })
}

fn reader(text: &str, delimiter: u8) -> ::csv::Reader<&[u8]> {
    ::csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

fn columns(text: &str, delimiter: u8) -> Option<Columns> {
    let mut header = ::csv::StringRecord::new();
    // The text is UTF-8 already, so reading from memory cannot fail.
    reader(text, delimiter).read_record(&mut header).unwrap_or(false).then(|| Columns::of(&header))
}

impl Sheet {
    /// Goes through the rows: the line on which each begins, and the row, or why it is none.
    pub(super) fn each(
        self,
        text: &str,
        mut take: impl FnMut(i64, std::result::Result<Row<'_>, String>) -> Result<()>,
    ) -> Result<()> {
        let mut reader = reader(text, self.delimiter);
        let mut record = ::csv::StringRecord::new();
        let mut columns: Option<Columns> = None;
        while reader.read_record(&mut record).unwrap_or(false) {
            let Some(columns) = &columns else {
                columns = Some(Columns::of(&record));
                continue;
            };
            let line = super::super::line_of(text, &record);
            if record.len() == columns.width() {
                take(line, Ok(Row { columns, record: &record }))?;
            } else {
                take(line, Err(super::super::wrong_width(record.len(), columns.width())))?;
            }
        }
        Ok(())
    }
}

/// The files of one import.
pub(super) struct Sheets<'a>(pub(super) Vec<(&'a ImportFile, &'a str, Sheet)>);

impl<'a> Sheets<'a> {
    /// The files of the kinds that are wanted, each with its index.
    pub(super) fn of(
        &self,
        wanted: impl Fn(Sheet) -> bool,
    ) -> impl Iterator<Item = (usize, &'a ImportFile, &'a str, Sheet)> {
        let numbered = self.0.iter().enumerate().map(|(index, (file, text, sheet))| (index, *file, *text, *sheet));
        numbered.filter(move |(_, _, _, sheet)| wanted(*sheet))
    }
}

/// Refuses a file that has nothing but its header, unless it was merely found in a folder.
pub(super) fn check_not_bare(file: &ImportFile, rows: usize) -> Result<()> {
    if rows == 0 && !file.from_folder {
        return Err(refused(&file.name, "it has a header but no rows"));
    }
    Ok(())
}
