//! What a worker tells: the questions, the answers one can give, and the draft that waits until it is sent.
//!
//! [`options`] lists what can be chosen, [`slot`] how an answer is held, [`answers`] the questions in their order.
//! The conversation about it is in [`crate::flow::report`]; what the answers mean in law in [`crate::eligibility`].

pub mod answers;
pub mod options;
pub mod slot;

pub use answers::{Answers, Question};

use crate::reference::Reference;
use serde::{Deserialize, Serialize};

/// A report that is not sent yet: kept through every interruption, for days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// What has been answered so far.
    pub answers: Answers,
    /// Where it goes on.
    pub at: Place,
    /// The urgent ticket that a "yes, in danger" has opened, so that the report joins it.
    pub ticket: Option<Reference>,
}

/// A place inside the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// A question, on the way through.
    Question(Question),
    /// Everything is asked: the summary, to be sent or corrected.
    Summary,
    /// Which answer to correct.
    Correcting,
    /// A question again, on the way back to the summary.
    Correction(Question),
}

impl Draft {
    /// An empty report at its first question.
    pub fn new() -> Self {
        Self { answers: Answers::default(), at: Place::Question(Question::FIRST), ticket: None }
    }

    /// Moves on from a question: to the next that applies, or to the summary.
    pub fn move_on(&mut self) {
        self.at = match self.at {
            Place::Question(question) => question.next(&self.answers).map_or(Place::Summary, Place::Question),
            // Another region needs another province; another way of contact may need a number.
            Place::Correction(question) => match question.next(&self.answers) {
                Some(next) if next.depends_on(question) && !self.answers.slot(next).is_answered() => {
                    Place::Correction(next)
                }
                _ => Place::Summary,
            },
            Place::Summary | Place::Correcting => Place::Summary,
        };
    }

    /// Moves back; `false` at the first question.
    pub fn move_back(&mut self) -> bool {
        let before = match self.at {
            Place::Question(question) => question.previous(&self.answers).map(Place::Question),
            Place::Correction(_) | Place::Correcting => Some(Place::Summary),
            Place::Summary => Question::LAST.or_previous(&self.answers).map(Place::Question),
        };
        before.inspect(|&place| self.at = place).is_some()
    }

    /// The question being asked, if one is.
    pub const fn question(&self) -> Option<Question> {
        match self.at {
            Place::Question(question) | Place::Correction(question) => Some(question),
            Place::Summary | Place::Correcting => None,
        }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::new()
    }
}
