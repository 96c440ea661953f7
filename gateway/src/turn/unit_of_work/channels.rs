//! What a turn does to a person's other channels: they are told of a new one, hidden with this one, brought back with it.
//! Such a turn has a transaction to itself.

use super::UnitOfWork;
use crate::store::{
    audit::{Action, AuditObject},
    channel_link, contact,
    conversation::{self, AddressHash, Loaded},
    erasure,
    message::{Author, Body, Kind, NewMessage},
    outbox::{Held, NewOutbox, Priority},
};
use crate::{channel::Channel, turn::staff::hold};
use bot::{
    conversation::{Conversation, Step},
    flow::erase::DELAY,
    notice,
    reference::Reference,
    render::render,
    reply::Reply,
};
use jiff::Timestamp;
use uuid::Uuid;

/// A contact that is hidden, by the conversation that asked for it, and the shell in its place.
pub(in crate::turn) struct Hide {
    old: Loaded,
    shell: Uuid,
}

/// What is done once everything else is written.
pub(in crate::turn) enum Last {
    Keep,
    Unlink,
    ConfirmLink,
}

impl UnitOfWork {
    /// Whether this cannot share a transaction with turns that work on what it changes behind their backs.
    pub fn stands_alone(&self) -> bool {
        !(self.hides.is_empty() && self.links.is_empty() && self.last.is_empty())
    }

    /// Puts an empty shell with a new key in the place of a conversation; the replies of this turn are the shell's.
    pub(super) fn hide(&mut self, address: &AddressHash, before: Conversation) -> anyhow::Result<()> {
        let store = self.turns.store.clone();
        let v = self.conversation_mut(address)?;
        let next = std::mem::take(&mut v.state);
        let shell = v.shell(&store, next)?;
        let id = shell.id;
        let mut old = std::mem::replace(v, shell);
        old.state = before;
        old.state.leave(Step::Menu);
        self.requests.remove(&old.contact_id);
        // Nothing was ever written of somebody whom this transaction was going to write first.
        if old.new_contact.is_some() {
            self.messages.retain(|message| message.conversation_id != old.id);
            self.outbox.retain(|row| row.conversation_id != old.id);
            self.media.retain(|row| row.conversation_id != old.id);
            self.contents.retain(|(conversation, _)| *conversation != old.id);
            self.released.retain(|(conversation, _)| *conversation != old.id);
            self.tickets.retain(|_, ticket| ticket.conversation_id != old.id);
            self.events.retain(|recorded| self.tickets.contains_key(&recorded.ticket));
        } else {
            self.hides.push(Hide { old, shell: id });
        }
        Ok(())
    }

    /// Hides what was asked for, and prepares the shells and notices of the other channels. Before the shells are written,
    /// because they take over the addresses. Returns whose safety each shell goes on keeping.
    pub(super) async fn hide_all(&mut self) -> anyhow::Result<Vec<(Uuid, Uuid)>> {
        let (mut stay_safe, now, store) = (Vec::new(), self.now, self.turns.store.clone());
        for Hide { old, shell } in std::mem::take(&mut self.hides) {
            let until = now.checked_add(DELAY)?;
            conversation::save(&mut self.tx, &[&old], now).await?;
            let others = conversation::of_contact(&store, &mut self.tx, old.contact_id).await?;
            let mut shells = vec![(old.id, shell)];
            let asking = self.conversations.get(&old.address_hash).map(|v| v.contact_id);
            stay_safe.extend(asking.map(|contact| (old.contact_id, contact)));
            for other in others.into_iter().filter(|other| other.id != old.id && !other.hidden) {
                let state =
                    Conversation { quiet: other.state.quiet, ..Conversation::hidden(until, other.state.language) };
                let new = other.shell(&store, state)?;
                self.tell(&new, &other, &notice::erasing(&other.state, until), now);
                shells.push((other.id, new.id));
                stay_safe.push((old.contact_id, new.contact_id));
                self.changed.insert(new.address_hash);
                self.conversations.insert(new.address_hash, new);
            }
            erasure::hide(&store, &mut self.tx, old.contact_id, now).await?;
            erasure::insert(&mut self.tx, old.contact_id, &shells, now, until).await?;
            self.audit(Action::AskErase, AuditObject::Contact, old.contact_id);
        }
        Ok(stay_safe)
    }

    /// Notes who asks to be one more channel of whom, and tells the channels that were there before.
    pub(super) async fn link_all(&mut self) -> anyhow::Result<()> {
        for (address, reference, only_confirmed) in std::mem::take(&mut self.links) {
            self.link(&address, reference, only_confirmed).await?;
        }
        Ok(())
    }

    async fn link(&mut self, address: &AddressHash, reference: Reference, only_confirmed: bool) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let (conversation, own, now, store) = (v.id, v.contact_id, self.now, self.turns.store.clone());
        let Some((ticket, into)) = contact::of_reference(&mut self.tx, reference).await? else { return Ok(()) };
        if into == own || !channel_link::ask(&mut self.tx, conversation, (ticket, into), only_confirmed, now).await? {
            return Ok(());
        }
        for other in conversation::of_contact(&store, &mut self.tx, into).await? {
            let has_buttons = other.channel.limits().capabilities.buttons > 0;
            self.tell(&other, &other, &notice::linked(&other.state, reference, has_buttons), now);
            self.told.push(other.address_hash);
        }
        Ok(())
    }

    /// A message of the bot to another channel of a person: through the outbox, when it is safe for `whose` it is.
    fn tell(&mut self, to: &Loaded, whose: &Loaded, reply: &Reply, now: Timestamp) {
        if whose.hidden || to.channel == Channel::Voice {
            return;
        }
        let held = if whose.state.quiet { Some(Held::Stop) } else { hold(whose.may_write(now)) };
        let limits = to.channel.limits();
        for rendered in render(reply, limits.capabilities, &self.house.wording) {
            let body =
                Body { buttons: rendered.buttons, language: rendered.language, ..Body::new(Kind::Text, rendered.text) };
            let id = Uuid::now_v7();
            let (author, body_sealed) = (Author::Bot, body.seal(&to.key, id));
            let message = NewMessage { id, conversation_id: to.id, ticket_id: None, author, body_sealed };
            let goes = held.is_some() || !limits.fetched || to.route_sealed.is_some();
            let out = goes.then_some(NewOutbox {
                message_id: id,
                conversation_id: to.id,
                channel: to.channel,
                held,
                // Unlike the bot's other words it waits until it is safe, see `outbox::safe`.
                priority: Priority::Reminder,
                despite: false,
            });
            self.notices.push((message, out));
        }
    }

    /// Writes what other channels are told, each at the end of its conversation.
    pub(super) async fn send_notices(&mut self) -> anyhow::Result<()> {
        let (messages, out): (Vec<_>, Vec<_>) = std::mem::take(&mut self.notices).into_iter().unzip();
        let out: Vec<_> = out.into_iter().flatten().collect();
        self.written.waiting.extend(out.iter().map(|row| row.channel));
        crate::store::message::insert(&mut self.tx, &messages, self.now).await?;
        Ok(crate::store::outbox::insert(&mut self.tx, &out, self.now).await?)
    }

    /// What is done once everything else is written.
    pub(super) async fn end(&mut self) -> anyhow::Result<()> {
        let (now, store) = (self.now, self.turns.store.clone());
        for (address, last) in std::mem::take(&mut self.last) {
            let v = self.conversation(&address)?;
            let (conversation, contact) = (v.id, v.contact_id);
            match last {
                Last::Keep => {
                    let kept = erasure::keep(&store, &mut self.tx, conversation, now).await?;
                    anyhow::ensure!(kept, "what was to be kept was destroyed a moment ago");
                }
                Last::Unlink => {
                    for link in channel_link::younger(&mut self.tx, contact, conversation, now).await? {
                        channel_link::undo(&store, &mut self.tx, &link, None, now).await?;
                    }
                }
                Last::ConfirmLink => {
                    for link in channel_link::younger(&mut self.tx, contact, conversation, now).await? {
                        if channel_link::join(&store, &mut self.tx, &link, now).await? {
                            self.joined(link.conversation_id).await?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    async fn joined(&mut self, conversation: Uuid) -> anyhow::Result<()> {
        let (now, store) = (self.now, self.turns.store.clone());
        let Some(found) = conversation::load_one(&store, &mut self.tx, conversation).await? else { return Ok(()) };
        self.tell(&found, &found, &notice::joined(&found.state), now);
        self.told.push(found.address_hash);
        self.send_notices().await
    }
}
