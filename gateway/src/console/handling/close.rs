//! The states that people set by hand: waiting for the worker, closed with or without telling them, open again.

use super::{
    deed::{does, head_of},
    fields::Fields,
};
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
use bot::act::Act;

/// `POST /console/tickets/{id}/close`. The worker is told, unless the form says `tell=no`.
pub(super) async fn close(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    let head = head_of(&app, &member, ticket).await?;
    let mut fields = fields;
    if fields.seen().is_none_or(|seen| seen.version == head.version) {
        // Nobody is told that it is closed before they are answered.
        app.turns.carry_out_own(member.id, ticket).await.map_err(|error| Problem::Failed(error.into()))?;
        fields = fields.without_seen();
    }
    let actor = Actor { app, auth, page, member, ticket };
    if fields.one("tell") == "no" {
        return does(actor, &Deed::Act(Act::CloseQuietly), &fields, Notice::ClosedQuietly).await;
    }
    does(actor, &Deed::Act(Act::Close), &fields, Notice::Closed).await
}

/// `POST /console/tickets/{id}/wait`
pub(super) async fn wait(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = Actor { app, auth, page, member, ticket };
    does(actor, &Deed::Act(Act::Wait), &fields, Notice::Waiting).await
}

/// `POST /console/tickets/{id}/reopen`
pub(super) async fn reopen(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    let actor = Actor { app, auth, page, member, ticket };
    does(actor, &Deed::Act(Act::Reopen), &fields, Notice::Reopened).await
}
