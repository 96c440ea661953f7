//! A telephone call, on keys 0 to 9, `*` and `#`: what is said, what is listened for, what it leads to.
//!
//! The gateway answers each webhook of a call with one [`advance`], as it answers a message with
//! [`crate::turn::advance`]; it looks up [`wanted_reference`] before. The states are here, the way through them in
//! `call/flow.rs`, the words of each in `call/ask.rs`, how they are spoken in [`prompt`]. What follows from a call for
//! the staff is a ticket or a [`Callback`].

mod ask;
mod flow;
mod line;
pub mod prompt;
#[cfg(test)]
mod tests;

pub use flow::{advance, wanted_reference};
pub use prompt::Prompt;

use crate::{callback::Callback, effect::Effect, language::Language, reference::Reference, report::options::SafeTime};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// The format that [`Call::save`] writes.
const VERSION: u64 = 1;

/// One call, between two webhooks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Whether the number can be called back; none before [`Event::Began`].
    pub caller: Option<Caller>,
    /// Chosen by a key, never guessed. None at [`Step::Language`], there is one at every other step but the last.
    pub language: Option<Language>,
    /// Where it stands.
    pub step: Step,
    /// How often in a row nothing was pressed.
    pub silences: u8,
    /// How many references were typed that nobody knows.
    pub wrong_references: u8,
    /// How often the caller was listened to.
    pub turns: u8,
    /// The key for danger was pressed: what this call opens is urgent.
    pub danger: bool,
    /// What it has led to.
    pub ticket: Option<Reference>,
    /// The caller has got something: a message kept, a call-back promised, the state of a request.
    pub useful: bool,
    /// What it has left behind because it ended too early.
    pub left: Option<Callback>,
}

/// Whether a call shows where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Caller {
    /// With a number.
    Known,
    /// Without: it cannot be called back.
    Anonymous,
}

/// Where a call stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// Which language? Eight at a time.
    Language {
        /** from 0 */
        page: u8,
    },
    /// The menu.
    Menu,
    /// The caller speaks after the sound.
    Message {
        /** nothing was heard the first time */
        again: bool,
    },
    /// The hotlines.
    Danger,
    /// When is it safe to call back?
    Time,
    /// May a message be left?
    Voicemail {
        /** what was chosen before */
        safe_time: SafeTime,
    },
    /// The number of a request?
    Reference,
    /// Nothing more is said.
    Ended,
}

/// What happened on the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody calls.
    Began {
        /// From where.
        caller: Caller,
    },
    /// Keys were pressed: digits, `*` and `#` (`<Gather>`'s `Digits`).
    Keys(String),
    /// No key was pressed in time: what stands after `<Gather>` is carried out.
    Silence,
    /// A message was spoken (`<Record>`'s `action`). The gateway gives this also when the caller hung up to end it
    /// (`Digits=hangup`), and once for each recording.
    Recorded {
        /// How long it is.
        seconds: u32,
    },
    /// Nothing was spoken: what stands after `<Record>` is carried out.
    NothingRecorded,
    /// The line is closed (`CallStatus` `completed`, `no-answer`, `busy`, `failed`, `canceled`).
    HungUp,
}

/// What follows from one event.
#[derive(Debug, PartialEq)]
pub struct CallTurn {
    /// The call afterwards.
    pub next: Call,
    /// What is said, one after the other; keys interrupt it.
    pub say: Vec<Prompt>,
    /// What happens after it is said.
    pub then: Then,
    /// [`Effect::open_ticket`] and [`Effect::add_message`], where the recording of this event is what is added.
    pub effects: Vec<Effect>,
    /// Somebody is to be called back; joins the open one of the same contact, see [`Callback::joined`].
    pub callback: Option<Callback>,
}

/// What the telephone does after speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Listens for keys (`<Gather>`).
    Gather {
        /// How many keys at most (`numDigits`).
        most: u8,
        /// The key that ends it earlier; `None`: every key counts (`finishOnKey=""`).
        finish: Option<char>,
        /// How long it waits for a key (`timeout`).
        seconds: u8,
    },
    /// Makes a sound and listens to a voice until any key (`<Record>`).
    Record {
        /// How long at most (`maxLength`).
        most_seconds: u16,
    },
    /// Ends the call.
    HangUp,
}

impl Default for Call {
    fn default() -> Self {
        Self {
            caller: None,
            language: None,
            step: Step::Language { page: 0 },
            silences: 0,
            wrong_references: 0,
            turns: 0,
            danger: false,
            ticket: None,
            useful: false,
            left: None,
        }
    }
}

/// A call read back, and whether all of it could be read.
#[derive(Debug, PartialEq)]
pub enum Restored {
    /// As it was saved.
    Whole(Call),
    /// Another release wrote it: what could be read is kept, the step is the menu. The gateway says so by
    /// [`crate::context::Context::restarted`], so that a key meant for another question is not taken for an answer.
    InPart(Call),
}

impl Call {
    /// Bytes to be kept between two webhooks.
    pub fn save(&self) -> Vec<u8> {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        value["version"] = VERSION.into();
        value.to_string().into_bytes()
    }

    /// Reads [`Call::save`]'s bytes of any release. Never fails.
    pub fn restore(bytes: &[u8]) -> Restored {
        let value: Value = serde_json::from_slice(bytes).unwrap_or_default();
        if value["version"] == VERSION
            && let Ok(call) = serde_json::from_value(value.clone())
        {
            return Restored::Whole(call);
        }
        let language = field(&value, "language");
        let fresh = Self::default();
        let step = match field(&value, "step") {
            Some(Step::Ended) => Step::Ended,
            _ if language.is_some() => Step::Menu,
            _ => fresh.step,
        };
        Restored::InPart(Self {
            caller: field(&value, "caller"),
            language,
            step,
            danger: field(&value, "danger").unwrap_or_default(),
            ticket: field(&value, "ticket"),
            useful: field(&value, "useful").unwrap_or_default(),
            left: field(&value, "left"),
            ..fresh
        })
    }
}

fn field<T: DeserializeOwned>(value: &Value, name: &str) -> Option<T> {
    serde_json::from_value(value.get(name)?.clone()).ok()
}
