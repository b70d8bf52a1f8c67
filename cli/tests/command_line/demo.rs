use serde_json::json;

use crate::desk::{Desk, bare, document, run};

#[test]
fn the_demo_goes_from_the_old_log_to_the_trend() {
    let elsewhere = Desk::new();
    let ran = run(bare().current_dir(elsewhere.folder.path()).args(["--json", "demo"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{ran:?}");
    let demo = document(&ran.out);
    let import = &demo["import"];
    assert_eq!((&import["format"], &import["questions"]), (&json!("baby-buddy"), &json!([])));
    assert_eq!(import["read"], import["added"]);
    assert_eq!(demo["log"]["entry"]["start_local"], "2026-11-24T13:00:00-05:00");
    assert_eq!(demo["log"]["home"]["since_min"], 0);
    assert_eq!(demo["next"]["items"][0]["at_ms"], demo["log"]["home"]["next"]["at_ms"]);
    assert_eq!(demo["week"]["to"], "2026-11-24");
    assert_eq!(demo["outlook"]["last_known"], "2026-11-23");
    assert_eq!(demo["outlook"]["points"][0]["horizon"], 7);
    assert_eq!(demo["week"]["days"].as_array().unwrap().len(), 7);
    assert_eq!(std::fs::read_dir(elsewhere.folder.path()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn the_demo_touches_no_journal_and_ends_with_what_to_try() {
    let desk = Desk::new();
    let text = desk.run(&["demo"]);
    assert_eq!(text.code, 0);
    assert!(text.out.contains("relatch import FOLDER --dry-run"), "{}", text.out);
    assert!(!desk.db().exists());
}
