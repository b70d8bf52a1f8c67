//! Growth, taper, red flags, insights, milestones, the way back to the breast and the outlook: read, reckoned, answered.

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::{Journal, days};
use crate::day::Day;
use crate::db::days::{self as rows, NamedRow};
use crate::db::{Profile, facts, marks};
use crate::error::{JournalError, Result};
use crate::journey::{Baby, Goal, LactationBreak, Sex};
use crate::progress::back_to_breast::{self, LatchNote, LatchSpan};
use crate::progress::daily::DaySummary;
use crate::progress::diaper_day::DiaperDay;
use crate::progress::growth::{self, Growth};
use crate::progress::insight::{self, Insight, InsightFacts};
use crate::progress::logged::LoggedFacts;
use crate::progress::milestones::{self, Milestone, MilestoneDay, MilestoneEntry};
use crate::progress::need::{self, Need};
use crate::progress::outlook::{self, Outlook, OutlookInput};
use crate::progress::red_flag::{
    self, CALLING_DAYS, FlagAnswer, FlagLog, LoggedDiaper, RedFlag, frequency_prompts_silenced,
};
use crate::progress::sessions::sessions;
use crate::progress::taper::{self, CarePlan, Taper, TaperFacts, TaperPlan, TaperTable, TaperVerdict};
use crate::progress::{trend, weight_for_age};
use crate::tally::Facts;
use crate::time::{MINUTE_MS, Now};

/// Days ahead that the outlook is given for.
const HORIZONS: [u32; 6] = [7, 14, 28, 42, 56, 84];
/// A break that was not told is reckoned like a long one, whose range is the widest [P].
const UNTOLD_BREAK: LactationBreak = LactationBreak::Days { days: 57 };

/// The outlook on this journal's own milk.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JourneyOutlook {
    /// Whether anything can be said, the bands by horizon, the chance for the own goal.
    pub outlook: Outlook,
    /// The day that days are counted from: the restart, without one the first logged day.
    pub from: Day,
    /// The last whole day it knows; horizons count from it.
    pub last_known: Day,
    /// First day of the range for the own goal.
    pub goal_from: Option<Day>,
    /// Last day of the range for the own goal.
    pub goal_to: Option<Day>,
    /// What the baby or babies would take in a day.
    pub need: Need,
    /// Sessions a day in the last week, as context: nothing is promised for one more.
    pub sessions_a_day: Option<f64>,
}

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// Growth of each baby, in the order they were added.
    pub fn growth(&self, now: &Now) -> Result<Vec<Growth>> {
        now.check()?;
        self.database.read(|connection, profile| Ok(Seen::of(connection, profile, now)?.growths(profile)))
    }

    /// Where the plan agreed with the provider stands today, with every condition for its next step.
    pub fn taper(&self, now: &Now) -> Result<Taper> {
        now.check()?;
        self.database.read(|connection, profile| Ok(Seen::of(connection, profile, now)?.taper(profile)))
    }

    /// Sets the plan as agreed with the provider, or removes it. Another start, step or hold begins anew, without steps.
    ///
    /// `Invalid` for `agreed_with` without a name, "start", "step" or "hold" of 0 or below.
    pub fn set_plan(&self, plan: Option<TaperPlan>, now: &Now) -> Result<Taper> {
        now.check()?;
        plan.as_ref().map_or(Ok(()), TaperPlan::check)?;
        self.change_plan(now, |known, _| Ok(known.replaced_by(plan)))
    }

    /// Records that the plan's next step begins today. `Conflict` while any condition is not met, `NotFound` without a plan.
    pub fn take_step(&self, now: &Now) -> Result<Taper> {
        now.check()?;
        self.change_plan(now, |known, seen| {
            taper::taper(known.plan.as_ref(), &known.taken, seen.taper_facts()).check_step()?;
            let mut taken = known.taken.clone();
            taken.push(seen.today);
            Ok(CarePlan { plan: known.plan.clone(), taken })
        })
    }

    /// Goes back to the amount before the latest step; `NotFound` when no step was taken.
    pub fn step_back(&self, now: &Now) -> Result<Taper> {
        now.check()?;
        self.change_plan(now, |known, _| {
            let mut taken = known.taken.clone();
            taken.pop().ok_or_else(|| JournalError::not_found("a step that was taken"))?;
            Ok(CarePlan { plan: known.plan.clone(), taken })
        })
    }

    /// Every red flag: open ones first, most pressing first, then those that were answered.
    pub fn red_flags(&self, now: &Now) -> Result<Vec<RedFlag>> {
        now.check()?;
        self.database.read(|connection, profile| Ok(Seen::of(connection, profile, now)?.flags))
    }

    /// Answers a red flag ("I have called", "it is not so") or a question about a weight ("it is right"), by its key.
    ///
    /// `NotFound` when nothing of that key is there. Answering again changes nothing.
    pub fn answer_flag(&self, key: &str, now: &Now) -> Result<Vec<RedFlag>> {
        now.check()?;
        self.database.write(|transaction, profile| {
            let seen = Seen::of(transaction, profile, now)?;
            let asked = seen.flags.iter().any(|flag| flag.key == key)
                || seen.growths(profile).iter().flat_map(|growth| &growth.questions).any(|asked| asked.key == key);
            if !asked && !seen.answers.iter().any(|answer| answer.key == key) {
                return Err(JournalError::not_found("a red flag or question of that key"));
            }
            facts::put_answer(transaction, key, now.utc_ms)?;
            Ok(Seen::of(transaction, profile, now)?.flags)
        })
    }

    /// At most three facts worth a word today, most useful first. Red flags are apart.
    pub fn insights(&self, now: &Now) -> Result<Vec<Insight>> {
        now.check()?;
        self.database.read(|connection, profile| insights(connection, profile, now))
    }

    /// What was reached, by day; reckoned anew from the log each time.
    pub fn milestones(&self, now: &Now) -> Result<Vec<Milestone>> {
        now.check()?;
        self.database.read(|connection, profile| milestones(connection, profile, now))
    }

    /// How far the baby came at the breast on each day from `from` to `to`, at most 366; of all babies without a name.
    pub fn latches_by_day(&self, baby: Option<String>, from: Day, to: Day) -> Result<Vec<LatchSpan>> {
        if !(0..366).contains(&(i64::from(to.number()) - i64::from(from.number()))) {
            return Err(JournalError::invalid("to", "give 1 to 366 days"));
        }
        self.database.read(|connection, profile| {
            let notes = latch_notes(connection, profile, baby.as_deref(), from, to)?;
            Ok(back_to_breast::by_day(&notes, baby.as_deref(), from, to))
        })
    }

    /// The same for each of the last `weeks` weeks (1 to 104, absent: 8) of 7 days; the last ends with `ending` (absent: today).
    pub fn latches_by_week(
        &self,
        baby: Option<String>,
        ending: Option<Day>,
        weeks: Option<i32>,
        now: &Now,
    ) -> Result<Vec<LatchSpan>> {
        now.check()?;
        let weeks = weeks.unwrap_or(8);
        if !(1..=104).contains(&weeks) {
            return Err(JournalError::invalid("weeks", "give 1 to 104 weeks"));
        }
        self.database.read(|connection, profile| {
            let to = ending.unwrap_or_else(|| profile.settings.boundary().day_of(now.stamp()));
            let notes = latch_notes(connection, profile, baby.as_deref(), to.plus(1 - 7 * weeks), to)?;
            Ok(back_to_breast::by_week(&notes, baby.as_deref(), to, weeks))
        })
    }

    /// The outlook on own milk: bands for single days to come, never a promise. Takes some milliseconds.
    pub fn outlook(&self, now: &Now) -> Result<JourneyOutlook> {
        now.check()?;
        // Read under the lock, reckoned outside of it: a tap does not wait for an outlook.
        let (input, mut found) = self.database.read(|connection, profile| outlook_input(connection, profile, now))?;
        found.outlook = outlook::outlook(&input)?;
        if let Some(reached) = found.outlook.goal.as_ref().and_then(|goal| goal.reached) {
            found.goal_from = Some(found.last_known.plus(reached.from_day as i32));
            found.goal_to = Some(found.last_known.plus(reached.to_day as i32));
        }
        Ok(found)
    }
}

/// The outlook on a bare series of days.
///
/// `Invalid` names what makes no sense: `need`, `goal`, `own_milk_ml`, `horizon` or `break`.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn forecast(input: &OutlookInput) -> Result<Outlook> {
    if let LactationBreak::Days { days } = input.since
        && !(0..=36_500).contains(&days)
    {
        return Err(JournalError::invalid("break", "a break must lie between 0 and 36500 days"));
    }
    outlook::outlook(input)
}

/// A plan's arithmetic alone: start, step and hold as a table of days. Amounts in microlitres a day.
///
/// `Invalid` for "start", "step" or "hold" of 0 or below.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn taper_table(start_ul: i64, step_ul: i64, hold_days: i32) -> Result<TaperTable> {
    taper::table(start_ul, step_ul, hold_days)
}

/// WHO weight-for-age as a z-score to two decimals, age 0 to 730 days, weight 300 g to 30 kg in milligrams.
///
/// `Invalid` for `age_days` or `weight` beyond these.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn weight_for_age_z(sex: Sex, age_days: i32, milligrams: i64) -> Result<f64> {
    if !(300_000..=30_000_000).contains(&milligrams) {
        return Err(JournalError::invalid("weight", "a weight must lie between 300 g and 30 kg"));
    }
    weight_for_age::z(sex, age_days, milligrams)
        .ok_or_else(|| JournalError::invalid("age_days", "the table holds ages of 0 to 730 days"))
}

/// Name of the table that [`weight_for_age_z`] reads.
#[cfg_attr(feature = "uniffi", uniffi::export)]
pub fn weight_for_age_table() -> Result<String> {
    Ok(weight_for_age::TABLE.to_owned())
}

impl Journal {
    fn change_plan(&self, now: &Now, change: impl FnOnce(&CarePlan, &Seen) -> Result<CarePlan>) -> Result<Taper> {
        self.database.write(|transaction, profile| {
            let seen = Seen::of(transaction, profile, now)?;
            let new = change(&profile.care, &seen)?;
            if new != profile.care {
                facts::put_care_plan(transaction, &new)?;
                profile.to_mut().care = new;
            }
            Ok(seen.taper(profile))
        })
    }
}

/// What red flags, growth and the taper are reckoned from, and the flags themselves.
pub(super) struct Seen {
    today: Day,
    babies: Vec<Baby>,
    logged: LoggedFacts,
    diaper_days: Vec<DiaperDay>,
    answers: Vec<FlagAnswer>,
    pub(super) flags: Vec<RedFlag>,
}

impl Seen {
    fn of(connection: &Connection, profile: &Profile, now: &Now) -> Result<Self> {
        let today = profile.settings.boundary().day_of(now.stamp());
        let recent =
            rows::named(connection, profile, (today.plus(1 - CALLING_DAYS), today.plus(1)), (i64::MIN, i64::MAX))?;
        Self::among(connection, profile, now, &recent)
    }

    /// `recent` are the rows of the last 14 days at least, in any order.
    pub(super) fn among(connection: &Connection, profile: &Profile, now: &Now, recent: &[NamedRow]) -> Result<Self> {
        let today = profile.settings.boundary().day_of(now.stamp());
        let logged = profile.recent.logged(connection, profile)?;
        let days: Vec<Day> = marks::between(connection, today.plus(1 - CALLING_DAYS), today)?
            .into_iter()
            .filter(|(_, marks)| marks.diapers_complete)
            .map(|(day, _)| day)
            .collect();
        let diapers = logged_diapers(profile, recent);
        let mut seen = Self {
            today,
            babies: profile.babies.iter().map(|(_, baby)| baby.clone()).collect(),
            logged: LoggedFacts { diapers, ..LoggedFacts::default() },
            diaper_days: Vec::new(),
            answers: Vec::new(),
            flags: Vec::new(),
        };
        // Most taps end here: nothing was ever logged that could call for somebody.
        if logged.seldom.is_empty() && days.is_empty() && seen.logged.diapers.is_empty() {
            return Ok(seen);
        }
        seen.answers.clone_from(&logged.answers);
        seen.logged = LoggedFacts { diapers: std::mem::take(&mut seen.logged.diapers), ..logged.seldom.clone() };
        seen.diaper_days = diaper_days(profile, now, recent, &days, &seen.logged.diapers, &seen.answers);
        seen.flags = red_flag::red_flags(&FlagLog {
            today,
            now_ms: now.utc_ms,
            babies: &seen.babies,
            signs: &seen.logged.signs,
            temperatures: &seen.logged.temperatures,
            diapers: &seen.logged.diapers,
            diaper_days: &seen.diaper_days,
            weighings: &seen.logged.weighings,
            moods: &seen.logged.moods,
            answers: &seen.answers,
            z_fall: None,
        });
        Ok(seen)
    }

    /// Prompts to stimulate more often are silent: a breast sign asks for it.
    pub(super) fn frequency_prompts_silenced(&self) -> bool {
        frequency_prompts_silenced(self.today, &self.flags)
    }

    fn growths(&self, profile: &Profile) -> Vec<Growth> {
        profile.babies.iter().map(|(_, baby)| growth::growth(baby, &self.logged.weighings)).collect()
    }

    fn taper_facts(&self) -> TaperFacts<'_> {
        TaperFacts {
            today: self.today,
            babies: &self.babies,
            diaper_days: &self.diaper_days,
            weighings: &self.logged.weighings,
            flags: &self.flags,
        }
    }

    fn taper(&self, profile: &Profile) -> Taper {
        taper::taper(profile.care.plan.as_ref(), &profile.care.taken, self.taper_facts())
    }
}

/// The baby of a diaper: with one baby known, an unnamed diaper is that baby's.
fn diaper_baby(profile: &Profile, row: &rows::DayRow) -> Option<String> {
    match (row.baby, profile.babies.as_slice()) {
        (Some(id), _) => profile.baby_name(id).map(str::to_owned),
        (None, [(_, only)]) => Some(only.name.clone()),
        (None, _) => None,
    }
}

fn logged_diapers(profile: &Profile, recent: &[NamedRow]) -> Vec<LoggedDiaper> {
    let diapers = recent.iter().filter(|named| named.row.is(Facts::DIAPER));
    diapers
        .map(|named| LoggedDiaper {
            entry: named.id,
            at_ms: named.row.start.utc_ms,
            baby: diaper_baby(profile, &named.row),
            wet: named.row.is(Facts::WET),
        })
        .collect()
}

/// Each baby's diapers on the logged days of `recent`; `complete` are the days whose diapers were confirmed.
fn diaper_days(
    profile: &Profile,
    now: &Now,
    recent: &[NamedRow],
    complete: &[Day],
    diapers: &[LoggedDiaper],
    answers: &[FlagAnswer],
) -> Vec<DiaperDay> {
    let mut logged: Vec<Day> = recent.iter().map(|named| named.row.day).collect();
    logged.sort_unstable();
    logged.dedup();
    let mut names: Vec<Option<String>> = profile.babies.iter().map(|(_, baby)| Some(baby.name.clone())).collect();
    if names.is_empty() || diapers.iter().any(|diaper| diaper.baby.is_none()) {
        names.push(None);
    }
    let mut found = Vec::with_capacity(logged.len() * names.len());
    for day in &logged {
        let key = facts::confirmed_key(*day);
        let over_ms = profile.settings.boundary().begin_ms(day.plus(1), now);
        let confirmed_ms = answers.iter().find(|answer| answer.key == key).map(|answer| answer.at_ms);
        found.extend(names.iter().map(|name| DiaperDay {
            baby: name.clone(),
            day: *day,
            wet: 0,
            diapers: 0,
            complete: complete.contains(day),
            over_ms,
            confirmed_ms,
        }));
    }
    for named in recent.iter().filter(|named| named.row.is(Facts::DIAPER)) {
        let baby = match profile.babies.as_slice() {
            // With one baby known, an unnamed diaper is that baby's.
            [_] => 0,
            babies => babies.iter().position(|(id, _)| Some(*id) == named.row.baby).unwrap_or(babies.len()),
        };
        let day = logged.partition_point(|day| *day < named.row.day);
        if let Some(row) = found.get_mut(day * names.len() + baby) {
            row.diapers += 1;
            row.wet += i32::from(named.row.is(Facts::WET));
        }
    }
    found
}

fn insights(connection: &Connection, profile: &Profile, now: &Now) -> Result<Vec<Insight>> {
    let seen = Seen::of(connection, profile, now)?;
    let growths = seen.growths(profile);
    let today = seen.today;
    let week =
        trend::week(days::summaries(connection, profile, today.plus(-13), today, now)?, today, profile.journey.restart);
    let counted = || week.days.iter().filter(|day| trend::counts(day, profile.journey.restart));
    let latched = |from: Day, to: Day| -> Result<i32> {
        let rows = rows::between(connection, profile, from, to)?;
        Ok(rows.iter().filter(|row| row.is(Facts::LATCHED)).count() as i32)
    };
    let yesterday = week.days.iter().find(|day| day.day == today.plus(-1) && !day.away);
    let taper = seen.taper(profile);
    let runs = !matches!(taper.verdict, TaperVerdict::NoPlan | TaperVerdict::Finished);
    let latest_weighing = growths.iter().filter_map(|growth| growth.points.last()).map(|point| point.day).max();
    let facts = InsightFacts {
        mean: week.mean,
        change: week.change,
        sessions_in_all: counted().filter_map(|day| day.sessions).sum(),
        sessions_unmeasured: counted().map(|day| day.own_milk.unmeasured).sum(),
        latched: latched(today.plus(-6), today)?,
        latched_before: latched(today.plus(-13), today.plus(-7))?,
        longest_gap_yesterday_min: yesterday
            .and_then(|day| day.longest_gap_ms)
            .map(|ms| (ms / MINUTE_MS).min(i64::from(i32::MAX)) as i32),
        night_sessions: counted().filter_map(|day| day.night_sessions).sum(),
        nights: counted().count() as i32,
        diapers_open_in_taper: runs && !yesterday.is_some_and(|day| day.diapers_complete),
        days_since_weighing_in_taper: latest_weighing.filter(|_| runs).map(|day| today.number() - day.number()),
        frequency_silenced: seen.frequency_prompts_silenced(),
    };
    Ok(insight::insights(&facts, &growths))
}

fn milestones(connection: &Connection, profile: &Profile, now: &Now) -> Result<Vec<Milestone>> {
    let today = profile.settings.boundary().day_of(now.stamp());
    let Some(first) = rows::first(connection, profile)? else { return Ok(Vec::new()) };
    let from = profile.journey.restart.map_or(first, |restart| restart.max(first));
    if from > today {
        return Ok(Vec::new());
    }
    let mut named = rows::named(connection, profile, (from, today.plus(1)), (i64::MIN, i64::MAX))?;
    named.sort_by_key(|named| (named.row.start.utc_ms, named.id));
    let bare: Vec<rows::DayRow> = named.iter().map(|named| named.row).collect();
    let starts: Vec<i64> = sessions(&bare).iter().map(|session| session.start.utc_ms).collect();
    let mut next = 0;
    let entries: Vec<MilestoneEntry> = named
        .iter()
        .map(|named| {
            let row = &named.row;
            // Sessions and rows are in the order of their starts: the earliest row of a joint session begins it.
            let begins_session = row.is(Facts::STIMULATION) && starts.get(next) == Some(&row.start.utc_ms);
            next += usize::from(begins_session);
            MilestoneEntry {
                entry: named.id,
                at_ms: row.start.utc_ms,
                day: row.day,
                baby: row.baby.and_then(|id| profile.baby_name(id)).map(str::to_owned),
                drops: row.is(Facts::DROPS),
                measured_ul: row.tally.made_ul.filter(|_| !row.is(Facts::ESTIMATED)),
                latched: row.is(Facts::LATCHED),
                begins_session,
            }
        })
        .collect();
    let summaries = days::summaries(connection, profile, from, today, now)?;
    let mut found: Vec<MilestoneDay> = summaries.iter().map(|day| milestone_day(profile, day)).collect();
    for row in &bare {
        let index = row.day.number() - from.number();
        let Some(day) = usize::try_from(index).ok().and_then(|index| found.get_mut(index)) else { continue };
        day.own_fed |= row.is(Facts::FED_OWN) || (row.is(Facts::NURSING) && row.is(Facts::STIMULATION));
        day.supplemented |= row.is(Facts::SUPPLEMENTED) && row.tally.fed_ul != Some(0);
    }
    Ok(milestones::milestones(&entries, &found, profile.journey.restart))
}

fn milestone_day(profile: &Profile, day: &DaySummary) -> MilestoneDay {
    MilestoneDay {
        day: day.day,
        partial: day.partial,
        measured_ul: (day.own_milk.measured > 0).then_some(day.own_milk.measured_ul),
        own_fed: false,
        supplemented: false,
        night_sessions: day.night_sessions.unwrap_or(0),
        planned_night_sessions: profile.journey.sessions_a_night,
    }
}

fn latch_notes(
    connection: &Connection,
    profile: &Profile,
    baby: Option<&str>,
    from: Day,
    to: Day,
) -> Result<Vec<LatchNote>> {
    if baby.is_some_and(|name| profile.baby_number(name).is_none()) {
        return Err(JournalError::invalid("baby", "no baby of that name is known"));
    }
    let rows = rows::between(connection, profile, from, to)?;
    let nursings = rows.iter().filter(|row| row.is(Facts::NURSING));
    Ok(nursings
        .map(|row| LatchNote {
            baby: row.baby.and_then(|id| profile.baby_name(id)).map(str::to_owned),
            day: row.day,
            latch: row.tally.facts.latch(),
        })
        .collect())
}

/// What the outlook is made from, and its frame; the outlook itself is still to be reckoned.
fn outlook_input(connection: &Connection, profile: &Profile, now: &Now) -> Result<(OutlookInput, JourneyOutlook)> {
    let seen = Seen::of(connection, profile, now)?;
    let (today, journey) = (seen.today, &profile.journey);
    let from = journey.restart.or(rows::first(connection, profile)?).unwrap_or(today).min(today);
    let last_known = today.plus(-1);
    let known =
        if from > last_known { Vec::new() } else { days::summaries(connection, profile, from, last_known, now)? };
    let need = need::need(journey, &seen.babies, &seen.logged.weighings, today);
    let need_ml = need.need_ul as f64 / 1_000.0;
    let week = trend::week(days::summaries(connection, profile, today.plus(-13), today, now)?, today, journey.restart);
    let input = OutlookInput {
        // A day that is not whole, or not to be judged, says nothing about a whole day.
        own_milk_ml: known
            .iter()
            .map(|day| {
                let whole = day.own_milk.measured > 0 && !day.partial && !day.away;
                whole.then_some(day.own_milk.measured_ul as f64 / 1_000.0)
            })
            .collect(),
        need_ml,
        since: journey.pause.unwrap_or(UNTOLD_BREAK),
        as_of: known.len() as u32,
        horizons: HORIZONS.to_vec(),
        goal_ml: match journey.goal {
            Some(Goal::Half) => Some(need_ml / 2.0),
            Some(Goal::Full) => Some(need_ml),
            // Some milk, comfort and own words are no number of millilitres.
            Some(Goal::Some | Goal::Comfort | Goal::Own { .. }) | None => None,
        },
    };
    let frame = JourneyOutlook {
        outlook: Outlook::nothing_yet(),
        from,
        last_known,
        goal_from: None,
        goal_to: None,
        need,
        sessions_a_day: week.mean.sessions,
    };
    Ok((input, frame))
}
