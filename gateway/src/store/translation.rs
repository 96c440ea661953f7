//! Translations of messages, beside the original and never instead of it. Each saving is a row: the latest of a message
//! counts, the others are its history.

use super::{Reader, Tx};
use crate::{
    seal::{Column, DataKey, MasterKey},
    sql,
    store::desk,
};
use bot::{language::Language, private::Private};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Its words.
pub const BODY: Column = Column::new("translation", "body_sealed");

/// A row of `translation`. It holds a person's words: no `Debug`.
#[expect(missing_docs, reason = "the columns of `translation`")]
pub struct Translation {
    pub id: Uuid,
    pub message: Uuid,
    pub language: Option<Language>,
    pub words: String,
    /// Who wrote it.
    pub staff: Option<Private<String>>,
    pub at: Timestamp,
}

/// A row to be written.
#[expect(missing_docs, reason = "the columns of `translation`")]
pub struct NewTranslation<'a> {
    pub message: Uuid,
    pub conversation: Uuid,
    pub staff: Uuid,
    pub language: Language,
    pub words: &'a Private<String>,
}

/// Writes one; returns its id.
pub async fn insert(tx: &mut Tx, new: &NewTranslation<'_>, key: &DataKey, now: Timestamp) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    let sealed = key.seal_text(BODY.of(id), new.words);
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO translation (id, message_id, conversation_id, staff_id, language, body_sealed, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id).bind(new.message).bind(new.conversation).bind(new.staff).bind(new.language.tag()).bind(sealed)
        .bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// The latest of a message, inside a transaction that is going to write another one.
pub async fn latest(tx: &mut Tx, message: Uuid) -> sqlx::Result<Option<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT id FROM translation WHERE message_id = $1 ORDER BY id DESC LIMIT 1")
        .bind(message).fetch_optional(c).await)
}

type Row = (Uuid, Uuid, String, Vec<u8>, Option<Uuid>, Option<Vec<u8>>, i64);

/// The translations of the messages from `first` to `last` of a conversation, the oldest first.
pub async fn between(
    reader: &mut Reader,
    master: &MasterKey,
    (conversation, key): (Uuid, &DataKey),
    first: Uuid,
    last: Uuid,
) -> sqlx::Result<HashMap<Uuid, Vec<Translation>>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT r.id, r.message_id, r.language, r.body_sealed, r.staff_id, s.name_sealed, r.at FROM message m
         JOIN translation r ON r.message_id = m.id LEFT JOIN staff s ON s.id = r.staff_id
         WHERE m.conversation_id = $1 AND m.place BETWEEN (SELECT a.place FROM message a WHERE a.id = $2)
         AND (SELECT b.place FROM message b WHERE b.id = $3) ORDER BY r.id")
        .bind(conversation).bind(first).bind(last).fetch_all(c).await)?;
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (id, message, language, sealed, staff, name, at) in rows {
        let staff = desk::name(master, staff, name)?;
        found.entry(message).or_default().push(Translation {
            id,
            message,
            language: language.parse().ok(),
            words: key.open_text(BODY.of(id), &sealed).map(Private::into_exposed).unwrap_or_default(),
            staff,
            at: Timestamp::from_millisecond(at).unwrap_or_default(),
        });
    }
    Ok(found)
}
