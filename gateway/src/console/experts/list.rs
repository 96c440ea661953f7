//! The questions as legal experts find them: those without an answer, their own, those that are done.

use super::shown;
use crate::{
    console::{
        context::RequestContext,
        page::{Page, html},
        problem::Problem,
    },
    store::question::list::{self as store, Line, Which},
};
use askama::Template;
use axum::{extract::Query, response::Response};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Which list.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct QuestionListQuery {
    show: String,
    after: String,
}

struct Tab {
    address: String,
    label: String,
    current: bool,
}

struct QuestionRow {
    id: Uuid,
    number: String,
    expertise: String,
    class: String,
    state: String,
    expert: String,
    asked_at: Timestamp,
    due_at: Timestamp,
    overdue: bool,
}

#[derive(Template)]
#[template(path = "console/experts/list.html")]
struct ListPage {
    page: Page,
    tabs: Vec<Tab>,
    rows: Vec<QuestionRow>,
    open: bool,
    next: Option<String>,
}

/// `GET /console/questions`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<QuestionListQuery>,
) -> Result<Response, Problem> {
    let which = Which::ALL.into_iter().find(|which| which.name() == asked.show).unwrap_or_default();
    let mut reader = app.store.reader().await?;
    let (lines, more) = store::list(&mut reader, &app.store.master, which, member.id, asked.after.parse().ok()).await?;
    drop(reader);
    let words = page.words;
    let label = |one: Which| match one {
        Which::Open => words.console_experts_tab_open(),
        Which::Mine => words.console_experts_tab_mine(),
        Which::Answered => words.console_experts_tab_answered(),
    };
    let address = |one: Which| format!("/console/questions?show={}", one.name());
    let last = lines.last().filter(|_| more);
    html(&ListPage {
        tabs: Which::ALL.map(|one| Tab { address: address(one), label: label(one), current: one == which }).into(),
        next: last.map(|last| format!("{}&after={}", address(which), last.id)),
        rows: lines.into_iter().map(|line| row(&page, line, app.now())).collect(),
        open: which == Which::Open,
        page,
    })
}

fn row(page: &Page, line: Line, now: Timestamp) -> QuestionRow {
    let state = line.state.parse().ok();
    QuestionRow {
        id: line.id,
        number: shown::number(line.id),
        expertise: shown::expertise(page.words, &line.expertise),
        overdue: state.is_some_and(|state| shown::is_overdue(state, line.due_at, now)),
        state: state.map_or_else(|| line.state.clone(), |state| shown::state(page.words, state)),
        class: line.state,
        expert: line.expert.map(|name| name.into_exposed()).unwrap_or_default(),
        asked_at: line.asked_at,
        due_at: line.due_at,
    }
}
