//! Sessions of the console: rows of `session`. The identifier is stored as a keyed hash and the data sealed, so a copy
//! of the database lets nobody in. [`crate::console::session`] gives them to tower-sessions.

use crate::{
    seal::Column,
    sql,
    store::{Reader, Tx},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// However busy, a session ends so long after it began (NIST SP 800-63B-4, section 5.2).
pub const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// What the session knows.
pub const DATA: Column = Column::new("session", "data_sealed");
/// With what somebody logged in.
pub const AGENT: Column = Column::new("session", "agent_sealed");

/// A session as it is stored.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Session {
    pub id_hash: Vec<u8>,
    /// Who is logged in, so that all their sessions can be ended.
    pub staff_id: Option<Uuid>,
    pub data_sealed: Vec<u8>,
    /// With what somebody logged in, sealed.
    pub agent_sealed: Option<Vec<u8>>,
    /// Milliseconds since 1970.
    pub expires_at: i64,
}

/// Stores a new session.
pub async fn insert(tx: &mut Tx, session: &Session, now: Timestamp) -> sqlx::Result<()> {
    let at = now.as_millisecond();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO session (id_hash, staff_id, data_sealed, agent_sealed, expires_at, created_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)")
        .bind(session.id_hash.clone()).bind(session.staff_id).bind(session.data_sealed.clone())
        .bind(session.agent_sealed.clone()).bind(session.expires_at).bind(at)
        .execute(c).await.map(|_| ()))
}

/// Stores what has changed. A session that was ended meanwhile stays ended.
pub async fn update(tx: &mut Tx, session: &Session, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE session SET staff_id = $2, data_sealed = $3, agent_sealed = $4, expires_at = $5, seen_at = $6
         WHERE id_hash = $1")
        .bind(session.id_hash.clone()).bind(session.staff_id).bind(session.data_sealed.clone())
        .bind(session.agent_sealed.clone()).bind(session.expires_at).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))
}

/// The data and the end of a session that has not ended.
pub async fn load(reader: &mut Reader, id_hash: &[u8], now: Timestamp) -> sqlx::Result<Option<(Vec<u8>, i64)>> {
    let at = now.as_millisecond();
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT data_sealed, expires_at FROM session WHERE id_hash = $1 AND expires_at > $2 AND created_at > $3")
        .bind(id_hash.to_vec()).bind(at).bind(at - LONGEST.as_millis() as i64).fetch_optional(c).await)
}

/// A session as its owner sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `session`")]
pub struct Line {
    pub id_hash: Vec<u8>,
    pub created_at: i64,
    pub seen_at: i64,
    pub agent_sealed: Option<Vec<u8>>,
}

/// Somebody's sessions, the latest used first.
pub async fn of_staff(reader: &mut Reader, staff: Uuid, now: Timestamp) -> sqlx::Result<Vec<Line>> {
    let at = now.as_millisecond();
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id_hash, created_at, seen_at, agent_sealed FROM session
         WHERE staff_id = $1 AND expires_at > $2 AND created_at > $3 ORDER BY seen_at DESC, id_hash")
        .bind(staff).bind(at).bind(at - LONGEST.as_millis() as i64).fetch_all(c).await)
}

/// How many sessions everybody has.
pub async fn counts(reader: &mut Reader, now: Timestamp) -> sqlx::Result<Vec<(Uuid, i64)>> {
    let at = now.as_millisecond();
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT staff_id, COUNT(*) FROM session
         WHERE staff_id IS NOT NULL AND expires_at > $1 AND created_at > $2 GROUP BY staff_id")
        .bind(at).bind(at - LONGEST.as_millis() as i64).fetch_all(c).await)
}

/// Ends one session.
pub async fn delete(tx: &mut Tx, id_hash: &[u8]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE id_hash = $1").bind(id_hash.to_vec()).execute(c).await.map(|_| ()))
}

/// Ends a session of this account; `false` if it has none such.
pub async fn delete_own(tx: &mut Tx, staff: Uuid, id_hash: &[u8]) -> sqlx::Result<bool> {
    let ended = sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE staff_id = $1 AND id_hash = $2")
        .bind(staff).bind(id_hash.to_vec()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(ended == 1)
}

/// Ends all sessions of one account but one; returns how many.
pub async fn delete_others(tx: &mut Tx, staff: Uuid, but: &[u8]) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE staff_id = $1 AND id_hash <> $2")
        .bind(staff).bind(but.to_vec()).execute(c).await.map(|done| done.rows_affected()))
}

/// Ends all sessions of one account.
pub async fn delete_of(tx: &mut Tx, staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE staff_id = $1").bind(staff).execute(c).await.map(|_| ()))
}

/// Forgets sessions that have ended.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    let at = now.as_millisecond();
    sql!(Tx: tx, c => sqlx::query("DELETE FROM session WHERE expires_at <= $1 OR created_at <= $2")
        .bind(at).bind(at - LONGEST.as_millis() as i64).execute(c).await.map(|_| ()))
}
