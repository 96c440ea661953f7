//! Which of the five cases of the guidelines' table the criteria point to.

use super::criteria::{Criterion, Finding, Findings};
use crate::report::{
    Answers, Question,
    options::{Stay, Willing},
};
use serde::{Deserialize, Serialize};

/// A row of the table of protection paths (GL, "Percorsi di protezione").
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Case {
    /// 1: severe exploitation and danger now; art. 18 TUI, anti-trafficking system. No BdI: urgent hand-over.
    #[serde(rename = "1")]
    Danger,
    /// 2: irregular stay, wants to cooperate; art. 18-ter par. 1 TUI.
    #[serde(rename = "2")]
    Cooperates,
    /// 3: irregular stay, met during an inspection; art. 18-ter par. 2 TUI.
    #[serde(rename = "3")]
    Inspected,
    /// 4: regular permit; BdI after in-depth analysis.
    #[serde(rename = "4")]
    Regular,
    /// 5: irregular or temporarily regular, not enough elements of proof; BdI after in-depth analysis.
    #[serde(rename = "5")]
    NoProof,
}

impl Case {
    /// 1 to 5, as the guidelines number them.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// What is proposed to the person who decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proposal {
    /// A case, and those that would also fit.
    Case {
        /// The proposed one.
        case: Case,
        /// To be weighed by the person who decides.
        also: Vec<Case>,
    },
    /// The table does not cover what was told, for these criteria; a person looks for another way to help.
    Outside {
        /// Questions whose answers lead outside the table.
        because: Vec<Question>,
    },
    /// Not enough is known: these answers decide it.
    NotEnoughKnown {
        /// Open questions.
        missing: Vec<Question>,
    },
}

pub(super) fn propose(answers: &Answers, findings: &Findings) -> Proposal {
    let victim = findings.victim();
    // Danger first (GL case 1). The path of art. 18 does not wait for the other criteria to be known, but a case is
    // proposed only when none of them speaks against it.
    if findings.danger.finding == Finding::Met {
        return match (victim, findings.outside_eu.finding) {
            (Finding::Met, Finding::Met) => Proposal::Case { case: Case::Danger, also: Vec::new() },
            (Finding::NotMet, _) | (_, Finding::NotMet) => outside(findings),
            _ => missing(&[&findings.exploitation, &findings.intermediation, &findings.outside_eu]),
        };
    }
    if victim == Finding::NotMet || findings.outside_eu.finding == Finding::NotMet {
        return outside(findings);
    }
    let known = [victim, findings.outside_eu.finding].iter().all(|finding| *finding == Finding::Met)
        && findings.danger.finding == Finding::NotMet;
    let Some(stay) = answers.stay.given().filter(|_| known) else {
        let mut unmet = vec![&findings.danger, &findings.outside_eu, &findings.irregular];
        if victim != Finding::Met {
            unmet.extend([&findings.exploitation, &findings.intermediation]);
        }
        return missing(&unmet);
    };
    match stay {
        Stay::Valid => case(Case::Regular, &[]),
        // GL case 5 names them: receipt or nominal certificate, appeal without suspension, renewal, special
        // protection that cannot be converted.
        Stay::Renewal | Stay::Asylum | Stay::Appeal | Stay::Special => case(Case::NoProof, &[]),
        Stay::None | Stay::Expired | Stay::Flows => irregular(answers, findings),
        // Not reached: a citizen's `outside_eu` is not met. Kept total, so that no answer can panic.
        Stay::Citizen => outside(findings),
    }
}

/// Cases 2, 3 and 5. Paragraph 2 needs only the inspectorate's opinion, so it comes before paragraph 1.
fn irregular(answers: &Answers, findings: &Findings) -> Proposal {
    let undecided = answers.willing.given() == Some(&Willing::Unsure);
    match (findings.inspection.finding, findings.cooperation.finding) {
        (Finding::Met, Finding::Met) => case(Case::Inspected, &[Case::Cooperates]),
        (Finding::Met, _) => case(Case::Inspected, &[]),
        (Finding::NotMet, Finding::Met) => case(Case::Cooperates, &[]),
        // "Not sure" is an answer: help is not tied to cooperation (national guidelines 2021), there is time to reflect.
        (Finding::NotMet, Finding::NotMet) if undecided => case(Case::NoProof, &[Case::Cooperates]),
        (Finding::NotMet, Finding::NotMet) => case(Case::NoProof, &[]),
        (Finding::Unknown, _) | (_, Finding::Unknown) => missing(&[&findings.inspection, &findings.cooperation]),
    }
}

fn case(case: Case, also: &[Case]) -> Proposal {
    Proposal::Case { case, also: also.to_vec() }
}

fn outside(findings: &Findings) -> Proposal {
    let mut because = Vec::new();
    if findings.outside_eu.finding == Finding::NotMet {
        because.extend(&findings.outside_eu.rests_on);
    }
    if findings.victim() == Finding::NotMet {
        because.extend(&findings.exploitation.rests_on);
        because.extend(&findings.intermediation.rests_on);
    }
    Proposal::Outside { because }
}

fn missing(criteria: &[&Criterion]) -> Proposal {
    let mut missing: Vec<_> = criteria
        .iter()
        .filter(|criterion| criterion.finding == Finding::Unknown)
        .flat_map(|criterion| criterion.missing.iter().copied())
        .collect();
    missing.sort_unstable();
    missing.dedup();
    Proposal::NotEnoughKnown { missing }
}
