//! The register: who did and who read what, for coordinators. It shows ids of nobody and words of nothing: names of the staff,
//! actions, numbers of tickets. To look at it is written down too.

use super::audit_words;
use crate::{
    console::{
        context::RequestContext,
        member::Member,
        page::{Page, html},
        problem::Problem,
        staff,
        state::App,
    },
    jobs::chain::{self, Verdict},
    store::{
        audit::{self, Action, AuditEntry, AuditObject, RegisterFilter, RegisterLine},
        ticket,
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use bot::{hours, reference::Reference};
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::Deserialize;
use std::fmt::Write;
use uuid::Uuid;

/// Where it is.
pub const PATH: &str = "/console/audit";

/// The address bar: ids and names of actions.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct RegisterQuery {
    person: String,
    reference: String,
    action: String,
    /// Days in Rome, the first and the last.
    from: String,
    to: String,
    after: String,
}

struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

struct RegisterRow {
    line: RegisterLine,
    at: Timestamp,
    person: String,
    action: String,
    object: String,
}

/// How far the chain was looked at, and what was found.
struct Checked {
    /// All of it, not only the end.
    whole: bool,
    verdict: Verdict,
    text: String,
}

#[derive(Template)]
#[template(path = "console/access/register.html")]
struct RegisterPage {
    page: Page,
    people: Vec<Choice>,
    actions: Vec<Choice>,
    asked: RegisterQuery,
    mistyped: bool,
    filtered: bool,
    lines: Vec<RegisterRow>,
    next: Option<String>,
    checked: Checked,
}

/// `GET /console/audit`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<RegisterQuery>,
) -> Result<Response, Problem> {
    view(&app, page, &member, asked, false).await
}

/// `POST /console/audit`: looks at the whole chain.
pub async fn check(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    view(&app, page, &member, RegisterQuery::default(), true).await
}

/// A day in Rome as it was typed: its first moment, or that of the day after.
fn moment(day: &str, after: bool) -> Option<Timestamp> {
    let day: Date = day.trim().parse().ok()?;
    let day = if after { day.checked_add(1.day()).ok()? } else { day };
    // Whichever day it is, the place is the same.
    let rome = hours::in_rome(Timestamp::UNIX_EPOCH).time_zone().clone();
    day.to_zoned(rome).ok().map(|start| start.timestamp())
}

async fn view(app: &App, page: Page, member: &Member, asked: RegisterQuery, whole: bool) -> Result<Response, Problem> {
    let words = page.words;
    let reference = asked.reference.trim();
    let parsed = reference.parse::<Reference>();
    let ticket = match parsed {
        Ok(reference) => ticket::by_reference(&app.store, reference).await?,
        Err(_) => None,
    };
    let mistyped = !reference.is_empty() && parsed.is_err();
    let filter = RegisterFilter {
        staff: asked.person.parse().ok(),
        // A number that nobody has leads to nothing, not to everything.
        ticket: if reference.is_empty() { None } else { Some(ticket.unwrap_or_default()) },
        action: Action::named(&asked.action),
        from: moment(&asked.from, false),
        to: moment(&asked.to, true),
        after: asked.after.parse().ok(),
    };
    let mut tx = app.store.begin().await?;
    let action = if whole { Action::Check } else { Action::Read };
    let entry = AuditEntry { staff: Some(member.id), action, object: AuditObject::Audit, object_id: ticket };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;

    let verdict = if whole { chain::check(&app.store).await } else { chain::check_end(&app.store).await };
    let verdict = verdict.map_err(|error| Problem::Failed(error.into()))?;
    let mut reader = app.store.reader().await?;
    let (lines, more) = audit::list(&mut reader, &app.store.master, filter).await?;
    drop(reader);
    let everybody = staff::all(&app.store).await?;
    let people = everybody.into_iter().map(|person| Choice {
        chosen: filter.staff == Some(person.id),
        value: person.id.to_string(),
        label: person.name.into_exposed(),
    });
    let mut actions = Action::ALL.map(|action| Choice {
        value: action.name().to_owned(),
        label: audit_words::action(words, action),
        chosen: filter.action == Some(action),
    });
    actions.sort_by_key(|choice| choice.label.to_lowercase());
    let next = lines.last().filter(|_| more).map(|last| next_page(&asked, last.id));
    let lines = lines.into_iter().map(|line| RegisterRow {
        at: Timestamp::from_millisecond(line.at).unwrap_or_default(),
        person: line.person.as_ref().map_or_else(|| words.console_access_service(), |name| name.expose().clone()),
        action: audit_words::named_action(words, &line.action),
        object: audit_words::named_object(words, &line.object),
        line,
    });
    html(&RegisterPage {
        people: people.collect(),
        actions: actions.into(),
        mistyped,
        filtered: filter != RegisterFilter::default(),
        lines: lines.collect(),
        next,
        checked: Checked { whole, text: verdict_text(&page, &verdict), verdict },
        asked,
        page,
    })
}

/// What a look at the chain has found.
pub fn verdict_text(page: &Page, verdict: &Verdict) -> String {
    let words = page.words;
    match verdict {
        Verdict::Whole { rows } => words.console_access_chain_whole(*rows),
        Verdict::Changed { place } => words.console_access_chain_changed(*place),
        Verdict::Missing { place } => words.console_access_chain_missing(*place),
        Verdict::Added { place } => words.console_access_chain_added(*place),
        Verdict::Head => words.console_access_chain_head(),
    }
}

fn next_page(asked: &RegisterQuery, last: Uuid) -> String {
    let mut address = format!("{PATH}?");
    for (name, value) in [
        ("person", &asked.person),
        ("reference", &asked.reference),
        ("action", &asked.action),
        ("from", &asked.from),
        ("to", &asked.to),
    ] {
        // What could be anything but a number, a name or a day is not carried on.
        if !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            let _ = write!(address, "{name}={value}&");
        }
    }
    let _ = write!(address, "after={last}");
    address
}
