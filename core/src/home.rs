//! The home screen: last, next, today, and what one tap can log.

use serde::{Deserialize, Serialize};

use crate::db::days::{DayRow, NamedRow};
use crate::entry::{EntryKind, Expression, ExpressionMethod, Nursing};
use crate::journey::Baby;
use crate::progress::daily::DaySummary;
use crate::progress::red_flag::RedFlag;
use crate::tally::Facts;
use crate::time::Stamp;
use crate::timer::{Running, Side};

/// Days back in time from which the one-tap actions are chosen.
pub(crate) const ACTION_DAYS: i32 = 14;
/// At most this many one-tap actions are offered.
const MOST_ACTIONS: usize = 4;

/// The home screen.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Home {
    /// Open red flags, most pressing first. Shown before anything else, in simple mode too.
    pub flags: Vec<RedFlag>,
    /// No prompt to stimulate more often now: a breast sign was logged in the last week, or its flag is still open.
    pub frequency_prompts_silenced: bool,
    /// The instant that time since the last session counts from, absent before the first.
    pub last_ms: Option<i64>,
    /// Whole minutes since then, 0 or more.
    pub since_min: Option<i64>,
    /// Today in figures.
    pub today: DaySummary,
    /// Sessions that are running.
    pub running: Vec<Running>,
    /// The next session, absent before the first one and without an interval rule.
    pub next: Option<NextSession>,
    /// What one tap can log, at most four, the suggested one first. Log its `kind` by one call of `log`.
    pub actions: Vec<QuickAction>,
}

/// When the next session is due, unmoved by quiet hours.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextSession {
    /// The time, with the offset the zone shows there.
    pub at: Stamp,
    /// Whole minutes by which it has passed, 0 while it is to come.
    pub overdue_min: i64,
}

/// Something one tap can log as just done.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuickAction {
    /// Key of its text: "action.nursing", "action.pump", "action.hand", "action.combined" or "action.supplement".
    pub label_key: String,
    /// Side to begin with, absent for both or not stated.
    pub side: Option<Side>,
    /// What is logged.
    pub kind: EntryKind,
    /// Display name of the baby to log it for; absent where the journal knows without being told.
    pub baby: Option<String>,
}

/// Groups of entries that one tap can repeat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Nursing,
    Pump,
    Hand,
    Combined,
    Supplement,
}

impl Group {
    fn of(row: &DayRow) -> Option<Self> {
        Some(match row.tally.facts {
            facts if facts.has(Facts::NURSING) => Self::Nursing,
            facts if facts.has(Facts::HAND) => Self::Hand,
            facts if facts.has(Facts::COMBINED) => Self::Combined,
            facts if facts.has(Facts::EXPRESSION) => Self::Pump,
            facts if facts.has(Facts::FED_OWN | Facts::FED_DONOR | Facts::FED_FORMULA) => Self::Supplement,
            _ => return None,
        })
    }
}

impl Group {
    /// With several babies, one tap has to know whose feed it is.
    fn is_a_feed(self) -> bool {
        matches!(self, Self::Nursing | Self::Supplement)
    }
}

/// What the last days suggest: each way of making or giving milk once (with several babies, each feed once a baby), the
/// most used first, a side that is next at the very front. `latest` reads the kind of an entry.
pub(crate) fn actions<E>(
    rows: &[NamedRow],
    babies: &[(i64, Baby)],
    mut latest: impl FnMut(&NamedRow) -> Result<EntryKind, E>,
) -> Result<Vec<QuickAction>, E> {
    let several = babies.len() > 1;
    let mut groups: Vec<(Group, Option<&str>, i32, &NamedRow)> = Vec::new();
    for named in rows {
        let Some(group) = Group::of(&named.row) else { continue };
        let baby = if several && group.is_a_feed() {
            // Nobody's feed cannot be repeated once there are several babies.
            let Some((_, baby)) = babies.iter().find(|(id, _)| Some(*id) == named.row.baby) else { continue };
            Some(baby.name.as_str())
        } else {
            None
        };
        match groups.iter_mut().find(|(known, whose, ..)| (*known, *whose) == (group, baby)) {
            Some((.., count, _)) => *count += 1,
            None => groups.push((group, baby, 1, named)),
        }
    }
    if groups.is_empty() {
        return Ok(first_actions(babies));
    }
    // The order of first appearance is the order of recency, and the sort keeps it among equals.
    groups.sort_by_key(|(_, _, count, _)| -count);
    groups.truncate(MOST_ACTIONS);
    let mut found = Vec::with_capacity(groups.len());
    for (group, baby, _, named) in groups {
        let last = latest(named)?;
        let side = next_side(&last);
        let kind = match group {
            Group::Nursing => nursing(side),
            Group::Pump => expression(ExpressionMethod::Pump, side),
            Group::Hand => expression(ExpressionMethod::Hand, side),
            Group::Combined => expression(ExpressionMethod::Combined, side),
            // The same milk and amount as last time; the tile says so.
            Group::Supplement => last,
        };
        let baby = baby.map(str::to_owned);
        found.push(QuickAction { label_key: label_key(group).to_owned(), side, kind, baby });
    }
    found.sort_by_key(|action| action.side.is_none());
    Ok(found)
}

/// Before anything is logged: the ways to make milk, with several babies at the breast of the first two.
fn first_actions(babies: &[(i64, Baby)]) -> Vec<QuickAction> {
    let action = |group, kind, baby| QuickAction { label_key: label_key(group).to_owned(), side: None, kind, baby };
    let mut found = vec![action(Group::Pump, expression(ExpressionMethod::Pump, None), None)];
    if let [(_, first), (_, second), ..] = babies {
        found.extend([first, second].map(|baby| action(Group::Nursing, nursing(None), Some(baby.name.clone()))));
    } else {
        found.push(action(Group::Nursing, nursing(None), None));
    }
    found.push(action(Group::Hand, expression(ExpressionMethod::Hand, None), None));
    found
}

fn label_key(group: Group) -> &'static str {
    match group {
        Group::Nursing => "action.nursing",
        Group::Pump => "action.pump",
        Group::Hand => "action.hand",
        Group::Combined => "action.combined",
        Group::Supplement => "action.supplement",
    }
}

/// The side that was not used, or used for less time, last time; none where the sides were not told apart.
fn next_side(last: &EntryKind) -> Option<Side> {
    match last {
        EntryKind::Nursing { nursing } => match (nursing.left_ms, nursing.right_ms, nursing.side) {
            (Some(left), Some(right), _) => Some(if right < left { Side::Right } else { Side::Left }),
            (Some(_), None, _) => Some(Side::Right),
            (None, Some(_), _) => Some(Side::Left),
            (None, None, side) => side.map(Side::other),
        },
        EntryKind::Expression { expression } => match (expression.left, expression.right) {
            (Some(_), None) => Some(Side::Right),
            (None, Some(_)) => Some(Side::Left),
            _ => None,
        },
        _ => None,
    }
}

fn nursing(side: Option<Side>) -> EntryKind {
    EntryKind::Nursing { nursing: Nursing { side, ..Nursing::default() } }
}

fn expression(method: ExpressionMethod, side: Option<Side>) -> EntryKind {
    let mut expression = Expression::of(method);
    match side {
        Some(Side::Left) => expression.left = Some(crate::volume::Volume::Unmeasured),
        Some(Side::Right) => expression.right = Some(crate::volume::Volume::Unmeasured),
        None => {}
    }
    EntryKind::Expression { expression }
}
