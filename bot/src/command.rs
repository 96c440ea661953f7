//! What somebody wants of a ticket, and what happens by it: [`decide`] is the only place that says so, for workers, callers,
//! staff and macros alike. [`tell`] is what the worker hears of a command of the staff.

use crate::{
    assessment::{AssessmentState, Decision},
    context::Context,
    conversation::{Conversation, InCharge},
    effect::Turn,
    eligibility::Assessment,
    event::Event,
    flow::information::Topic,
    private::Private,
    reference::Reference,
    report::Answers,
    scene::Scene,
    text,
    ticket::{InvalidTransition, Priority, Queue, TicketKind, TicketState, Transition},
};
use uuid::Uuid;

/// What is wanted of one ticket.
#[derive(Clone, Debug, PartialEq)]
pub enum TicketCommand {
    /// A new one, made by the bot.
    Open {
        /// Why.
        kind: TicketKind,
        /// What the worker was reading when they asked.
        about: Option<Topic>,
    },
    /// What the worker wrote belongs to it. A closed one opens again.
    AddMessage,
    /// The worker told of danger.
    MakeUrgent,
    /// The worker sends a report, with what the rules make of it.
    SubmitReport {
        /// What was told.
        answers: Box<Answers>,
        /// What is proposed.
        assessment: Box<Assessment>,
        /// The queue that it enters.
        queue: Queue,
    },
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
    /// It is done.
    Close,
    /// It is done, and the worker is not told: nothing was asked, or they know it already.
    CloseQuietly,
    /// The helpdesk waits for the worker; it has asked by telephone, or in an answer.
    Wait,
    /// It was closed too early. The worker hears of it when somebody answers.
    Reopen,
    /// Somebody works on it.
    Work,
    /// A legal expert is asked.
    AskExpert,
    /// No expert has to answer any more.
    HearExpert,
    /// To a person, to a team, or, with neither, back to the pool. A person works on it for the team that has it.
    Assign {
        /// Whom.
        owner: Option<Uuid>,
        /// Which team.
        team: Option<Uuid>,
    },
    /// How soon.
    Prioritise(Priority),
    /// It is late: one step more urgent.
    Raise,
    /// What it is about.
    SetTopic(Option<String>),
    /// How the person is counted in the figures.
    SetGender(Option<String>),
    /// Hear of it, or no more.
    Follow(bool),
    /// A note for colleagues.
    AddNote {
        /// As typed.
        text: Private<String>,
        /// Whom it names.
        mentions: Vec<Uuid>,
    },
    /// Belongs together with another one.
    Link(Uuid),
    /// Does not.
    Unlink(Uuid),
    /// Another ticket of the same person is closed into this one.
    Absorb(Uuid),
    /// These messages become a ticket of their own.
    Split(Vec<Uuid>),
}

/// A ticket as far as [`decide`] has to know it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Ticket {
    pub state: TicketState,
    pub priority: Priority,
    pub owner: Option<Uuid>,
    pub team: Option<Uuid>,
    pub topic: Option<String>,
    pub gender: Option<String>,
    /// Of the report it carries.
    pub assessment: Option<AssessmentState>,
}

/// It does not fit what the ticket is now. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// The contact has no such request.
    NoSuchRequest,
    /// There is no assessment to decide.
    NoAssessment,
    /// Somebody was faster.
    Ticket(InvalidTransition<TicketState>),
    /// Somebody was faster.
    Assessment(InvalidTransition<AssessmentState>),
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

/// What happens to a ticket by a command of somebody (`None`: the worker, or the service itself). Nothing where it is as is wanted.
pub fn decide(ticket: &Ticket, command: &TicketCommand, by: Option<Uuid>) -> Result<Vec<Event>, NotNow> {
    let mut now = Deciding { ticket, events: Vec::new() };
    match command {
        TicketCommand::Open { .. } => now.happens(Event::Opened),
        TicketCommand::AddMessage => {
            now.happens(Event::WorkerWrote);
            // A worker may write in every state.
            now.goes(Transition::WorkerWrote)?;
            if let Some(before) = ticket.assessment {
                now.is_assessed(before, before.worker_wrote());
            }
        }
        TicketCommand::MakeUrgent => now.has_priority(Priority::Urgent, false),
        TicketCommand::SubmitReport { answers, assessment: _, queue } => {
            let region = answers.region.given().map(|region| region.id().to_owned());
            now.happens(Event::ReportSubmitted { queue: *queue, region });
        }
        TicketCommand::TakeOver => {
            now.goes(Transition::TakenOver)?;
            now.is_owned(by);
        }
        TicketCommand::HandBack => {}
        TicketCommand::Answer { .. } => {
            now.goes(Transition::PersonAnswered)?;
            now.is_owned(by);
            now.happens(Event::Answered { answer: None });
        }
        TicketCommand::Validate => {
            now.is_decided(Decision::Validate)?;
            now.goes(Transition::TakenOver)?;
        }
        TicketCommand::AskMore { .. } => {
            now.is_decided(Decision::AskMore)?;
            now.goes(Transition::PersonAsked)?;
            now.happens(Event::Answered { answer: None });
        }
        TicketCommand::Orient { .. } => {
            now.is_decided(Decision::Orient)?;
            now.goes(Transition::TakenOver)?;
        }
        TicketCommand::Close | TicketCommand::CloseQuietly => now.goes(Transition::Closed)?,
        TicketCommand::Wait => now.goes(Transition::PersonAsked)?,
        TicketCommand::Reopen => now.goes(Transition::Reopened)?,
        TicketCommand::Work => now.goes(Transition::TakenOver)?,
        TicketCommand::AskExpert => now.goes(Transition::ExpertAsked)?,
        TicketCommand::HearExpert => now.goes(Transition::ExpertAnswered)?,
        TicketCommand::Assign { owner, team } => {
            let team = if owner.is_some() { ticket.team } else { *team };
            now.is_owned(*owner);
            if team != ticket.team {
                now.happens(Event::TeamChanged { from: ticket.team, to: team });
            }
        }
        TicketCommand::Prioritise(priority) => now.has_priority(*priority, false),
        TicketCommand::Raise => {
            let next = Priority::of_rank(ticket.priority.rank() + 1);
            now.has_priority(next.unwrap_or(ticket.priority), true);
        }
        TicketCommand::SetTopic(topic) if *topic != ticket.topic => {
            now.happens(Event::TopicChanged { from: ticket.topic.clone(), to: topic.clone() });
        }
        TicketCommand::SetGender(gender) if *gender != ticket.gender => {
            now.happens(Event::GenderChanged { from: ticket.gender.clone(), to: gender.clone() });
        }
        TicketCommand::SetTopic(_) | TicketCommand::SetGender(_) => {}
        // Whether anything happens depends on rows beside the ticket: the gateway says it when it has written them.
        TicketCommand::Follow(_)
        | TicketCommand::AddNote { .. }
        | TicketCommand::Link(_)
        | TicketCommand::Unlink(_)
        | TicketCommand::Absorb(_)
        | TicketCommand::Split(_) => {}
    }
    Ok(now.events)
}

struct Deciding<'a> {
    ticket: &'a Ticket,
    events: Vec<Event>,
}

impl Deciding<'_> {
    fn happens(&mut self, event: Event) {
        self.events.push(event);
    }

    fn goes(&mut self, transition: Transition) -> Result<(), NotNow> {
        let from = self.ticket.state;
        let to = from.after(transition).map_err(NotNow::Ticket)?;
        if from != to {
            self.happens(Event::StateChanged { from, to });
        }
        Ok(())
    }

    fn is_owned(&mut self, owner: Option<Uuid>) {
        if owner != self.ticket.owner {
            self.happens(Event::OwnerChanged { from: self.ticket.owner, to: owner });
        }
    }

    fn has_priority(&mut self, to: Priority, late: bool) {
        let from = self.ticket.priority;
        if from != to {
            self.happens(Event::PriorityChanged { from, to, late });
        }
    }

    fn is_decided(&mut self, decision: Decision) -> Result<(), NotNow> {
        let from = self.ticket.assessment.ok_or(NotNow::NoAssessment)?;
        self.is_assessed(from, from.decide(decision).map_err(NotNow::Assessment)?);
        Ok(())
    }

    fn is_assessed(&mut self, from: AssessmentState, to: AssessmentState) {
        if from != to {
            self.happens(Event::AssessmentChanged { from, to });
        }
    }
}

/// What the worker hears of a command of the staff that was decided, and who speaks with them from now on.
///
/// What they are told may be read by somebody else, so decisions say little (see `person.ftl`).
pub fn tell(conversation: Conversation, reference: Reference, command: &TicketCommand, context: &Context<'_>) -> Turn {
    let mut scene = Scene::new(conversation, context);
    match command {
        TicketCommand::TakeOver => person_takes_over(&mut scene, reference),
        TicketCommand::HandBack => {
            if scene.state.in_charge == InCharge::Person(reference) {
                scene.state.in_charge = InCharge::Bot;
                scene.say(text::person_gone());
            }
        }
        TicketCommand::Answer { text: words } => {
            person_takes_over(&mut scene, reference);
            scene.say(text::answer_frame(words.expose().as_str(), reference.to_string()));
        }
        TicketCommand::Validate => scene.say(text::news_validated(reference.to_string())),
        TicketCommand::AskMore { question } => {
            person_takes_over(&mut scene, reference);
            scene.say(text::news_question(question.expose().as_str(), reference.to_string()));
        }
        TicketCommand::Orient { .. } => scene.say(text::news_oriented(reference.to_string())),
        TicketCommand::Close => {
            person_leaves(&mut scene, reference);
            scene.say(text::news_closed(reference.to_string()));
        }
        TicketCommand::CloseQuietly => person_leaves(&mut scene, reference),
        // Colleagues' affairs, and what the worker has done themselves.
        TicketCommand::Open { .. }
        | TicketCommand::AddMessage
        | TicketCommand::MakeUrgent
        | TicketCommand::SubmitReport { .. }
        | TicketCommand::Wait
        | TicketCommand::Reopen
        | TicketCommand::Work
        | TicketCommand::AskExpert
        | TicketCommand::HearExpert
        | TicketCommand::Assign { .. }
        | TicketCommand::Prioritise(_)
        | TicketCommand::Raise
        | TicketCommand::SetTopic(_)
        | TicketCommand::SetGender(_)
        | TicketCommand::Follow(_)
        | TicketCommand::AddNote { .. }
        | TicketCommand::Link(_)
        | TicketCommand::Unlink(_)
        | TicketCommand::Absorb(_)
        | TicketCommand::Split(_) => {}
    }
    scene.finish_without_prompt()
}

fn person_takes_over(scene: &mut Scene<'_>, reference: Reference) {
    if scene.state.in_charge == InCharge::Bot {
        scene.say(text::person_here());
    }
    scene.state.in_charge = InCharge::Person(reference);
}

fn person_leaves(scene: &mut Scene<'_>, reference: Reference) {
    if scene.state.in_charge == InCharge::Person(reference) {
        scene.state.in_charge = InCharge::Bot;
    }
}
