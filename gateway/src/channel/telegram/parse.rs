//! From an update, as it came over the wire, to what a worker did.

use crate::{
    channel::{Arrival, Channel, Delivery, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
};
use serde_json::Value;
use teloxide_core::types::{
    CallbackQuery, ChatId, ChatMemberUpdated, MaybeInaccessibleMessage, Message, UpdateKind, User,
};

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
    let update: teloxide_core::types::Update = serde_json::from_str(raw).map_err(|_| NotAnUpdate)?;
    let update_id = update.id.0;
    let mut callback_query = None;
    // update_id restarts at a random number after a week of silence, so a message is known by its chat and its own id.
    let (unique, delivery) = match update.kind {
        UpdateKind::Message(message) => (format!("message:{}:{}", message.chat.id, message.id), arrival(&message)),
        UpdateKind::EditedMessage(message) => {
            let edited = message.edit_date().map(|date| date.timestamp()).unwrap_or_default();
            (format!("edited:{}:{}:{edited}", message.chat.id, message.id), edit(&message))
        }
        UpdateKind::CallbackQuery(query) => {
            callback_query = Some(query.id.0.clone());
            (format!("callback:{}", query.id.0), press(&query))
        }
        UpdateKind::MyChatMember(change) => (format!("update:{update_id}"), reach(&change)),
        _ => (format!("update:{update_id}"), unknown()),
    };
    let provider_id = provider_id(master, Channel::Telegram, &unique);
    let delivery = match delivery {
        Delivery::Unknown { .. } => {
            in_group(raw).unwrap_or_else(|| Delivery::Unknown { address: named(raw), raw: raw.as_bytes().to_vec() })
        }
        Delivery::Arrival(arrival) => Delivery::Arrival(Box::new(Arrival { provider_id, ..*arrival })),
        other => other,
    };
    Ok(Update { update_id, provider_id, callback_query, delivery })
}

/// Nothing the bot can use; [`parse`] finds whose it is.
const fn unknown() -> Delivery {
    Delivery::Unknown { address: None, raw: Vec::new() }
}

/// Something in a group or a channel, whatever its kind: others would read the answers. That we are there no more, by our own
/// doing or theirs, is no news.
fn in_group(raw: &str) -> Option<Delivery> {
    let update: Value = serde_json::from_str(raw).ok()?;
    let about = update.as_object()?.values().find(|value| value.is_object())?;
    let chat = ["/chat", "/message/chat"].iter().find_map(|place| about.pointer(place))?;
    if !matches!(chat.get("type")?.as_str()?, "group" | "supergroup" | "channel") {
        return None;
    }
    let status = about.pointer("/new_chat_member/status").and_then(Value::as_str);
    if matches!(status, Some("left" | "kicked")) {
        return Some(Delivery::Unneeded);
    }
    let address = Private::new(chat.get("id")?.as_i64()?.to_string());
    Some(Delivery::Group { address, route: None })
}

/// The chat or the person that an update names, whatever its kind.
fn named(raw: &str) -> Option<Private<String>> {
    let update: Value = serde_json::from_str(raw).ok()?;
    let about = update.as_object()?.values().find(|value| value.is_object())?;
    let places = ["/chat/id", "/message/chat/id", "/from/id", "/user/id"];
    let id = places.iter().find_map(|place| about.pointer(place)?.as_i64())?;
    Some(Private::new(id.to_string()))
}

fn arrival(message: &Message) -> Delivery {
    // In a group others would read the answers.
    if !message.chat.is_private() {
        return unknown();
    }
    let caption = message.caption().unwrap_or_default().to_owned();
    let (inbound, mut body) = if let Some(words) = message.text() {
        (Inbound::text(words), Body::new(Kind::Text, words.to_owned()))
    } else if let Some(place) = message.location().or(message.venue().map(|venue| &venue.location)) {
        let position = Position { latitude: place.latitude, longitude: place.longitude };
        let degrees = format!("{:.4}, {:.4}", place.latitude, place.longitude);
        (Content::Location(Private::new(position)).into(), Body::new(Kind::Location, degrees))
    } else if let Some(card) = message.contact() {
        (Content::Attachment.into(), Body::new(Kind::Attachment, format!("{} {}", card.first_name, card.phone_number)))
    } else if message.voice().is_some() || message.audio().is_some() || message.video_note().is_some() {
        (Content::Voice.into(), Body::new(Kind::Voice, caption))
    } else {
        (Content::Attachment.into(), Body::new(Kind::Attachment, caption))
    };
    let (files, sources) = file(message).into_iter().unzip();
    body.files = files;
    body.sent_at = Some(message.date.timestamp_millis());
    make(message, inbound, body, sources)
}

/// The file of a message, by the id with which it is fetched.
fn file(message: &Message) -> Option<(File, Source)> {
    let (kind, id, name) = if let Some(voice) = message.voice() {
        (FileKind::Voice, &voice.file.id, None)
    } else if let Some(audio) = message.audio() {
        (FileKind::Voice, &audio.file.id, audio.file_name.clone())
    } else if let Some(note) = message.video_note() {
        (FileKind::Video, &note.file.id, None)
    } else if let Some(sizes) = message.photo() {
        // The same photo in several sizes, the largest last.
        (FileKind::Image, &sizes.last()?.file.id, None)
    } else if let Some(video) = message.video() {
        (FileKind::Video, &video.file.id, video.file_name.clone())
    } else if let Some(document) = message.document() {
        (FileKind::Document, &document.file.id, document.file_name.clone())
    } else {
        return None;
    };
    Some((File::new(kind, name), Source::Provider(Private::new(id.0.clone()))))
}

fn edit(message: &Message) -> Delivery {
    if !message.chat.is_private() {
        return unknown();
    }
    // A live location moves every few seconds; its first place has been taken.
    if message.location().is_some() {
        return Delivery::Unneeded;
    }
    let words = message.text().or(message.caption()).unwrap_or_default().to_owned();
    let sent_at = message.edit_date().map(|date| date.timestamp_millis());
    make(message, Content::Edited.into(), Body { sent_at, ..Body::new(Kind::Edited, words) }, Vec::new())
}

fn press(query: &CallbackQuery) -> Delivery {
    let Some(data) = &query.data else { return unknown() };
    let chat = match &query.message {
        Some(message) if !message.chat().is_private() => return unknown(),
        Some(message) => message.chat().id,
        None => query.from.id.into(),
    };
    let label = query.message.as_ref().and_then(|message| label(message, data)).unwrap_or_default();
    from(chat, Some(&query.from), Inbound::button(data), Body::new(Kind::Button, label), Vec::new())
}

/// What stood on the button, so that the staff see what the worker saw.
fn label(message: &MaybeInaccessibleMessage, data: &str) -> Option<String> {
    let keyboard = message.regular_message()?.reply_markup()?;
    let carries = |button: &&teloxide_core::types::InlineKeyboardButton| matches!(&button.kind, teloxide_core::types::InlineKeyboardButtonKind::CallbackData(theirs) if theirs == data);
    keyboard.inline_keyboard.iter().flatten().find(carries).map(|button| button.text.clone())
}

fn reach(change: &ChatMemberUpdated) -> Delivery {
    if !change.chat.is_private() {
        return unknown();
    }
    Delivery::Reach { address: address(change.chat.id), blocked: !change.new_chat_member.is_present() }
}

fn make(message: &Message, inbound: Inbound, body: Body, files: Vec<Source>) -> Delivery {
    from(message.chat.id, message.from.as_ref(), inbound, body, files)
}

fn from(chat: ChatId, user: Option<&User>, inbound: Inbound, body: Body, files: Vec<Source>) -> Delivery {
    let suggested = user.and_then(|user| user.language_code.as_deref()).and_then(Language::suggested_by);
    Delivery::Arrival(Box::new(Arrival {
        channel: Channel::Telegram,
        // Set by `parse`, which knows what makes the update unique.
        provider_id: [0; 32],
        address: address(chat),
        route: None,
        inbound: inbound.suggesting(suggested),
        body,
        files,
    }))
}

fn address(chat: ChatId) -> Private<String> {
    Private::new(chat.to_string())
}
