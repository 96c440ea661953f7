//! `GET /console/notifications`: what somebody should look at, the latest first. It says of what kind, never what.

use crate::{
    console::{
        context::RequestContext,
        notice::{Notice, done},
        page::{Page, html},
        permission::Permission,
        problem::Problem,
    },
    live::Change,
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        desk::tickets::scope,
        notification::{self, Kind, Line},
    },
};
use askama::Template;
use axum::{Form, extract::Query, response::Response};
use bot::text::Words;
use serde::Deserialize;
use uuid::Uuid;

/// Where the bell leads.
pub const PATH: &str = "/console/notifications";

/// The address bar.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NotificationsQuery {
    before: String,
}

struct NotificationRow {
    line: Line,
    text: String,
    /// Where it leads, and the reference of the ticket.
    link: Option<String>,
    reference: Option<String>,
}

#[derive(Template)]
#[template(path = "console/inbox/notifications.html")]
struct NotificationsPage {
    page: Page,
    shown: Vec<NotificationRow>,
    /// The latest on the page: what comes after it stays new.
    latest: Option<Uuid>,
    older: Option<Uuid>,
}

/// `GET /console/notifications`
pub async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<NotificationsQuery>,
) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let (lines, more) = notification::list(&mut reader, member.id, asked.before.parse().ok()).await?;
    let tickets: Vec<_> = lines.iter().filter_map(|line| line.ticket.as_ref()).map(|(id, _)| *id).collect();
    let mut visible = scope::visible(&mut reader, &member.sight(), &tickets).await?;
    drop(reader);
    if !page.may(Permission::ListTickets) {
        visible.clear();
    }
    let latest = lines.first().map(|line| line.id);
    let older = lines.last().map(|line| line.id).filter(|_| more);
    let shown = lines.into_iter().map(|line| shown(&page, line, &visible)).collect();
    html(&NotificationsPage { shown, latest, older, page })
}

fn shown(page: &Page, line: Line, visible: &[Uuid]) -> NotificationRow {
    let ticket = line.ticket.clone().filter(|(id, _)| visible.contains(id));
    let link = match line.kind.parse() {
        Ok(Kind::QuestionAsked) if page.may(Permission::AnswerQuestions) => Some("/console/questions".to_owned()),
        Ok(Kind::IdentityAsked) if page.may(Permission::GrantIdentity) => Some("/console/identity".to_owned()),
        Ok(Kind::ReviewAsked) if page.may(Permission::Review) => Some("/console/texts?show=waiting".to_owned()),
        Ok(Kind::AccountAsked) if page.may(Permission::DecideAccounts) => Some("/console/accounts".to_owned()),
        Ok(Kind::OwnAccountAsked | Kind::AccountChanged) => Some("/console/account".to_owned()),
        Ok(Kind::ReviewDecided) if page.may(Permission::EditTexts) => Some("/console/texts".to_owned()),
        Ok(Kind::ServiceAsked) if page.may(Permission::ReviewDirectory) => {
            Some("/console/directory/proposals".to_owned())
        }
        Ok(Kind::ServiceDecided) if page.may(Permission::EditDirectory) => {
            Some("/console/directory/proposals?show=decided".to_owned())
        }
        _ => ticket.as_ref().map(|(id, reference)| {
            if page.may_read() {
                format!("/console/tickets/{id}")
            } else {
                format!("/console/tickets?reference={reference}")
            }
        }),
    };
    NotificationRow {
        text: text(page.words, &line.kind),
        link,
        reference: ticket.map(|(_, reference)| reference),
        line,
    }
}

/// What kind of thing it is.
fn text(words: Words, kind: &str) -> String {
    match kind.parse() {
        Ok(Kind::Assigned) => words.console_inbox_notified_assigned(),
        Ok(Kind::WorkerWrote) => words.console_inbox_notified_worker_wrote(),
        Ok(Kind::Mentioned) => words.console_inbox_notified_mentioned(),
        Ok(Kind::DeadlineNear) => words.console_inbox_notified_deadline_near(),
        Ok(Kind::DeadlinePassed) => words.console_inbox_notified_deadline_passed(),
        Ok(Kind::QuestionAsked) => words.console_inbox_notified_question_asked(),
        Ok(Kind::QuestionAnswered) => words.console_inbox_notified_question_answered(),
        Ok(Kind::IdentityAsked) => words.console_inbox_notified_identity_asked(),
        Ok(Kind::IdentityDecided) => words.console_inbox_notified_identity_decided(),
        Ok(Kind::AnswerRefused) => words.console_inbox_notified_answer_refused(),
        Ok(Kind::ReviewAsked) => words.console_inbox_notified_review_asked(),
        Ok(Kind::ReviewDecided) => words.console_inbox_notified_review_decided(),
        Ok(Kind::ServiceAsked) => words.console_inbox_notified_service_asked(),
        Ok(Kind::ServiceDecided) => words.console_inbox_notified_service_decided(),
        Ok(Kind::AccountChanged) => words.console_inbox_notified_account_changed(),
        Ok(Kind::TakenOver) => words.console_inbox_notified_taken_over(),
        Ok(Kind::AccountAsked) => words.console_accounts_notified(),
        Ok(Kind::OwnAccountAsked) => words.console_accounts_notified_own(),
        Err(_) => kind.to_owned(),
    }
}

/// Up to which notification somebody has seen all.
#[derive(Deserialize)]
pub struct Seen {
    until: String,
}

/// `POST /console/notifications/seen`
pub async fn see(
    RequestContext { app, auth, member, .. }: RequestContext,
    Form(seen): Form<Seen>,
) -> Result<Response, Problem> {
    let until: Uuid = seen.until.parse().map_err(|_| Problem::Unclear)?;
    let mut tx = app.store.begin().await?;
    let seen = notification::see(&mut tx, member.id, until, app.now()).await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::See, object: AuditObject::Notifications, object_id: None };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    if seen > 0 {
        app.turns.live.tell(Change::Notification(member.id));
    }
    done(&auth, Notice::NotificationsSeen, PATH).await
}
