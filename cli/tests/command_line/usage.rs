use crate::desk::{Desk, bare, run};

#[test]
fn what_cannot_be_read_or_is_in_no_list_is_wrong_usage() {
    let desk = Desk::new();
    let id = desk.log(&["pump", "--total", "5ml"]);
    let before = desk.entries();
    let table: &[&[&str]] = &[
        &[],
        &["nonsense"],
        &["log"],
        &["log", "milk"],
        &["log", "pump", "--left"],
        &["log", "pump", "--left", "abc"],
        &["log", "pump", "--left", "NaN"],
        &["log", "pump", "--left", "inf"],
        &["log", "pump", "--left", "1e3"],
        &["log", "pump", "--left", "12 cups"],
        &["log", "pump", "--left", ""],
        &["log", "pump", "--minutes", "soon"],
        &["log", "pump", "--pattern", "weak"],
        &["log", "pump", "--latch", "latched"],
        &["log", "pump", "--unknown", "1"],
        &["log", "pump", "--id", "not-an-id"],
        &["log", "pump", "--id", "00000000-0000-0000-0000-000000000000"],
        &["log", "pump", "--at", "yesterday"],
        &["log", "pump", "--at", "25:00"],
        &["log", "pump", "--at", "2026-11-24"],
        &["log", "pump", "--at", "2026-11-01T01:30:00-03:00[America/New_York]"],
        &["log", "pump", "--single", "--double"],
        &["log", "nursing", "--latch", "asleep"],
        &["log", "nursing", "--supplementer", "30ml"],
        &["log", "nursing", "--supplementer", "30ml", "cow"],
        &["log", "nursing", "--supplementer", "donor", "30ml"],
        &["log", "nursing", "--weighed", "4200"],
        &["log", "nursing", "--weighed", "4200", "heavy"],
        &["log", "nursing", "--weighed", "4200", "4230", "--transfer", "5ml"],
        &["log", "supplement", "60ml"],
        &["log", "supplement", "60ml", "cow"],
        &["log", "supplement", "60ml", "donor", "--by", "hose"],
        &["log", "skin"],
        &["log", "skin", "long"],
        &["log", "weight", "4.2st"],
        &["log", "diaper", "dry"],
        &["log", "medicine"],
        &["log", "temperature", "warm"],
        &["log", "temperature", "99F"],
        &["log", "sign", "tired"],
        &["log", "wellbeing", "--mood", "good"],
        &["log", "wellbeing", "--mood", "1.5"],
        &["log", "note"],
        &["log", "note", "a", "--note", "b"],
        &["start"],
        &["start", "bottle"],
        &["start", "pump", "--side", "both"],
        &["move"],
        &["move", "later"],
        &["switch"],
        &["switch", "up"],
        &["pause", "bottle"],
        &["finish", "--left", "abc"],
        &["week", "--ending", "24.11.2026"],
        &["week", "--ending", "2026-02-30"],
        &["day", "today"],
        &["day", "--diapers", "some"],
        &["day", "--away", "maybe"],
        &["list", "--from", "once"],
        &["list", "--limit", "many"],
        &["list", "--after", "nowhere"],
        &["show"],
        &["show", "not-an-id"],
        &["show", &id[..8]],
        &["edit", "not-an-id"],
        &["edit", &id, "--latch", "latched"],
        &["edit", &id, "--left", "1h"],
        &["edit", &id, "60ml"],
        &["delete"],
        &["delete", "x"],
        &["undo", "twice"],
        &["remind", "interval"],
        &["remind", "interval", "--every", "150"],
        &["remind", "interval", "--every", "2h", "--from", "middle"],
        &["remind", "interval", "--every", "2h", "--nag", "never"],
        &["remind", "times", "8"],
        &["remind", "times", "08:00,24:00"],
        &["remind", "times", "08:00", "--days", "funday"],
        &["remind", "quiet", "22:00"],
        &["remind", "quiet", "22:00-05:00", "--policy", "loud"],
        &["remind", "quiet", "off", "--policy", "delay"],
        &["remind", "sleep", "long"],
        &["remind", "off"],
        &["next", "--phone", "nokia"],
        &["next", "--days", "week"],
        &["next", "--exact", "maybe"],
        &["act", "x"],
        &["act", "x", "later"],
        &["act", "x", "snooze:15"],
        &["journey", "--restart", "spring"],
        &["journey", "--break", "long"],
        &["journey", "--born", "2026-11-01"],
        &["journey", "--baby", "A", "--sex", "x"],
        &["journey", "--baby", "A", "--gestation-weeks", "full"],
        &["settings", "--unit", "cup"],
        &["settings", "--weight-unit", "st"],
        &["settings", "--day-start", "five"],
        &["settings", "--night", "23:00"],
        &["settings", "--since", "middle"],
        &["settings", "--simple", "very"],
        &["import"],
        &["import", "x", "--from", "diary"],
        &["import", "x", "--zone", "Mars/Base"],
        &["import", "x", "--volume-unit", "cup"],
        &["import", "x", "--weight-unit", "st"],
        &["import", "x", "--medicine", "dog"],
        &["export"],
        &["export", "--format", "xml"],
        &["erase"],
        &["completions", "tcsh"],
    ];
    for args in table {
        desk.usage(args);
    }
    assert_eq!(desk.entries(), before, "wrong usage changes nothing");
}

#[test]
fn wrong_usage_makes_no_journal() {
    let desk = Desk::new();
    desk.usage(&["log", "pump", "--left", "abc"]);
    desk.usage(&["log", "nursing", "--weighed", "4200"]);
    assert!(!desk.db().exists());
}

#[test]
fn the_present_needs_an_offset_or_a_zone_and_they_must_agree() {
    for now in [
        "",
        "now",
        "13:00",
        "2026-11-24",
        "2026-11-24T13:00:00",
        "2026-11-24T13:00:00-04:00[America/New_York]",
        "2026-11-24T13:00:00[Mars/Base]",
        "2026-11-24T25:00:00Z",
    ] {
        Desk::at(now).usage(&["home"]);
    }
    for now in [
        "2026-11-24T13:00:00-05:00",
        "2026-11-24T18:00:00Z",
        "2026-11-24T18:00:00Z[America/New_York]",
        "2026-11-24T13:00:00[America/New_York]",
        "2026-11-01T01:30:00-04:00[America/New_York]",
        "2026-11-01T01:30:00-05:00[America/New_York]",
    ] {
        Desk::at(now).ok(&["home"]);
    }
    Desk::at("2014-12-31T23:00:00Z").invalid(&["home"], "now");
    Desk::at("2100-01-02T00:00:00Z").invalid(&["home"], "now");
}

#[test]
fn help_and_version_are_answers() {
    for args in [&["--help"][..], &["--version"], &["log", "--help"], &["log", "pump", "--help"], &["help", "remind"]] {
        let run = run(bare().args(args));
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}");
        assert!(!run.out.is_empty());
    }
}

#[test]
fn help_names_what_works_and_nothing_else() {
    let help = run(bare().arg("--help")).out;
    for command in ["demo", "log", "week", "remind", "import", "export", "check", "erase", "completions"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command}: {help}");
    }
    for command in ["report", "backup", "restore"] {
        assert!(!help.contains(&format!("\n  {command} ")), "{command}");
        Desk::new().usage(&[command]);
    }
}
