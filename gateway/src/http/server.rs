//! Serves connections, cheaply and not for ever. A silent one costs a socket and a timer; whoever sends no request within ten
//! seconds, is idle for 75, or dawdles over a body, is let go. When all places are taken, the oldest connection that has no
//! request gives up its own, so a crowd of silent strangers keeps nobody out.
//!
//! `axum::serve` has none of these limits, and rebuilds all routes for each connection that is given a `Router`.
//!
//! Here is who may come in; `connection.rs` is the life of one connection, `watched.rs` what it reads and writes.

mod connection;
mod watched;

use axum::Router;
use connection::Connection;
use hyper_util::service::TowerToHyperService;
use rustix::process::{Resource, getrlimit, setrlimit};
use std::{
    collections::{BTreeMap, HashMap},
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    net::TcpListener,
    sync::Notify,
    task::JoinSet,
    time::{Instant, sleep, timeout_at},
};
use tokio_util::sync::CancellationToken;

/// What connections may cost.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Connections at the same time.
    pub connections: usize,
    /// Of one address; `None` where all come from a proxy's.
    pub per_address: Option<usize>,
    /// Until the head of a request is there, from its first byte or from the beginning.
    pub head: Duration,
    /// Between two requests.
    pub idle: Duration,
    /// A body may take so long, and a second more for each [`Bounds::pace`] bytes of it.
    pub body: Duration,
    /// The slowest network that is waited for, in bytes a second.
    pub pace: usize,
    /// How long the other side may take nothing of an answer.
    pub stall: Duration,
    /// How long requests in flight may take once the process was told to end.
    pub farewell: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 8192,
            per_address: None,
            head: Duration::from_secs(10),
            idle: Duration::from_secs(75),
            body: Duration::from_secs(30),
            pace: 2048,
            stall: Duration::from_secs(60),
            farewell: Duration::from_secs(5),
        }
    }
}

/// Descriptors for the database, files and what goes out.
const OTHER_FILES: u64 = 512;
/// One address may have this part of all places: a whole camp behind one router has room in it.
const PART_OF_ONE: usize = 4;

impl Bounds {
    /// As many connections as the system lets this process have, with the limit of open files raised as far as it goes.
    /// `direct`: no proxy stands before us, so that addresses tell people apart.
    pub fn of_this_machine(direct: bool) -> Self {
        let mut limit = getrlimit(Resource::Nofile);
        limit.current = limit.maximum;
        if let Err(error) = setrlimit(Resource::Nofile, limit) {
            tracing::warn!(%error, "the limit of open files stays as it is");
        }
        let files = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
        let places = usize::try_from(files.saturating_sub(OTHER_FILES).max(files / 2)).unwrap_or(usize::MAX);
        let connections = Self::default().connections.min(places);
        Self { connections, per_address: direct.then_some(connections / PART_OF_ONE), ..Self::default() }
    }
}

/// What answers requests: built once, shared by all connections.
type Service = TowerToHyperService<Router>;

/// Serves until `stop`; then nobody comes in any more, idle connections end, and requests in flight have some seconds left.
/// Dropped, it ends everything at once.
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, stop: CancellationToken) {
    // Without this each clone would build all routes anew.
    let service = TowerToHyperService::new(router.with_state(()));
    let bounds = Arc::new(bounds);
    let places = Places::default();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => continue,
            accepted = listener.accept() => match accepted {
                Ok((stream, address)) => {
                    let may_enter = tokio::select! {
                        () = stop.cancelled() => break,
                        may_enter = places.make_room(&bounds, address.ip()) => may_enter,
                    };
                    if !may_enter {
                        continue;
                    }
                    let connection = places.enter(address, &bounds);
                    connections.spawn(connection::run(stream, connection, service.clone(), bounds.clone(), stop.clone()));
                }
                // The other side had gone already.
                Err(error) if is_theirs(&error) => {}
                Err(error) => {
                    // Out of descriptors or memory: one who only waits gives something back.
                    tracing::error!(%error, "no connection can be accepted");
                    places.close_oldest(None);
                    sleep(Duration::from_millis(100)).await;
                }
            },
        }
    }
    drop(listener);
    let until = Instant::now() + bounds.farewell;
    while let Ok(Some(_)) = timeout_at(until, connections.join_next()).await {}
}

fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// Who is in.
#[derive(Clone, Default)]
struct Places(Arc<Taken>);

#[derive(Default)]
struct Taken {
    open: Mutex<Open>,
    /// Somebody has left, or has no request any more.
    room: Arc<Notify>,
}

#[derive(Default)]
struct Open {
    next: u64,
    /// In the order in which they came.
    connections: BTreeMap<u64, Arc<Connection>>,
    of_address: HashMap<IpAddr, usize>,
}

impl Places {
    /// Whether somebody from this address may come in: at once, or once somebody has left where all places are taken by
    /// requests. Who takes too many places of their own is turned away, so that nobody waits behind them.
    async fn make_room(&self, bounds: &Bounds, address: IpAddr) -> bool {
        if let Some(most) = bounds.per_address.filter(|_| !address.is_loopback()) {
            let theirs = self.lock().of_address.get(&address).copied().unwrap_or_default();
            if theirs >= most {
                return self.close_oldest(Some(address));
            }
        }
        loop {
            let mut room = pin!(self.0.room.notified());
            room.as_mut().enable();
            if self.lock().connections.len() < bounds.connections || self.close_oldest(None) {
                return true;
            }
            room.await;
        }
    }

    /// Closes the oldest connection that has no request, of all or of one address. `false` if there is none.
    fn close_oldest(&self, of: Option<IpAddr>) -> bool {
        let open = self.lock();
        let mut candidates = open.connections.values().filter(|c| of.is_none_or(|of| c.address.ip() == of));
        candidates.find(|connection| connection.is_waiting()).inspect(|oldest| oldest.close()).is_some()
    }

    fn enter(&self, address: SocketAddr, bounds: &Bounds) -> Entered {
        let connection = Arc::new(Connection::new(address, bounds, self.0.room.clone()));
        let mut open = self.lock();
        let id = open.next;
        open.next += 1;
        open.connections.insert(id, connection.clone());
        *open.of_address.entry(address.ip()).or_default() += 1;
        metrics::gauge!("approdo_connections").set(open.connections.len() as f64);
        Entered { connection, id, places: self.clone() }
    }

    fn lock(&self) -> MutexGuard<'_, Open> {
        self.0.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place that is taken until this is dropped.
struct Entered {
    connection: Arc<Connection>,
    id: u64,
    places: Places,
}

impl Drop for Entered {
    fn drop(&mut self) {
        let mut open = self.places.lock();
        open.connections.remove(&self.id);
        let address = self.connection.address.ip();
        if let Some(count) = open.of_address.get_mut(&address) {
            *count -= 1;
            if *count == 0 {
                open.of_address.remove(&address);
            }
        }
        drop(open);
        self.places.0.room.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;

    fn from(last: u8, port: u16) -> SocketAddr {
        (Ipv4Addr::new(192, 0, 2, last), port).into()
    }

    #[tokio::test]
    async fn one_address_takes_its_own_places_and_nobody_elses() {
        let bounds = Bounds { per_address: Some(2), ..Bounds::default() };
        let places = Places::default();
        let crowd = from(1, 1).ip();
        let mut inside = Vec::new();
        for port in 1..=2 {
            assert!(places.make_room(&bounds, crowd).await);
            inside.push(places.enter(from(1, port), &bounds));
        }
        let neighbour = places.enter(from(2, 1), &bounds);
        // The third takes the place of the oldest of its own that only waits.
        assert!(places.make_room(&bounds, crowd).await);
        assert!(!inside[0].connection.is_waiting() && inside[1].connection.is_waiting());
        assert!(neighbour.connection.is_waiting(), "others lose nothing");
        // All of them have a request: the next one is turned away at once, and others come in.
        inside[1].connection.asked();
        assert!(!places.make_room(&bounds, crowd).await);
        assert!(places.make_room(&bounds, from(2, 2).ip()).await);
        inside.clear();
        assert!(places.make_room(&bounds, crowd).await, "what has left is counted no more");
        assert!(places.lock().of_address.len() == 1);
    }
}
