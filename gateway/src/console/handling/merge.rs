//! Tickets that belong together, and two tickets of one person that become one. A page says what will happen before it does.

use super::command::{Outcome, attempt, does, head_of, seen};
use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::{self},
        context::{RequestContext, TicketContext},
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        state::App,
        wording,
    },
    store::{
        sight::Object,
        ticket::head::{self, Head},
    },
    turn::{Refused, Seen},
};
use askama::Template;
use axum::response::Response;
use bot::command::TicketCommand;
use bot::reference::Reference;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/handling/merge.html")]
struct MergePage {
    page: Page,
    id: Uuid,
    reference: String,
    seen: Option<Seen>,
    /// `link` or `absorb`.
    act: &'static str,
    typed: String,
    /// The other ticket, where it can be done.
    other: Option<Other>,
    /// The two are of different contacts: these are merged first.
    two_people: bool,
    error: Option<String>,
}

struct Other {
    id: Uuid,
    reference: String,
    state: String,
    channel: String,
    same_channel: bool,
}

/// The other ticket that a form names, or what is wrong with it. One that the person may not see is not there.
async fn other(
    app: &App,
    page: &Page,
    member: &Member,
    head: &Head,
    fields: &FormFields,
) -> Result<Result<Head, String>, Problem> {
    let Ok(reference) = fields.one("reference").parse::<Reference>() else {
        return Ok(Err(page.words.console_reference_mistyped()));
    };
    let mut reader = app.store.reader().await?;
    let Some(found) = head::of_reference(&mut reader, reference).await? else {
        return Ok(Err(page.words.console_merge_unknown()));
    };
    let seen = member.sight().reaches(&mut reader, Object::Ticket, found.id).await?.then_some(found);
    Ok(match seen {
        Some(other) if other.id == head.id => Err(page.words.console_handling_merge_itself()),
        Some(other) if other.merged_into.is_some() => Err(page.words.console_handling_merge_already()),
        Some(other) => Ok(other),
        None => Err(page.words.console_merge_unknown()),
    })
}

fn empty(page: Page, head: &Head, act: &'static str, fields: &FormFields) -> MergePage {
    MergePage {
        page,
        id: head.id,
        reference: head.reference.clone(),
        seen: None,
        act,
        typed: fields.one("reference").to_owned(),
        other: None,
        two_people: false,
        error: None,
    }
}

/// `POST /console/tickets/{id}/link`
pub(super) async fn link(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let head = head_of(&context.app, &context.member, context.ticket).await?;
    match other(&context.app, &context.page, &context.member, &head, &fields).await? {
        Ok(other) => does(context, &TicketCommand::Link(other.id), &fields, Notice::TicketsLinked).await,
        Err(error) => {
            let view = MergePage { error: Some(error), ..empty(context.page, &head, "link", &fields) };
            act::answered(&view, false, true)
        }
    }
}

/// `POST /console/tickets/{id}/unlink`
pub(super) async fn unlink(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let other = fields.id("other").ok_or(Problem::NotFound)?;
    head_of(&context.app, &context.member, other).await?;
    does(context, &TicketCommand::Unlink(other), &fields, Notice::TicketsUnlinked).await
}

/// `POST /console/tickets/{id}/absorb`: another ticket of the same person is closed into this one.
pub(super) async fn absorb(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(ticket): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let head = head_of(&app, &member, ticket).await?;
    let mut view = empty(page, &head, "absorb", &fields);
    let found = match other(&app, &view.page, &member, &head, &fields).await? {
        Ok(found) => found,
        Err(error) => {
            view.error = Some(error);
            return act::answered(&view, false, true);
        }
    };
    if found.contact_id != head.contact_id {
        view.two_people = true;
        return act::answered(&view, false, true);
    }
    if fields.one("confirmed") != "yes" {
        view.seen = Some(seen(&app, &head).await?);
        view.other = Some(Other {
            id: found.id,
            reference: found.reference,
            state: wording::ticket_state(view.page.words, &found.state),
            channel: wording::channel(view.page.words, &found.channel),
            same_channel: found.conversation_id == head.conversation_id,
        });
        return act::answered(&view, false, false);
    }
    let context = TicketContext { app, auth, page: view.page.clone(), member, ticket };
    match attempt(context, &TicketCommand::Absorb(found.id), &fields).await? {
        Outcome::Done(context, _) => {
            done(&context.auth, Notice::TicketsMerged, &format!("/console/tickets/{ticket}")).await
        }
        Outcome::Refused(response) => Ok(response),
        Outcome::Unfit(Refused::HasReport) => {
            view.error = Some(view.page.words.console_handling_merge_report());
            act::answered(&view, false, true)
        }
        // Split from each other in the meantime.
        Outcome::Unfit(..) => {
            view.two_people = true;
            act::answered(&view, false, true)
        }
    }
}
