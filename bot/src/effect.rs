//! What a turn decided: the gateway commits all of it together with the new state, or none of it.

use crate::{
    assessment::AssessmentState,
    conversation::Conversation,
    eligibility::Assessment,
    flow::information::Topic,
    private::Private,
    receipt::Code,
    reference::Reference,
    reply::Reply,
    report::Answers,
    ticket::{Queue, TicketKind, TicketState},
};

/// What follows from one inbound message or one act of a person.
#[derive(Debug)]
pub struct Turn {
    /// The conversation afterwards.
    pub next: Conversation,
    /// In the order in which they were decided.
    pub effects: Vec<Effect>,
}

/// One consequence.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A message to the worker.
    Reply(Reply),
    /// A new ticket.
    OpenTicket {
        /// Its number, made from chance.
        reference: Reference,
        /// Why.
        kind: TicketKind,
        /// What the worker was reading when they asked.
        about: Option<Topic>,
    },
    /// The worker was told a code for this ticket: with both they may go on from another channel.
    GiveReceipt {
        /// Which.
        reference: Reference,
        /// Its code from now on.
        code: Code,
    },
    /// The worker has proved that the contact of this ticket is theirs: both become one after
    /// [`crate::flow::link::OBJECTION`], unless somebody on an older channel objects.
    Link {
        /// Which.
        reference: Reference,
        /// Not without a yes from an older channel.
        only_confirmed: bool,
    },
    /// "Not me": channels that were added lately and after this one are no longer the contact's.
    Unlink,
    /// "It is me": channels that wait to be added are.
    ConfirmLink,
    /// What the worker wrote belongs to this ticket.
    AddToTicket {
        /// Which.
        reference: Reference,
    },
    /// A ticket changes.
    SetTicket {
        /// Which.
        reference: Reference,
        /// Its state now.
        state: TicketState,
    },
    /// A ticket becomes urgent.
    MakeUrgent {
        /// Which.
        reference: Reference,
    },
    /// A report is sent, with what the rules make of it.
    SubmitReport {
        /// Its ticket.
        reference: Reference,
        /// What was told.
        answers: Box<Answers>,
        /// What is proposed, and whose queue it enters.
        assessment: Box<Assessment>,
        /// The queue of the ticket.
        queue: Queue,
    },
    /// An assessment changes.
    SetAssessment {
        /// The ticket it belongs to.
        reference: Reference,
        /// Its state now.
        state: AssessmentState,
        /// Why a person decided so, for the staff only.
        reason: Option<Private<String>>,
    },
    /// A person's answer, kept for "my requests".
    RecordAnswer {
        /// The ticket answered.
        reference: Reference,
        /// The words.
        answer: Private<String>,
    },
    /// Whether an information text was useful.
    Feedback {
        /// Which.
        topic: Topic,
        /// Yes or no.
        useful: bool,
    },
    /// Hide everything known of this contact at once, on all channels, and destroy it after
    /// [`crate::flow::erase::DELAY`]. The replies of this turn are the last.
    Erase,
    /// Bring back what [`Effect::Erase`] has hidden.
    Keep,
}
