//! The clocks of tickets: they begin, stand, go on and end with what happens to them ([`bot::clock`]).

use super::super::unit_of_work::UnitOfWork;
use crate::store::{calendar, clock, deadline_policy};
use bot::{
    clock::{Clock, ClockEvent, after, is_touched},
    event::Event,
};
use uuid::Uuid;

/// What it is to the clocks of its ticket.
const fn clock_event(event: &Event) -> Option<ClockEvent> {
    match event {
        Event::Opened => Some(ClockEvent::Opened),
        Event::WorkerWrote => Some(ClockEvent::WorkerWrote),
        Event::Answered { .. } => Some(ClockEvent::Answered),
        Event::StateChanged { from, to } => Some(ClockEvent::State(*from, *to)),
        Event::PriorityChanged { late: true, .. } => Some(ClockEvent::Raised),
        Event::PriorityChanged { late: false, .. } => Some(ClockEvent::Priority),
        Event::OwnerChanged { .. }
        | Event::TeamChanged { .. }
        | Event::TopicChanged { .. }
        | Event::GenderChanged { .. }
        | Event::ReportSubmitted { .. }
        | Event::AssessmentChanged { .. }
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
        | Event::IdentityRefused { .. } => None,
    }
}

/// Lets the clocks run by what has happened; until when something is owed goes to their tickets.
pub(in crate::turn) async fn run(unit: &mut UnitOfWork) -> anyhow::Result<()> {
    let of_events = unit.events.iter().filter_map(|recorded| Some((recorded.ticket, clock_event(&recorded.event)?)));
    let mut events: Vec<_> = of_events.collect();
    events.append(&mut unit.clock_events);
    let mut tickets: Vec<_> = events.iter().map(|(ticket, _)| *ticket).collect();
    tickets.sort_unstable();
    tickets.dedup();
    unit.load_clocks(&tickets).await?;
    let is_touched =
        |(ticket, event): &(Uuid, ClockEvent)| unit.clocks.get(ticket).is_some_and(|clocks| is_touched(clocks, *event));
    if !events.iter().any(is_touched) {
        return Ok(());
    }
    let calendar = calendar::load_in(&mut unit.tx).await?;
    let policies = deadline_policy::all_in(&mut unit.tx).await?;
    for (id, event) in events {
        let (Some(ticket), Some(clocks)) = (unit.tickets.get(&id), unit.clocks.get_mut(&id)) else { continue };
        let allowance = deadline_policy::of(&policies, ticket.priority).allowance();
        let changed = after(clocks, event, &allowance, &calendar, unit.now);
        replace(clocks, changed.clone());
        unit.changed_clocks.entry(id).or_default().extend(changed.into_iter().map(|clock| clock.kind));
    }
    for id in tickets {
        let due_at = unit.clocks.get(&id).and_then(|clocks| clock::due_at(clocks));
        if let Some(ticket) = unit.tickets.get_mut(&id) {
            ticket.set_due(due_at);
        }
    }
    Ok(())
}

fn replace(clocks: &mut Vec<Clock>, changed: Vec<Clock>) {
    for new in changed {
        match clocks.iter_mut().find(|clock| clock.kind == new.kind) {
            Some(old) => *old = new,
            None => clocks.push(new),
        }
    }
}

/// Writes those that changed, once their tickets are there.
pub(in crate::turn) async fn write(unit: &mut UnitOfWork) -> anyhow::Result<()> {
    let changed = std::mem::take(&mut unit.changed_clocks);
    let mut rows = Vec::new();
    for (ticket, kinds) in changed {
        let clocks = unit.clocks.get(&ticket).into_iter().flatten();
        rows.extend(clocks.filter(|clock| kinds.contains(&clock.kind)).map(|clock| (ticket, clock.clone())));
    }
    Ok(clock::save(&mut unit.tx, &rows).await?)
}
