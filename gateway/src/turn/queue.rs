//! Who waits for a transaction: on SQLite all in one queue, on PostgreSQL each person in one of their own.

use super::{Away, TRIES, Taken, Turns, is_away};
use crate::{channel::Arrival, store::conversation};
use futures::{FutureExt, StreamExt};
use std::{collections::HashMap, panic::AssertUnwindSafe, sync::Arc};
use tokio::sync::{Mutex, mpsc, oneshot};

/// Turns that share one commit on SQLite.
const BATCH: usize = 256;
/// People whose messages of one delivery are taken side by side on PostgreSQL; fewer than its pool has connections.
const PEOPLE_AT_ONCE: usize = 8;
/// Turns that may wait before a channel is told to come again.
const WAITING: usize = 4096;

/// The way to the one writer of SQLite.
pub(super) type Writer = mpsc::Sender<Waiting>;

pub(super) struct Waiting {
    arrival: Arrival,
    done: oneshot::Sender<Result<Taken, Away>>,
}

/// Starts the writer task; it lives as long as the handles do, and begins again should it die. Who waits in the queue goes
/// on waiting meanwhile; who was in its hands is told to come again.
pub(super) fn start(turns: Turns) -> Writer {
    let (sender, receiver) = mpsc::channel(WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    let tasks = turns.tasks.clone();
    tasks.until_done("writer", move || {
        let (turns, receiver) = (turns.clone(), receiver.clone());
        async move { turns.write(&mut *receiver.lock().await).await }
    });
    sender
}

impl Turns {
    /// Takes one inbound message. When this returns `Ok`, whatever it caused is durable.
    pub async fn take(&self, arrival: Arrival) -> Result<Taken, Away> {
        let Some(writer) = &self.writer else {
            // Apart, because those who only wait for the writer are many.
            return Box::pin(self.take_one(&arrival)).await;
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
    async fn write(self, waiting: &mut mpsc::Receiver<Waiting>) {
        let mut batch = Vec::with_capacity(BATCH);
        while waiting.recv_many(&mut batch, BATCH).await > 0 {
            let (arrivals, done): (Vec<_>, Vec<_>) = batch.drain(..).map(|w| (w.arrival, w.done)).unzip();
            match self.try_safely(&arrivals).await {
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

    /// A defect that panics is an error like others: it ends this transaction, not the writer.
    async fn try_safely(&self, arrivals: &[Arrival]) -> anyhow::Result<Vec<Taken>> {
        let tried = AssertUnwindSafe(self.try_all(arrivals)).catch_unwind().await;
        tried.unwrap_or_else(|_| Err(anyhow::anyhow!("the turn panicked")))
    }

    /// One turn in a transaction of its own; what cannot be processed is kept with its cause.
    async fn take_one(&self, arrival: &Arrival) -> Result<Taken, Away> {
        let mut cause = String::new();
        for _ in 0..TRIES {
            match self.try_safely(std::slice::from_ref(arrival)).await {
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
}
