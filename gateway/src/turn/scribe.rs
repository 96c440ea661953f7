//! What a transaction is going to write: turns are made in memory, then written in few statements.

use super::{
    counted,
    enclosed::Enclosed,
    moved::{self, Moved, What},
};
use crate::{
    channel::Arrival,
    seal::DataKey,
    store::{
        Store, Tx, answer, audit, contact,
        conversation::{self, AddressHash, Loaded},
        feedback,
        media::{self, NewMedia},
        message::{self, Author, Body, Kind, NewMessage},
        outbox::{self, Held, NewOutbox, Priority},
        receipt,
        tally::{self, Measure, Tally},
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
    house::House,
    private::Private,
    receipt::Code,
    reference::Reference,
    render::render,
    report::Answers,
    ticket::{Queue, TicketKind, TicketState},
};
use jiff::Timestamp;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Gathers the turns of one transaction.
pub(super) struct Scribe<'a> {
    store: &'a Store,
    pub(super) house: Arc<House>,
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
    /// What the staff say waits: it is not safe now.
    pub(super) hold: Option<Held>,
    /// What the staff say goes although it is not safe.
    pub(super) despite: bool,
    links: Vec<(AddressHash, Reference)>,
    rows: Vec<(Uuid, Row)>,
    moved: Vec<(Uuid, Moved)>,
    tallies: Vec<Tally>,
}

/// What has been written, for whoever waits for it.
pub(super) struct Written {
    /// Addresses that have news.
    pub addresses: Vec<AddressHash>,
    /// Tickets that are no longer as they were.
    pub tickets: Vec<Uuid>,
    /// Members of the staff who have something new to look at.
    pub staff: Vec<Uuid>,
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
    pub fn new(
        store: &'a Store,
        house: Arc<House>,
        loaded: Vec<Loaded>,
        tickets: HashMap<Uuid, Vec<Known>>,
        now: Timestamp,
    ) -> Self {
        // A call comes with whoever it is, known or not.
        let tallies = loaded.iter().filter(|v| v.new_contact.is_some()).flat_map(|v| counted::met(v.channel)).collect();
        Self {
            store,
            house,
            now,
            conversations: loaded.into_iter().map(|v| (v.address_hash, v)).collect(),
            tickets,
            changed: HashSet::new(),
            erased: Vec::new(),
            messages: Vec::new(),
            outbox: Vec::new(),
            media: Vec::new(),
            enclosed: None,
            hold: None,
            despite: false,
            links: Vec::new(),
            rows: Vec::new(),
            moved: Vec::new(),
            tallies,
        }
    }

    pub fn knows(&self, address: &AddressHash) -> bool {
        self.conversations.contains_key(address)
    }

    /// Somebody new.
    pub fn meet(&mut self, new: Loaded) {
        self.tallies.extend(counted::met(new.channel));
        self.conversations.insert(new.address_hash, new);
    }

    pub fn reference(&self, address: &AddressHash, ticket: Uuid) -> Option<Reference> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.tickets.get(&contact)?.iter().find(|known| known.own == ticket)?.request.reference)
    }

    /// The ticket that answers for this one: itself, or the one that it was merged into.
    fn target(&self, address: &AddressHash, ticket: Uuid) -> Uuid {
        let contact = self.conversations.get(address).map(|v| v.contact_id);
        let known = contact.and_then(|contact| self.tickets.get(&contact));
        known.and_then(|known| known.iter().find(|known| known.own == ticket)).map_or(ticket, |known| known.id)
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
        let before = counted::Before::of(&state);
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
        self.tallies.extend(before.then(&v.state));
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
        if !v.state.quiet && (was_quiet || v.safe.is_some() || v.channel.limits().window.is_some()) {
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
        // What was merged into another ticket is done to that one.
        let ticket = self.target(address, ticket);
        let (action, owns) = match act {
            Act::TakeOver => ("take-over", true),
            Act::Answer { .. } => ("answer", true),
            Act::HandBack => ("hand-back", false),
            Act::Validate => ("validate", false),
            Act::AskMore { .. } => ("ask-more", false),
            Act::Orient { .. } => ("orient", false),
            Act::Close => ("close", false),
            Act::CloseQuietly => ("close-quietly", false),
            Act::Wait => ("wait", false),
            Act::Reopen => ("reopen", false),
        };
        let id = self.conversation(address).map_err(|_| NotNow::NoSuchRequest)?.id;
        if owns {
            self.rows.push((id, Row::Owner(ticket, staff)));
            self.moved.push((id, Moved { ticket, staff: Some(staff), what: What::Owned }));
        }
        if matches!(act, Act::Answer { .. } | Act::AskMore { .. }) {
            self.moved.push((id, Moved { ticket, staff: Some(staff), what: What::Answered }));
        }
        self.rows.push((id, Row::Audit { staff: Some(staff), action, object: "ticket", id: ticket }));
        if let Some(file) = file {
            self.rows.push((id, Row::Audit { staff: Some(staff), action: "send", object: "media", id: file.id }));
            self.enclose(address, staff, file).map_err(|_| NotNow::NoSuchRequest)?;
        }
        Ok(())
    }

    /// The first message of what a person of the staff has just said.
    pub fn first_said(&self) -> Option<Uuid> {
        self.messages.iter().find(|message| matches!(message.author, Author::Staff(_))).map(|message| message.id)
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
                for rendered in render(&reply, channel.limits().capabilities, &self.house.wording) {
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
            Effect::Link { reference } => {
                self.links.push((*address, reference));
                return Ok(());
            }
            Effect::Erase => return Ok(()),
        };
        self.rows.push((conversation_id, row));
        Ok(())
    }

    fn note(&mut self, conversation: Uuid, ticket: Uuid, staff: Option<Uuid>, what: What) {
        self.moved.push((conversation, Moved { ticket, staff, what }));
    }

    /// Queues a message, unless the other side fetches it.
    pub(super) fn queue(&mut self, address: &AddressHash, id: Uuid, author: Author, held: bool) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let (conversation_id, channel, fetched) = (v.id, v.channel, v.channel.limits().fetched);
        // A page that asked for it is told that a person has answered.
        let of_staff = matches!(author, Author::Staff(_));
        let pushed = fetched && of_staff && v.route_sealed.is_some();
        let held = if held { Some(Held::Stop) } else { self.hold.filter(|_| of_staff) };
        if held.is_some() || pushed || !fetched {
            let (priority, despite) = (Priority::Answer, self.despite && of_staff);
            self.outbox.push(NewOutbox { message_id: id, conversation_id, channel, held, priority, despite });
        }
        Ok(())
    }

    fn id(&self, address: &AddressHash, reference: Reference) -> anyhow::Result<Uuid> {
        self.ticket(address, reference)
            .ok_or_else(|| anyhow::anyhow!("a turn names a ticket that its contact does not have"))
    }

    fn change(&mut self, address: &AddressHash, reference: Reference, mut change: impl FnMut(&mut Request)) {
        let contact = self.conversations.get(address).map(|v| v.contact_id);
        let known = contact.and_then(|contact| self.tickets.get_mut(&contact));
        let Some(known) = known else { return };
        let Some(id) = known.iter().find(|known| known.request.reference == reference).map(|known| known.id) else {
            return;
        };
        // All numbers under which the worker knows it.
        known.iter_mut().filter(|known| known.id == id).for_each(|known| change(&mut known.request));
    }

    fn open(
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
        self.moved.retain(|(conversation, _)| *conversation != id);
        self.rows.push((shell, Row::Audit { staff: None, action: "erase", object: "contact", id: contact }));
        Ok(())
    }

    /// Writes everything.
    pub async fn write(self, tx: &mut Tx, now: Timestamp) -> anyhow::Result<Written> {
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
        let moved: Vec<_> = self.moved.into_iter().map(|(_, moved)| moved).collect();
        let staff = moved::follow(tx, self.store, &moved, now).await?;
        tally::add(tx, &self.tallies, now).await?;
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
        Ok(Written { addresses: self.changed.into_iter().collect(), tickets: moved::tickets(&moved), staff })
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
            Self::Release => {
                outbox::release(tx, v.id, v.channel, v.may_write(now), true).await?;
                if v.safe.is_some() {
                    answer::wake(tx, v.contact_id, now).await?;
                }
            }
            Self::Audit { staff, action, object, id } => {
                audit::record(tx, audit::Deed { staff, action, object, object_id: Some(id) }, now).await?;
            }
        }
        Ok(())
    }
}
