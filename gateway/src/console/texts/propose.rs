//! Proposing other words, looking at them first, and taking a proposal back.

use super::{
    super::{
        context::RequestContext,
        member::{Auth, Member},
        notice::{Notice, done},
        page::Page,
        permission::Permission,
        problem::Problem,
        state::App,
    },
    form::{self, Errors, WordingForm},
    item::{Brought, Loaded, view},
    subject::Subject,
};
use crate::{
    live::Change,
    store::{
        Tx,
        audit::{self, Action, AuditEntry},
        notification::{self, Kind},
        staff::{self, Role},
        wording::deed::{self, New},
    },
};
use axum::{Form, http::StatusCode, response::Response};
use uuid::Uuid;

/// `POST /console/texts/{item}/{of}`: `act` is `preview`, `built-in` (propose the built-in text again), `withdraw`, or
/// anything else, which proposes.
pub async fn take(
    RequestContext { app, auth, page, member }: RequestContext,
    subject: Subject,
    Form(typed): Form<WordingForm>,
) -> Result<Response, Problem> {
    let typed = typed.trimmed();
    if typed.act == "withdraw" {
        return withdraw(&app, &auth, page, &member, subject, &typed).await;
    }
    let loaded = Loaded::load(&app, subject).await?;
    let returns = typed.act == "built-in";
    let now = loaded.now();
    let errors = match (returns, subject) {
        (true, Subject::Text(..)) => Errors { restore: form::reason(&page, &typed.reason), ..Errors::default() },
        (true, Subject::Line(_)) => return Err(Problem::NotFound),
        (false, _) => form::check(&page, subject, &typed, &now, &loaded.overlay),
    };
    if typed.act == "preview" {
        // The reason comes last: who only looks need not have one yet.
        let errors = Errors { reason: None, ..errors };
        return view(page, &member, &loaded, Brought { typed: Some(typed), errors, ..Brought::default() });
    }
    if !errors.are_none() {
        return refuse(page, &member, &loaded, typed, errors, None);
    }
    if typed.base != loaded.base() {
        let told = page.words.console_texts_conflict_changed();
        return refuse(page, &member, &loaded, typed, errors, Some(told));
    }
    let (item, language) = (subject.item(), subject.language());
    let new = New {
        item: &item,
        language,
        body: (!returns).then_some(typed.words.as_str()),
        was: &now,
        back_translation: &typed.back,
        is_draft: !returns && matches!(subject, Subject::Text(..)) && typed.is_draft(),
        reason: &typed.reason,
        by: member.id,
    };
    let mut tx = app.store.begin().await?;
    // Published between the page and this transaction, or proposed by somebody else: both are seen before anything is done.
    let is_current = deed::published(&mut tx, &item, language).await?.map(|id| id.to_string()).unwrap_or_default();
    let added = if is_current == typed.base { deed::propose(&mut tx, &new, app.now()).await? } else { None };
    let Some(id) = added else {
        drop(tx);
        let loaded = Loaded::load(&app, subject).await?;
        let told = match loaded.proposed() {
            Some(_) => page.words.console_texts_conflict_proposed(),
            None => page.words.console_texts_conflict_changed(),
        };
        return refuse(page, &member, &loaded, typed, errors, Some(told));
    };
    record(&mut tx, &app, &member, Action::Propose, subject, id).await?;
    let asked = ask(&app, &mut tx, &member, subject).await?;
    tx.commit().await?;
    for staff in asked {
        app.turns.live.tell(Change::Notification(staff));
    }
    done(&auth, Notice::WordingProposed, &subject.path()).await
}

/// The page again, with what was typed: 409 where somebody was faster, 422 where something is wrong.
fn refuse(
    page: Page,
    member: &Member,
    loaded: &Loaded,
    typed: WordingForm,
    errors: Errors,
    conflict: Option<String>,
) -> Result<Response, Problem> {
    let status = if conflict.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    // A return to the built-in text has a reason, and no words that could be lost.
    let (typed, reason) = if typed.act == "built-in" { (None, typed.reason) } else { (Some(typed), String::new()) };
    view(page, member, loaded, Brought { typed, reason, errors, conflict, status })
}

async fn withdraw(
    app: &App,
    auth: &Auth,
    page: Page,
    member: &Member,
    subject: Subject,
    typed: &WordingForm,
) -> Result<Response, Problem> {
    let Ok(id) = typed.id.parse() else { return Err(Problem::NotFound) };
    let mut tx = app.store.begin().await?;
    if !deed::withdraw(&mut tx, id, &subject.item(), member.id, app.now()).await? {
        drop(tx);
        let loaded = Loaded::load(app, subject).await?;
        let conflict = Some(page.words.console_texts_conflict_decided());
        return view(page, member, &loaded, Brought { conflict, status: StatusCode::CONFLICT, ..Brought::default() });
    }
    record(&mut tx, app, member, Action::Withdraw, subject, id).await?;
    tx.commit().await?;
    done(auth, Notice::WordingWithdrawn, &subject.path()).await
}

/// Writes a deed down.
pub(super) async fn record(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    action: Action,
    subject: Subject,
    id: Uuid,
) -> Result<(), Problem> {
    let entry = AuditEntry { staff: Some(member.id), action, object: subject.object(), object_id: Some(id) };
    Ok(audit::record(tx, entry, app.now()).await?)
}

/// Tells those who may review it: who speaks the language, and the coordinators.
async fn ask(app: &App, tx: &mut Tx, member: &Member, subject: Subject) -> Result<Vec<Uuid>, Problem> {
    let all = staff::everybody(tx, &app.store.master).await?;
    let speaks = |staff: &staff::Staff| match subject {
        Subject::Text(_, language) => staff.languages.contains(&language),
        Subject::Line(_) => false,
    };
    let asked = all.into_iter().filter(|staff| {
        let may = staff.disabled_at.is_none() && staff.role.may(Permission::Review) && staff.id != member.id;
        may && (staff.role == Role::Coordinator || speaks(staff))
    });
    let asked: Vec<_> = asked.map(|staff| staff.id).collect();
    for staff in &asked {
        notification::add(tx, *staff, Kind::ReviewAsked, None, app.now()).await?;
    }
    Ok(asked)
}
