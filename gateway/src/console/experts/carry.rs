//! The answer is carried over: a mediator writes it in the worker's language with the expert's Italian beside it, and it
//! goes out like any other answer. What was sent is kept with the question, so that the expert sees it.

use super::{
    Of, failed, on_ticket,
    shown::{self, Shown},
};
use crate::{
    console::{
        App,
        act::{Field, LONGEST, answered},
        member::{Auth, Member},
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        typed::{Fields, field},
        wording::{self, Tongue},
    },
    store::{
        desk::ticket::Ticket,
        question::{self, Carried, Change, Question},
        ticket::history::Happened,
    },
    turn::AttendError,
};
use askama::Template;
use axum::{extract::State, response::Response};
use bot::{act::Act, question::QuestionEvent};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/carry.html")]
struct CarryPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    question: Shown,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    text: Field,
    italian: Field,
    longest: usize,
    /// Somebody was faster.
    refused: bool,
}

/// `GET /console/tickets/{id}/questions/{question}/carry`
pub async fn show(State(app): State<App>, page: Page, member: Member, of: Of) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    // The Italian version begins as what the expert has written.
    let answer = question.answer.as_ref().filter(|_| question.answered_at.is_some()).ok_or(Problem::NotFound)?;
    let italian = Field { text: answer.expose().clone(), error: None };
    view(&app, page, &ticket, &question, Field::default(), italian, false)
}

/// `POST /console/tickets/{id}/questions/{question}/carry`
pub async fn carry(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    of: Of,
    fields: Fields,
) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let (text, italian) = (fields.words("text", &page), fields.words_if_any("italian", &page));
    let (Ok(words), Ok(said)) = (&text, &italian) else {
        return view(&app, page, &ticket, &question, field(&text), field(&italian), false);
    };
    let again = |page| view(&app, page, &ticket, &question, field(&text), field(&italian), true);
    let Ok(state) = question.state.after(QuestionEvent::Carried) else { return again(page) };
    let act = Act::Answer { text: words.clone() };
    let mut open = match app.turns.attend_open(member.id, ticket.id, None, &[act]).await {
        Err(AttendError::NotNow(_)) => return again(page),
        open => open.map_err(failed)?,
    };
    let carried = Carried { text: words.clone(), italian: said.clone() };
    let change = Change { carried: Some(&carried), ..Change::default() };
    let seen = (question.id, fields.number("version").unwrap_or(-1));
    if !question::change(&mut open.tx, &open.key, seen, state, &change, open.now).await? {
        // Nothing goes out: the transaction with the message in it ends here.
        drop(open);
        return again(page);
    }
    open.happens(&Happened::QuestionCarried { question: question.id }).await?;
    open.audit("carry", "question", question.id).await?;
    open.commit().await?;
    done(&auth, Notice::Answered, &on_ticket(ticket.id)).await
}

fn view(
    app: &App,
    page: Page,
    ticket: &Ticket,
    question: &Question,
    text: Field,
    italian: Field,
    refused: bool,
) -> Result<Response, Problem> {
    let words = page.words;
    let template = CarryPage {
        ticket: ticket.id,
        reference: ticket.reference.clone(),
        question: shown::shown(&page, question, app.now()),
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        reading: ticket.reading.map(|language| wording::tongue(words, language)),
        text,
        italian,
        longest: LONGEST,
        refused,
        page,
    };
    let wrong = template.text.error.is_some() || template.italian.error.is_some();
    answered(&template, refused, wrong)
}
