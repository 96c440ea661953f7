//! What has just changed, for pages that are open: ids only, told after the commit.
//!
//! Whoever changes something that an open page shows calls [`Live::tell`] once it is durable; the console's stream of
//! server-sent events listens. [`presence`] remembers who is at which ticket; [`relay`] tells the other processes on the same
//! PostgreSQL and hears what they tell.

pub mod presence;
pub mod relay;

use jiff::Timestamp;
use presence::{Doing, Presences};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

/// So many changes may wait for a slow listener, who then loads the page anew.
const WAITING: usize = 4096;

/// Something has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// A ticket, or its conversation.
    Ticket(Uuid),
    /// What somebody should look at: a member of the staff has a new notification.
    Notification(Uuid),
    /// Who is at a ticket.
    Presence(Presence),
    /// Nobody knows what: changes were lost on the way, so whoever shows something looks again.
    Anything,
}

/// What somebody does at a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Presence {
    pub ticket: Uuid,
    pub staff: Uuid,
    pub doing: Doing,
}

/// Tells pages of this process, and those of other processes on the same PostgreSQL.
#[derive(Clone, Debug)]
pub struct Live {
    changes: broadcast::Sender<Change>,
    presences: Arc<Mutex<Presences>>,
    /// What the relay has to tell others; set once it runs.
    outward: Arc<Mutex<Option<mpsc::Sender<Change>>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { changes: broadcast::Sender::new(WAITING), presences: Arc::default(), outward: Arc::default() }
    }
}

impl Live {
    /// Tells whoever listens, here and elsewhere; nobody may.
    pub fn tell(&self, change: Change) {
        self.tell_here(change);
        let outward = self.outward.lock().unwrap_or_else(PoisonError::into_inner);
        // Where the database does not keep up, pages elsewhere catch up when they next look.
        if let Some(outward) = &*outward
            && outward.try_send(change).is_err()
        {
            tracing::warn!("a change was not told to other processes");
        }
    }

    /// Everything that is told from now on.
    pub fn listen(&self) -> broadcast::Receiver<Change> {
        self.changes.subscribe()
    }

    /// Somebody is at a ticket, or no longer.
    pub fn attend(&self, presence: Presence, now: Timestamp) {
        if self.presences().note(presence, now) {
            self.tell(Change::Presence(presence));
        } else if let Some(outward) = &*self.outward.lock().unwrap_or_else(PoisonError::into_inner) {
            // Here nothing changes, but elsewhere they would be forgotten.
            let _ = outward.try_send(Change::Presence(presence));
        }
    }

    /// Who is at a ticket now.
    pub fn present(&self, ticket: Uuid, now: Timestamp) -> Vec<Presence> {
        self.presences().at(ticket, now)
    }

    fn presences(&self) -> std::sync::MutexGuard<'_, Presences> {
        self.presences.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell_here(&self, change: Change) {
        let _ = self.changes.send(change);
    }

    /// What another process has told.
    fn hear(&self, change: Change, now: Timestamp) {
        match change {
            Change::Presence(presence) if !self.presences().note(presence, now) => {}
            change => self.tell_here(change),
        }
    }
}
