//! Outlook, plan, growth, flags, milestones, insights and the bare forecast.

use serde_json::json;

use crate::desk::Desk;

/// A girl of 100 days of whom all is logged that a plan asks for.
fn told() -> Desk {
    let mut desk = Desk::at("2026-11-08T12:00:00-05:00");
    desk.ok(&["journey", "--baby", "Ida", "--born", "2026-08-16", "--sex", "girl"]);
    desk.log(&["weight", "5.6kg"]);
    for day in ["22", "23"] {
        for hour in ["08", "10", "12", "14", "16", "18"] {
            desk.now = format!("2026-11-{day}T{hour}:00:00-05:00");
            desk.log(&["diaper", "wet"]);
        }
        desk.now = format!("2026-11-{day}T21:00:00-05:00");
        desk.ok(&["day", "--diapers", "complete"]);
    }
    desk.log(&["weight", "5.9kg"]);
    "2026-11-24T09:00:00-05:00".clone_into(&mut desk.now);
    desk.log(&["diaper", "wet"]);
    "2026-11-24T13:00:00-05:00".clone_into(&mut desk.now);
    desk
}

const PLAN: [&str; 9] = ["plan", "--agreed-with", "Dr Kahn", "--start", "600", "--step", "50", "--hold", "3"];

#[test]
fn the_arithmetic_of_a_plan_needs_no_journal() {
    let desk = Desk::new();
    let table = desk.ok(&["taper", "--start", "310", "--step", "50", "--hold", "3"]);
    assert_eq!([&table["steps"], &table["days"]], [7, 21]);
    assert_eq!(table["table"][0], json!({"from_day": 1, "to_day": 3, "supplement_ml": 260.0}));
    assert_eq!(table["table"][6], json!({"from_day": 19, "to_day": 21, "supplement_ml": 0.0}));
    assert_eq!(desk.ok(&["taper", "--start", "20oz", "--step", "1oz", "--hold", "2"])["steps"], 20);
    assert!(!desk.db().exists());
    desk.invalid(&["taper", "--start", "0", "--step", "50", "--hold", "3"], "start");
    desk.invalid(&["taper", "--start", "-600", "--step", "50", "--hold", "3"], "start");
    desk.invalid(&["taper", "--start", "600", "--step", "0", "--hold", "3"], "step");
    desk.invalid(&["taper", "--start", "600", "--step", "50", "--hold", "0"], "hold");
    desk.usage(&["taper", "--start", "600"]);
    desk.usage(&["taper", "--start", "drops", "--step", "50", "--hold", "3"]);
    assert_eq!(desk.ok(&["taper", "--start", "6000", "--step", "50", "--hold", "3"])["steps"], 120);
}

#[test]
fn a_plan_is_set_stepped_gone_back_on_and_removed() {
    let desk = told();
    assert_eq!(desk.ok(&["taper"])["verdict"], "no_plan");
    assert_eq!(desk.refused(&["plan", "step"]).0, "not_found");
    let set = desk.ok(&PLAN);
    assert_eq!(set["verdict"], "next_step", "{set}");
    assert_eq!(set["plan"]["first_day"], "2026-11-24");
    assert_eq!([&set["current_ml"], &set["cut_ml"], &set["next_ml"]], [600.0, 50.0, 550.0]);
    assert_eq!(desk.ok(&PLAN), set, "the same plan again is the plan as it is");
    let stepped = desk.ok(&["plan", "step"]);
    assert_eq!([&stepped["verdict"], &stepped["due"]], ["hold", "2026-11-27"]);
    assert_eq!(desk.ok(&PLAN)["steps_taken"], 1);
    assert_eq!(desk.refused(&["plan", "step"]).0, "conflict");
    assert_eq!(desk.ok(&["plan", "back"])["steps_taken"], 0);
    let text = desk.run(&["taper"]).out;
    assert!(text.contains("600 ml a day less 50 ml is 550 ml a day."), "{text}");
    assert_eq!(desk.ok(&["plan", "off"])["verdict"], "no_plan");
    desk.invalid(&["plan", "--agreed-with", " ", "--start", "600", "--step", "50", "--hold", "3"], "agreed_with");
    desk.usage(&["plan", "--start", "600", "--step", "50", "--hold", "3"]);
    desk.usage(&["plan", "--agreed-with", "Dr Kahn"]);
}

#[test]
fn a_flag_stands_on_every_screen_until_it_is_answered() {
    let desk = told();
    desk.ok(&PLAN);
    let logged = desk.ok(&["log", "sign", "very-drowsy"]);
    let flag = &logged["home"]["flags"][0];
    assert_eq!([&flag["sign"], &flag["level"], &flag["baby"]], ["very-drowsy", "emergency", "Ida"]);
    assert_eq!(desk.ok(&["taper"])["verdict"], "hold_and_contact");
    desk.ok(&["settings", "--simple", "yes"]);
    for screen in ["home", "insights", "flags"] {
        let text = desk.run(&[screen]).out;
        assert!(text.contains("Please call emergency services now."), "{screen}: {text}");
    }
    let key = flag["key"].as_str().unwrap();
    let answered = desk.ok(&["answer", key]);
    assert_eq!(answered["flags"][0]["answered_ms"], 1_795_543_200_000_i64);
    assert_eq!(desk.ok(&["home"])["flags"], json!([]));
    assert_eq!(desk.ok(&["taper"])["verdict"], "next_step");
    assert_eq!(desk.refused(&["answer", "sign:unknown"]).0, "not_found");
}

#[test]
fn what_was_typed_with_the_present_of_another_day_is_written_down_then() {
    // The id that the command makes carries the time it was told, not that of this computer.
    let mut desk = Desk::at("2027-03-01T10:00:00-05:00");
    desk.ok(&["journey", "--baby", "Ida", "--born", "2027-02-01"]);
    desk.log(&["temperature", "38.5"]);
    "2027-03-20T10:00:00-05:00".clone_into(&mut desk.now);
    assert_eq!(desk.ok(&["home"])["flags"][0]["kind"], "fever_under_three_months");
    // Caught up on after more than a week: history.
    desk.log(&["temperature", "39", "--at", "2027-03-10T10:00"]);
    assert_eq!(desk.ok(&["flags"])["flags"].as_array().unwrap().len(), 1);
}

#[test]
fn growth_shows_weights_beside_the_table_and_asks_about_odd_ones() {
    let desk = told();
    let growth = desk.ok(&["growth"]);
    let ida = &growth["babies"][0];
    assert_eq!([&ida["baby"], &ida["table"]], ["Ida", "who-2006-weight-for-age"]);
    assert_eq!(ida["gain"]["gain_g"], 300.0);
    assert_eq!(ida["gain"]["band"]["place"], "from_p15");
    desk.log(&["weight", "590g"]);
    let asked = &desk.ok(&["growth"])["babies"][0]["questions"][0];
    assert_eq!([&asked["doubt"], &asked["weight_g"]], [&json!("tenth"), &json!(590.0)]);
    let text = desk.run(&["growth"]).out;
    assert!(text.contains("Which of the two is right?"), "{text}");
    desk.ok(&["answer", asked["key"].as_str().unwrap()]);
    assert_eq!(desk.ok(&["growth"])["babies"][0]["questions"], json!([]));
}

#[test]
fn a_bare_weight_has_its_z() {
    let desk = Desk::new();
    let z = |sex, age, kg| desk.ok(&["growth", "z", "--sex", sex, "--age-days", age, "--kg", kg]);
    assert_eq!(z("girl", "91", "5.0"), json!({"z": -1.23, "table": "who-2006-weight-for-age"}));
    for (sex, age, kg, expected) in
        [("boy", "30", "4", -0.79), ("girl", "118", "6.0", -0.47), ("girl", "183", "5", -3.14)]
    {
        let found = z(sex, age, kg)["z"].as_f64().unwrap();
        assert!((found - expected).abs() <= 0.015, "{sex} {age} {kg}: {found}");
    }
    desk.invalid(&["growth", "z", "--sex", "girl", "--age-days", "731", "--kg", "11"], "age_days");
    desk.invalid(&["growth", "z", "--sex", "girl", "--age-days", "-1", "--kg", "3"], "age_days");
    desk.invalid(&["growth", "z", "--sex", "girl", "--age-days", "9", "--kg", "0.2"], "weight");
    desk.usage(&["growth", "z", "--sex", "child", "--age-days", "9", "--kg", "3"]);
    desk.usage(&["growth", "z", "--sex", "girl", "--age-days", "9"]);
}

#[test]
fn milestones_and_latches_come_from_the_log() {
    let mut desk = Desk::at("2026-11-20T10:00:00-05:00");
    desk.ok(&["journey", "--baby", "Ida"]);
    desk.log(&["hand", "--total", "drops"]);
    "2026-11-21T10:00:00-05:00".clone_into(&mut desk.now);
    desk.log(&["pump", "--total", "5ml"]);
    desk.log(&["nursing", "--latch", "latched"]);
    desk.log(&["nursing", "--latch", "refused"]);
    let milestones = desk.ok(&["milestones"]);
    let kinds: Vec<&str> =
        milestones["milestones"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["first_drops", "first_measured", "first_latch", "best_day"]);
    assert!(desk.run(&["milestones"]).out.contains("Ida's first latch, 21 Nov"));
    let weeks = desk.ok(&["latches", "--weeks", "1", "--baby", "Ida"]);
    assert_eq!([&weeks["weeks"][0]["latched"], &weeks["weeks"][0]["refused"]], [1, 1]);
    desk.invalid(&["latches", "--baby", "Nobody"], "baby");
    desk.invalid(&["latches", "--weeks", "0"], "weeks");
}

#[test]
fn the_outlook_is_too_early_and_then_a_chart_of_bands() {
    let mut desk = Desk::at("2026-11-03T10:00:00-05:00");
    desk.ok(&[
        "journey",
        "--restart",
        "2026-11-03",
        "--break",
        "30",
        "--goal",
        "half",
        "--baby",
        "Ida",
        "--born",
        "2026-08-16",
    ]);
    for day in 3..24 {
        desk.now = format!("2026-11-{day:02}T10:00:00-05:00");
        desk.log(&["pump", "--total", &format!("{}ml", day * 12)]);
        if day == 9 {
            assert_eq!(desk.ok(&["outlook"])["verdict"], "too_early");
            assert!(desk.run(&["outlook"]).out.contains("Too early to say where it may go"));
        }
    }
    "2026-11-24T13:00:00-05:00".clone_into(&mut desk.now);
    let outlook = desk.ok(&["outlook"]);
    assert_eq!(outlook["verdict"], "outlook");
    assert_eq!(outlook["days_with_volume"], 20, "the first logged day of all is not a whole one");
    assert_eq!([&outlook["points"][0]["horizon"], &outlook["points"][0]["day"]], [&json!(7), &json!("2026-11-30")]);
    assert_eq!(outlook["points"][0]["quantiles"].as_object().unwrap().len(), 11);
    assert_eq!(outlook["need"]["basis"], "age");
    assert!(outlook["goal"]["chance"].as_f64().unwrap() > 0.1);
    assert!(outlook["goal"]["from"].as_str().unwrap() < outlook["goal"]["to"].as_str().unwrap());
    for width in ["30", "80"] {
        let text = crate::desk::run(desk.command().env("COLUMNS", width).arg("outlook")).out;
        assert!(text.contains('┃') && text.contains('━'), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= width.parse().unwrap()), "{text}");
    }
}

#[test]
fn a_bare_series_has_a_forecast() {
    let desk = Desk::new();
    let rows: Vec<String> =
        (0..30).map(|day| format!("{day},{}", if day == 5 { String::new() } else { (day * 15).to_string() })).collect();
    let file = desk.write("series.csv", format!("day,own_milk_ml\n{}\n", rows.join("\n")).as_bytes());
    let ask = |as_of: &'static str| {
        vec![
            "forecast",
            &file,
            "--need",
            "700",
            "--break-days",
            "30",
            "--as-of",
            as_of,
            "--horizon",
            "7",
            "--horizon",
            "14",
        ]
    };
    let found = desk.ok(&ask("21"));
    assert_eq!([&found["verdict"], &found["days_with_volume"]], [&json!("outlook"), &json!(20)]);
    assert_eq!(found["points"].as_array().unwrap().len(), 2);
    let levels: Vec<&String> = found["points"][1]["quantiles"].as_object().unwrap().keys().collect();
    assert_eq!(levels, ["0.05", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "0.95"]);
    assert_eq!(desk.ok(&ask("21")), found, "the same series gives the same answer");
    let early = desk.ok(&ask("7"));
    assert_eq!(
        [&early["verdict"], &early["days_with_volume"], &early["points"]],
        [&json!("too_early"), &json!(6), &json!([])]
    );
    assert_eq!(desk.ok(&ask("0"))["days_with_volume"], 0);
    assert!(!desk.db().exists());
}

#[test]
fn a_series_that_makes_no_sense_is_refused() {
    let desk = Desk::new();
    let twice = desk.write("twice.csv", b"day,own_milk_ml\n0,10\n1,12\n1,14\n");
    let ask = |file: &str, need: &'static str, days: &'static str, horizon: &'static str| {
        ["forecast", file, "--need", need, "--break-days", days, "--as-of", "2", "--horizon", horizon]
            .map(str::to_owned)
    };
    let refused = |args: [String; 10], field: &str| {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        desk.invalid(&args, field);
    };
    refused(ask(&twice, "700", "30", "7"), "file");
    let below = desk.write("below.csv", b"day,own_milk_ml\n0,-10\n");
    refused(ask(&below, "700", "30", "7"), "file");
    let good = desk.write("good.csv", b"day,own_milk_ml\n0,10\n1,12\n");
    refused(ask(&good, "0", "30", "7"), "need");
    refused(ask(&good, "700", "-1", "7"), "break");
    refused(ask(&good, "700", "30", "0"), "horizon");
    refused(ask(&good, "700", "30", "366"), "horizon");
    assert_eq!(
        desk.refused(&[
            "forecast",
            "nowhere.csv",
            "--need",
            "700",
            "--break-days",
            "30",
            "--as-of",
            "2",
            "--horizon",
            "7"
        ])
        .0,
        "io"
    );
    desk.usage(&["forecast", &good, "--need", "700", "--break-days", "30", "--as-of", "2"]);
    desk.usage(&["forecast", &good, "--need", "much", "--break-days", "30", "--as-of", "2", "--horizon", "7"]);
}
