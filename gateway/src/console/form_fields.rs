//! The one reader of forms whose fields are more than a struct says: some come several times, some are asked for by name.

use super::{
    act::{Field, LONGEST},
    page::Page,
    upload::Sent,
};
use crate::turn::Seen;
use axum::{
    Form,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use bot::private::Private;
use uuid::Uuid;

/// A form as it was sent.
#[derive(Clone, Default)]
pub struct FormFields(Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for FormFields {
    type Rejection = Response;
    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        // Sent as a form with a file, which none of these is: its token was right, its fields say nothing here.
        if request.extensions_mut().remove::<Sent>().is_some() {
            return Ok(Self::default());
        }
        let Form(fields) = Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self(fields))
    }
}

impl FormFields {
    /// A field, without what stands around it; empty where there is none.
    pub fn one(&self, name: &str) -> &str {
        self.every(name).next().unwrap_or_default().trim()
    }

    /// The values of all fields of a name.
    pub fn every(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a box of this name with this value is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.every(name).any(|ticked| ticked == value)
    }

    /// A field with an id in it.
    pub fn id(&self, name: &str) -> Option<Uuid> {
        self.one(name).parse().ok()
    }

    /// The ids in all fields of a name, each once.
    pub fn ids(&self, name: &str) -> Vec<Uuid> {
        let mut ids: Vec<Uuid> = self.every(name).filter_map(|value| value.parse().ok()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// A version, or anything else that counts.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.one(name).parse().ok()
    }

    /// Words without the browser's line ends.
    pub fn text(&self, name: &str) -> String {
        self.one(name).replace("\r\n", "\n")
    }

    /// Words that have to be there, or the box with what is wrong.
    pub fn words(&self, name: &str, page: &Page) -> Result<Private<String>, Field> {
        words(self.one(name), page)
    }

    /// Words that may be missing.
    pub fn words_if_any(&self, name: &str, page: &Page) -> Result<Private<String>, Field> {
        if self.one(name).is_empty() { Ok(Private::default()) } else { self.words(name, page) }
    }

    /// What the page had seen; `None` where the form says nothing of it, or the person has seen the difference.
    pub fn seen(&self) -> Option<Seen> {
        self.one("seen").parse().ok()
    }

    /// Without what the page had seen: what has changed since is the sender's own.
    pub fn without_seen(mut self) -> Self {
        self.0.retain(|(name, _)| name != "seen");
        self
    }

    /// Everything but what belongs to this one sending, to send it once more.
    pub fn again(&self) -> Vec<(String, String)> {
        let kept = |name: &str| !matches!(name, "csrf" | "seen");
        self.0.iter().filter(|(name, _)| kept(name)).cloned().collect()
    }
}

/// Words that have to be there, without the browser's line ends and what stands around them, or the box with what is wrong.
pub fn words(typed: &str, page: &Page) -> Result<Private<String>, Field> {
    let text = typed.replace("\r\n", "\n").trim().to_owned();
    match text.chars().count() {
        0 => Err(Field { text, error: Some(page.words.console_error_empty()) }),
        1..=LONGEST => Ok(Private::new(text)),
        _ => Err(Field { text, error: Some(page.words.console_error_long(LONGEST)) }),
    }
}

/// A box with words in it, right or wrong.
pub fn field(words: &Result<Private<String>, Field>) -> Field {
    match words {
        Ok(words) => Field { text: words.expose().clone(), error: None },
        Err(Field { text, error }) => Field { text: text.clone(), error: error.clone() },
    }
}
