//! One text in one language, or one hotline: what is said now, what waits for a second person, the form, previews, history.

use super::{
    super::{
        context::RequestContext,
        member::Member,
        page::{Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
        wording::{self, Tongue},
    },
    difference::{self, Piece},
    fault,
    form::{Errors, WordingForm, speaks},
    preview::{self, Preview},
    subject::{self, Subject},
};
use crate::store::{
    hotline, staff,
    wording::{State as Became, Wording, history, mark, overlay},
};
use askama::Template;
use axum::{
    extract::Query,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::{
    context::Hotlines,
    language::Language,
    text::{
        Key, Overlay,
        check::{built_in, check, source},
        overlay::Wording as Published,
        sample::sample,
    },
};
use jiff::Timestamp;
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

/// A subject with everything that was ever proposed for it, read anew for every request.
pub(super) struct Loaded {
    pub subject: Subject,
    pub overlay: Overlay,
    pub hotlines: Hotlines,
    history: Vec<Wording>,
    names: HashMap<Uuid, String>,
}

impl Loaded {
    pub async fn load(app: &App, subject: Subject) -> Result<Self, Problem> {
        let mut reader = app.store.reader().await?;
        let names = staff::all(&mut reader, &app.store.master).await?;
        Ok(Self {
            subject,
            overlay: overlay(&mut reader).await?,
            hotlines: hotline::load(&mut reader).await?,
            history: history(&mut reader, &subject.item(), subject.language()).await?,
            names: names.into_iter().map(|staff| (staff.id, staff.name.expose().clone())).collect(),
        })
    }

    fn latest(&self, state: Became) -> Option<&Wording> {
        self.history.iter().find(|wording| wording.state == state)
    }

    pub fn proposed(&self) -> Option<&Wording> {
        self.latest(Became::Proposed)
    }

    /// What was published last, whether or not it still fits.
    pub fn published(&self) -> Option<&Wording> {
        self.latest(Became::Published)
    }

    /// What the form is based on.
    pub fn base(&self) -> String {
        self.published().map(|published| published.id.to_string()).unwrap_or_default()
    }

    /// What is said now, as it is written.
    pub fn now(&self) -> String {
        match self.subject {
            Subject::Text(key, language) => source(key, language, &self.overlay),
            Subject::Line(name) => subject::value(&self.hotlines, name),
        }
    }

    /// What a wording says, as it is written.
    pub fn words(&self, wording: &Wording) -> String {
        wording.body.clone().unwrap_or_else(|| self.built_in())
    }

    fn built_in(&self) -> String {
        match self.subject {
            Subject::Text(key, language) => built_in(key, language),
            Subject::Line(_) => String::new(),
        }
    }

    /// Whether a published wording is said instead of the built-in text.
    fn is_changed(&self) -> bool {
        matches!(self.subject, Subject::Text(..)) && self.published().is_some_and(|published| published.body.is_some())
    }

    fn name(&self, id: Uuid) -> String {
        self.names.get(&id).cloned().unwrap_or_else(|| "–".to_owned())
    }
}

/// What a request brings to the page.
#[derive(Default)]
pub(super) struct Brought {
    /// A proposal.
    pub typed: Option<WordingForm>,
    /// The reason of a decision, or of a return to the built-in text.
    pub reason: String,
    pub errors: Errors,
    /// Somebody was faster; nothing has changed.
    pub conflict: Option<String>,
    pub status: StatusCode,
}

struct Proposal {
    id: Uuid,
    by: String,
    at: Timestamp,
    reason: String,
    words: String,
    is_built_in: bool,
    is_draft: bool,
    back: String,
    difference: Vec<Piece>,
    is_own: bool,
    /// Who looks at it speaks the language.
    speaks: bool,
    mark: String,
}

struct Past {
    id: Uuid,
    state: String,
    by: String,
    at: Timestamp,
    reason: String,
    decided: Option<(String, Timestamp)>,
    decision: String,
    difference: Vec<Piece>,
    is_built_in: bool,
    may_return: bool,
}

#[derive(Template)]
#[template(path = "console/texts/item.html")]
struct ItemPage {
    page: Page,
    title: String,
    path: String,
    up: String,
    tongue: Option<Tongue>,
    direction: &'static str,
    is_safety: bool,
    is_line: bool,
    is_email: bool,
    italian: Option<String>,
    now: String,
    is_draft: bool,
    is_changed: bool,
    built_in: String,
    misfit: Vec<String>,
    variables: Vec<(String, String)>,
    proposal: Option<Proposal>,
    previews: Vec<Preview>,
    uses: Vec<(&'static str, String)>,
    typed: Option<WordingForm>,
    reason: String,
    errors: Errors,
    conflict: Option<String>,
    needs_back: bool,
    has_back: bool,
    base: String,
    past: Vec<Past>,
    may_review: bool,
}

/// `?from=`: the form begins with an earlier wording.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct WordingQuery {
    from: String,
}

/// `GET /console/texts/{item}/{of}`
pub async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    subject: Subject,
    Query(asked): Query<WordingQuery>,
) -> Result<Response, Problem> {
    let loaded = Loaded::load(&app, subject).await?;
    let earlier = loaded.history.iter().find(|wording| wording.id.to_string() == asked.from);
    let typed = earlier.map(|wording| WordingForm {
        words: loaded.words(wording),
        back: wording.back_translation.clone(),
        trust: if wording.is_draft { "draft" } else { "reviewed" }.to_owned(),
        ..WordingForm::default()
    });
    view(page, &member, &loaded, Brought { typed, ..Brought::default() })
}

/// The page.
pub(super) fn view(page: Page, member: &Member, loaded: &Loaded, brought: Brought) -> Result<Response, Problem> {
    let subject = loaded.subject;
    let (key, language) = match subject {
        Subject::Text(key, language) => (Some(key), Some(language)),
        Subject::Line(_) => (None, None),
    };
    let now = loaded.now();
    let proposal = loaded.proposed().map(|wording| proposal(loaded, wording, member, &now));
    let shown = match (&brought.typed, &proposal) {
        (Some(typed), _) if !typed.words.is_empty() => Some((typed.words.clone(), typed.is_draft(), String::new())),
        (_, Some(proposal)) => Some((proposal.words.clone(), proposal.is_draft, proposal.mark.clone())),
        _ => None,
    };
    let is_draft = key
        .zip(language)
        .is_some_and(|(key, language)| loaded.overlay.is_draft(&sample(key, &loaded.hotlines), language));
    let misfit = match (key.zip(language), loaded.published().and_then(|published| published.body.as_deref())) {
        (Some((key, language)), Some(words)) => check(key, language, words, &loaded.overlay).err().unwrap_or_default(),
        _ => Vec::new(),
    };
    let is_foreign = language.is_some_and(|language| language != Language::Italian);
    let template = ItemPage {
        title: subject.title(&page),
        path: subject.path(),
        up: key
            .map_or_else(|| "/console/texts?show=hotlines".to_owned(), |key| format!("/console/texts/{}", key.name())),
        tongue: language.map(|language| wording::tongue(page.words, language)),
        direction: if language.is_some_and(Language::is_right_to_left) { "rtl" } else { "ltr" },
        is_safety: subject.is_safety(),
        is_line: key.is_none(),
        is_email: subject.is_email(),
        italian: key.filter(|_| is_foreign).map(|key| source(key, Language::Italian, &loaded.overlay)),
        is_draft,
        is_changed: loaded.is_changed(),
        built_in: loaded.built_in(),
        misfit: misfit.iter().map(|fault| fault::told(page.words, fault)).collect(),
        variables: variables(key, loaded),
        previews: key.zip(language).map(|about| previews(&page, about, loaded, shown.as_ref())).unwrap_or_default(),
        uses: uses(subject, loaded, shown.map(|(words, ..)| words)),
        needs_back: subject.is_safety() && is_foreign,
        has_back: is_foreign,
        base: loaded.base(),
        past: past(&page, loaded),
        may_review: page.may(Permission::Review),
        typed: brought.typed,
        reason: brought.reason,
        errors: brought.errors,
        conflict: brought.conflict,
        proposal,
        now,
        page,
    };
    Ok((brought.status, html(&template)?).into_response())
}

fn proposal(loaded: &Loaded, wording: &Wording, member: &Member, now: &str) -> Proposal {
    let words = loaded.words(wording);
    Proposal {
        id: wording.id,
        by: loaded.name(wording.proposed_by),
        at: wording.proposed_at,
        reason: wording.reason.clone(),
        difference: difference::between(now, &words),
        words,
        is_built_in: wording.body.is_none(),
        is_draft: wording.is_draft,
        back: wording.back_translation.clone(),
        is_own: wording.proposed_by == member.id,
        speaks: match loaded.subject {
            Subject::Text(_, language) => speaks(member, language),
            Subject::Line(_) => true,
        },
        mark: mark(wording.id),
    }
}

fn past(page: &Page, loaded: &Loaded) -> Vec<Past> {
    let words = page.words;
    let settled = loaded.history.iter().filter(|wording| wording.state != Became::Proposed);
    let shown = settled.map(|wording| Past {
        id: wording.id,
        state: match wording.state {
            Became::Proposed => words.console_texts_state_proposed(),
            Became::Published => words.console_texts_state_published(),
            Became::Replaced => words.console_texts_state_replaced(),
            Became::Returned => words.console_texts_state_returned(),
            Became::Withdrawn => words.console_texts_state_withdrawn(),
        },
        by: loaded.name(wording.proposed_by),
        at: wording.proposed_at,
        reason: wording.reason.clone(),
        decided: wording.decided_by.map(|by| loaded.name(by)).zip(wording.decided_at),
        decision: wording.decision.clone(),
        difference: difference::between(&wording.was, &loaded.words(wording)),
        is_built_in: wording.body.is_none(),
        may_return: wording.body.is_some() && wording.state != Became::Published,
    });
    shown.collect()
}

/// The variables of a text, and what stands in their place.
fn variables(key: Option<Key>, loaded: &Loaded) -> Vec<(String, String)> {
    let names = key.map(Key::variables).unwrap_or_default();
    let value = |name: &str| match subject::LINES.contains(&name) {
        true => subject::value(&loaded.hotlines, name),
        false => String::new(),
    };
    names.iter().map(|name| (fault::place(name), value(name))).collect()
}

/// What each channel shows with these words; what does not fit is not shown.
fn previews(
    page: &Page,
    (key, language): (Key, Language),
    loaded: &Loaded,
    shown: Option<&(String, bool, String)>,
) -> Vec<Preview> {
    let mut overlay = loaded.overlay.clone();
    if let Some((words, draft, mark)) = shown {
        let wording = Published { key, language, words, draft: *draft, mark };
        if overlay.publish(&wording).is_err() {
            return Vec::new();
        }
    }
    preview::all(page, key, language, &overlay, &loaded.hotlines)
}

/// The texts that show a hotline, with what it is to be.
fn uses(subject: Subject, loaded: &Loaded, proposed: Option<String>) -> Vec<(&'static str, String)> {
    let Subject::Line(name) = subject else { return Vec::new() };
    let mut lines = loaded.hotlines.clone();
    if let Some(value) = proposed.filter(|value| subject::is_valid(name, value)) {
        subject::set(&mut lines, name, value);
    }
    let using = Key::ALL.into_iter().filter(|key| key.variables().contains(&name));
    using.map(|key| (key.name(), loaded.overlay.say(&sample(key, &lines), Language::Italian))).collect()
}
