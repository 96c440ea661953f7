//! What WhatsApp, Messenger and Instagram share: the handshake of a webhook and the signature of its deliveries
//! (<https://developers.facebook.com/docs/graph-api/webhooks/getting-started>).

use bot::private::Private;
use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// The query of the handshake, `GET` on the webhook.
#[derive(Deserialize)]
pub struct Handshake {
    #[serde(rename = "hub.mode")]
    mode: Option<String>,
    #[serde(rename = "hub.verify_token")]
    token: Option<Private<String>>,
    #[serde(rename = "hub.challenge")]
    challenge: Option<String>,
}

impl Handshake {
    /// What to answer: the challenge, if the token is ours.
    pub fn answer(self, token: &Private<String>) -> Option<String> {
        let given = self.token?;
        let ours: bool = given.expose().as_bytes().ct_eq(token.expose().as_bytes()).into();
        (ours && self.mode.as_deref() == Some("subscribe")).then_some(self.challenge).flatten()
    }
}

/// Whether `X-Hub-Signature-256: sha256=…` is the HMAC-SHA256 of the raw body under the app's secret.
pub fn is_signed(secret: &Private<String>, header: Option<&[u8]>, body: &[u8]) -> bool {
    let digits = header.and_then(|header| header.strip_prefix(b"sha256="));
    let Some(given) = digits.and_then(|digits| hex::decode(digits).ok()) else { return false };
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()) else { return false };
    mac.update(body);
    // Compares in constant time.
    mac.verify_slice(&given).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The published example of the same scheme: <https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries>.
    #[test]
    fn the_published_example_is_signed() {
        let secret = Private::new("It's a Secret to Everybody".to_owned());
        let header = b"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
        assert!(is_signed(&secret, Some(header), b"Hello, World!"));
        assert!(!is_signed(&secret, Some(header), b"Hello, World."));
        assert!(!is_signed(&Private::new("another".to_owned()), Some(header), b"Hello, World!"));
        for wrong in
            [None, Some(&b""[..]), Some(b"sha256="), Some(b"sha256=zz"), Some(&header[7..]), Some(b"sha1=757107ea")]
        {
            assert!(!is_signed(&secret, wrong, b"Hello, World!"));
        }
    }

    #[test]
    fn the_handshake_wants_our_token() {
        let token = Private::new("token".to_owned());
        let ask = |mode: &str, token: &str| Handshake {
            mode: Some(mode.to_owned()),
            token: Some(Private::new(token.to_owned())),
            challenge: Some("1158201444".to_owned()),
        };
        assert_eq!(ask("subscribe", "token").answer(&token).as_deref(), Some("1158201444"));
        assert_eq!(ask("subscribe", "other").answer(&token), None);
        assert_eq!(ask("unsubscribe", "token").answer(&token), None);
    }
}
