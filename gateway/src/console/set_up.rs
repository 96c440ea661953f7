//! The page behind a one-time link: the first administrator makes an account there, everybody else chooses a password.

use super::{
    page::{Page, html},
    password::{self, LONGEST, SHORTEST, queue::Lane},
    problem::Problem,
    staff::{self, AccountError},
    state::App,
};
use crate::{
    http::peer::Peer,
    store::{
        Store, Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        invitation::{self, Invitation},
        session,
        staff::{self as people, NewStaff, Role, Staff},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use bot::{private::Private, text::Words};
use jiff::Timestamp;
use serde::Deserialize;

/// While nobody works here yet: a fresh link for the first administrator, valid for a day. An older one stops working.
pub async fn set_up_link(store: &Store, public_url: &str, now: Timestamp) -> anyhow::Result<Option<String>> {
    let mut tx = store.begin().await?;
    let link = if people::exists(&mut tx).await? {
        invitation::revoke(&mut tx, None).await?;
        None
    } else {
        let token = invitation::create(&mut tx, &store.master, None, now).await?;
        Some(staff::link(public_url, &token))
    };
    tx.commit().await?;
    Ok(link)
}

/// What the form sends; name and address only from the first administrator.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SetUpForm {
    name: String,
    email: String,
    password: String,
    again: String,
}

#[derive(Template)]
#[template(path = "console/set_up.html")]
struct SetUpPage {
    page: Page,
    /// Absent for the first administrator.
    invited: Option<Staff>,
    typed: SetUpForm,
    error: Option<String>,
    shortest: usize,
    longest: usize,
}

/// `GET /console/set-up/{token}`
pub async fn show(State(app): State<App>, page: Page, Path(token): Path<String>) -> Result<Response, Problem> {
    let (_, invited) = look(&app, &Private::new(token)).await?;
    html(&SetUpPage { page, invited, typed: SetUpForm::default(), error: None, shortest: SHORTEST, longest: LONGEST })
}

/// Whose link it is. One that was used, is too old, or was never given leads nowhere.
async fn look(app: &App, token: &Private<String>) -> Result<(Invitation, Option<Staff>), Problem> {
    let store = &app.store;
    let mut reader = store.reader().await?;
    let invitation = invitation::find(&mut reader, &store.master, token, app.now()).await?.ok_or(Problem::NotFound)?;
    let invited = match invitation.staff {
        None => None,
        Some(id) => {
            let staff = people::by_id(&mut reader, &store.master, id).await?;
            Some(staff.filter(|staff| staff.disabled_at.is_none()).ok_or(Problem::NotFound)?)
        }
    };
    Ok((invitation, invited))
}

/// `POST /console/set-up/{token}`
pub async fn accept(
    State(app): State<App>,
    page: Page,
    peer: Peer,
    Path(token): Path<String>,
    Form(typed): Form<SetUpForm>,
) -> Result<Response, Problem> {
    let token = Private::new(token);
    let (invitation, invited) = look(&app, &token).await?;
    let (chosen, again) = (Private::new(typed.password.clone()), Private::new(typed.again.clone()));
    let person = if invitation.staff.is_none() { person(&typed).map(Some) } else { Ok(None) };
    let checked = person.map_err(|error| account_words(page.words, &error)).and_then(|person| {
        let staff = invited.as_ref().map(|staff| (&staff.email, &staff.name));
        let (email, name) = staff.or(person.as_ref().map(|(email, name)| (email, name))).unzip();
        let own: Vec<_> = [email, name].into_iter().flatten().map(|own| own.expose().as_str()).collect();
        password::check(&chosen, &again, &own).map(|()| person).map_err(|unfit| unfit.text(page.words))
    });
    let person = match checked {
        Ok(person) => person,
        Err(error) => {
            let typed = SetUpForm { password: String::new(), again: String::new(), ..typed };
            let body =
                html(&SetUpPage { page, invited, typed, error: Some(error), shortest: SHORTEST, longest: LONGEST })?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, body).into_response());
        }
    };
    let lane = if peer.is_everybody() { Lane::Everybody } else { Lane::Network(peer.network()) };
    let permit = app.hashing.enter(lane).await.map_err(|_| Problem::Busy)?;
    let hash = password::hash(permit, chosen).await?;
    let mut tx = app.store.begin().await?;
    // Of two who send the form at once, one has the link.
    let taken = invitation::take(&mut tx, &app.store.master, &token, app.now()).await?.ok_or(Problem::NotFound)?;
    let id = match (taken.staff, person) {
        (Some(id), _) => {
            people::set_password(&mut tx, id, Some(&hash)).await?;
            session::delete_of(&mut tx, id).await?;
            id
        }
        (None, Some((email, name))) => first(&mut tx, &app, page.language, email, name, hash).await?,
        (None, None) => return Err(Problem::NotFound),
    };
    let entry =
        AuditEntry { staff: Some(id), action: Action::SetPassword, object: AuditObject::Staff, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    Ok(Redirect::to("/console/login?ready=yes").into_response())
}

async fn first(
    tx: &mut Tx,
    app: &App,
    language: bot::language::Language,
    email: Private<String>,
    name: Private<String>,
    hash: Private<String>,
) -> Result<uuid::Uuid, Problem> {
    if people::exists(tx).await? {
        return Err(Problem::NotFound);
    }
    let new = NewStaff { email, name, role: Role::Administrator, language, password_hash: Some(hash) };
    people::insert(tx, &app.store.master, &new, app.now()).await?.ok_or(Problem::NotFound)
}

fn person(typed: &SetUpForm) -> Result<(Private<String>, Private<String>), AccountError> {
    Ok((staff::email(&typed.email)?, staff::name(&typed.name)?))
}

fn account_words(words: Words, error: &AccountError) -> String {
    match error {
        AccountError::Name => words.console_error_name(),
        _ => words.console_error_email(),
    }
}
