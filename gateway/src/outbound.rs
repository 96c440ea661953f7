//! The way out: claim what is due, send it, record what became of it. One loop a channel, so that none slows another.
//!
//! Sends run side by side, one a person at a time; a provider that is slow holds nothing else up, and one that fails is left
//! alone for a while, see [`breaker`]. What dies between "sent" and "recorded" is settled by the provider's receipt where it
//! tells our id back; elsewhere it is sent again when the claim runs out: at least once, never lost.
//!
//! Most messages were claimed by the commit that queued them and are handed over by it ([`outbox::Taker`]); what had to wait is
//! looked for in the outbox. `pass.rs` is the transaction of a loop, `send.rs` one message on its way, `pace.rs` how fast, and
//! `outcome.rs` what follows from the provider's answer.

pub mod breaker;
mod outcome;
mod pace;
mod pass;
mod send;

use crate::{
    channel::Carrier,
    store::outbox::{self, Claimed, Handed, Taken, Taker},
    turn::Turns,
};
use breaker::Breaker;
use pace::Pace;
use pass::pass;
use send::{Done, Fate, send};
use std::{collections::HashSet, sync::Arc, time::Duration};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use uuid::Uuid;

/// Messages being sent at the same time; those that wait for their person's pace count, too.
const AT_ONCE: usize = 256;
/// The longest time between two looks into the outbox, for rows that another replica has filled.
const LOOK: Duration = Duration::from_secs(2);
/// The shortest: however often something happens, most of it was handed over.
const NO_SOONER: Duration = Duration::from_millis(20);

/// Sends the messages of one channel for as long as the process lives. Told to stop, it claims nothing more, waits for what is
/// on its way, notes what became of it, and ends.
pub async fn run(turns: Turns, carrier: Arc<dyn Carrier>) {
    // The process waits at its end until nobody holds one.
    let _sending = turns.sending.subscribe();
    let channel = carrier.channel();
    let mut filled = turns.outbox_filled.subscribe();
    let mut sender = Sender::new(turns.clone(), carrier);
    loop {
        let stopping = turns.stop.is_cancelled();
        sender.settle(stopping).await;
        if stopping && sender.is_at_rest() {
            return;
        }
        let may_claim = !stopping && sender.sending.len() < AT_ONCE;
        let look = sender.look;
        tokio::select! {
            Some(done) = sender.sending.join_next(), if !sender.sending.is_empty() => sender.ended(done.ok()),
            handed = sender.taker.taken() => sender.handed.extend(handed),
            changed = filled.changed(), if may_claim => {
                if changed.is_err() {
                    return;
                }
                sender.look_soon();
            }
            () = turns.outbox_of.woken(channel), if may_claim => sender.look_soon(),
            () = turns.stop.cancelled(), if !stopping => {}
            () = sleep_until(look), if may_claim => sender.pace.forget(),
            () = sleep(LOOK), if !may_claim => sender.pace.forget(),
        }
    }
}

/// What a loop remembers of its channel.
#[derive(Clone, Default)]
struct State {
    breaker: Breaker,
    /// Something has gone through, so that no outage of a process before this one is still noted.
    works: bool,
}

/// The loop of one channel.
struct Sender {
    turns: Arc<Turns>,
    carrier: Arc<dyn Carrier>,
    pace: Arc<Pace>,
    /// Where commits hand messages over.
    taker: Taker,
    /// Handed over and not read yet.
    handed: Vec<Handed>,
    sending: JoinSet<Done>,
    /// A send that outlives its claim is still under way here.
    under_way: HashSet<Uuid>,
    /// Ended and not recorded yet.
    done: Vec<Done>,
    state: State,
    /// The last look has found as much as there was room for.
    more_wait: bool,
    /// When the outbox is looked into again.
    look: Instant,
    /// When that was last done.
    looked: Instant,
}

impl Sender {
    fn new(turns: Turns, carrier: Arc<dyn Carrier>) -> Self {
        let now = Instant::now();
        Self {
            pace: Arc::new(Pace::new(carrier.as_ref())),
            taker: turns.store().handover.taker(carrier.channel()),
            turns: Arc::new(turns),
            carrier,
            handed: Vec::new(),
            sending: JoinSet::new(),
            under_way: HashSet::new(),
            done: Vec::new(),
            state: State::default(),
            // Until the first look nobody knows.
            more_wait: true,
            look: now,
            looked: now,
        }
    }

    /// Sends what was handed over, records what has ended, and looks for more where it is time to.
    async fn settle(&mut self, stopping: bool) {
        let now = self.turns.clock().now();
        self.state.breaker.bring_back(now);
        if stopping {
            self.taker.has_room(0);
        }
        self.handed.extend(self.taker.rest());
        self.take(stopping).await;

        let looks = Instant::now() >= self.look;
        let under_way = self.sending.len();
        let mut room = 0;
        if looks {
            (self.looked, self.look) = (Instant::now(), Instant::now() + LOOK);
            let free = AT_ONCE.saturating_sub(under_way);
            room = if stopping { 0 } else { self.state.breaker.allows(free, under_way, now) };
        }
        // What ends while the database is waited for is recorded with the others.
        let more = |done: &mut Vec<Done>| {
            while let Some(ended) = self.sending.try_join_next() {
                done.extend(ended.ok().inspect(|done| _ = self.under_way.remove(&done.message_id)));
            }
        };
        let progress = pass(&self.turns, self.carrier.as_ref(), &mut self.done, more, &mut self.state, room).await;
        match progress {
            Ok(claimed) => {
                if room > 0 {
                    self.more_wait = claimed.len() == room;
                }
                for claimed in claimed {
                    self.start(claimed);
                }
            }
            Err(error) => {
                tracing::error!(%error, channel = self.carrier.channel().name(), "outbox: the database does not answer");
                self.more_wait = true;
            }
        }
        let rests = stopping || self.more_wait || self.state.breaker.open_until().is_some();
        let free = AT_ONCE.saturating_sub(self.sending.len() + self.handed.len());
        self.taker.has_room(if rests { 0 } else { free });
    }

    /// Takes what commits have claimed for this loop.
    async fn take(&mut self, stopping: bool) {
        if self.handed.is_empty() {
            return;
        }
        let channel = self.carrier.channel();
        let now = self.turns.clock().now();
        let taken = match outbox::read(self.turns.store(), channel, &self.handed, now).await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::error!(%error, channel = channel.name(), "outbox: the database does not answer");
                return;
            }
        };
        self.handed.clear();
        for taken in taken {
            let (message_id, conversation_id, fate) = match taken {
                Taken::Goes(claimed) if !stopping => {
                    self.start(*claimed);
                    continue;
                }
                Taken::Goes(claimed) => (claimed.message.id, claimed.conversation_id, Fate::GivenBack),
                Taken::Not { message_id, conversation_id } => (message_id, conversation_id, Fate::GivenBack),
                Taken::Damaged { message_id, conversation_id } => {
                    tracing::error!(message = %message_id, "a message cannot be opened");
                    (message_id, conversation_id, Fate::Damaged)
                }
            };
            self.done.push(Done { message_id, conversation_id, attempts: 0, fate });
        }
    }

    fn start(&mut self, claimed: Claimed) {
        if self.under_way.insert(claimed.message.id) {
            self.sending.spawn(send(self.carrier.clone(), self.pace.clone(), claimed, self.turns.clone()));
        }
    }

    fn ended(&mut self, done: Option<Done>) {
        if let Some(done) = done {
            self.under_way.remove(&done.message_id);
            self.done.push(done);
        }
        self.look_soon();
    }

    fn look_soon(&mut self) {
        self.look = self.look.min(self.looked + NO_SOONER);
    }

    /// Nothing is on its way, or to be noted.
    fn is_at_rest(&self) -> bool {
        self.sending.is_empty() && self.done.is_empty() && self.handed.is_empty() && !self.taker.is_expecting()
    }
}
