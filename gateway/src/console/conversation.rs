//! The conversation of a ticket as its page shows it: what people wrote stands open, what the bot said is folded.

use super::page::Page;
use crate::store::{desk::ticket::Message, message::Kind};
use bot::language::Language;
use jiff::Timestamp;

/// One message.
#[expect(missing_docs, reason = "the names say it")]
pub struct Said {
    pub author: Author,
    /// A button of the bot was pressed: what it meant is in the report.
    pub pressed: bool,
    /// The name above it.
    pub name: String,
    /// What it was, where it is more than words.
    pub kind: Option<String>,
    pub text: String,
    /// For the `lang` attribute; empty where nobody knows.
    pub lang: &'static str,
    pub at: Timestamp,
    /// Why it has not arrived, if it has not.
    pub undelivered: Option<String>,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Author {
    Worker,
    Bot,
    Staff,
}

impl Author {
    /// The class of its element in the page.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Bot => "bot",
            Self::Staff => "staff",
        }
    }
}

/// A part of the page: words of a person, or a stretch in which the bot asked and buttons answered.
#[expect(missing_docs, reason = "the names say it")]
pub enum Part {
    Open(Said),
    Folded(Vec<Said>),
}

/// Folds what the bot said and the buttons that answered it. What has not arrived stays open, because somebody has to
/// see it.
pub fn fold(messages: Vec<Said>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for said in messages {
        let folds = said.pressed || said.author == Author::Bot && said.undelivered.is_none();
        match parts.last_mut() {
            Some(Part::Folded(row)) if folds => row.push(said),
            _ if folds => parts.push(Part::Folded(vec![said])),
            _ => parts.push(Part::Open(said)),
        }
    }
    parts
}

/// A message as it is shown. `spoken` is the worker's language.
pub fn said(page: &Page, message: Message, spoken: Option<Language>) -> Said {
    let words = page.words;
    let author = match message.author.as_str() {
        "worker" => Author::Worker,
        "staff" => Author::Staff,
        _ => Author::Bot,
    };
    let name = match (author, message.staff) {
        (Author::Worker, _) => words.console_author_worker(),
        (Author::Bot, _) => words.console_author_bot(),
        (Author::Staff, Some(name)) => name.into_exposed(),
        (Author::Staff, None) => words.console_author_staff(),
    };
    let kind = match message.body.kind {
        Kind::Text => None,
        Kind::Button => Some(words.console_message_button()),
        Kind::Location => Some(words.console_message_location()),
        Kind::Voice => Some(words.console_message_voice()),
        Kind::Attachment => Some(words.console_message_attachment()),
        Kind::Edited => Some(words.console_message_edited()),
    };
    let undelivered = match message.delivery.as_deref() {
        Some("failed") => Some(words.console_delivery_failed()),
        Some("held") => Some(words.console_delivery_held()),
        // The bot's words go out within seconds; a person wants to know about their own.
        Some("queued") if author == Author::Staff => Some(words.console_delivery_queued()),
        _ => None,
    };
    Said {
        author,
        pressed: author == Author::Worker && message.body.kind == Kind::Button,
        name,
        kind,
        lang: message.body.language.or(spoken).map_or("", Language::tag),
        text: message.body.text,
        at: message.at,
        undelivered,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn by(author: Author, undelivered: Option<&str>) -> Said {
        Said {
            author,
            pressed: false,
            name: String::new(),
            kind: None,
            text: String::new(),
            lang: "",
            at: Timestamp::UNIX_EPOCH,
            undelivered: undelivered.map(str::to_owned),
        }
    }

    #[test]
    fn the_bot_and_its_buttons_fold_and_failures_stay_open() {
        use Author::{Bot, Staff, Worker};
        let button = Said { pressed: true, ..by(Worker, None) };
        let row = vec![
            by(Worker, None),
            by(Bot, None),
            button,
            by(Bot, None),
            by(Staff, None),
            by(Bot, Some("not delivered")),
            by(Bot, None),
        ];
        let shape: Vec<_> = fold(row)
            .iter()
            .map(|part| match part {
                Part::Open(_) => 0,
                Part::Folded(row) => row.len(),
            })
            .collect();
        assert_eq!(shape, [0, 3, 0, 0, 1]);
    }
}
