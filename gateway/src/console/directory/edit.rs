//! The form of a service, for a new one and for a change. What is wrong stands beside its field; when somebody else was
//! faster, the difference is shown and nothing is overwritten.

use super::{
    super::{
        App,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
    },
    address,
    check::{Faults, Wrong, check},
    column::{Column, differences},
    entry::found,
    sheet::{Sheet, between},
};
use crate::{
    seal,
    store::{
        audit,
        service::{self, Content, Entry, Writer},
    },
};
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// The fields as they were sent; languages may come several times.
type Typed = Vec<(String, String)>;

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
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Form(typed): Form<Typed>,
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
    let Some(id) = service::insert(&mut tx, &content, Writer { staff: member.id, now }).await? else {
        drop(tx);
        return again(&vec![(Column::Code, Wrong::Taken)]);
    };
    let deed = audit::Deed { staff: Some(member.id), action: "add", object: "service", object_id: Some(id) };
    audit::record(&mut tx, deed, now).await?;
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, Notice::Saved, &address(id)).await
}

/// `POST /console/directory/{id}/edit`
pub async fn save(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(id): Id,
    Form(typed): Form<Typed>,
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
                return done(&auth, Notice::Unchanged, &address(id)).await;
            }
            let version = value(&typed, "version").parse().unwrap_or_default();
            let mut tx = app.store.begin().await?;
            if service::update(&mut tx, id, version, &content, Writer { staff: member.id, now }).await? {
                let deed =
                    audit::Deed { staff: Some(member.id), action: "edit", object: "service", object_id: Some(id) };
                audit::record(&mut tx, deed, now).await?;
                tx.commit().await?;
                app.turns.house_changed().await;
                return done(&auth, Notice::Saved, &address(id)).await;
            }
            drop(tx);
            let theirs = found(&app, id).await?;
            let differences = between(page.words, &theirs.content, &content);
            let form = Sheet { cells: |column| cell(&typed, column), faults: &Vec::new(), entry: Some(&theirs) };
            let body = html(&form.page(page, differences, checks))?;
            return Ok((StatusCode::CONFLICT, body).into_response());
        }
        Err(faults) => faults,
    };
    // The version stays the one that was looked at: what somebody else does meanwhile is seen when this is right.
    let looked = Entry { version: value(&typed, "version").parse().unwrap_or_default(), ..entry };
    let form = Sheet { cells: |column| cell(&typed, column), faults: &faults, entry: Some(&looked) };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&form.page(page, Vec::new(), checks))?).into_response())
}

fn value<'a>(typed: &'a Typed, name: &str) -> &'a str {
    typed.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

/// A box that is ticked is one more language.
fn cell(typed: &Typed, column: Column) -> String {
    let values = typed.iter().filter(|(name, _)| name == column.name()).map(|(_, value)| value.as_str());
    values.collect::<Vec<_>>().join(" ")
}
