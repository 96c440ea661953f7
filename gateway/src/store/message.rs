//! Messages in both directions, their bodies sealed under the contact's key.

use super::{
    Reader, Store, Tx,
    bulk::{Bulk, ColumnType},
    conversation,
    media::File,
};
use crate::{
    channel::Channel,
    seal::{Column, DataKey},
    sql,
};
use bot::{language::Language, render::Button};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, fmt, str::FromStr};
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
    /// UUIDv7. The order of the conversation is another: the place that a message gets when it is written.
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

/// Writes messages at the end of their conversations, in the order in which they are given.
pub async fn insert(tx: &mut Tx, messages: &[NewMessage], now: Timestamp) -> sqlx::Result<()> {
    let mut wanted: HashMap<Uuid, i64> = HashMap::new();
    for message in messages {
        *wanted.entry(message.conversation_id).or_default() += 1;
    }
    let mut next = HashMap::with_capacity(wanted.len());
    for (conversation, count) in wanted {
        next.insert(conversation, reserve(tx, conversation, count).await?);
    }
    let places: Vec<_> = messages
        .iter()
        .map(|message| {
            let next = next.entry(message.conversation_id).or_default();
            *next += 1;
            *next
        })
        .collect();
    insert_at(tx, messages, &places, now).await
}

/// Takes so many places at the end of a conversation, under its lock; returns the one before them.
pub(super) async fn reserve(tx: &mut Tx, conversation: Uuid, count: i64) -> sqlx::Result<i64> {
    let last: Option<i64> = sql!(Tx: tx, c => sqlx::query_scalar(
        "UPDATE conversation SET last_place = last_place + $2 WHERE id = $1 RETURNING last_place")
        .bind(conversation).bind(count).fetch_optional(c).await)?;
    Ok(last.ok_or(sqlx::Error::RowNotFound)? - count)
}

/// Writes messages at places that were taken for them: `conversation.last_place` is saved in the same transaction.
pub async fn insert_at(tx: &mut Tx, messages: &[NewMessage], places: &[i64], now: Timestamp) -> sqlx::Result<()> {
    static INSERT: Bulk<8> = Bulk::new(
        [
            ("id", ColumnType::Id),
            ("conversation_id", ColumnType::Id),
            ("ticket_id", ColumnType::Id),
            ("author", ColumnType::Text),
            ("staff_id", ColumnType::Id),
            ("body_sealed", ColumnType::Bytes),
            ("at", ColumnType::Number),
            ("place", ColumnType::Number),
        ],
        "INSERT INTO message (id, conversation_id, ticket_id, author, staff_id, body_sealed, at, place)
         SELECT id, conversation_id, ticket_id, author, staff_id, body_sealed, at, place FROM given",
    );
    let rows = messages.iter().zip(places).map(|(message, place)| {
        let staff = match message.author {
            Author::Staff(id) => Some(id),
            Author::Worker | Author::Bot | Author::Notice => None,
        };
        [
            message.id.into(),
            message.conversation_id.into(),
            message.ticket_id.into(),
            message.author.name().into(),
            staff.into(),
            message.body_sealed.clone().into(),
            now.as_millisecond().into(),
            (*place).into(),
        ]
    });
    INSERT.execute(tx, rows.collect()).await
}

/// Moves messages to the end of their conversation, in the order in which they are given.
pub(super) async fn move_to_end(tx: &mut Tx, conversation: Uuid, ids: &[Uuid]) -> sqlx::Result<()> {
    let mut place = reserve(tx, conversation, ids.len() as i64).await?;
    for id in ids {
        place += 1;
        for statement in
            ["UPDATE message SET place = $2 WHERE id = $1", "UPDATE outbox SET place = $2 WHERE message_id = $1"]
        {
            sql!(Tx: &mut *tx, c => sqlx::query(statement).bind(*id).bind(place).execute(c).await.map(|_| ()))?;
        }
    }
    Ok(())
}

/// Gives places to messages that an older gateway beside this one has written, in the order of their ids; returns how many
/// conversations had some.
pub async fn give_places(store: &Store, tx: &mut Tx) -> sqlx::Result<Vec<Uuid>> {
    let found: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT DISTINCT conversation_id FROM message WHERE place IS NULL ORDER BY conversation_id LIMIT 100")
        .fetch_all(c).await)?;
    if found.is_empty() {
        return Ok(found);
    }
    conversation::lock(store, tx, &found).await?;
    for conversation in &found {
        let ids: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
            "SELECT id FROM message WHERE conversation_id = $1 AND place IS NULL ORDER BY id")
            .bind(*conversation).fetch_all(c).await)?;
        move_to_end(tx, *conversation, &ids).await?;
    }
    Ok(found)
}

/// From where a page wants a conversation. In an address it is the [`Mark`] that came with the last messages; pages of older
/// releases name the last message itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum After {
    /// From its beginning.
    Nothing,
    /// After a message.
    Message(Uuid),
    /// After a place.
    Mark(Mark),
}

/// A place in a conversation, as `<conversation>.<place>`. In another conversation of the same address it means the
/// beginning: what was there before has been erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which conversation.
    pub conversation: Uuid,
    /// The last place that was seen.
    pub place: i64,
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.conversation, self.place)
    }
}

impl FromStr for After {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        match text.split_once('.') {
            Some((conversation, place)) => {
                let conversation = conversation.parse().map_err(|_| ())?;
                Ok(Self::Mark(Mark { conversation, place: place.parse().map_err(|_| ())? }))
            }
            None => text.parse::<Uuid>().map(Self::from).map_err(|_| ()),
        }
    }
}

impl From<Uuid> for After {
    fn from(message: Uuid) -> Self {
        if message.is_nil() { Self::Nothing } else { Self::Message(message) }
    }
}

/// One message of a conversation, for the page that shows it.
pub struct Shown {
    /// Its row.
    pub id: Uuid,
    /// The order of the conversation.
    pub place: i64,
    /// Changes when the person has had everything erased.
    pub conversation: Uuid,
    /// `worker`, `bot` or `staff`.
    pub author: String,
    /// What it says.
    pub body: Body,
    /// Milliseconds since 1970.
    pub at: i64,
}

impl Shown {
    /// From where a page goes on that has seen this.
    pub const fn mark(&self) -> After {
        After::Mark(Mark { conversation: self.conversation, place: self.place })
    }
}

/// The messages of one address after `after` that are not held, at most the last `limit`, the oldest first.
pub async fn since(
    store: &Store,
    reader: &mut Reader,
    channel: Channel,
    address_hash: &[u8],
    after: impl Into<After>,
    limit: i64,
) -> anyhow::Result<Vec<Shown>> {
    type Row = (Uuid, i64, Uuid, String, Vec<u8>, i64, Uuid, Vec<u8>);
    let mark = match after.into() {
        After::Nothing => None,
        After::Mark(mark) => Some(mark),
        After::Message(id) => {
            let found: Option<(Uuid, i64)> = sql!(Reader: &mut *reader, c => sqlx::query_as(
                "SELECT conversation_id, place FROM message WHERE id = $1 AND place IS NOT NULL")
                .bind(id).fetch_optional(c).await)?;
            found.map(|(conversation, place)| Mark { conversation, place })
        }
    };
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT m.id, m.place, m.conversation_id, m.author, m.body_sealed, m.at, k.contact_id, k.key_sealed FROM message m
         JOIN conversation v ON v.id = m.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id
         WHERE v.channel = $1 AND v.address_hash = $2 AND m.place > CASE WHEN v.id = $3 THEN $4 ELSE 0 END
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.message_id = m.id AND o.state = 'held')
         ORDER BY m.place DESC LIMIT $5",
    )
    .bind(channel.name())
    .bind(address_hash)
    .bind(mark.map_or(Uuid::nil(), |mark| mark.conversation))
    .bind(mark.map_or(0, |mark| mark.place))
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let Some((.., contact, key_sealed)) = rows.first() else { return Ok(Vec::new()) };
    let key = store.master.open_contact_key(*contact, key_sealed)?;
    let shown = |(id, place, conversation, author, sealed, at, ..): Row| Shown {
        id,
        place,
        conversation,
        author,
        body: Body::open(&key, id, &sealed),
        at,
    };
    Ok(rows.into_iter().rev().map(shown).collect())
}
