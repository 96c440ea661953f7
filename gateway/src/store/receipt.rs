//! The secret beside a reference: kept as a keyed hash. A try is counted before it is looked at, in one statement, so that
//! any number at once are counted one after the other.
//!
//! Counted is by sender and by request, whether it exists or not. A sender who has tried too often is not looked at any
//! more that day. A request for which many senders have tried is not locked, or anybody could lock out its owner: the right
//! code only is not enough then.

use super::{Tx, conversation::AddressHash};
use crate::{seal::MasterKey, sql};
use bot::{
    receipt::{Code, Proof, Receipt},
    reference::Reference,
};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// So many codes of one sender are looked at…
const OF_SENDER: i32 = 10;
/// …and for so many of one request the right one is believed: one in ten thousand is what guessers have a day.
const OF_REQUEST: i32 = 100;
/// …within this time.
const PERIOD: SignedDuration = SignedDuration::from_hours(24);

fn hash(master: &MasterKey, reference: Reference, code: Code) -> Vec<u8> {
    master.hash("receipt", format!("{reference}:{code}").as_bytes()).to_vec()
}

/// Gives a ticket its code; an older one no longer counts.
pub async fn give(tx: &mut Tx, master: &MasterKey, id: Uuid, reference: Reference, code: Code) -> sqlx::Result<()> {
    let secret = hash(master, reference, code);
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET secret_hash = $2 WHERE id = $1").bind(id).bind(secret).execute(c).await.map(|_| ()))
}

/// Whether number and code belong together, as typed by this sender. Whatever the answer, the same statements run.
pub async fn prove(
    tx: &mut Tx,
    master: &MasterKey,
    receipt: Receipt,
    sender: &AddressHash,
    now: Timestamp,
) -> anyhow::Result<Proof> {
    let Receipt { reference, code } = receipt;
    let sender = master.hash("guesses of", sender).to_vec();
    let request = master.hash("guesses at", reference.to_string().as_bytes()).to_vec();
    let by_sender = count(tx, &sender, 1, now).await?;
    let may = by_sender <= OF_SENDER;
    // Who is not looked at does not use up what others may try.
    let for_request = count(tx, &request, i32::from(may), now).await?;
    let row: Option<(Option<Vec<u8>>, String, i64)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT t.secret_hash, COALESCE(m.state, t.state), t.opened_at FROM ticket t
         LEFT JOIN ticket m ON m.id = t.merged_into AND m.contact_id = t.contact_id
         WHERE t.reference = $1 AND t.hidden_at IS NULL")
        .bind(reference.to_string()).fetch_optional(c).await)?;
    let (secret, state, opened_at) = row.unwrap_or_default();
    let typed = hash(master, reference, code);
    let is_right = bool::from(secret.unwrap_or_default().ct_eq(&typed));
    if !may || !is_right {
        return Ok(Proof::Wrong);
    }
    if for_request > OF_REQUEST {
        return Ok(Proof::Doubtful(reference));
    }
    // A right code is no guess.
    for subject in [&sender, &request] {
        sql!(Tx: tx, c => sqlx::query("UPDATE guess SET tries = tries - 1 WHERE subject = $1").bind(subject)
            .execute(c).await.map(|_| ()))?;
    }
    let opened_at = Timestamp::from_millisecond(opened_at)?;
    Ok(Proof::Proven { reference, state: state.parse()?, opened_at })
}

/// Counts so many tries and returns how many there were since the first of the day, these included.
async fn count(tx: &mut Tx, subject: &[u8], tries: i32, now: Timestamp) -> sqlx::Result<i32> {
    let now = now.as_millisecond();
    let forgotten = now - PERIOD.as_millis() as i64;
    sql!(Tx: tx, c => sqlx::query_scalar(
        "INSERT INTO guess (subject, tries, since) VALUES ($1, $2, $3)
         ON CONFLICT (subject) DO UPDATE SET tries = CASE WHEN guess.since < $4 THEN $2 ELSE guess.tries + $2 END,
         since = CASE WHEN guess.since < $4 THEN $3 ELSE guess.since END RETURNING tries")
        .bind(subject).bind(tries).bind(now).bind(forgotten).fetch_one(c).await)
}

/// Forgets tries that count no longer.
pub async fn forget(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    let forgotten = now.as_millisecond() - PERIOD.as_millis() as i64;
    sql!(Tx: tx, c => sqlx::query("DELETE FROM guess WHERE since < $1").bind(forgotten).execute(c).await.map(|_| ()))
}
