use super::*;
use crate::progress::diaper_day::tests::complete;
use crate::progress::growth::tests::girl;
use crate::progress::weighing::tests::weighing;
use crate::time::{HOUR_MS, MINUTE_MS};

/// A log of one girl born on day 0, looked at on `today` at noon.
struct Case {
    today: i32,
    babies: Vec<Baby>,
    signs: Vec<LoggedSign>,
    temperatures: Vec<LoggedTemperature>,
    diapers: Vec<LoggedDiaper>,
    diaper_days: Vec<DiaperDay>,
    weighings: Vec<Weighing>,
    moods: Vec<LoggedMood>,
    answers: Vec<FlagAnswer>,
    z_fall: Option<f64>,
}

fn noon(day: i32) -> i64 {
    i64::from(day) * DAY_MS + 12 * HOUR_MS
}

fn id(number: u8) -> EntryId {
    EntryId::from_bytes([number; 16])
}

fn on(today: i32) -> Case {
    Case {
        today,
        babies: vec![girl()],
        signs: Vec::new(),
        temperatures: Vec::new(),
        diapers: Vec::new(),
        diaper_days: Vec::new(),
        weighings: Vec::new(),
        moods: Vec::new(),
        answers: Vec::new(),
        z_fall: None,
    }
}

impl Case {
    fn flags(&self) -> Vec<RedFlag> {
        red_flags(&FlagLog {
            today: Day::from_number(self.today),
            now_ms: noon(self.today),
            babies: &self.babies,
            signs: &self.signs,
            temperatures: &self.temperatures,
            diapers: &self.diapers,
            diaper_days: &self.diaper_days,
            weighings: &self.weighings,
            moods: &self.moods,
            answers: &self.answers,
            z_fall: self.z_fall,
        })
    }

    fn kinds(&self) -> Vec<(FlagKind, FlagLevel)> {
        self.flags().iter().map(|flag| (flag.kind, flag.level)).collect()
    }

    fn sign(mut self, sign: Sign) -> Self {
        let entry = id(100 + self.signs.len() as u8);
        let at_ms = noon(self.today);
        let day = Day::from_number(self.today);
        self.signs.push(LoggedSign { entry, at_ms, day, baby: Some("a".into()), sign, recorded_ms: Some(at_ms) });
        self
    }

    fn temperature(mut self, milli_celsius: i64) -> Self {
        let at_ms = noon(self.today);
        let (day, entry, baby) = (Day::from_number(self.today), id(200), Some("a".into()));
        self.temperatures = vec![LoggedTemperature {
            entry,
            at_ms,
            day,
            baby,
            milli_celsius,
            of_parent: false,
            recorded_ms: Some(at_ms),
        }];
        self
    }

    fn diaper(mut self, minutes_ago: i64, wet: bool) -> Self {
        let entry = id(self.diapers.len() as u8 + 1);
        let at_ms = noon(self.today) - minutes_ago * MINUTE_MS;
        self.diapers.push(LoggedDiaper { entry, at_ms, baby: Some("a".into()), wet });
        self
    }

    fn weights(mut self, weights: &[(i32, i64)]) -> Self {
        self.weighings = weights.iter().map(|(day, grams)| weighing(*day, *grams)).collect();
        self
    }

    fn mood(mut self, day: i32, mood: i32) -> Self {
        let entry = id(150 + self.moods.len() as u8);
        let at_ms = noon(day);
        self.moods.push(LoggedMood { entry, at_ms, day: Day::from_number(day), mood, recorded_ms: Some(at_ms) });
        self
    }
}

#[test]
fn every_sign_of_the_list_raises_a_flag_of_its_level() {
    use FlagLevel::{ContactProvider, CrisisLine, Emergency, SameDay};
    let levels = [
        (Sign::HardToWake, Emergency),
        (Sign::Floppy, Emergency),
        (Sign::BlueGreyMottled, Emergency),
        (Sign::Fit, Emergency),
        (Sign::WeakCry, Emergency),
        (Sign::BreathingTrouble, Emergency),
        (Sign::SunkenEyesOrFontanelle, Emergency),
        (Sign::ColdDiscolouredLimbs, Emergency),
        (Sign::VeryDrowsy, Emergency),
        (Sign::DarkUrine, SameDay),
        (Sign::FeedsUnderHalf, SameDay),
        (Sign::YellowSkinOrEyes, SameDay),
        (Sign::RepeatedVomiting, SameDay),
        (Sign::BloodInStool, SameDay),
        (Sign::BreastRedHotPainful, ContactProvider),
        (Sign::BreastLump, ContactProvider),
        (Sign::FluLike, ContactProvider),
        (Sign::ChestPain, Emergency),
        (Sign::Palpitations, Emergency),
        (Sign::Faint, Emergency),
        (Sign::InvoluntaryMovements, ContactProvider),
        (Sign::SevereLowMood, CrisisLine),
        (Sign::SevereAnxiety, ContactProvider),
        (Sign::SelfHarmThoughts, CrisisLine),
    ];
    assert_eq!(levels.len(), Sign::ALL.len());
    for (sign, level) in levels {
        let flags = on(50).sign(sign).flags();
        assert_eq!(flags.len(), 1, "{sign:?}");
        assert_eq!((flags[0].sign, flags[0].level), (Some(sign), level));
        assert_eq!(flags[0].baby.is_none(), sign.is_parents(), "{sign:?}");
        assert!(!flags[0].source.is_empty());
    }
}

#[test]
fn fever_under_three_months_is_an_emergency() {
    let fever = (FlagKind::FeverUnderThreeMonths, FlagLevel::Emergency);
    assert_eq!(on(91).temperature(38_000).kinds(), [fever]);
    assert_eq!(on(91).temperature(37_999).kinds(), []);
    assert_eq!(on(92).temperature(38_000).kinds(), []);
    let seen = &on(50).temperature(38_400).flags()[0].seen;
    assert_eq!((seen[0].value.to_bits(), seen[1].value.to_bits()), (38_400_f64.to_bits(), 38_000_f64.to_bits()));
}

#[test]
fn a_low_temperature_under_three_months_is_an_emergency() {
    assert_eq!(on(50).temperature(35_999).kinds(), [(FlagKind::ColdUnderThreeMonths, FlagLevel::Emergency)]);
    assert_eq!(on(50).temperature(36_000).kinds(), []);
    assert_eq!(on(92).temperature(35_500).kinds(), []);
}

#[test]
fn fever_of_39_from_three_to_six_months_is_for_the_same_day() {
    assert_eq!(on(92).temperature(39_000).kinds(), [(FlagKind::FeverUnderSixMonths, FlagLevel::SameDay)]);
    assert_eq!(on(182).temperature(39_000).kinds().len(), 1);
    assert_eq!(on(182).temperature(38_999).kinds(), []);
    assert_eq!(on(183).temperature(39_000).kinds(), []);
}

#[test]
fn with_the_age_unknown_a_fever_asks_by_the_stricter_rule() {
    let mut case = on(500).temperature(38_000);
    case.babies[0].born = None;
    let flags = case.flags();
    assert_eq!((flags[0].kind, flags[0].question), (FlagKind::FeverUnderThreeMonths, true));
}

#[test]
fn no_wet_diaper_for_over_eight_hours_asks_today() {
    let flags = on(91).diaper(8 * 60 + 1, true).flags();
    assert_eq!((flags[0].kind, flags[0].level, flags[0].question), (FlagKind::NoWetDiaper, FlagLevel::SameDay, true));
    assert_eq!(on(91).diaper(8 * 60, true).kinds(), []);
    assert_eq!(on(91).diaper(12 * 60, true).diaper(60, true).kinds(), []);
    assert_eq!(on(91).diaper(9 * 60, true).diaper(60, false).kinds().len(), 1);
}

#[test]
fn from_three_months_on_it_asks_after_twelve_hours() {
    assert_eq!(on(92).diaper(12 * 60, true).kinds(), []);
    assert_eq!(on(92).diaper(12 * 60 + 1, true).kinds().len(), 1);
}

#[test]
fn it_does_not_ask_a_parent_who_logged_no_diaper_in_24_hours() {
    assert_eq!(on(50).diaper(24 * 60 + 1, true).kinds(), []);
    assert_eq!(on(50).diaper(30 * 60, true).diaper(23 * 60, false).kinds().len(), 1);
    assert_eq!(on(50).kinds(), []);
}

#[test]
fn stools_alone_ask_once_the_first_of_them_is_old() {
    assert_eq!(on(50).diaper(60, false).kinds(), []);
    assert_eq!(on(50).diaper(9 * 60, false).diaper(60, false).kinds().len(), 1);
}

#[test]
fn an_answered_dry_stretch_asks_again_when_as_long_again() {
    let mut case = on(50).diaper(15 * 60, true);
    let key = case.flags()[0].key.clone();
    case.answers.push(FlagAnswer { key, at_ms: noon(50) });
    assert!(case.flags()[0].answered_ms.is_some());
    case.diapers[0].at_ms -= 2 * HOUR_MS;
    assert!(case.flags()[0].answered_ms.is_none());
}

#[test]
fn few_wet_diapers_on_a_complete_day_are_for_the_same_day_and_very_few_an_emergency() {
    let wet = |wet| Case { diaper_days: vec![complete(49, wet)], ..on(50) }.kinds();
    assert_eq!(wet(6), []);
    assert_eq!(wet(5), [(FlagKind::FewWetDiapers, FlagLevel::SameDay)]);
    assert_eq!(wet(3), [(FlagKind::FewWetDiapers, FlagLevel::SameDay)]);
    assert_eq!(wet(2), [(FlagKind::VeryFewWetDiapers, FlagLevel::Emergency)]);
    assert_eq!(wet(0), [(FlagKind::VeryFewWetDiapers, FlagLevel::Emergency)]);
}

#[test]
fn a_day_that_is_not_complete_is_unknown_and_not_low() {
    let day = DiaperDay { complete: false, ..complete(49, 1) };
    assert_eq!(Case { diaper_days: vec![day], ..on(50) }.kinds(), []);
}

#[test]
fn before_day_six_fewer_are_usual() {
    assert_eq!(Case { diaper_days: vec![complete(5, 4)], ..on(6) }.kinds(), []);
    assert_eq!(Case { diaper_days: vec![complete(6, 4)], ..on(7) }.kinds().len(), 1);
}

#[test]
fn a_twin_whose_diapers_are_not_followed_is_unknown() {
    let mut case = on(50);
    case.babies.push(Baby { name: "b".into(), ..girl() });
    let of_b = |day, wet| DiaperDay { baby: Some("b".into()), ..complete(day, wet) };
    case.diaper_days = vec![complete(49, 6), of_b(49, 0)];
    assert_eq!(case.kinds(), []);
    case.diaper_days.push(of_b(44, 6));
    assert_eq!(case.kinds(), [(FlagKind::VeryFewWetDiapers, FlagLevel::Emergency)]);
}

#[test]
fn more_than_a_tenth_below_the_birth_weight_is_for_the_same_day() {
    assert_eq!(on(4).weights(&[(0, 3_500), (4, 3_149)]).kinds(), [(FlagKind::LossFromBirthWeight, FlagLevel::SameDay)]);
    assert_eq!(on(4).weights(&[(0, 3_500), (4, 3_150)]).kinds(), []);
}

#[test]
fn not_back_at_the_birth_weight_at_three_weeks_is_a_reason_to_contact() {
    let flag = (FlagKind::NotBackAtBirthWeight, FlagLevel::ContactProvider);
    assert_eq!(on(21).weights(&[(0, 3_500), (21, 3_499)]).kinds(), [flag]);
    assert_eq!(on(20).weights(&[(0, 3_500), (20, 3_499)]).kinds(), []);
    assert!(!on(21).weights(&[(0, 3_500), (21, 3_500)]).kinds().contains(&flag));
}

#[test]
fn any_loss_over_a_week_between_two_weeks_and_six_months_is_a_reason_to_contact() {
    let loss = (FlagKind::WeightLoss, FlagLevel::ContactProvider);
    assert!(on(107).weights(&[(100, 6_000), (107, 5_999)]).kinds().contains(&loss));
    assert!(!on(107).weights(&[(100, 6_000), (107, 6_000)]).kinds().contains(&loss));
    assert!(!on(106).weights(&[(100, 6_000), (106, 5_999)]).kinds().contains(&loss));
    assert!(!on(20).weights(&[(13, 3_600), (20, 3_590)]).kinds().contains(&loss));
    assert!(!on(190).weights(&[(183, 7_000), (190, 6_990)]).kinds().contains(&loss));
}

#[test]
fn a_gain_below_p5_is_a_reason_to_contact_and_one_at_p5_is_not() {
    let gain = (FlagKind::GainBelowP5, FlagLevel::ContactProvider);
    assert_eq!(on(99).weights(&[(85, 5_700), (99, 5_841)]).kinds(), [gain]);
    assert_eq!(on(99).weights(&[(85, 5_700), (99, 5_842)]).kinds(), []);
}

#[test]
fn a_fall_in_the_table_goes_by_the_providers_own_limit_and_none_is_built_in() {
    let mut case = on(99).weights(&[(71, 5_900), (99, 6_300)]);
    assert_eq!(case.kinds(), []);
    case.z_fall = Some(0.3);
    assert_eq!(case.kinds(), [(FlagKind::FallInTable, FlagLevel::ContactProvider)]);
    case.z_fall = Some(0.8);
    assert_eq!(case.kinds(), []);
}

#[test]
fn a_weight_in_question_raises_no_weight_flag() {
    assert_eq!(on(107).weights(&[(100, 6_000), (107, 610)]).kinds(), []);
}

#[test]
fn a_better_weight_later_does_not_hide_the_earlier_flag() {
    let case = on(121).weights(&[(100, 6_000), (107, 5_900), (121, 6_700)]);
    let losses: Vec<_> = case.flags().into_iter().filter(|flag| flag.kind == FlagKind::WeightLoss).collect();
    assert_eq!(losses.len(), 1);
    assert_eq!(losses[0].day, Day::from_number(107));
}

#[test]
fn a_red_breast_with_a_fever_of_the_parent_says_both() {
    let mut case = on(50).sign(Sign::BreastRedHotPainful).temperature(38_500);
    case.temperatures[0].baby = None;
    let kinds = case.kinds();
    assert!(kinds.contains(&(FlagKind::BreastWithFever, FlagLevel::ContactProvider)));
    // Whose temperature it is is not known, so it also asks about a baby.
    assert!(case.flags().iter().any(|flag| flag.kind == FlagKind::FeverUnderThreeMonths && flag.question));
    case.temperatures[0].milli_celsius = 38_499;
    assert!(!case.kinds().contains(&(FlagKind::BreastWithFever, FlagLevel::ContactProvider)));
}

#[test]
fn a_temperature_of_the_parent_by_her_own_word_is_no_babys() {
    let mut case = on(50).temperature(39_500);
    (case.temperatures[0].baby, case.temperatures[0].of_parent) = (None, true);
    assert_eq!(case.kinds(), []);
    let mut case = on(50).sign(Sign::BreastRedHotPainful).temperature(38_500);
    (case.temperatures[0].baby, case.temperatures[0].of_parent) = (None, true);
    let fever = case.flags().into_iter().find(|flag| flag.kind == FlagKind::BreastWithFever);
    assert!(fever.is_some_and(|flag| !flag.question));
    assert!(!case.flags().iter().any(|flag| flag.kind == FlagKind::FeverUnderThreeMonths));
    case.temperatures[0].milli_celsius = 35_500;
    assert!(!case.flags().iter().any(|flag| flag.kind == FlagKind::ColdUnderThreeMonths));
}

#[test]
fn a_mood_at_its_lowest_on_three_days_in_a_row_asks() {
    assert_eq!(on(50).mood(40, 1).mood(44, 1).mood(50, 1).kinds(), [(FlagKind::LowMood, FlagLevel::CrisisLine)]);
    assert_eq!(on(50).mood(40, 1).mood(44, 2).mood(50, 1).kinds(), []);
    assert_eq!(on(50).mood(44, 1).mood(50, 1).mood(50, 1).kinds(), []);
    assert_eq!(on(50).mood(36, 1).mood(44, 1).mood(50, 1).kinds(), []);
    assert_eq!(on(50).mood(40, 1).mood(44, 1).mood(44, 3).mood(50, 1).kinds(), []);
}

#[test]
fn a_flag_stays_until_it_is_answered_and_is_never_dropped() {
    let mut case = on(50).sign(Sign::Floppy);
    case.today = 400;
    assert_eq!(case.flags()[0].answered_ms, None);
    let key = case.flags()[0].key.clone();
    case.answers.push(FlagAnswer { key, at_ms: 77 });
    assert_eq!(case.flags()[0].answered_ms, Some(77));
}

#[test]
fn an_answer_covers_earlier_flags_of_its_kind_but_no_later_ones() {
    let mut case = on(49).sign(Sign::DarkUrine);
    case.today = 50;
    case = case.sign(Sign::DarkUrine);
    case.today = 51;
    case = case.sign(Sign::DarkUrine).sign(Sign::FeedsUnderHalf);
    let middle = case.signs[1].entry;
    case.answers.push(FlagAnswer { key: format!("sign:{middle}"), at_ms: 5 });
    let open: Vec<_> = case.flags().iter().filter(|f| f.answered_ms.is_none()).map(|f| f.entry.unwrap()).collect();
    assert_eq!(open.len(), 2);
    assert!(open.contains(&case.signs[2].entry) && open.contains(&case.signs[3].entry));
}

#[test]
fn open_emergencies_come_first() {
    let mut case = on(50).sign(Sign::FluLike).sign(Sign::SelfHarmThoughts).sign(Sign::Fit).sign(Sign::WeakCry);
    case.answers.push(FlagAnswer { key: format!("sign:{}", case.signs[3].entry), at_ms: 1 });
    let signs: Vec<_> = case.flags().iter().map(|flag| flag.sign.unwrap()).collect();
    assert_eq!(signs, [Sign::Fit, Sign::SelfHarmThoughts, Sign::FluLike, Sign::WeakCry]);
}

#[test]
fn imported_history_calls_nobody_now() {
    let mut case = on(50).sign(Sign::Fit).temperature(39_500).weights(&[(0, 3_500), (4, 3_000)]);
    case.diaper_days = vec![complete(50, 1)];
    case.today = 60;
    let much_later = noon(60);
    case.signs[0].recorded_ms = Some(much_later);
    case.temperatures[0].recorded_ms = Some(much_later);
    case.diaper_days[0].confirmed_ms = Some(much_later);
    for weighing in &mut case.weighings {
        weighing.recorded_ms = Some(much_later);
    }
    assert_eq!(case.kinds(), []);
    case.signs[0].recorded_ms = Some(noon(57));
    assert_eq!(case.kinds().len(), 1);
    case.signs[0].recorded_ms = None;
    assert_eq!(case.kinds().len(), 1);
    // The id of another clock, which runs ahead of this one.
    case.signs[0].recorded_ms = Some(noon(61));
    assert_eq!(case.kinds().len(), 1);
}

#[test]
fn a_baby_born_early_is_said_so() {
    let mut case = on(50).sign(Sign::DarkUrine);
    case.babies[0].gestation_weeks = Some(35);
    assert!(case.flags()[0].born_early);
}

#[test]
fn a_breast_sign_silences_prompts_about_frequency_while_open_and_for_a_week() {
    let silent = |case: &Case, today| ticked::frequency_prompts_silenced(Day::from_number(today), &case.flags());
    let mut case = on(50).sign(Sign::BreastLump);
    assert!(silent(&case, 90));
    case.answers.push(FlagAnswer { key: format!("sign:{}", case.signs[0].entry), at_ms: 1 });
    assert!(silent(&case, 57));
    assert!(!silent(&case, 58));
    assert!(!silent(&on(50).sign(Sign::FluLike), 50));
}
