//! Our own exports on their way back in: the entry's id is its identity.

use super::super::answers::{ImportFile, ImportFormat, check_zone_name};
use super::super::report::SkippedRow;
use super::super::{csv, jsonl};
use super::{DescribedBaby, Plan, PlannedRow, check_count, refused};
use crate::day::DayStart;
use crate::entry::{Entry, check_name};
use crate::error::Result;
use crate::time::{LocalTime, Now};

pub(super) fn plan(format: ImportFormat, files: &[(&ImportFile, &str)], now: &Now, boundary: DayStart) -> Result<Plan> {
    let mut plan = Plan {
        format,
        files: files.iter().map(|(file, _)| file.name.clone()).collect(),
        rows: Vec::new(),
        unreadable: Vec::new(),
        babies: Vec::new(),
        questions: Vec::new(),
        warnings: Vec::new(),
    };
    let today = LocalTime::from_local_ms(now.stamp().local_ms()).date;
    for (index, (file, text)) in files.iter().enumerate() {
        let (rows_before, unreadable_before) = (plan.rows.len(), plan.unreadable.len());
        if format == ImportFormat::RelatchJsonl {
            for baby in jsonl::babies(text).map_err(|reason| refused(&file.name, &reason))? {
                baby.check(today).map_err(|wrong| refused(&file.name, &format!("line 1: {wrong}")))?;
                plan.babies.push(DescribedBaby { baby, id: None, fingerprint: 0, file: index, line: Some(1) });
            }
        }
        let mut over = false;
        let take = |line: i64, read: std::result::Result<Entry, String>| {
            if plan.rows.len() + plan.unreadable.len() > super::MAX_ROWS {
                over = true;
                return;
            }
            match read {
                Ok(entry) => plan.rows.push(planned(entry, now, index, line)),
                Err(reason) => plan.unreadable.push(SkippedRow { file: file.name.clone(), line, reason }),
            }
        };
        match format {
            ImportFormat::RelatchJsonl => jsonl::read(text, boundary, take),
            _ => csv::read(text, boundary, take),
        }
        check_count(plan.rows.len() + plan.unreadable.len() + usize::from(over))?;
        if plan.rows.len() == rows_before {
            if let Some(first) = plan.unreadable.get(unreadable_before) {
                let reason = format!("no row of it can be read; line {}: {}", first.line, first.reason);
                return Err(refused(&file.name, &reason));
            }
            if !file.from_folder && plan.babies.iter().all(|baby| baby.file != index) {
                return Err(refused(&file.name, "it has a first line but no entries"));
            }
        }
    }
    Ok(plan)
}

fn planned(entry: Entry, now: &Now, file: usize, line: i64) -> PlannedRow {
    let checked = entry
        .check(now)
        .and_then(|()| entry.baby.as_deref().map_or(Ok(()), |name| check_name("baby", name)))
        .and_then(|()| check_zone_name(&entry.zone));
    PlannedRow {
        id: entry.id,
        fingerprint: 0,
        entry: match checked {
            Ok(()) => Ok(entry),
            Err(wrong) => Err(wrong.to_string()),
        },
        file,
        line,
        warnings: Vec::new(),
    }
}
