//! Who of the staff did what. Commands that say something to the worker are written down by their own names
//! ([`super::super::staff`]), and so is what the console does beside tickets.

use super::super::unit_of_work::{Recorded, UnitOfWork};
use crate::store::audit::{Action, AuditObject};
use bot::event::Event;

pub(super) fn follow(unit: &mut UnitOfWork, recorded: &Recorded) {
    let Some(by) = recorded.by else { return };
    let action = match &recorded.event {
        // Somebody speaks with the worker from now on; all else is a matter among colleagues.
        Event::OwnerChanged { to, .. } if *to == Some(by) && unit.taken_over.contains(&recorded.ticket) => {
            Action::TakeOver
        }
        Event::OwnerChanged { .. } | Event::TeamChanged { .. } => Action::Assign,
        Event::PriorityChanged { .. } => Action::Priority,
        Event::TopicChanged { .. } => Action::Topic,
        Event::GenderChanged { .. } => Action::Gender,
        Event::NoteAdded { .. } => Action::Note,
        Event::Followed => Action::Follow,
        Event::Unfollowed => Action::Unfollow,
        Event::MergedInto { .. } | Event::Merged { .. } => Action::MergeTicket,
        Event::SplitOff { .. } | Event::SplitFrom { .. } => Action::SplitTicket,
        Event::Linked { .. } => Action::LinkTicket,
        Event::Unlinked { .. } => Action::UnlinkTicket,
        Event::MacroApplied { .. } => Action::Macro,
        Event::SafeContactChanged => {
            return unit.audit(Action::Save, AuditObject::SafeContact, recorded.ticket);
        }
        Event::AnswerUndone { answer } => return unit.audit(Action::Undo, AuditObject::Answer, *answer),
        Event::Translated { message } => return unit.audit(Action::Translate, AuditObject::Message, *message),
        Event::QuestionAsked { question } => return unit.audit(Action::AskExpert, AuditObject::Question, *question),
        Event::QuestionAnswered { question } => return unit.audit(Action::Answer, AuditObject::Question, *question),
        Event::QuestionCarried { question } => return unit.audit(Action::Carry, AuditObject::Question, *question),
        Event::QuestionWithdrawn { question } => {
            return unit.audit(Action::Withdraw, AuditObject::Question, *question);
        }
        Event::IdentityAsked { .. } => Action::AskIdentity,
        Event::IdentityGranted { unlock } => return unit.audit(Action::GrantIdentity, AuditObject::Unlock, *unlock),
        Event::IdentityRefused { unlock } => return unit.audit(Action::RefuseIdentity, AuditObject::Unlock, *unlock),
        // The command that led to it is written down, or nobody of the staff can have done it.
        Event::Opened
        | Event::WorkerWrote
        | Event::StateChanged { .. }
        | Event::ReportSubmitted { .. }
        | Event::AssessmentChanged { .. }
        | Event::Answered { .. }
        | Event::DeadlineNear { .. }
        | Event::DeadlinePassed { .. } => return,
    };
    unit.audit(action, AuditObject::Ticket, recorded.ticket);
}
