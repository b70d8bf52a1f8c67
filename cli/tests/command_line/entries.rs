use serde_json::{Value, json};

use crate::desk::Desk;

#[test]
fn edit_keeps_what_is_not_named() {
    let desk = Desk::new();
    let id = desk.log(&["pump", "--left", "12ml", "--right", "8ml", "--minutes", "15", "--note", "tired", "--single"]);
    let before = desk.ok(&["show", &id])["entry"].clone();
    let edited = desk.ok(&["edit", &id, "--right", "0.5oz"])["entry"].clone();
    let mut wanted = before.clone();
    (wanted["right_ml"], wanted["right_typed"]) = (json!(14.787), json!("0.5oz"));
    assert_eq!(edited, wanted);
    assert_eq!(desk.ok(&["undo"])["entry"], before);
}

#[test]
fn a_total_takes_the_place_of_the_sides_and_the_other_way_round() {
    let desk = Desk::new();
    let id = desk.log(&["pump", "--left", "12ml", "--right", "8ml"]);
    let entry = desk.ok(&["edit", &id, "--total", "21ml"])["entry"].clone();
    assert_eq!((&entry["left_ml"], &entry["right_ml"], &entry["total_ml"]), (&Value::Null, &Value::Null, &json!(21.0)));
    let entry = desk.ok(&["edit", &id, "--left", "9ml"])["entry"].clone();
    assert_eq!((&entry["left_ml"], &entry["total_ml"]), (&json!(9.0), &Value::Null));
    desk.invalid(&["edit", &id, "--left", "9ml", "--total", "9ml"], "total");
}

#[test]
fn every_kind_can_be_edited_as_it_was_logged() {
    let desk = Desk::new();
    let table: &[(&[&str], &[&str], &str, Value)] = &[
        (&["nursing", "--minutes", "20"], &["--left", "9", "--right", "8"], "minutes", json!(17.0)),
        (&["nursing", "--left", "9"], &["--latch", "refused"], "latch", json!("refused")),
        (&["nursing"], &["--weighed", "4200", "4230"], "transfer_ml", json!(29.126)),
        (&["hand"], &["pump"], "method", json!("pump")),
        (&["supplement", "60ml", "formula"], &["90ml"], "volume_ml", json!(90.0)),
        (&["supplement", "60ml", "formula"], &["donor", "--by", "cup"], "milk", json!("donor")),
        (&["supplement", "60ml", "formula"], &["drops", "own"], "volume_ml", json!("drops")),
        (&["skin", "20"], &["25"], "minutes", json!(25.0)),
        (&["weight", "4200g"], &["4.3kg"], "weight_typed", json!("4.3kg")),
        (&["diaper", "wet", "--detail", "pale"], &["both"], "detail", json!("pale")),
        (&["medicine", "Iron"], &["Zinc", "--detail", "1"], "name", json!("Zinc")),
        (&["temperature", "37"], &["38.2"], "celsius", json!(38.2)),
        (&["sign", "floppy"], &["fit"], "sign", json!("fit")),
        (&["wellbeing", "--mood", "2", "--rest", "3"], &["--rest", "4"], "mood", json!(2)),
        (&["note", "a"], &["b"], "note", json!("b")),
        (&["other", "Bath"], &["Walk", "--note", "x"], "label", json!("Walk")),
    ];
    for (log, change, field, value) in table {
        let id = desk.log(log);
        let mut args = vec!["edit", id.as_str()];
        args.extend_from_slice(change);
        assert_eq!(desk.ok(&args)["entry"][*field], *value, "{log:?} {change:?}");
        assert_eq!(desk.ok(&["show", &id])["entry"][*field], *value);
    }
}

#[test]
fn an_edited_time_is_read_by_the_offset_of_the_entry() {
    let desk = Desk::new();
    let id = desk.log(&["pump", "--at", "2026-11-20T12:00+05:30[Asia/Kolkata]"]);
    let entry = desk.ok(&["edit", &id, "--at", "2026-11-20T11:30"])["entry"].clone();
    assert_eq!((&entry["start_local"], &entry["zone"]), (&json!("2026-11-20T11:30:00+05:30"), &json!("Asia/Kolkata")));
    desk.invalid(&["edit", &id, "--at", "2027-01-01T00:00Z"], "start");
}

#[test]
fn an_entry_without_a_baby_keeps_none_when_it_is_edited() {
    let desk = Desk::new();
    let id = desk.log(&["nursing", "--left", "5"]);
    desk.ok(&["journey", "--baby", "Ada"]);
    desk.ok(&["journey", "--baby", "Ben"]);
    assert_eq!(desk.ok(&["edit", &id, "--left", "6"])["entry"]["baby"], Value::Null);
    assert_eq!(desk.ok(&["edit", &id, "--baby", "Ben"])["entry"]["baby"], "Ben");
    let pump = desk.log(&["pump", "--baby", "Ada"]);
    assert_eq!(desk.ok(&["edit", &pump, "--total", "5ml"])["entry"]["baby"], "Ada");
}

#[test]
fn what_is_not_there_is_not_found() {
    let desk = Desk::new();
    let id = "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f";
    for args in [&["show", id][..], &["edit", id, "--note", "x"], &["delete", id], &["undo"]] {
        assert_eq!(desk.refused(args).0, "not_found", "{args:?}");
    }
}

#[test]
fn undo_goes_back_step_by_step() {
    let desk = Desk::new();
    let id = desk.log(&["pump", "--total", "5ml"]);
    desk.ok(&["edit", &id, "--total", "6ml"]);
    desk.ok(&["delete", &id]);
    assert_eq!(desk.ok(&["undo"])["undone"], "delete");
    assert_eq!(desk.ok(&["undo"])["entry"]["total_ml"], 5.0);
    assert_eq!(desk.ok(&["undo"])["undone"], "log");
    assert_eq!(desk.refused(&["undo"]).0, "not_found");
}

#[test]
fn the_list_comes_in_pages_oldest_first() {
    let desk = Desk::new();
    let hours: Vec<String> = (1..=7).map(|hour| format!("{hour:02}:00")).collect();
    for hour in hours.iter().rev() {
        desk.log(&["pump", "--at", hour]);
    }
    let (mut cursor, mut found) = (Value::Null, Vec::new());
    loop {
        let mut args = vec!["list", "--limit", "3"];
        if let Some(after) = cursor.as_str() {
            args.extend(["--after", after]);
        }
        let page = desk.ok(&args);
        found.extend(page["entries"].as_array().unwrap().iter().map(|entry| entry["start_local"].to_string()));
        cursor = page["cursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(found, hours.iter().map(|hour| format!("\"2026-11-24T{hour}:00-05:00\"")).collect::<Vec<_>>());
    let some = desk.ok(&["list", "--from", "03:00", "--to", "05:00"]);
    assert_eq!(some["entries"].as_array().unwrap().len(), 2);
    // A date is the beginning of that day: 05:00.
    assert_eq!(desk.ok(&["list", "--from", "2026-11-24"])["entries"].as_array().unwrap().len(), 3);
    for limit in ["0", "-1", "1001", "99999999999999999999"] {
        desk.invalid(&["list", "--limit", limit], "limit");
    }
    desk.ok(&["list", "--limit", "1000"]);
}
