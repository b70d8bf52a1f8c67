use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn a_fresh_journal_has_the_interval_rule_with_one_nag_and_no_quiet_hours() {
    let desk = Desk::new();
    let rules = desk.ok(&["remind"]);
    assert_eq!(rules["quiet"], Value::Null);
    assert_eq!(
        rules["rules"],
        json!([{"id": "interval", "kind": "interval", "every_min": 150.0, "night_every_min": 300.0, "from": "start", "nag_min": 20.0}])
    );
}

#[test]
fn rules_are_set_listed_and_removed() {
    let desk = Desk::new();
    let rules = desk.ok(&["remind", "interval", "--every", "6h", "--nag", "off", "--from", "end"]);
    let rule = &rules["rules"][0];
    assert_eq!(
        (&rule["every_min"], &rule["night_every_min"], &rule["nag_min"]),
        (&json!(360.0), &json!(360.0), &Value::Null)
    );
    desk.ok(&["remind", "times", "08:00,22:00", "--days", "mon,wed"]);
    desk.ok(&["remind", "weigh-in", "09:00", "--days", "sun"]);
    desk.ok(&["remind", "medicine", "Iron", "12:00"]);
    let rules = desk.ok(&["remind", "care-plan", "18:00"]);
    let kinds: Vec<&str> =
        rules["rules"].as_array().unwrap().iter().map(|rule| rule["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["interval", "times", "weigh_in", "medicine", "care_plan"]);
    assert_eq!(
        (&rules["rules"][1]["times"], &rules["rules"][1]["days"]),
        (&json!(["08:00", "22:00"]), &json!(["mon", "wed"]))
    );
    assert_eq!(desk.ok(&["remind", "off", "times"])["rules"].as_array().unwrap().len(), 4);
    assert_eq!(desk.refused(&["remind", "off", "times"]).0, "not_found");
    desk.ok(&["remind", "off", "interval"]);
    desk.ok(&["log", "pump"]);
    assert_eq!(desk.ok(&["home"])["next"], Value::Null);
}

#[test]
fn quiet_hours_and_sleep() {
    let desk = Desk::new();
    let quiet = desk.ok(&["remind", "quiet", "22:00-05:00", "--policy", "suppress"])["quiet"].clone();
    assert_eq!(quiet, json!({"from": "22:00", "to": "05:00", "policy": "suppress"}));
    assert_eq!(desk.ok(&["remind", "quiet", "off"])["quiet"], Value::Null);
    let sleep = desk.ok(&["remind", "sleep", "4h"])["sleep"].clone();
    assert_eq!(sleep["until_ms"].as_i64().unwrap() - sleep["from_ms"].as_i64().unwrap(), 4 * 3_600_000);
    desk.ok(&["log", "diaper", "wet"]);
    assert_eq!(desk.ok(&["remind"])["sleep"], Value::Null);
}

#[test]
fn rules_beyond_their_limits_are_refused() {
    let desk = Desk::new();
    desk.ok(&["remind", "interval", "--every", "30m"]);
    desk.ok(&["remind", "interval", "--every", "24h"]);
    let before = desk.ok(&["remind"]);
    desk.invalid(&["remind", "interval", "--every", "29m"], "every");
    desk.invalid(&["remind", "interval", "--every", "24h1m"], "every");
    desk.invalid(&["remind", "interval", "--every", "-2h"], "every");
    desk.invalid(&["remind", "interval", "--every", "99999999999999999999999h"], "every");
    desk.invalid(&["remind", "interval", "--every", "3h", "--night-every", "2h"], "night_every");
    desk.invalid(&["remind", "interval", "--every", "3h", "--night-every", "25h"], "night_every");
    desk.invalid(&["remind", "interval", "--every", "3h", "--nag", "0m"], "nag");
    desk.invalid(&["remind", "interval", "--every", "3h", "--nag", "-20m"], "nag");
    desk.invalid(&["remind", "times", "08:00,08:00"], "times");
    desk.invalid(&["remind", "quiet", "22:00-22:00", "--policy", "delay"], "quiet");
    desk.invalid(&["remind", "sleep", "0m"], "sleep");
    desk.invalid(&["remind", "sleep", "-4h"], "sleep");
    desk.invalid(&["remind", "sleep", "24h1m"], "sleep");
    desk.invalid(&["remind", "medicine", "", "08:00"], "medicine");
    assert_eq!(desk.ok(&["remind"]), before);
    for minute in 10..21 {
        desk.ok(&["remind", "times", &format!("08:{minute}")]);
    }
    desk.invalid(&["remind", "times", "09:00"], "rule");
}

#[test]
fn the_plan_is_sorted_fits_the_phone_and_reaches_far_enough() {
    let desk = Desk::new();
    assert_eq!(desk.ok(&["next"])["items"], json!([]));
    let logged = desk.ok(&["log", "pump", "--at", "12:00"]);
    for (phone, budget, horizon_h) in [("android", 17, 24), ("ios", 60, 48)] {
        let plan = desk.ok(&["next", "--phone", phone]);
        let items = plan["items"].as_array().unwrap();
        assert!(!items.is_empty() && items.len() <= budget, "{plan}");
        assert_eq!(plan["budget"], budget);
        assert!(items.windows(2).all(|pair| pair[0]["at_ms"].as_i64() <= pair[1]["at_ms"].as_i64()));
        assert_eq!(items[0]["at_ms"], logged["home"]["next"]["at_ms"]);
        assert_eq!((&items[0]["stage"], &items[0]["at_local"]), (&json!("due"), &json!("2026-11-24T14:30:00-05:00")));
        let horizon = plan["horizon_ms"].as_i64().unwrap() - logged["entry"]["start_ms"].as_i64().unwrap();
        assert!(horizon >= horizon_h * 3_600_000, "{plan}");
        assert_eq!(plan["missed"], 0);
    }
    assert_eq!(desk.ok(&["next"])["items"][0]["precision"], "window");
    assert_eq!(desk.ok(&["next", "--exact", "yes"])["items"][0]["precision"], "exact");
    assert_eq!(desk.ok(&["next", "--phone", "ios"])["items"][0]["precision"], "exact");
    for days in ["0", "-1", "15"] {
        desk.invalid(&["next", "--days", days], "days");
    }
}

#[test]
fn a_reminder_is_answered_once() {
    let desk = Desk::new();
    desk.ok(&["log", "hand", "--at", "10:40", "--total", "4ml"]);
    let id = desk.ok(&["next"])["items"][0]["id"].as_str().unwrap().to_owned();
    let snoozed = desk.ok(&["act", &id, "snooze:15m"]);
    assert_eq!((&snoozed["verdict"], &snoozed["at_local"]), (&json!("snoozed"), &json!("2026-11-24T13:25:00-05:00")));
    assert_eq!(desk.ok(&["act", &id, "snooze:15m"])["verdict"], "already");
    desk.invalid(&["act", &id, "snooze:0m"], "action");
    desk.invalid(&["act", &id, "snooze:13h"], "action");
    desk.invalid(&["act", &id, "snooze:-5m"], "action");
    let logged = desk.ok(&["act", &id, "log_now"]);
    assert_eq!(logged["verdict"], "logged");
    let entry = &logged["logged"]["entry"];
    assert_eq!(
        (&entry["method"], &entry["total_ml"], &entry["start_local"]),
        (&json!("hand"), &Value::Null, &json!("2026-11-24T13:00:00-05:00"))
    );
    assert_eq!(desk.ok(&["act", &id, "log_now"])["verdict"], "already");
    assert_eq!(desk.refused(&["act", "nonsense", "skip"]).0, "not_found");
    assert_eq!(desk.entries()["entries"].as_array().unwrap().len(), 2);
}

#[test]
fn next_explains_why_each_comes_when_it_does() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--at", "12:00"]);
    assert_eq!(desk.ok(&["next"]).get("why"), None);
    desk.ok(&["remind", "quiet", "22:00-06:00", "--policy", "delay"]);
    let plan = desk.ok(&["next", "--explain"]);
    let why = plan["why"].as_array().unwrap();
    assert_eq!(why.len(), plan["items"].as_array().unwrap().len());
    assert_eq!((&why[0]["id"], &why[0]["step"]), (&plan["items"][0]["id"], &json!("interval")));
    assert_eq!(why[0]["counted_from_local"], "2026-11-24T12:00:00-05:00");
    let moved = why.iter().find(|reason| reason["moved"] == "quiet_hours").unwrap();
    assert_eq!(
        (&moved["at_local"], &moved["unmoved_local"]),
        (&json!("2026-11-25T06:00:00-05:00"), &json!("2026-11-24T22:00:00-05:00"))
    );
    let text = desk.run(&["next", "--explain"]).out;
    for words in [
        "2 h 30 min after the session of 12:00",
        "2 h 30 min after the one of 14:30",
        "22:00 falls into quiet hours, 22:00 to 06:00",
        "● rings",
        "▒ quiet hours",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    // The page shows a day; all of it comes by name.
    let day = desk.run(&["next", "--phone", "ios"]).out;
    assert!(
        day.contains("more until")
            && day.lines().count() < desk.run(&["next", "--phone", "ios", "--days", "7"]).out.lines().count()
    );
}

#[test]
fn a_parent_logs_her_own_temperature_though_a_baby_is_known() {
    let desk = Desk::new();
    desk.ok(&["journey", "--baby", "Ida", "--born", "2026-10-24"]);
    let hers = desk.ok(&["log", "temperature", "38.6", "--parent"]);
    assert_eq!(
        (&hers["entry"]["of"], &hers["entry"]["baby"], &hers["home"]["flags"]),
        (&json!("parent"), &Value::Null, &json!([]))
    );
    let id = hers["entry"]["id"].as_str().unwrap();
    let babys = desk.ok(&["edit", id, "--baby", "Ida"]);
    assert_eq!((&babys["entry"]["of"], &babys["entry"]["baby"]), (&json!("baby"), &json!("Ida")));
    assert_eq!(babys["home"]["flags"][0]["kind"], "fever_under_three_months");
    let back = desk.ok(&["edit", id, "--parent"]);
    assert_eq!((&back["entry"]["of"], &back["entry"]["baby"]), (&json!("parent"), &Value::Null));
}
