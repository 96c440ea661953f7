//! A canned answer is chosen for a ticket: its text goes into what the person is typing there, to be read and sent by them.

use super::{
    found,
    panel::{self, Panel, PanelRow},
};
use crate::{
    console::{
        act::{failed, read},
        context::RequestContext,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{Action, AuditObject},
        canned,
        desk::ticket::Ticket,
        draft::{self, Place, Words},
    },
};
use askama::Template;
use axum::{
    Json,
    extract::Query,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

/// What is looked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CannedChoiceQuery {
    q: String,
}

#[derive(Template)]
#[template(path = "console/canned/choose.html")]
struct ChoosePage {
    page: Page,
    reference: String,
    panel: Panel,
}

#[derive(Template)]
#[template(path = "console/canned/unreviewed.html")]
struct UnreviewedPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    row: PanelRow,
}

/// `GET /console/tickets/{id}/canned`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<CannedChoiceQuery>,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let panel = panel::load_some(&app, &page, &member, &ticket, &asked.q, panel::MANY).await?;
    html(&ChoosePage { reference: ticket.reference, panel, page })
}

/// `POST /console/tickets/{id}/canned`: into the draft, or, for the script of the page, as JSON.
pub async fn take(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let chosen = fields.one("canned").parse::<Uuid>().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store.reader().await?;
    let canned = canned::open(&mut reader, &app.store.master, chosen).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    let (text, _) =
        found::best(&canned, ticket.language, ticket.reading).filter(|_| !canned.retired).ok_or(Problem::NotFound)?;
    let values = panel::values(&app, &member, &ticket.reference).await?;
    let by_script = fields.one("insert") == "yes";
    if !text.reviewed && fields.one("confirmed") != "yes" {
        if by_script {
            return Ok(Json(json!({ "confirm": page.words.console_canned_use_anyway() })).into_response());
        }
        return unreviewed(&app, page, &member, &ticket, chosen).await;
    }
    let words = values.fill(&text.body, text.language);
    let italian = panel::italian(&canned, text.language, &values);
    let mut open = app.turns.open_ticket(member.id, id).await.map_err(failed)?;
    canned::used(&mut open.unit.tx, chosen).await?;
    open.unit.audit(Action::Use, AuditObject::Canned, chosen);
    if !by_script {
        let at = Place { ticket: id, staff: member.id, place: draft::ANSWER, key: &open.key };
        let words = Words { text: words.clone(), italian: italian.clone() };
        draft::append(&mut open.unit.tx, at, &words, open.unit.now)
            .await
            .map_err(|error| Problem::Failed(error.into()))?;
    }
    open.unit.commit().await?;
    if by_script {
        return Ok(Json(json!({ "text": words, "italian": italian })).into_response());
    }
    done(&auth, Notice::CannedTaken, &format!("/console/tickets/{id}#answering")).await
}

async fn unreviewed(
    app: &App,
    page: Page,
    member: &Member,
    ticket: &Ticket,
    chosen: Uuid,
) -> Result<Response, Problem> {
    let panel = panel::load_some(app, &page, member, ticket, "", usize::MAX).await?;
    let row = panel.rows.into_iter().find(|row| row.id == chosen).ok_or(Problem::NotFound)?;
    html(&UnreviewedPage { ticket: ticket.id, reference: ticket.reference.clone(), row, page })
}
