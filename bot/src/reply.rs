//! A reply as meaning: texts, choices, no channel and no wording yet. [`crate::render`] fits it to a channel.

use crate::{
    language::Language,
    text::{Overlay, Text},
};

/// One message to the worker.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    /// The language to say it in; `None` while nobody has chosen: then the widely read ones side by side.
    pub language: Option<Language>,
    /// The language that follows a draft.
    pub reading: Option<Language>,
    /// Said one after the other.
    pub paragraphs: Vec<Paragraph>,
    /// What can be chosen, in the order of their numbers.
    pub choices: Vec<Choice>,
    /// Which part of the choices a channel with few buttons shows.
    pub page: u8,
    /// The question these choices belong to; a button that comes back later names it.
    pub question: String,
}

/// One paragraph of a reply.
#[derive(Clone, PartialEq)]
pub enum Paragraph {
    /// A text.
    Text(Text),
    /// A line of the summary: what was asked and what was answered.
    Line(Text, Vec<Label>),
    /// Words as they are, for example an answer of a person.
    Plain(String),
}

/// Paragraphs can hold a person's words: `Debug` shows keys only.
impl std::fmt::Debug for Paragraph {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) | Self::Line(text, _) => text.fmt(f),
            Self::Plain(_) => f.write_str("[private]"),
        }
    }
}

/// What stands on a button.
#[derive(Clone, Debug, PartialEq)]
pub enum Label {
    /// A translated text.
    Text(Text),
    /// A name that is the same in all languages: a region, a language's own name.
    Name(&'static str),
    /// Words of the staff, as they are: the name of a service.
    Words(String),
}

impl Label {
    /// The label in a language, as it is shown.
    pub fn said(&self, language: Language, wording: &Overlay) -> String {
        match self {
            Self::Text(text) => wording.say(text, language),
            Self::Name(name) => (*name).to_owned(),
            Self::Words(words) => words.clone(),
        }
    }

    /// The built-in label.
    pub fn in_language(&self, language: Language) -> String {
        match self {
            Self::Text(text) => text.in_language(language),
            Self::Name(name) => (*name).to_owned(),
            Self::Words(words) => words.clone(),
        }
    }
}

/// One thing that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What comes back when it is chosen; a-z, 0-9 and hyphens, or a province's name.
    pub id: &'static str,
    /// What stands on it.
    pub label: Label,
    /// The picture beside it, the same in all languages.
    pub pictogram: &'static str,
    /// An answer, or a way through the conversation.
    pub role: Role,
}

/// Whether a choice answers the question or moves through the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// An answer.
    Answer,
    /// Back, skip, menu…: shown smaller where a channel can.
    Navigation,
}

impl Choice {
    /// An answer.
    pub const fn answer(id: &'static str, label: Label, pictogram: &'static str) -> Self {
        Self { id, label, pictogram, role: Role::Answer }
    }

    /// A way through the conversation.
    pub const fn navigation(id: &'static str, text: Text, pictogram: &'static str) -> Self {
        Self { id, label: Label::Text(text), pictogram, role: Role::Navigation }
    }
}
