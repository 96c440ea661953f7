//! The criteria, one by one: met, not met or unknown; the answers each rests on; the questions that are missing.

use crate::report::{
    Answers, Question,
    options::{Broker, Hours, Housing, Pay, Safety, Stay, Threats, Willing, YesNo},
    slot::Answer,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What the answers say about one criterion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// The answers say yes.
    Met,
    /// The answers say no.
    NotMet,
    /// Not enough is known.
    Unknown,
}

/// One criterion of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// What the answers say.
    pub finding: Finding,
    /// The answers it rests on.
    pub rests_on: Vec<Question>,
    /// Questions without an answer that could change it.
    pub missing: Vec<Question>,
}

/// All criteria. Each field names its source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Findings {
    /// Danger to the person's safety now (art. 18 TUI; GL case 1).
    pub danger: Criterion,
    /// Comes from outside the European Union (GL, addressees).
    pub outside_eu: Criterion,
    /// Labour exploitation: any one index of art. 603-bis par. 3 c.p. is enough (GL criterion 1).
    pub exploitation: Criterion,
    /// Illegal intermediation, *caporalato* (art. 603-bis par. 1 n. 1 c.p.; GL criterion 1).
    pub intermediation: Criterion,
    /// Severe: violence or threat (art. 603-bis par. 2 c.p.), papers taken, debt (ILO indicators), locked in.
    pub severe: Criterion,
    /// Irregular stay (GL cases 2, 3, 5). Not met means a regular or temporarily regular one.
    pub irregular: Criterion,
    /// Wants to cooperate with the authorities (art. 18-ter par. 1 TUI; GL case 2).
    pub cooperation: Criterion,
    /// Met during an inspection of the labour inspectorate (art. 18-ter par. 2 TUI; GL case 3).
    pub inspection: Criterion,
}

impl Findings {
    /// Reads the answers.
    pub fn of(answers: &Answers) -> Self {
        Self {
            danger: yes_no(Question::Danger, &answers.danger),
            outside_eu: outside_eu(answers),
            exploitation: any_of(&[
                (Question::Pay, named(&answers.pay, |o| *o != Pay::None)),
                (Question::Hours, named(&answers.hours, |o| *o != Hours::None)),
                (Question::Safety, named(&answers.safety, |o| *o != Safety::None)),
                (Question::Housing, named(&answers.housing, |o| *o != Housing::None)),
            ]),
            intermediation: any_of(&[(Question::Broker, named(&answers.broker, |o| *o != Broker::None))]),
            severe: any_of(&[
                (Question::Threats, named(&answers.threats, |o| *o != Threats::None && *o != Threats::Tricked)),
                (Question::Housing, named(&answers.housing, |o| *o == Housing::Locked)),
            ]),
            irregular: one(Question::Stay, &answers.stay, |stay| {
                matches!(stay, Stay::None | Stay::Expired | Stay::Flows)
            }),
            cooperation: one(Question::Willing, &answers.willing, |w| matches!(w, Willing::Yes | Willing::WithHelp)),
            inspection: yes_no(Question::Inspected, &answers.inspected),
        }
    }

    /// GL criterion 1: exploitation and/or illegal intermediation.
    pub fn victim(&self) -> Finding {
        match (self.exploitation.finding, self.intermediation.finding) {
            (Finding::Met, _) | (_, Finding::Met) => Finding::Met,
            (Finding::NotMet, Finding::NotMet) => Finding::NotMet,
            _ => Finding::Unknown,
        }
    }

    /// All of them, in the order of the sheet.
    pub const fn all(&self) -> [&Criterion; 8] {
        [
            &self.danger,
            &self.outside_eu,
            &self.exploitation,
            &self.intermediation,
            &self.severe,
            &self.irregular,
            &self.cooperation,
            &self.inspection,
        ]
    }
}

/// An Italian or Union citizen does not come from outside, whatever else is unknown.
fn outside_eu(answers: &Answers) -> Criterion {
    if answers.stay.given() == Some(&Stay::Citizen) {
        return Criterion { finding: Finding::NotMet, rests_on: vec![Question::Stay], missing: Vec::new() };
    }
    yes_no(Question::OutsideEu, &answers.outside_eu)
}

fn yes_no(question: Question, answer: &Answer<YesNo>) -> Criterion {
    one(question, answer, |said| *said == YesNo::Yes)
}

fn one<T>(question: Question, answer: &Answer<T>, met: impl Fn(&T) -> bool) -> Criterion {
    any_of(&[(question, answer.given().map(met))])
}

/// Whether one of the named options was chosen; `None` while the question has no answer.
fn named<T: Ord>(answer: &Answer<BTreeSet<T>>, counts: impl Fn(&T) -> bool) -> Option<bool> {
    answer.given().map(|set| set.iter().any(counts))
}

/// Met as soon as one is; not met only when all are answered and none is.
fn any_of(parts: &[(Question, Option<bool>)]) -> Criterion {
    let pick =
        |wanted: Option<bool>| parts.iter().filter(|(_, part)| *part == wanted).map(|(q, _)| *q).collect::<Vec<_>>();
    let (met, not_met, missing) = (pick(Some(true)), pick(Some(false)), pick(None));
    let finding = match (met.is_empty(), missing.is_empty()) {
        (false, _) => Finding::Met,
        (true, true) => Finding::NotMet,
        (true, false) => Finding::Unknown,
    };
    let rests_on = if finding == Finding::Met { met } else { not_met };
    Criterion { finding, rests_on, missing }
}
