//! Every text as a typed function, generated from `locales/` by the build script.
//!
//! `text::report_sent("482-913-570")` is a [`Text`]: a key with its variables, no language yet.
//! [`Overlay::say`] says it, in the words that the staff have published or else in the built-in ones, which
//! [`Text::in_language`] gives. The console's texts are methods of [`Words`].

pub mod check;
mod limits;
pub mod overlay;
mod own;
pub mod pattern;
pub mod sample;

pub use overlay::Overlay;

use crate::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use std::{
    fmt,
    sync::{Arc, LazyLock},
};

#[rustfmt::skip]
mod generated {
    use super::{Argument, Text, Words};
    include!(concat!(env!("OUT_DIR"), "/texts.rs"));
}
pub use generated::*;

const _: () = assert!(SOURCES.len() == Language::ALL.len(), "one folder under locales/ for each line in language.rs");

/// A text with its variables, before a language is chosen. `Debug` shows the key only.
#[derive(Clone, PartialEq)]
pub struct Text {
    key: Key,
    arguments: Vec<(&'static str, Argument)>,
}

/// A variable's value: words as they are, or a text to be said in the same language.
#[derive(Clone, PartialEq)]
pub enum Argument {
    /// Shown as it is.
    Plain(String),
    /// Said in the language of the text around it.
    Text(Box<Text>),
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Plain(value.to_owned())
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Plain(value)
    }
}

impl From<Text> for Argument {
    fn from(value: Text) -> Self {
        Self::Text(Box::new(value))
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key.name())
    }
}

impl Text {
    pub(crate) fn new(key: Key, arguments: Vec<(&'static str, Argument)>) -> Self {
        Self { key, arguments }
    }

    /// Which text this is.
    pub const fn key(&self) -> Key {
        self.key
    }

    /// Whether the built-in text is only a draft in `language`.
    pub fn is_draft(&self, language: Language) -> bool {
        DRAFTS[Locale::index(language)][self.key as usize]
    }

    /// The built-in words. What a worker is told goes through [`Overlay::say`].
    pub fn in_language(&self, language: Language) -> String {
        self.built_in(language, |nested| nested.in_language(language))
    }

    fn built_in(&self, language: Language, say: impl Fn(&Self) -> String) -> String {
        let locale = Locale::of(language);
        match &locale.plain[self.key as usize] {
            Some(plain) if self.arguments.is_empty() => plain.clone(),
            _ => {
                let mut arguments = FluentArgs::with_capacity(self.arguments.len());
                for (name, value) in &self.arguments {
                    let value = match value {
                        Argument::Plain(words) => words.clone(),
                        Argument::Text(text) => say(text),
                    };
                    arguments.set(*name, FluentValue::from(value));
                }
                locale.say(self.key.name(), Some(&arguments))
            }
        }
    }
}

impl Key {
    /// The key with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// What stands on a button, and may be typed instead.
    pub fn is_label(self) -> bool {
        limits::longest_label(self.name()).is_some()
    }

    /// Whether the staff may change it: not what people type, which is read and never said, and not the notice outside a
    /// window, whose words the provider has approved.
    pub fn may_be_edited(self) -> bool {
        !self.name().starts_with("words-") && !matches!(self, Self::NoticeWaiting)
    }
}

/// The words of a `words-…` key in one language, in lower case: what a person may type.
pub(crate) fn words(key: Key, language: Language) -> Vec<String> {
    let list = Text::new(key, Vec::new()).in_language(language);
    list.split(['،', ',']).map(|word| word.trim().to_lowercase()).filter(|word| !word.is_empty()).collect()
}

/// The console's texts in Italian or English; methods are generated from `console.ftl`.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The console in this language; every language but English is answered in Italian.
    pub const fn new(language: Language) -> Self {
        Self { language: if matches!(language, Language::English) { Language::English } else { Language::Italian } }
    }

    /// `it` or `en`, for the page's `lang` attribute.
    pub const fn tag(&self) -> &'static str {
        self.language.tag()
    }

    pub(crate) fn say(&self, key: &str, arguments: Vec<(&'static str, String)>) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().collect();
        Locale::of(self.language).say(key, Some(&arguments))
    }
}

/// One language, parsed once for the life of the process.
struct Locale {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// Texts without variables, ready to be said.
    plain: Vec<Option<String>>,
}

static LOCALES: LazyLock<Vec<Locale>> =
    LazyLock::new(|| SOURCES.iter().map(|(tag, files)| Locale::load(tag, files)).collect());

impl Locale {
    fn of(language: Language) -> &'static Self {
        &LOCALES[Self::index(language)]
    }

    fn index(language: Language) -> usize {
        SOURCES.iter().position(|(tag, _)| *tag == language.tag()).unwrap_or(0)
    }

    fn load(tag: &str, files: &[&'static str]) -> Self {
        let identifier = tag.parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
        // Isolation marks keep a number in its place inside Arabic or Urdu; on an old phone they may show as
        // boxes, so languages written from the left go without.
        bundle.set_use_isolating(tag.parse::<Language>().is_ok_and(Language::is_right_to_left));
        for file in files {
            // The build script has parsed the same bytes and refused every error.
            let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(Arc::new(resource));
        }
        let mut locale = Self { bundle, plain: Vec::new() };
        locale.plain = Key::ALL.iter().map(|key| locale.say_plain(key.name())).collect();
        locale
    }

    fn say_plain(&self, key: &str) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let words = self.bundle.format_pattern(pattern, None, &mut errors).into_owned();
        errors.is_empty().then_some(words)
    }

    fn say(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let mut errors = Vec::new();
        self.bundle.format_pattern(pattern, arguments, &mut errors).into_owned()
    }
}
