//! Ids, fingerprints and words of single reminders.

use super::super::item::{id_text, key_hash, rule_hash};
use super::*;

const STAGES: [(ReminderStage, &str, u8); 5] = [
    (ReminderStage::Due, "due", 0),
    (ReminderStage::Nag, "nag", 1),
    (ReminderStage::Snooze, "snooze", 2),
    (ReminderStage::Sentinel, "sentinel", 3),
    (ReminderStage::Housekeeping, "housekeeping", 4),
];

#[test]
fn a_stage_has_one_name_and_one_number() {
    for (stage, name, code) in STAGES {
        assert_eq!((stage.name(), stage.code()), (name, code));
        assert_eq!(ReminderStage::from_code(code), Some(stage));
    }
    assert_eq!(ReminderStage::from_code(5), None);
}

#[test]
fn an_id_reads_back_as_it_was_written() {
    let ids = [
        ("v1:interval:583920138475.3:due", "interval", 583_920_138_475, 3, ReminderStage::Due, 0),
        ("v1:times:20781.480:snooze-2", "times", 20_781, 480, ReminderStage::Snooze, 2),
        ("v1:plan:0.0:sentinel", "plan", 0, 0, ReminderStage::Sentinel, 0),
        ("v1:sleep:-10.-1:nag", "sleep", -10, -1, ReminderStage::Nag, 0),
        (
            "v1:weigh_in-2:-9223372036854775808.1:housekeeping",
            "weigh_in-2",
            i64::MIN,
            1,
            ReminderStage::Housekeeping,
            0,
        ),
    ];
    for (text, rule, anchor, n, stage, round) in ids {
        let id = ReminderId { rule: rule.to_owned(), occurrence: Occurrence { anchor, n }, stage, round };
        assert_eq!(id.text(), text);
        assert_eq!(ReminderId::parse(text), Some(id));
    }
    assert_eq!(id_text("x", Occurrence { anchor: 100, n: 10 }, ReminderStage::Snooze, 1), "v1:x:100.10:snooze-1");
}

#[test]
fn there_is_one_spelling_for_an_id() {
    let wrong = [
        "",
        "v1",
        "v1:",
        "v2:interval:1.1:due",
        "v1:interval:1:due",
        "v1:interval:1.1",
        "v1:interval:1.1:dance",
        "v1:interval:01.1:due",
        "v1:interval:1.+1:due",
        "v1:interval:1.1:due:x",
        "v1:interval:1.1:due-0",
        "v1:interval:1.1:snooze-01",
        "v1:interval:1.1:snooze-x",
        "v1:interval:x.1:due",
        "v1:interval:1.1:due ",
    ];
    for text in wrong {
        assert_eq!(ReminderId::parse(text), None, "{text}");
    }
}

#[test]
fn keys_differ_where_ids_differ() {
    let (rule, occurrence) = (rule_hash("times"), Occurrence { anchor: 20_781, n: 480 });
    let mut keys = Vec::new();
    for (stage, _, _) in STAGES {
        for round in 0..4 {
            keys.push(key_hash(rule, occurrence, stage, round));
            keys.push(key_hash(rule_hash("times-2"), occurrence, stage, round));
            keys.push(key_hash(rule, Occurrence { n: 481, ..occurrence }, stage, round));
            keys.push(key_hash(rule, Occurrence { anchor: 20_782, ..occurrence }, stage, round));
        }
    }
    let all = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert_ne!(rule_hash("ab"), rule_hash("ba"));
    assert_ne!(rule_hash("a"), rule_hash("aa"));
}

#[test]
fn fingerprints_stay_the_same_from_one_build_to_the_next() {
    // They are stored: with others, every alarm would be set anew after an update.
    let first = case("13:05").plan().items.swap_remove(0);
    assert_eq!((first.id.as_str(), first.fingerprint), ("v1:interval:18552683588.1:due", -3_692_845_277_466_743_551));
}

#[test]
fn other_words_under_the_same_id_are_another_fingerprint() {
    let with = |kind| {
        let mut case = case("13:05").with_rule(kind);
        case.rules.rules[1].id = "times".to_owned();
        case.plan().items.into_iter().find(|item| item.rule == "times").unwrap()
    };
    let session = with(sessions_at(&["14:00"]));
    let weighing = with(ReminderKind::WeighIn { times: times(&["14:00"]), weekdays: Vec::new() });
    assert_eq!((&session.id, session.at_ms), (&weighing.id, weighing.at_ms));
    assert_ne!(session.fingerprint, weighing.fingerprint);
}

#[test]
fn every_kind_of_reminder_has_its_own_words() {
    let kinds = [
        (ReminderKind::WeighIn { times: times(&["14:00"]), weekdays: Vec::new() }, "reminder.weigh_in"),
        (
            ReminderKind::Medicine { name: "Iron".to_owned(), times: times(&["14:00"]), weekdays: Vec::new() },
            "reminder.medicine",
        ),
        (ReminderKind::CarePlan { times: times(&["14:00"]), weekdays: Vec::new() }, "reminder.care_plan"),
    ];
    for (kind, key) in kinds {
        let items = case("13:05").with_rule(kind).plan().items;
        let of = |stage| items.iter().find(|item| item.rule != "interval" && item.stage == stage).unwrap();
        assert_eq!((of(ReminderStage::Due).text_key.as_str(), of(ReminderStage::Nag).text_key.as_str()), (key, key));
    }
    let items = ios("13:05").with_rule(sessions_at(&["14:00"])).asleep("13:05", "15:00").plan().items;
    let key = |rule: &str, stage| {
        let item = items.iter().find(|item| item.rule == rule && item.stage == stage).unwrap();
        item.text_key.clone()
    };
    assert_eq!(key("interval", ReminderStage::Due), "reminder.session");
    assert_eq!(key("interval", ReminderStage::Nag), "reminder.session_again");
    assert_eq!(key("times", ReminderStage::Due), "reminder.session");
    assert_eq!(key("sleep", ReminderStage::Due), "reminder.sleep_end");
    assert_eq!(key("sleep", ReminderStage::Nag), "reminder.session_again");
    assert_eq!(key("plan", ReminderStage::Sentinel), "reminder.sentinel");
    let snoozed = case("15:40").answered(1, 1, Some("16:00"), false).plan().items;
    assert_eq!((snoozed[0].stage, snoozed[0].text_key.as_str()), (ReminderStage::Snooze, "reminder.session_again"));
    let keeper = snoozed.iter().find(|item| item.stage == ReminderStage::Housekeeping).unwrap();
    assert_eq!(keeper.text_key, "reminder.housekeeping");
}
