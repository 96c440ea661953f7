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
        /// A legal expert has been asked.
        WaitingForExpert "waiting-for-expert",
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

/// How soon a ticket has to be looked at. The bot makes a ticket of danger urgent; people may choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Priority {
    Low,
    Normal,
    High,
    Urgent,
}

impl Priority {
    /// All, the least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Urgent];

    /// As it stands in SQL: 0 to 3, so that lists sort by it.
    pub const fn rank(self) -> i32 {
        match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::High => 2,
            Self::Urgent => 3,
        }
    }

    /// From SQL.
    pub fn of_rank(rank: i32) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.rank() == rank)
    }

    /// In forms and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
            Self::Urgent => "urgent",
        }
    }
}

impl FromStr for Priority {
    type Err = UnknownName;
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|priority| priority.name() == name).ok_or(UnknownName)
    }
}

/// Why a ticket goes from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transition {
    /// The worker has written something that belongs to it.
    WorkerWrote,
    /// A person takes it.
    TakenOver,
    /// A person has answered.
    PersonAnswered,
    /// A person has asked something back.
    PersonAsked,
    /// A person has asked a legal expert.
    ExpertAsked,
    /// The expert has answered, or need not any more.
    ExpertAnswered,
    /// A person has closed it.
    Closed,
    /// A person has opened it again.
    Reopened,
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
    pub fn after(self, event: Transition) -> Result<Self, InvalidTransition<Self>> {
        let to = match (event, self) {
            (Transition::WorkerWrote, Self::New) => Self::New,
            (Transition::WorkerWrote | Transition::TakenOver | Transition::Reopened, _) => Self::Open,
            (Transition::PersonAnswered, _) => Self::Answered,
            (Transition::PersonAsked, _) => Self::WaitingForWorker,
            (Transition::ExpertAsked, _) => Self::WaitingForExpert,
            (Transition::ExpertAnswered, Self::WaitingForExpert) => Self::Open,
            (Transition::ExpertAnswered, other) => other,
            (Transition::Closed, _) => Self::Closed,
        };
        let closed = self == Self::Closed;
        let forbidden = match event {
            Transition::Closed => closed,
            Transition::Reopened => !closed,
            _ => false,
        };
        if forbidden { Err(InvalidTransition { from: self, to }) } else { Ok(to) }
    }

    /// As the worker hears it.
    pub fn told(self) -> Text {
        match self {
            Self::New => text::state_new(),
            // Who works on it is the helpdesk's affair.
            Self::Open | Self::WaitingForExpert => text::state_open(),
            Self::WaitingForWorker => text::state_waiting(),
            Self::Answered => text::state_answered(),
            Self::Closed => text::state_closed(),
        }
    }
}
