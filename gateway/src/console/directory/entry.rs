//! One service: everything that is known of it, "all of this is so today", and whether the bot names it.

use super::{
    super::{
        App,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
    },
    address,
    column::Column,
    wording,
};
use crate::store::{
    audit,
    service::{self, Content, Entry, Writer, list::stale_before},
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

/// A column with something in it.
struct Fact {
    label: String,
    text: String,
    link: Option<String>,
    /// It may have several lines.
    long: bool,
}

#[derive(Template)]
#[template(path = "console/directory/entry.html")]
struct EntryPage {
    page: Page,
    entry: Entry,
    facts: Vec<Fact>,
    checked: String,
    stale: bool,
    edits: bool,
    /// Somebody else has changed it since it was looked at.
    overtaken: bool,
}

/// `GET /console/directory/{id}`
pub async fn show(State(app): State<App>, page: Page, Id(id): Id) -> Result<Response, Problem> {
    let entry = found(&app, id).await?;
    html(&view(&app, page, entry, false))
}

/// The version that was looked at, and what is wanted of it.
#[derive(Deserialize)]
pub struct Looked {
    version: i64,
    #[serde(default)]
    active: String,
}

/// `POST /console/directory/{id}/checked`
pub async fn checked(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(id): Id,
    Form(looked): Form<Looked>,
) -> Result<Response, Problem> {
    let now = app.now();
    change(&app, auth, page, member, id, looked.version, "check", |content| Content {
        checked_at: Some(now),
        ..content
    })
    .await
}

/// `POST /console/directory/{id}/active`
pub async fn set_active(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(id): Id,
    Form(looked): Form<Looked>,
) -> Result<Response, Problem> {
    let active = looked.active == "yes";
    let action = if active { "activate" } else { "deactivate" };
    change(&app, auth, page, member, id, looked.version, action, |content| Content { active, ..content }).await
}

#[expect(clippy::too_many_arguments, reason = "two deeds share everything but what they do")]
async fn change(
    app: &App,
    auth: Auth,
    page: Page,
    member: Member,
    id: uuid::Uuid,
    version: i64,
    action: &str,
    change: impl FnOnce(Content) -> Content,
) -> Result<Response, Problem> {
    let entry = found(app, id).await?;
    let content = change(entry.content.clone());
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !service::update(&mut tx, id, version, &content, Writer { staff: member.id, now }).await? {
        drop(tx);
        let entry = found(app, id).await?;
        return Ok((StatusCode::CONFLICT, html(&view(app, page, entry, true))?).into_response());
    }
    let deed = audit::Deed { staff: Some(member.id), action, object: "service", object_id: Some(id) };
    audit::record(&mut tx, deed, now).await?;
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, Notice::Saved, &address(id)).await
}

/// What is not there is not found.
pub async fn found(app: &App, id: uuid::Uuid) -> Result<Entry, Problem> {
    let mut reader = app.store.reader().await?;
    service::by_id(&mut reader, id).await?.ok_or(Problem::NotFound)
}

fn view(app: &App, page: Page, entry: Entry, overtaken: bool) -> EntryPage {
    let words = page.words;
    let content = &entry.content;
    // The name is the title; the state and the check stand beside it.
    let shown = |column: &Column| !matches!(column, Column::Name | Column::Active | Column::CheckedAt);
    let fact = |column: Column| {
        let text = wording::cell(words, column, content);
        let link = match column {
            _ if text.is_empty() => return None,
            Column::Phone => Some(format!("tel:{}", text.replace(' ', ""))),
            Column::Email => Some(format!("mailto:{text}")),
            Column::Website => Some(text.clone()),
            _ => None,
        };
        Some(Fact { label: column.label(words), text, link, long: column == Column::Notes })
    };
    EntryPage {
        facts: Column::ALL.into_iter().filter(shown).filter_map(fact).collect(),
        checked: wording::checked(words, content.checked_at),
        stale: content.active && content.checked_at.is_none_or(|at| at < stale_before(app.now())),
        edits: page.may(Permission::EditDirectory),
        overtaken,
        entry,
        page,
    }
}
