use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn settings_have_defaults_and_change_one_by_one() {
    let desk = Desk::new();
    let fresh = json!({"unit": "ml", "weight_unit": "g", "day_start": "05:00", "night": "23:00-05:00", "since": "start", "simple": false});
    assert_eq!(desk.ok(&["settings"]), fresh);
    desk.ok(&["settings", "--unit", "oz", "--night", "22:30-06:00"]);
    desk.ok(&["settings", "--day-start", "07:30"]);
    let changed = json!({"unit": "oz", "weight_unit": "g", "day_start": "07:30", "night": "22:30-06:00", "since": "start", "simple": false});
    assert_eq!(desk.ok(&["settings"]), changed);
}

#[test]
fn settings_beyond_their_limits_are_refused() {
    let desk = Desk::new();
    desk.ok(&["settings", "--day-start", "04:00"]);
    let before = desk.ok(&["settings"]);
    desk.invalid(&["settings", "--day-start", "03:59", "--unit", "oz"], "day_start");
    desk.invalid(&["settings", "--day-start", "07:31"], "day_start");
    desk.invalid(&["settings", "--night", "23:00-23:00"], "night");
    assert_eq!(desk.ok(&["settings"]), before);
}

#[test]
fn another_day_start_regroups_all_days() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--at", "2026-11-24T04:30"]);
    assert_eq!(desk.ok(&["day", "2026-11-23"])["sessions"], 1);
    desk.ok(&["settings", "--day-start", "04:00"]);
    assert_eq!(desk.ok(&["day", "2026-11-24"])["sessions"], 1);
    assert_eq!(desk.ok(&["day", "2026-11-23"])["sessions"], Value::Null);
}

#[test]
fn a_journey_is_told_as_far_as_one_likes() {
    let desk = Desk::new();
    assert_eq!(
        desk.ok(&["journey"]),
        json!({"restart": null, "break": null, "goal": null, "sessions_a_day": null, "sessions_a_night": null, "need_ml": null,
               "story": null, "babies": []})
    );
    desk.ok(&["journey", "--restart", "2026-11-24", "--break", "42", "--goal", "half"]);
    desk.ok(&["journey", "--baby", "Ada", "--born", "2026-11-24", "--sex", "girl"]);
    let told = desk.ok(&["journey", "--baby", "Ada", "--gestation-weeks", "38", "--goal", "a calm evening"]);
    assert_eq!(
        told,
        json!({"restart": "2026-11-24", "break": 42, "goal": "a calm evening", "sessions_a_day": null,
               "sessions_a_night": null, "need_ml": null, "story": null,
               "babies": [{"name": "Ada", "born": "2026-11-24", "sex": "girl", "gestation_weeks": 38}]})
    );
    assert_eq!(desk.ok(&["journey", "--break", "never", "--restart", "none"])["break"], "never");
    assert_eq!(desk.ok(&["journey"])["restart"], Value::Null);
}

#[test]
fn a_journey_beyond_its_limits_is_refused_as_a_whole() {
    let desk = Desk::new();
    let before = desk.ok(&["journey"]);
    desk.invalid(&["journey", "--restart", "2026-11-25"], "restart");
    desk.invalid(&["journey", "--break", "-1"], "break");
    desk.invalid(&["journey", "--break", "36501"], "break");
    desk.invalid(&["journey", "--goal", ""], "goal");
    desk.invalid(&["journey", "--goal", "half", "--baby", "Ada", "--born", "2026-11-25"], "born");
    desk.invalid(&["journey", "--baby", "Ada", "--goal", " "], "goal");
    desk.invalid(&["journey", "--goal", "half", "--baby", "Ada", "--gestation-weeks", "21"], "gestation_weeks");
    desk.invalid(&["journey", "--baby", "Ada", "--gestation-weeks", "-1"], "gestation_weeks");
    desk.invalid(&["journey", "--baby", ""], "baby");
    assert_eq!(desk.ok(&["journey"]), before);
}

#[test]
fn an_own_plan_and_an_own_need_belong_to_the_journey() {
    let desk = Desk::new();
    let told = desk.ok(&["journey", "--sessions-a-day", "8", "--sessions-a-night", "2", "--need", "640"]);
    assert_eq!([&told["sessions_a_day"], &told["sessions_a_night"]], [8, 2]);
    assert_eq!(told["need_ml"], 640.0);
    desk.invalid(&["journey", "--sessions-a-day", "25"], "sessions_a_day");
    desk.invalid(&["journey", "--sessions-a-night", "0"], "sessions_a_night");
    desk.invalid(&["journey", "--need", "0"], "need");
    desk.usage(&["journey", "--sessions-a-day", "many"]);
    let home = desk.ok(&["log", "pump", "--total", "20ml"]);
    assert_eq!(home["home"]["today"]["planned_sessions"], 8);
    assert!(desk.run(&["home"]).out.contains("1 of the 8 sessions in your own plan."));
    assert_eq!(desk.ok(&["journey", "--sessions-a-day", "none", "--need", "none"])["need_ml"], Value::Null);
}
