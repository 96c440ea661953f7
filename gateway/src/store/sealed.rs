//! All columns whose values are sealed, and how the key of a row is found: what merging and splitting contacts and sealing
//! anew walk over. A test compares the list with the schema.

use super::{
    account_request, answer, call, contact, conversation, draft, group, media, message, quarantine, question,
    safe_contact, service::pending, session, staff, ticket, ticket::notes, translation, unlock,
};
use crate::seal::Column;

/// A column of sealed values.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the variants of its key say it")]
pub struct Sealed {
    pub column: Column,
    /// The primary key of its table: an id, or the hash of a session.
    pub row: &'static str,
    pub key: Under,
}

/// Under which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Under {
    /// Of the contact whose id this column holds.
    Contact(&'static str),
    /// Of the contact of the conversation that this column names.
    Conversation(&'static str),
    /// Of the contact of the ticket that this column names.
    Ticket(&'static str),
    /// Derived from the master key for this purpose.
    Master(&'static str),
}

const fn sealed(column: Column, row: &'static str, key: Under) -> Sealed {
    Sealed { column, row, key }
}

/// The keys of contacts come last: what is sealed under one that is bound to its place must be bound, too.
pub const ALL: [Sealed; 36] = [
    sealed(conversation::ADDRESS, "id", Under::Conversation("id")),
    sealed(conversation::STATE, "id", Under::Conversation("id")),
    sealed(conversation::ROUTE, "id", Under::Conversation("id")),
    sealed(message::BODY, "id", Under::Conversation("conversation_id")),
    sealed(media::KEY, "id", Under::Conversation("conversation_id")),
    sealed(media::SOURCE, "id", Under::Conversation("conversation_id")),
    sealed(call::STATE, "id", Under::Conversation("conversation_id")),
    sealed(call::ANSWER, "id", Under::Conversation("conversation_id")),
    sealed(translation::BODY, "id", Under::Conversation("conversation_id")),
    sealed(ticket::ANSWER, "id", Under::Ticket("id")),
    sealed(ticket::ANSWERS, "ticket_id", Under::Ticket("ticket_id")),
    sealed(ticket::SHEET, "ticket_id", Under::Ticket("ticket_id")),
    sealed(ticket::REASON, "ticket_id", Under::Ticket("ticket_id")),
    sealed(notes::BODY, "id", Under::Ticket("ticket_id")),
    sealed(draft::BODY, "id", Under::Ticket("ticket_id")),
    sealed(answer::BODY, "id", Under::Ticket("ticket_id")),
    sealed(question::QUESTION, "id", Under::Ticket("ticket_id")),
    sealed(question::FACTS, "id", Under::Ticket("ticket_id")),
    sealed(question::THREAD, "id", Under::Ticket("ticket_id")),
    sealed(question::ANSWER, "id", Under::Ticket("ticket_id")),
    sealed(question::CARRIED, "id", Under::Ticket("ticket_id")),
    sealed(unlock::REASON, "id", Under::Ticket("ticket_id")),
    sealed(safe_contact::PROFILE, "contact_id", Under::Contact("contact_id")),
    sealed(staff::EMAIL, "id", Under::Master("staff")),
    sealed(staff::NAME, "id", Under::Master("staff")),
    sealed(staff::TOTP, "id", Under::Master("totp")),
    sealed(session::DATA, "id_hash", Under::Master("session")),
    sealed(session::AGENT, "id_hash", Under::Master("session")),
    sealed(quarantine::RAW, "id", Under::Master("quarantine")),
    sealed(quarantine::REASON, "id", Under::Master("quarantine")),
    sealed(account_request::REASON, "id", Under::Master("staff")),
    sealed(account_request::POST, "id", Under::Master("staff")),
    sealed(group::GROUP, "group_hash", Under::Master("group")),
    sealed(group::ROUTE, "group_hash", Under::Master("group")),
    sealed(pending::BODY, "id", Under::Master("service-import")),
    sealed(contact::KEY, "id", Under::Master("contact")),
];

/// How the rows of a conversation and its tickets are found; `None` for what moves in another way, or not at all.
pub(super) const fn of_conversation(key: Under) -> Option<(&'static str, bool)> {
    match key {
        Under::Conversation(column) => Some((column, false)),
        Under::Ticket(column) => Some((column, true)),
        Under::Contact(_) | Under::Master(_) => None,
    }
}
