//! Tickets that belong together, that became one, or that were one.

use crate::{
    sql,
    store::{Reader, Tx},
};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Another ticket, by what the staff call it.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Other {
    pub id: Uuid,
    pub reference: String,
    pub state: String,
    pub channel: String,
}

/// Notes that two belong together; `false` if they do already. One row a pair, whoever says it.
pub async fn link(tx: &mut Tx, one: Uuid, other: Uuid) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO ticket_link (ticket_id, other_id) VALUES ($1, $2) ON CONFLICT (ticket_id, other_id) DO NOTHING")
        .bind(one.min(other)).bind(one.max(other)).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// Takes it back; `false` if there was none.
pub async fn unlink(tx: &mut Tx, one: Uuid, other: Uuid) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => sqlx::query("DELETE FROM ticket_link WHERE ticket_id = $1 AND other_id = $2")
        .bind(one.min(other)).bind(one.max(other)).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// What belongs together with a ticket.
pub async fn of_ticket(reader: &mut Reader, id: Uuid) -> sqlx::Result<Vec<Other>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT t.id, t.reference, t.state, t.channel FROM ticket t WHERE t.hidden_at IS NULL AND t.id IN (
         SELECT other_id FROM ticket_link WHERE ticket_id = $1 UNION SELECT ticket_id FROM ticket_link WHERE other_id = $1)
         ORDER BY t.id").bind(id).fetch_all(c).await)
}

/// The other tickets of the same person, the latest first: those that were merged into this one too.
pub async fn of_person(reader: &mut Reader, contact: Uuid, id: Uuid) -> sqlx::Result<Vec<(Other, Option<Uuid>)>> {
    let rows: Vec<(Uuid, String, String, String, Option<Uuid>)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, reference, state, channel, merged_into FROM ticket WHERE contact_id = $1 AND id <> $2 ORDER BY id DESC LIMIT 100")
        .bind(contact).bind(id).fetch_all(c).await)?;
    let other = |(id, reference, state, channel, merged)| (Other { id, reference, state, channel }, merged);
    Ok(rows.into_iter().map(other).collect())
}

/// Whether a ticket carries a report; such a one is never merged into another, because the Focal Point works on it.
pub async fn has_report(tx: &mut Tx, id: Uuid) -> sqlx::Result<bool> {
    let reports: i64 = sql!(Tx: tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM report WHERE ticket_id = $1").bind(id).fetch_one(c).await)?;
    Ok(reports > 0)
}

/// Moves what belongs to one ticket to another one of the same person, before the first is closed into it.
pub async fn merge(tx: &mut Tx, from: Uuid, into: Uuid) -> sqlx::Result<()> {
    let moves = [
        "UPDATE message SET ticket_id = $2 WHERE ticket_id = $1 AND conversation_id IN (
         SELECT v.id FROM conversation v JOIN ticket t ON t.contact_id = v.contact_id WHERE t.id = $2)",
        "UPDATE note SET ticket_id = $2 WHERE ticket_id = $1",
        "UPDATE question SET ticket_id = $2 WHERE ticket_id = $1",
        "UPDATE callback SET ticket_id = $2 WHERE ticket_id = $1 AND contact_id = (SELECT contact_id FROM ticket WHERE id = $2)",
        "INSERT INTO ticket_follower (ticket_id, staff_id) SELECT $2, staff_id FROM ticket_follower WHERE ticket_id = $1
         ON CONFLICT (ticket_id, staff_id) DO NOTHING",
        // So that a number of a number leads straight to where it ends.
        "UPDATE ticket SET merged_into = $2 WHERE merged_into = $1 AND contact_id = (SELECT b.contact_id FROM ticket b WHERE b.id = $2)",
    ];
    for statement in moves {
        sql!(Tx: tx, c => sqlx::query(statement).bind(from).bind(into).execute(c).await.map(|_| ()))?;
    }
    let linked: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT other_id FROM ticket_link WHERE ticket_id = $1 UNION SELECT ticket_id FROM ticket_link WHERE other_id = $1")
        .bind(from).fetch_all(c).await)?;
    for other in linked {
        unlink(tx, from, other).await?;
        if other != into {
            link(tx, into, other).await?;
        }
    }
    for statement in [
        "DELETE FROM ticket_follower WHERE ticket_id = $1",
        "DELETE FROM ticket_seen WHERE ticket_id = $1",
        "DELETE FROM notification WHERE ticket_id = $1",
    ] {
        sql!(Tx: tx, c => sqlx::query(statement).bind(from).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Gives these messages of the worker to another ticket; returns how many.
pub async fn move_messages(tx: &mut Tx, conversation: Uuid, messages: &[Uuid], to: Uuid) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("UPDATE message SET ticket_id = ");
        query.push_bind(to).push(" WHERE author = 'worker' AND conversation_id = ").push_bind(conversation).push(" AND id IN (");
        let mut list = query.separated(", ");
        for message in messages {
            list.push_bind(*message);
        }
        query.push(")");
        query.build().persistent(false).execute(c).await.map(|done| done.rows_affected())
    })
}
