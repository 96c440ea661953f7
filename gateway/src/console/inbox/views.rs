//! Lists with a name: those that are always there, with how much they hold, and those that somebody saved for themselves.

use super::asked::TicketListQuery;
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
        desk::tickets::counts::{self, MOST},
        saved_view::{self, SavedView},
    },
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

/// The page on which one's own lists are ordered.
pub const PATH: &str = "/console/views";
/// Characters of a name.
const LONGEST: usize = 60;

/// A list that is always there.
#[expect(missing_docs, reason = "the names say it")]
pub struct Tab {
    pub address: String,
    pub label: String,
    /// "12", "99+".
    pub count: String,
    pub current: bool,
}

/// The lists that are always there, as this member sees them.
pub async fn tabs(app: &App, page: &Page, member: &Member, asked: &TicketListQuery) -> Result<Vec<Tab>, Problem> {
    let words = page.words;
    let mut all = vec![
        ("owner=me", words.console_inbox_view_mine()),
        ("owner=none", words.console_inbox_view_unassigned()),
        ("language=mine", words.console_inbox_view_languages()),
        ("urgent=yes", words.console_inbox_view_urgent()),
        ("state=waiting-for-worker", words.console_inbox_view_worker()),
        ("state=waiting-for-expert", words.console_inbox_view_expert()),
        ("overdue=yes", words.console_inbox_view_overdue()),
        ("followed=yes", words.console_inbox_view_followed()),
        ("", words.console_inbox_view_all()),
    ];
    all.retain(|(query, _)| *query != "language=mine" || !member.languages.is_empty());
    let now = app.now();
    let filters = all.iter().map(|(query, _)| TicketListQuery::of(query).filter(member, now).0);
    let filters: Vec<_> = filters.collect();
    let mut reader = app.store.reader().await?;
    let counts = counts::count(&mut reader, &member.sight(), &filters).await?;
    let here = (asked.reference.is_empty()).then(|| asked.query());
    let tabs = all.into_iter().zip(counts).map(|((query, label), count)| Tab {
        address: if query.is_empty() { "/console/tickets".to_owned() } else { format!("/console/tickets?{query}") },
        label,
        count: if count >= MOST { format!("{}+", MOST - 1) } else { count.to_string() },
        current: here.as_deref() == Some(query),
    });
    Ok(tabs.collect())
}

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SavedViewForm {
    name: String,
    query: String,
}

/// What is wrong with what was typed, and where: `None` under the form of a new list.
#[derive(Default)]
struct SavedViewMistakes {
    of: Option<Uuid>,
    name: String,
    query: String,
    error: Option<String>,
}

impl SavedViewMistakes {
    fn is_of(&self, view: &Uuid) -> bool {
        self.of.as_ref() == Some(view)
    }
}

#[derive(Template)]
#[template(path = "console/inbox/views.html")]
struct ViewsPage {
    page: Page,
    saved: Vec<SavedView>,
    wrong: SavedViewMistakes,
    longest: usize,
}

/// `GET /console/views`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    view(&app, page, &member, SavedViewMistakes::default()).await
}

async fn view(app: &App, page: Page, member: &Member, wrong: SavedViewMistakes) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let saved = saved_view::of(&mut reader, member.id).await?;
    drop(reader);
    let status = if wrong.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&ViewsPage { page, saved, wrong, longest: LONGEST })?).into_response())
}

/// The name without what surrounds it, or what is wrong with it.
fn named(page: &Page, typed: &str) -> Result<String, String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        1..=LONGEST => Ok(name),
        _ => Err(page.words.console_inbox_view_error_name(LONGEST)),
    }
}

/// `POST /console/views`: saves the list that is shown.
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<SavedViewForm>,
) -> Result<Response, Problem> {
    // Only what the list itself would make of it.
    let query = TicketListQuery::of(&typed.query).query();
    let error = match named(&page, &typed.name) {
        Ok(name) => {
            let mut tx = app.store.begin().await?;
            if let Some(id) = saved_view::insert(&mut tx, member.id, &name, &query).await? {
                audit::record(&mut tx, entry(&member, Action::Save, id), app.now()).await?;
                tx.commit().await?;
                return done(&auth, Notice::ViewSaved, &format!("/console/tickets?{query}")).await;
            }
            page.words.console_inbox_view_error_many(saved_view::MOST)
        }
        Err(error) => error,
    };
    view(&app, page, &member, SavedViewMistakes { of: None, name: typed.name, query, error: Some(error) }).await
}

/// `POST /console/views/{id}/rename`
pub async fn rename(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<SavedViewForm>,
) -> Result<Response, Problem> {
    let name = match named(&page, &typed.name) {
        Ok(name) => name,
        Err(error) => {
            let wrong = SavedViewMistakes { of: Some(id), name: typed.name, query: String::new(), error: Some(error) };
            return view(&app, page, &member, wrong).await;
        }
    };
    let mut tx = app.store.begin().await?;
    if !saved_view::rename(&mut tx, member.id, id, &name).await? {
        return Err(Problem::NotFound);
    }
    audit::record(&mut tx, entry(&member, Action::Rename, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}

/// `POST /console/views/{id}/raise`: one place up.
pub async fn raise(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    if !saved_view::raise(&mut tx, member.id, id).await? {
        return Err(Problem::NotFound);
    }
    audit::record(&mut tx, entry(&member, Action::Raise, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}

/// `POST /console/views/{id}/delete`
pub async fn delete(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    if !saved_view::delete(&mut tx, member.id, id).await? {
        return Err(Problem::NotFound);
    }
    audit::record(&mut tx, entry(&member, Action::Delete, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::ViewDeleted, PATH).await
}

const fn entry(member: &Member, action: Action, view: Uuid) -> AuditEntry<'static> {
    AuditEntry { staff: Some(member.id), action, object: AuditObject::SavedView, object_id: Some(view) }
}
