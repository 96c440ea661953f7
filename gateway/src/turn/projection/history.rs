//! The ticket's page tells what happened, but not what its conversation shows.

use bot::event::Event;

/// Whether it stands in the history.
pub(in crate::turn) const fn tells(event: &Event) -> bool {
    match event {
        // The conversation and the report show these; the figures know the gender.
        Event::WorkerWrote
        | Event::Answered { answer: None }
        | Event::ReportSubmitted { .. }
        | Event::AssessmentChanged { .. }
        | Event::GenderChanged { .. } => false,
        Event::Opened
        | Event::StateChanged { .. }
        | Event::OwnerChanged { .. }
        | Event::TeamChanged { .. }
        | Event::PriorityChanged { .. }
        | Event::TopicChanged { .. }
        | Event::Answered { answer: Some(_) }
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
        | Event::IdentityRefused { .. } => true,
    }
}
