//! The turn: what came in, what the bot decides and what follows are committed in one transaction.
//!
//! [`Turns::take`] for workers, [`Turns::take_call`] for those who call, [`Turns::attend`] for the staff. On SQLite one writer
//! task gathers the turns that wait and commits them together, durably; on PostgreSQL each turn has a connection of its own
//! and the conversation's row lock.
//!
//! Here is the transaction itself. `queue.rs` holds who waits for one, `scribe.rs` what it is going to write, `beside.rs` keeps
//! files that came with a message, `attend.rs` is what the staff do, `carry_out.rs` their answers that waited, `together.rs` and
//! `follow.rs` what belongs to it, `call.rs` a telephone call, `moved.rs` what follows for the console, `aside.rs` what no turn
//! can be made of, `again.rs` how it is tried again when a person asks for it.

pub mod again;
mod aside;
mod attend;
mod beside;
mod call;
mod carry_out;
mod counted;
mod enclosed;
mod follow;
mod give;
mod handle;
mod moved;
mod queue;
mod scribe;
mod together;
mod wakes;

pub use again::Again;
pub use aside::Unknown;
pub use attend::AttendError;
pub use call::Answered;
pub use carry_out::Carried;
pub use enclosed::{LARGEST, NewFile};
pub use handle::{Deed, HandleError, Handled, Seen};
pub use together::Attended;
pub use wakes::Wakes;

use crate::tasks::Tasks;
use crate::{
    channel::Arrival,
    clock::Clock,
    live::{Change, Live},
    seal,
    store::{
        self, Store, Tx,
        conversation::{self, AddressHash, Loaded},
        house, inbound,
        quarantine::Retention,
        receipt, ticket,
    },
};
use bot::{context::Context, house::House, receipt::Proof};
use scribe::{Scribe, Written};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{Mutex, Notify, Semaphore, broadcast, watch};
use tokio_util::sync::CancellationToken;

/// How long what the staff edit may be out of date in another process.
const HOUSE_FRESH: Duration = Duration::from_secs(10);
/// Longer than providers of chats are given for an answer (20 s).
const LAST_SENDS: Duration = Duration::from_secs(25);
/// A turn that another one got in the way of (a new contact twice at once, a taken reference) is tried again.
const TRIES: usize = 3;

/// Takes turns.
#[derive(Clone)]
pub struct Turns {
    store: Store,
    clock: Clock,
    /// Only on SQLite.
    writer: Option<queue::Writer>,
    house: Arc<Mutex<Option<Fresh>>>,
    /// Something stands in the outbox, of any channel.
    pub outbox_filled: watch::Sender<()>,
    /// The same of one channel.
    pub outbox_of: Arc<Wakes>,
    /// A file is to be fetched.
    pub files_wanted: Arc<Notify>,
    /// What open pages of the console have to know.
    pub live: Live,
    /// Something new for an address whose page may be waiting.
    pub news: broadcast::Sender<AddressHash>,
    /// Who still sends has subscribed: closed when all have ended.
    pub sending: watch::Sender<()>,
    /// How long an answer of the staff can be undone before it is carried out.
    pub undo: Duration,
    /// How long what is kept aside is kept.
    pub retention: Retention,
    /// A chat of several people is to be left.
    pub groups_met: Arc<Notify>,
    /// The process was told to end: what has begun is brought to its end, nothing new begins.
    pub stop: CancellationToken,
    /// What runs beside the turns.
    pub tasks: Tasks,
    /// Files that are sealed and kept at the same time.
    keeping: Arc<Semaphore>,
}

/// What the staff edit and when it was read.
type Fresh = (Instant, Arc<House>);

/// What became of an inbound message. In all cases it is durable, and the provider need not send it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// A turn was made of it.
    Done,
    /// It had come before: nothing happened.
    Duplicate,
    /// The turn failed: it is kept with its cause for a person to see.
    Quarantined,
}

/// The database is locked or away: nothing was done, it must come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the database does not answer: send it again")]
pub struct Away;

impl Turns {
    /// Starts taking turns; on SQLite with a writer task that lives as long as the handles do.
    pub fn start(store: Store, clock: Clock) -> Self {
        let (news, _) = broadcast::channel(1024);
        let stop = CancellationToken::new();
        let mut turns = Self {
            store,
            clock,
            writer: None,
            house: Arc::default(),
            outbox_filled: watch::Sender::default(),
            outbox_of: Arc::default(),
            files_wanted: Arc::default(),
            live: Live::default(),
            news,
            sending: watch::Sender::default(),
            undo: Duration::ZERO,
            retention: Retention::default(),
            groups_met: Arc::default(),
            tasks: Tasks::new(stop.clone()),
            keeping: Arc::new(Semaphore::new(beside::AT_ONCE)),
            stop,
        };
        turns.writer = turns.store.has_one_writer().then(|| queue::start(turns.clone()));
        turns
    }

    /// The same with so long to undo an answer.
    #[must_use]
    pub fn with_undo(self, undo: Duration) -> Self {
        Self { undo, ..self }
    }

    /// The same with so long to keep what is kept aside.
    #[must_use]
    pub fn with_retention(self, retention: Retention) -> Self {
        Self { retention, ..self }
    }

    /// Waits until what is on its way to the providers has ended and is noted, after [`Turns::stop`]; not for ever, because a service
    /// manager does not wait for ever either.
    pub async fn sent(&self) {
        if tokio::time::timeout(LAST_SENDS, self.sending.closed()).await.is_err() {
            tracing::warn!("a provider has not answered in time: what went to it may go again");
        }
    }

    /// The store it writes to.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The clock it goes by.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// All of these turns in one transaction, in their order.
    async fn try_all(&self, arrivals: &[Arrival]) -> anyhow::Result<Vec<Taken>> {
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;

        let ids: Vec<_> = arrivals.iter().map(|arrival| (arrival.channel, arrival.provider_id)).collect();
        let mut fresh = inbound::note(&mut tx, &ids, now).await?;
        // A repetition inside the same batch is a repetition.
        let taken: Vec<_> =
            ids.iter().map(|id| if fresh.remove(id) { Taken::Done } else { Taken::Duplicate }).collect();

        let mut scribe = self.gather(&mut tx, arrivals, &taken, &house, now).await?;
        let new = arrivals.iter().zip(&taken).filter(|(_, taken)| **taken == Taken::Done).map(|(arrival, _)| arrival);
        self.advance_each(&mut tx, &mut scribe, new, &house, now).await?;
        anyhow::ensure!(
            arrivals.len() == 1 || !scribe.stands_alone(),
            "a turn that concerns other channels stands alone"
        );
        let files = arrivals.iter().any(|arrival| !arrival.files.is_empty());
        let news = scribe.write(&mut tx, now).await?;
        tx.commit().await?;
        if files {
            self.files_wanted.notify_one();
        }
        tracing::trace!(turns = taken.len(), "turns committed");
        self.tell(&news);
        Ok(taken)
    }

    /// Asks the bot what follows from each, in their order, and notes it.
    async fn advance_each<'a>(
        &self,
        tx: &mut Tx,
        scribe: &mut Scribe<'_>,
        arrivals: impl Iterator<Item = &'a Arrival>,
        house: &House,
        now: jiff::Timestamp,
    ) -> anyhow::Result<()> {
        for arrival in arrivals {
            let proof = match arrival.inbound.receipt().filter(|_| scribe.expects_receipt(arrival)) {
                Some(given) => {
                    let sender = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
                    receipt::prove(tx, &self.store.master, given, &sender, now).await?
                }
                None => Proof::NotGiven,
            };
            let forgeable = arrival.channel.limits().forgeable;
            let newly_linked = scribe.is_newly_linked(arrival);
            let entropy = u64::from_le_bytes(seal::random());
            scribe.worker_turn(arrival, |state, requests, restarted| {
                let context = Context { now, entropy, requests, restarted, proof, forgeable, newly_linked, house };
                // A defect in a flow must not take down the turns of others: it becomes this turn's error.
                catch_unwind(AssertUnwindSafe(|| bot::turn::advance(state, &arrival.inbound, &context)))
                    .map_err(|_| anyhow::anyhow!("the conversation panicked"))
            })?;
        }
        Ok(())
    }

    /// Loads what these turns work on.
    async fn gather<'a>(
        &'a self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        taken: &[Taken],
        house: &Arc<House>,
        now: jiff::Timestamp,
    ) -> anyhow::Result<Scribe<'a>> {
        let mut addresses: HashMap<AddressHash, &Arrival> = HashMap::new();
        for (arrival, _) in arrivals.iter().zip(taken).filter(|(_, taken)| **taken == Taken::Done) {
            addresses
                .insert(conversation::address_hash(&self.store.master, arrival.channel, &arrival.address), arrival);
        }
        let hashes: Vec<_> = addresses.keys().copied().collect();
        let loaded = if hashes.is_empty() { Vec::new() } else { conversation::load(&self.store, tx, &hashes).await? };
        let mut scribe = self.scribe(tx, loaded, house, now).await?;
        for (hash, arrival) in addresses {
            if !scribe.knows(&hash) {
                scribe.meet(Loaded::new(&self.store, arrival.channel, &arrival.address));
            }
        }
        Ok(scribe)
    }

    async fn scribe<'a>(
        &'a self,
        tx: &mut Tx,
        loaded: Vec<Loaded>,
        house: &Arc<House>,
        now: jiff::Timestamp,
    ) -> anyhow::Result<Scribe<'a>> {
        let contacts: Vec<_> = loaded.iter().map(|v| (v.contact_id, &v.key)).collect();
        let tickets = if contacts.is_empty() { HashMap::new() } else { ticket::of_contacts(tx, &contacts).await? };
        Ok(Scribe::new(&self.store, house.clone(), loaded, tickets, now))
    }

    fn tell(&self, written: &Written) {
        for ticket in &written.tickets {
            self.live.tell(Change::Ticket(*ticket));
        }
        for staff in &written.staff {
            self.live.tell(Change::Notification(*staff));
        }
        for channel in &written.waiting {
            self.outbox_of.wake(*channel);
        }
        for address in &written.addresses {
            // Nobody may be listening.
            let _ = self.news.send(*address);
        }
    }

    /// What the staff keep up to date.
    pub async fn house(&self) -> anyhow::Result<Arc<House>> {
        let mut cached = self.house.lock().await;
        if let Some((at, house)) = &*cached
            && at.elapsed() < HOUSE_FRESH
        {
            return Ok(house.clone());
        }
        let house = Arc::new(house::load(&self.store).await?);
        *cached = Some((Instant::now(), house.clone()));
        Ok(house)
    }

    /// The staff have changed something of it: the next turn reads it anew.
    pub async fn house_changed(&self) {
        *self.house.lock().await = None;
    }
}

/// Whether the database is the cause, so that the same message will go through later.
fn is_away(error: &anyhow::Error) -> bool {
    store::is_away(error.as_ref())
}
