//! The forms of `log`, and the same fields for `edit` and `finish`.

use clap::{Args, Subcommand};
use relatch_core::{EntryId, ExpressionPattern, Latch, Milk, Sign, SupplementBy};

use crate::input::{self, MassText, Minutes, SideText, VolumeText};
use crate::moment::Moment;

/// What is logged.
#[derive(Debug, Subcommand)]
pub(crate) enum LogKind {
    /// Baby at the breast
    Nursing {
        #[command(flatten)]
        fields: NursingFields,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Milk expressed by pump
    Pump {
        #[command(flatten)]
        fields: ExpressionFields,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Milk expressed by hand
    Hand {
        #[command(flatten)]
        fields: ExpressionFields,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Milk expressed by pump and hand together
    Combined {
        #[command(flatten)]
        fields: ExpressionFields,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Milk given other than at the breast
    Supplement {
        /// How much, such as 60ml, 2oz, drops or unmeasured
        #[arg(value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL")]
        volume: VolumeText,
        #[arg(value_parser = input::one_of::<Milk>(input::MILKS), allow_hyphen_values = true)]
        milk: Milk,
        /// By what
        #[arg(long, value_parser = input::one_of::<SupplementBy>(input::WAYS), allow_hyphen_values = true)]
        by: Option<SupplementBy>,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Skin to skin
    Skin {
        /// How long
        #[arg(value_parser = Minutes::read, allow_hyphen_values = true, value_name = "MIN")]
        minutes: Minutes,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A baby's weight
    Weight {
        /// Such as 4200g, 4.2kg or 9.25lb
        #[arg(value_parser = MassText::read, allow_hyphen_values = true, value_name = "W")]
        weight: MassText,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A diaper
    Diaper {
        #[arg(value_parser = ["wet", "stool", "both"], allow_hyphen_values = true)]
        diaper: String,
        /// Colour, amount or anything else
        #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
        detail: Option<String>,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A medicine, herb or other remedy
    Medicine {
        #[arg(allow_hyphen_values = true)]
        name: String,
        /// Dose, form or anything else
        #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
        detail: Option<String>,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A body temperature
    Temperature {
        /// Degrees Celsius
        #[arg(value_parser = input::celsius, allow_hyphen_values = true, value_name = "C")]
        temperature: i64,
        /// It is your own, not a baby's
        #[arg(long, conflicts_with = "baby")]
        parent: bool,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A sign that calls for somebody's attention
    Sign {
        #[arg(value_parser = input::sign(), allow_hyphen_values = true, value_name = "NAME")]
        sign: Sign,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// How you are
    Wellbeing {
        /// 1 (low) to 5 (good)
        #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "1-5")]
        mood: Option<i32>,
        /// 1 (none) to 5 (plenty)
        #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "1-5")]
        rest: Option<i32>,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// A note
    Note {
        #[arg(allow_hyphen_values = true, required_unless_present = "note", conflicts_with = "note")]
        text: Option<String>,
        #[command(flatten)]
        entry: EntryFields,
    },
    /// Anything else worth keeping
    Other {
        #[arg(allow_hyphen_values = true)]
        label: String,
        /// More about it
        #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
        detail: Option<String>,
        #[command(flatten)]
        entry: EntryFields,
    },
}

/// What every entry has.
#[derive(Debug, Args)]
pub(crate) struct EntryFields {
    /// When it started; without it, it has just finished
    #[arg(long, value_parser = Moment::time, allow_hyphen_values = true, value_name = "TIME")]
    pub(crate) at: Option<Moment>,
    /// Free text
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Whose it is; not needed with one baby
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// An id of your own making, to repeat a call safely
    #[arg(long, value_parser = input::id, allow_hyphen_values = true, value_name = "UUID")]
    pub(crate) id: Option<EntryId>,
}

/// Fields of a nursing.
#[derive(Debug, Default, Args)]
pub(crate) struct NursingFields {
    /// Minutes on the left
    #[arg(long, value_parser = Minutes::read, allow_hyphen_values = true, value_name = "MIN")]
    pub(crate) left: Option<Minutes>,
    /// Minutes on the right
    #[arg(long, value_parser = Minutes::read, allow_hyphen_values = true, value_name = "MIN")]
    pub(crate) right: Option<Minutes>,
    /// Minutes in all, sides not told apart
    #[arg(long, value_parser = Minutes::read, allow_hyphen_values = true, value_name = "MIN")]
    pub(crate) minutes: Option<Minutes>,
    /// How far the baby came
    #[arg(long, value_parser = input::one_of::<Latch>(input::LATCHES), allow_hyphen_values = true, value_name = "OUTCOME")]
    pub(crate) latch: Option<Latch>,
    /// Milk by supplementer: how much, and which
    #[arg(long, num_args = 2, allow_hyphen_values = true, value_names = ["VOL", "MILK"])]
    pub(crate) supplementer: Option<Vec<String>>,
    /// Weights before and after, in grams
    #[arg(long, num_args = 2, value_parser = MassText::read, allow_hyphen_values = true, value_names = ["BEFORE_G", "AFTER_G"])]
    pub(crate) weighed: Option<Vec<MassText>>,
    /// What the baby took, as a guess
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL", conflicts_with = "weighed")]
    pub(crate) transfer: Option<VolumeText>,
}

/// Fields of an expression.
#[derive(Debug, Default, Args)]
pub(crate) struct ExpressionFields {
    /// Milk of the left side, such as 12ml, 0.5oz, 0ml or drops
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL")]
    pub(crate) left: Option<VolumeText>,
    /// Milk of the right side
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL")]
    pub(crate) right: Option<VolumeText>,
    /// Milk of both sides together
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL")]
    pub(crate) total: Option<VolumeText>,
    /// How long it took
    #[arg(long, value_parser = Minutes::read, allow_hyphen_values = true, value_name = "N")]
    pub(crate) minutes: Option<Minutes>,
    /// One side after the other
    #[arg(long)]
    pub(crate) single: bool,
    /// Both sides at once
    #[arg(long, conflicts_with = "single")]
    pub(crate) double: bool,
    /// Rounds with pauses, counted as one session
    #[arg(long, value_parser = input::one_of::<ExpressionPattern>(&["power"]), allow_hyphen_values = true)]
    pub(crate) pattern: Option<ExpressionPattern>,
    /// Let-downs noticed, 0 to 50
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) let_downs: Option<i32>,
    /// Pain from 0 (none) to 10
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "0-10")]
    pub(crate) pain: Option<i32>,
}

/// Fields of any kind, for an entry whose kind is known only to the journal.
#[derive(Debug, Args)]
pub(crate) struct AnyFields {
    /// When it started
    #[arg(long, value_parser = Moment::time, allow_hyphen_values = true, value_name = "TIME")]
    pub(crate) at: Option<Moment>,
    /// Free text; empty to remove it
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Whose it is
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// Left: minutes of a nursing, milk of an expression
    #[arg(long, value_parser = SideText::read, allow_hyphen_values = true, value_name = "MIN|VOL")]
    pub(crate) left: Option<SideText>,
    /// Right: minutes of a nursing, milk of an expression
    #[arg(long, value_parser = SideText::read, allow_hyphen_values = true, value_name = "MIN|VOL")]
    pub(crate) right: Option<SideText>,
    /// Expression: milk of both sides together
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL")]
    pub(crate) total: Option<VolumeText>,
    /// How long it took
    #[arg(long, value_parser = Minutes::read, allow_hyphen_values = true, value_name = "MIN")]
    pub(crate) minutes: Option<Minutes>,
    /// Expression: one side after the other
    #[arg(long)]
    pub(crate) single: bool,
    /// Expression: both sides at once
    #[arg(long, conflicts_with = "single")]
    pub(crate) double: bool,
    /// Expression: rounds with pauses
    #[arg(long, value_parser = input::one_of::<ExpressionPattern>(&["power"]), allow_hyphen_values = true)]
    pub(crate) pattern: Option<ExpressionPattern>,
    /// Expression: let-downs noticed, 0 to 50
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "N")]
    pub(crate) let_downs: Option<i32>,
    /// Expression: pain from 0 (none) to 10
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "0-10")]
    pub(crate) pain: Option<i32>,
    /// Nursing: how far the baby came
    #[arg(long, value_parser = input::one_of::<Latch>(input::LATCHES), allow_hyphen_values = true, value_name = "OUTCOME")]
    pub(crate) latch: Option<Latch>,
    /// Nursing: milk by supplementer, how much and which
    #[arg(long, num_args = 2, allow_hyphen_values = true, value_names = ["VOL", "MILK"])]
    pub(crate) supplementer: Option<Vec<String>>,
    /// Nursing: weights before and after, in grams
    #[arg(long, num_args = 2, value_parser = MassText::read, allow_hyphen_values = true, value_names = ["BEFORE_G", "AFTER_G"])]
    pub(crate) weighed: Option<Vec<MassText>>,
    /// Nursing: what the baby took, as a guess
    #[arg(long, value_parser = VolumeText::read, allow_hyphen_values = true, value_name = "VOL", conflicts_with = "weighed")]
    pub(crate) transfer: Option<VolumeText>,
    /// Supplement: by what
    #[arg(long, value_parser = input::one_of::<SupplementBy>(input::WAYS), allow_hyphen_values = true)]
    pub(crate) by: Option<SupplementBy>,
    /// Diaper, medicine, other: more about it; empty to remove it
    #[arg(long, allow_hyphen_values = true, value_name = "TEXT")]
    pub(crate) detail: Option<String>,
    /// Temperature: it is your own, not a baby's
    #[arg(long, conflicts_with = "baby")]
    pub(crate) parent: bool,
    /// Wellbeing: 1 (low) to 5 (good)
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "1-5")]
    pub(crate) mood: Option<i32>,
    /// Wellbeing: 1 (none) to 5 (plenty)
    #[arg(long, value_parser = input::whole, allow_hyphen_values = true, value_name = "1-5")]
    pub(crate) rest: Option<i32>,
}
