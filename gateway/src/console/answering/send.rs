//! Sending: an answer waits a few seconds in which it can be undone, and nobody answers what a colleague has just answered
//! without having seen it.

use super::{
    draft::failed,
    letter::{Answer, Boxes, Letter},
};
use crate::{
    console::{
        App,
        act::visible,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        ticket::{Asked, Shown, view},
    },
    live::Change,
    store::{
        answer::{self, Body, Enclosed},
        audit, conversation,
        desk::{
            meanwhile::{self, Of, Seen},
            ticket::Ticket,
        },
        draft::{self, Place},
        ticket::history::{self, Happened},
    },
    turn::{Carried, NewFile},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::SignedDuration;
use uuid::Uuid;

/// `POST /console/tickets/{id}/answer`
pub async fn answer(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Id(id): Id,
    letter: Letter,
) -> Result<Response, Problem> {
    let ticket = visible(&app, &member, id).await?;
    let (seen, words) = (letter.seen(), letter.words());
    let letter = match letter.check(&page) {
        Ok(letter) => letter,
        Err(boxes) => {
            super::draft::save(&app, &member, &ticket, &words).await?;
            return again(&app, page, &member, id, *boxes, None, None).await;
        }
    };
    let boxes = letter.typed(&page);
    let Some(answer) = write_down(&app, &member, &ticket, seen, letter).await? else {
        super::draft::save(&app, &member, &ticket, &words).await?;
        return again(&app, page, &member, id, boxes, seen, None).await;
    };
    app.turns.live.tell(Change::Ticket(id));
    let next = format!("/console/tickets/{id}");
    if !app.turns.undo.is_zero() {
        return done(&auth, Notice::AnswerWaits, &next).await;
    }
    match app.turns.carry_out(answer).await.map_err(failed)? {
        Carried::Sent | Carried::Gone => done(&auth, Notice::Answered, &next).await,
        Carried::Waits => done(&auth, Notice::AnswerHeld, &next).await,
        Carried::Refused(why) => again(&app, page, &member, id, boxes, None, Some(why)).await,
    }
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
    view(app, page, member, id, Asked::default(), Shown { boxes: Some(boxes), unseen, refused }).await
}

/// Writes an answer down to be carried out; `None` where something has happened that its writer has not seen.
async fn write_down(
    app: &App,
    member: &Member,
    ticket: &Ticket,
    seen: Option<Seen>,
    letter: Answer,
) -> Result<Option<Uuid>, Problem> {
    let file = match &letter.file {
        Some(file) => Some(keep(app, file).await.map_err(failed)?),
        None => None,
    };
    let kept = file.as_ref().map(|file| file.id);
    let body = Body { words: letter.words, file, despite: letter.despite };
    let written = insert(app, member, ticket, seen, &body).await;
    if let (Ok(None) | Err(Problem::NotFound), Some(kept)) = (&written, kept) {
        app.store.files.remove(kept).await.map_err(failed)?;
    }
    written
}

async fn keep(app: &App, file: &NewFile) -> anyhow::Result<Enclosed> {
    let (enclosed, key) = Enclosed::new(file.name().map(ToOwned::to_owned), file.kind(), &app.store.master);
    app.store.files.keep(enclosed.id, &key, file.bytes()).await?;
    Ok(enclosed)
}

async fn insert(
    app: &App,
    member: &Member,
    ticket: &Ticket,
    seen: Option<Seen>,
    body: &Body,
) -> Result<Option<Uuid>, Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    // Locked: of two who send at the same moment the second sees the first's answer.
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, ticket.id).await.map_err(failed)?;
    let loaded = loaded.ok_or(Problem::NotFound)?;
    let of = Of { ticket: ticket.id, conversation: loaded.id, staff: member.id };
    if let Some(seen) = seen
        && meanwhile::moved(&mut tx, of, seen).await?
    {
        return Ok(None);
    }
    let undo = SignedDuration::try_from(app.turns.undo)?;
    let due = now.saturating_add(undo)?;
    let id = answer::insert(&mut tx, (ticket.id, &loaded.key), member.id, body, due, now).await.map_err(failed)?;
    let place = Place { ticket: ticket.id, staff: member.id, place: draft::ANSWER, key: &loaded.key };
    draft::remove(&mut tx, place).await?;
    let deed = audit::Deed { staff: Some(member.id), action: "write", object: "answer", object_id: Some(id) };
    audit::record(&mut tx, deed, now).await?;
    tx.commit().await?;
    Ok(Some(id))
}

/// `POST /console/tickets/{id}/answers/{answer}/undo`: the words go back into their author's box.
pub async fn undo(
    State(app): State<App>,
    auth: Auth,
    member: Member,
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
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let loaded = conversation::load_of_ticket(&app.store, &mut tx, id).await.map_err(failed)?;
    let loaded = loaded.ok_or(Problem::NotFound)?;
    if !answer::settle(&mut tx, answer, "undone", None, now).await? {
        drop(tx);
        return done(&auth, Notice::AnswerTooLate, &next).await;
    }
    let place = Place { ticket: id, staff: waiting.staff_id, place: draft::ANSWER, key: &loaded.key };
    if let Some(body) = waiting.body {
        draft::put_back(&mut tx, place, body.words, now).await.map_err(failed)?;
    }
    let deed = audit::Deed { staff: Some(member.id), action: "undo", object: "answer", object_id: Some(answer) };
    audit::record(&mut tx, deed, now).await?;
    history::record(&mut tx, id, Some(member.id), &Happened::AnswerUndone { answer }, now).await.map_err(failed)?;
    tx.commit().await?;
    app.turns.live.tell(Change::Ticket(id));
    app.turns.files_wanted.notify_one();
    done(&auth, Notice::AnswerUndone, &next).await
}
