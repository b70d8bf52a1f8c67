//! Rules, plan and answers of the reminders.

use clap::{Args, Subcommand};
use relatch_core::reminders::{Platform, QuietPolicy, Weekday};
use relatch_core::{ClockTime, ClockWindow, SessionEdge};

use crate::input::{self, Duration, OrOff, Yes};

/// What is changed about the reminders.
#[derive(Debug, Subcommand)]
pub(crate) enum RemindCommand {
    /// The next session, counted from the last one
    Interval {
        /// From session to session, 30 min to 24 h
        #[arg(long, value_parser = Duration::read, allow_hyphen_values = true, value_name = "DURATION")]
        every: Duration,
        /// When it would fall into the night; by default 5 h, at least `every`
        #[arg(long, value_parser = Duration::read, allow_hyphen_values = true, value_name = "DURATION")]
        night_every: Option<Duration>,
        /// Counted from the start or the end of the last session
        #[arg(long, value_parser = input::one_of::<SessionEdge>(&["start", "end"]), allow_hyphen_values = true)]
        from: Option<SessionEdge>,
        #[command(flatten)]
        nag: Nag,
    },
    /// Sessions at fixed times of day
    Times {
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        nag: Nag,
    },
    /// Weighing the baby
    WeighIn {
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        nag: Nag,
    },
    /// A medicine; the reminder itself never names it
    Medicine {
        #[arg(allow_hyphen_values = true)]
        medicine: String,
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        nag: Nag,
    },
    /// A look at the care plan
    CarePlan {
        #[command(flatten)]
        when: When,
        #[command(flatten)]
        nag: Nag,
    },
    /// Quiet hours, or "off"
    Quiet {
        #[arg(value_parser = window_or_off, allow_hyphen_values = true, value_name = "HH:MM-HH:MM|off")]
        quiet: OrOff<ClockWindow>,
        /// What happens to a reminder inside: once at the end, dropped, or without sound
        #[arg(long, value_parser = input::one_of::<QuietPolicy>(&["delay", "suppress", "silent"]), allow_hyphen_values = true)]
        policy: Option<QuietPolicy>,
    },
    /// Silence for so long, with one reminder at its end; any log ends it
    Sleep {
        #[arg(value_parser = duration_or_off, allow_hyphen_values = true, value_name = "DURATION|off")]
        sleep: OrOff<Duration>,
    },
    /// Remove a rule
    Off {
        /// Its id, as `remind` prints it
        #[arg(allow_hyphen_values = true)]
        rule: String,
    },
}

/// At which times, on which days.
#[derive(Debug, Args)]
pub(crate) struct When {
    /// Times of day, such as 08:00,22:00
    #[arg(value_parser = clock_times, allow_hyphen_values = true, value_name = "HH:MM,...")]
    pub(crate) times: Times,
    /// On these days, such as mon,wed; by default every day
    #[arg(long, value_parser = input::one_of::<Weekday>(WEEKDAYS), value_delimiter = ',', allow_hyphen_values = true, value_name = "mon,tue,...")]
    pub(crate) days: Vec<Weekday>,
}

/// Times of day, as one word.
#[derive(Debug, Clone)]
pub(crate) struct Times(pub(crate) Vec<ClockTime>);

fn clock_times(text: &str) -> Result<Times, String> {
    text.split(',').map(|time| input::clock(time.trim())).collect::<Result<_, _>>().map(Times)
}

/// Once more.
#[derive(Debug, Args)]
pub(crate) struct Nag {
    /// Once more after so long without an answer, or "off"; by default 20m
    #[arg(long, value_parser = duration_or_off, allow_hyphen_values = true, value_name = "DURATION|off")]
    pub(crate) nag: Option<OrOff<Duration>>,
}

const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn duration_or_off(text: &str) -> Result<OrOff<Duration>, String> {
    input::or_off(text, Duration::read)
}

fn window_or_off(text: &str) -> Result<OrOff<ClockWindow>, String> {
    input::or_off(text, input::window)
}

/// For which phone, how far.
#[derive(Debug, Args)]
pub(crate) struct NextArgs {
    #[arg(long, value_parser = input::one_of::<Platform>(&["ios", "android"]), default_value = "android", allow_hyphen_values = true)]
    pub(crate) phone: Platform,
    /// Days ahead, 1 to 14; without it 7, of which the page shows the next 24 h
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) days: Option<i32>,
    /// Why each comes when it does
    #[arg(long)]
    pub(crate) explain: bool,
    /// Android: whether exact alarms are allowed
    #[arg(long, value_parser = input::yes_no(), default_value = "no", allow_hyphen_values = true, value_name = "yes|no")]
    pub(crate) exact: Yes,
}

/// An answer that has the right shape.
#[derive(Debug, Clone)]
pub(crate) struct ActionText(pub(crate) String);

pub(crate) fn action(text: &str) -> Result<ActionText, String> {
    let snooze = text.strip_prefix("snooze:").is_some_and(|length| Duration::read(length).is_ok());
    if snooze || text == "log_now" || text == "skip" {
        return Ok(ActionText(text.to_owned()));
    }
    Err("an answer is log_now, snooze:15m or skip".to_owned())
}
