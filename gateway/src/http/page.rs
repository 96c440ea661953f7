//! The worker's page and what it fetches. Posts arrive at [`crate::inbound::web`]; the files of the page are in
//! [`super::app`].

use super::{app::VERSION, state::Http};
use crate::{
    channel::{
        Channel,
        web::shown::{Fetched, Texts, direction},
    },
    seal,
    store::{
        Reader, conversation, hotline,
        message::{self, After},
    },
};
use askama::Template;
use axum::{
    Json,
    extract::{Query, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{AppendHeaders, Html, IntoResponse, Response},
};
use bot::{context::Hotlines, language::Language, private::Private, text};
use serde::Deserialize;
use std::time::Duration;
use tokio::time::Instant;

/// The visitor's secret: who holds it sees the conversation. Half a year, so that a report can be taken up again.
const COOKIE: &str = "visitor";
/// Its name over https: no other host and no page without TLS can set it in our place (RFC 6265bis, 4.1.3.2), and so lead
/// somebody into a conversation that others read. Who comes with the old name only gets this one with the same secret.
const HOST_COOKIE: &str = "__Host-visitor";
const COOKIE_DAYS: u32 = 180;
/// How long a fetch waits for news, and how often it looks by itself, for news of another replica.
const WAIT: Duration = Duration::from_secs(25);
const LOOK: Duration = Duration::from_secs(2);
/// Messages shown of a long conversation.
pub(super) const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "page.html")]
struct Page {
    version: &'static str,
    language: &'static str,
    direction: &'static str,
    texts: Texts,
    /// The way to the form, in the widely read languages.
    form: [String; 4],
    hotlines: Hotlines,
}

/// `GET /`.
pub async fn show(State(http): State<Http>, headers: HeaderMap) -> Result<Response, Trouble> {
    // Before a reader is held: loading it needs one.
    let house = http.turns.house().await?;
    let mut reader = http.turns.store().reader().await?;
    let shown = language(&http, &mut reader, &headers, None).await?;
    let page = Page {
        version: &VERSION,
        language: shown.map(Language::tag).unwrap_or("it"),
        direction: direction(shown),
        texts: Texts::new(shown, &house.wording),
        form: Language::WIDELY_READ.map(|language| house.wording.say(&text::page_form(), language)),
        hotlines: hotline::load(&mut reader).await?,
    };
    let html = Html(page.render()?);
    let uncached = [(header::CACHE_CONTROL, "no-store")];
    Ok((uncached, cookies(&http, &headers), html).into_response())
}

/// The cookies that somebody is given who asks with these headers: a secret, where they have none; the same under the name for
/// https, where they have the old one.
pub(super) fn cookies(http: &Http, headers: &HeaderMap) -> AppendHeaders<Vec<(HeaderName, String)>> {
    let is_secure = http.public_url.starts_with("https:");
    let age = COOKIE_DAYS * 24 * 60 * 60;
    let (new, old) = (cookie(headers, HOST_COOKIE), cookie(headers, COOKIE));
    let mut set = Vec::new();
    if !is_secure {
        if new.is_none() && old.is_none() {
            set.push(format!("{COOKIE}={}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age}", new_secret()));
        }
    } else {
        if new.is_none() {
            let secret = old.as_ref().map_or_else(new_secret, |old| old.expose().clone());
            set.push(format!("{HOST_COOKIE}={secret}; HttpOnly; SameSite=Lax; Path=/; Max-Age={age}; Secure"));
        }
        if old.is_some() {
            set.push(format!("{COOKIE}=; HttpOnly; SameSite=Lax; Path=/; Max-Age=0; Secure"));
        }
    }
    AppendHeaders(set.into_iter().map(|cookie| (header::SET_COOKIE, cookie)).collect())
}

fn new_secret() -> String {
    hex::encode(seal::random::<32>())
}

/// What the page asks for.
#[derive(Deserialize)]
pub struct Wanted {
    after: Option<String>,
    wait: Option<u8>,
    /// The language of the words it shows.
    shown: Option<String>,
}

/// `GET /web/messages`: what came after `after`; with `wait` it waits for something to come.
pub async fn messages(
    State(http): State<Http>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let Some(visitor) = visitor(&headers) else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let store = http.turns.store();
    let address = conversation::address_hash(&store.master, Channel::Web, &visitor);
    let Ok(after) = wanted.after.as_deref().map_or(Ok(After::Nothing), str::parse) else {
        return Ok(StatusCode::BAD_REQUEST.into_response());
    };
    let has = wanted.shown.and_then(|tag| tag.parse().ok());
    // Listening begins before looking, so that nothing falls between.
    let mut news = http.turns.news.subscribe();
    let until = Instant::now() + WAIT;
    loop {
        let mut reader = store.reader().await?;
        let shown = message::since(store, &mut reader, Channel::Web, &address, after, SHOWN).await?;
        let now = Instant::now();
        if !shown.is_empty() || wanted.wait.is_none() || now >= until {
            let language = conversation::language(&mut reader, Channel::Web, &address).await?;
            drop(reader);
            let house = http.turns.house().await?;
            let fetched = Fetched::new(language, has, shown, &house.wording);
            return Ok(([(header::CACHE_CONTROL, "no-store")], Json(fetched)).into_response());
        }
        drop(reader);
        let look = tokio::time::sleep_until(until.min(now + LOOK));
        tokio::pin!(look);
        loop {
            tokio::select! {
                () = &mut look => break,
                told = news.recv() => match told {
                    Ok(theirs) if theirs != address => {}
                    _ => break,
                },
            }
        }
    }
}

/// The visitor's secret from the cookie.
pub fn visitor(headers: &HeaderMap) -> Option<Private<String>> {
    cookie(headers, HOST_COOKIE).or_else(|| cookie(headers, COOKIE))
}

fn cookie(headers: &HeaderMap, wanted: &str) -> Option<Private<String>> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut named = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, secret) = named.find(|(name, _)| *name == wanted)?;
    let well_formed = secret.len() == 64 && secret.bytes().all(|byte| byte.is_ascii_hexdigit());
    well_formed.then(|| Private::new(secret.to_owned()))
}

/// What the browser's languages suggest.
pub fn suggested(headers: &HeaderMap) -> Option<Language> {
    let accepted = headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?;
    accepted.split(',').find_map(|code| Language::suggested_by(code.split(';').next()?.trim()))
}

/// Which language to show something in: asked for in the address, chosen in the conversation, or suggested.
pub(super) async fn language(
    http: &Http,
    reader: &mut Reader,
    headers: &HeaderMap,
    asked: Option<&str>,
) -> sqlx::Result<Option<Language>> {
    if let Some(asked) = asked.and_then(|tag| tag.parse().ok()) {
        return Ok(Some(asked));
    }
    let chosen = match visitor(headers) {
        Some(visitor) => {
            let address = conversation::address_hash(&http.turns.store().master, Channel::Web, &visitor);
            conversation::language(reader, Channel::Web, &address).await?
        }
        None => None,
    };
    Ok(chosen.or_else(|| suggested(headers)))
}

/// Something failed here: the stranger sees a status, the cause is logged once.
#[derive(Debug)]
pub struct Trouble(anyhow::Error);

impl<E: Into<anyhow::Error>> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        tracing::error!(error = %self.0, "page not shown");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}
