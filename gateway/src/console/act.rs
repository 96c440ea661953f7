//! What a person does to a ticket, carried out by [`crate::turn::Turns::attend`]: the words they typed, what is wrong
//! with them, and what happens when a colleague was faster. Typed words are never lost: they come back in their box.

use super::{
    context::TicketContext,
    member::Member,
    notice::{Notice, done},
    page::html,
    problem::Problem,
    state::App,
};
use crate::{
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        desk::ticket::{self, Ticket},
        sight::Object,
    },
    turn::{NewFile, Refused},
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::command::TicketCommand;
use uuid::Uuid;

/// Characters a person can send at once.
pub const LONGEST: usize = 4000;

/// A box with words in it.
#[derive(Default)]
pub struct Field {
    /// The words.
    pub text: String,
    /// What is wrong with them.
    pub error: Option<String>,
}

/// What became of an act.
pub enum Outcome {
    /// Done; the response leads on.
    Done(Response),
    /// A colleague was faster. Nothing has changed; the words say how.
    NotNow(Box<TicketContext>, String),
}

impl TicketContext {
    /// Carries out an act and goes on to `next`, where `notice` says what was done.
    pub async fn carry_out(self, command: TicketCommand, notice: Notice, next: &str) -> Result<Outcome, Problem> {
        self.carry_out_with(command, None, notice, next).await
    }

    /// The same with a file that goes with the words.
    pub async fn carry_out_with(
        self,
        command: TicketCommand,
        file: Option<NewFile>,
        notice: Notice,
        next: &str,
    ) -> Result<Outcome, Problem> {
        match self.app.turns.attend_with(self.member.id, self.ticket, command, file).await {
            Ok(()) => Ok(Outcome::Done(done(&self.auth, notice, next).await?)),
            Err(Refused::NotFound) => Err(Problem::NotFound),
            Err(Refused::NotNow(words)) => Ok(Outcome::NotNow(Box::new(self), words)),
            Err(error) => Err(error.into()),
        }
    }
}

/// A ticket that a person may see, for a deed that shows them nothing of it.
pub async fn visible(app: &App, member: &Member, id: Uuid) -> Result<Ticket, Problem> {
    let mut reader = app.store.reader().await?;
    let found = ticket::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
    if member.sight().reaches(&mut reader, Object::Ticket, id).await? { Ok(found) } else { Err(Problem::NotFound) }
}

/// Opens a ticket for a person, who is written down as having read it. `object` is what they look at.
pub async fn read(app: &App, member: &Member, id: Uuid, object: AuditObject<'_>) -> Result<Ticket, Problem> {
    read_to(app, member, id, Action::Read, object).await
}

/// The same for another purpose than reading: `print`.
pub async fn read_to(
    app: &App,
    member: &Member,
    id: Uuid,
    action: Action,
    object: AuditObject<'_>,
) -> Result<Ticket, Problem> {
    let found = visible(app, member, id).await?;
    let mut tx = app.store.begin().await?;
    let entry = AuditEntry { staff: Some(member.id), action, object, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    Ok(found)
}

/// A ticket that is gone is not found; everything else does not work.
pub fn failed(error: Refused) -> Problem {
    match error {
        Refused::NotFound => Problem::NotFound,
        error => error.into(),
    }
}

/// A page whose status says whether the form it answers was carried out.
pub fn answered(template: &impl Template, refused: bool, wrong: bool) -> Result<Response, Problem> {
    let status = match (refused, wrong) {
        (true, _) => StatusCode::CONFLICT,
        (false, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, false) => StatusCode::OK,
    };
    Ok((status, html(template)?).into_response())
}
