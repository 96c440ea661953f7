//! What a person of the staff does to a ticket, and the file that goes with an answer.
//!
//! What is said to the worker by it goes out when that is safe ([`bot::safe_contact`]): an answer that waits in the table
//! `answer` stays there ([`Turns::carry_out`]); what any other deed says is held in the outbox.

use super::{
    TRIES, Turns,
    enclosed::{Enclosed, NewFile},
};
use crate::{
    live::Change,
    seal,
    store::{
        Tx,
        answer::{self, Answer, Reason},
        audit, conversation, draft, message, notification,
        outbox::Held,
        ticket::history::{self, Happened},
        translation::{self, NewTranslation},
    },
};
use bot::{
    act::{self, Act, NotNow},
    context::Context,
    language::Language,
    private::Private,
    receipt::Proof,
    safe_contact::Allowed,
};
use jiff::Timestamp;
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

impl From<sqlx::Error> for AttendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// What became of an answer that was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// It is on its way to the worker.
    Sent,
    /// It is not safe now: it waits on.
    Waits,
    /// It does not fit any more, for this reason: its author has the words back.
    Refused(String),
    /// Somebody has undone it, or carried it out, or the person was erased.
    Gone,
}

/// A deed as it is tried.
struct Deed<'a> {
    staff: Uuid,
    ticket: Uuid,
    act: &'a Act,
    answer: Option<&'a Answer>,
}

/// How a try ended.
enum Tried {
    Done,
    /// The worker has written since the file was given its place.
    Overtaken,
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

    /// Somebody goes on to a deed that belongs after their own answers: those that wait only to be undone go now.
    pub async fn carry_out_own(&self, staff: Uuid, ticket: Uuid) -> anyhow::Result<()> {
        let own = answer::undoable(&mut self.store.reader().await?, ticket, staff).await?;
        for id in own {
            self.carry_out(id).await?;
        }
        Ok(())
    }

    /// Carries out an answer that is due, once, however many try.
    pub async fn carry_out(&self, id: Uuid) -> anyhow::Result<Carried> {
        let mut reader = self.store.reader().await?;
        let Some((answer, key)) = answer::find(&self.store, &mut reader, id).await? else { return Ok(Carried::Gone) };
        drop(reader);
        let Some(body) = &answer.body else {
            return self.refuse(&answer, &key, "cannot be opened").await;
        };
        let file = match &body.file {
            None => None,
            Some(file) => match self.enclosed_file(file).await {
                Some(file) => Some(file),
                None => return self.refuse(&answer, &key, "its file cannot be read").await,
            },
        };
        let act = Act::Answer { text: Private::new(body.words.text.clone()) };
        let deed = Deed { staff: answer.staff_id, ticket: answer.ticket, act: &act, answer: Some(&answer) };
        match self.try_deed(&deed, file.as_ref()).await {
            Ok(Tried::Waits) => Ok(Carried::Waits),
            Ok(Tried::Gone) | Err(AttendError::NotFound) => Ok(Carried::Gone),
            Ok(_) => Ok(Carried::Sent),
            Err(AttendError::NotNow(why)) => self.refuse(&answer, &key, &why).await,
            Err(AttendError::Store(error)) => Err(error),
        }
    }

    async fn enclosed_file(&self, file: &answer::Enclosed) -> Option<NewFile> {
        let key = file.key(&self.store.master).ok()?;
        let bytes = self.store.files.read(file.id, &key).await.ok()?;
        NewFile::new(file.name.as_ref().map(|name| name.expose().clone()), bytes).ok()
    }

    /// The words go back to their author's box.
    async fn refuse(&self, answer: &Answer, key: &seal::DataKey, why: &str) -> anyhow::Result<Carried> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        if !answer::settle(&mut tx, answer.id, "refused", Some(why), now).await? {
            return Ok(Carried::Gone);
        }
        let place = draft::Place { ticket: answer.ticket, staff: answer.staff_id, place: draft::ANSWER, key };
        if let Some(body) = &answer.body {
            draft::put_back(&mut tx, place, body.words.clone(), now).await?;
        }
        let (staff, kind) = (answer.staff_id, notification::Kind::AnswerRefused);
        notification::add(&mut tx, staff, kind, Some(answer.ticket), now).await?;
        tx.commit().await?;
        self.live.tell(Change::Ticket(answer.ticket));
        self.live.tell(Change::Notification(staff));
        self.files_wanted.notify_one();
        Ok(Carried::Refused(why.to_owned()))
    }

    async fn try_deed(&self, deed: &Deed<'_>, file: Option<&NewFile>) -> Result<Tried, AttendError> {
        let Some(file) = file else { return self.attend_once(deed, None).await };
        for _ in 0..TRIES {
            // First the file, then its row: a crash between them leaves bytes that nobody has a key to.
            let enclosed = Enclosed::keep(&self.store, file).await?;
            let id = enclosed.id;
            let done = self.attend_once(deed, Some(enclosed)).await;
            // After an error of the database nobody knows whether it was committed: then the file stays.
            if matches!(done, Ok(Tried::Done) | Err(AttendError::Store(_))) {
                return done;
            }
            self.store.files.remove(id).await?;
            match done? {
                Tried::Overtaken => {}
                tried => return Ok(tried),
            }
        }
        Err(AttendError::Store(anyhow::anyhow!("the worker writes faster than a file is kept")))
    }

    /// One try; nothing but what it returns has been done.
    async fn attend_once(&self, deed: &Deed<'_>, enclosed: Option<Enclosed>) -> Result<Tried, AttendError> {
        let Deed { staff, ticket, act, answer } = *deed;
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(AttendError::NotFound)?;
        let (address, conversation, key) = (loaded.address_hash, loaded.id, loaded.key.clone());
        let despite = answer.is_some_and(|answer| answer.body.as_ref().is_some_and(|body| body.despite.is_some()));
        let safe = if despite { Allowed::Now } else { loaded.may_write(now) };
        if let Some(answer) = answer {
            let waits = match safe {
                Allowed::Now => None,
                Allowed::Until(at) => Some((Reason::SafeHours, Some(at))),
                Allowed::UntilTheyWrite => Some((Reason::SharedPhone, None)),
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
        if let Some(enclosed) = &enclosed
            && message::is_after(&mut tx, conversation, enclosed.first()).await?
        {
            return Ok(Tried::Overtaken);
        }
        let mut scribe = self.scribe(&mut tx, vec![loaded], &house, now).await?;
        scribe.despite = despite;
        scribe.hold = hold(safe);
        let reference = scribe.reference(&address, ticket).ok_or(AttendError::NotFound)?;
        // Closed while the answer waited: it still goes, and does not open the ticket behind the back of whoever closed it.
        let closed = match answer {
            Some(answer) => answer::was_closed_since(&mut tx, ticket, answer.created_at).await?,
            None => false,
        };
        let acts = [(act, enclosed)].into_iter().chain(closed.then_some((&Act::CloseQuietly, None)));
        for (act, enclosed) in acts {
            let entropy = u64::from_le_bytes(seal::random());
            scribe
                .staff_turn(&address, staff, ticket, act, enclosed, |state, requests, restarted| {
                    let context = Context { now, entropy, requests, restarted, proof: Proof::NotGiven, house: &house };
                    act::attend(state, reference, act.clone(), &context)
                })
                .map_err(|not_now| match not_now {
                    NotNow::NoSuchRequest | NotNow::NoAssessment => AttendError::NotFound,
                    not_now => AttendError::NotNow(not_now.to_string()),
                })?;
        }
        let said = scribe.first_said();
        let news = scribe.write(&mut tx, now).await?;
        if let Some((answer, said)) = answer.zip(said) {
            follow(&mut tx, answer, (conversation, said), &key, now).await?;
        }
        tx.commit().await?;
        if answer.is_some() {
            // The file that waited with it is litter now.
            self.files_wanted.notify_one();
        }
        self.tell(&news);
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

/// What an answer leaves beside its message: the Italian version, and that it went although it was not safe.
async fn follow(
    tx: &mut Tx,
    answer: &Answer,
    (conversation, message): (Uuid, Uuid),
    key: &seal::DataKey,
    now: Timestamp,
) -> anyhow::Result<()> {
    let (staff, ticket) = (answer.staff_id, answer.ticket);
    let Some(body) = &answer.body else { return Ok(()) };
    let words = Private::new(body.words.italian.trim().to_owned());
    if !words.expose().is_empty() {
        let new = NewTranslation { message, conversation, staff, language: Language::Italian, words: &words };
        translation::insert(tx, &new, key, now).await?;
    }
    if body.despite.is_some() {
        let deed =
            audit::Deed { staff: Some(staff), action: "despite", object: "safe-contact", object_id: Some(ticket) };
        audit::record(tx, deed, now).await?;
    }
    history::record(tx, ticket, Some(staff), &Happened::Answered { answer: answer.id }, now).await
}
