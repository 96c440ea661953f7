//! On the page of a ticket: who is looking at this ticket. Its template is `console/inbox/section.html`.

use super::presence::{self, Present};
use crate::{
    console::{member::Member, page::Page, problem::Problem, state::App},
    live::Change,
    store::{desk::ticket::Ticket, notification, ticket::seen},
};

/// What the section shows.
pub struct InboxSection {
    /// The colleagues who are there, too.
    pub present: Vec<Present>,
}

/// Loads it for somebody who has the ticket open; by that they have seen it, and what told them of it.
pub async fn load(app: &App, _page: &Page, member: &Member, ticket: &Ticket) -> Result<InboxSection, Problem> {
    let mut reader = app.store.reader().await?;
    let until = seen::until(&mut reader, ticket.id, member.id).await?;
    let notified = notification::waits(&mut reader, member.id, ticket.id).await?;
    drop(reader);
    let unread = until.is_none_or(|until| until < ticket.updated_at.as_millisecond());
    if unread || notified {
        let mut tx = app.store.begin().await?;
        seen::mark(&mut tx, ticket.id, member.id, ticket.updated_at).await?;
        notification::see_of(&mut tx, member.id, ticket.id, app.now()).await?;
        tx.commit().await?;
    }
    if notified {
        app.turns.live.tell(Change::Notification(member.id));
    }
    Ok(InboxSection { present: presence::others(app, member, ticket.id).await? })
}
