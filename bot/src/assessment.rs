//! The life of an assessment (*valutazione preliminare*): a machine proposes, the Focal Point decides.

use crate::ticket::{InvalidTransition, named};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

named! {
    /// Where the pre-assessment is (procedure, phase 2).
    AssessmentState {
        /// The rules have proposed something; the Focal Point has not decided.
        Proposed "proposed",
        /// The Focal Point has asked the worker for more.
        MoreAsked "more-asked",
        /// The Focal Point has validated it.
        Validated "validated",
        /// The Focal Point has oriented the person to other services, with a reason. Not a refusal of help.
        Oriented "oriented",
    }
}

/// What the Focal Point may decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Eligible: goes on to matching.
    Validate,
    /// Something is missing.
    AskMore,
    /// Another service fits better.
    Orient,
}

impl AssessmentState {
    /// The state after a decision. What is validated or oriented stays so.
    pub fn decide(self, decision: Decision) -> Result<Self, InvalidTransition<Self>> {
        let to = match decision {
            Decision::Validate => Self::Validated,
            Decision::AskMore => Self::MoreAsked,
            Decision::Orient => Self::Oriented,
        };
        if self.is_decided() { Err(InvalidTransition { from: self, to }) } else { Ok(to) }
    }

    /// The worker has answered: it is to be looked at again.
    pub const fn worker_wrote(self) -> Self {
        match self {
            Self::MoreAsked => Self::Proposed,
            same => same,
        }
    }

    /// Nothing is left to decide.
    pub const fn is_decided(self) -> bool {
        matches!(self, Self::Validated | Self::Oriented)
    }
}
