//! What follows the staff's words in their transaction: the Italian version beside them, the question whose answer they carry
//! over, the other deeds of a macro.

use super::{AttendError, Attended, give::give};
use crate::store::{
    answer::Answer,
    audit::{Action, AuditObject},
    canned, clock, duty,
    macros::{self, Assign, Macro},
    question::{self, Carried, Change},
    ticket::{assign, history::Happened},
    translation::{self, NewTranslation},
};
use bot::{
    language::Language,
    private::Private,
    question::QuestionState,
    ticket::{TicketEvent, TicketState},
};
use uuid::Uuid;

impl Attended {
    /// What an answer leaves beside its message: the Italian version, and that it went although it was not safe.
    pub(super) async fn follow(
        &mut self,
        answer: &Answer,
        (conversation, message): (Uuid, Uuid),
    ) -> Result<(), AttendError> {
        let Some(body) = &answer.body else { return Ok(()) };
        let words = Private::new(body.words.italian.trim().to_owned());
        if !words.expose().is_empty() {
            let (staff, language) = (answer.staff_id, Language::Italian);
            let new = NewTranslation { message, conversation, staff, language, words: &words };
            translation::insert(&mut self.tx, &new, &self.key, self.now).await?;
        }
        if body.despite.is_some() {
            self.audit(Action::Despite, AuditObject::SafeContact, answer.ticket).await?;
        }
        self.happens(&Happened::Answered { answer: answer.id }).await
    }

    /// It carries over the answer to a question, seen at a version; the expert sees what was sent.
    pub(super) async fn carry(&mut self, seen: (Uuid, i64), answer: Option<&Answer>) -> Result<(), AttendError> {
        let Some(body) = answer.and_then(|answer| answer.body.as_ref()) else { return Ok(()) };
        let (text, italian) = (Private::new(body.words.text.clone()), Private::new(body.words.italian.clone()));
        let change = Change { carried: Some(&Carried { text, italian }), ..Change::default() };
        if !question::change(&mut self.tx, &self.key, seen, QuestionState::Carried, &change, self.now).await? {
            return Err(AttendError::NotNow("the question has changed: look at it again".to_owned()));
        }
        self.happens(&Happened::QuestionCarried { question: seen.0 }).await?;
        self.audit(Action::Carry, AuditObject::Question, seen.0).await
    }

    /// Does what a macro does beside its answer and beside closing. A ticket that was `closed` meanwhile stays so.
    pub async fn apply(&mut self, one: &Macro, closed: bool) -> Result<(), AttendError> {
        match one.deeds.state {
            Some(TicketState::Open) if !closed => self.moves(TicketEvent::TakenOver).await?,
            Some(TicketState::WaitingForWorker) if !closed => self.moves(TicketEvent::PersonAsked).await?,
            _ => {}
        }
        if let Some(assign) = one.deeds.assign {
            self.give(assign).await?;
        }
        if let Some(topic) = &one.deeds.topic {
            assign::set_topic(&mut self.tx, self.ticket, Some(topic)).await?;
            self.happens(&Happened::Topic { to: Some(topic.clone()) }).await?;
        }
        if let Some(priority) = one.deeds.priority {
            assign::set_priority(&mut self.tx, self.ticket, priority).await?;
            clock::priority_changed(&mut self.tx, self.ticket, self.now).await?;
            self.happens(&Happened::Priority { to: priority.rank() }).await?;
        }
        if let Some(canned) = one.deeds.canned {
            canned::used(&mut self.tx, canned).await?;
        }
        macros::used(&mut self.tx, one.id).await?;
        self.happens(&Happened::Macro { id: one.id }).await?;
        self.audit(Action::Macro, AuditObject::Ticket, self.ticket).await
    }

    async fn give(&mut self, to: Assign) -> Result<(), AttendError> {
        let (owner, team) = match to {
            Assign::Me => (Some(self.staff), None),
            Assign::Nobody => (None, None),
            Assign::Role(role) => (duty::next_of(&mut self.tx, role, self.ticket).await?, None),
            Assign::Team(team) => (None, Some(team)),
        };
        let told = give(&mut self.tx, (self.ticket, self.staff), owner, team, self.now).await?;
        self.tells(told);
        Ok(())
    }
}
