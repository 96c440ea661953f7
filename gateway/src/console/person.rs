//! One person, many channels: the other channels of a ticket's contact, two contacts that become one, and a conversation
//! that becomes a contact of its own. A page says what will happen before it does.

use super::{
    act::{self, read},
    context::RequestContext,
    member::Member,
    notice::{Notice, done},
    page::{Id, Page},
    problem::Problem,
    state::App,
    wording,
};
use crate::store::{
    Reader, Store,
    audit::{self, Action, AuditEntry, AuditObject},
    contact,
    desk::person::{self, Asked, Elsewhere},
    sight::Object,
};
use askama::Template;
use axum::{Form, response::Response};
use bot::reference::Reference;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Times that a change is tried which another one got in the way of.
const TRIES: usize = 3;

/// A conversation of the person.
#[expect(missing_docs, reason = "the names say it")]
pub struct ElsewhereShown {
    pub conversation: Uuid,
    pub channel: String,
    pub heard_at: Option<Timestamp>,
    pub tickets: Vec<AskedShown>,
    /// The one whose ticket is looked at.
    pub here: bool,
}

/// A ticket of the person.
#[expect(missing_docs, reason = "the names say it")]
pub struct AskedShown {
    pub id: Uuid,
    pub reference: String,
    pub state: String,
}

/// All conversations of a person, this one first.
pub fn shown(page: &Page, here: Uuid, found: Vec<Elsewhere>) -> Vec<ElsewhereShown> {
    let words = page.words;
    let asked = |asked: Asked| AskedShown {
        id: asked.id,
        state: wording::ticket_state(words, &asked.state),
        reference: asked.reference,
    };
    let mut shown: Vec<_> = found
        .into_iter()
        .map(|found| ElsewhereShown {
            here: found.conversation == here,
            conversation: found.conversation,
            channel: wording::channel(words, &found.channel),
            heard_at: found.heard_at,
            tickets: found.tickets.into_iter().map(asked).collect(),
        })
        .collect();
    shown.sort_by_key(|shown| !shown.here);
    shown
}

/// What will happen, before it does.
#[derive(Template)]
#[template(path = "console/person.html")]
struct PersonPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    /// `merge` or `split`.
    act: &'static str,
    /// The other one's number, to be merged; empty where something is wrong with it.
    other: String,
    /// The conversation to be split off.
    conversation: Option<Uuid>,
    /// What stays with the ticket, or belongs to it already.
    ours: Vec<ElsewhereShown>,
    /// What comes, or goes.
    theirs: Vec<ElsewhereShown>,
    error: Option<String>,
    conflict: bool,
}

impl PersonPage {
    fn answer(self) -> Result<Response, Problem> {
        act::answered(&self, self.conflict, self.error.is_some())
    }
}

/// What the forms send.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PersonForm {
    reference: String,
    conversation: String,
    /// `yes`: the page that says what will happen was read.
    confirmed: String,
}

/// `POST /console/tickets/{id}/merge`
pub async fn merge(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<PersonForm>,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let words = page.words;
    let mut view = PersonPage {
        ticket: id,
        reference: ticket.reference.clone(),
        act: "merge",
        other: typed.reference.trim().to_owned(),
        conversation: None,
        ours: Vec::new(),
        theirs: Vec::new(),
        error: None,
        conflict: false,
        page,
    };
    let Ok(reference) = typed.reference.trim().parse::<Reference>() else {
        view.error = Some(words.console_reference_mistyped());
        return view.answer();
    };
    view.other = reference.to_string();
    let mut reader = app.store.reader().await?;
    let found = person::of_reference(&mut reader, reference).await?;
    let Some((conversation, contact)) = within_sight(&mut reader, &member, found).await? else {
        view.error = Some(words.console_merge_unknown());
        return view.answer();
    };
    if contact == ticket.contact {
        view.error = Some(words.console_merge_already());
        return view.answer();
    }
    view.ours = shown(&view.page, ticket.conversation, person::conversations(&mut reader, ticket.conversation).await?);
    view.theirs = shown(&view.page, conversation, person::conversations(&mut reader, conversation).await?);
    drop(reader);
    if typed.confirmed != "yes" {
        return view.answer();
    }
    match change(&app, &member, Change::Merge { from: contact, into: ticket.contact }).await? {
        true => done(&auth, Notice::Merged, &format!("/console/tickets/{id}")).await,
        false => {
            view.conflict = true;
            view.error = Some(words.console_person_changed());
            view.answer()
        }
    }
}

/// What one may not see is unknown.
async fn within_sight(
    reader: &mut Reader,
    member: &Member,
    found: Option<(Uuid, Uuid, Uuid)>,
) -> Result<Option<(Uuid, Uuid)>, Problem> {
    let Some((ticket, conversation, contact)) = found else { return Ok(None) };
    let seen = member.sight().reaches(reader, Object::Ticket, ticket).await?;
    Ok(seen.then_some((conversation, contact)))
}

/// `POST /console/tickets/{id}/split`
pub async fn split(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<PersonForm>,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let conversation = typed.conversation.parse::<Uuid>().map_err(|_| Problem::NotFound)?;
    let mut reader = app.store.reader().await?;
    let all = shown(&page, conversation, person::conversations(&mut reader, ticket.conversation).await?);
    drop(reader);
    let (theirs, ours): (Vec<_>, Vec<_>) = all.into_iter().partition(|shown| shown.conversation == conversation);
    let gone = theirs.is_empty() || ours.is_empty();
    let mut view = PersonPage {
        ticket: id,
        reference: ticket.reference.clone(),
        act: "split",
        other: String::new(),
        conversation: Some(conversation),
        ours,
        theirs,
        error: None,
        conflict: gone,
        page,
    };
    if !gone && typed.confirmed != "yes" {
        return view.answer();
    }
    let change = Change::Split { conversation, from: ticket.contact };
    if !gone && self::change(&app, &member, change).await? {
        return done(&auth, Notice::Split, &format!("/console/tickets/{id}")).await;
    }
    view.conflict = true;
    view.error = Some(view.page.words.console_person_changed());
    view.answer()
}

/// What becomes of contacts.
#[derive(Clone, Copy)]
enum Change {
    Merge { from: Uuid, into: Uuid },
    Split { conversation: Uuid, from: Uuid },
}

/// Carries it out, in one transaction with what is written down of it; `false` where things are not as they were shown.
async fn change(app: &App, member: &Member, change: Change) -> Result<bool, Problem> {
    let mut tries = 1;
    loop {
        match once(app, member, change).await.map_err(anyhow::Error::downcast::<sqlx::Error>) {
            Ok(done) => return Ok(done),
            // Erased in the meantime, or merged by a colleague.
            Err(Ok(sqlx::Error::RowNotFound)) => return Ok(false),
            // Two changes that waited for each other: one of them begins again.
            Err(Ok(sqlx::Error::Database(_))) if tries < TRIES => tries += 1,
            Err(Ok(error)) => return Err(error.into()),
            Err(Err(error)) => return Err(Problem::Failed(error.into())),
        }
    }
}

async fn once(app: &App, member: &Member, change: Change) -> anyhow::Result<bool> {
    let store: &Store = &app.store;
    let now = app.now();
    let mut tx = store.begin().await?;
    let (action, from, into) = match change {
        Change::Merge { from, into } => {
            contact::merge(store, &mut tx, from, into).await?;
            (Action::Merge, from, into)
        }
        Change::Split { conversation, from } => {
            if !person::is_one_of_several(&mut tx, conversation, from).await? {
                return Ok(false);
            }
            (Action::Split, from, contact::split(store, &mut tx, conversation, now).await?)
        }
    };
    for (object, id) in [(AuditObject::ContactFrom, from), (AuditObject::ContactInto, into)] {
        let entry = AuditEntry { staff: Some(member.id), action, object, object_id: Some(id) };
        audit::record(&mut tx, entry, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}
