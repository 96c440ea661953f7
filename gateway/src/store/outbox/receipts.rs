//! What providers say of messages that they took: the state goes up a ladder, never down. And the dead letters.

use super::{Outcome, Recorded, line, window};
use crate::{
    channel::{Channel, Receipt, ReceiptState, SendError},
    sql,
    store::{
        Reader, Store, Tx,
        bulk::{Bulk, ColumnType},
        conversation::{self, AddressHash},
    },
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// As it stands in SQL where the person cannot be reached.
const BLOCKED: &str = "blocked";
/// Pause before a message goes again that the provider took and then gave back.
const AGAIN: SignedDuration = SignedDuration::from_mins(5);
/// Messages that a provider took and gave back so often are given up.
const TAKEN_BACK: i32 = 20;

/// The rungs of the ladder: a receipt that comes late or twice changes nothing.
const RUNG: &str =
    "CASE state WHEN 'queued' THEN 0 WHEN 'held' THEN 0 WHEN 'sent' THEN 1 WHEN 'delivered' THEN 2 ELSE 3 END";

/// Notes receipts. One whose message is not known yet is kept until its id is.
pub async fn note(store: &Store, tx: &mut Tx, receipts: &[Receipt], now: Timestamp) -> anyhow::Result<()> {
    if !store.has_one_writer() {
        lock(store, tx, receipts).await?;
    }
    for receipt in receipts {
        if !apply(store, tx, receipt, now).await? {
            let (state, error) = name(receipt.state);
            sql!(Tx: tx, c => sqlx::query(
                "INSERT INTO early_receipt (provider_hash, state, error, at) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (provider_hash) DO UPDATE SET state = excluded.state, error = excluded.error
                 WHERE early_receipt.state = 'sent' OR (early_receipt.state = 'delivered' AND excluded.state = 'read')")
                .bind(receipt.provider_hash.to_vec()).bind(state).bind(error).bind(now.as_millisecond())
                .execute(c).await.map(|_| ()))?;
        }
    }
    Ok(())
}

/// Locks the conversations of these messages.
async fn lock(store: &Store, tx: &mut Tx, receipts: &[Receipt]) -> sqlx::Result<()> {
    static CONVERSATIONS: Bulk<2> = Bulk::new(
        [("provider_hash", ColumnType::Bytes), ("ours", ColumnType::Id)],
        "SELECT o.conversation_id FROM given g JOIN outbox o ON o.provider_hash = g.provider_hash
         UNION SELECT o.conversation_id FROM given g JOIN outbox o ON o.message_id = g.ours",
    );
    let given = receipts.iter().map(|receipt| [receipt.provider_hash.into(), receipt.ours.into()]).collect();
    let found: Vec<(Uuid,)> = CONVERSATIONS.fetch(tx, given).await?;
    conversation::lock(store, tx, &found.into_iter().map(|(id,)| id).collect::<Vec<_>>()).await
}

/// Receipts that came before the id of their message was noted.
pub(super) async fn apply_early(
    store: &Store,
    tx: &mut Tx,
    outcomes: &[&Recorded],
    now: Timestamp,
) -> anyhow::Result<()> {
    let sent: Vec<_> = outcomes
        .iter()
        .filter_map(|recorded| match recorded.outcome {
            Outcome::Sent(Some(id)) => Some((id.to_vec(), recorded.message_id)),
            _ => None,
        })
        .collect();
    settle(store, tx, &sent, now).await
}

/// Applies what came too early for messages that are known to have been sent.
async fn settle(store: &Store, tx: &mut Tx, sent: &[(Vec<u8>, Uuid)], now: Timestamp) -> anyhow::Result<()> {
    static TAKE_EARLY: Bulk<1> = Bulk::new(
        [("provider_hash", ColumnType::Bytes)],
        "DELETE FROM early_receipt WHERE provider_hash IN (SELECT g.provider_hash FROM given g)
         RETURNING provider_hash, state, error",
    );
    let given = sent.iter().map(|(provider, _)| [provider.clone().into()]).collect();
    let early: Vec<(Vec<u8>, String, Option<String>)> = TAKE_EARLY.fetch(tx, given).await?;
    for (provider, state, error) in early {
        let Some((_, message)) = sent.iter().find(|(sent, _)| *sent == provider) else { continue };
        let conversation: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
            "UPDATE outbox SET state = $2, error = $3, updated_at = $4 WHERE message_id = $1 AND state = 'sent'
             RETURNING conversation_id")
            .bind(*message).bind(&state).bind(&error).bind(now.as_millisecond()).fetch_optional(c).await)?;
        match error.as_deref() {
            Some("window") => window::notify_of(store, tx, *message, now).await?,
            Some(BLOCKED) => block(tx, *message, now).await?,
            _ => {}
        }
        if let Some(conversation) = conversation.filter(|_| state == "queued") {
            line::realign(tx, conversation).await?;
        }
    }
    Ok(())
}

async fn block(tx: &mut Tx, message: Uuid, now: Timestamp) -> sqlx::Result<()> {
    let of: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT conversation_id FROM outbox WHERE message_id = $1")
        .bind(message).fetch_optional(c).await)?;
    match of {
        Some(conversation) => conversation::set_blocked(tx, conversation, Some(now)).await,
        None => Ok(()),
    }
}

/// Everything that went to this address up to `at` (milliseconds since 1970) was read.
pub async fn read_until(
    tx: &mut Tx,
    channel: Channel,
    address: &AddressHash,
    at: i64,
    now: Timestamp,
) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE outbox SET state = 'read', updated_at = $4 WHERE state IN ('sent', 'delivered') AND due_at <= $3
         AND conversation_id IN (SELECT id FROM conversation WHERE channel = $1 AND address_hash = $2)")
        .bind(channel.name()).bind(address.to_vec()).bind(at).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}

/// Forgets early receipts older than `before`.
pub async fn forget_early(tx: &mut Tx, before: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM early_receipt WHERE at < $1")
        .bind(before.as_millisecond()).execute(c).await.map(|_| ()))
}

/// `false` where it has to wait: no message with this id is known or, if it failed, its sending is not recorded yet, which
/// would overwrite the failure.
async fn apply(store: &Store, tx: &mut Tx, receipt: &Receipt, now: Timestamp) -> anyhow::Result<bool> {
    let found: Option<(Uuid, Uuid, i32, bool)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT message_id, conversation_id, attempts, state = 'queued' AND provider_hash IS NULL FROM outbox
         WHERE provider_hash = $1 OR message_id = $2")
        .bind(receipt.provider_hash.to_vec()).bind(receipt.ours).fetch_optional(c).await)?;
    let Some((message, conversation, attempts, is_under_way)) = found else { return Ok(false) };
    let provider = receipt.provider_hash.to_vec();
    let failed = match receipt.state {
        ReceiptState::Failed(_) if is_under_way => return Ok(false),
        ReceiptState::Failed(error) => error,
        // It went out: whatever was recorded of it or not, it is not sent again.
        state => {
            let (name, rung) = match state {
                ReceiptState::Sent => ("sent", 1),
                ReceiptState::Delivered => ("delivered", 2),
                _ => ("read", 3),
            };
            sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(format!(
                "UPDATE outbox SET state = $2, provider_hash = $3, error = NULL, claimed_until = 0, ready_at = NULL, updated_at = $4
                 WHERE message_id = $1 AND {RUNG} < $5")))
                .bind(message).bind(name).bind(&provider).bind(now.as_millisecond()).bind(rung)
                .execute(c).await.map(|_| ()))?;
            settle(store, tx, &[(provider, message)], now).await?;
            line::advance(tx, &[conversation]).await?;
            return Ok(true);
        }
    };
    let (state, error, due) = match failed {
        SendError::OutsideWindow => ("held", "window", now),
        SendError::Later(_) | SendError::InDoubt | SendError::SlowDown(_) | SendError::ChannelBroken(_)
            if attempts < TAKEN_BACK =>
        {
            ("queued", "later", now.saturating_add(AGAIN)?)
        }
        SendError::NeverThisMessage(why) | SendError::ChannelBroken(why) => ("failed", why, now),
        SendError::NeverThisPerson => ("failed", BLOCKED, now),
        SendError::Later(_) | SendError::InDoubt | SendError::SlowDown(_) => ("failed", "gave up", now),
    };
    let changed = sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(format!(
        "UPDATE outbox SET state = $2, error = $3, provider_hash = $4, claimed_until = 0, ready_at = NULL, updated_at = $5, due_at = $6
         WHERE message_id = $1 AND {RUNG} < 2")))
        .bind(message).bind(state).bind(error).bind(provider).bind(now.as_millisecond()).bind(due.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    if changed == 1 {
        match failed {
            SendError::OutsideWindow => window::notify_of(store, tx, message, now).await?,
            SendError::NeverThisPerson => block(tx, message, now).await?,
            _ => {}
        }
        line::realign(tx, conversation).await?;
    }
    Ok(true)
}

fn name(state: ReceiptState) -> (&'static str, Option<&'static str>) {
    match state {
        ReceiptState::Sent => ("sent", None),
        ReceiptState::Delivered => ("delivered", None),
        ReceiptState::Read => ("read", None),
        ReceiptState::Failed(SendError::OutsideWindow) => ("held", Some("window")),
        ReceiptState::Failed(SendError::NeverThisPerson) => ("failed", Some(BLOCKED)),
        ReceiptState::Failed(SendError::NeverThisMessage(why) | SendError::ChannelBroken(why)) => ("failed", Some(why)),
        ReceiptState::Failed(SendError::Later(_) | SendError::InDoubt | SendError::SlowDown(_)) => {
            ("queued", Some("later"))
        }
    }
}

/// A message that will not go out by itself any more.
pub struct DeadLetter {
    /// The message.
    pub message_id: Uuid,
    /// Which channel.
    pub channel: Channel,
    /// A ticket of its conversation, where its words can be read.
    pub ticket_id: Option<Uuid>,
    /// Why.
    pub error: String,
    /// Milliseconds since 1970.
    pub updated_at: i64,
}

/// All dead letters, the latest first.
pub async fn dead_letters(reader: &mut Reader, limit: i64) -> sqlx::Result<Vec<DeadLetter>> {
    type Row = (Uuid, String, Option<Uuid>, Option<String>, i64);
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT o.message_id, o.channel, (SELECT t.id FROM ticket t WHERE t.conversation_id = o.conversation_id ORDER BY t.id DESC LIMIT 1),
         o.error, o.updated_at FROM outbox o WHERE o.state = 'failed' ORDER BY o.updated_at DESC LIMIT $1")
        .bind(limit).fetch_all(c).await)?;
    let known = |(message_id, channel, ticket_id, error, updated_at): Row| {
        let channel = channel.parse().ok()?;
        Some(DeadLetter { message_id, channel, ticket_id, error: error.unwrap_or_default(), updated_at })
    };
    Ok(rows.into_iter().filter_map(known).collect())
}

/// Sends a dead letter once more; `false` where it is none any more. The operator says that the person can be reached again.
pub async fn resend(store: &Store, tx: &mut Tx, message: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let of: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT conversation_id FROM outbox WHERE message_id = $1")
        .bind(message).fetch_optional(c).await)?;
    let Some(conversation) = of else { return Ok(false) };
    conversation::lock(store, tx, &[conversation]).await?;
    let revived = sql!(Tx: tx, c => sqlx::query(
        "UPDATE outbox SET state = 'queued', error = NULL, attempts = 0, provider_hash = NULL, due_at = $2, updated_at = $2
         WHERE message_id = $1 AND state = 'failed'")
        .bind(message).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected() == 1))?;
    if revived {
        conversation::set_blocked(tx, conversation, None).await?;
    }
    Ok(revived)
}
