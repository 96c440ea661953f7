//! What a transaction is going to write: turns are made in memory, then written in few statements.

use super::enclosed::Enclosed;
use crate::{
    channel::Arrival,
    seal::DataKey,
    store::{
        Store, Tx, audit, contact,
        conversation::{self, AddressHash, Loaded},
        feedback,
        media::{self, NewMedia},
        message::{self, Author, Body, Kind, NewMessage},
        outbox::{self, NewOutbox, Priority},
        receipt,
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
    receipt::Code,
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
    pub(super) messages: Vec<NewMessage>,
    outbox: Vec<NewOutbox>,
    pub(super) media: Vec<NewMedia>,
    /// A file that the staff send with the words.
    enclosed: Option<Enclosed>,
    links: Vec<(AddressHash, Reference)>,
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
    Receipt(Uuid, Reference, Code),
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
            media: Vec::new(),
            enclosed: None,
            links: Vec::new(),
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
        let now = self.now.as_millisecond();
        let v =
            self.conversations.get_mut(&address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))?;
        // Who writes can be written to again.
        v.blocked_at = None;
        if v.heard_at == 0 {
            v.campaign = arrival.inbound.campaign.clone();
        }
        v.heard_at = now;
        if let Some(route) = &arrival.route {
            v.route_sealed = Some(v.key.seal_text(route));
        }
        let (conversation_id, body_sealed) = (v.id, arrival.body.seal(&v.key));
        for (file, source) in arrival.body.files.iter().zip(&arrival.files).filter(|_| !erased) {
            self.media.push(NewMedia {
                id: file.id,
                conversation_id,
                channel: v.channel,
                key_sealed: v.key.seal_key(&DataKey::fresh()),
                source_sealed: Some(source.seal(&v.key)),
                kept: None,
            });
        }
        // Something may have been held because a window had closed; who says "stop" now does not get it.
        if !v.state.quiet && (was_quiet || v.channel.limits().window.is_some()) {
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
        enclosed: Option<Enclosed>,
        attend: impl FnOnce(Conversation, &[Request], bool) -> Result<Turn, NotNow>,
    ) -> Result<(), NotNow> {
        let (state, requests, restarted) = self.before(address).map_err(|_| NotNow::NoSuchRequest)?;
        let turn = attend(state, &requests, restarted)?;
        self.enclosed = enclosed;
        self.apply(address, turn, Some(staff)).map_err(|_| NotNow::NoSuchRequest)?;
        let file = self.enclosed.take();
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
        if let Some(file) = file {
            self.rows.push((id, Row::Audit { staff: Some(staff), action: "send", object: "media", id: file.id }));
            self.enclose(address, staff, file).map_err(|_| NotNow::NoSuchRequest)?;
        }
        Ok(())
    }

    pub(super) fn conversation(&self, address: &AddressHash) -> anyhow::Result<&Loaded> {
        self.conversations.get(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))
    }

    pub(super) fn before(&self, address: &AddressHash) -> anyhow::Result<(Conversation, Vec<Request>, bool)> {
        let v = self.conversation(address)?;
        let requests =
            self.tickets.get(&v.contact_id).into_iter().flatten().map(|known| known.request.clone()).collect();
        Ok((v.state.clone(), requests, v.restarted))
    }

    pub(super) fn ticket(&self, address: &AddressHash, reference: Reference) -> Option<Uuid> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.tickets.get(&contact)?.iter().find(|known| known.request.reference == reference)?.id)
    }

    /// Takes over the next state and every effect.
    pub(super) fn apply(&mut self, address: &AddressHash, turn: Turn, staff: Option<Uuid>) -> anyhow::Result<()> {
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
                for rendered in render(&reply, channel.limits().capabilities) {
                    let body = Body {
                        buttons: rendered.buttons,
                        language: rendered.language,
                        ..Body::new(Kind::Text, rendered.text)
                    };
                    let id = self.enclosed.as_mut().map_or_else(Uuid::now_v7, Enclosed::next_id);
                    self.queue(address, id, author, held)?;
                    let body_sealed = body.seal(&key);
                    self.messages.push(NewMessage { id, conversation_id, ticket_id: None, author, body_sealed });
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
            Effect::GiveReceipt { reference, code } => Row::Receipt(self.id(address, reference)?, reference, code),
            Effect::Link { reference } => {
                self.links.push((*address, reference));
                return Ok(());
            }
            Effect::Erase => return Ok(()),
        };
        self.rows.push((conversation_id, row));
        Ok(())
    }

    /// Queues a message, unless the other side fetches it.
    pub(super) fn queue(&mut self, address: &AddressHash, id: Uuid, author: Author, held: bool) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let (conversation_id, channel, fetched) = (v.id, v.channel, v.channel.limits().fetched);
        // A page that asked for it is told that a person has answered.
        let pushed = fetched && matches!(author, Author::Staff(_)) && v.route_sealed.is_some();
        if held || pushed || !fetched {
            let priority = Priority::Answer;
            self.outbox.push(NewOutbox { message_id: id, conversation_id, channel, held, priority });
        }
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
        self.media.retain(|row| row.conversation_id != id);
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
                row.write(tx, self.store, v, now).await?;
            }
        }
        message::insert(tx, &self.messages, now).await?;
        media::insert(tx, &self.media, now).await?;
        outbox::insert(tx, &self.outbox, now).await?;
        // Last, because it seals anew what was written above.
        for (address, reference) in &self.links {
            let Some(v) = self.conversations.get(address) else { continue };
            let Some((ticket, into)) = contact::of_reference(tx, *reference).await? else { continue };
            contact::merge(self.store, tx, v.contact_id, into).await?;
            let deed = audit::Deed { staff: None, action: "link", object: "ticket", object_id: Some(ticket) };
            audit::record(tx, deed, now).await?;
        }
        Ok(self.changed.into_iter().collect())
    }
}

impl Row {
    async fn write(self, tx: &mut Tx, store: &Store, v: &Loaded, now: Timestamp) -> anyhow::Result<()> {
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
            Self::Receipt(id, reference, code) => receipt::give(tx, &store.master, id, reference, code).await?,
            Self::Release => outbox::release(tx, v.id, v.channel).await?,
            Self::Audit { staff, action, object, id } => {
                audit::record(tx, audit::Deed { staff, action, object, object_id: Some(id) }, now).await?;
            }
        }
        Ok(())
    }
}
