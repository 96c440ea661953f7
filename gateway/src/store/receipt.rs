//! The secret beside a reference: kept as a keyed hash, its wrong guesses counted.

use super::Tx;
use crate::{seal::MasterKey, sql};
use bot::{
    receipt::{Code, Proof, Receipt},
    reference::Reference,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// So many wrong codes for one request…
const MISSES: i32 = 10;
/// …within this time, and only a person can help. One in a hundred thousand is what a guesser has a day.
const MEMORY: SignedDuration = SignedDuration::from_hours(24);

fn hash(master: &MasterKey, reference: Reference, code: Code) -> Vec<u8> {
    master.hash("receipt", format!("{reference}:{code}").as_bytes()).to_vec()
}

/// Gives a ticket its code; an older one no longer counts.
pub async fn give(tx: &mut Tx, master: &MasterKey, id: Uuid, reference: Reference, code: Code) -> sqlx::Result<()> {
    let secret = hash(master, reference, code);
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET secret_hash = $2 WHERE id = $1").bind(id).bind(secret).execute(c).await.map(|_| ()))
}

/// Whether number and code belong together. A wrong code is counted.
pub async fn prove(tx: &mut Tx, master: &MasterKey, receipt: Receipt, now: Timestamp) -> sqlx::Result<Proof> {
    let row: Option<(Uuid, Option<Vec<u8>>, i32, i64)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, secret_hash, secret_misses, secret_missed_at FROM ticket WHERE reference = $1")
        .bind(receipt.reference.to_string()).fetch_optional(c).await)?;
    let Some((id, Some(secret), misses, missed_at)) = row else { return Ok(Proof::Wrong) };
    let forgotten = now.as_millisecond() - missed_at > MEMORY.as_millis() as i64;
    let misses = if forgotten { 0 } else { misses };
    if misses >= MISSES {
        return Ok(Proof::Locked);
    }
    if secret == hash(master, receipt.reference, receipt.code) {
        return Ok(Proof::Proven(receipt.reference));
    }
    let since = if misses == 0 { now.as_millisecond() } else { missed_at };
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET secret_misses = $2, secret_missed_at = $3 WHERE id = $1")
        .bind(id).bind(misses + 1).bind(since).execute(c).await.map(|_| ()))?;
    Ok(Proof::Wrong)
}
