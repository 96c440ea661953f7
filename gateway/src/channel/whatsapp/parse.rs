//! From a delivery, as it came over the wire, to what workers did and what became of our messages, in its order.

use super::{
    Route, errors,
    wire::{self, Card, Change, Contact, Entry, Envelope, Media, Message, Status, Value},
};
use crate::{
    channel::{Arrival, Channel, Delivery, Event, Receipt, ReceiptState, SendError, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound, Position},
    private::Private,
};
use serde_json::value::RawValue;

/// Not a delivery of WhatsApp: not JSON, or JSON of another shape.
#[derive(Debug, PartialEq, Eq)]
pub struct NotADelivery;

/// Reads a delivery. `numbers` are ours; what came to another one is counted and left alone. A part that cannot be read is
/// [`Delivery::Unknown`], the others go on.
pub fn parse(body: &[u8], numbers: &[String], master: &MasterKey) -> Result<Vec<Event>, NotADelivery> {
    let envelope: Envelope<'_> = serde_json::from_slice(body).map_err(|_| NotADelivery)?;
    if envelope.object != "whatsapp_business_account" {
        return Err(NotADelivery);
    }
    let mut reader = Reader { numbers, master, events: Vec::new() };
    for raw in envelope.entry {
        match serde_json::from_str::<Entry<'_>>(raw.get()) {
            Ok(entry) => entry.changes.into_iter().for_each(|change| reader.change(change)),
            Err(_) => reader.unknown(raw, None),
        }
    }
    Ok(reader.events)
}

struct Reader<'a> {
    numbers: &'a [String],
    master: &'a MasterKey,
    events: Vec<Event>,
}

impl Reader<'_> {
    fn change(&mut self, raw: &RawValue) {
        let change = serde_json::from_str::<Change<'_>>(raw.get()).ok().filter(|change| change.field == "messages");
        let Some(value) = change.and_then(|change| serde_json::from_str::<Value<'_>>(change.value.get()).ok()) else {
            return self.unknown(raw, None);
        };
        let number = &value.metadata.phone_number_id;
        if !self.numbers.contains(number) {
            metrics::counter!("approdo_inbound_foreign_total", "channel" => Channel::Whatsapp.name()).increment(1);
            let provider_id = self.id(raw.get());
            return self.events.push(Event { provider_id, delivery: Delivery::Unneeded });
        }
        value.messages.iter().for_each(|message| self.message(message, number, &value.contacts));
        value.statuses.iter().for_each(|status| self.status(status));
        value.errors.iter().for_each(|error| self.unknown(error, None));
    }

    fn message(&mut self, raw: &RawValue, number: &str, contacts: &[Contact]) {
        let Ok(message) = serde_json::from_str::<Message>(raw.get()) else { return self.unknown(raw, None) };
        let Some(id) = message.id.as_ref() else { return self.unknown(raw, None) };
        let provider_id = self.id(id);
        // In a group others would read the answers.
        if let Some(group) = message.group_id {
            let route = Some(Route { number, telephone: None }.write());
            let delivery = Delivery::Group { address: Private::new(group), route };
            return self.events.push(Event { provider_id, delivery });
        }
        let sender = message.sender(contacts);
        let address = sender.as_ref().map(|(address, _)| address.clone());
        let Some((sender, telephone)) = sender else {
            return self.unknown(raw, address);
        };
        let sent_at = message.sent_at();
        let delivery = match message.content.read() {
            Some(Read::Nothing) => Delivery::Unneeded,
            Some(Read::Done(inbound, body, source)) => Delivery::Arrival(Box::new(Arrival {
                channel: Channel::Whatsapp,
                provider_id,
                address: sender,
                route: Some(Route { number, telephone: telephone.as_deref() }.write()),
                inbound,
                body: Body { sent_at, ..*body },
                files: source.into_iter().collect(),
            })),
            None => Delivery::Unknown { address, raw: raw.get().as_bytes().to_vec() },
        };
        self.events.push(Event { provider_id, delivery });
    }

    fn status(&mut self, raw: &RawValue) {
        let Ok(status) = serde_json::from_str::<Status>(raw.get()) else { return self.unknown(raw, None) };
        let state = match status.status.as_str() {
            "sent" => ReceiptState::Sent,
            "delivered" => ReceiptState::Delivered,
            // Somebody has listened to it.
            "read" | "played" => ReceiptState::Read,
            "failed" => {
                let code = status.errors.first().map(|failure| failure.code);
                let meaning = code.and_then(errors::meaning);
                ReceiptState::Failed(meaning.unwrap_or(SendError::NeverThisMessage("not delivered by WhatsApp")))
            }
            _ => return self.unknown(raw, None),
        };
        let provider_hash = self.id(&status.id);
        let ours = status.biz_opaque_callback_data.and_then(|data| data.parse().ok());
        let delivery = Delivery::Receipt(Receipt { provider_hash, ours, state });
        self.events.push(Event { provider_id: provider_hash, delivery });
    }

    /// Kept as it came; the same bytes again are no news.
    fn unknown(&mut self, raw: &RawValue, address: Option<Private<String>>) {
        let delivery = Delivery::Unknown { address, raw: raw.get().as_bytes().to_vec() };
        self.events.push(Event { provider_id: self.id(raw.get()), delivery });
    }

    fn id(&self, id: &str) -> ProviderId {
        provider_id(self.master, Channel::Whatsapp, id)
    }
}

/// A message that was understood.
enum Read {
    Done(Inbound, Box<Body>, Option<Source>),
    /// Nothing follows from it.
    Nothing,
}

impl wire::Content {
    /// `None` for what the bot can do nothing with, and for a type that lacks its field.
    fn read(self) -> Option<Read> {
        let text = |kind, words: String| Box::new(Body::new(kind, words));
        Some(match self.kind.as_deref()? {
            "text" => {
                let words = self.text?.body;
                Read::Done(Inbound::text(&words), text(Kind::Text, words), None)
            }
            "button" => {
                let button = self.button?;
                let label = button.text.unwrap_or_default();
                // The button of a template says what its author wrote; only ours say which choice they are.
                let ours = button.payload.filter(|payload| payload.starts_with("1|"));
                let inbound = ours.map_or_else(|| Inbound::text(&label), |payload| Inbound::button(&payload));
                Read::Done(inbound, text(Kind::Button, label), None)
            }
            "interactive" => {
                let interactive = self.interactive?;
                let reply = interactive.button_reply.or(interactive.list_reply)?;
                Read::Done(Inbound::button(&reply.id), text(Kind::Button, reply.title), None)
            }
            "audio" => self.audio?.read(FileKind::Voice),
            "image" => self.image?.read(FileKind::Image),
            "sticker" => self.sticker?.read(FileKind::Image),
            "video" => self.video?.read(FileKind::Video),
            "document" => self.document?.read(FileKind::Document),
            "location" => {
                let place = self.location?;
                let position = Position { latitude: place.latitude, longitude: place.longitude };
                let degrees = format!("{:.4}, {:.4}", place.latitude, place.longitude);
                Read::Done(Content::Location(Private::new(position)).into(), text(Kind::Location, degrees), None)
            }
            "contacts" => {
                let cards: Vec<_> = self.contacts?.iter().map(card).collect();
                Read::Done(Content::Attachment.into(), text(Kind::Attachment, cards.join("\n")), None)
            }
            "edit" => {
                let changed = *self.edit?.message;
                let media = [changed.image, changed.video, changed.document, changed.audio];
                let caption = media.into_iter().flatten().find_map(|media| media.caption);
                let words = changed.text.map(|text| text.body).or(caption).unwrap_or_default();
                Read::Done(Content::Edited.into(), text(Kind::Edited, words), None)
            }
            "revoke" => Read::Done(Content::Edited.into(), text(Kind::Edited, String::new()), None),
            // A thumb under a message, or a chat that was opened for the first time.
            "reaction" | "request_welcome" => Read::Nothing,
            _ => return None,
        })
    }
}

impl Media {
    fn read(self, kind: FileKind) -> Read {
        let (content, shown) = match kind {
            FileKind::Voice => (Content::Voice, Kind::Voice),
            _ => (Content::Attachment, Kind::Attachment),
        };
        let mut body = Body::new(shown, self.caption.unwrap_or_default());
        body.files.push(File::new(kind, self.filename));
        Read::Done(content.into(), Box::new(body), Some(Source::Provider(Private::new(self.id))))
    }
}

/// Name and numbers, one card a line.
fn card(card: &Card) -> String {
    let name = card.name.as_ref().and_then(|name| name.formatted_name.clone());
    name.into_iter().chain(card.phones.iter().filter_map(|phone| phone.phone.clone())).collect::<Vec<_>>().join(", ")
}
