//! A sign on the phone when a person has answered: web push without content, where the worker has asked for it.
//!
//! The push says nothing at all, so there is nothing to encrypt (RFC 8030); who sends it is proved by a signed token (VAPID,
//! RFC 8292). The words wait on the page.

use crate::channel::{Carrier, Channel, Outgoing, SendError};
use anyhow::{Context, anyhow};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use reqwest::{StatusCode, Url, header, redirect};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;
use std::{io::Write, path::Path, time::Duration};

/// The push services of the browsers. A visitor names the address to call, so it has to be one of these.
pub const SERVICES: [&str; 4] =
    ["fcm.googleapis.com", "updates.push.services.mozilla.com", "*.push.apple.com", "*.notify.windows.com"];

/// How long a push service keeps a sign for a phone that is off; four weeks is what they all take.
const KEPT: Duration = Duration::from_secs(28 * 24 * 60 * 60);
/// A token is good for a day at most (RFC 8292, section 2).
const TOKEN: SignedDuration = SignedDuration::from_hours(12);
const TIMEOUT: Duration = Duration::from_secs(20);
/// Pause after a failure, where the service names none. Of another length for each would be no use: they are few.
const AGAIN: Duration = Duration::from_secs(60);
const LONGEST_ENDPOINT: usize = 2048;

/// The sender of signs.
pub struct Push {
    http: reqwest::Client,
    key: EcdsaKeyPair,
    subject: String,
    services: Vec<String>,
}

impl Push {
    /// `subject`: how a push service reaches whoever sends, `https:` or `mailto:`. `services`: names of hosts, `*.` for any
    /// below one, or whole origins.
    pub fn new(key_file: &Path, subject: &str, services: Vec<String>) -> anyhow::Result<Self> {
        let key = read_or_create(key_file).with_context(|| key_file.display().to_string())?;
        let http = reqwest::Client::builder().timeout(TIMEOUT).redirect(redirect::Policy::none()).build()?;
        Ok(Self { http, key, subject: subject.to_owned(), services })
    }

    /// What a browser needs to subscribe: the public key as an uncompressed point, base64url.
    pub fn public_key(&self) -> String {
        BASE64.encode(self.key.public_key().as_ref())
    }

    /// Whether this is an address at one of the push services.
    pub fn accepts(&self, endpoint: &str) -> bool {
        self.service(endpoint).is_some()
    }

    fn service(&self, endpoint: &str) -> Option<Url> {
        let url = Url::parse(endpoint).ok().filter(|_| endpoint.len() <= LONGEST_ENDPOINT)?;
        let host = url.host_str()?;
        let anonymous = url.username().is_empty() && url.password().is_none();
        let by_name = |service: &str| match service.strip_prefix("*.") {
            Some(parent) => host.strip_suffix(parent).is_some_and(|below| below.len() > 1 && below.ends_with('.')),
            None => host == service,
        };
        let usual = url.scheme() == "https" && url.port().is_none();
        let known = self.services.iter().any(|service| match service.contains("://") {
            true => url.origin().ascii_serialization() == *service,
            false => usual && by_name(service),
        });
        (known && anonymous).then_some(url)
    }

    /// `Authorization` for the origin of a push service.
    fn authorization(&self, service: &Url, now: Timestamp) -> anyhow::Result<String> {
        let part = |value: serde_json::Value| BASE64.encode(value.to_string());
        let claims = json!({
            "aud": service.origin().ascii_serialization(),
            "exp": now.saturating_add(TOKEN)?.as_second(),
            "sub": self.subject,
        });
        let signed = format!("{}.{}", part(json!({ "typ": "JWT", "alg": "ES256" })), part(claims));
        let signature = self.key.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| anyhow!("no signature"))?;
        Ok(format!("vapid t={signed}.{}, k={}", BASE64.encode(signature), self.public_key()))
    }

    async fn tell(&self, message: &Outgoing) -> Result<Option<String>, SendError> {
        // Not asked for any more: the words are on the page.
        let Some(endpoint) = &message.route else { return Ok(None) };
        let service = self.service(endpoint.expose()).ok_or(SendError::NeverThisPerson)?;
        let authorization = self.authorization(&service, message.now).map_err(|_| SendError::Later(Some(AGAIN)))?;
        let request = self
            .http
            .post(service)
            .header(header::AUTHORIZATION, authorization)
            .header("ttl", KEPT.as_secs())
            .header("urgency", "normal")
            // A sign that has not been shown yet is replaced by the next one.
            .header("topic", "answer")
            .header(header::CONTENT_LENGTH, 0);
        let Ok(answer) = request.send().await else { return Err(SendError::Later(Some(AGAIN))) };
        match answer.status() {
            status if status.is_success() => Ok(None),
            // Gone (RFC 8030, 7.3), made with another key, or nothing the service knows: the page can subscribe anew.
            StatusCode::NOT_FOUND
            | StatusCode::GONE
            | StatusCode::BAD_REQUEST
            | StatusCode::UNAUTHORIZED
            | StatusCode::FORBIDDEN => Err(SendError::NeverThisPerson),
            _ => {
                let named =
                    answer.headers().get(header::RETRY_AFTER).and_then(|after| after.to_str().ok()?.parse().ok());
                // Always with a time: one phone's service is not the channel, and must not stop the others.
                Err(SendError::Later(Some(named.map(Duration::from_secs).unwrap_or(AGAIN))))
            }
        }
    }
}

impl Carrier for Push {
    fn channel(&self) -> Channel {
        Channel::Web
    }

    fn per_second(&self) -> u32 {
        0
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(self.tell(message))
    }
}

/// The key pair (PKCS #8 in hexadecimal), made on the first start, readable by its owner only. Phones that have subscribed
/// know its public half, so it must not change.
fn read_or_create(file: &Path) -> anyhow::Result<EcdsaKeyPair> {
    let random = SystemRandom::new();
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let pkcs8 = match std::fs::read_to_string(file) {
        Ok(text) => {
            crate::private_files::close(file, 0o600)?;
            hex::decode(text.trim())?
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let made = EcdsaKeyPair::generate_pkcs8(algorithm, &random).map_err(|_| anyhow!("no key was made"))?;
            let mut options = std::fs::OpenOptions::new();
            options.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
            let mut created = options.open(file)?;
            created.write_all(hex::encode(made.as_ref()).as_bytes())?;
            created.sync_all()?;
            made.as_ref().to_vec()
        }
        Err(error) => return Err(error.into()),
    };
    EcdsaKeyPair::from_pkcs8(algorithm, &pkcs8, &random).map_err(|_| anyhow!("this is not a key for web push"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

    fn push(services: &[&str]) -> Push {
        let folder = std::env::temp_dir().join(format!("approdo-push-{}", uuid::Uuid::now_v7()));
        let made =
            Push::new(&folder, "https://helpdesk.example", services.iter().map(|s| (*s).to_owned()).collect()).unwrap();
        let read = Push::new(&folder, "", Vec::new()).unwrap();
        assert_eq!(made.public_key(), read.public_key(), "made once");
        std::fs::remove_file(folder).unwrap();
        made
    }

    #[test]
    fn only_the_push_services_are_called() {
        let push = push(&SERVICES);
        for good in [
            "https://fcm.googleapis.com/fcm/send/abc:def",
            "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
            "https://web.push.apple.com/QGk",
            "https://db5p.notify.windows.com/w/?token=x",
        ] {
            assert!(push.accepts(good), "{good}");
        }
        for bad in [
            "",
            "fcm.googleapis.com",
            "http://fcm.googleapis.com/x",
            "https://fcm.googleapis.com:8443/x",
            "https://me@fcm.googleapis.com/x",
            "https://fcm.googleapis.com.example.org/x",
            "https://evilpush.apple.com/x",
            "https://push.apple.com/x",
            "https://.push.apple.com/x",
            "https://127.0.0.1/x",
            "http://169.254.169.254/latest",
            "https://[::1]/x",
            &format!("https://fcm.googleapis.com/{}", "x".repeat(3000)),
        ] {
            assert!(!push.accepts(bad), "{bad}");
        }
    }

    #[test]
    fn the_token_is_signed_for_this_service_and_not_for_long() {
        let push = push(&SERVICES);
        let service = Url::parse("https://fcm.googleapis.com/fcm/send/abc").unwrap();
        let header = push.authorization(&service, Timestamp::from_second(1000).unwrap()).unwrap();
        let (token, key) = header.strip_prefix("vapid t=").unwrap().split_once(", k=").unwrap();
        let (signed, signature) = token.rsplit_once('.').unwrap();
        let key = BASE64.decode(key).unwrap();
        assert_eq!((key.len(), key[0]), (65, 4), "an uncompressed point");
        let signature = BASE64.decode(signature).unwrap();
        UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(signed.as_bytes(), &signature).unwrap();
        let claims: serde_json::Value =
            serde_json::from_slice(&BASE64.decode(signed.split_once('.').unwrap().1).unwrap()).unwrap();
        assert_eq!(claims["aud"], "https://fcm.googleapis.com");
        assert_eq!(claims["exp"], 1000 + 12 * 60 * 60);
        assert_eq!(claims["sub"], "https://helpdesk.example");
    }
}
