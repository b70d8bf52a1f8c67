use proptest::prelude::*;

use crate::desk::{Desk, document, run};

/// Words that mean something to the command line, and some that do not.
const WORDS: &[&str] = &[
    "log",
    "nursing",
    "pump",
    "hand",
    "supplement",
    "skin",
    "weight",
    "diaper",
    "medicine",
    "temperature",
    "sign",
    "wellbeing",
    "note",
    "other",
    "start",
    "move",
    "switch",
    "pause",
    "resume",
    "finish",
    "discard",
    "status",
    "home",
    "week",
    "day",
    "list",
    "show",
    "edit",
    "delete",
    "undo",
    "remind",
    "interval",
    "times",
    "quiet",
    "sleep",
    "off",
    "next",
    "act",
    "journey",
    "settings",
    "check",
    "left",
    "right",
    "formula",
    "own",
    "wet",
    "both",
    "12ml",
    "0.5oz",
    "-5",
    "drops",
    "unmeasured",
    "1e9",
    "NaN",
    "99999999999999999999999999",
    "150m",
    "2.5h",
    "-1h",
    "22:00-05:00",
    "08:00",
    "08:00,22:00",
    "25:61",
    "2026-11-24",
    "2026-11-24T10:00",
    "0001-01-01",
    "9999-12-31",
    "4200g",
    "37.5",
    "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f",
    "skip",
    "log_now",
    "snooze:15m",
    "--left",
    "--right",
    "--total",
    "--minutes",
    "--at",
    "--note",
    "--baby",
    "--id",
    "--every",
    "--night-every",
    "--nag",
    "--from",
    "--policy",
    "delay",
    "--limit",
    "--after",
    "--ending",
    "--mood",
    "--rest",
    "--day-start",
    "--night",
    "--unit",
    "oz",
    "--restart",
    "--break",
    "--gestation-weeks",
    "--born",
    "--days",
    "--phone",
    "ios",
    "--detail",
    "--weighed",
    "--supplementer",
    "--transfer",
    "--",
    "-",
    "",
    "--help=",
    "é\u{202e}\u{1b}[1m",
];

/// Most random words fail at once: some begin as a command that exists.
const BEGINNINGS: &[&[&str]] = &[
    &["log", "nursing"],
    &["log", "pump"],
    &["log", "supplement"],
    &["log"],
    &["remind"],
    &["remind", "interval", "--every"],
    &["start"],
    &["finish"],
    &["edit", "0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f"],
    &["journey"],
    &["settings"],
    &["list"],
    &["day"],
    &["next"],
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(WORDS).prop_map(str::to_owned),
        // No NUL: the system hands over no argument with one.
        1 => "[^\0]{0,12}",
        1 => any::<i64>().prop_map(|number| number.to_string()),
    ]
}

fn args() -> impl Strategy<Value = Vec<String>> {
    let free = proptest::collection::vec(word(), 0..8);
    let begun = (proptest::sample::select(BEGINNINGS), proptest::collection::vec(word(), 0..6))
        .prop_map(|(head, tail)| head.iter().map(|word| (*word).to_owned()).chain(tail).collect());
    prop_oneof![free, begun]
}

/// What the environment asks for, else as many as pass in a few seconds.
fn cases() -> u32 {
    if std::env::var_os("PROPTEST_CASES").is_some() { ProptestConfig::default().cases } else { 60 }
}

proptest! {
    // Each case starts several processes; PROPTEST_CASES asks for more.
    #![proptest_config(ProptestConfig { cases: cases(), max_shrink_iters: 60, ..ProptestConfig::default() })]
    #[test]
    fn no_arguments_make_it_panic_and_each_answer_is_one_document(calls in proptest::collection::vec(args(), 1..12)) {
        let desk = Desk::new();
        for call in calls {
            let ran = run(desk.command().arg("--json").args(&call));
            match ran.code {
                0 if ran.out.starts_with('{') => drop(document(&ran.out)),
                // Help is text, whatever else was asked for.
                0 => prop_assert!(call.iter().any(|word| word.starts_with("--h") || word == "-h" || word == "help"), "{call:?}"),
                1 => {
                    prop_assert_eq!(&ran.out, "", "{:?}", &call);
                    document(&ran.err);
                }
                2 => prop_assert!(ran.out.is_empty() && ran.err.starts_with("error: "), "{call:?}: {ran:?}"),
                other => prop_assert!(false, "{other} {call:?}: {ran:?}"),
            }
            prop_assert!(!ran.err.contains("panicked") && !ran.err.contains("internal"), "{call:?}: {ran:?}");
        }
    }
}
