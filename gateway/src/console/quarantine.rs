//! Turns that failed: how many, when, on which channel and why. Their content stays sealed.

use super::{
    App,
    member::{Auth, Member},
    notice::{Notice, done},
    page::{Id, Page, html},
    problem::Problem,
    wording,
};
use crate::store::{
    audit,
    desk::quarantine::{self, Failed},
};
use askama::Template;
use axum::{extract::State, response::Response};

struct Shown {
    failed: Failed,
    channel: String,
}

#[derive(Template)]
#[template(path = "console/quarantine.html")]
struct QuarantinePage {
    page: Page,
    count: i64,
    turns: Vec<Shown>,
}

/// `GET /console/quarantine`
pub async fn list(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let (count, turns) = quarantine::waiting(&mut reader).await?;
    drop(reader);
    let turns = turns
        .into_iter()
        .map(|failed| Shown { channel: wording::channel(page.words, &failed.channel), failed })
        .collect();
    html(&QuarantinePage { page, count, turns })
}

/// `POST /console/quarantine/{id}/resolve`
pub async fn resolve(State(app): State<App>, auth: Auth, member: Member, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = quarantine::resolve(&mut tx, id, app.now()).await?;
    if changed {
        let deed = audit::Deed { staff: Some(member.id), action: "resolve", object: "quarantine", object_id: Some(id) };
        audit::record(&mut tx, deed, app.now()).await?;
    }
    tx.commit().await?;
    done(&auth, if changed { Notice::Resolved } else { Notice::Unchanged }, "/console/quarantine").await
}
