//! What may be typed: the commands and their options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use relatch_core::{ClockTime, ClockWindow, Day, EntryId, MassUnit, SessionEdge, SessionKind, Sex, Side, VolumeUnit};

use crate::input::{self, Amount, OrNone, Yes};
use crate::moment::Moment;

pub(crate) mod exchange;
pub(crate) mod log;
pub(crate) mod progress;
pub(crate) mod remind;

pub(crate) use exchange::{ExportArgs, ImportArgs};
pub(crate) use log::{AnyFields, LogKind};
pub(crate) use remind::{NextArgs, RemindCommand};

/// Relatch: log each session, see the week, know when the next one is due. Everything stays on this computer.
#[derive(Debug, Parser)]
#[command(name = "relatch", version, max_term_width = 100, subcommand_required = true, arg_required_else_help = false)]
pub(crate) struct Cli {
    /// The journal; by default in your data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) db: Option<PathBuf>,
    #[arg(
        long,
        global = true,
        value_name = "TIME",
        allow_hyphen_values = true,
        help = "The present, such as 2026-11-01T01:30:00-04:00[America/New_York]; by default the system's clock and zone"
    )]
    pub(crate) now: Option<String>,
    /// Print one JSON document
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What there is to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// See it work: two months of another app's log, one tap, the next reminders, the week
    Demo,
    /// Log one entry
    #[command(arg_required_else_help = false)]
    Log {
        #[command(subcommand)]
        kind: LogKind,
    },
    /// Start the clock of a session
    Start(StartArgs),
    /// Say that the running session began at another time
    Move {
        /// When it began
        #[arg(value_parser = Moment::time, allow_hyphen_values = true, value_name = "TIME")]
        at: Moment,
        #[command(flatten)]
        which: Which,
    },
    /// Go on with the other side
    Switch {
        /// The side from now on
        #[arg(value_parser = input::one_of::<Side>(input::SIDES), allow_hyphen_values = true)]
        side: Side,
        #[command(flatten)]
        which: Which,
    },
    /// Let the minutes of the running session stand still
    Pause {
        #[command(flatten)]
        which: Which,
    },
    /// Go on after a pause, or say that a forgotten session is still going
    Resume {
        #[command(flatten)]
        which: Which,
    },
    /// End the running session and log it
    Finish {
        /// Which one, where several run
        #[arg(value_parser = input::one_of::<SessionKind>(input::SESSIONS), value_name = "nursing|pump|hand")]
        kind: Option<SessionKind>,
        #[command(flatten)]
        fields: AnyFields,
    },
    /// Drop the running session without logging it
    Discard {
        #[command(flatten)]
        which: Which,
    },
    /// Show what is running
    Status,
    /// Last session, next session, today
    Home,
    /// Seven days beside the seven before
    Week {
        /// The last day; by default today
        #[arg(long, value_parser = input::day, allow_hyphen_values = true, value_name = "DAY")]
        ending: Option<Day>,
    },
    /// One day, or what you say about it
    Day {
        /// The day; by default today
        #[arg(value_parser = input::day, allow_hyphen_values = true, value_name = "DATE")]
        date: Option<Day>,
        /// Whether all its diapers are logged
        #[arg(long, value_parser = ["complete", "open"], allow_hyphen_values = true)]
        diapers: Option<String>,
        /// Away: shown, not compared
        #[arg(long, value_parser = input::yes_no(), allow_hyphen_values = true, value_name = "yes|no")]
        away: Option<Yes>,
    },
    /// The log, oldest first
    List(ListArgs),
    /// One entry
    Show {
        #[arg(value_parser = input::id, allow_hyphen_values = true)]
        id: EntryId,
    },
    /// Change an entry; what is not named stays
    Edit {
        #[arg(value_parser = input::id, allow_hyphen_values = true)]
        id: EntryId,
        /// What `log` takes without a name, such as an amount, a milk, a weight or a text
        #[arg(allow_hyphen_values = true, value_name = "VALUE")]
        value: Option<String>,
        /// The second such
        #[arg(allow_hyphen_values = true, value_name = "VALUE")]
        second: Option<String>,
        #[command(flatten)]
        fields: AnyFields,
    },
    /// Delete an entry; `undo` brings it back
    Delete {
        #[arg(value_parser = input::id, allow_hyphen_values = true)]
        id: EntryId,
    },
    /// Take back the newest change; again goes further back
    Undo,
    /// Rules of the reminders: shown, or changed
    Remind {
        #[command(subcommand)]
        command: Option<RemindCommand>,
    },
    /// The reminders a phone would hold now
    Next(NextArgs),
    /// Answer a reminder
    Act {
        /// Its id, as `next` prints it
        #[arg(allow_hyphen_values = true)]
        notification: String,
        #[arg(value_parser = remind::action, allow_hyphen_values = true, value_name = "log_now|snooze:15m|skip")]
        action: remind::ActionText,
    },
    /// Own milk in the days to come: bands, never a promise
    Outlook,
    /// Where the plan agreed with your provider stands; with amounts, its arithmetic alone
    Taper(progress::TaperArgs),
    /// The plan agreed with your provider
    Plan(progress::PlanArgs),
    /// Weights beside the WHO tables
    Growth {
        #[command(subcommand)]
        command: Option<progress::GrowthCommand>,
    },
    /// First times, from the log
    Milestones,
    /// At most three facts of today, and the open red flags
    Insights,
    /// Every red flag, open ones first
    Flags,
    /// Answer a red flag or a question about a weight: you have called, it is not so, it is right
    Answer {
        /// Its key, as `flags` and `growth` print it
        #[arg(allow_hyphen_values = true)]
        key: String,
    },
    /// The way back to the breast, week by week
    Latches(progress::LatchesArgs),
    /// The outlook on a bare series, for judging the model
    Forecast(progress::ForecastArgs),
    /// Who and why, as far as you want to tell
    Journey(JourneyArgs),
    /// Units, day and night
    Settings(SettingsArgs),
    /// Bring in the export of another app, or our own
    Import(ImportArgs),
    /// Write out everything, to read, to move or to keep
    Export(ExportArgs),
    /// Check every page of the journal
    Check,
    /// Remove everything, for good
    Erase {
        /// Yes, everything
        #[arg(long, required = true)]
        yes: bool,
    },
    /// Print what your shell needs to complete commands
    Completions { shell: clap_complete::Shell },
}

/// Which running session is meant.
#[derive(Debug, Args)]
pub(crate) struct Which {
    /// Which one, where several run
    #[arg(value_parser = input::one_of::<SessionKind>(input::SESSIONS), value_name = "nursing|pump|hand")]
    pub(crate) kind: Option<SessionKind>,
    /// Its baby
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct StartArgs {
    #[arg(value_parser = input::one_of::<SessionKind>(input::SESSIONS), value_name = "nursing|pump|hand")]
    pub(crate) kind: SessionKind,
    /// Side it begins with
    #[arg(long, value_parser = input::one_of::<Side>(input::SIDES), allow_hyphen_values = true)]
    pub(crate) side: Option<Side>,
    /// Its baby; not needed with one
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// When it began; by default now
    #[arg(long, value_parser = Moment::time, allow_hyphen_values = true, value_name = "TIME")]
    pub(crate) at: Option<Moment>,
    /// Id of the entry it will be, to repeat a call safely
    #[arg(long, value_parser = input::id, allow_hyphen_values = true, value_name = "UUID")]
    pub(crate) id: Option<EntryId>,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// First start that is wanted; a date means the beginning of that day
    #[arg(long, value_parser = Moment::parse, allow_hyphen_values = true, value_name = "TIME")]
    pub(crate) from: Option<Moment>,
    /// First start that is not wanted any more
    #[arg(long, value_parser = Moment::parse, allow_hyphen_values = true, value_name = "TIME")]
    pub(crate) to: Option<Moment>,
    /// Most entries, 1 to 1000; by default 100
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) limit: Option<i32>,
    /// Go on where the page with this cursor ended
    #[arg(long, allow_hyphen_values = true, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
    /// In text too, say the id of each, for `show`, `edit` and `delete`
    #[arg(long)]
    pub(crate) ids: bool,
}

#[derive(Debug, Args)]
pub(crate) struct JourneyArgs {
    /// First day of the restart, or "none"; means are compared from it on
    #[arg(long, value_parser = day_or_none, allow_hyphen_values = true, value_name = "DATE")]
    pub(crate) restart: Option<OrNone<Day>>,
    /// How long no milk was made before: days, "never" lactated, or "none" to leave it open
    #[arg(long = "break", id = "break", value_parser = lactation_break, allow_hyphen_values = true, value_name = "DAYS|never")]
    pub(crate) pause: Option<OrNone<LactationBreak>>,
    /// What would be a success for you: some, half, full, comfort, or your own words
    #[arg(long, allow_hyphen_values = true, value_name = "GOAL")]
    pub(crate) goal: Option<String>,
    /// Sessions a day by your own plan, 1 to 24, or "none"
    #[arg(long, value_parser = whole_or_none, allow_hyphen_values = true, value_name = "N")]
    pub(crate) sessions_a_day: Option<OrNone<i32>>,
    /// Sessions a night by your own plan, 1 to 12, or "none"
    #[arg(long, value_parser = whole_or_none, allow_hyphen_values = true, value_name = "N")]
    pub(crate) sessions_a_night: Option<OrNone<i32>>,
    /// What your baby would take in a day, as you or your provider see it, or "none" to go by age and weight
    #[arg(long, value_parser = amount_or_none, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) need: Option<OrNone<Amount>>,
    /// How and why, in your own words
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
    pub(crate) story: Option<String>,
    /// A baby to add, or to say more about
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// Day of birth
    #[arg(long, requires = "baby", value_parser = input::day, allow_hyphen_values = true, value_name = "DATE")]
    pub(crate) born: Option<Day>,
    /// For growth tables only
    #[arg(long, requires = "baby", value_parser = input::one_of::<Sex>(&["girl", "boy"]), allow_hyphen_values = true)]
    pub(crate) sex: Option<Sex>,
    /// Completed weeks at birth, 22 to 44
    #[arg(long, requires = "baby", value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) gestation_weeks: Option<i32>,
}

/// Days without milk, or never any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LactationBreak {
    Days(i32),
    Never,
}

fn day_or_none(text: &str) -> Result<OrNone<Day>, String> {
    input::or_none(text, input::day)
}

fn whole_or_none(text: &str) -> Result<OrNone<i32>, String> {
    input::or_none(text, input::whole)
}

fn amount_or_none(text: &str) -> Result<OrNone<Amount>, String> {
    input::or_none(text, Amount::read)
}

fn lactation_break(text: &str) -> Result<OrNone<LactationBreak>, String> {
    input::or_none(text, |text| days_or_never(text).map_err(|_| "give days, \"never\" or \"none\"".to_owned()))
}

fn days_or_never(text: &str) -> Result<LactationBreak, String> {
    match text {
        "never" => Ok(LactationBreak::Never),
        days => input::whole(days).map(LactationBreak::Days).map_err(|_| "give days or \"never\"".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct SettingsArgs {
    /// Unit of amounts typed without one
    #[arg(long, value_parser = input::one_of::<VolumeUnit>(&["ml", "oz"]), allow_hyphen_values = true)]
    pub(crate) unit: Option<VolumeUnit>,
    /// Unit of weights typed without one
    #[arg(long, value_parser = input::one_of::<MassUnit>(&["g", "kg", "lb"]), allow_hyphen_values = true)]
    pub(crate) weight_unit: Option<MassUnit>,
    /// When a day begins, 04:00 to 07:30
    #[arg(long, value_parser = input::clock, allow_hyphen_values = true, value_name = "HH:MM")]
    pub(crate) day_start: Option<ClockTime>,
    /// The night
    #[arg(long, value_parser = input::window, allow_hyphen_values = true, value_name = "HH:MM-HH:MM")]
    pub(crate) night: Option<ClockWindow>,
    /// Count from the start or the end of the last session
    #[arg(long, value_parser = input::one_of::<SessionEdge>(&["start", "end"]), allow_hyphen_values = true)]
    pub(crate) since: Option<SessionEdge>,
    /// Words instead of figures
    #[arg(long, value_parser = input::yes_no(), allow_hyphen_values = true, value_name = "yes|no")]
    pub(crate) simple: Option<Yes>,
}
