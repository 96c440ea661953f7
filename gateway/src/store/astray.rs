//! Moments that lie further ahead than anything here waits: a clock was wrong when they were written, or an older release
//! believed a provider that named years. They are brought back to now. What waits for a safe hour may be days ahead.

use super::{Reader, Store, Tx, conversation, message, outbox::line};
use crate::sql;
use jiff::{SignedDuration, Timestamp};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Nothing is put off for longer: the longest pause is 45 minutes and a quarter of them.
pub const FARTHEST: SignedDuration = SignedDuration::from_hours(1);
/// A safe hour comes within a week.
const FARTHEST_SAFE: SignedDuration = SignedDuration::from_hours(8 * 24);
/// What seems to be claimed may still be on its way, as long as a claim lasts.
const CLAIM: SignedDuration = SignedDuration::from_mins(5);
/// Conversations that are brought back in one transaction.
const AT_ONCE: i64 = 500;

/// The bounds at a moment, in milliseconds since 1970.
#[derive(Clone, Copy)]
struct Bounds {
    now: i64,
    far: i64,
    safe: i64,
    /// For answers that wait to be undone.
    undo: i64,
    claim: i64,
}

impl Bounds {
    fn at(now: Timestamp, undo: SignedDuration) -> Self {
        let ahead = |by: SignedDuration| now.saturating_add(by).unwrap_or(now).as_millisecond();
        let (far, safe) = (ahead(FARTHEST), ahead(FARTHEST_SAFE));
        Self { now: now.as_millisecond(), far, safe, undo: ahead(FARTHEST + undo), claim: ahead(CLAIM) }
    }
}

/// Every channel and priority by name, because the index begins with them.
fn ready(query: &mut QueryBuilder<impl sqlx::Database>) {
    let channels: Vec<_> = crate::channel::Channel::ALL.iter().map(|channel| format!("'{}'", channel.name())).collect();
    query.push("channel IN (").push(channels.join(", ")).push(") AND priority IN (0, 1, 2) AND ready_at > ");
}

/// Whether there is anything: read on each look, so it costs nothing where there is not.
pub async fn is_any(reader: &mut Reader, now: Timestamp, undo: SignedDuration) -> sqlx::Result<bool> {
    let bounds = Bounds::at(now, undo);
    let found: i64 = sql!(Reader: reader, c => {
        let mut query = QueryBuilder::new("SELECT CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE ");
        ready(&mut query);
        query.push_bind(bounds.far).push(") OR EXISTS (SELECT 1 FROM outbox WHERE state = 'held' AND error = 'safe-hours' AND due_at > ");
        query.push_bind(bounds.safe).push(") OR EXISTS (SELECT 1 FROM answer WHERE state = 'waiting' AND (claimed_until > ");
        query.push_bind(bounds.far).push(" OR reason = 'undo' AND due_at > ").push_bind(bounds.undo);
        query.push(" OR reason = 'safe-hours' AND due_at > ").push_bind(bounds.safe);
        query.push(")) OR EXISTS (SELECT 1 FROM media WHERE state = 'wanted' AND due_at > ").push_bind(bounds.far);
        query.push(") OR EXISTS (SELECT 1 FROM outage WHERE retry_at > ").push_bind(bounds.far);
        query.push(" OR since > ").push_bind(bounds.far);
        query.push(") OR EXISTS (SELECT 1 FROM message WHERE place IS NULL) THEN 1 ELSE 0 END");
        query.build_query_scalar::<i32>().fetch_one(c).await.map(i64::from)
    })?;
    Ok(found != 0)
}

/// Brings all of them back, and gives places to messages that have none; returns how many conversations had something.
pub async fn bring_back(store: &Store, tx: &mut Tx, now: Timestamp, undo: SignedDuration) -> sqlx::Result<usize> {
    let bounds = Bounds::at(now, undo);
    let mut conversations = message::give_places(store, tx).await?;
    let queued: Vec<Uuid> = sql!(Tx: &mut *tx, c => {
        let mut query = QueryBuilder::new("SELECT conversation_id FROM outbox WHERE ");
        ready(&mut query);
        query.push_bind(bounds.far).push(" LIMIT ").push_bind(AT_ONCE);
        query.build_query_scalar().fetch_all(c).await
    })?;
    conversations.extend(queued);
    conversation::lock(store, tx, &conversations).await?;
    for conversation in &conversations {
        // What waits behind it, too: it would be as far away when its turn comes.
        sql!(Tx: &mut *tx, c => sqlx::query(
            "UPDATE outbox SET due_at = CASE WHEN due_at > $2 THEN $3 ELSE due_at END,
             claimed_until = CASE WHEN claimed_until > $2 THEN $4 ELSE claimed_until END
             WHERE conversation_id = $1 AND state = 'queued' AND (due_at > $2 OR claimed_until > $2)")
            .bind(*conversation).bind(bounds.far).bind(bounds.now).bind(bounds.claim).execute(c).await.map(|_| ()))?;
        line::realign(tx, *conversation).await?;
    }
    let others = [
        ("UPDATE outbox SET due_at = $2 WHERE state = 'held' AND error = 'safe-hours' AND due_at > $1", bounds.safe),
        ("UPDATE answer SET due_at = $2 WHERE state = 'waiting' AND reason = 'undo' AND due_at > $1", bounds.undo),
        (
            "UPDATE answer SET due_at = $2 WHERE state = 'waiting' AND reason = 'safe-hours' AND due_at > $1",
            bounds.safe,
        ),
        ("UPDATE answer SET claimed_until = $2 WHERE state = 'waiting' AND claimed_until > $1", bounds.far),
        ("UPDATE media SET due_at = $2 WHERE state = 'wanted' AND due_at > $1", bounds.far),
        ("UPDATE outage SET retry_at = $2 WHERE retry_at > $1", bounds.far),
        ("UPDATE outage SET since = $2 WHERE since > $1", bounds.far),
    ];
    for (statement, far) in others {
        sql!(Tx: &mut *tx, c => sqlx::query(statement).bind(far).bind(bounds.now).execute(c).await.map(|_| ()))?;
    }
    Ok(conversations.len())
}
