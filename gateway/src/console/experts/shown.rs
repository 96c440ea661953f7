//! A question as pages show it.

use crate::{
    console::{
        page::Page,
        sheet::{self, Told},
        wording,
    },
    store::question::{Question, Side},
};
use bot::{
    question::{Expertise, QuestionState},
    text::Words,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A question, with all that was said about it.
#[expect(missing_docs, reason = "the names say it")]
pub struct QuestionView {
    pub id: Uuid,
    /// What people call it: it leads to no ticket.
    pub number: String,
    pub expertise: String,
    pub state: QuestionState,
    pub state_words: String,
    pub text: String,
    pub facts: Vec<Told>,
    pub thread: Vec<RemarkShown>,
    /// Once it was given; before, it is a draft.
    pub answer: Option<String>,
    pub carried: Option<CarriedShown>,
    pub asker: String,
    pub expert: String,
    pub asked_at: Timestamp,
    pub due_at: Timestamp,
    pub overdue: bool,
    pub answered_at: Option<Timestamp>,
    pub version: i64,
}

/// What one side told the other.
#[expect(missing_docs, reason = "the names say it")]
pub struct RemarkShown {
    pub by: String,
    pub text: String,
    pub at: Timestamp,
}

/// What was sent to the worker.
#[expect(missing_docs, reason = "the names say it")]
pub struct CarriedShown {
    pub text: String,
    pub italian: String,
    pub at: Option<Timestamp>,
}

impl QuestionView {
    /// The class of its state in the page.
    pub const fn class(&self) -> &'static str {
        self.state.name()
    }
    /// An expert works on it, or should.
    pub const fn is_waiting(&self) -> bool {
        self.state.is_waiting()
    }
    /// The front office is asked.
    pub fn wants_more(&self) -> bool {
        self.state == QuestionState::MoreAsked
    }
    /// The answer waits to be carried over.
    pub fn is_answered(&self) -> bool {
        self.state == QuestionState::Answered
    }
    /// Nothing more happens.
    pub const fn is_over(&self) -> bool {
        self.state.is_over()
    }
}

/// For whoever reads the page. Of what was written, the number of the ticket is taken out: an expert does not see it.
pub fn shown(page: &Page, question: &Question, now: Timestamp) -> QuestionView {
    let words = page.words;
    let name = |name: &Option<bot::private::Private<String>>| {
        name.as_ref().map_or_else(String::new, |name| name.expose().clone())
    };
    let mut facts = sheet::told(&question.facts.answers, page.language);
    facts.extend(question.facts.language.map(|language| Told {
        label: words.console_language(),
        answer: wording::tongue(words, language).name,
        own_words: false,
    }));
    let without = |text: &str| without_reference(text, &question.reference);
    QuestionView {
        id: question.id,
        number: number(question.id),
        expertise: expertise(words, &question.expertise),
        state: question.state,
        state_words: state(words, question.state),
        text: without(question.text.expose()),
        facts,
        thread: question
            .thread
            .iter()
            .map(|remark| RemarkShown {
                by: match remark.by {
                    Side::Expert => words.console_experts_expert(),
                    Side::FrontOffice => words.console_role_operator(),
                },
                text: without(remark.text.expose()),
                at: Timestamp::from_millisecond(remark.at).unwrap_or_default(),
            })
            .collect(),
        answer: question
            .answer
            .as_ref()
            .filter(|_| question.answered_at.is_some())
            .map(|answer| without(answer.expose())),
        carried: question.carried.as_ref().map(|carried| CarriedShown {
            text: without(carried.text.expose()),
            italian: without(carried.italian.expose()),
            at: question.carried_at,
        }),
        asker: name(&question.asker),
        expert: name(&question.expert),
        asked_at: question.asked_at,
        due_at: question.due_at,
        overdue: is_overdue(question.state, question.due_at, now),
        answered_at: question.answered_at,
        version: question.version,
    }
}

/// Whether an expert should have answered by now.
pub fn is_overdue(state: QuestionState, due_at: Timestamp, now: Timestamp) -> bool {
    state.is_waiting() && due_at < now
}

/// The last digits of its identifier, which are chance.
pub fn number(id: Uuid) -> String {
    let id = id.simple().to_string().to_uppercase();
    id[id.len() - 6..].to_owned()
}

/// What an expert has to know.
pub fn expertise(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(Expertise::LabourLaw) => words.console_experts_labour_law(),
        Ok(Expertise::Pay) => words.console_experts_pay(),
        Ok(Expertise::Permits) => words.console_experts_permits(),
        Ok(Expertise::Criminal) => words.console_experts_criminal(),
        Ok(Expertise::Safety) => words.console_experts_safety(),
        Ok(Expertise::Asylum) => words.console_experts_asylum(),
        Ok(Expertise::Other) => words.console_experts_other(),
        Err(_) => name.to_owned(),
    }
}

/// Where a question is.
pub fn state(words: Words, state: QuestionState) -> String {
    match state {
        QuestionState::Asked => words.console_experts_state_asked(),
        QuestionState::Taken => words.console_experts_state_taken(),
        QuestionState::MoreAsked => words.console_experts_state_more(),
        QuestionState::Answered => words.console_experts_state_answered(),
        QuestionState::Carried => words.console_experts_state_carried(),
        QuestionState::Withdrawn => words.console_experts_state_withdrawn(),
    }
}

/// The words without the number of a ticket, however it is written.
fn without_reference(text: &str, reference: &str) -> String {
    let plain: String = reference.chars().filter(char::is_ascii_digit).collect();
    [reference.to_owned(), reference.replace('-', " "), plain]
        .iter()
        .filter(|written| !written.is_empty())
        .fold(text.to_owned(), |text, written| text.replace(written.as_str(), "…"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use bot::language::Language;

    #[test]
    fn every_name_has_words_in_both_languages() {
        for words in [Words::new(Language::Italian), Words::new(Language::English)] {
            for name in Expertise::ALL.map(Expertise::name) {
                assert!(!expertise(words, name).starts_with("console-") && expertise(words, name) != name);
            }
            for one in QuestionState::ALL {
                assert!(!state(words, one).starts_with("console-"));
            }
        }
    }

    #[test]
    fn the_number_of_a_ticket_is_taken_out() {
        let said = "Richiesta 482-913-570, cioè 482913570 o 482 913 570.";
        assert_eq!(without_reference(said, "482-913-570"), "Richiesta …, cioè … o ….");
    }
}
