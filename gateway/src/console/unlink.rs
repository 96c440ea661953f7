//! Channels that were added with a receipt: shown beside a ticket, and taken away by the staff.

use super::{
    act::read,
    context::RequestContext,
    notice::{Notice, done},
    page::{Id, Page},
    problem::Problem,
    wording,
};
use crate::store::{
    audit::AuditObject,
    channel_link::{self, Shown},
    desk::moment,
};
use axum::{Form, response::Response};
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// A channel that was added.
#[expect(missing_docs, reason = "the names say it")]
pub struct LinkShown {
    pub id: Uuid,
    pub channel: String,
    pub asked_at: Timestamp,
    pub state: String,
    /// Until when it waits, or since when it is as it is.
    pub at: Option<Timestamp>,
    pub can_be_undone: bool,
}

/// As the page shows them.
pub fn shown(page: &Page, links: Vec<Shown>) -> Vec<LinkShown> {
    let words = page.words;
    let one = |link: Shown| {
        let (state, at) = match (link.state.as_str(), link.joins_at) {
            ("waiting", Some(joins_at)) => (words.console_links_waiting(), Some(joins_at)),
            ("waiting", None) => (words.console_links_unsure(), None),
            ("joined", _) => (words.console_links_joined(), link.settled_at),
            _ => (words.console_links_undone(), link.settled_at),
        };
        LinkShown {
            id: link.id,
            channel: link.channel.map(|channel| wording::channel(words, &channel)).unwrap_or_default(),
            asked_at: moment(link.asked_at),
            state,
            at: at.map(moment),
            can_be_undone: link.state != "undone",
        }
    };
    links.into_iter().map(one).collect()
}

/// What the form sends.
#[derive(Deserialize)]
pub struct UnlinkForm {
    link: Uuid,
}

/// `POST /console/tickets/{id}/take-away`
pub async fn unlink(
    RequestContext { app, auth, member, .. }: RequestContext,
    Id(id): Id,
    Form(typed): Form<UnlinkForm>,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let mut reader = app.store.reader().await?;
    let theirs = channel_link::of_contact(&mut reader, ticket.contact).await?;
    drop(reader);
    if !theirs.iter().any(|link| link.id == typed.link) {
        return Err(Problem::NotFound);
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let undone = match channel_link::load(&app.store, &mut tx, typed.link).await? {
        Some(link) => channel_link::undo(&app.store, &mut tx, &link, Some(member.id), now)
            .await
            .map_err(|error| Problem::Failed(error.into()))?,
        None => false,
    };
    tx.commit().await?;
    done(&auth, if undone { Notice::Unlinked } else { Notice::Unchanged }, &format!("/console/tickets/{id}")).await
}
