//! Recovery codes, for when the telephone is not at hand: shown once, to be printed or written down.

use super::verify::{Verdict, verify};
use crate::{
    console::{
        attempts::{Who, minutes},
        context::RequestContext,
        login_path::local,
        member::{Auth, Member, account_of},
        page::{Page, html},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        recovery,
    },
};
use askama::Template;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use bot::private::Private;
use serde::Deserialize;

/// Where they are.
pub const PATH: &str = "/console/account/codes";
/// Where the session, which is sealed, keeps new ones until they are shown.
const KEY: &str = "recovery-codes";

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RecoveryCodesQuery {
    next: String,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct RecoveryCodesForm {
    code: String,
}

#[derive(Template)]
#[template(path = "console/access/codes.html")]
struct CodesPage {
    page: Page,
    /// To be shown now, and never again.
    codes: Vec<String>,
    left: i64,
    next: String,
    error: Option<String>,
}

/// The page that shows new codes, and then leads on.
pub fn address(next: &str) -> String {
    match local(next) {
        "/console" => PATH.to_owned(),
        path => format!("{PATH}?next={path}"),
    }
}

/// Keeps new codes until their page shows them.
pub async fn keep(auth: &Auth, codes: &[Private<String>]) -> Result<(), Problem> {
    let codes: Vec<_> = codes.iter().map(Private::expose).collect();
    Ok(auth.session.insert(KEY, codes).await?)
}

/// `GET /console/account/codes`
pub async fn show(
    RequestContext { app, auth, page, member }: RequestContext,
    Query(asked): Query<RecoveryCodesQuery>,
) -> Result<Response, Problem> {
    let codes = auth.session.remove::<Vec<String>>(KEY).await?.unwrap_or_default();
    view(&app, page, &member, codes, &asked.next, None).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    codes: Vec<String>,
    next: &str,
    error: Option<(StatusCode, String)>,
) -> Result<Response, Problem> {
    let left = recovery::left(&mut app.store.reader().await?, member.id).await?;
    let (status, error) = error.map_or((StatusCode::OK, None), |(status, error)| (status, Some(error)));
    let body = html(&CodesPage { page, codes, left, next: local(next).to_owned(), error })?;
    Ok((status, body).into_response())
}

/// `POST /console/account/codes`: new ones, which end the old ones.
pub async fn renew(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<RecoveryCodesForm>,
) -> Result<Response, Problem> {
    let staff = account_of(&app, &member).await?;
    let words = page.words;
    let error = match verify(&app, &Who::inside(&app, member.id), &staff, &Private::new(typed.code)).await? {
        Verdict::Code | Verdict::Recovery => {
            let mut tx = app.store.begin().await?;
            let made = recovery::renew(&mut tx, &app.store.master, member.id).await?;
            let id = Some(member.id);
            let entry =
                AuditEntry { staff: id, action: Action::RecoveryCodes, object: AuditObject::Staff, object_id: id };
            audit::record(&mut tx, entry, app.now()).await?;
            tx.commit().await?;
            keep(&auth, &made).await?;
            return Ok(Redirect::to(PATH).into_response());
        }
        Verdict::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, words.console_access_code_wrong()),
        Verdict::Wait(wait) => (StatusCode::TOO_MANY_REQUESTS, words.console_wait(minutes(wait))),
    };
    view(&app, page, &member, Vec::new(), "", Some(error)).await
}
