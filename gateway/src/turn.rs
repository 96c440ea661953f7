//! The turn: what came in, what the bot decides and what follows are committed in one transaction.
//!
//! [`Turns::take`] for workers, [`Turns::take_call`] for those who call, [`Turns::attend`] for the staff. On SQLite one writer task gathers the turns that wait and
//! commits them together, durably; on PostgreSQL each turn has a connection of its own and the conversation's row lock.
//! `scribe.rs` holds what a transaction is going to write.

mod aside;
mod call;
mod enclosed;
mod scribe;

pub use aside::Unknown;
pub use call::Answered;
pub use enclosed::{LARGEST, NewFile};

use crate::{
    channel::Arrival,
    clock::Clock,
    seal,
    store::{
        Store, Tx,
        conversation::{self, AddressHash, Loaded},
        hotline, inbound, message, receipt, ticket,
    },
};
use bot::{
    act::{self, Act, NotNow},
    context::{Context, Hotlines},
    receipt::Proof,
};
use enclosed::Enclosed;
use futures::StreamExt;
use scribe::Scribe;
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{Mutex, Notify, broadcast, mpsc, oneshot, watch};
use uuid::Uuid;

/// Turns that share one commit on SQLite.
const BATCH: usize = 256;
/// People whose messages of one delivery are taken side by side on PostgreSQL; fewer than its pool has connections.
const PEOPLE_AT_ONCE: usize = 8;
/// Turns that may wait before a channel is told to come again.
const WAITING: usize = 4096;
/// How long a hotline may be out of date.
const HOTLINES_FRESH: Duration = Duration::from_secs(10);
/// A turn that another one got in the way of (a new contact twice at once, a taken reference) is tried again.
const TRIES: usize = 3;

/// Takes turns.
#[derive(Clone)]
pub struct Turns {
    store: Store,
    clock: Clock,
    /// Only on SQLite.
    writer: Option<mpsc::Sender<Waiting>>,
    hotlines: Arc<Mutex<Option<Fresh>>>,
    /// Something stands in the outbox.
    pub outbox_filled: watch::Sender<()>,
    /// A file is to be fetched.
    pub files_wanted: Arc<Notify>,
    /// Something new for an address whose page may be waiting.
    pub news: broadcast::Sender<AddressHash>,
}

/// Hotlines and when they were read.
type Fresh = (Instant, Arc<Hotlines>);

struct Waiting {
    arrival: Arrival,
    done: oneshot::Sender<Result<Taken, Away>>,
}

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

/// Why an act of the staff was not carried out. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum AttendError {
    /// No such ticket.
    #[error("no such ticket: it may have been erased")]
    NotFound,
    /// It does not fit any more.
    #[error("{0}")]
    NotNow(String),
    /// The database.
    #[error("the database does not answer: try again")]
    Store(#[from] anyhow::Error),
}

impl From<sqlx::Error> for AttendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl Turns {
    /// Starts taking turns; on SQLite with a writer task that lives as long as the handles do.
    pub fn start(store: Store, clock: Clock) -> Self {
        let (news, _) = broadcast::channel(1024);
        let mut turns = Self {
            store,
            clock,
            writer: None,
            hotlines: Arc::default(),
            outbox_filled: watch::Sender::default(),
            files_wanted: Arc::default(),
            news,
        };
        if turns.store.has_one_writer() {
            let (sender, receiver) = mpsc::channel(WAITING);
            tokio::spawn(turns.clone().write(receiver));
            turns.writer = Some(sender);
        }
        turns
    }

    /// The store it writes to.
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The clock it goes by.
    pub const fn clock(&self) -> &Clock {
        &self.clock
    }

    /// Takes one inbound message. When this returns `Ok`, whatever it caused is durable.
    pub async fn take(&self, arrival: Arrival) -> Result<Taken, Away> {
        let Some(writer) = &self.writer else {
            return self.take_one(&arrival).await;
        };
        let (done, taken) = oneshot::channel();
        writer.try_send(Waiting { arrival, done }).map_err(|_| Away)?;
        taken.await.map_err(|_| Away)?
    }

    /// Takes messages that arrived together, in their order, however many.
    pub async fn take_in_order(&self, arrivals: Vec<Arrival>) -> Result<Vec<Taken>, Away> {
        if self.writer.is_some() {
            // Polled in their order, they stand in the writer's queue in their order, and share its commit.
            let mut taken = Vec::with_capacity(arrivals.len());
            let mut arrivals = arrivals.into_iter();
            loop {
                let some: Vec<_> = arrivals.by_ref().take(BATCH).collect();
                if some.is_empty() {
                    return Ok(taken);
                }
                taken.extend(futures::future::try_join_all(some.into_iter().map(|arrival| self.take(arrival))).await?);
            }
        }
        // Each turn has a connection of its own: people side by side, the messages of one person in their order.
        let mut of_each: Vec<Vec<(usize, Arrival)>> = Vec::new();
        let mut people = HashMap::new();
        let count = arrivals.len();
        for (place, arrival) in arrivals.into_iter().enumerate() {
            let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
            let person = *people.entry(address).or_insert_with(|| {
                of_each.push(Vec::new());
                of_each.len() - 1
            });
            of_each[person].push((place, arrival));
        }
        let of_one = |arrivals: Vec<(usize, Arrival)>| async move {
            let mut taken = Vec::with_capacity(arrivals.len());
            for (place, arrival) in &arrivals {
                taken.push((*place, self.take_one(arrival).await?));
            }
            Ok::<_, Away>(taken)
        };
        let mut all = vec![Taken::Done; count];
        let mut done = futures::stream::iter(of_each).map(of_one).buffer_unordered(PEOPLE_AT_ONCE);
        while let Some(taken) = done.next().await {
            for (place, taken) in taken? {
                all[place] = taken;
            }
        }
        Ok(all)
    }

    /// The writer task of SQLite: whatever waits shares one commit.
    async fn write(self, mut waiting: mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while waiting.recv_many(&mut batch, BATCH).await > 0 {
            let (arrivals, done): (Vec<_>, Vec<_>) = batch.drain(..).map(|w| (w.arrival, w.done)).unzip();
            match self.try_all(&arrivals).await {
                Ok(taken) => {
                    for (done, taken) in done.into_iter().zip(taken) {
                        // The channel may have given up waiting; the turn is durable all the same.
                        let _ = done.send(Ok(taken));
                    }
                }
                // One of them is the cause: alone, each shows what it is worth.
                Err(error) if !is_away(&error) => {
                    for (arrival, done) in arrivals.iter().zip(done) {
                        let _ = done.send(self.take_one(arrival).await);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, turns = arrivals.len(), "turns not committed");
                    for done in done {
                        let _ = done.send(Err(Away));
                    }
                }
            }
        }
    }

    /// One turn in a transaction of its own; what cannot be processed is kept with its cause.
    async fn take_one(&self, arrival: &Arrival) -> Result<Taken, Away> {
        let mut cause = String::new();
        for _ in 0..TRIES {
            match self.try_all(std::slice::from_ref(arrival)).await {
                Ok(taken) => return taken.first().copied().ok_or(Away),
                Err(error) if is_away(&error) => {
                    tracing::error!(%error, "turn not committed");
                    return Err(Away);
                }
                Err(error) => cause = error.to_string(),
            }
        }
        tracing::error!(channel = arrival.channel.name(), cause, "turn failed, kept for a person");
        metrics::counter!("approdo_turns_quarantined_total").increment(1);
        // The worker is told, unless their conversation itself is what cannot be read.
        let kept = match self.keep(arrival, &cause, true).await {
            Err(_) => self.keep(arrival, &cause, false).await,
            told => told,
        };
        kept.map(|()| Taken::Quarantined).map_err(|_| Away)
    }

    /// All of these turns in one transaction, in their order.
    async fn try_all(&self, arrivals: &[Arrival]) -> anyhow::Result<Vec<Taken>> {
        let now = self.clock.now();
        let hotlines = self.hotlines().await?;
        let mut tx = self.store.begin().await?;

        let ids: Vec<_> = arrivals.iter().map(|arrival| (arrival.channel, arrival.provider_id)).collect();
        let mut fresh = inbound::note(&mut tx, &ids, now).await?;
        // A repetition inside the same batch is a repetition.
        let taken: Vec<_> =
            ids.iter().map(|id| if fresh.remove(id) { Taken::Done } else { Taken::Duplicate }).collect();

        let mut scribe = self.gather(&mut tx, arrivals, &taken, now).await?;
        for (arrival, _) in arrivals.iter().zip(&taken).filter(|(_, taken)| **taken == Taken::Done) {
            let proof = match arrival.inbound.receipt() {
                Some(given) => receipt::prove(&mut tx, &self.store.master, given, now).await?,
                None => Proof::NotGiven,
            };
            let entropy = u64::from_le_bytes(seal::random());
            scribe.worker_turn(arrival, |state, requests, restarted| {
                let context = Context { now, entropy, requests, restarted, proof, hotlines: &hotlines };
                // A defect in a flow must not take down the turns of others: it becomes this turn's error.
                catch_unwind(AssertUnwindSafe(|| bot::turn::advance(state, &arrival.inbound, &context)))
                    .map_err(|_| anyhow::anyhow!("the conversation panicked"))
            })?;
        }
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

    /// Loads what these turns work on.
    async fn gather<'a>(
        &'a self,
        tx: &mut Tx,
        arrivals: &[Arrival],
        taken: &[Taken],
        now: jiff::Timestamp,
    ) -> anyhow::Result<Scribe<'a>> {
        let mut addresses: HashMap<AddressHash, &Arrival> = HashMap::new();
        for (arrival, _) in arrivals.iter().zip(taken).filter(|(_, taken)| **taken == Taken::Done) {
            addresses
                .insert(conversation::address_hash(&self.store.master, arrival.channel, &arrival.address), arrival);
        }
        let hashes: Vec<_> = addresses.keys().copied().collect();
        let loaded = if hashes.is_empty() { Vec::new() } else { conversation::load(&self.store, tx, &hashes).await? };
        let mut scribe = self.scribe(tx, loaded, now).await?;
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
        now: jiff::Timestamp,
    ) -> anyhow::Result<Scribe<'a>> {
        let contacts: Vec<_> = loaded.iter().map(|v| (v.contact_id, &v.key)).collect();
        let tickets = if contacts.is_empty() { HashMap::new() } else { ticket::of_contacts(tx, &contacts).await? };
        Ok(Scribe::new(&self.store, loaded, tickets, now))
    }

    /// Carries out an act of the staff on a ticket, in one transaction with what the worker is told.
    pub async fn attend(&self, staff: Uuid, ticket: Uuid, act: Act) -> Result<(), AttendError> {
        self.attend_with(staff, ticket, act, None).await
    }

    /// [`Turns::attend`], with a file that follows the words as a message of its own.
    pub async fn attend_with(
        &self,
        staff: Uuid,
        ticket: Uuid,
        act: Act,
        file: Option<NewFile>,
    ) -> Result<(), AttendError> {
        let Some(file) = file else { return self.attend_once(staff, ticket, &act, None).await.map(|_| ()) };
        for _ in 0..TRIES {
            // First the file, then its row: a crash between them leaves bytes that nobody has a key to.
            let enclosed = Enclosed::keep(&self.store, &file).await?;
            let id = enclosed.id;
            let done = self.attend_once(staff, ticket, &act, Some(enclosed)).await;
            // After an error of the database nobody knows whether it was committed: then the file stays.
            if matches!(done, Ok(true) | Err(AttendError::Store(_))) {
                return done.map(|_| ());
            }
            self.store.files.remove(id).await?;
            done?;
        }
        Err(AttendError::Store(anyhow::anyhow!("the worker writes faster than a file is kept")))
    }

    /// `false`, with nothing done, where the worker has written since the file was given its place.
    async fn attend_once(
        &self,
        staff: Uuid,
        ticket: Uuid,
        act: &Act,
        enclosed: Option<Enclosed>,
    ) -> Result<bool, AttendError> {
        let now = self.clock.now();
        let hotlines = self.hotlines().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(AttendError::NotFound)?;
        let (address, conversation) = (loaded.address_hash, loaded.id);
        if let Some(enclosed) = &enclosed
            && message::is_after(&mut tx, conversation, enclosed.first()).await?
        {
            return Ok(false);
        }
        let mut scribe = self.scribe(&mut tx, vec![loaded], now).await?;
        let reference = scribe.reference(&address, ticket).ok_or(AttendError::NotFound)?;
        let entropy = u64::from_le_bytes(seal::random());
        scribe
            .staff_turn(&address, staff, ticket, act, enclosed, |state, requests, restarted| {
                let context =
                    Context { now, entropy, requests, restarted, proof: Proof::NotGiven, hotlines: &hotlines };
                act::attend(state, reference, act.clone(), &context)
            })
            .map_err(|not_now| match not_now {
                NotNow::NoSuchRequest | NotNow::NoAssessment => AttendError::NotFound,
                not_now => AttendError::NotNow(not_now.to_string()),
            })?;
        let news = scribe.write(&mut tx, now).await?;
        tx.commit().await?;
        self.tell(&news);
        Ok(true)
    }

    fn tell(&self, news: &[AddressHash]) {
        if !news.is_empty() {
            self.outbox_filled.send_replace(());
        }
        for address in news {
            // Nobody may be listening.
            let _ = self.news.send(*address);
        }
    }

    async fn hotlines(&self) -> anyhow::Result<Arc<Hotlines>> {
        let mut cached = self.hotlines.lock().await;
        if let Some((at, hotlines)) = &*cached
            && at.elapsed() < HOTLINES_FRESH
        {
            return Ok(hotlines.clone());
        }
        let hotlines = Arc::new(hotline::load(&mut self.store.reader().await?).await?);
        *cached = Some((Instant::now(), hotlines.clone()));
        Ok(hotlines)
    }
}

/// Whether the database is the cause, so that the same message will go through later.
fn is_away(error: &anyhow::Error) -> bool {
    match error.downcast_ref::<sqlx::Error>() {
        // SQLSTATE class 22: what was to be written cannot be, however often it comes.
        Some(sqlx::Error::Database(error)) if error.code().is_some_and(|code| code.starts_with("22")) => false,
        Some(sqlx::Error::Database(error)) => matches!(error.kind(), sqlx::error::ErrorKind::Other),
        Some(sqlx::Error::ColumnDecode { .. } | sqlx::Error::Decode(_) | sqlx::Error::RowNotFound) => false,
        Some(_) => true,
        None => false,
    }
}
