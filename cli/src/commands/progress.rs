//! Outlook, plan, growth, flags, insights, milestones and the way back to the breast.

use relatch_core::{
    Day, LactationBreak, OutlookInput, TaperPlan, forecast as forecast_of, taper_table, weight_for_age_table,
    weight_for_age_z,
};

use crate::args::progress::{ForecastArgs, GrowthCommand, LatchesArgs, PlanArgs, PlanCommand, TaperArgs};
use crate::desk::{Answer, Desk};
use crate::failure::{Failure, Result};
use crate::input::Amount;
use crate::view::doc::record;
use crate::view::{flag, growth, insight, latches, milestone, outlook, taper};

pub(crate) fn outlook(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let (found, settings) = (journal.outlook(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(|| outlook::document(&found), |page| outlook::say(page, &found, &settings)))
}

pub(crate) fn taper(args: &TaperArgs, desk: &Desk) -> Result<Answer> {
    if let (Some(Amount(start_ul)), Some(Amount(step_ul)), Some(hold)) = (args.start, args.step, args.hold) {
        let table = taper_table(start_ul, step_ul, hold)?;
        return Ok(desk.answer(|| taper::table_document(&table), |page| taper::say_table(page, &table)));
    }
    let journal = desk.journal()?;
    let (found, settings) = (journal.taper(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(|| taper::document(&found), |page| taper::say(page, &found, &settings)))
}

pub(crate) fn plan(args: &PlanArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let now = &desk.clock.now;
    let found = match (args.command, &args.agreed_with, args.start, args.step, args.hold) {
        (Some(PlanCommand::Off), ..) => journal.set_plan(None, now)?,
        (Some(PlanCommand::Step), ..) => journal.take_step(now)?,
        (Some(PlanCommand::Back), ..) => journal.step_back(now)?,
        (None, Some(agreed_with), Some(Amount(start_ul)), Some(Amount(step_ul)), Some(hold_days)) => {
            let plan = |first_day: Day| TaperPlan {
                agreed_with: agreed_with.clone(),
                start_ul,
                step_ul,
                hold_days,
                first_day,
            };
            // The same plan again is the plan as it is, from its own first day.
            let known = journal.taper(now)?.plan;
            let same = known.as_ref().filter(|known| **known == plan(known.first_day)).map(|known| known.first_day);
            let today = journal.home(now)?.today.day;
            journal.set_plan(Some(plan(args.from.or(same).unwrap_or(today))), now)?
        }
        _ => journal.taper(now)?,
    };
    let settings = journal.settings()?;
    Ok(desk.answer(|| taper::document(&found), |page| taper::say(page, &found, &settings)))
}

pub(crate) fn growth(command: Option<&GrowthCommand>, desk: &Desk) -> Result<Answer> {
    if let Some(GrowthCommand::Z { sex, age_days, kilograms }) = command {
        let z = weight_for_age_z(*sex, *age_days, kilograms.0.saturating_mul(1_000))?;
        let table = weight_for_age_table()?;
        return Ok(desk.answer(
            || record! { "z": z, "table": table.clone() },
            |page| page.say(&format!("z {z:.2} ({table}, interpolated, error at most 0.01)")),
        ));
    }
    let journal = desk.journal()?;
    let (found, settings) = (journal.growth(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(|| growth::document(&found), |page| growth::say(page, &found, &settings)))
}

pub(crate) fn milestones(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let (found, settings) = (journal.milestones(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(|| milestone::document(&found), |page| milestone::say(page, &found, &settings)))
}

pub(crate) fn insights(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let (home, settings) = (journal.home(&desk.clock.now)?, journal.settings()?);
    let found = journal.insights(&desk.clock.now)?;
    Ok(desk.answer(
        || insight::document(&home, &found),
        |page| {
            flag::say_open(page, &home.flags, &settings);
            insight::say(page, &home, &found, &settings);
        },
    ))
}

pub(crate) fn flags(desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let (found, settings) = (journal.red_flags(&desk.clock.now)?, journal.settings()?);
    Ok(desk.answer(|| flag::document(&found), |page| flag::say_all(page, &found, &settings)))
}

pub(crate) fn answer(key: &str, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let found = journal.answer_flag(key, &desk.clock.now)?;
    let settings = journal.settings()?;
    Ok(desk.answer(|| flag::document(&found), |page| flag::say_all(page, &found, &settings)))
}

pub(crate) fn latches(args: &LatchesArgs, desk: &Desk) -> Result<Answer> {
    let journal = desk.journal()?;
    let found = journal.latches_by_week(args.baby.clone(), args.ending, args.weeks, &desk.clock.now)?;
    Ok(desk.answer(|| latches::document(&found), |page| latches::say(page, &found)))
}

pub(crate) fn forecast(args: &ForecastArgs, desk: &Desk) -> Result<Answer> {
    let text = std::fs::read_to_string(&args.file)
        .map_err(|error| Failure::io(format!("{}: {error}", args.file.display())))?;
    if !(0..=FARTHEST_DAY).contains(&args.as_of) {
        return Err(Failure::invalid("as_of", format!("the day must lie between 0 and {FARTHEST_DAY}")));
    }
    let amount = |Amount(microlitres): Amount| microlitres as f64 / 1_000.0;
    let input = OutlookInput {
        own_milk_ml: series(&text, args.as_of)?,
        need_ml: amount(args.need),
        since: match args.pause {
            crate::args::LactationBreak::Days(days) => LactationBreak::Days { days },
            crate::args::LactationBreak::Never => LactationBreak::Never,
        },
        as_of: args.as_of as u32,
        // What is below 0 is refused as 0 is.
        horizons: args.horizon.iter().map(|days| (*days).max(0) as u32).collect(),
        goal_ml: args.goal.map(amount),
    };
    let found = forecast_of(&input)?;
    Ok(desk.answer(|| outlook::bare_document(&found), |page| outlook::say_bare(page, &found)))
}

/// A hundred years: no series is longer.
const FARTHEST_DAY: i32 = 36_500;

/// Own milk of the days before `as_of`; every row of the file is read, and each day may stand there once.
fn series(text: &str, as_of: i32) -> Result<Vec<Option<f64>>> {
    let broken = |line: usize, what: &str| Failure::invalid("file", format!("line {line}: {what}"));
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let cells = |line: &str| -> Vec<String> {
        line.split(',').map(|cell| cell.trim().trim_matches('"').trim().to_owned()).collect()
    };
    let header = lines.next().map(|(_, line)| cells(line)).unwrap_or_default();
    let column = |name: &str| {
        let place = header.iter().position(|cell| cell.eq_ignore_ascii_case(name));
        place.ok_or_else(|| broken(1, &format!("the column {name} is missing")))
    };
    let (day_column, milk_column) = (column("day")?, column("own_milk_ml")?);
    let mut seen = std::collections::BTreeSet::new();
    let mut known = vec![None; as_of as usize];
    for (index, line) in lines {
        if line.trim().is_empty() {
            continue;
        }
        let cells = cells(line);
        let cell = |column: usize| cells.get(column).map(String::as_str).unwrap_or_default();
        let day: i32 = cell(day_column)
            .parse()
            .ok()
            .filter(|day| (0..=FARTHEST_DAY).contains(day))
            .ok_or_else(|| broken(index + 1, "day must be a whole number, 0 or more"))?;
        if !seen.insert(day) {
            return Err(broken(index + 1, &format!("day {day} stands there twice")));
        }
        let milk = match cell(milk_column) {
            "" => None,
            text => {
                let ml = text.parse::<f64>().ok().filter(|ml| ml.is_finite() && *ml >= 0.0);
                Some(ml.ok_or_else(|| broken(index + 1, "own_milk_ml must be a number of ml, 0 or more, or empty"))?)
            }
        };
        if let Some(slot) = known.get_mut(day as usize) {
            *slot = milk;
        }
    }
    Ok(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_may_have_gaps_but_no_day_twice() {
        assert_eq!(
            series("day,own_milk_ml\n0,12.5\n2,\n3,0\n9,80\n", 5).unwrap(),
            [Some(12.5), None, None, Some(0.0), None]
        );
        assert_eq!(series("\u{feff}Own_Milk_ML,note,DAY\n7,x,1\n", 2).unwrap(), [None, Some(7.0)]);
        for bad in [
            "day,own_milk_ml\n0,1\n0,2\n",
            "day,own_milk_ml\n-1,1\n",
            "day,own_milk_ml\n0,-1\n",
            "day\n0\n",
            "day,own_milk_ml\n0,abc\n",
            "",
        ] {
            assert!(series(bad, 5).is_err(), "{bad}");
        }
    }
}
