//! What gives an account into other hands, or shows its owner more: asked for by one person with a reason, done when a second one
//! says yes. Nobody is both, nobody decides on their own account, and the owner, who is told, can stop it.

use super::account;
use crate::{
    console::{
        act::LONGEST,
        context::RequestContext,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Choice, Id, Page, html},
        problem::Problem,
        staff::{self, AccountError, Wish},
        state::App,
        wording,
    },
    live::Change,
    store::{
        account_request::{self, Kind, Line},
        staff::{Post, Staff},
    },
};
use askama::Template;
use axum::{
    Form,
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{private::Private, text::Words};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Where they are.
pub const PATH: &str = "/console/accounts";

/// One that waits, as somebody sees it.
#[expect(missing_docs, reason = "the names say it")]
pub struct AccountRequestView {
    pub line: Line,
    pub what: String,
    /// What their role and scope would be.
    pub post: Option<String>,
    pub asked_at: Timestamp,
    pub until: Timestamp,
    /// Asked by the person who looks, or about them: they cannot say yes.
    pub is_own: bool,
}

impl AccountRequestView {
    fn new(words: Words, member: &Member, line: Line) -> Self {
        let moment = |milliseconds| Timestamp::from_millisecond(milliseconds).unwrap_or_default();
        Self {
            what: what(words, line.kind),
            post: line.post.as_ref().map(|post| described(words, post)),
            asked_at: moment(line.asked_at),
            until: moment(line.until),
            is_own: line.asked_by == member.id || line.staff == member.id,
            line,
        }
    }
}

fn what(words: Words, kind: Kind) -> String {
    match kind {
        Kind::SecondFactor => words.console_accounts_second_factor(),
        Kind::Link => words.console_accounts_link(),
        Kind::Post => words.console_accounts_post(),
    }
}

fn described(words: Words, post: &Post) -> String {
    let region = post.region.as_deref().map(wording::region).unwrap_or_default();
    let parts = [wording::role(words, post.role), wording::scope(words, post.scope), region];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Those about one account, for its owner.
pub async fn about(app: &App, page: &Page, member: &Member) -> Result<Vec<AccountRequestView>, Problem> {
    let mut reader = app.store.reader().await?;
    let lines = account_request::waiting(&mut reader, &app.store.master, Some(member.id), app.now()).await?;
    Ok(lines.into_iter().map(|line| AccountRequestView::new(page.words, member, line)).collect())
}

struct Colleague {
    staff: Staff,
    role: String,
    chosen: bool,
}

/// What the form sends, and the address bar chooses.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct AccountRequestForm {
    staff: String,
    kind: String,
    reason: String,
}

#[derive(Template)]
#[template(path = "console/access/requests.html")]
struct RequestsPage {
    page: Page,
    waiting: Vec<AccountRequestView>,
    colleagues: Vec<Colleague>,
    kinds: Vec<Choice>,
    reason: String,
    error: Option<String>,
    refused: bool,
    longest: usize,
}

/// `GET /console/accounts`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<AccountRequestForm>,
) -> Result<Response, Problem> {
    view(&app, page, &member, asked, None, StatusCode::OK).await
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    typed: AccountRequestForm,
    error: Option<String>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let words = page.words;
    let mut reader = app.store.reader().await?;
    let lines = account_request::waiting(&mut reader, &app.store.master, None, app.now()).await?;
    drop(reader);
    let others = staff::all(&app.store).await?.into_iter();
    let others = others.filter(|staff| staff.id != member.id && staff.disabled_at.is_none());
    let body = html(&RequestsPage {
        waiting: lines.into_iter().map(|line| AccountRequestView::new(words, member, line)).collect(),
        colleagues: others
            .map(|staff| Colleague {
                role: wording::role(words, staff.role),
                chosen: staff.id.to_string() == typed.staff,
                staff,
            })
            .collect(),
        kinds: [Kind::SecondFactor, Kind::Link]
            .map(|kind| Choice { value: kind.name(), label: what(words, kind), chosen: kind.name() == typed.kind })
            .into(),
        reason: typed.reason,
        error,
        refused: status == StatusCode::CONFLICT,
        longest: LONGEST,
        page,
    })?;
    Ok((status, body).into_response())
}

/// `POST /console/accounts`
pub async fn ask(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<AccountRequestForm>,
) -> Result<Response, Problem> {
    let kind = Kind::of(&typed.kind).filter(|kind| *kind != Kind::Post).ok_or(Problem::Unclear)?;
    let id: Uuid = typed.staff.parse().map_err(|_| Problem::Unclear)?;
    // One's own is changed on one's own page, with password and code.
    if id == member.id {
        return Err(Problem::NotFound);
    }
    let reason = match reason(&page, &typed.reason) {
        Ok(reason) => reason,
        Err(error) => {
            return view(&app, page, &member, typed, Some(error), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let wish = Wish { staff: id, kind, by: member.id, reason: &reason, post: None };
    carry(&app, &auth, &wish, PATH).await
}

/// A reason as it was typed, or what is wrong with it.
pub fn reason(page: &Page, typed: &str) -> Result<Private<String>, String> {
    let reason = typed.replace("\r\n", "\n").trim().to_owned();
    match reason.chars().count() {
        0 => Err(page.words.console_accounts_error_reason()),
        1..=LONGEST => Ok(Private::new(reason)),
        _ => Err(page.words.console_error_long(LONGEST)),
    }
}

/// Asks, and says so on the next page.
pub async fn carry(app: &App, auth: &Auth, wish: &Wish<'_>, next: &str) -> Result<Response, Problem> {
    let told = match staff::ask(&app.store, wish, app.now()).await {
        Ok(told) => told,
        Err(AccountError::Unknown) => return Err(Problem::NotFound),
        Err(error) => return Err(error.into()),
    };
    let notice = if told.is_some() { Notice::AccountAsked } else { Notice::Unchanged };
    told.into_iter().flatten().for_each(|staff| app.turns.live.tell(Change::Notification(staff)));
    done(auth, notice, next).await
}

/// What a button sends: `yes` or `no`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Decided {
    decision: String,
}

/// `POST /console/accounts/{id}`
pub async fn decide(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(decided): Form<Decided>,
) -> Result<Response, Problem> {
    let again = AccountRequestForm::default();
    let (conflict, words) = (StatusCode::CONFLICT, page.words);
    match decided.decision.as_str() {
        "yes" => match staff::grant(&app.store, &app.public_url, id, member.id, app.now()).await {
            Ok(Some((owner, link))) => {
                app.turns.live.tell(Change::Notification(owner));
                done(&auth, link.map_or(Notice::AccountDone, Notice::Link), PATH).await
            }
            Ok(None) => view(&app, page, &member, again, None, conflict).await,
            Err(AccountError::Changed) => {
                view(&app, page, &member, again, Some(words.console_accounts_error_changed()), conflict).await
            }
            Err(AccountError::Last) => {
                view(&app, page, &member, again, Some(words.console_access_error_last()), conflict).await
            }
            Err(error) => Err(error.into()),
        },
        "no" => match staff::refuse(&app.store, id, member.id, None, app.now()).await? {
            true => done(&auth, Notice::AccountRefused, PATH).await,
            false => view(&app, page, &member, again, None, conflict).await,
        },
        _ => Err(Problem::Unclear),
    }
}

/// `POST /console/account/requests/{id}`: the owner of an account stops what was asked about it.
pub async fn stop(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let stopped = staff::refuse(&app.store, id, member.id, Some(member.id), app.now()).await?;
    done(&auth, if stopped { Notice::AccountRefused } else { Notice::Unchanged }, account::PATH).await
}
