//! Taking a ticket over. From a colleague only after a page has said who has it and whether they are writing.

use super::{
    deed::{does, head_of, seen},
    fields::Fields,
    shown,
};
use crate::{
    console::{
        App,
        act::Actor,
        member::{Auth, Member},
        notice::Notice,
        page::{Id, Page, html},
        problem::Problem,
    },
    store::ticket::{assign, head},
    turn::{Deed, Seen},
};
use askama::Template;
use axum::{extract::State, response::Response};
use bot::act::Act;
use jiff::Timestamp;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/handling/take_over.html")]
struct TakeOverPage {
    page: Page,
    id: Uuid,
    reference: String,
    owner: String,
    /// Since when they have words that they have not sent.
    draft: Option<Timestamp>,
    seen: Seen,
}

/// `POST /console/tickets/{id}/take-over`
pub(super) async fn take_over(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    fields: Fields,
) -> Result<Response, Problem> {
    let head = head_of(&app, &member, ticket).await?;
    let mut reader = app.store.reader().await?;
    let names = head::names(&mut reader, &app.store.master).await?;
    // Somebody whose account is gone is not asked.
    let colleague = head.owner_id.filter(|owner| *owner != member.id && names.contains_key(owner));
    if let Some(owner) = colleague.filter(|_| fields.one("confirmed") != "yes") {
        let draft = assign::draft_of(&mut reader, ticket, owner).await?;
        drop(reader);
        return html(&TakeOverPage {
            id: ticket,
            owner: shown::name(&page, owner, &names),
            draft,
            seen: seen(&app, &head).await?,
            reference: head.reference,
            page,
        });
    }
    drop(reader);
    does(Actor { app, auth, page, member, ticket }, &Deed::Act(Act::TakeOver), &fields, Notice::TakenOver).await
}
