//! Limits for strangers: what one visitor, one address and everybody together may ask for. A visitor's are tight, an
//! address's wide, because a whole camp writes from behind one router. Never refused: words of somebody who has written
//! before, and words that speak of danger.
//!
//! Whoever is refused hears 429 and when to come again ([`Refusal`]); the page and the form keep what was written.
//! A proxy that does not say who asks makes everybody one address: then only visitors and the whole are counted.

use super::{peer::Peer, work};
use crate::store::conversation::AddressHash;
use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use governor::{
    DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock, DefaultClock},
};
use serde_json::json;
use std::{
    collections::HashSet,
    hash::Hash,
    net::IpAddr,
    num::NonZeroU32,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

const HOUR: Duration = Duration::from_secs(60 * 60);
/// What limits of bytes count in.
pub const UNIT: usize = 1024;
/// Visitors who are known to have written before; more are looked up again.
const KNOWN: usize = 50_000;
/// After so many questions a limit forgets whom it need not remember.
const FORGET: usize = 1024;

/// How much.
#[derive(Clone, Debug)]
pub struct Sizes {
    /// New conversations of one address at once, and in an hour.
    pub new_of_address: (u32, u32),
    /// New conversations of everybody, at once and in an hour, before a proof of work is asked for.
    pub calm: (u32, u32),
    /// New conversations without a proof meanwhile.
    pub slow: (u32, u32),
    /// Uploads in an hour: of one visitor, of one address.
    pub uploads: (u32, u32),
    /// Their sum in units: of one visitor, of one address.
    pub units: (u32, u32),
    /// Units of all uploads that are on their way.
    pub in_flight: usize,
    /// Signs that are asked for in an hour: of one visitor, of one address.
    pub signs: (u32, u32),
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            new_of_address: (240, 720),
            calm: (120, 3600),
            slow: (30, 1200),
            uploads: (60, 1200),
            units: (100 * 1024, 1024 * 1024),
            in_flight: 96 * 1024,
            signs: (20, 600),
        }
    }
}

/// Why somebody has to come again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Later.
    Wait(Duration),
    /// At once, with a proof of work over this; or later without.
    Work(String, Duration),
}

impl Refusal {
    /// Seconds, for `retry-after`.
    pub fn seconds(&self) -> u64 {
        let (Self::Wait(time) | Self::Work(_, time)) = self;
        time.as_secs() + 1
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        metrics::counter!("approdo_strangers_refused_total").increment(1);
        let after = [(header::RETRY_AFTER, self.seconds().to_string())];
        let body = match self {
            Self::Wait(_) => json!({}),
            Self::Work(over, _) => json!({ "work": over, "bits": work::BITS }),
        };
        (StatusCode::TOO_MANY_REQUESTS, after, Json(body)).into_response()
    }
}

/// The limits of one process.
#[derive(Clone)]
pub struct Limits(Arc<Counted>);

struct Counted {
    known: Mutex<HashSet<AddressHash>>,
    new_of_address: Keyed<IpAddr>,
    calm: DefaultDirectRateLimiter,
    slow: DefaultDirectRateLimiter,
    uploads: Both,
    units: Both,
    in_flight: Arc<Semaphore>,
    signs: Both,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(&Sizes::default())
    }
}

impl Limits {
    /// Of these sizes.
    pub fn new(sizes: &Sizes) -> Self {
        let hourly = |(visitor, address): (u32, u32)| Both {
            visitor: Keyed::new((visitor, visitor)),
            address: Keyed::new((address, address)),
        };
        Self(Arc::new(Counted {
            known: Mutex::default(),
            new_of_address: Keyed::new(sizes.new_of_address),
            calm: RateLimiter::direct(quota(sizes.calm)),
            slow: RateLimiter::direct(quota(sizes.slow)),
            uploads: hourly(sizes.uploads),
            units: hourly(sizes.units),
            in_flight: Arc::new(Semaphore::new(sizes.in_flight)),
            signs: hourly(sizes.signs),
        }))
    }

    /// Whether this visitor has written before, as far as it is remembered.
    pub fn knows(&self, visitor: &AddressHash) -> bool {
        self.0.known.lock().unwrap_or_else(PoisonError::into_inner).contains(visitor)
    }

    /// This visitor has written before.
    pub fn remember(&self, visitor: AddressHash) {
        let mut known = self.0.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= KNOWN {
            known.clear();
        }
        known.insert(visitor);
    }

    /// A new conversation from an address. `proved`: a proof of work came with it.
    pub fn conversation(&self, peer: Peer, proved: bool) -> Result<(), Start> {
        if !peer.is_everybody() {
            self.0.new_of_address.check(&peer.network(), 1).map_err(Start::Wait)?;
        }
        if proved || self.0.calm.check().is_ok() {
            return Ok(());
        }
        self.0.slow.check().map_err(|until| Start::Prove(until.wait_time_from(DefaultClock::default().now())))
    }

    /// One upload more.
    pub fn upload(&self, peer: Peer, visitor: &AddressHash) -> Result<(), Refusal> {
        self.0.uploads.check(peer, visitor, 1)
    }

    /// So many units more of an upload that was announced; the sender's own account alone, so that a lie harms nobody else.
    pub fn announced(&self, visitor: &AddressHash, units: u32) -> Result<(), Refusal> {
        self.0.units.visitor.check(visitor, units).map_err(Refusal::Wait)
    }

    /// So many units have come. They count until `held` is dropped.
    pub fn received(&self, peer: Peer, units: u32, held: &mut Option<OwnedSemaphorePermit>) -> Result<(), Refusal> {
        // In the middle of an upload a short pause would only cost another half of it.
        const PAUSE: Duration = Duration::from_secs(60);
        if !peer.is_everybody() {
            self.0.units.address.check(&peer.network(), units).map_err(|wait| Refusal::Wait(wait.max(PAUSE)))?;
        }
        let permit = self.0.in_flight.clone().try_acquire_many_owned(units);
        let permit = permit.map_err(|_| Refusal::Wait(Duration::from_secs(10)))?;
        match held {
            Some(held) => held.merge(permit),
            None => *held = Some(permit),
        }
        Ok(())
    }

    /// A sign is asked for, by an address; then by a visitor who is known.
    pub fn sign_of_address(&self, peer: Peer) -> Result<(), Refusal> {
        self.0.signs.of_address(peer, 1)
    }

    /// See [`Limits::sign_of_address`].
    pub fn sign(&self, visitor: &AddressHash) -> Result<(), Refusal> {
        self.0.signs.visitor.check(visitor, 1).map_err(Refusal::Wait)
    }
}

/// Why a conversation does not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// This address has begun too many.
    Wait(Duration),
    /// Everybody together has: a proof of work is taken instead of waiting.
    Prove(Duration),
}

/// A limit by address and one by visitor. The address first: it is dearer to change, so less has to be remembered.
struct Both {
    visitor: Keyed<AddressHash>,
    address: Keyed<IpAddr>,
}

impl Both {
    fn check(&self, peer: Peer, visitor: &AddressHash, n: u32) -> Result<(), Refusal> {
        self.of_address(peer, n)?;
        self.visitor.check(visitor, n).map_err(Refusal::Wait)
    }

    fn of_address(&self, peer: Peer, n: u32) -> Result<(), Refusal> {
        if peer.is_everybody() {
            return Ok(());
        }
        self.address.check(&peer.network(), n).map_err(Refusal::Wait)
    }
}

/// A limit for each key. Who has not asked for as long as it takes to be as if new is forgotten.
struct Keyed<K: Hash + Eq + Clone> {
    limiter: DefaultKeyedRateLimiter<K>,
    asked: AtomicUsize,
    period: Duration,
}

impl<K: Hash + Eq + Clone> Keyed<K> {
    fn new((burst, hourly): (u32, u32)) -> Self {
        Self {
            limiter: RateLimiter::keyed(quota((burst, hourly))),
            asked: AtomicUsize::new(0),
            period: HOUR / hourly.max(1),
        }
    }

    fn check(&self, key: &K, n: u32) -> Result<(), Duration> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % FORGET == FORGET - 1 {
            self.limiter.retain_recent();
        }
        let Some(n) = NonZeroU32::new(n) else { return Ok(()) };
        match self.limiter.check_key_n(key, n) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(until)) => Err(until.wait_time_from(DefaultClock::default().now())),
            // More at once than there ever is.
            Err(_) => Err(self.period * n.get()),
        }
    }
}

fn quota((burst, hourly): (u32, u32)) -> Quota {
    let of = |n: u32| NonZeroU32::new(n).unwrap_or(NonZeroU32::MIN);
    Quota::per_hour(of(hourly)).allow_burst(of(burst))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(address: &str) -> Peer {
        Peer(address.parse().unwrap())
    }

    #[test]
    fn an_address_is_counted_and_this_machine_is_not() {
        let limits = Limits::new(&Sizes { new_of_address: (2, 1), ..Sizes::default() });
        let begins = |address| limits.conversation(peer(address), false).is_ok();
        assert_eq!([begins("2001:db8::1"), begins("2001:db8::2"), begins("2001:db8::3")], [true, true, false]);
        assert!(begins("2001:db8:0:1::1"), "another subscriber");
        assert!((0..9).all(|_| begins("127.0.0.1")));
    }

    #[test]
    fn in_a_rush_a_proof_takes_the_place_of_waiting() {
        let limits = Limits::new(&Sizes { calm: (1, 1), slow: (1, 1), ..Sizes::default() });
        let here = peer("203.0.113.7");
        assert_eq!([(); 2].map(|()| limits.conversation(here, false)), [Ok(()), Ok(())]);
        assert!(matches!(limits.conversation(here, false), Err(Start::Prove(_))));
        assert_eq!(limits.conversation(here, true), Ok(()));
    }

    #[test]
    fn what_is_on_its_way_is_bounded_and_given_back() {
        let limits = Limits::new(&Sizes { in_flight: 10, ..Sizes::default() });
        let (mut first, mut second) = (None, None);
        assert_eq!(limits.received(peer("203.0.113.7"), 9, &mut first), Ok(()));
        assert!(limits.received(peer("203.0.113.8"), 2, &mut second).is_err());
        drop(first);
        assert_eq!(limits.received(peer("203.0.113.8"), 2, &mut second), Ok(()));
    }

    #[test]
    fn who_is_as_if_new_is_forgotten() {
        let keyed = Keyed::new((2, 3_600_000));
        for n in 0..10 * FORGET {
            assert_eq!(keyed.check(&n, 1), Ok(()));
        }
        std::thread::sleep(Duration::from_millis(5));
        keyed.limiter.retain_recent();
        assert!(keyed.limiter.len() < FORGET, "{}", keyed.limiter.len());
        assert!(keyed.check(&0, 3).is_err(), "more than ever at once");
    }
}
