//! The texts: every key that the core can give has a text, in both languages, and no text holds a word that is never written.
#![allow(clippy::unwrap_used, reason = "a test says what went wrong by stopping")]

use std::collections::BTreeMap;

use relatch_core::{
    ConditionKind, Day, FlagKind, FlagLevel, GrowthUnknown, Insight, InsightKind, Milestone, MilestoneKind, NeedBasis,
    OutlookVerdict, RedFlag, Sign, Taper, TaperCondition, TaperVerdict, WeightDoubt, WeightQuestion,
};

const ENGLISH: &str = include_str!("../../texts/en.toml");
const FRENCH: &str = include_str!("../../texts/fr.toml");

/// The forms of each text ("text", or "one" and "other").
fn texts(file: &str) -> BTreeMap<String, Vec<String>> {
    fn walk(path: &str, table: &toml::Table, found: &mut BTreeMap<String, Vec<String>>) {
        for (name, value) in table {
            match value {
                toml::Value::Table(inner) => {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    walk(&path, inner, found);
                }
                value => {
                    let text = value.as_str().unwrap_or_else(|| panic!("{path}.{name} is no text")).to_owned();
                    assert!(!text.trim().is_empty(), "{path}.{name}");
                    if matches!(name.as_str(), "text" | "one" | "other") {
                        found.entry(path.to_owned()).or_default().push(text);
                    }
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    walk("", &file.parse().unwrap(), &mut found);
    found
}

fn flag(kind: FlagKind, sign: Option<Sign>) -> RedFlag {
    RedFlag {
        key: String::new(),
        kind,
        level: FlagLevel::SameDay,
        question: false,
        baby: None,
        born_early: false,
        sign,
        day: Day::from_number(0),
        at_ms: 0,
        entry: None,
        seen: Vec::new(),
        source: String::new(),
        answered_ms: None,
    }
}

fn condition(kind: ConditionKind, met: bool, contact: bool) -> TaperCondition {
    TaperCondition { kind, met, contact, baby: None, unknown: None, figures: Vec::new(), source: String::new() }
}

fn keys_of_the_core() -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    keys.extend(Sign::ALL.iter().map(|(sign, _)| flag(FlagKind::Sign, Some(*sign)).text_key()));
    keys.extend(
        [
            FlagKind::FeverUnderThreeMonths,
            FlagKind::ColdUnderThreeMonths,
            FlagKind::FeverUnderSixMonths,
            FlagKind::NoWetDiaper,
            FlagKind::VeryFewWetDiapers,
            FlagKind::FewWetDiapers,
            FlagKind::LossFromBirthWeight,
            FlagKind::NotBackAtBirthWeight,
            FlagKind::WeightLoss,
            FlagKind::GainBelowP5,
            FlagKind::FallInTable,
            FlagKind::BreastWithFever,
            FlagKind::LowMood,
        ]
        .map(|kind| flag(kind, None).text_key()),
    );
    keys.extend(
        [FlagLevel::Emergency, FlagLevel::CrisisLine, FlagLevel::SameDay, FlagLevel::ContactProvider]
            .map(|level| level.text_key()),
    );
    keys.extend(
        [
            GrowthUnknown::BirthUnknown,
            GrowthUnknown::SexUnknown,
            GrowthUnknown::BeforeAgeZero,
            GrowthUnknown::BeyondTable,
            GrowthUnknown::NoWeighing,
            GrowthUnknown::WeighingsTooClose,
            GrowthUnknown::EarlyDays,
            GrowthUnknown::NoBandForAge,
        ]
        .map(|unknown| unknown.text_key()),
    );
    // Kind, met and contact as they can occur.
    keys.extend(
        [
            (ConditionKind::Agreed, true, false),
            (ConditionKind::Agreed, false, false),
            (ConditionKind::HoldOver, true, false),
            (ConditionKind::HoldOver, false, false),
            (ConditionKind::TermBirth, true, false),
            (ConditionKind::TermBirth, false, true),
            (ConditionKind::DiapersComplete, false, false),
            (ConditionKind::WetDiapers, true, false),
            (ConditionKind::WetDiapers, false, false),
            (ConditionKind::WeightRecent, true, false),
            (ConditionKind::WeightRecent, false, false),
            (ConditionKind::GainInBand, true, false),
            (ConditionKind::GainInBand, false, false),
            (ConditionKind::GainInBand, false, true),
            (ConditionKind::NoOpenFlag, true, true),
            (ConditionKind::NoOpenFlag, false, true),
        ]
        .map(|(kind, met, contact)| condition(kind, met, contact).text_key()),
    );
    for verdict in [
        TaperVerdict::NoPlan,
        TaperVerdict::NextStep,
        TaperVerdict::Hold,
        TaperVerdict::HoldAndContact,
        TaperVerdict::Finished,
    ] {
        let taper = Taper {
            verdict,
            plan: None,
            steps_taken: 0,
            steps: 0,
            before_ul: None,
            current_ul: None,
            cut_ul: None,
            next_ul: None,
            due: None,
            conditions: Vec::new(),
        };
        keys.push(taper.text_key());
    }
    for kind in [
        InsightKind::GainNearTheLow,
        InsightKind::WeighingDue,
        InsightKind::DiapersOpen,
        InsightKind::OwnMilkMore,
        InsightKind::OwnMilkLess,
        InsightKind::SupplementLess,
        InsightKind::LatchedMore,
        InsightKind::WorkAtZero,
        InsightKind::MostlyUnmeasured,
        InsightKind::LongGap,
        InsightKind::FewSessions,
        InsightKind::Nights,
        InsightKind::SessionsMore,
    ] {
        let insight = Insight { kind, baby: None, figures: Vec::new(), card: None, source: String::new() };
        keys.push(insight.text_key());
    }
    for (kind, baby) in [
        (MilestoneKind::FirstDrops, None),
        (MilestoneKind::FirstMeasured, None),
        (MilestoneKind::BestDay, None),
        (MilestoneKind::FirstDayWithoutSupplement, None),
        (MilestoneKind::FirstLatch, None),
        (MilestoneKind::FirstLatch, Some("a".to_owned())),
        (MilestoneKind::FirstFullNight, None),
        (MilestoneKind::HundredSessions, None),
    ] {
        let day = Day::from_number(0);
        let milestone = Milestone { kind, day, at_ms: None, entry: None, baby, figures: Vec::new() };
        keys.push(milestone.text_key());
    }
    for doubt in [WeightDoubt::Tenth, WeightDoubt::TenTimes, WeightDoubt::OtherUnit] {
        let id = relatch_core::EntryId::from_bytes([1; 16]);
        let day = Day::from_number(0);
        let question = WeightQuestion {
            key: String::new(),
            entry: id,
            baby: String::new(),
            doubt,
            day,
            milligrams: 1,
            before_entry: id,
            before_day: day,
            before_milligrams: 1,
        };
        keys.push(question.text_key());
    }
    keys.extend(
        [OutlookVerdict::TooEarly, OutlookVerdict::NoUpwardTrend, OutlookVerdict::Outlook]
            .map(|verdict| verdict.text_key()),
    );
    keys.extend(
        [NeedBasis::Own, NeedBasis::AgeAndWeight, NeedBasis::Age, NeedBasis::Usual].map(|basis| basis.text_key()),
    );
    for card in
        ["frequency", "nights", "skin_to_skin", "supplementer", "hand_expression", "galactagogues", "consultant"]
    {
        keys.push(format!("card.{card}.title"));
        keys.push(format!("card.{card}.body"));
    }
    keys
}

#[test]
fn every_key_of_the_core_has_its_text_in_both_languages() {
    for file in [ENGLISH, FRENCH] {
        let texts = texts(file);
        for key in keys_of_the_core() {
            assert!(texts.contains_key(&key), "{key}");
        }
    }
}

#[test]
fn no_text_has_a_word_that_is_never_written() {
    let english = [
        "missed",
        "streak",
        "goal reached",
        "low supply",
        "only",
        "should",
        "must",
        "failed",
        "well done",
        "diagnos",
        "treat",
        "cure",
        "prevent",
        "monitor",
        "dehydrat",
        "falter",
        "safe",
        "enough",
        "succeed",
        "normal",
    ];
    let french = [
        "manqué",
        "seulement",
        "uniquement",
        "devez",
        "devrait",
        "devriez",
        "il faut",
        "échec",
        "échoué",
        "bravo",
        "diagnosti",
        "traite",
        "guéri",
        "prévenir",
        "prévien",
        "surveill",
        "déshydrat",
        "assez",
        "suffisant",
        "suffit",
        "objectif atteint",
        "normal",
    ];
    let mut found = Vec::new();
    for (file, words) in [(ENGLISH, &english[..]), (FRENCH, &french[..])] {
        for (key, forms) in texts(file) {
            for form in forms {
                // What stands in braces is the name of a figure and is never shown.
                let shown = form.split('{').map(|part| part.split_once('}').map_or(part, |(_, after)| after));
                let lower = shown.collect::<Vec<_>>().join(" ").to_lowercase();
                for word in words {
                    if lower.match_indices(word).any(|(at, _)| !lower[..at].ends_with(char::is_alphabetic)) {
                        found.push(format!("{key}: {word}"));
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
