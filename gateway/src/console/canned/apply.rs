//! A macro applied to a ticket. First a page says exactly what will happen, with the words that will be sent; then all of
//! it happens in one transaction: at once, or, where it says something, when its answer goes.

use super::{
    deeds::Offered,
    found::{self, Fit},
    panel,
};
use crate::{
    console::{
        act::{Field, LONGEST, answered, failed, read},
        answering::send::{AsSeen, Sent, send},
        context::RequestContext,
        form_fields::{FormFields, field},
        member::Member,
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        state::App,
        wording::{self, Tongue},
    },
    store::{
        answer::{Body, Then},
        audit::AuditObject,
        canned,
        desk::ticket::Ticket,
        draft::Words,
        macros::{self, Macro},
    },
    turn::Refused,
};
use askama::Template;
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::Response,
};
use bot::{command::TicketCommand, private::Private, ticket::TicketState};
use uuid::Uuid;

/// A macro in the path behind the ticket.
pub struct On {
    ticket: Uuid,
    id: Uuid,
}

impl<S: Send + Sync> FromRequestParts<S> for On {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path((ticket, id)) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        Ok(Self { ticket, id })
    }
}

/// The words that will be sent.
struct Sends {
    words: Field,
    /// What to know of its language; empty where it is the worker's.
    mark: String,
    reviewed: bool,
    /// Not reviewed, or not in the worker's language: a person has to say that it is right.
    asks: bool,
    unsure: bool,
}

#[derive(Template)]
#[template(path = "console/canned/apply.html")]
struct ApplyPage {
    page: Page,
    ticket: Ticket,
    one: Macro,
    state: String,
    priority: String,
    owner: String,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    lines: Vec<String>,
    sends: Option<Sends>,
    /// It has no text that could be sent.
    impossible: bool,
    refused: bool,
    longest: usize,
}

impl On {
    async fn open(&self, app: &App, member: &Member) -> Result<(Ticket, Macro), Problem> {
        let ticket = read(app, member, self.ticket, AuditObject::Ticket).await?;
        let mut reader = app.store.reader().await?;
        let one = macros::open(&mut reader, self.id).await?.filter(|one| !one.retired);
        Ok((ticket, one.ok_or(Problem::NotFound)?))
    }
}

/// `GET /console/tickets/{id}/macros/{macro}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, on: On) -> Result<Response, Problem> {
    let (ticket, one) = on.open(&app, &member).await?;
    view(&app, page, &member, ticket, one, None, false).await
}

/// `POST /console/tickets/{id}/macros/{macro}`
pub async fn apply(
    RequestContext { app, auth, page, member }: RequestContext,
    on: On,
    fields: FormFields,
) -> Result<Response, Problem> {
    let (ticket, one) = on.open(&app, &member).await?;
    let sends = sends(&app, &page, &member, &ticket, &one).await?;
    let words = match (&sends, one.deeds.canned) {
        (Some(sends), _) => {
            let text = fields.words("text", &page);
            let unsure = sends.asks && fields.one("sure") != "yes";
            match text {
                Ok(text) if !unsure => Some(text),
                text => return view(&app, page, &member, ticket, one, Some((field(&text), unsure)), false).await,
            }
        }
        (None, Some(_)) => return view(&app, page, &member, ticket, one, None, false).await,
        (None, None) => None,
    };
    let typed = words.as_ref().map(|words| (Field { text: words.expose().clone(), error: None }, false));
    // Both as the page had them: what it said is what happens.
    let seen = fields.number("version").unwrap_or(-1);
    if fields.number("macro") != Some(one.version) {
        return view(&app, page, &member, ticket, one, typed, true).await;
    }
    match carry_out(&app, &member, &ticket, &one, seen, words).await? {
        Some(notice) => done(&auth, notice, &format!("/console/tickets/{}", ticket.id)).await,
        None => {
            let ticket = read(&app, &member, ticket.id, AuditObject::Ticket).await?;
            view(&app, page, &member, ticket, one, typed, true).await
        }
    }
}

/// Does all of it, or lets it wait with its answer; `None` where something is not as the page said.
async fn carry_out(
    app: &App,
    member: &Member,
    ticket: &Ticket,
    one: &Macro,
    seen: i64,
    words: Option<Private<String>>,
) -> Result<Option<Notice>, Problem> {
    if let Some(words) = words {
        let then = Then::Macro { id: one.id, version: one.version };
        let words = Words { text: words.into_exposed(), ..Words::default() };
        let body = Body { words, file: None, despite: None, then: Some(then) };
        return Ok(match send(app, member, ticket, AsSeen::Version(seen), &body).await? {
            Sent::Now(Notice::Answered) => Some(Notice::MacroApplied),
            Sent::Now(notice) => Some(notice),
            Sent::Twice => Some(Notice::AnswerWaits),
            Sent::Unseen | Sent::Refused(_) => None,
        });
    }
    let applied = async {
        let mut open = app.turns.open_ticket(member.id, ticket.id).await?;
        open.is_at(seen)?;
        if one.deeds.state == Some(TicketState::Closed) {
            open.say(&TicketCommand::Close)?;
        }
        open.apply(one, false).await?;
        open.unit.commit().await
    };
    match applied.await {
        Ok(()) => Ok(Some(Notice::MacroApplied)),
        Err(Refused::NotNow(_)) => Ok(None),
        Err(error) => Err(failed(error)),
    }
}

/// The words of the macro's canned answer for this worker.
async fn sends(
    app: &App,
    page: &Page,
    member: &Member,
    ticket: &Ticket,
    one: &Macro,
) -> Result<Option<Sends>, Problem> {
    let Some(id) = one.deeds.canned else { return Ok(None) };
    let mut reader = app.store.reader().await?;
    let canned = canned::open(&mut reader, &app.store.master, id).await?.filter(|canned| !canned.retired);
    drop(reader);
    let Some((text, fit)) = canned.as_ref().and_then(|canned| found::best(canned, ticket.language, ticket.reading))
    else {
        return Ok(None);
    };
    let values = panel::values(app, member, &ticket.reference).await?;
    let tongue = wording::tongue(page.words, text.language);
    Ok(Some(Sends {
        words: Field { text: values.fill(&text.body, text.language), error: None },
        mark: panel::mark(page, &tongue, fit),
        reviewed: text.reviewed,
        asks: !text.reviewed || fit != Fit::Theirs,
        unsure: false,
    }))
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    ticket: Ticket,
    one: Macro,
    typed: Option<(Field, bool)>,
    refused: bool,
) -> Result<Response, Problem> {
    let words = page.words;
    let mut sends = sends(app, &page, member, &ticket, &one).await?;
    let impossible = sends.is_none() && one.deeds.canned.is_some();
    if let (Some(sends), Some((words, unsure))) = (&mut sends, typed) {
        (sends.words, sends.unsure) = (words, unsure);
    }
    let mut lines = Offered::load(app).await?.lines(&page, &one.deeds);
    if one.deeds.canned.is_some() && one.deeds.assign.is_none() {
        // Whoever answers owns it: that happens too.
        lines.push(words.console_canned_does_assign(words.console_canned_assign_me()));
    }
    let wrong = sends.as_ref().is_some_and(|sends| sends.words.error.is_some() || sends.unsure);
    let template = ApplyPage {
        state: wording::ticket_state(words, &ticket.state),
        priority: wording::priority(words, ticket.priority),
        owner: ticket.owner.as_ref().map(|name| name.expose().clone()).unwrap_or_default(),
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        reading: ticket.reading.map(|language| wording::tongue(words, language)),
        lines,
        impossible,
        sends,
        refused,
        longest: LONGEST,
        ticket,
        one,
        page,
    };
    answered(&template, template.refused, wrong)
}
