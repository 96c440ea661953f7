//! The life of a ticket (*richiesta*): what the helpdesk owes an answer to.

use crate::text::{self, Text};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident $name:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $type { $($(#[$vdoc])* #[serde(rename = $name)] $variant,)* }

        impl $type {
            /// All values.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];
            /// As it stands in SQL.
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $name,)* } }
        }

        impl FromStr for $type {
            type Err = $crate::ticket::UnknownName;
            fn from_str(name: &str) -> Result<Self, $crate::ticket::UnknownName> {
                Self::ALL.into_iter().find(|value| value.name() == name).ok_or($crate::ticket::UnknownName)
            }
        }
    };
}
pub(crate) use named;

/// A name that no value has; the row was written by a newer release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownName;

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("written by a newer release of Approdo: update this one")
    }
}

impl std::error::Error for UnknownName {}

named! {
    /// Why there is a ticket.
    TicketKind {
        /// The worker wants to talk to a person.
        Question "question",
        /// The worker has sent a report.
        Report "report",
        /// Danger now.
        Urgent "urgent",
    }
}

named! {
    /// Where a ticket is.
    TicketState {
        /// Nobody has looked at it.
        New "new",
        /// A person works on it.
        Open "open",
        /// The helpdesk has asked something back.
        WaitingForWorker "waiting-for-worker",
        /// The helpdesk has answered.
        Answered "answered",
        /// Done; a new message opens it again.
        Closed "closed",
    }
}

named! {
    /// Who looks at it first.
    Queue {
        /// Front office: operators and mediators.
        FrontOffice "front-office",
        /// The Focal Point of the *Budget di Integrazione*.
        FocalPoint "focal-point",
    }
}

/// What happens to a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TicketEvent {
    /// The worker has written something that belongs to it.
    WorkerWrote,
    /// A person takes it.
    TakenOver,
    /// A person has answered.
    PersonAnswered,
    /// A person has asked something back.
    PersonAsked,
    /// A person has closed it.
    Closed,
}

/// This cannot happen to a ticket in that state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTransition<S> {
    /// The state it is in.
    pub from: S,
    /// The state that was wanted.
    pub to: S,
}

impl<S: fmt::Debug> fmt::Display for InvalidTransition<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} cannot become {:?}: reload the page, somebody else was faster", self.from, self.to)
    }
}

impl<S: fmt::Debug> std::error::Error for InvalidTransition<S> {}

impl TicketState {
    /// The state after an event.
    pub fn after(self, event: TicketEvent) -> Result<Self, InvalidTransition<Self>> {
        let to = match (event, self) {
            (TicketEvent::WorkerWrote, Self::New) => Self::New,
            (TicketEvent::WorkerWrote | TicketEvent::TakenOver, _) => Self::Open,
            (TicketEvent::PersonAnswered, _) => Self::Answered,
            (TicketEvent::PersonAsked, _) => Self::WaitingForWorker,
            (TicketEvent::Closed, _) => Self::Closed,
        };
        let forbidden = self == Self::Closed && matches!(event, TicketEvent::Closed);
        if forbidden { Err(InvalidTransition { from: self, to }) } else { Ok(to) }
    }

    /// As the worker hears it.
    pub fn told(self) -> Text {
        match self {
            Self::New => text::state_new(),
            Self::Open => text::state_open(),
            Self::WaitingForWorker => text::state_waiting(),
            Self::Answered => text::state_answered(),
            Self::Closed => text::state_closed(),
        }
    }
}
