//! What the staff do to a ticket: loaded, held, looked at for what has changed meanwhile, decided, written and told in one
//! transaction, tried again where another one got in its way.
//!
//! What is said to the worker by it goes out when that is safe ([`bot::safe_contact`]): an answer that waits in the table
//! `answer` stays there ([`Turns::carry_out`]); what any other command says is held in the outbox.

mod among_us;
mod apply;
mod merge;

use super::{
    TRIES, Turns,
    carry_out::Together,
    enclosed::{Enclosed, NewFile},
    unit_of_work::{Content, UnitOfWork},
};
use crate::{
    seal::DataKey,
    store::{
        answer::{self, Answer, Reason},
        audit::{Action, AuditObject},
        conversation,
        message::Author,
        notification::Kind,
        outbox::Held,
        ticket::history,
    },
};
use bot::{
    command::{self, TicketCommand},
    context::Context,
    event::Event,
    receipt::Proof,
    safe_contact::Allowed,
    ticket::TicketState,
};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Why nothing was done to a ticket. Nothing has changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
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

impl From<sqlx::Error> for Refused {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
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

/// A ticket that somebody of the staff works on, with the unit of work in which they do it.
pub struct OpenTicket {
    /// What is done is gathered here.
    pub unit: UnitOfWork,
    /// Seals what belongs to the person; it stays theirs until the transaction ends.
    pub key: DataKey,
    /// Which ticket.
    pub id: Uuid,
    /// Its conversation.
    pub conversation: Uuid,
    /// Whose it is.
    pub contact: Uuid,
    staff: Uuid,
    address: conversation::AddressHash,
    safe: Allowed,
}

/// How a try to carry out an answer ended.
pub(super) enum Tried {
    Done,
    /// It waits on.
    Waits,
    /// It does not wait any more.
    Gone,
}

impl Turns {
    /// Opens a ticket for somebody, with all that belongs to its person; held until the transaction ends.
    pub async fn open_ticket(&self, staff: Uuid, ticket: Uuid) -> Result<OpenTicket, Refused> {
        let mut unit = UnitOfWork::begin(self, Some(staff)).await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut unit.tx, ticket).await?.ok_or(Refused::NotFound)?;
        if loaded.hidden {
            return Err(Refused::NotNow("the person has asked for everything to be deleted: it is hidden".to_owned()));
        }
        let (key, safe) = (loaded.key.clone(), loaded.may_write(unit.now));
        let (address, conversation, contact) = (loaded.address_hash, loaded.id, loaded.contact_id);
        unit.hold = hold(safe);
        unit.take_up(vec![loaded]).await?;
        Ok(OpenTicket { unit, key, id: ticket, conversation, contact, staff, address, safe })
    }

    /// Begins a unit of work on no ticket yet, for somebody of the staff or for the service itself.
    pub async fn begin(&self, by: Option<Uuid>) -> Result<UnitOfWork, Refused> {
        Ok(UnitOfWork::begin(self, by).await?)
    }

    /// Carries out a command on a ticket, in one transaction with what the worker is told.
    pub async fn attend(&self, staff: Uuid, ticket: Uuid, command: TicketCommand) -> Result<(), Refused> {
        self.command(staff, ticket, &command, None).await.map(|_| ())
    }

    /// The same with what the page had seen: it is done only if the ticket is still so. Returns a ticket that became of it.
    pub async fn command(
        &self,
        staff: Uuid,
        ticket: Uuid,
        command: &TicketCommand,
        seen: Option<Seen>,
    ) -> Result<Option<Uuid>, Refused> {
        let mut tries = 1;
        loop {
            let tried = async {
                let mut open = self.open_ticket(staff, ticket).await?;
                open.is_as_seen(seen, command).await?;
                let new = open.carry_out(command).await?;
                open.unit.commit().await?;
                Ok(new)
            };
            match tried.await {
                // Two that waited for each other, or a number that was taken: one of them begins again.
                Err(Refused::Store(error))
                    if tries < TRIES && matches!(error.downcast_ref(), Some(sqlx::Error::Database(_))) =>
                {
                    tries += 1;
                }
                done => return done,
            }
        }
    }

    /// Carries out a command with a file that follows the words as a message of its own.
    pub async fn attend_with(
        &self,
        staff: Uuid,
        ticket: Uuid,
        command: TicketCommand,
        file: Option<NewFile>,
    ) -> Result<(), Refused> {
        let Some(file) = file else { return self.attend(staff, ticket, command).await };
        self.with_file(&file, async |enclosed| {
            let mut open = self.open_ticket(staff, ticket).await?;
            open.carry_out(&command).await?;
            open.enclose(enclosed)?;
            open.unit.commit().await?;
            Ok(Tried::Done)
        })
        .await
        .map(|_| ())
    }

    /// First the file, then its row: a crash between them leaves bytes that nobody has a key to.
    async fn with_file(
        &self,
        file: &NewFile,
        done: impl AsyncFnOnce(Enclosed) -> Result<Tried, Refused>,
    ) -> Result<Tried, Refused> {
        let enclosed = Enclosed::keep(&self.store, file).await?;
        let id = enclosed.id;
        let done = done(enclosed).await;
        // After an error of the database nobody knows whether it was committed: then the file stays.
        if !matches!(done, Ok(Tried::Done) | Err(Refused::Store(_))) {
            self.store.files.remove(id).await?;
        }
        done
    }

    /// Tries to carry out an answer that waited, with its file and what belongs to it.
    pub(super) async fn try_answer(
        &self,
        answer: &Answer,
        together: Option<&Together>,
        file: Option<&NewFile>,
    ) -> Result<Tried, Refused> {
        let done = match file {
            None => self.answer_once(answer, together, None).await,
            Some(file) => self.with_file(file, async |kept| self.answer_once(answer, together, Some(kept)).await).await,
        }?;
        if matches!(done, Tried::Done) {
            // The file that waited with it is litter now.
            self.files_wanted.notify_one();
        }
        Ok(done)
    }

    async fn answer_once(
        &self,
        answer: &Answer,
        together: Option<&Together>,
        enclosed: Option<Enclosed>,
    ) -> Result<Tried, Refused> {
        let mut open = self.open_ticket(answer.staff_id, answer.ticket).await?;
        let Some(body) = &answer.body else { return Err(Refused::NotNow("it cannot be opened".to_owned())) };
        open.unit.despite = body.despite.is_some();
        if open.unit.despite {
            (open.safe, open.unit.hold) = (Allowed::Now, None);
        }
        let waits = match (open.safe, together) {
            // Its other commands are for colleagues, and do not wait for a safe hour: only what it says is held.
            (Allowed::Now, _) | (_, Some(Together::Macro(_))) => None,
            (Allowed::Until(at), _) => Some((Reason::SafeHours, Some(at))),
            (Allowed::UntilTheyWrite, _) => Some((Reason::SharedPhone, None)),
        };
        if let Some((reason, due)) = waits {
            answer::put_off(&mut open.unit.tx, answer.id, reason, due).await?;
            open.unit.show(answer.ticket);
            open.unit.commit().await?;
            return Ok(Tried::Waits);
        }
        if !answer::settle(&mut open.unit.tx, answer.id, "sent", None, open.unit.now).await? {
            return Ok(Tried::Gone);
        }
        // Closed while the answer waited: it still goes, and does not open the ticket behind the back of whoever closed it.
        let closed = answer::was_closed_since(&mut open.unit.tx, answer.ticket, answer.created_at).await?;
        open.unit.answer = Some(answer.id);
        let text = bot::private::Private::new(body.words.text.clone());
        open.carry_out(&TicketCommand::Answer { text }).await?;
        open.unit.answer = None;
        let said = open.first_said();
        if let Some(enclosed) = enclosed {
            open.enclose(enclosed)?;
        }
        match together {
            _ if closed => open.say(&TicketCommand::CloseQuietly)?,
            Some(Together::Macro(one)) if one.deeds.state == Some(TicketState::Closed) => {
                open.say(&TicketCommand::Close)?;
            }
            _ => {}
        }
        open.unit.write().await?;
        if let Some(said) = said {
            open.keep_beside(answer, said).await?;
        }
        match together {
            None => {}
            Some(Together::Carry { question, version }) => open.carry((*question, *version), answer).await?,
            Some(Together::Macro(one)) => open.apply(one, closed).await?,
        }
        open.unit.commit().await?;
        Ok(Tried::Done)
    }
}

impl OpenTicket {
    /// Whether the ticket is as a page had seen it.
    async fn is_as_seen(&mut self, seen: Option<Seen>, command: &TicketCommand) -> Result<(), Refused> {
        let Some(record) = self.unit.ticket(self.id) else { return Err(Refused::NotFound) };
        if record.merged_into.is_some() && !is_told(command) {
            return Err(Refused::Changed);
        }
        let version = record.version;
        if let Some(seen) = seen.filter(|seen| seen.version != version)
            // A message of the worker matters to the state, not to whose it is or what it is about.
            && (is_told(command) || history::count(&mut self.unit.tx, self.id).await? != seen.events)
        {
            return Err(Refused::Changed);
        }
        Ok(())
    }

    /// It has to be at this version.
    pub fn is_at(&self, version: i64) -> Result<(), Refused> {
        let is = self.unit.ticket(self.id).is_some_and(|record| record.version == version);
        if is { Ok(()) } else { Err(Refused::NotNow("the ticket has changed: look at it again".to_owned())) }
    }

    /// What a command makes of the ticket happens to it; its worker hears nothing of it.
    pub fn decide(&mut self, command: &TicketCommand) -> Result<(), Refused> {
        self.unit.decide(self.id, command).map(|_| ())
    }

    /// Something has happened to it.
    pub fn record(&mut self, event: Event) {
        self.unit.record(self.id, event);
    }

    /// Notifies a colleague, not oneself, of something about it.
    pub fn notify(&mut self, staff: Uuid, kind: Kind) {
        self.unit.notify(staff, kind, Some(self.id));
    }

    /// Carries out a command; returns a ticket that became of it.
    pub async fn carry_out(&mut self, command: &TicketCommand) -> Result<Option<Uuid>, Refused> {
        if is_told(command) {
            self.say(command)?;
            return Ok(None);
        }
        self.among_us(command).await
    }

    /// Carries out a command of which the worker may hear.
    pub fn say(&mut self, command: &TicketCommand) -> Result<(), Refused> {
        let reference = self.unit.reference_of(&self.address, self.id).ok_or(Refused::NotFound)?;
        // What was merged into another ticket is done to that one.
        let ticket = self.unit.target(self.id);
        let events = self.unit.decide(ticket, command)?;
        let (state, requests, restarted) = self.unit.before(&self.address)?;
        let house = self.unit.house.clone();
        let (now, entropy, proof) = (self.unit.now, 0, Proof::NotGiven);
        let (forgeable, newly_linked) = (false, false);
        let context =
            Context { now, entropy, requests: &requests, restarted, proof, forgeable, newly_linked, house: &house };
        let turn = command::tell(state, reference, command, &context);
        self.unit.apply(&self.address, turn)?;
        self.keep_words(ticket, command, &events);
        // Who speaks with the worker may have changed without an event of the ticket.
        self.unit.show(ticket);
        // Whose it is now is written down by itself.
        let is_taken = events.iter().any(|event| matches!(event, Event::OwnerChanged { .. }));
        if is_taken {
            self.unit.taken_over.insert(ticket);
        }
        if !(is_taken && *command == TicketCommand::TakeOver) {
            self.unit.audit(action(command), AuditObject::Ticket, ticket);
        }
        Ok(())
    }

    /// The words of a command, beside what happened.
    fn keep_words(&mut self, ticket: Uuid, command: &TicketCommand, events: &[Event]) {
        let (answer, reason) = match command {
            TicketCommand::Answer { text } => (Some(text), None),
            TicketCommand::AskMore { question } => (Some(question), None),
            TicketCommand::Orient { reason } => (None, Some(reason)),
            _ => (None, None),
        };
        if let Some(answer) = answer {
            self.unit.keep(self.conversation, Content::Answer(ticket, answer.clone()));
        }
        for event in events {
            if let Event::AssessmentChanged { to, .. } = event {
                let (by, reason) = (Some(self.staff), reason.cloned());
                self.unit.keep(self.conversation, Content::Assessment { ticket, state: *to, by, reason });
            }
        }
    }

    fn enclose(&mut self, enclosed: Enclosed) -> Result<(), Refused> {
        self.unit.audit(Action::Send, AuditObject::Media, enclosed.id);
        Ok(self.unit.enclose(&self.address, self.staff, enclosed)?)
    }

    /// The first message of what was just said.
    fn first_said(&self) -> Option<Uuid> {
        let said = |message: &&crate::store::message::NewMessage| matches!(message.author, Author::Staff(_));
        self.unit.messages.iter().find(said).map(|message| message.id)
    }
}

/// Whether a command takes part in the conversation: the worker may hear of it, or of what it waits for.
const fn is_told(command: &TicketCommand) -> bool {
    matches!(
        command,
        TicketCommand::TakeOver
            | TicketCommand::HandBack
            | TicketCommand::Answer { .. }
            | TicketCommand::Validate
            | TicketCommand::AskMore { .. }
            | TicketCommand::Orient { .. }
            | TicketCommand::Close
            | TicketCommand::CloseQuietly
            | TicketCommand::Wait
            | TicketCommand::Reopen
    )
}

/// How a command is written down that takes part in the conversation.
const fn action(command: &TicketCommand) -> Action {
    match command {
        TicketCommand::TakeOver => Action::TakeOver,
        TicketCommand::HandBack => Action::HandBack,
        TicketCommand::Validate => Action::Validate,
        TicketCommand::AskMore { .. } => Action::AskMore,
        TicketCommand::Orient { .. } => Action::Orient,
        TicketCommand::Close => Action::Close,
        TicketCommand::CloseQuietly => Action::CloseQuietly,
        TicketCommand::Wait => Action::Wait,
        TicketCommand::Reopen => Action::Reopen,
        _ => Action::Answer,
    }
}

/// How what is said to a person waits until it is safe.
pub(super) fn hold(safe: Allowed) -> Option<Held> {
    match safe {
        Allowed::Now => None,
        Allowed::Until(at) => Some(Held::SafeHours(at)),
        Allowed::UntilTheyWrite => Some(Held::SharedPhone),
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
