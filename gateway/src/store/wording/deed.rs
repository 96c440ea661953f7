//! What people do to wordings. Every statement says in which state a row must be, and who may not decide on it, so that of
//! two who act at once the second changes nothing.

use super::State;
use crate::{sql, store::Tx};
use jiff::Timestamp;
use uuid::Uuid;

/// A new proposal.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `wording`")]
pub struct New<'a> {
    pub item: &'a str,
    pub language: &'a str,
    /// Absent: the built-in text.
    pub body: Option<&'a str>,
    pub was: &'a str,
    pub back_translation: &'a str,
    pub is_draft: bool,
    pub reason: &'a str,
    pub by: Uuid,
}

/// The published wording of an item, as a transaction sees it.
pub async fn published(tx: &mut Tx, item: &str, language: &str) -> sqlx::Result<Option<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT id FROM wording WHERE item = $1 AND language = $2 AND state = 'published'")
        .bind(item).bind(language).fetch_optional(c).await)
}

/// Proposes; `None` where somebody else's proposal already waits.
pub async fn propose(tx: &mut Tx, new: &New<'_>, now: Timestamp) -> sqlx::Result<Option<Uuid>> {
    insert(tx, new, State::Proposed, None, now).await
}

/// Puts the built-in text back at once; `None` where somebody did so in the same moment.
pub async fn restore(tx: &mut Tx, new: &New<'_>, now: Timestamp) -> sqlx::Result<Option<Uuid>> {
    replace(tx, new.item, new.language).await?;
    insert(tx, new, State::Published, Some(new.by), now).await
}

async fn insert(
    tx: &mut Tx,
    new: &New<'_>,
    state: State,
    decided_by: Option<Uuid>,
    now: Timestamp,
) -> sqlx::Result<Option<Uuid>> {
    let id = Uuid::now_v7();
    let added = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO wording (id, item, language, body, was, back_translation, trust, state, reason, decision, proposed_by,
         proposed_at, decided_by, decided_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', $10, $11, $12, $13)
         ON CONFLICT DO NOTHING")
        .bind(id).bind(new.item).bind(new.language).bind(new.body).bind(new.was).bind(new.back_translation)
        .bind(trust(new.is_draft)).bind(state.name()).bind(new.reason).bind(new.by).bind(now.as_millisecond())
        .bind(decided_by).bind(decided_by.map(|_| now.as_millisecond()))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((added == 1).then_some(id))
}

/// What is published makes room.
async fn replace(tx: &mut Tx, item: &str, language: &str) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE wording SET state = 'replaced' WHERE item = $1 AND language = $2 AND state = 'published'")
        .bind(item).bind(language).execute(c).await.map(|_| ()))
}

/// A decision on a proposal.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the columns of `wording`")]
pub struct Decision<'a> {
    pub id: Uuid,
    pub item: &'a str,
    pub language: &'a str,
    pub by: Uuid,
    /// What was in force.
    pub was: &'a str,
    pub is_draft: bool,
}

/// Publishes somebody else's proposal; `false`, and the transaction is to be dropped, where there is none any more or it is
/// their own.
pub async fn publish(tx: &mut Tx, decision: Decision<'_>, now: Timestamp) -> sqlx::Result<bool> {
    replace(tx, decision.item, decision.language).await?;
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE wording SET state = 'published', decided_by = $2, decided_at = $3, was = $4, trust = $5
         WHERE id = $1 AND item = $6 AND language = $7 AND state = 'proposed' AND proposed_by <> $2")
        .bind(decision.id).bind(decision.by).bind(now.as_millisecond()).bind(decision.was).bind(trust(decision.is_draft))
        .bind(decision.item).bind(decision.language)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Sends somebody else's proposal back, with the reason.
pub async fn send_back(tx: &mut Tx, id: Uuid, item: &str, by: Uuid, why: &str, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE wording SET state = 'returned', decided_by = $2, decided_at = $3, decision = $4
         WHERE id = $1 AND item = $5 AND state = 'proposed' AND proposed_by <> $2")
        .bind(id).bind(by).bind(now.as_millisecond()).bind(why).bind(item)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Takes back one's own proposal.
pub async fn withdraw(tx: &mut Tx, id: Uuid, item: &str, by: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE wording SET state = 'withdrawn', decided_by = $2, decided_at = $3
         WHERE id = $1 AND item = $4 AND state = 'proposed' AND proposed_by = $2")
        .bind(id).bind(by).bind(now.as_millisecond()).bind(item)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

const fn trust(is_draft: bool) -> &'static str {
    if is_draft { "draft" } else { super::REVIEWED }
}
