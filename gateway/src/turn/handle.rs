//! What the staff do with a ticket among themselves: whose it is, how soon, what it is about, notes, what belongs together,
//! and the states it goes through by hand. One transaction each, with its row in the history and in the audit; nothing is done
//! to a ticket that has changed since the page that was looked at.

mod among_us;
mod deed;

pub use deed::{Deed, HandleError, Seen};

use super::{TRIES, Turns, attend::hold};
use crate::{
    live::Change,
    seal::DataKey,
    store::{
        conversation,
        ticket::{
            head::{self, Head},
            history::{self},
        },
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Handled {
    /// The ticket that was split off.
    pub new: Option<Uuid>,
    tickets: Vec<Uuid>,
    staff: Vec<Uuid>,
}

/// Who does it, to what, when.
struct Doing<'a> {
    staff: Uuid,
    ticket: Head,
    key: &'a DataKey,
    now: Timestamp,
}

impl Turns {
    /// Does it. With `seen` only if the ticket is still at that version.
    pub async fn handle(
        &self,
        staff: Uuid,
        ticket: Uuid,
        deed: &Deed,
        seen: Option<Seen>,
    ) -> Result<Handled, HandleError> {
        let mut tries = 1;
        loop {
            match self.handle_once(staff, ticket, deed, seen).await {
                // Two that waited for each other, or a number that was taken: one of them begins again.
                Err(HandleError::Store(error))
                    if tries < TRIES && matches!(error.downcast_ref(), Some(sqlx::Error::Database(_))) =>
                {
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    async fn handle_once(
        &self,
        staff: Uuid,
        ticket: Uuid,
        deed: &Deed,
        seen: Option<Seen>,
    ) -> Result<Handled, HandleError> {
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(HandleError::NotFound)?;
        if loaded.hidden {
            return Err(HandleError::NotFound);
        }
        let other = match deed {
            Deed::Absorb(other) | Deed::Link(other) | Deed::Unlink(other) => Some(*other),
            _ => None,
        };
        let ids: Vec<_> = [Some(ticket), other].into_iter().flatten().collect();
        let mut heads = head::lock(&self.store, &mut tx, &ids).await?;
        let place = heads.iter().position(|head| head.id == ticket).ok_or(HandleError::NotFound)?;
        let head = heads.swap_remove(place);
        if let Some(seen) = seen.filter(|seen| seen.version != head.version) {
            // A message of the worker matters to the state, not to whose it is or what it is about.
            let matters = matches!(deed, Deed::Act(_)) || history::count(&mut tx, ticket).await? != seen.events;
            if matters {
                return Err(HandleError::Changed);
            }
        }
        let Deed::Act(act) = deed else {
            if head.merged_into.is_some() {
                return Err(HandleError::Changed);
            }
            let key = loaded.key.clone();
            let doing = Doing { staff, ticket: head, key: &key, now };
            let mut handled = self.among_us(&mut tx, &doing, deed, heads.pop()).await?;
            tx.commit().await?;
            handled.tickets.push(ticket);
            self.tell_of(&handled);
            return Ok(handled);
        };
        let address = loaded.address_hash;
        let safe = loaded.may_write(now);
        let mut scribe = self.scribe(&mut tx, vec![loaded], &house, now).await?;
        scribe.hold = hold(safe);
        scribe.attend(&address, staff, ticket, act, None)?;
        let written = scribe.write(&mut tx, now).await?;
        tx.commit().await?;
        self.tell(&written);
        Ok(Handled::default())
    }

    /// Tells open pages, once it is durable.
    fn tell_of(&self, handled: &Handled) {
        for ticket in &handled.tickets {
            self.live.tell(Change::Ticket(*ticket));
        }
        for staff in &handled.staff {
            self.live.tell(Change::Notification(*staff));
        }
    }
}
