//! What a second person makes of a proposal; and the one thing that one person may do alone, because it cannot say anything
//! that was not reviewed: put the built-in text back at once.

use super::{
    super::{
        context::RequestContext,
        member::{Auth, Member},
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        state::App,
    },
    form::{self, Errors, WordingForm, speaks},
    item::{Brought, Loaded, view},
    propose::record,
    subject::Subject,
};
use crate::{
    live::Change,
    store::{
        Tx,
        audit::Action,
        desk::hotlines,
        notification::{self, Kind},
        wording::{
            Wording,
            deed::{self, Decision, New},
        },
    },
};
use axum::{
    Form,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use bot::text::check::check;
use uuid::Uuid;

/// `GET /console/texts/{item}/{of}/review`: where a form that came back is reloaded.
pub async fn lead(subject: Subject) -> Redirect {
    Redirect::to(&subject.path())
}

/// Somebody who decides.
struct Reviewer {
    app: App,
    auth: Auth,
    page: Page,
    member: Member,
    loaded: Loaded,
    typed: WordingForm,
}

/// `POST /console/texts/{item}/{of}/review`: `act` is `publish`, `return` or `restore`.
pub async fn take(
    RequestContext { app, auth, page, member }: RequestContext,
    subject: Subject,
    Form(typed): Form<WordingForm>,
) -> Result<Response, Problem> {
    let loaded = Loaded::load(&app, subject).await?;
    let reviewer = Reviewer { app, auth, page, member, loaded, typed: typed.trimmed() };
    match reviewer.typed.act.as_str() {
        "publish" => reviewer.publish().await,
        "return" => reviewer.send_back().await,
        "restore" => reviewer.restore().await,
        _ => Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response()),
    }
}

impl Reviewer {
    /// The proposal that stood on the page, if it still waits.
    fn proposal(&self) -> Option<Wording> {
        self.loaded.proposed().filter(|wording| wording.id.to_string() == self.typed.id).cloned()
    }

    async fn publish(self) -> Result<Response, Problem> {
        let Some(proposal) = self.proposal() else { return self.too_late().await };
        if let Some(why) = self.unfit(&proposal) {
            return self.refuse(Errors { decision: Some(why), ..Errors::default() });
        }
        let subject = self.loaded.subject;
        let (item, was) = (subject.item(), self.loaded.now());
        // Whoever does not speak it cannot say that it is right; the built-in text says so of itself.
        let judged = match subject {
            Subject::Text(_, language) => speaks(&self.member, language),
            Subject::Line(_) => true,
        };
        let decision = Decision {
            id: proposal.id,
            item: &item,
            language: subject.language(),
            by: self.member.id,
            was: &was,
            is_draft: proposal.is_draft || !judged,
        };
        let mut tx = self.app.store.begin().await?;
        if !deed::publish(&mut tx, decision, self.app.now()).await? {
            drop(tx);
            return self.too_late().await;
        }
        if let (Subject::Line(name), Some(value)) = (subject, &proposal.body) {
            hotlines::set(&mut tx, name, value, self.app.now()).await?;
        }
        record(&mut tx, &self.app, &self.member, Action::Publish, subject, proposal.id).await?;
        self.decided(tx, &proposal).await?;
        self.app.turns.house_changed().await;
        done(&self.auth, Notice::WordingPublished, &subject.path()).await
    }

    /// Why a proposal cannot be published by this person.
    fn unfit(&self, proposal: &Wording) -> Option<String> {
        let words = self.page.words;
        if proposal.proposed_by == self.member.id {
            return Some(words.console_texts_error_own());
        }
        let (Subject::Text(key, language), Some(body)) = (self.loaded.subject, &proposal.body) else { return None };
        if !speaks(&self.member, language) && proposal.back_translation.is_empty() {
            return Some(words.console_texts_error_unread());
        }
        check(key, language, body, &self.loaded.overlay).is_err().then(|| words.console_texts_error_misfit())
    }

    async fn send_back(self) -> Result<Response, Problem> {
        let Some(proposal) = self.proposal() else { return self.too_late().await };
        if proposal.proposed_by == self.member.id {
            let decision = Some(self.page.words.console_texts_error_own());
            return self.refuse(Errors { decision, ..Errors::default() });
        }
        if let Some(why) = form::reason(&self.page, &self.typed.reason) {
            return self.refuse(Errors { decision: Some(why), ..Errors::default() });
        }
        let subject = self.loaded.subject;
        let mut tx = self.app.store.begin().await?;
        let (by, why) = (self.member.id, self.typed.reason.as_str());
        if !deed::send_back(&mut tx, proposal.id, &subject.item(), by, why, self.app.now()).await? {
            drop(tx);
            return self.too_late().await;
        }
        record(&mut tx, &self.app, &self.member, Action::Return, subject, proposal.id).await?;
        self.decided(tx, &proposal).await?;
        done(&self.auth, Notice::WordingReturned, &subject.path()).await
    }

    /// Makes it durable; whoever proposed it hears of it.
    async fn decided(&self, mut tx: Tx, proposal: &Wording) -> Result<(), Problem> {
        let author = proposal.proposed_by;
        notification::add(&mut tx, author, Kind::ReviewDecided, None, self.app.now()).await?;
        tx.commit().await?;
        self.app.turns.live.tell(Change::Notification(author));
        Ok(())
    }

    async fn restore(self) -> Result<Response, Problem> {
        let subject = self.loaded.subject;
        let is_changed = self.loaded.published().is_some_and(|published| published.body.is_some());
        if matches!(subject, Subject::Line(_)) {
            return Err(Problem::NotFound);
        }
        if !is_changed {
            return self.too_late().await;
        }
        if let Some(why) = form::reason(&self.page, &self.typed.reason) {
            return self.refuse(Errors { restore: Some(why), ..Errors::default() });
        }
        let (item, was) = (subject.item(), self.loaded.now());
        let new = New {
            item: &item,
            language: subject.language(),
            body: None,
            was: &was,
            back_translation: "",
            is_draft: false,
            reason: &self.typed.reason,
            by: self.member.id,
        };
        let mut tx = self.app.store.begin().await?;
        let Some(id): Option<Uuid> = deed::restore(&mut tx, &new, self.app.now()).await? else {
            drop(tx);
            return self.too_late().await;
        };
        record(&mut tx, &self.app, &self.member, Action::RestoreAlone, subject, id).await?;
        tx.commit().await?;
        self.app.turns.house_changed().await;
        done(&self.auth, Notice::WordingRestored, &subject.path()).await
    }

    fn refuse(self, errors: Errors) -> Result<Response, Problem> {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let Self { page, member, loaded, typed, .. } = self;
        view(page, &member, &loaded, Brought { reason: typed.reason, errors, status, ..Brought::default() })
    }

    /// Somebody has decided on it meanwhile: what is now.
    async fn too_late(self) -> Result<Response, Problem> {
        let loaded = Loaded::load(&self.app, self.loaded.subject).await?;
        let conflict = Some(self.page.words.console_texts_conflict_decided());
        let brought = Brought { conflict, status: StatusCode::CONFLICT, ..Brought::default() };
        view(self.page, &self.member, &loaded, brought)
    }
}
