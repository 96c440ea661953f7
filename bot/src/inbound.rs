//! What comes in, whatever the channel: a text, a button, a place, or something that cannot be read yet.

use crate::{language::Language, private::Private, receipt::Receipt, understand};
use serde::{Deserialize, Serialize};

/// One thing a worker did. It can be serialised for the case that no turn can be made of it, and is kept sealed then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Inbound {
    /// What they sent.
    pub content: Content,
    /// What the platform's language setting suggests; never more than a suggestion.
    pub suggested: Option<Language>,
    /// The outreach campaign whose link or poster brought them: what follows `/start`.
    pub campaign: Option<String>,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Words, cleaned of invisible characters.
    Text(Private<String>),
    /// A button, by what it carries.
    Button(Pressed),
    /// A shared position.
    Location(Private<Position>),
    /// A voice note; the gateway keeps it.
    Voice,
    /// A photo, a file, a sticker, a contact card…; the gateway keeps what can be kept.
    Attachment,
    /// A message that was changed after it had been sent.
    Edited,
    /// The contact form: everything at once.
    Form {
        /// Chosen on the form.
        language: Language,
        /// The message, cleaned; empty if there is only a file.
        words: Private<String>,
        /// Where else the person may be reached.
        contact: Option<Private<String>>,
    },
}

/// Degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// North is positive.
    pub latitude: f64,
    /// East is positive.
    pub longitude: f64,
}

impl Position {
    /// How far another place is, as the crow flies; near enough within Italy.
    pub fn kilometres_to(self, other: Self) -> f64 {
        let north = (other.latitude - self.latitude) * 111.2;
        let east = (other.longitude - self.longitude) * 111.2 * self.latitude.to_radians().cos();
        north.hypot(east)
    }
}

/// What a button carries: which question it belongs to and which choice it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pressed {
    /// [`crate::reply::Reply::question`].
    pub question: String,
    /// [`crate::reply::Choice::id`].
    pub choice: String,
}

impl Pressed {
    /// As it stands in a button: `1|question|choice`, at most 64 bytes (Telegram's limit for callback data).
    pub fn to_data(question: &str, choice: &str) -> String {
        format!("1|{question}|{choice}")
    }

    /// Reads a button's data. What is not ours, or of a version nobody knows any more, is an old button.
    pub fn from_data(data: &str) -> Self {
        let mut parts = data.splitn(3, '|');
        match (parts.next(), parts.next(), parts.next()) {
            (Some("1"), Some(question), Some(choice)) => {
                Self { question: question.to_owned(), choice: choice.to_owned() }
            }
            _ => Self { question: String::new(), choice: String::new() },
        }
    }
}

impl Inbound {
    /// A text as it came from a channel.
    pub fn text(raw: &str) -> Self {
        let campaign = campaign(raw);
        Self { campaign, ..Content::Text(Private::new(understand::clean(raw))).into() }
    }

    /// A button as it came from a channel.
    pub fn button(data: &str) -> Self {
        Content::Button(Pressed::from_data(data)).into()
    }

    /// A contact form as it was filled in.
    pub fn form(language: Language, words: &str, contact: &str) -> Self {
        let clean = |raw| Private::new(understand::clean(raw));
        let contact = Some(clean(contact)).filter(|contact| !contact.expose().is_empty());
        Content::Form { language, words: clean(words), contact }.into()
    }

    /// The number and code in it, if it is words and has both.
    pub fn receipt(&self) -> Option<Receipt> {
        match &self.content {
            Content::Text(words) => Receipt::read(words.expose()),
            _ => None,
        }
    }

    /// The same with a suggested language.
    pub fn suggesting(self, suggested: Option<Language>) -> Self {
        Self { suggested, ..self }
    }
}

/// A start parameter: 1 to 64 of A-Z a-z 0-9 _ - (core.telegram.org/bots/features#deep-linking). Whoever prints a poster
/// chooses it, so it names a place or a leaflet, never a person.
fn campaign(text: &str) -> Option<String> {
    let (command, name) = text.trim().split_once(' ')?;
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let starts = command.split('@').next() == Some("/start");
    (starts && (1..=64).contains(&name.len()) && name.chars().all(fits)).then(|| name.to_owned())
}

impl From<Content> for Inbound {
    fn from(content: Content) -> Self {
        Self { content, suggested: None, campaign: None }
    }
}
