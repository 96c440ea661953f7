//! `…/print`: a ticket for paper, without navigation. What is printed leaves the house, so that is written down too.

use super::safe;
use crate::{
    console::{
        act::read_to,
        context::RequestContext,
        conversation::{Said, said_all},
        file::Show,
        page::{Id, Page, html},
        problem::Problem,
        sheet::{self, Told},
        ticket::TicketQuery,
        wording::{self, Tongue},
    },
    store::{
        audit::{Action, AuditObject},
        desk::ticket::{self, Part, Ticket},
        safe_contact,
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use jiff::Timestamp;
use uuid::Uuid;

/// Messages of one sheaf.
const MESSAGES: i64 = 500;

#[derive(Template)]
#[template(path = "console/answering/print.html")]
struct PrintPage {
    page: Page,
    kind: String,
    state: String,
    channel: String,
    tongue: Option<Tongue>,
    owner: String,
    told: Vec<Told>,
    safe: Vec<safe::SafeContactLine>,
    said: Vec<Said>,
    older: Option<Uuid>,
    newer: Option<Uuid>,
    printed_at: Timestamp,
    ticket: Ticket,
}

/// `GET /console/tickets/{id}/print`
pub async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<TicketQuery>,
) -> Result<Response, Problem> {
    let ticket = read_to(&app, &member, id, Action::Print, AuditObject::Ticket).await?;
    // Paper is read from the beginning.
    let part = if asked.part() == Part::Last { Part::First } else { asked.part() };
    let mut reader = app.store.reader().await?;
    let found = ticket::messages(&mut reader, &app.store.master, &ticket, part, MESSAGES).await?;
    let profile = safe_contact::of(&mut reader, ticket.contact, &ticket.key).await?;
    drop(reader);
    let words = page.words;
    html(&PrintPage {
        kind: wording::ticket_kind(words, &ticket.kind),
        state: wording::ticket_state(words, &ticket.state),
        channel: wording::channel(words, &ticket.channel),
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        owner: ticket.owner.as_ref().map(|name| name.expose().clone()).unwrap_or_default(),
        told: ticket.report.as_ref().map(|report| sheet::told(&report.answers, page.language)).unwrap_or_default(),
        safe: profile.map(|profile| safe::lines(&page, &profile.safe)).unwrap_or_default(),
        older: found.messages.first().map(|message| message.id).filter(|_| found.older),
        newer: found.messages.last().map(|message| message.id).filter(|_| found.newer),
        said: said_all(&app, &page, &ticket, found).await?,
        printed_at: app.now(),
        ticket,
        page,
    })
}
