//! Questions to legal experts: asked by the front office with the facts that matter, answered, carried over.
//!
//! | who | what | where |
//! | --- | --- | --- |
//! | front office | what was asked about a ticket | [`section`] |
//! | | asks, adds facts, carries the answer over, takes the question back | [`ask`], [`complete`], [`carry`], [`withdraw`] |
//! | legal experts | the list, one question, their answer | [`list`], [`question`] |
//! | both | an answer becomes a canned answer or an information text | [`propose`] |
//!
//! An expert sees the question, the facts that were chosen, and what was sent in the end: no reference, no name, no
//! conversation, no other word. The life cycle is [`bot::question`].

pub mod ask;
pub mod carry;
pub mod complete;
pub mod facts;
pub mod list;
pub mod propose;
pub mod question;
pub mod section;
pub mod shown;
pub mod withdraw;

use super::{
    App,
    act::read,
    member::Member,
    permission::Permission::{AnswerQuestions, AnswerTickets, EditCanned},
    problem::Problem,
    routes::Routes,
};
use crate::{
    store::{
        audit::AuditObject,
        desk::ticket::Ticket,
        question::{self as store, Question},
    },
    turn::Refused,
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use uuid::Uuid;

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    const ASK: &str = "/console/tickets/{id}/questions/new";
    const COMPLETE: &str = "/console/tickets/{id}/questions/{question}/complete";
    const CARRY: &str = "/console/tickets/{id}/questions/{question}/carry";
    const WITHDRAW: &str = "/console/tickets/{id}/questions/{question}/withdraw";
    const PROPOSE: &str = "/console/questions/{id}/propose";
    routes
        .get(AnswerTickets, ASK, ask::show)
        .post(AnswerTickets, ASK, ask::ask)
        .get(AnswerTickets, COMPLETE, complete::show)
        .post(AnswerTickets, COMPLETE, complete::complete)
        .get(AnswerTickets, CARRY, carry::show)
        .post(AnswerTickets, CARRY, carry::carry)
        .get(AnswerTickets, WITHDRAW, withdraw::show)
        .post(AnswerTickets, WITHDRAW, withdraw::withdraw)
        .get(AnswerQuestions, "/console/questions", list::list)
        .get(AnswerQuestions, "/console/questions/{id}", question::show)
        .post(AnswerQuestions, "/console/questions/{id}/take", question::take)
        .post(AnswerQuestions, "/console/questions/{id}/more", question::ask_more)
        .post(AnswerQuestions, "/console/questions/{id}/answer", question::answer)
        .get(EditCanned, PROPOSE, propose::show)
        .post(EditCanned, PROPOSE, propose::propose)
}

/// A question in the path behind its ticket.
pub struct Of {
    ticket: Uuid,
    question: Uuid,
}

impl<S: Send + Sync> FromRequestParts<S> for Of {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path((ticket, question)) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        Ok(Self { ticket, question })
    }
}

impl Of {
    /// Ticket and question, for somebody who may see them; that they were read is written down.
    async fn open(&self, app: &App, member: &Member) -> Result<(Ticket, Question), Problem> {
        let ticket = read(app, member, self.ticket, AuditObject::Ticket).await?;
        let mut reader = app.store.reader().await?;
        let found = store::open(&mut reader, &app.store.master, self.question).await?;
        found.filter(|found| found.ticket == self.ticket).map(|found| (ticket, found)).ok_or(Problem::NotFound)
    }
}

/// Where a ticket's questions stand.
fn on_ticket(ticket: Uuid) -> String {
    format!("/console/tickets/{ticket}#questions")
}

/// A ticket that is gone is not found; everything else does not work.
pub(super) fn failed(error: Refused) -> Problem {
    match error {
        Refused::NotFound => Problem::NotFound,
        error => error.into(),
    }
}
