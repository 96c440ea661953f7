//! Following a ticket: being told what happens to it without having it.

use super::deed::does;
use crate::console::form_fields::FormFields;
use crate::{
    console::{context::TicketContext, notice::Notice, problem::Problem},
    turn::Deed,
};
use axum::response::Response;

/// `POST /console/tickets/{id}/follow`
pub(super) async fn follow(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &Deed::Follow(true), &fields, Notice::Followed).await
}

/// `POST /console/tickets/{id}/unfollow`
pub(super) async fn unfollow(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    does(context, &Deed::Follow(false), &fields, Notice::Unfollowed).await
}
