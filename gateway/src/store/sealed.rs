//! All columns whose values are sealed, and how the key of a row is found: what merging and splitting contacts and sealing
//! anew walk over. A test compares the list with the schema.

mod state;

pub use state::{bind, refresh, settle};

use super::{
    Reader, Tx, account_request, answer, call, contact, conversation, draft, group, media, message, quarantine,
    question, safe_contact, service::pending, session, staff, ticket, ticket::notes, translation, unlock,
};
use crate::{seal::Column, sql};
use uuid::Uuid;

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
    sealed(contact::KEY, "contact_id", Under::Master("contact")),
];

/// How the rows of a conversation and its tickets are found; `None` for what moves in another way, or not at all.
pub(super) const fn of_conversation(key: Under) -> Option<(&'static str, bool)> {
    match key {
        Under::Conversation(column) => Some((column, false)),
        Under::Ticket(column) => Some((column, true)),
        Under::Contact(_) | Under::Master(_) => None,
    }
}

/// The columns that older releases may have left unbound. Rows that a hash names are not sealed anew: sessions, where logging
/// in again is all it takes, and groups that were left, of which older releases noted nothing.
pub fn walked() -> impl Iterator<Item = Sealed> {
    ALL.into_iter().filter(|sealed| !sealed.row.ends_with("_hash"))
}

/// A sealed value of a row, with what opens it.
pub struct Value {
    /// Its row.
    pub row: Uuid,
    /// As it stands.
    pub sealed: Vec<u8>,
    /// The contact and its sealed key; absent under a key that is derived.
    pub contact: Option<(Uuid, Vec<u8>)>,
}

/// The values of a column after a row, by their rows.
pub async fn page(reader: &mut Reader, sealed: &Sealed, after: Uuid, most: i64) -> sqlx::Result<Vec<Value>> {
    let (table, name, row) = (sealed.column.table, sealed.column.name, sealed.row);
    let contact = match sealed.key {
        Under::Contact(of) => format!("JOIN contact_key k ON k.contact_id = x.{of}"),
        Under::Conversation(of) => {
            format!("JOIN conversation v ON v.id = x.{of} JOIN contact_key k ON k.contact_id = v.contact_id")
        }
        Under::Ticket(of) => {
            format!("JOIN ticket t ON t.id = x.{of} JOIN contact_key k ON k.contact_id = t.contact_id")
        }
        Under::Master(_) => String::new(),
    };
    let keys = if contact.is_empty() { "" } else { ", k.contact_id, k.key_sealed" };
    let query = format!(
        "SELECT x.{row}, x.{name}{keys} FROM {table} x {contact} WHERE x.{row} > $1 AND x.{name} IS NOT NULL
         ORDER BY x.{row} LIMIT $2"
    );
    if contact.is_empty() {
        let rows: Vec<(Uuid, Vec<u8>)> = sql!(Reader: reader, c =>
            sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(after).bind(most).fetch_all(c).await)?;
        return Ok(rows.into_iter().map(|(row, sealed)| Value { row, sealed, contact: None }).collect());
    }
    let rows: Vec<(Uuid, Vec<u8>, Uuid, Vec<u8>)> = sql!(Reader: reader, c =>
        sqlx::query_as(sqlx::AssertSqlSafe(query)).bind(after).bind(most).fetch_all(c).await)?;
    let value = |(row, sealed, contact, key)| Value { row, sealed, contact: Some((contact, key)) };
    Ok(rows.into_iter().map(value).collect())
}

/// Puts a value in the place of another; `false` where the row has changed meanwhile, is gone, or is at work. A turn that holds
/// the row is not waited for: so nobody ever waits for us in a circle.
pub async fn replace(tx: &mut Tx, sealed: &Sealed, row: Uuid, old: &[u8], new: &[u8]) -> sqlx::Result<bool> {
    let (table, name, id) = (sealed.column.table, sealed.column.name, sealed.row);
    let which = match tx {
        Tx::Sqlite(_) => format!("{id} = $1 AND {name} = $2"),
        Tx::Postgres(_) => {
            format!("{id} = (SELECT {id} FROM {table} WHERE {id} = $1 AND {name} = $2 FOR NO KEY UPDATE SKIP LOCKED)")
        }
    };
    let query = format!("UPDATE {table} SET {name} = $3 WHERE {which}");
    sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(query)).bind(row).bind(old.to_vec()).bind(new.to_vec())
        .execute(c).await.map(|done| done.rows_affected() == 1))
}
