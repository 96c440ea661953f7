//! Following a ticket: being told what happens to it without having it.

use super::{command::does, fields::Fields};
use crate::console::{act::Actor, notice::Notice, problem::Problem};
use axum::response::Response;
use bot::command::TicketCommand;

/// `POST /console/tickets/{id}/follow`
pub(super) async fn follow(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &TicketCommand::Follow(true), &fields, Notice::Followed).await
}

/// `POST /console/tickets/{id}/unfollow`
pub(super) async fn unfollow(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &TicketCommand::Follow(false), &fields, Notice::Unfollowed).await
}
