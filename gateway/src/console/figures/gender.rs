//! On the page of a ticket: the gender that the person has told, for the figures. The bot does not ask.

use crate::{
    console::{
        act::read,
        context::RequestContext,
        notice::{Notice, done},
        page::{Choice, Id, Page},
        problem::Problem,
        state::App,
    },
    sql,
    store::{audit::AuditObject, desk::ticket::Ticket},
};
use axum::{Form, response::Response};
use bot::{command::TicketCommand, text::Words};
use serde::Deserialize;

/// What the section shows.
pub struct GenderSection {
    /// What can be chosen.
    pub choices: Vec<Choice>,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(app: &App, page: &Page, ticket: &Ticket) -> Result<GenderSection, Problem> {
    let mut reader = app.store.reader().await?;
    let told: Option<String> = sql!(Reader: &mut reader, c =>
        sqlx::query_scalar("SELECT gender FROM ticket WHERE id = $1").bind(ticket.id).fetch_one(c).await)?;
    Ok(GenderSection { choices: choices(page.words, told.as_deref().unwrap_or_default()) })
}

fn choices(words: Words, told: &str) -> Vec<Choice> {
    let all = [
        ("", words.console_figures_unknown()),
        ("woman", words.console_figures_woman()),
        ("man", words.console_figures_man()),
        ("other", words.console_figures_other()),
    ];
    all.map(|(value, label)| Choice { value, label, chosen: value == told }).into()
}

/// What the form sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct GenderForm {
    gender: String,
}

/// `POST /console/tickets/{id}/gender`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(typed): Form<GenderForm>,
) -> Result<Response, Problem> {
    read(&app, &member, id, AuditObject::Ticket).await?;
    let known = choices(page.words, &typed.gender).into_iter().find(|choice| choice.chosen).ok_or(Problem::Unclear)?;
    let told = Some(known.value).filter(|value| !value.is_empty());
    let mut unit = app.turns.begin(Some(member.id)).await?;
    unit.hold_tickets(&[id]).await?;
    unit.decide(id, &TicketCommand::SetGender(told.map(str::to_owned)))?;
    unit.commit().await?;
    done(&auth, Notice::Saved, &format!("/console/tickets/{id}")).await
}
