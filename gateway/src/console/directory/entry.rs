//! One service: everything that is known of it, "all of this is so today", and whether the bot names it.

use super::{
    super::{
        context::RequestContext,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    column::Column,
    paths,
    propose::{ask, propose, tell},
    told::Change,
    wording,
};
use crate::store::{
    audit::{self, Action, AuditEntry, AuditObject},
    service::{
        self, Content, Entry, Writer,
        list::stale_before,
        proposal::{self, Proposal, deed::New},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::text::Words;
use serde::Deserialize;

/// A column with something in it.
pub struct Fact {
    pub label: String,
    pub text: String,
    pub link: Option<String>,
    /// It may have several lines.
    pub long: bool,
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
    /// What waits for a second person.
    waits: Option<Proposal>,
    /// Why nothing was done.
    alert: Option<String>,
}

/// `GET /console/directory/{id}`
pub async fn show(State(app): State<App>, page: Page, Id(id): Id) -> Result<Response, Problem> {
    let entry = found(&app, id).await?;
    html(&view(&app, page, entry, None).await?)
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
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(looked): Form<Looked>,
) -> Result<Response, Problem> {
    let now = app.now();
    change(&app, auth, page, member, id, looked.version, Action::Check, |content| Content {
        checked_at: Some(now),
        ..content
    })
    .await
}

/// `POST /console/directory/{id}/active`
pub async fn set_active(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(looked): Form<Looked>,
) -> Result<Response, Problem> {
    if looked.active == "yes" {
        return proposes_activation(&app, auth, page, member, id, looked.version).await;
    }
    change(&app, auth, page, member, id, looked.version, Action::Deactivate, |content| Content {
        active: false,
        ..content
    })
    .await
}

/// Whom the bot names again is for two people to say.
async fn proposes_activation(
    app: &App,
    auth: Auth,
    page: Page,
    member: Member,
    id: uuid::Uuid,
    version: i64,
) -> Result<Response, Problem> {
    let entry = found(app, id).await?;
    if entry.version != version {
        return conflict(app, page, id).await;
    }
    let change = Change::of(&entry.content, &Content { active: true, ..entry.content.clone() });
    if !change.waits() {
        return done(&auth, Notice::Unchanged, &paths::entry(id)).await;
    }
    let mut tx = app.store.begin().await?;
    let new = New {
        service: Some(id),
        import: None,
        line: 0,
        code: &entry.content.code,
        name: &entry.content.name,
        fields: change.fields,
        was: change.was,
        by: member.id,
    };
    if propose(&mut tx, app, new).await?.is_none() {
        drop(tx);
        let alert = page.words.console_directory_proposal_first();
        let entry = found(app, id).await?;
        return Ok((StatusCode::CONFLICT, html(&view(app, page, entry, Some(alert)).await?)?).into_response());
    }
    let asked = ask(app, &mut tx, &member).await?;
    tx.commit().await?;
    tell(app, asked);
    done(&auth, Notice::ServiceProposed, &paths::entry(id)).await
}

/// Somebody else has changed it since it was looked at.
async fn conflict(app: &App, page: Page, id: uuid::Uuid) -> Result<Response, Problem> {
    let alert = page.words.console_directory_overtaken();
    let entry = found(app, id).await?;
    Ok((StatusCode::CONFLICT, html(&view(app, page, entry, Some(alert)).await?)?).into_response())
}

#[expect(clippy::too_many_arguments, reason = "two deeds share everything but what they do")]
async fn change(
    app: &App,
    auth: Auth,
    page: Page,
    member: Member,
    id: uuid::Uuid,
    version: i64,
    action: Action,
    change: impl FnOnce(Content) -> Content,
) -> Result<Response, Problem> {
    let entry = found(app, id).await?;
    let content = change(entry.content.clone());
    let now = app.now();
    let mut tx = app.store.begin().await?;
    if !service::update(&mut tx, id, version, &content, Writer { staff: member.id, now }).await? {
        drop(tx);
        return conflict(app, page, id).await;
    }
    let entry = AuditEntry { staff: Some(member.id), action, object: AuditObject::Service, object_id: Some(id) };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, Notice::Saved, &paths::entry(id)).await
}

/// What is not there is not found.
pub async fn found(app: &App, id: uuid::Uuid) -> Result<Entry, Problem> {
    let mut reader = app.store.reader().await?;
    service::by_id(&mut reader, id).await?.ok_or(Problem::NotFound)
}

async fn view(app: &App, page: Page, entry: Entry, alert: Option<String>) -> Result<EntryPage, Problem> {
    let content = &entry.content;
    let edits = page.may(Permission::EditDirectory);
    let waits = if edits {
        let mut reader = app.store.reader().await?;
        proposal::of_code(&mut reader, &content.code).await?
    } else {
        None
    };
    Ok(EntryPage {
        facts: facts(page.words, content, true),
        checked: wording::checked(page.words, content.checked_at),
        stale: content.active && content.checked_at.is_none_or(|at| at < stale_before(app.now())),
        edits,
        waits,
        alert,
        entry,
        page,
    })
}

/// Everything that is known of a service; as links, where somebody has looked at them.
pub fn facts(words: Words, content: &Content, links: bool) -> Vec<Fact> {
    // The name is the title; the state and the check stand beside it.
    let shown = |column: &Column| !matches!(column, Column::Name | Column::Active | Column::CheckedAt);
    let fact = |column: Column| {
        let text = wording::cell(words, column, content);
        let link = match column {
            _ if text.is_empty() => return None,
            _ if !links => None,
            Column::Phone => Some(format!("tel:{}", text.replace(' ', ""))),
            Column::Email => Some(format!("mailto:{text}")),
            Column::Website => Some(text.clone()),
            _ => None,
        };
        Some(Fact { label: column.label(words), text, link, long: column == Column::Notes })
    };
    Column::ALL.into_iter().filter(shown).filter_map(fact).collect()
}
