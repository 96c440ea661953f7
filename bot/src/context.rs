//! What a turn needs of the world, loaded before it: the time, chance, the worker's requests, what the staff keep up to date.

use crate::{
    assessment::AssessmentState, house::House, private::Private, receipt::Proof, reference::Reference,
    ticket::TicketState,
};
use jiff::Timestamp;

/// Everything a turn may look at besides the conversation itself.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The moment of the turn.
    pub now: Timestamp,
    /// Chance, for a new reference.
    pub entropy: u64,
    /// The contact's requests, the latest first.
    pub requests: &'a [Request],
    /// The conversation was saved by another release and could be read only in part.
    pub restarted: bool,
    /// What the receipt in this message is worth.
    pub proof: Proof,
    /// Anybody can write in this sender's name: what is worth protecting is asked back with a code.
    pub forgeable: bool,
    /// A new channel was added to the contact's requests, and may still be refused.
    pub newly_linked: bool,
    /// What the staff keep up to date.
    pub house: &'a House,
}

/// A ticket as its worker may see it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Request {
    pub reference: Reference,
    pub state: TicketState,
    pub opened_at: Timestamp,
    /// The last answer a person gave, in their words.
    pub answer: Option<Private<String>>,
    /// The assessment of its report, if it has one.
    pub assessment: Option<AssessmentState>,
}

/// Hotlines: data, edited by the staff, never part of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hotlines {
    /// Emergencies: 112.
    pub emergency: String,
    /// Anti-trafficking, free, day and night.
    pub trafficking: String,
    /// Violence against women.
    pub violence: String,
    /// The helpdesk's toll-free number.
    pub helpdesk: String,
    /// The helpdesk on WhatsApp, because toll-free numbers do not work from every operator.
    pub whatsapp: String,
    /// The helpdesk's address.
    pub email: String,
}

impl Context<'_> {
    /// The contact's request with this reference.
    pub fn request(&self, reference: Reference) -> Option<&Request> {
        self.requests.iter().find(|request| request.reference == reference)
    }
}
