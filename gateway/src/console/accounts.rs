//! The page of the accounts, for administrators: who works here, invitations, disabling. The deeds are in
//! [`super::staff`].

use super::{
    context::RequestContext,
    member::Member,
    notice::{Notice, done},
    page::{Choice, Id, Page, html},
    problem::Problem,
    staff::{self, AccountError, Invited},
    state::App,
    wording,
};
use crate::{
    live::Change,
    store::{
        session,
        staff::{Role, Staff},
    },
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{private::Private, text::Words};
use serde::Deserialize;
use std::collections::HashMap;

const PATH: &str = "/console/staff";

/// What the form of an invitation sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct InvitationForm {
    name: String,
    email: String,
    role: String,
}

struct AccountRow {
    staff: Staff,
    role: String,
    state: String,
    /// The person who looks at the page.
    own: bool,
    /// Sessions that have not ended.
    sessions: i64,
    /// What stands between them and a ticket: role apart, their scope.
    scope: String,
}

#[derive(Template)]
#[template(path = "console/staff.html")]
struct StaffPage {
    page: Page,
    people: Vec<AccountRow>,
    roles: Vec<Choice>,
    typed: InvitationForm,
    error: Option<String>,
}

/// `GET /console/staff`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    view(&app, page, &member, InvitationForm::default(), None).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    typed: InvitationForm,
    error: Option<String>,
) -> Result<Response, Problem> {
    let words = page.words;
    let mut reader = app.store.reader().await?;
    let sessions: HashMap<_, _> = session::counts(&mut reader, app.now()).await?.into_iter().collect();
    drop(reader);
    let people = staff::all(&app.store).await?.into_iter().map(|staff| AccountRow {
        sessions: sessions.get(&staff.id).copied().unwrap_or_default(),
        scope: wording::scope(words, staff.scope),
        role: wording::role(words, staff.role),
        state: state(words, &staff),
        own: staff.id == member.id,
        staff,
    });
    let roles = Role::ALL.map(|role| Choice {
        value: role.name(),
        label: wording::role(words, role),
        chosen: typed.role == role.name(),
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = html(&StaffPage { people: people.collect(), roles: roles.into(), typed, error, page })?;
    Ok((status, body).into_response())
}

fn state(words: Words, staff: &Staff) -> String {
    match (staff.disabled_at, &staff.password_hash) {
        (Some(_), _) => words.console_account_disabled(),
        (None, None) => words.console_account_invited(),
        (None, Some(_)) => words.console_account_active(),
    }
}

/// `POST /console/staff`
pub async fn invite(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<InvitationForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let Ok(role) = typed.role.parse() else {
        return view(&app, page, &member, typed, Some(words.console_error_role())).await;
    };
    let by = (member.id, &Private::new(words.console_accounts_reason_invite()));
    let typed_words = (typed.email.as_str(), typed.name.as_str());
    let error = match staff::invite(&app.store, &app.public_url, typed_words, role, by, app.now()).await {
        Ok(Invited::Now(link)) => return done(&auth, Notice::Link(link), PATH).await,
        Ok(Invited::Waits(told)) => {
            told.into_iter().for_each(|staff| app.turns.live.tell(Change::Notification(staff)));
            return done(&auth, Notice::AccountAsked, PATH).await;
        }
        Err(AccountError::Email) => words.console_error_email(),
        Err(AccountError::Name) => words.console_error_name(),
        Err(AccountError::Taken) => words.console_error_taken(),
        Err(AccountError::Second) => words.console_accounts_error_second(),
        Err(error) => return Err(error.into()),
    };
    view(&app, page, &member, typed, Some(error)).await
}

/// `POST /console/staff/{id}/disable`
pub async fn disable(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    // Whoever disables others stays, so an administrator is always left.
    if id == member.id {
        return Err(Problem::NotFound);
    }
    let changed = match staff::set_disabled(&app.store, id, true, member.id, app.now()).await {
        Ok(changed) => changed,
        // Two who disable each other at once.
        Err(AccountError::Last) => return Err(Problem::NotFound),
        Err(error) => return Err(error.into()),
    };
    done(&auth, if changed { Notice::Disabled } else { Notice::Unchanged }, PATH).await
}

/// `POST /console/staff/{id}/enable`
pub async fn enable(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let changed = staff::set_disabled(&app.store, id, false, member.id, app.now()).await?;
    done(&auth, if changed { Notice::Enabled } else { Notice::Unchanged }, PATH).await
}
