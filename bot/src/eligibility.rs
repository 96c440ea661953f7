//! Eligibility for the *Budget di Integrazione*: pure, versioned rules over typed answers.
//!
//! The table of the five cases is in the 2026 interregional guidelines, "Percorsi di protezione" (below: GL); the
//! criteria are [`criteria`], the choice among the cases is [`cases`]. The machine prepares: it proposes a case, says on
//! which answers each criterion rests and what is missing. Nothing is refused here, and whatever is unsure goes to a person.

pub mod cases;
pub mod criteria;

pub use cases::{Case, Proposal};
pub use criteria::{Criterion, Finding, Findings};

use crate::{
    report::Answers,
    territory::Region,
    ticket::{Queue, named},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Changes with every change of a rule; stored beside what it proposed. `eligibility/versions.txt` holds a digest of what each
/// version decides, and a test holds the two together.
pub const RULES: &str = "2026-1";

/// What the rules make of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessment {
    /// [`RULES`] at the time.
    pub rules: String,
    /// Each criterion with what it rests on.
    pub findings: Findings,
    /// The proposed case, or what is missing.
    pub proposal: Proposal,
    /// Danger now: before everything else (GL case 1).
    pub urgent: bool,
    /// Who will match and make the first contact after validation (GL, procedure, phase 3).
    pub matching: Matching,
}

named! {
    /// Who matches the person with a body after validation (GL, procedure, phase 3).
    Matching {
        /// NOVA, Campania, Puglia, and wherever no Access Point exists.
        FocalPoint "focal-point",
        /// Basilicata, Calabria, Sicilia have a *Punto di Accesso* of their own.
        AccessPoint "access-point",
    }
}

/// Applies the rules.
pub fn assess(answers: &Answers) -> Assessment {
    let findings = Findings::of(answers);
    Assessment {
        rules: RULES.to_owned(),
        urgent: findings.danger.finding == Finding::Met,
        proposal: cases::propose(answers, &findings),
        matching: matching(answers.region.given().copied()),
        findings,
    }
}

impl Assessment {
    /// Cases 2 to 5 go to the Focal Point; everything else to a person of the front office.
    pub fn queue(&self) -> Queue {
        match &self.proposal {
            Proposal::Case { case, .. } if !self.urgent && *case != Case::Danger => Queue::FocalPoint,
            _ => Queue::FrontOffice,
        }
    }
}

/// GL, procedure, phase 3: the region decides.
pub const fn matching(region: Option<Region>) -> Matching {
    match region {
        Some(Region::Basilicata | Region::Calabria | Region::Sicilia) => Matching::AccessPoint,
        _ => Matching::FocalPoint,
    }
}
