//! Turns files into planned rows: recognises them by their columns, reads them, and collects what has to be asked.

use super::answers::{ImportAnswers, ImportFile, ImportFormat, ImportOption};
use super::report::{ImportQuestion, ImportWarning, SkippedRow};
use super::{csv, jsonl};
use crate::day::DayStart;
use crate::entry::{Entry, EntryId};
use crate::error::{JournalError, Result};
use crate::journey::Baby;
use crate::time::Now;

pub(super) use file::{line_of, size_limit, wrong_width};

mod baby_buddy;
mod file;
mod identity;
mod local_clock;
mod own;

/// Most rows in one import.
const MAX_ROWS: usize = 1_000_000;

/// What the files hold, before it is compared with the journal.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(super) format: ImportFormat,
    /// Names of the files that were read.
    pub(super) files: Vec<String>,
    pub(super) rows: Vec<PlannedRow>,
    pub(super) unreadable: Vec<SkippedRow>,
    pub(super) babies: Vec<DescribedBaby>,
    pub(super) questions: Vec<ImportQuestion>,
    pub(super) warnings: Vec<ImportWarning>,
}

impl Plan {
    /// Whether questions are left open, so that nothing can be written.
    pub(crate) fn is_open(&self) -> bool {
        !self.questions.is_empty()
    }
}

/// A row that was understood.
#[derive(Debug)]
pub(super) struct PlannedRow {
    pub(super) id: EntryId,
    /// Stands for the row as it is written; 0 where the id alone decides (our own files).
    pub(super) fingerprint: i64,
    /// The entry, or the limit it breaks.
    pub(super) entry: std::result::Result<Entry, String>,
    /// Index of its file.
    pub(super) file: usize,
    pub(super) line: i64,
    pub(super) warnings: Vec<String>,
}

/// What a file says about a baby.
#[derive(Debug)]
pub(super) struct DescribedBaby {
    pub(super) baby: Baby,
    /// Identity of the description, absent where none is kept.
    pub(super) id: Option<EntryId>,
    pub(super) fingerprint: i64,
    pub(super) file: usize,
    pub(super) line: Option<i64>,
}

/// What a file is, by its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Recognised {
    BabyBuddy(baby_buddy::Sheet),
    Csv,
    Jsonl,
}

impl Recognised {
    fn format(&self) -> ImportFormat {
        match self {
            Self::BabyBuddy(_) => ImportFormat::BabyBuddy,
            Self::Csv => ImportFormat::RelatchCsv,
            Self::Jsonl => ImportFormat::RelatchJsonl,
        }
    }
}

/// Reads the files and plans their rows. Refuses the whole import, naming the file, when one cannot be read at all.
pub(crate) fn plan(files: &[ImportFile], answers: &ImportAnswers, now: &Now, boundary: DayStart) -> Result<Plan> {
    now.check()?;
    if let Some(zone) = &answers.zone {
        zone.check()?;
    }
    let mut warnings = Vec::new();
    let mut read: Vec<(&ImportFile, &str, Recognised)> = Vec::new();
    for file in files {
        match file::decode(file).and_then(|text| Ok((text, recognise(text, answers.format)?))) {
            Ok((text, recognised)) => read.push((file, text, recognised)),
            Err(reason) if file.from_folder => {
                warnings.push(ImportWarning {
                    file: file.name.clone(),
                    line: None,
                    reason: format!("not read: {reason}"),
                });
            }
            Err(reason) => return Err(refused(&file.name, &reason)),
        }
    }
    let Some(format) = read.first().map(|(_, _, recognised)| recognised.format()) else {
        return Err(JournalError::invalid("file", "none of the files is an export that Relatch can read"));
    };
    if let Some((file, _, _)) = read.iter().find(|(_, _, recognised)| recognised.format() != format) {
        return Err(refused(&file.name, "it comes from another app than the first file; import them one by one"));
    }
    let mut plan = match format {
        ImportFormat::BabyBuddy => {
            let sheets = read.into_iter().filter_map(|(file, text, recognised)| match recognised {
                Recognised::BabyBuddy(sheet) => Some((file, text, sheet)),
                _ => None,
            });
            baby_buddy::plan(sheets.collect(), answers, now, boundary)?
        }
        ImportFormat::RelatchCsv | ImportFormat::RelatchJsonl => {
            let texts: Vec<_> = read.into_iter().map(|(file, text, _)| (file, text)).collect();
            own::plan(format, &texts, now, boundary)?
        }
    };
    plan.questions.sort_by_key(|question| question.option);
    plan.warnings.append(&mut warnings);
    Ok(plan)
}

fn recognise(text: &str, wanted: Option<ImportFormat>) -> std::result::Result<Recognised, String> {
    let is_wanted = |format| wanted.is_none_or(|wanted| wanted == format);
    if jsonl::is_ours(text) && is_wanted(ImportFormat::RelatchJsonl) {
        return jsonl::babies(text).map(|_| Recognised::Jsonl);
    }
    let header = file::header(text);
    if csv::is_ours(&header) && is_wanted(ImportFormat::RelatchCsv) {
        return Ok(Recognised::Csv);
    }
    if is_wanted(ImportFormat::BabyBuddy) {
        return baby_buddy::recognise(text).map(Recognised::BabyBuddy);
    }
    Err("its first line is not the header of that format".into())
}

pub(super) fn refused(file: &str, reason: &str) -> JournalError {
    JournalError::invalid("file", format!("{file}: {reason}"))
}

/// Refuses more rows than one import may have.
fn check_count(rows: usize) -> Result<()> {
    if rows > MAX_ROWS {
        return Err(JournalError::invalid("file", "an import may have 1,000,000 rows at most"));
    }
    Ok(())
}

fn question(option: ImportOption, about: &str, seen: String) -> ImportQuestion {
    ImportQuestion { option, about: about.to_owned(), seen }
}
