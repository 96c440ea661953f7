//! The state of one conversation: what is known of it between two messages.

use crate::{
    flow::{information::Topic, prove::Wanted},
    language::Language,
    receipt::Code,
    reference::Reference,
    report::Draft,
    territory::Region,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The format that [`Conversation::save`] writes.
const VERSION: u64 = 1;

/// One contact on one channel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Conversation {
    /// Chosen by the worker, never guessed.
    pub language: Option<Language>,
    /// What the platform's setting suggests until then: offered first, nothing more.
    #[serde(default)]
    pub suggested: Option<Language>,
    /// What follows a draft text.
    pub reading: Option<Language>,
    /// The worker's yes to keeping a report.
    pub consent: Option<Consent>,
    /// Whether the first greeting was said.
    pub welcomed: bool,
    /// Who answers.
    pub in_charge: InCharge,
    /// Where the conversation stands.
    pub step: Step,
    /// A report that waits to be taken up again.
    pub parked: Option<Box<Draft>>,
    /// How many messages in a row were not understood.
    pub misunderstood: u8,
    /// Which part of the choices is shown.
    pub page: u8,
    /// The urgent ticket of the last hours, so that a second cry does not open a second one.
    pub urgent: Option<Urgent>,
    /// The worker said stop: nothing goes out until they write.
    pub quiet: bool,
    /// Everything before this conversation is hidden and will be destroyed; "keep" brings it back.
    #[serde(default)]
    pub erasing: Option<Erasing>,
    /// This channel asked to be one more of somebody who wrote before.
    #[serde(default)]
    pub linked: Option<Linked>,
    /// Codes that were sent to a sender who can be forged.
    #[serde(default)]
    pub codes: Codes,
}

/// What waits to be destroyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasing {
    /// When it will be.
    pub until: Timestamp,
    /// In which "keep" is understood, though nothing else is known.
    pub language: Option<Language>,
}

/// A channel that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Linked {
    /// When it was asked for.
    pub at: Timestamp,
    /// Nobody has objected, or somebody has said yes.
    pub joined: bool,
}

/// Codes sent since a moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Codes {
    pub since: Timestamp,
    pub sent: u8,
}

/// A yes to keeping a report (GDPR art. 6 par. 1 a, art. 9 par. 2 a).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// Which wording was shown, `consent-1` to `consent-3`.
    pub version: u16,
    /// When.
    pub at: Timestamp,
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InCharge {
    /// The bot.
    Bot,
    /// A person; what the worker writes belongs to this ticket.
    Person(Reference),
}

/// An urgent ticket that is still fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Urgent {
    pub reference: Reference,
    pub at: Timestamp,
}

/// Where the conversation stands: each variant holds exactly what is true there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Which language? `asked` is false before the first message is answered.
    ChooseLanguage {
        /** the question has been put */
        asked: bool,
    },
    /// Which language does the worker read, where there are several.
    ChooseReading,
    /// The menu.
    Menu,
    /// Which topic?
    Topics,
    /// A screen of a topic, counted from 0; the last one asks whether it was useful.
    Topic {
        /** which */
        topic: Topic,
        /** from 0 */
        screen: u8,
    },
    /// Consent before a report.
    Consent,
    /// In the report.
    Report {
        /** what is told so far */
        draft: Box<Draft>,
    },
    /// Danger without consent: shall a person know?
    OfferUrgent,
    /// The worker writes to a person; once a ticket is open, more words join it.
    AskPerson {
        /** what it is about */
        about: Option<Topic>,
        /** open since the first words */
        ticket: Option<Reference>,
    },
    /// The worker looks at their requests.
    Requests,
    /// Number and code of a request that was made on another channel?
    Link,
    /// See its answers here, too?
    OfferLink {
        /** whose number and code were right */
        reference: Reference,
    },
    /// The code that was sent to this sender, before something is done in their name.
    Prove {
        /** what is done then */
        wanted: Wanted,
        /** what was sent */
        code: Code,
        /** as long as it is good */
        until: Timestamp,
        /** wrong ones so far */
        tries: u8,
    },
    /// Delete everything?
    Erase,
    /// Everything is hidden; it may still be kept.
    Erased,
    /// Where are services wanted? After the region the province is asked for.
    Services {
        /** once it is known */
        region: Option<Region>,
    },
    /// The question was answered. The place is not kept.
    ServicesShown {
        /** there were some */
        found: bool,
    },
}

impl Default for Conversation {
    fn default() -> Self {
        Self {
            language: None,
            suggested: None,
            reading: None,
            consent: None,
            welcomed: false,
            in_charge: InCharge::Bot,
            step: Step::ChooseLanguage { asked: false },
            parked: None,
            misunderstood: 0,
            page: 0,
            urgent: None,
            quiet: false,
            erasing: None,
            linked: None,
            codes: Codes::default(),
        }
    }
}

/// A conversation read back, and whether all of it could be read.
#[derive(Debug, PartialEq)]
pub enum Restored {
    /// As it was saved.
    Whole(Conversation),
    /// An older or newer release wrote it: what could be read is kept, the step is the menu.
    InPart(Conversation),
}

impl Conversation {
    /// Bytes for a sealed column. They hold personal data.
    pub fn save(&self) -> Vec<u8> {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        value["version"] = VERSION.into();
        value.to_string().into_bytes()
    }

    /// Reads [`Conversation::save`]'s bytes of any release. Never fails: it restarts politely with what is known.
    pub fn restore(bytes: &[u8]) -> Restored {
        let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
        if value["version"] == VERSION
            && let Ok(conversation) = serde_json::from_value(value.clone())
        {
            return Restored::Whole(conversation);
        }
        let mut known = Self {
            language: field(&value, "language"),
            reading: field(&value, "reading"),
            consent: field(&value, "consent"),
            welcomed: field(&value, "welcomed").unwrap_or_default(),
            in_charge: field(&value, "in_charge").unwrap_or(InCharge::Bot),
            parked: field(&value, "parked").or_else(|| field(&value["step"]["report"], "draft")),
            urgent: field(&value, "urgent"),
            quiet: field(&value, "quiet").unwrap_or_default(),
            erasing: field(&value, "erasing"),
            linked: field(&value, "linked"),
            codes: field(&value, "codes").unwrap_or_default(),
            ..Self::default()
        };
        if known.language.is_some() {
            known.step = Step::Menu;
        }
        Restored::InPart(known)
    }

    /// Somebody of whom nothing but the language is known any more.
    pub fn begun_in(language: Option<Language>) -> Self {
        let reading = language.and_then(|language| language.reading().first().copied());
        let step = if language.is_some() { Step::Menu } else { Step::ChooseLanguage { asked: true } };
        Self { language, reading, welcomed: language.is_some(), step, ..Self::default() }
    }

    /// What takes the place of a conversation that is hidden until it is destroyed: somebody new.
    pub fn hidden(until: Timestamp, language: Option<Language>) -> Self {
        Self { step: Step::Erased, erasing: Some(Erasing { until, language }), ..Self::default() }
    }

    /// The languages the worker may be understood in, the chosen one first.
    pub fn understood(&self) -> Vec<Language> {
        let before = self.erasing.and_then(|erasing| erasing.language);
        self.language.into_iter().chain(self.reading).chain(before).collect()
    }

    /// Leaves the report, keeping it for later, or whatever else is going on.
    pub fn leave(&mut self, to: Step) {
        if let Step::Report { draft } = std::mem::replace(&mut self.step, to)
            && (!draft.answers.is_empty() || draft.ticket.is_some())
        {
            self.parked = Some(draft);
        }
        self.page = 0;
        self.misunderstood = 0;
    }
}

fn field<T: DeserializeOwned>(value: &Value, name: &str) -> Option<T> {
    serde_json::from_value(value.get(name)?.clone()).ok()
}
