//! Up to when each member of the staff has read a ticket: rows of `ticket_seen`. Unread is what the worker has written since.

use crate::{
    sql,
    store::{Reader, Tx},
};
use jiff::Timestamp;
use uuid::Uuid;

/// Up to when somebody has read a ticket.
pub async fn until(reader: &mut Reader, ticket: Uuid, staff: Uuid) -> sqlx::Result<Option<i64>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT seen_at FROM ticket_seen WHERE ticket_id = $1 AND staff_id = $2")
        .bind(ticket).bind(staff).fetch_optional(c).await)
}

/// They have read it up to this moment: that of the ticket as they see it, so that what comes meanwhile stays unread.
pub async fn mark(tx: &mut Tx, ticket: Uuid, staff: Uuid, until: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO ticket_seen (ticket_id, staff_id, seen_at)
         SELECT $1, $2, $3 WHERE EXISTS (SELECT 1 FROM ticket WHERE id = $1)
         ON CONFLICT (ticket_id, staff_id) DO UPDATE SET seen_at = excluded.seen_at")
        .bind(ticket).bind(staff).bind(until.as_millisecond()).execute(c).await.map(|_| ()))
}

/// They want to see it as unread again.
pub async fn unmark(tx: &mut Tx, ticket: Uuid, staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM ticket_seen WHERE ticket_id = $1 AND staff_id = $2")
        .bind(ticket).bind(staff).execute(c).await.map(|_| ()))
}
