//! Logging in with e-mail and password, then with the second factor ([`super::access::second_factor`]), and out again.
//!
//! The session gets a new identifier at each of the two steps, and ends when password or second factor change or the account
//! is disabled. Accounts, invitations, sessions and codes go by the system's clock.

use super::{
    access::pending_login,
    answering::preserved_form::{self, KEPT, PreservedForm},
    attempts::{Origin, Who, minutes, remembered},
    login_path::{self, PATH, local},
    member::{Auth, Credentials},
    page::{Page, html},
    password::queue::Lane,
    problem::Problem,
    session::BROWSER,
    state::App,
};
use crate::store::{
    audit::{self, Action, AuditEntry, AuditObject},
    known_browser, session,
    staff::{self, Staff},
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{
        HeaderValue, StatusCode,
        header::{RETRY_AFTER, SET_COOKIE},
    },
    response::{IntoResponse, Redirect, Response},
};
use bot::private::Private;
use jiff::SignedDuration;
use serde::Deserialize;
use uuid::Uuid;

/// The address bar of the log-in page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct LoginQuery {
    next: String,
    /// The account was just made: `yes`.
    ready: String,
}

/// What the log-in form sends.
#[derive(Deserialize)]
pub struct LoginForm {
    email: String,
    password: String,
    /// Words that were typed while a session ended: [`PreservedForm::seal`].
    #[serde(default)]
    kept: String,
}

#[derive(Template)]
#[template(path = "console/login.html")]
struct LoginPage {
    page: Page,
    email: String,
    wrong: bool,
    /// Minutes to wait.
    wait: Option<i64>,
    /// Too many log in at this moment.
    busy: bool,
    ready: bool,
    /// Where it leads back to.
    next: String,
    /// [`LoginForm::kept`]
    kept: String,
    /// The session has ended while somebody was writing.
    ended: bool,
}

impl LoginPage {
    fn new(page: Page, asked: &LoginQuery) -> Self {
        Self {
            page,
            email: String::new(),
            wrong: false,
            wait: None,
            busy: false,
            ready: !asked.ready.is_empty(),
            next: asked.next.clone(),
            kept: String::new(),
            ended: false,
        }
    }
}

/// A form came after its session had ended, or on a page of an older one: its words are kept, nothing is carried out.
pub(super) async fn ended(app: &App, auth: &Auth, page: Page, kept: PreservedForm) -> Result<Response, Problem> {
    if let Some(member) = &auth.user {
        if !kept.is_of(app, member) {
            return Err(Problem::Stale);
        }
        return preserved_form::after_login(app, auth, page, member, Some(kept), "").await;
    }
    let asked = LoginQuery { next: kept.page().to_owned(), ready: String::new() };
    let kept = kept.seal(&app.store.master);
    let body = html(&LoginPage { kept, ended: true, ..LoginPage::new(page, &asked) })?;
    Ok((StatusCode::UNAUTHORIZED, body).into_response())
}

/// `GET /console/login`
pub async fn show(page: Page, Query(asked): Query<LoginQuery>) -> Result<Response, Problem> {
    if page.member.is_some() {
        return Ok(Redirect::to(local(&asked.next)).into_response());
    }
    html(&LoginPage::new(page, &asked))
}

/// `POST /console/login`
pub async fn log_in(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    origin: Origin,
    Query(asked): Query<LoginQuery>,
    Form(typed): Form<LoginForm>,
) -> Result<Response, Problem> {
    let email = Private::new(typed.email);
    let account = staff::email_hash(&app.store.master, &email);
    let found = staff::by_email(&mut app.store.reader().await?, &app.store.master, &email).await?;
    let who = Who::entering(&app, &origin, &account, found.as_ref()).await?;
    if let Err(wait) = who.begin(&app).await? {
        let again = LoginPage { email: email.into_exposed(), kept: typed.kept, ..LoginPage::new(page, &asked) };
        return too_many(html(&LoginPage { wait: Some(minutes(wait)), ready: false, ..again })?, wait);
    }
    let Ok(permit) = app.hashing.enter(who.lane.clone()).await else {
        who.give_back(&app).await?;
        let again = LoginPage { email: email.into_exposed(), kept: typed.kept, ..LoginPage::new(page, &asked) };
        return Ok(busy(html(&LoginPage { busy: true, ready: false, ..again })?));
    };
    let credentials = Credentials { found, password: Private::new(typed.password), permit };
    let Some(member) = auth.authenticate(credentials).await? else {
        let again = LoginPage::new(page, &asked);
        let wrong = LoginPage { email: email.into_exposed(), wrong: true, kept: typed.kept, ready: false, ..again };
        return Ok((StatusCode::FORBIDDEN, html(&wrong)?).into_response());
    };
    who.give_back(&app).await?;
    let mut reader = app.store.reader().await?;
    let found = staff::by_id(&mut reader, &app.store.master, member.id).await?.ok_or(Problem::NotFound)?;
    drop(reader);
    pending_login::begin(&app, &auth, &found).await?;
    if !typed.kept.is_empty() {
        auth.session.insert(KEPT, typed.kept).await?;
    }
    Ok(Redirect::to(&login_path::second_step(&asked.next)).into_response())
}

/// The end of every log-in: both factors were right. `came` is with what, see [`super::access::browser`].
pub(super) async fn enter(
    app: &App,
    mut auth: Auth,
    page: Page,
    (who, staff): (Who, Staff),
    came: String,
    next: &str,
) -> Result<Response, Problem> {
    let member = auth.backend.member(staff).ok_or(Problem::NotFound)?;
    pending_login::end(&auth).await?;
    auth.session.insert(BROWSER, came).await?;
    // Whatever the browser brought along, the session of a person begins under a new identifier.
    auth.session.cycle_id().await?;
    auth.login(&member).await?;

    let mut tx = app.store.begin().await?;
    session::delete_expired(&mut tx, app.now()).await?;
    who.succeeded(&mut tx).await?;
    let (cookie, token) = remembered(app, member.id);
    if let Lane::Browser(before) = &who.lane {
        known_browser::replaced(&mut tx, before, member.id).await?;
    }
    known_browser::remember(&mut tx, &token, member.id, app.now()).await?;
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::LogIn,
        object: AuditObject::Staff,
        object_id: Some(member.id),
    };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    let kept = auth.session.remove::<String>(KEPT).await?;
    let kept = kept.and_then(|kept| PreservedForm::open(&app.store.master, &kept, app.now()));
    let mut response = preserved_form::after_login(app, &auth, page, &member, kept, next).await?;
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Somebody has changed what their sessions hang on; this one goes on, under a new identifier.
pub(super) async fn stay(app: &App, auth: &mut Auth, id: Uuid) -> Result<(), Problem> {
    let staff = staff::by_id(&mut app.store.reader().await?, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    let member = auth.backend.member(staff).ok_or(Problem::NotFound)?;
    auth.session.cycle_id().await?;
    Ok(auth.login(&member).await?)
}

/// Not now: the body says how long.
pub(super) fn too_many(body: Response, wait: SignedDuration) -> Result<Response, Problem> {
    let mut response = (StatusCode::TOO_MANY_REQUESTS, body).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(wait.as_secs().max(1)));
    Ok(response)
}

/// So many seconds until there is room again, surely.
const BUSY: i64 = 5;

/// Not at this moment.
fn busy(body: Response) -> Response {
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, body).into_response();
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(BUSY));
    response
}

/// `POST /console/logout`
pub async fn log_out(mut auth: Auth) -> Result<Redirect, Problem> {
    auth.logout().await?;
    Ok(Redirect::to(PATH))
}
