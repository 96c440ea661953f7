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

/// The style sheet, part of the program: one file an area.
pub const STYLE: &str = concat!(
    include_str!("../../assets/console/base.css"),
    include_str!("../../assets/console/inbox.css"),
    include_str!("../../assets/console/handling.css"),
    include_str!("../../assets/console/answering.css"),
    include_str!("../../assets/console/experts.css"),
    include_str!("../../assets/console/canned.css"),
    include_str!("../../assets/console/deadlines.css"),
    include_str!("../../assets/console/directory.css"),
    include_str!("../../assets/console/texts.css"),
    include_str!("../../assets/console/figures.css"),
    include_str!("../../assets/console/access.css"),
);

/// The script: each file does nothing where its elements are absent, and everything works without any of them but what is
/// live.
pub const SCRIPT: &str = concat!(
    include_str!("../../assets/console/base.js"),
    include_str!("../../assets/console/inbox.js"),
    include_str!("../../assets/console/inbox/list.js"),
    include_str!("../../assets/console/inbox/ticket.js"),
    include_str!("../../assets/console/inbox/keys.js"),
    include_str!("../../assets/console/inbox/notifications.js"),
    include_str!("../../assets/console/handling.js"),
    include_str!("../../assets/console/answering.js"),
    include_str!("../../assets/console/experts.js"),
    include_str!("../../assets/console/canned.js"),
    include_str!("../../assets/console/deadlines.js"),
    include_str!("../../assets/console/directory.js"),
    include_str!("../../assets/console/texts.js"),
    include_str!("../../assets/console/figures.js"),
    include_str!("../../assets/console/access.js"),
);

/// Their addresses change with their content, so that browsers may keep them.
static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| address("console.css", STYLE));
static SCRIPT_ADDRESS: LazyLock<String> = LazyLock::new(|| address("console.js", SCRIPT));

fn address(name: &str, content: &str) -> String {
    format!("/console/assets/{name}?v={}", hex::encode(&Sha256::digest(content)[..6]))
}

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
    /// Notifications that the person has not seen, 100 at the most.
    pub unseen: i64,
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

    pub(super) fn may_see_register(&self) -> bool {
        self.may(Permission::SeeAudit)
    }

    pub(super) fn may_decide(&self) -> bool {
        self.may(Permission::Decide)
    }

    /// The pages this person may open.
    pub fn places(&self) -> Vec<Place> {
        let words = self.words;
        let all = [
            (Permission::ListTickets, "/console/tickets", words.console_tickets()),
            (Permission::AnswerQuestions, "/console/questions", words.console_questions()),
            (Permission::CallBack, "/console/call-backs", words.console_callbacks()),
            (Permission::AnswerTickets, "/console/duty", words.console_handling_duty()),
            (Permission::ListQueue, "/console/focal-point", words.console_queue()),
            (Permission::SeeCanned, "/console/canned", words.console_canned()),
            (Permission::SeeDirectory, "/console/directory", words.console_directory()),
            (Permission::EditTexts, "/console/texts", words.console_texts()),
            (Permission::EditDeadlines, "/console/deadlines", words.console_deadlines()),
            (Permission::EditDeadlines, "/console/topics", words.console_handling_topics()),
            (Permission::SeeFigures, "/console/figures", words.console_figures()),
            (Permission::GrantIdentity, "/console/identity", words.console_unlocks()),
            (Permission::ManageStaff, "/console/staff", words.console_staff()),
            (Permission::DecideAccounts, "/console/accounts", words.console_accounts()),
            (Permission::SeeAudit, "/console/audit", words.console_audit()),
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

    /// The number on the bell.
    pub fn bell(&self) -> String {
        if self.unseen > 99 { "99+".to_owned() } else { self.unseen.to_string() }
    }

    /// Where the browser finds the style sheet.
    pub fn style_address(&self) -> &'static str {
        &STYLE_ADDRESS
    }

    /// Where the browser finds the script.
    pub fn script_address(&self) -> &'static str {
        &SCRIPT_ADDRESS
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
