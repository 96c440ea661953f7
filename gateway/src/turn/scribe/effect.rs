//! One effect of a turn after the other, in memory: what it changes, what it says, what it leaves to be written.

use super::{Row, Scribe, aside::Last};
use crate::store::{
    conversation::AddressHash,
    message::{Author, Body, Kind, NewMessage},
    outbox::{Held, NewOutbox, Priority},
    tally::{Measure, Tally},
    ticket::{Known, NewTicket},
};
use crate::turn::{
    counted,
    moved::{Moved, What},
};
use bot::{
    assessment::AssessmentState,
    context::Request,
    effect::Effect,
    flow::information::Topic,
    receipt,
    reference::Reference,
    render::render,
    ticket::{Queue, TicketKind, TicketState},
};
use uuid::Uuid;

impl Scribe<'_> {
    pub(super) fn effect(
        &mut self,
        address: &AddressHash,
        effect: Effect,
        staff: Option<Uuid>,
        held: bool,
    ) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let conversation_id = v.id;
        let row = match effect {
            Effect::Reply(reply) => {
                let author = staff.map_or(Author::Bot, Author::Staff);
                let (channel, key) = (v.channel, v.key.clone());
                for rendered in render(&reply, channel.limits().capabilities, &self.house.wording) {
                    let body = Body {
                        buttons: rendered.buttons,
                        language: rendered.language,
                        ..Body::new(Kind::Text, rendered.text)
                    };
                    let id = Uuid::now_v7();
                    self.queue(address, id, author, held)?;
                    if author == Author::Bot && receipt::without_code(&body.text) != body.text {
                        self.secrets.push((id, conversation_id));
                    }
                    let body_sealed = body.seal(&key, id);
                    self.messages.push(NewMessage { id, conversation_id, ticket_id: None, author, body_sealed });
                }
                return Ok(());
            }
            Effect::OpenTicket { reference, kind, about } => {
                let new = self.open(address, reference, kind, about)?;
                self.note(conversation_id, new.id, staff, What::Opened);
                Row::Open(new)
            }
            Effect::AddToTicket { reference } => {
                let id = self.id(address, reference)?;
                self.note(conversation_id, id, staff, What::WorkerWrote);
                Row::Touch(id, None)
            }
            Effect::SetTicket { reference, state } => {
                let (id, mut from) = (self.id(address, reference)?, state);
                self.change(address, reference, |request| from = std::mem::replace(&mut request.state, state));
                self.note(conversation_id, id, staff, What::State { from, to: state });
                Row::Touch(id, Some(state))
            }
            Effect::MakeUrgent { reference } => {
                let id = self.id(address, reference)?;
                self.note(conversation_id, id, staff, What::Urgent);
                Row::Urgent(id)
            }
            Effect::SubmitReport { reference, answers, assessment, queue } => {
                self.change(address, reference, |request| request.assessment = Some(AssessmentState::Proposed));
                let id = self.id(address, reference)?;
                self.note(conversation_id, id, staff, What::Reported);
                self.tallies.extend(counted::reported(&answers));
                Row::Report(id, answers, assessment, queue)
            }
            Effect::SetAssessment { reference, state, reason } => {
                self.tallies.push(Tally::one(Measure::Outcomes, "assessment", state.name()));
                self.change(address, reference, |request| request.assessment = Some(state));
                Row::Assessment { id: self.id(address, reference)?, state, by: staff, reason }
            }
            Effect::RecordAnswer { reference, answer } => {
                self.change(address, reference, |request| request.answer = Some(answer.clone()));
                Row::Answer(self.id(address, reference)?, answer)
            }
            Effect::Feedback { topic, useful } => {
                let dimension = if useful { "yes" } else { "no" };
                self.tallies.push(Tally::one(Measure::Useful, dimension, topic.name()));
                Row::Feedback(topic, useful)
            }
            Effect::GiveReceipt { reference, code } => Row::Receipt(self.id(address, reference)?, reference, code),
            Effect::Link { reference, only_confirmed } => {
                self.links.push((*address, reference, only_confirmed));
                return Ok(());
            }
            Effect::Unlink | Effect::ConfirmLink | Effect::Keep => {
                let last = match effect {
                    Effect::Unlink => Last::Unlink,
                    Effect::ConfirmLink => Last::ConfirmLink,
                    _ => Last::Keep,
                };
                self.last.push((*address, last));
                return Ok(());
            }
            Effect::Erase => return Ok(()),
        };
        self.rows.push((conversation_id, row));
        Ok(())
    }

    pub(super) fn note(&mut self, conversation: Uuid, ticket: Uuid, staff: Option<Uuid>, what: What) {
        self.moved.push((conversation, Moved { ticket, staff, what }));
    }

    /// Queues a message, unless the other side fetches it.
    pub(in crate::turn) fn queue(
        &mut self,
        address: &AddressHash,
        id: Uuid,
        author: Author,
        held: bool,
    ) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let (conversation_id, channel, fetched) = (v.id, v.channel, v.channel.limits().fetched);
        // A page that asked for it is told that a person has answered.
        let of_staff = matches!(author, Author::Staff(_));
        let pushed = fetched && of_staff && v.route_sealed.is_some();
        let held = if held { Some(Held::Stop) } else { self.hold.filter(|_| of_staff || self.came_at.is_some()) };
        if held.is_some() || pushed || !fetched {
            let (priority, despite) = (Priority::Answer, self.despite && of_staff);
            self.outbox.push(NewOutbox { message_id: id, conversation_id, channel, held, priority, despite });
        }
        Ok(())
    }

    pub(super) fn id(&self, address: &AddressHash, reference: Reference) -> anyhow::Result<Uuid> {
        self.ticket(address, reference)
            .ok_or_else(|| anyhow::anyhow!("a turn names a ticket that its contact does not have"))
    }

    pub(super) fn change(&mut self, address: &AddressHash, reference: Reference, mut change: impl FnMut(&mut Request)) {
        let contact = self.conversations.get(address).map(|v| v.contact_id);
        let known = contact.and_then(|contact| self.tickets.get_mut(&contact));
        let Some(known) = known else { return };
        let Some(id) = known.iter().find(|known| known.request.reference == reference).map(|known| known.id) else {
            return;
        };
        // All numbers under which the worker knows it.
        known.iter_mut().filter(|known| known.id == id).for_each(|known| change(&mut known.request));
    }

    pub(super) fn open(
        &mut self,
        address: &AddressHash,
        reference: Reference,
        kind: TicketKind,
        about: Option<Topic>,
    ) -> anyhow::Result<NewTicket> {
        let v = self.conversation(address)?;
        let (contact_id, conversation_id, channel) = (v.contact_id, v.id, v.channel);
        let language = v.state.language.map(|language| language.tag());
        let id = Uuid::now_v7();
        let request =
            Request { reference, state: TicketState::New, opened_at: self.now, answer: None, assessment: None };
        self.tickets.entry(contact_id).or_default().insert(0, Known { id, own: id, request });
        let about = about.map(|topic| topic.name());
        Ok(NewTicket {
            id,
            reference,
            contact_id,
            conversation_id,
            kind,
            queue: Queue::FrontOffice,
            language,
            about,
            channel,
        })
    }
}
