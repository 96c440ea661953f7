//! One person, many channels: where else the contact of a ticket has written, and what they asked there.

use super::moment;
use crate::{
    sql,
    store::{Reader, Tx, contact},
};
use bot::reference::Reference;
use jiff::Timestamp;
use uuid::Uuid;

/// A conversation of the same contact.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Elsewhere {
    pub conversation: Uuid,
    pub channel: String,
    /// When the person last wrote there.
    pub heard_at: Option<Timestamp>,
    /// The latest first.
    pub tickets: Vec<Asked>,
}

/// A ticket, by what the staff call it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Asked {
    pub id: Uuid,
    pub reference: String,
    pub state: String,
}

/// All conversations of the contact behind this one, this one included, the latest first.
pub async fn conversations(reader: &mut Reader, conversation: Uuid) -> sqlx::Result<Vec<Elsewhere>> {
    let linked = contact::conversations(reader, conversation).await?;
    let rows: Vec<(Uuid, Uuid, String, String)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT conversation_id, id, reference, state FROM ticket
         WHERE contact_id = (SELECT contact_id FROM conversation WHERE id = $1) ORDER BY id DESC")
        .bind(conversation).fetch_all(c).await)?;
    let of = |conversation: Uuid| {
        let theirs = rows.iter().filter(|(of, ..)| *of == conversation).cloned();
        theirs.map(|(_, id, reference, state)| Asked { id, reference, state }).collect()
    };
    let elsewhere = linked.into_iter().map(|linked| Elsewhere {
        tickets: of(linked.id),
        conversation: linked.id,
        channel: linked.channel,
        heard_at: (linked.heard_at > 0).then(|| moment(linked.heard_at)),
    });
    Ok(elsewhere.collect())
}

/// A ticket, the conversation in which it was opened, and the contact behind it.
pub async fn of_reference(reader: &mut Reader, reference: Reference) -> sqlx::Result<Option<(Uuid, Uuid, Uuid)>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT id, conversation_id, contact_id FROM ticket
         WHERE reference = $1 AND hidden_at IS NULL")
        .bind(reference.to_string()).fetch_optional(c).await)
}

/// Whether a conversation is this contact's, and not their only one.
pub async fn is_one_of_several(tx: &mut Tx, conversation: Uuid, contact: Uuid) -> sqlx::Result<bool> {
    let others: i64 = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM conversation o JOIN conversation v ON v.contact_id = o.contact_id
         WHERE v.id = $1 AND v.contact_id = $2 AND o.id <> v.id")
        .bind(conversation).bind(contact).fetch_one(c).await)?;
    Ok(others > 0)
}
