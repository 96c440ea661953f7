//! What must hold for a text that the staff propose: what the build demands of one that is built in, and what a form lets
//! through that a file would not.

use super::{Key, Text, limits, overlay::Overlay, own::is_still_english, pattern::Pattern};
use crate::{language::Language, sms::Encoding};
use fluent_syntax::{ast, parser};

/// Characters of a text that is never a text message.
pub const LONGEST_SPOKEN: usize = 400;

/// What is wrong with a proposed text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is said.
    Empty,
    /// It has line breaks; a text is one paragraph.
    Lines,
    /// It has characters that cannot be seen: controls, marks that turn the direction around.
    Invisible,
    /// Braces that are no variable: a term, a function, a variant, one that is not closed.
    Braces,
    /// A variable of the built-in text is not in it.
    Missing(&'static str),
    /// A variable that the built-in text does not have.
    Unknown(String),
    /// A label that does not fit.
    Label {
        /// Characters it has.
        length: usize,
        /// Characters that fit.
        limit: usize,
    },
    /// Too dear as a text message.
    Segments {
        /// Segments it needs.
        needed: usize,
        /// Segments that may be spent.
        budget: usize,
        /// In which alphabet.
        encoding: Encoding,
    },
    /// Too long to be listened to.
    Spoken {
        /// Characters it has.
        length: usize,
        /// Characters that fit.
        limit: usize,
    },
    /// Word for word the English text.
    English,
}

/// Reads a proposed text, or tells everything that is wrong with it. `overlay` is what is published now.
pub fn check(key: Key, language: Language, words: &str, overlay: &Overlay) -> Result<Pattern, Vec<Fault>> {
    let pattern = read(words).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    let used = pattern.variables();
    faults.extend(key.variables().iter().filter(|name| !used.contains(**name)).map(|name| Fault::Missing(name)));
    let unknown = used.iter().filter(|name| !key.variables().contains(&name.as_str()));
    faults.extend(unknown.map(|name| Fault::Unknown(name.clone())));
    let length = pattern.plain().chars().count();
    if let Some(limit) = limits::longest_label(key.name()).filter(|limit| length > *limit) {
        faults.push(Fault::Label { length, limit });
    }
    match limits::spent(key.file(), key.name(), &pattern, language.tag()) {
        Ok(Some(spent)) if spent.needed.count > spent.budget => faults.push(Fault::Segments {
            needed: spent.needed.count,
            budget: spent.budget,
            encoding: spent.needed.encoding,
        }),
        Ok(None) if length > LONGEST_SPOKEN => faults.push(Fault::Spoken { length, limit: LONGEST_SPOKEN }),
        // A variable that is not known has been told above.
        Ok(_) | Err(_) => {}
    }
    let english = read(&source(key, Language::English, overlay)).map(|english| english.plain());
    if language != Language::English && english.is_ok_and(|english| is_still_english(&pattern.plain(), &english)) {
        faults.push(Fault::English);
    }
    if faults.is_empty() { Ok(pattern) } else { Err(faults) }
}

/// The text that is in force as it is written, with `{ $name }` in the place of each variable.
pub fn source(key: Key, language: Language, overlay: &Overlay) -> String {
    match overlay.pattern(key, language) {
        Some(pattern) => pattern.filled(place),
        None => built_in(key, language),
    }
}

/// The built-in text as it is written.
pub fn built_in(key: Key, language: Language) -> String {
    let arguments = key.variables().iter().map(|name| (*name, place(name).into())).collect();
    Text::new(key, arguments).in_language(language).replace(['\u{2068}', '\u{2069}'], "")
}

fn place(name: &str) -> String {
    format!("{{ ${name} }}")
}

/// Reads words and variables.
fn read(words: &str) -> Result<Pattern, Fault> {
    if words.trim().is_empty() {
        return Err(Fault::Empty);
    }
    if words.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return Err(Fault::Lines);
    }
    if words.chars().any(is_invisible) {
        return Err(Fault::Invisible);
    }
    let source = format!("k = {words}\n");
    let Ok(resource) = parser::parse(source.as_str()) else { return Err(Fault::Braces) };
    let [ast::Entry::Message(ast::Message { value: Some(pattern), attributes, .. })] = resource.body.as_slice() else {
        return Err(Fault::Braces);
    };
    let read = Pattern::of(pattern).filter(|_| attributes.is_empty()).ok_or(Fault::Braces)?;
    // A value of nothing but variables and blanks says nothing of its own.
    if read.plain().trim().is_empty() && read.variables().is_empty() { Err(Fault::Empty) } else { Ok(read) }
}

/// Controls, and marks of direction: the service sets its own where they are needed. The joiners of Urdu are letters.
fn is_invisible(c: char) -> bool {
    let mark = matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}');
    mark || c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(key: Key, language: Language, words: &str) -> Vec<Fault> {
        check(key, language, words, &Overlay::default()).err().unwrap_or_default()
    }

    #[test]
    fn every_built_in_text_keeps_its_own_rules() {
        for key in Key::ALL.into_iter().filter(|key| key.may_be_edited()) {
            for language in Language::ALL {
                assert_eq!(faults(key, language, &built_in(key, language)), [], "{} in {language}", key.name());
            }
        }
    }

    #[test]
    fn each_mistake_is_named() {
        let (it, fr) = (Language::Italian, Language::French);
        let cases = [
            (Key::InfoPay1, it, "", Fault::Empty),
            (Key::InfoPay1, it, "   ", Fault::Empty),
            (Key::InfoPay1, it, "uno\ndue", Fault::Lines),
            (Key::InfoPay1, it, "uno\u{202E}due", Fault::Invisible),
            (Key::InfoPay1, it, "uno\u{2067}due", Fault::Invisible),
            (Key::InfoPay1, it, "uno\u{7}due", Fault::Invisible),
            (Key::InfoPay1, it, "uno { due", Fault::Braces),
            (Key::InfoPay1, it, "uno } due", Fault::Braces),
            (Key::InfoPay1, it, "uno { -termine }", Fault::Braces),
            (Key::InfoPay1, it, "uno { info-pay-2 }", Fault::Braces),
            (Key::InfoPay1, it, "uno { NUMBER(1) }", Fault::Braces),
            (Key::InfoPay1, it, "uno { \"due\" }", Fault::Braces),
            (Key::InfoPay1, it, "{ $a -> [one] uno *[other] due }", Fault::Braces),
            (Key::InfoPay1, it, "uno { $due }", Fault::Unknown("due".to_owned())),
            (Key::InfoSafety1, it, "Chiama il 112.", Fault::Missing("emergency")),
            (Key::ChoiceTopicPay, it, "Paga, contratto e busta", Fault::Label { length: 23, limit: 20 }),
            (Key::CallWelcome, it, &"a".repeat(401), Fault::Spoken { length: 401, limit: 400 }),
            (Key::InfoPay1, it, &"a ".repeat(160), Fault::Segments { needed: 3, budget: 2, encoding: Encoding::Gsm7 }),
            (Key::AskDanger, fr, &"a".repeat(161), Fault::Segments { needed: 2, budget: 1, encoding: Encoding::Gsm7 }),
            (Key::InfoPay1, fr, &built_in(Key::InfoPay1, Language::English), Fault::English),
        ];
        for (key, language, words, fault) in cases {
            assert_eq!(faults(key, language, words), [fault], "{words:?}");
        }
        assert_eq!(faults(Key::InfoPay1, it, ".paga [uno] *due* # tre"), [], "signs of the file format are only signs");
    }
}
