//! Files of a conversation as the staff see them: whether they are here yet, and what their sender called them.

use crate::{
    seal::MasterKey,
    sql,
    store::{Reader, media::File, message::Body, staff::unreadable},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Messages that can stand between a file and the message it came with: others of the same delivery.
const BETWEEN: i64 = 100;

/// A row of `media`.
#[derive(Clone, Debug)]
pub struct Stored {
    /// `wanted`, `kept` or `refused`.
    pub state: String,
    /// By its bytes.
    pub mime: Option<String>,
    /// In bytes.
    pub size: Option<i64>,
    /// Why it was refused.
    pub error: Option<String>,
}

/// The files of a conversation.
pub async fn of_conversation(reader: &mut Reader, conversation: Uuid) -> sqlx::Result<HashMap<Uuid, Stored>> {
    type Row = (Uuid, String, Option<String>, Option<i64>, Option<String>);
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, state, mime, size, error FROM media WHERE conversation_id = $1")
        .bind(conversation).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(id, state, mime, size, error)| (id, Stored { state, mime, size, error })).collect())
}

/// A file as its message names it. It gets its id just before its message does, so that it is found without reading a whole
/// conversation.
pub async fn named(
    reader: &mut Reader,
    master: &MasterKey,
    conversation: Uuid,
    file: Uuid,
) -> sqlx::Result<Option<File>> {
    let rows: Vec<(Uuid, Vec<u8>, Uuid, Vec<u8>)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT m.id, m.body_sealed, k.contact_id, k.key_sealed FROM message m
         JOIN conversation v ON v.id = m.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id
         WHERE m.conversation_id = $1 AND m.id >= $2 ORDER BY m.id LIMIT $3")
        .bind(conversation).bind(file).bind(BETWEEN).fetch_all(c).await)?;
    for (id, body, contact, key) in rows {
        let key = master.open_contact_key(contact, &key).map_err(unreadable)?;
        let found = Body::open(&key, id, &body).files.into_iter().find(|named| named.id == file);
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}
