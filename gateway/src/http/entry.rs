//! Who may begin: the limits of [`super::limits`] put to a request of the worker's page or form.

use super::{
    limits::{Refusal, Start, UNIT},
    peer::Peer,
    state::Http,
    work,
};
use crate::{
    channel::Channel,
    store::conversation::{self, AddressHash},
};
use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use bot::{private::Private, understand::speaks_of_danger};
use futures::StreamExt;
use tokio::sync::OwnedSemaphorePermit;

/// Why a request is not carried out.
#[derive(Debug, PartialEq, Eq)]
pub enum Refused {
    /// Too much of it: come again.
    Later(Refusal),
    /// For another reason.
    Status(StatusCode),
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        Self::Later(refusal)
    }
}

impl From<StatusCode> for Refused {
    fn from(status: StatusCode) -> Self {
        Self::Status(status)
    }
}

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "a visitor cannot be looked up");
        Self::Status(StatusCode::SERVICE_UNAVAILABLE)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Self::Later(refusal) => refusal.into_response(),
            Self::Status(status) => status.into_response(),
        }
    }
}

/// Whether this visitor has written before.
pub async fn is_known(http: &Http, visitor: &AddressHash) -> sqlx::Result<bool> {
    if http.limits.knows(visitor) {
        return Ok(true);
    }
    let known = conversation::exists(&mut http.turns.store().reader().await?, Channel::Web, visitor).await?;
    if known {
        http.limits.remember(*visitor);
    }
    Ok(known)
}

/// Lets a message in: of somebody who has written before and of somebody in danger always, of others within limits.
pub async fn admit(
    http: &Http,
    peer: Peer,
    headers: &HeaderMap,
    secret: &Private<String>,
    words: &str,
) -> Result<(), Refused> {
    let master = &http.turns.store().master;
    let visitor = conversation::address_hash(master, Channel::Web, secret);
    if speaks_of_danger(words) || is_known(http, &visitor).await? {
        return Ok(());
    }
    let now = http.turns.clock().now();
    let number = headers.get(work::HEADER).and_then(|number| number.to_str().ok());
    let proved = number.is_some_and(|number| work::proves(master, secret, number, now));
    http.limits.conversation(peer, proved).map_err(|start| {
        Refused::Later(match start {
            Start::Wait(time) => Refusal::Wait(time),
            Start::Prove(time) => Refusal::Work(work::task(master, secret, now), time),
        })
    })
}

/// The bytes of an upload on its way; they count until it is dropped.
pub struct Received<'a> {
    http: &'a Http,
    peer: Peer,
    most: usize,
    bytes: Vec<u8>,
    units: usize,
    held: Option<OwnedSemaphorePermit>,
}

impl<'a> Received<'a> {
    /// Nothing yet, and at most so many bytes.
    pub const fn new(http: &'a Http, peer: Peer, most: usize) -> Self {
        Self { http, peer, most, bytes: Vec::new(), units: 0, held: None }
    }

    /// Takes more; 413 once it is too large.
    pub fn push(&mut self, chunk: &[u8]) -> Result<(), Refused> {
        if self.bytes.len() + chunk.len() > self.most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE.into());
        }
        let units = (self.bytes.len() + chunk.len()).div_ceil(UNIT);
        if units > self.units {
            self.http.limits.received(self.peer, (units - self.units) as u32, &mut self.held)?;
            self.units = units;
        }
        self.bytes.extend_from_slice(chunk);
        Ok(())
    }

    /// All of it, and what holds its place.
    pub fn take(self) -> (Vec<u8>, Option<OwnedSemaphorePermit>) {
        (self.bytes, self.held)
    }
}

/// One upload more of a visitor, of the size that it announces.
pub fn announce(http: &Http, peer: Peer, visitor: &Private<String>, headers: &HeaderMap) -> Result<(), Refused> {
    let visitor = conversation::address_hash(&http.turns.store().master, Channel::Web, visitor);
    http.limits.upload(peer, &visitor)?;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let units = length.unwrap_or(UNIT).div_ceil(UNIT);
    Ok(http.limits.announced(&visitor, u32::try_from(units).unwrap_or(u32::MAX))?)
}

/// Reads a body that is a file.
pub async fn receive(received: &mut Received<'_>, body: Body) -> Result<(), Refused> {
    let mut chunks = body.into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk: Bytes = chunk.map_err(|_| StatusCode::BAD_REQUEST)?;
        if let Err(refused) = received.push(&chunk) {
            drain(Body::from_stream(chunks)).await;
            return Err(refused);
        }
    }
    Ok(())
}

/// Throws away what is left of a refused body, up to a photo's size: whoever is still sending when the connection closes may
/// never read why, and sends all of it again.
pub async fn drain(body: Body) {
    const PATIENCE: usize = 1024 * 1024;
    let mut chunks = body.into_data_stream();
    let mut read = 0;
    while let Some(Ok(chunk)) = chunks.next().await {
        read += chunk.len();
        if read > PATIENCE {
            return;
        }
    }
}
