//! The front office adds what an expert has asked for: words, facts, perhaps more time.

use super::{
    ask::{Due, safe_words},
    facts::{self, FactChoice, Ticked},
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
        audit::{Action, AuditObject},
        desk::ticket::Ticket,
        notification::Kind,
        question::{self, Change, Question, Remark, Side},
    },
};
use askama::Template;
use axum::response::Response;
use bot::{
    command::TicketCommand,
    hours,
    question::{QuestionEvent, usual_deadline},
};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/complete.html")]
struct CompletePage {
    page: Page,
    ticket: Uuid,
    reference: String,
    question: QuestionView,
    text: Field,
    due: Due,
    facts: Vec<FactChoice>,
    longest: usize,
    refused: bool,
}

/// `GET /console/tickets/{id}/questions/{question}/complete`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, of: Of) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let due = if question.due_at > app.now() { hours::in_rome(question.due_at) } else { usual_deadline(app.now()) };
    let ticked = Ticked::Before(&question.facts);
    view(&app, page, &ticket, &question, Field::default(), Due::at(&due), ticked, false)
}

/// `POST /console/tickets/{id}/questions/{question}/complete`
pub async fn complete(
    RequestContext { app, auth, page, member }: RequestContext,
    of: Of,
    fields: FormFields,
) -> Result<Response, Problem> {
    let (ticket, question) = of.open(&app, &member).await?;
    let text = safe_words(&fields, "text", &page, &ticket);
    let due = Due::typed(&fields, &page, app.now());
    let (Ok(words), Ok(due_at)) = (&text, &due) else {
        let due = due.map_or_else(|due| due, |at| Due::at(&hours::in_rome(at)));
        return view(&app, page, &ticket, &question, field(&text), due, Ticked::Sent(&fields), false);
    };
    let facts = facts::chosen(&ticket, &fields);
    let mut open = app.turns.open_ticket(member.id, ticket.id).await.map_err(failed)?;
    let said = Remark { by: Side::FrontOffice, text: words.clone(), at: open.unit.now.as_millisecond() };
    let thread = [&question.thread[..], &[said]].concat();
    let change = Change { facts: Some(&facts), thread: Some(&thread), due_at: Some(*due_at), ..Change::default() };
    let seen = (question.id, fields.number("version").unwrap_or(-1));
    let done_now = match question.state.after(QuestionEvent::Completed) {
        Ok(state) => question::change(&mut open.unit.tx, &open.key, seen, state, &change, open.unit.now).await?,
        Err(_) => false,
    };
    if !done_now {
        drop(open);
        let due = Due::at(&hours::in_rome(*due_at));
        return view(&app, page, &ticket, &question, field(&text), due, Ticked::Sent(&fields), true);
    }
    open.decide(&TicketCommand::AskExpert).map_err(failed)?;
    open.unit.audit(Action::Complete, AuditObject::Question, question.id);
    if let Some(expert) = question.expert_id {
        open.notify(expert, Kind::QuestionAsked);
    }
    open.unit.commit().await?;
    done(&auth, Notice::ExpertAsked, &on_ticket(ticket.id)).await
}

#[expect(clippy::too_many_arguments, reason = "what the page shows, and what was typed on it")]
fn view(
    app: &App,
    page: Page,
    ticket: &Ticket,
    question: &Question,
    text: Field,
    due: Due,
    ticked: Ticked<'_>,
    refused: bool,
) -> Result<Response, Problem> {
    let template = CompletePage {
        ticket: ticket.id,
        reference: ticket.reference.clone(),
        question: shown::shown(&page, question, app.now()),
        text,
        due,
        facts: facts::choices(&page, ticket, ticked),
        longest: LONGEST,
        refused,
        page,
    };
    let wrong = template.text.error.is_some() || template.due.error.is_some();
    answered(&template, refused, wrong)
}
