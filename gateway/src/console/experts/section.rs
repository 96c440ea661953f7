//! On the page of a ticket: what legal experts were asked about it, and the canned answers beside the answer box. Its
//! template is `console/experts/section.html`.

use super::shown::{self, QuestionView};
use crate::{
    console::{
        canned::panel::{self, Panel},
        member::Member,
        page::Page,
        permission::Permission,
        problem::Problem,
        state::App,
    },
    store::{desk::ticket::Ticket, question},
};

/// What the section shows.
pub struct ExpertsSection {
    /// The questions, the first first.
    pub asked: Vec<QuestionView>,
    /// Whether an answer may become a canned one.
    pub may_propose: bool,
    /// Canned answers and macros for this ticket.
    pub panel: Panel,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(app: &App, page: &Page, member: &Member, ticket: &Ticket) -> Result<ExpertsSection, Problem> {
    let mut reader = app.store.reader().await?;
    let questions = question::of_ticket(&mut reader, &app.store.master, ticket.id).await?;
    drop(reader);
    Ok(ExpertsSection {
        asked: questions.iter().map(|question| shown::shown(page, question, app.now())).collect(),
        may_propose: page.may(Permission::EditCanned),
        panel: panel::load(app, page, member, ticket, "").await?,
    })
}
