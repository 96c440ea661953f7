//! The front office takes a question back, and says why: the expert sees it.

use super::{
    ask::safe_words,
    of_ticket::{Of, on_ticket},
    shown::{self, QuestionView},
};
use crate::console::{act::failed, context::RequestContext};
use crate::{
    console::{
        act::{Field, LONGEST, answered},
        form_fields::{FormFields, field},
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        state::App,
    },
    store::{
        desk::ticket::Ticket,
        question::{self, Change, Question, Remark, Side},
    },
};
use askama::Template;
use axum::response::Response;
use bot::{command::TicketCommand, event::Event, question::QuestionEvent};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/withdraw.html")]
struct WithdrawPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    question: QuestionView,
    text: Field,
    longest: usize,
    refused: bool,
}

/// `GET /console/tickets/{id}/questions/{question}/withdraw`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, of: Of) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    view(&app, page, &ticket, &question, Field::default(), false)
}

/// `POST /console/tickets/{id}/questions/{question}/withdraw`
pub async fn withdraw(
    RequestContext { app, auth, page, member }: RequestContext,
    of: Of,
    fields: FormFields,
) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let text = safe_words(&fields, "text", &page, &ticket);
    let Ok(words) = &text else { return view(&app, page, &ticket, &question, field(&text), false) };
    let Ok(state) = question.state.after(QuestionEvent::Withdrawn) else {
        return view(&app, page, &ticket, &question, field(&text), true);
    };
    let mut open = app.turns.open_ticket(member.id, ticket.id).await.map_err(failed)?;
    let said = Remark { by: Side::FrontOffice, text: words.clone(), at: open.unit.now.as_millisecond() };
    let thread = [&question.thread[..], &[said]].concat();
    let change = Change { thread: Some(&thread), ..Change::default() };
    let seen = (question.id, fields.number("version").unwrap_or(-1));
    if !question::change(&mut open.unit.tx, &open.key, seen, state, &change, open.unit.now).await? {
        drop(open);
        return view(&app, page, &ticket, &question, field(&text), true);
    }
    if !question::is_waiting(&mut open.unit.tx, ticket.id).await? {
        open.decide(&TicketCommand::HearExpert).map_err(failed)?;
    }
    open.record(Event::QuestionWithdrawn { question: question.id });
    open.unit.commit().await?;
    done(&auth, Notice::QuestionWithdrawn, &on_ticket(ticket.id)).await
}

fn view(
    app: &App,
    page: Page,
    ticket: &Ticket,
    question: &Question,
    text: Field,
    refused: bool,
) -> Result<Response, Problem> {
    let template = WithdrawPage {
        ticket: ticket.id,
        reference: ticket.reference.clone(),
        question: shown::shown(&page, question, app.now()),
        text,
        longest: LONGEST,
        refused,
        page,
    };
    let wrong = template.text.error.is_some();
    answered(&template, refused, wrong)
}
