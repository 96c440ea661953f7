//! The Focal Point queue: reports whose assessment a person has to decide on, those that wait longest first.

use super::{
    context::RequestContext,
    page::{Page, html},
    problem::Problem,
    wording,
};
use crate::store::desk::focal_point::{self, Entry};
use askama::Template;
use axum::{extract::Query, response::Response};
use bot::text::Words;
use jiff::Timestamp;
use serde::Deserialize;

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct QueueQuery {
    /// `yes`: the decided ones too.
    every: String,
    after: String,
}

/// An entry as the list shows it.
struct QueueRow {
    entry: Entry,
    region: String,
    matching: String,
    waiting: String,
    state: String,
}

#[derive(Template)]
#[template(path = "console/queue.html")]
struct QueuePage {
    page: Page,
    every: bool,
    entries: Vec<QueueRow>,
    next: Option<String>,
}

/// `GET /console/focal-point`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<QueueQuery>,
) -> Result<Response, Problem> {
    let every = !asked.every.is_empty();
    let mut reader = app.store.reader().await?;
    let (entries, more) = focal_point::queue(&mut reader, &member.sight(), every, asked.after.parse().ok()).await?;
    drop(reader);
    let also = if every { "every=yes&" } else { "" };
    let next = entries.last().filter(|_| more).map(|last| format!("/console/focal-point?{also}after={}", last.place()));
    let now = app.now();
    let entries = entries.into_iter().map(|entry| shown(page.words, entry, now)).collect();
    html(&QueuePage { page, every, entries, next })
}

fn shown(words: Words, entry: Entry, now: Timestamp) -> QueueRow {
    QueueRow {
        region: entry.region.as_deref().map(wording::region).unwrap_or_default(),
        matching: wording::matching(words, &entry.matching),
        waiting: wording::waiting(words, entry.queued_at, now),
        state: wording::assessment_state(words, &entry.state),
        entry,
    }
}
