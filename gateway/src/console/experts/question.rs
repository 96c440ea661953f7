//! One question as a legal expert works on it: takes it, asks back, answers in Italian, and sees what was sent. That it was
//! read is written down.

use super::shown::{self, QuestionView};
use crate::console::{act::failed, context::RequestContext};
use crate::{
    console::{
        act::{Field, LONGEST, answered},
        difference::Difference,
        form_fields::{FormFields, field},
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        notification::Kind,
        question::{self, Change, Question, Remark, Side},
    },
};
use askama::Template;
use axum::response::Response;
use bot::{command::TicketCommand, event::Event, question::QuestionEvent};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/question.html")]
struct QuestionPage {
    page: Page,
    question: QuestionView,
    /// A colleague has taken it.
    theirs: bool,
    mine: bool,
    answer: Field,
    more: Field,
    /// Somebody was faster.
    refused: bool,
    /// They have written another answer.
    difference: Option<Difference>,
    longest: usize,
}

/// `GET /console/questions/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let question = open(&app, &member, id).await?;
    let draft = question.answer.as_ref().map(|answer| answer.expose().clone()).unwrap_or_default();
    let answer = Field { text: draft, error: None };
    view(&app, page, &member, &question, answer, Field::default(), false)
}

/// Opens a question for an expert, who is written down as having read it.
pub async fn open(app: &App, member: &Member, id: Uuid) -> Result<Question, Problem> {
    let mut reader = app.store.reader().await?;
    let found = question::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let mut tx = app.store.begin().await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Read, object: AuditObject::Question, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    Ok(found)
}

/// What an expert does.
struct Step<'a> {
    event: QuestionEvent,
    change: Change<'a>,
    action: Action,
    happened: Option<Event>,
    /// Those who asked have to look at it.
    tells: bool,
}

/// Carries it out on the question as the page had it; `false`, with nothing done, where somebody was faster.
async fn carry_out(
    app: &App,
    member: &Member,
    question: &Question,
    version: Option<i64>,
    step: Step<'_>,
) -> Result<bool, Problem> {
    let Ok(state) = question.state.after(step.event) else { return Ok(false) };
    let mut open = app.turns.open_ticket(member.id, question.ticket).await.map_err(failed)?;
    let change = Change { expert: Some(member.id), ..step.change };
    let seen = (question.id, version.unwrap_or(-1));
    if !question::change(&mut open.unit.tx, &open.key, seen, state, &change, open.unit.now).await? {
        return Ok(false);
    }
    if !question::is_waiting(&mut open.unit.tx, question.ticket).await? {
        open.decide(&TicketCommand::HearExpert).map_err(failed)?;
    }
    match step.happened {
        // It is written down by itself.
        Some(event) => open.record(event),
        None => {
            open.unit.audit(step.action, AuditObject::Question, question.id);
            open.unit.show(question.ticket);
        }
    }
    if step.tells {
        open.notify(question.asked_by, Kind::QuestionAnswered);
    }
    open.unit.commit().await?;
    Ok(true)
}

fn address(id: Uuid) -> String {
    format!("/console/questions/{id}")
}

/// `POST /console/questions/{id}/take`
pub async fn take(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let question = open(&app, &member, id).await?;
    let step = Step {
        event: QuestionEvent::Taken,
        change: Change::default(),
        action: Action::Take,
        happened: None,
        tells: false,
    };
    if carry_out(&app, &member, &question, fields.number("version"), step).await? {
        return done(&auth, Notice::QuestionTaken, &address(id)).await;
    }
    view(&app, page, &member, &question, Field::default(), Field::default(), true)
}

/// `POST /console/questions/{id}/more`
pub async fn ask_more(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let question = open(&app, &member, id).await?;
    let text = fields.words("more", &page);
    let Ok(words) = &text else {
        return view(&app, page, &member, &question, drafted(&question), field(&text), false);
    };
    let said = Remark { by: Side::Expert, text: words.clone(), at: app.now().as_millisecond() };
    let thread = [&question.thread[..], &[said]].concat();
    let step = Step {
        event: QuestionEvent::MoreAsked,
        change: Change { thread: Some(&thread), ..Change::default() },
        action: Action::AskBack,
        happened: None,
        tells: true,
    };
    if carry_out(&app, &member, &question, fields.number("version"), step).await? {
        return done(&auth, Notice::FactsAsked, &address(id)).await;
    }
    view(&app, page, &member, &question, drafted(&question), field(&text), true)
}

/// `POST /console/questions/{id}/answer`: sends the answer, or keeps what there is of it.
pub async fn answer(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let question = open(&app, &member, id).await?;
    let text = fields.words("text", &page);
    let Ok(words) = &text else {
        return view(&app, page, &member, &question, field(&text), Field::default(), false);
    };
    let keeps = fields.one("do") == "keep";
    let (event, action, notice) = match keeps {
        true => (QuestionEvent::Taken, Action::Draft, Notice::Saved),
        false => (QuestionEvent::Answered, Action::Answer, Notice::QuestionAnswered),
    };
    let step = Step {
        event,
        change: Change { answer: Some(words), ..Change::default() },
        action,
        happened: (!keeps).then_some(Event::QuestionAnswered { question: id }),
        tells: !keeps,
    };
    if carry_out(&app, &member, &question, fields.number("version"), step).await? {
        return done(&auth, notice, &address(id)).await;
    }
    view(&app, page, &member, &question, field(&text), Field::default(), true)
}

/// What there is of the answer.
fn drafted(question: &Question) -> Field {
    Field { text: question.answer.as_ref().map(|answer| answer.expose().clone()).unwrap_or_default(), error: None }
}

fn view(
    app: &App,
    page: Page,
    member: &Member,
    question: &Question,
    answer: Field,
    more: Field,
    refused: bool,
) -> Result<Response, Problem> {
    let now = question.answer.as_ref().map(|answer| answer.expose().as_str()).unwrap_or_default();
    let differs = refused && !answer.text.is_empty() && !now.is_empty() && now != answer.text;
    let template = QuestionPage {
        theirs: question.expert_id.is_some_and(|expert| expert != member.id),
        mine: question.expert_id == Some(member.id),
        difference: differs.then(|| Difference::of(now, &answer.text)),
        question: shown::shown(&page, question, app.now()),
        answer,
        more,
        refused,
        longest: LONGEST,
        page,
    };
    let wrong = template.answer.error.is_some() || template.more.error.is_some();
    answered(&template, refused, wrong)
}
