use super::*;
use crate::progress::growth::{self, tests::girl};
use crate::progress::weighing::tests::weighing;

/// A plain week after one just like it: nothing stands out.
fn plain() -> InsightFacts {
    InsightFacts {
        mean: WeekMean {
            days: 6,
            sessions: Some(8.0),
            nursing_sessions: Some(2.0),
            nursing_days: 6,
            pump_only_days: 0,
            planned_sessions: None,
            minutes: Some(160.0),
            own_milk_ul: Some(100_000.0),
            own_milk_days: 6,
            supplement_ul: Some(500_000.0),
        },
        change: WeekChange {
            sessions: Some(0.0),
            minutes: Some(0.0),
            own_milk_ul: Some(0.0),
            supplement_ul: Some(0.0),
        },
        sessions_in_all: 50,
        sessions_unmeasured: 10,
        ..nothing()
    }
}

/// A journal without a week to tell of.
fn nothing() -> InsightFacts {
    InsightFacts {
        mean: WeekMean {
            days: 0,
            sessions: None,
            nursing_sessions: None,
            nursing_days: 0,
            pump_only_days: 0,
            planned_sessions: None,
            minutes: None,
            own_milk_ul: None,
            own_milk_days: 0,
            supplement_ul: None,
        },
        change: WeekChange::default(),
        sessions_in_all: 0,
        sessions_unmeasured: 0,
        latched: 0,
        latched_before: 0,
        longest_gap_yesterday_min: None,
        night_sessions: 0,
        nights: 0,
        diapers_open_in_taper: false,
        days_since_weighing_in_taper: None,
        frequency_silenced: false,
    }
}

/// The plain week with that change of its own milk, in microlitres.
fn own_milk(change: f64) -> InsightFacts {
    let mut facts = plain();
    facts.change.own_milk_ul = Some(change);
    facts.mean.own_milk_ul = Some(100_000.0 + change);
    facts
}

/// The plain week with that mean of sessions.
fn sessions(mean: f64) -> InsightFacts {
    let mut facts = plain();
    facts.mean.sessions = Some(mean);
    facts
}

fn kinds(facts: &InsightFacts) -> Vec<InsightKind> {
    insights(facts, &[]).iter().map(|insight| insight.kind).collect()
}

/// The value of a figure.
fn value(insight: &Insight, name: &str) -> i64 {
    insight.figures.iter().find(|figure| figure.name == name).unwrap().value as i64
}

#[test]
fn where_nothing_stands_out_nothing_is_said() {
    assert_eq!(kinds(&plain()), []);
    assert_eq!(kinds(&nothing()), []);
}

#[test]
fn own_milk_is_told_as_the_trend_compares_it() {
    let found = insights(&own_milk(59_000.0), &[]);
    assert_eq!(found[0].kind, InsightKind::OwnMilkMore);
    assert_eq!((value(&found[0], "change"), value(&found[0], "days")), (59_000, 6));
    assert_eq!(value(&found[0], "mean"), 159_000);
    assert_eq!(kinds(&own_milk(-40_000.0)), [InsightKind::OwnMilkLess]);
    let mut too_few_days = own_milk(59_000.0);
    too_few_days.change.own_milk_ul = None;
    assert_eq!(kinds(&too_few_days), []);
}

#[test]
fn less_supplement_and_more_latches_are_said() {
    let mut facts = InsightFacts { latched: 4, latched_before: 1, ..plain() };
    facts.change.supplement_ul = Some(-50_000.0);
    assert_eq!(kinds(&facts), [InsightKind::SupplementLess, InsightKind::LatchedMore]);
    facts.change.supplement_ul = Some(50_000.0);
    facts.latched = 1;
    assert_eq!(kinds(&facts), []);
}

#[test]
fn a_week_at_zero_is_told_as_work() {
    let mut facts = plain();
    facts.mean.own_milk_ul = Some(0.0);
    let found = insights(&facts, &[]);
    assert_eq!(found[0].kind, InsightKind::WorkAtZero);
    assert_eq!(value(&found[0], "sessions"), 50);
    (facts.mean.own_milk_ul, facts.mean.own_milk_days) = (None, 0);
    assert_eq!(kinds(&facts), []);
}

#[test]
fn a_week_mostly_unmeasured_says_so() {
    assert_eq!(kinds(&InsightFacts { sessions_unmeasured: 16, ..plain() }), [InsightKind::MostlyUnmeasured]);
    assert_eq!(kinds(&InsightFacts { sessions_unmeasured: 15, ..plain() }), []);
}

#[test]
fn a_gap_of_more_than_seven_hours_and_fewer_than_five_sessions_are_said() {
    assert_eq!(kinds(&InsightFacts { longest_gap_yesterday_min: Some(421), ..plain() }), [InsightKind::LongGap]);
    assert_eq!(kinds(&InsightFacts { longest_gap_yesterday_min: Some(420), ..plain() }), []);
    let mut few = sessions(4.9);
    assert_eq!(kinds(&few), [InsightKind::FewSessions]);
    few.mean.days = 2;
    assert_eq!(kinds(&few), []);
    assert_eq!(kinds(&sessions(5.0)), []);
}

#[test]
fn a_breast_sign_silences_everything_about_frequency_and_nothing_else() {
    let facts = InsightFacts {
        longest_gap_yesterday_min: Some(600),
        night_sessions: 1,
        nights: 7,
        latched: 2,
        ..sessions(3.0)
    };
    assert_eq!(kinds(&InsightFacts { latched: 0, ..facts.clone() }).len(), 3);
    assert_eq!(kinds(&InsightFacts { frequency_silenced: true, ..facts }), [InsightKind::LatchedMore]);
}

#[test]
fn the_taper_asks_for_its_weight_and_its_diapers() {
    let facts = InsightFacts { days_since_weighing_in_taper: Some(7), diapers_open_in_taper: true, ..plain() };
    assert_eq!(kinds(&facts), [InsightKind::WeighingDue, InsightKind::DiapersOpen]);
    assert_eq!(kinds(&InsightFacts { days_since_weighing_in_taper: Some(6), ..plain() }), []);
}

#[test]
fn a_gain_from_p5_to_p15_comes_first() {
    let growth = growth::growth(&girl(), &[weighing(85, 5_700), weighing(99, 5_860)]);
    let facts = own_milk(59_000.0);
    let found = insights(&facts, &[growth]);
    assert_eq!((found[0].kind, found[0].baby.as_deref()), (InsightKind::GainNearTheLow, Some("a")));
    assert_eq!(value(&found[0], "gain"), 160_000);
    let good = growth::growth(&girl(), &[weighing(85, 5_700), weighing(99, 6_000)]);
    assert_eq!(insights(&plain(), &[good]), []);
}

#[test]
fn no_more_than_three_are_said_and_the_most_useful_stay() {
    let days_since_weighing_in_taper = Some(9);
    let mut facts = InsightFacts { latched: 5, nights: 7, days_since_weighing_in_taper, ..own_milk(59_000.0) };
    facts.change.supplement_ul = Some(-100_000.0);
    assert_eq!(kinds(&facts), [InsightKind::WeighingDue, InsightKind::OwnMilkMore, InsightKind::SupplementLess]);
    assert_eq!(kinds(&facts), kinds(&facts.clone()));
}

#[test]
fn more_sessions_are_a_fact_of_the_log() {
    let mut facts = plain();
    facts.change.sessions = Some(0.5);
    assert_eq!(kinds(&facts), [InsightKind::SessionsMore]);
}
