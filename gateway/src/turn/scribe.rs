//! What a transaction is going to write: turns are made in memory, then written in few statements.

mod aside;
mod effect;
mod row;

use super::{
    AttendError,
    attend::hold,
    counted,
    enclosed::Enclosed,
    moved::{self, Moved, What},
};
use crate::{
    channel::{Arrival, Channel},
    seal::{self, DataKey},
    store::{
        Store, Tx,
        audit::{Action, AuditObject},
        conversation::{self, AddressHash, Loaded},
        erasure,
        media::{self, NewMedia},
        message::{self, Author, NewMessage},
        outbox::{self, Held, NewOutbox},
        secret_message,
        tally::{self, Tally},
        ticket::Known,
    },
};
use aside::{Hide, Last};
use bot::{
    act::{self, Act},
    context::{Context, Request},
    conversation::{Conversation, Step},
    effect::{Effect, Turn},
    house::House,
    receipt::{Proof, without_code},
    reference::Reference,
};
use jiff::Timestamp;
use row::Row;
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
    hides: Vec<Hide>,
    pub(super) messages: Vec<NewMessage>,
    outbox: Vec<NewOutbox>,
    pub(super) media: Vec<NewMedia>,
    /// What the staff say waits: it is not safe now.
    pub(super) hold: Option<Held>,
    /// A message that was kept aside came then. Nobody has written now, so the bot's answer waits like the staff's.
    pub(super) came_at: Option<Timestamp>,
    /// What the staff say goes although it is not safe.
    pub(super) despite: bool,
    links: Vec<(AddressHash, Reference, bool)>,
    last: Vec<(AddressHash, Last)>,
    /// Messages, with their conversations, that show a code.
    secrets: Vec<(Uuid, Uuid)>,
    /// Other addresses that have news.
    told: Vec<AddressHash>,
    /// What a person's other channels are told, with the way out, until it is written.
    notices: Vec<(NewMessage, Option<NewOutbox>)>,
    /// Channels on which a notice may go out.
    noticed: Vec<Channel>,
    rows: Vec<(Uuid, Row)>,
    moved: Vec<(Uuid, Moved)>,
    tallies: Vec<Tally>,
}

/// What has been written, for whoever waits for it.
pub(super) struct Written {
    /// Addresses that have news.
    pub addresses: Vec<AddressHash>,
    /// Channels on which something may go out.
    pub waiting: HashSet<Channel>,
    /// Tickets that are no longer as they were.
    pub tickets: Vec<Uuid>,
    /// Members of the staff who have something new to look at.
    pub staff: Vec<Uuid>,
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
            hides: Vec::new(),
            messages: Vec::new(),
            outbox: Vec::new(),
            media: Vec::new(),
            hold: None,
            came_at: None,
            despite: false,
            links: Vec::new(),
            last: Vec::new(),
            secrets: Vec::new(),
            told: Vec::new(),
            notices: Vec::new(),
            noticed: Vec::new(),
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

    fn reference(&self, address: &AddressHash, ticket: Uuid) -> Option<Reference> {
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
        // Before every reply of this turn.
        let (id, first) = (Uuid::now_v7(), self.messages.len());
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
        let was_blocked = v.blocked_at.take().is_some();
        if v.heard_at == 0 {
            v.campaign = arrival.inbound.campaign.clone();
        }
        self.tallies.extend(before.then(&v.state));
        v.heard_at = self.came_at.map_or(now, |came| came.as_millisecond().max(v.heard_at));
        if let Some(route) = &arrival.route {
            v.set_route(route);
        }
        let mut body = arrival.body.clone();
        // A code is typed, not told: nobody who reads on reads it.
        if arrival.inbound.receipt().is_some() {
            body.text = without_code(&body.text);
        }
        let (conversation_id, body_sealed) = (v.id, body.seal(&v.key, id));
        for (file, source) in arrival.body.files.iter().zip(&arrival.files).filter(|_| !erased) {
            let id = file.id;
            let (key, source_sealed, kept) = match source.kept()? {
                Some((key, kept)) => (key, None, Some(kept)),
                None => (DataKey::fresh(), Some(source.seal(&v.key, id)), None),
            };
            let (channel, key_sealed) = (v.channel, v.key.seal_key(media::KEY.of(id), &key));
            self.media.push(NewMedia { id, conversation_id, channel, key_sealed, source_sealed, kept });
        }
        if was_blocked {
            self.rows.push((conversation_id, Row::Reached));
        }
        // Something may have been held because a window had closed; who says "stop" now does not get it.
        if !v.state.quiet && (was_quiet || v.safe.is_some() || v.channel.limits().window.is_some()) {
            self.rows.push((conversation_id, Row::Release));
        }
        // The words that asked for erasing are erased too.
        if !erased {
            let ticket_id = reference.and_then(|reference| self.ticket(&address, reference));
            let said = NewMessage { id, conversation_id, ticket_id, author: Author::Worker, body_sealed };
            self.messages.insert(first, said);
        }
        Ok(())
    }

    /// Carries out an act of the staff: `bot` says what follows.
    pub fn attend(
        &mut self,
        address: &AddressHash,
        staff: Uuid,
        ticket: Uuid,
        act: &Act,
        enclosed: Option<Enclosed>,
    ) -> Result<(), AttendError> {
        let reference = self.reference(address, ticket).ok_or(AttendError::NotFound)?;
        let (state, requests, restarted) = self.before(address)?;
        let entropy = u64::from_le_bytes(seal::random());
        let (now, proof, house) = (self.now, Proof::NotGiven, self.house.clone());
        let (forgeable, newly_linked) = (false, false);
        let context =
            Context { now, entropy, requests: &requests, restarted, proof, forgeable, newly_linked, house: &house };
        let turn = act::attend(state, reference, act.clone(), &context)?;
        self.apply(address, turn, Some(staff))?;
        // What was merged into another ticket is done to that one.
        let ticket = self.target(address, ticket);
        let (action, owns) = match act {
            Act::TakeOver => (Action::TakeOver, true),
            Act::Answer { .. } => (Action::Answer, true),
            Act::HandBack => (Action::HandBack, false),
            Act::Validate => (Action::Validate, false),
            Act::AskMore { .. } => (Action::AskMore, false),
            Act::Orient { .. } => (Action::Orient, false),
            Act::Close => (Action::Close, false),
            Act::CloseQuietly => (Action::CloseQuietly, false),
            Act::Wait => (Action::Wait, false),
            Act::Reopen => (Action::Reopen, false),
        };
        let id = self.conversation(address)?.id;
        if owns {
            self.moved.push((id, Moved { ticket, staff: Some(staff), what: What::Owned }));
        }
        if matches!(act, Act::Answer { .. } | Act::AskMore { .. }) {
            self.moved.push((id, Moved { ticket, staff: Some(staff), what: What::Answered }));
        }
        self.rows.push((id, Row::Audit { staff: Some(staff), action, object: AuditObject::Ticket, id: ticket }));
        if let Some(file) = enclosed {
            self.rows.push((
                id,
                Row::Audit { staff: Some(staff), action: Action::Send, object: AuditObject::Media, id: file.id },
            ));
            self.enclose(address, staff, file)?;
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
        let before = std::mem::replace(&mut v.state, turn.next);
        v.restarted = false;
        self.changed.insert(*address);
        // Hiding comes first, whatever the order: what this turn still says belongs to the shell that is left.
        if turn.effects.contains(&Effect::Erase) {
            self.hide(address, before)?;
        }
        for effect in turn.effects {
            self.effect(address, effect, staff, held)?;
        }
        Ok(())
    }

    /// Writes everything.
    pub async fn write(mut self, tx: &mut Tx, now: Timestamp) -> anyhow::Result<Written> {
        let stay_safe = self.hide_all(tx, now).await?;
        // First of all: what is released goes, and stands, before what this turn says.
        let (released, rows): (Vec<_>, Vec<_>) =
            self.rows.into_iter().partition(|(_, row)| matches!(row, Row::Release | Row::Reached));
        self.rows = rows;
        let mut waiting: HashSet<_> = self.outbox.iter().map(|row| row.channel).collect();
        for (conversation, row) in released {
            if let Some(v) = self.conversations.values_mut().find(|v| v.id == conversation) {
                waiting.insert(v.channel);
                row.release(tx, v, now).await?;
            }
        }
        let places = self.places()?;
        let changed: Vec<_> = self.changed.iter().filter_map(|address| self.conversations.get(address)).collect();
        conversation::save(tx, &changed, now).await?;
        for (from, to) in stay_safe {
            erasure::stay_safe(self.store, tx, from, to).await?;
        }
        let by_id: HashMap<_, _> = changed.iter().map(|v| (v.id, *v)).collect();
        for (conversation, row) in std::mem::take(&mut self.rows) {
            if let Some(v) = by_id.get(&conversation) {
                row.write(tx, self.store, v, now).await?;
            }
        }
        let moved: Vec<_> = std::mem::take(&mut self.moved).into_iter().map(|(_, moved)| moved).collect();
        let staff = moved::follow(tx, self.store, &moved, now).await?;
        tally::add(tx, &self.tallies, now).await?;
        message::insert_at(tx, &self.messages, &places, now).await?;
        media::insert(tx, &self.media, now).await?;
        outbox::insert(tx, &self.outbox, now).await?;
        secret_message::insert(tx, &self.secrets, now).await?;
        self.link_all(tx, now).await?;
        self.send_notices(tx, now).await?;
        // Last, because it moves and seals anew what was written above.
        self.end(tx, now).await?;
        waiting.extend(self.noticed);
        let addresses = self.changed.into_iter().chain(self.told).collect();
        Ok(Written { addresses, waiting, tickets: moved::tickets(&moved), staff })
    }

    /// The places of the messages, at the ends of their conversations.
    fn places(&mut self) -> anyhow::Result<Vec<i64>> {
        let mut last: HashMap<_, _> = self.conversations.values_mut().map(|v| (v.id, &mut v.last_place)).collect();
        let place = |message: &NewMessage| {
            let last = last.get_mut(&message.conversation_id)?;
            **last += 1;
            Some(**last)
        };
        let places: Option<Vec<_>> = self.messages.iter().map(place).collect();
        places.ok_or_else(|| anyhow::anyhow!("a message without its conversation"))
    }

    /// Whether number and code are what this person was asked for.
    pub fn expects_receipt(&self, arrival: &Arrival) -> bool {
        let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
        self.conversations.get(&address).is_some_and(|v| v.state.step == Step::Link)
    }

    /// Whether somebody else may have become a channel of this person lately.
    pub fn is_newly_linked(&self, arrival: &Arrival) -> bool {
        let address = conversation::address_hash(&self.store.master, arrival.channel, &arrival.address);
        self.conversations.get(&address).is_some_and(|v| self.now.as_millisecond() < v.linked_until)
    }
}
