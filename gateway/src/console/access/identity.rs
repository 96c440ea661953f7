//! Who a person is: hidden until somebody asks with a reason and somebody else says yes, for a time. Every showing is
//! written down. Whoever calls a person back sees the number on the page of the call-back, nowhere else.

use crate::{
    console::{
        act::LONGEST,
        context::RequestContext,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission::{GrantIdentity, ReadTickets},
        problem::Problem,
        state::App,
        wording,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        notification::Kind,
        staff::Role,
        unlock,
    },
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{event::Event, private::Private};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// What somebody sees of it.
#[expect(missing_docs, reason = "the names say it")]
pub struct IdentityView {
    /// Where the question is sent.
    pub to: String,
    pub state: Stage,
    pub longest: usize,
    /// What is wrong with the reason, and the reason as it was typed.
    pub error: Option<String>,
    pub typed: String,
}

/// How far it has come.
#[expect(missing_docs, reason = "the names say it")]
pub enum Stage {
    Hidden,
    /// Somebody said no, then.
    Refused(Timestamp),
    /// It was open until then.
    Over(Timestamp),
    Waiting(Timestamp),
    Open {
        until: Timestamp,
        facts: Vec<Fact>,
    },
}

/// Something that says who it is.
#[expect(missing_docs, reason = "the names say it")]
pub struct Fact {
    pub label: String,
    pub value: Private<String>,
}

/// Looks what somebody may see now; to see it is written down.
pub async fn shown(app: &App, page: &Page, member: &Member, ticket: Uuid, to: String) -> Result<IdentityView, Problem> {
    let now = app.now();
    let latest = unlock::latest(&mut app.store.reader().await?, ticket, member.id).await?;
    let moment =
        |milliseconds: Option<i64>| Timestamp::from_millisecond(milliseconds.unwrap_or_default()).unwrap_or_default();
    let state = match latest {
        None => Stage::Hidden,
        Some(unlock) => match (unlock.open_until(now), unlock.state.as_str()) {
            (Some(until), _) => Stage::Open { until, facts: facts(app, page, member, ticket).await? },
            (None, "asked") => Stage::Waiting(moment(Some(unlock.asked_at))),
            (None, "granted") => Stage::Over(moment(unlock.until)),
            (None, _) => Stage::Refused(moment(unlock.decided_at)),
        },
    };
    Ok(IdentityView { to, state, longest: LONGEST, error: None, typed: String::new() })
}

async fn facts(app: &App, page: &Page, member: &Member, ticket: Uuid) -> Result<Vec<Fact>, Problem> {
    let mut reader = app.store.reader().await?;
    let key = unlock::key(&mut reader, &app.store.master, ticket).await?.ok_or(Problem::NotFound)?;
    let found = unlock::identity(&mut reader, &key, ticket).await?;
    drop(reader);
    let mut tx = app.store.begin().await?;
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::SeeIdentity,
        object: AuditObject::Ticket,
        object_id: Some(ticket),
    };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    let addresses = found.addresses.into_iter();
    let addresses = addresses.map(|(channel, value)| Fact { label: wording::channel(page.words, &channel), value });
    let phone = found.phone.map(|value| Fact { label: page.words.console_access_phone(), value });
    Ok(addresses.chain(phone).collect())
}

/// The form.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct IdentityForm {
    reason: String,
}

/// The page that asks, for an expert, and for a form that came back.
#[derive(Template)]
#[template(path = "console/access/identity.html")]
struct IdentityPage {
    page: Page,
    back: String,
    shown: IdentityView,
}

/// `POST /console/tickets/{id}/identity`
pub async fn ask(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(ticket): Id,
    Form(typed): Form<IdentityForm>,
) -> Result<Response, Problem> {
    // An expert asks by the question, because a ticket's address would be nothing to them.
    if !page.may(ReadTickets) {
        return Err(Problem::NotFound);
    }
    let back = format!("/console/tickets/{ticket}");
    carry_out(Asking { app, auth, page, member, ticket, to: format!("{back}/identity"), back }, typed).await
}

/// `GET /console/questions/{id}/identity`
pub async fn of_question(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(question): Id,
) -> Result<Response, Problem> {
    let ticket = ticket_of(&app, question).await?;
    let back = format!("/console/questions/{question}");
    let shown = shown(&app, &page, &member, ticket, format!("{back}/identity")).await?;
    html(&IdentityPage { page, back, shown })
}

/// `POST /console/questions/{id}/identity`
pub async fn ask_of_question(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(question): Id,
    Form(typed): Form<IdentityForm>,
) -> Result<Response, Problem> {
    let ticket = ticket_of(&app, question).await?;
    let to = format!("/console/questions/{question}/identity");
    carry_out(Asking { app, auth, page, member, ticket, back: to.clone(), to }, typed).await
}

async fn ticket_of(app: &App, question: Uuid) -> Result<Uuid, Problem> {
    unlock::ticket_of_question(&mut app.store.reader().await?, question).await?.ok_or(Problem::NotFound)
}

/// Somebody who asks.
struct Asking {
    app: App,
    auth: Auth,
    page: Page,
    member: Member,
    ticket: Uuid,
    /// Where the form goes, and where somebody goes after it.
    to: String,
    back: String,
}

async fn carry_out(asking: Asking, typed: IdentityForm) -> Result<Response, Problem> {
    let Asking { app, auth, page, member, ticket, to, back } = asking;
    let words = page.words;
    let reason = typed.reason.replace("\r\n", "\n").trim().to_owned();
    let error = match reason.chars().count() {
        0 => Some(words.console_access_error_reason()),
        1..=LONGEST => None,
        _ => Some(words.console_error_long(LONGEST)),
    };
    if error.is_some() {
        let shown = IdentityView { error, typed: reason, ..shown(&app, &page, &member, ticket, to).await? };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&IdentityPage { page, back, shown })?).into_response());
    }
    let mut reader = app.store.reader().await?;
    let key = unlock::key(&mut reader, &app.store.master, ticket).await?.ok_or(Problem::NotFound)?;
    let deciders = unlock::deciders(&mut reader, &granting(), ticket, member.id).await?;
    drop(reader);
    let mut unit = app.turns.begin(Some(member.id)).await?;
    let asked = unlock::ask(&mut unit.tx, (ticket, &key), member.id, &Private::new(reason), unit.now).await?;
    let Some(unlock) = asked else {
        return done(&auth, Notice::Unchanged, &back).await;
    };
    unit.record(ticket, Event::IdentityAsked { unlock });
    for decider in deciders {
        unit.notify(decider, Kind::IdentityAsked, Some(ticket));
    }
    unit.commit().await?;
    done(&auth, Notice::IdentityAsked, &back).await
}

/// The roles that decide.
fn granting() -> Vec<&'static str> {
    Role::ALL.into_iter().filter(|role| role.may(GrantIdentity)).map(Role::name).collect()
}
