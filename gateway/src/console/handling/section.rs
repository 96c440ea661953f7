//! On the page of a ticket: who works on it, how soon, what it is about, who follows, notes, links, history. Its template is `console/handling/section.html`.

use super::{
    assign,
    shown::{self, ColleagueShown, EventShown, Names},
};
use crate::{
    console::{act::LONGEST, member::Member, page::Page, problem::Problem, state::App, wording},
    store::{
        desk::ticket::Ticket,
        ticket::{
            assign::followers,
            head::{self, Head},
            history::{self, HistoryRow},
            links, notes, topic,
        },
    },
    turn::Seen,
};
use bot::{event::Event, ticket::TicketState};
use jiff::Timestamp;
use uuid::Uuid;

/// So far back it is looked for whether the worker has opened a ticket again.
const LOOKED_AT: i64 = 30;

/// What the section shows.
#[expect(missing_docs, reason = "the names say it")]
pub struct HandlingSection {
    pub seen: Seen,
    pub owner: String,
    /// Nobody's, mine, or a colleague's.
    pub mine: bool,
    pub team: String,
    pub priority: String,
    pub topic: String,
    pub closed: bool,
    /// The worker has opened it again, and nobody has changed its state since.
    pub reopened: Option<Timestamp>,
    pub waits: bool,
    pub followers: Vec<String>,
    pub following: bool,
    pub colleagues: Vec<ColleagueShown>,
    pub teams: Vec<(Uuid, String)>,
    pub priorities: Vec<(&'static str, String, bool)>,
    pub topics: Vec<(String, String, bool)>,
    pub notes: Vec<NoteShown>,
    /// Characters of a note.
    pub longest: usize,
    pub linked: Vec<OtherShown>,
    pub merged: Vec<OtherShown>,
    /// Other tickets of the same person that could be merged into this one.
    pub mergeable: Vec<OtherShown>,
    /// Where it has gone.
    pub merged_into: Option<(Uuid, String)>,
    pub events: Vec<EventShown>,
}

/// A note.
#[expect(missing_docs, reason = "the names say it")]
pub struct NoteShown {
    pub who: String,
    pub text: String,
    pub mentions: Vec<String>,
    pub at: Timestamp,
}

/// Another ticket.
#[expect(missing_docs, reason = "the names say it")]
pub struct OtherShown {
    pub id: Uuid,
    pub reference: String,
    pub state: String,
    pub channel: String,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(app: &App, page: &Page, member: &Member, ticket: &Ticket) -> Result<HandlingSection, Problem> {
    let id = ticket.id;
    let mut reader = app.store.reader().await?;
    let head = head::of(&mut reader, id).await?.ok_or(Problem::NotFound)?;
    let seen = Seen { version: ticket.version, events: history::length(&mut reader, id).await? };
    let names = head::names(&mut reader, &app.store.master).await?;
    let teams = head::teams(&mut reader).await?;
    let topics = topic::all(&mut reader).await?;
    let follow = followers(&mut reader, id).await?;
    let notes = notes::of_ticket(&mut reader, id, &ticket.key).await?;
    let linked = links::of_ticket(&mut reader, id).await?;
    let others = links::of_person(&mut reader, ticket.contact, id).await?;
    let into = head.merged_into.unwrap_or(id);
    let merged_into = head::of(&mut reader, into).await?.filter(|into| into.id != id);
    let mut events = history::read(&mut reader, id, None, LOOKED_AT).await?;
    drop(reader);

    let reopened = reopened(&events);
    events.truncate(usize::try_from(shown::LATEST).unwrap_or_default());
    let (merged, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|(_, into)| *into == Some(id));
    let other = |other: links::Other| OtherShown {
        id: other.id,
        reference: other.reference,
        state: wording::ticket_state(page.words, &other.state),
        channel: wording::channel(page.words, &other.channel),
    };
    Ok(HandlingSection {
        seen,
        owner: shown::owner(page, &head, &names),
        mine: head.owner_id == Some(member.id),
        team: assign::team(&head, &teams),
        priority: wording::priority(page.words, head.priority()),
        topic: head.topic.as_deref().map(|topic| shown::topic_label(page, topic, &topics)).unwrap_or_default(),
        closed: head.is_closed(),
        reopened,
        waits: head.state == TicketState::WaitingForWorker.name(),
        following: follow.contains(&member.id),
        followers: follow.into_iter().map(|staff| shown::name(page, staff, &names)).collect(),
        colleagues: colleagues(app, page, &head).await?,
        priorities: assign::priorities(page, head.priority()),
        topics: assign::topic_choices(page, head.topic.as_deref(), &topics),
        teams,
        notes: notes.into_iter().map(|note| noted(page, note, &names)).collect(),
        longest: LONGEST,
        linked: linked.into_iter().map(other).collect(),
        merged: merged.into_iter().map(|(merged, _)| other(merged)).collect(),
        mergeable: others
            .into_iter()
            .filter(|(_, into)| into.is_none())
            .map(|(mergeable, _)| other(mergeable))
            .collect(),
        merged_into: merged_into.map(|into| (into.id, into.reference)),
        events: shown::events_of(app, page, events).await?,
    })
}

async fn colleagues(app: &App, page: &Page, head: &Head) -> Result<Vec<ColleagueShown>, Problem> {
    shown::colleagues(app, page, head).await
}

/// When the worker opened it again, if that was the last thing that became of its state.
fn reopened(rows: &[HistoryRow]) -> Option<Timestamp> {
    let state = |row: &&HistoryRow| matches!(row.event, Some(Event::StateChanged { .. } | Event::MergedInto { .. }));
    let last = rows.iter().find(state)?;
    let came_back = matches!(last.event, Some(Event::StateChanged { from: TicketState::Closed, .. }));
    (came_back && last.staff.is_none()).then_some(last.at)
}

fn noted(page: &Page, note: notes::Note, names: &Names) -> NoteShown {
    NoteShown {
        who: shown::name(page, note.staff, names),
        mentions: note.mentions.iter().map(|staff| shown::name(page, *staff, names)).collect(),
        text: note.text.into_exposed(),
        at: note.at,
    }
}
