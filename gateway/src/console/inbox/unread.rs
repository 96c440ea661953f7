//! A ticket that somebody has read, and wants to find again among the unread ones.

use crate::{
    console::{
        context::RequestContext,
        notice::{Notice, done},
        page::Id,
        problem::Problem,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        desk::tickets::scope,
        ticket::seen,
    },
};
use axum::response::Response;

/// `POST /console/tickets/{id}/unread`
pub async fn mark(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    if !scope::sees(&mut reader, &member.sight(), id).await? {
        return Err(Problem::NotFound);
    }
    drop(reader);
    let mut tx = app.store.begin().await?;
    seen::unmark(&mut tx, id, member.id).await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Unread, object: AuditObject::Ticket, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::MarkedUnread, "/console/tickets").await
}
