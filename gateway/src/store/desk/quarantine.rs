//! Turns that failed, without their content: when, on which channel and why.

use super::{PAGE, moment};
use crate::{
    sql,
    store::{Reader, quarantine::Retention},
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
    /// `replayed` or `discarded`; of those that were settled before there was a choice, neither.
    pub outcome: Option<String>,
    /// When it is deleted.
    pub until: Timestamp,
}

type Row = (Uuid, String, String, i64, Option<String>, Option<i64>);

fn failed(retention: Retention, (id, channel, cause, at, outcome, resolved_at): Row) -> Failed {
    let by_age = moment(at).saturating_add(retention.waiting).unwrap_or(Timestamp::MAX);
    let settled = resolved_at.map(|at| moment(at).saturating_add(retention.resolved).unwrap_or(Timestamp::MAX));
    let until = settled.map_or(by_age, |settled| settled.min(by_age));
    Failed { id, channel, cause, at: moment(at), outcome, until }
}

/// How many wait to be looked at, and the oldest of them.
pub async fn waiting(reader: &mut Reader, retention: Retention) -> sqlx::Result<(i64, Vec<Failed>)> {
    let count = sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM quarantine WHERE resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM conversation v
         WHERE v.channel = quarantine.channel AND v.address_hash = quarantine.address_hash AND v.hidden_at IS NOT NULL)").fetch_one(c).await)?;
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, channel, cause, at, outcome, resolved_at FROM quarantine WHERE resolved_at IS NULL AND NOT EXISTS (SELECT 1 FROM conversation v
         WHERE v.channel = quarantine.channel AND v.address_hash = quarantine.address_hash AND v.hidden_at IS NOT NULL) ORDER BY at, id LIMIT $1")
        .bind(PAGE).fetch_all(c).await)?;
    Ok((count, rows.into_iter().map(|row| failed(retention, row)).collect()))
}

/// The last that were settled, while they are kept.
pub async fn settled(reader: &mut Reader, retention: Retention) -> sqlx::Result<Vec<Failed>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, channel, cause, at, outcome, resolved_at FROM quarantine WHERE resolved_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM conversation v
         WHERE v.channel = quarantine.channel AND v.address_hash = quarantine.address_hash AND v.hidden_at IS NOT NULL)
         ORDER BY resolved_at DESC, id LIMIT $1")
        .bind(PAGE).fetch_all(c).await)?;
    Ok(rows.into_iter().map(|row| failed(retention, row)).collect())
}
