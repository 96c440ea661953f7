//! Following a ticket: being told what happens to it without having it.

use super::{deed::does, fields::Fields};
use crate::{
    console::{
        App,
        act::Actor,
        member::{Auth, Member},
        notice::Notice,
        page::{Id, Page},
        problem::Problem,
    },
    turn::Deed,
};
use axum::{extract::State, response::Response};

/// `POST /console/tickets/{id}/follow`
pub(super) async fn follow(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    does(Actor { app, auth, page, member, ticket }, &Deed::Follow(true), &fields, Notice::Followed).await
}

/// `POST /console/tickets/{id}/unfollow`
pub(super) async fn unfollow(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    does(Actor { app, auth, page, member, ticket }, &Deed::Follow(false), &fields, Notice::Unfollowed).await
}
