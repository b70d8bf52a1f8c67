//! Insights: at most three a day, each a fact that can be checked in the log. Red flags are none of them and are never counted here.

use serde::{Deserialize, Serialize};

use crate::progress::figure::{Figure, FigureUnit};
use crate::progress::growth::Growth;
use crate::progress::trend::{WeekChange, WeekMean};
use crate::progress::weight_gain::GainPlace;

/// Most insights shown in a day.
const MOST: usize = 3;
/// Fewest days behind a mean or a count of nights that is told, as in the trend (CONTRACT, "change").
const FEWEST_DAYS: i32 = 3;
/// More unmeasured sessions than this share, and volumes say little of the week: sessions are shown alone [P, 6.3].
const UNMEASURED_SHARE: f64 = 0.3;
/// Longest gap without a fall of the rate of synthesis: 7 h [V, LAI20; mothers of preterm babies soon after birth, not relactators].
const LONG_GAP_MIN: i32 = 420;
/// At least 5 sessions a day went with the best output [V, HOPK88, LAI20; the same caution].
const FEW_SESSIONS: f64 = 5.0;

/// What insights read: the week as the trend gives it, and a few counts beside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct InsightFacts {
    pub(crate) mean: WeekMean,
    pub(crate) change: WeekChange,
    /// Sessions of the week in all, and those without a volume.
    pub(crate) sessions_in_all: i32,
    pub(crate) sessions_unmeasured: i32,
    /// Nursings of the week, and of the one before, in which a baby latched or swallowed.
    pub(crate) latched: i32,
    pub(crate) latched_before: i32,
    /// Longest gap that ended yesterday, in minutes.
    pub(crate) longest_gap_yesterday_min: Option<i32>,
    /// Sessions in the last 7 nights, and how many of these nights were logged.
    pub(crate) night_sessions: i32,
    pub(crate) nights: i32,
    /// A taper runs and yesterday's diapers are not marked complete.
    pub(crate) diapers_open_in_taper: bool,
    /// A taper runs; days since the last weighing, if there was one.
    pub(crate) days_since_weighing_in_taper: Option<i32>,
    /// A breast sign asks for silence about frequency.
    pub(crate) frequency_silenced: bool,
}

/// What an insight is about, most useful first.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InsightKind {
    /// A gain from the 5th to below the 15th percentile: the taper holds. Figures `gain`, `days`, `p5`, `p15`.
    GainNearTheLow,
    /// A taper runs and the last weighing is a week old. Figure `days`.
    WeighingDue,
    /// A taper runs and yesterday's diapers are not complete.
    DiapersOpen,
    /// Own milk against the week before. Figures `change`, `mean`, `days`.
    OwnMilkMore,
    /// The same, where it is less.
    OwnMilkLess,
    /// Supplement is less than the week before. Figures `change`, `mean`, `days`.
    SupplementLess,
    /// More latches than the week before. Figures `latched`, `before`.
    LatchedMore,
    /// Many sessions in a week of 0 ml. Figures `sessions`, `days`.
    WorkAtZero,
    /// Most of the week has no volume. Figures `unmeasured`, `sessions`.
    MostlyUnmeasured,
    /// A long gap yesterday. Figure `minutes`. Silent while a breast sign is.
    LongGap,
    /// Fewer than 5 sessions a day. Figures `mean`, `days`. Silent while a breast sign is.
    FewSessions,
    /// Sessions in the last nights. Figures `sessions`, `nights`. Silent while a breast sign is.
    Nights,
    /// Sessions against the week before. Figures `change`, `mean`, `days`.
    SessionsMore,
}

/// A fact with its numbers.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Insight {
    /// What it is about.
    pub kind: InsightKind,
    /// Baby it is about, absent when about the parent.
    pub baby: Option<String>,
    /// Its numbers.
    pub figures: Vec<Figure>,
    /// Key of the guidance card behind it, absent when there is none.
    pub card: Option<String>,
    /// Where a limit in it comes from, with grade; "log" when it is arithmetic on the log alone.
    pub source: String,
}

/// The at most three insights of a day, most useful first. The same figures give the same insights.
pub(crate) fn insights(facts: &InsightFacts, growths: &[Growth]) -> Vec<Insight> {
    let mut found: Vec<Insight> = growths.iter().filter_map(near_the_low).collect();
    found.extend(taper_reminders(facts));
    found.extend(milk(facts));
    found.extend(work(facts));
    if !facts.frequency_silenced {
        found.extend(frequency(facts));
    }
    found.sort_by_key(|insight| insight.kind);
    found.truncate(MOST);
    found
}

fn insight(kind: InsightKind, figures: Vec<Figure>, card: Option<&str>, source: &str) -> Insight {
    Insight { kind, baby: None, figures, card: card.map(str::to_owned), source: source.into() }
}

fn near_the_low(growth: &Growth) -> Option<Insight> {
    let gain = growth.gain.as_ref()?;
    let band = gain.band.as_ref().filter(|band| band.place == GainPlace::P5ToP15)?;
    let figures = vec![
        Figure::milligrams("gain", gain.milligrams),
        Figure::days("days", gain.days),
        Figure::milligrams("p5", i64::from(band.p5_g) * 1_000),
        Figure::milligrams("p15", i64::from(band.p15_g) * 1_000),
    ];
    let fact = insight(InsightKind::GainNearTheLow, figures, Some("card.consultant"), "WHO velocity 3.3 [D]");
    Some(Insight { baby: Some(growth.baby.clone()), ..fact })
}

fn taper_reminders(facts: &InsightFacts) -> Vec<Insight> {
    let mut found = Vec::new();
    if let Some(days) = facts.days_since_weighing_in_taper.filter(|days| *days >= 7) {
        found.push(insight(InsightKind::WeighingDue, vec![Figure::days("days", days)], None, "MOTHERLOVE [V]"));
    }
    if facts.diapers_open_in_taper {
        found.push(insight(InsightKind::DiapersOpen, Vec::new(), None, "3.5 [P]"));
    }
    found
}

fn milk(facts: &InsightFacts) -> Vec<Insight> {
    let ul = |name: &str, value: f64| Figure::new(name, value, FigureUnit::Microlitres);
    let mut found = Vec::new();
    if let Some(change) = facts.change.own_milk_ul
        // Half a millilitre rounds to one; less is no change to speak of.
        && change.abs() >= 500.0
    {
        let kind = if change > 0.0 { InsightKind::OwnMilkMore } else { InsightKind::OwnMilkLess };
        let figures = vec![
            ul("change", change.abs()),
            ul("mean", facts.mean.own_milk_ul.unwrap_or_default()),
            Figure::days("days", facts.mean.own_milk_days),
        ];
        found.push(insight(kind, figures, None, "log"));
    }
    if let Some(change) = facts.change.supplement_ul
        && change <= -500.0
    {
        let figures = vec![
            ul("change", -change),
            ul("mean", facts.mean.supplement_ul.unwrap_or_default()),
            Figure::days("days", facts.mean.days),
        ];
        found.push(insight(InsightKind::SupplementLess, figures, None, "log"));
    }
    found
}

fn work(facts: &InsightFacts) -> Vec<Insight> {
    let mut found = Vec::new();
    if facts.latched > facts.latched_before {
        let figures = vec![Figure::count("latched", facts.latched), Figure::count("before", facts.latched_before)];
        found.push(insight(InsightKind::LatchedMore, figures, Some("card.skin_to_skin"), "log"));
    }
    let sessions = Figure::count("sessions", facts.sessions_in_all);
    if facts.mean.own_milk_days > 0
        && facts.mean.own_milk_ul.is_some_and(|ul| ul.abs() < 0.5)
        && facts.sessions_in_all > 0
    {
        let figures = vec![sessions.clone(), Figure::days("days", facts.mean.own_milk_days)];
        let source = "Northside booklet, LOWEST24 [V]";
        found.push(insight(InsightKind::WorkAtZero, figures, Some("card.hand_expression"), source));
    }
    let unmeasured = f64::from(facts.sessions_unmeasured);
    if unmeasured > UNMEASURED_SHARE * f64::from(facts.sessions_in_all) {
        let figures = vec![Figure::count("unmeasured", facts.sessions_unmeasured), sessions];
        found.push(insight(InsightKind::MostlyUnmeasured, figures, None, "6.3 [P]"));
    }
    if let Some(change) = facts.change.sessions
        && change >= 0.05
    {
        let figures = vec![
            Figure::new("change", change, FigureUnit::Count),
            Figure::new("mean", facts.mean.sessions.unwrap_or_default(), FigureUnit::Count),
            Figure::days("days", facts.mean.days),
        ];
        found.push(insight(InsightKind::SessionsMore, figures, None, "log"));
    }
    found
}

/// Facts that speak about how often; none of them while a breast sign asks for silence (4.2).
fn frequency(facts: &InsightFacts) -> Vec<Insight> {
    let mut found = Vec::new();
    if let Some(minutes) = facts.longest_gap_yesterday_min.filter(|minutes| *minutes > LONG_GAP_MIN) {
        let figures = vec![Figure::new("minutes", f64::from(minutes), FigureUnit::Minutes)];
        found.push(insight(InsightKind::LongGap, figures, Some("card.frequency"), "LAI20 [V]"));
    }
    if let Some(mean) = facts.mean.sessions.filter(|mean| *mean < FEW_SESSIONS && facts.mean.days >= FEWEST_DAYS) {
        let figures = vec![Figure::new("mean", mean, FigureUnit::Count), Figure::days("days", facts.mean.days)];
        found.push(insight(InsightKind::FewSessions, figures, Some("card.frequency"), "HOPK88, LAI20 [V]"));
    }
    if facts.nights >= FEWEST_DAYS {
        let figures = vec![Figure::count("sessions", facts.night_sessions), Figure::count("nights", facts.nights)];
        found.push(insight(InsightKind::Nights, figures, Some("card.nights"), "log"));
    }
    found
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Insight {
    /// Key of its sentence.
    pub fn text_key(&self) -> String {
        let key = match self.kind {
            InsightKind::GainNearTheLow => "insight.gain_near_the_low",
            InsightKind::WeighingDue => "insight.weighing_due",
            InsightKind::DiapersOpen => "insight.diapers_open",
            InsightKind::OwnMilkMore => "insight.own_milk_more",
            InsightKind::OwnMilkLess => "insight.own_milk_less",
            InsightKind::SupplementLess => "insight.supplement_less",
            InsightKind::LatchedMore => "insight.latched_more",
            InsightKind::WorkAtZero => "insight.work_at_zero",
            InsightKind::MostlyUnmeasured => "insight.mostly_unmeasured",
            InsightKind::LongGap => "insight.long_gap",
            InsightKind::FewSessions => "insight.few_sessions",
            InsightKind::Nights => "insight.nights",
            InsightKind::SessionsMore => "insight.sessions_more",
        };
        key.to_owned()
    }
}

#[cfg(test)]
mod tests;
