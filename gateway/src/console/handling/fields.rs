//! The fields of a form, of which some may come more than once.

use crate::{console::upload::Sent, turn::Seen};
use axum::{
    Form,
    extract::{FromRequest, Request},
    response::{IntoResponse, Response},
};
use uuid::Uuid;

/// What was sent.
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// One field; empty where it is absent.
    pub fn one(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// A field as it was typed, with plain line ends.
    pub fn typed(&self, name: &str) -> String {
        self.one(name).replace("\r\n", "\n")
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

    /// The values of all fields of a name.
    pub fn every(&self, name: &str) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
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

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Response;
    async fn from_request(mut request: Request, state: &S) -> Result<Self, Response> {
        // Sent as a form with a file, which none of these is: its token was right, its fields say nothing here.
        if request.extensions_mut().remove::<Sent>().is_some() {
            return Ok(Self(Vec::new()));
        }
        let Form(fields) = Form::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        Ok(Self(fields))
    }
}
