//! Colleagues, and what happened to a ticket, in words. What a newer release wrote shows as a change without a name.

use crate::{
    console::{page::Page, permission::Permission, problem::Problem, state::App, wording},
    store::{
        duty::{self, Colleague},
        ticket::{
            head::{self, Head},
            history::{self, HistoryRow},
            topic::{self, Topic},
        },
    },
};
use bot::{event::Event, private::Private, ticket::TicketState};
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// How much of the history stands on the page of a ticket.
pub(super) const LATEST: i64 = 5;
/// The most that one page shows.
pub(super) const MOST: i64 = 100;

/// Names by account.
pub(super) type Names = HashMap<Uuid, Private<String>>;

/// Something that happened.
pub struct EventShown {
    pub id: Uuid,
    pub who: String,
    pub what: String,
    pub at: Timestamp,
    /// Another ticket, to go to.
    pub to: Option<(Uuid, String)>,
}

/// The latest events of a ticket, the latest first.
pub(super) async fn latest(app: &App, page: &Page, ticket: Uuid, limit: i64) -> Result<Vec<EventShown>, Problem> {
    let mut reader = app.store.reader().await?;
    let events = history::read(&mut reader, ticket, None, limit).await?;
    drop(reader);
    events_of(app, page, events).await
}

/// Events in words.
pub(super) async fn events_of(app: &App, page: &Page, rows: Vec<HistoryRow>) -> Result<Vec<EventShown>, Problem> {
    let others: Vec<_> = rows.iter().filter_map(|row| other(row.event.as_ref()?)).collect();
    let mut reader = app.store.reader().await?;
    let known = Known {
        names: head::names(&mut reader, &app.store.master).await?,
        teams: head::teams(&mut reader).await?.into_iter().collect(),
        topics: topic::all(&mut reader).await?,
        references: head::references(&mut reader, &others).await?,
    };
    drop(reader);
    Ok(rows.into_iter().map(|row| known.shown(page, row)).collect())
}

/// What the ids in the history stand for.
struct Known {
    names: Names,
    teams: HashMap<Uuid, String>,
    topics: Vec<Topic>,
    references: HashMap<Uuid, String>,
}

const fn other(event: &Event) -> Option<Uuid> {
    match event {
        Event::MergedInto { ticket }
        | Event::Merged { ticket }
        | Event::SplitOff { ticket }
        | Event::SplitFrom { ticket }
        | Event::Linked { ticket }
        | Event::Unlinked { ticket } => Some(*ticket),
        _ => None,
    }
}

impl Known {
    fn shown(&self, page: &Page, row: HistoryRow) -> EventShown {
        let words = page.words;
        let came_back =
            |event: &Event| matches!(event, Event::Opened | Event::StateChanged { from: TicketState::Closed, .. });
        let who = match row.staff {
            Some(staff) => name(page, staff, &self.names),
            None if row.event.as_ref().is_some_and(came_back) => words.console_author_worker(),
            None => words.console_handling_by_itself(),
        };
        let to = row.event.as_ref().and_then(other).and_then(|id| Some((id, self.references.get(&id)?.clone())));
        let what = match row.event {
            Some(event) => self.what(page, event, row.staff),
            None => words.console_handling_did_unknown(),
        };
        EventShown { id: row.id, who, what, at: row.at, to }
    }

    fn what(&self, page: &Page, event: Event, staff: Option<Uuid>) -> String {
        let words = page.words;
        match event {
            Event::Opened => words.console_handling_did_opened(),
            Event::StateChanged { from: TicketState::Closed, .. } if staff.is_none() => {
                words.console_handling_did_reopened()
            }
            Event::StateChanged { from, to } => words.console_handling_did_state(
                wording::ticket_state(words, from.name()),
                wording::ticket_state(words, to.name()),
            ),
            Event::OwnerChanged { to: Some(owner), .. } => {
                words.console_handling_did_owner(name(page, owner, &self.names))
            }
            Event::OwnerChanged { to: None, .. } => words.console_handling_did_owner_none(),
            Event::TeamChanged { to, .. } => match to.and_then(|team| self.teams.get(&team)) {
                Some(team) => words.console_handling_did_team(team.as_str()),
                None => words.console_handling_did_team_none(),
            },
            Event::PriorityChanged { to, .. } => words.console_handling_did_priority(wording::priority(words, to)),
            Event::TopicChanged { to: Some(topic), .. } => {
                words.console_handling_did_topic(topic_label(page, &topic, &self.topics))
            }
            Event::TopicChanged { to: None, .. } => words.console_handling_did_topic_none(),
            Event::NoteAdded { .. } => words.console_handling_did_noted(),
            Event::Followed => words.console_handling_did_followed(),
            Event::Unfollowed => words.console_handling_did_unfollowed(),
            Event::MergedInto { .. } => words.console_handling_did_merged_into(),
            Event::Merged { .. } => words.console_handling_did_merged(),
            Event::SplitOff { .. } => words.console_handling_did_split_off(),
            Event::SplitFrom { .. } => words.console_handling_did_split_from(),
            Event::Linked { .. } => words.console_handling_did_linked(),
            Event::Unlinked { .. } => words.console_handling_did_unlinked(),
            Event::Answered { .. } => words.console_handling_did_answered(),
            Event::AnswerUndone { .. } => words.console_handling_did_answer_undone(),
            Event::Translated { .. } => words.console_handling_did_translated(),
            Event::SafeContactChanged => words.console_handling_did_safe_contact(),
            Event::QuestionAsked { .. } => words.console_handling_did_question_asked(),
            Event::QuestionAnswered { .. } => words.console_handling_did_question_answered(),
            Event::QuestionCarried { .. } => words.console_handling_did_question_carried(),
            Event::QuestionWithdrawn { .. } => words.console_handling_did_question_withdrawn(),
            Event::MacroApplied { .. } => words.console_handling_did_macro(),
            Event::DeadlineNear { .. } => words.console_handling_did_deadline_near(),
            Event::DeadlinePassed { .. } => words.console_handling_did_deadline_passed(),
            Event::IdentityAsked { .. } => words.console_handling_did_identity_asked(),
            Event::IdentityGranted { .. } => words.console_handling_did_identity_granted(),
            Event::IdentityRefused { .. } => words.console_handling_did_identity_refused(),
            // The conversation, the report and the figures show these.
            Event::WorkerWrote
            | Event::ReportSubmitted { .. }
            | Event::AssessmentChanged { .. }
            | Event::GenderChanged { .. } => words.console_handling_did_unknown(),
        }
    }
}

/// What somebody is called; who is no longer there has no name.
pub(super) fn name(page: &Page, staff: Uuid, names: &Names) -> String {
    names.get(&staff).map_or_else(|| page.words.console_author_staff(), |name| name.expose().clone())
}

/// Who has a ticket; empty where nobody does.
pub(super) fn owner(page: &Page, head: &Head, names: &Names) -> String {
    head.owner_id.map(|owner| name(page, owner, names)).unwrap_or_default()
}

/// What a topic is called now.
pub(super) fn topic_label(page: &Page, name: &str, topics: &[Topic]) -> String {
    let found = topics.iter().find(|topic| topic.name == name);
    found.map_or_else(|| name.to_owned(), |topic| topic.label(page.language).to_owned())
}

/// Somebody to whom a ticket can be given.
pub struct ColleagueShown {
    pub id: Uuid,
    pub name: String,
    pub role: String,
    /// Empty: none are noted down.
    pub languages: String,
    pub on_duty: bool,
    /// They speak the language of this ticket.
    pub speaks: bool,
    pub open: i64,
    pub most: i32,
    /// Has it already.
    pub has_it: bool,
}

/// Those who may answer and would see this ticket: first who speaks its language, then who is on duty, then who has least.
pub(super) async fn colleagues(app: &App, page: &Page, head: &Head) -> Result<Vec<ColleagueShown>, Problem> {
    let mut reader = app.store.reader().await?;
    let all = duty::colleagues(&mut reader, &app.store.master).await?;
    drop(reader);
    let mut shown: Vec<_> = all
        .into_iter()
        .filter(|colleague| may_have(colleague, head))
        .map(|colleague| of(page, head, colleague))
        .collect();
    shown.sort_by_key(|shown| (!shown.speaks, !shown.on_duty, shown.open));
    Ok(shown)
}

/// Whether a ticket may be given to somebody. Whoever sees only their own sees it once it is theirs.
pub(super) fn may_have(colleague: &Colleague, head: &Head) -> bool {
    let may = colleague.role.may(Permission::AnswerTickets);
    may && colleague.sight().covers(Some(colleague.id), head.team_id, head.region.as_deref())
}

fn of(page: &Page, head: &Head, colleague: Colleague) -> ColleagueShown {
    let spoken = |language| wording::tongue(page.words, language).name;
    ColleagueShown {
        id: colleague.id,
        role: wording::role(page.words, colleague.role),
        languages: colleague.languages.iter().copied().map(spoken).collect::<Vec<_>>().join(", "),
        on_duty: colleague.on_duty_since.is_some(),
        speaks: head
            .language
            .as_deref()
            .is_some_and(|tag| colleague.languages.iter().any(|language| language.tag() == tag)),
        open: colleague.open,
        most: colleague.most,
        has_it: head.owner_id == Some(colleague.id),
        name: colleague.name.into_exposed(),
    }
}
