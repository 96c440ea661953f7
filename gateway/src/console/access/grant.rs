//! Who asks to see who somebody is, and why; a second person says for how long, or no. Nobody decides on their own question.

use crate::{
    console::{
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        notification::Kind,
        unlock::{self, Line},
    },
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::event::Event;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// Where the list is.
pub const PATH: &str = "/console/identity";
/// For how many hours it can be opened.
const HOURS: [i64; 3] = [1, 8, 24];

struct IdentityRequestView {
    line: Line,
    asked_at: Timestamp,
    /// Open until then.
    until: Option<Timestamp>,
    /// Asked by the person who looks.
    own: bool,
}

#[derive(Template)]
#[template(path = "console/access/grants.html")]
struct GrantsPage {
    page: Page,
    waiting: Vec<IdentityRequestView>,
    open: Vec<IdentityRequestView>,
    hours: [i64; 3],
    refused: bool,
}

/// `GET /console/identity`
pub async fn list(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    view(&app, page, &member, StatusCode::OK).await
}

async fn view(app: &App, page: Page, member: &Member, status: StatusCode) -> Result<Response, Problem> {
    let now = app.now();
    let mut reader = app.store.reader().await?;
    let lines = unlock::waiting(&mut reader, &app.store.master, &member.sight(), now).await?;
    drop(reader);
    // A reason is words about a person.
    let mut tx = app.store.begin().await?;
    for line in &lines {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Read,
            object: AuditObject::Unlock,
            object_id: Some(line.id),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    tx.commit().await?;
    let moment = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    let shown = lines.into_iter().map(|line| IdentityRequestView {
        asked_at: moment(line.asked_at),
        until: line.until.map(moment),
        own: line.asked_by == member.id,
        line,
    });
    let (open, waiting) = shown.partition(|shown| shown.line.state == "granted");
    let body = html(&GrantsPage { page, waiting, open, hours: HOURS, refused: status == StatusCode::CONFLICT })?;
    Ok((status, body).into_response())
}

/// What a button sends: a number of hours, `refuse` or `end`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Decided {
    decision: String,
}

/// `POST /console/identity/{id}`
pub async fn decide(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(decided): Form<Decided>,
) -> Result<Response, Problem> {
    let hours = decided.decision.parse::<i64>().ok().filter(|hours| HOURS.contains(hours));
    let (notice, event) = match (decided.decision.as_str(), hours) {
        (_, Some(_)) => (Notice::IdentityGranted, Some(Event::IdentityGranted { unlock: id })),
        ("refuse", _) => (Notice::IdentityRefused, Some(Event::IdentityRefused { unlock: id })),
        ("end", _) => (Notice::IdentityEnded, None),
        _ => return Err(Problem::Unclear),
    };
    let mut unit = app.turns.begin(Some(member.id)).await?;
    let now = unit.now;
    let (asker, ticket) = unlock::of(&mut unit.tx, id).await?.ok_or(Problem::NotFound)?;
    let changed = match hours {
        None if event.is_none() => unlock::end(&mut unit.tx, id, now).await?,
        hours => {
            let until = hours.map(|hours| now.saturating_add(SignedDuration::from_hours(hours))).transpose()?;
            unlock::decide(&mut unit.tx, id, member.id, until, now).await?
        }
    };
    if !changed {
        drop(unit);
        return view(&app, page, &member, StatusCode::CONFLICT).await;
    }
    match event {
        Some(event) => {
            unit.record(ticket, event);
            unit.notify(asker, Kind::IdentityDecided, Some(ticket));
        }
        None => {
            unit.audit(Action::EndIdentity, AuditObject::Unlock, id);
            unit.show(ticket);
        }
    }
    unit.commit().await?;
    done(&auth, notice, PATH).await
}
