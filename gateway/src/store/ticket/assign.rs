//! Whose a ticket is, how soon it has to be looked at, what it is about, and who follows it. Each change of the ticket
//! itself raises its version.

use crate::{
    sql,
    store::{Reader, Tx, desk::moment, tally},
};
use bot::ticket::Priority;
use jiff::Timestamp;
use uuid::Uuid;

/// Gives a ticket to a person, to a team, or, with neither, back to the pool.
pub async fn give(tx: &mut Tx, id: Uuid, owner: Option<Uuid>, team: Option<Uuid>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET owner_id = $2, team_id = $3, version = version + 1 WHERE id = $1")
        .bind(id).bind(owner).bind(team).execute(c).await.map(|_| ()))
}

/// How soon. What is most urgent stands out in every list, and no longer does when people lower it.
pub async fn set_priority(tx: &mut Tx, id: Uuid, priority: Priority) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET priority = $2, urgent = $3, version = version + 1 WHERE id = $1")
        .bind(id).bind(priority.rank()).bind(priority == Priority::Urgent).execute(c).await.map(|_| ()))
}

/// What it is about; the figures count it under the new topic from now on.
pub async fn set_topic(tx: &mut Tx, id: Uuid, topic: Option<&str>) -> sqlx::Result<()> {
    let (before, opened_at): (Option<String>, i64) = sql!(Tx: &mut *tx, c => sqlx::query_as(
        "SELECT topic, opened_at FROM ticket WHERE id = $1").bind(id).fetch_one(c).await)?;
    tally::recount(tx, "topic", moment(opened_at), before.as_deref(), topic).await?;
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET topic = $2, version = version + 1 WHERE id = $1")
        .bind(id).bind(topic).execute(c).await.map(|_| ()))
}

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

/// Who is told when something happens: its owner and those who follow, as far as they still work here.
pub async fn watchers(tx: &mut Tx, id: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT s.id FROM staff s WHERE s.disabled_at IS NULL AND s.id IN (
         SELECT t.owner_id FROM ticket t WHERE t.id = $1 AND t.owner_id IS NOT NULL
         UNION SELECT f.staff_id FROM ticket_follower f WHERE f.ticket_id = $1)")
        .bind(id).fetch_all(c).await)
}

/// Whether somebody has words for this ticket that they have not sent, and since when.
pub async fn draft_of(reader: &mut Reader, id: Uuid, staff: Uuid) -> sqlx::Result<Option<Timestamp>> {
    let at: Option<i64> = sql!(Reader: reader, c => sqlx::query_scalar("SELECT MAX(updated_at) FROM draft WHERE ticket_id = $1 AND staff_id = $2")
        .bind(id).bind(staff).fetch_one(c).await)?;
    Ok(at.map(moment))
}
