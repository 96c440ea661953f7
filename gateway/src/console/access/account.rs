//! One's own account: name, language, password, second factor, recovery codes, sessions.

use super::{browser, requests};
use crate::{
    console::{
        context::RequestContext,
        member::{Auth, Member, account_of},
        page::{Page, html},
        password::{LONGEST, SHORTEST},
        problem::Problem,
        session::hash,
        state::App,
    },
    store::{recovery, session},
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;

/// Where it is.
pub const PATH: &str = "/console/account";

/// What is wrong with what was typed. Passwords are typed again.
#[derive(Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct AccountMistakes {
    /// The name as it was typed, and what is wrong with it.
    pub name: Option<(String, String)>,
    pub current: Option<String>,
    pub password: Option<String>,
}

struct SessionShown {
    /// The keyed hash of its identifier, of no use as one.
    id: String,
    browser: String,
    created_at: Timestamp,
    seen_at: Timestamp,
    is_this: bool,
}

#[derive(Template)]
#[template(path = "console/access/account.html")]
struct AccountPage {
    page: Page,
    name: String,
    email: String,
    role: String,
    codes_left: i64,
    sessions: Vec<SessionShown>,
    shortest: usize,
    longest: usize,
    wrong: AccountMistakes,
    /// What was asked about this account.
    requests: Vec<requests::AccountRequestView>,
}

/// `GET /console/account`
pub async fn show(RequestContext { app, auth, page, member }: RequestContext) -> Result<Response, Problem> {
    view(&app, &auth, page, &member, AccountMistakes::default(), StatusCode::OK).await
}

/// The page, with what is wrong.
pub async fn view(
    app: &App,
    auth: &Auth,
    page: Page,
    member: &Member,
    wrong: AccountMistakes,
    status: StatusCode,
) -> Result<Response, Problem> {
    let staff = account_of(app, member).await?;
    let mut reader = app.store.reader().await?;
    let codes_left = recovery::left(&mut reader, member.id).await?;
    let found = session::of_staff(&mut reader, member.id, app.now()).await?;
    drop(reader);
    let requests = requests::about(app, &page, member).await?;
    let this = auth.session.id().map(|id| hash(&app.store.master, id));
    let key = app.store.master.derive("session");
    let moment = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap_or_default();
    let sessions = found.into_iter().map(|line| {
        let kept =
            line.agent_sealed.and_then(|sealed| key.open_text(session::AGENT.of_hash(&line.id_hash), &sealed).ok());
        SessionShown {
            browser: browser::shown(page.words, kept.as_ref().map_or("", |kept| kept.expose())),
            created_at: moment(line.created_at),
            seen_at: moment(line.seen_at),
            is_this: this.as_ref() == Some(&line.id_hash),
            id: hex::encode(line.id_hash),
        }
    });
    let template = AccountPage {
        name: wrong.name.as_ref().map_or_else(|| staff.name.expose().clone(), |(typed, _)| typed.clone()),
        email: staff.email.into_exposed(),
        role: page.role(),
        codes_left,
        sessions: sessions.collect(),
        shortest: SHORTEST,
        longest: LONGEST,
        wrong,
        requests,
        page,
    };
    Ok((status, html(&template)?).into_response())
}
