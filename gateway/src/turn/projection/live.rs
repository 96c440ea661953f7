//! Open pages of the console are told which tickets are no longer as they show them.

use super::super::unit_of_work::{Recorded, UnitOfWork};
use bot::event::Event;

pub(super) fn follow(unit: &mut UnitOfWork, recorded: &Recorded) {
    match recorded.event {
        // The figures are looked at when somebody asks for them.
        Event::GenderChanged { .. } => {}
        Event::Opened
        | Event::WorkerWrote
        | Event::StateChanged { .. }
        | Event::OwnerChanged { .. }
        | Event::TeamChanged { .. }
        | Event::PriorityChanged { .. }
        | Event::TopicChanged { .. }
        | Event::ReportSubmitted { .. }
        | Event::AssessmentChanged { .. }
        | Event::Answered { .. }
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
        | Event::IdentityRefused { .. } => unit.show(recorded.ticket),
    }
}
