//! The texts: every key that the core can give has a text, in both languages, with the same figures and no word that is never written.

use std::collections::{BTreeMap, BTreeSet};

use relatch_core::{
    ConditionKind, Day, FlagKind, FlagLevel, GrowthUnknown, Insight, InsightKind, Milestone, MilestoneKind,
    OutlookVerdict, RedFlag, Sign, Taper, TaperCondition, TaperVerdict, WeightDoubt, WeightQuestion,
};

const ENGLISH: &str = include_str!("../../texts/en.toml");
const FRENCH: &str = include_str!("../../texts/fr.toml");

/// One text: its forms by name ("text", or "one" and "other"), and what stands beside it.
#[derive(Debug, Default)]
struct Text {
    forms: BTreeMap<String, String>,
    about: BTreeMap<String, String>,
}

fn texts(file: &str) -> BTreeMap<String, Text> {
    fn walk(path: &str, table: &toml::Table, found: &mut BTreeMap<String, Text>) {
        for (name, value) in table {
            match value {
                toml::Value::Table(inner) => {
                    let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    walk(&path, inner, found);
                }
                value => {
                    let text = value.as_str().unwrap_or_else(|| panic!("{path}.{name} is no text")).to_owned();
                    assert!(!text.trim().is_empty(), "{path}.{name}");
                    let entry = found.entry(path.to_owned()).or_default();
                    let form = matches!(name.as_str(), "text" | "one" | "other");
                    if form { &mut entry.forms } else { &mut entry.about }.insert(name.clone(), text);
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    walk("", &file.parse().unwrap(), &mut found);
    found
}

fn placeholders(text: &Text) -> BTreeSet<String> {
    let parts = text.forms.values().flat_map(|form| form.split('{').skip(1));
    parts.map(|rest| rest.split_once('}').unwrap().0.to_owned()).collect()
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
            .map(|level| level.text_key().to_owned()),
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
        .map(|unknown| unknown.text_key().to_owned()),
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
        keys.push(taper.text_key().to_owned());
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
        keys.push(insight.text_key().to_owned());
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
        keys.push(milestone.text_key().to_owned());
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
        keys.push(question.text_key().to_owned());
    }
    keys.extend(
        [OutlookVerdict::TooEarly, OutlookVerdict::NoUpwardTrend, OutlookVerdict::Outlook]
            .map(|verdict| verdict.text_key().to_owned()),
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
fn both_languages_have_the_same_keys_forms_and_figures() {
    let (english, french) = (texts(ENGLISH), texts(FRENCH));
    assert_eq!(english.keys().collect::<Vec<_>>(), french.keys().collect::<Vec<_>>());
    for (key, text) in &english {
        let other = &french[key];
        assert_eq!(text.forms.keys().collect::<Vec<_>>(), other.forms.keys().collect::<Vec<_>>(), "{key}");
        assert_eq!(text.about.get("plural"), other.about.get("plural"), "{key}");
        assert_eq!(placeholders(text), placeholders(other), "{key}");
    }
}

#[test]
fn a_text_has_one_form_or_two_and_says_where_it_appears_and_where_it_comes_from() {
    for (key, text) in texts(ENGLISH) {
        let forms: Vec<&str> = text.forms.keys().map(String::as_str).collect();
        let plural = text.about.get("plural");
        match plural {
            Some(figure) => {
                assert_eq!(forms, ["one", "other"], "{key}");
                assert!(placeholders(&text).contains(figure), "{key}: {figure}");
            }
            None => assert_eq!(forms, ["text"], "{key}"),
        }
        assert!(text.about.contains_key("context") && text.about.contains_key("source"), "{key}");
        assert!(text.about.keys().all(|name| ["context", "source", "plural"].contains(&name.as_str())), "{key}");
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
    for (file, words) in [(ENGLISH, &english[..]), (FRENCH, &french[..])] {
        for (key, text) in texts(file) {
            for form in text.forms.values() {
                let lower = form.to_lowercase();
                for word in words {
                    let starts = lower.match_indices(word).any(|(at, _)| !lower[..at].ends_with(char::is_alphabetic));
                    assert!(!starts, "{key}: {word}");
                }
            }
        }
    }
}
