use serde_json::{Value, json};

use crate::desk::Desk;

fn later(desk: &Desk, clock: &str) -> Desk2 {
    Desk2 { db: desk.db(), now: format!("2026-11-24T{clock}:00-05:00[America/New_York]") }
}

/// The same journal at another time.
struct Desk2 {
    db: std::path::PathBuf,
    now: String,
}

impl Desk2 {
    fn run(&self, args: &[&str]) -> crate::desk::Run {
        let mut command = crate::desk::bare();
        crate::desk::run(command.arg("--db").arg(&self.db).arg("--now").arg(&self.now).arg("--json").args(args))
    }

    fn ok(&self, args: &[&str]) -> Value {
        let run = self.run(args);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        crate::desk::document(&run.out)
    }

    fn refused(&self, args: &[&str]) -> (String, String) {
        let run = self.run(args);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}");
        crate::desk::error(&run.err)
    }
}

#[test]
fn a_nursing_runs_switches_pauses_and_is_logged_with_its_minutes() {
    let desk = Desk::new();
    let started = desk.ok(&["start", "nursing", "--side", "left"]);
    assert_eq!(started["home"]["running"][0]["kind"], "nursing");
    later(&desk, "13:10").ok(&["switch", "right"]);
    later(&desk, "13:15").ok(&["pause"]);
    assert_eq!(later(&desk, "13:20").ok(&["status"])["running"][0]["minutes"], 15.0);
    later(&desk, "13:20").ok(&["resume"]);
    let finished = later(&desk, "13:25").ok(&["finish", "--latch", "latched", "--note", "calm"]);
    let entry = &finished["entry"];
    assert_eq!((&entry["left_minutes"], &entry["right_minutes"]), (&json!(10.0), &json!(10.0)));
    assert_eq!((&entry["pause_minutes"], &entry["latch"]), (&json!(5.0), &json!("latched")));
    assert_eq!((&entry["note"], &finished["home"]["running"]), (&json!("calm"), &json!([])));
}

#[test]
fn a_typed_side_stands_beside_what_the_clock_saw_of_the_other() {
    let desk = Desk::new();
    desk.ok(&["start", "nursing", "--side", "left"]);
    later(&desk, "13:10").ok(&["switch", "right"]);
    let entry = later(&desk, "13:18").ok(&["finish", "--left", "12"])["entry"].clone();
    assert_eq!((&entry["left_minutes"], &entry["right_minutes"]), (&json!(12.0), &json!(8.0)));
}

#[test]
fn a_pump_takes_its_volumes_at_the_end() {
    let desk = Desk::new();
    desk.ok(&["start", "pump", "--at", "12:50"]);
    let entry = later(&desk, "13:05").ok(&["finish", "--left", "12ml", "--right", "drops"])["entry"].clone();
    assert_eq!(
        (&entry["left_ml"], &entry["right_ml"], &entry["minutes"]),
        (&json!(12.0), &json!("drops"), &json!(15.0))
    );
    assert_eq!(entry["start_local"], "2026-11-24T12:50:00-05:00");
}

#[test]
fn with_several_running_it_has_to_be_said_which() {
    let desk = Desk::new();
    desk.ok(&["start", "nursing"]);
    desk.ok(&["start", "hand"]);
    assert_eq!(desk.refused(&["start", "pump"]).0, "conflict");
    for command in [&["pause"][..], &["finish"], &["discard"], &["move", "12:00"], &["switch", "left"]] {
        assert_eq!(desk.refused(command).0, "invalid", "{command:?}");
    }
    desk.ok(&["pause", "hand"]);
    desk.ok(&["finish", "hand", "--total", "3ml"]);
    desk.ok(&["switch", "left"]);
    desk.ok(&["discard", "nursing"]);
    assert_eq!(desk.ok(&["status"])["running"], json!([]));
}

#[test]
fn nothing_running_is_not_found() {
    let desk = Desk::new();
    for command in [
        &["finish"][..],
        &["finish", "--left", "5"],
        &["discard"],
        &["pause"],
        &["resume"],
        &["switch", "left"],
        &["move", "12:00"],
    ] {
        assert_eq!(desk.refused(command).0, "not_found", "{command:?}");
    }
}

#[test]
fn a_session_cannot_begin_in_the_future_or_before_2015() {
    let desk = Desk::new();
    desk.invalid(&["start", "pump", "--at", "13:01"], "start");
    desk.invalid(&["start", "pump", "--at", "2014-12-31T12:00Z"], "start");
    desk.ok(&["start", "pump"]);
    desk.invalid(&["move", "13:01"], "start");
    desk.ok(&["move", "12:30"]);
    assert_eq!(desk.ok(&["status"])["running"][0]["minutes"], 30.0);
    assert_eq!(desk.refused(&["resume"]).0, "conflict");
}

#[test]
fn a_field_of_another_kind_is_wrong_usage_and_the_session_runs_on() {
    let desk = Desk::new();
    desk.ok(&["start", "pump"]);
    desk.usage(&["finish", "--latch", "latched"]);
    desk.invalid(&["finish", "--left", "1001ml"], "left");
    assert_eq!(desk.ok(&["status"])["running"].as_array().unwrap().len(), 1);
}

#[test]
fn discard_restores_the_former_anchor_and_undo_of_finish_runs_again() {
    let desk = Desk::new();
    desk.ok(&["log", "pump", "--at", "11:00"]);
    desk.ok(&["start", "hand"]);
    assert_eq!(desk.ok(&["home"])["since_min"], 0);
    assert_eq!(desk.ok(&["discard"])["home"]["since_min"], 120);
    desk.ok(&["start", "hand"]);
    later(&desk, "13:10").ok(&["finish"]);
    let undone = later(&desk, "13:12").ok(&["undo"]);
    assert_eq!((&undone["undone"], &undone["home"]["running"][0]["minutes"]), (&json!("finish"), &json!(12.0)));
}

#[test]
fn a_session_untouched_for_two_hours_is_forgotten() {
    let desk = Desk::new();
    desk.ok(&["start", "pump"]);
    assert_eq!(later(&desk, "14:59").ok(&["status"])["running"][0]["forgotten"], false);
    let running = later(&desk, "15:00").ok(&["status"])["running"][0].clone();
    assert_eq!((&running["forgotten"], &running["minutes"]), (&json!(true), &Value::Null));
    assert_eq!((&running["left_minutes"], &running["right_minutes"]), (&Value::Null, &Value::Null));
    let entry = later(&desk, "15:00").ok(&["finish"])["entry"].clone();
    assert_eq!(entry["minutes"], Value::Null);
    let id = entry["id"].as_str().unwrap();
    assert_eq!(later(&desk, "15:01").ok(&["edit", id, "--minutes", "20"])["entry"]["minutes"], 20.0);
    assert_eq!(later(&desk, "15:02").refused(&["edit", id, "--minutes", "241"]), ("invalid".into(), "minutes".into()));
}
