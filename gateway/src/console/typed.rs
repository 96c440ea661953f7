//! Forms with many fields, some of them several times; and two people who typed into the same box.

use super::{
    act::{Field, LONGEST},
    page::Page,
};
use axum::{
    Form,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use bot::private::Private;

/// A form as it was sent.
#[derive(Default)]
pub struct Fields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;
    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let Form(fields) = Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self(fields))
    }
}

impl Fields {
    /// A field, without what stands around it; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value.trim())
    }

    /// Whether a box of this name with this value is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(found, ticked)| found == name && ticked == value)
    }

    /// A version, or anything else that counts.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name).parse().ok()
    }

    /// Words without the browser's line ends.
    pub fn text(&self, name: &str) -> String {
        self.get(name).replace("\r\n", "\n")
    }

    /// Words that have to be there, or the box with what is wrong.
    pub fn words(&self, name: &str, page: &Page) -> Result<Private<String>, Field> {
        let text = self.text(name);
        match text.chars().count() {
            0 => Err(Field { text, error: Some(page.words.console_error_empty()) }),
            1..=LONGEST => Ok(Private::new(text)),
            _ => Err(Field { text, error: Some(page.words.console_error_long(LONGEST)) }),
        }
    }

    /// Words that may be missing.
    pub fn words_if_any(&self, name: &str, page: &Page) -> Result<Private<String>, Field> {
        if self.get(name).is_empty() { Ok(Private::default()) } else { self.words(name, page) }
    }
}

/// A box with words in it, right or wrong.
pub fn field(words: &Result<Private<String>, Field>) -> Field {
    match words {
        Ok(words) => Field { text: words.expose().clone(), error: None },
        Err(Field { text, error }) => Field { text: text.clone(), error: error.clone() },
    }
}

/// What a colleague has saved meanwhile, beside what one has typed: the same at both ends, different between them.
pub struct Difference {
    /// The same in both.
    pub begins: String,
    /// As it stands now.
    pub theirs: String,
    /// As one has typed it.
    pub yours: String,
    /// The same in both.
    pub ends: String,
}

impl Difference {
    /// Of two texts, word by word.
    pub fn of(theirs: &str, yours: &str) -> Self {
        let split = |text: &str| text.split_inclusive(char::is_whitespace).map(str::to_owned).collect::<Vec<_>>();
        let (a, b) = (split(theirs), split(yours));
        let begins = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let (rest_a, rest_b) = (&a[begins..], &b[begins..]);
        let ends = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
        Self {
            begins: a[..begins].concat(),
            theirs: rest_a[..rest_a.len() - ends].concat(),
            yours: rest_b[..rest_b.len() - ends].concat(),
            ends: rest_a[rest_a.len() - ends..].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_stands_between_what_is_the_same() {
        let found = Difference::of("The pay is late by a month", "The pay was late by two months by a month");
        let parts = [&found.begins, &found.theirs, &found.yours, &found.ends].map(|part| part.trim());
        assert_eq!(parts, ["The pay", "is late", "was late by two months", "by a month"]);
    }

    #[test]
    fn nothing_is_lost_of_either() {
        for (theirs, yours) in [("", "a"), ("a", ""), ("a a a", "a a"), ("x y", "x y"), ("أجر قليل", "أجر متأخر")]
        {
            let found = Difference::of(theirs, yours);
            assert_eq!(format!("{}{}{}", found.begins, found.theirs, found.ends), theirs);
            assert_eq!(format!("{}{}{}", found.begins, found.yours, found.ends), yours);
        }
    }
}
