//! Whether a form is ours: each carries a token, and every POST of the console is checked before anything else.
//!
//! The token hangs on the session or, before log-in, on a cookie of its own, so that looking at the log-in page writes
//! nothing to the database. It is different on every page, which keeps it safe inside compressed ones. It also proves for whom
//! the page was made, so that words that outlive their session come back to nobody else.

use super::{member::Auth, problem::Problem, upload};
use crate::seal::{MasterKey, random};
use axum::{
    Form,
    body::{Body, Bytes, to_bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, HeaderValue, header},
};
use axum_login::tower_sessions::cookie::{Cookie, SameSite};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// More than the longest answer in any script, percent-encoded.
const LARGEST: usize = 256 * 1024;
/// Length of the part of a token that is chance; of the part that is proof of the session; of that which is proof of the person.
const SALT: usize = 16;
const PROOF: usize = 32;

/// What the tokens of a visitor hang on, and a cookie to be set if there was none.
pub fn anchor(auth: &Auth, headers: &HeaderMap, secure: bool) -> (Vec<u8>, Option<HeaderValue>) {
    if let (Some(_), Some(id)) = (&auth.user, auth.session.id()) {
        return (id.0.to_le_bytes().to_vec(), None);
    }
    let name = cookie_name("approdo-form", secure);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let found =
        cookies.flat_map(|value| Cookie::split_parse(value.to_owned())).flatten().find(|cookie| cookie.name() == name);
    if let Some(cookie) = found {
        return (cookie.value().as_bytes().to_vec(), None);
    }
    let value = hex::encode(random::<16>());
    let cookie = Cookie::build((name, value.as_str()))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(secure)
        .build();
    let header = HeaderValue::from_str(&cookie.to_string()).ok();
    (value.into_bytes(), header)
}

/// Over https a browser takes a `__Host-` cookie from this very host only.
pub fn cookie_name(name: &str, secure: bool) -> String {
    if secure { format!("__Host-{name}") } else { name.to_owned() }
}

/// Whether a form was typed on a page of ours, and not on one of somebody else: it brings a cookie that no other site's form can bring
/// (`SameSite`), or the browser says so (`Sec-Fetch-Site`).
pub fn is_of_this_site(headers: &HeaderMap, secure: bool) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let names = ["approdo", "approdo-form"].map(|name| cookie_name(name, secure));
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    cookies
        .flat_map(|value| Cookie::split_parse(value.to_owned()))
        .flatten()
        .any(|cookie| names.iter().any(|name| cookie.name() == name))
}

/// A fresh token, for somebody who is logged in or for a stranger.
pub fn token(master: &MasterKey, anchor: &[u8], staff: Option<Uuid>) -> String {
    let salt: [u8; SALT] = random();
    let of = staff.map_or_else(random::<PROOF>, |staff| of_person(master, &salt, staff));
    hex::encode([salt.as_slice(), &of_session(master, &salt, anchor), &of].concat())
}

fn of_session(master: &MasterKey, salt: &[u8], anchor: &[u8]) -> [u8; PROOF] {
    master.hash("form", &[salt, anchor].concat())
}

fn of_person(master: &MasterKey, salt: &[u8], staff: Uuid) -> [u8; PROOF] {
    master.hash("form-of", &[salt, staff.as_bytes()].concat())
}

/// Chance, the proof of the session, the proof of the person.
fn parts(sent: &str) -> Option<([u8; SALT], [u8; PROOF], [u8; PROOF])> {
    let bytes: [u8; SALT + 2 * PROOF] = hex::decode(sent).ok()?.try_into().ok()?;
    let (salt, proofs) = bytes.split_first_chunk()?;
    let (session, person) = proofs.split_first_chunk()?;
    Some((*salt, *session, person.try_into().ok()?))
}

fn is_ours(master: &MasterKey, anchor: &[u8], sent: &str) -> bool {
    parts(sent).is_some_and(|(salt, session, _)| of_session(master, &salt, anchor).ct_eq(&session).into())
}

/// Whether the page with this token was made for somebody, in whichever session.
pub fn was_made_for(master: &MasterKey, staff: Uuid, sent: &str) -> bool {
    parts(sent).is_some_and(|(salt, _, person)| of_person(master, &salt, staff).ct_eq(&person).into())
}

/// A form that is not carried out, and what was typed in it.
pub struct Refused {
    /// Why.
    pub problem: Problem,
    /// Everything that was typed, where its token is the only thing wrong with it.
    pub fields: Vec<(String, String)>,
}

impl From<Problem> for Refused {
    fn from(problem: Problem) -> Self {
        Self { problem, fields: Vec::new() }
    }
}

/// The request again, if its form carries a token of ours. `member`: somebody who is logged in may send a file with it,
/// which is then found in the extensions. Of somebody whose session has ended only the words are read.
pub async fn checked(
    request: Request,
    master: &MasterKey,
    anchor: &[u8],
    member: bool,
    secure: bool,
) -> Result<Request, Refused> {
    let with_file = upload::is_one(&request) && (member || is_of_this_site(request.headers(), secure));
    let (mut parts, body) = request.into_parts();
    if with_file {
        let mut sent = Request::from_parts(parts.clone(), body);
        sent.extensions_mut().clear();
        let sent = upload::read(sent, member).await?;
        if !member || !is_ours(master, anchor, sent.field("csrf")) {
            return Err(Refused { problem: Problem::Stale, fields: sent.fields() });
        }
        parts.extensions.insert(sent);
        return Ok(Request::from_parts(parts, Body::empty()));
    }
    let bytes: Bytes = to_bytes(body, LARGEST).await.map_err(|_| Problem::TooLarge)?;
    let again = Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    let fields = match Form::<Vec<(String, String)>>::from_request(again, &()).await {
        Ok(Form(fields)) => fields,
        Err(_) => Vec::new(),
    };
    let sent = fields.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str()).unwrap_or_default();
    if is_ours(master, anchor, sent) {
        Ok(Request::from_parts(parts, Body::from(bytes)))
    } else {
        Err(Refused { problem: Problem::Stale, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_belongs_to_its_session_and_is_never_the_same() {
        let master = MasterKey::ephemeral();
        let one = token(&master, b"session", None);
        let two = token(&master, b"session", Some(Uuid::from_u128(1)));
        assert_ne!(one, two);
        assert!(is_ours(&master, b"session", &one) && is_ours(&master, b"session", &two));
        assert!(!is_ours(&master, b"another", &one));
        assert!(!is_ours(&master, b"session", ""));
        assert!(!is_ours(&master, b"session", &one[2..]));
        assert!(!is_ours(&MasterKey::ephemeral(), b"session", &one));
    }

    #[test]
    fn a_token_proves_for_whom_its_page_was_made() {
        let master = MasterKey::ephemeral();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sent = token(&master, b"session", Some(one));
        assert!(was_made_for(&master, one, &sent) && !was_made_for(&master, two, &sent));
        assert!(!was_made_for(&master, one, &token(&master, b"session", None)));
        assert!(!was_made_for(&master, one, "") && !was_made_for(&master, one, "00"));
        assert!(!was_made_for(&MasterKey::ephemeral(), one, &sent));
    }
}
