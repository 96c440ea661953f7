//! The worker's page: what it sends. Its address is the visitor's secret, held in a cookie.
//!
//! What it fetches stands in [`shown`]; [`push`] tells a phone that there is an answer.

pub mod push;
pub mod shown;

use super::{Arrival, Channel, Limits, provider_id};
use crate::{
    files::examine,
    seal::MasterKey,
    store::{
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use axum::http::StatusCode;
use bot::{
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
    render::Capabilities,
    understand::LONGEST_TEXT,
};
use serde::Deserialize;

/// A page has no limits of its own; these keep a message readable on a small phone.
pub const LIMITS: Limits = Limits {
    capabilities: Capabilities { text: 4000, beside_buttons: 4000, buttons: 100, button: 64, sms: false },
    fetched: true,
    ..Limits::POOREST
};

/// The largest recording, photo or file that the page and the form take, in bytes.
pub const LARGEST_FILE: usize = 10 * 1024 * 1024;
/// Characters of a form's field for telephone or e-mail.
const LONGEST_CONTACT: usize = 200;

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

/// A recording, a photo or a file as the page posts it. No `Debug`: it holds a name.
pub struct Upload {
    /// As [`Posted::id`].
    pub id: String,
    /// `voice`, `image` or `file`.
    pub kind: String,
    /// What the worker's phone calls it.
    pub name: Option<String>,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// The contact form as it was sent. No `Debug`: it holds words.
#[derive(Default)]
pub struct Filled {
    /// Made with the form, so that a repetition has no effect.
    pub id: String,
    /// What the worker wrote.
    pub words: String,
    /// Where else they may be reached.
    pub contact: String,
    /// A file with its name, if one was chosen.
    pub file: Option<(Option<String>, Vec<u8>)>,
}

/// Why a post was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it, or no usable id.
    Empty,
    /// More words or bytes than are kept.
    TooLong,
    /// A file that is not what it is said to be, or a program.
    Kind,
}

impl Refused {
    /// How it is said over HTTP.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::Empty => StatusCode::UNPROCESSABLE_ENTITY,
            Self::TooLong => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Kind => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }
}

/// Who posts, and what is known of them.
#[derive(Clone, Copy)]
pub struct Visitor<'a> {
    /// The secret of the cookie: the address.
    pub secret: &'a Private<String>,
    /// Makes the keyed hash of the id.
    pub master: &'a MasterKey,
    /// What the browser would like to read.
    pub suggested: Option<Language>,
}

/// Makes an arrival of words, a button or a position.
pub fn parse(posted: Posted, visitor: Visitor<'_>) -> Result<Arrival, Refused> {
    let (inbound, body) = if let Some(words) = posted.text {
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
    arrival(visitor, &posted.id, inbound, body, None)
}

/// Makes an arrival of a recording, a photo or a file. What it is, its bytes say.
pub fn receive(upload: Upload, visitor: Visitor<'_>) -> Result<Arrival, Refused> {
    let said = match upload.kind.as_str() {
        "voice" => FileKind::Voice,
        "image" => FileKind::Image,
        "file" => FileKind::Document,
        _ => return Err(Refused::Empty),
    };
    let (kind, source) = look(said, upload.bytes)?;
    let (inbound, body) = match kind {
        FileKind::Voice => (Content::Voice, Body::new(Kind::Voice, String::new())),
        _ => (Content::Attachment, Body::new(Kind::Attachment, String::new())),
    };
    arrival(visitor, &upload.id, inbound.into(), body, Some((File::new(kind, upload.name), source)))
}

/// Makes an arrival of a contact form.
pub fn fill_in(filled: Filled, language: Language, visitor: Visitor<'_>) -> Result<Arrival, Refused> {
    if filled.words.chars().count() > LONGEST_TEXT || filled.contact.chars().count() > LONGEST_CONTACT {
        return Err(Refused::TooLong);
    }
    let inbound = Inbound::form(language, &filled.words, &filled.contact);
    let Content::Form { words, contact, .. } = &inbound.content else { return Err(Refused::Empty) };
    if words.expose().is_empty() && filled.file.is_none() {
        return Err(Refused::Empty);
    }
    // The people who answer read both in one place.
    let kept = words.expose().clone();
    let kept = match contact {
        Some(contact) if kept.is_empty() => contact.expose().clone(),
        Some(contact) => format!("{kept}\n\n{}", contact.expose()),
        None => kept,
    };
    let file = match filled.file {
        Some((name, bytes)) => {
            let (kind, source) = look(FileKind::Document, bytes)?;
            Some((File::new(kind, name), source))
        }
        None => None,
    };
    arrival(visitor, &filled.id, inbound, Body::new(Kind::Text, kept), file)
}

fn arrival(
    visitor: Visitor<'_>,
    id: &str,
    inbound: Inbound,
    mut body: Body,
    file: Option<(File, Source)>,
) -> Result<Arrival, Refused> {
    if id.is_empty() || id.len() > 64 {
        return Err(Refused::Empty);
    }
    body.client_id = Some(id.to_owned());
    let (named, files) = file.into_iter().unzip();
    body.files = named;
    Ok(Arrival {
        channel: Channel::Web,
        provider_id: provider_id(visitor.master, Channel::Web, &format!("{}/{id}", visitor.secret.expose())),
        address: visitor.secret.clone(),
        inbound: inbound.suggesting(visitor.suggested),
        body,
        route: None,
        files,
    })
}

/// A photo must be one, and a recording; a file is whatever it is, but no program.
fn look(said: FileKind, bytes: Vec<u8>) -> Result<(FileKind, Source), Refused> {
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Refused::TooLong);
    }
    let mime = examine(&bytes).map_err(|_| Refused::Kind)?.mime;
    let (family, _) = mime.split_once('/').unwrap_or_default();
    let kind = match (said, family) {
        // The containers of a recording are those of a film.
        (FileKind::Voice, "audio" | "video") => FileKind::Voice,
        (FileKind::Image | FileKind::Document, "image") => FileKind::Image,
        (FileKind::Voice | FileKind::Image, _) => return Err(Refused::Kind),
        (_, "audio") => FileKind::Voice,
        (_, "video") => FileKind::Video,
        _ => FileKind::Document,
    };
    Ok((kind, Source::Bytes(Private::new(bytes))))
}
