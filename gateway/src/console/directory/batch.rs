//! The lines of a file that wait: all differences, a page at a time, and a yes or a no to the ticked ones or to all of them.
//!
//! A ticked line carries the version of its entry that stood on the page; all of them are named by the mark under which the page
//! was made, so that a yes is never said to what nobody could see.

use super::{
    super::{
        context::RequestContext,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    difference::{Cell, cells},
    paths,
    proposal::wrong_reason,
    proposals::names,
    publish::{Outcome, Verdict, decide},
};
use crate::store::service::{
    self,
    proposal::{self, Mark, Proposal},
};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// A line of the file.
struct BatchRow {
    proposal: Proposal,
    /// Of its entry; 0: it is new.
    version: i64,
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "console/directory/batch.html")]
struct BatchPage {
    page: Page,
    id: Uuid,
    by: String,
    at: Timestamp,
    waiting: i64,
    own: bool,
    reviews: bool,
    mark: String,
    lines: Vec<BatchRow>,
    next: Option<String>,
    told: Told,
}

/// What went wrong, and what was typed.
#[derive(Default)]
struct Told {
    alert: Option<String>,
    error: Option<String>,
    reason: String,
}

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct BatchQuery {
    after: Option<Uuid>,
}

/// `GET /console/directory/proposals/import/{id}`
pub async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<BatchQuery>,
) -> Result<Response, Problem> {
    html(&view(&app, page, &member, id, asked.after, Told::default()).await?)
}

/// `POST /console/directory/proposals/import/{id}`: `act` is `publish`, `publish-all`, `return` or `return-all`.
pub async fn review(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let words = page.words;
    let reason = fields.text("reason");
    let (publishes, all) = match fields.one("act") {
        "publish" => (true, false),
        "publish-all" => (true, true),
        "return" => (false, false),
        "return-all" => (false, true),
        _ => return Err(Problem::Unclear),
    };
    let mut reader = app.store.reader().await?;
    let file = proposal::import(&mut reader, id).await?.ok_or(Problem::NotFound)?;
    let overtaken = all && fields.one("mark") != written(proposal::mark(&mut reader, id).await?);
    let waiting = proposal::versions(&mut reader, id).await?;
    drop(reader);
    let ticked: Vec<(Uuid, i64)> = fields
        .every("row")
        .filter_map(|row| row.split_once(':'))
        .filter_map(|(id, version)| Some((id.parse().ok()?, version.parse().ok()?)))
        // Of this file, each once; what somebody has decided on meanwhile is seen on the page.
        .filter(|(id, _)| waiting.iter().any(|(known, _)| known == id))
        .collect();
    let looked = if all { waiting } else { ticked };
    let alert = |alert: String| Told { alert: Some(alert), ..Told::default() };
    if file.proposed_by == member.id {
        let told = alert(words.console_texts_error_own());
        return again(&app, page, &member, id, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    if overtaken {
        let told = alert(words.console_directory_proposal_overtaken());
        return again(&app, page, &member, id, StatusCode::CONFLICT, told).await;
    }
    if looked.is_empty() {
        let told = Told { reason, ..alert(words.console_directory_proposal_none_ticked()) };
        return again(&app, page, &member, id, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let wrong = if publishes { None } else { wrong_reason(&page, &reason) };
    if wrong.is_some() {
        let told = Told { error: wrong, reason, alert: None };
        return again(&app, page, &member, id, StatusCode::UNPROCESSABLE_ENTITY, told).await;
    }
    let verdict = if publishes { Verdict::Publish } else { Verdict::Return(&reason) };
    let outcomes = decide(&app, &member, verdict, &looked).await?;
    let count = |of: fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| of(outcome)).count();
    let (decided, left) =
        (count(|it| *it == Outcome::Done), count(|it| matches!(it, Outcome::Overtaken | Outcome::Unfit)));
    if decided == 0 {
        let told = alert(words.console_directory_proposal_overtaken());
        return again(&app, page, &member, id, StatusCode::CONFLICT, told).await;
    }
    let notice = match verdict {
        Verdict::Publish => Notice::ServicesPublished { done: decided, left },
        Verdict::Return(_) => Notice::ServicesReturned(decided),
    };
    let mut reader = app.store.reader().await?;
    let over = proposal::import(&mut reader, id).await?.is_none_or(|file| file.waiting == 0);
    drop(reader);
    done(&auth, notice, if over { paths::PROPOSALS.to_owned() } else { paths::import(id) }.as_str()).await
}

/// The page once more, with what is in the way.
async fn again(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    status: StatusCode,
    told: Told,
) -> Result<Response, Problem> {
    Ok((status, html(&view(app, page, member, id, None, told).await?)?).into_response())
}

async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    after: Option<Uuid>,
    told: Told,
) -> Result<BatchPage, Problem> {
    let mut reader = app.store.reader().await?;
    let file = proposal::import(&mut reader, id).await?.ok_or(Problem::NotFound)?;
    // Before the lines: a change between the two makes the yes too old, never too new.
    let mark = written(proposal::mark(&mut reader, id).await?);
    let (proposals, more) = proposal::of_import(&mut reader, id, after).await?;
    let next = proposals.last().filter(|_| more).map(|last| format!("{}?after={}", paths::import(id), last.id));
    let mut lines = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        let entry = match proposal.service {
            Some(service) => service::by_id(&mut reader, service).await?,
            None => None,
        };
        lines.push(BatchRow {
            version: entry.as_ref().map_or(0, |entry| entry.version),
            cells: cells(page.words, &proposal, entry.as_ref()),
            proposal,
        });
    }
    let names = names(&mut reader, &app.store.master).await?;
    drop(reader);
    Ok(BatchPage {
        id,
        by: names.get(&file.proposed_by).cloned().unwrap_or_else(|| "–".to_owned()),
        at: Timestamp::from_millisecond(file.proposed_at).unwrap_or_default(),
        waiting: file.waiting,
        own: file.proposed_by == member.id,
        reviews: page.may(Permission::ReviewDirectory),
        mark,
        lines,
        next,
        told,
        page,
    })
}

fn written((count, versions): Mark) -> String {
    format!("{count}.{versions}")
}
