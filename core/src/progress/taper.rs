//! The taper: arithmetic on a plan agreed with a provider, and the conditions for its next step.
//!
//! Where the plan stands is counted from the steps the parent has taken, never from the calendar: a step is offered from the plan's
//! first day, or `hold_days` after the step before, and begins on the day the parent confirms it, which needs every condition met.
//! So days without an entry, clock changes and holds shift nothing, and nothing is ever lowered on its own.

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::error::{JournalError, Result};
use crate::journey::Baby;
use crate::progress::diaper_day::{self, DiaperDay, USUAL_WET};
use crate::progress::figure::Figure;
use crate::progress::growth::{self, EARLY_BIRTH_WEEKS, Growth, GrowthUnknown};
use crate::progress::red_flag::RedFlag;
use crate::progress::weighing::Weighing;
use crate::progress::weight_for_age::LAST_AGE_DAYS;
use crate::progress::weight_gain::GainPlace;

/// The last weighing may be this old, in days [V, MOTHERLOVE: weigh within a week].
const WEIGHT_AGE_DAYS: i32 = 7;
/// Whole days that must be complete and wet [P, 1.4]: those before today, or today as one of them once it is complete.
const DIAPER_DAYS: i32 = 2;
/// [P] Longest table that is written out.
const MAX_STEPS: i64 = 100_000;

/// A plan to lower the supplement, as agreed with a provider. The app does its arithmetic and advises none.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaperPlan {
    /// Who agreed to it: name of the provider.
    pub agreed_with: String,
    /// Supplement of a whole day at the start, in microlitres, above 0.
    pub start_ul: i64,
    /// How much less a day with each step, in microlitres, above 0.
    pub step_ul: i64,
    /// Days between two steps, 1 or more.
    pub hold_days: i32,
    /// First day on which a step may be taken.
    pub first_day: Day,
}

/// A stretch of days with the same supplement. Day 1 is the day of the first step.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaperRow {
    /// First day.
    pub from_day: i64,
    /// Last day.
    pub to_day: i64,
    /// Supplement of each of these days, in microlitres.
    pub supplement_ul: i64,
}

/// A plan written out, as if every condition were always met.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaperTable {
    /// Number of steps; the last takes what is left.
    pub steps: i64,
    /// Days from the first step to the end of the last hold.
    pub days: i64,
    /// One row a step.
    pub table: Vec<TaperRow>,
}

/// What the plan says today.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaperVerdict {
    /// There is no plan.
    NoPlan,
    /// Every condition is met: the plan's next step may be taken.
    NextStep,
    /// Stay at the present amount until the conditions are met.
    Hold,
    /// Stay at the present amount and contact the provider.
    HoldAndContact,
    /// The plan has come to its end.
    Finished,
}

/// What a condition is about.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ConditionKind {
    /// The plan names the provider who agreed.
    Agreed,
    /// The hold of the step before is over. Figure `day`: the first day for a step.
    HoldOver,
    /// The baby was not born before 37 weeks; otherwise provider first. Figure `weeks`.
    TermBirth,
    /// That day's diapers are complete. Figure `day`.
    DiapersComplete,
    /// That complete day had at least 6 wet ones. Figures `day`, `wet`, `usual`.
    WetDiapers,
    /// The latest weighing is at most 7 days old. Figures `days`, `limit`.
    WeightRecent,
    /// The gain has a band to compare with; `unknown` says why not.
    GainKnown,
    /// The gain is at the 15th percentile or above. Figures `gain`, `days`, `p5`, `p15`.
    GainInBand,
    /// No red flag is open. Figure `flags`.
    NoOpenFlag,
}

/// One condition for the next step.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TaperCondition {
    /// What it is about.
    pub kind: ConditionKind,
    /// Whether it is met.
    pub met: bool,
    /// It calls for the provider, not for waiting.
    pub contact: bool,
    /// Baby it is about, absent when about all.
    pub baby: Option<String>,
    /// Why the gain is not known.
    pub unknown: Option<GrowthUnknown>,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// Where the condition comes from, with grade.
    pub source: String,
}

/// Where the plan stands, with the sum that was made.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Taper {
    /// What the plan says today.
    pub verdict: TaperVerdict,
    /// The plan.
    pub plan: Option<TaperPlan>,
    /// Steps taken so far.
    pub steps_taken: i64,
    /// Steps in all.
    pub steps: i64,
    /// Amount before the latest step, in microlitres; the provider may ask for it again.
    pub before_ul: Option<i64>,
    /// Amount now, in microlitres: the start less the steps taken.
    pub current_ul: Option<i64>,
    /// What the next step takes off, in microlitres; less than the plan's step when less is left.
    pub cut_ul: Option<i64>,
    /// Amount after the next step, in microlitres: `current_ul` less `cut_ul`.
    pub next_ul: Option<i64>,
    /// First day on which the next step may be taken.
    pub due: Option<Day>,
    /// Every condition for the next step, met or not.
    pub conditions: Vec<TaperCondition>,
}

/// What the conditions are read from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TaperFacts<'a> {
    pub(crate) today: Day,
    pub(crate) babies: &'a [Baby],
    pub(crate) diaper_days: &'a [DiaperDay],
    pub(crate) weighings: &'a [Weighing],
    /// As [`crate::progress::red_flag::red_flags`] gives them, answered ones too.
    pub(crate) flags: &'a [RedFlag],
}

/// The plan and the days on which its steps were taken.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct CarePlan {
    pub(crate) plan: Option<TaperPlan>,
    pub(crate) taken: Vec<Day>,
}

impl CarePlan {
    /// The steps taken belong to their sums: another start, step or hold has none yet.
    pub(crate) fn replaced_by(&self, plan: Option<TaperPlan>) -> Self {
        let sums = |plan: &TaperPlan| (plan.start_ul, plan.step_ul, plan.hold_days);
        let same = plan.as_ref().map(sums) == self.plan.as_ref().map(sums);
        Self { taken: if same { self.taken.clone() } else { Vec::new() }, plan }
    }
}

impl TaperPlan {
    /// Refuses a plan without a named provider, a start or step of 0, a hold of 0 days.
    pub(crate) fn check(&self) -> Result<()> {
        if self.agreed_with.trim().is_empty() {
            return Err(JournalError::invalid("agreed_with", "name the provider who agreed to the plan"));
        }
        check_sums(self.start_ul, self.step_ul, self.hold_days)
    }
}

fn check_sums(start_ul: i64, step_ul: i64, hold_days: i32) -> Result<()> {
    if start_ul < 1 {
        return Err(JournalError::invalid("start", "the start must be above 0 ml a day"));
    }
    if step_ul < 1 {
        return Err(JournalError::invalid("step", "the step must be above 0 ml"));
    }
    if hold_days < 1 {
        return Err(JournalError::invalid("hold", "the hold must be at least 1 day"));
    }
    if steps(start_ul, step_ul) > MAX_STEPS {
        return Err(JournalError::invalid("step", "the step makes more than 100000 steps"));
    }
    Ok(())
}

/// ceil(start / step), 1.4 [D].
fn steps(start_ul: i64, step_ul: i64) -> i64 {
    start_ul / step_ul + i64::from(start_ul % step_ul != 0)
}

/// The plan's arithmetic alone; fields of a refusal are `start`, `step` and `hold`.
pub(crate) fn table(start_ul: i64, step_ul: i64, hold_days: i32) -> Result<TaperTable> {
    check_sums(start_ul, step_ul, hold_days)?;
    let (steps, hold) = (steps(start_ul, step_ul), i64::from(hold_days));
    let table = (1..=steps)
        .map(|step| TaperRow {
            from_day: (step - 1) * hold + 1,
            to_day: step * hold,
            supplement_ul: amount_after(start_ul, step_ul, step),
        })
        .collect();
    Ok(TaperTable { steps, days: steps * hold, table })
}

fn amount_after(start_ul: i64, step_ul: i64, steps: i64) -> i64 {
    start_ul.saturating_sub(step_ul.saturating_mul(steps)).max(0)
}

/// Where the plan stands today. `taken` are the days on which the parent confirmed a step of this plan, in any order.
pub(crate) fn taper(plan: Option<&TaperPlan>, taken: &[Day], facts: TaperFacts<'_>) -> Taper {
    let Some(plan) = plan else { return no_plan() };
    let steps = steps(plan.start_ul, plan.step_ul.max(1));
    let steps_taken = (taken.len() as i64).min(steps);
    let current_ul = amount_after(plan.start_ul, plan.step_ul, steps_taken);
    let next_ul = amount_after(plan.start_ul, plan.step_ul, steps_taken + 1);
    let finished = steps_taken == steps;
    let due = taken.iter().max().map_or(plan.first_day, |last| last.plus(plan.hold_days));
    let conditions = if finished { Vec::new() } else { conditions(plan, due, facts) };
    let verdict = if finished {
        TaperVerdict::Finished
    } else if conditions.iter().any(|condition| !condition.met && condition.contact) {
        TaperVerdict::HoldAndContact
    } else if conditions.iter().any(|condition| !condition.met) {
        TaperVerdict::Hold
    } else {
        TaperVerdict::NextStep
    };
    Taper {
        verdict,
        plan: Some(plan.clone()),
        steps_taken,
        steps,
        before_ul: (steps_taken > 0).then(|| amount_after(plan.start_ul, plan.step_ul, steps_taken - 1)),
        current_ul: Some(current_ul),
        cut_ul: (!finished).then_some(current_ul - next_ul),
        next_ul: (!finished).then_some(next_ul),
        due: (!finished).then_some(due),
        conditions,
    }
}

impl Taper {
    /// Refuses a step that the plan does not offer today; nothing but this lets a step be recorded.
    pub(crate) fn check_step(&self) -> Result<()> {
        match self.verdict {
            TaperVerdict::NextStep => Ok(()),
            TaperVerdict::NoPlan => Err(JournalError::not_found("plan")),
            TaperVerdict::Finished => Err(JournalError::conflict("the plan has come to its end")),
            TaperVerdict::Hold | TaperVerdict::HoldAndContact => {
                Err(JournalError::conflict("the plan holds: conditions for the next step are still to meet"))
            }
        }
    }
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Taper {
    /// Key of the sentence that leads.
    pub fn text_key(&self) -> String {
        let key = match self.verdict {
            TaperVerdict::NoPlan => "taper.no_plan",
            TaperVerdict::NextStep => "taper.next_step",
            TaperVerdict::Hold => "taper.hold",
            TaperVerdict::HoldAndContact => "taper.hold_and_contact",
            TaperVerdict::Finished => "taper.finished",
        };
        key.to_owned()
    }
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl TaperCondition {
    /// Key of the condition's sentence.
    pub fn text_key(&self) -> String {
        if let Some(unknown) = self.unknown {
            return unknown.text_key();
        }
        let name = match self.kind {
            ConditionKind::Agreed => "agreed",
            ConditionKind::HoldOver => "hold_over",
            ConditionKind::TermBirth => "term_birth",
            ConditionKind::DiapersComplete => "diapers_complete",
            ConditionKind::WetDiapers => "wet_diapers",
            ConditionKind::WeightRecent => "weight_recent",
            ConditionKind::GainKnown => "gain_known",
            ConditionKind::GainInBand if !self.met && self.contact => "gain_below_p5",
            ConditionKind::GainInBand => "gain_in_band",
            ConditionKind::NoOpenFlag => "no_open_flag",
        };
        format!("taper.{}.{name}", if self.met { "met" } else { "unmet" })
    }
}

fn no_plan() -> Taper {
    Taper {
        verdict: TaperVerdict::NoPlan,
        plan: None,
        steps_taken: 0,
        steps: 0,
        before_ul: None,
        current_ul: None,
        cut_ul: None,
        next_ul: None,
        due: None,
        conditions: Vec::new(),
    }
}

fn condition(kind: ConditionKind, met: bool, source: &str, figures: Vec<Figure>) -> TaperCondition {
    TaperCondition { kind, met, contact: false, baby: None, unknown: None, figures, source: source.into() }
}

fn conditions(plan: &TaperPlan, due: Day, facts: TaperFacts<'_>) -> Vec<TaperCondition> {
    let mut list = vec![
        condition(ConditionKind::Agreed, plan.check().is_ok(), "UW [V]", Vec::new()),
        condition(ConditionKind::HoldOver, facts.today >= due, "plan", vec![Figure::day("day", due)]),
    ];
    // An older sibling is beyond the tables and not who the plan is for; without any baby nothing can be met.
    let growing = |baby: &&Baby| baby.age_days(facts.today).is_none_or(|age| age <= LAST_AGE_DAYS);
    let babies: Vec<&Baby> = facts.babies.iter().filter(growing).collect();
    for baby in &babies {
        of_baby(&mut list, baby, facts);
    }
    if babies.is_empty() {
        list.push(TaperCondition {
            unknown: Some(GrowthUnknown::NoWeighing),
            ..condition(ConditionKind::GainKnown, false, "4.1 [D]", Vec::new())
        });
    }
    let open = facts.flags.iter().filter(|flag| flag.answered_ms.is_none()).count() as i32;
    list.push(TaperCondition {
        contact: true,
        ..condition(ConditionKind::NoOpenFlag, open == 0, "4.1 [P]", vec![Figure::count("flags", open)])
    });
    list
}

fn of_baby(list: &mut Vec<TaperCondition>, baby: &Baby, facts: TaperFacts<'_>) {
    let mut add = |condition: TaperCondition| {
        list.push(TaperCondition { baby: Some(baby.name.clone()), ..condition });
    };
    if let Some(weeks) = baby.gestation_weeks {
        let term = weeks >= EARLY_BIRTH_WEEKS;
        let weeks = vec![Figure::count("weeks", weeks)];
        add(TaperCondition { contact: !term, ..condition(ConditionKind::TermBirth, term, "4.1 [P]", weeks) });
    }
    let complete = |day: Day| diaper_day::of(facts.diaper_days, Some(&baby.name), day).filter(|row| row.complete);
    let last = if complete(facts.today).is_some() { facts.today } else { facts.today.plus(-1) };
    for back in (0..DIAPER_DAYS).rev() {
        let day = last.plus(-back);
        let row = complete(day);
        let shown = Figure::day("day", day);
        add(match row {
            None => condition(ConditionKind::DiapersComplete, false, "3.5 [P]", vec![shown]),
            Some(row) => {
                let figures = vec![shown, Figure::count("wet", row.wet), Figure::count("usual", USUAL_WET)];
                condition(ConditionKind::WetDiapers, row.wet >= USUAL_WET, "TXWIC [V]", figures)
            }
        });
    }
    let growth = growth::growth(baby, facts.weighings);
    if let Some(latest) = growth.points.last() {
        let days = facts.today.number() - latest.day.number();
        let figures = vec![Figure::days("days", days), Figure::days("limit", WEIGHT_AGE_DAYS)];
        add(condition(ConditionKind::WeightRecent, days <= WEIGHT_AGE_DAYS, "MOTHERLOVE [V]", figures));
    }
    add(gain_condition(&growth));
}

fn gain_condition(growth: &Growth) -> TaperCondition {
    let band = growth.gain.as_ref().and_then(|gain| gain.band.as_ref().map(|band| (gain, band)));
    let Some((gain, band)) = band else {
        let why = growth.no_gain.or(growth.gain.as_ref().and_then(|gain| gain.no_band));
        return TaperCondition {
            unknown: Some(why.unwrap_or(GrowthUnknown::NoWeighing)),
            ..condition(ConditionKind::GainKnown, false, "3.3 [D]", Vec::new())
        };
    };
    let figures = vec![
        Figure::milligrams("gain", gain.milligrams),
        Figure::days("days", gain.days),
        Figure::milligrams("p5", i64::from(band.p5_g) * 1_000),
        Figure::milligrams("p15", i64::from(band.p15_g) * 1_000),
    ];
    // Below P5 contact, P5 to P15 hold [P, 3.3]; the percentiles are [D].
    TaperCondition {
        contact: band.place == GainPlace::BelowP5,
        ..condition(ConditionKind::GainInBand, band.place == GainPlace::FromP15, "WHO velocity 3.3 [D]", figures)
    }
}

#[cfg(test)]
mod tests;
