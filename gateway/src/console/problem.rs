//! What went wrong, for a person ([`super::problem_page`] says what to do next). The cause of a failure is logged once, with a
//! reference that the page shows too.

use crate::store;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::error::Error;

/// Why there is no page.
#[derive(Debug)]
pub enum Problem {
    /// Not there, or not for this person: the same to whoever asks.
    NotFound,
    /// The person has asked for everything to be deleted.
    Hidden,
    /// The form was too old, or did not come from here.
    Stale,
    /// More than a form can hold.
    TooLarge,
    /// Cut off, or nothing that a form can be.
    Unclear,
    /// Too many at this moment: again in a few seconds.
    Busy,
    /// Something here does not work.
    Failed(Box<dyn Error + Send + Sync>),
}

impl<E: Error + Send + Sync + 'static> From<E> for Problem {
    fn from(error: E) -> Self {
        Self::Failed(Box::new(error))
    }
}

/// What the page of a problem says; [`super::frame`] finds it in the response and puts the page in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// [`Problem::NotFound`]
    NotFound,
    /// [`Problem::Hidden`]
    Hidden,
    /// [`Problem::Stale`]
    Stale,
    /// [`Problem::TooLarge`]
    TooLarge,
    /// [`Problem::Unclear`]
    Unclear,
    /// [`Problem::Busy`]
    Busy,
    /// [`Problem::Failed`], with the reference in the log.
    Failed(String),
}

impl Told {
    /// For a refusal that came from the framework, with no words of ours.
    pub fn of(status: StatusCode) -> Option<Self> {
        match status {
            StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => Some(Self::NotFound),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            status if status.is_client_error() => Some(Self::Unclear),
            status if status.is_server_error() => Some(Self::Failed(String::new())),
            _ => None,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, told) = match self {
            Self::NotFound => (StatusCode::NOT_FOUND, Told::NotFound),
            Self::Hidden => (StatusCode::GONE, Told::Hidden),
            Self::Stale => (StatusCode::FORBIDDEN, Told::Stale),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Told::TooLarge),
            Self::Unclear => (StatusCode::BAD_REQUEST, Told::Unclear),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, Told::Busy),
            Self::Failed(error) => {
                let reference = hex::encode(crate::seal::random::<4>());
                tracing::error!(reference, error = causes(error.as_ref()), "a page of the console failed");
                // A full disk or a lock passes: whoever tries again is right to.
                let is_away = store::is_away(error.as_ref());
                let status = if is_away { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::INTERNAL_SERVER_ERROR };
                (status, Told::Failed(reference))
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(told);
        response
    }
}

fn causes(error: &dyn Error) -> String {
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {error}");
        cause = error.source();
    }
    said
}
