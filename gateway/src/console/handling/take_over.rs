//! Taking a ticket over. From a colleague only after a page has said who has it and whether they are writing.

use super::{
    command::{does, head_of, seen},
    fields::Fields,
    shown,
};
use crate::{
    console::{
        act::Actor,
        notice::Notice,
        page::{Page, html},
        problem::Problem,
    },
    store::ticket::{assign, head},
    turn::Seen,
};
use askama::Template;
use axum::response::Response;
use bot::command::TicketCommand;
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
pub(super) async fn take_over(actor: Actor, fields: Fields) -> Result<Response, Problem> {
    let head = head_of(&actor.app, &actor.member, actor.ticket).await?;
    let mut reader = actor.app.store.reader().await?;
    let names = head::names(&mut reader, &actor.app.store.master).await?;
    // Somebody whose account is gone is not asked.
    let colleague = head.owner_id.filter(|owner| *owner != actor.member.id && names.contains_key(owner));
    if let Some(owner) = colleague.filter(|_| fields.one("confirmed") != "yes") {
        let draft = assign::draft_of(&mut reader, actor.ticket, owner).await?;
        drop(reader);
        return html(&TakeOverPage {
            id: actor.ticket,
            owner: shown::name(&actor.page, owner, &names),
            draft,
            seen: seen(&actor.app, &head).await?,
            reference: head.reference,
            page: actor.page,
        });
    }
    drop(reader);
    does(actor, &TicketCommand::TakeOver, &fields, Notice::TakenOver).await
}
