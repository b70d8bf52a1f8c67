use serde_json::{Value, json};

use crate::desk::Desk;

fn entry(desk: &Desk, args: &[&str]) -> Value {
    let mut all = vec!["log"];
    all.extend_from_slice(args);
    desk.ok(&all)["entry"].clone()
}

/// What is typed, its kind, and fields of what comes back.
type Case<'a> = (&'a [&'a str], &'a str, &'a [(&'a str, Value)]);

#[test]
fn every_kind_can_be_logged_and_comes_back() {
    let desk = Desk::new();
    desk.ok(&["journey", "--baby", "Ada"]);
    let table: &[Case<'_>] = &[
        (
            &["nursing", "--left", "12", "--right", "7.5", "--latch", "swallowed", "--supplementer", "30ml", "donor"],
            "nursing",
            &[
                ("left_minutes", json!(12.0)),
                ("right_minutes", json!(7.5)),
                ("minutes", json!(19.5)),
                ("baby", json!("Ada")),
            ],
        ),
        (&["nursing", "--weighed", "4200", "4260"], "nursing", &[("transfer_ml", json!(58.252))]),
        (&["nursing", "--transfer", "40ml"], "nursing", &[("transfer_ml", json!(40.0))]),
        (
            &["pump", "--left", "12ml", "--right", "0.5oz", "--minutes", "15", "--single", "--pattern", "power"],
            "expression",
            &[
                ("method", json!("pump")),
                ("left_ml", json!(12.0)),
                ("right_ml", json!(14.787)),
                ("right_typed", json!("0.5oz")),
                ("double", json!(false)),
                ("pattern", json!("power")),
                ("baby", Value::Null),
            ],
        ),
        (&["hand", "--total", "drops"], "expression", &[("method", json!("hand")), ("total_ml", json!("drops"))]),
        (&["combined", "--total", "5ml"], "expression", &[("method", json!("combined"))]),
        (
            &["supplement", "60ml", "formula", "--by", "paladai"],
            "supplement",
            &[("volume_ml", json!(60.0)), ("milk", json!("formula")), ("by", json!("paladai"))],
        ),
        (&["supplement", "unmeasured", "own-fortified"], "supplement", &[("volume_ml", Value::Null)]),
        (&["skin", "45"], "skin_to_skin", &[("minutes", json!(45.0))]),
        (&["weight", "9.25lb"], "weight", &[("weight_typed", json!("9.25lb"))]),
        (&["diaper", "both"], "diaper", &[("wet", json!(true)), ("stool", json!(true))]),
        (&["medicine", "Iron", "--detail", "5 ml"], "medicine", &[("name", json!("Iron")), ("baby", Value::Null)]),
        (&["temperature", "37.5"], "temperature", &[("celsius", json!(37.5))]),
        (&["sign", "hard-to-wake"], "sign", &[("of", json!("baby"))]),
        (&["wellbeing", "--mood", "2"], "wellbeing", &[("mood", json!(2)), ("rest", Value::Null)]),
        (&["note", "-not an option"], "note", &[("note", json!("-not an option"))]),
        (&["other", "Bath", "--note", "warm"], "other", &[("label", json!("Bath")), ("note", json!("warm"))]),
    ];
    for (args, kind, fields) in table {
        let logged = entry(&desk, args);
        assert_eq!(logged["kind"], *kind, "{args:?}");
        for (name, value) in *fields {
            assert_eq!(&logged[*name], value, "{args:?} {name}");
        }
        let shown = desk.ok(&["show", logged["id"].as_str().unwrap()]);
        assert_eq!(shown["entry"], logged, "{args:?}");
    }
    assert_eq!(desk.entries()["entries"].as_array().unwrap().len(), table.len());
}

#[test]
fn log_answers_with_home_reminders_and_warnings() {
    let desk = Desk::new();
    let logged = desk.ok(&["log", "pump", "--total", "12ml", "--minutes", "15"]);
    assert_eq!(logged["entry"]["start_local"], "2026-11-24T12:45:00-05:00");
    assert_eq!(logged["entry"]["start_ms"], 1_795_542_300_000_i64);
    assert_eq!(logged["home"]["since_min"], 15);
    assert_eq!(logged["home"]["today"]["sessions"], 1);
    assert_eq!(logged["home"]["next"]["at_local"], "2026-11-24T15:15:00-05:00");
    assert!(!logged["reminders"]["add"].as_array().unwrap().is_empty());
    assert_eq!(logged["warnings"], json!([]));
    let second = desk.ok(&["log", "hand", "--minutes", "5"]);
    assert_eq!(second["warnings"][0]["kind"], "overlap");
}

#[test]
fn zero_drops_and_unmeasured_are_three_facts() {
    let desk = Desk::new();
    assert_eq!(entry(&desk, &["pump", "--total", "0ml"])["total_ml"], 0.0);
    assert_eq!(entry(&desk, &["pump", "--total", "drops"])["total_ml"], "drops");
    assert_eq!(entry(&desk, &["pump"])["total_ml"], Value::Null);
    let own = &desk.ok(&["day"])["own_milk"];
    assert_eq!(*own, json!({"measured_ml": 0.0, "measured": 1, "estimated_ml": 0.0, "drops": 1, "unmeasured": 1}));
}

#[test]
fn a_repeated_call_logs_once_and_another_one_under_its_id_is_refused() {
    let desk = Desk::new();
    let id = "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f";
    let first = desk.ok(&["log", "pump", "--total", "5ml", "--minutes", "9", "--id", id]);
    assert_eq!(desk.ok(&["log", "pump", "--total", "5ml", "--minutes", "9", "--id", id])["entry"], first["entry"]);
    assert_eq!(desk.refused(&["log", "pump", "--total", "6ml", "--id", id]).0, "conflict");
    desk.ok(&["delete", id]);
    assert_eq!(desk.refused(&["log", "pump", "--total", "5ml", "--minutes", "9", "--id", id]).0, "conflict");
    assert_eq!(desk.entries()["entries"], json!([]));
}

#[test]
fn limits_hold_on_both_sides() {
    let desk = Desk::new();
    let long = "x".repeat(2_001);
    let inside: &[&[&str]] = &[
        &["pump", "--left", "1000ml"],
        &["pump", "--total", "0ml"],
        &["pump", "--left", "500ml", "--right", "500ml"],
        &["pump", "--minutes", "240"],
        &["pump", "--minutes", "0"],
        &["nursing", "--left", "120", "--right", "120"],
        &["nursing", "--weighed", "4200", "4800"],
        &["nursing", "--weighed", "4200", "4100"],
        &["skin", "240"],
        &["weight", "300g"],
        &["weight", "30kg"],
        &["temperature", "30"],
        &["temperature", "45"],
        &["wellbeing", "--mood", "1", "--rest", "5"],
        &["note", &long[1..]],
        &["pump", "--at", "2015-01-01T00:00:00Z"],
        &["pump", "--at", "2026-11-24T13:05:00-05:00"],
    ];
    for args in inside {
        entry(&desk, args);
    }
    let before = desk.entries();
    let outside: &[(&[&str], &str)] = &[
        (&["pump", "--left", "1000.001ml"], "left"),
        (&["pump", "--left", "-5"], "left"),
        (&["pump", "--total", "-0.001ml"], "total"),
        (&["pump", "--total", "99999999999999999999999999999999999ml"], "total"),
        (&["pump", "--left", "500ml", "--right", "500.001ml"], "volume"),
        (&["pump", "--left", "5ml", "--total", "5ml"], "total"),
        (&["pump", "--minutes", "241"], "minutes"),
        (&["pump", "--minutes", "-1"], "minutes"),
        (&["nursing", "--left", "-5"], "left"),
        (&["nursing", "--left", "241"], "left"),
        (&["nursing", "--left", "121", "--right", "120"], "minutes"),
        (&["nursing", "--left", "9999999999999999999", "--right", "9999999999999999999"], "left"),
        (&["nursing", "--weighed", "4200", "4801"], "weighed"),
        (&["nursing", "--weighed", "4200", "4099"], "weighed"),
        (&["nursing", "--weighed", "-4200", "4200"], "weighed"),
        (&["nursing", "--transfer", "-1ml"], "transfer"),
        (&["nursing", "--supplementer", "1001ml", "donor"], "supplementer"),
        (&["supplement", "-1ml", "formula"], "volume"),
        (&["supplement", "1001ml", "formula"], "volume"),
        (&["skin", "-1"], "minutes"),
        (&["skin", "241"], "minutes"),
        (&["weight", "299g"], "weight"),
        (&["weight", "30.001kg"], "weight"),
        (&["weight", "-4kg"], "weight"),
        (&["temperature", "29.9"], "temperature"),
        (&["temperature", "45.1"], "temperature"),
        (&["temperature", "-37"], "temperature"),
        (&["wellbeing", "--mood", "0"], "mood"),
        (&["wellbeing", "--rest", "6"], "rest"),
        (&["wellbeing", "--mood", "-1"], "mood"),
        (&["wellbeing"], "mood"),
        (&["note", &long], "note"),
        (&["note", ""], "note"),
        (&["medicine", ""], "name"),
        (&["other", " "], "label"),
        (&["diaper", "wet", "--note", &long], "note"),
        (&["pump", "--at", "2014-12-31T23:59:59Z"], "start"),
        (&["pump", "--at", "2026-11-24T13:05:01-05:00"], "start"),
        (&["nursing", "--baby", "Nobody"], "baby"),
    ];
    for (args, field) in outside {
        let mut all = vec!["log"];
        all.extend_from_slice(args);
        desk.invalid(&all, field);
    }
    assert_eq!(desk.entries(), before, "a refusal changes nothing");
}

#[test]
fn what_was_typed_is_named_by_the_command_line_alone() {
    let desk = Desk::new();
    let text = desk.run(&["log", "pump", "--left", "-5"]);
    assert_eq!(text.err, "relatch: left: a volume must lie between 0 and 1000 ml (typed: -5)\n");
}

#[test]
fn bare_numbers_take_the_set_unit_and_the_unit_stays_with_the_entry() {
    let desk = Desk::new();
    let ml = desk.log(&["pump", "--total", "20"]);
    desk.ok(&["settings", "--unit", "oz", "--weight-unit", "lb"]);
    let oz = entry(&desk, &["pump", "--total", "2.05"]);
    assert_eq!((&oz["total_ml"], &oz["total_typed"]), (&json!(60.626), &json!("2.05oz")));
    assert_eq!(entry(&desk, &["weight", "9.25"])["weight_typed"], "9.25lb");
    assert_eq!(entry(&desk, &["nursing", "--weighed", "4200", "4230"])["transfer"]["before_g"], 4200.0);
    assert_eq!(desk.ok(&["show", &ml])["entry"]["total_typed"], "20ml");
}

#[test]
fn with_several_babies_it_has_to_be_said_whose_it_is() {
    let desk = Desk::new();
    assert_eq!(entry(&desk, &["diaper", "wet"])["baby"], Value::Null);
    desk.ok(&["journey", "--baby", "Ada"]);
    assert_eq!(entry(&desk, &["diaper", "wet"])["baby"], "Ada");
    desk.ok(&["journey", "--baby", "Ben"]);
    desk.invalid(&["log", "diaper", "wet"], "baby");
    assert_eq!(entry(&desk, &["diaper", "wet", "--baby", "Ben"])["baby"], "Ben");
    assert_eq!(entry(&desk, &["pump"])["baby"], Value::Null);
}

#[test]
fn typed_times_keep_their_offset_and_zone() {
    let desk = Desk::new();
    let at = |time: &str| {
        let entry = entry(&desk, &["pump", "--at", time]);
        (entry["start_local"].as_str().unwrap().to_owned(), entry["zone"].as_str().map(str::to_owned))
    };
    let zone = |name: &str| Some(name.to_owned());
    assert_eq!(at("12:10"), ("2026-11-24T12:10:00-05:00".to_owned(), zone("America/New_York")));
    assert_eq!(at("2026-10-31T08:00"), ("2026-10-31T08:00:00-04:00".to_owned(), zone("America/New_York")));
    assert_eq!(at("2026-11-01T01:30:00-04:00").0, "2026-11-01T01:30:00-04:00");
    assert_eq!(at("2026-11-01T01:30:00-05:00[America/New_York]").0, "2026-11-01T01:30:00-05:00");
    assert_eq!(at("2026-11-20T12:00+05:30"), ("2026-11-20T12:00:00+05:30".to_owned(), None));
    assert_eq!(at("2026-11-20T12:00[Asia/Kolkata]"), ("2026-11-20T12:00:00+05:30".to_owned(), zone("Asia/Kolkata")));
}

#[test]
fn a_start_that_meets_a_clock_change_is_told() {
    let desk = Desk::new();
    let told = |at: &str| desk.ok(&["log", "note", "x", "--at", at])["warnings"].clone();
    assert_eq!(told("2026-03-08T02:30")[0]["kind"], "time_skipped");
    assert_eq!(told("2026-11-01T01:30")[0]["kind"], "time_repeated");
    assert_eq!(told("2026-11-01T03:30"), json!([]));
}
