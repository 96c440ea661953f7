//! The chain of the audit in SQL: rows that have no place in it yet, rows in their places, and where it ends.

use crate::{
    sql,
    store::{Reader, Tx},
};
use uuid::Uuid;

/// Names the lock of the job, among all advisory locks of the database.
const LOCK: i64 = 0x6170_7072_6f64_6f01;

/// A row of `audit`, whole.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `audit`")]
pub struct Link {
    pub id: Uuid,
    pub at: i64,
    pub staff_id: Option<Uuid>,
    pub action: String,
    pub object: String,
    pub object_id: Option<Uuid>,
    pub place: Option<i64>,
    pub chain_hash: Option<Vec<u8>>,
}

/// Where the chain ends.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `audit_head`")]
pub struct Head {
    pub place: i64,
    pub proof: Vec<u8>,
}

/// Makes this transaction the only one that lengthens the chain; `false` if another process is at it. SQLite has one writer
/// anyway.
pub async fn lock(tx: &mut Tx) -> sqlx::Result<bool> {
    match tx {
        Tx::Sqlite(_) => Ok(true),
        Tx::Postgres(tx) => {
            sqlx::query_scalar("SELECT pg_try_advisory_xact_lock($1)").bind(LOCK).fetch_one(&mut **tx).await
        }
    }
}

/// Whether any row has no place yet.
pub async fn is_any_loose(reader: &mut Reader) -> sqlx::Result<bool> {
    let found: Option<i64> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT at FROM audit WHERE place IS NULL LIMIT 1").fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Rows that have no place yet, the oldest first.
pub async fn loose(tx: &mut Tx, most: i64) -> sqlx::Result<Vec<Link>> {
    sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, at, staff_id, action, object, object_id, place, chain_hash FROM audit
         WHERE place IS NULL ORDER BY id LIMIT $1").bind(most).fetch_all(c).await)
}

/// The last row that has a place.
pub async fn last(tx: &mut Tx) -> sqlx::Result<Option<Link>> {
    sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, at, staff_id, action, object, object_id, place, chain_hash FROM audit
         WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1").fetch_optional(c).await)
}

/// Gives a row its place.
pub async fn set(tx: &mut Tx, id: Uuid, place: i64, hash: &[u8]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE audit SET place = $2, chain_hash = $3 WHERE id = $1 AND place IS NULL")
        .bind(id).bind(place).bind(hash.to_vec()).execute(c).await.map(|_| ()))
}

/// Rows from a place on, in their order.
pub async fn from(reader: &mut Reader, place: i64, most: i64) -> sqlx::Result<Vec<Link>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, at, staff_id, action, object, object_id, place, chain_hash FROM audit
         WHERE place >= $1 ORDER BY place LIMIT $2").bind(place).bind(most).fetch_all(c).await)
}

/// Where the chain ends, for a reader.
pub async fn head(reader: &mut Reader) -> sqlx::Result<Option<Head>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT place, proof FROM audit_head WHERE id = 1").fetch_optional(c).await)
}

/// Where the chain ends, for the job.
pub async fn head_in(tx: &mut Tx) -> sqlx::Result<Option<Head>> {
    sql!(Tx: tx, c => sqlx::query_as("SELECT place, proof FROM audit_head WHERE id = 1").fetch_optional(c).await)
}

/// Moves the end.
pub async fn set_head(tx: &mut Tx, head: &Head) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO audit_head (id, place, proof) VALUES (1, $1, $2)
         ON CONFLICT (id) DO UPDATE SET place = excluded.place, proof = excluded.proof")
        .bind(head.place).bind(head.proof.clone()).execute(c).await.map(|_| ()))
}

/// The last row that has a place, for a reader.
pub async fn end(reader: &mut Reader) -> sqlx::Result<Option<Link>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, at, staff_id, action, object, object_id, place, chain_hash FROM audit
         WHERE place IS NOT NULL ORDER BY place DESC LIMIT 1").fetch_optional(c).await)
}

/// Notes that the end of the chain is sent on this day; `None` where it was, else the day before that.
pub async fn claim_day(tx: &mut Tx, day: &str) -> sqlx::Result<Option<String>> {
    let before: Option<String> = sql!(Tx: &mut *tx, c => sqlx::query_scalar("SELECT day FROM audit_anchor WHERE id = 1 AND day < $1")
        .bind(day).fetch_optional(c).await)?;
    let Some(before) = before else { return Ok(None) };
    let claimed = sql!(Tx: tx, c => sqlx::query("UPDATE audit_anchor SET day = $1 WHERE id = 1 AND day = $2")
        .bind(day).bind(&before).execute(c).await.map(|done| done.rows_affected()))?;
    Ok((claimed == 1).then_some(before))
}

/// It was not sent after all.
pub async fn give_day_back(tx: &mut Tx, day: &str, before: &str) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE audit_anchor SET day = $2 WHERE id = 1 AND day = $1")
        .bind(day).bind(before).execute(c).await.map(|_| ()))
}
