//! What a transaction is going to write: turns are made in memory, then written in few statements.

use crate::{
    channel::Arrival,
    store::{
        Store, Tx, audit,
        conversation::{self, AddressHash, Loaded},
        feedback,
        message::{self, Author, Body, Kind, NewMessage},
        outbox::{self, NewOutbox},
        ticket::{self, Known, NewTicket},
    },
};
use bot::{
    act::{Act, NotNow},
    assessment::AssessmentState,
    context::Request,
    conversation::Conversation,
    effect::{Effect, Turn},
    eligibility::Assessment,
    flow::information::Topic,
    private::Private,
    reference::Reference,
    render::render,
    report::Answers,
    ticket::{Queue, TicketKind, TicketState},
};
use jiff::Timestamp;
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Gathers the turns of one transaction.
pub(super) struct Scribe<'a> {
    store: &'a Store,
    now: Timestamp,
    conversations: HashMap<AddressHash, Loaded>,
    tickets: HashMap<Uuid, Vec<Known>>,
    changed: HashSet<AddressHash>,
    erased: Vec<Uuid>,
    messages: Vec<NewMessage>,
    outbox: Vec<NewOutbox>,
    rows: Vec<(Uuid, Row)>,
}

/// One row to change, after the conversations and before the messages.
enum Row {
    Open(NewTicket),
    Touch(Uuid, Option<TicketState>),
    Urgent(Uuid),
    Owner(Uuid, Uuid),
    Report(Uuid, Box<Answers>, Box<Assessment>, Queue),
    Assessment { id: Uuid, state: AssessmentState, by: Option<Uuid>, reason: Option<Private<String>> },
    Answer(Uuid, Private<String>),
    Feedback(Topic, bool),
    Release,
    Audit { staff: Option<Uuid>, action: &'static str, object: &'static str, id: Uuid },
}

impl<'a> Scribe<'a> {
    pub fn new(store: &'a Store, loaded: Vec<Loaded>, tickets: HashMap<Uuid, Vec<Known>>, now: Timestamp) -> Self {
        Self {
            store,
            now,
            conversations: loaded.into_iter().map(|v| (v.address_hash, v)).collect(),
            tickets,
            changed: HashSet::new(),
            erased: Vec::new(),
            messages: Vec::new(),
            outbox: Vec::new(),
            rows: Vec::new(),
        }
    }

    pub fn knows(&self, address: &AddressHash) -> bool {
        self.conversations.contains_key(address)
    }

    /// Somebody new.
    pub fn meet(&mut self, new: Loaded) {
        self.conversations.insert(new.address_hash, new);
    }

    pub fn reference(&self, address: &AddressHash, ticket: Uuid) -> Option<Reference> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.tickets.get(&contact)?.iter().find(|known| known.id == ticket)?.request.reference)
    }

    /// Notes what a worker's message led to.
    pub fn worker_turn(
        &mut self,
        arrival: &Arrival,
        advance: impl FnOnce(Conversation, &[Request], bool) -> anyhow::Result<Turn>,
    ) -> anyhow::Result<()> {
        let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
        // Older than every reply of this turn, so it gets its id first.
        let id = Uuid::now_v7();
        let (state, requests, restarted) = self.before(&address)?;
        let was_quiet = state.quiet;
        let turn = advance(state, &requests, restarted)?;
        let erased = turn.effects.contains(&Effect::Erase);
        let reference = turn.effects.iter().find_map(|effect| match effect {
            Effect::AddToTicket { reference } => Some(*reference),
            _ => None,
        });
        self.apply(&address, turn, None)?;
        if let Some(v) = self.conversations.get_mut(&address) {
            // Who writes can be written to again.
            v.blocked_at = None;
        }
        let v = self.conversation(&address)?;
        let (conversation_id, body_sealed) = (v.id, arrival.body.seal(&v.key));
        if was_quiet {
            self.rows.push((conversation_id, Row::Release));
        }
        // The words that asked for erasing are erased too.
        if !erased {
            let ticket_id = reference.and_then(|reference| self.ticket(&address, reference));
            self.messages.push(NewMessage { id, conversation_id, ticket_id, author: Author::Worker, body_sealed });
        }
        Ok(())
    }

    /// Notes what an act of the staff led to.
    pub fn staff_turn(
        &mut self,
        address: &AddressHash,
        staff: Uuid,
        ticket: Uuid,
        act: &Act,
        attend: impl FnOnce(Conversation, &[Request], bool) -> Result<Turn, NotNow>,
    ) -> Result<(), NotNow> {
        let (state, requests, restarted) = self.before(address).map_err(|_| NotNow::NoSuchRequest)?;
        let turn = attend(state, &requests, restarted)?;
        self.apply(address, turn, Some(staff)).map_err(|_| NotNow::NoSuchRequest)?;
        let (action, owns) = match act {
            Act::TakeOver => ("take-over", true),
            Act::Answer { .. } => ("answer", true),
            Act::HandBack => ("hand-back", false),
            Act::Validate => ("validate", false),
            Act::AskMore { .. } => ("ask-more", false),
            Act::Orient { .. } => ("orient", false),
            Act::Close => ("close", false),
        };
        let id = self.conversation(address).map_err(|_| NotNow::NoSuchRequest)?.id;
        if owns {
            self.rows.push((id, Row::Owner(ticket, staff)));
        }
        self.rows.push((id, Row::Audit { staff: Some(staff), action, object: "ticket", id: ticket }));
        Ok(())
    }

    fn conversation(&self, address: &AddressHash) -> anyhow::Result<&Loaded> {
        self.conversations.get(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))
    }

    fn before(&self, address: &AddressHash) -> anyhow::Result<(Conversation, Vec<Request>, bool)> {
        let v = self.conversation(address)?;
        let requests =
            self.tickets.get(&v.contact_id).into_iter().flatten().map(|known| known.request.clone()).collect();
        Ok((v.state.clone(), requests, v.restarted))
    }

    fn ticket(&self, address: &AddressHash, reference: Reference) -> Option<Uuid> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.tickets.get(&contact)?.iter().find(|known| known.request.reference == reference)?.id)
    }

    /// Takes over the next state and every effect.
    fn apply(&mut self, address: &AddressHash, turn: Turn, staff: Option<Uuid>) -> anyhow::Result<()> {
        let v =
            self.conversations.get_mut(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))?;
        let held = turn.next.quiet && staff.is_some();
        v.state = turn.next;
        v.restarted = false;
        self.changed.insert(*address);
        // Erasing comes first, whatever the order: what this turn still says belongs to the shell that is left.
        if turn.effects.contains(&Effect::Erase) {
            self.erase(address)?;
        }
        for effect in turn.effects {
            self.effect(address, effect, staff, held)?;
        }
        Ok(())
    }

    fn effect(&mut self, address: &AddressHash, effect: Effect, staff: Option<Uuid>, held: bool) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let conversation_id = v.id;
        let row = match effect {
            Effect::Reply(reply) => {
                let author = staff.map_or(Author::Bot, Author::Staff);
                let (channel, key) = (v.channel, v.key.clone());
                for rendered in render(&reply, channel.capabilities()) {
                    let body = Body {
                        buttons: rendered.buttons,
                        language: rendered.language,
                        ..Body::new(Kind::Text, rendered.text)
                    };
                    let id = Uuid::now_v7();
                    let message =
                        NewMessage { id, conversation_id, ticket_id: None, author, body_sealed: body.seal(&key) };
                    if held || !channel.is_fetched() {
                        self.outbox.push(NewOutbox { message_id: id, conversation_id, channel, held });
                    }
                    self.messages.push(message);
                }
                return Ok(());
            }
            Effect::OpenTicket { reference, kind, about } => Row::Open(self.open(address, reference, kind, about)?),
            Effect::AddToTicket { reference } => Row::Touch(self.id(address, reference)?, None),
            Effect::SetTicket { reference, state } => {
                self.change(address, reference, |request| request.state = state);
                Row::Touch(self.id(address, reference)?, Some(state))
            }
            Effect::MakeUrgent { reference } => Row::Urgent(self.id(address, reference)?),
            Effect::SubmitReport { reference, answers, assessment, queue } => {
                self.change(address, reference, |request| request.assessment = Some(AssessmentState::Proposed));
                Row::Report(self.id(address, reference)?, answers, assessment, queue)
            }
            Effect::SetAssessment { reference, state, reason } => {
                self.change(address, reference, |request| request.assessment = Some(state));
                Row::Assessment { id: self.id(address, reference)?, state, by: staff, reason }
            }
            Effect::RecordAnswer { reference, answer } => {
                self.change(address, reference, |request| request.answer = Some(answer.clone()));
                Row::Answer(self.id(address, reference)?, answer)
            }
            Effect::Feedback { topic, useful } => Row::Feedback(topic, useful),
            Effect::Erase => return Ok(()),
        };
        self.rows.push((conversation_id, row));
        Ok(())
    }

    fn id(&self, address: &AddressHash, reference: Reference) -> anyhow::Result<Uuid> {
        self.ticket(address, reference)
            .ok_or_else(|| anyhow::anyhow!("a turn names a ticket that its contact does not have"))
    }

    fn change(&mut self, address: &AddressHash, reference: Reference, change: impl FnOnce(&mut Request)) {
        let contact = self.conversations.get(address).map(|v| v.contact_id);
        let known = contact.and_then(|contact| self.tickets.get_mut(&contact));
        if let Some(known) = known.and_then(|known| known.iter_mut().find(|known| known.request.reference == reference))
        {
            change(&mut known.request);
        }
    }

    fn open(
        &mut self,
        address: &AddressHash,
        reference: Reference,
        kind: TicketKind,
        about: Option<Topic>,
    ) -> anyhow::Result<NewTicket> {
        let v = self.conversation(address)?;
        let (contact_id, conversation_id) = (v.contact_id, v.id);
        let language = v.state.language.map(|language| language.tag());
        let id = Uuid::now_v7();
        let request =
            Request { reference, state: TicketState::New, opened_at: self.now, answer: None, assessment: None };
        self.tickets.entry(contact_id).or_default().insert(0, Known { id, request });
        let about = about.map(|topic| topic.name());
        Ok(NewTicket { id, reference, contact_id, conversation_id, kind, queue: Queue::FrontOffice, language, about })
    }

    /// Puts an empty shell with a new key in the place of a contact; what this transaction was going to write of it goes.
    fn erase(&mut self, address: &AddressHash) -> anyhow::Result<()> {
        let v =
            self.conversations.get_mut(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))?;
        let (id, contact) = (v.id, v.contact_id);
        let plain = v.key.open_text(&v.address_sealed)?;
        let state = std::mem::take(&mut v.state);
        let was_stored = v.new_contact.is_none();
        *v = Loaded { state, ..Loaded::new(self.store, v.channel, &plain) };
        let shell = v.id;
        if was_stored {
            self.erased.push(contact);
        }
        self.tickets.remove(&contact);
        self.messages.retain(|message| message.conversation_id != id);
        self.outbox.retain(|row| row.conversation_id != id);
        self.rows.retain(|(conversation, _)| *conversation != id);
        self.rows.push((shell, Row::Audit { staff: None, action: "erase", object: "contact", id: contact }));
        Ok(())
    }

    /// Writes everything; returns the addresses that have news.
    pub async fn write(self, tx: &mut Tx, now: Timestamp) -> anyhow::Result<Vec<AddressHash>> {
        for contact in &self.erased {
            conversation::erase(tx, *contact).await?;
        }
        let changed: Vec<_> = self.changed.iter().filter_map(|address| self.conversations.get(address)).collect();
        conversation::save(tx, &changed, now).await?;
        let by_id: HashMap<_, _> = changed.iter().map(|v| (v.id, *v)).collect();
        for (conversation, row) in self.rows {
            if let Some(v) = by_id.get(&conversation) {
                row.write(tx, v, now).await?;
            }
        }
        message::insert(tx, &self.messages, now).await?;
        outbox::insert(tx, &self.outbox, now).await?;
        Ok(self.changed.into_iter().collect())
    }
}

impl Row {
    async fn write(self, tx: &mut Tx, v: &Loaded, now: Timestamp) -> anyhow::Result<()> {
        match self {
            Self::Open(new) => ticket::open(tx, &new, now).await?,
            Self::Touch(id, state) => ticket::touch(tx, id, state, now).await?,
            Self::Urgent(id) => ticket::make_urgent(tx, id).await?,
            Self::Owner(id, staff) => ticket::set_owner(tx, id, staff).await?,
            Self::Report(id, answers, assessment, queue) => {
                ticket::submit_report(tx, id, &answers, &assessment, queue, &v.key, now).await?;
            }
            Self::Assessment { id, state, by, reason } => {
                let reason = reason.map(|reason| v.key.seal_text(&reason));
                ticket::set_assessment(tx, id, state, by, reason, now).await?;
            }
            Self::Answer(id, answer) => ticket::record_answer(tx, id, &answer, &v.key).await?,
            Self::Feedback(topic, useful) => {
                feedback::insert(tx, topic, v.state.language.map(|language| language.tag()), useful, now).await?;
            }
            Self::Release => outbox::release(tx, v.id, v.channel).await?,
            Self::Audit { staff, action, object, id } => {
                audit::record(tx, audit::Deed { staff, action, object, object_id: Some(id) }, now).await?;
            }
        }
        Ok(())
    }
}
