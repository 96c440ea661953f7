//! What a message is to the bot and what is kept of it: words, a quick reply, a place, files.

use super::wire::{Attachment, Message};
use crate::{
    channel::messenger::fetch::is_theirs,
    store::{
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound, Position},
    private::Private,
};

/// Files of one message that are fetched; the platform lets a person send 30 at once.
const MOST_FILES: usize = 30;
/// The blue thumb in its three sizes.
const THUMBS: [u64; 3] = [369_239_263_222_822, 369_239_343_222_814, 369_239_383_222_810];

/// `None` for what nobody can read (`is_unsupported`, empty).
pub(super) fn of(message: Message) -> Option<(Inbound, Body, Vec<Source>)> {
    let words = message.text.unwrap_or_default();
    if let Some(reply) = message.quick_reply {
        return Some((Inbound::button(&reply.payload), Body::new(Kind::Button, words), Vec::new()));
    }
    let found = Found::of(&message.attachments);
    let text = found.beside(&words);
    let words = if words.trim().is_empty() { found.thumb.unwrap_or_default().to_owned() } else { words };
    if found.files.is_empty() && !words.is_empty() {
        let text = if text.is_empty() { words.clone() } else { text };
        return Some((Inbound::text(&words), Body::new(Kind::Text, text), Vec::new()));
    }
    if let Some(Position { latitude, longitude }) = found.position.filter(|_| found.files.is_empty()) {
        let degrees = format!("{latitude:.4}, {longitude:.4}");
        let position = Private::new(Position { latitude, longitude });
        return Some((Content::Location(position).into(), Body::new(Kind::Location, degrees), Vec::new()));
    }
    if found.files.is_empty() && text.is_empty() {
        return None;
    }
    let is_voice = !found.files.is_empty() && found.files.iter().all(|(kind, _)| *kind == FileKind::Voice);
    let (content, kind) =
        if is_voice { (Content::Voice, Kind::Voice) } else { (Content::Attachment, Kind::Attachment) };
    let mut body = Body::new(kind, text);
    let mut sources = Vec::with_capacity(found.files.len());
    for (kind, url) in found.files {
        body.files.push(File::new(kind, None));
        sources.push(Source::Provider(Private::new(url)));
    }
    Some((content.into(), body, sources))
}

#[derive(Default)]
struct Found {
    files: Vec<(FileKind, String)>,
    /// Titles and addresses of what was shared: a link, a post, a story.
    links: Vec<String>,
    position: Option<Position>,
    thumb: Option<&'static str>,
}

impl Found {
    fn of(attachments: &[Attachment]) -> Self {
        let mut found = Self::default();
        let has_sticker = attachments.iter().any(|attachment| attachment.kind == "sticker");
        for attachment in attachments {
            let payload = attachment.payload.as_ref();
            let url = payload.and_then(|payload| payload.url.as_ref()).or(attachment.url.as_ref());
            let sticker = payload.and_then(|payload| payload.sticker_id.as_ref());
            let kind = match attachment.kind.as_str() {
                "like_heart" => {
                    found.thumb = Some("❤️");
                    continue;
                }
                "image" | "sticker" if sticker.and_then(|id| id.as_u64()).is_some_and(|id| THUMBS.contains(&id)) => {
                    found.thumb = Some("👍");
                    continue;
                }
                // The same sticker comes as both while the platform changes from one to the other.
                "image" if sticker.is_some() && has_sticker => continue,
                "image" | "sticker" => Some(FileKind::Image),
                "video" => Some(FileKind::Video),
                "audio" => Some(FileKind::Voice),
                "file" => Some(FileKind::Document),
                _ => None,
            };
            if let Some(place) = payload.and_then(|payload| payload.coordinates) {
                if place.lat.abs() <= 90.0 && place.long.abs() <= 180.0 {
                    found.position = Some(Position { latitude: place.lat, longitude: place.long });
                }
                continue;
            }
            let Some(kind) = kind else {
                let title = payload.and_then(|payload| payload.title.as_deref()).or(attachment.title.as_deref());
                found.link(title);
                // A shared post or story of Instagram is its picture or film; elsewhere it is a page to look at.
                match url.map(String::as_str) {
                    Some(url) if is_theirs(url) => found.file(FileKind::Image, url),
                    url => found.link(url),
                }
                continue;
            };
            if let Some(url) = url {
                found.file(kind, url);
            }
        }
        found
    }

    fn file(&mut self, kind: FileKind, url: &str) {
        // A shared post comes twice, as two types.
        if self.files.len() < MOST_FILES && self.files.iter().all(|(_, known)| known != url) {
            self.files.push((kind, url.to_owned()));
        }
    }

    fn link(&mut self, part: Option<&str>) {
        let new = part.filter(|part| !part.is_empty() && self.links.iter().all(|known| known != part));
        self.links.extend(new.map(str::to_owned));
    }

    /// The words with what was shared beside them, unless they say it themselves.
    fn beside(&self, words: &str) -> String {
        let new = self.links.iter().map(String::as_str).filter(|link| !words.contains(link));
        [words].into_iter().filter(|words| !words.trim().is_empty()).chain(new).collect::<Vec<_>>().join("\n")
    }
}
