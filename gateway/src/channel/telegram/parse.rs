//! From an update, as it came over the wire, to what a worker did.

use crate::{
    channel::{Arrival, Channel, Delivery, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
};
use serde_json::Value;
use teloxide::types::{CallbackQuery, ChatId, ChatMemberUpdated, MaybeInaccessibleMessage, Message, UpdateKind, User};

/// An update, read.
pub struct Update {
    /// For getUpdates: everything up to here has been taken.
    pub update_id: u32,
    /// Keyed hash of what makes it unique, for good.
    pub provider_id: ProviderId,
    /// The button press that Telegram wants to be answered.
    pub callback_query: Option<String>,
    /// What it is.
    pub delivery: Delivery,
}

/// Not an update: not JSON, or JSON of another shape.
#[derive(Debug, PartialEq, Eq)]
pub struct NotAnUpdate;

/// Reads one update from its raw JSON.
///
/// teloxide parses `UpdateKind` well only from text, not from a `serde_json::Value`.
pub fn parse(raw: &str, master: &MasterKey) -> Result<Update, NotAnUpdate> {
    let update: teloxide::types::Update = serde_json::from_str(raw).map_err(|_| NotAnUpdate)?;
    let update_id = update.id.0;
    let mut callback_query = None;
    // update_id restarts at a random number after a week of silence, so a message is known by its chat and its own id.
    let (unique, delivery) = match update.kind {
        UpdateKind::Message(message) => {
            (format!("message:{}:{}", message.chat.id, message.id), arrival(&message, master))
        }
        UpdateKind::EditedMessage(message) => {
            let edited = message.edit_date().map(|date| date.timestamp()).unwrap_or_default();
            (format!("edited:{}:{}:{edited}", message.chat.id, message.id), edit(&message, master))
        }
        UpdateKind::CallbackQuery(query) => {
            callback_query = Some(query.id.0.clone());
            (format!("callback:{}", query.id.0), press(&query, master))
        }
        UpdateKind::MyChatMember(change) => (format!("update:{update_id}"), reach(&change)),
        _ => (format!("update:{update_id}"), UNKNOWN),
    };
    let provider_id = provider_id(master, Channel::Telegram, &unique);
    let delivery = match delivery {
        Delivery::Unknown { .. } => Delivery::Unknown { address: named(raw) },
        Delivery::Arrival(arrival) => Delivery::Arrival(Box::new(Arrival { provider_id, ..*arrival })),
        other => other,
    };
    Ok(Update { update_id, provider_id, callback_query, delivery })
}

/// Nothing the bot can use; [`parse`] finds whose it is.
const UNKNOWN: Delivery = Delivery::Unknown { address: None };

/// The chat or the person that an update names, whatever its kind.
fn named(raw: &str) -> Option<Private<String>> {
    let update: Value = serde_json::from_str(raw).ok()?;
    let about = update.as_object()?.values().find(|value| value.is_object())?;
    let places = ["/chat/id", "/message/chat/id", "/from/id", "/user/id"];
    let id = places.iter().find_map(|place| about.pointer(place)?.as_i64())?;
    Some(Private::new(id.to_string()))
}

fn arrival(message: &Message, master: &MasterKey) -> Delivery {
    // In a group others would read the answers.
    if !message.chat.is_private() {
        return UNKNOWN;
    }
    let caption = message.caption().unwrap_or_default().to_owned();
    let (inbound, body) = if let Some(words) = message.text() {
        (Inbound::text(words), Body::new(Kind::Text, words.to_owned()))
    } else if let Some(place) = message.location().or(message.venue().map(|venue| &venue.location)) {
        let position = Position { latitude: place.latitude, longitude: place.longitude };
        let degrees = format!("{:.4}, {:.4}", place.latitude, place.longitude);
        (Content::Location(Private::new(position)).into(), Body::new(Kind::Location, degrees))
    } else if message.voice().is_some() || message.audio().is_some() || message.video_note().is_some() {
        (Content::Voice.into(), Body::new(Kind::Voice, caption))
    } else {
        (Content::Attachment.into(), Body::new(Kind::Attachment, caption))
    };
    make(message.chat.id, message.from.as_ref(), inbound, body, master)
}

fn edit(message: &Message, master: &MasterKey) -> Delivery {
    if !message.chat.is_private() {
        return UNKNOWN;
    }
    // A live location moves every few seconds; its first place has been taken.
    if message.location().is_some() {
        return Delivery::Unneeded;
    }
    let words = message.text().or(message.caption()).unwrap_or_default().to_owned();
    make(message.chat.id, message.from.as_ref(), Content::Edited.into(), Body::new(Kind::Edited, words), master)
}

fn press(query: &CallbackQuery, master: &MasterKey) -> Delivery {
    let Some(data) = &query.data else { return UNKNOWN };
    let chat = match &query.message {
        Some(message) if !message.chat().is_private() => return UNKNOWN,
        Some(message) => message.chat().id,
        None => query.from.id.into(),
    };
    let label = query.message.as_ref().and_then(|message| label(message, data)).unwrap_or_default();
    make(chat, Some(&query.from), Inbound::button(data), Body::new(Kind::Button, label), master)
}

/// What stood on the button, so that the staff see what the worker saw.
fn label(message: &MaybeInaccessibleMessage, data: &str) -> Option<String> {
    let keyboard = message.regular_message()?.reply_markup()?;
    let carries = |button: &&teloxide::types::InlineKeyboardButton| matches!(&button.kind, teloxide::types::InlineKeyboardButtonKind::CallbackData(theirs) if theirs == data);
    keyboard.inline_keyboard.iter().flatten().find(carries).map(|button| button.text.clone())
}

fn reach(change: &ChatMemberUpdated) -> Delivery {
    if !change.chat.is_private() {
        return UNKNOWN;
    }
    Delivery::Reach { address: address(change.chat.id), blocked: !change.new_chat_member.is_present() }
}

fn make(chat: ChatId, from: Option<&User>, inbound: Inbound, body: Body, _master: &MasterKey) -> Delivery {
    let suggested = from.and_then(|user| user.language_code.as_deref()).and_then(Language::suggested_by);
    Delivery::Arrival(Box::new(Arrival {
        channel: Channel::Telegram,
        // Set by `parse`, which knows what makes the update unique.
        provider_id: [0; 32],
        address: address(chat),
        inbound: inbound.suggesting(suggested),
        body,
    }))
}

fn address(chat: ChatId) -> Private<String> {
    Private::new(chat.to_string())
}
