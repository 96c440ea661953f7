//! The unit of work: everything that one transaction is going to do to people's conversations and tickets. Turns of workers,
//! callers, staff, macros and jobs are made in it, in memory, and written in few statements.
//!
//! What happens to a ticket is an [`Event`], made by [`bot::command::decide`] and recorded by [`UnitOfWork::record`]; what follows
//! from it is in `projection.rs`. Here is what is gathered and how it is written; `worker.rs` is a worker's turn, `effect.rs` one
//! effect of a turn after the other, `content.rs` the words beside events, `channels.rs` what a turn does to a person's other
//! channels.

mod channels;
mod content;
mod effect;
mod worker;

use super::{Refused, Turns, projection};
use crate::{
    channel::Channel,
    live::Change,
    store::{
        Store, Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        clock,
        conversation::{self, AddressHash, Loaded},
        erasure,
        media::{self, NewMedia},
        message::{self, NewMessage},
        notification::{self, Kind},
        outbox::{self, Held, NewOutbox},
        secret_message,
        tally::{self, Tally},
        ticket::{
            self, Known, history,
            record::{self, Of, TicketRecord},
        },
    },
};
use bot::{
    clock::{Clock, ClockEvent, ClockKind},
    command::{NotNow, TicketCommand, decide},
    event::Event,
    house::House,
    reference::Reference,
    ticket::TicketKind,
};
use channels::{Hide, Last};
pub(super) use content::Content;
use jiff::Timestamp;
use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};
use uuid::Uuid;

/// Gathers what one transaction does. Dropped without [`UnitOfWork::commit`], nothing was done.
pub struct UnitOfWork {
    /// What belongs to it beside tickets and conversations is written here.
    pub tx: Tx,
    /// When it happens.
    pub now: Timestamp,
    pub(super) turns: Turns,
    pub(super) house: Arc<House>,
    /// Who does it; absent where a worker or the service itself does.
    pub(super) by: Option<Uuid>,
    conversations: HashMap<AddressHash, Loaded>,
    /// As workers know them: the latest first, with all numbers they have.
    requests: HashMap<Uuid, Vec<Known>>,
    pub(super) tickets: BTreeMap<Uuid, TicketRecord>,
    pub(super) clocks: HashMap<Uuid, Vec<Clock>>,
    /// Those of them that changed.
    pub(super) changed_clocks: HashMap<Uuid, HashSet<ClockKind>>,
    pub(super) events: Vec<Recorded>,
    /// What happens to clocks although nothing happened to their tickets.
    pub(super) clock_events: Vec<(Uuid, ClockEvent)>,
    audit: Vec<AuditEntry<'static>>,
    pub(super) notifications: Vec<(Uuid, Kind, Option<Uuid>)>,
    pub(super) tallies: Vec<Tally>,
    /// Tickets that count under another value: dimension, when they were opened, before, now.
    recounts: Vec<(&'static str, i64, Option<String>, Option<String>)>,
    changed: HashSet<AddressHash>,
    hides: Vec<Hide>,
    pub(super) messages: Vec<NewMessage>,
    outbox: Vec<NewOutbox>,
    pub(super) media: Vec<NewMedia>,
    contents: Vec<(Uuid, Content)>,
    /// Conversations whose worker has come back, or has to be told what waited.
    released: Vec<(Uuid, Release)>,
    /// What the staff say waits: it is not safe now.
    pub(super) hold: Option<Held>,
    /// A message that was kept aside came then. Nobody has written now, so the bot's answer waits like the staff's.
    pub(super) came_at: Option<Timestamp>,
    /// What the staff say goes although it is not safe.
    pub(super) despite: bool,
    /// The answer that waited, and is carried out by this.
    pub(super) answer: Option<Uuid>,
    /// Tickets whose workers somebody speaks with from now on.
    pub(super) taken_over: HashSet<Uuid>,
    links: Vec<(AddressHash, Reference, bool)>,
    last: Vec<(AddressHash, Last)>,
    /// Messages, with their conversations, that show a code.
    secrets: Vec<(Uuid, Uuid)>,
    /// Other addresses that have news.
    told: Vec<AddressHash>,
    /// What a person's other channels are told, with the way out, until it is written.
    notices: Vec<(NewMessage, Option<NewOutbox>)>,
    written: Written,
}

/// Something that happened in this transaction.
#[derive(Clone, Debug)]
pub(super) struct Recorded {
    /// To which ticket.
    pub ticket: Uuid,
    /// Who of the staff did it.
    pub by: Option<Uuid>,
    /// What.
    pub event: Event,
}

/// Why something that was held goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Release {
    /// They have written: what was held until then.
    Wrote,
    /// They had blocked us, and are back.
    Reached,
}

/// What has been written, for whoever waits for it.
#[derive(Default)]
struct Written {
    /// Addresses that have news.
    addresses: HashSet<AddressHash>,
    /// Channels on which something may go out.
    waiting: HashSet<Channel>,
    /// What open pages have to know.
    changes: Vec<Change>,
}

impl UnitOfWork {
    /// Begins one in which nothing happens yet.
    pub(super) async fn begin(turns: &Turns, by: Option<Uuid>) -> anyhow::Result<Self> {
        let now = turns.clock.now();
        let house = turns.house().await?;
        Ok(Self {
            tx: turns.store.begin().await?,
            now,
            turns: turns.clone(),
            house,
            by,
            conversations: HashMap::new(),
            requests: HashMap::new(),
            tickets: BTreeMap::new(),
            clocks: HashMap::new(),
            changed_clocks: HashMap::new(),
            events: Vec::new(),
            clock_events: Vec::new(),
            audit: Vec::new(),
            notifications: Vec::new(),
            tallies: Vec::new(),
            recounts: Vec::new(),
            changed: HashSet::new(),
            hides: Vec::new(),
            messages: Vec::new(),
            outbox: Vec::new(),
            media: Vec::new(),
            contents: Vec::new(),
            released: Vec::new(),
            hold: None,
            came_at: None,
            despite: false,
            answer: None,
            taken_over: HashSet::new(),
            links: Vec::new(),
            last: Vec::new(),
            secrets: Vec::new(),
            told: Vec::new(),
            notices: Vec::new(),
            written: Written::default(),
        })
    }

    /// Takes up conversations with all tickets of their people, which are held until the end.
    pub(super) async fn take_up(&mut self, loaded: Vec<Loaded>) -> anyhow::Result<()> {
        let contacts: Vec<_> = loaded.iter().map(|v| (v.contact_id, &v.key)).collect();
        let records = record::hold(&self.turns.store, &mut self.tx, Of::Contacts(&contacts)).await?;
        self.requests.extend(ticket::known(&records));
        self.tickets.extend(records.into_iter().map(|record| (record.id, record)));
        self.conversations.extend(loaded.into_iter().map(|v| (v.address_hash, v)));
        Ok(())
    }

    /// Takes up tickets alone, without what was said; they are held until the end.
    pub async fn hold_tickets(&mut self, ids: &[Uuid]) -> Result<(), Refused> {
        let new: Vec<_> = ids.iter().copied().filter(|id| !self.tickets.contains_key(id)).collect();
        let records = record::hold(&self.turns.store, &mut self.tx, Of::Tickets(&new)).await?;
        self.tickets.extend(records.into_iter().map(|record| (record.id, record)));
        Ok(())
    }

    /// A ticket that was taken up.
    pub fn ticket(&self, id: Uuid) -> Option<&TicketRecord> {
        self.tickets.get(&id)
    }

    /// The store it writes to.
    pub const fn store(&self) -> &Store {
        &self.turns.store
    }

    pub(super) fn knows(&self, address: &AddressHash) -> bool {
        self.conversations.contains_key(address)
    }

    pub(super) fn conversation(&self, address: &AddressHash) -> anyhow::Result<&Loaded> {
        self.conversations.get(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))
    }

    fn conversation_mut(&mut self, address: &AddressHash) -> anyhow::Result<&mut Loaded> {
        self.conversations.get_mut(address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))
    }

    /// The ticket that a worker's number leads to: its own, or the one that it was merged into.
    pub(super) fn ticket_of(&self, address: &AddressHash, reference: Reference) -> Option<Uuid> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.requests.get(&contact)?.iter().find(|known| known.request.reference == reference)?.id)
    }

    /// The number under which its worker knows a ticket.
    pub(super) fn reference_of(&self, address: &AddressHash, ticket: Uuid) -> Option<Reference> {
        let contact = self.conversations.get(address)?.contact_id;
        Some(self.requests.get(&contact)?.iter().find(|known| known.own == ticket)?.request.reference)
    }

    /// The ticket that answers for this one: itself, or the one that it was merged into.
    pub(super) fn target(&self, ticket: Uuid) -> Uuid {
        let into = self.tickets.get(&ticket).and_then(|record| record.merged_into);
        into.filter(|into| self.tickets.contains_key(into)).unwrap_or(ticket)
    }

    /// Adds a ticket that is new.
    pub(super) fn open(&mut self, ticket: TicketRecord) {
        let known = self.requests.entry(ticket.contact_id).or_default();
        known.insert(0, Known::of(&ticket));
        let id = ticket.id;
        self.tickets.insert(id, ticket);
        self.record(id, Event::Opened);
    }

    /// A new ticket of a conversation.
    pub(super) fn new_ticket(
        &self,
        address: &AddressHash,
        reference: Reference,
        kind: TicketKind,
        about: Option<bot::flow::information::Topic>,
    ) -> anyhow::Result<TicketRecord> {
        let v = self.conversation(address)?;
        let language = v.state.language.map(|language| language.tag().to_owned());
        Ok(TicketRecord::new(reference, (v.contact_id, v.id), (kind, about), (v.channel, language), self.now))
    }

    /// What a command makes of a ticket happens to it.
    pub fn decide(&mut self, ticket: Uuid, command: &TicketCommand) -> Result<Vec<Event>, Refused> {
        let record = self.tickets.get(&ticket).ok_or(Refused::NotFound)?;
        let events = decide(&record.facts(), command, self.by).map_err(|not_now| match not_now {
            NotNow::NoSuchRequest | NotNow::NoAssessment => Refused::NotFound,
            not_now => Refused::NotNow(not_now.to_string()),
        })?;
        for event in &events {
            self.record(ticket, event.clone());
        }
        Ok(events)
    }

    /// Something has happened to a ticket that was taken up.
    pub fn record(&mut self, ticket: Uuid, mut event: Event) {
        if let Event::Answered { answer } = &mut event {
            *answer = self.answer;
        }
        if let Some(record) = self.tickets.get_mut(&ticket) {
            record.apply(&event, self.now);
            // All numbers under which the worker knows it.
            let known = self.requests.get_mut(&record.contact_id).into_iter().flatten();
            for known in known.filter(|known| known.id == ticket) {
                (known.request.state, known.request.assessment) = (record.state, record.assessment);
            }
        }
        self.events.push(Recorded { ticket, by: self.by, event });
    }

    /// Something happens to the clocks of a ticket alone.
    pub fn count(&mut self, ticket: Uuid, event: ClockEvent) {
        self.clock_events.push((ticket, event));
    }

    /// Changes the clocks of a ticket that was taken up.
    pub async fn change_clocks<T>(
        &mut self,
        ticket: Uuid,
        change: impl FnOnce(&mut Vec<Clock>) -> T,
    ) -> Result<T, Refused> {
        self.load_clocks(&[ticket]).await?;
        let clocks = self.clocks.entry(ticket).or_default();
        let before = clocks.clone();
        let changed = change(clocks);
        let kinds = clocks.iter().filter(|clock| !before.contains(clock)).map(|clock| clock.kind);
        self.changed_clocks.entry(ticket).or_default().extend(kinds);
        Ok(changed)
    }

    /// Loads the clocks of tickets that were taken up.
    pub(super) async fn load_clocks(&mut self, tickets: &[Uuid]) -> anyhow::Result<()> {
        let new: Vec<_> = tickets.iter().copied().filter(|id| !self.clocks.contains_key(id)).collect();
        self.clocks.extend(clock::of_tickets(&mut self.tx, &new).await?);
        Ok(())
    }

    /// Writes down who did it.
    pub fn audit(&mut self, action: Action, object: AuditObject<'static>, id: Uuid) {
        self.audit.push(AuditEntry { staff: self.by, action, object, object_id: Some(id) });
    }

    /// Keeps words beside what happened, under the key of a conversation.
    pub(super) fn keep(&mut self, conversation: Uuid, content: Content) {
        self.contents.push((conversation, content));
    }

    /// Notifies a colleague, not oneself.
    pub fn notify(&mut self, staff: Uuid, kind: Kind, ticket: Option<Uuid>) {
        if Some(staff) != self.by {
            self.notifications.push((staff, kind, ticket));
        }
    }

    /// A ticket is told apart otherwise in the figures, on the day on which it was opened.
    pub(super) fn recount(&mut self, dimension: &'static str, opened_at: i64, from: Option<&str>, to: Option<&str>) {
        self.recounts.push((dimension, opened_at, from.map(str::to_owned), to.map(str::to_owned)));
    }

    /// Pages that have a ticket open are told of it.
    pub fn show(&mut self, ticket: Uuid) {
        self.written.changes.push(Change::Ticket(ticket));
    }

    /// Writes what was gathered; what happens afterwards is gathered anew.
    pub async fn write(&mut self) -> anyhow::Result<()> {
        let now = self.now;
        let stay_safe = self.hide_all().await?;
        // First of all: what is released goes, and stands, before what this turn says.
        self.release().await?;
        let outbox = std::mem::take(&mut self.outbox);
        self.written.waiting.extend(outbox.iter().map(|row| row.channel));
        let messages = std::mem::take(&mut self.messages);
        let places = self.places(&messages)?;
        let changed: Vec<_> = self.changed.iter().filter_map(|address| self.conversations.get(address)).collect();
        conversation::save(&mut self.tx, &changed, now).await?;
        for (from, to) in stay_safe {
            erasure::stay_safe(&self.turns.store, &mut self.tx, from, to).await?;
        }
        self.write_tickets().await?;
        self.write_contents().await?;
        tally::add(&mut self.tx, &std::mem::take(&mut self.tallies), now).await?;
        message::insert_at(&mut self.tx, &messages, &places, now).await?;
        media::insert(&mut self.tx, &std::mem::take(&mut self.media), now).await?;
        outbox::insert(&mut self.tx, &outbox, now).await?;
        secret_message::insert(&mut self.tx, &std::mem::take(&mut self.secrets), now).await?;
        self.link_all().await?;
        self.send_notices().await?;
        // Last, because it moves and seals anew what was written above.
        self.end().await?;
        self.written.addresses.extend(self.changed.drain().chain(self.told.drain(..)));
        Ok(())
    }

    /// Tickets, and all that follows from what has happened to them.
    async fn write_tickets(&mut self) -> anyhow::Result<()> {
        projection::assignment::share_out(self).await?;
        projection::clocks::run(self).await?;
        record::save(&mut self.tx, self.tickets.values_mut()).await?;
        projection::clocks::write(self).await?;
        let events = std::mem::take(&mut self.events);
        projection::follow(self, &events).await?;
        let told = events.iter().filter(|recorded| projection::history::tells(&recorded.event));
        let rows: Vec<_> = told.map(|recorded| (recorded.ticket, recorded.by, &recorded.event)).collect();
        history::insert(&mut self.tx, &rows, self.now).await?;
        audit::insert(&mut self.tx, &std::mem::take(&mut self.audit), self.now).await?;
        for (dimension, opened_at, from, to) in std::mem::take(&mut self.recounts) {
            let opened_at = Timestamp::from_millisecond(opened_at)?;
            tally::recount(&mut self.tx, dimension, opened_at, from.as_deref(), to.as_deref()).await?;
        }
        let notifications = std::mem::take(&mut self.notifications);
        notification::insert(&mut self.tx, &notifications, self.now).await?;
        self.written.changes.extend(notifications.iter().map(|(staff, ..)| Change::Notification(*staff)));
        Ok(())
    }

    /// The places of messages, at the ends of their conversations.
    fn places(&mut self, messages: &[NewMessage]) -> anyhow::Result<Vec<i64>> {
        let mut last: HashMap<_, _> = self.conversations.values_mut().map(|v| (v.id, &mut v.last_place)).collect();
        let place = |message: &NewMessage| {
            let last = last.get_mut(&message.conversation_id)?;
            **last += 1;
            Some(**last)
        };
        let places: Option<Vec<_>> = messages.iter().map(place).collect();
        places.ok_or_else(|| anyhow::anyhow!("a message without its conversation"))
    }

    /// Makes it durable, and tells whoever waits.
    pub async fn commit(self) -> Result<(), Refused> {
        Ok(self.finish().await?)
    }

    /// The same for turns, whose errors are looked at for their causes.
    pub(super) async fn finish(mut self) -> anyhow::Result<()> {
        self.write().await?;
        self.tx.commit().await?;
        self.turns.tell(self.written.addresses, &self.written.waiting, self.written.changes);
        Ok(())
    }
}
