//! What the staff do with a ticket among themselves: whose it is, how soon, what it is about, notes, what belongs together,
//! and the states it goes through by hand. One transaction each, with its row in the history and in the audit; nothing is done
//! to a ticket that has changed since the page that was looked at.

use super::{
    AttendError, TRIES, Turns,
    attend::hold,
    moved::{self, Moved, What},
};
use crate::{
    live::Change,
    seal::{self, DataKey},
    store::{
        Tx, audit, conversation, duty,
        notification::{self, Kind},
        ticket::{
            assign,
            head::{self, Head},
            history::{self, Happened, record},
            links, notes,
        },
    },
};
use bot::{
    act::{self, Act, NotNow},
    context::Context,
    private::Private,
    receipt::Proof,
    reference::Reference,
    ticket::{Priority, TicketEvent},
};
use jiff::Timestamp;
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

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Handled {
    /// The ticket that was split off.
    pub new: Option<Uuid>,
    tickets: Vec<Uuid>,
    staff: Vec<Uuid>,
}

/// Who does it, to what, when.
struct Doing<'a> {
    staff: Uuid,
    ticket: Head,
    key: &'a DataKey,
    now: Timestamp,
}

impl Turns {
    /// Does it. With `seen` only if the ticket is still at that version.
    pub async fn handle(
        &self,
        staff: Uuid,
        ticket: Uuid,
        deed: &Deed,
        seen: Option<Seen>,
    ) -> Result<Handled, HandleError> {
        let mut tries = 1;
        loop {
            match self.handle_once(staff, ticket, deed, seen).await {
                // Two that waited for each other, or a number that was taken: one of them begins again.
                Err(HandleError::Store(error))
                    if tries < TRIES && matches!(error.downcast_ref(), Some(sqlx::Error::Database(_))) =>
                {
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    async fn handle_once(
        &self,
        staff: Uuid,
        ticket: Uuid,
        deed: &Deed,
        seen: Option<Seen>,
    ) -> Result<Handled, HandleError> {
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(HandleError::NotFound)?;
        let other = match deed {
            Deed::Absorb(other) | Deed::Link(other) | Deed::Unlink(other) => Some(*other),
            _ => None,
        };
        let ids: Vec<_> = [Some(ticket), other].into_iter().flatten().collect();
        let mut heads = head::lock(&self.store, &mut tx, &ids).await?;
        let place = heads.iter().position(|head| head.id == ticket).ok_or(HandleError::NotFound)?;
        let head = heads.swap_remove(place);
        if let Some(seen) = seen.filter(|seen| seen.version != head.version) {
            // A message of the worker matters to the state, not to whose it is or what it is about.
            let matters = matches!(deed, Deed::Act(_)) || history::count(&mut tx, ticket).await? != seen.events;
            if matters {
                return Err(HandleError::Changed);
            }
        }
        let Deed::Act(act) = deed else {
            if head.merged_into.is_some() {
                return Err(HandleError::Changed);
            }
            let key = loaded.key.clone();
            let doing = Doing { staff, ticket: head, key: &key, now };
            let mut handled = self.among_us(&mut tx, &doing, deed, heads.pop()).await?;
            tx.commit().await?;
            handled.tickets.push(ticket);
            self.tell_of(&handled);
            return Ok(handled);
        };
        let address = loaded.address_hash;
        let safe = loaded.may_write(now);
        let mut scribe = self.scribe(&mut tx, vec![loaded], &house, now).await?;
        scribe.hold = hold(safe);
        let reference = scribe.reference(&address, ticket).ok_or(HandleError::NotFound)?;
        let entropy = u64::from_le_bytes(seal::random());
        scribe
            .staff_turn(&address, staff, ticket, act, None, |state, requests, restarted| {
                let context = Context { now, entropy, requests, restarted, proof: Proof::NotGiven, house: &house };
                act::attend(state, reference, act.clone(), &context)
            })
            .map_err(|not_now| match not_now {
                NotNow::NoSuchRequest | NotNow::NoAssessment => HandleError::NotFound,
                not_now => HandleError::NotNow(not_now.to_string()),
            })?;
        let mut written = scribe.write(&mut tx, now).await?;
        if *act == Act::TakeOver
            && let Some(former) = head.owner_id.filter(|former| *former != staff)
        {
            notification::add(&mut tx, former, Kind::TakenOver, Some(ticket), now).await?;
            written.staff.push(former);
        }
        tx.commit().await?;
        self.tell(&written);
        Ok(Handled::default())
    }

    async fn among_us(
        &self,
        tx: &mut Tx,
        doing: &Doing<'_>,
        deed: &Deed,
        other: Option<Head>,
    ) -> Result<Handled, HandleError> {
        let (id, staff, now) = (doing.ticket.id, doing.staff, doing.now);
        match deed {
            Deed::Act(_) => Ok(Handled::default()),
            Deed::Give { owner, team } => give(tx, doing, *owner, *team).await,
            Deed::Prioritise(priority) => {
                if priority.rank() != doing.ticket.priority {
                    assign::set_priority(tx, id, *priority).await?;
                    doing.wrote(tx, id, "priority", &Happened::Priority { to: priority.rank() }).await?;
                    let moved = Moved { ticket: id, staff: Some(staff), what: What::Urgent };
                    moved::reprioritised(tx, &self.store, &moved, now).await?;
                }
                Ok(Handled::default())
            }
            Deed::Topic(topic) => {
                if *topic != doing.ticket.topic {
                    assign::set_topic(tx, id, topic.as_deref()).await?;
                    doing.wrote(tx, id, "topic", &Happened::Topic { to: topic.clone() }).await?;
                }
                Ok(Handled::default())
            }
            Deed::Follow(true) => {
                if assign::follow(tx, id, staff).await? {
                    doing.wrote(tx, id, "follow", &Happened::Followed).await?;
                }
                Ok(Handled::default())
            }
            Deed::Follow(false) => {
                if assign::unfollow(tx, id, staff).await? {
                    doing.wrote(tx, id, "unfollow", &Happened::Unfollowed).await?;
                }
                Ok(Handled::default())
            }
            Deed::Note(text, mentions) => note(tx, doing, text, mentions).await,
            Deed::Link(_) => {
                let other = other.ok_or(HandleError::NotFound)?;
                if links::link(tx, id, other.id).await? {
                    doing.wrote(tx, id, "link-ticket", &Happened::Linked { ticket: other.id }).await?;
                    doing.wrote(tx, other.id, "link-ticket", &Happened::Linked { ticket: id }).await?;
                }
                Ok(Handled { tickets: vec![other.id], ..Handled::default() })
            }
            Deed::Unlink(_) => {
                let other = other.ok_or(HandleError::NotFound)?;
                if links::unlink(tx, id, other.id).await? {
                    doing.wrote(tx, id, "unlink-ticket", &Happened::Unlinked { ticket: other.id }).await?;
                    doing.wrote(tx, other.id, "unlink-ticket", &Happened::Unlinked { ticket: id }).await?;
                }
                Ok(Handled { tickets: vec![other.id], ..Handled::default() })
            }
            Deed::Absorb(_) => self.absorb(tx, doing, other.ok_or(HandleError::NotFound)?).await,
            Deed::Split(messages) => self.split(tx, doing, messages).await,
        }
    }

    async fn absorb(&self, tx: &mut Tx, doing: &Doing<'_>, other: Head) -> Result<Handled, HandleError> {
        let into = &doing.ticket;
        if other.contact_id != into.contact_id {
            return Err(HandleError::TwoPeople);
        }
        if other.merged_into.is_some() || into.merged_into.is_some() {
            return Err(HandleError::Changed);
        }
        if links::has_report(tx, other.id).await? {
            return Err(HandleError::HasReport);
        }
        links::merge(tx, &other, into).await?;
        let from = other.state.parse().map_err(anyhow::Error::from)?;
        let mut handled = Handled { tickets: vec![other.id], ..Handled::default() };
        // One that was closed already stays so.
        if let Ok(to) = bot::ticket::TicketState::after(from, TicketEvent::Closed) {
            links::close(tx, other.id, to).await?;
            let moved = Moved { ticket: other.id, staff: Some(doing.staff), what: What::State { from, to } };
            handled.staff = moved::follow(tx, &self.store, &[moved], doing.now).await?;
        }
        doing.wrote(tx, other.id, "merge-ticket", &Happened::MergedInto { ticket: into.id }).await?;
        doing.wrote(tx, into.id, "merge-ticket", &Happened::Merged { ticket: other.id }).await?;
        Ok(handled)
    }

    async fn split(&self, tx: &mut Tx, doing: &Doing<'_>, messages: &[Uuid]) -> Result<Handled, HandleError> {
        let (from, new) = (&doing.ticket, Uuid::now_v7());
        let reference = Reference::from_entropy(u64::from_le_bytes(seal::random()));
        let owner = from.owner_id.unwrap_or(doing.staff);
        let chosen = links::split(tx, from, (new, reference, owner), messages, doing.now).await?;
        // Somebody else has moved them, or they were erased.
        if chosen != messages.len() as u64 {
            return Err(HandleError::Changed);
        }
        let opened = Moved { ticket: new, staff: Some(doing.staff), what: What::Opened };
        let staff = moved::follow(tx, &self.store, &[opened], doing.now).await?;
        record(tx, new, Some(doing.staff), &Happened::Owner { to: Some(owner) }, doing.now).await?;
        links::link(tx, from.id, new).await?;
        doing.wrote(tx, from.id, "split-ticket", &Happened::SplitOff { ticket: new }).await?;
        doing.wrote(tx, new, "split-ticket", &Happened::SplitFrom { ticket: from.id }).await?;
        Ok(Handled { new: Some(new), tickets: vec![new], staff })
    }

    /// Tells open pages, once it is durable.
    fn tell_of(&self, handled: &Handled) {
        for ticket in &handled.tickets {
            self.live.tell(Change::Ticket(*ticket));
        }
        for staff in &handled.staff {
            self.live.tell(Change::Notification(*staff));
        }
    }
}

impl Doing<'_> {
    /// Writes it into the history of a ticket and into the audit.
    async fn wrote(&self, tx: &mut Tx, ticket: Uuid, action: &str, happened: &Happened) -> anyhow::Result<()> {
        record(tx, ticket, Some(self.staff), happened, self.now).await?;
        let deed = audit::Deed { staff: Some(self.staff), action, object: "ticket", object_id: Some(ticket) };
        Ok(audit::record(tx, deed, self.now).await?)
    }
}

async fn give(tx: &mut Tx, doing: &Doing<'_>, owner: Option<Uuid>, team: Option<Uuid>) -> Result<Handled, HandleError> {
    let (id, now) = (doing.ticket.id, doing.now);
    let (former, former_team) = (doing.ticket.owner_id, doing.ticket.team_id);
    // Whoever is given a ticket of a team works on it for the team.
    let team = if owner.is_some() { former_team } else { team };
    if (former, former_team) == (owner, team) {
        return Ok(Handled::default());
    }
    assign::give(tx, id, owner, team).await?;
    if former != owner {
        record(tx, id, Some(doing.staff), &Happened::Owner { to: owner }, now).await?;
    }
    if former_team != team {
        record(tx, id, Some(doing.staff), &Happened::Team { to: team }, now).await?;
    }
    let deed = audit::Deed { staff: Some(doing.staff), action: "assign", object: "ticket", object_id: Some(id) };
    audit::record(tx, deed, now).await?;
    let mut staff = Vec::new();
    if let Some(owner) = owner.filter(|owner| Some(*owner) != former) {
        duty::served(tx, owner, now).await?;
        if owner != doing.staff {
            notification::add(tx, owner, Kind::Assigned, Some(id), now).await?;
            staff.push(owner);
        }
    }
    if let Some(former) = former.filter(|former| Some(*former) != owner && *former != doing.staff) {
        notification::add(tx, former, Kind::TakenOver, Some(id), now).await?;
        staff.push(former);
    }
    Ok(Handled { staff, ..Handled::default() })
}

async fn note(
    tx: &mut Tx,
    doing: &Doing<'_>,
    text: &Private<String>,
    mentions: &[Uuid],
) -> Result<Handled, HandleError> {
    let id = doing.ticket.id;
    let note = notes::add(tx, id, doing.staff, (text, mentions), doing.key, doing.now).await?;
    doing.wrote(tx, id, "note", &Happened::Noted { note }).await?;
    let mut staff = Vec::new();
    for named in mentions.iter().copied().filter(|named| *named != doing.staff) {
        assign::follow(tx, id, named).await?;
        notification::add(tx, named, Kind::Mentioned, Some(id), doing.now).await?;
        staff.push(named);
    }
    Ok(Handled { staff, ..Handled::default() })
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
