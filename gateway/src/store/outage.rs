//! Channels that do not work: since when, why, when they are tried again. For the staff to see, whichever replica found out.

use super::{Reader, Tx};
use crate::{channel::Channel, sql};
use jiff::Timestamp;

/// A channel that does not work.
pub struct Outage {
    /// Its name.
    pub channel: String,
    /// Milliseconds since 1970.
    pub since: i64,
    /// What an operator should do, or what the provider does.
    pub cause: String,
    /// Milliseconds since 1970.
    pub retry_at: i64,
}

/// Notes that a channel does not work.
pub async fn begin(
    tx: &mut Tx,
    channel: Channel,
    cause: &str,
    retry_at: Timestamp,
    now: Timestamp,
) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO outage (channel, since, cause, retry_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (channel) DO UPDATE SET cause = excluded.cause, retry_at = excluded.retry_at")
        .bind(channel.name()).bind(now.as_millisecond()).bind(cause).bind(retry_at.as_millisecond())
        .execute(c).await.map(|_| ()))
}

/// Notes that it works again.
pub async fn end(tx: &mut Tx, channel: Channel) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM outage WHERE channel = $1").bind(channel.name()).execute(c).await.map(|_| ()))
}

/// All of them.
pub async fn all(reader: &mut Reader) -> sqlx::Result<Vec<Outage>> {
    let rows: Vec<(String, i64, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT channel, since, cause, retry_at FROM outage ORDER BY channel").fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(channel, since, cause, retry_at)| Outage { channel, since, cause, retry_at }).collect())
}
