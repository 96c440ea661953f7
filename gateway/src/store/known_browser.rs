//! Browsers with which somebody has logged in, with both factors: rows of `known_browser`. Whoever guesses an account's password
//! from elsewhere makes its owner wait nowhere but there. The cookie is stored as a keyed hash.

use crate::{
    seal::MasterKey,
    sql,
    store::{Reader, Tx},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// A browser that was not used for so long is a stranger's again.
pub const KNOWN_FOR: SignedDuration = SignedDuration::from_hours(180 * 24);

/// A cookie as it is stored.
pub fn hash(master: &MasterKey, token: &str) -> Vec<u8> {
    master.hash("known-browser", token.as_bytes()).to_vec()
}

/// Whether the owner of this account has logged in with this browser.
pub async fn is_known(reader: &mut Reader, token: &[u8], staff: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let found: i64 = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM known_browser WHERE token_hash = $1 AND staff_id = $2 AND seen_at > $3")
        .bind(token.to_vec()).bind(staff).bind(before(now)).fetch_one(c).await)?;
    Ok(found > 0)
}

/// They have just logged in with it.
pub async fn remember(tx: &mut Tx, token: &[u8], staff: Uuid, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO known_browser (token_hash, staff_id, seen_at) VALUES ($1, $2, $3)
         ON CONFLICT (token_hash, staff_id) DO UPDATE SET seen_at = excluded.seen_at")
        .bind(token.to_vec()).bind(staff).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// It has another cookie now.
pub async fn replaced(tx: &mut Tx, token: &[u8], staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM known_browser WHERE token_hash = $1 AND staff_id = $2")
        .bind(token.to_vec()).bind(staff).execute(c).await.map(|_| ()))
}

/// Whatever they had is a stranger's from now on: the account changes hands, or may have.
pub async fn forget(tx: &mut Tx, staff: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM known_browser WHERE staff_id = $1").bind(staff).execute(c).await.map(|_| ()))
}

/// Deletes those that were not used for long.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM known_browser WHERE seen_at <= $1").bind(before(now)).execute(c).await.map(|_| ()))
}

fn before(now: Timestamp) -> i64 {
    now.as_millisecond() - KNOWN_FOR.as_millis() as i64
}
