//! Proposing a change, telling those who may review it, and taking a proposal back.

use super::{
    super::{
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::Id,
        permission::Permission,
        problem::Problem,
        state::App,
    },
    paths,
};
use crate::{
    live::Change,
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        notification::{self, Kind},
        service::proposal::deed::{self, New},
        staff::{self, Role},
    },
};
use axum::response::Response;
use uuid::Uuid;

/// Proposes and writes it down; `None` where somebody else's proposal waits, and the transaction is to be dropped.
pub async fn propose(tx: &mut Tx, app: &App, new: New<'_>) -> Result<Option<Uuid>, Problem> {
    let by = new.by;
    let Some(id) = deed::propose(tx, new, app.now()).await? else { return Ok(None) };
    record(tx, app, by, Action::Propose, id).await?;
    Ok(Some(id))
}

/// Tells the coordinators that something waits, or everybody who may review where there is no other coordinator. Returns whom
/// to tell after the commit.
pub async fn ask(app: &App, tx: &mut Tx, member: &Member) -> Result<Vec<Uuid>, Problem> {
    let all = staff::everybody(tx, &app.store.master).await?;
    let may: Vec<_> = all
        .into_iter()
        .filter(|it| it.disabled_at.is_none() && it.role.may(Permission::ReviewDirectory) && it.id != member.id)
        .collect();
    let coordinated = may.iter().any(|staff| staff.role == Role::Coordinator);
    let asked: Vec<_> =
        may.iter().filter(|it| !coordinated || it.role == Role::Coordinator).map(|staff| staff.id).collect();
    for staff in &asked {
        notification::add(tx, *staff, Kind::ServiceAsked, None, app.now()).await?;
    }
    Ok(asked)
}

/// After the commit.
pub fn tell(app: &App, asked: Vec<Uuid>) {
    for staff in asked {
        app.turns.live.tell(Change::Notification(staff));
    }
}

async fn record(tx: &mut Tx, app: &App, by: Uuid, action: Action, id: Uuid) -> Result<(), Problem> {
    let entry = AuditEntry { staff: Some(by), action, object: AuditObject::Service, object_id: Some(id) };
    Ok(audit::record(tx, entry, app.now()).await?)
}

/// `POST /console/directory/proposals/{id}/withdraw`
pub async fn withdraw(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let withdrawn = deed::withdraw(&mut tx, id, member.id, app.now()).await?;
    if withdrawn {
        record(&mut tx, &app, member.id, Action::Withdraw, id).await?;
        tx.commit().await?;
    }
    // Whoever was faster is named on the page.
    let notice = if withdrawn { Notice::WordingWithdrawn } else { Notice::Unchanged };
    done(&auth, notice, &paths::proposal(id)).await
}

/// `POST /console/directory/proposals/import/{id}/withdraw`
pub async fn withdraw_import(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let withdrawn = deed::withdraw_import(&mut tx, id, member.id, app.now()).await? > 0;
    if withdrawn {
        record(&mut tx, &app, member.id, Action::Withdraw, id).await?;
        tx.commit().await?;
    }
    let notice = if withdrawn { Notice::WordingWithdrawn } else { Notice::Unchanged };
    done(&auth, notice, paths::PROPOSALS).await
}
