//! What a request comes with: the state, the session, who it is, the frame of the page they will see; and for those on a ticket,
//! which one. Whoever is not logged in finds nothing here ([`super::gate`] has let nobody else in).

use super::{
    member::{Auth, Member},
    page::{Id, Page},
    problem::Problem,
    state::App,
};
use axum::{extract::FromRequestParts, http::request::Parts};
use uuid::Uuid;

/// A request of somebody who is logged in.
#[expect(missing_docs, reason = "the names say it")]
pub struct RequestContext {
    pub app: App,
    pub auth: Auth,
    pub page: Page,
    pub member: Member,
}

impl FromRequestParts<App> for RequestContext {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let auth = Auth::from_request_parts(parts, app).await.map_err(|_| Problem::NotFound)?;
        let page = Page::from_request_parts(parts, app).await?;
        let member = page.member.clone().ok_or(Problem::NotFound)?;
        Ok(Self { app: app.clone(), auth, page, member })
    }
}

/// The same on a ticket: the one in the path.
#[expect(missing_docs, reason = "the names say it")]
pub struct TicketContext {
    pub app: App,
    pub auth: Auth,
    pub page: Page,
    pub member: Member,
    pub ticket: Uuid,
}

impl FromRequestParts<App> for TicketContext {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let RequestContext { app, auth, page, member } = RequestContext::from_request_parts(parts, app).await?;
        let Id(ticket) = Id::from_request_parts(parts, &app).await?;
        Ok(Self { app, auth, page, member, ticket })
    }
}
