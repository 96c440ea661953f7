//! What changes a ticket among the staff and says nothing to the worker.

use super::{Deed, Doing, HandleError, Handled};
use crate::turn::{
    Turns,
    give::give,
    moved::{self, Moved, What},
};
use crate::{
    seal::{self},
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        notification::{self, Kind},
        ticket::{
            assign,
            head::Head,
            history::{Happened, record},
            links, notes,
        },
    },
};
use bot::{private::Private, reference::Reference, ticket::TicketEvent};
use uuid::Uuid;

impl Turns {
    pub(super) async fn among_us(
        &self,
        tx: &mut Tx,
        doing: &Doing<'_>,
        deed: &Deed,
        other: Option<Head>,
    ) -> Result<Handled, HandleError> {
        let (id, staff, now) = (doing.ticket.id, doing.staff, doing.now);
        match deed {
            Deed::Act(_) => Ok(Handled::default()),
            Deed::Give { owner, team } => {
                let staff = give(tx, (id, staff), *owner, *team, now).await?;
                Ok(Handled { staff, ..Handled::default() })
            }
            Deed::Prioritise(priority) => {
                if priority.rank() != doing.ticket.priority {
                    assign::set_priority(tx, id, *priority).await?;
                    doing.wrote(tx, id, Action::Priority, &Happened::Priority { to: priority.rank() }).await?;
                    let moved = Moved { ticket: id, staff: Some(staff), what: What::Urgent };
                    moved::reprioritised(tx, &self.store, &moved, now).await?;
                }
                Ok(Handled::default())
            }
            Deed::Topic(topic) => {
                if *topic != doing.ticket.topic {
                    assign::set_topic(tx, id, topic.as_deref()).await?;
                    doing.wrote(tx, id, Action::Topic, &Happened::Topic { to: topic.clone() }).await?;
                }
                Ok(Handled::default())
            }
            Deed::Follow(true) => {
                if assign::follow(tx, id, staff).await? {
                    doing.wrote(tx, id, Action::Follow, &Happened::Followed).await?;
                }
                Ok(Handled::default())
            }
            Deed::Follow(false) => {
                if assign::unfollow(tx, id, staff).await? {
                    doing.wrote(tx, id, Action::Unfollow, &Happened::Unfollowed).await?;
                }
                Ok(Handled::default())
            }
            Deed::Note(text, mentions) => note(tx, doing, text, mentions).await,
            Deed::Link(_) => {
                let other = other.ok_or(HandleError::NotFound)?;
                if links::link(tx, id, other.id).await? {
                    doing.wrote(tx, id, Action::LinkTicket, &Happened::Linked { ticket: other.id }).await?;
                    doing.wrote(tx, other.id, Action::LinkTicket, &Happened::Linked { ticket: id }).await?;
                }
                Ok(Handled { tickets: vec![other.id], ..Handled::default() })
            }
            Deed::Unlink(_) => {
                let other = other.ok_or(HandleError::NotFound)?;
                if links::unlink(tx, id, other.id).await? {
                    doing.wrote(tx, id, Action::UnlinkTicket, &Happened::Unlinked { ticket: other.id }).await?;
                    doing.wrote(tx, other.id, Action::UnlinkTicket, &Happened::Unlinked { ticket: id }).await?;
                }
                Ok(Handled { tickets: vec![other.id], ..Handled::default() })
            }
            Deed::Absorb(_) => self.absorb(tx, doing, other.ok_or(HandleError::NotFound)?).await,
            Deed::Split(messages) => self.split(tx, doing, messages).await,
        }
    }

    async fn absorb(&self, tx: &mut Tx, doing: &Doing<'_>, other: Head) -> Result<Handled, HandleError> {
        let into = &doing.ticket;
        if other.contact_id != into.contact_id {
            return Err(HandleError::TwoPeople);
        }
        if other.merged_into.is_some() || into.merged_into.is_some() {
            return Err(HandleError::Changed);
        }
        if links::has_report(tx, other.id).await? {
            return Err(HandleError::HasReport);
        }
        links::merge(tx, &other, into).await?;
        let from = other.state.parse().map_err(anyhow::Error::from)?;
        let mut handled = Handled { tickets: vec![other.id], ..Handled::default() };
        // One that was closed already stays so.
        if let Ok(to) = bot::ticket::TicketState::after(from, TicketEvent::Closed) {
            links::close(tx, other.id, to).await?;
            let moved = Moved { ticket: other.id, staff: Some(doing.staff), what: What::State { from, to } };
            handled.staff = moved::follow(tx, &self.store, &[moved], doing.now).await?;
        }
        doing.wrote(tx, other.id, Action::MergeTicket, &Happened::MergedInto { ticket: into.id }).await?;
        doing.wrote(tx, into.id, Action::MergeTicket, &Happened::Merged { ticket: other.id }).await?;
        Ok(handled)
    }

    async fn split(&self, tx: &mut Tx, doing: &Doing<'_>, messages: &[Uuid]) -> Result<Handled, HandleError> {
        let (from, new) = (&doing.ticket, Uuid::now_v7());
        let reference = Reference::from_entropy(u64::from_le_bytes(seal::random()));
        let owner = from.owner_id.unwrap_or(doing.staff);
        let chosen = links::split(tx, from, (new, reference, owner), messages, doing.now).await?;
        // Somebody else has moved them, or they were erased.
        if chosen != messages.len() as u64 {
            return Err(HandleError::Changed);
        }
        let opened = Moved { ticket: new, staff: Some(doing.staff), what: What::Opened };
        let staff = moved::follow(tx, &self.store, &[opened], doing.now).await?;
        record(tx, new, Some(doing.staff), &Happened::Owner { to: Some(owner) }, doing.now).await?;
        links::link(tx, from.id, new).await?;
        doing.wrote(tx, from.id, Action::SplitTicket, &Happened::SplitOff { ticket: new }).await?;
        doing.wrote(tx, new, Action::SplitTicket, &Happened::SplitFrom { ticket: from.id }).await?;
        Ok(Handled { new: Some(new), tickets: vec![new], staff })
    }
}

impl Doing<'_> {
    /// Writes it into the history of a ticket and into the audit.
    async fn wrote(&self, tx: &mut Tx, ticket: Uuid, action: Action, happened: &Happened) -> anyhow::Result<()> {
        record(tx, ticket, Some(self.staff), happened, self.now).await?;
        let entry =
            AuditEntry { staff: Some(self.staff), action, object: AuditObject::Ticket, object_id: Some(ticket) };
        Ok(audit::record(tx, entry, self.now).await?)
    }
}

async fn note(
    tx: &mut Tx,
    doing: &Doing<'_>,
    text: &Private<String>,
    mentions: &[Uuid],
) -> Result<Handled, HandleError> {
    let id = doing.ticket.id;
    let note = notes::add(tx, id, doing.staff, (text, mentions), doing.key, doing.now).await?;
    doing.wrote(tx, id, Action::Note, &Happened::Noted { note }).await?;
    let mut staff = Vec::new();
    for named in mentions.iter().copied().filter(|named| *named != doing.staff) {
        assign::follow(tx, id, named).await?;
        notification::add(tx, named, Kind::Mentioned, Some(id), doing.now).await?;
        staff.push(named);
    }
    Ok(Handled { staff, ..Handled::default() })
}
