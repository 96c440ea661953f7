//! Telephone calls between two webhooks, their state and last answer sealed under the contact's key.

use super::{Tx, inbound::ProviderId};
use crate::{
    seal::{Column, DataKey},
    sql,
};
use bot::{
    call::{Call, Restored, Step},
    reference::Reference,
    ticket::TicketState,
};
use jiff::Timestamp;
use uuid::Uuid;

/// [`Call::save`].
pub const STATE: Column = Column::new("call", "state_sealed");
/// What was answered last.
pub const ANSWER: Column = Column::new("call", "answer_sealed");

/// A call that has been answered before.
pub struct Known {
    /// Its row.
    pub id: Uuid,
    /// Answers so far; the addresses in the last one carry this number.
    pub step: i32,
    /// Where it stands; of another release or damaged: in part.
    pub call: Restored,
    /// What was answered last; `None`: damaged.
    pub answer: Option<String>,
}

/// A row to be written.
pub struct Answered<'a> {
    /// [`Known::id`], or a new one.
    pub id: Uuid,
    /// Keyed hash of the provider's id.
    pub provider_hash: ProviderId,
    /// Whose.
    pub conversation_id: Uuid,
    /// Answers with this one.
    pub step: i32,
    /// Where it stands now.
    pub call: &'a Call,
    /// What is answered.
    pub answer: &'a str,
}

/// Finds a call. Its conversation is locked, and so is the call.
pub async fn find(tx: &mut Tx, provider_hash: &ProviderId, key: &DataKey) -> sqlx::Result<Option<Known>> {
    let row: Option<(Uuid, i32, Vec<u8>, Vec<u8>)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, step, state_sealed, answer_sealed FROM call WHERE provider_hash = $1")
        .bind(provider_hash.to_vec()).fetch_optional(c).await)?;
    Ok(row.map(|(id, step, state, answer)| Known {
        id,
        step,
        // What cannot be opened begins again, which is what restoring nothing gives.
        call: Call::restore(&key.open(STATE.of(id), &state).unwrap_or_default()),
        answer: key.open(ANSWER.of(id), &answer).ok().and_then(|answer| String::from_utf8(answer).ok()),
    }))
}

/// Writes a call after an answer.
pub async fn save(tx: &mut Tx, row: &Answered<'_>, key: &DataKey, now: Timestamp) -> sqlx::Result<()> {
    let ended = (row.call.step == Step::Ended).then(|| now.as_millisecond());
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO call (id, provider_hash, conversation_id, step, state_sealed, answer_sealed, started_at, ended_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (id) DO UPDATE SET step = excluded.step, state_sealed = excluded.state_sealed,
         answer_sealed = excluded.answer_sealed, ended_at = COALESCE(call.ended_at, excluded.ended_at)")
        .bind(row.id)
        .bind(row.provider_hash.to_vec())
        .bind(row.conversation_id)
        .bind(row.step)
        .bind(key.seal(STATE.of(row.id), &row.call.save()))
        .bind(key.seal(ANSWER.of(row.id), row.answer.as_bytes()))
        .bind(now.as_millisecond())
        .bind(ended)
        .execute(c).await.map(|_| ()))
}

/// The state of a request, whoever's it is: a caller types its number and hears nothing else of it.
pub async fn state_of_request(tx: &mut Tx, reference: Reference) -> anyhow::Result<Option<TicketState>> {
    let state: Option<String> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT COALESCE(m.state, t.state) FROM ticket t
         LEFT JOIN ticket m ON m.id = t.merged_into AND m.contact_id = t.contact_id WHERE t.reference = $1
         AND t.hidden_at IS NULL")
        .bind(reference.to_string()).fetch_optional(c).await)?;
    Ok(state.map(|state| state.parse()).transpose()?)
}
