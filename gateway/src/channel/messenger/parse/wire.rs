//! The shapes on the wire, as far as they are used.

use bot::private::Private;
use serde::{Deserialize, Deserializer, de::IgnoredAny};
use serde_json::{Number, Value, value::RawValue};

#[derive(Deserialize)]
pub(super) struct Wire<'a> {
    pub object: String,
    #[serde(borrow)]
    pub entry: Vec<&'a RawValue>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Entry<'a> {
    #[serde(borrow)]
    pub messaging: Vec<&'a RawValue>,
    #[serde(deserialize_with = "how_many")]
    pub standby: usize,
    #[serde(deserialize_with = "how_many")]
    pub changes: usize,
}

fn how_many<'de, D: Deserializer<'de>>(list: D) -> Result<usize, D::Error> {
    Vec::<IgnoredAny>::deserialize(list).map(|list| list.len())
}

#[derive(Deserialize)]
pub(super) struct Item {
    pub sender: Option<Party>,
    pub recipient: Option<Party>,
    /// Milliseconds since 1970.
    pub timestamp: Option<i64>,
    pub message: Option<Message>,
    pub postback: Option<Postback>,
    pub referral: Option<Referral>,
    pub message_edit: Option<MessageEdit>,
    pub delivery: Option<Receipts>,
    pub read: Option<Seen>,
    /// Known, and nothing follows from it: a reaction; consent to marketing, which is never sent; who of several apps has
    /// the conversation.
    #[serde(
        alias = "reaction",
        alias = "optin",
        alias = "account_linking",
        alias = "pass_thread_control",
        alias = "take_thread_control",
        alias = "request_thread_control",
        alias = "app_roles"
    )]
    pub expected: Option<IgnoredAny>,
}

#[derive(Deserialize)]
pub(super) struct Party {
    pub id: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct Message {
    pub mid: Option<String>,
    pub text: Option<String>,
    pub quick_reply: Option<QuickReply>,
    #[serde(default)]
    pub attachments: Vec<Attachment>,
    #[serde(default)]
    pub is_echo: bool,
    pub metadata: Option<String>,
    #[serde(default)]
    pub is_deleted: bool,
}

#[derive(Deserialize)]
pub(super) struct QuickReply {
    pub payload: String,
}

#[derive(Deserialize)]
pub(super) struct Attachment {
    #[serde(rename = "type", default)]
    pub kind: String,
    pub title: Option<String>,
    pub url: Option<String>,
    pub payload: Option<Payload>,
}

#[derive(Default, Deserialize)]
pub(super) struct Payload {
    pub url: Option<String>,
    pub title: Option<String>,
    pub sticker_id: Option<Number>,
    pub coordinates: Option<Coordinates>,
}

#[derive(Clone, Copy, Deserialize)]
pub(super) struct Coordinates {
    pub lat: f64,
    pub long: f64,
}

#[derive(Deserialize)]
pub(super) struct Postback {
    pub mid: Option<String>,
    pub title: Option<String>,
    pub payload: Option<String>,
    pub referral: Option<Referral>,
}

#[derive(Deserialize)]
pub(super) struct Referral {
    #[serde(rename = "ref")]
    name: Option<String>,
}

#[derive(Deserialize)]
pub(super) struct MessageEdit {
    pub mid: Option<String>,
    pub text: Option<String>,
    pub num_edit: Option<i64>,
}

#[derive(Deserialize)]
pub(super) struct Receipts {
    #[serde(default)]
    pub mids: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Seen {
    pub watermark: Option<i64>,
    pub mid: Option<String>,
}

impl Referral {
    /// What stood in the link; an advertisement has none.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref().filter(|name| !name.is_empty())
    }
}

/// Whose an event is that cannot be read otherwise.
pub(super) fn sender(raw: &RawValue) -> Option<Private<String>> {
    let item: Value = serde_json::from_str(raw.get()).ok()?;
    item.pointer("/sender/id")?.as_str().map(|id| Private::new(id.to_owned()))
}
