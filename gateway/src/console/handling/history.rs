//! Everything that happened to a ticket. It shows no word of a conversation, so those who only share out the work may look.

use super::{
    command::{head_of, way_back},
    shown::{self, EventShown},
};
use crate::{
    console::{
        context::RequestContext,
        page::{Id, Page, html},
        problem::Problem,
    },
    store::ticket::history,
};
use askama::Template;
use axum::{extract::Query, response::Response};
use serde::Deserialize;
use uuid::Uuid;

/// Which page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct HistoryQuery {
    before: String,
}

#[derive(Template)]
#[template(path = "console/handling/history.html")]
struct HistoryPage {
    page: Page,
    id: Uuid,
    reference: String,
    back: String,
    events: Vec<EventShown>,
    older: Option<Uuid>,
}

/// `GET /console/tickets/{id}/history`
pub(super) async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<HistoryQuery>,
) -> Result<Response, Problem> {
    let head = head_of(&app, &member, id).await?;
    let mut reader = app.store.reader().await?;
    let mut events = history::read(&mut reader, id, asked.before.parse().ok(), shown::MOST + 1).await?;
    drop(reader);
    let more = events.len() as i64 > shown::MOST;
    events.truncate(shown::MOST as usize);
    let events = shown::events_of(&app, &page, events).await?;
    let older = events.last().map(|event| event.id).filter(|_| more);
    html(&HistoryPage { id, reference: head.reference, back: way_back(&page, id), events, older, page })
}
