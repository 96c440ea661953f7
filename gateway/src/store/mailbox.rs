//! How far each mailbox has been read.

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

/// Moves the mark on; a new numbering begins anew. Another replica that is further on stays there.
pub async fn move_on(tx: &mut Tx, name: &str, uid_validity: u32, uid: u32, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO mailbox (name, uid_validity, uid, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (name) DO UPDATE SET uid_validity = excluded.uid_validity, uid = excluded.uid
         WHERE mailbox.uid_validity <> excluded.uid_validity OR mailbox.uid < excluded.uid")
        .bind(name).bind(i64::from(uid_validity)).bind(i64::from(uid)).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}
