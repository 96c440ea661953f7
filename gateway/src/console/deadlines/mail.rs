//! Whether somebody is told by e-mail that there is something new for them. Everybody chooses for themselves.

use super::places;
use crate::{
    console::{
        context::RequestContext,
        form_fields::FormFields,
        notice::{Notice, done},
        page::{Page, Place, html},
        problem::Problem,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        notification::mail,
    },
};
use askama::Template;
use axum::response::Response;

#[derive(Template)]
#[template(path = "console/deadlines/mail.html")]
struct MailPage {
    places: Vec<Place>,
    wanted: bool,
    page: Page,
}

/// `GET /console/notifications/settings`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    let wanted = mail::is_wanted(&mut app.store.reader().await?, member.id).await?;
    html(&MailPage { places: places::places(&page), wanted, page })
}

/// `POST /console/notifications/settings`
pub async fn save(
    RequestContext { app, auth, member, .. }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let changed = mail::want(&mut tx, member.id, fields.every("email").next().is_some()).await?;
    if changed {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Edit,
            object: AuditObject::NotifyByEmail,
            object_id: Some(member.id),
        };
        audit::record(&mut tx, entry, app.now()).await?;
    }
    tx.commit().await?;
    done(&auth, if changed { Notice::Saved } else { Notice::Unchanged }, places::MAIL).await
}
