//! A ticket is given: to a person, to a team, or back to the pool.

use crate::sql;
use crate::store::{
    Tx,
    audit::{self, Action, AuditEntry, AuditObject},
    duty,
    notification::{self, Kind},
    ticket::{
        assign,
        history::{Happened, record},
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// Gives a ticket away, as far as that changes anything; returns whom it has notified.
pub(super) async fn give(
    tx: &mut Tx,
    (ticket, by): (Uuid, Uuid),
    owner: Option<Uuid>,
    team: Option<Uuid>,
    now: Timestamp,
) -> anyhow::Result<Vec<Uuid>> {
    let (former, former_team): (Option<Uuid>, Option<Uuid>) = sql!(Tx: &mut *tx, c => sqlx::query_as(
        "SELECT owner_id, team_id FROM ticket WHERE id = $1").bind(ticket).fetch_one(c).await)?;
    // Whoever is given a ticket of a team works on it for the team.
    let team = if owner.is_some() { former_team } else { team };
    if (former, former_team) == (owner, team) {
        return Ok(Vec::new());
    }
    assign::give(tx, ticket, owner, team).await?;
    if former != owner {
        record(tx, ticket, Some(by), &Happened::Owner { to: owner }, now).await?;
    }
    if former_team != team {
        record(tx, ticket, Some(by), &Happened::Team { to: team }, now).await?;
    }
    let entry =
        AuditEntry { staff: Some(by), action: Action::Assign, object: AuditObject::Ticket, object_id: Some(ticket) };
    audit::record(tx, entry, now).await?;
    let mut told = Vec::new();
    if let Some(owner) = owner.filter(|owner| Some(*owner) != former) {
        duty::served(tx, owner, now).await?;
        if owner != by {
            notification::add(tx, owner, Kind::Assigned, Some(ticket), now).await?;
            told.push(owner);
        }
    }
    if let Some(former) = former.filter(|former| Some(*former) != owner && *former != by) {
        notification::add(tx, former, Kind::TakenOver, Some(ticket), now).await?;
        told.push(former);
    }
    Ok(told)
}
