//! Which canned answers match words, and in which language a worker gets them.

use crate::store::canned::{Canned, Text};
use bot::{language::Language, understand::plain};

/// Whether all words of `query` stand in the title or in a text, whatever their accents and capitals.
pub fn matches(canned: &Canned, query: &str) -> bool {
    let query = plain(query);
    if query.is_empty() {
        return true;
    }
    let bodies = canned.texts.iter().map(|text| plain(&text.body));
    let all: Vec<_> = std::iter::once(plain(&canned.title)).chain(bodies).collect();
    query.split(' ').all(|word| all.iter().any(|text| text.contains(word)))
}

/// How well a text fits a worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// In their language.
    Theirs,
    /// In a language that its speakers read.
    Reading,
    /// In another one: it has to be translated.
    Other,
}

/// The text that fits a worker best: their language, what they read, Italian, any.
pub fn best(canned: &Canned, language: Option<Language>, reading: Option<Language>) -> Option<(&Text, Fit)> {
    let theirs = language.map(|language| (language, Fit::Theirs));
    let chosen = reading.map(|reading| (reading, Fit::Reading));
    let others = language.into_iter().flat_map(Language::reading).map(|reading| (*reading, Fit::Reading));
    let last = std::iter::once(Language::Italian).chain(Language::ALL).map(|any| (any, Fit::Other));
    let mut wanted = theirs.into_iter().chain(chosen).chain(others).chain(last);
    wanted.find_map(|(language, fit)| Some((canned.text(language)?, fit)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use uuid::Uuid;

    fn canned(title: &str, texts: &[(Language, &str)]) -> Canned {
        let text = |(language, body): &(Language, &str)| Text {
            language: *language,
            body: (*body).to_owned(),
            reviewed: true,
            version: 0,
            updated_by: Uuid::nil(),
            writer: None,
            updated_at: Timestamp::UNIX_EPOCH,
            reviewer: None,
        };
        Canned {
            id: Uuid::nil(),
            title: title.to_owned(),
            topic: None,
            uses: 0,
            version: 0,
            retired: false,
            texts: texts.iter().map(text).collect(),
        }
    }

    #[test]
    fn accents_and_capitals_do_not_matter_and_every_word_has_to_be_there() {
        let canned = canned("Perché la paga tarda", &[(Language::French, "Votre employeur DOIT payer à temps")]);
        for found in ["", "  ", "perche", "PAGA", "a temps", "paga employeur", "empl"] {
            assert!(matches(&canned, found), "{found}");
        }
        for lost in ["contratto", "paga contratto"] {
            assert!(!matches(&canned, lost), "{lost}");
        }
    }

    #[test]
    fn the_language_is_theirs_then_what_they_read_then_italian() {
        use Language::{Arabic, English, French, Italian, Mandinka};
        let fit = |texts: &[Language], language, reading| {
            let texts: Vec<_> = texts.iter().map(|language| (*language, "x")).collect();
            best(&canned("x", &texts), language, reading).map(|(text, fit)| (text.language, fit))
        };
        let all = [Italian, English, French, Mandinka];
        assert_eq!(fit(&all, Some(Mandinka), Some(French)), Some((Mandinka, Fit::Theirs)));
        assert_eq!(fit(&all[..3], Some(Mandinka), Some(French)), Some((French, Fit::Reading)));
        assert_eq!(fit(&all[..3], Some(Mandinka), None), Some((English, Fit::Reading)));
        assert_eq!(fit(&[Italian, French], Some(Arabic), None), Some((Italian, Fit::Other)));
        assert_eq!(fit(&[French], Some(Arabic), None), Some((French, Fit::Other)));
        assert_eq!(fit(&[Italian], None, None), Some((Italian, Fit::Other)));
        assert_eq!(fit(&[], Some(Arabic), None), None);
    }
}
