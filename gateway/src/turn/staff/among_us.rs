//! What changes a ticket among the staff and says nothing to the worker.

use super::{OpenTicket, Refused};
use crate::store::ticket::{assign, links, notes};
use bot::{command::TicketCommand, event::Event, private::Private};
use uuid::Uuid;

impl OpenTicket {
    pub(super) async fn among_us(&mut self, command: &TicketCommand) -> Result<Option<Uuid>, Refused> {
        let (id, staff) = (self.id, self.staff);
        match command {
            TicketCommand::Follow(true) => {
                if assign::follow(&mut self.unit.tx, id, staff).await? {
                    self.unit.record(id, Event::Followed);
                }
            }
            TicketCommand::Follow(false) => {
                if assign::unfollow(&mut self.unit.tx, id, staff).await? {
                    self.unit.record(id, Event::Unfollowed);
                }
            }
            TicketCommand::AddNote { text, mentions } => self.add_note(text, mentions).await?,
            TicketCommand::Link(other) => {
                self.unit.hold_tickets(&[*other]).await?;
                self.unit.ticket(*other).ok_or(Refused::NotFound)?;
                if links::link(&mut self.unit.tx, id, *other).await? {
                    self.unit.record(id, Event::Linked { ticket: *other });
                    self.unit.record(*other, Event::Linked { ticket: id });
                }
            }
            TicketCommand::Unlink(other) => {
                self.unit.hold_tickets(&[*other]).await?;
                self.unit.ticket(*other).ok_or(Refused::NotFound)?;
                if links::unlink(&mut self.unit.tx, id, *other).await? {
                    self.unit.record(id, Event::Unlinked { ticket: *other });
                    self.unit.record(*other, Event::Unlinked { ticket: id });
                }
            }
            TicketCommand::Absorb(other) => self.absorb(*other).await?,
            TicketCommand::Split(messages) => return self.split(messages).await.map(Some),
            command => {
                self.unit.decide(id, command)?;
            }
        }
        Ok(None)
    }

    async fn add_note(&mut self, text: &Private<String>, mentions: &[Uuid]) -> Result<(), Refused> {
        let (id, staff, now) = (self.id, self.staff, self.unit.now);
        let note = notes::add(&mut self.unit.tx, id, staff, (text, mentions), &self.key, now).await?;
        let mentions: Vec<_> = mentions.iter().copied().filter(|named| *named != staff).collect();
        for named in &mentions {
            assign::follow(&mut self.unit.tx, id, *named).await?;
        }
        self.unit.record(id, Event::NoteAdded { note, mentions });
        Ok(())
    }
}
