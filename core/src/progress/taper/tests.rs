use super::*;
use crate::progress::diaper_day::tests::complete;
use crate::progress::growth::tests::girl;
use crate::progress::red_flag::{FlagAnswer, FlagLog, LoggedSign, red_flags};
use crate::progress::weighing::tests::weighing;
use crate::sign::Sign;

/// A girl of 100 days on day 100, weighed today and two weeks ago, two complete days: every condition is met.
struct Case {
    plan: TaperPlan,
    taken: Vec<Day>,
    today: i32,
    babies: Vec<Baby>,
    diaper_days: Vec<DiaperDay>,
    weighings: Vec<Weighing>,
    signs: Vec<LoggedSign>,
    answers: Vec<FlagAnswer>,
}

fn met() -> Case {
    Case {
        plan: TaperPlan {
            agreed_with: "Dr Roy".into(),
            start_ul: 600_000,
            step_ul: 50_000,
            hold_days: 3,
            first_day: Day::from_number(90),
        },
        taken: vec![Day::from_number(90), Day::from_number(94)],
        today: 100,
        babies: vec![girl()],
        diaper_days: vec![complete(98, 6), complete(99, 7)],
        weighings: vec![weighing(85, 5_400), weighing(99, 5_800)],
        signs: Vec::new(),
        answers: Vec::new(),
    }
}

impl Case {
    fn taper(&self) -> Taper {
        let today = Day::from_number(self.today);
        let flags = red_flags(&FlagLog {
            today,
            now_ms: i64::from(self.today) * 86_400_000 + 43_200_000,
            babies: &self.babies,
            signs: &self.signs,
            temperatures: &[],
            diapers: &[],
            diaper_days: &self.diaper_days,
            weighings: &self.weighings,
            moods: &[],
            answers: &self.answers,
            z_fall: None,
        });
        let facts = TaperFacts {
            today,
            babies: &self.babies,
            diaper_days: &self.diaper_days,
            weighings: &self.weighings,
            flags: &flags,
        };
        taper(Some(&self.plan), &self.taken, facts)
    }

    /// The verdict, and the kinds of the conditions that are not met.
    fn unmet(&self) -> (TaperVerdict, Vec<ConditionKind>) {
        let taper = self.taper();
        let unmet: Vec<_> = taper.conditions.iter().filter(|c| !c.met).map(|c| c.kind).collect();
        assert_eq!(taper.check_step().is_ok(), unmet.is_empty() && taper.verdict == TaperVerdict::NextStep);
        (taper.verdict, unmet)
    }
}

fn sums(start_ml: i64, step_ml: i64, hold: i32) -> TaperTable {
    table(start_ml * 1_000, step_ml * 1_000, hold).unwrap()
}

#[test]
fn the_vectors_of_the_evidence_file() {
    for (start, step, hold, steps, days) in
        [(600, 50, 3, 12, 36), (600, 30, 3, 20, 60), (450, 50, 3, 9, 27), (310, 50, 3, 7, 21)]
    {
        let sums = sums(start, step, hold);
        assert_eq!((sums.steps, sums.days, sums.table.len() as i64), (steps, days, steps), "{start}/{step}/{hold}");
        // Zero begins on day (n - 1) h + 1 and the last hold ends on day n h.
        let last = sums.table.last().unwrap();
        assert_eq!((last.from_day, last.to_day, last.supplement_ul), ((steps - 1) * i64::from(hold) + 1, days, 0));
    }
    let uneven = sums(310, 50, 3);
    assert_eq!(uneven.table[5].supplement_ul, 10_000);
    let kellymom: Vec<_> =
        sums(600, 30, 3).table[..3].iter().map(|r| (r.from_day, r.to_day, r.supplement_ul)).collect();
    assert_eq!(kellymom, [(1, 3, 570_000), (4, 6, 540_000), (7, 9, 510_000)]);
}

#[test]
fn a_step_above_the_start_takes_what_is_there() {
    assert_eq!(sums(40, 50, 2).table, [TaperRow { from_day: 1, to_day: 2, supplement_ul: 0 }]);
}

#[test]
fn start_step_and_hold_of_nothing_are_refused_by_name() {
    let field = |start, step, hold| match table(start, step, hold) {
        Err(JournalError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(field(0, 50_000, 3), "start");
    assert_eq!(field(-1, 50_000, 3), "start");
    assert_eq!(field(i64::MAX, 50_000, 3), "step");
    assert!(table(6_000_000, 50_000, 3).is_ok());
    assert_eq!(field(600_000, 0, 3), "step");
    assert_eq!(field(600_000, -50_000, 3), "step");
    assert_eq!(field(600_000, 1, 3), "step");
    assert_eq!(field(600_000, 50_000, 0), "hold");
    assert_eq!(field(600_000, 50_000, -3), "hold");
    assert!(table(600_000, i64::MAX, i32::MAX).is_ok());
}

#[test]
fn with_every_condition_met_the_next_step_is_shown_with_its_sum() {
    let taper = met().taper();
    assert_eq!(taper.verdict, TaperVerdict::NextStep, "{:?}", taper.conditions);
    assert_eq!((taper.steps_taken, taper.steps), (2, 12));
    assert_eq!((taper.before_ul, taper.current_ul), (Some(550_000), Some(500_000)));
    assert_eq!((taper.cut_ul, taper.next_ul), (Some(50_000), Some(450_000)));
    assert!(taper.conditions.iter().all(|condition| !condition.source.is_empty()));
}

#[test]
fn the_last_cut_takes_what_is_left_and_then_the_plan_is_finished() {
    let mut case = met();
    case.plan.start_ul = 110_000;
    assert_eq!((case.taper().cut_ul, case.taper().next_ul), (Some(10_000), Some(0)));
    case.taken.push(Day::from_number(97));
    let taper = case.taper();
    assert_eq!((taper.verdict, taper.current_ul, taper.cut_ul), (TaperVerdict::Finished, Some(0), None));
    assert!(taper.check_step().is_err());
}

#[test]
fn without_a_plan_nothing_is_offered() {
    let facts = TaperFacts { today: Day::from_number(100), babies: &[], diaper_days: &[], weighings: &[], flags: &[] };
    let taper = taper(None, &[], facts);
    assert_eq!((taper.verdict, taper.current_ul), (TaperVerdict::NoPlan, None));
    assert!(matches!(taper.check_step(), Err(JournalError::NotFound { .. })));
}

#[test]
fn a_plan_nobody_agreed_to_holds() {
    let mut case = met();
    case.plan.agreed_with = "  ".into();
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::Agreed]));
    assert!(matches!(case.plan.check(), Err(JournalError::Invalid { field, .. }) if field == "agreed_with"));
}

#[test]
fn a_step_waits_for_the_end_of_the_hold() {
    let mut case = met();
    case.taken = vec![Day::from_number(98)];
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::HoldOver]));
    assert_eq!(case.taper().due, Some(Day::from_number(101)));
    case.taken = vec![Day::from_number(97)];
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
}

#[test]
fn a_step_waits_for_the_first_day_of_the_plan() {
    let mut case = met();
    case.taken.clear();
    case.plan.first_day = Day::from_number(101);
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::HoldOver]));
}

#[test]
fn days_without_an_entry_shift_no_step() {
    let mut case = met();
    case.today = 140;
    let later = case.taper();
    assert_eq!((later.steps_taken, later.current_ul, later.due), (2, Some(500_000), Some(Day::from_number(97))));
    case.taken.reverse();
    assert_eq!(case.taper().due, Some(Day::from_number(97)));
}

#[test]
fn a_step_waits_for_two_complete_days() {
    let mut case = met();
    case.diaper_days[1].complete = false;
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::DiapersComplete]));
    case.diaper_days.pop();
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::DiapersComplete]));
    case.diaper_days.clear();
    assert_eq!(case.unmet().1, [ConditionKind::DiapersComplete, ConditionKind::DiapersComplete]);
}

#[test]
fn complete_days_of_last_week_do_not_serve() {
    let mut case = met();
    case.diaper_days = vec![complete(96, 8), complete(97, 8)];
    assert_eq!(case.unmet().1, [ConditionKind::DiapersComplete, ConditionKind::DiapersComplete]);
}

#[test]
fn five_wet_diapers_on_one_of_the_two_days_hold() {
    let mut case = met();
    case.diaper_days[0].wet = 5;
    let (verdict, unmet) = case.unmet();
    // The day raises its red flag too, and that calls for contact.
    assert_eq!(
        (verdict, unmet),
        (TaperVerdict::HoldAndContact, vec![ConditionKind::WetDiapers, ConditionKind::NoOpenFlag])
    );
    let key = "few_wet_diapers:1970-04-09:a";
    case.answers.push(FlagAnswer { key: key.into(), at_ms: 1 });
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::WetDiapers]));
}

#[test]
fn a_weight_of_eight_days_holds_and_one_of_seven_does_not() {
    let mut case = met();
    case.weighings = vec![weighing(78, 5_300), weighing(92, 5_700)];
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::WeightRecent]));
    case.weighings = vec![weighing(79, 5_300), weighing(93, 5_700)];
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
}

#[test]
fn no_weight_at_all_holds_and_says_so() {
    let mut case = met();
    case.weighings.clear();
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::GainKnown]));
    let taper = case.taper();
    let reason = taper.conditions.iter().find(|c| c.kind == ConditionKind::GainKnown).unwrap();
    assert_eq!(reason.text_key(), "growth.unknown.no_weighing");
}

#[test]
fn a_gain_below_p5_holds_and_asks_to_contact_even_when_its_flag_is_answered() {
    let mut case = met();
    // Girl, days 85-99: P5 is 6.3 days of 368 g and 7.7 days of 259 g in 30.4, 142 g.
    case.weighings = vec![weighing(85, 5_700), weighing(99, 5_840)];
    assert_eq!(case.unmet().0, TaperVerdict::HoldAndContact);
    case.answers.push(FlagAnswer { key: format!("weight:{}:gain_below_p5", case.weighings[1].entry), at_ms: 1 });
    assert_eq!(case.unmet(), (TaperVerdict::HoldAndContact, vec![ConditionKind::GainInBand]));
}

#[test]
fn a_gain_from_p5_to_p15_holds() {
    let mut case = met();
    case.weighings = vec![weighing(85, 5_700), weighing(99, 5_860)];
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::GainInBand]));
}

#[test]
fn a_weight_in_question_is_not_used() {
    let mut case = met();
    case.weighings.push(weighing(100, 590));
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
    case.weighings = vec![weighing(85, 5_400), weighing(99, 580)];
    let (verdict, unmet) = case.unmet();
    assert_eq!((verdict, unmet), (TaperVerdict::Hold, vec![ConditionKind::WeightRecent, ConditionKind::GainKnown]));
}

#[test]
fn an_open_flag_holds_until_it_is_answered() {
    let mut case = met();
    let at_ms = 99 * 86_400_000;
    let entry = crate::entry::EntryId::from_bytes([9; 16]);
    let baby = Some("a".into());
    case.signs.push(LoggedSign {
        entry,
        at_ms,
        day: Day::from_number(99),
        baby,
        sign: Sign::DarkUrine,
        recorded_ms: Some(at_ms),
    });
    assert_eq!(case.unmet(), (TaperVerdict::HoldAndContact, vec![ConditionKind::NoOpenFlag]));
    case.answers.push(FlagAnswer { key: format!("sign:{entry}"), at_ms });
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
}

#[test]
fn before_37_weeks_the_provider_comes_first() {
    let mut case = met();
    case.babies[0].gestation_weeks = Some(36);
    let (verdict, unmet) = case.unmet();
    assert_eq!((verdict, unmet[0]), (TaperVerdict::HoldAndContact, ConditionKind::TermBirth));
    case.babies[0].gestation_weeks = Some(37);
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
}

#[test]
fn with_the_sex_unknown_the_gain_is_not_judged_and_the_plan_holds() {
    let mut case = met();
    case.babies[0].sex = None;
    assert_eq!(case.unmet(), (TaperVerdict::Hold, vec![ConditionKind::GainKnown]));
}

#[test]
fn of_twins_both_must_meet_the_conditions() {
    let mut case = met();
    case.babies.push(Baby { name: "b".into(), ..girl() });
    let (verdict, unmet) = case.unmet();
    assert_eq!(verdict, TaperVerdict::Hold);
    assert_eq!(unmet, [ConditionKind::DiapersComplete, ConditionKind::DiapersComplete, ConditionKind::GainKnown]);
    assert!(case.taper().conditions.iter().filter(|c| !c.met).all(|c| c.baby.as_deref() == Some("b")));
}

#[test]
fn a_sibling_of_three_years_is_not_who_the_plan_is_for_but_without_a_baby_it_holds() {
    let mut case = met();
    case.babies.push(Baby { born: Some(Day::from_number(-1_000)), ..Baby::named("b") });
    assert_eq!(case.unmet().0, TaperVerdict::NextStep);
    case.babies.clear();
    assert_eq!(case.unmet().0, TaperVerdict::Hold);
}
