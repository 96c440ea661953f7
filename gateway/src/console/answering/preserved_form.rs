//! Words that were typed while a session ended. The form is not carried out: its fields go, sealed, into the log-in page, and
//! after the log-in they are a draft of the ticket, or are shown once more.
//!
//! A form counts as typed here, and not on a page of somebody else, where it brings a cookie that no other site's form can
//! bring (`SameSite`), or where the browser says so (`Sec-Fetch-Site`). Only words are kept in any case, and they come back only
//! to the person for whom the page was made: somebody else at the same browser does not see them.

use super::draft::{self, QUESTION, Typing};
use crate::{
    console::{
        form::{is_of_this_site, was_made_for},
        login_path,
        member::{Auth, Member},
        notice::{Notice, done},
        page::{Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    seal::{Column, MasterKey},
    store::{desk::ticket, draft::Words, sight::Object},
};
use askama::Template;
use axum::{
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What waits in the browser.
const WORDS: Column = Column::new("kept", "words");
/// The words of one form, in bytes.
const LARGEST: usize = 100 * 1024;
/// Who comes back later begins anew.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// Fields that are no words, or that nobody should see again.
const NOT_WORDS: [&str; 11] =
    ["csrf", "seen", "by", "kept", "version", "over", "language", "password", "again", "code", "token"];

/// Where the session keeps them between the password and the second factor.
pub const KEPT: &str = "kept";

/// A form that was not carried out.
#[derive(Serialize, Deserialize)]
pub struct PreservedForm {
    /// Where it was sent.
    path: String,
    fields: Vec<(String, String)>,
    /// The token of its page.
    token: String,
    /// Seconds since 1970.
    at: i64,
}

impl PreservedForm {
    /// The words of a form, if there are any that can be kept.
    pub fn of(
        path: &str,
        headers: &HeaderMap,
        secure: bool,
        fields: Vec<(String, String)>,
        now: Timestamp,
    ) -> Option<Self> {
        let token = fields.iter().find(|(name, _)| name == "csrf").map(|(_, token)| token.clone())?;
        let entering = path == login_path::PATH || path.starts_with("/console/set-up/");
        let fields: Vec<_> = fields
            .into_iter()
            .filter(|(name, value)| !NOT_WORDS.contains(&name.as_str()) && !value.trim().is_empty())
            .filter(|(name, value)| name == QUESTION || value.parse::<Uuid>().is_err())
            .collect();
        let size: usize = fields.iter().map(|(name, value)| name.len() + value.len()).sum();
        let worth = !fields.is_empty() && size <= LARGEST && !entering && is_of_this_site(headers, secure);
        worth.then(|| Self { path: path.to_owned(), fields, token, at: now.as_second() })
    }

    /// For a hidden field.
    pub fn seal(&self, master: &MasterKey) -> String {
        BASE64.encode(master.derive("kept").seal(WORDS.alone(), &serde_json::to_vec(self).unwrap_or_default()))
    }

    /// From a hidden field; what is too old, damaged or somebody else's invention is nothing.
    pub fn open(master: &MasterKey, sealed: &str, now: Timestamp) -> Option<Self> {
        let bytes = master.derive("kept").open(WORDS.alone(), &BASE64.decode(sealed).ok()?).ok()?;
        let kept: Self = serde_json::from_slice(&bytes).ok()?;
        let age = now.as_second() - kept.at;
        (0..=LONGEST.as_secs()).contains(&age).then_some(kept)
    }

    /// Whether they are somebody's own words.
    pub fn is_of(&self, app: &App, member: &Member) -> bool {
        was_made_for(&app.store.master, member.id, &self.token)
    }

    /// The page on which the form stood.
    pub fn page(&self) -> &str {
        let ticket = self.path.strip_prefix("/console/").and_then(|rest| {
            let end = rest.match_indices('/').nth(1)?.0;
            self.path.get(.."/console/".len() + end)
        });
        login_path::local(ticket.unwrap_or(&self.path))
    }

    fn field(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.replace("\r\n", "\n")).unwrap_or_default()
    }

    /// The box in which the words were typed, and its ticket.
    fn typed_in(&self) -> Option<(Uuid, Typing)> {
        let (id, deed) = self.path.strip_prefix("/console/tickets/")?.split_once('/')?;
        let question = match deed {
            "answer" | "draft" => self.field(QUESTION).parse().ok(),
            deed => Some(deed.strip_prefix("questions/")?.strip_suffix("/carry")?.parse().ok()?),
        };
        Some((id.parse().ok()?, Typing { question }))
    }
}

#[derive(Template)]
#[template(path = "console/answering/kept.html")]
struct KeptPage {
    page: Page,
    fields: Vec<String>,
    back: String,
}

/// The end of every log-in: goes on to `next`, or first puts words back that were typed while a session ended.
pub async fn after_login(
    app: &App,
    auth: &Auth,
    page: Page,
    member: &Member,
    kept: Option<PreservedForm>,
    next: &str,
) -> Result<Response, Problem> {
    let kept = kept.filter(|kept| kept.is_of(app, member));
    let Some(kept) = kept else { return Ok(Redirect::to(login_path::local(next)).into_response()) };
    if let Some((id, typing)) = kept.typed_in() {
        let mut reader = app.store.reader().await?;
        let found = ticket::open(&mut reader, &app.store.master, id).await?;
        let may = member.role.may(Permission::AnswerTickets);
        let sees = may && member.sight().reaches(&mut reader, Object::Ticket, id).await?;
        drop(reader);
        if let Some(ticket) = found.filter(|_| sees) {
            let words = Words { text: kept.field("text"), italian: kept.field("italian") };
            draft::put_back(app, member, &ticket, &typing.place(), words).await?;
            return done(auth, Notice::WordsKept, &typing.page(id)).await;
        }
    }
    let back = kept.page().to_owned();
    let page = Page { member: Some(member.clone()), ..page };
    let words = kept.fields.into_iter().filter(|(name, _)| name != QUESTION);
    html(&KeptPage { page, fields: words.map(|(_, value)| value).collect(), back })
}
