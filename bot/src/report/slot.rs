//! How one answer is held: not asked yet, given, "I don't know", or skipped.

use super::options::{Choosable, NONE};
use crate::{private::Private, reply::Label, text, understand};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What was said to a question.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer<V> {
    /// Not asked, or asked and not answered yet.
    #[default]
    Open,
    /// An answer.
    Given(V),
    /// "I don't know".
    Unknown,
    /// Skipped.
    Skipped,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One option.
    One,
    /// Several options, one after the other or all in one line.
    Many,
    /// The worker's own words.
    Words,
    /// A telephone number.
    Phone,
}

/// The answer to one question, whatever its type: what the conversation needs to ask it, hold it and show it.
pub trait Slot {
    /// How it is answered.
    fn kind(&self) -> Kind;
    /// What can be chosen: (identifier, label, pictogram).
    fn options(&self) -> Vec<(&'static str, Label, &'static str)>;
    /// Takes the identifier of an option or, for words and numbers, what was typed; `false` if it is not an answer.
    fn take(&mut self, said: &str) -> bool;
    /// Notes "I don't know".
    fn unknown(&mut self);
    /// Notes that it was skipped.
    fn skip(&mut self);
    /// Forgets the answer.
    fn clear(&mut self);
    /// Whether anything was said, be it "I don't know".
    fn is_answered(&self) -> bool;
    /// The answer as labels, for the summary and the sheet; the worker's own words are not repeated.
    fn labels(&self) -> Vec<Label>;
    /// Identifiers of what is already chosen.
    fn chosen(&self) -> Vec<&'static str>;
}

/// What can stand inside [`Answer::Given`].
pub trait Value: Sized {
    /// How such a question is answered.
    const KIND: Kind;
    /// See [`Slot::options`].
    fn options() -> Vec<(&'static str, Label, &'static str)> {
        Vec::new()
    }
    /// The new value after `said` on top of the one before.
    fn take(before: Option<&Self>, said: &str) -> Option<Self>;
    /// See [`Slot::labels`].
    fn labels(&self) -> Vec<Label> {
        vec![Label::Text(text::answer_written())]
    }
    /// See [`Slot::chosen`].
    fn chosen(&self) -> Vec<&'static str> {
        Vec::new()
    }
}

impl<T: Choosable> Value for T {
    const KIND: Kind = Kind::One;
    fn options() -> Vec<(&'static str, Label, &'static str)> {
        T::all().into_iter().map(|option| (option.id(), option.label(), option.pictogram())).collect()
    }
    fn take(_: Option<&Self>, said: &str) -> Option<Self> {
        T::all().into_iter().find(|option| option.id() == said)
    }
    fn labels(&self) -> Vec<Label> {
        vec![self.label()]
    }
    fn chosen(&self) -> Vec<&'static str> {
        vec![self.id()]
    }
}

impl<T: Choosable> Value for BTreeSet<T> {
    const KIND: Kind = Kind::Many;
    fn options() -> Vec<(&'static str, Label, &'static str)> {
        <T as Value>::options()
    }
    fn take(before: Option<&Self>, said: &str) -> Option<Self> {
        let option = <T as Value>::take(None, said)?;
        // "None of these" and an option cannot both be true: the last word counts.
        let mut set: Self =
            before.into_iter().flatten().copied().filter(|o| (o.id() == NONE) == (said == NONE)).collect();
        set.insert(option);
        Some(set)
    }
    fn labels(&self) -> Vec<Label> {
        self.iter().map(|option| option.label()).collect()
    }
    fn chosen(&self) -> Vec<&'static str> {
        self.iter().map(|option| option.id()).collect()
    }
}

/// The worker's own words; several messages are joined by a line break.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Words(pub Private<String>);

impl Value for Words {
    const KIND: Kind = Kind::Words;
    fn take(before: Option<&Self>, said: &str) -> Option<Self> {
        let before = before.map(|words| words.0.expose().as_str()).unwrap_or_default();
        let joined = if before.is_empty() { said.to_owned() } else { format!("{before}\n{said}") };
        Some(Self(Private::new(understand::clip(&joined).0)))
    }
}

/// A telephone number, digits with a leading plus if there was one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(pub Private<String>);

impl Value for Phone {
    const KIND: Kind = Kind::Phone;
    /// ITU-T E.164 allows 15 digits; shorter than 6 is no number anywhere.
    fn take(_: Option<&Self>, said: &str) -> Option<Self> {
        let said = understand::western_digits(said);
        let digits: String = said.chars().filter(char::is_ascii_digit).collect();
        let foreign =
            said.chars().any(|c| !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '-' | '.' | '/' | '(' | ')'));
        let plus = if said.trim_start().starts_with('+') { "+" } else { "" };
        (!foreign && (6..=15).contains(&digits.len())).then(|| Self(Private::new(format!("{plus}{digits}"))))
    }
}

impl<V> Answer<V> {
    /// The answer, if one was given.
    pub const fn given(&self) -> Option<&V> {
        match self {
            Self::Given(value) => Some(value),
            Self::Open | Self::Unknown | Self::Skipped => None,
        }
    }
}

impl<V: Value> Slot for Answer<V> {
    fn kind(&self) -> Kind {
        V::KIND
    }
    fn options(&self) -> Vec<(&'static str, Label, &'static str)> {
        V::options()
    }
    fn take(&mut self, said: &str) -> bool {
        let taken = V::take(self.given(), said);
        taken.map(|value| *self = Self::Given(value)).is_some()
    }
    fn unknown(&mut self) {
        *self = Self::Unknown;
    }
    fn skip(&mut self) {
        *self = Self::Skipped;
    }
    fn clear(&mut self) {
        *self = Self::Open;
    }
    fn is_answered(&self) -> bool {
        !matches!(self, Self::Open)
    }
    fn labels(&self) -> Vec<Label> {
        match self {
            Self::Open => Vec::new(),
            Self::Given(value) => value.labels(),
            Self::Unknown => vec![Label::Text(text::choice_dont_know())],
            Self::Skipped => vec![Label::Text(text::answer_skipped())],
        }
    }
    fn chosen(&self) -> Vec<&'static str> {
        self.given().map(Value::chosen).unwrap_or_default()
    }
}
