//! Following a ticket: being told what happens to it without having it.

use super::command::does;
use crate::console::form_fields::FormFields;
use crate::console::{context::TicketContext, notice::Notice, problem::Problem};
use axum::response::Response;
use bot::command::TicketCommand;

/// `POST /console/tickets/{id}/follow`
pub(super) async fn follow(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &TicketCommand::Follow(true), &fields, Notice::Followed).await
}

/// `POST /console/tickets/{id}/unfollow`
pub(super) async fn unfollow(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &TicketCommand::Follow(false), &fields, Notice::Unfollowed).await
}
