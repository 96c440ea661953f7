//! Another telephone for one's own second factor: first a code of the old one, then the new one's.

use super::{
    codes,
    second_factor::SettingUp,
    totp::Shared,
    verify::{Verdict, verify},
};
use crate::{
    console::{
        attempts::{Who, minutes},
        context::RequestContext,
        login,
        member::{Auth, Member, account_of},
        page::{Page, html},
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        recovery, session, staff,
    },
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use bot::private::Private;
use serde::Deserialize;

/// Where it is.
pub const PATH: &str = "/console/account/second-factor";
/// Where the session keeps the new secret, sealed.
const KEY: &str = "new-device";

/// What the two forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NewDeviceForm {
    /// Of the old telephone.
    code: String,
    /// Of the new one.
    new_code: String,
}

#[derive(Template)]
#[template(path = "console/access/device.html")]
struct DevicePage {
    page: Page,
    /// After the old one's code.
    setting_up: Option<SettingUp>,
    error: Option<String>,
}

/// `GET /console/account/second-factor`
pub async fn show(RequestContext { app, auth, page, member }: RequestContext) -> Result<Response, Problem> {
    view(&app, &auth, page, &member, None).await
}

async fn view(
    app: &App,
    auth: &Auth,
    page: Page,
    member: &Member,
    error: Option<(StatusCode, String)>,
) -> Result<Response, Problem> {
    let staff = account_of(app, member).await?;
    let setting_up = offered(auth).await?.map(|shared| SettingUp::shown(&shared, &staff.email));
    let (status, error) = error.map_or((StatusCode::OK, None), |(status, error)| (status, Some(error)));
    Ok((status, html(&DevicePage { page, setting_up, error })?).into_response())
}

async fn offered(auth: &Auth) -> Result<Option<Shared>, Problem> {
    Ok(auth.session.get::<String>(KEY).await?.as_deref().and_then(Shared::from_hex))
}

/// `POST /console/account/second-factor`
pub async fn accept(
    RequestContext { app, mut auth, page, member }: RequestContext,
    Form(typed): Form<NewDeviceForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let Some(shared) = offered(&auth).await? else {
        let staff = account_of(&app, &member).await?;
        let error = match verify(&app, &Who::inside(&app, member.id), &staff, &Private::new(typed.code)).await? {
            Verdict::Code | Verdict::Recovery => {
                auth.session.insert(KEY, Shared::fresh().to_hex()).await?;
                return Ok(Redirect::to(PATH).into_response());
            }
            Verdict::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, words.console_access_code_wrong()),
            Verdict::Wait(wait) => (StatusCode::TOO_MANY_REQUESTS, words.console_wait(minutes(wait))),
        };
        return view(&app, &auth, page, &member, Some(error)).await;
    };
    let Some(step) = shared.step(&typed.new_code, app.now()) else {
        let error = (StatusCode::UNPROCESSABLE_ENTITY, words.console_access_enrol_wrong());
        return view(&app, &auth, page, &member, Some(error)).await;
    };
    let mut tx = app.store.begin().await?;
    staff::set_totp(&mut tx, member.id, Some(shared.seal(&app.store.master, member.id)), app.now()).await?;
    staff::take_step(&mut tx, member.id, step).await?;
    let made = recovery::renew(&mut tx, &app.store.master, member.id).await?;
    session::delete_of(&mut tx, member.id).await?;
    let id = Some(member.id);
    let entry = AuditEntry { staff: id, action: Action::SecondFactor, object: AuditObject::Staff, object_id: id };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    auth.session.remove_value(KEY).await?;
    codes::keep(&auth, &made).await?;
    login::stay(&app, &mut auth, member.id).await?;
    Ok(Redirect::to(codes::PATH).into_response())
}
