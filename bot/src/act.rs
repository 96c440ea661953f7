//! What a person of the staff does to a conversation, and what follows from it.

use crate::{
    assessment::Decision,
    context::{Context, Request},
    conversation::{Conversation, InCharge},
    effect::{Effect, Turn},
    private::Private,
    reference::Reference,
    scene::Scene,
    text,
    ticket::{InvalidTransition, TicketEvent},
};

/// An act of a person on one ticket.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// A person writes from now on; the bot stays out.
    TakeOver,
    /// The bot answers again.
    HandBack,
    /// An answer to the worker.
    Answer {
        /// In the worker's language, as typed.
        text: Private<String>,
    },
    /// The Focal Point validates the assessment.
    Validate,
    /// The Focal Point asks for more.
    AskMore {
        /// In the worker's language, as typed.
        question: Private<String>,
    },
    /// The Focal Point orients the person elsewhere.
    Orient {
        /// For the staff; the worker hears only that there is news.
        reason: Private<String>,
    },
    /// The ticket is done.
    Close,
    /// The ticket is done, and the worker is not told: nothing was asked, or they know it already.
    CloseQuietly,
    /// The helpdesk waits for the worker; it has asked by telephone, or in an answer.
    Wait,
    /// It was closed too early. The worker hears of it when somebody answers.
    Reopen,
}

/// The act does not fit the state any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// The contact has no such request.
    NoSuchRequest,
    /// There is no assessment to decide.
    NoAssessment,
    /// Somebody was faster.
    Ticket(InvalidTransition<crate::ticket::TicketState>),
    /// Somebody was faster.
    Assessment(InvalidTransition<crate::assessment::AssessmentState>),
}

impl std::fmt::Display for NotNow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchRequest => f.write_str("no such request: it may have been erased"),
            Self::NoAssessment => f.write_str("this ticket has no report to assess"),
            Self::Ticket(invalid) => invalid.fmt(f),
            Self::Assessment(invalid) => invalid.fmt(f),
        }
    }
}

impl std::error::Error for NotNow {}

/// Carries out an act: the conversation afterwards and what follows, news to the worker in their language included.
///
/// What the worker is told may be read by somebody else, so decisions say little (see `person.ftl`).
pub fn attend(
    conversation: Conversation,
    reference: Reference,
    act: Act,
    context: &Context<'_>,
) -> Result<Turn, NotNow> {
    let request = context.request(reference).ok_or(NotNow::NoSuchRequest)?;
    let mut scene = Scene::new(conversation, context);
    match act {
        Act::TakeOver => {
            set_ticket(&mut scene, request, TicketEvent::TakenOver)?;
            person_takes_over(&mut scene, reference);
        }
        Act::HandBack => {
            if scene.state.in_charge == InCharge::Person(reference) {
                scene.state.in_charge = InCharge::Bot;
                scene.say(text::person_gone());
            }
        }
        Act::Answer { text: words } => {
            set_ticket(&mut scene, request, TicketEvent::PersonAnswered)?;
            person_takes_over(&mut scene, reference);
            scene.say(text::answer_frame(words.expose().as_str(), reference.to_string()));
            scene.effect(Effect::RecordAnswer { reference, answer: words });
        }
        Act::Validate => {
            decide(&mut scene, request, Decision::Validate, None)?;
            set_ticket(&mut scene, request, TicketEvent::TakenOver)?;
            scene.say(text::news_validated(reference.to_string()));
        }
        Act::AskMore { question } => {
            decide(&mut scene, request, Decision::AskMore, None)?;
            set_ticket(&mut scene, request, TicketEvent::PersonAsked)?;
            person_takes_over(&mut scene, reference);
            scene.say(text::news_question(question.expose().as_str(), reference.to_string()));
            scene.effect(Effect::RecordAnswer { reference, answer: question });
        }
        Act::Orient { reason } => {
            decide(&mut scene, request, Decision::Orient, Some(reason))?;
            set_ticket(&mut scene, request, TicketEvent::TakenOver)?;
            scene.say(text::news_oriented(reference.to_string()));
        }
        Act::Close => {
            close(&mut scene, request)?;
            scene.say(text::news_closed(reference.to_string()));
        }
        Act::CloseQuietly => close(&mut scene, request)?,
        Act::Wait => set_ticket(&mut scene, request, TicketEvent::PersonAsked)?,
        Act::Reopen => set_ticket(&mut scene, request, TicketEvent::Reopened)?,
    }
    Ok(scene.finish_without_prompt())
}

fn person_takes_over(scene: &mut Scene<'_>, reference: Reference) {
    if scene.state.in_charge == InCharge::Bot {
        scene.say(text::person_here());
    }
    scene.state.in_charge = InCharge::Person(reference);
}

fn close(scene: &mut Scene<'_>, request: &Request) -> Result<(), NotNow> {
    set_ticket(scene, request, TicketEvent::Closed)?;
    if scene.state.in_charge == InCharge::Person(request.reference) {
        scene.state.in_charge = InCharge::Bot;
    }
    Ok(())
}

fn set_ticket(scene: &mut Scene<'_>, request: &Request, event: TicketEvent) -> Result<(), NotNow> {
    let state = request.state.after(event).map_err(NotNow::Ticket)?;
    scene.effect(Effect::SetTicket { reference: request.reference, state });
    Ok(())
}

fn decide(
    scene: &mut Scene<'_>,
    request: &Request,
    decision: Decision,
    reason: Option<Private<String>>,
) -> Result<(), NotNow> {
    let state = request.assessment.ok_or(NotNow::NoAssessment)?.decide(decision).map_err(NotNow::Assessment)?;
    scene.effect(Effect::SetAssessment { reference: request.reference, state, reason });
    Ok(())
}
