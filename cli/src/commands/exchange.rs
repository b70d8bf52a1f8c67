//! Import and export.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relatch_core::{ExportFormat, ImportAnswers, ImportReport, ImportZone, Journal, JournalError};

use crate::args::{ExportArgs, ImportArgs};
use crate::clock::{offset_at, zone_table};
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::import_files;
use crate::page::{Ink, Line};
use crate::view::doc::record;
use crate::view::{entry, import as view};

pub(crate) fn import(args: &ImportArgs, desk: &Desk) -> Result<Answer> {
    let found = import_files::read(&args.file)?;
    let journal = desk.journal()?;
    let now = &desk.clock.now;
    let answers = ImportAnswers {
        format: args.from,
        zone: args.zone.as_ref().map(|zone| ImportZone {
            name: zone.0.iana_name().unwrap_or_default().to_owned(),
            offset_s: offset_at(&zone.0, now.utc_ms),
            zone_table: zone_table(&zone.0, now.utc_ms),
        }),
        volume_unit: args.volume_unit,
        mass_unit: args.weight_unit,
        medicine_for: args.medicine,
        baby: args.baby.clone(),
    };
    let mut report = if args.dry_run {
        journal.preview_import(&found.files, &answers, now)?
    } else {
        with_progress(&journal, || journal.import(&found.files, &answers, now))?
    };
    report.warnings.splice(0..0, found.warnings);
    let undo = if args.dry_run { view::Undo::Nothing } else { view::Undo::ByCommand };
    let answer = desk.answer(|| view::document(&report), |page| view::say(page, &report, undo));
    Ok(match open_question(&report) {
        Some(error) => answer.refused(error),
        None => answer,
    })
}

/// The first question that nobody has answered.
fn open_question(report: &ImportReport) -> Option<JournalError> {
    let question = report.questions.first()?;
    Some(JournalError::Invalid { field: question.option.name().to_owned(), reason: question.about.clone() })
}

/// Shows on a terminal how far the import has come.
fn with_progress<T>(journal: &Journal, work: impl FnOnce() -> T) -> T {
    if !std::io::stderr().is_terminal() {
        return work();
    }
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("  {bar:32.yellow/black} {percent:>3} % {msg}") {
                bar.set_style(style.progress_chars("█▉▊▋▌▍▎▏ "));
            }
            while !done.load(Ordering::Relaxed) {
                let Ok(progress) = journal.import_progress() else { break };
                bar.set_message(if progress.total == 0 { "reading" } else { "" });
                bar.set_length(progress.total.max(1) as u64);
                bar.set_position(progress.done.max(0) as u64);
                std::thread::park_timeout(Duration::from_millis(60));
            }
            bar.finish_and_clear();
        });
        let answer = work();
        done.store(true, Ordering::Relaxed);
        answer
    })
}

pub(crate) fn export(args: &ExportArgs, desk: &Desk) -> Result<Answer> {
    let Some(out) = &args.out else {
        if desk.json {
            return Err(Failure::usage("with --json, say where to write with --out FILE"));
        }
        let journal = desk.journal()?;
        let mut stdout = std::io::stdout().lock();
        return match write_pages(&journal, args.format, &mut stdout)? {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(unwritten(&error)),
            _ => Ok(Answer::text(String::new())),
        };
    };
    let journal = desk.journal()?;
    let bytes = to_file(&journal, args.format, out, desk.db.as_deref())?;
    Ok(desk.answer(
        || {
            record! {
                "format": entry::name(&args.format),
                "out": out.to_string_lossy().into_owned(),
                "bytes": bytes as i64,
            }
        },
        |page| {
            let text = format!("Written to {}, {bytes} bytes.", out.display());
            page.line(&Line::of(Ink::Plain, &text).hang(2));
        },
    ))
}

/// The pieces of the export, one after the other; answers what kept them from being written.
fn write_pages(journal: &Journal, format: ExportFormat, out: &mut impl Write) -> Result<Option<std::io::Error>> {
    let mut after = None;
    loop {
        let page = journal.export_page(format, after)?;
        if let Err(error) = out.write_all(page.text.as_bytes()) {
            return Ok(Some(error));
        }
        match page.cursor {
            Some(cursor) => after = Some(cursor),
            None => return Ok(out.flush().err()),
        }
    }
}

/// Written beside its place and moved there whole, so that a full disk leaves no half file; readable by the user alone.
fn to_file(journal: &Journal, format: ExportFormat, out: &Path, db: Option<&Path>) -> Result<u64> {
    let real = fs::canonicalize(out).ok();
    if real.is_some() && db.and_then(|db| fs::canonicalize(db).ok()) == real {
        return Err(Failure::invalid("out", "that is the journal itself"));
    }
    let failed = |error: &std::io::Error| unwritten(error);
    // A device takes what is written to it; it cannot be moved over.
    if fs::metadata(out).is_ok_and(|about| !about.is_file()) {
        let mut file = OpenOptions::new().write(true).open(out).map_err(|error| failed(&error))?;
        return match write_pages(journal, format, &mut file)? {
            Some(error) => Err(unwritten(&error)),
            None => Ok(0),
        };
    }
    let out = real.unwrap_or_else(|| out.to_path_buf());
    let mut beside = out.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = write_new(journal, format, &beside).and_then(|bytes| {
        fs::rename(&beside, &out).map_err(|error| failed(&error))?;
        Ok(bytes)
    });
    if written.is_err() {
        // Nothing half done stays; that it cannot be removed is no news beside the first failure.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(journal: &Journal, format: ExportFormat, path: &Path) -> Result<u64> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file: File = options.open(path).map_err(|error| unwritten(&error))?;
    if let Some(error) = write_pages(journal, format, &mut file)? {
        return Err(unwritten(&error));
    }
    file.sync_all().map_err(|error| unwritten(&error))?;
    Ok(file.metadata().map_err(|error| unwritten(&error))?.len())
}

fn unwritten(error: &std::io::Error) -> Failure {
    match error.kind() {
        ErrorKind::StorageFull => Failure::Refused(JournalError::Full),
        ErrorKind::NotFound => Failure::io("the folder to write to is not there"),
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Failure::io("no permission to write there"),
        _ => Failure::io("the export could not be written"),
    }
}
