//! What follows the staff's words in their transaction: the Italian version beside them, the question whose answer they carry
//! over, the other commands of a macro.

use super::{OpenTicket, Refused};
use crate::store::{
    answer::Answer,
    audit::{Action, AuditObject},
    canned, duty,
    macros::{self, Assign, Macro},
    question::{self, Carried, Change},
    translation::{self, NewTranslation},
};
use bot::{
    command::TicketCommand, event::Event, language::Language, private::Private, question::QuestionState,
    ticket::TicketState,
};
use uuid::Uuid;

impl OpenTicket {
    /// What an answer leaves beside its message: the Italian version, and that it went although it was not safe.
    pub(super) async fn keep_beside(&mut self, answer: &Answer, message: Uuid) -> Result<(), Refused> {
        let Some(body) = &answer.body else { return Ok(()) };
        let words = Private::new(body.words.italian.trim().to_owned());
        if !words.expose().is_empty() {
            let (staff, language, conversation) = (answer.staff_id, Language::Italian, self.conversation);
            let new = NewTranslation { message, conversation, staff, language, words: &words };
            translation::insert(&mut self.unit.tx, &new, &self.key, self.unit.now).await?;
        }
        if body.despite.is_some() {
            self.unit.audit(Action::Despite, AuditObject::SafeContact, answer.ticket);
        }
        Ok(())
    }

    /// It carries over the answer to a question, seen at a version; the expert sees what was sent.
    pub(super) async fn carry(&mut self, seen: (Uuid, i64), answer: &Answer) -> Result<(), Refused> {
        let Some(body) = &answer.body else { return Ok(()) };
        let (text, italian) = (Private::new(body.words.text.clone()), Private::new(body.words.italian.clone()));
        let change = Change { carried: Some(&Carried { text, italian }), ..Change::default() };
        let (key, now) = (&self.key, self.unit.now);
        if !question::change(&mut self.unit.tx, key, seen, QuestionState::Carried, &change, now).await? {
            return Err(Refused::NotNow("the question has changed: look at it again".to_owned()));
        }
        self.unit.record(self.id, Event::QuestionCarried { question: seen.0 });
        Ok(())
    }

    /// Does what a macro does beside its answer and beside closing. A ticket that was `closed` meanwhile stays so.
    pub async fn apply(&mut self, one: &Macro, closed: bool) -> Result<(), Refused> {
        let ticket = self.unit.target(self.id);
        match one.deeds.state {
            Some(TicketState::Open) if !closed => {
                self.unit.decide(ticket, &TicketCommand::Work)?;
            }
            Some(TicketState::WaitingForWorker) if !closed => {
                self.unit.decide(ticket, &TicketCommand::Wait)?;
            }
            _ => {}
        }
        if let Some(assign) = one.deeds.assign {
            let (owner, team) = match assign {
                Assign::Me => (Some(self.staff), None),
                Assign::Nobody => (None, None),
                Assign::Role(role) => (duty::next_of(&mut self.unit.tx, role, ticket).await?, None),
                Assign::Team(team) => (None, Some(team)),
            };
            self.unit.decide(ticket, &TicketCommand::Assign { owner, team })?;
        }
        if let Some(topic) = &one.deeds.topic {
            self.unit.decide(ticket, &TicketCommand::SetTopic(Some(topic.clone())))?;
        }
        if let Some(priority) = one.deeds.priority {
            self.unit.decide(ticket, &TicketCommand::Prioritise(priority))?;
        }
        if let Some(canned) = one.deeds.canned {
            canned::used(&mut self.unit.tx, canned).await?;
        }
        macros::used(&mut self.unit.tx, one.id).await?;
        self.unit.record(ticket, Event::MacroApplied { id: one.id });
        Ok(())
    }
}
