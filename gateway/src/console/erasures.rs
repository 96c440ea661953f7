//! Who has asked for everything to be deleted: by number and date, without a word of what it says.

use super::{
    context::RequestContext,
    page::{Page, html},
    problem::Problem,
};
use crate::store::{desk::moment, erasure};
use askama::Template;
use axum::response::Response;
use jiff::Timestamp;

/// A request that is hidden.
struct AskedShown {
    reference: String,
    asked_at: Timestamp,
    due_at: Timestamp,
}

#[derive(Template)]
#[template(path = "console/erasures.html")]
struct ErasuresPage {
    page: Page,
    asked: Vec<AskedShown>,
}

/// `GET /console/erasures`
pub async fn list(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let asked = erasure::asked(&mut reader, &member.sight()).await?;
    drop(reader);
    let shown = |asked: erasure::Asked| AskedShown {
        reference: asked.reference,
        asked_at: moment(asked.asked_at),
        due_at: moment(asked.due_at),
    };
    html(&ErasuresPage { page, asked: asked.into_iter().map(shown).collect() })
}
