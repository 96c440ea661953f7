//! What is held until the person writes, or until it is safe to write to them, and when it goes.

use super::{Priority, Row, SAFE_HOURS, line};
use crate::{
    channel::Channel,
    sql,
    store::{Reader, Store, Tx, message, safe_contact},
};
use bot::safe_contact::Allowed;
use jiff::Timestamp;
use uuid::Uuid;

/// The worker has written, or a safe hour has begun: what was held goes out, or can be fetched, each with a new place at the
/// end of the conversation, where a page that is open looks for it. What the staff said stays where it is not `safe`. `wrote`:
/// the worker has, so that they look at a page that fetches. The conversation is locked; returns how many places were taken.
pub async fn release(
    tx: &mut Tx,
    conversation: Uuid,
    channel: Channel,
    safe: Allowed,
    wrote: bool,
) -> sqlx::Result<i64> {
    // Of the staff, or a notice to another channel than the one that is being used.
    const OF_STAFF: &str =
        "(priority = 1 OR EXISTS (SELECT 1 FROM message m WHERE m.id = outbox.message_id AND m.author = 'staff'))";
    let until = match safe {
        Allowed::Now => None,
        Allowed::Until(at) => Some((SAFE_HOURS, at.as_millisecond())),
        Allowed::UntilTheyWrite => Some(("shared-phone", 0)),
    };
    if let Some((why, due)) = until {
        let query = format!(
            "UPDATE outbox SET error = $2, due_at = $3 WHERE conversation_id = $1 AND state = 'held' AND {OF_STAFF}"
        );
        sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(query)).bind(conversation).bind(why).bind(due)
            .execute(c).await.map(|_| ()))?;
    }
    let others = if until.is_some() { format!(" AND NOT {OF_STAFF}") } else { String::new() };
    let query = format!(
        "SELECT message_id FROM outbox WHERE conversation_id = $1 AND state = 'held'{others} ORDER BY place, message_id"
    );
    let released: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query))
        .bind(conversation).fetch_all(c).await)?;
    if released.is_empty() {
        return Ok(0);
    }
    message::move_to_end(tx, conversation, &released).await?;
    // A page that asked for it is told that a person has answered, unless it is being looked at.
    let statements = if channel.limits().fetched {
        let told = if wrote {
            ""
        } else {
            " AND EXISTS (SELECT 1 FROM conversation v WHERE v.id = $1 AND v.route_sealed IS NOT NULL)"
        };
        let queue = "UPDATE outbox SET state = 'queued', error = NULL WHERE conversation_id = $1 AND state = 'held'";
        let drop = "DELETE FROM outbox WHERE conversation_id = $1 AND state = 'held'";
        if wrote {
            vec![format!("{drop}{others}")]
        } else {
            vec![format!("{queue}{others}{told}"), format!("{drop}{others}")]
        }
    } else {
        vec![format!(
            "UPDATE outbox SET state = 'queued', error = NULL WHERE conversation_id = $1 AND state = 'held'{others}"
        )]
    };
    for statement in statements {
        sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(statement)).bind(conversation).execute(c).await.map(|_| ()))?;
    }
    line::advance(tx, &[conversation]).await?;
    Ok(released.len() as i64)
}

/// Conversations with something that waited for a safe hour which has begun.
pub async fn due_again(reader: &mut Reader, now: Timestamp) -> sqlx::Result<Vec<Uuid>> {
    let mut due = Vec::new();
    // By channel, because that is how the index begins.
    for channel in Channel::ALL {
        let ids: Vec<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
            "SELECT DISTINCT conversation_id FROM outbox WHERE channel = $1 AND state = 'held' AND due_at <= $2
             AND error = 'safe-hours' LIMIT 100")
            .bind(channel.name()).bind(now.as_millisecond()).fetch_all(c).await)?;
        due.extend(ids);
    }
    Ok(due)
}

/// Who said stop gets nothing at a safe hour either.
pub async fn stop(tx: &mut Tx, conversation: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE outbox SET error = 'stop' WHERE conversation_id = $1 AND state = 'held' AND error = 'safe-hours'")
        .bind(conversation).execute(c).await.map(|_| ()))
}

/// What is known of somebody's safety has changed: what waits for it is looked at again.
pub async fn reconsider(tx: &mut Tx, contact: Uuid, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE outbox SET error = 'safe-hours', due_at = $2 WHERE state = 'held' AND error IN ('safe-hours', 'shared-phone')
         AND conversation_id IN (SELECT id FROM conversation WHERE contact_id = $1)")
        .bind(contact).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// Of claimed rows those that may go now. An hour that was safe when somebody answered may be over when a provider is back.
pub(super) async fn only(store: &Store, tx: &mut Tx, rows: Vec<Row>, now: Timestamp) -> sqlx::Result<Vec<Row>> {
    let mut safe = Vec::with_capacity(rows.len());
    let mut held = Vec::new();
    for row in rows {
        let (why, due) = match may_go(store, &row, now) {
            Allowed::Now => {
                safe.push(row);
                continue;
            }
            Allowed::Until(at) => (SAFE_HOURS, at),
            Allowed::UntilTheyWrite => ("shared-phone", now),
        };
        sql!(Tx: tx, c => sqlx::query(
            "UPDATE outbox SET state = 'held', error = $2, due_at = $3, ready_at = NULL WHERE message_id = $1")
            .bind(row.message_id).bind(why).bind(due.as_millisecond()).execute(c).await.map(|_| ()))?;
        held.push(row.conversation_id);
    }
    line::advance(tx, &held).await?;
    Ok(safe)
}

/// Whether this row may go now.
pub(super) fn may_go_now(store: &Store, row: &Row, now: Timestamp) -> bool {
    matches!(may_go(store, row, now), Allowed::Now)
}

fn may_go(store: &Store, row: &Row, now: Timestamp) -> Allowed {
    let Some(sealed) =
        row.safe_sealed.as_ref().filter(|_| row.author == "staff" || row.priority == Priority::Reminder as i32)
    else {
        return Allowed::Now;
    };
    // What cannot be opened is recorded as failed further on.
    let Ok(key) = store.master.open_contact_key(row.contact_id, &row.key_sealed) else { return Allowed::Now };
    let heard_at = Timestamp::from_millisecond(row.heard_at).ok().filter(|_| row.heard_at > 0);
    safe_contact::opened(row.contact_id, sealed, &key).may_write(now, heard_at)
}
