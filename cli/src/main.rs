//! Relatch on the command line.

#![allow(clippy::format_push_string, reason = "a line of text reads better in one piece; nothing here is hot")]
#![allow(clippy::disallowed_methods, reason = "the shell: it reads the clock and draws the progress bar")]
#![cfg_attr(test, allow(clippy::unwrap_used, reason = "tests"))]

mod args;
mod clock;
mod commands;
mod desk;
mod failure;
mod fields;
mod import_files;
mod input;
mod moment;
mod page;
mod sentence;
mod store;
mod texts;
mod view;
mod words;

use std::ffi::OsString;
use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use clap::error::ErrorKind as ClapKind;
use clap::{ArgMatches, CommandFactory, FromArgMatches};
use relatch_core::JournalError;

use crate::args::Cli;
use crate::clock::Clock;
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::page::{Look, escaped};

const DONE: u8 = 0;
const REFUSED: u8 = 1;
const USAGE: u8 = 2;

fn main() -> ExitCode {
    ExitCode::from(run(std::env::args_os().collect()))
}

fn run(argv: Vec<OsString>) -> u8 {
    let matches = match Cli::command().try_get_matches_from(argv) {
        Ok(matches) => matches,
        Err(error) => return usage_of_clap(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return usage_of_clap(&error),
    };
    let outcome = Clock::read(cli.now.as_deref()).and_then(|clock| {
        let desk = Desk { json: cli.json, clock, look: Look::of_stdout(), db: cli.db.clone() };
        commands::run(&cli.command, &desk)
    });
    finish(outcome, cli.json, &matches)
}

fn finish(outcome: Result<Answer>, json: bool, matches: &ArgMatches) -> u8 {
    match outcome {
        Ok(answer) => {
            let written = print(&answer.text, json, matches);
            match answer.refused {
                Some(error) => refuse(&error, json, matches),
                None => written,
            }
        }
        Err(Failure::Refused(error)) => refuse(&error, json, matches),
        Err(Failure::Usage(text)) => {
            say_to_stderr(&format!("error: {}\n\nFor more information, try '--help'.", escaped(&text)));
            USAGE
        }
    }
}

/// Whoever stops reading has read enough; anything else that keeps the answer from being written is a failure.
fn print(text: &str, json: bool, matches: &ArgMatches) -> u8 {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => DONE,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => DONE,
        Err(error) if error.kind() == ErrorKind::StorageFull => refuse(&JournalError::Full, json, matches),
        Err(_) => refuse(&JournalError::Io { reason: "the answer could not be written".to_owned() }, json, matches),
    }
}

fn refuse(error: &JournalError, json: bool, matches: &ArgMatches) -> u8 {
    let text = if json {
        failure::document(error).line()
    } else {
        let typed = if let JournalError::Invalid { field, .. } = error { typed(matches, field) } else { None };
        failure::line(error, typed.as_deref())
    };
    say_to_stderr(&text);
    REFUSED
}

fn say_to_stderr(text: &str) {
    // Nobody may be listening, and that is no failure.
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// What stood on the command line for a field.
fn typed(matches: &ArgMatches, field: &str) -> Option<String> {
    let id = match field {
        "start" => "at",
        "diaper" | "day" => "date",
        other => other,
    };
    let mut level = matches;
    while let Some((_, inner)) = level.subcommand() {
        level = inner;
    }
    let words: Vec<String> = level.try_get_raw(id).ok()??.map(|word| word.to_string_lossy().into_owned()).collect();
    Some(words.join(" "))
}

/// Help and version are answers; all else is wrong usage, in plain text.
fn usage_of_clap(error: &clap::Error) -> u8 {
    let text = error.render();
    let plain = text.to_string();
    if matches!(error.kind(), ClapKind::DisplayHelp | ClapKind::DisplayVersion) {
        let shown = if Look::of_stdout().colour { text.ansi().to_string() } else { plain };
        return match std::io::stdout().lock().write_all(shown.as_bytes()) {
            Err(failed) if failed.kind() != ErrorKind::BrokenPipe => REFUSED,
            _ => DONE,
        };
    }
    // What was typed is repeated: it must not steer the terminal.
    let steers = plain.chars().any(|c| c.is_control() && c != '\n');
    if !steers && std::io::stderr().is_terminal() && page::wants_colour() {
        say_to_stderr(text.ansi().to_string().trim_end());
    } else {
        let lines: Vec<String> = plain.trim_end().split('\n').map(escaped).collect();
        say_to_stderr(&lines.join("\n"));
    }
    USAGE
}
