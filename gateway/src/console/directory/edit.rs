//! The form of a service, for a new one and for a change. What is wrong stands beside its field; when somebody else was
//! faster, the difference is shown and nothing is overwritten. What workers would be told waits for a second person.

use super::{
    super::{
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
        state::App,
    },
    check::{CellFault, Faults, check},
    column::{Column, differences},
    entry::found,
    paths,
    propose::{ask, propose, tell},
    sheet::{Sheet, between},
    told::{Change, whole},
};
use crate::{
    seal,
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        service::{
            self, Content, Entry, Writer,
            proposal::{Fields, deed::New},
        },
    },
};
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// The fields as they were sent; languages may come several times.
type ServiceForm = Vec<(String, String)>;

/// `GET /console/directory/new`
pub async fn new(page: Page) -> Result<Response, Problem> {
    let form = Sheet { cells: |_| String::new(), faults: &Vec::new(), entry: None };
    html(&form.page(page, Vec::new(), false))
}

/// `GET /console/directory/{id}/edit`
pub async fn show(State(app): State<App>, page: Page, Id(id): Id) -> Result<Response, Problem> {
    let entry = found(&app, id).await?;
    let form = Sheet { cells: |column: Column| column.of(&entry.content), faults: &Vec::new(), entry: Some(&entry) };
    html(&form.page(page, Vec::new(), false))
}

/// `POST /console/directory`
pub async fn create(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<ServiceForm>,
) -> Result<Response, Problem> {
    let now = app.now();
    let checks = value(&typed, "checked") == "yes";
    // Who has no signs of their own gets one.
    let code = Some(cell(&typed, Column::Code)).filter(|code| !code.trim().is_empty());
    let code = code.unwrap_or_else(|| format!("S-{}", hex::encode_upper(seal::random::<4>())));
    let raw = |column| if column == Column::Code { code.clone() } else { cell(&typed, column) };
    let again = |faults: &Faults| {
        let form = Sheet { cells: |column| cell(&typed, column), faults, entry: None };
        Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&form.page(page.clone(), Vec::new(), checks))?).into_response())
    };
    let content = match check(now, raw) {
        Ok(content) => Content { checked_at: checks.then_some(now), active: true, ..content },
        Err(faults) => return again(&faults),
    };
    let mut tx = app.store.begin().await?;
    let new = New {
        service: None,
        import: None,
        line: 0,
        code: &content.code,
        name: &content.name,
        fields: whole(&content),
        was: Fields::new(),
        by: member.id,
    };
    let taken = service::has(&mut tx, &content.code).await? || service::proposal::waits(&mut tx, &content.code).await?;
    let id = if taken { None } else { propose(&mut tx, &app, new).await? };
    let Some(id) = id else {
        drop(tx);
        return again(&vec![(Column::Code, CellFault::Taken)]);
    };
    let asked = ask(&app, &mut tx, &member).await?;
    tx.commit().await?;
    tell(&app, asked);
    done(&auth, Notice::ServiceProposed, &paths::proposal(id)).await
}

/// `POST /console/directory/{id}/edit`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<ServiceForm>,
) -> Result<Response, Problem> {
    let now = app.now();
    let checks = value(&typed, "checked") == "yes";
    let entry = found(&app, id).await?;
    let raw = |column| match column {
        Column::Code | Column::Active | Column::CheckedAt => column.of(&entry.content),
        _ => cell(&typed, column),
    };
    let faults = match check(now, raw) {
        Ok(content) => {
            let checked_at = if checks { Some(now) } else { entry.content.checked_at };
            let content = Content { checked_at, ..content };
            if differences(&entry.content, &content).is_empty() && !checks {
                return done(&auth, Notice::Unchanged, &paths::entry(id)).await;
            }
            let version = value(&typed, "version").parse().unwrap_or_default();
            let first = match carry_out(&app, &member, &entry, version, &content).await? {
                Carried::Out { waits } => {
                    let notice = if waits { Notice::ServiceProposed } else { Notice::Saved };
                    return done(&auth, notice, &paths::entry(id)).await;
                }
                Carried::Overtaken => None,
                Carried::Another => Some(page.words.console_directory_proposal_first()),
            };
            let theirs = found(&app, id).await?;
            let differences = between(page.words, &theirs.content, &content);
            let form = Sheet { cells: |column| cell(&typed, column), faults: &Vec::new(), entry: Some(&theirs) };
            let mut shown = form.page(page, differences, checks);
            shown.first = first;
            return Ok((StatusCode::CONFLICT, html(&shown)?).into_response());
        }
        Err(faults) => faults,
    };
    // The version stays the one that was looked at: what somebody else does meanwhile is seen when this is right.
    let looked = Entry { version: value(&typed, "version").parse().unwrap_or_default(), ..entry };
    let form = Sheet { cells: |column| cell(&typed, column), faults: &faults, entry: Some(&looked) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&form.page(page, Vec::new(), checks))?).into_response())
}

/// What became of a change.
enum Carried {
    /// It holds, or waits as far as workers would be told of it.
    Out { waits: bool },
    /// The entry is another one by now.
    Overtaken,
    /// Somebody else's proposal waits already.
    Another,
}

/// What holds at once and what waits, in one transaction: both or nothing.
async fn carry_out(
    app: &App,
    member: &Member,
    entry: &Entry,
    version: i64,
    content: &Content,
) -> Result<Carried, Problem> {
    let now = app.now();
    if entry.version != version {
        return Ok(Carried::Overtaken);
    }
    let change = Change::of(&entry.content, content);
    let waits = change.waits();
    let mut tx = app.store.begin().await?;
    if change.now != entry.content {
        if !service::update(&mut tx, entry.id, version, &change.now, Writer { staff: member.id, now }).await? {
            return Ok(Carried::Overtaken);
        }
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Edit,
            object: AuditObject::Service,
            object_id: Some(entry.id),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    let mut asked = Vec::new();
    if waits {
        let new = New {
            service: Some(entry.id),
            import: None,
            line: 0,
            code: &entry.content.code,
            name: &entry.content.name,
            fields: change.fields,
            was: change.was,
            by: member.id,
        };
        if propose(&mut tx, app, new).await?.is_none() {
            return Ok(Carried::Another);
        }
        asked = ask(app, &mut tx, member).await?;
    }
    tx.commit().await?;
    tell(app, asked);
    app.turns.house_changed().await;
    Ok(Carried::Out { waits })
}

fn value<'a>(typed: &'a ServiceForm, name: &str) -> &'a str {
    typed.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// A box that is ticked is one more language.
fn cell(typed: &ServiceForm, column: Column) -> String {
    let values = typed.iter().filter(|(name, _)| name == column.name()).map(|(_, value)| value.as_str());
    values.collect::<Vec<_>>().join(" ")
}
