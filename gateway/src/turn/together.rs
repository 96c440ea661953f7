//! Acts of the staff on one ticket, and what belongs to them: the question whose answer is carried over, the rest of a
//! macro. All of it is one transaction: it happens whole, or not at all.

use super::{
    AttendError, Turns,
    attend::hold,
    moved::{self, Moved, What},
    scribe::Written,
};
use crate::{
    live::Change,
    seal::DataKey,
    sql,
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        conversation,
        desk::meanwhile,
        notification::{self, Kind},
        ticket::{
            self,
            history::{self, Happened},
        },
    },
};
use bot::{
    act::Act,
    ticket::{TicketEvent, TicketState},
};
use jiff::Timestamp;
use uuid::Uuid;

/// What was done on a ticket so far, not yet durable. Dropped without [`Attended::commit`], it is undone.
pub struct Attended {
    /// What belongs to it is written here.
    pub tx: Tx,
    /// When.
    pub now: Timestamp,
    /// Seals what belongs to the person; it stays theirs until the transaction ends.
    pub key: DataKey,
    pub(super) staff: Uuid,
    pub(super) ticket: Uuid,
    turns: Turns,
    written: Written,
    changes: Vec<Change>,
}

impl Turns {
    /// Carries out `acts` on a ticket, one after the other, and leaves the transaction open. With a `version` the ticket has to
    /// be as it was then.
    pub async fn attend_open(
        &self,
        staff: Uuid,
        ticket: Uuid,
        version: Option<i64>,
        acts: &[Act],
    ) -> Result<Attended, AttendError> {
        let now = self.clock.now();
        let house = self.house().await?;
        let mut tx = self.store.begin().await?;
        // It is locked from here on, and with it everything that turns do to the ticket.
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(AttendError::NotFound)?;
        if loaded.hidden {
            return Err(AttendError::hidden());
        }
        if let Some(version) = version
            && meanwhile::version(&mut tx, ticket).await? != version
        {
            return Err(AttendError::NotNow("the ticket has changed: look at it again".to_owned()));
        }
        let (address, key) = (loaded.address_hash, loaded.key.clone());
        let safe = loaded.may_write(now);
        let mut scribe = self.scribe(&mut tx, vec![loaded], &house, now).await?;
        scribe.hold = hold(safe);
        for act in acts {
            scribe.attend(&address, staff, ticket, act, None)?;
        }
        let written = scribe.write(&mut tx, now).await?;
        Ok(Attended::new(self, tx, (staff, ticket, key), written, now))
    }
}

impl Attended {
    pub(super) fn new(
        turns: &Turns,
        tx: Tx,
        (staff, ticket, key): (Uuid, Uuid, DataKey),
        written: Written,
        now: Timestamp,
    ) -> Self {
        Self { tx, now, key, staff, ticket, turns: turns.clone(), written, changes: Vec::new() }
    }

    /// Moves the ticket; `bot` says where to.
    pub async fn moves(&mut self, event: TicketEvent) -> Result<(), AttendError> {
        let name: String = sql!(Tx: &mut self.tx, c => sqlx::query_scalar("SELECT state FROM ticket WHERE id = $1")
            .bind(self.ticket).fetch_one(c).await)?;
        let from: TicketState = name.parse().map_err(anyhow::Error::from)?;
        let to = from.after(event).map_err(|invalid| AttendError::NotNow(invalid.to_string()))?;
        if from == to {
            return Ok(());
        }
        ticket::touch(&mut self.tx, self.ticket, Some(to), self.now).await?;
        self.shows();
        let moved = Moved { ticket: self.ticket, staff: Some(self.staff), what: What::State { from, to } };
        let told = moved::follow(&mut self.tx, &self.turns.store, &[moved], self.now).await?;
        self.tells(told);
        Ok(())
    }

    /// Writes it into the ticket's history.
    pub async fn happens(&mut self, happened: &Happened) -> Result<(), AttendError> {
        self.shows();
        Ok(history::record(&mut self.tx, self.ticket, Some(self.staff), happened, self.now).await?)
    }

    /// Pages that have the ticket open are told of it.
    pub fn shows(&mut self) {
        let change = Change::Ticket(self.ticket);
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// Writes down who did it.
    pub async fn audit(&mut self, action: Action, object: AuditObject<'_>, id: Uuid) -> Result<(), AttendError> {
        let entry = AuditEntry { staff: Some(self.staff), action, object, object_id: Some(id) };
        Ok(audit::record(&mut self.tx, entry, self.now).await?)
    }

    /// Notifies a colleague, not oneself.
    pub async fn notifies(&mut self, staff: Uuid, kind: Kind) -> Result<(), AttendError> {
        if staff != self.staff {
            notification::add(&mut self.tx, staff, kind, Some(self.ticket), self.now).await?;
            self.tells([staff]);
        }
        Ok(())
    }

    /// Pages of these colleagues are told that they have news.
    pub(super) fn tells(&mut self, staff: impl IntoIterator<Item = Uuid>) {
        self.changes.extend(staff.into_iter().map(Change::Notification));
    }

    /// Makes it durable, and tells whoever waits.
    pub async fn commit(self) -> Result<(), AttendError> {
        self.tx.commit().await?;
        self.turns.tell(&self.written);
        for change in self.changes {
            self.turns.live.tell(change);
        }
        Ok(())
    }
}
