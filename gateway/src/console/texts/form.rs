//! The form of a proposal: what was typed, and what is wrong with it, field by field.

use super::{
    super::{member::Member, page::Page},
    fault,
    subject::{Subject, is_valid},
};
use bot::{
    language::Language,
    text::{Overlay, check},
};
use serde::Deserialize;

/// Characters of a reason, and of a back-translation.
const LONGEST_REASON: usize = 500;
const LONGEST_BACK: usize = 2000;

/// What a form sends.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct WordingForm {
    /// Which button.
    pub act: String,
    pub words: String,
    /// What the words say, in Italian.
    pub back: String,
    pub reason: String,
    /// `draft` or `reviewed`.
    pub trust: String,
    /// The published wording that stood on the page; empty for the built-in text.
    pub base: String,
    /// The proposal that is decided on.
    pub id: String,
}

/// What is wrong, beside its field.
#[derive(Default)]
pub struct Errors {
    pub words: Vec<String>,
    pub back: Option<String>,
    pub reason: Option<String>,
    /// The reason of a decision, and of a return to the built-in text.
    pub decision: Option<String>,
    pub restore: Option<String>,
}

impl Errors {
    /// Whether everything is right.
    pub const fn are_none(&self) -> bool {
        self.words.is_empty()
            && self.back.is_none()
            && self.reason.is_none()
            && self.decision.is_none()
            && self.restore.is_none()
    }
}

impl WordingForm {
    /// Without the browser's line ends and blanks around.
    pub fn trimmed(mut self) -> Self {
        for field in [&mut self.words, &mut self.back, &mut self.reason] {
            *field = field.replace("\r\n", "\n").trim().to_owned();
        }
        self
    }

    /// Nobody has said that somebody who speaks it has read it.
    pub fn is_draft(&self) -> bool {
        self.trust != "reviewed"
    }
}

/// What is wrong with a proposal. `now` is what is said today, as it is written.
pub fn check(page: &Page, subject: Subject, typed: &WordingForm, now: &str, overlay: &Overlay) -> Errors {
    let words = page.words;
    let mut errors = Errors { reason: reason(page, &typed.reason), ..Errors::default() };
    match subject {
        Subject::Text(key, language) => {
            if let Err(faults) = check::check(key, language, &typed.words, overlay) {
                errors.words = faults.iter().map(|fault| fault::told(words, fault)).collect();
            }
            if key.is_safety() && language != Language::Italian && typed.back.is_empty() {
                errors.back = Some(words.console_texts_error_back());
            } else if typed.back.chars().count() > LONGEST_BACK {
                errors.back = Some(words.console_error_long(LONGEST_BACK));
            }
        }
        Subject::Line(name) if !is_valid(name, &typed.words) => {
            let email = subject.is_email();
            errors.words.push(if email { words.console_error_email() } else { words.console_error_number() });
        }
        Subject::Line(_) => {}
    }
    if errors.words.is_empty() && typed.words == now {
        errors.words.push(words.console_texts_error_same());
    }
    errors
}

/// Why: never without, because the next person has to judge it.
pub fn reason(page: &Page, typed: &str) -> Option<String> {
    match typed.chars().count() {
        0 => Some(page.words.console_texts_error_reason()),
        1..=LONGEST_REASON => None,
        _ => Some(page.words.console_error_long(LONGEST_REASON)),
    }
}

/// Whether a person can judge words in a language: everybody here reads Italian, and English is the console's other one.
pub fn speaks(member: &Member, language: Language) -> bool {
    matches!(language, Language::Italian) || member.language == language || member.languages.contains(&language)
}
