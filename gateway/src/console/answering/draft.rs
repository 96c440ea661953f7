//! `POST …/draft`: what is in the box is kept while somebody writes, by a script every few seconds, or by a button.

use super::letter::Letter;
use crate::{
    console::{
        act::visible,
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::Id,
        problem::Problem,
        state::App,
    },
    live::Change,
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        conversation,
        desk::{
            meanwhile::{self, Of},
            ticket::Ticket,
        },
        draft::{self, Place, Words},
    },
    turn::Refused,
};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use uuid::Uuid;

/// The field that says which question's answer the words carry over.
pub const QUESTION: &str = "question";

/// What somebody is typing about a ticket.
#[derive(Clone, Copy, Debug)]
pub struct Typing {
    /// The question whose answer it carries over; none: an answer.
    pub question: Option<Uuid>,
}

impl Typing {
    /// The box in which it stands.
    pub fn place(self) -> String {
        self.question.map_or_else(|| draft::ANSWER.to_owned(), draft::carried)
    }

    /// The page on which that box is.
    pub fn page(self, ticket: Uuid) -> String {
        match self.question {
            Some(question) => format!("/console/tickets/{ticket}/questions/{question}/carry"),
            None => format!("/console/tickets/{ticket}#answering"),
        }
    }
}

/// `POST /console/tickets/{id}/draft`. A script is answered 204, or with a sentence where something has happened that its
/// writer has not seen.
pub async fn keep(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    letter: Letter,
) -> Result<Response, Problem> {
    let ticket = visible(&app, &member, id).await?;
    let typing = letter.typing();
    save(&app, &member, &ticket, &typing.place(), &letter.words()).await?;
    if !letter.is_by_script() {
        return done(&auth, Notice::DraftKept, &typing.page(id)).await;
    }
    let of = Of { ticket: id, conversation: ticket.conversation, staff: member.id };
    let moved = match letter.seen() {
        Some(seen) => meanwhile::moved(&mut app.store.begin().await?, of, &seen).await?,
        None => false,
    };
    Ok(if moved {
        page.words.console_answering_moved().into_response()
    } else {
        StatusCode::NO_CONTENT.into_response()
    })
}

/// Keeps somebody's words for an answer in a box of theirs. Beginning to write is a deed; going on is the same one.
pub async fn save(app: &App, member: &Member, ticket: &Ticket, place: &str, words: &Words) -> Result<(), Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // Locked, because the conversation may be moving to another contact, whose key seals it then.
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, ticket.id).await.map_err(failed)?;
    let loaded = loaded.ok_or(Problem::NotFound)?;
    let place = Place { ticket: ticket.id, staff: member.id, place, key: &loaded.key };
    let begun = draft::save(&mut tx, place, words, now).await.map_err(failed)?;
    if begun {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Draft,
            object: AuditObject::Ticket,
            object_id: Some(ticket.id),
        };
        audit::record(&mut tx, entry, now).await?;
    }
    tx.commit().await?;
    if begun {
        app.turns.live.tell(Change::Ticket(ticket.id));
    }
    Ok(())
}

/// What the stores say went wrong.
pub(super) fn failed(error: anyhow::Error) -> Problem {
    Problem::Failed(error.into())
}

/// A ticket that is gone is not found; everything else does not work.
pub(super) fn refused(refused: Refused) -> Problem {
    match refused {
        Refused::NotFound => Problem::NotFound,
        refused => refused.into(),
    }
}

/// Words that come back into the box of whoever typed them, beside what stands there.
pub async fn put_back(app: &App, member: &Member, ticket: &Ticket, place: &str, words: Words) -> Result<(), Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, ticket.id).await.map_err(failed)?;
    let loaded = loaded.ok_or(Problem::NotFound)?;
    let place = Place { ticket: ticket.id, staff: member.id, place, key: &loaded.key };
    draft::put_back(&mut tx, place, words, now).await.map_err(failed)?;
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::Draft,
        object: AuditObject::Ticket,
        object_id: Some(ticket.id),
    };
    audit::record(&mut tx, entry, now).await?;
    Ok(tx.commit().await?)
}
