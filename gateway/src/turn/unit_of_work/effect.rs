//! One effect of a turn after the other, in memory: what it changes, what it says, what it leaves to be written.

use super::{Content, UnitOfWork, channels::Last};
use crate::{
    store::{
        conversation::AddressHash,
        message::{Author, Body, Kind, NewMessage},
        outbox::{Held, NewOutbox, Priority},
        tally::{Measure, Tally},
    },
    turn::counted,
};
use bot::{
    command::TicketCommand,
    context::Request,
    conversation::Conversation,
    effect::{Effect, Turn},
    event::Event,
    receipt,
    reference::Reference,
    render::render,
    reply::Reply,
};
use uuid::Uuid;

impl UnitOfWork {
    /// The state of a conversation, the requests of its person, and whether it could be read only in part.
    pub(in crate::turn) fn before(&self, address: &AddressHash) -> anyhow::Result<(Conversation, Vec<Request>, bool)> {
        let v = self.conversation(address)?;
        let requests = self.requests.get(&v.contact_id).into_iter().flatten();
        Ok((v.state.clone(), requests.map(|known| known.request.clone()).collect(), v.restarted))
    }

    /// Takes over the next state and every effect.
    pub(in crate::turn) fn apply(&mut self, address: &AddressHash, turn: Turn) -> anyhow::Result<()> {
        let of_staff = self.by.is_some();
        let v = self.conversation_mut(address)?;
        let held = turn.next.quiet && of_staff;
        let before = std::mem::replace(&mut v.state, turn.next);
        v.restarted = false;
        self.changed.insert(*address);
        // Hiding comes first, whatever the order: what this turn still says belongs to the shell that is left.
        if turn.effects.contains(&Effect::Erase) {
            self.hide(address, before)?;
        }
        for effect in turn.effects {
            self.effect(address, effect, held)?;
        }
        Ok(())
    }

    fn effect(&mut self, address: &AddressHash, effect: Effect, held: bool) -> anyhow::Result<()> {
        match effect {
            Effect::Reply(reply) => self.say(address, &reply, held)?,
            Effect::Ticket { reference, command } => self.command_of_worker(address, reference, command)?,
            Effect::Feedback { topic, useful } => {
                let dimension = if useful { "yes" } else { "no" };
                self.tallies.push(Tally::one(Measure::Useful, dimension, topic.name()));
                let v = self.conversation(address)?;
                let language = v.state.language.map(|language| language.tag());
                self.contents.push((v.id, Content::Feedback(topic, language, useful)));
            }
            Effect::GiveReceipt { reference, code } => {
                let (conversation, ticket) = (self.conversation(address)?.id, self.own(address, reference)?);
                self.contents.push((conversation, Content::Receipt(ticket, reference, code)));
            }
            Effect::Link { reference, only_confirmed } => self.links.push((*address, reference, only_confirmed)),
            Effect::Unlink => self.last.push((*address, Last::Unlink)),
            Effect::ConfirmLink => self.last.push((*address, Last::ConfirmLink)),
            Effect::Keep => self.last.push((*address, Last::Keep)),
            Effect::Erase => {}
        }
        Ok(())
    }

    /// What the bot wants of a ticket for its worker.
    fn command_of_worker(
        &mut self,
        address: &AddressHash,
        reference: Reference,
        command: TicketCommand,
    ) -> anyhow::Result<()> {
        if let TicketCommand::Open { kind, about } = command {
            let ticket = self.new_ticket(address, reference, kind, about)?;
            self.open(ticket);
            return Ok(());
        }
        let (conversation, ticket) = (self.conversation(address)?.id, self.own(address, reference)?);
        for event in self.decide(ticket, &command)? {
            if let Event::AssessmentChanged { to: state, .. } = event {
                self.contents.push((conversation, Content::Assessment { ticket, state, by: None, reason: None }));
            }
        }
        if let TicketCommand::SubmitReport { answers, assessment, queue } = command {
            self.tallies.extend(counted::reported(&answers));
            self.contents.push((conversation, Content::Report(ticket, answers, assessment, queue)));
        }
        Ok(())
    }

    /// A message of whoever speaks here.
    pub(super) fn say(&mut self, address: &AddressHash, reply: &Reply, held: bool) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let author = self.by.map_or(Author::Bot, Author::Staff);
        let (conversation_id, channel, key) = (v.id, v.channel, v.key.clone());
        for rendered in render(reply, channel.limits().capabilities, &self.house.wording) {
            let body =
                Body { buttons: rendered.buttons, language: rendered.language, ..Body::new(Kind::Text, rendered.text) };
            let id = Uuid::now_v7();
            self.queue(address, id, author, held)?;
            if author == Author::Bot && receipt::without_code(&body.text) != body.text {
                self.secrets.push((id, conversation_id));
            }
            let body_sealed = body.seal(&key, id);
            self.messages.push(NewMessage { id, conversation_id, ticket_id: None, author, body_sealed });
        }
        Ok(())
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

    fn own(&self, address: &AddressHash, reference: Reference) -> anyhow::Result<Uuid> {
        self.ticket_of(address, reference)
            .ok_or_else(|| anyhow::anyhow!("a turn names a ticket that its contact does not have"))
    }
}
