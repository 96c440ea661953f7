//! One proposal: what is told now beside what is proposed, and what a second person makes of it.

use super::{
    super::{
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    difference::{Cell, cells},
    entry::{Fact, facts},
    paths,
    proposals::{self, names},
    publish::{Outcome, Verdict, decide, wanted},
};
use crate::store::service::{
    self,
    proposal::{self, Proposal, State as Became},
};
use askama::Template;
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Characters of a reason.
pub const LONGEST_REASON: usize = 500;

#[derive(Template)]
#[template(path = "console/directory/proposal.html")]
struct ProposalPage {
    page: Page,
    proposal: Proposal,
    by: String,
    /// Who decided, and when.
    decided: Option<(String, Timestamp)>,
    became: String,
    waits: bool,
    own: bool,
    reviews: bool,
    /// Of its entry; 0: it is new.
    version: i64,
    cells: Vec<Cell>,
    /// All of the entry as it would be.
    facts: Vec<Fact>,
    told: Told,
}

/// What went wrong, and what was typed.
#[derive(Default)]
struct Told {
    alert: Option<String>,
    error: Option<String>,
    reason: String,
}

/// `GET /console/directory/proposals/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    html(&view(&app, page, &member, id, Told::default()).await?)
}

/// What a second person sends.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct ProposalForm {
    act: String,
    version: i64,
    reason: String,
}

/// `POST /console/directory/proposals/{id}`: `act` is `publish` or `return`.
pub async fn review(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<ProposalForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let reason = typed.reason.replace("\r\n", "\n").trim().to_owned();
    let verdict = match typed.act.as_str() {
        "publish" => Verdict::Publish,
        "return" => Verdict::Return(&reason),
        _ => return Err(Problem::Unclear),
    };
    let told = if let Verdict::Return(_) = verdict
        && let Some(error) = wrong_reason(&page, &reason)
    {
        (StatusCode::UNPROCESSABLE_ENTITY, Told { error: Some(error), reason, alert: None })
    } else {
        let outcome = decide(&app, &member, verdict, &[(id, typed.version)]).await?;
        let (status, alert) = match (outcome.first(), verdict) {
            (Some(Outcome::Done), Verdict::Publish) => {
                return done(&auth, Notice::ServicesPublished { done: 1, left: 0 }, &paths::proposal(id)).await;
            }
            (Some(Outcome::Done), Verdict::Return(_)) => {
                return done(&auth, Notice::ServicesReturned(1), &paths::proposal(id)).await;
            }
            (Some(Outcome::Own), _) => (StatusCode::UNPROCESSABLE_ENTITY, words.console_texts_error_own()),
            (Some(Outcome::Unfit), _) => (StatusCode::UNPROCESSABLE_ENTITY, words.console_directory_proposal_unfit()),
            (Some(Outcome::Overtaken), _) => (StatusCode::CONFLICT, words.console_directory_proposal_overtaken()),
            (Some(Outcome::Gone) | None, _) => (StatusCode::CONFLICT, words.console_texts_conflict_decided()),
        };
        (status, Told { alert: Some(alert), error: None, reason })
    };
    let (status, told) = told;
    Ok((status, html(&view(&app, page, &member, id, told).await?)?).into_response())
}

/// What is wrong with a reason.
pub fn wrong_reason(page: &Page, reason: &str) -> Option<String> {
    match reason.chars().count() {
        0 => Some(page.words.console_texts_error_reason()),
        1..=LONGEST_REASON => None,
        _ => Some(page.words.console_error_long(LONGEST_REASON)),
    }
}

async fn view(app: &App, page: Page, member: &Member, id: Uuid, told: Told) -> Result<ProposalPage, Problem> {
    let words = page.words;
    let mut reader = app.store.reader().await?;
    let proposal = proposal::by_id(&mut reader, id).await?.ok_or(Problem::NotFound)?;
    let entry = match proposal.service {
        Some(service) => service::by_id(&mut reader, service).await?,
        None => None,
    };
    let names = names(&mut reader, &app.store.master).await?;
    drop(reader);
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_else(|| "–".to_owned());
    let waits = proposal.state == Became::Proposed;
    let whole = wanted(&proposal, entry.as_ref(), app.now()).ok().filter(|_| waits && entry.is_some());
    // What was decided on is told as it was then.
    let beside = entry.as_ref().filter(|_| waits);
    Ok(ProposalPage {
        by: name(proposal.proposed_by),
        decided: proposal.decided_by.map(name).zip(proposal.decided_at),
        became: proposals::became(words, proposal.state),
        own: proposal.proposed_by == member.id,
        reviews: page.may(Permission::ReviewDirectory),
        version: entry.as_ref().map_or(0, |entry| entry.version),
        cells: cells(words, &proposal, beside),
        // Nobody follows a link that nobody has looked at.
        facts: whole.map(|content| facts(words, &content, false)).unwrap_or_default(),
        waits,
        proposal,
        told,
        page,
    })
}
