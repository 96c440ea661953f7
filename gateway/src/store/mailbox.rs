//! How far each mailbox has been read, and which of its messages are being read.

use super::{Reader, Tx};
use crate::sql;
use jiff::Timestamp;

/// How far a mailbox has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The numbering that `uid` belongs to.
    pub uid_validity: u32,
    /// The last message that was taken.
    pub uid: u32,
    /// When the mailbox was first read, in seconds since 1970.
    pub since: i64,
}

/// A message in a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The numbering that `uid` belongs to.
    pub uid_validity: u32,
    /// The message.
    pub uid: u32,
}

/// The mark of a mailbox.
pub async fn mark(reader: &mut Reader, name: &str) -> sqlx::Result<Option<Mark>> {
    let row: Option<(i64, i64, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT uid_validity, uid, since FROM mailbox WHERE name = $1").bind(name).fetch_optional(c).await)?;
    Ok(row.map(|(uid_validity, uid, since)| Mark {
        uid_validity: uid_validity.try_into().unwrap_or_default(),
        uid: uid.try_into().unwrap_or_default(),
        since: since / 1000,
    }))
}

/// Notes that a message begins to be read; returns how often it has begun and not ended, this time included.
pub async fn begin_attempt(tx: &mut Tx, name: &str, place: Place, now: Timestamp) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "INSERT INTO mail_attempt (mailbox, uid_validity, uid, attempts, at) VALUES ($1, $2, $3, 1, $4)
         ON CONFLICT (mailbox, uid_validity, uid) DO UPDATE SET attempts = mail_attempt.attempts + 1, at = excluded.at
         RETURNING attempts")
        .bind(name).bind(i64::from(place.uid_validity)).bind(i64::from(place.uid)).bind(now.as_millisecond())
        .fetch_one(c).await)
}

/// A message was read to its end.
pub async fn end_attempt(tx: &mut Tx, name: &str, place: Place) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM mail_attempt WHERE mailbox = $1 AND uid_validity = $2 AND uid = $3")
        .bind(name).bind(i64::from(place.uid_validity)).bind(i64::from(place.uid))
        .execute(c).await.map(|_| ()))
}

/// Moves the mark on; a new numbering begins anew. Another replica that is further on stays there. What had begun to be read
/// before it is settled.
pub async fn move_on(tx: &mut Tx, name: &str, place: Place, now: Timestamp) -> sqlx::Result<()> {
    let Place { uid_validity, uid } = place;
    sql!(Tx: tx, c => sqlx::query(
        "DELETE FROM mail_attempt WHERE mailbox = $1 AND (uid_validity <> $2 OR uid <= $3)")
        .bind(name).bind(i64::from(uid_validity)).bind(i64::from(uid))
        .execute(c).await.map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO mailbox (name, uid_validity, uid, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET uid_validity = excluded.uid_validity, uid = excluded.uid
         WHERE mailbox.uid_validity <> excluded.uid_validity OR mailbox.uid < excluded.uid")
        .bind(name).bind(i64::from(uid_validity)).bind(i64::from(uid)).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}
