//! Who is at which ticket, as their pages say from time to time. It is kept in memory and forgotten soon: a page that says nothing
//! more has been closed, or its computer sleeps.

use super::Presence;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, str::FromStr};
use uuid::Uuid;

/// Pages say it every twenty seconds; one that was missed does not matter.
pub const FOR: SignedDuration = SignedDuration::from_secs(45);
/// Beyond so many tickets what has run out is swept away.
const SWEEP: usize = 1000;

/// What somebody does at a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doing {
    /// The page is open before them.
    Looking,
    /// They write something.
    Typing,
    /// They have left.
    Gone,
}

impl FromStr for Doing {
    type Err = bot::ticket::UnknownName;
    fn from_str(name: &str) -> Result<Self, bot::ticket::UnknownName> {
        match name {
            "looking" => Ok(Self::Looking),
            "typing" => Ok(Self::Typing),
            "gone" => Ok(Self::Gone),
            _ => Err(bot::ticket::UnknownName),
        }
    }
}

/// Everybody at every ticket.
#[derive(Debug, Default)]
pub(super) struct Presences(HashMap<Uuid, Vec<(Presence, Timestamp)>>);

impl Presences {
    /// Notes one; whether anything is different now.
    pub fn note(&mut self, presence: Presence, now: Timestamp) -> bool {
        if self.0.len() > SWEEP {
            self.0.retain(|_, there| there.iter().any(|(_, until)| *until > now));
        }
        let there = self.0.entry(presence.ticket).or_default();
        let before = there.iter().find(|(found, until)| found.staff == presence.staff && *until > now);
        let before = before.map_or(Doing::Gone, |(found, _)| found.doing);
        there.retain(|(found, until)| found.staff != presence.staff && *until > now);
        if presence.doing != Doing::Gone {
            there.push((presence, now.saturating_add(FOR).unwrap_or(now)));
        }
        if there.is_empty() {
            self.0.remove(&presence.ticket);
        }
        before != presence.doing
    }

    /// Those at a ticket now.
    pub fn at(&self, ticket: Uuid, now: Timestamp) -> Vec<Presence> {
        let there = self.0.get(&ticket).into_iter().flatten();
        there.filter(|(_, until)| *until > now).map(|(presence, _)| *presence).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_there_until_they_leave_or_are_silent() {
        let (ticket, staff) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let is = |doing| Presence { ticket, staff, doing };
        let (start, mut there) = (Timestamp::UNIX_EPOCH, Presences::default());
        let after = |seconds| start + SignedDuration::from_secs(seconds);
        assert!(!there.note(is(Doing::Gone), start), "nobody was there");
        assert!(there.note(is(Doing::Looking), start));
        assert!(!there.note(is(Doing::Looking), after(40)), "nothing new");
        assert_eq!(there.at(ticket, after(80)), [is(Doing::Looking)]);
        assert!(there.note(is(Doing::Typing), after(80)));
        assert_eq!(there.at(ticket, after(81)), [is(Doing::Typing)]);
        assert_eq!(there.at(ticket, after(126)), []);
        assert!(there.note(is(Doing::Looking), after(126)), "they are back");
        assert!(there.note(is(Doing::Gone), after(127)));
        assert!(there.at(ticket, after(127)).is_empty() && there.0.is_empty());
    }
}
