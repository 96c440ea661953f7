//! What a worker told, and what the rules make of it, in the words of the staff: the sheet of the preliminary
//! assessment (*scheda di valutazione preliminare*), filled in before a person opens it.

use super::{page::Page, wording};
use crate::store::desk::ticket::{Assessment, Report};
use bot::{
    assessment::AssessmentState,
    eligibility::{Case, Finding, Proposal, criteria},
    language::Language,
    report::{Answers, Question},
    text::Words,
};
use jiff::Timestamp;

/// A question and its answer.
#[expect(missing_docs, reason = "the names say it")]
pub struct Told {
    pub label: String,
    pub answer: String,
    /// The worker's own words, in whatever script.
    pub own_words: bool,
}

/// Everything that was answered, in the order of the questions.
pub fn told(answers: &Answers, language: Language) -> Vec<Told> {
    let answered = Question::ALL.into_iter().filter(|question| answers.slot(*question).is_answered());
    answered.map(|question| tell(answers, question, language)).collect()
}

fn tell(answers: &Answers, question: Question, language: Language) -> Told {
    let own = match question {
        Question::Words => answers.words.given().map(|words| words.0.expose().clone()),
        // Who it is stands behind four eyes, see `access::identity`.
        Question::Phone => Some(Words::new(language).console_access_hidden()),
        _ => None,
    };
    let labels = || {
        answers.slot(question).labels().iter().map(|label| label.in_language(language)).collect::<Vec<_>>().join("; ")
    };
    Told {
        label: question.label().in_language(language),
        own_words: question == Question::Words,
        answer: own.unwrap_or_else(labels),
    }
}

/// A case of the table, and what it leads to.
#[expect(missing_docs, reason = "the names say it")]
pub struct CaseShown {
    pub number: u8,
    pub name: String,
    pub path: String,
}

/// One criterion.
#[expect(missing_docs, reason = "the names say it")]
pub struct CriterionShown {
    pub name: String,
    /// The class of its element in the page.
    pub class: &'static str,
    pub finding: String,
    pub rests_on: Vec<Told>,
    pub missing: Vec<String>,
    /// Where the rule comes from.
    pub source: String,
}

/// The sheet.
#[expect(missing_docs, reason = "the names say it")]
pub struct Sheet {
    pub rules: String,
    /// The proposed case first, then those that would also fit.
    pub cases: Vec<CaseShown>,
    /// Without a case: why, and the answers it rests on or the questions that are missing.
    pub because: Option<String>,
    pub open: Vec<Told>,
    pub matching: String,
    pub urgent: bool,
    pub criteria: Vec<CriterionShown>,
    pub state: String,
    pub is_decided: bool,
    /// In the Focal Point queue, to be decided on.
    pub is_queued: bool,
    pub reason: Option<String>,
    pub decided_by: String,
    pub decided_at: Option<Timestamp>,
    pub queued_at: Timestamp,
}

/// The sheet of a ticket.
pub fn sheet(page: &Page, report: Option<&Report>, assessment: &Assessment) -> Sheet {
    let (words, language) = (page.words, page.language);
    let empty = Answers::default();
    let answers = report.map_or(&empty, |report| &report.answers);
    let told = |questions: &[Question]| {
        questions.iter().map(|question| tell(answers, *question, language)).collect::<Vec<_>>()
    };
    let (cases, because, open) = match &assessment.sheet.proposal {
        Proposal::Case { case, also } => {
            (std::iter::once(case).chain(also).map(|case| case_shown(words, *case)).collect(), None, Vec::new())
        }
        Proposal::Outside { because } => (Vec::new(), Some(words.console_proposal_outside()), told(because)),
        Proposal::NotEnoughKnown { missing } => (Vec::new(), Some(words.console_proposal_missing()), told(missing)),
    };
    let state = assessment.state.parse::<AssessmentState>().ok();
    let waits = state == Some(AssessmentState::Proposed);
    Sheet {
        rules: assessment.sheet.rules.clone(),
        cases,
        because,
        open,
        matching: wording::matching(words, assessment.sheet.matching.name()),
        urgent: assessment.sheet.urgent,
        criteria: criteria_shown(words, language, answers, &assessment.sheet.findings),
        state: wording::assessment_state(words, &assessment.state),
        is_decided: state.is_some_and(AssessmentState::is_decided),
        is_queued: assessment.queue == bot::ticket::Queue::FocalPoint.name(),
        reason: assessment.reason.as_ref().map(|reason| reason.expose().clone()).filter(|_| !waits),
        decided_by: assessment.decided_by.as_ref().map(|name| name.expose().clone()).unwrap_or_default(),
        decided_at: assessment.decided_at.filter(|_| !waits),
        queued_at: assessment.queued_at,
    }
}

fn case_shown(words: Words, case: Case) -> CaseShown {
    CaseShown { number: case.number(), name: wording::case(words, case), path: wording::path(words, case) }
}

fn criteria_shown(
    words: Words,
    language: Language,
    answers: &Answers,
    findings: &criteria::Findings,
) -> Vec<CriterionShown> {
    let all = [
        (&findings.danger, words.console_criterion_danger(), words.console_source_danger()),
        (&findings.outside_eu, words.console_criterion_outside_eu(), words.console_source_outside_eu()),
        (&findings.exploitation, words.console_criterion_exploitation(), words.console_source_exploitation()),
        (&findings.intermediation, words.console_criterion_intermediation(), words.console_source_intermediation()),
        (&findings.severe, words.console_criterion_severe(), words.console_source_severe()),
        (&findings.irregular, words.console_criterion_irregular(), words.console_source_irregular()),
        (&findings.cooperation, words.console_criterion_cooperation(), words.console_source_cooperation()),
        (&findings.inspection, words.console_criterion_inspection(), words.console_source_inspection()),
    ];
    let shown = all.into_iter().map(|(criterion, name, source)| {
        let (class, finding) = match criterion.finding {
            Finding::Met => ("met", words.console_finding_met()),
            Finding::NotMet => ("not-met", words.console_finding_not_met()),
            Finding::Unknown => ("unknown", words.console_finding_unknown()),
        };
        CriterionShown {
            name,
            class,
            finding,
            rests_on: criterion.rests_on.iter().map(|question| tell(answers, *question, language)).collect(),
            missing: criterion.missing.iter().map(|question| question.label().in_language(language)).collect(),
            source,
        }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use bot::report::slot::Slot;

    #[test]
    fn own_words_are_shown_the_number_is_not_and_the_rest_as_labels() {
        let mut answers = Answers::default();
        assert!(answers.pay.take("low") && answers.pay.take("late"));
        assert!(answers.words.take("lavoro 12 ore") && answers.phone.take("+39 333 1234567"));
        answers.stay.unknown();
        let told = told(&answers, Language::Italian);
        let shown: Vec<_> = told.iter().map(|told| (told.answer.as_str(), told.own_words)).collect();
        assert_eq!(shown.len(), 4);
        assert!(shown[0].0.contains("; ") && !shown[0].1);
        assert_eq!(shown[2], ("lavoro 12 ore", true));
        assert_eq!(shown[3], (Words::new(Language::Italian).console_access_hidden().as_str(), false));
    }
}
