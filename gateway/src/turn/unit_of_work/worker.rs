//! A worker's turn: their words, what the bot makes of them, and what was held until they write.

use super::{Release, UnitOfWork};
use crate::{
    channel::Arrival,
    seal::DataKey,
    store::{
        answer,
        conversation::{self, Loaded},
        media::{self, NewMedia},
        message::{Author, NewMessage},
        outbox,
    },
    turn::counted,
};
use bot::{
    command::TicketCommand,
    context::Request,
    conversation::{Conversation, Step},
    effect::{Effect, Turn},
    receipt::without_code,
};
use uuid::Uuid;

impl UnitOfWork {
    /// Somebody new.
    pub(in crate::turn) fn meet(&mut self, new: Loaded) {
        self.tallies.extend(counted::met(new.channel));
        self.conversations.insert(new.address_hash, new);
    }

    /// Takes up a conversation with all tickets of its person, or meets somebody new. A call comes with whoever it is.
    pub(in crate::turn) async fn take_up_or_meet(&mut self, loaded: Loaded) -> anyhow::Result<()> {
        if loaded.new_contact.is_some() {
            self.meet(loaded);
            return Ok(());
        }
        self.take_up(vec![loaded]).await
    }

    /// Notes what a worker's message led to.
    pub(in crate::turn) fn worker_turn(
        &mut self,
        arrival: &Arrival,
        advance: impl FnOnce(Conversation, &[Request], bool) -> anyhow::Result<Turn>,
    ) -> anyhow::Result<()> {
        let address = conversation::address_hash(&self.turns.store.master, arrival.channel, &arrival.address);
        // Before every reply of this turn.
        let (id, first) = (Uuid::now_v7(), self.messages.len());
        let (state, requests, restarted) = self.before(&address)?;
        let was_quiet = state.quiet;
        let before = counted::Before::of(&state);
        let turn = advance(state, &requests, restarted)?;
        let erased = turn.effects.contains(&Effect::Erase);
        let reference = turn.effects.iter().find_map(|effect| match effect {
            Effect::Ticket { reference, command: TicketCommand::AddMessage } => Some(*reference),
            _ => None,
        });
        self.apply(&address, turn)?;
        let (now, came_at) = (self.now.as_millisecond(), self.came_at);
        let v =
            self.conversations.get_mut(&address).ok_or_else(|| anyhow::anyhow!("a turn without its conversation"))?;
        // Who writes can be written to again.
        let was_blocked = v.blocked_at.take().is_some();
        if v.heard_at == 0 {
            v.campaign = arrival.inbound.campaign.clone();
        }
        self.tallies.extend(before.then(&v.state));
        v.heard_at = came_at.map_or(now, |came| came.as_millisecond().max(v.heard_at));
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
            self.released.push((conversation_id, Release::Reached));
        }
        // Something may have been held because a window had closed; who says "stop" now does not get it.
        if !v.state.quiet && (was_quiet || v.safe.is_some() || v.channel.limits().window.is_some()) {
            self.released.push((conversation_id, Release::Wrote));
        }
        // The words that asked for erasing are erased too.
        if !erased {
            let ticket_id = reference.and_then(|reference| self.ticket_of(&address, reference));
            let said = NewMessage { id, conversation_id, ticket_id, author: Author::Worker, body_sealed };
            self.messages.insert(first, said);
        }
        Ok(())
    }

    /// Lets go what waited for workers: it takes its places in the conversations before what is said now.
    pub(super) async fn release(&mut self) -> anyhow::Result<()> {
        for (conversation, release) in std::mem::take(&mut self.released) {
            let Some(v) = self.conversations.values_mut().find(|v| v.id == conversation) else { continue };
            self.written.waiting.insert(v.channel);
            match release {
                Release::Reached => conversation::set_blocked(&mut self.tx, v.id, None).await?,
                Release::Wrote => {
                    let may_write = v.may_write(self.now);
                    v.last_place += outbox::release(&mut self.tx, v.id, v.channel, may_write, true).await?;
                    if v.safe.is_some() {
                        answer::wake(&mut self.tx, v.contact_id, self.now).await?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether number and code are what this person was asked for.
    pub(in crate::turn) fn expects_receipt(&self, arrival: &Arrival) -> bool {
        let address = conversation::address_hash(&self.turns.store.master, arrival.channel, &arrival.address);
        self.conversations.get(&address).is_some_and(|v| v.state.step == Step::Link)
    }

    /// Whether somebody else may have become a channel of this person lately.
    pub(in crate::turn) fn is_newly_linked(&self, arrival: &Arrival) -> bool {
        let address = conversation::address_hash(&self.turns.store.master, arrival.channel, &arrival.address);
        self.conversations.get(&address).is_some_and(|v| self.now.as_millisecond() < v.linked_until)
    }
}
