//! The states that people set by hand: waiting for the worker, closed with or without telling them, open again.

use super::command::{does, head_of};
use crate::console::form_fields::FormFields;
use crate::console::{context::TicketContext, notice::Notice, problem::Problem};
use axum::response::Response;
use bot::command::TicketCommand;

/// `POST /console/tickets/{id}/close`. The worker is told, unless the form says `tell=no`.
pub(super) async fn close(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let head = head_of(&context.app, &context.member, context.ticket).await?;
    let mut fields = fields;
    if fields.seen().is_none_or(|seen| seen.version == head.version) {
        // Nobody is told that it is closed before they are answered.
        context
            .app
            .turns
            .carry_out_own(context.member.id, context.ticket)
            .await
            .map_err(|error| Problem::Failed(error.into()))?;
        fields = fields.without_seen();
    }
    if fields.one("tell") == "no" {
        return does(context, &TicketCommand::CloseQuietly, &fields, Notice::ClosedQuietly).await;
    }
    does(context, &TicketCommand::Close, &fields, Notice::Closed).await
}

/// `POST /console/tickets/{id}/wait`
pub(super) async fn wait(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &TicketCommand::Wait, &fields, Notice::Waiting).await
}

/// `POST /console/tickets/{id}/reopen`
pub(super) async fn reopen(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &TicketCommand::Reopen, &fields, Notice::Reopened).await
}
