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
    turn::{Refused, Seen},
};
use askama::Template;
use axum::response::Response;
use bot::command::TicketCommand;
use uuid::Uuid;

/// What became of it.
pub(super) enum Outcome {
    /// Done, with a ticket that became of it.
    Done(Box<TicketContext>, Option<Uuid>),
    /// Not done; this page says why.
    Refused(Response),
    /// The other ticket is of another contact, or carries a report.
    Unfit(Refused),
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

/// Where a command leads back to: the ticket, for those who may read it.
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
    command: &TicketCommand,
    fields: &FormFields,
    notice: Notice,
) -> Result<Response, Problem> {
    let next = way_back(&context.page, context.ticket);
    does_and_goes(context, command, fields, notice, &next).await
}

/// Does it and says so on another page.
pub(super) async fn does_and_goes(
    context: TicketContext,
    command: &TicketCommand,
    fields: &FormFields,
    notice: Notice,
    next: &str,
) -> Result<Response, Problem> {
    match attempt(context, command, fields).await? {
        Outcome::Done(context, _) => done(&context.auth, notice, next).await,
        Outcome::Refused(response) => Ok(response),
        Outcome::Unfit(..) => Err(Problem::NotFound),
    }
}

/// Does it.
pub(super) async fn attempt(
    context: TicketContext,
    command: &TicketCommand,
    fields: &FormFields,
) -> Result<Outcome, Problem> {
    head_of(&context.app, &context.member, context.ticket).await?;
    match context.app.turns.command(context.member.id, context.ticket, command, fields.seen()).await {
        Ok(new) => Ok(Outcome::Done(Box::new(context), new)),
        Err(Refused::NotFound) => Err(Problem::NotFound),
        Err(Refused::Changed) => {
            let seen = fields.seen();
            Ok(Outcome::Refused(conflict(context, command, fields, seen).await?))
        }
        // Somebody has closed it, or opened it again: there is nothing to be done any more.
        Err(Refused::NotNow(_)) => Ok(Outcome::Refused(conflict(context, command, fields, None).await?)),
        Err(error @ (Refused::HasReport | Refused::TwoPeople)) => Ok(Outcome::Unfit(error)),
        Err(error @ Refused::Store(_)) => Err(error.into()),
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
    command: &TicketCommand,
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
        && match command {
            TicketCommand::Close | TicketCommand::CloseQuietly | TicketCommand::Wait => !head.is_closed(),
            TicketCommand::Reopen => head.is_closed(),
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
        action: format!("/console/tickets/{ticket}/{}", form(command)),
        page,
    };
    answered(&template, true, false)
}

/// The last part of the address that a form is sent to.
const fn form(command: &TicketCommand) -> &'static str {
    match command {
        TicketCommand::TakeOver => "take-over",
        TicketCommand::Wait => "wait",
        TicketCommand::Reopen => "reopen",
        TicketCommand::Assign { .. } => "assign",
        TicketCommand::Prioritise(_) => "priority",
        TicketCommand::SetTopic(_) => "topic",
        TicketCommand::Follow(true) => "follow",
        TicketCommand::Follow(false) => "unfollow",
        TicketCommand::AddNote { .. } => "notes",
        TicketCommand::Link(_) => "link",
        TicketCommand::Unlink(_) => "unlink",
        TicketCommand::Absorb(_) => "absorb",
        TicketCommand::Split(_) => "split-off",
        // The others have no form here.
        _ => "close",
    }
}
