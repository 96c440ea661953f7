//! `POST …/translation`: a mediator's words in Italian beside a message of the worker. The original stays first and whole.

use super::draft::refused;
use crate::{
    console::{
        act::{Field, LONGEST, answered, visible},
        context::RequestContext,
        conversation::{Said, said_all},
        form_fields,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        state::App,
    },
    store::{
        desk::ticket::{self, Messages, Part, Ticket},
        translation::{self, NewTranslation},
    },
};
use askama::Template;
use axum::{Form, response::Response};
use bot::{event::Event, language::Language};
use serde::Deserialize;
use uuid::Uuid;

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sent {
    message: String,
    text: String,
    language: String,
    /// The translation that stood there.
    over: String,
}

#[derive(Template)]
#[template(path = "console/answering/translation.html")]
struct TranslationPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    said: Said,
    field: Field,
    language: Language,
    /// A colleague was faster.
    faster: bool,
    longest: usize,
}

/// `POST /console/tickets/{id}/translation`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let ticket = visible(&app, &member, id).await?;
    let message: Uuid = sent.message.parse().map_err(|_| Problem::NotFound)?;
    let original = original(&app, &page, &ticket, message).await?.ok_or(Problem::NotFound)?;
    let language = if sent.language == Language::English.tag() { Language::English } else { Language::Italian };
    let reference = ticket.reference.clone();
    let view = |page, said, field, faster| {
        let shown = TranslationPage { page, ticket: id, reference, said, field, language, faster, longest: LONGEST };
        let wrong = shown.field.error.is_some();
        answered(&shown, faster, wrong)
    };
    let words = match form_fields::words(&sent.text, &page) {
        Ok(words) => words,
        Err(field) => return view(page, original, field, false),
    };
    let mut open = app.turns.open_ticket(member.id, id).await.map_err(refused)?;
    let latest = translation::latest(&mut open.unit.tx, message).await?;
    if latest.unwrap_or_default() != sent.over.parse::<Uuid>().unwrap_or_default() {
        drop(open);
        let theirs = self::original(&app, &page, &ticket, message).await?.ok_or(Problem::NotFound)?;
        return view(page, theirs, Field { text: words.into_exposed(), error: None }, true);
    }
    let (conversation, staff) = (open.conversation, member.id);
    let new = NewTranslation { message, conversation, staff, language, words: &words };
    translation::insert(&mut open.unit.tx, &new, &open.key, open.unit.now).await?;
    open.record(Event::Translated { message });
    open.unit.commit().await?;
    // Back to where they were reading.
    let next = format!("/console/tickets/{id}?around={message}#m-{}", message.simple());
    done(&auth, Notice::Translated, &next).await
}

/// A message of the worker on this ticket's conversation.
async fn original(app: &App, page: &Page, ticket: &Ticket, message: Uuid) -> Result<Option<Said>, Problem> {
    let mut reader = app.store.reader().await?;
    let found = ticket::messages(&mut reader, &app.store.master, ticket, Part::Only(message), 1).await?;
    drop(reader);
    let messages: Vec<_> = found.messages.into_iter().filter(|found| found.id == message).collect();
    let found = Messages { messages, older: false, newer: false };
    let said = said_all(app, page, ticket, found).await?.pop();
    Ok(said.filter(Said::may_be_translated))
}
