//! A delivery as it comes over the wire ("messages webhook reference"). Fields that nobody needs are left out, and whatever
//! may be of another shape one day is read later, each part for itself.

use bot::private::Private;
use serde::Deserialize;
use serde_json::value::RawValue;

/// The whole body.
#[derive(Deserialize)]
pub struct Envelope<'a> {
    pub object: &'a str,
    #[serde(borrow)]
    pub entry: Vec<&'a RawValue>,
}

/// One of our business accounts.
#[derive(Deserialize)]
pub struct Entry<'a> {
    #[serde(borrow)]
    pub changes: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
pub struct Change<'a> {
    pub field: String,
    #[serde(borrow)]
    pub value: &'a RawValue,
}

/// What happened at one of our numbers.
#[derive(Deserialize)]
pub struct Value<'a> {
    pub metadata: Metadata,
    #[serde(default)]
    pub contacts: Vec<Contact>,
    #[serde(default, borrow)]
    pub messages: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    pub statuses: Vec<&'a RawValue>,
    #[serde(default, borrow)]
    pub errors: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
pub struct Metadata {
    pub phone_number_id: String,
}

/// Who wrote; their name is not read.
#[derive(Deserialize)]
pub struct Contact {
    pub wa_id: Option<String>,
    pub user_id: Option<String>,
}

#[derive(Deserialize)]
pub struct Message {
    pub id: Option<String>,
    pub from: Option<String>,
    pub from_user_id: Option<String>,
    pub group_id: Option<String>,
    /// Seconds since 1970, in digits.
    pub timestamp: Option<serde_json::Value>,
    #[serde(flatten)]
    pub content: Content,
}

/// What a message says: the field of its type.
#[derive(Deserialize)]
pub struct Content {
    #[serde(rename = "type")]
    pub kind: Option<String>,
    pub text: Option<Text>,
    pub button: Option<Quick>,
    pub interactive: Option<Interactive>,
    pub audio: Option<Media>,
    pub image: Option<Media>,
    pub video: Option<Media>,
    pub sticker: Option<Media>,
    pub document: Option<Media>,
    pub location: Option<Location>,
    pub contacts: Option<Vec<Card>>,
    pub edit: Option<Edit>,
}

#[derive(Deserialize)]
pub struct Text {
    pub body: String,
}

/// The button of a template.
#[derive(Deserialize)]
pub struct Quick {
    pub payload: Option<String>,
    pub text: Option<String>,
}

#[derive(Deserialize)]
pub struct Interactive {
    pub button_reply: Option<Reply>,
    pub list_reply: Option<Reply>,
}

#[derive(Deserialize)]
pub struct Reply {
    pub id: String,
    #[serde(default)]
    pub title: String,
}

#[derive(Deserialize)]
pub struct Media {
    pub id: String,
    pub caption: Option<String>,
    pub filename: Option<String>,
}

#[derive(Deserialize)]
pub struct Location {
    pub latitude: f64,
    pub longitude: f64,
}

/// Somebody's card.
#[derive(Deserialize)]
pub struct Card {
    pub name: Option<Name>,
    #[serde(default)]
    pub phones: Vec<Phone>,
}

#[derive(Deserialize)]
pub struct Name {
    pub formatted_name: Option<String>,
}

#[derive(Deserialize)]
pub struct Phone {
    pub phone: Option<String>,
}

#[derive(Deserialize)]
pub struct Edit {
    pub message: Box<Content>,
}

/// What became of a message of ours.
#[derive(Deserialize)]
pub struct Status {
    pub id: String,
    pub status: String,
    pub biz_opaque_callback_data: Option<String>,
    #[serde(default)]
    pub errors: Vec<Failure>,
}

#[derive(Deserialize)]
pub struct Failure {
    pub code: i64,
}

impl Message {
    /// When it was written, in milliseconds since 1970.
    pub fn sent_at(&self) -> Option<i64> {
        let seconds = self.timestamp.as_ref()?;
        let seconds = seconds.as_i64().or_else(|| seconds.as_str()?.parse().ok())?;
        seconds.checked_mul(1000)
    }

    /// Who wrote it: the address, and the telephone number if they show one.
    pub fn sender(&self, contacts: &[Contact]) -> Option<(Private<String>, Option<String>)> {
        let is_theirs = |contact: &&Contact| {
            self.from.is_some() && contact.wa_id == self.from
                || self.from_user_id.is_some() && contact.user_id == self.from_user_id
        };
        // In some countries `from` and `wa_id` differ by a digit: who stands alone is meant.
        let alone = if let [contact] = contacts { Some(contact) } else { None };
        let contact = contacts.iter().find(is_theirs).or(alone);
        let ids = [self.from.as_ref(), contact.and_then(|contact| contact.wa_id.as_ref())];
        let telephone = ids.into_iter().flatten().find(|id| super::is_telephone(id)).cloned();
        let user =
            [self.from_user_id.as_ref(), contact.and_then(|contact| contact.user_id.as_ref()), self.from.as_ref()];
        let user = user.into_iter().flatten().find(|id| !id.is_empty() && !super::is_telephone(id)).cloned();
        Some((Private::new(user.or_else(|| telephone.clone())?), telephone))
    }
}
