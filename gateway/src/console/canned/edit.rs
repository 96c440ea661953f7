//! One canned answer: its title, its topic, a text in each language. It is retired rather than deleted, because it may have
//! been sent.

use super::{
    form::{self, LONGEST_TITLE},
    text::{TextForm, Tried, forms},
    topics::{self, TopicChoice},
};
use crate::{
    console::{
        act::{Field, LONGEST, answered},
        context::RequestContext,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        canned::{self, Canned, Topic},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/canned/new.html")]
struct NewPage {
    page: Page,
    title: Field,
    topics: Vec<TopicChoice>,
    longest_title: usize,
}

#[derive(Template)]
#[template(path = "console/canned/edit.html")]
struct EditPage {
    page: Page,
    canned: Canned,
    title: Field,
    topics: Vec<TopicChoice>,
    topic: String,
    forms: Vec<TextForm>,
    may_edit: bool,
    refused: bool,
    /// A colleague has changed the title or the topic: how they stand now.
    faster: Option<String>,
    variables: String,
    longest: usize,
    longest_title: usize,
}

/// `GET /console/canned/new`
pub async fn begin(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    new(&app, page, Field::default(), "").await
}

/// `POST /console/canned/new`
pub async fn add(
    RequestContext { app, auth, page, member }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let title = match form::title(&fields, &page) {
        Ok(title) => title,
        Err(field) => return new(&app, page, field, fields.one("topic")).await,
    };
    let topic = topics::known(&all_topics(&app).await?, fields.one("topic"));
    let mut tx = app.store.begin().await?;
    let id = canned::insert(&mut tx, &title, topic.as_deref(), None, member.id, app.now()).await?;
    audit::record(&mut tx, entry(&member, Action::Add, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::CannedAdded, &address(id)).await
}

async fn new(app: &App, page: Page, title: Field, topic: &str) -> Result<Response, Problem> {
    let topics = topics::choices(&page, all_topics(app).await?, topic);
    let wrong = title.error.is_some();
    answered(&NewPage { page, title, topics, longest_title: LONGEST_TITLE }, false, wrong)
}

/// `GET /console/canned/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    view(&app, page, &member, id, CannedForm::Nothing).await
}

/// `POST /console/canned/{id}/title`
pub async fn set(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let title = match form::title(&fields, &page) {
        Ok(title) => title,
        Err(field) => return view(&app, page, &member, id, CannedForm::Title(field, fields.one("topic"), false)).await,
    };
    let topic = topics::known(&all_topics(&app).await?, fields.one("topic"));
    let mut tx = app.store.begin().await?;
    if !canned::set(&mut tx, id, fields.number("version").unwrap_or(-1), &title, topic.as_deref()).await? {
        drop(tx);
        let field = Field { text: title, error: None };
        return view(&app, page, &member, id, CannedForm::Title(field, fields.one("topic"), true)).await;
    }
    audit::record(&mut tx, entry(&member, Action::Edit, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, &address(id)).await
}

/// `POST /console/canned/{id}/retire`
pub async fn retire(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = canned::retire(&mut tx, id, Some(app.now())).await?;
    audit::record(&mut tx, entry(&member, Action::Retire, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, if changed { Notice::Retired } else { Notice::Unchanged }, "/console/canned").await
}

/// `POST /console/canned/{id}/restore`
pub async fn restore(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = canned::retire(&mut tx, id, None).await?;
    audit::record(&mut tx, entry(&member, Action::Restore, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, if changed { Notice::Restored } else { Notice::Unchanged }, &address(id)).await
}

/// What was typed on the page and did not go through.
pub enum CannedForm<'a> {
    /// Nothing.
    Nothing,
    /// A title and a topic; whether somebody was faster.
    Title(Field, &'a str, bool),
    /// A text.
    Text(Tried),
}

/// The page, with what was typed.
pub async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    typed: CannedForm<'_>,
) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let canned = canned::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    let topics = canned::topics(&mut reader).await?;
    drop(reader);
    let stands = topics::named(&page, &topics, canned.topic.as_deref());
    let now = || Field { text: canned.title.clone(), error: None };
    let chosen = canned.topic.clone().unwrap_or_default();
    let (title, chosen, faster, tried) = match typed {
        CannedForm::Nothing => (now(), chosen, false, None),
        CannedForm::Title(title, topic, faster) => (title, topic.to_owned(), faster, None),
        CannedForm::Text(tried) => (now(), chosen, false, Some(tried)),
    };
    let refused = faster || tried.as_ref().is_some_and(|tried| tried.refused);
    let wrong = title.error.is_some() || tried.as_ref().is_some_and(|tried| tried.words.error.is_some());
    let values = super::panel::samples(app, &page, member).await?;
    let template = EditPage {
        title,
        topics: topics::choices(&page, topics, &chosen),
        faster: faster.then(|| format!("{} · {}", canned.title, if stands.is_empty() { "–" } else { &stands })),
        topic: stands,
        forms: forms(&page, member, &canned, &values, tried),
        may_edit: page.may(Permission::EditCanned),
        refused,
        variables: super::variables::NAMES.map(|name| format!("{{{name}}}")).join(" "),
        longest: LONGEST,
        longest_title: LONGEST_TITLE,
        canned,
        page,
    };
    answered(&template, refused, wrong)
}

async fn all_topics(app: &App) -> Result<Vec<Topic>, Problem> {
    let mut reader = app.store.reader().await?;
    Ok(canned::topics(&mut reader).await?)
}

/// The page of a canned answer.
pub fn address(id: Uuid) -> String {
    format!("/console/canned/{id}")
}

/// What is written down of a change.
pub const fn entry(member: &Member, action: Action, id: Uuid) -> AuditEntry<'static> {
    AuditEntry { staff: Some(member.id), action, object: AuditObject::Canned, object_id: Some(id) }
}
