//! The list of tickets with its filters. It shows no word of a conversation.

use super::{
    context::RequestContext,
    inbox::{
        asked::TicketListQuery,
        picks::{self, Picks},
        views::{self, Tab},
    },
    member::Member,
    page::{Page, html},
    problem::Problem,
    state::App,
    wording::{self, Tongue},
};
use crate::{
    live::presence::Doing,
    store::{
        desk::tickets::{self, Line, Place, Sort, Topic},
        saved_view::SavedView,
        staff,
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use bot::{private::Private, ticket::Priority};
use jiff::Timestamp;
use uuid::Uuid;

/// A ticket as the list shows it.
struct TicketsView {
    line: Line,
    kind: String,
    state: String,
    queue: String,
    region: String,
    channel: String,
    topic: String,
    /// Low or high: what is out of the ordinary.
    priority: Option<String>,
    tongue: Option<Tongue>,
    overdue: bool,
    /// The colleagues who have it open, and whether they write.
    present: Vec<(Private<String>, bool)>,
}

/// The rows, alone or on their page.
#[derive(Template)]
#[template(path = "console/inbox/rows.html")]
struct Rows {
    page: Page,
    tickets: Vec<TicketsView>,
    by_deadline: bool,
    mistyped: bool,
    filtered: bool,
    next: Option<String>,
}

/// The lists that are always there, alone or on their page.
#[derive(Template)]
#[template(path = "console/inbox/tabs.html")]
struct Tabs {
    tabs: Vec<Tab>,
}

#[derive(Template)]
#[template(path = "console/tickets.html")]
struct TicketsPage {
    page: Page,
    tabs: Vec<Tab>,
    saved: Vec<SavedView>,
    /// What is filtered, as it would be saved.
    query: String,
    picks: Vec<Picks>,
    asked: TicketListQuery,
    mistyped: bool,
    filtered: bool,
    tickets: Vec<TicketsView>,
    by_deadline: bool,
    next: Option<String>,
}

/// `GET /console/tickets`
pub async fn list(
    RequestContext { app, page, member, .. }: RequestContext,
    Query(asked): Query<TicketListQuery>,
) -> Result<Response, Problem> {
    if asked.part == "views" {
        return html(&Tabs { tabs: views::tabs(&app, &page, &member, &asked).await? });
    }
    let now = app.now();
    let (filter, mistyped) = asked.filter(&member, now);
    let mut reader = app.store.reader().await?;
    let (lines, more) = if mistyped {
        (Vec::new(), false)
    } else {
        tickets::list(&mut reader, &app.store.master, &member.sight(), &filter, asked.place()).await?
    };
    let topics = tickets::topics(&mut reader).await?;
    let next = lines.last().filter(|_| more).map(|last| next_page(&asked, Place::of(last, filter.sort())));
    let present = present(&app, &member, &lines, now);
    let ids: Vec<_> = present.iter().map(|(_, staff, _)| *staff).collect();
    let names = staff::names(&mut reader, &app.store.master, &ids).await?;
    let tickets = lines.into_iter().map(|line| {
        let at = present.iter().filter(|(ticket, ..)| *ticket == line.id);
        let at = at.filter_map(|(_, staff, typing)| names.get(staff).map(|name| (name.clone(), *typing))).collect();
        shown(&page, line, &topics, at, now)
    });
    let (tickets, by_deadline) = (tickets.collect(), filter.sort() == Sort::Deadline);
    let filtered = asked.is_filtered();
    if asked.part == "rows" {
        return html(&Rows { page, tickets, by_deadline, mistyped, filtered, next });
    }
    let colleagues = staff::all(&mut reader, &app.store.master).await?;
    let colleagues = colleagues.into_iter().filter(|staff| staff.disabled_at.is_none()).collect();
    let saved = crate::store::saved_view::of(&mut reader, member.id).await?;
    drop(reader);
    html(&TicketsPage {
        tabs: views::tabs(&app, &page, &member, &asked).await?,
        saved,
        query: asked.query(),
        picks: picks::all(&page, &member, &asked, &topics, colleagues),
        asked,
        mistyped,
        filtered,
        tickets,
        by_deadline,
        next,
        page,
    })
}

/// The next page of the same list.
fn next_page(asked: &TicketListQuery, place: Place) -> String {
    let query = asked.query();
    format!("/console/tickets?{query}{}after={place}", if query.is_empty() { "" } else { "&" })
}

/// Which colleagues have which of these tickets open, and whether they write.
fn present(app: &App, member: &Member, lines: &[Line], now: Timestamp) -> Vec<(Uuid, Uuid, bool)> {
    let there = lines.iter().flat_map(|line| app.turns.live.present(line.id, now));
    let others = there.filter(|presence| presence.staff != member.id);
    others.map(|presence| (presence.ticket, presence.staff, presence.doing == Doing::Typing)).collect()
}

fn shown(
    page: &Page,
    line: Line,
    topics: &[Topic],
    present: Vec<(Private<String>, bool)>,
    now: Timestamp,
) -> TicketsView {
    let words = page.words;
    let topic = line.topic.as_ref().and_then(|name| topics.iter().find(|topic| topic.name == *name));
    TicketsView {
        kind: wording::ticket_kind(words, &line.kind),
        state: wording::ticket_state(words, &line.state),
        queue: wording::queue(words, &line.queue),
        region: line.region.as_deref().map(wording::region).unwrap_or_default(),
        channel: wording::channel(words, &line.channel),
        topic: topic.map(|topic| picks::topic_label(page, topic)).unwrap_or_default(),
        priority: Priority::of_rank(line.priority)
            .filter(|priority| matches!(priority, Priority::Low | Priority::High))
            .map(|priority| wording::priority(words, priority)),
        tongue: line
            .language
            .as_deref()
            .and_then(|tag| tag.parse().ok())
            .map(|language| wording::tongue(words, language)),
        overdue: line.due_at.is_some_and(|due| due < now) && line.state != bot::ticket::TicketState::Closed.name(),
        present,
        line,
    }
}
