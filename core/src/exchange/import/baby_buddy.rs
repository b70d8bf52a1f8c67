//! Baby Buddy's CSV export: one file for each kind of row (CONTRACT section 3).

use std::collections::HashMap;

use self::row::{Columns, Row};
use self::sheet::Sheets;
use super::super::answers::{ImportAnswers, ImportFile, ImportFormat, ImportOption};
use super::super::report::{ImportQuestion, ImportWarning, SkippedRow};
use super::local_clock::LocalClock;
use super::{Plan, PlannedRow, check_count, identity, question, refused};
use crate::day::DayStart;
use crate::entry::{Entry, EntryId, EntryKind, check_name};
use crate::error::{JournalError, Result};
use crate::time::{LocalTime, Now, Stamp};
use child::Children;
use noun::{Context, Noun};
use tag::Tags;

pub(super) use sheet::{Sheet, recognise};

mod child;
mod diaper;
mod feeding;
mod kept;
mod medication;
mod note;
mod noun;
mod pumping;
mod row;
mod sheet;
mod tag;
mod temperature;
mod weight;

/// A row as it is written, before anything was answered.
#[derive(Debug)]
struct SourceRow {
    noun: Noun,
    /// Number that Baby Buddy gave it, unique within its kind.
    id: u64,
    /// The child as written: its name where there is one.
    child: String,
    start: LocalTime,
    notes: String,
    tags: String,
    fingerprint: i64,
    file: usize,
    line: i64,
}

/// Reads the sheets, asks what is open, and plans the rows.
pub(super) fn plan(
    files: Vec<(&ImportFile, &str, Sheet)>,
    answers: &ImportAnswers,
    now: &Now,
    boundary: DayStart,
) -> Result<Plan> {
    let mut plan = Plan {
        format: ImportFormat::BabyBuddy,
        files: files.iter().map(|(file, _, _)| file.name.clone()).collect(),
        rows: Vec::new(),
        unreadable: Vec::new(),
        babies: Vec::new(),
        questions: Vec::new(),
        warnings: Vec::new(),
    };
    let sheets = Sheets(files);
    // What describes other rows comes first, whatever the order of the files.
    let mut children = Children::read(&sheets, &mut plan.warnings)?;
    let tags = tag::read(&sheets, &mut plan.warnings)?;
    let rows = read_rows(&sheets, &children, &mut plan)?;
    children.meet(&rows, answers, &mut plan.questions)?;
    ask(&rows, answers, &mut plan.questions);
    if !plan.questions.is_empty() {
        return Ok(plan);
    }
    plan.babies = children.described(now, &mut plan.warnings, &plan.files);
    let Some(zone) = &answers.zone else { return Ok(plan) };
    let clock = LocalClock { zone };
    let planner = Planner { clock, children: &children, tags: &tags, answers, now, boundary };
    for (row, (start, repeated)) in rows.iter().zip(starts(&rows, clock)) {
        plan.rows.push(planner.row(row, start, repeated));
    }
    tags.warn(&mut plan.warnings, &plan.files);
    Ok(plan)
}

fn read_rows(sheets: &Sheets<'_>, children: &Children, plan: &mut Plan) -> Result<Vec<SourceRow>> {
    let mut rows: Vec<SourceRow> = Vec::new();
    for (index, file, text, sheet) in sheets.of(|sheet| !sheet.kind.describes()) {
        let before = rows.len();
        let mut first_wrong = None;
        let mut count = 0;
        sheet.each(text, |line, row| {
            count += 1;
            check_count(rows.len() + plan.unreadable.len() + 1)?;
            match row.and_then(|row| source_row(sheet, &row, children, index, line)) {
                Ok(row) => rows.push(row),
                Err(reason) => {
                    first_wrong.get_or_insert_with(|| format!("line {line}: {reason}"));
                    plan.unreadable.push(SkippedRow { file: file.name.clone(), line, reason });
                }
            }
            Ok(())
        })?;
        if let Some(wrong) = first_wrong.filter(|_| rows.len() == before) {
            return Err(refused(&file.name, &format!("no row of it can be read; {wrong}")));
        }
        sheet::check_not_bare(file, count)?;
        if count > 0 && !text.ends_with(['\n', '\r']) {
            let reason = "it does not end with a line break; its last row may have been cut off".to_owned();
            plan.warnings.push(ImportWarning { file: file.name.clone(), line: None, reason });
        }
    }
    Ok(rows)
}

fn source_row(
    sheet: Sheet,
    row: &Row<'_>,
    children: &Children,
    file: usize,
    line: i64,
) -> std::result::Result<SourceRow, String> {
    let id = row.id()?;
    let (start, noun) = Noun::read(sheet.kind, row)?;
    let written = sheet.kind.columns().iter().flat_map(|column| [*column, row.get(column)]);
    Ok(SourceRow {
        fingerprint: identity::fingerprint(written),
        noun,
        id,
        child: children.key(row),
        start,
        notes: row.raw("notes").to_owned(),
        tags: row.get("tags").to_owned(),
        file,
        line,
    })
}

/// Asks for what no row says: zone, units, and whose the medicines are.
fn ask(rows: &[SourceRow], answers: &ImportAnswers, questions: &mut Vec<ImportQuestion>) {
    let first_and_last = (rows.iter().map(|row| row.start).min(), rows.iter().map(|row| row.start).max());
    if let (None, (Some(first), Some(last))) = (&answers.zone, first_and_last) {
        let seen = format!("{} rows from {} to {}", rows.len(), first.date, last.date);
        questions.push(question(ImportOption::Zone, "In which time zone were these times written?", seen));
    }
    let mut ask_range = |is_open: bool, option, about: &str, number: fn(&Noun) -> Option<&str>, what: &str| {
        let mut numbers: Vec<(i64, &str)> = Vec::new();
        for text in rows.iter().filter_map(|row| number(&row.noun)) {
            numbers.push((crate::volume::parse_thousandths(text).unwrap_or(0), text));
        }
        if let (true, Some(low), Some(high)) = (is_open, numbers.iter().min(), numbers.iter().max()) {
            questions.push(question(option, about, format!("{} {what} from {} to {}", numbers.len(), low.1, high.1)));
        }
    };
    let about = "In which unit are the amounts of milk?";
    ask_range(answers.volume_unit.is_none(), ImportOption::VolumeUnit, about, Noun::amount, "amounts");
    let about = "In which unit are the weights?";
    ask_range(answers.mass_unit.is_none(), ImportOption::WeightUnit, about, Noun::weight, "weights");
    let medicines: Vec<&str> = rows.iter().filter_map(|row| row.noun.medicine()).collect();
    if answers.medicine_for.is_none() && !medicines.is_empty() {
        let mut names = medicines.clone();
        names.sort_unstable();
        names.dedup();
        let more = if names.len() > 5 { ", ..." } else { "" };
        names.truncate(5);
        let seen = format!("{} rows: {}{more}", medicines.len(), names.join(", "));
        questions.push(question(ImportOption::Medicine, "Who took the medicines, the parent or the baby?", seen));
    }
}

/// The instant of each row's start, and whether the clock showed it twice.
///
/// In a repeated hour the row with the next smaller id of the same child in the same file decides.
fn starts(rows: &[SourceRow], clock: LocalClock<'_>) -> Vec<(Stamp, bool)> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let of = |index: usize| (rows[index].file, rows[index].child.as_str(), rows[index].id);
    order.sort_by(|a, b| of(*a).cmp(&of(*b)));
    let mut starts = vec![(Stamp { utc_ms: 0, offset_s: 0 }, false); rows.len()];
    let mut smaller: Option<Stamp> = None;
    for (place, &index) in order.iter().enumerate() {
        if let Some(before) = place.checked_sub(1).map(|place| order[place]) {
            let (file, child, id) = of(index);
            let (file_before, child_before, id_before) = of(before);
            if (file, child) != (file_before, child_before) {
                smaller = None;
            } else if id != id_before {
                smaller = Some(starts[before].0);
            }
        }
        starts[index] = clock.start(rows[index].start, smaller);
    }
    starts
}

/// What all rows of an import share on their way to entries.
struct Planner<'a> {
    clock: LocalClock<'a>,
    children: &'a Children,
    tags: &'a Tags,
    answers: &'a ImportAnswers,
    now: &'a Now,
    boundary: DayStart,
}

impl Planner<'_> {
    fn row(&self, row: &SourceRow, start: Stamp, repeated: bool) -> PlannedRow {
        let identity = ["baby-buddy", row.noun.name(), &row.id.to_string(), &row.child, &row.start.text()];
        let id = identity::entry_id(row.start, identity);
        let mut context = Context {
            clock: self.clock,
            written: row.start,
            start,
            answers: self.answers,
            now: self.now,
            warnings: Vec::new(),
        };
        if repeated {
            let told = format!("the clock showed this hour twice; it was taken as {}", start.rfc3339());
            context.warnings.push(told);
        }
        let entry = row
            .noun
            .entry_kind(&mut context)
            .and_then(|kind| self.entry(id, row, context.start, kind).map_err(|wrong| wrong.to_string()));
        let warnings = context.warnings;
        PlannedRow { id, fingerprint: row.fingerprint, entry, file: row.file, line: row.line, warnings }
    }

    fn entry(&self, id: EntryId, row: &SourceRow, start: Stamp, kind: EntryKind) -> Result<Entry> {
        let note = row.noun.note().unwrap_or(&row.notes);
        let is_parents = row.noun.is_parents(self.answers);
        let entry = Entry {
            id,
            start,
            zone: self.clock.zone.name.clone(),
            day: self.boundary.day_of(start),
            kind,
            baby: if is_parents { None } else { self.children.name(&row.child) },
            note: (!note.trim().is_empty()).then(|| note.to_owned()),
            tags: self.tags.names(&row.tags, row.file),
        };
        entry.check(self.now)?;
        if let Some(name) = &entry.baby {
            check_name("baby", name)?;
        }
        Ok(entry)
    }
}
