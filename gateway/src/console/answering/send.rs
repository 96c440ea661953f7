//! Sending: an answer waits a few seconds in which it can be undone, and nobody answers what a colleague has just answered
//! without having seen it.

use super::{
    draft::{failed, refused},
    letter::{Boxes, Letter},
};
use crate::{
    console::{
        act::visible,
        answering::letter::SentBack,
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        state::App,
        ticket::{TicketQuery, view},
    },
    live::Change,
    store::{
        answer::{self, Body, Enclosed, Then},
        audit::{self, Action, AuditEntry, AuditObject},
        conversation,
        desk::{
            meanwhile::{self, Of, Seen},
            ticket::Ticket,
        },
        draft::{self, Place},
    },
    turn::{Carried, NewFile},
};
use axum::{extract::Path, response::Response};
use bot::event::Event;
use jiff::SignedDuration;
use uuid::Uuid;

/// `POST /console/tickets/{id}/answer`
pub async fn answer(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    letter: Letter,
) -> Result<Response, Problem> {
    let ticket = visible(&app, &member, id).await?;
    let (seen, words) = (letter.seen(), letter.words());
    let letter = match letter.check(&page) {
        Ok(letter) => letter,
        Err(boxes) => {
            super::draft::save(&app, &member, &ticket, draft::ANSWER, &words).await?;
            return again(&app, page, &member, id, *boxes, None, None).await;
        }
    };
    let boxes = letter.typed(&page);
    let file = match &letter.file {
        Some(file) => Some(keep(&app, file).await.map_err(failed)?),
        None => None,
    };
    let kept = file.as_ref().map(|file| file.id);
    let body = Body { words: letter.words, file, despite: letter.despite, then: None };
    let sent = send(&app, &member, &ticket, seen.clone().map_or(AsSeen::Unknown, AsSeen::Messages), &body).await;
    if let (Ok(Sent::Unseen | Sent::Twice) | Err(Problem::NotFound), Some(kept)) = (&sent, kept) {
        app.store.files.remove(kept).await.map_err(failed)?;
    }
    match sent? {
        Sent::Now(notice) => done(&auth, notice, &format!("/console/tickets/{id}")).await,
        Sent::Twice => done(&auth, Notice::AnswerWaits, &format!("/console/tickets/{id}")).await,
        Sent::Unseen => {
            super::draft::save(&app, &member, &ticket, draft::ANSWER, &words).await?;
            again(&app, page, &member, id, boxes, seen, None).await
        }
        Sent::Refused(why) => again(&app, page, &member, id, boxes, None, Some(why)).await,
    }
}

/// What the writer of an answer had seen of its ticket.
pub enum AsSeen {
    /// Their form does not say.
    Unknown,
    /// These messages, answers and drafts were the last.
    Messages(Seen),
    /// The ticket at this version.
    Version(i64),
}

/// What became of an answer that was to be sent.
pub enum Sent {
    /// It goes, or waits, as this notice says.
    Now(Notice),
    /// The same waits already: a button that was pressed twice. Nothing was written down.
    Twice,
    /// Something has happened that its writer has not seen. Nothing was written down.
    Unseen,
    /// It does not fit any more, for this reason; its author has the words in their box.
    Refused(String),
}

/// Writes an answer down: it waits for the seconds in which it can be undone, or goes at once where there are none.
pub async fn send(app: &App, member: &Member, ticket: &Ticket, seen: AsSeen, body: &Body) -> Result<Sent, Problem> {
    let answer = match write_down(app, member, ticket, seen, body).await? {
        Ok(answer) => answer,
        Err(not_written) => return Ok(not_written),
    };
    app.turns.live.tell(Change::Ticket(ticket.id));
    if !app.turns.undo.is_zero() {
        return Ok(Sent::Now(Notice::AnswerWaits));
    }
    Ok(match app.turns.carry_out(answer).await.map_err(failed)? {
        Carried::Sent | Carried::Gone => Sent::Now(Notice::Answered),
        Carried::Waits => Sent::Now(Notice::AnswerHeld),
        Carried::Refused(why) => Sent::Refused(why),
    })
}

/// The page again with what was typed: `unseen` is what the writer had seen before it changed, `refused` why it did not go.
async fn again(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    boxes: Boxes,
    unseen: Option<Seen>,
    refused: Option<String>,
) -> Result<Response, Problem> {
    view(app, page, member, id, TicketQuery::default(), SentBack { boxes: Some(boxes), unseen, refused }).await
}

async fn keep(app: &App, file: &NewFile) -> anyhow::Result<Enclosed> {
    let (enclosed, key) = Enclosed::new(file.name().map(ToOwned::to_owned), file.kind(), &app.store.master);
    app.store.files.keep(enclosed.id, &key, file.bytes()).await?;
    Ok(enclosed)
}

/// Writes an answer down to be carried out, or says why it did not.
async fn write_down(
    app: &App,
    member: &Member,
    ticket: &Ticket,
    seen: AsSeen,
    body: &Body,
) -> Result<Result<Uuid, Sent>, Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // Locked: of two who send at the same moment the second sees the first's answer.
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, ticket.id).await.map_err(failed)?;
    let loaded = loaded.ok_or(Problem::NotFound)?;
    if answer::is_twice(&mut tx, (ticket.id, &loaded.key), member.id, body).await? {
        return Ok(Err(Sent::Twice));
    }
    let of = Of { ticket: ticket.id, conversation: loaded.id, staff: member.id };
    let moved = match seen {
        AsSeen::Unknown => false,
        AsSeen::Messages(seen) => meanwhile::moved(&mut tx, of, &seen).await?,
        AsSeen::Version(version) => meanwhile::version(&mut tx, ticket.id).await? != version,
    };
    if moved {
        return Ok(Err(Sent::Unseen));
    }
    let undo = SignedDuration::try_from(app.turns.undo)?;
    let due = now.saturating_add(undo)?;
    let id = answer::insert(&mut tx, (ticket.id, &loaded.key), member.id, body, due, now).await.map_err(failed)?;
    // A macro has a page of its own: what stands in the box stays there.
    if !matches!(body.then, Some(Then::Macro { .. })) {
        let place = Place { ticket: ticket.id, staff: member.id, place: &body.place(), key: &loaded.key };
        draft::remove(&mut tx, place).await?;
    }
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Write, object: AuditObject::Answer, object_id: Some(id) };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    Ok(Ok(id))
}

/// `POST /console/tickets/{id}/answers/{answer}/undo`: the words go back into their author's box.
pub async fn undo(
    RequestContext { app, auth, member, .. }: RequestContext,
    Path((id, answer)): Path<(Uuid, Uuid)>,
) -> Result<Response, Problem> {
    visible(&app, &member, id).await?;
    let next = format!("/console/tickets/{id}#answering");
    let mut reader = app.store.reader().await?;
    if !answer::is_of(&mut reader, answer, id).await? {
        return Err(Problem::NotFound);
    }
    let found = answer::find(&app.store, &mut reader, answer).await.map_err(failed)?;
    drop(reader);
    let Some((waiting, _)) = found else {
        return done(&auth, Notice::AnswerTooLate, &next).await;
    };
    let mut open = app.turns.open_ticket(member.id, id).await.map_err(refused)?;
    let now = open.unit.now;
    if !answer::settle(&mut open.unit.tx, answer, "undone", None, now).await? {
        drop(open);
        return done(&auth, Notice::AnswerTooLate, &next).await;
    }
    if let Some(body) = waiting.body {
        let place = answer::way_back(&mut open.unit.tx, &body).await?;
        let place = Place { ticket: id, staff: waiting.staff_id, place: &place, key: &open.key };
        draft::put_back(&mut open.unit.tx, place, body.words, now).await.map_err(failed)?;
    }
    open.record(Event::AnswerUndone { answer });
    open.unit.commit().await?;
    app.turns.files_wanted.notify_one();
    done(&auth, Notice::AnswerUndone, &next).await
}
