//! What a person of the staff does to a ticket, and the file that goes with an answer.
//!
//! What is said to the worker by it goes out when that is safe ([`bot::safe_contact`]): an answer that waits in the table
//! `answer` stays there ([`Turns::carry_out`]); what any other deed says is held in the outbox.

use super::{
    Turns,
    carry_out::Together,
    enclosed::{Enclosed, NewFile},
    together::Attended,
};
use crate::{
    live::Change,
    store::{
        answer::{self, Answer, Reason},
        conversation,
        outbox::Held,
    },
};
use bot::{
    act::{Act, NotNow},
    safe_contact::Allowed,
    ticket::TicketState,
};
use uuid::Uuid;

/// Why an act of the staff was not carried out. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum AttendError {
    /// No such ticket.
    #[error("no such ticket: it may have been erased")]
    NotFound,
    /// It does not fit any more.
    #[error("{0}")]
    NotNow(String),
    /// The database.
    #[error("the database does not answer: try again")]
    Store(#[from] anyhow::Error),
}

impl AttendError {
    /// The person asked for everything to be deleted.
    pub(super) fn hidden() -> Self {
        Self::NotNow("the person has asked for everything to be deleted: it is hidden".to_owned())
    }
}

impl From<NotNow> for AttendError {
    fn from(not_now: NotNow) -> Self {
        match not_now {
            NotNow::NoSuchRequest | NotNow::NoAssessment => Self::NotFound,
            not_now => Self::NotNow(not_now.to_string()),
        }
    }
}

impl From<sqlx::Error> for AttendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// A deed as it is tried.
pub(super) struct Deed<'a> {
    pub(super) staff: Uuid,
    pub(super) ticket: Uuid,
    pub(super) act: &'a Act,
    /// The answer that waited, and what belongs to it.
    pub(super) answer: Option<(&'a Answer, Option<&'a Together>)>,
}

/// How a try ended.
pub(super) enum Tried {
    Done,
    /// The answer waits on.
    Waits,
    /// The answer does not wait any more.
    Gone,
}

impl Turns {
    /// Carries out an act of the staff on a ticket, in one transaction with what the worker is told.
    pub async fn attend(&self, staff: Uuid, ticket: Uuid, act: Act) -> Result<(), AttendError> {
        self.attend_with(staff, ticket, act, None).await
    }

    /// [`Turns::attend`], with a file that follows the words as a message of its own.
    pub async fn attend_with(
        &self,
        staff: Uuid,
        ticket: Uuid,
        act: Act,
        file: Option<NewFile>,
    ) -> Result<(), AttendError> {
        self.try_deed(&Deed { staff, ticket, act: &act, answer: None }, file.as_ref()).await.map(|_| ())
    }

    pub(super) async fn try_deed(&self, deed: &Deed<'_>, file: Option<&NewFile>) -> Result<Tried, AttendError> {
        let Some(file) = file else { return self.attend_once(deed, None).await };
        // First the file, then its row: a crash between them leaves bytes that nobody has a key to.
        let enclosed = Enclosed::keep(&self.store, file).await?;
        let id = enclosed.id;
        let done = self.attend_once(deed, Some(enclosed)).await;
        // After an error of the database nobody knows whether it was committed: then the file stays.
        if !matches!(done, Ok(Tried::Done) | Err(AttendError::Store(_))) {
            self.store.files.remove(id).await?;
        }
        done
    }

    /// One try; nothing but what it returns has been done.
    async fn attend_once(&self, deed: &Deed<'_>, enclosed: Option<Enclosed>) -> Result<Tried, AttendError> {
        let Deed { staff, ticket, act, .. } = *deed;
        let (answer, together) = deed.answer.unzip();
        let together = together.flatten();
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(AttendError::NotFound)?;
        if loaded.hidden {
            return Err(AttendError::hidden());
        }
        let (address, conversation, key) = (loaded.address_hash, loaded.id, loaded.key.clone());
        let despite = answer.is_some_and(|answer| answer.body.as_ref().is_some_and(|body| body.despite.is_some()));
        let safe = if despite { Allowed::Now } else { loaded.may_write(now) };
        if let Some(answer) = answer {
            let waits = match (safe, together) {
                // Its other deeds are for colleagues, and do not wait for a safe hour: only what it says is held.
                (Allowed::Now, _) | (_, Some(Together::Macro(_))) => None,
                (Allowed::Until(at), _) => Some((Reason::SafeHours, Some(at))),
                (Allowed::UntilTheyWrite, _) => Some((Reason::SharedPhone, None)),
            };
            if let Some((reason, due)) = waits {
                answer::put_off(&mut tx, answer.id, reason, due).await?;
                tx.commit().await?;
                self.live.tell(Change::Ticket(ticket));
                return Ok(Tried::Waits);
            }
            if !answer::settle(&mut tx, answer.id, "sent", None, now).await? {
                return Ok(Tried::Gone);
            }
        }
        let mut scribe = self.scribe(&mut tx, vec![loaded], &house, now).await?;
        scribe.despite = despite;
        scribe.hold = hold(safe);
        // Closed while the answer waited: it still goes, and does not open the ticket behind the back of whoever closed it.
        let closed = match answer {
            Some(answer) => answer::was_closed_since(&mut tx, ticket, answer.created_at).await?,
            None => false,
        };
        let after = match together {
            _ if closed => Some(&Act::CloseQuietly),
            Some(Together::Macro(one)) if one.deeds.state == Some(TicketState::Closed) => Some(&Act::Close),
            _ => None,
        };
        let acts = [(act, enclosed)].into_iter().chain(after.map(|act| (act, None)));
        for (act, enclosed) in acts {
            scribe.attend(&address, staff, ticket, act, enclosed)?;
        }
        let said = scribe.first_said();
        let written = scribe.write(&mut tx, now).await?;
        let mut attended = Attended::new(self, tx, (staff, ticket, key), written, now);
        if let Some((answer, said)) = answer.zip(said) {
            attended.follow(answer, (conversation, said)).await?;
        }
        match together {
            None => {}
            Some(Together::Carry { question, version }) => attended.carry((*question, *version), answer).await?,
            Some(Together::Macro(one)) => attended.apply(one, closed).await?,
        }
        attended.commit().await?;
        if answer.is_some() {
            // The file that waited with it is litter now.
            self.files_wanted.notify_one();
        }
        Ok(Tried::Done)
    }
}

/// How what the staff's deeds say to a person waits until it is safe.
pub(super) fn hold(safe: Allowed) -> Option<Held> {
    match safe {
        Allowed::Now => None,
        Allowed::Until(at) => Some(Held::SafeHours(at)),
        Allowed::UntilTheyWrite => Some(Held::SharedPhone),
    }
}
