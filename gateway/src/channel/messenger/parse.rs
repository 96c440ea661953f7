//! From a delivery, as it came over the wire, to what was told
//! (<https://developers.facebook.com/docs/messenger-platform/reference/webhook-events>,
//! <https://developers.facebook.com/docs/messenger-platform/instagram/features/webhook>).
//!
//! Messenger tells what was read by a watermark ("everything up to here"), Instagram by the message. What a person takes back (`is_deleted`) stays as it was received.

mod content;
mod wire;

use super::Accounts;
use crate::{
    channel::{Arrival, Channel, Delivery, Event, Receipt, ReceiptState, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::Source,
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound},
    private::Private,
};
use serde_json::value::RawValue;
use uuid::Uuid;
use wire::{Entry, Item, Message, Postback, Referral, Wire};

/// Characters of a referral that are kept.
const LONGEST_REFERRAL: usize = 64;

/// What a delivery told, in its order.
pub struct Delivered {
    /// All of it is of this channel.
    pub channel: Channel,
    /// What concerns us.
    pub events: Vec<Event>,
    /// How much of it was about another page or account.
    pub elsewhere: u64,
}

/// Not a delivery: no JSON, or JSON of another shape.
#[derive(Debug, PartialEq, Eq)]
pub struct NotADelivery;

/// Reads a delivery from its raw JSON: up to 1,000 events of one object.
pub fn parse(raw: &[u8], accounts: &Accounts, master: &MasterKey) -> Result<Delivered, NotADelivery> {
    let wire: Wire<'_> = serde_json::from_slice(raw).map_err(|_| NotADelivery)?;
    let (channel, account) = match wire.object.as_str() {
        "instagram" => (Channel::Instagram, accounts.instagram.as_deref()),
        _ => (Channel::Messenger, Some(accounts.page.as_str())),
    };
    let mut reader = Reader { channel, account, master, events: Vec::new(), elsewhere: 0, sent_at: None };
    let is_known = matches!(wire.object.as_str(), "page" | "instagram");
    for entry in wire.entry {
        match serde_json::from_str::<Entry<'_>>(entry.get()) {
            Ok(Entry { messaging, standby, changes }) if is_known && messaging.len() + standby + changes > 0 => {
                for item in messaging {
                    reader.read(item);
                }
                // Another app has the conversation; or something on the page that is no conversation.
                for _ in 0..standby + changes {
                    reader.tell([0; 32], Delivery::Unneeded);
                }
            }
            // Another object of the same app, or an entry of a kind nobody knows yet.
            _ => reader.keep(entry, None),
        }
    }
    Ok(Delivered { channel, events: reader.events, elsewhere: reader.elsewhere })
}

struct Reader<'a> {
    channel: Channel,
    account: Option<&'a str>,
    master: &'a MasterKey,
    events: Vec<Event>,
    elsewhere: u64,
    /// When what is being read was done; milliseconds since 1970.
    sent_at: Option<i64>,
}

impl Reader<'_> {
    fn read(&mut self, raw: &RawValue) {
        let Ok(item) = serde_json::from_str::<Item>(raw.get()) else {
            return self.keep(raw, wire::sender(raw));
        };
        let is_echo = item.message.as_ref().is_some_and(|message| message.is_echo);
        let (sender, recipient) = (item.sender.and_then(|it| it.id), item.recipient.and_then(|it| it.id));
        let (account, person) = if is_echo { (sender, recipient) } else { (recipient, sender) };
        if self.account.is_none() || account.is_some_and(|account| Some(account.as_str()) != self.account) {
            self.elsewhere += 1;
            return;
        }
        if person.is_some() && person.as_deref() == self.account {
            // Instagram tells an account what it writes to itself.
            return self.unneeded();
        }
        let person = person.map(Private::new);
        self.sent_at = item.timestamp;
        let at = item.timestamp.unwrap_or_default();
        match (item.message, item.postback, item.referral, item.message_edit) {
            (Some(message), ..) if is_echo => self.echo(&message),
            (Some(message), ..) => self.message(message, person, at, raw),
            (_, Some(postback), ..) => self.postback(postback, person, at, raw),
            (_, _, Some(referral), _) => self.referral(&referral, person, at),
            (.., Some(edit)) => {
                let Some(person) = person else { return self.unneeded() };
                let unique = format!("edit:{}:{}", edit.mid.unwrap_or_default(), edit.num_edit.unwrap_or(at));
                let body = Body::new(Kind::Edited, edit.text.unwrap_or_default());
                self.arrive(&unique, person, Content::Edited.into(), body, Vec::new());
            }
            _ => {
                if item.delivery.is_none() && item.read.is_none() && item.expected.is_none() {
                    return self.keep(raw, person);
                }
                let delivered = item.delivery.map(|delivery| delivery.mids).unwrap_or_default();
                let (read, until) = item.read.map_or((None, None), |read| (read.mid, read.watermark));
                if let (Some(address), Some(at)) = (person, until) {
                    self.tell([0; 32], Delivery::ReadUntil { address, at });
                } else if delivered.is_empty() && read.is_none() {
                    return self.unneeded();
                }
                for mid in delivered {
                    self.receipt(&mid, None, ReceiptState::Delivered);
                }
                if let Some(mid) = read {
                    self.receipt(&mid, None, ReceiptState::Read);
                }
            }
        }
    }

    /// Our own message comes back: with our id in it, or it was written in the page's inbox.
    fn echo(&mut self, message: &Message) {
        let ours = message.metadata.as_deref().and_then(|metadata| Uuid::try_parse(metadata).ok());
        match (&message.mid, ours) {
            (Some(mid), Some(_)) => self.receipt(mid, ours, ReceiptState::Sent),
            _ => self.unneeded(),
        }
    }

    fn message(&mut self, message: Message, person: Option<Private<String>>, at: i64, raw: &RawValue) {
        if message.is_deleted {
            return self.unneeded();
        }
        let Some(person) = person else { return self.keep(raw, None) };
        let unique = message.mid.clone().unwrap_or_else(|| format!("message:{}:{at}", person.expose()));
        match content::of(message) {
            Some((inbound, body, files)) => self.arrive(&unique, person, inbound, body, files),
            None => self.keep(raw, Some(person)),
        }
    }

    /// A button that stays: "Get started", the persistent menu, an ice breaker, or one of ours.
    fn postback(&mut self, postback: Postback, person: Option<Private<String>>, at: i64, raw: &RawValue) {
        let Some(person) = person else { return self.keep(raw, None) };
        let unique = postback.mid.unwrap_or_else(|| format!("postback:{}:{at}", person.expose()));
        let title = postback.title.unwrap_or_default();
        let payload = postback.payload.unwrap_or_default();
        let (inbound, body) = if payload.starts_with("1|") {
            (Inbound::button(&payload), Body::new(Kind::Button, title))
        } else if payload.starts_with('/') {
            (Inbound::text(&payload), Body::new(Kind::Button, title))
        } else {
            (Inbound::text(&start(postback.referral.as_ref())), Body::new(Kind::Button, title))
        };
        self.arrive(&unique, person, inbound, body, Vec::new());
    }

    /// Somebody came by a link of an outreach campaign, which opens the window ("Messaging windows").
    fn referral(&mut self, referral: &Referral, person: Option<Private<String>>, at: i64) {
        let Some(person) = person.filter(|_| referral.name().is_some()) else { return self.unneeded() };
        let unique = format!("referral:{}:{at}", person.expose());
        let words = start(Some(referral));
        self.arrive(&unique, person, Inbound::text(&words), Body::new(Kind::Text, words), Vec::new());
    }

    fn arrive(&mut self, unique: &str, address: Private<String>, inbound: Inbound, body: Body, files: Vec<Source>) {
        let provider_id = provider_id(self.master, self.channel, unique);
        let channel = self.channel;
        let body = Body { sent_at: self.sent_at, ..body };
        let arrival = Arrival { channel, provider_id, address, route: None, inbound, body, files };
        self.tell(provider_id, Delivery::Arrival(Box::new(arrival)));
    }

    fn receipt(&mut self, mid: &str, ours: Option<Uuid>, state: ReceiptState) {
        let provider_hash = provider_id(self.master, self.channel, mid);
        self.tell(provider_hash, Delivery::Receipt(Receipt { provider_hash, ours, state }));
    }

    fn unneeded(&mut self) {
        self.tell([0; 32], Delivery::Unneeded);
    }

    /// Nothing the bot can use: kept as it came, once.
    fn keep(&mut self, raw: &RawValue, address: Option<Private<String>>) {
        let id = provider_id(self.master, self.channel, &format!("raw:{}", raw.get()));
        self.tell(id, Delivery::Unknown { address, raw: raw.get().as_bytes().to_vec() });
    }

    fn tell(&mut self, provider_id: ProviderId, delivery: Delivery) {
        self.events.push(Event { provider_id, delivery });
    }
}

/// As on other platforms: `/start`, and where the person came from.
fn start(referral: Option<&Referral>) -> String {
    let from = referral.and_then(Referral::name).unwrap_or_default();
    let fits = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
    let from: String = from.chars().filter(fits).take(LONGEST_REFERRAL).collect();
    format!("/start {from}").trim_end().to_owned()
}
