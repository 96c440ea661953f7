//! Following a ticket: being told what happens to it without having it.

use super::{deed::does, fields::Fields};
use crate::{
    console::{act::Actor, notice::Notice, problem::Problem},
    turn::Deed,
};
use axum::response::Response;

/// `POST /console/tickets/{id}/follow`
pub(super) async fn follow(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &Deed::Follow(true), &fields, Notice::Followed).await
}

/// `POST /console/tickets/{id}/unfollow`
pub(super) async fn unfollow(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    does(actor, &Deed::Follow(false), &fields, Notice::Unfollowed).await
}
