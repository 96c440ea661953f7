//! What somebody changes of their own account: name, password, sessions.

use super::account::{AccountMistakes, PATH, view};
use crate::{
    console::{
        attempts::{Who, minutes},
        context::RequestContext,
        login,
        member::{Member, account_of},
        notice::{Notice, done},
        password,
        problem::Problem,
        session::hash,
        staff::name as valid_name,
        state::App,
    },
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        invitation, known_browser, session, staff,
    },
};
use axum::{Form, http::StatusCode, response::Response};
use bot::private::Private;
use serde::Deserialize;

/// The form of a name.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Named {
    name: String,
}

/// The form of a password.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PasswordForm {
    current: String,
    password: String,
    again: String,
}

/// The form of a session to be ended.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Ended {
    session: String,
}

async fn note(tx: &mut Tx, app: &App, member: &Member, action: Action) -> sqlx::Result<()> {
    let id = Some(member.id);
    audit::record(tx, AuditEntry { staff: id, action, object: AuditObject::Staff, object_id: id }, app.now()).await
}

/// `POST /console/account/name`
pub async fn name(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<Named>,
) -> Result<Response, Problem> {
    let Ok(name) = valid_name(&typed.name) else {
        let wrong =
            AccountMistakes { name: Some((typed.name, page.words.console_error_name())), ..AccountMistakes::default() };
        return view(&app, &auth, page, &member, wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let mut tx = app.store.begin().await?;
    staff::set_name(&mut tx, &app.store.master, member.id, &name).await?;
    note(&mut tx, &app, &member, Action::Name).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}

/// `POST /console/account/password`: asks for the current one, and ends all other sessions.
pub async fn password(
    RequestContext { app, mut auth, page, member }: RequestContext,
    Form(typed): Form<PasswordForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let found = account_of(&app, &member).await?;
    let who = Who::inside(&app, member.id);
    if let Err(wait) = who.begin(&app).await? {
        let wrong = AccountMistakes { current: Some(words.console_wait(minutes(wait))), ..AccountMistakes::default() };
        return view(&app, &auth, page, &member, wrong, StatusCode::TOO_MANY_REQUESTS).await;
    }
    let Ok(permit) = app.hashing.enter(who.lane.clone()).await else {
        who.give_back(&app).await?;
        return Err(Problem::Busy);
    };
    if !password::matches(permit, Private::new(typed.current), found.password_hash.clone()).await {
        let wrong =
            AccountMistakes { current: Some(words.console_access_current_wrong()), ..AccountMistakes::default() };
        return view(&app, &auth, page, &member, wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    who.give_back(&app).await?;
    let (chosen, again) = (Private::new(typed.password), Private::new(typed.again));
    if let Err(unfit) = password::check(&chosen, &again, &[found.name.expose(), found.email.expose()]) {
        let wrong = AccountMistakes { password: Some(unfit.text(words)), ..AccountMistakes::default() };
        return view(&app, &auth, page, &member, wrong, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let permit = app.hashing.enter(who.lane).await.map_err(|_| Problem::Busy)?;
    let new = password::hash(permit, chosen).await?;
    let mut tx = app.store.begin().await?;
    staff::set_password(&mut tx, member.id, Some(&new)).await?;
    session::delete_of(&mut tx, member.id).await?;
    invitation::revoke(&mut tx, Some(member.id)).await?;
    note(&mut tx, &app, &member, Action::SetPassword).await?;
    tx.commit().await?;
    login::stay(&app, &mut auth, member.id).await?;
    done(&auth, Notice::PasswordChanged, PATH).await
}

/// `POST /console/account/sessions/end`
pub async fn end_session(
    RequestContext { app, auth, member, .. }: RequestContext,
    Form(typed): Form<Ended>,
) -> Result<Response, Problem> {
    let id = hex::decode(typed.session).map_err(|_| Problem::NotFound)?;
    let mut tx = app.store.begin().await?;
    if !session::delete_own(&mut tx, member.id, &id).await? {
        return done(&auth, Notice::Unchanged, PATH).await;
    }
    note(&mut tx, &app, &member, Action::EndSession).await?;
    tx.commit().await?;
    done(&auth, Notice::SessionsEnded, PATH).await
}

/// `POST /console/account/sessions/end-others`
pub async fn end_others(RequestContext { app, auth, member, .. }: RequestContext) -> Result<Response, Problem> {
    let this = auth.session.id().map(|id| hash(&app.store.master, id)).ok_or(Problem::NotFound)?;
    let mut tx = app.store.begin().await?;
    // Whatever is out there asks for everything again.
    known_browser::forget(&mut tx, member.id).await?;
    if session::delete_others(&mut tx, member.id, &this).await? == 0 {
        tx.commit().await?;
        return done(&auth, Notice::Unchanged, PATH).await;
    }
    note(&mut tx, &app, &member, Action::EndSession).await?;
    tx.commit().await?;
    done(&auth, Notice::SessionsEnded, PATH).await
}
