//! The account of somebody else, for administrators: role, whose tickets they see, languages, expertise. What would show them
//! more is asked for, and done when a second person says yes ([`requests`]).

use super::requests;
use crate::{
    console::{
        context::RequestContext,
        experts::shown,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Choice, Id, Page, html},
        problem::Problem,
        staff::{AccountError, Wish, set_post, widens},
        state::App,
        wording,
    },
    store::{
        account_request::Kind,
        session,
        staff::{self, Post, Role, Scope, Staff},
        team::{self, Team},
    },
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{language::Language, question::Expertise, territory::Region};
use uuid::Uuid;

struct TeamChoice {
    team: Team,
    chosen: bool,
}

/// What a colleague has saved meanwhile, beside what was typed.
struct Difference {
    label: String,
    theirs: String,
    typed: String,
}

#[derive(Template)]
#[template(path = "console/access/post.html")]
struct PostPage {
    page: Page,
    staff: Staff,
    own: bool,
    sessions: i64,
    version: i64,
    roles: Vec<Choice>,
    scopes: Vec<Choice>,
    teams: Vec<TeamChoice>,
    regions: Vec<Choice>,
    languages: Vec<Choice>,
    expertise: Vec<Choice>,
    error: Option<String>,
    differences: Vec<Difference>,
}

/// `GET /console/staff/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let staff = find(&app, id).await?;
    let post = staff.post();
    view(&app, page, &member, staff, &post, StatusCode::OK, None).await
}

async fn find(app: &App, id: Uuid) -> Result<Staff, Problem> {
    staff::by_id(&mut app.store.reader().await?, &app.store.master, id).await?.ok_or(Problem::NotFound)
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    staff: Staff,
    post: &Post,
    status: StatusCode,
    error: Option<String>,
) -> Result<Response, Problem> {
    let words = page.words;
    let mut reader = app.store.reader().await?;
    let all_teams = team::all(&mut reader).await?;
    let sessions = session::of_staff(&mut reader, staff.id, app.now()).await?.len();
    drop(reader);
    let differences =
        if status == StatusCode::CONFLICT { differences(&page, &staff, post, &all_teams) } else { Vec::new() };
    let template = PostPage {
        own: staff.id == member.id,
        sessions: sessions as i64,
        version: staff.version,
        roles: Role::ALL
            .map(|role| Choice { value: role.name(), label: wording::role(words, role), chosen: post.role == role })
            .into(),
        scopes: Scope::ALL
            .map(|scope| Choice {
                value: scope.name(),
                label: wording::scope(words, scope),
                chosen: post.scope == scope,
            })
            .into(),
        teams: all_teams.into_iter().map(|team| TeamChoice { chosen: post.team == Some(team.id), team }).collect(),
        regions: Region::ALL
            .map(|region| Choice {
                value: region.id(),
                label: region.name().to_owned(),
                chosen: post.region.as_deref() == Some(region.id()),
            })
            .into(),
        languages: Language::ALL
            .map(|language| Choice {
                value: language.tag(),
                label: wording::tongue(words, language).name,
                chosen: post.languages.contains(&language),
            })
            .into(),
        expertise: Expertise::ALL
            .map(|expertise| Choice {
                value: expertise.name(),
                label: shown::expertise(words, expertise.name()),
                chosen: post.expertise.iter().any(|known| known == expertise.name()),
            })
            .into(),
        error,
        differences,
        staff,
        page,
    };
    Ok((status, html(&template)?).into_response())
}

fn differences(page: &Page, staff: &Staff, typed: &Post, teams: &[Team]) -> Vec<Difference> {
    let words = page.words;
    let theirs = staff.post();
    let team = |post: &Post| {
        let found = teams.iter().find(|team| post.team == Some(team.id));
        found.map(|team| team.name.clone()).unwrap_or_default()
    };
    let region = |post: &Post| post.region.as_deref().map(wording::region).unwrap_or_default();
    let languages = |post: &Post| {
        post.languages.iter().map(|language| wording::tongue(words, *language).name).collect::<Vec<_>>().join(", ")
    };
    let all = [
        (words.console_role(), wording::role(words, theirs.role), wording::role(words, typed.role)),
        (words.console_access_scope(), wording::scope(words, theirs.scope), wording::scope(words, typed.scope)),
        (words.console_access_team(), team(&theirs), team(typed)),
        (words.console_region(), region(&theirs), region(typed)),
        (words.console_access_languages(), languages(&theirs), languages(typed)),
        (words.console_access_expertise(), theirs.expertise.join(", "), typed.expertise.join(", ")),
    ];
    let differ = all.into_iter().filter(|(_, theirs, typed)| theirs != typed);
    differ.map(|(label, theirs, typed)| Difference { label, theirs, typed }).collect()
}

/// What the form says; `None` where it says nothing that could be.
fn typed(fields: &FormFields, teams: &[Team]) -> Option<Post> {
    let team = match fields.one("team") {
        "" => None,
        id => Some(teams.iter().find(|team| team.id.to_string() == id)?.id),
    };
    let region = match fields.one("region") {
        "" => None,
        id => Some(Region::from_id(id)?.id().to_owned()),
    };
    let known = fields.every("expertise").filter_map(|name| name.parse::<Expertise>().ok());
    let expertise = known.map(|expertise| expertise.name().to_owned()).collect();
    Some(Post {
        role: fields.one("role").parse().ok()?,
        scope: fields.one("scope").parse().ok()?,
        team,
        region,
        languages: fields.every("languages").filter_map(|tag| tag.parse().ok()).collect(),
        expertise,
    })
}

/// `POST /console/staff/{id}`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let words = page.words;
    // Nobody gives themselves another role; a colleague can.
    if id == member.id {
        return Err(Problem::NotFound);
    }
    let staff = find(&app, id).await?;
    let teams = team::all(&mut app.store.reader().await?).await?;
    let version = fields.one("version").parse().ok();
    let (Some(post), Some(version)) = (typed(&fields, &teams), version) else { return Err(Problem::Unclear) };
    let missing = match post.scope {
        Scope::Team if post.team.is_none() => Some(words.console_access_error_team()),
        Scope::Region if post.region.is_none() => Some(words.console_access_error_region()),
        _ => None,
    };
    if missing.is_some() {
        return view(&app, page, &member, Staff { version, ..staff }, &post, StatusCode::UNPROCESSABLE_ENTITY, missing)
            .await;
    }
    if version == staff.version && post == staff.post() {
        return done(&auth, Notice::Unchanged, &format!("/console/staff/{id}")).await;
    }
    if version == staff.version && widens(&staff.post(), &post) {
        let typed = fields.every("reason").next().unwrap_or_default();
        let reason = match requests::reason(&page, typed) {
            Ok(reason) => reason,
            Err(error) => {
                let status = StatusCode::UNPROCESSABLE_ENTITY;
                return view(&app, page, &member, staff, &post, status, Some(error)).await;
            }
        };
        let post = Some((&post, version));
        let wish = Wish { staff: id, kind: Kind::Post, by: member.id, reason: &reason, post };
        return requests::carry(&app, &auth, &wish, &format!("/console/staff/{id}")).await;
    }
    let (status, error) = match set_post(&app.store, id, &post, version, member.id, app.now()).await {
        Ok(()) => return done(&auth, Notice::Saved, &format!("/console/staff/{id}")).await,
        Err(AccountError::Changed) => (StatusCode::CONFLICT, words.console_access_error_changed()),
        Err(AccountError::Last) => (StatusCode::UNPROCESSABLE_ENTITY, words.console_access_error_last()),
        Err(error) => return Err(error.into()),
    };
    let staff = find(&app, id).await?;
    view(&app, page, &member, staff, &post, status, Some(error)).await
}
