//! What text messages and calls share: the signature of a webhook and its form
//! (<https://www.twilio.com/docs/usage/security#validating-requests>). Any provider with the same API will do.

use bot::private::Private;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// The account that sends and is called.
#[derive(Clone)]
pub struct Account {
    /// `https://api.twilio.com`, or any compatible server.
    pub api_url: String,
    /// `AC…`.
    pub sid: String,
    /// Signs webhooks, and is the password of calls to the API.
    pub token: Private<String>,
}

/// The first value of a form's or query's parameter.
pub fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
}

/// Whether `X-Twilio-Signature` is the base64 HMAC-SHA1 of the whole URL, as the provider called it, followed by every
/// parameter's name and value in the order of the names.
///
/// Whether the port belongs to the URL has changed over the years, so both are taken, as in the provider's own libraries:
/// without any port, and with the given one or the scheme's own.
pub fn is_signed(token: &Private<String>, header: Option<&[u8]>, url: &str, form: &[(String, String)]) -> bool {
    use base64::{Engine, prelude::BASE64_STANDARD};
    let Some(given) = header.and_then(|header| BASE64_STANDARD.decode(header).ok()) else { return false };
    let mut sorted: Vec<_> = form.iter().collect();
    sorted.sort();
    // The same pair twice counts once, as in the provider's own libraries.
    sorted.dedup();
    let is_of = |url: &str| {
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(token.expose().as_bytes()) else { return false };
        mac.update(url.as_bytes());
        for (name, value) in &sorted {
            mac.update(name.as_bytes());
            mac.update(value.as_bytes());
        }
        // Compares in constant time.
        mac.verify_slice(&given).is_ok()
    };
    with_and_without_port(url).iter().any(|url| is_of(url))
}

/// The URL without a port, and with the given one or the standard one. Nothing else of it changes.
fn with_and_without_port(url: &str) -> [String; 2] {
    let Some((scheme, rest)) = url.split_once("://") else { return [url.to_owned(), url.to_owned()] };
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    // A colon begins a port only behind the bracket that closes an IPv6 address.
    let host_ends = authority.rfind(']').map_or(0, |at| at + 1);
    let (host, port) =
        authority.split_at(authority[host_ends..].find(':').map_or(authority.len(), |at| host_ends + at));
    let standard = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let port = if port.is_empty() { standard } else { port };
    [format!("{scheme}://{host}{path}"), format!("{scheme}://{host}{port}{path}")]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of "Validating requests".
    #[test]
    fn the_published_example_is_signed() {
        let form = [
            ("CallSid", "CA1234567890ABCDE"),
            ("Caller", "+14158675309"),
            ("Digits", "1234"),
            ("From", "+14158675309"),
            ("To", "+18005551212"),
        ];
        let form: Vec<_> = form.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let token = Private::new("12345".to_owned());
        let url = "https://mycompany.com/myapp.php?foo=1&bar=2";
        let header = b"RSOYDt4T1cUTdK1PDd93/VVr8B8=";
        assert!(is_signed(&token, Some(header), url, &form));
        let mut backwards = form.clone();
        backwards.reverse();
        assert!(is_signed(&token, Some(header), url, &backwards));
        assert!(!is_signed(&token, Some(header), "https://mycompany.com/myapp.php", &form));
        assert!(!is_signed(&token, Some(header), url, &form[1..]));
        for wrong in [None, Some(&b""[..]), Some(b"?"), Some(b"RSOYDt4T1cUTdK1PDd93/VVr8B9=")] {
            assert!(!is_signed(&token, wrong, url, &form));
        }
    }

    /// Made with `getExpectedTwilioSignature` of the npm package `twilio` 6.2.0 (`lib/webhooks/webhooks.js`); parameters that
    /// come more than once were given to it as a list.
    #[test]
    fn what_the_providers_library_signs_is_signed() {
        type Vector = (&'static str, &'static [(&'static str, &'static str)], &'static str);
        let vectors: [Vector; 10] = [
            (
                "https://example.org/webhooks/sms",
                &[
                    ("From", "+393330000001"),
                    ("To", "+393990000000"),
                    ("Body", "1"),
                    ("MessageSid", "SM0"),
                    ("NumMedia", "0"),
                ],
                "jp5FeQe+lX4M3NRiGWcZ8H3/pPw=",
            ),
            (
                "https://example.org/webhooks/sms",
                &[("Body", "È gratis? 50% & più + = ; ’“”€"), ("From", "+393330000001")],
                "1mjDib2vhuWGNMD9Y70f3h907j8=",
            ),
            (
                "https://example.org/webhooks/sms",
                &[("Body", "السلام عليكم\n١"), ("ToCity", ""), ("FromCity", ""), ("From", "+393330000001")],
                "Akkv6QXcCzA7Fy8Nhphp1vskblI=",
            ),
            (
                "https://example.org/webhooks/sms",
                &[("Body", "😀 ɓesngu"), ("From", "+393330000001")],
                "cuE7beTdLcN0uE9kn/YL/bEdYiI=",
            ),
            ("https://example.org/webhooks/sms", &[], "BbJNmd+yPa8eHYruV2YLyhI8pHM="),
            (
                "https://example.org/webhooks/sms/status?message=019ab3c0-0000-7000-8000-000000000001",
                &[("MessageSid", "SM0"), ("MessageStatus", "delivered")],
                "uI7lToArZu8Fhuw5r+E9duuDMao=",
            ),
            ("https://example.org/webhooks/sms?a=1&b=%20%2B&c=", &[("Body", "x")], "dxb/Xcr9qizSAUibbrGBhls0XfM="),
            (
                "https://example.org/webhooks/sms",
                &[("b", "2"), ("B", "b"), ("B", "a"), ("A", "1"), ("B", "b")],
                "61Fxdg0DGi9Los9jbyGXC51V1d8=",
            ),
            ("http://example.org:8080/webhooks/sms", &[("Body", "x")], "rrgITI5FCM6QZI2DuYvpvsVpHSo="),
            ("http://[::1]:8080/webhooks/sms?a=http://b:1/", &[("Body", "x")], "+ZX4ThOaxMUObHi9Ls3zM8Tw1pg="),
        ];
        let token = Private::new("2f7c1a9e4b".to_owned());
        for (url, form, signature) in vectors {
            let mut form: Vec<_> = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            assert!(is_signed(&token, Some(signature.as_bytes()), url, &form), "{url} {form:?}");
            form.reverse();
            assert!(is_signed(&token, Some(signature.as_bytes()), url, &form), "{url} {form:?}");
            form.push(("Z".to_owned(), String::new()));
            assert!(!is_signed(&token, Some(signature.as_bytes()), url, &form), "{url} {form:?}");
        }
    }

    /// Which address may stand for which: what `validateRequest` of the same package says.
    #[test]
    fn a_port_may_be_signed_or_not() {
        let (tls, plain, six) = ("https://example.org", "http://example.org", "http://[::1]");
        let table = [
            (tls, "", vec!["", ":443"]),
            (tls, ":443", vec!["", ":443"]),
            (tls, ":8443", vec!["", ":8443"]),
            (tls, ":80", vec!["", ":80"]),
            (plain, "", vec!["", ":80"]),
            (plain, ":80", vec!["", ":80"]),
            (six, ":8080", vec!["", ":8080"]),
        ];
        let token = Private::new("2f7c1a9e4b".to_owned());
        for (host, port, taken) in table {
            for signed in ["", ":443", ":8443", ":80", ":8080"] {
                use base64::{Engine, prelude::BASE64_STANDARD};
                let url = |port: &str| format!("{host}{port}/w?a=http://b:1/");
                let mut mac = Hmac::<Sha1>::new_from_slice(b"2f7c1a9e4b").unwrap();
                mac.update(url(signed).as_bytes());
                let signature = BASE64_STANDARD.encode(mac.finalize().into_bytes());
                let is_taken = is_signed(&token, Some(signature.as_bytes()), &url(port), &[]);
                assert_eq!(is_taken, taken.contains(&signed), "{} signed as {}", url(port), url(signed));
            }
        }
    }
}
