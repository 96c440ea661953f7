//! Teams, for administrators: made and renamed here, given to people on their page.

use crate::{
    console::{
        context::RequestContext,
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
        staff::name as valid_name,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        team::{self, Team},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use uuid::Uuid;

/// Where they are.
pub const PATH: &str = "/console/teams";

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TeamForm {
    name: String,
    /// The name that stood on the page.
    seen: String,
}

/// A form that was not carried out.
struct TeamMistakes {
    /// Which team's; `None`: the new one's.
    team: Option<Uuid>,
    typed: String,
    error: String,
}

#[derive(Template)]
#[template(path = "console/access/teams.html")]
struct TeamsPage {
    page: Page,
    teams: Vec<Team>,
    wrong: Option<TeamMistakes>,
}

impl TeamsPage {
    /// What is wrong with a team's form: what was typed, and the error.
    fn wrong_of(&self, team: Option<&Uuid>) -> Option<(&str, &str)> {
        let wrong = self.wrong.as_ref().filter(|wrong| wrong.team.as_ref() == team)?;
        Some((&wrong.typed, &wrong.error))
    }
}

/// `GET /console/teams`
pub async fn show(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    view(&app, page, StatusCode::OK, None).await
}

async fn view(app: &App, page: Page, status: StatusCode, wrong: Option<TeamMistakes>) -> Result<Response, Problem> {
    let teams = team::all(&mut app.store.reader().await?).await?;
    Ok((status, html(&TeamsPage { page, teams, wrong })?).into_response())
}

/// `POST /console/teams`
pub async fn add(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<TeamForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let wrong = |error, typed| Some(TeamMistakes { team: None, typed, error });
    let Ok(name) = valid_name(&typed.name) else {
        return view(&app, page, StatusCode::UNPROCESSABLE_ENTITY, wrong(words.console_error_name(), typed.name)).await;
    };
    let mut tx = app.store.begin().await?;
    let Some(id) = team::insert(&mut tx, name.expose()).await? else {
        drop(tx);
        let error = words.console_access_team_taken();
        return view(&app, page, StatusCode::UNPROCESSABLE_ENTITY, wrong(error, typed.name)).await;
    };
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Add, object: AuditObject::Team, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::TeamAdded, PATH).await
}

/// `POST /console/teams/{id}`
pub async fn rename(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<TeamForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let teams = team::all(&mut app.store.reader().await?).await?;
    let current = teams.iter().find(|team| team.id == id).ok_or(Problem::NotFound)?;
    let wrong = |error, typed| Some(TeamMistakes { team: Some(id), typed, error });
    let Ok(name) = valid_name(&typed.name) else {
        return view(&app, page, StatusCode::UNPROCESSABLE_ENTITY, wrong(words.console_error_name(), typed.name)).await;
    };
    if current.name == *name.expose() {
        return done(&auth, Notice::Unchanged, PATH).await;
    }
    if teams.iter().any(|team| team.name == *name.expose()) {
        let error = words.console_access_team_taken();
        return view(&app, page, StatusCode::UNPROCESSABLE_ENTITY, wrong(error, typed.name)).await;
    }
    let mut tx = app.store.begin().await?;
    if !team::rename(&mut tx, id, &typed.seen, name.expose()).await? {
        drop(tx);
        let error = words.console_access_team_changed(current.name.clone());
        return view(&app, page, StatusCode::CONFLICT, wrong(error, typed.name)).await;
    }
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Edit, object: AuditObject::Team, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}
