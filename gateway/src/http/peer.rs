//! Where a request comes from: the address that limits are counted by. It is personal data: it is neither logged nor stored.

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{Extensions, HeaderMap, HeaderName, request::Parts},
    middleware::Next,
    response::Response,
};
use std::{
    convert::Infallible,
    fmt,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
};

/// The address of whoever asks. An extractor that never fails: without any information it is this machine.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Nobody has said who it is.
    const HERE: Self = Self(IpAddr::V4(Ipv4Addr::LOCALHOST));

    /// What limits count: an IPv4 address, or the /64 that one subscriber of IPv6 has to themselves (RFC 6177).
    pub fn network(&self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            address @ IpAddr::V4(_) => address,
        }
    }

    /// It is this machine: a proxy whose header is not configured, a probe, somebody who tries the service out. Everybody
    /// comes from there, so one address says nothing about one person.
    pub fn is_everybody(&self) -> bool {
        self.0.to_canonical().is_loopback()
    }
}

/// Not printed: an address of the internet leads to a person.
impl fmt::Debug for Peer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[address]")
    }
}

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(of(&parts.extensions))
    }
}

/// The address of a request, wherever it is handled.
pub fn of(extensions: &Extensions) -> Peer {
    extensions.get().copied().unwrap_or(Peer::HERE)
}

/// Finds out where a request comes from: the proxy's header where one is configured, else the socket.
pub async fn note(State(header): State<Option<HeaderName>>, mut request: Request, next: Next) -> Response {
    let named = header.and_then(|header| named(request.headers(), &header));
    let socket = request.extensions().get().map(|ConnectInfo(address): &ConnectInfo<SocketAddr>| address.ip());
    let peer = named.or(socket).map_or(Peer::HERE, Peer);
    request.extensions_mut().insert(peer);
    next.run(request).await
}

/// The last entry, which our own proxy wrote; what stands before it anybody may have made up.
fn named(headers: &HeaderMap, header: &HeaderName) -> Option<IpAddr> {
    let last = headers.get_all(header).iter().next_back()?.to_str().ok()?;
    let entry = last.rsplit(',').next()?.trim();
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    bare.parse().ok().or_else(|| entry.parse().ok().map(|address: SocketAddr| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_entry_counts() {
        let header = HeaderName::from_static("x-forwarded-for");
        let of = |lines: &[&str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(&header, line.parse().unwrap());
            }
            named(&headers, &header).map(|address| address.to_string())
        };
        assert_eq!(of(&["203.0.113.7"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(of(&["198.51.100.1, 203.0.113.7"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(of(&["198.51.100.1", "203.0.113.7:4711"]).as_deref(), Some("203.0.113.7"));
        assert_eq!(of(&["[2001:db8::1]:80"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(of(&["2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        for odd in ["unknown", "", "203.0.113.7, _hidden"] {
            assert_eq!(of(&[odd]), None, "{odd}");
        }
    }

    #[test]
    fn one_subscriber_is_one_network() {
        let of = |address: &str| Peer(address.parse().unwrap()).network().to_string();
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
        assert_eq!(of("::ffff:203.0.113.7"), "203.0.113.7");
        assert_eq!(of("203.0.113.7"), "203.0.113.7");
        assert!(Peer("::ffff:127.0.0.1".parse().unwrap()).is_everybody());
    }
}
