//! Sessions of the console: rows of `session`. The identifier is stored as a keyed hash and the data sealed, so a copy
//! of the database lets nobody in. [`crate::console::session`] gives them to tower-sessions.

use crate::{
    sql,
    store::{Reader, Tx},
};
use jiff::Timestamp;
use uuid::Uuid;

/// A session as it is stored.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Session {
    pub id_hash: Vec<u8>,
    /// Who is logged in, so that all their sessions can be ended.
    pub staff_id: Option<Uuid>,
    pub data_sealed: Vec<u8>,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

/// Stores a session, new or changed.
pub async fn save(tx: &mut Tx, session: &Session) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO session (id_hash, staff_id, data_sealed, expires_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (id_hash) DO UPDATE
         SET staff_id = excluded.staff_id, data_sealed = excluded.data_sealed, expires_at = excluded.expires_at")
        .bind(session.id_hash.clone()).bind(session.staff_id).bind(session.data_sealed.clone()).bind(session.expires_at)
        .execute(c).await.map(|_| ()))
}

/// A session that has not expired.
pub async fn load(reader: &mut Reader, id_hash: &[u8], now: Timestamp) -> sqlx::Result<Option<Session>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id_hash, staff_id, data_sealed, expires_at FROM session WHERE id_hash = $1 AND expires_at > $2")
        .bind(id_hash.to_vec()).bind(now.as_millisecond()).fetch_optional(c).await)
}

/// Ends one session.
pub async fn delete(tx: &mut Tx, id_hash: &[u8]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE id_hash = $1").bind(id_hash.to_vec()).execute(c).await.map(|_| ()))
}

/// Ends all sessions of one account.
pub async fn delete_of(tx: &mut Tx, staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE staff_id = $1").bind(staff).execute(c).await.map(|_| ()))
}

/// Forgets sessions that have expired.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE expires_at <= $1")
        .bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}
