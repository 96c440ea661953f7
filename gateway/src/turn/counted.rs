//! What a worker's turn counts for in the figures: where the bot loses people, which languages and channels they come from.

use crate::{
    channel::Channel,
    store::tally::{Measure, Tally, UNKNOWN, WHOLE},
};
use bot::{
    conversation::{Conversation, Step},
    report::{Answers, Place, Question, options::Choosable},
};

/// Somebody has written here for the first time.
pub(super) fn met(channel: Channel) -> [Tally; 2] {
    [Tally::one(Measure::Contacts, WHOLE, ""), Tally::one(Measure::Contacts, "channel", channel.name())]
}

/// What of a conversation has to be known before a turn to count what the turn did.
pub(super) struct Before {
    has_language: bool,
    question: Option<Question>,
}

impl Before {
    /// Of this conversation.
    pub fn of(state: &Conversation) -> Self {
        Self { has_language: state.language.is_some(), question: question(state) }
    }

    /// What the turn counts for. A question counts when somebody comes to it on the way forward.
    pub fn then(&self, after: &Conversation) -> Vec<Tally> {
        let language = after.language.filter(|_| !self.has_language);
        let language = language.map(|language| Tally::one(Measure::Contacts, "language", language.tag()));
        let reached = question(after).filter(|question| self.question.is_none_or(|before| *question > before));
        let reached = reached.map(|question| Tally::one(Measure::Steps, "question", question.id()));
        language.into_iter().chain(reached).collect()
    }
}

fn question(state: &Conversation) -> Option<Question> {
    match &state.step {
        Step::Report { draft } => match draft.at {
            Place::Question(question) => Some(question),
            _ => None,
        },
        _ => None,
    }
}

/// A report was sent.
pub(super) fn reported(answers: &Answers) -> [Tally; 4] {
    let region = answers.region.given().map_or(UNKNOWN, |region| region.id());
    let sector = answers.sector.given().map_or(UNKNOWN, |sector| sector.id());
    [
        Tally::one(Measure::Reports, WHOLE, ""),
        Tally::one(Measure::Reports, "region", region),
        Tally::one(Measure::Reports, "sector", sector),
        Tally::one(Measure::Steps, "question", "sent"),
    ]
}
