//! The turn: what came in, what the bot decides and what follows are committed in one transaction.
//!
//! [`Turns::take`] for workers, [`Turns::take_call`] for those who call, [`Turns::attend`] for the staff. On SQLite one writer
//! task gathers the turns that wait and commits them together, durably; on PostgreSQL each turn has a connection of its own
//! and the conversation's row lock.
//!
//! `queue.rs` holds who waits for a transaction, `unit_of_work.rs` what one does to conversations and tickets, `projection.rs` what
//! follows from what has happened to tickets. Its doors: here for workers, `call.rs` for a telephone call, `staff.rs` for the staff
//! and `carry_out.rs` for their answers that waited, [`Turns::begin`] for jobs. `beside.rs` keeps files that came with a message,
//! `aside.rs` what no turn can be made of, `again.rs` how it is tried again when a person asks for it.

pub mod again;
mod aside;
mod beside;
mod call;
mod carry_out;
mod counted;
mod enclosed;
mod projection;
mod queue;
mod staff;
mod unit_of_work;
mod wakes;

pub use again::Again;
pub use aside::Unknown;
pub use call::Answered;
pub use carry_out::Carried;
pub use enclosed::{LARGEST, NewFile};
pub use staff::{OpenTicket, Refused, Seen};
pub use unit_of_work::UnitOfWork;
pub use wakes::Wakes;

use crate::tasks::Tasks;
use crate::{
    channel::{Arrival, Channel},
    clock::Clock,
    live::{Change, Live},
    seal,
    store::{
        self, Store,
        conversation::{self, AddressHash, Loaded},
        house, inbound,
        quarantine::Retention,
        receipt,
    },
};
use bot::{context::Context, house::House, receipt::Proof};
use std::{
    collections::{HashMap, HashSet},
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};
use tokio::{
    sync::{Mutex, Notify, Semaphore, broadcast, watch},
    time::Instant,
};
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
        let mut unit = UnitOfWork::begin(self, None).await?;
        let ids: Vec<_> = arrivals.iter().map(|arrival| (arrival.channel, arrival.provider_id)).collect();
        let mut fresh = inbound::note(&mut unit.tx, &ids, unit.now).await?;
        // A repetition inside the same batch is a repetition.
        let taken: Vec<_> =
            ids.iter().map(|id| if fresh.remove(id) { Taken::Done } else { Taken::Duplicate }).collect();
        self.gather(&mut unit, arrivals, &taken).await?;
        let new = arrivals.iter().zip(&taken).filter(|(_, taken)| **taken == Taken::Done).map(|(arrival, _)| arrival);
        self.advance_each(&mut unit, new).await?;
        anyhow::ensure!(
            arrivals.len() == 1 || !unit.stands_alone(),
            "a turn that concerns other channels stands alone"
        );
        let files = arrivals.iter().any(|arrival| !arrival.files.is_empty());
        unit.finish().await?;
        if files {
            self.files_wanted.notify_one();
        }
        tracing::trace!(turns = taken.len(), "turns committed");
        Ok(taken)
    }

    /// Asks the bot what follows from each, in their order, and notes it.
    async fn advance_each<'a>(
        &self,
        unit: &mut UnitOfWork,
        arrivals: impl Iterator<Item = &'a Arrival>,
    ) -> anyhow::Result<()> {
        let (now, house) = (unit.now, unit.house.clone());
        for arrival in arrivals {
            let proof = match arrival.inbound.receipt().filter(|_| unit.expects_receipt(arrival)) {
                Some(given) => {
                    let sender = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
                    receipt::prove(&mut unit.tx, &self.store.master, given, &sender, now).await?
                }
                None => Proof::NotGiven,
            };
            let forgeable = arrival.channel.limits().forgeable;
            let newly_linked = unit.is_newly_linked(arrival);
            let entropy = u64::from_le_bytes(seal::random());
            unit.worker_turn(arrival, |state, requests, restarted| {
                let context =
                    Context { now, entropy, requests, restarted, proof, forgeable, newly_linked, house: &house };
                // A defect in a flow must not take down the turns of others: it becomes this turn's error.
                catch_unwind(AssertUnwindSafe(|| bot::turn::advance(state, &arrival.inbound, &context)))
                    .map_err(|_| anyhow::anyhow!("the conversation panicked"))
            })?;
        }
        Ok(())
    }

    /// Loads what these turns work on.
    async fn gather(&self, unit: &mut UnitOfWork, arrivals: &[Arrival], taken: &[Taken]) -> anyhow::Result<()> {
        let mut addresses: HashMap<AddressHash, &Arrival> = HashMap::new();
        for (arrival, _) in arrivals.iter().zip(taken).filter(|(_, taken)| **taken == Taken::Done) {
            let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
            if !unit.knows(&address) {
                addresses.insert(address, arrival);
            }
        }
        let hashes: Vec<_> = addresses.iter().map(|(hash, arrival)| (arrival.channel, *hash)).collect();
        if !hashes.is_empty() {
            let loaded = conversation::load(&self.store, &mut unit.tx, &hashes).await?;
            unit.take_up(loaded).await?;
        }
        for (hash, arrival) in addresses {
            if !unit.knows(&hash) {
                unit.meet(Loaded::new(&self.store, arrival.channel, &arrival.address));
            }
        }
        Ok(())
    }

    /// Tells whoever waits what was committed.
    fn tell(&self, addresses: HashSet<AddressHash>, waiting: &HashSet<Channel>, mut changes: Vec<Change>) {
        let mut seen = Vec::new();
        changes.retain(|change| {
            let is_new = !seen.contains(change);
            if is_new {
                seen.push(*change);
            }
            is_new
        });
        for change in changes {
            self.live.tell(change);
        }
        for channel in waiting {
            self.outbox_of.wake(*channel);
        }
        for address in addresses {
            // Nobody may be listening.
            let _ = self.news.send(address);
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
