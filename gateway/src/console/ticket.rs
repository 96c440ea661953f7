//! One ticket: the conversation, the report, what the rules propose, the box for an answer, and what a person can do.

use super::{
    App,
    act::{Actor, Field, LONGEST, Letter, Outcome, answered, read},
    conversation::{self, Part},
    file::Show,
    member::{Auth, Member},
    notice::Notice,
    page::{Id, Page},
    person::{self, ElsewhereShown},
    problem::Problem,
    sheet::{self, Sheet, Told},
    window::{self, WindowShown},
    wording::{self, Tongue},
};
use crate::{
    store::desk::{
        self, media,
        ticket::{self, Ticket},
    },
    turn::NewFile,
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::{act::Act, conversation::InCharge};
use serde::Deserialize;
use uuid::Uuid;

/// Which page of the conversation.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

#[derive(Template)]
#[template(path = "console/ticket.html")]
struct TicketPage {
    page: Page,
    kind: String,
    state: String,
    queue: String,
    channel: String,
    about: String,
    owner: String,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    /// A person answers, on this ticket.
    here: bool,
    /// A person answers, on another one.
    elsewhere: Option<String>,
    closed: bool,
    parts: Vec<Part>,
    older: Option<Uuid>,
    told: Vec<Told>,
    sheet: Option<Sheet>,
    /// Until when one may write.
    window: Option<WindowShown>,
    /// The channels of this person.
    person: Vec<ElsewhereShown>,
    draft: Draft,
    refused: Option<String>,
    longest: usize,
    ticket: Ticket,
}

/// An answer as it was last typed.
#[derive(Default)]
struct Draft {
    words: Field,
    /// What is wrong with its file. A browser does not choose a file again by itself.
    file: Option<String>,
}

/// `GET /console/tickets/{id}`
pub async fn show(
    State(app): State<App>,
    page: Page,
    member: Member,
    Id(id): Id,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    view(&app, page, &member, id, asked.before.parse().ok(), Draft::default(), None).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    before: Option<Uuid>,
    draft: Draft,
    refused: Option<String>,
) -> Result<Response, Problem> {
    let ticket = read(app, member, id, "ticket").await?;
    let mut reader = app.store.reader().await?;
    let (messages, more) = ticket::messages(&mut reader, &app.store.master, &ticket, before).await?;
    let files = media::of_conversation(&mut reader, ticket.conversation).await?;
    let everywhere = desk::person::conversations(&mut reader, ticket.conversation).await?;
    drop(reader);

    let words = page.words;
    let older = messages.first().map(|message| message.id).filter(|_| more);
    let said =
        messages.into_iter().map(|message| conversation::said(&page, message, ticket.language, &files)).collect();
    let (here, elsewhere) = match ticket.in_charge {
        InCharge::Person(reference) if reference.to_string() == ticket.reference => (true, None),
        InCharge::Person(reference) => (false, Some(reference.to_string())),
        InCharge::Bot => (false, None),
    };
    let template = TicketPage {
        kind: wording::ticket_kind(words, &ticket.kind),
        state: wording::ticket_state(words, &ticket.state),
        queue: wording::queue(words, &ticket.queue),
        channel: wording::channel(words, &ticket.channel),
        about: ticket.about.as_deref().map(|name| wording::topic(page.language, name)).unwrap_or_default(),
        owner: ticket.owner.as_ref().map(|name| name.expose().clone()).unwrap_or_default(),
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        reading: ticket.reading.map(|language| wording::tongue(words, language)),
        here,
        elsewhere,
        closed: ticket.state == bot::ticket::TicketState::Closed.name(),
        parts: conversation::fold(said),
        older,
        told: ticket.report.as_ref().map(|report| sheet::told(&report.answers, page.language)).unwrap_or_default(),
        sheet: ticket.assessment.as_ref().map(|assessment| sheet::sheet(&page, ticket.report.as_ref(), assessment)),
        window: window::shown(&page, &ticket, app.now()),
        person: person::shown(&page, ticket.conversation, everywhere),
        draft,
        refused,
        longest: LONGEST,
        ticket,
        page,
    };
    let wrong = template.draft.words.error.is_some() || template.draft.file.is_some();
    answered(&template, template.refused.is_some(), wrong)
}

async fn carry_out(actor: Actor, act: Act, notice: Notice) -> Result<Response, Problem> {
    send(actor, act, None, notice, Draft::default()).await
}

async fn send(
    actor: Actor,
    act: Act,
    file: Option<NewFile>,
    notice: Notice,
    draft: Draft,
) -> Result<Response, Problem> {
    let next = format!("/console/tickets/{}", actor.ticket);
    match actor.carry_out_with(act, file, notice, &next).await? {
        Outcome::Done(response) => Ok(response),
        Outcome::NotNow(actor, words) => {
            let Actor { app, page, member, ticket, .. } = *actor;
            view(&app, page, &member, ticket, None, draft, Some(words)).await
        }
    }
}

/// `POST /console/tickets/{id}/take-over`
pub async fn take_over(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
) -> Result<Response, Problem> {
    carry_out(Actor { app, auth, page, member, ticket }, Act::TakeOver, Notice::TakenOver).await
}

/// `POST /console/tickets/{id}/hand-back`
pub async fn hand_back(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
) -> Result<Response, Problem> {
    carry_out(Actor { app, auth, page, member, ticket }, Act::HandBack, Notice::HandedBack).await
}

/// `POST /console/tickets/{id}/close`
pub async fn close(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
) -> Result<Response, Problem> {
    carry_out(Actor { app, auth, page, member, ticket }, Act::Close, Notice::Closed).await
}

/// `POST /console/tickets/{id}/answer`
pub async fn answer(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(ticket): Id,
    mut letter: Letter,
) -> Result<Response, Problem> {
    let file = letter.file(&page);
    match (letter.typed.words(&page), file) {
        (Ok(text), Ok(file)) => {
            let again = file.is_some().then(|| page.words.console_file_again());
            let words = Field { text: text.expose().clone(), error: None };
            let actor = Actor { app, auth, page, member, ticket };
            send(actor, Act::Answer { text }, file, Notice::Answered, Draft { words, file: again }).await
        }
        (words, file) => {
            let again = || page.words.console_file_again();
            let file = file.map_or_else(Some, |chosen| chosen.map(|_| again()));
            let words = words.map_or_else(|field| field, |text| Field { text: text.into_exposed(), error: None });
            view(&app, page, &member, ticket, None, Draft { words, file }, None).await
        }
    }
}
