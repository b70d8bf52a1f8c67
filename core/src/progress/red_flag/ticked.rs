//! Flags from the signs a parent ticks, and the silence a breast sign brings.

use super::{FlagKind, FlagLevel, FlagLog, RedFlag, known};
use crate::day::Day;
use crate::entry::EntryId;
use crate::journey::Baby;
use crate::sign::Sign;

/// A ticked sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoggedSign {
    pub(crate) entry: EntryId,
    pub(crate) at_ms: i64,
    pub(crate) day: Day,
    pub(crate) baby: Option<String>,
    pub(crate) sign: Sign,
    pub(crate) recorded_ms: Option<i64>,
}

/// [P] Days after a breast sign without any prompt to stimulate more often.
const SILENT_DAYS: i32 = 7;

pub(super) fn flags(log: &FlagLog<'_>) -> Vec<RedFlag> {
    let current = log.signs.iter().filter(|ticked| !log.is_history(ticked.at_ms, ticked.recorded_ms));
    current
        .map(|ticked| {
            let (level, source) = rule(ticked.sign);
            RedFlag {
                key: format!("sign:{}", ticked.entry),
                kind: FlagKind::Sign,
                level,
                question: false,
                baby: if ticked.sign.is_parents() { None } else { ticked.baby.clone() },
                born_early: known(log.babies, ticked.baby.as_deref()).is_some_and(Baby::born_early),
                sign: Some(ticked.sign),
                day: ticked.day,
                at_ms: ticked.at_ms,
                entry: Some(ticked.entry),
                seen: Vec::new(),
                source: source.into(),
                answered_ms: None,
            }
        })
        .collect()
}

/// Level and source of each sign, relactation-evidence.md 4.1. A tick carries no number, so also the lines graded [R] or tied to a
/// fever or 24 h there raise a flag here: the parent chose it from a list of signs to call about, and a missed one costs more.
fn rule(sign: Sign) -> (FlagLevel, &'static str) {
    match sign {
        Sign::HardToWake
        | Sign::Floppy
        | Sign::BlueGreyMottled
        | Sign::Fit
        | Sign::WeakCry
        | Sign::BreathingTrouble => (FlagLevel::Emergency, "NHS pages [V]"),
        Sign::SunkenEyesOrFontanelle | Sign::ColdDiscolouredLimbs | Sign::VeryDrowsy => {
            (FlagLevel::Emergency, "GERBER quoting AAP [V2]")
        }
        Sign::DarkUrine => (FlagLevel::SameDay, "GERBER quoting AAP [V2]; ETHMOH [V]"),
        Sign::FeedsUnderHalf => (FlagLevel::SameDay, "NHS pages [V]"),
        // General paediatric advice [R]: no number in it.
        Sign::YellowSkinOrEyes | Sign::RepeatedVomiting | Sign::BloodInStool => {
            (FlagLevel::SameDay, "general paediatric advice [R]")
        }
        // The table asks for fever, flu or 24 h [R] beside redness; the 24 h are not built in, so redness alone is enough.
        Sign::BreastRedHotPainful | Sign::BreastLump | Sign::FluLike => (FlagLevel::ContactProvider, "ABM36 [V]"),
        // The table names domperidone; chest pain is an emergency without it too.
        Sign::ChestPain | Sign::Palpitations | Sign::Faint => (FlagLevel::Emergency, "FDADOM [V]"),
        Sign::InvoluntaryMovements => (FlagLevel::ContactProvider, "metoclopramide label, boxed warning [V2]"),
        Sign::SevereAnxiety => (FlagLevel::ContactProvider, "HC23 [V]"),
        // Two lines of the table name low mood; the more pressing one holds.
        Sign::SevereLowMood | Sign::SelfHarmThoughts => (FlagLevel::CrisisLine, "AUER80, HC23 [P]"),
    }
}

/// Whether the sign is about a breast.
fn is_breast(sign: Sign) -> bool {
    matches!(sign, Sign::BreastRedHotPainful | Sign::BreastLump)
}

/// A breast sign silences prompts about frequency (4.2, ABM36 [V]): while its flag is open, and for a week after the latest one.
pub(crate) fn frequency_prompts_silenced(today: Day, flags: &[RedFlag]) -> bool {
    let breast = |flag: &&RedFlag| flag.kind == FlagKind::BreastWithFever || flag.sign.is_some_and(is_breast);
    flags
        .iter()
        .filter(breast)
        .any(|flag| flag.answered_ms.is_none() || today.number() - flag.day.number() <= SILENT_DAYS)
}

/// Whether redness was ticked on that day or the one before.
pub(super) fn red_breast_near(signs: &[LoggedSign], day: Day) -> bool {
    signs
        .iter()
        .any(|ticked| ticked.sign == Sign::BreastRedHotPainful && (ticked.day.number() - day.number()).abs() <= 1)
}
