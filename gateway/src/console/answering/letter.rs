//! What the box sends: the answer, its Italian version, perhaps a file, and what its writer had seen.

use super::draft::{QUESTION, Typing};
use crate::{
    console::{
        act::Field,
        form_fields::words,
        page::Page,
        upload::{Sent, Upload},
    },
    files::Refused,
    store::{desk::meanwhile::Seen, draft::Words},
    turn::{self, NewFile},
};
use axum::{
    Form,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use bot::private::Private;
use serde::Deserialize;

/// The fields of the form.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Fields {
    text: String,
    italian: String,
    despite: String,
    seen: String,
    by: String,
    question: String,
}

/// The form as it was sent.
pub struct Letter {
    fields: Fields,
    file: Option<Upload>,
}

/// What may be sent.
pub struct Answer {
    /// In the worker's language, and in Italian.
    pub words: Words,
    /// Why it goes although it is not safe now.
    pub despite: Option<Private<String>>,
    /// The file that goes with it.
    pub file: Option<NewFile>,
}

/// What a page shows that came back to its writer.
#[derive(Default)]
pub struct SentBack {
    /// The box as it was typed; none: their draft.
    pub boxes: Option<Boxes>,
    /// What they had seen, where that is no longer all.
    pub unseen: Option<Seen>,
    /// Why it was not carried out.
    pub refused: Option<String>,
}

/// The boxes as they were typed, with what is wrong in them.
#[derive(Default)]
pub struct Boxes {
    /// The answer.
    pub text: Field,
    /// The Italian version.
    pub italian: Field,
    /// Why it goes although it is not safe now.
    pub despite: Field,
    /// What is wrong with the file. A browser does not choose a file again by itself.
    pub file: Option<String>,
}

impl<S: Send + Sync> FromRequest<S> for Letter {
    type Rejection = Response;
    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        if let Some(mut sent) = request.extensions_mut().remove::<Sent>() {
            let field = |name: &str| sent.field(name).to_owned();
            let fields = Fields {
                text: field("text"),
                italian: field("italian"),
                despite: field("despite"),
                seen: field("seen"),
                by: field("by"),
                question: field(QUESTION),
            };
            return Ok(Self { fields, file: sent.file() });
        }
        let Form(fields) = Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self { fields, file: None })
    }
}

impl Letter {
    /// What its writer had seen; `None` where the form does not say.
    pub fn seen(&self) -> Option<Seen> {
        self.fields.seen.parse().ok()
    }

    /// What was being typed.
    pub fn typing(&self) -> Typing {
        Typing { question: self.fields.question.parse().ok() }
    }

    /// A script sent it, which stays on its page.
    pub fn is_by_script(&self) -> bool {
        self.fields.by == "script"
    }

    /// The words as they are, right or wrong.
    pub fn words(&self) -> Words {
        Words { text: plain(&self.fields.text), italian: plain(&self.fields.italian) }
    }

    /// What may be sent, or the boxes with what is wrong in them.
    pub fn check(self, page: &Page) -> Result<Answer, Box<Boxes>> {
        let Fields { text, italian, despite, .. } = self.fields;
        let file = self.file.map(Upload::examine).transpose().map_err(|refused| match refused {
            Refused::Size => page.words.console_error_file_size(turn::LARGEST / 1024 / 1024),
            Refused::Kind => page.words.console_error_file_kind(),
        });
        let chosen = matches!(file, Ok(Some(_)));
        match (words(&text, page), optional(&italian, page), optional(&despite, page), file) {
            (Ok(text), Ok(italian), Ok(despite), Ok(file)) => {
                let despite = Some(despite).filter(|why| !why.expose().is_empty());
                let words = Words { text: text.into_exposed(), italian: italian.into_exposed() };
                Ok(Answer { words, despite, file })
            }
            (text, italian, despite, file) => Err(Box::new(Boxes {
                text: field(text),
                italian: field(italian),
                despite: field(despite),
                file: file.err().or_else(|| chosen.then(|| page.words.console_file_again())),
            })),
        }
    }
}

impl Answer {
    /// The boxes as they were, for a page that asks to look first.
    pub fn typed(&self, page: &Page) -> Boxes {
        let field = |text: &str| Field { text: text.to_owned(), error: None };
        Boxes {
            text: field(&self.words.text),
            italian: field(&self.words.italian),
            despite: field(self.despite.as_ref().map_or("", |why| why.expose())),
            file: self.file.is_some().then(|| page.words.console_file_again()),
        }
    }
}

impl Boxes {
    /// Something in it is wrong.
    pub fn is_wrong(&self) -> bool {
        let errors = [&self.text, &self.italian, &self.despite].map(|field| field.error.is_some());
        errors.contains(&true) || self.file.is_some()
    }

    /// Boxes with words that were kept.
    pub fn of(words: Words) -> Self {
        let field = |text: String| Field { text, error: None };
        Self { text: field(words.text), italian: field(words.italian), ..Self::default() }
    }
}

fn plain(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn optional(text: &str, page: &Page) -> Result<Private<String>, Field> {
    if text.trim().is_empty() { Ok(Private::default()) } else { words(text, page) }
}

fn field(typed: Result<Private<String>, Field>) -> Field {
    typed.map_or_else(|field| field, |text| Field { text: text.into_exposed(), error: None })
}
