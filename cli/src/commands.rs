//! The commands: each reads what was typed, asks the journal, and answers.

mod demo;
mod entries;
mod exchange;
mod log;
mod look;
mod profile;
mod progress;
mod remind;
mod safety;
mod session;

use crate::args::Command;
use crate::desk::{Answer, Desk};
use crate::failure::Result;

pub(crate) fn run(command: &Command, desk: &Desk) -> Result<Answer> {
    match command {
        Command::Demo => demo::demo(desk),
        Command::Log { kind } => log::log(kind, desk),
        Command::Start(args) => session::start(args, desk),
        Command::Move { at, which } => session::move_start(at, which, desk),
        Command::Switch { side, which } => session::switch_side(*side, which, desk),
        Command::Pause { which } => session::pause(which, desk),
        Command::Resume { which } => session::resume(which, desk),
        Command::Finish { kind, fields } => session::finish(*kind, fields, desk),
        Command::Discard { which } => session::discard(which, desk),
        Command::Status => session::status(desk),
        Command::Home => look::home(desk),
        Command::Week { ending } => look::week(*ending, desk),
        Command::Day { date, diapers, away } => look::day(*date, diapers.as_deref(), *away, desk),
        Command::List(args) => entries::list(args, desk),
        Command::Show { id } => entries::show(*id, desk),
        Command::Edit { id, value, second, fields } => {
            let bare = value.iter().chain(second).map(String::as_str).collect();
            log::edit(*id, &crate::fields::Bare(bare), fields, desk)
        }
        Command::Delete { id } => entries::delete(*id, desk),
        Command::Undo => entries::undo(desk),
        Command::Remind { command } => remind::remind(command.as_ref(), desk),
        Command::Next(args) => remind::next(args, desk),
        Command::Act { notification, action } => remind::act(notification, action, desk),
        Command::Outlook => progress::outlook(desk),
        Command::Taper(args) => progress::taper(args, desk),
        Command::Plan(args) => progress::plan(args, desk),
        Command::Growth { command } => progress::growth(command.as_ref(), desk),
        Command::Milestones => progress::milestones(desk),
        Command::Insights => progress::insights(desk),
        Command::Flags => progress::flags(desk),
        Command::Answer { key } => progress::answer(key, desk),
        Command::Latches(args) => progress::latches(args, desk),
        Command::Forecast(args) => progress::forecast(args, desk),
        Command::Journey(args) => profile::journey(args, desk),
        Command::Settings(args) => profile::settings(args, desk),
        Command::Import(args) => exchange::import(args, desk),
        Command::Export(args) => exchange::export(args, desk),
        Command::Check => safety::check(desk),
        Command::Erase { .. } => safety::erase(desk),
        Command::Completions { shell } => Ok(safety::completions(*shell, desk)),
    }
}
