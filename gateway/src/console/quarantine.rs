//! Messages that could not be processed: how many, when, on which channel and why, for whoever looks after the system; and, for
//! those who read conversations, what is in them. They carry one out again, as if it had come now, or discard it with a reason.
//! Who wrote it stays hidden here as everywhere. Each opening is written down.

use super::{
    act::LONGEST,
    context::RequestContext,
    member::Member,
    notice::{Notice, done},
    page::{Id, Page, html},
    permission::Permission::OpenQuarantine,
    problem::Problem,
    state::App,
    wording,
};
use crate::{
    inbound::again::{
        Again,
        shown::{Shown, shown},
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        desk::quarantine::{self, Failed},
        quarantine::{self as entries, Entry, Outcome},
        sight::Object,
    },
    turn::Again as Became,
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

const PATH: &str = "/console/quarantine";
/// So long before it is deleted the list warns.
const SOON: SignedDuration = SignedDuration::from_hours(14 * 24);

struct QuarantineLine {
    failed: Failed,
    channel: String,
    outcome: String,
    /// It can be opened by whoever looks.
    opens: bool,
    /// It is deleted soon, and nobody has looked.
    ends_soon: bool,
}

#[derive(Template)]
#[template(path = "console/quarantine/list.html")]
struct ListPage {
    page: Page,
    count: i64,
    ending: usize,
    waiting: Vec<QuarantineLine>,
    settled: Vec<QuarantineLine>,
    days: i64,
    days_settled: i64,
}

/// `GET /console/quarantine`
pub async fn list(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    let (now, retention) = (app.now(), app.turns.retention);
    let mut reader = app.store.reader().await?;
    let (count, waiting) = quarantine::waiting(&mut reader, retention).await?;
    let settled = quarantine::settled(&mut reader, retention).await?;
    let mut lines = Vec::with_capacity(waiting.len() + settled.len());
    for failed in waiting.into_iter().chain(settled) {
        let opens =
            page.may(OpenQuarantine) && member.sight().reaches(&mut reader, Object::Quarantine, failed.id).await?;
        let soon = now.saturating_add(SOON).unwrap_or(Timestamp::MAX);
        lines.push(QuarantineLine {
            channel: wording::channel(page.words, &failed.channel),
            outcome: outcome(&page, failed.outcome.as_deref()),
            opens,
            ends_soon: failed.until <= soon,
            failed,
        });
    }
    drop(reader);
    let (waiting, settled): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.outcome.is_empty());
    let ending = waiting.iter().filter(|line| line.ends_soon).count();
    let days = |kept: SignedDuration| kept.as_hours() / 24;
    let (days, days_settled) = (days(retention.waiting), days(retention.resolved));
    html(&ListPage { page, count, ending, waiting, settled, days, days_settled })
}

fn outcome(page: &Page, name: Option<&str>) -> String {
    match name {
        None => String::new(),
        Some(name) if name == Outcome::Replayed.name() => page.words.console_quarantine_replayed(),
        Some(_) => page.words.console_quarantine_discarded(),
    }
}

#[derive(Template)]
#[template(path = "console/quarantine/entry.html")]
struct EntryPage {
    page: Page,
    id: Uuid,
    channel: String,
    cause: String,
    at: Timestamp,
    tries: i64,
    is_settled: bool,
    can_replay: bool,
    shown: Shown,
    longest: usize,
    error: Option<String>,
    typed: String,
}

async fn open(app: &App, id: Uuid) -> Result<Arc<Entry>, Problem> {
    let mut reader = app.store.reader().await?;
    Ok(Arc::new(entries::open(&app.store, &mut reader, id).await?.ok_or(Problem::NotFound)?))
}

/// `GET /console/quarantine/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    view(&app, page, &member, id, StatusCode::OK, None, String::new()).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    status: StatusCode,
    error: Option<String>,
    typed: String,
) -> Result<Response, Problem> {
    let entry = open(app, id).await?;
    let mut tx = app.store.begin().await?;
    let written = AuditEntry {
        staff: Some(member.id),
        action: Action::Read,
        object: AuditObject::Quarantine,
        object_id: Some(id),
    };
    audit::record(&mut tx, written, app.now()).await?;
    tx.commit().await?;
    let (read, master) = (entry.clone(), app.store.master.clone());
    let body = html(&EntryPage {
        channel: wording::channel(page.words, entry.channel.name()),
        page,
        id,
        cause: entry.cause.clone(),
        at: entry.at,
        tries: entry.tries,
        is_settled: entry.is_resolved,
        can_replay: Again::is_possible(&entry),
        // Reading a mail keeps a processor busy.
        shown: tokio::task::spawn_blocking(move || shown(&read, &master)).await?,
        longest: LONGEST,
        error,
        typed,
    })?;
    Ok((status, body).into_response())
}

/// `POST /console/quarantine/{id}/replay`
pub async fn replay(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let entry = open(&app, id).await?;
    if !Again::is_possible(&entry) {
        return Err(Problem::NotFound);
    }
    let events = app.again.read(entry.clone(), app.store.master.clone()).await;
    match app.turns.take_again(&entry, member.id, &events).await? {
        Became::Done => done(&auth, Notice::Replayed, PATH).await,
        Became::Settled => done(&auth, Notice::Unchanged, PATH).await,
        Became::Failed(_) => done(&auth, Notice::ReplayFailed, &format!("{PATH}/{id}")).await,
    }
}

/// What the form of discarding sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Discarded {
    reason: String,
}

/// `POST /console/quarantine/{id}/discard`
pub async fn discard(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<Discarded>,
) -> Result<Response, Problem> {
    let reason = typed.reason.replace("\r\n", "\n").trim().to_owned();
    let error = match reason.chars().count() {
        0 => Some(page.words.console_quarantine_error_reason()),
        1..=LONGEST => None,
        _ => Some(page.words.console_error_long(LONGEST)),
    };
    if error.is_some() {
        return view(&app, page, &member, id, StatusCode::UNPROCESSABLE_ENTITY, error, reason).await;
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let how = (Outcome::Discarded, Some(&Private::new(reason)));
    let changed = entries::resolve(&app.store, &mut tx, id, how, member.id, now).await?;
    if changed {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Discard,
            object: AuditObject::Quarantine,
            object_id: Some(id),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    tx.commit().await?;
    done(&auth, if changed { Notice::Discarded } else { Notice::Unchanged }, PATH).await
}
