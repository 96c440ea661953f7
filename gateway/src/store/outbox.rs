//! The outbox: every message that has to go out, committed with the turn that decided it.
//!
//! A worker claims rows for a while; one that dies with them lets the claim run out, and they are claimed again. A row is
//! claimed only when no older message of the same conversation is still waiting, so a person reads things in order.

use super::{Store, Tx};
use crate::{channel::Channel, seal::CannotOpen, sql};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use sqlx::QueryBuilder;
use uuid::Uuid;

use super::message::Body;

/// How long a claim lasts: longer than any provider's time-out.
pub const CLAIM: SignedDuration = SignedDuration::from_secs(90);

/// A row to be written.
pub struct NewOutbox {
    /// The message.
    pub message_id: Uuid,
    /// Its conversation.
    pub conversation_id: Uuid,
    /// How it goes out.
    pub channel: Channel,
    /// The worker said stop: it waits until they write.
    pub held: bool,
}

/// Queues messages.
pub async fn insert(tx: &mut Tx, rows: &[NewOutbox], now: Timestamp) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "INSERT INTO outbox (message_id, conversation_id, channel, state, attempts, due_at, claimed_until, updated_at) ",
        );
        query.push_values(rows, |mut values, row| {
            values
                .push_bind(row.message_id)
                .push_bind(row.conversation_id)
                .push_bind(row.channel.name())
                .push_bind(if row.held { "held" } else { "queued" })
                .push_bind(0_i32)
                .push_bind(now.as_millisecond())
                .push_bind(0_i64)
                .push_bind(now.as_millisecond());
        });
        query.build().persistent(false).execute(c).await.map(|_| ())
    })
}

/// The worker writes again: what was held goes out, or can be fetched.
pub async fn release(tx: &mut Tx, conversation: Uuid, channel: Channel) -> sqlx::Result<()> {
    let query = if channel.is_fetched() {
        "DELETE FROM outbox WHERE conversation_id = $1 AND state = 'held'"
    } else {
        "UPDATE outbox SET state = 'queued' WHERE conversation_id = $1 AND state = 'held'"
    };
    sql!(Tx: tx, c => sqlx::query(query)
        .bind(conversation)
        .execute(c)
        .await
        .map(|_| ()))
}

/// A message that this worker may send now.
pub struct Claimed {
    /// The message, also the outbox row.
    pub message_id: Uuid,
    /// Its conversation.
    pub conversation_id: Uuid,
    /// Attempts so far, this one not counted.
    pub attempts: i32,
    /// Where to.
    pub address: Private<String>,
    /// What.
    pub body: Body,
}

/// A row as it is claimed: message, conversation, attempts, address, body and key, sealed.
type Row = (Uuid, Uuid, i32, Vec<u8>, Vec<u8>, Vec<u8>);

/// Claims up to `limit` messages of a channel that are due: one a conversation, the oldest.
///
/// A conversation whose person has blocked us is left alone.
pub async fn claim(
    store: &Store,
    tx: &mut Tx,
    channel: Channel,
    limit: i64,
    now: Timestamp,
) -> anyhow::Result<Vec<Claimed>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF o SKIP LOCKED" };
    let now_ms = now.as_millisecond();
    let rows: Vec<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "SELECT o.message_id, o.conversation_id, o.attempts, v.address_sealed, m.body_sealed, k.key_sealed
             FROM outbox o JOIN conversation v ON v.id = o.conversation_id JOIN contact k ON k.id = v.contact_id
             JOIN message m ON m.id = o.message_id WHERE o.channel = ",
        );
        query.push_bind(channel.name());
        query.push(" AND o.state = 'queued' AND o.due_at <= ").push_bind(now_ms);
        query.push(" AND o.claimed_until <= ").push_bind(now_ms);
        query.push(
            " AND v.blocked_at IS NULL
              AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.conversation_id = o.conversation_id AND e.state = 'queued'
                              AND e.message_id < o.message_id)
             ORDER BY o.due_at LIMIT ",
        );
        query.push_bind(limit).push(lock);
        query.build_query_as().fetch_all(c).await
    })?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let until = now.saturating_add(CLAIM)?.as_millisecond();
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("UPDATE outbox SET claimed_until = ");
        query.push_bind(until).push(" WHERE message_id IN (");
        let mut list = query.separated(", ");
        for (message, ..) in &rows {
            list.push_bind(*message);
        }
        query.push(")");
        query.build().persistent(false).execute(c).await.map(|_| ())
    })?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        let message_id = row.0;
        match open(store, row) {
            Ok(message) => claimed.push(message),
            // One that cannot be opened must not hold up the others: it is shown to the staff as failed.
            Err(CannotOpen) => {
                tracing::error!(message = %message_id, "a message cannot be opened");
                record(tx, &[&Recorded { message_id, outcome: Outcome::Failed("cannot be opened") }], now).await?;
            }
        }
    }
    Ok(claimed)
}

fn open(
    store: &Store,
    (message_id, conversation_id, attempts, address, body, key): Row,
) -> Result<Claimed, CannotOpen> {
    let key = store.master.open_contact_key(&key)?;
    let body = key.open(&body).ok().and_then(|body| serde_json::from_slice(&body).ok()).ok_or(CannotOpen)?;
    Ok(Claimed { message_id, conversation_id, attempts, address: key.open_text(&address)?, body })
}

/// What became of a claimed message.
pub struct Recorded {
    /// Which.
    pub message_id: Uuid,
    /// Its state now.
    pub outcome: Outcome,
}

/// What became of a claimed message.
pub enum Outcome {
    /// The provider took it, under this id if it gives one.
    Sent(Option<String>),
    /// Once more at this moment.
    Later(Timestamp),
    /// Never again, for this reason.
    Failed(&'static str),
}

/// Notes outcomes and gives the claims back. Rows that were erased in the meantime stay erased.
pub async fn record(tx: &mut Tx, outcomes: &[&Recorded], now: Timestamp) -> sqlx::Result<()> {
    if outcomes.is_empty() {
        return Ok(());
    }
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "UPDATE outbox SET state = r.column2, due_at = r.column3, provider_id = r.column4, error = r.column5,
             updated_at = r.column6, attempts = attempts + 1, claimed_until = 0 FROM (",
        );
        query.push_values(outcomes, |mut row, recorded| {
            let (state, due, provider, error) = match &recorded.outcome {
                Outcome::Sent(id) => ("sent", now, id.as_deref(), None),
                Outcome::Later(at) => ("queued", *at, None, Some("later")),
                Outcome::Failed(why) => ("failed", now, None, Some(*why)),
            };
            row.push_bind(recorded.message_id)
                .push_bind(state)
                .push_bind(due.as_millisecond())
                .push_bind(provider.map(str::to_owned))
                .push_bind(error)
                .push_bind(now.as_millisecond());
        });
        query.push(") AS r WHERE outbox.message_id = r.column1");
        query.build().persistent(false).execute(c).await.map(|_| ())
    })
}

/// When the next message of a channel is due, in milliseconds since 1970; claims that ran out count.
pub async fn next_due(store: &Store, channel: Channel) -> sqlx::Result<Option<i64>> {
    let mut reader = store.reader().await?;
    sql!(Reader: &mut reader, c => sqlx::query_scalar(
        "SELECT MIN(CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END) FROM outbox
         WHERE channel = $1 AND state = 'queued'",
    )
    .bind(channel.name())
    .fetch_one(c)
    .await)
}
