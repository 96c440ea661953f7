//! What the worker's page fetches: messages, and its own words in the language it is read in.

use crate::store::{
    media::{File, FileKind},
    message::{Mark, Shown},
};
use bot::{
    language::Language,
    render::Button,
    text::{self, Overlay},
};
use serde::Serialize;

/// What the page fetches.
#[derive(Serialize)]
pub struct Fetched {
    /// Another one than before: everything was erased, the page empties itself.
    conversation: Option<String>,
    language: Option<&'static str>,
    direction: &'static str,
    /// Absent where the page has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    texts: Option<Texts>,
    messages: Vec<Message>,
    /// What the page asks after next; absent where nothing is new.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// The page's own words.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
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
    pub not_kept: String,
    pub too_big: String,
    pub record: String,
    pub record_send: String,
    pub record_cancel: String,
    pub recording: String,
    pub no_microphone: String,
    pub photo: String,
    pub install: String,
    pub notify: String,
    pub notified: String,
    pub read: String,
    pub form: String,
    pub more: String,
    pub back: String,
}

/// A message as a page shows it.
#[derive(Serialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Message {
    id: String,
    pub client_id: Option<String>,
    /// `worker`, `bot` or `person`: how it is drawn.
    pub from: &'static str,
    pub language: Option<&'static str>,
    pub text: String,
    at: i64,
    buttons: Vec<Vec<Button>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media: Option<Media>,
}

/// The file that belongs to a message.
#[derive(Serialize)]
pub struct Media {
    /// `/web/media/{id}`.
    pub id: String,
    kind: FileKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
}

impl Texts {
    /// In a language; Italian before one is chosen.
    pub fn new(language: Option<Language>, wording: &Overlay) -> Self {
        let say = |text: text::Text| wording.say(&text, language.unwrap_or(Language::Italian));
        Self {
            title: say(text::page_title()),
            write: say(text::page_write()),
            send: say(text::page_send()),
            location: say(text::page_location()),
            close: say(text::page_close()),
            offline: say(text::page_offline()),
            again: say(text::page_again()),
            refused: say(text::page_refused()),
            not_kept: say(text::media_refused()),
            too_big: say(text::page_too_big()),
            record: say(text::page_record()),
            record_send: say(text::page_record_send()),
            record_cancel: say(text::page_record_cancel()),
            recording: say(text::page_recording()),
            no_microphone: say(text::page_no_microphone()),
            photo: say(text::page_photo()),
            install: say(text::page_install()),
            notify: say(text::page_notify()),
            notified: say(text::page_notified()),
            read: say(text::page_read_offline()),
            form: say(text::page_form()),
            more: say(text::choice_more()),
            back: say(text::choice_back()),
        }
    }

    /// For the page's script.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
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
    /// What the page shows; `has` is the language of the words it has already.
    pub fn new(language: Option<Language>, has: Option<Language>, shown: Vec<Shown>, wording: &Overlay) -> Self {
        let conversation = shown.last().map(|shown| shown.conversation.to_string());
        let last = shown.last().map(|shown| Mark { conversation: shown.conversation, place: shown.place });
        let messages = shown.into_iter().map(Message::from).collect();
        Self {
            conversation,
            language: language.map(Language::tag),
            direction: direction(language),
            texts: (has.is_none() || has != language).then(|| Texts::new(language, wording)),
            messages,
            next: last.map(|last| last.to_string()),
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
            media: shown.body.files.into_iter().next().map(Media::from),
        }
    }
}

impl From<File> for Media {
    fn from(file: File) -> Self {
        Self { id: file.id.to_string(), kind: file.kind, name: file.name.map(|name| name.expose().clone()) }
    }
}

impl Media {
    /// What stands for it where words would say too much.
    pub const fn sign(&self) -> &'static str {
        match self.kind {
            FileKind::Voice => "🎤",
            FileKind::Image => "📷",
            FileKind::Video | FileKind::Document => "📎",
        }
    }

    /// What its sender called it.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or_default()
    }
}
