//! Logging in with e-mail and password, and out again.
//!
//! The session gets a new identifier at log-in, and ends when the password changes or the account is disabled. Accounts,
//! invitations and sessions go by the system's clock.

use super::{
    App,
    member::{Auth, Credentials},
    page::{Page, html},
    problem::Problem,
};
use crate::store::{audit, session, staff};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderValue, StatusCode, Uri, header::RETRY_AFTER},
    response::{IntoResponse, Redirect, Response},
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

/// Where one logs in.
pub const PATH: &str = "/console/login";

/// The log-in page that leads back to where somebody wanted to go.
pub fn address(wanted: &Uri) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
    match wanted.path() {
        "/console" => PATH.to_owned(),
        path if path.chars().all(plain) => format!("{PATH}?next={path}"),
        _ => PATH.to_owned(),
    }
}

/// Where to go after logging in: a page of the console, nothing else.
pub(super) fn local(path: &str) -> &str {
    let inside = path == "/console" || path.starts_with("/console/") || path.starts_with("/console?");
    let plain = path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if inside && plain { path } else { "/console" }
}

/// The address bar of the log-in page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    next: String,
    /// The account was just made: `yes`.
    ready: String,
}

/// What the log-in form sends.
#[derive(Deserialize)]
pub struct Typed {
    email: String,
    password: String,
}

#[derive(Template)]
#[template(path = "console/login.html")]
struct LoginPage {
    page: Page,
    email: String,
    wrong: bool,
    /// Minutes to wait.
    wait: Option<i64>,
    ready: bool,
}

/// `GET /console/login`
pub async fn show(page: Page, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    if page.member.is_some() {
        return Ok(Redirect::to(local(&asked.next)).into_response());
    }
    html(&LoginPage { page, email: String::new(), wrong: false, wait: None, ready: !asked.ready.is_empty() })
}

/// `POST /console/login`
pub async fn log_in(
    State(app): State<App>,
    mut auth: Auth,
    page: Page,
    Query(asked): Query<Asked>,
    Form(typed): Form<Typed>,
) -> Result<Response, Problem> {
    let email = Private::new(typed.email);
    let account = staff::email_hash(&app.store.master, &email);
    if let Err(wait) = app.attempts().begin(account, Timestamp::now()) {
        tracing::warn!(seconds = wait.as_secs(), "log-in has to wait after failures");
        return too_many(page, email.into_exposed(), wait);
    }
    let credentials = Credentials { email: email.clone(), password: Private::new(typed.password) };
    let Some(member) = auth.authenticate(credentials).await? else {
        let wrong = LoginPage { page, email: email.into_exposed(), wrong: true, wait: None, ready: false };
        return Ok((StatusCode::FORBIDDEN, html(&wrong)?).into_response());
    };
    app.attempts().succeeded(account);
    // Whatever the browser brought along, the session of a person begins under a new identifier.
    auth.session.cycle_id().await?;
    auth.login(&member).await?;

    let mut tx = app.store.begin().await?;
    session::delete_expired(&mut tx, Timestamp::now()).await?;
    let deed = audit::Deed { staff: Some(member.id), action: "log-in", object: "staff", object_id: Some(member.id) };
    audit::record(&mut tx, deed, app.now()).await?;
    tx.commit().await?;
    Ok(Redirect::to(local(&asked.next)).into_response())
}

fn too_many(page: Page, email: String, wait: SignedDuration) -> Result<Response, Problem> {
    let minutes = (wait.as_secs() + 59) / 60;
    let body = html(&LoginPage { page, email, wrong: false, wait: Some(minutes.max(1)), ready: false })?;
    let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    Ok(response)
}

/// `POST /console/logout`
pub async fn log_out(mut auth: Auth) -> Result<Redirect, Problem> {
    auth.logout().await?;
    Ok(Redirect::to(PATH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_into_the_console_only() {
        assert_eq!(local("/console/tickets?state=new"), "/console/tickets?state=new");
        for elsewhere in ["https://example.org", "//example.org", "/consolex", "", "/console/\\evil", "/console/\nx"] {
            assert_eq!(local(elsewhere), "/console");
        }
    }

    #[test]
    fn remembers_a_page_but_no_query() {
        let uri: Uri = "/console/tickets/0190?after=1".parse().unwrap();
        assert_eq!(address(&uri), "/console/login?next=/console/tickets/0190");
        assert_eq!(address(&"/console".parse().unwrap()), PATH);
        assert_eq!(address(&"/console/%2F".parse().unwrap()), PATH);
    }
}
