//! Messages that ask for something else become a ticket of their own. The worker keeps both numbers.

use super::command::{Outcome, attempt, head_of, seen};
use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::{answered, read},
        context::{RequestContext, TicketContext},
        conversation::{self, Said},
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        state::App,
    },
    store::{
        audit::AuditObject,
        desk::{
            media,
            ticket::{self, MESSAGES, Messages, Part},
        },
    },
    turn::Seen,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use bot::command::TicketCommand;
use serde::Deserialize;
use uuid::Uuid;

/// Which page of the conversation.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct SplitQuery {
    before: String,
}

#[derive(Template)]
#[template(path = "console/handling/split.html")]
struct SplitPage {
    page: Page,
    id: Uuid,
    reference: String,
    seen: Seen,
    messages: Vec<(Uuid, Said)>,
    older: Option<Uuid>,
    error: Option<String>,
}

/// `GET /console/tickets/{id}/split-off`
pub(super) async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<SplitQuery>,
) -> Result<Response, Problem> {
    view(&app, page, &member, id, asked.before.parse().ok(), None).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    before: Option<Uuid>,
    error: Option<String>,
) -> Result<Response, Problem> {
    let opened = read(app, member, id, AuditObject::Ticket).await?;
    let head = head_of(app, member, id).await?;
    let seen = seen(app, &head).await?;
    let mut reader = app.store.reader().await?;
    let part = before.map_or(Part::Last, Part::Before);
    let Messages { messages, older: more, .. } =
        ticket::messages(&mut reader, &app.store.master, &opened, part, MESSAGES).await?;
    let files = media::of_conversation(&mut reader, opened.conversation).await?;
    drop(reader);
    let older = messages.first().map(|message| message.id).filter(|_| more);
    let worker = messages.into_iter().filter(|message| message.author == "worker");
    let said = worker.map(|message| (message.id, conversation::said(&page, message, opened.language, &files)));
    let messages = said.filter(|(_, said)| !said.pressed).collect();
    let template = SplitPage { id, reference: head.reference, seen, messages, older, error, page };
    answered(&template, false, template.error.is_some())
}

/// `POST /console/tickets/{id}/split-off`
pub(super) async fn split(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let chosen = fields.ids("message");
    if chosen.is_empty() {
        let error = context.page.words.console_handling_split_none();
        return view(&context.app, context.page, &context.member, context.ticket, None, Some(error)).await;
    }
    match attempt(context, &TicketCommand::Split(chosen), &fields).await? {
        Outcome::Done(context, new) => {
            let new = new.unwrap_or(context.ticket);
            done(&context.auth, Notice::TicketSplit, &format!("/console/tickets/{new}")).await
        }
        Outcome::Refused(response) => Ok(response),
        Outcome::Unfit(..) => Err(Problem::NotFound),
    }
}
