//! An answer that waited is carried out: it goes to the worker, and what belongs to it happens in the same transaction.

use super::{Refused, Turns, enclosed::NewFile, staff::Tried};
use crate::{
    live::Change,
    seal,
    store::{
        answer::{self, Answer, Then},
        draft,
        macros::{self, Macro},
        notification, question,
    },
};
use bot::question::QuestionEvent;
use uuid::Uuid;

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

/// What belongs to an answer ([`Then`]), as it stands now.
pub(super) enum Together {
    /// The question is answered and waits to be carried over.
    Carry {
        question: Uuid,
        version: i64,
    },
    Macro(Macro),
}

impl Turns {
    /// Somebody goes on to something that belongs after their own answers: those that wait only to be undone go now.
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
        let together = match body.then {
            None => None,
            Some(then) => match self.together(then).await? {
                Some(together) => Some(together),
                None => return self.refuse(&answer, &key, "what belongs to it has changed").await,
            },
        };
        match self.try_answer(&answer, together.as_ref(), file.as_ref()).await {
            Ok(Tried::Waits) => Ok(Carried::Waits),
            Ok(Tried::Gone) | Err(Refused::NotFound) => Ok(Carried::Gone),
            Ok(Tried::Done) => Ok(Carried::Sent),
            Err(Refused::Store(error)) => Err(error),
            Err(why) => self.refuse(&answer, &key, &why.to_string()).await,
        }
    }

    /// What belongs to an answer; `None` where it is not any more what its page showed.
    async fn together(&self, then: Then) -> anyhow::Result<Option<Together>> {
        let mut reader = self.store.reader().await?;
        Ok(match then {
            Then::Carry { question, version } => question::open(&mut reader, &self.store.master, question)
                .await?
                .filter(|found| found.version == version && found.state.after(QuestionEvent::Carried).is_ok())
                .map(|_| Together::Carry { question, version }),
            Then::Macro { id, version } => macros::open(&mut reader, id)
                .await?
                .filter(|one| one.version == version && !one.retired)
                .map(Together::Macro),
        })
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
        if let Some(body) = &answer.body {
            let place = answer::way_back(&mut tx, body).await?;
            let place = draft::Place { ticket: answer.ticket, staff: answer.staff_id, place: &place, key };
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
}
