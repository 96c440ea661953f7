//! Who waits for a password to be hashed. Each takes 19 MiB and a core for a while, so there are two at once, the others wait,
//! and not for long. Every network has a lane of its own and the lanes take turns, so a flood from one network is behind nobody
//! but itself; browsers that somebody has logged in with go first.

use std::{
    collections::VecDeque,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::sync::oneshot;
use uuid::Uuid;

/// Passwords hashed at the same time.
const AT_ONCE: usize = 2;
/// Waiting from one network.
const OF_ONE: usize = 8;
/// Waiting where everybody comes from one address, because no proxy says who asks.
const OF_EVERYBODY: usize = 64;
/// Waiting altogether.
const OF_ALL: usize = 128;
/// The longest wait.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where somebody waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lane {
    /// In a browser in which they have logged in before, by its hash.
    Browser(Vec<u8>),
    /// Logged in.
    Inside(Uuid),
    /// From a network.
    Network(IpAddr),
    /// From this machine: a proxy that does not say who asks.
    Everybody,
}

impl Lane {
    const fn is_known(&self) -> bool {
        matches!(self, Self::Browser(_) | Self::Inside(_))
    }

    const fn room(&self) -> usize {
        if matches!(self, Self::Everybody) { OF_EVERYBODY } else { OF_ONE }
    }
}

/// Too many wait: try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Busy;

/// Leave to hash passwords, until it is dropped.
#[derive(Debug)]
pub struct Permit(Option<Queue>);

/// The queue of this process.
#[derive(Clone, Default)]
pub struct Queue(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    running: usize,
    /// None of them is empty; the next to be served stands in front.
    lanes: VecDeque<(Lane, VecDeque<oneshot::Sender<Permit>>)>,
}

impl Inner {
    fn waiting(&self) -> usize {
        self.lanes.iter().map(|(_, waiting)| waiting.len()).sum()
    }

    fn next(&mut self) -> Option<oneshot::Sender<Permit>> {
        let place = self.lanes.iter().position(|(lane, _)| lane.is_known()).unwrap_or(0);
        let (lane, mut waiting) = self.lanes.remove(place)?;
        let next = waiting.pop_front();
        if !waiting.is_empty() {
            self.lanes.push_back((lane, waiting));
        }
        next
    }

    /// Makes room for somebody else in the longest lane of strangers, unless all are as short as can be.
    fn send_away(&mut self, is_known: bool) -> bool {
        let strangers = self.lanes.iter_mut().enumerate().filter(|(_, (lane, _))| !lane.is_known());
        let Some((place, (_, waiting))) = strangers.max_by_key(|(_, (_, waiting))| waiting.len()) else { return false };
        if waiting.len() < 2 && !is_known {
            return false;
        }
        waiting.pop_back();
        if waiting.is_empty() {
            self.lanes.remove(place);
        }
        true
    }

    fn join(&mut self, lane: Lane) -> Result<oneshot::Receiver<Permit>, Busy> {
        let own = self.lanes.iter().find(|(of, _)| *of == lane).map_or(0, |(_, waiting)| waiting.len());
        if own >= lane.room() || self.waiting() >= OF_ALL && !self.send_away(lane.is_known()) {
            return Err(Busy);
        }
        let (sender, receiver) = oneshot::channel();
        match self.lanes.iter_mut().find(|(of, _)| *of == lane) {
            Some((_, waiting)) => waiting.push_back(sender),
            None => self.lanes.push_back((lane, VecDeque::from([sender]))),
        }
        Ok(receiver)
    }
}

impl Queue {
    /// Waits for leave.
    pub async fn enter(&self, lane: Lane) -> Result<Permit, Busy> {
        let receiver = {
            let mut inner = self.inner();
            if inner.running < AT_ONCE {
                inner.running += 1;
                return Ok(Permit(Some(self.clone())));
            }
            inner.join(lane)?
        };
        match tokio::time::timeout(PATIENCE, receiver).await {
            Ok(Ok(permit)) => Ok(permit),
            // Sent away, or waited too long.
            Ok(Err(_)) | Err(_) => Err(Busy),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Nothing in it is ever half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Hands a place on to whoever is next.
    fn leave(&self) {
        let mut inner = self.inner();
        while let Some(next) = inner.next() {
            match next.send(Permit(Some(self.clone()))) {
                Ok(()) => return,
                // They have given up; what came back must not leave once more.
                Err(mut permit) => permit.0 = None,
            }
        }
        inner.running = inner.running.saturating_sub(1);
    }
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Queue")
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        if let Some(queue) = self.0.take() {
            queue.leave();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{FutureExt, future::BoxFuture};

    fn network(last: u8) -> Lane {
        Lane::Network(IpAddr::from([203, 0, 113, last]))
    }

    /// Who runs and who waits.
    fn counts(queue: &Queue) -> (usize, usize) {
        let inner = queue.inner();
        (inner.running, inner.waiting())
    }

    /// Somebody who has taken their place.
    fn waits(queue: &Queue, lane: Lane) -> BoxFuture<'static, Result<Permit, Busy>> {
        let queue = queue.clone();
        let mut waiting = async move { queue.enter(lane).await }.boxed();
        assert!((&mut waiting).now_or_never().is_none(), "nobody is served yet");
        waiting
    }

    #[tokio::test]
    async fn lanes_take_turns_and_known_browsers_go_first() {
        let queue = Queue::default();
        let (first, second) = (queue.enter(network(1)).await, queue.enter(network(1)).await);
        let mut flood: Vec<_> = (0..OF_ONE).map(|_| waits(&queue, network(1))).collect();
        assert_eq!(queue.enter(network(1)).await.err(), Some(Busy), "a network fills its own lane only");
        let mut other = waits(&queue, network(2));
        let mut known = waits(&queue, Lane::Inside(Uuid::nil()));
        drop(first);
        let known = (&mut known).now_or_never().expect("the known one is next");
        drop(known);
        let one = (&mut flood[0]).now_or_never().expect("then who came first");
        drop(one);
        let other = (&mut other).now_or_never().expect("then the other network, before the rest of the flood");
        drop((other, second));
        for waiting in flood.drain(1..) {
            assert!(waiting.await.is_ok());
        }
        assert_eq!(counts(&queue), (0, 0));
    }

    #[tokio::test]
    async fn who_gives_up_takes_no_place_away() {
        let queue = Queue::default();
        let (first, second) = (queue.enter(network(1)).await, queue.enter(network(1)).await);
        drop(waits(&queue, network(1)));
        let next = waits(&queue, network(2));
        drop((first, second));
        drop(next.await);
        assert_eq!(counts(&queue), (0, 0));
        assert!(queue.enter(network(3)).await.is_ok());
    }

    #[tokio::test]
    async fn a_flood_from_many_networks_makes_room_for_one_more() {
        let queue = Queue::default();
        let _running = (queue.enter(network(1)).await, queue.enter(network(1)).await);
        let _flood: Vec<_> = (0..OF_ALL).map(|n| waits(&queue, network(u8::try_from(n / OF_ONE).unwrap()))).collect();
        let _newcomer = waits(&queue, network(200));
        let _known = waits(&queue, Lane::Inside(Uuid::nil()));
        assert_eq!(queue.inner().waiting(), OF_ALL);
    }
}
