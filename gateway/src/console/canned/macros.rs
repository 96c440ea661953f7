//! Macros: the list, and one of them in its form. Applied to a ticket they are in [`super::apply`].

use super::{
    deeds::{Lists, Offered},
    form::{self, LONGEST_TITLE},
};
use crate::{
    console::{
        act::{Field, answered},
        context::RequestContext,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        macros::{self as store, Deeds},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use uuid::Uuid;

const LIST: &str = "/console/macros";

struct MacroRow {
    id: Uuid,
    title: String,
    lines: Vec<String>,
    uses: i64,
    retired: bool,
}

#[derive(Template)]
#[template(path = "console/canned/macros.html")]
struct MacrosPage {
    page: Page,
    rows: Vec<MacroRow>,
    may_edit: bool,
}

#[derive(Template)]
#[template(path = "console/canned/macro.html")]
struct MacroPage {
    page: Page,
    /// Absent for a new one.
    id: Option<Uuid>,
    title: Field,
    lists: Lists,
    version: i64,
    retired: bool,
    /// Nothing was chosen that it could do.
    nothing: bool,
    /// A colleague has changed it: how it stands now.
    faster: Option<Vec<String>>,
    longest_title: usize,
}

/// `GET /console/macros`
pub async fn list(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    let offered = Offered::load(&app).await?;
    let mut reader = app.store.reader().await?;
    let all = store::all(&mut reader).await?;
    drop(reader);
    let mut rows: Vec<_> = all
        .into_iter()
        .map(|one| MacroRow {
            id: one.id,
            lines: offered.lines(&page, &one.deeds),
            title: one.title,
            uses: one.uses,
            retired: one.retired,
        })
        .collect();
    rows.sort_by_key(|row| row.retired);
    html(&MacrosPage { rows, may_edit: page.may(Permission::EditCanned), page })
}

/// What the form holds.
#[derive(Default)]
struct Held {
    id: Option<Uuid>,
    title: Field,
    deeds: Deeds,
    version: i64,
    retired: bool,
    nothing: bool,
    faster: Option<Vec<String>>,
}

fn view(page: Page, offered: &Offered, held: Held) -> Result<Response, Problem> {
    let (wrong, refused) = (held.title.error.is_some() || held.nothing, held.faster.is_some());
    let template = MacroPage {
        id: held.id,
        title: held.title,
        lists: offered.lists(&page, &held.deeds),
        version: held.version,
        retired: held.retired,
        nothing: held.nothing,
        faster: held.faster,
        longest_title: LONGEST_TITLE,
        page,
    };
    answered(&template, refused, wrong)
}

/// `GET /console/macros/new`
pub async fn begin(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    view(page, &Offered::load(&app).await?, Held::default())
}

/// `POST /console/macros/new`
pub async fn add(
    RequestContext { app, auth, page, member }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let offered = Offered::load(&app).await?;
    let (title, deeds) = (form::title(&fields, &page), offered.typed(&fields));
    let Ok(name) =
        title.as_ref().map_err(|_| ()).and_then(|name| if deeds == Deeds::default() { Err(()) } else { Ok(name) })
    else {
        let nothing = deeds == Deeds::default();
        let title = title.map_or_else(|field| field, |text| Field { text, error: None });
        return view(page, &offered, Held { title, deeds, nothing, ..Held::default() });
    };
    let mut tx = app.store.begin().await?;
    let id = store::insert(&mut tx, name, &deeds, member.id, app.now()).await?;
    audit::record(&mut tx, entry(&member, Action::Add, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, LIST).await
}

/// `GET /console/macros/{id}`
pub async fn show(State(app): State<App>, page: Page, Id(id): Id) -> Result<Response, Problem> {
    let offered = Offered::load(&app).await?;
    let one = open(&app, id).await?;
    let title = Field { text: one.title, error: None };
    let held =
        Held { id: Some(id), title, deeds: one.deeds, version: one.version, retired: one.retired, ..Held::default() };
    view(page, &offered, held)
}

async fn open(app: &App, id: Uuid) -> Result<store::Macro, Problem> {
    let mut reader = app.store.reader().await?;
    store::open(&mut reader, id).await?.ok_or(Problem::NotFound)
}

/// `POST /console/macros/{id}/save`
pub async fn set(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let offered = Offered::load(&app).await?;
    let (title, deeds) = (form::title(&fields, &page), offered.typed(&fields));
    let nothing = deeds == Deeds::default();
    let seen = fields.number("version").unwrap_or(-1);
    let mut faster = false;
    if let (Ok(name), false) = (&title, nothing) {
        let mut tx = app.store.begin().await?;
        if store::set(&mut tx, (id, seen), name, &deeds, member.id, app.now()).await? {
            audit::record(&mut tx, entry(&member, Action::Edit, id), app.now()).await?;
            tx.commit().await?;
            return done(&auth, Notice::Saved, LIST).await;
        }
        faster = true;
    }
    let now = open(&app, id).await?;
    let lines = || {
        let lines = offered.lines(&page, &now.deeds);
        std::iter::once(now.title.clone()).chain(lines).collect()
    };
    let held = Held {
        id: Some(id),
        faster: faster.then(lines),
        title: title.map_or_else(|field| field, |text| Field { text, error: None }),
        deeds,
        // Whoever has seen the difference may save over it.
        version: if faster { now.version } else { seen },
        retired: now.retired,
        nothing,
    };
    view(page, &offered, held)
}

/// `POST /console/macros/{id}/retire`
pub async fn retire(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = store::retire(&mut tx, id, Some(app.now())).await?;
    audit::record(&mut tx, entry(&member, Action::Retire, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, if changed { Notice::Retired } else { Notice::Unchanged }, LIST).await
}

/// `POST /console/macros/{id}/restore`
pub async fn restore(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = store::retire(&mut tx, id, None).await?;
    audit::record(&mut tx, entry(&member, Action::Restore, id), app.now()).await?;
    tx.commit().await?;
    done(&auth, if changed { Notice::Restored } else { Notice::Unchanged }, LIST).await
}

const fn entry(member: &Member, action: Action, id: Uuid) -> AuditEntry<'static> {
    AuditEntry { staff: Some(member.id), action, object: AuditObject::Macro, object_id: Some(id) }
}
