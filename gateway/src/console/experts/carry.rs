//! The answer is carried over: a mediator writes it in the worker's language with the expert's Italian beside it, and it
//! goes out like any other answer: it can be undone for some seconds, and waits for a safe hour. What was sent is kept with
//! the question, so that the expert sees it.

use super::{
    of_ticket::{Of, on_ticket},
    shown::{self, QuestionView},
};
use crate::{
    console::{
        act::{Field, LONGEST, answered},
        answering::{
            draft,
            letter::SentBack,
            section::{self, AnsweringSection},
            send::{AsSeen, Sent, send},
        },
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
        answer::{self, Body, Then},
        desk::{meanwhile::Seen, ticket::Ticket},
        draft::{Words, carried, of_ticket},
        question::Question,
    },
};
use askama::Template;
use axum::response::Response;
use bot::question::QuestionEvent;
use jiff::Timestamp;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/carry.html")]
struct CarryPage {
    page: Page,
    ticket: Ticket,
    question: QuestionView,
    answering: AnsweringSection,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    text: Field,
    italian: Field,
    longest: usize,
    /// The words in the boxes are a draft of this moment.
    restored: Option<Timestamp>,
    /// An answer that carries it over waits to go.
    waits: bool,
    /// Somebody was faster.
    refused: bool,
}

/// What the page says beside the question.
#[derive(Default)]
struct CarriedForm {
    text: Field,
    italian: Field,
    restored: Option<Timestamp>,
    /// What the writer had seen before something happened.
    unseen: Option<Seen>,
    refused: bool,
}

/// `GET /console/tickets/{id}/questions/{question}/carry`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, of: Of) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let answer = question.answer.as_ref().filter(|_| question.answered_at.is_some()).ok_or(Problem::NotFound)?;
    let mut reader = app.store.reader().await?;
    let place = carried(question.id);
    let drafts = of_ticket(&mut reader, &app.store.master, (ticket.id, &ticket.key), &place).await?;
    drop(reader);
    let field = |text: String| Field { text, error: None };
    let typed = match drafts.into_iter().find(|draft| draft.staff_id == member.id) {
        Some(draft) => CarriedForm {
            text: field(draft.words.text),
            italian: field(draft.words.italian),
            restored: Some(draft.updated_at),
            ..CarriedForm::default()
        },
        // The Italian version begins as what the expert has written.
        None => CarriedForm { italian: field(answer.expose().clone()), ..CarriedForm::default() },
    };
    view(&app, page, &member, ticket, &question, typed).await
}

/// `POST /console/tickets/{id}/questions/{question}/carry`
pub async fn carry(
    RequestContext { app, auth, page, member }: RequestContext,
    of: Of,
    fields: FormFields,
) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let (text, italian) = (fields.words("text", &page), fields.words_if_any("italian", &page));
    let typed = CarriedForm { text: field(&text), italian: field(&italian), ..CarriedForm::default() };
    let (Ok(text), Ok(italian)) = (text, italian) else {
        return view(&app, page, &member, ticket, &question, typed).await;
    };
    let version = fields.number("version").unwrap_or(-1);
    let possible = question.version == version && question.state.after(QuestionEvent::Carried).is_ok();
    let words = Words { text: text.into_exposed(), italian: italian.into_exposed() };
    let then = Then::Carry { question: question.id, version };
    let body = Body { words, file: None, despite: None, then: Some(then) };
    let twice =
        waits(&app, &ticket, &question).await?.is_some_and(|waiting| waiting != (member.id, body.words.clone()));
    if !possible || twice {
        return view(&app, page, &member, ticket, &question, CarriedForm { refused: true, ..typed }).await;
    }
    let seen: Option<Seen> = fields.one("seen").parse().ok();
    match send(&app, &member, &ticket, seen.clone().map_or(AsSeen::Unknown, AsSeen::Messages), &body).await? {
        Sent::Now(notice) => done(&auth, notice, &on_ticket(ticket.id)).await,
        Sent::Twice => done(&auth, Notice::AnswerWaits, &on_ticket(ticket.id)).await,
        Sent::Unseen => {
            draft::save(&app, &member, &ticket, &body.place(), &body.words).await?;
            view(&app, page, &member, ticket, &question, CarriedForm { unseen: seen, ..typed }).await
        }
        Sent::Refused(_) => {
            let (ticket, question) = of.open(&app, &member).await?;
            view(&app, page, &member, ticket, &question, CarriedForm { refused: true, ..typed }).await
        }
    }
}

/// Whose answer is on its way already that carries it over, and its words.
async fn waits(app: &App, ticket: &Ticket, question: &Question) -> Result<Option<(Uuid, Words)>, Problem> {
    let mut reader = app.store.reader().await?;
    let waiting = answer::waiting(&mut reader, &app.store.master, (ticket.id, &ticket.key)).await?;
    let carries = |then| matches!(then, Then::Carry { question: carried, .. } if carried == question.id);
    Ok(waiting.into_iter().find_map(|answer| {
        let body = answer.body.filter(|body| body.then.is_some_and(carries))?;
        Some((answer.staff_id, body.words))
    }))
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    ticket: Ticket,
    question: &Question,
    typed: CarriedForm,
) -> Result<Response, Problem> {
    let words = page.words;
    let refused = typed.refused || typed.unseen.is_some();
    let shown = SentBack { unseen: typed.unseen, ..SentBack::default() };
    let template = CarryPage {
        question: shown::shown(&page, question, app.now()),
        answering: section::load(app, &page, member, &ticket, shown).await?,
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        reading: ticket.reading.map(|language| wording::tongue(words, language)),
        text: typed.text,
        italian: typed.italian,
        longest: LONGEST,
        restored: typed.restored,
        waits: waits(app, &ticket, question).await?.is_some(),
        refused: typed.refused,
        ticket,
        page,
    };
    let wrong = template.text.error.is_some() || template.italian.error.is_some();
    answered(&template, refused, wrong)
}
