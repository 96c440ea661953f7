//! Carries out what a form asks for, or shows what has changed since the page that it stood on, with the choice to do it
//! anyway.

use super::shown::{self, EventShown};
use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::answered,
        context::TicketContext,
        member::Member,
        notice::{Notice, done},
        page::Page,
        permission::Permission,
        problem::Problem,
        state::App,
    },
    store::{
        sight::Object,
        ticket::{
            head::{self, Head},
            history,
        },
    },
    turn::{Deed, HandleError, Handled, Seen},
};
use askama::Template;
use axum::response::Response;
use bot::act::Act;
use uuid::Uuid;

/// What became of it.
pub(super) enum Outcome {
    /// Done.
    Done(Box<TicketContext>, Handled),
    /// Not done; this page says why.
    Refused(Response),
    /// The other ticket is of another contact, or carries a report.
    Unfit(HandleError),
}

/// The plain facts of a ticket that somebody may see.
pub(super) async fn head_of(app: &App, member: &Member, id: Uuid) -> Result<Head, Problem> {
    let mut reader = app.store.reader().await?;
    let head = head::of(&mut reader, id).await?.ok_or(Problem::NotFound)?;
    if member.sight().reaches(&mut reader, Object::Ticket, id).await? { Ok(head) } else { Err(Problem::NotFound) }
}

/// What a page that is made now has seen.
pub(super) async fn seen(app: &App, head: &Head) -> Result<Seen, Problem> {
    let mut reader = app.store.reader().await?;
    Ok(Seen { version: head.version, events: history::length(&mut reader, head.id).await? })
}

/// Where a deed leads back to: the ticket, for those who may read it.
pub(super) fn way_back(page: &Page, id: Uuid) -> String {
    if page.may(Permission::ReadTickets) {
        format!("/console/tickets/{id}")
    } else {
        format!("/console/tickets/{id}/assign")
    }
}

/// Does it and says so on the page of the ticket.
pub(super) async fn does(
    context: TicketContext,
    deed: &Deed,
    fields: &FormFields,
    notice: Notice,
) -> Result<Response, Problem> {
    let next = way_back(&context.page, context.ticket);
    does_and_goes(context, deed, fields, notice, &next).await
}

/// Does it and says so on another page.
pub(super) async fn does_and_goes(
    context: TicketContext,
    deed: &Deed,
    fields: &FormFields,
    notice: Notice,
    next: &str,
) -> Result<Response, Problem> {
    match attempt(context, deed, fields).await? {
        Outcome::Done(context, _) => done(&context.auth, notice, next).await,
        Outcome::Refused(response) => Ok(response),
        Outcome::Unfit(..) => Err(Problem::NotFound),
    }
}

/// Does it.
pub(super) async fn attempt(context: TicketContext, deed: &Deed, fields: &FormFields) -> Result<Outcome, Problem> {
    head_of(&context.app, &context.member, context.ticket).await?;
    match context.app.turns.handle(context.member.id, context.ticket, deed, fields.seen()).await {
        Ok(handled) => Ok(Outcome::Done(Box::new(context), handled)),
        Err(HandleError::NotFound) => Err(Problem::NotFound),
        Err(HandleError::Changed) => {
            let seen = fields.seen();
            Ok(Outcome::Refused(conflict(context, deed, fields, seen).await?))
        }
        // Somebody has closed it, or opened it again: there is nothing to be done any more.
        Err(HandleError::NotNow(_)) => Ok(Outcome::Refused(conflict(context, deed, fields, None).await?)),
        Err(error @ (HandleError::HasReport | HandleError::TwoPeople)) => Ok(Outcome::Unfit(error)),
        Err(error @ HandleError::Store(_)) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "console/handling/conflict.html")]
struct ConflictPage {
    page: Page,
    reference: String,
    back: String,
    /// What has happened since, the latest first.
    changes: Vec<EventShown>,
    /// The worker has written since.
    wrote: bool,
    /// How it stands now, and whose it is.
    state: String,
    owner: String,
    /// The same form once more; `None` where it cannot be done any more.
    again: Option<Seen>,
    fields: Vec<(String, String)>,
    action: String,
}

async fn conflict(
    context: TicketContext,
    deed: &Deed,
    fields: &FormFields,
    before: Option<Seen>,
) -> Result<Response, Problem> {
    let TicketContext { app, page, member, ticket, .. } = context;
    let head = head_of(&app, &member, ticket).await?;
    let now = seen(&app, &head).await?;
    let since = before.map_or(shown::LATEST, |before| now.events - before.events).clamp(0, shown::MOST);
    let changes = shown::latest(&app, &page, ticket, since).await?;
    let mut reader = app.store.reader().await?;
    let names = head::names(&mut reader, &app.store.master).await?;
    drop(reader);
    let possible = head.merged_into.is_none()
        && match deed {
            Deed::Act(Act::Close | Act::CloseQuietly | Act::Wait) => !head.is_closed(),
            Deed::Act(Act::Reopen) => head.is_closed(),
            _ => true,
        };
    let template = ConflictPage {
        reference: head.reference.clone(),
        back: way_back(&page, ticket),
        wrote: before.is_some_and(|before| now.version > before.version) && changes.is_empty(),
        changes,
        state: crate::console::wording::ticket_state(page.words, &head.state),
        owner: shown::owner(&page, &head, &names),
        again: possible.then_some(now),
        fields: fields.again(),
        action: format!("/console/tickets/{ticket}/{}", form(deed)),
        page,
    };
    answered(&template, true, false)
}

/// The last part of the address that a form is sent to.
const fn form(deed: &Deed) -> &'static str {
    match deed {
        Deed::Act(Act::TakeOver) => "take-over",
        Deed::Act(Act::Wait) => "wait",
        Deed::Act(Act::Reopen) => "reopen",
        Deed::Act(_) => "close",
        Deed::Give { .. } => "assign",
        Deed::Prioritise(_) => "priority",
        Deed::Topic(_) => "topic",
        Deed::Follow(true) => "follow",
        Deed::Follow(false) => "unfollow",
        Deed::Note(..) => "notes",
        Deed::Link(_) => "link",
        Deed::Unlink(_) => "unlink",
        Deed::Absorb(_) => "absorb",
        Deed::Split(_) => "split-off",
    }
}
