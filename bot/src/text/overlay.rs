//! What the staff have published: it is said in the place of a built-in text, in one language at a time.

use super::{Argument, Key, Text, check, pattern::Pattern};
use crate::{language::Language, text::check::Fault};
use std::collections::HashMap;

/// Published texts. An empty one says what is built in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overlay {
    worded: HashMap<(Key, Language), Worded>,
    /// Labels as they were: a worker may answer what an older message shows.
    former: HashMap<(Key, Language), Vec<String>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Worded {
    pattern: Pattern,
    draft: bool,
    mark: String,
}

/// One published text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording<'a> {
    /// Which.
    pub key: Key,
    /// In which language.
    pub language: Language,
    /// As it is written, with `{ $name }` in the place of each variable.
    pub words: &'a str,
    /// Nobody who speaks the language has reviewed it.
    pub draft: bool,
    /// Tells this wording from others, in the name of its recording: a–z and 0–9.
    pub mark: &'a str,
}

impl Overlay {
    /// Takes a text up; one that does not fit this release is left out, and why is told.
    pub fn publish(&mut self, wording: &Wording<'_>) -> Result<(), Vec<Fault>> {
        if !wording.key.may_be_edited() {
            return Err(Vec::new());
        }
        let pattern = check::check(wording.key, wording.language, wording.words, self)?;
        let worded = Worded { pattern, draft: wording.draft, mark: wording.mark.to_owned() };
        self.worded.insert((wording.key, wording.language), worded);
        Ok(())
    }

    /// Remembers a label that was shown before; other texts are never typed back.
    pub fn remember(&mut self, key: Key, language: Language, words: &str) {
        if key.is_label() {
            self.former.entry((key, language)).or_default().push(words.to_owned());
        }
    }

    /// Whether a text is said in other words than the built-in ones.
    pub fn words_anew(&self, key: Key, language: Language) -> bool {
        self.worded.contains_key(&(key, language))
    }

    /// The words of a text in a language.
    pub fn say(&self, text: &Text, language: Language) -> String {
        match self.worded.get(&(text.key, language)) {
            Some(worded) => worded.pattern.filled(|name| self.value(text, name, language)),
            None => text.built_in(language, |nested| self.say(nested, language)),
        }
    }

    /// Whether a text is only a draft in a language.
    pub fn is_draft(&self, text: &Text, language: Language) -> bool {
        self.worded.get(&(text.key, language)).map_or_else(|| text.is_draft(language), |worded| worded.draft)
    }

    /// What a label was called before in a language: built in, and published earlier.
    pub fn former(&self, text: &Text, language: Language) -> Vec<String> {
        let built_in = self.worded.contains_key(&(text.key, language)).then(|| text.in_language(language));
        built_in.into_iter().chain(self.former.get(&(text.key, language)).into_iter().flatten().cloned()).collect()
    }

    /// What tells a text and those inside it from the built-in ones, in the name of a recording.
    pub fn marks<'a>(&'a self, text: &'a Text, language: Language) -> Vec<&'a str> {
        let own = self.worded.get(&(text.key, language)).map(|worded| worded.mark.as_str());
        let nested = text.arguments.iter().filter_map(|(_, argument)| match argument {
            Argument::Text(nested) => Some(self.marks(nested, language)),
            Argument::Plain(_) => None,
        });
        own.into_iter().chain(nested.flatten()).collect()
    }

    /// The published text as it is written.
    pub(super) fn pattern(&self, key: Key, language: Language) -> Option<&Pattern> {
        self.worded.get(&(key, language)).map(|worded| &worded.pattern)
    }

    fn value(&self, text: &Text, name: &str, language: Language) -> String {
        let value = match text.arguments.iter().find(|(known, _)| *known == name) {
            Some((_, Argument::Plain(words))) => words.clone(),
            Some((_, Argument::Text(nested))) => self.say(nested, language),
            None => String::new(),
        };
        if language.is_right_to_left() { format!("\u{2068}{value}\u{2069}") } else { value }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text;

    fn published(words: &str, language: Language, key: Key) -> Overlay {
        let mut overlay = Overlay::default();
        overlay.publish(&Wording { key, language, words, draft: true, mark: "a1" }).unwrap();
        overlay
    }

    #[test]
    fn one_language_says_the_new_words_and_the_others_the_old_ones() {
        let overlay = published("In pericolo: { $emergency }, { $trafficking }.", Language::Italian, Key::Emergency);
        let text = text::emergency("112", "800 290 290");
        assert_eq!(overlay.say(&text, Language::Italian), "In pericolo: 112, 800 290 290.");
        assert_eq!(overlay.say(&text, Language::French), text.in_language(Language::French));
        assert!(overlay.is_draft(&text, Language::Italian) && !text.is_draft(Language::Italian));
    }

    #[test]
    fn a_number_keeps_its_place_in_arabic_as_in_a_built_in_text() {
        let words = check::built_in(Key::Emergency, Language::Arabic);
        let overlay = published(&words, Language::Arabic, Key::Emergency);
        let text = text::emergency("112", "800 290 290");
        assert_eq!(overlay.say(&text, Language::Arabic), text.in_language(Language::Arabic));
    }

    #[test]
    fn a_text_inside_another_is_said_in_its_new_words() {
        let overlay = published("sul tavolo di una persona", Language::Italian, Key::StateOpen);
        let text = text::call_state(text::state_open());
        assert!(overlay.say(&text, Language::Italian).contains("sul tavolo di una persona"));
        assert_eq!(overlay.marks(&text, Language::Italian), ["a1"]);
    }

    #[test]
    fn what_does_not_fit_this_release_is_left_out() {
        let mut overlay = Overlay::default();
        let old = |key, words| Wording { key, language: Language::Italian, words, draft: false, mark: "a1" };
        assert_eq!(overlay.publish(&old(Key::InfoPay1, "Paga: { $gone }")), Err(vec![Fault::Unknown("gone".into())]));
        assert!(overlay.publish(&old(Key::WordsStop, "alt")).is_err());
        assert_eq!(overlay, Overlay::default());
    }
}
