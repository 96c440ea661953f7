//! A question as its ticket has it: in the path behind the ticket, and on the ticket's page.

use crate::{
    console::{act::read, member::Member, problem::Problem, state::App},
    store::{
        audit::AuditObject,
        desk::ticket::Ticket,
        question::{self as store, Question},
    },
};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use uuid::Uuid;

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
    pub async fn open(&self, app: &App, member: &Member) -> Result<(Ticket, Question), Problem> {
        let ticket = read(app, member, self.ticket, AuditObject::Ticket).await?;
        let mut reader = app.store.reader().await?;
        let found = store::open(&mut reader, &app.store.master, self.question).await?;
        found.filter(|found| found.ticket == self.ticket).map(|found| (ticket, found)).ok_or(Problem::NotFound)
    }
}

/// Where a ticket's questions stand.
pub fn on_ticket(ticket: Uuid) -> String {
    format!("/console/tickets/{ticket}#questions")
}
