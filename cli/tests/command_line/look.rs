use serde_json::{Value, json};

use crate::desk::Desk;

fn names(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn holds(value: &Value, wanted: &[&str]) {
    let found = names(value);
    for name in wanted {
        assert!(found.contains(name), "{name}: {value}");
    }
}

const DAY: &[&str] = &[
    "day",
    "hours",
    "logged",
    "partial",
    "away",
    "sessions",
    "minutes",
    "night_sessions",
    "longest_gap_min",
    "own_milk",
    "donor_ml",
    "formula_ml",
    "babies",
];

#[test]
fn home_holds_what_the_contract_names() {
    let desk = Desk::new();
    desk.ok(&["journey", "--baby", "Ada"]);
    let home = desk.ok(&["home"]);
    holds(&home, &["last_ms", "since_min", "today", "running", "next", "actions"]);
    holds(&home["today"], DAY);
    assert_eq!((&home["last_ms"], &home["since_min"], &home["next"]), (&Value::Null, &Value::Null, &Value::Null));
    assert_eq!(home["actions"].as_array().unwrap().len(), 3);
    let baby = &home["today"]["babies"][0];
    holds(baby, &["baby", "intake", "own_share", "wet", "stool"]);
    holds(&baby["intake"], &["own_ml", "donor_ml", "formula_ml", "transfer_ml", "untracked"]);
    assert_eq!(home["today"]["sessions"], Value::Null);
    desk.ok(&["log", "nursing", "--left", "10", "--at", "09:00"]);
    let home = desk.ok(&["home"]);
    assert_eq!((&home["since_min"], &home["next"]["overdue_min"]), (&json!(240), &json!(90)));
    assert_eq!((&home["actions"][0]["kind"], &home["actions"][0]["side"]), (&json!("nursing"), &json!("right")));
    assert_eq!(home["last_ms"], 1_795_528_800_000_i64);
}

#[test]
fn since_counts_from_the_end_where_that_is_set() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--at", "12:00", "--minutes", "20"]);
    assert_eq!(desk.ok(&["home"])["since_min"], 60);
    desk.ok(&["settings", "--since", "end"]);
    assert_eq!(desk.ok(&["home"])["since_min"], 40);
}

#[test]
fn a_week_holds_seven_days_and_says_nothing_of_days_without_entries() {
    let desk = Desk::new();
    for day in 17..=24 {
        for hour in ["08:00", "23:30"] {
            if day < 24 || hour == "08:00" {
                let at = format!("2026-11-{day}T{hour}");
                desk.ok(&["log", "pump", "--total", "20ml", "--minutes", "10", "--at", &at]);
            }
        }
    }
    let week = desk.ok(&["week"]);
    holds(&week, &["from", "to", "days", "mean", "before", "change"]);
    assert_eq!((&week["from"], &week["to"]), (&json!("2026-11-18"), &json!("2026-11-24")));
    let days = week["days"].as_array().unwrap();
    assert_eq!(days.len(), 7);
    for day in days {
        holds(day, DAY);
    }
    assert_eq!((&days[0]["sessions"], &days[0]["night_sessions"]), (&json!(2), &json!(1)));
    assert_eq!(days[0]["longest_gap_min"], 930.0);
    let mean = json!({"days": 6, "sessions": 2.0, "minutes": 20.0, "own_milk_ml": 40.0, "own_milk_days": 6, "supplement_ml": 0.0});
    for (name, value) in mean.as_object().unwrap() {
        assert_eq!(week["mean"][name], *value, "{name}");
    }
    assert_eq!([&week["mean"]["nursing_days"], &week["mean"]["pump_only_days"]], [0, 6]);
    assert_eq!(week["change"], json!({"sessions": null, "minutes": null, "own_milk_ml": null, "supplement_ml": null}));
    let earlier = desk.ok(&["week", "--ending", "2026-11-10"]);
    assert_eq!(earlier["days"][0]["minutes"], Value::Null);
    assert_eq!(earlier["mean"]["sessions"], Value::Null);
}

#[test]
fn a_day_is_marked_and_the_marks_stay() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["day", "--diapers", "complete"])["diapers"], "complete");
    assert_eq!(desk.ok(&["day", "--away", "yes"])["diapers"], "complete");
    let day = desk.ok(&["day", "2026-11-24"]);
    assert_eq!((&day["diapers"], &day["away"]), (&json!("complete"), &json!(true)));
    assert_eq!(desk.ok(&["day", "--diapers", "open", "--away", "no"])["diapers"], "open");
    desk.invalid(&["day", "2026-11-25", "--away", "yes"], "day");
    assert_eq!(desk.ok(&["day", "2026-11-25"])["logged"], false);
}

#[test]
fn the_day_of_the_clock_change_has_25_hours() {
    let desk = Desk::at("2026-11-02T12:00:00-05:00[America/New_York]");
    for at in ["2026-10-31T08:00", "2026-11-01T08:00", "2026-11-02T08:00"] {
        desk.ok(&["log", "pump", "--at", at]);
    }
    assert_eq!(desk.ok(&["day", "2026-10-31"])["hours"], 25.0);
    assert_eq!(desk.ok(&["day", "2026-11-01"])["hours"], 24.0);
}

#[test]
fn the_week_in_text_shows_bars_today_and_the_next_time() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--total", "12ml", "--at", "11:00"]);
    desk.ok(&["log", "hand", "--total", "0ml", "--at", "2026-11-23T23:40"]);
    let text = desk.run(&["week"]).out;
    assert!(text.contains("Tue 24  ▊ "), "{text}");
    assert!(text.contains("Mon 23  ▓ ") && text.contains("0 ml"), "{text}");
    assert!(text.contains("Today: 1 session so far, 12 ml of own milk."), "{text}");
    assert!(text.contains("Next 13:30, or when you are ready (in 30 min)."), "{text}");
}

#[test]
fn an_overdue_session_is_whenever_you_are_ready() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--at", "08:00"]);
    let text = desk.run(&["home"]).out;
    assert!(text.contains("whenever you are ready"), "{text}");
    desk.ok(&["settings", "--simple", "yes"]);
    assert!(!desk.run(&["home"]).out.contains("ago"));
}
