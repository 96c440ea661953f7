//! Failed log-ins and what they make whom wait for, over all replicas ([`crate::store::login_failure`]). Nothing is counted for
//! everybody together, so that nobody can lock everybody out. What is counted, and after how many failures it waits:
//!
//! | who tries | counts |
//! | --- | --- |
//! | a browser in which the account's owner has logged in before | that browser on that account (5), nothing else |
//! | anybody else | the account from that network (5), the account (20), the network (20) |
//! | somebody who is logged in and types password or code again | that account, inside (5) |
//!
//! So whoever guesses an account's password makes strangers wait, and its owner nowhere they have logged in before. Every attempt
//! counts as failed until it has succeeded, so trying many at once gains nothing. Passwords and codes of the second factor
//! share the counts (NIST SP 800-63B-4, section 3.2.2).

use super::{form::cookie_name, password::queue::Lane, problem::Problem, state::App};
use crate::{
    http::peer::{self, Peer},
    store::{
        known_browser,
        login_failure::{self, Count},
        staff::Staff,
    },
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
};
use axum_login::tower_sessions::cookie::{Cookie, SameSite, time::Duration};
use jiff::SignedDuration;
use std::convert::Infallible;
use uuid::Uuid;

/// Failures of one person, or of one who tries to be them.
const FREE: i32 = 5;
/// Failures from one network, or on one account from all.
const FREE_OF_MANY: i32 = 20;
/// What the cookies of known browsers are called, before what tells accounts apart.
const COOKIE: &str = "approdo-known";
/// More cookies of that name than this nobody has.
const MOST_COOKIES: usize = 16;

/// Where an attempt comes from.
pub struct Origin {
    peer: Peer,
    /// The cookies of browsers that somebody has logged in with.
    tokens: Vec<String>,
}

impl<S: Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self { peer: peer::of(&parts.extensions), tokens: tokens(&parts.headers) })
    }
}

fn tokens(headers: &HeaderMap) -> Vec<String> {
    let values = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = values.flat_map(|value| Cookie::split_parse(value.to_owned())).flatten();
    let known = cookies.filter(|cookie| cookie.name().trim_start_matches("__Host-").starts_with(COOKIE));
    known.map(|cookie| cookie.value().to_owned()).take(MOST_COOKIES).collect()
}

/// Somebody who tries.
pub struct Who {
    counts: Vec<Count>,
    /// Where they wait for a password to be hashed.
    pub lane: Lane,
}

fn count(app: &App, what: &str, of: &[&[u8]], free: i32, ends_with_success: bool) -> Count {
    Count { key: app.store.master.hash(what, &of.concat()), free, ends_with_success }
}

impl Who {
    /// At the door; `account` is the keyed hash of what was typed, whether there is such an account or not.
    pub async fn entering(app: &App, origin: &Origin, account: &[u8], staff: Option<&Staff>) -> Result<Self, Problem> {
        let mut reader = app.store.reader().await?;
        for token in &origin.tokens {
            let token = known_browser::hash(&app.store.master, token);
            // Also asked where there is no account, so that the answer takes as long.
            let id = staff.map_or(Uuid::nil(), |staff| staff.id);
            if known_browser::is_known(&mut reader, &token, id, app.now()).await? {
                let counts = vec![count(app, "login-browser", &[&token, account], FREE, true)];
                return Ok(Self { counts, lane: Lane::Browser(token) });
            }
        }
        let network = origin.peer.network();
        let name = network.to_string();
        let mut counts = vec![
            count(app, "login-account-from", &[account, name.as_bytes()], FREE, true),
            count(app, "login-account", &[account], FREE_OF_MANY, true),
        ];
        // Behind a proxy that does not say who asks everybody comes from there.
        if !origin.peer.is_everybody() {
            counts.push(count(app, "login-from", &[name.as_bytes()], FREE_OF_MANY, false));
        }
        let lane = if origin.peer.is_everybody() { Lane::Everybody } else { Lane::Network(network) };
        Ok(Self { counts, lane })
    }

    /// Logged in, and asked for password or code once more.
    pub fn inside(app: &App, staff: Uuid) -> Self {
        Self { counts: vec![count(app, "login-inside", &[staff.as_bytes()], FREE, true)], lane: Lane::Inside(staff) }
    }

    /// Begins an attempt, or says how long to wait before the next.
    pub async fn begin(&self, app: &App) -> Result<Result<(), SignedDuration>, Problem> {
        let now = app.now();
        // A flood is turned away before it costs a transaction.
        let waits = login_failure::waits(&mut app.store.reader().await?, &self.counts, now).await?;
        let begun = match waits {
            Some(wait) => Err(wait),
            None => {
                let mut tx = app.store.begin().await?;
                let begun = login_failure::begin(&mut tx, &self.counts, now).await?;
                tx.commit().await?;
                begun
            }
        };
        if let Err(wait) = begun {
            tracing::debug!(seconds = wait.as_secs(), "log-in has to wait after failures");
            metrics::counter!("approdo_login_refused_total").increment(1);
        }
        Ok(begun)
    }

    /// The attempt was right, and another factor is still to come; or it was never looked at.
    pub async fn give_back(&self, app: &App) -> Result<(), Problem> {
        let mut tx = app.store.begin().await?;
        login_failure::give_back(&mut tx, &self.counts, app.now()).await?;
        Ok(tx.commit().await?)
    }

    /// They are in.
    pub async fn succeeded(&self, tx: &mut crate::store::Tx) -> sqlx::Result<()> {
        login_failure::succeeded(tx, &self.counts).await
    }
}

/// The cookie of a browser in which somebody has logged in just now, and what is stored of it. One cookie an account, because
/// several people may share a computer.
pub fn remembered(app: &App, staff: Uuid) -> (Option<HeaderValue>, Vec<u8>) {
    let token = hex::encode(crate::seal::random::<32>());
    let suffix = hex::encode(&app.store.master.hash("known-name", staff.as_bytes())[..4]);
    let stored = known_browser::hash(&app.store.master, &token);
    let cookie = Cookie::build((cookie_name(&format!("{COOKIE}-{suffix}"), app.secure), token))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(app.secure)
        .max_age(Duration::seconds(known_browser::KNOWN_FOR.as_secs()))
        .build();
    (HeaderValue::from_str(&cookie.to_string()).ok(), stored)
}

/// A wait as a page says it: whole minutes.
pub fn minutes(wait: SignedDuration) -> i64 {
    ((wait.as_secs() + 59) / 60).max(1)
}
