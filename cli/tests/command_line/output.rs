use std::io::Read;
use std::process::Stdio;

use unicode_width::UnicodeWidthStr;

use crate::desk::{Desk, bare, document, run, sample};

/// A journal with something of everything in it.
fn full() -> Desk {
    let desk = Desk::new();
    desk.ok(&[
        "import",
        sample().to_str().unwrap(),
        "--zone",
        "America/New_York",
        "--volume-unit",
        "ml",
        "--weight-unit",
        "lb",
        "--medicine",
        "baby",
    ]);
    desk.ok(&["journey", "--goal", "a very long hope that goes on and on, well beyond what one line of text can hold"]);
    desk.ok(&["log", "note", &"verylongwordwithoutanyspaces".repeat(12)]);
    desk.ok(&["log", "note", "日本語のメモです。幅の広い文字が続きます。日本語のメモです。幅の広い文字が続きます。"]);
    desk.ok(&["start", "hand", "--side", "left"]);
    desk
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let desk = full();
    let id = desk.log(&[
        "pump",
        "--left",
        "0.5oz",
        "--right",
        "drops",
        "--minutes",
        "15",
        "--note",
        "a note of some length",
    ]);
    let sample = sample();
    let pages: &[&[&str]] = &[
        &["demo"],
        &["home"],
        &["week"],
        &["week", "--ending", "2026-11-01"],
        &["day"],
        &["day", "2026-11-20"],
        &["list"],
        &["list", "--from", "2026-11-24", "--ids"],
        &["show", &id],
        &["status"],
        &["remind"],
        &["next"],
        &["next", "--phone", "ios"],
        &["journey"],
        &["settings"],
        &["check"],
        &["import", sample.to_str().unwrap(), "--dry-run"],
        &["edit", &id, "--note", "another one, somewhat longer than before"],
    ];
    for width in [20, 40, 60, 80, 100] {
        for args in pages {
            let ran = run(desk.command().env("COLUMNS", width.to_string()).args(*args));
            assert!(!ran.out.is_empty() || ran.code != 0, "{args:?}");
            for line in ran.out.lines() {
                assert!(line.width() <= width, "{width} {args:?}: {line}");
                assert_eq!(line, line.trim_end(), "{args:?}");
            }
        }
    }
}

#[test]
fn text_that_is_piped_has_no_colour() {
    let desk = full();
    for args in [&["week"][..], &["home"], &["list"], &["demo"], &["--help"]] {
        let ran = run(desk.command().env("CLICOLOR_FORCE", "0").args(args));
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{args:?}");
    }
}

#[test]
fn control_characters_are_shown_and_not_sent() {
    let desk = Desk::new();
    let evil = "red \u{1b}[31m, bell \u{7}, back\r, turned \u{202e}, two\nlines";
    desk.ok(&["journey", "--baby", "Ada\u{1b}[2J"]);
    let id = desk.log(&["note", evil]);
    assert_eq!(desk.ok(&["show", &id])["entry"]["note"], evil);
    for args in [&["list"][..], &["show", &id], &["home"], &["journey"], &["edit", &id, evil]] {
        let ran = desk.run(args);
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!ran.out.chars().any(bad), "{args:?}: {:?}", ran.out);
    }
    for args in
        [&["show", evil][..], &["log", "pump", "--left", evil], &["log", "nursing", "--baby", evil], &["import", evil]]
    {
        let ran = desk.run(args);
        assert_ne!(ran.code, 0);
        assert!(!ran.err.chars().any(|c| c.is_control() && c != '\n'), "{:?}", ran.err);
    }
}

#[test]
fn whoever_stops_reading_makes_nobody_panic() {
    let desk = full();
    for args in [&["list", "--limit", "1000"][..], &["export", "--format", "jsonl"], &["demo"], &["--help"]] {
        let mut child = desk.command().args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut first = [0_u8; 16];
        out.read_exact(&mut first).unwrap();
        drop(out);
        let done = child.wait_with_output().unwrap();
        assert_eq!((done.status.code(), String::from_utf8_lossy(&done.stderr).as_ref()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn completions_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = run(bare().args(["completions", shell]));
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("supplement") && ran.out.contains("week"), "{shell}");
    }
    let json = run(bare().args(["--json", "completions", "bash"]));
    assert!(document(&json.out)["script"].as_str().unwrap().contains("relatch"));
}
