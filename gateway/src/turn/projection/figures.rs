//! Counts for the figures: they name nobody.

use super::super::unit_of_work::{Recorded, UnitOfWork};
use crate::store::{
    tally::{Measure, Tally, UNKNOWN, WHOLE},
    ticket::record::TicketRecord,
};
use bot::{event::Event, ticket::TicketState};
use jiff::SignedDuration;

/// How long a first answer took: name, and hours up to which.
const WITHIN: [(&str, i64); 4] = [("hour", 1), ("four-hours", 4), ("day", 24), ("three-days", 72)];

pub(super) fn follow(unit: &mut UnitOfWork, recorded: &Recorded) {
    let Some(ticket) = unit.tickets.get(&recorded.ticket) else { return };
    let now = unit.now.as_millisecond();
    let tallies = match &recorded.event {
        Event::Opened => opened(ticket),
        Event::Answered { .. } => first_answer(ticket, now).into_iter().collect(),
        Event::StateChanged { to: TicketState::Closed, .. } => {
            vec![Tally::one(Measure::Outcomes, "ticket", "closed")]
        }
        Event::StateChanged { from: TicketState::Closed, .. } => {
            vec![Tally::one(Measure::Outcomes, "ticket", "reopened")]
        }
        Event::AssessmentChanged { to, .. } => vec![Tally::one(Measure::Outcomes, "assessment", to.name())],
        Event::TopicChanged { from, to } => {
            return unit.recount("topic", ticket.opened_at, from.as_deref(), to.as_deref());
        }
        Event::GenderChanged { from, to } => {
            return unit.recount("gender", ticket.opened_at, from.as_deref(), to.as_deref());
        }
        Event::StateChanged { .. }
        | Event::WorkerWrote
        | Event::OwnerChanged { .. }
        | Event::TeamChanged { .. }
        | Event::PriorityChanged { .. }
        // Counted with its region and sector, which stand in the report.
        | Event::ReportSubmitted { .. }
        | Event::AnswerUndone { .. }
        | Event::Translated { .. }
        | Event::SafeContactChanged
        | Event::NoteAdded { .. }
        | Event::Followed
        | Event::Unfollowed
        | Event::MergedInto { .. }
        | Event::Merged { .. }
        | Event::SplitOff { .. }
        | Event::SplitFrom { .. }
        | Event::Linked { .. }
        | Event::Unlinked { .. }
        | Event::QuestionAsked { .. }
        | Event::QuestionAnswered { .. }
        | Event::QuestionCarried { .. }
        | Event::QuestionWithdrawn { .. }
        | Event::MacroApplied { .. }
        | Event::DeadlineNear { .. }
        | Event::DeadlinePassed { .. }
        | Event::IdentityAsked { .. }
        | Event::IdentityGranted { .. }
        | Event::IdentityRefused { .. } => return,
    };
    unit.tallies.extend(tallies);
}

fn opened(ticket: &TicketRecord) -> Vec<Tally> {
    let language = ticket.language.clone().unwrap_or_else(|| UNKNOWN.to_owned());
    // As it was opened: a report makes another kind of it in the same turn, and is counted as that.
    let told = [
        ("language", language),
        ("channel", ticket.channel.name().to_owned()),
        ("kind", ticket.kind.name().to_owned()),
    ];
    let by = told.into_iter().map(|(dimension, value)| Tally::one(Measure::Tickets, dimension, value));
    by.chain([Tally::one(Measure::Tickets, WHOLE, "")]).collect()
}

/// Only the first, which is the one of this moment.
fn first_answer(ticket: &TicketRecord, now: i64) -> Option<Tally> {
    if ticket.first_answered_at != Some(now) {
        return None;
    }
    let took = SignedDuration::from_millis(now - ticket.opened_at);
    let within = WITHIN.iter().find(|(_, hours)| took <= SignedDuration::from_hours(*hours));
    Some(Tally::one(Measure::FirstAnswers, "within", within.map_or("later", |(name, _)| name)))
}
