//! What has just been done, said once at the top of the next page. It waits in the session, which is sealed.

use super::{member::Auth, page::Page, problem::Problem};
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};

/// What has been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the texts are the documentation")]
pub enum Notice {
    TakenOver,
    HandedBack,
    Answered,
    Closed,
    Validated,
    MoreAsked,
    Oriented,
    Saved,
    Unchanged,
    Disabled,
    Enabled,
    Resolved,
    CallNoted,
    CallbackClosed,
    CallbackOpened,
    NoNumber,
    Resent,
    Merged,
    Split,
    /// A link that is shown this once.
    Link(String),
}

impl Notice {
    /// Where the session keeps it.
    pub const KEY: &str = "notice";

    /// In the words of whoever sees it.
    pub fn text(&self, page: &Page) -> String {
        let words = page.words;
        match self {
            Self::TakenOver => words.console_notice_taken_over(),
            Self::HandedBack => words.console_notice_handed_back(),
            Self::Answered => words.console_notice_answered(),
            Self::Closed => words.console_notice_closed(),
            Self::Validated => words.console_notice_validated(),
            Self::MoreAsked => words.console_notice_more_asked(),
            Self::Oriented => words.console_notice_oriented(),
            Self::Saved => words.console_notice_saved(),
            Self::Unchanged => words.console_notice_unchanged(),
            Self::Disabled => words.console_notice_disabled(),
            Self::Enabled => words.console_notice_enabled(),
            Self::Resolved => words.console_notice_resolved(),
            Self::CallNoted => words.console_notice_call_noted(),
            Self::CallbackClosed => words.console_notice_callback_closed(),
            Self::CallbackOpened => words.console_notice_callback_opened(),
            Self::NoNumber => words.console_notice_no_number(),
            Self::Resent => words.console_notice_resent(),
            Self::Merged => words.console_notice_merged(),
            Self::Split => words.console_notice_split(),
            Self::Link(_) => words.console_notice_link(),
        }
    }

    /// The link to be shown.
    pub const fn link(&self) -> Option<&String> {
        match self {
            Self::Link(link) => Some(link),
            _ => None,
        }
    }
}

/// Goes on to another page, which says what has been done.
pub async fn done(auth: &Auth, notice: Notice, next: &str) -> Result<Response, Problem> {
    auth.session.insert(Notice::KEY, notice).await?;
    Ok(Redirect::to(next).into_response())
}
