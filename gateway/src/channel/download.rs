//! Fetching what a provider keeps for us: from its own hosts only, at public addresses, no redirects, capped while it comes.
//!
//! What a delivery says of a place is not believed: its host is compared with those of the provider ([`is_at`]) or with the
//! API that an operator has configured ([`is_api`]), which is trusted wherever it is.

mod public;

use super::SendError;
use public::PublicOnly;
use reqwest::{Client, ClientBuilder, RequestBuilder, Response, Url, header::LOCATION, redirect::Policy};
use std::{sync::Arc, time::Duration};

/// Longest wait for a connection, and for the whole file: less than [`crate::jobs::fetch`] gives.
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(90);

/// Also what an empty file is called, see [`crate::files`]; the console says it in words.
pub const TOO_LARGE: SendError = SendError::NeverThisMessage("too large or empty");
/// The provider does not have it, or no longer.
pub const GONE: SendError = SendError::NeverThisMessage("the file is gone");
/// It is not where the provider keeps files: nobody is asked.
pub const FOREIGN: SendError = SendError::NeverThisMessage("not one of the provider's hosts");
/// Whoever was asked sends us on.
pub const ELSEWHERE: SendError = SendError::NeverThisMessage("the file is elsewhere");

/// A client that follows nobody anywhere.
pub fn client() -> reqwest::Result<Client> {
    builder().build()
}

/// The same for hosts that a delivery names: a name that leads into a private network does not resolve. `trusted` is a name
/// that may.
pub fn guarded(trusted: Option<&str>) -> reqwest::Result<Client> {
    builder().dns_resolver(Arc::new(PublicOnly { trusted: trusted.map(str::to_owned) })).build()
}

/// A client that follows nobody, with what each channel sets besides. Without a name for itself a client gets pages instead
/// of files from some hosts (Meta's).
pub fn builder() -> ClientBuilder {
    let name = concat!("approdo/", env!("CARGO_PKG_VERSION"));
    Client::builder().user_agent(name).redirect(Policy::none()).connect_timeout(CONNECT).timeout(WHOLE)
}

/// Whether a URL leads to one of these hosts or to a name below it, by https and by name: a number, another port or a user
/// in it is no provider's.
pub fn is_at(url: &Url, hosts: &[&str]) -> bool {
    let is_below =
        |name: &str, host: &str| name.strip_suffix(host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let is_known = url.domain().is_some_and(|name| hosts.iter().any(|host| is_below(name, host)));
    url.scheme() == "https" && url.port().is_none() && is_bare(url) && is_known
}

/// Whether a URL leads to the configured API itself, whatever its host: what an operator has named is trusted.
pub fn is_api(url: &Url, api: &Url) -> bool {
    url.origin() == api.origin() && matches!(url.scheme(), "http" | "https") && is_bare(url)
}

/// No user and no password stand in it.
fn is_bare(url: &Url) -> bool {
    url.username().is_empty() && url.password().is_none()
}

/// Where an answer sends us on. Whoever follows it does so once, where the place is the provider's, and without what
/// proved who we are.
pub fn sent_on(asked: &Url, answer: &Response) -> Option<Url> {
    let place = answer.headers().get(LOCATION)?.to_str().ok()?;
    asked.join(place).ok()
}

/// Sends the request and reads at most `most` bytes.
pub async fn fetch(request: RequestBuilder, most: usize) -> Result<Vec<u8>, SendError> {
    read(ask(request).await?, most).await
}

/// Sends the request. Its URL may hold a secret, so no error repeats it.
pub async fn ask(request: RequestBuilder) -> Result<Response, SendError> {
    request.timeout(WHOLE).send().await.map_err(|_| SendError::Later(None))
}

/// Reads an answer, at most `most` bytes of it: a size that was named is not believed. A provider that does not know us now
/// (401, 403) may know us later, when an operator has seen to it.
pub async fn read(mut answer: Response, most: usize) -> Result<Vec<u8>, SendError> {
    match answer.status().as_u16() {
        200 => {}
        300..=399 => return Err(ELSEWHERE),
        401 | 403 | 408 | 425 | 429 => return Err(SendError::Later(None)),
        400..=499 => return Err(GONE),
        _ => return Err(SendError::Later(None)),
    }
    if answer.content_length().is_some_and(|length| length > most as u64) {
        return Err(TOO_LARGE);
    }
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|_| SendError::Later(None))? {
        if bytes.len() + chunk.len() > most {
            return Err(TOO_LARGE);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_providers_own_hosts() {
        let is_at = |url: &str| Url::parse(url).is_ok_and(|url| is_at(&url, &["lookaside.fbsbx.com", "whatsapp.net"]));
        for good in [
            "https://lookaside.fbsbx.com/a?b=c",
            "https://mmg.whatsapp.net/x",
            "https://whatsapp.net:443/x",
            "https://MMG.whatsapp.net/x",
        ] {
            assert!(is_at(good), "{good}");
        }
        for bad in [
            "http://lookaside.fbsbx.com/a",
            "https://lookaside.fbsbx.com:8443/a",
            "https://user@lookaside.fbsbx.com/a",
            "https://:word@lookaside.fbsbx.com/a",
            "https://lookaside.fbsbx.com@169.254.169.254/a",
            "https://lookaside.fbsbx.com.example.org/a",
            "https://fbsbx.com/a",
            "https://whatsapp.net.example.org/",
            "https://evilwhatsapp.net/",
            "https://127.0.0.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "http://2130706433/",
            "https://localhost/",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "lookaside.fbsbx.com",
            "",
        ] {
            assert!(!is_at(bad), "{bad}");
        }
    }

    #[test]
    fn the_api_is_one_server() {
        let is_api = |url: &str, api: &str| {
            let api = Url::parse(api).unwrap();
            Url::parse(url).is_ok_and(|url| is_api(&url, &api))
        };
        assert!(is_api("http://127.0.0.1:9/x/y", "http://127.0.0.1:9/v1"));
        for other in [
            "http://127.0.0.1:10/x",
            "https://127.0.0.1:9/x",
            "http://user:word@127.0.0.1:9/x",
            "http://127.0.0.1:9@example.org/x",
            "file:///x",
            "x",
        ] {
            assert!(!is_api(other, "http://127.0.0.1:9"), "{other}");
        }
        assert!(!is_api("file:///etc/passwd", "file:///etc"));
    }
}
