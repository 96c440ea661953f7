//! What has happened to a ticket, with what it was before and what it is now.
//!
//! Whoever changes a ticket says so in these words, and in no others: [`crate::command::decide`] for workers and staff, jobs for
//! what time brings. All that follows is made of them by the gateway, each by an exhaustive match: the ticket's row, its history,
//! the audit, clocks, notifications, figures, open pages. No change is no event. Ids and names only: the words that an event
//! brings along stand in the command. In SQL an event is JSON (`ticket_event.detail`), its tag is `ticket_event.kind`.

use crate::{
    assessment::AssessmentState,
    ticket::{Priority, Queue, TicketKind, TicketState},
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// Something that has happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    /// It is new.
    Opened,
    /// The worker has written on it.
    WorkerWrote,
    /// It goes from one state to another. By nobody of the staff and from closed: the worker has come back.
    #[serde(rename = "state", alias = "reopened")]
    StateChanged {
        /// Rows of before this event have none where the worker came back.
        #[serde(default = "closed")]
        from: TicketState,
        /// Likewise.
        #[serde(default = "open")]
        to: TicketState,
    },
    /// It is somebody else's, or nobody's.
    #[serde(rename = "owner")]
    OwnerChanged {
        /// Older rows do not say it.
        #[serde(default)]
        from: Option<Uuid>,
        /// Whose it is now.
        to: Option<Uuid>,
    },
    /// It is another team's, or none's.
    #[serde(rename = "team")]
    TeamChanged {
        /// Older rows do not say it.
        #[serde(default)]
        from: Option<Uuid>,
        /// Which team's it is now.
        to: Option<Uuid>,
    },
    /// How soon it has to be looked at.
    #[serde(rename = "priority")]
    PriorityChanged {
        /// Older rows do not say it.
        #[serde(default = "normal", serialize_with = "rank", deserialize_with = "of_rank")]
        from: Priority,
        /// By its rank in SQL.
        #[serde(serialize_with = "rank", deserialize_with = "of_rank")]
        to: Priority,
        /// Time has done it: it is late, and gets no more time by it.
        #[serde(default)]
        late: bool,
    },
    /// What it is about.
    #[serde(rename = "topic")]
    TopicChanged {
        /// Older rows do not say it.
        #[serde(default)]
        from: Option<String>,
        /// By its name in SQL.
        to: Option<String>,
    },
    /// How the person wants to be counted in the figures.
    #[serde(rename = "gender")]
    GenderChanged {
        /// By its name in SQL.
        from: Option<String>,
        /// Likewise.
        to: Option<String>,
    },
    /// It carries a report now, and stands in this queue.
    ReportSubmitted {
        /// Of the whole ticket.
        queue: Queue,
        /// Where the work is, by its name in SQL.
        region: Option<String>,
    },
    /// Its assessment goes from one state to another.
    #[serde(rename = "assessment")]
    AssessmentChanged {
        /// Before.
        from: AssessmentState,
        /// Now.
        to: AssessmentState,
    },
    /// A person has written to the worker.
    Answered {
        /// The answer that waited, where it did.
        answer: Option<Uuid>,
    },
    /// A person did not want to have said it.
    AnswerUndone {
        /// Which.
        answer: Uuid,
    },
    /// A person has put a message into another language.
    Translated {
        /// Which.
        message: Uuid,
    },
    /// How the worker can be written to safely.
    #[serde(rename = "safe-contact")]
    SafeContactChanged,
    /// A note for colleagues.
    #[serde(rename = "noted")]
    NoteAdded {
        /// Which.
        note: Uuid,
        /// Whom it names: they follow the ticket from now on.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<Uuid>,
    },
    /// Somebody wants to hear of it.
    Followed,
    /// Somebody does not want to any more.
    Unfollowed,
    /// This ticket was closed into another one.
    MergedInto {
        /// Which.
        ticket: Uuid,
    },
    /// Another one was closed into this.
    Merged {
        /// Which.
        ticket: Uuid,
    },
    /// A part of it became another one.
    SplitOff {
        /// Which.
        ticket: Uuid,
    },
    /// It was a part of another one.
    SplitFrom {
        /// Which.
        ticket: Uuid,
    },
    /// It belongs together with another one.
    Linked {
        /// Which.
        ticket: Uuid,
    },
    /// It does not any more.
    Unlinked {
        /// Which.
        ticket: Uuid,
    },
    /// A legal expert was asked.
    QuestionAsked {
        /// What.
        question: Uuid,
    },
    /// The expert has answered.
    QuestionAnswered {
        /// What.
        question: Uuid,
    },
    /// The expert's answer has gone to the worker.
    QuestionCarried {
        /// Which.
        question: Uuid,
    },
    /// The expert need not answer any more.
    QuestionWithdrawn {
        /// What.
        question: Uuid,
    },
    /// Several things were done by one macro.
    #[serde(rename = "macro")]
    MacroApplied {
        /// Which.
        id: Uuid,
    },
    /// An answer is owed soon.
    DeadlineNear {
        /// By the name of its clock.
        clock: String,
    },
    /// An answer is late.
    DeadlinePassed {
        /// By the name of its clock.
        clock: String,
    },
    /// Somebody wants to see who the person is.
    IdentityAsked {
        /// The request for it.
        unlock: Uuid,
    },
    /// They may.
    IdentityGranted {
        /// The request for it.
        unlock: Uuid,
    },
    /// They may not.
    IdentityRefused {
        /// The request for it.
        unlock: Uuid,
    },
}

impl Event {
    /// What a ticket is from now on because of a change of its kind.
    pub const fn kind_after(&self, kind: TicketKind) -> TicketKind {
        match (self, kind) {
            (Self::ReportSubmitted { .. }, TicketKind::Question | TicketKind::Report) => TicketKind::Report,
            _ => kind,
        }
    }
}

const fn closed() -> TicketState {
    TicketState::Closed
}

const fn open() -> TicketState {
    TicketState::Open
}

const fn normal() -> Priority {
    Priority::Normal
}

fn rank<S: Serializer>(priority: &Priority, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i32(priority.rank())
}

fn of_rank<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Priority, D::Error> {
    let rank = i32::deserialize(deserializer)?;
    Priority::of_rank(rank).ok_or_else(|| serde::de::Error::custom(crate::ticket::UnknownName))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(stored: &str, event: &Event) {
        assert_eq!(&serde_json::from_str::<Event>(stored).unwrap(), event, "{stored}");
    }

    #[test]
    fn what_older_releases_wrote_is_read() {
        let id = Uuid::from_u128(7);
        reads(r#"{"kind":"opened"}"#, &Event::Opened);
        reads(r#"{"kind":"reopened"}"#, &Event::StateChanged { from: TicketState::Closed, to: TicketState::Open });
        let waits = Event::StateChanged { from: TicketState::New, to: TicketState::WaitingForWorker };
        reads(r#"{"kind":"state","from":"new","to":"waiting-for-worker"}"#, &waits);
        reads(&format!(r#"{{"kind":"owner","to":"{id}"}}"#), &Event::OwnerChanged { from: None, to: Some(id) });
        let urgent = Event::PriorityChanged { from: Priority::Normal, to: Priority::Urgent, late: false };
        reads(r#"{"kind":"priority","to":3}"#, &urgent);
        reads(r#"{"kind":"topic","to":null}"#, &Event::TopicChanged { from: None, to: None });
        reads(&format!(r#"{{"kind":"noted","note":"{id}"}}"#), &Event::NoteAdded { note: id, mentions: Vec::new() });
        reads(&format!(r#"{{"kind":"macro","id":"{id}"}}"#), &Event::MacroApplied { id });
        reads(r#"{"kind":"safe-contact"}"#, &Event::SafeContactChanged);
        assert!(serde_json::from_str::<Event>(r#"{"kind":"of-tomorrow"}"#).is_err());
        assert!(serde_json::from_str::<Event>(r#"{"kind":"priority","to":9}"#).is_err());
    }

    #[test]
    fn what_is_written_is_read() {
        for event in [
            Event::StateChanged { from: TicketState::Closed, to: TicketState::Open },
            Event::PriorityChanged { from: Priority::High, to: Priority::Urgent, late: true },
            Event::ReportSubmitted { queue: Queue::FocalPoint, region: None },
        ] {
            let stored = serde_json::to_string(&event).unwrap();
            reads(&stored, &event);
        }
    }
}
