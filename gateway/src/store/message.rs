//! Messages in both directions, their bodies sealed under the contact's key.

use super::{Reader, Store, Tx, media::File};
use crate::{
    channel::Channel,
    seal::{Column, DataKey},
    sql,
};
use bot::{language::Language, render::Button};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// [`Body`].
pub const BODY: Column = Column::new("message", "body_sealed");

/// What a message says; JSON in `message.body_sealed`. It holds personal data: no `Debug`.
#[derive(Clone, Serialize, Deserialize)]
pub struct Body {
    /// What it was.
    pub kind: Kind,
    /// The words; for a button its label, for a position its degrees.
    pub text: String,
    /// Buttons under a message of the bot.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Vec<Button>>,
    /// The language of an outgoing message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The page's own id for what the worker typed there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_id: Option<String>,
    /// The files that belong to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<File>,
    /// When the person wrote it, as their provider says; milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent_at: Option<i64>,
}

/// What a message was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Text,
    Button,
    Location,
    Voice,
    Attachment,
    Edited,
    /// Outgoing: there is something to read, not what.
    Notice,
}

/// Who wrote a message; the name stands in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Author {
    /// The worker.
    Worker,
    /// The bot.
    Bot,
    /// The service tells, without content, that something waits.
    Notice,
    /// A person of the staff.
    Staff(Uuid),
}

impl Author {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Worker => "worker",
            Self::Bot => "bot",
            Self::Notice => "notice",
            Self::Staff(_) => "staff",
        }
    }
}

impl Body {
    /// A body without buttons.
    pub const fn new(kind: Kind, text: String) -> Self {
        Self { kind, text, buttons: Vec::new(), language: None, client_id: None, files: Vec::new(), sent_at: None }
    }

    /// Sealed for the row of this message.
    pub fn seal(&self, key: &DataKey, message: Uuid) -> Vec<u8> {
        key.seal(BODY.of(message), &serde_json::to_vec(self).unwrap_or_default())
    }

    /// Opened from the table; what cannot be read shows as an empty text rather than hiding the conversation.
    pub fn open(key: &DataKey, message: Uuid, sealed: &[u8]) -> Self {
        let body = key.open(BODY.of(message), sealed).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        body.unwrap_or_else(|| Self::new(Kind::Text, String::new()))
    }
}

/// A row to be written.
pub struct NewMessage {
    /// UUIDv7: the order of the conversation.
    pub id: Uuid,
    /// Where.
    pub conversation_id: Uuid,
    /// The ticket it belongs to.
    pub ticket_id: Option<Uuid>,
    /// Who wrote it.
    pub author: Author,
    /// [`Body::seal`].
    pub body_sealed: Vec<u8>,
}

/// Writes messages.
pub async fn insert(tx: &mut Tx, messages: &[NewMessage], now: Timestamp) -> sqlx::Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    sql!(Tx: tx, c => {
        let mut query =
            QueryBuilder::new("INSERT INTO message (id, conversation_id, ticket_id, author, staff_id, body_sealed, at) ");
        query.push_values(messages, |mut row, message| {
            let staff = match message.author {
                Author::Staff(id) => Some(id),
                Author::Worker | Author::Bot | Author::Notice => None,
            };
            row.push_bind(message.id)
                .push_bind(message.conversation_id)
                .push_bind(message.ticket_id)
                .push_bind(message.author.name())
                .push_bind(staff)
                .push_bind(message.body_sealed.clone())
                .push_bind(now.as_millisecond());
        });
        query.build().persistent(false).execute(c).await.map(|_| ())
    })
}

/// Whether a conversation has a message after this id.
pub async fn is_after(tx: &mut Tx, conversation: Uuid, id: Uuid) -> sqlx::Result<bool> {
    let later: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT id FROM message WHERE conversation_id = $1 AND id > $2 LIMIT 1")
        .bind(conversation).bind(id).fetch_optional(c).await)?;
    Ok(later.is_some())
}

/// One message of a conversation, for the page that shows it.
pub struct Shown {
    /// Sorts by time.
    pub id: Uuid,
    /// Changes when the person has had everything erased.
    pub conversation: Uuid,
    /// `worker`, `bot` or `staff`.
    pub author: String,
    /// What it says.
    pub body: Body,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// The messages of one address after `after` that are not held, at most the last `limit`, the oldest first.
pub async fn since(
    store: &Store,
    reader: &mut Reader,
    channel: Channel,
    address_hash: &[u8],
    after: Uuid,
    limit: i64,
) -> anyhow::Result<Vec<Shown>> {
    type Row = (Uuid, Uuid, String, Vec<u8>, i64, Uuid, Vec<u8>);
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT m.id, m.conversation_id, m.author, m.body_sealed, m.at, k.id, k.key_sealed FROM message m
         JOIN conversation v ON v.id = m.conversation_id JOIN contact k ON k.id = v.contact_id
         WHERE v.channel = $1 AND v.address_hash = $2 AND m.id > $3
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id AND o.state = 'held')
         ORDER BY m.id DESC LIMIT $4",
    )
    .bind(channel.name())
    .bind(address_hash)
    .bind(after)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let Some((.., contact, key_sealed)) = rows.first() else { return Ok(Vec::new()) };
    let key = store.master.open_contact_key(*contact, key_sealed)?;
    let shown = |(id, conversation, author, sealed, at, ..): Row| Shown {
        id,
        conversation,
        author,
        body: Body::open(&key, id, &sealed),
        at,
    };
    Ok(rows.into_iter().rev().map(shown).collect())
}
