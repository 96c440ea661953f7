//! What people do to proposals. Every statement says in which state a row must be, and who may not decide on it, so that of
//! two who act at once the second changes nothing.

use super::{Fields, Proposal, Row, State};
use crate::{sql, store::Tx};
use jiff::Timestamp;
use uuid::Uuid;

/// A new proposal.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `service_proposal`")]
pub struct New<'a> {
    pub service: Option<Uuid>,
    pub import: Option<Uuid>,
    pub line: i64,
    pub code: &'a str,
    pub name: &'a str,
    pub fields: Fields,
    pub was: Fields,
    pub by: Uuid,
}

/// Proposes; `None` where somebody else's proposal for this code already waits. What one has proposed oneself before is taken
/// back, and what it held beside this one goes on waiting in it: nobody approves half of what was meant.
pub async fn propose(tx: &mut Tx, new: New<'_>, now: Timestamp) -> sqlx::Result<Option<Uuid>> {
    let before: Option<Row> = sql!(Tx: &mut *tx, c => sqlx::query_as(
        "UPDATE service_proposal SET state = 'withdrawn', decided_by = $2, decided_at = $3
         WHERE code = $1 AND state = 'proposed' AND proposed_by = $2 RETURNING *")
        .bind(new.code).bind(new.by).bind(now.as_millisecond()).fetch_optional(c).await)?;
    let before = before.map(Proposal::try_from).transpose()?;
    let (mut fields, mut was) = before.map(|before| (before.fields, before.was)).unwrap_or_default();
    fields.extend(new.fields);
    was.extend(new.was);
    let id = Uuid::now_v7();
    let added = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO service_proposal (id, service_id, import_id, line, code, name, fields, was, state, decision, proposed_by,
         proposed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', '', $9, $10) ON CONFLICT DO NOTHING")
        .bind(id).bind(new.service).bind(new.import).bind(new.line).bind(new.code).bind(new.name)
        .bind(json(&fields)?).bind(json(&was)?).bind(new.by).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((added == 1).then_some(id))
}

fn json(fields: &Fields) -> sqlx::Result<String> {
    serde_json::to_string(fields).map_err(|error| sqlx::Error::Encode(error.into()))
}

/// Takes hold of one that waits, until the transaction ends: nobody else decides on it meanwhile.
pub async fn hold(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Proposal>> {
    let row: Option<Row> = sql!(Tx: tx, c => sqlx::query_as(
        "UPDATE service_proposal SET line = line WHERE id = $1 AND state = 'proposed' RETURNING *")
        .bind(id).fetch_optional(c).await)?;
    row.map(Proposal::try_from).transpose()
}

/// A decision on somebody else's proposal.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the columns of `service_proposal`")]
pub struct Decision<'a> {
    pub id: Uuid,
    pub state: State,
    pub why: &'a str,
    pub by: Uuid,
    /// The entry, which may have been made of it just now.
    pub service: Option<Uuid>,
}

/// Decides; `false` where there is none any more, or it is their own.
pub async fn decide(tx: &mut Tx, decision: Decision<'_>, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE service_proposal SET state = $2, decision = $3, decided_by = $4, decided_at = $5, service_id = $6
         WHERE id = $1 AND state = 'proposed' AND proposed_by <> $4")
        .bind(decision.id).bind(decision.state.name()).bind(decision.why).bind(decision.by)
        .bind(now.as_millisecond()).bind(decision.service)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Takes back one's own proposal.
pub async fn withdraw(tx: &mut Tx, id: Uuid, by: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE service_proposal SET state = 'withdrawn', decided_by = $2, decided_at = $3
         WHERE id = $1 AND state = 'proposed' AND proposed_by = $2")
        .bind(id).bind(by).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Takes back everything that still waits of one's own file; returns how much that was.
pub async fn withdraw_import(tx: &mut Tx, import: Uuid, by: Uuid, now: Timestamp) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE service_proposal SET state = 'withdrawn', decided_by = $2, decided_at = $3
         WHERE import_id = $1 AND state = 'proposed' AND proposed_by = $2")
        .bind(import).bind(by).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))
}
