//! Growth, plan, outlook and the parent's answers.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use relatch_core::{Day, Sex};

use crate::input::{self, Amount, Thousandths};

/// The plan's arithmetic alone.
#[derive(Debug, Args)]
pub(crate) struct TaperArgs {
    /// Arithmetic alone: supplement of a whole day at the start
    #[arg(long, requires_all = ["step", "hold"], value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) start: Option<Amount>,
    /// How much less a day with each step
    #[arg(long, requires_all = ["start", "hold"], value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) step: Option<Amount>,
    /// Days from one step to the next
    #[arg(long, requires_all = ["start", "step"], value_parser = input::whole, allow_hyphen_values = true, value_name = "DAYS")]
    pub(crate) hold: Option<i32>,
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct PlanArgs {
    /// The provider you agreed it with
    #[arg(long, requires_all = ["start", "step", "hold"], allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) agreed_with: Option<String>,
    /// Supplement of a whole day at the start
    #[arg(long, requires = "agreed_with", value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) start: Option<Amount>,
    /// How much less a day with each step
    #[arg(long, requires = "agreed_with", value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) step: Option<Amount>,
    /// Days from one step to the next
    #[arg(long, requires = "agreed_with", value_parser = input::whole, allow_hyphen_values = true, value_name = "DAYS")]
    pub(crate) hold: Option<i32>,
    /// First day for a step; by default today
    #[arg(long, requires = "agreed_with", value_parser = input::day, allow_hyphen_values = true, value_name = "DATE")]
    pub(crate) from: Option<Day>,
    #[command(subcommand)]
    pub(crate) command: Option<PlanCommand>,
}

/// What becomes of a plan.
#[derive(Debug, Clone, Copy, Subcommand)]
pub(crate) enum PlanCommand {
    /// Remove the plan
    Off,
    /// The next step begins today; refused while a condition is not met
    Step,
    /// Back to the amount before the latest step
    Back,
}

/// Beyond the babies of the journal.
#[derive(Debug, Subcommand)]
pub(crate) enum GrowthCommand {
    /// WHO weight-for-age as a z-score
    Z {
        #[arg(long, value_parser = input::one_of::<Sex>(&["girl", "boy"]), allow_hyphen_values = true)]
        sex: Sex,
        /// Age in days, 0 to 730
        #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
        age_days: i32,
        /// Weight in kilograms
        #[arg(long = "kg", id = "weight", value_parser = Thousandths::read, allow_hyphen_values = true, value_name = "W")]
        kilograms: Thousandths,
    },
}

#[derive(Debug, Args)]
pub(crate) struct ForecastArgs {
    /// CSV with the columns `day` (0, 1, 2 ...) and `own_milk_ml` (empty: nothing measured)
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// What the baby would take in a day
    #[arg(long, value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) need: Amount,
    /// Days without milk before, or "never"
    #[arg(long = "break-days", id = "break", value_parser = super::days_or_never, allow_hyphen_values = true, value_name = "N")]
    pub(crate) pause: super::LactationBreak,
    /// Days before this one are known
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "DAY")]
    pub(crate) as_of: i32,
    /// Days ahead; may be given several times
    #[arg(long, required = true, value_parser = input::whole, allow_hyphen_values = true, value_name = "D")]
    pub(crate) horizon: Vec<i32>,
    /// A goal of your own, for its chance
    #[arg(long, value_parser = Amount::read, allow_hyphen_values = true, value_name = "ML")]
    pub(crate) goal: Option<Amount>,
}

#[derive(Debug, Args)]
pub(crate) struct LatchesArgs {
    /// Of one baby; by default of all
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// How many weeks, 1 to 104
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) weeks: Option<i32>,
    /// The last day; by default today
    #[arg(long, value_parser = input::day, allow_hyphen_values = true, value_name = "DAY")]
    pub(crate) ending: Option<Day>,
}
