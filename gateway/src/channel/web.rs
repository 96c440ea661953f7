//! The worker's page: what it sends and what it fetches. Its address is the visitor's secret, held in a cookie.

use super::{Arrival, Channel, provider_id};
use crate::{
    seal::MasterKey,
    store::message::{Body, Kind, Shown},
};
use bot::{
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
    render::Capabilities,
    text,
    understand::LONGEST_TEXT,
};
use serde::{Deserialize, Serialize};

/// A page has no limits of its own; these keep a message readable on a small phone.
pub const CAPABILITIES: Capabilities = Capabilities { text: 4000, buttons: 100, button: 64 };

/// What the page posts. No `Debug`: it holds words.
#[derive(Deserialize)]
pub struct Posted {
    /// Made by the page, so that a repetition has no effect.
    pub id: String,
    /// Words…
    pub text: Option<String>,
    /// …or a button's data…
    pub button: Option<String>,
    /// …with its label, as the person saw it…
    pub label: Option<String>,
    /// …or a position.
    pub location: Option<Point>,
}

/// Degrees, WGS 84.
#[derive(Clone, Copy, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Point {
    pub latitude: f64,
    pub longitude: f64,
}

/// Why a post was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Neither words nor a button nor a position, or no usable id.
    Empty,
    /// More words than are kept.
    TooLong,
}

/// Makes an arrival of a post.
pub fn parse(
    posted: Posted,
    visitor: &Private<String>,
    master: &MasterKey,
    suggested: Option<Language>,
) -> Result<Arrival, Refused> {
    if posted.id.is_empty() || posted.id.len() > 64 {
        return Err(Refused::Empty);
    }
    let (inbound, mut body) = if let Some(words) = posted.text {
        if words.chars().count() > LONGEST_TEXT {
            return Err(Refused::TooLong);
        }
        (Inbound::text(&words), Body::new(Kind::Text, words))
    } else if let Some(data) = posted.button {
        if data.len() > 64 {
            return Err(Refused::Empty);
        }
        let label = posted.label.unwrap_or_default().chars().take(80).collect();
        (Inbound::button(&data), Body::new(Kind::Button, label))
    } else if let Some(Point { latitude, longitude }) = posted.location {
        let position = Private::new(Position { latitude, longitude });
        (Content::Location(position).into(), Body::new(Kind::Location, format!("{latitude:.4}, {longitude:.4}")))
    } else {
        return Err(Refused::Empty);
    };
    body.client_id = Some(posted.id.clone());
    Ok(Arrival {
        channel: Channel::Web,
        provider_id: provider_id(master, Channel::Web, &format!("{}/{}", visitor.expose(), posted.id)),
        address: visitor.clone(),
        inbound: inbound.suggesting(suggested),
        body,
    })
}

/// What the page fetches.
#[derive(Serialize)]
pub struct Fetched {
    /// Another one than before: everything was erased, the page empties itself.
    conversation: Option<String>,
    language: Option<&'static str>,
    direction: &'static str,
    texts: Texts,
    messages: Vec<Message>,
}

/// The page's own words.
#[derive(Serialize)]
#[expect(missing_docs, reason = "the keys of page.ftl")]
pub struct Texts {
    pub title: String,
    pub write: String,
    pub send: String,
    pub location: String,
    pub close: String,
    pub offline: String,
    pub again: String,
    pub refused: String,
}

#[derive(Serialize)]
struct Message {
    id: String,
    client_id: Option<String>,
    from: &'static str,
    language: Option<&'static str>,
    text: String,
    at: i64,
    buttons: Vec<Vec<bot::render::Button>>,
}

impl Texts {
    /// In a language; Italian before one is chosen.
    pub fn new(language: Option<Language>) -> Self {
        let say = |text: text::Text| text.in_language(language.unwrap_or(Language::Italian));
        Self {
            title: say(text::page_title()),
            write: say(text::page_write()),
            send: say(text::page_send()),
            location: say(text::page_location()),
            close: say(text::page_close()),
            offline: say(text::page_offline()),
            again: say(text::page_again()),
            refused: say(text::page_refused()),
        }
    }
}

/// `rtl` for Arabic and Urdu.
pub const fn direction(language: Option<Language>) -> &'static str {
    match language {
        Some(language) if language.is_right_to_left() => "rtl",
        _ => "ltr",
    }
}

impl Fetched {
    /// What the page shows.
    pub fn new(language: Option<Language>, shown: Vec<Shown>) -> Self {
        let conversation = shown.last().map(|shown| shown.conversation.to_string());
        let messages = shown.into_iter().map(Message::from).collect();
        Self {
            conversation,
            language: language.map(Language::tag),
            direction: direction(language),
            texts: Texts::new(language),
            messages,
        }
    }
}

impl From<Shown> for Message {
    fn from(shown: Shown) -> Self {
        Self {
            id: shown.id.to_string(),
            client_id: shown.body.client_id,
            from: match shown.author.as_str() {
                "worker" => "worker",
                "staff" => "person",
                _ => "bot",
            },
            language: shown.body.language.map(Language::tag),
            text: shown.body.text,
            at: shown.at,
            buttons: shown.body.buttons,
        }
    }
}
