//! The list of what waits for a second person, files first; and of what became of the rest.

use super::{
    super::{
        page::{Page, html},
        problem::Problem,
        state::App,
    },
    paths::{self, PROPOSALS},
};
use crate::{
    seal::MasterKey,
    store::{
        Reader,
        service::proposal::{self, State as Became},
        staff,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::text::Words;
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ProposalListQuery {
    /// `decided`, or anything else for what waits.
    show: String,
    after: Option<Uuid>,
}

/// A line of either list.
struct ProposalRow {
    to: String,
    /// The code; empty for a file.
    code: String,
    name: String,
    what: String,
    by: String,
    at: Timestamp,
    decision: String,
}

#[derive(Template)]
#[template(path = "console/directory/proposals.html")]
struct ProposalsPage {
    page: Page,
    decided: bool,
    waiting: i64,
    lines: Vec<ProposalRow>,
    next: Option<String>,
}

/// `GET /console/directory/proposals`
pub async fn show(
    State(app): State<App>,
    page: Page,
    Query(asked): Query<ProposalListQuery>,
) -> Result<Response, Problem> {
    let words = page.words;
    let decided = asked.show == "decided";
    let mut reader = app.store.reader().await?;
    let names = names(&mut reader, &app.store.master).await?;
    let name = |id: Uuid| names.get(&id).cloned().unwrap_or_else(|| "–".to_owned());
    let waiting = proposal::count(&mut reader).await?;
    let mut lines = Vec::new();
    if !decided && asked.after.is_none() {
        let files = proposal::imports(&mut reader).await?;
        lines.extend(files.into_iter().map(|file| ProposalRow {
            to: paths::import(file.import_id),
            code: String::new(),
            name: words.console_directory_proposal_file(),
            what: words.console_directory_proposal_lines(file.waiting),
            by: name(file.proposed_by),
            at: Timestamp::from_millisecond(file.proposed_at).unwrap_or_default(),
            decision: String::new(),
        }));
    }
    let (single, more) = if decided {
        proposal::decided(&mut reader, asked.after).await?
    } else {
        proposal::waiting(&mut reader, asked.after).await?
    };
    drop(reader);
    let next = single.last().filter(|_| more).map(|last| {
        let show = if decided { "show=decided&" } else { "" };
        format!("{PROPOSALS}?{show}after={}", last.id)
    });
    lines.extend(single.into_iter().map(|proposal| ProposalRow {
        to: paths::proposal(proposal.id),
        what: match (proposal.state, proposal.service) {
            (Became::Proposed, None) => words.console_directory_line_new(),
            (Became::Proposed, Some(_)) => words.console_directory_line_changed(),
            (state, _) => became(words, state),
        },
        by: name(proposal.proposed_by),
        at: proposal.decided_at.unwrap_or(proposal.proposed_at),
        code: proposal.code,
        name: proposal.name,
        decision: proposal.decision,
    }));
    html(&ProposalsPage { decided, waiting, lines, next, page })
}

/// What became of a proposal.
pub fn became(words: Words, state: Became) -> String {
    match state {
        Became::Proposed => words.console_texts_state_proposed(),
        Became::Published => words.console_texts_state_published(),
        Became::Returned => words.console_texts_state_returned(),
        Became::Withdrawn => words.console_texts_state_withdrawn(),
    }
}

/// Who everybody is, those who have left among them.
pub async fn names(reader: &mut Reader, master: &MasterKey) -> Result<HashMap<Uuid, String>, Problem> {
    let staff = staff::all(reader, master).await?;
    Ok(staff.into_iter().map(|staff| (staff.id, staff.name.expose().clone())).collect())
}
