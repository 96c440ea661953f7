//! The rules of eligibility against the table of the guidelines, and over every combination of answers; `version` holds that
//! they are not changed without their version.

mod version;

use bot::{
    eligibility::{Assessment, Case, Matching, Proposal, assess},
    report::{
        Answers, Question,
        options::{Broker, Pay, Stay, Threats, Willing, YesNo},
        slot::Answer::{self, Given, Open, Skipped, Unknown},
    },
    territory::Region,
    ticket::Queue,
};
use std::collections::BTreeSet;

/// Exploited, from outside the Union, no danger, nothing else known.
fn exploited() -> Answers {
    Answers {
        danger: Given(YesNo::No),
        pay: Given(BTreeSet::from([Pay::Low])),
        outside_eu: Given(YesNo::Yes),
        ..Answers::default()
    }
}

fn case(answers: &Answers) -> Option<(Case, Vec<Case>)> {
    match assess(answers).proposal {
        Proposal::Case { case, also } => Some((case, also)),
        _ => None,
    }
}

#[test]
fn the_five_cases_of_the_table() {
    use Case::*;
    let with = |change: &dyn Fn(&mut Answers)| {
        let mut answers = exploited();
        change(&mut answers);
        case(&answers)
    };
    let irregular = |inspected: YesNo, willing: Willing| {
        with(&|a: &mut Answers| {
            a.stay = Given(Stay::None);
            a.inspected = Given(inspected);
            a.willing = Given(willing);
        })
    };
    assert_eq!(with(&|a| a.danger = Given(YesNo::Yes)), Some((Danger, vec![])));
    assert_eq!(irregular(YesNo::No, Willing::Yes), Some((Cooperates, vec![])));
    assert_eq!(irregular(YesNo::No, Willing::WithHelp), Some((Cooperates, vec![])));
    assert_eq!(irregular(YesNo::Yes, Willing::No), Some((Inspected, vec![])));
    assert_eq!(irregular(YesNo::Yes, Willing::Yes), Some((Inspected, vec![Cooperates])));
    assert_eq!(irregular(YesNo::No, Willing::No), Some((NoProof, vec![])));
    assert_eq!(irregular(YesNo::No, Willing::Unsure), Some((NoProof, vec![Cooperates])));
    assert_eq!(with(&|a| a.stay = Given(Stay::Valid)), Some((Regular, vec![])));
    for stay in [Stay::Renewal, Stay::Asylum, Stay::Appeal, Stay::Special] {
        assert_eq!(with(&|a| a.stay = Given(stay)), Some((NoProof, vec![])), "{stay:?}");
    }
}

#[test]
fn intermediation_alone_is_enough_and_one_index_is_enough() {
    let base = Answers { stay: Given(Stay::Valid), pay: Given(BTreeSet::from([Pay::None])), ..exploited() };
    let broker = Answers { broker: Given(BTreeSet::from([Broker::Fee])), ..base.clone() };
    assert_eq!(case(&broker), Some((Case::Regular, vec![])));
    let Proposal::NotEnoughKnown { missing } = assess(&base).proposal else { panic!("nothing is told yet") };
    assert!(missing.contains(&Question::Hours) && missing.contains(&Question::Broker), "{missing:?}");
}

#[test]
fn a_union_citizen_and_who_is_not_exploited_go_to_a_person_of_the_front_office() {
    let citizen = Answers { stay: Given(Stay::Citizen), outside_eu: Open, ..exploited() };
    assert_eq!(assess(&citizen).proposal, Proposal::Outside { because: vec![Question::Stay] });
    assert_eq!(assess(&citizen).queue(), Queue::FrontOffice);
}

#[test]
fn threats_are_found_severe_and_the_region_decides_who_matches() {
    let answers = Answers { threats: Given(BTreeSet::from([Threats::Papers])), ..exploited() };
    assert_eq!(assess(&answers).findings.severe.finding, bot::eligibility::Finding::Met);
    for region in Region::ALL {
        let access = matches!(region, Region::Basilicata | Region::Calabria | Region::Sicilia);
        let found = assess(&Answers { region: Given(region), ..exploited() }).matching;
        assert_eq!(found == Matching::AccessPoint, access, "{region:?}");
    }
}

/// Every combination of the answers that decide: about 33,000.
fn combinations() -> Vec<Answers> {
    let yes_no = [Open, Unknown, Skipped, Given(YesNo::Yes), Given(YesNo::No)];
    let pays = [Open, Unknown, Given(BTreeSet::from([Pay::None])), Given(BTreeSet::from([Pay::NonePaid]))];
    let stays: Vec<Answer<Stay>> =
        [Open, Unknown].into_iter().chain(bot::report::options::Choosable::all().into_iter().map(Given)).collect();
    let willings =
        [Open, Unknown, Given(Willing::Yes), Given(Willing::WithHelp), Given(Willing::Unsure), Given(Willing::No)];
    let mut all = Vec::new();
    for danger in &yes_no {
        for pay in &pays {
            for outside_eu in &yes_no {
                for stay in &stays {
                    for inspected in &yes_no {
                        for willing in &willings {
                            all.push(Answers {
                                danger: *danger,
                                pay: pay.clone(),
                                outside_eu: *outside_eu,
                                stay: *stay,
                                inspected: *inspected,
                                willing: *willing,
                                ..Answers::default()
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

#[test]
fn every_combination_of_answers_has_a_sensible_result() {
    let all = combinations();
    assert_eq!(all.len(), 5 * 4 * 5 * 11 * 5 * 6);
    for answers in &all {
        check(answers, &assess(answers));
    }
}

/// What must hold whatever was answered, said independently of the rules' own code.
fn check(answers: &Answers, assessment: &Assessment) {
    let said_yes = |answer: &Answer<YesNo>| *answer == Given(YesNo::Yes);
    let exploited = matches!(&answers.pay, Given(set) if !set.contains(&Pay::None));
    let irregular = matches!(answers.stay, Given(Stay::None | Stay::Expired | Stay::Flows));
    assert_eq!(assessment.urgent, said_yes(&answers.danger));
    match &assessment.proposal {
        Proposal::Case { case, also } => {
            assert!(exploited && said_yes(&answers.outside_eu), "both criteria are known: {answers:?}");
            assert_eq!(*case == Case::Danger, said_yes(&answers.danger));
            assert_eq!(assessment.queue() == Queue::FocalPoint, *case != Case::Danger);
            if *case != Case::Danger {
                assert_eq!(answers.danger, Given(YesNo::No), "unknown danger is never taken for none");
            }
            match case {
                Case::Danger => {}
                Case::Cooperates => {
                    assert!(irregular && matches!(answers.willing, Given(Willing::Yes | Willing::WithHelp)))
                }
                Case::Inspected => assert!(irregular && said_yes(&answers.inspected)),
                Case::Regular => assert_eq!(answers.stay, Given(Stay::Valid)),
                Case::NoProof => assert!(!matches!(answers.stay, Given(Stay::Valid | Stay::Citizen))),
            }
            assert!(!also.contains(case));
        }
        Proposal::NotEnoughKnown { missing } => {
            assert!(!missing.is_empty(), "says what is missing: {answers:?}");
            for question in missing {
                let slot = answers.slot(*question);
                assert!(slot.chosen().is_empty(), "{question:?} is known: {answers:?}");
            }
            assert_eq!(assessment.queue(), Queue::FrontOffice, "unsure goes to a person");
        }
        Proposal::Outside { because } => {
            assert!(!because.is_empty() && assessment.queue() == Queue::FrontOffice);
        }
    }
    for criterion in assessment.findings.all() {
        for question in &criterion.rests_on {
            assert!(!answers.slot(*question).chosen().is_empty(), "rests on an answer");
        }
    }
}
