//! What the outlook promises, on series plain enough to argue about.

use super::*;

fn input(own_milk_ml: Vec<Option<f64>>, as_of: u32) -> OutlookInput {
    OutlookInput {
        own_milk_ml,
        need_ml: 600.0,
        since: LactationBreak::Days { days: 60 },
        as_of,
        horizons: vec![7, 14],
        goal_ml: None,
    }
}

fn made(input: &OutlookInput) -> Outlook {
    outlook(input).unwrap()
}

/// A rise to 500 ml about day 20, with a day noise that repeats every five days.
fn rise(days: u32) -> Vec<Option<f64>> {
    (0..days)
        .map(|t| {
            let level = 500.0 / (1.0 + (-(f64::from(t) - 20.0) / 6.0).exp());
            Some(level * (0.88 + 0.06 * f64::from((t * 7 + 3) % 5)))
        })
        .collect()
}

/// Whole numbers that look random and are the same each time.
fn mixed(seed: u32) -> impl FnMut(u32) -> u32 {
    let mut at = seed.wrapping_mul(2_654_435_761).wrapping_add(12345);
    move |below| {
        at = at.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (at >> 8) % below
    }
}

fn width(point: &OutlookPoint) -> f64 {
    point.quantiles[9].ml - point.quantiles[1].ml
}

fn assert_sane(found: &Outlook, most: f64) {
    for point in &found.points {
        assert_eq!(point.quantiles.iter().map(|q| q.level).collect::<Vec<_>>(), LEVELS);
        assert!(point.quantiles.iter().all(|q| q.ml.is_finite() && q.ml >= 0.0 && q.ml <= most), "{point:?}");
        assert!(point.quantiles.is_sorted_by(|a, b| a.ml <= b.ml), "{point:?}");
    }
}

#[test]
fn six_measured_days_are_too_early_and_give_no_points() {
    let mut days = vec![Some(30.0); 6];
    days.extend([None; 20]);
    let mut asked = input(days.clone(), 26);
    asked.goal_ml = Some(300.0);
    let found = made(&asked);
    assert_eq!((found.verdict, found.days_with_volume), (OutlookVerdict::TooEarly, 6));
    assert!(found.points.is_empty() && found.goal.is_none());
    days[20] = Some(0.0);
    let found = made(&input(days, 26));
    assert_eq!((found.days_with_volume, found.points.len()), (7, 2), "0 ml is a measured volume");
}

#[test]
fn days_from_the_forecast_on_are_not_looked_at() {
    let known = rise(21);
    let mut more = known.clone();
    more.extend([Some(9000.0), Some(0.0), None]);
    assert_eq!(made(&input(known, 21)), made(&input(more, 21)));
}

#[test]
fn a_rise_has_an_outlook_and_a_fall_or_a_flat_line_has_points_without_growth() {
    assert_eq!(made(&input(rise(21), 21)).verdict, OutlookVerdict::Outlook);
    let fall = (0..30).map(|t| Some(500.0 - 8.0 * f64::from(t))).collect();
    for days in [fall, vec![Some(120.0); 30], vec![Some(0.0); 30]] {
        let found = made(&input(days, 30));
        assert_eq!(found.verdict, OutlookVerdict::NoUpwardTrend);
        assert_eq!(found.points.len(), 2);
    }
}

#[test]
fn a_fall_is_not_carried_on_in_a_line() {
    let days: Vec<_> = (0..30).map(|t| Some(500.0 - 8.0 * f64::from(t))).collect();
    let found = made(&input(days, 30));
    // The last day had 268 ml; the line would be at 156 ml after 14 days.
    assert!(found.points[1].quantiles[5].ml > 212.0, "{:?}", found.points[1]);
}

#[test]
fn bands_widen_with_the_horizon() {
    for as_of in [10, 14, 21, 28, 42] {
        let mut asked = input(rise(42), as_of);
        asked.horizons = vec![1, 7, 14, 42];
        let found = made(&asked);
        assert!(found.points.is_sorted_by(|a, b| width(a) < width(b)), "as of {as_of}: {:?}", found.points);
    }
}

#[test]
fn bands_widen_with_the_break() {
    for as_of in [28, 42] {
        let relative = |since| {
            let found = made(&OutlookInput { since, ..input(rise(42), as_of) });
            width(&found.points[1]) / found.points[1].quantiles[5].ml
        };
        let short = relative(LactationBreak::Days { days: 14 });
        let long = relative(LactationBreak::Days { days: 365 });
        assert!(short < long, "as of {as_of}: {short} and {long}");
        assert!(short < relative(LactationBreak::Never), "as of {as_of}");
    }
}

#[test]
fn forgotten_entries_do_not_pull_the_outlook_down_with_them() {
    let full: Vec<_> = rise(60).into_iter().map(|ml| ml.map(|ml| ml.max(300.0))).collect();
    let mut short = full.clone();
    for day in [46, 50, 53, 57] {
        short[day] = short[day].map(|ml| ml * 0.6);
    }
    let middle = |days| made(&input(days, 60)).points[0].quantiles[5].ml;
    // Four of the last 14 days lost 40 %: their mean falls by 11 %. The middle may follow by little more than half of that.
    let (full, short) = (middle(full), middle(short));
    assert!(short > 0.93 * full, "{short} of {full}");
}

#[test]
fn the_truth_of_a_plain_rise_lies_inside_the_bands() {
    let days = rise(60);
    for as_of in [14_u32, 21, 28, 42] {
        let found = made(&input(days.clone(), as_of));
        for point in &found.points {
            let truth = days[(as_of - 1 + point.horizon) as usize].unwrap();
            assert!(
                point.quantiles[0].ml < truth && truth < point.quantiles[10].ml,
                "as of {as_of}: {truth} {point:?}"
            );
        }
    }
}

#[test]
fn every_odd_series_has_a_sane_answer() {
    let horizons: Vec<u32> = vec![1, 2, 7, 30, 90, 180];
    let ask = |days: Vec<Option<f64>>, as_of: u32| {
        for since in [LactationBreak::Days { days: 0 }, LactationBreak::Days { days: 20_000 }, LactationBreak::Never] {
            let asked =
                OutlookInput { horizons: horizons.clone(), since, goal_ml: Some(300.0), ..input(days.clone(), as_of) };
            let most = 30.0 * days.iter().flatten().copied().fold(600.0, f64::max);
            assert_sane(&made(&asked), most);
        }
    };
    ask(vec![Some(0.0); 200], 200);
    ask(vec![Some(250.0); 7], 7);
    ask(vec![Some(50_000.0); 40], 40);
    ask(vec![Some(500.0); 1000], 1000);
    ask(rise(10), 300);
    ask((0..90).map(|t| (t % 9 == 0).then_some(f64::from(t))).collect(), 90);
    ask((0..40).map(|t| Some(if t % 2 == 0 { 0.0 } else { 900.0 })).collect(), 40);
}

#[test]
fn random_series_with_gaps_have_ordered_quantiles_and_the_same_answer_twice() {
    for seed in 0..40 {
        let mut next = mixed(seed);
        let count = 8 + next(120);
        let most = f64::from(1 + next(900));
        let days: Vec<_> = (0..count).map(|_| (next(4) > 0).then(|| most * f64::from(next(1000)) / 1000.0)).collect();
        let asked = OutlookInput {
            need_ml: f64::from(50 + next(1500)),
            since: if next(8) == 0 { LactationBreak::Never } else { LactationBreak::Days { days: next(800) as i32 } },
            horizons: vec![1 + next(180), 7],
            goal_ml: Some(f64::from(1 + next(900))),
            ..input(days, count)
        };
        let found = made(&asked);
        assert_eq!(found, made(&asked));
        assert_sane(&found, 20.0 * most.max(asked.need_ml));
    }
}

#[test]
fn a_zero_series_forecasts_next_to_nothing() {
    let found = made(&input(vec![Some(0.0); 42], 42));
    assert!(found.points[0].quantiles[5].ml < 3.0, "{:?}", found.points[0]);
}

#[test]
fn twice_the_volumes_of_twice_the_need_are_twice_the_outlook() {
    let once = made(&input(rise(28), 28));
    let days = rise(28).into_iter().map(|ml| ml.map(|ml| 2.0 * ml)).collect();
    let twice = made(&OutlookInput { need_ml: 1200.0, ..input(days, 28) });
    for (a, b) in once.points.iter().zip(&twice.points).flat_map(|(a, b)| a.quantiles.iter().zip(&b.quantiles)) {
        assert!((2.0 * a.ml - b.ml).abs() < 0.01 * b.ml.max(1.0), "{a:?} {b:?}");
    }
}

#[test]
fn a_goal_far_off_has_a_small_chance_and_no_dates_and_a_near_one_has_a_range() {
    let goal = |goal_ml| made(&OutlookInput { goal_ml: Some(goal_ml), ..input(rise(21), 21) }).goal.unwrap();
    let (near, far) = (goal(350.0), goal(3000.0));
    assert!(near.chance > 0.6 && far.chance < 0.05, "{near:?} {far:?}");
    let range = near.reached.unwrap();
    assert!(range.from_day < range.to_day && range.to_day <= GOAL_WITHIN_DAYS, "{range:?}");
    assert_eq!(far.reached, None);
    let chances: Vec<f64> = [100.0, 200.0, 400.0, 800.0].map(|g| goal(g).chance).to_vec();
    assert!(chances.is_sorted_by(|a, b| a >= b), "{chances:?}");
}

#[test]
fn without_an_upward_trend_no_dates_are_named() {
    let found = made(&OutlookInput { goal_ml: Some(130.0), ..input(vec![Some(120.0); 30], 30) });
    assert_eq!(found.goal.unwrap().reached, None);
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let good = input(rise(20), 20);
    let refused = |asked: OutlookInput| match outlook(&asked) {
        Err(JournalError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    for need_ml in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(refused(OutlookInput { need_ml, ..good.clone() }), "need");
    }
    assert_eq!(refused(OutlookInput { goal_ml: Some(0.0), ..good.clone() }), "goal");
    for ml in [-0.1, f64::NAN, f64::INFINITY] {
        let mut days = rise(20);
        days[4] = Some(ml);
        assert_eq!(refused(input(days, 20)), "own_milk_ml");
    }
    for horizon in [0, 366] {
        assert_eq!(refused(OutlookInput { horizons: vec![7, horizon], ..good.clone() }), "horizon");
    }
}

#[test]
fn horizons_come_back_in_the_order_asked() {
    let found = made(&OutlookInput { horizons: vec![14, 7, 14], ..input(rise(20), 20) });
    assert_eq!(found.points.iter().map(|p| p.horizon).collect::<Vec<_>>(), [14, 7, 14]);
}
