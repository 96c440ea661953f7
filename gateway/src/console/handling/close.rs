//! The states that people set by hand: waiting for the worker, closed with or without telling them, open again.

use super::{
    command::{does, head_of},
    fields::Fields,
};
use crate::console::{act::Actor, notice::Notice, problem::Problem};
use axum::response::Response;
use bot::command::TicketCommand;

/// `POST /console/tickets/{id}/close`. The worker is told, unless the form says `tell=no`.
pub(super) async fn close(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    let head = head_of(&actor.app, &actor.member, actor.ticket).await?;
    let mut fields = fields;
    if fields.seen().is_none_or(|seen| seen.version == head.version) {
        // Nobody is told that it is closed before they are answered.
        actor
            .app
            .turns
            .carry_out_own(actor.member.id, actor.ticket)
            .await
            .map_err(|error| Problem::Failed(error.into()))?;
        fields = fields.without_seen();
    }
    if fields.one("tell") == "no" {
        return does(actor, &TicketCommand::CloseQuietly, &fields, Notice::ClosedQuietly).await;
    }
    does(actor, &TicketCommand::Close, &fields, Notice::Closed).await
}

/// `POST /console/tickets/{id}/wait`
pub(super) async fn wait(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &TicketCommand::Wait, &fields, Notice::Waiting).await
}

/// `POST /console/tickets/{id}/reopen`
pub(super) async fn reopen(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &TicketCommand::Reopen, &fields, Notice::Reopened).await
}
