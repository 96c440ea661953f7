//! What can be done to a ticket by hand, what a page had seen of it, and why it was not done.

use crate::turn::AttendError;
use bot::{act::Act, private::Private, ticket::Priority};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Something done to a ticket.
#[derive(Clone, Debug)]
pub enum Deed {
    /// What its conversation takes part in.
    Act(Act),
    /// To a person, to a team, or, with neither, back to the pool.
    Give {
        /// Whom.
        owner: Option<Uuid>,
        /// Which team.
        team: Option<Uuid>,
    },
    /// How soon.
    Prioritise(Priority),
    /// What it is about.
    Topic(Option<String>),
    /// Hear of it, or no more.
    Follow(bool),
    /// A note for colleagues, and whom it names.
    Note(Private<String>, Vec<Uuid>),
    /// Belongs together with another one.
    Link(Uuid),
    /// Does not.
    Unlink(Uuid),
    /// Another ticket of the same person is closed into this one.
    Absorb(Uuid),
    /// These messages become a ticket of their own.
    Split(Vec<Uuid>),
}

/// What a page had seen of a ticket: its version and how many rows its history had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Seen {
    pub version: i64,
    pub events: i64,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.version, self.events)
    }
}

impl FromStr for Seen {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (version, events) = text.split_once('.').ok_or(())?;
        Ok(Self { version: version.parse().map_err(|_| ())?, events: events.parse().map_err(|_| ())? })
    }
}

/// Why it was not done. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum HandleError {
    /// No such ticket, or no such other one.
    #[error("no such ticket: it may have been erased")]
    NotFound,
    /// It is not as the page showed it.
    #[error("the ticket has changed: look at it again")]
    Changed,
    /// It does not fit the state.
    #[error("{0}")]
    NotNow(String),
    /// The other ticket carries a report: it is the one to be kept.
    #[error("the other ticket carries a report: merge this one into it")]
    HasReport,
    /// The two tickets are of different people.
    #[error("the tickets are of two contacts: merge these first")]
    TwoPeople,
    /// The database.
    #[error("the database does not answer: try again")]
    Store(#[from] anyhow::Error),
}

impl From<sqlx::Error> for HandleError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<AttendError> for HandleError {
    fn from(error: AttendError) -> Self {
        match error {
            AttendError::NotFound => Self::NotFound,
            AttendError::NotNow(words) => Self::NotNow(words),
            AttendError::Store(error) => Self::Store(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_survives_the_form() {
        let seen = Seen { version: 12, events: 3 };
        assert_eq!(seen.to_string().parse(), Ok(seen));
        assert_eq!("nonsense".parse::<Seen>(), Err(()));
    }
}
