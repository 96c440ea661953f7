//! Which tickets are wanted, and in which order.

use crate::channel::Channel;
use bot::{
    language::Language,
    reference::Reference,
    territory::Region,
    ticket::{Priority, Queue, TicketState},
};
use jiff::Timestamp;
use uuid::Uuid;

/// Which tickets are wanted. What is absent filters nothing.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Filter {
    pub state: Wanted,
    pub queue: Option<Queue>,
    /// Any of these; empty: every language.
    pub languages: Vec<Language>,
    pub channel: Option<Channel>,
    pub region: Option<Region>,
    /// A row of `topic`.
    pub topic: Option<String>,
    pub owner: Owner,
    pub priority: Option<Priority>,
    pub urgent: bool,
    /// Those whose deadline was before this moment.
    pub overdue: Option<Timestamp>,
    /// Those that this person follows.
    pub followed_by: Option<Uuid>,
    pub reference: Option<Reference>,
    /// The order; `None`: by deadline where time matters most, else by priority.
    pub sort: Option<Sort>,
}

impl Filter {
    /// The order in which they come.
    pub fn sort(&self) -> Sort {
        let by_time = self.overdue.is_some() || self.owner == Owner::Nobody;
        self.sort.unwrap_or(if by_time { Sort::Deadline } else { Sort::Activity })
    }
}

/// In which states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All but the closed ones.
    #[default]
    Unfinished,
    /// All.
    Every,
    /// One state.
    Only(TicketState),
}

/// Whose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Owner {
    /// Anybody's and nobody's.
    #[default]
    Any,
    /// Those that nobody has taken.
    Nobody,
    /// Those of one person.
    One(Uuid),
}

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The highest priority, then the latest activity.
    Activity,
    /// The earliest deadline; what has none comes last, the oldest first.
    Deadline,
}

impl Sort {
    /// In addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Activity => "activity",
            Self::Deadline => "deadline",
        }
    }

    /// `ORDER BY` of `ticket t`; each has its indexes in migration 0005.
    pub(super) const fn order(self) -> &'static str {
        match self {
            Self::Activity => "t.priority DESC, t.updated_at DESC, t.id DESC",
            Self::Deadline => "COALESCE(t.due_at, 9223372036854775807), t.id",
        }
    }
}
