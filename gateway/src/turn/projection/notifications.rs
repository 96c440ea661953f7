//! Who has to look at it: a new owner, whoever had it, whoever owns or follows a ticket on which the worker wrote, and whoever a
//! note names. Whom a deadline or a question concerns is known where it is looked up.

use super::super::unit_of_work::{Recorded, UnitOfWork};
use crate::store::{notification::Kind, ticket::assign};
use bot::event::Event;
use std::collections::HashSet;

pub(super) async fn follow(unit: &mut UnitOfWork, events: &[Recorded]) -> anyhow::Result<()> {
    let is_opened = |recorded: &&Recorded| recorded.event == Event::Opened;
    let opened: HashSet<_> = events.iter().filter(is_opened).map(|recorded| recorded.ticket).collect();
    let mut written_on = Vec::new();
    for Recorded { ticket, by, event } in events {
        let mut notify = |staff, kind| {
            if Some(staff) != *by {
                unit.notifications.push((staff, kind, Some(*ticket)));
            }
        };
        match event {
            Event::OwnerChanged { from, to } => {
                to.iter().for_each(|owner| notify(*owner, Kind::Assigned));
                from.iter().for_each(|former| notify(*former, Kind::TakenOver));
            }
            Event::NoteAdded { mentions, .. } => mentions.iter().for_each(|named| notify(*named, Kind::Mentioned)),
            // Its owner has just been told that it is there.
            Event::WorkerWrote if !opened.contains(ticket) => written_on.push(*ticket),
            Event::WorkerWrote
            | Event::Opened
            | Event::StateChanged { .. }
            | Event::TeamChanged { .. }
            | Event::PriorityChanged { .. }
            | Event::TopicChanged { .. }
            | Event::GenderChanged { .. }
            | Event::ReportSubmitted { .. }
            | Event::AssessmentChanged { .. }
            | Event::Answered { .. }
            | Event::AnswerUndone { .. }
            | Event::Translated { .. }
            | Event::SafeContactChanged
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
            | Event::IdentityRefused { .. } => {}
        }
    }
    for (ticket, staff) in assign::watchers(&mut unit.tx, &written_on).await? {
        unit.notifications.push((staff, Kind::WorkerWrote, Some(ticket)));
    }
    Ok(())
}
