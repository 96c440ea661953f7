//! Turns that failed, without their content: when, on which channel and why.

use super::{PAGE, moment};
use crate::{
    sql,
    store::{Reader, Tx},
};
use jiff::Timestamp;
use uuid::Uuid;

/// A turn that failed.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Failed {
    pub id: Uuid,
    pub channel: String,
    pub cause: String,
    pub at: Timestamp,
}

/// How many wait to be looked at, and the oldest of them.
pub async fn waiting(reader: &mut Reader) -> sqlx::Result<(i64, Vec<Failed>)> {
    let count = sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM quarantine WHERE resolved_at IS NULL").fetch_one(c).await)?;
    let rows: Vec<(Uuid, String, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, channel, cause, at FROM quarantine WHERE resolved_at IS NULL ORDER BY id LIMIT $1")
        .bind(PAGE).fetch_all(c).await)?;
    Ok((
        count,
        rows.into_iter().map(|(id, channel, cause, at)| Failed { id, channel, cause, at: moment(at) }).collect(),
    ))
}

/// Marks one as looked at; `false` if it was already.
pub async fn resolve(tx: &mut Tx, id: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE quarantine SET resolved_at = $2 WHERE id = $1 AND resolved_at IS NULL")
        .bind(id).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
