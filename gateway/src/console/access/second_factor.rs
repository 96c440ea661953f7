//! The page between the password and the console: the code of one's telephone, or, the first time, setting it up. Nobody
//! gets in without; see [`super::pending_login`] for what they are meanwhile.

use super::{
    browser, codes,
    pending_login::{self, PendingLogin},
    totp::Shared,
    verify::{Verdict, verify},
};
use crate::{
    console::{
        attempts::{Origin, Who, minutes},
        login,
        login_path::{self, local},
        member::Auth,
        notice::Notice,
        page::{Page, html},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        recovery,
        staff::{self, Staff},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Redirect, Response},
};
use bot::private::Private;
use serde::Deserialize;

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SecondFactorQuery {
    next: String,
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SecondFactorForm {
    code: String,
}

#[derive(Template)]
#[template(path = "console/access/code.html")]
struct CodePage {
    page: Page,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "console/access/enrol.html")]
struct EnrolPage {
    page: Page,
    setting_up: SettingUp,
    error: Option<String>,
}

/// A secret on its way to a telephone.
#[expect(missing_docs, reason = "the names say it")]
pub struct SettingUp {
    pub groups: String,
    /// An SVG path, and the side of its square.
    pub picture: Option<(String, i32)>,
}

impl SettingUp {
    /// The secret as it is shown.
    pub fn shown(shared: &Shared, email: &Private<String>) -> Self {
        Self { groups: shared.groups(), picture: shared.picture(email) }
    }
}

/// `GET /console/login/code`
pub async fn show(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    Query(asked): Query<SecondFactorQuery>,
) -> Result<Response, Problem> {
    if page.member.is_some() {
        return Ok(Redirect::to(local(&asked.next)).into_response());
    }
    match pending_login::found(&app, &auth).await? {
        None => Ok(Redirect::to(login_path::PATH).into_response()),
        Some((_, staff)) if staff.totp_sealed.is_some() => html(&CodePage { page, error: None }),
        Some((pending, staff)) => {
            let shared = offered(&auth, pending).await?;
            html(&EnrolPage { setting_up: SettingUp::shown(&shared, &staff.email), page, error: None })
        }
    }
}

/// The secret that is being set up: the same one however often the page is loaded.
async fn offered(auth: &Auth, mut pending: PendingLogin) -> Result<Shared, Problem> {
    if let Some(shared) = pending.secret.as_deref().and_then(Shared::from_hex) {
        return Ok(shared);
    }
    let shared = Shared::fresh();
    pending.secret = Some(shared.to_hex());
    pending_login::keep(auth, &pending).await?;
    Ok(shared)
}

/// `POST /console/login/code`
pub async fn accept(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    origin: Origin,
    Query(asked): Query<SecondFactorQuery>,
    headers: HeaderMap,
    Form(typed): Form<SecondFactorForm>,
) -> Result<Response, Problem> {
    // Sent twice: the first one has let them in.
    if page.member.is_some() {
        return Ok(Redirect::to(local(&asked.next)).into_response());
    }
    let Some((pending, staff)) = pending_login::found(&app, &auth).await? else {
        return Ok(Redirect::to(login_path::PATH).into_response());
    };
    let came = browser::seen(&headers);
    let account = staff::email_hash(&app.store.master, &staff.email);
    let who = Who::entering(&app, &origin, &account, Some(&staff)).await?;
    if staff.totp_sealed.is_none() {
        return enrol(app, auth, page, (&asked.next, who, came), (pending, staff), &typed.code).await;
    }
    let words = page.words;
    let (status, error) = match verify(&app, &who, &staff, &Private::new(typed.code)).await? {
        Verdict::Code => return login::enter(&app, auth, page, (who, staff), came, &asked.next).await,
        Verdict::Recovery => {
            let left = recovery::left(&mut app.store.reader().await?, staff.id).await?;
            auth.session.insert(Notice::KEY, Notice::RecoveryCodeUsed(left)).await?;
            return login::enter(&app, auth, page, (who, staff), came, &asked.next).await;
        }
        Verdict::Wrong => (StatusCode::FORBIDDEN, words.console_access_code_wrong()),
        Verdict::Wait(wait) => return login::too_many(html_of(page, minutes(wait))?, wait),
    };
    Ok((status, html(&CodePage { page, error: Some(error) })?).into_response())
}

fn html_of(page: Page, minutes: i64) -> Result<Response, Problem> {
    let error = Some(page.words.console_wait(minutes));
    html(&CodePage { page, error })
}

/// The telephone has the secret if it knows the code.
async fn enrol(
    app: App,
    auth: Auth,
    page: Page,
    (next, who, came): (&str, Who, String),
    (pending, staff): (PendingLogin, Staff),
    code: &str,
) -> Result<Response, Problem> {
    let shared = offered(&auth, pending).await?;
    let Some(step) = shared.step(code, app.now()) else {
        let error = Some(page.words.console_access_enrol_wrong());
        let again = EnrolPage { setting_up: SettingUp::shown(&shared, &staff.email), page, error };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&again)?).into_response());
    };
    let mut tx = app.store.begin().await?;
    staff::set_totp(&mut tx, staff.id, Some(shared.seal(&app.store.master, staff.id)), app.now()).await?;
    staff::take_step(&mut tx, staff.id, step).await?;
    let made = recovery::renew(&mut tx, &app.store.master, staff.id).await?;
    let entry = AuditEntry {
        staff: Some(staff.id),
        action: Action::SecondFactor,
        object: AuditObject::Staff,
        object_id: Some(staff.id),
    };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    codes::keep(&auth, &made).await?;
    let staff = staff::by_id(&mut app.store.reader().await?, &app.store.master, staff.id).await?;
    login::enter(&app, auth, page, (who, staff.ok_or(Problem::NotFound)?), came, &codes::address(next)).await
}
