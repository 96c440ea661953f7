//! Whose a ticket is, how soon, what it is about: on the page of the ticket, and on a page of its own for those who share
//! out the work without reading a conversation.

use super::{
    command::{does, does_and_goes, head_of, seen},
    shown::{self, ColleagueShown},
};
use crate::console::form_fields::FormFields;
use crate::{
    console::{
        context::{RequestContext, TicketContext},
        notice::Notice,
        page::{Id, Page, html},
        permission::Permission,
        problem::Problem,
        wording,
    },
    store::{
        duty,
        staff::Scope,
        ticket::{
            head::{self, Head},
            topic,
        },
    },
    turn::Seen,
};
use askama::Template;
use axum::response::Response;
use bot::command::TicketCommand;
use bot::ticket::Priority;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/handling/assign.html")]
struct AssignPage {
    page: Page,
    id: Uuid,
    head: Head,
    seen: Seen,
    kind: String,
    state: String,
    queue: String,
    language: String,
    region: String,
    channel: String,
    owner: String,
    team: String,
    colleagues: Vec<ColleagueShown>,
    teams: Vec<(Uuid, String)>,
    /// Name, label, chosen.
    priorities: Vec<(&'static str, String, bool)>,
    topics: Vec<(String, String, bool)>,
    may_read: bool,
    may_edit_topics: bool,
}

/// `GET /console/tickets/{id}/assign`
pub(super) async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
) -> Result<Response, Problem> {
    let head = head_of(&app, &member, id).await?;
    let colleagues = shown::colleagues(&app, &page, &head).await?;
    let seen = seen(&app, &head).await?;
    let mut reader = app.store.reader().await?;
    let names = head::names(&mut reader, &app.store.master).await?;
    let teams = head::teams(&mut reader).await?;
    let topics = topic::all(&mut reader).await?;
    drop(reader);
    let words = page.words;
    html(&AssignPage {
        id,
        seen,
        kind: wording::ticket_kind(words, &head.kind),
        state: wording::ticket_state(words, &head.state),
        queue: wording::queue(words, &head.queue),
        language: language(&page, &head),
        region: head.region.as_deref().map(wording::region).unwrap_or_default(),
        channel: wording::channel(words, &head.channel),
        owner: shown::owner(&page, &head, &names),
        team: team(&head, &teams),
        colleagues,
        teams,
        priorities: priorities(&page, head.priority()),
        topics: topic_choices(&page, head.topic.as_deref(), &topics),
        may_read: page.may(Permission::ReadTickets),
        may_edit_topics: page.may(Permission::EditDeadlines),
        head,
        page,
    })
}

/// The worker's language, as the staff call it; empty where nobody knows.
pub(super) fn language(page: &Page, head: &Head) -> String {
    let language = head.language.as_deref().and_then(|tag| tag.parse().ok());
    language.map(|language| wording::tongue(page.words, language).name).unwrap_or_default()
}

/// The team that has it; empty where none does.
pub(super) fn team(head: &Head, teams: &[(Uuid, String)]) -> String {
    teams.iter().find(|(id, _)| head.team_id == Some(*id)).map(|(_, name)| name.clone()).unwrap_or_default()
}

/// The choices of a form: name, label, chosen.
pub(super) fn priorities(page: &Page, chosen: Priority) -> Vec<(&'static str, String, bool)> {
    let choice = |priority: Priority| (priority.name(), wording::priority(page.words, priority), priority == chosen);
    Priority::ALL.into_iter().rev().map(choice).collect()
}

/// The same for topics: those in use, and the one it has, were it retired.
pub(super) fn topic_choices(page: &Page, chosen: Option<&str>, topics: &[topic::Topic]) -> Vec<(String, String, bool)> {
    let is_chosen = |topic: &topic::Topic| Some(topic.name.as_str()) == chosen;
    let offered = topics.iter().filter(|topic| !topic.is_retired() || is_chosen(topic));
    offered.map(|topic| (topic.name.clone(), topic.label(page.language).to_owned(), is_chosen(topic))).collect()
}

/// `POST /console/tickets/{id}/assign`
pub(super) async fn give(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let head = head_of(&context.app, &context.member, context.ticket).await?;
    let to = fields.one("to").to_owned();
    let command = match to.split_once(':') {
        Some(("staff", id)) => {
            let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
            let mut reader = context.app.store.reader().await?;
            let all = duty::colleagues(&mut reader, &context.app.store.master).await?;
            // Disabled in the meantime, or never one of those who could be chosen.
            let fits = all.iter().any(|colleague| colleague.id == id && shown::may_have(colleague, &head));
            TicketCommand::Assign { owner: Some(fits.then_some(id).ok_or(Problem::NotFound)?), team: head.team_id }
        }
        Some(("team", id)) => {
            let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
            let mut reader = context.app.store.reader().await?;
            let known = head::teams(&mut reader).await?.iter().any(|(team, _)| *team == id);
            TicketCommand::Assign { owner: None, team: Some(known.then_some(id).ok_or(Problem::NotFound)?) }
        }
        None if to == "nobody" => TicketCommand::Assign { owner: None, team: None },
        _ => return Err(Problem::NotFound),
    };
    let notice =
        if matches!(command, TicketCommand::Assign { owner: None, .. }) { Notice::Pooled } else { Notice::Assigned };
    let own_only = context.member.scope == Scope::Own;
    if own_only && matches!(command, TicketCommand::Assign { owner: Some(owner), .. } if owner != context.member.id) {
        // Whoever sees only their own does not see it any more.
        return does_and_goes(context, &command, &fields, notice, "/console/tickets").await;
    }
    does(context, &command, &fields, notice).await
}

/// `POST /console/tickets/{id}/priority`
pub(super) async fn prioritise(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let priority = fields.one("priority").parse().map_err(|_| Problem::NotFound)?;
    does(context, &TicketCommand::Prioritise(priority), &fields, Notice::Saved).await
}

/// `POST /console/tickets/{id}/topic`
pub(super) async fn topic(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    let chosen = Some(fields.one("topic").to_owned()).filter(|topic| !topic.is_empty());
    let mut reader = context.app.store.reader().await?;
    let known = topic::all(&mut reader).await?;
    drop(reader);
    if chosen.as_ref().is_some_and(|chosen| known.iter().all(|topic| topic.name != *chosen)) {
        return Err(Problem::NotFound);
    }
    does(context, &TicketCommand::SetTopic(chosen), &fields, Notice::Saved).await
}
