//! What stands around every page: who looks at it, in which language, the token of its forms, the way to other pages.

use super::{member::Member, notice::Notice, permission::Permission, problem::Problem};
use askama::Template;
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
    response::{Html, IntoResponse, Response},
};
use bot::{hours, language::Language, text::Words};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::sync::LazyLock;
use uuid::Uuid;

/// The style sheet, part of the program.
pub const STYLE: &str = include_str!("../../assets/console.css");

/// Its address changes with its content, so that browsers may keep it.
static STYLE_ADDRESS: LazyLock<String> =
    LazyLock::new(|| format!("/console/assets/console.css?v={}", hex::encode(&Sha256::digest(STYLE)[..6])));

/// The frame of a page; [`super::frame`] makes it for every request.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Page {
    pub words: Words,
    /// Italian or English.
    pub language: Language,
    /// The token of every form.
    pub csrf: String,
    /// Path and query of this page.
    pub here: String,
    pub member: Option<Member>,
    pub notice: Option<Notice>,
}

/// A page in the navigation.
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub path: &'static str,
    pub name: String,
    pub current: bool,
}

/// One option of a list in a form.
#[expect(missing_docs, reason = "the names say it")]
pub struct Choice {
    pub value: &'static str,
    pub label: String,
    pub chosen: bool,
}

impl Page {
    /// Whether the person may do it.
    pub fn may(&self, permission: Permission) -> bool {
        self.member.as_ref().is_some_and(|member| member.role.may(permission))
    }

    pub(super) fn may_read(&self) -> bool {
        self.may(Permission::ReadTickets)
    }

    pub(super) fn may_answer(&self) -> bool {
        self.may(Permission::AnswerTickets)
    }

    pub(super) fn may_call_back(&self) -> bool {
        self.may(Permission::CallBack)
    }

    pub(super) fn may_decide(&self) -> bool {
        self.may(Permission::Decide)
    }

    /// The pages this person may open.
    pub fn places(&self) -> Vec<Place> {
        let words = self.words;
        let all = [
            (Permission::ListTickets, "/console/tickets", words.console_tickets()),
            (Permission::CallBack, "/console/call-backs", words.console_callbacks()),
            (Permission::ListQueue, "/console/focal-point", words.console_queue()),
            (Permission::ManageStaff, "/console/staff", words.console_staff()),
            (Permission::EditHotlines, "/console/hotlines", words.console_hotlines()),
            (Permission::SeeChannels, "/console/channels", words.console_channels()),
            (Permission::SeeQuarantine, "/console/quarantine", words.console_quarantine()),
        ];
        let mine = all.into_iter().filter(|(permission, ..)| self.may(*permission));
        mine.map(|(_, path, name)| Place { path, name, current: self.here.starts_with(path) }).collect()
    }

    /// Where somebody begins.
    pub fn first_place(&self) -> &'static str {
        self.places().first().map_or("/console/login", |place| place.path)
    }

    /// Their role, in their language.
    pub fn role(&self) -> String {
        self.member.as_ref().map(|member| super::wording::role(self.words, member.role)).unwrap_or_default()
    }

    /// Where the browser finds the style sheet.
    pub fn style_address(&self) -> &'static str {
        &STYLE_ADDRESS
    }

    /// This page in another language, for somebody who is not logged in.
    pub fn in_language(&self, tag: &str) -> String {
        let (path, query) = self.here.split_once('?').unwrap_or((&self.here, ""));
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<_> = kept.map(ToOwned::to_owned).chain([format!("lang={tag}")]).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// Day and time in Rome, as people in Italy write them.
    pub fn moment(&self, moment: &Timestamp) -> String {
        hours::in_rome(*moment).strftime("%d/%m/%Y %H:%M").to_string()
    }

    /// A moment of the days around, with the name of its day.
    pub fn near(&self, moment: &Timestamp) -> String {
        let there = hours::in_rome(*moment);
        format!("{} {}", super::wording::weekday(self.words, there.weekday()), there.strftime("%d/%m, %H:%M"))
    }
}

/// A page as a response.
pub fn html(template: &impl Template) -> Result<Response, Problem> {
    Ok(Html(template.render()?).into_response())
}

impl<S: Send + Sync> FromRequestParts<S> for Page {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or(Problem::NotFound)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Member {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        Page::from_request_parts(parts, state).await?.member.ok_or(Problem::NotFound)
    }
}

/// The identifier in a path; what is none leads nowhere.
pub struct Id(pub Uuid);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Path(id) = Path::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        Ok(Self(id))
    }
}
