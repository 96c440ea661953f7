//! Who follows a ticket, who hears of it, and who has words for it that were not sent.

use crate::{
    sql,
    store::{Reader, Tx, desk::moment},
};
use jiff::Timestamp;
use uuid::Uuid;

/// Lets somebody follow; `false` if they do already.
pub async fn follow(tx: &mut Tx, id: Uuid, staff: Uuid) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO ticket_follower (ticket_id, staff_id) VALUES ($1, $2) ON CONFLICT (ticket_id, staff_id) DO NOTHING")
        .bind(id).bind(staff).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Ends it; `false` if they did not.
pub async fn unfollow(tx: &mut Tx, id: Uuid, staff: Uuid) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query("DELETE FROM ticket_follower WHERE ticket_id = $1 AND staff_id = $2")
        .bind(id).bind(staff).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Who follows.
pub async fn followers(reader: &mut Reader, id: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT staff_id FROM ticket_follower WHERE ticket_id = $1 ORDER BY staff_id")
        .bind(id).fetch_all(c).await)
}

/// Who is told when something happens to these tickets: their owners and those who follow, as far as they still work here.
pub async fn watchers(tx: &mut Tx, tickets: &[Uuid]) -> sqlx::Result<Vec<(Uuid, Uuid)>> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let of = match tx {
        Tx::Sqlite(_) => "SELECT unhex(value) AS id FROM json_each($1)",
        Tx::Postgres(_) => "SELECT value::uuid AS id FROM json_array_elements_text($1::text::json)",
    };
    let ids = serde_json::Value::from_iter(tickets.iter().map(|id| id.simple().to_string())).to_string();
    let statement = sqlx::AssertSqlSafe(format!(
        "SELECT w.ticket_id, w.staff_id FROM (
         SELECT t.id AS ticket_id, t.owner_id AS staff_id FROM ticket t WHERE t.owner_id IS NOT NULL AND t.id IN ({of})
         UNION SELECT f.ticket_id, f.staff_id FROM ticket_follower f WHERE f.ticket_id IN ({of})) w
         JOIN staff s ON s.id = w.staff_id WHERE s.disabled_at IS NULL"
    ));
    sql!(Tx: tx, c => sqlx::query_as(statement).bind(ids).fetch_all(c).await)
}

/// Whether somebody has words for this ticket that they have not sent, and since when.
pub async fn draft_of(reader: &mut Reader, id: Uuid, staff: Uuid) -> sqlx::Result<Option<Timestamp>> {
    let at: Option<i64> = sql!(Reader: reader, c => sqlx::query_scalar("SELECT MAX(updated_at) FROM draft WHERE ticket_id = $1 AND staff_id = $2")
        .bind(id).bind(staff).fetch_one(c).await)?;
    Ok(at.map(moment))
}
