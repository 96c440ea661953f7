//! From a commit straight to the loop that sends. What is queued and next in its conversation is claimed by the statement that
//! finds out that it is next; after the commit, and only then, the channel's loop of this process is told which messages those
//! are. So a message is durable before it is sent, as ever, but its claim needs neither a look into the outbox nor a commit of
//! its own. Whoever dies in between leaves claims that run out, as after any claim.
//!
//! A loop says how many more it can hold: none while its channel rests or others wait, so that nothing overtakes them, and none
//! once the process is to end. Where there is no loop, or no room, a message is found in the outbox.

use crate::channel::Channel;
use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicUsize, Ordering::SeqCst},
};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use uuid::Uuid;

/// The loops of one process, by their channels.
#[derive(Debug, Default)]
pub struct Handover([Desk; Channel::ALL.len()]);

#[derive(Debug, Default)]
struct Desk {
    /// How many more messages the loop can hold.
    room: AtomicUsize,
    /// Transactions that may hand something over and have not ended.
    open: AtomicUsize,
    way: Mutex<Option<UnboundedSender<Vec<Handed>>>>,
}

/// A message that was claimed for the loop of this process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The message.
    pub message_id: Uuid,
    /// Until when, in milliseconds since 1970. Whoever claims it later does so until another moment.
    pub until: i64,
}

impl Handover {
    /// The end of a channel's loop.
    pub fn taker(self: &Arc<Self>, channel: Channel) -> Taker {
        let (way, handed) = mpsc::unbounded_channel();
        *self.of(channel).way() = Some(way.clone());
        Taker { handover: self.clone(), channel, way, handed }
    }

    fn of(&self, channel: Channel) -> &Desk {
        &self.0[channel as usize]
    }
}

impl Desk {
    fn way(&self) -> MutexGuard<'_, Option<UnboundedSender<Vec<Handed>>>> {
        self.way.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What one transaction has claimed. Dropped before the commit, it hands over nothing.
#[derive(Debug)]
pub struct Claims {
    handover: Arc<Handover>,
    of: Vec<(Channel, Vec<Handed>)>,
}

impl Claims {
    /// Of a transaction that begins.
    pub const fn new(handover: Arc<Handover>) -> Self {
        Self { handover, of: Vec::new() }
    }

    /// How many of so many the loop can hold; nobody else is told the same.
    pub(super) fn room(&mut self, channel: Channel, wanted: usize) -> usize {
        let desk = self.handover.of(channel);
        if !self.of.iter().any(|(of, _)| *of == channel) {
            // Before the look at the room: a loop that ends takes its room away, then waits for these.
            desk.open.fetch_add(1, SeqCst);
            self.of.push((channel, Vec::new()));
        }
        let had = desk.room.fetch_update(SeqCst, SeqCst, |room| Some(room.saturating_sub(wanted)));
        had.unwrap_or_default().min(wanted)
    }

    pub(super) fn add(&mut self, channel: Channel, claimed: Handed) {
        self.of.iter_mut().filter(|(of, _)| *of == channel).for_each(|(_, of)| of.push(claimed));
    }

    /// It is durable.
    pub fn hand_over(mut self) {
        for (channel, handed) in &mut self.of {
            if let Some(way) = self.handover.of(*channel).way().as_ref().filter(|_| !handed.is_empty()) {
                // A loop that has just died is begun again; these claims run out.
                let _ = way.send(std::mem::take(handed));
            }
        }
    }
}

impl Drop for Claims {
    fn drop(&mut self) {
        for (channel, _) in &self.of {
            self.handover.of(*channel).open.fetch_sub(1, SeqCst);
        }
    }
}

/// Where a loop takes what was claimed for it.
#[derive(Debug)]
pub struct Taker {
    handover: Arc<Handover>,
    channel: Channel,
    way: UnboundedSender<Vec<Handed>>,
    handed: UnboundedReceiver<Vec<Handed>>,
}

impl Taker {
    /// So many more may be claimed for it from now on.
    pub fn has_room(&self, room: usize) {
        self.handover.of(self.channel).room.store(room, SeqCst);
    }

    /// Waits for what a commit hands over.
    pub async fn taken(&mut self) -> Vec<Handed> {
        self.handed.recv().await.unwrap_or_default()
    }

    /// What was handed over in the meantime.
    pub fn rest(&mut self) -> Vec<Handed> {
        std::iter::from_fn(|| self.handed.try_recv().ok()).flatten().collect()
    }

    /// Whether something may still come, although there is no room any more.
    pub fn is_expecting(&self) -> bool {
        self.handover.of(self.channel).open.load(SeqCst) > 0 || !self.handed.is_empty()
    }
}

impl Drop for Taker {
    fn drop(&mut self) {
        let desk = self.handover.of(self.channel);
        let mut way = desk.way();
        // Not that of a loop that was begun meanwhile.
        if way.as_ref().is_some_and(|way| way.same_channel(&self.way)) {
            desk.room.store(0, SeqCst);
            *way = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Claims, Handed, Handover};
    use crate::channel::Channel;
    use std::sync::Arc;
    use uuid::Uuid;

    const ONE: Handed = Handed { message_id: Uuid::from_u128(1), until: 7 };

    #[test]
    fn what_is_claimed_is_handed_over_by_the_commit_only() {
        let handover = Arc::<Handover>::default();
        let mut taker = handover.taker(Channel::Telegram);
        taker.has_room(2);
        for commits in [false, true] {
            let mut claims = Claims::new(handover.clone());
            assert_eq!(claims.room(Channel::Telegram, 1), 1);
            assert_eq!(claims.room(Channel::Sms, 1), 0, "no loop");
            claims.add(Channel::Telegram, ONE);
            assert!(taker.rest().is_empty() && taker.is_expecting());
            if commits {
                claims.hand_over();
                assert!(taker.is_expecting());
                assert_eq!(taker.rest(), [ONE]);
            } else {
                drop(claims);
            }
            assert!(!taker.is_expecting());
        }
    }

    #[test]
    fn nobody_gets_more_room_than_there_is_and_a_new_loop_takes_the_place_of_the_old() {
        let handover = Arc::<Handover>::default();
        let old = handover.taker(Channel::Telegram);
        old.has_room(3);
        let mut first = Claims::new(handover.clone());
        let mut second = Claims::new(handover.clone());
        assert_eq!((first.room(Channel::Telegram, 2), second.room(Channel::Telegram, 2)), (2, 1));
        let mut new = handover.taker(Channel::Telegram);
        drop(old);
        first.add(Channel::Telegram, ONE);
        first.hand_over();
        assert_eq!(new.rest(), [ONE]);
        new.has_room(1);
        drop(new);
        assert_eq!(second.room(Channel::Telegram, 1), 0, "it takes its room with it");
    }
}
