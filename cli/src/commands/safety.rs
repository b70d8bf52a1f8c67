//! Check, erase, and what a shell needs.

use clap::CommandFactory;
use relatch_core::JournalError;

use crate::args::Cli;
use crate::desk::{Answer, Desk};
use crate::failure::Result;
use crate::page::{Ink, Line};
use crate::view::doc::record;
use crate::words;

pub(crate) fn check(desk: &Desk) -> Result<Answer> {
    let report = desk.journal()?.check()?;
    let answer = desk.answer(
        || record! { "sound": report.sound, "entries": report.entries, "found": report.found.clone() },
        |page| {
            let entries = words::count(report.entries, "entry").replace("entrys", "entries");
            if report.sound {
                page.line(&Line::of(Ink::Strong, "The journal is sound").text(&format!(", {entries}.")).hang(2));
            }
            for found in &report.found {
                page.line(&Line::of(Ink::Alert, found).hang(2));
            }
        },
    );
    Ok(if report.sound { answer } else { answer.refused(JournalError::Corrupt) })
}

pub(crate) fn erase(desk: &Desk) -> Result<Answer> {
    desk.journal()?.erase()?;
    Ok(desk.answer(|| record! { "erased": true }, |page| page.say("Everything is removed, for good.")))
}

pub(crate) fn completions(shell: clap_complete::Shell, desk: &Desk) -> Answer {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "relatch", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    if desk.json {
        let doc = record! { "shell": shell.to_string(), "script": script };
        return Answer::text(doc.pretty() + "\n");
    }
    Answer::text(script)
}
