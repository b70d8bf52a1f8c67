//! Compares planned rows with what the journal knows, and says what is to be written.

use std::collections::HashSet;

use super::import::{Plan, PlannedRow};
use super::progress::ProgressMeter;
use super::report::{ImportReport, ImportWarning, SkippedRow};
use crate::entry::{Entry, EntryId};
use crate::error::{JournalError, Result};
use crate::journey::Baby;

/// Most babies that one import may bring: they are looked up one by one, and nobody has more.
const MAX_BABIES: usize = 100;
/// Most zone names that one import may bring; the world has about 600.
const MAX_ZONES: usize = 1_000;

/// What the journal knows about a row's id.
pub(crate) trait Known {
    /// Fingerprint of the row as it was last imported under that id; 0 for a row of our own files.
    fn fingerprint(&mut self, id: EntryId) -> Result<Option<i64>>;
    /// The entry of that id as it is now.
    fn entry(&mut self, id: EntryId) -> Result<Option<Entry>>;
    /// Whether the id belongs to an entry that was deleted by hand, or to a running session.
    fn is_taken(&mut self, id: EntryId) -> Result<bool>;
}

/// What an import writes, and what it tells.
#[derive(Debug)]
pub(crate) struct Settled {
    pub(crate) report: ImportReport,
    /// New entries by rising id, each with the fingerprint to remember.
    pub(crate) adds: Vec<(Entry, i64)>,
    /// Descriptions of babies to remember as imported.
    pub(crate) described: Vec<(EntryId, i64)>,
    /// Babies to add or to complete.
    pub(crate) babies: Vec<BabyChange>,
}

/// A baby as an import leaves it, and as it was before.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct BabyChange {
    pub(crate) after: Baby,
    /// Absent when the import adds the baby.
    pub(crate) before: Option<Baby>,
}

impl Settled {
    /// Whether there is nothing to write.
    pub(crate) fn is_empty(&self) -> bool {
        self.adds.is_empty() && self.described.is_empty() && self.babies.is_empty()
    }
}

enum Verdict {
    Add(Box<Entry>),
    Already,
    Skip(String),
}

/// Decides row by row. Nothing is written here.
pub(crate) fn settle(plan: Plan, known: &mut dyn Known, babies: &[Baby], meter: &ProgressMeter) -> Result<Settled> {
    let Plan { format, files, mut rows, unreadable, babies: described, questions, mut warnings } = plan;
    let mut report = ImportReport {
        format,
        files: files.len() as i32,
        read: 0,
        added: 0,
        already: 0,
        skipped: Vec::new(),
        questions,
        warnings: Vec::new(),
        from: None,
        to: None,
    };
    if !report.questions.is_empty() {
        report.warnings = warnings;
        return Ok(Settled { report, adds: Vec::new(), described: Vec::new(), babies: Vec::new() });
    }
    let mut settled = Settled { report, adds: Vec::new(), described: Vec::new(), babies: Vec::new() };
    settled.report.read = (rows.len() + unreadable.len()) as i64;
    settled.report.skipped = unreadable;
    // Stable: of two rows with one id the one that comes first in the files decides. Rising ids also write fastest.
    rows.sort_by_key(|row| row.id);
    meter.begin(2 * rows.len() as i64);
    for row in rows {
        let PlannedRow { id, fingerprint, file, line, .. } = row;
        let row_warnings = row.warnings;
        match verdict(id, fingerprint, row.entry, known, &settled.adds)? {
            Verdict::Already => {
                settled.report.already += 1;
                meter.step(2);
            }
            Verdict::Skip(reason) => {
                settled.report.skipped.push(SkippedRow { file: files[file].clone(), line, reason });
                meter.step(2);
            }
            Verdict::Add(entry) => {
                settled.report.added += 1;
                settled.report.from = Some(settled.report.from.map_or(entry.start, |from| from.min(entry.start)));
                settled.report.to = Some(settled.report.to.map_or(entry.start, |to| to.max(entry.start)));
                for reason in row_warnings {
                    warnings.push(ImportWarning { file: files[file].clone(), line: Some(line), reason });
                }
                settled.adds.push((*entry, fingerprint));
                meter.step(1);
            }
        }
    }
    settled.report.skipped.sort();
    let mut ledger = BabyLedger { stored: babies, changes: Vec::new() };
    for described in described {
        if let Some(id) = described.id {
            if known.fingerprint(id)?.is_some() {
                continue;
            }
            settled.described.push((id, described.fingerprint));
        }
        ledger.check_count()?;
        if let Some(reason) = ledger.describe(described.baby) {
            warnings.push(ImportWarning { file: files[described.file].clone(), line: described.line, reason });
        }
    }
    let mut zones: HashSet<&str> = HashSet::new();
    for (entry, _) in &settled.adds {
        if let Some(name) = &entry.baby {
            ledger.name(name);
        }
        zones.insert(&entry.zone);
        ledger.check_count()?;
    }
    if zones.len() > MAX_ZONES {
        return Err(JournalError::invalid("file", "the files name more than 1,000 time zones"));
    }
    settled.babies = ledger.changes;
    warnings.sort();
    settled.report.warnings = warnings;
    Ok(settled)
}

fn verdict(
    id: EntryId,
    fingerprint: i64,
    entry: std::result::Result<Entry, String>,
    known: &mut dyn Known,
    adds: &[(Entry, i64)],
) -> Result<Verdict> {
    const CHANGED: &str = "it was imported before and has changed in the file since";
    const DIFFERS: &str = "an entry with this id is there already and differs";
    // Rows come by rising id, so a double within the files is next to its twin.
    if let Some((twin, twin_fingerprint)) = adds.last().filter(|(twin, _)| twin.id == id) {
        let same = if fingerprint == 0 {
            entry.as_ref().is_ok_and(|entry| entry == twin)
        } else {
            fingerprint == *twin_fingerprint
        };
        return Ok(if same {
            Verdict::Already
        } else {
            Verdict::Skip("another row of these files has the same id and differs".into())
        });
    }
    let imported = known.fingerprint(id)?;
    if fingerprint == 0 {
        return Ok(match known.entry(id)? {
            Some(there) => match entry {
                Ok(entry) if same_content(&entry, &there) => Verdict::Already,
                Ok(_) => Verdict::Skip(DIFFERS.into()),
                Err(reason) => Verdict::Skip(reason),
            },
            None if imported.is_some() || known.is_taken(id)? => Verdict::Already,
            None => entry.map_or_else(Verdict::Skip, |entry| Verdict::Add(Box::new(entry))),
        });
    }
    Ok(match imported {
        // A row that came in by one of our own files was not compared with this format's.
        Some(before) if before == fingerprint || before == 0 => Verdict::Already,
        Some(_) => Verdict::Skip(CHANGED.into()),
        None if known.entry(id)?.is_some() || known.is_taken(id)? => Verdict::Already,
        None => entry.map_or_else(Verdict::Skip, |entry| Verdict::Add(Box::new(entry))),
    })
}

/// The day follows from the start and this journal's own setting, so it says nothing about the entry.
fn same_content(entry: &Entry, there: &Entry) -> bool {
    entry.start == there.start
        && entry.zone == there.zone
        && entry.kind == there.kind
        && entry.baby == there.baby
        && entry.note == there.note
        && entry.tags == there.tags
}

/// Babies as the import finds and leaves them.
struct BabyLedger<'a> {
    stored: &'a [Baby],
    changes: Vec<BabyChange>,
}

impl BabyLedger<'_> {
    fn current(&self, name: &str) -> Option<&Baby> {
        let changed = self.changes.iter().map(|change| &change.after).find(|baby| baby.name == name);
        changed.or_else(|| self.stored.iter().find(|baby| baby.name == name))
    }

    /// Adds what is new about a baby; what the journal knows already stays, and a contradiction is told.
    fn describe(&mut self, new: Baby) -> Option<String> {
        let Some(current) = self.current(&new.name).cloned() else {
            self.changes.push(BabyChange { after: new, before: None });
            return None;
        };
        let differs = |ours: Option<i64>, theirs: Option<i64>| ours.is_some() && theirs.is_some() && ours != theirs;
        let born = |baby: &Baby| baby.born.map(|day| i64::from(day.number()));
        let contradiction = differs(born(&current), born(&new))
            || differs(current.sex.map(|sex| sex as i64), new.sex.map(|sex| sex as i64))
            || differs(current.gestation_weeks.map(i64::from), new.gestation_weeks.map(i64::from));
        let after = Baby {
            name: current.name.clone(),
            born: current.born.or(new.born),
            sex: current.sex.or(new.sex),
            gestation_weeks: current.gestation_weeks.or(new.gestation_weeks),
        };
        if after != current {
            match self.changes.iter_mut().find(|change| change.after.name == after.name) {
                Some(change) => change.after = after,
                None => self.changes.push(BabyChange { after, before: Some(current) }),
            }
        }
        contradiction.then(|| "the journal knows this baby with other details; its own were kept".to_owned())
    }

    fn check_count(&self) -> Result<()> {
        if self.changes.len() > MAX_BABIES {
            return Err(JournalError::invalid("file", "the files name more than 100 babies that are new"));
        }
        Ok(())
    }

    fn name(&mut self, name: &str) {
        if self.current(name).is_none() {
            self.changes.push(BabyChange { after: Baby::named(name), before: None });
        }
    }
}
