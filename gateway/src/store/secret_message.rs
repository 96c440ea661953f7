//! Messages that show a code: for a while, so that the page and a slow provider can show it once, then it is covered.

use super::{
    Store, Tx,
    bulk::{Bulk, ColumnType},
    message::Body,
};
use crate::sql;
use bot::receipt::without_code;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How long the code of a receipt can be read in the store.
pub const SHOWN: SignedDuration = SignedDuration::from_mins(10);
/// How many are covered at once.
const AT_ONCE: i64 = 100;

/// Notes messages (with their conversations) that show a code.
pub async fn insert(tx: &mut Tx, messages: &[(Uuid, Uuid)], now: Timestamp) -> anyhow::Result<()> {
    static INSERT: Bulk<3> = Bulk::new(
        [("message_id", ColumnType::Id), ("conversation_id", ColumnType::Id), ("until", ColumnType::Number)],
        "INSERT INTO secret_message (message_id, conversation_id, until) SELECT message_id, conversation_id, until FROM given",
    );
    let until = now.checked_add(SHOWN)?.as_millisecond();
    let rows = messages.iter().map(|(message, of)| [(*message).into(), (*of).into(), until.into()]).collect();
    Ok(INSERT.execute(tx, rows).await?)
}

/// Covers the codes of messages whose time is over and which have gone out; returns how many.
pub async fn cover(store: &Store, tx: &mut Tx, now: Timestamp) -> anyhow::Result<usize> {
    let due: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT s.message_id FROM secret_message s WHERE s.until <= $1
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = s.message_id AND o.state IN ('queued', 'held'))
         ORDER BY s.until LIMIT $2")
        .bind(now.as_millisecond()).bind(AT_ONCE).fetch_all(c).await)?;
    for message in &due {
        // The contact stays as it is until this is done: what moves to another is sealed anew.
        let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
        let found: Option<(Vec<u8>, Uuid, Vec<u8>)> = sql!(Tx: tx, c => {
            let mut query = sqlx::QueryBuilder::new(
                "SELECT m.body_sealed, k.contact_id, k.key_sealed FROM message m JOIN conversation v ON v.id = m.conversation_id
                 JOIN contact_key k ON k.contact_id = v.contact_id WHERE m.id = ",
            );
            query.push_bind(*message).push(lock);
            query.build_query_as().fetch_optional(c).await
        })?;
        if let Some((sealed, contact, key)) = found {
            let key = store.master.open_contact_key(contact, &key)?;
            let mut body = Body::open(&key, *message, &sealed);
            body.text = without_code(&body.text);
            sql!(Tx: tx, c => sqlx::query("UPDATE message SET body_sealed = $2 WHERE id = $1")
                .bind(message).bind(body.seal(&key, *message)).execute(c).await.map(|_| ()))?;
        }
        sql!(Tx: tx, c => sqlx::query("DELETE FROM secret_message WHERE message_id = $1").bind(message)
            .execute(c).await.map(|_| ()))?;
    }
    Ok(due.len())
}
