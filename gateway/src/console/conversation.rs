//! The conversation of a ticket as its page shows it: what people wrote stands open, what the bot said is folded.

use super::{
    delivery::{self, DeliveryShown},
    file::{self, FileShown},
    page::Page,
    problem::Problem,
    state::App,
};
use crate::store::{
    desk::{
        media::{self, Stored},
        ticket::{Message, Messages, Ticket},
    },
    message::Kind,
    translation::{self, Translation},
};
use bot::{language::Language, private::Private};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;
use uuid::Uuid;

/// A message that took longer than this to come shows when it was written.
const LATE: SignedDuration = SignedDuration::from_mins(5);

/// One message.
#[expect(missing_docs, reason = "the names say it")]
pub struct Said {
    pub id: Uuid,
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
    /// When the person wrote it, where that was well before it came.
    pub written: Option<Timestamp>,
    pub files: Vec<FileShown>,
    /// How far it has come, if it had to be sent.
    pub delivery: Option<DeliveryShown>,
    /// The latest first.
    pub translations: Vec<TranslationShown>,
}

/// A translation beside the original.
#[expect(missing_docs, reason = "the names say it")]
pub struct TranslationShown {
    pub id: Uuid,
    pub words: String,
    /// For the `lang` attribute.
    pub lang: &'static str,
    pub by: String,
    pub at: Timestamp,
}

impl Said {
    /// Words of the worker in a language that not every colleague reads.
    pub fn may_be_translated(&self) -> bool {
        self.author == Author::Worker && !self.pressed
    }

    /// What a new translation stands over.
    pub fn over(&self) -> Uuid {
        self.translations.first().map(|latest| latest.id).unwrap_or_default()
    }

    /// The bot's words go out within seconds; a person wants to know about their own even while they wait.
    fn is_stuck(&self) -> bool {
        let waits = self.author == Author::Staff;
        self.delivery.as_ref().is_some_and(|delivery| delivery.is_stuck || delivery.is_waiting && waits)
    }
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
    Open(Box<Said>),
    Folded(Vec<Said>),
}

/// A page of messages with their files and translations.
pub async fn said_all(app: &App, page: &Page, ticket: &Ticket, found: Messages) -> Result<Vec<Said>, Problem> {
    let messages = found.messages;
    let (Some(first), Some(last)) = (messages.first(), messages.last()) else { return Ok(Vec::new()) };
    let (of, first, last) = ((ticket.conversation, &ticket.key), first.id, last.id);
    let mut reader = app.store.reader().await?;
    let files = media::of_conversation(&mut reader, ticket.conversation).await?;
    let mut translations = translation::between(&mut reader, &app.store.master, of, first, last).await?;
    drop(reader);
    let all = messages.into_iter().map(|message| {
        let found = translations.remove(&message.id).unwrap_or_default();
        let one = said(page, message, ticket.language, &files);
        Said { translations: translated(page, found), ..one }
    });
    Ok(all.collect())
}

/// Folds what the bot said and the buttons that answered it. What has not arrived stays open, because somebody has to
/// see it.
pub fn fold(messages: Vec<Said>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for said in messages {
        let folds = said.pressed || said.author == Author::Bot && !said.is_stuck();
        match parts.last_mut() {
            Some(Part::Folded(row)) if folds => row.push(said),
            _ if folds => parts.push(Part::Folded(vec![said])),
            _ => parts.push(Part::Open(Box::new(said))),
        }
    }
    parts
}

/// A message as it is shown. `spoken` is the worker's language, `stored` the files of the conversation.
pub fn said(page: &Page, message: Message, spoken: Option<Language>, stored: &HashMap<Uuid, Stored>) -> Said {
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
    let none = message.body.files.is_empty();
    let kind = match message.body.kind {
        Kind::Text => None,
        Kind::Button => Some(words.console_message_button()),
        Kind::Location => Some(words.console_message_location()),
        Kind::Voice if none => Some(words.console_message_voice()),
        Kind::Attachment if none => Some(words.console_message_attachment()),
        Kind::Voice | Kind::Attachment => None,
        Kind::Edited => Some(words.console_message_edited()),
        Kind::Notice => Some(words.console_message_notice()),
    };
    Said {
        id: message.id,
        author,
        pressed: author == Author::Worker && message.body.kind == Kind::Button,
        name,
        kind,
        lang: message.body.language.or(spoken).map_or("", Language::tag),
        files: message.body.files.iter().map(|file| file::shown(page, file, stored.get(&file.id))).collect(),
        text: message.body.text,
        at: message.at,
        written: message.body.sent_at.and_then(|sent_at| written(sent_at, message.at)),
        delivery: message.delivery.and_then(|delivery| delivery::shown(words, &delivery)),
        translations: Vec::new(),
    }
}

/// Translations as they are shown, the latest first.
pub fn translated(page: &Page, found: Vec<Translation>) -> Vec<TranslationShown> {
    let shown = |found: Translation| TranslationShown {
        id: found.id,
        words: found.words,
        lang: found.language.map_or("", Language::tag),
        by: found.staff.map_or_else(|| page.words.console_author_staff(), Private::into_exposed),
        at: found.at,
    };
    found.into_iter().rev().map(shown).collect()
}

/// When a message was written that came late. What a provider says is not believed where it cannot be.
fn written(sent_at: i64, came: Timestamp) -> Option<Timestamp> {
    let written = Timestamp::from_millisecond(sent_at).ok()?;
    (came.duration_since(written) > LATE).then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::desk::ticket::Delivery;
    use bot::text::Words;

    fn by(author: Author, state: Option<&str>) -> Said {
        let delivery = state.map(|state| Delivery { state: state.to_owned(), error: None });
        Said {
            id: Uuid::nil(),
            author,
            pressed: false,
            name: String::new(),
            kind: None,
            text: String::new(),
            lang: "",
            at: Timestamp::UNIX_EPOCH,
            written: None,
            files: Vec::new(),
            delivery: delivery.and_then(|delivery| delivery::shown(Words::new(Language::English), &delivery)),
            translations: Vec::new(),
        }
    }

    #[test]
    fn the_bot_and_its_buttons_fold_and_failures_stay_open() {
        use Author::{Bot, Staff, Worker};
        let button = Said { pressed: true, ..by(Worker, None) };
        let row = vec![
            by(Worker, None),
            by(Bot, Some("read")),
            button,
            by(Bot, Some("queued")),
            by(Staff, None),
            by(Bot, Some("failed")),
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

    #[test]
    fn only_what_came_late_tells_when_it_was_written() {
        let came: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let at = |moment: &str| moment.parse::<Timestamp>().unwrap().as_millisecond();
        assert_eq!(written(at("2026-11-22T21:00:00Z"), came), Some("2026-11-22T21:00:00Z".parse().unwrap()));
        for on_time in ["2026-11-23T08:55:00Z", "2026-11-23T09:00:00Z", "2026-11-24T09:00:00Z"] {
            assert_eq!(written(at(on_time), came), None, "{on_time}");
        }
        for nonsense in [i64::MAX, i64::MIN] {
            assert_eq!(written(nonsense, came), None);
        }
    }
}
