//! The time after a person's last message in which a channel lets us write. What comes too late is held until they write
//! again, and where the channel allows it they are told once, without content, that something waits.

use super::{Kind, NewOutbox, Priority, Row, insert, line};
use crate::{
    channel::Channel,
    sql,
    store::{
        Store, Tx,
        bulk::{Bulk, ColumnType},
        message::{self, Author, Body, NewMessage},
    },
};
use bot::{language::Language, text};
use jiff::{SignedDuration, Timestamp};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Whether this row may go out now.
pub(super) fn is_open(channel: Channel, row: &Row, now: Timestamp) -> bool {
    let limits = channel.limits();
    let window = if row.author == "staff" { limits.staff_window.or(limits.window) } else { limits.window };
    // The notice is what may go at any time.
    row.author == Author::Notice.name() || window.is_none_or(|window| is_within(window, row.heard_at, now))
}

/// Whether `heard_at` is not longer ago than the window.
pub fn is_within(window: SignedDuration, heard_at: i64, now: Timestamp) -> bool {
    now.as_millisecond() - heard_at < window.as_millis() as i64
}

/// Holds rows, and queues a notice for each person who was not told yet.
pub(super) async fn hold(store: &Store, tx: &mut Tx, rows: &[Row], now: Timestamp) -> anyhow::Result<()> {
    static HOLD: Bulk<1> = Bulk::new(
        [("message_id", ColumnType::Id)],
        "UPDATE outbox SET state = 'held', error = 'window', ready_at = NULL WHERE message_id IN (SELECT g.message_id FROM given g)",
    );
    HOLD.execute(tx, rows.iter().map(|row| [row.message_id.into()]).collect()).await?;
    for row in rows {
        notify_of(store, tx, row.message_id, now).await?;
    }
    let conversations: Vec<_> = rows.iter().map(|row| row.conversation_id).collect();
    Ok(line::advance(tx, &conversations).await?)
}

/// Tells the person of a held message, unless they were told since they last wrote, or said stop. The conversation is locked first: it may
/// be moving to another contact, whose key seals it then.
pub(super) async fn notify_of(store: &Store, tx: &mut Tx, message: Uuid, now: Timestamp) -> anyhow::Result<()> {
    type Found = (Uuid, String, bool, i64, i64, Option<String>, Uuid, Vec<u8>);
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
    let found: Option<Found> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "SELECT v.id, v.channel, v.quiet, v.heard_at, v.notified_at, v.language, k.contact_id, k.key_sealed FROM conversation v
             JOIN contact_key k ON k.contact_id = v.contact_id
             WHERE v.id = (SELECT conversation_id FROM outbox WHERE message_id = ",
        );
        query.push_bind(message).push(")").push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    let Some((conversation_id, channel, quiet, heard_at, notified_at, language, contact, key)) = found else {
        return Ok(());
    };
    let Ok(channel) = channel.parse::<Channel>() else { return Ok(()) };
    if quiet || notified_at > heard_at || !channel.limits().notice {
        return Ok(());
    }
    let Ok(key) = store.master.open_contact_key(contact, &key) else { return Ok(()) };
    let language = language.and_then(|tag| tag.parse().ok()).unwrap_or(Language::Italian);
    let words = text::notice_waiting().in_language(language);
    let body = Body { language: Some(language), ..Body::new(Kind::Notice, words) };
    let id = Uuid::now_v7();
    let message =
        NewMessage { id, conversation_id, ticket_id: None, author: Author::Notice, body_sealed: body.seal(&key, id) };
    message::insert(tx, &[message], now).await?;
    let row =
        NewOutbox { message_id: id, conversation_id, channel, held: None, priority: Priority::Answer, despite: false };
    insert(tx, &[row], now).await?;
    sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET notified_at = $2 WHERE id = $1")
        .bind(conversation_id).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    Ok(())
}
