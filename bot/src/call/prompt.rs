//! What is said on the telephone: a synthetic voice reads it, or a recording is played, or both in parts.

use crate::{
    language::Language,
    text::{Overlay, Text},
};

/// One sentence, in one language.
///
/// Where the language has a recording, [`Prompt::recording`] names it and [`Prompt::numbers`] are played after it digit
/// by digit; where it has a synthetic voice, that says [`Prompt::words`]; where it has neither, the voices of
/// [`Prompt::readings`] say [`Prompt::words_in`] of theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What.
    pub text: Text,
    /// In which language.
    pub language: Language,
    /// The numbers in it, each as [`spoken`] gives it: no recording can hold them.
    pub numbers: Vec<String>,
    details: Vec<String>,
}

impl Prompt {
    pub(super) const fn new(text: Text, language: Language) -> Self {
        Self { text, language, numbers: Vec::new(), details: Vec::new() }
    }

    /// Something that stands in the text and that a recording holds: a key, a choice.
    pub(super) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.details.push(detail.into());
        self
    }

    pub(super) fn number(mut self, number: String) -> Self {
        self.numbers.push(number);
        self
    }

    /// The name of its recording, without language and ending: the text's key and what stands in it, as in
    /// `call-welcome`, `call-key-message-1`, `call-key-back-star`, `call-key-choice-choice-time-morning-1`,
    /// `call-state-state-open`. a–z, 0–9 and hyphens. Words that the staff have published need a recording of their own,
    /// with their mark at its end: nobody hears what is no longer true.
    pub fn recording(&self, wording: &Overlay) -> String {
        let mut name = self.text.key().name().to_owned();
        let details = self.details.iter().map(String::as_str);
        for part in details.chain(wording.marks(&self.text, self.language)) {
            name.push('-');
            name.push_str(part);
        }
        name
    }

    /// What a voice of its language says.
    pub fn words(&self, wording: &Overlay) -> String {
        self.words_in(self.language, wording)
    }

    /// What a voice of another language says.
    pub fn words_in(&self, language: Language, wording: &Overlay) -> String {
        // The marks that keep a number in its place on a screen mean nothing to a voice.
        wording.say(&self.text, language).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// The languages that its speakers understand too, in which it is said where its own has no voice. More than
    /// one: in each, because nobody is asked a question that they may not understand.
    pub const fn readings(&self) -> &'static [Language] {
        self.language.reading()
    }

    /// A text about danger that is only a draft: it is said in [`Prompt::readings`] too, whatever voice there is.
    pub fn is_said_again(&self, wording: &Overlay) -> bool {
        self.text.key().is_safety() && wording.is_draft(&self.text, self.language)
    }
}

/// A number as it is said: digit by digit, three at a time. `482-913-570` becomes `4 8 2, 9 1 3, 5 7 0`.
///
/// A plus becomes the two zeros that are dialled in Italy; other signs are pauses.
pub fn spoken(number: &str) -> String {
    let dialled = number.trim().strip_prefix('+').map(|rest| format!("00 {rest}"));
    let groups = dialled.as_deref().unwrap_or(number).split(|c: char| !c.is_ascii_digit());
    let mut said = Vec::new();
    for group in groups.filter(|group| !group.is_empty()) {
        // Four digits are still remembered at once; longer ones are cut.
        let size = if group.len() <= 4 { 4 } else { 3 };
        for part in group.as_bytes().chunks(size) {
            said.push(part.iter().map(|&digit| char::from(digit).to_string()).collect::<Vec<_>>().join(" "));
        }
    }
    said.join(", ")
}
