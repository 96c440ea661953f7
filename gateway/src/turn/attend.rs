//! What a person of the staff does to a ticket, and the file that goes with an answer.

use super::{
    TRIES, Turns,
    enclosed::{Enclosed, NewFile},
};
use crate::{
    seal,
    store::{conversation, message},
};
use bot::{
    act::{self, Act, NotNow},
    context::Context,
    receipt::Proof,
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

impl From<sqlx::Error> for AttendError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
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
        let Some(file) = file else { return self.attend_once(staff, ticket, &act, None).await.map(|_| ()) };
        for _ in 0..TRIES {
            // First the file, then its row: a crash between them leaves bytes that nobody has a key to.
            let enclosed = Enclosed::keep(&self.store, &file).await?;
            let id = enclosed.id;
            let done = self.attend_once(staff, ticket, &act, Some(enclosed)).await;
            // After an error of the database nobody knows whether it was committed: then the file stays.
            if matches!(done, Ok(true) | Err(AttendError::Store(_))) {
                return done.map(|_| ());
            }
            self.store.files.remove(id).await?;
            done?;
        }
        Err(AttendError::Store(anyhow::anyhow!("the worker writes faster than a file is kept")))
    }

    /// `false`, with nothing done, where the worker has written since the file was given its place.
    async fn attend_once(
        &self,
        staff: Uuid,
        ticket: Uuid,
        act: &Act,
        enclosed: Option<Enclosed>,
    ) -> Result<bool, AttendError> {
        let now = self.clock.now();
        let hotlines = self.hotlines().await?;
        let mut tx = self.store.begin().await?;
        let loaded = conversation::load_of_ticket(&self.store, &mut tx, ticket).await?.ok_or(AttendError::NotFound)?;
        let (address, conversation) = (loaded.address_hash, loaded.id);
        if let Some(enclosed) = &enclosed
            && message::is_after(&mut tx, conversation, enclosed.first()).await?
        {
            return Ok(false);
        }
        let mut scribe = self.scribe(&mut tx, vec![loaded], now).await?;
        let reference = scribe.reference(&address, ticket).ok_or(AttendError::NotFound)?;
        let entropy = u64::from_le_bytes(seal::random());
        scribe
            .staff_turn(&address, staff, ticket, act, enclosed, |state, requests, restarted| {
                let context =
                    Context { now, entropy, requests, restarted, proof: Proof::NotGiven, hotlines: &hotlines };
                act::attend(state, reference, act.clone(), &context)
            })
            .map_err(|not_now| match not_now {
                NotNow::NoSuchRequest | NotNow::NoAssessment => AttendError::NotFound,
                not_now => AttendError::NotNow(not_now.to_string()),
            })?;
        let news = scribe.write(&mut tx, now).await?;
        tx.commit().await?;
        self.tell(&news);
        Ok(true)
    }
}
