//! Two tickets become one, or one becomes two.

use super::{OpenTicket, Refused};
use crate::{
    seal,
    store::ticket::{links, record::TicketRecord},
};
use bot::{
    command::TicketCommand,
    event::Event,
    reference::Reference,
    ticket::{TicketKind, TicketState},
};
use uuid::Uuid;

impl OpenTicket {
    /// Closes another ticket of the same person into this one.
    pub(super) async fn absorb(&mut self, other: Uuid) -> Result<(), Refused> {
        self.unit.hold_tickets(&[other]).await?;
        let (Some(into), Some(from)) = (self.unit.ticket(self.id), self.unit.ticket(other)) else {
            return Err(Refused::NotFound);
        };
        if from.contact_id != into.contact_id {
            return Err(Refused::TwoPeople);
        }
        if from.merged_into.is_some() || into.merged_into.is_some() {
            return Err(Refused::Changed);
        }
        let (is_open, updated_at) = (from.state != TicketState::Closed, into.updated_at.max(from.updated_at));
        let worker_wrote_at = into.worker_wrote_at.max(from.worker_wrote_at);
        if links::has_report(&mut self.unit.tx, other).await? {
            return Err(Refused::HasReport);
        }
        links::merge(&mut self.unit.tx, other, self.id).await?;
        // One that was closed already stays so.
        if is_open {
            self.unit.decide(other, &TicketCommand::CloseQuietly)?;
        }
        self.unit.record(other, Event::MergedInto { ticket: self.id });
        self.unit.record(self.id, Event::Merged { ticket: other });
        if let Some(into) = self.unit.tickets.get_mut(&self.id) {
            (into.updated_at, into.worker_wrote_at) = (updated_at, worker_wrote_at);
        }
        Ok(())
    }

    /// Makes a ticket of its own of some messages, for a question beside this one. It keeps its worker's language, team and
    /// region, and has an owner from the start.
    pub(super) async fn split(&mut self, messages: &[Uuid]) -> Result<Uuid, Refused> {
        let from = self.unit.ticket(self.id).ok_or(Refused::NotFound)?.clone();
        let reference = Reference::from_entropy(u64::from_le_bytes(seal::random()));
        let of = (from.contact_id, from.conversation_id);
        let told = (from.channel, from.language);
        let mut ticket = TicketRecord::new(reference, of, (TicketKind::Question, None), told, self.unit.now);
        (ticket.region, ticket.team_id) = (from.region, from.team_id);
        let new = ticket.id;
        self.unit.open(ticket);
        let owner = from.owner_id.or(Some(self.staff));
        self.unit.record(new, Event::OwnerChanged { from: None, to: owner });
        // Before its messages, which name it.
        self.unit.write().await?;
        let chosen = links::move_messages(&mut self.unit.tx, from.conversation_id, messages, new).await?;
        // Somebody else has moved them, or they were erased.
        if chosen != messages.len() as u64 {
            return Err(Refused::Changed);
        }
        links::link(&mut self.unit.tx, self.id, new).await?;
        self.unit.record(self.id, Event::SplitOff { ticket: new });
        self.unit.record(new, Event::SplitFrom { ticket: self.id });
        Ok(new)
    }
}
