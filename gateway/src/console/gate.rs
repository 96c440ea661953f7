//! The gate that every route stands behind: whether somebody's role has the permission, whether what the address leads to is
//! within their scope, whether the form is ours. What one may not see does not exist: 404.

use super::{
    form::checked,
    frame::{Ours, not_ours},
    login_path,
    member::{Auth, Member},
    page::Page,
    permission::Permission,
    problem::Problem,
};
use crate::store::sight::{self, Object};
use axum::{
    Extension,
    extract::{RawPathParams, Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// What a route asks of whoever comes.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// What their role needs.
    pub needs: Permission,
    /// What the identifier in its address is one of, where only those within somebody's scope may be reached.
    pub leads_to: Option<Object>,
}

/// Lets a request through to a route. Who may not come this way hears nothing else, not even that their form was too old.
pub async fn gate(
    State(Gate { needs, leads_to }): State<Gate>,
    Extension(ours): Extension<Ours>,
    auth: Auth,
    path: RawPathParams,
    request: Request,
    next: Next,
) -> Response {
    match &auth.user {
        Some(member) if member.role.may(needs) => {
            if let Some(object) = leads_to
                && let Err(problem) = within_reach(&ours, member, object, &path).await
            {
                return problem.into_response();
            }
            open_gate(Extension(ours), auth, request, next).await
        }
        Some(_) => Problem::NotFound.into_response(),
        None if request.method() == Method::GET => Redirect::to(&login_path::address(request.uri())).into_response(),
        None => Redirect::to(login_path::PATH).into_response(),
    }
}

/// Lets in whoever comes; but a form that somebody who is logged in sends has to be ours. Others' are looked at before, in
/// [`super::frame`].
pub async fn open_gate(Extension(ours): Extension<Ours>, auth: Auth, request: Request, next: Next) -> Response {
    if request.method() != Method::POST || auth.user.is_none() {
        return next.run(request).await;
    }
    let (path, headers) = (request.uri().path().to_owned(), request.headers().clone());
    let page = request.extensions().get::<Page>().cloned();
    match checked(request, &ours.app.store.master, &ours.anchor, true, ours.app.secure).await {
        Ok(request) => next.run(request).await,
        Err(refused) => match page {
            Some(page) => not_ours(&ours.app, &auth, page, (&path, &headers), refused).await,
            None => refused.problem.into_response(),
        },
    }
}

async fn within_reach(ours: &Ours, member: &Member, object: Object, path: &RawPathParams) -> Result<(), Problem> {
    let id =
        path.iter().find(|(name, _)| *name == "id").and_then(|(_, id)| id.parse().ok()).ok_or(Problem::NotFound)?;
    let mut reader = ours.app.store.reader().await?;
    if !member.sight().reaches(&mut reader, object, id).await? {
        return Err(Problem::NotFound);
    }
    if sight::is_hidden(&mut reader, object, id).await? {
        return Err(Problem::Hidden);
    }
    Ok(())
}
