//! Who is next: of each conversation one row at most may be claimed, and it alone has a `ready_at`, so that a claim reads
//! nothing of what waits behind it.
//!
//! Whoever puts a row into the queue or takes one out of it keeps to two rules. The conversation is locked before (on SQLite
//! whoever writes is alone): otherwise the row that is put in and the one that is taken out would not know of each other, and
//! nobody would be next. And what is taken out loses its `ready_at` in the same statement; afterwards [`advance`].

use crate::{
    channel::Channel,
    sql,
    store::{Store, Tx, conversation},
};
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Priorities, the most urgent first: [`super::Priority`].
pub(super) const PRIORITIES: [i32; 3] = [0, 1, 2];

/// The moment from which a row may be claimed.
pub(super) const READY: &str = "CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END";

/// The next row of each conversation of these may be claimed from when it is due. Where one may be already, nothing changes.
pub(super) async fn advance(tx: &mut Tx, conversations: &[Uuid]) -> sqlx::Result<()> {
    if conversations.is_empty() {
        return Ok(());
    }
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("UPDATE outbox SET ready_at = ");
        query.push(READY).push(
            " WHERE ready_at IS NULL AND message_id IN (SELECT
              (SELECT o.message_id FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued' ORDER BY o.place LIMIT 1)
              FROM conversation v WHERE v.blocked_at IS NULL AND v.id IN (",
        );
        let mut list = query.separated(", ");
        for conversation in conversations {
            list.push_bind(*conversation);
        }
        query.push("))");
        query.build().persistent(false).execute(c).await.map(|_| ())
    })
}

/// Finds anew who is next in a conversation: somebody has blocked us or is back, or a row came back into the queue before others.
pub async fn realign(tx: &mut Tx, conversation: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE outbox SET ready_at = NULL WHERE conversation_id = $1 AND ready_at IS NOT NULL")
        .bind(conversation).execute(c).await.map(|_| ()))?;
    advance(tx, &[conversation]).await
}

/// Puts right what is next by a `ready_at` that has passed, and cannot be claimed: an older gateway beside this one does not
/// know that column.
pub(super) async fn realign_stale(store: &Store, tx: &mut Tx, channel: Channel, now: Timestamp) -> sqlx::Result<()> {
    let stale: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT DISTINCT conversation_id FROM outbox WHERE channel = $1 AND ready_at <= $2
         AND (state <> 'queued' OR due_at > $2 OR claimed_until > $2) LIMIT 100")
        .bind(channel.name()).bind(now.as_millisecond()).fetch_all(c).await)?;
    conversation::lock(store, tx, &stale).await?;
    for conversation in stale {
        realign(tx, conversation).await?;
    }
    Ok(())
}

/// [`next_due`] in SQL: the first of each priority, found in the index.
pub(super) const NEXT_DUE: &str = "SELECT MIN(f.ready_at) FROM (
     SELECT MIN(ready_at) AS ready_at FROM outbox WHERE channel = $1 AND priority = 0 AND ready_at IS NOT NULL
     UNION ALL SELECT MIN(ready_at) FROM outbox WHERE channel = $1 AND priority = 1 AND ready_at IS NOT NULL
     UNION ALL SELECT MIN(ready_at) FROM outbox WHERE channel = $1 AND priority = 2 AND ready_at IS NOT NULL) f";

/// When the next message of a channel is due, in milliseconds since 1970; claims that ran out count, people who have blocked
/// us do not.
pub async fn next_due(store: &Store, channel: Channel) -> sqlx::Result<Option<i64>> {
    let mut reader = store.reader().await?;
    sql!(Reader: &mut reader, c => sqlx::query_scalar(NEXT_DUE).bind(channel.name()).fetch_one(c).await)
}

#[cfg(test)]
mod tests {
    use crate::store::{SQLITE, outbox};
    use sqlx::{Connection, Row, SqliteConnection};

    async fn plan(connection: &mut SqliteConnection, query: &str) -> Vec<String> {
        let query = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {query}"));
        let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>("detail")).collect()
    }

    /// However many messages wait: what each commit asks of the outbox is found in an index that holds what is next, and nothing
    /// is sorted.
    #[tokio::test]
    async fn no_look_reads_what_waits_behind() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        SQLITE.run(&mut connection).await.unwrap();
        let heads = "SELECT (SELECT o.message_id FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued'
                     ORDER BY o.place LIMIT 1) FROM conversation v WHERE v.blocked_at IS NULL AND v.id IN ($1, $2)";
        let advance =
            format!("UPDATE outbox SET ready_at = {} WHERE ready_at IS NULL AND message_id IN ({heads})", super::READY);
        for (query, index) in [
            (super::NEXT_DUE, "SEARCH outbox USING COVERING INDEX outbox_ready"),
            (outbox::NEXT, "SEARCH o USING INDEX outbox_ready (channel=? AND priority=? AND ready_at<?)"),
            (&advance, "SEARCH o USING COVERING INDEX outbox_line (conversation_id=?)"),
        ] {
            let plan = plan(&mut connection, query).await;
            assert!(plan.iter().any(|step| step.starts_with(index)), "{index}: {plan:#?}");
            for step in &plan {
                let scans = step.starts_with("SCAN") && !step.contains("SCAN f");
                assert!(!scans && !step.contains("TEMP B-TREE"), "{query}: {plan:#?}");
            }
        }
    }
}
