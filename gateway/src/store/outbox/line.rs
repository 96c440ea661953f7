//! Who is next: of each conversation one row at most may be claimed, and it alone has a `ready_at`, so that a claim reads
//! nothing of what waits behind it.
//!
//! Whoever puts a row into the queue or takes one out of it keeps to two rules. The conversation is locked before (on SQLite
//! whoever writes is alone): otherwise the row that is put in and the one that is taken out would not know of each other, and
//! nobody would be next. And what is taken out loses its `ready_at` in the same statement; afterwards [`advance`].

use super::{Handed, lease_of};
use crate::{
    channel::Channel,
    sql,
    store::{
        Store, Tx,
        bulk::{Bulk, ColumnType},
        conversation,
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// Priorities, the most urgent first: [`super::Priority`].
pub(super) const PRIORITIES: [i32; 3] = [0, 1, 2];

static ADVANCE: Bulk<1> = Bulk::new(
    [("conversation_id", ColumnType::Id)],
    "UPDATE outbox SET ready_at = CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END
     WHERE ready_at IS NULL AND message_id IN (SELECT
     (SELECT o.message_id FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued' ORDER BY o.place LIMIT 1)
     FROM given g JOIN conversation v ON v.id = g.conversation_id WHERE v.blocked_at IS NULL)",
);

/// The next row of each conversation of these may be claimed from when it is due. Where one may be already, nothing changes.
pub(super) async fn advance(tx: &mut Tx, conversations: &[Uuid]) -> sqlx::Result<()> {
    ADVANCE.execute(tx, conversations.iter().map(|id| [(*id).into()]).collect()).await
}

macro_rules! claim {
    () => {
        "n.until > 0 AND outbox.due_at <= n.now"
    };
}

static ADVANCE_AND_CLAIM: Bulk<3> = Bulk::new(
    [("conversation_id", ColumnType::Id), ("now", ColumnType::Number), ("until", ColumnType::Number)],
    concat!(
        "UPDATE outbox SET claimed_until = CASE WHEN ",
        claim!(),
        " THEN n.until ELSE outbox.claimed_until END, ready_at = CASE WHEN ",
        claim!(),
        " THEN n.until WHEN outbox.claimed_until > outbox.due_at THEN outbox.claimed_until ELSE outbox.due_at END
         FROM (SELECT g.now, g.until,
         (SELECT o.message_id FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued' ORDER BY o.place LIMIT 1) AS next
         FROM given g JOIN conversation v ON v.id = g.conversation_id WHERE v.blocked_at IS NULL) n
         WHERE outbox.message_id = n.next AND outbox.ready_at IS NULL RETURNING message_id, channel, claimed_until"
    ),
);

/// The same, and what is due is claimed for the loop of this process, as far as it has room: see [`super::handover`].
pub(super) async fn advance_and_claim(
    tx: &mut Tx,
    mut conversations: Vec<(Uuid, Channel)>,
    now: Timestamp,
) -> sqlx::Result<()> {
    conversations.sort_unstable_by_key(|(id, _)| *id);
    conversations.dedup_by_key(|(id, _)| *id);
    let mut rooms = [0; Channel::ALL.len()];
    for channel in Channel::ALL {
        let wanted = conversations.iter().filter(|(_, of)| *of == channel).count();
        rooms[channel as usize] = if wanted == 0 { 0 } else { tx.claims().room(channel, wanted) };
    }
    if rooms.iter().all(|room| *room == 0) {
        return advance(tx, &conversations.into_iter().map(|(id, _)| id).collect::<Vec<_>>()).await;
    }
    let given = conversations.iter().map(|(id, channel)| {
        let room = &mut rooms[*channel as usize];
        let until = if *room > 0 { lease_of(*channel, now) } else { 0 };
        *room = room.saturating_sub(1);
        [(*id).into(), now.as_millisecond().into(), until.into()]
    });
    let next: Vec<(Uuid, String, i64)> = ADVANCE_AND_CLAIM.fetch(tx, given.collect()).await?;
    for (message_id, channel, until) in next {
        if let Ok(channel) = channel.parse::<Channel>()
            && until == lease_of(channel, now)
        {
            tx.claims().add(channel, Handed { message_id, until });
        }
    }
    Ok(())
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
        for (query, index) in [
            (super::NEXT_DUE, "SEARCH outbox USING COVERING INDEX outbox_ready"),
            (outbox::NEXT, "SEARCH o USING INDEX outbox_ready (channel=? AND priority=? AND ready_at<?)"),
            (super::ADVANCE.sqlite(1), "SEARCH o USING COVERING INDEX outbox_line (conversation_id=?)"),
            (super::ADVANCE_AND_CLAIM.sqlite(1), "SEARCH outbox USING INDEX sqlite_autoindex_outbox_1 (message_id=?)"),
        ] {
            let plan = plan(&mut connection, query).await;
            assert!(plan.iter().any(|step| step.starts_with(index)), "{index}: {plan:#?}");
            for step in &plan {
                let of_given = step.contains("CONSTANT ROWS") || step.contains("VALUES CLAUSE");
                let scans = step.starts_with("SCAN") && !step.contains("SCAN f") && !of_given;
                assert!(!scans && !step.contains("TEMP B-TREE"), "{query}: {plan:#?}");
            }
        }
    }
}
