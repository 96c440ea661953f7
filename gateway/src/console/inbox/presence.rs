//! Who is looking at a ticket or writing on it: what pages say from time to time, and what they show. No word of a person is read
//! for it. Names of colleagues are shown to those who may see the ticket, and nowhere else.

use crate::{
    console::{
        context::RequestContext,
        member::Member,
        page::{Id, Page, html},
        problem::Problem,
        state::App,
    },
    live::{Presence, presence::Doing},
    store::{desk::tickets::scope, staff},
};
use askama::Template;
use axum::{Form, extract::State, http::StatusCode, response::Response};
use bot::private::Private;
use serde::Deserialize;
use uuid::Uuid;

/// A colleague who is there.
#[expect(missing_docs, reason = "the names say it")]
pub struct Present {
    pub name: Private<String>,
    pub typing: bool,
}

/// The colleagues at a ticket, without the one who asks.
pub async fn others(app: &App, member: &Member, ticket: Uuid) -> Result<Vec<Present>, Problem> {
    let there = app.turns.live.present(ticket, app.now());
    let there: Vec<_> = there.into_iter().filter(|presence| presence.staff != member.id).collect();
    let ids: Vec<_> = there.iter().map(|presence| presence.staff).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut reader = app.store.reader().await?;
    let names = staff::names(&mut reader, &app.store.master, &ids).await?;
    let present = there.into_iter().filter_map(|presence| {
        let name = names.get(&presence.staff)?.clone();
        Some(Present { name, typing: presence.doing == Doing::Typing })
    });
    Ok(present.collect())
}

#[derive(Template)]
#[template(path = "console/inbox/presence.html")]
struct PresencePart {
    page: Page,
    present: Vec<Present>,
}

/// `GET /console/tickets/{id}/presence`: what stands on the page of the ticket.
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    seen_by(&app, &member, id).await?;
    html(&PresencePart { present: others(&app, &member, id).await?, page })
}

/// What a page says.
#[derive(Deserialize)]
pub struct Said {
    doing: String,
}

/// `POST /console/tickets/{id}/presence`
pub async fn note(
    State(app): State<App>,
    member: Member,
    Id(id): Id,
    Form(said): Form<Said>,
) -> Result<StatusCode, Problem> {
    let doing: Doing = said.doing.parse().map_err(|_| Problem::Unclear)?;
    seen_by(&app, &member, id).await?;
    app.turns.live.attend(Presence { ticket: id, staff: member.id, doing }, app.now());
    Ok(StatusCode::NO_CONTENT)
}

async fn seen_by(app: &App, member: &Member, ticket: Uuid) -> Result<(), Problem> {
    let mut reader = app.store.reader().await?;
    if scope::sees(&mut reader, &member.sight(), ticket).await? { Ok(()) } else { Err(Problem::NotFound) }
}
