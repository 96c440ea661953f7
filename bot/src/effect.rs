//! What a turn decided: the gateway commits all of it together with the new state, or none of it.

use crate::{
    command::TicketCommand, conversation::Conversation, flow::information::Topic, receipt::Code, reference::Reference,
    reply::Reply, ticket::TicketKind,
};

/// What follows from one inbound message or one command of a person.
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
    /// Something is wanted of a ticket; what happens by it is [`crate::command::decide`]'s to say.
    Ticket {
        /// Which; a new one's number is made from chance.
        reference: Reference,
        /// What.
        command: TicketCommand,
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

impl Effect {
    /// What the worker wrote belongs to this ticket.
    pub const fn add_message(reference: Reference) -> Self {
        Self::Ticket { reference, command: TicketCommand::AddMessage }
    }

    /// A new ticket.
    pub const fn open_ticket(reference: Reference, kind: TicketKind, about: Option<Topic>) -> Self {
        Self::Ticket { reference, command: TicketCommand::Open { kind, about } }
    }
}
