//! Where a page of the list ended, so that the next begins there whatever has changed in between.

use super::{Line, Sort};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// The last ticket of a page, by what it is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Place {
    Activity { priority: i32, updated_at: i64, id: Uuid },
    Deadline { due_at: i64, id: Uuid },
}

impl Place {
    /// Where a page ends that has this ticket last.
    pub fn of(line: &Line, sort: Sort) -> Self {
        match sort {
            Sort::Activity => {
                Self::Activity { priority: line.priority, updated_at: line.updated_at.as_millisecond(), id: line.id }
            }
            // As COALESCE has it in the query.
            Sort::Deadline => {
                Self::Deadline { due_at: line.due_at.map_or(i64::MAX, |due| due.as_millisecond()), id: line.id }
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Activity { priority, updated_at, id } => write!(f, "{priority}.{updated_at}.{}", id.simple()),
            Self::Deadline { due_at, id } => write!(f, "{due_at}.{}", id.simple()),
        }
    }
}

impl FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let parts: Vec<_> = text.split('.').collect();
        let number = |part: &str| part.parse().map_err(|_| ());
        match parts[..] {
            [priority, updated_at, id] => Ok(Self::Activity {
                priority: priority.parse().map_err(|_| ())?,
                updated_at: number(updated_at)?,
                id: id.parse().map_err(|_| ())?,
            }),
            [due_at, id] => Ok(Self::Deadline { due_at: number(due_at)?, id: id.parse().map_err(|_| ())? }),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_the_url() {
        let id = Uuid::from_u128(7);
        for place in [
            Place::Activity { priority: 3, updated_at: 1_790_000_000_123, id },
            Place::Deadline { due_at: i64::MAX, id },
        ] {
            assert_eq!(place.to_string().parse(), Ok(place));
        }
        for nonsense in ["nonsense", "", "1.2.3.4", "1.x", "a.1.x"] {
            assert_eq!(nonsense.parse::<Place>(), Err(()), "{nonsense}");
        }
    }
}
