//! Who is to be called back: danger first, then those whom it is safe to call now. The list shows no number; opening an
//! entry does, and is written down as a read. A person calls, then says here what came of it.

use super::{
    answering,
    context::RequestContext,
    member::Member,
    notice::{Notice, done},
    page::{Id, Page, html},
    problem::Problem,
    state::App,
    wording::{self, Tongue},
};
use crate::{
    channel::Channel,
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        callback::{
            self, Wanted,
            desk::{self, Entry, Line, NotTried, Tried, is_safe},
        },
        conversation,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{
    callback::{Callback, CallbackReason, CallbackState, Outcome, Voicemail},
    hours::Calendar,
    reply::Label,
    report::options::Choosable,
    text::Words,
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

const LIST: &str = "/console/call-backs";
/// What a form says of a message that was left; to the bot nobody has answered.
const MESSAGE_LEFT: &str = "message-left";

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CallbackListQuery {
    page: String,
}

struct CallbackRow {
    line: Line,
    reason: String,
    safe_time: String,
    is_safe: bool,
    tongue: Option<Tongue>,
    waiting: String,
}

#[derive(Template)]
#[template(path = "console/callbacks.html")]
struct ListPage {
    page: Page,
    callbacks: Vec<CallbackRow>,
    next: Option<String>,
}

/// `GET /console/call-backs`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<CallbackListQuery>,
) -> Result<Response, Problem> {
    let now = app.now();
    let number = asked.page.parse().unwrap_or(0_i64).clamp(0, 10_000);
    let house = app.house().await?;
    let mut reader = app.store.reader().await?;
    let (lines, more) = desk::list(&mut reader, &member.sight(), &house.calendar, number, now).await?;
    drop(reader);
    let next = more.then(|| format!("{LIST}?page={}", number + 1));
    let callbacks = lines.into_iter().map(|line| shown(&page, line, &house.calendar, now)).collect();
    html(&ListPage { page, callbacks, next })
}

fn shown(page: &Page, line: Line, calendar: &Calendar, now: Timestamp) -> CallbackRow {
    CallbackRow {
        reason: reason(page.words, &line.reason),
        safe_time: safe_time(page, line.safe_time.as_deref()),
        is_safe: is_safe(calendar, line.safe_time.as_deref(), now),
        tongue: line.language.as_deref().and_then(|tag| tag.parse().ok()).map(|l| wording::tongue(page.words, l)),
        waiting: wording::waiting(page.words, line.opened_at, now),
        line,
    }
}

/// One way in which an attempt can end.
struct Button {
    value: &'static str,
    label: String,
}

struct Past {
    at: Timestamp,
    staff: String,
    outcome: String,
}

#[derive(Template)]
#[template(path = "console/callback.html")]
struct EntryPage {
    page: Page,
    reason: String,
    safe_time: String,
    state: String,
    is_open: bool,
    is_safe: bool,
    may_leave_message: bool,
    tongue: Option<Tongue>,
    attempts: Vec<Past>,
    outcomes: Vec<Button>,
    safe: Vec<answering::safe::SafeContactLine>,
    refused: bool,
    entry: Entry,
}

/// `GET /console/call-backs/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    view(&app, page, &member, id, false).await
}

async fn view(app: &App, page: Page, member: &Member, id: Uuid, refused: bool) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let entry = desk::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let written =
        AuditEntry { staff: Some(member.id), action: Action::Read, object: AuditObject::Callback, object_id: Some(id) };
    audit::record(&mut tx, written, now).await?;
    tx.commit().await?;

    let words = page.words;
    let may_leave_message = entry.may_leave_message();
    let past = |attempt: &desk::Attempt| Past {
        at: attempt.at,
        staff: attempt.staff.as_ref().map_or_else(|| words.console_author_staff(), |name| name.expose().clone()),
        outcome: if attempt.message_left { words.console_outcome_message() } else { outcome(words, &attempt.outcome) },
    };
    let template = EntryPage {
        reason: reason(words, &entry.reason),
        safe_time: safe_time(&page, entry.safe_time.as_deref()),
        state: state(words, &entry.state),
        is_open: entry.state == CallbackState::Open.name(),
        is_safe: entry.is_safe(&app.house().await?.calendar, now),
        safe: entry.safe.as_ref().map(|safe| answering::safe::lines(&page, safe)).unwrap_or_default(),
        may_leave_message,
        tongue: entry.language.map(|language| wording::tongue(words, language)),
        attempts: entry.attempts.iter().map(past).collect(),
        outcomes: outcomes(words, may_leave_message),
        refused,
        entry,
        page,
    };
    let status = if refused { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok((status, html(&template)?).into_response())
}

/// What a person says came of their call.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Said {
    outcome: String,
    /// Attempts that stood on the page.
    seen: String,
}

/// `POST /console/call-backs/{id}/outcome`
pub async fn note(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(said): Form<Said>,
) -> Result<Response, Problem> {
    let message_left = said.outcome == MESSAGE_LEFT;
    let outcome = if message_left { Ok(Outcome::NoAnswer) } else { said.outcome.parse() };
    let (Ok(outcome), Ok(seen)) = (outcome, said.seen.parse()) else {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    };
    let now = app.now();
    if message_left {
        let mut reader = app.store.reader().await?;
        let entry = desk::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
        if !entry.may_leave_message() {
            return view(&app, page, &member, id, true).await;
        }
    }
    let tried = Tried { staff: member.id, outcome, message_left, seen };
    let mut tx = app.store.begin().await?;
    let state = match desk::tried(&app.store, &mut tx, id, tried, now).await {
        Ok(state) => state,
        Err(NotTried::NotFound) => return Err(Problem::NotFound),
        Err(NotTried::Store(error)) => return Err(error.into()),
        Err(NotTried::Faster | NotTried::NoMessages) => {
            drop(tx);
            return view(&app, page, &member, id, true).await;
        }
    };
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::CallBack,
        object: AuditObject::Callback,
        object_id: Some(id),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    let notice = if state == CallbackState::Open { Notice::CallNoted } else { Notice::CallbackClosed };
    done(&auth, notice, LIST).await
}

/// `POST /console/tickets/{id}/call-back`: whoever left a message on the telephone is put on the list.
pub async fn ask(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(ticket): Id,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, ticket).await.map_err(failed)?;
    let loaded = loaded.filter(|loaded| loaded.channel == Channel::Voice).ok_or(Problem::NotFound)?;
    let number = loaded.address()?;
    if !crate::channel::voice::is_number(number.expose()) {
        return done(&auth, Notice::NoNumber, &format!("/console/tickets/{ticket}")).await;
    }
    let callback = Callback {
        reason: CallbackReason::Asked,
        safe_time: None,
        // Nobody has asked the person: a yes is theirs to give.
        voicemail: Voicemail::Never,
        danger: false,
        ticket: None,
    };
    let wanted =
        Wanted { contact_id: loaded.contact_id, conversation_id: loaded.id, ticket_id: Some(ticket), callback };
    callback::join(&app.store, &mut tx, &wanted, now).await.map_err(failed)?;
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::CallBack,
        object: AuditObject::Ticket,
        object_id: Some(ticket),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    done(&auth, Notice::CallbackOpened, LIST).await
}

fn failed(error: anyhow::Error) -> Problem {
    Problem::Failed(error.into())
}

fn outcomes(words: Words, may_leave_message: bool) -> Vec<Button> {
    let mut buttons: Vec<_> = Outcome::ALL.map(|o| Button { value: o.name(), label: outcome(words, o.name()) }).into();
    if may_leave_message {
        buttons.insert(2, Button { value: MESSAGE_LEFT, label: words.console_outcome_message() });
    }
    buttons
}

fn outcome(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(Outcome::Reached) => words.console_outcome_reached(),
        Ok(Outcome::NoAnswer) => words.console_outcome_no_answer(),
        Ok(Outcome::Busy) => words.console_outcome_busy(),
        Ok(Outcome::WrongNumber) => words.console_outcome_wrong_number(),
        Ok(Outcome::Refused) => words.console_outcome_refused(),
        Err(_) => name.to_owned(),
    }
}

fn reason(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(CallbackReason::Asked) => words.console_callback_asked(),
        Ok(CallbackReason::Abandoned) => words.console_callback_abandoned(),
        Ok(CallbackReason::Missed) => words.console_callback_missed(),
        Err(_) => name.to_owned(),
    }
}

fn state(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(CallbackState::Open) => words.console_callback_open(),
        Ok(CallbackState::Done) => words.console_callback_done(),
        Ok(CallbackState::GivenUp) => words.console_callback_given_up(),
        Err(_) => name.to_owned(),
    }
}

fn safe_time(page: &Page, id: Option<&str>) -> String {
    let Some(id) = id else { return page.words.console_callback_time_unknown() };
    match bot::callback::safe_time(id).map(Choosable::label) {
        Ok(Label::Text(label)) => label.in_language(page.language),
        _ => id.to_owned(),
    }
}
