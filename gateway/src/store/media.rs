//! Files in both directions: which message has them, where they still are, what they turned out to be.
//!
//! A row is written in the turn's own transaction. What a worker sent is fetched afterwards by [`crate::jobs::fetch`]: the
//! provider's link lives a few minutes or days, the row until the file is kept or refused.

use super::{
    Reader, Store, Tx,
    bulk::{Bulk, ColumnType},
};
use crate::{
    channel::Channel,
    seal::{CannotOpen, Column, DataKey},
    sql,
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sqlx::QueryBuilder;
use uuid::Uuid;

/// The largest file that is kept, in bytes. Telegram lets a bot fetch 20 MB (getFile).
pub const LARGEST: usize = 20 * 1024 * 1024;
/// How long one attempt to fetch may take before another worker may try.
const CLAIM: SignedDuration = SignedDuration::from_mins(3);

/// A file as its message names it; part of the sealed body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its row, and its name in the store.
    pub id: Uuid,
    /// What the sender said it is.
    pub kind: FileKind,
    /// What the sender called it; shown, never used as a path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<Private<String>>,
}

/// What a file is said to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum FileKind {
    Voice,
    Image,
    Video,
    Document,
}

/// Where a file is before it is kept.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// At the provider, by what its channel needs to fetch it (an id, a URL).
    Provider(Private<String>),
    /// It came with the message.
    Bytes(Private<Vec<u8>>),
    /// In our own store already, under this key (hexadecimal), and what it is.
    Kept(Private<String>, Kept),
}

impl File {
    /// A file that has just arrived.
    pub fn new(kind: FileKind, name: Option<String>) -> Self {
        let name = name.map(|name| name.chars().take(120).collect::<String>()).filter(|name| !name.is_empty());
        Self { id: Uuid::now_v7(), kind, name: name.map(Private::new) }
    }
}

/// The file's own key.
pub const KEY: Column = Column::new("media", "key_sealed");
/// [`Source`].
pub const SOURCE: Column = Column::new("media", "source_sealed");

/// A row to be written.
#[expect(missing_docs, reason = "the columns of `media`")]
pub struct NewMedia {
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub channel: Channel,
    /// The file's own key under the contact's.
    pub key_sealed: Vec<u8>,
    /// Sealed under the contact's key; `None` for a file that is in the store already.
    pub source_sealed: Option<Vec<u8>>,
    pub kept: Option<Kept>,
}

/// A file in the store.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// By its bytes.
    pub mime: String,
    /// In bytes.
    pub size: i64,
}

impl Source {
    /// Sealed for the table: a byte that says which, then what.
    pub fn seal(&self, key: &DataKey, file: Uuid) -> Vec<u8> {
        let place = SOURCE.of(file);
        match self {
            Self::Provider(name) => key.seal(place, &[b"p", name.expose().as_bytes()].concat()),
            Self::Bytes(bytes) => key.seal(place, &[b"b", bytes.expose().as_slice()].concat()),
            // Nothing is to be fetched.
            Self::Kept(..) => Vec::new(),
        }
    }

    /// The key of the file and what it is, if it is in the store already.
    pub fn kept(&self) -> Result<Option<(DataKey, Kept)>, CannotOpen> {
        match self {
            Self::Kept(key, kept) => Ok(Some((DataKey::from_hex(key)?, kept.clone()))),
            Self::Provider(_) | Self::Bytes(_) => Ok(None),
        }
    }

    fn open(key: &DataKey, file: Uuid, sealed: &[u8]) -> Result<Self, CannotOpen> {
        let mut plain = key.open(SOURCE.of(file), sealed)?;
        match plain.first() {
            Some(b'p') => {
                Ok(Self::Provider(Private::new(String::from_utf8(plain.split_off(1)).map_err(|_| CannotOpen)?)))
            }
            Some(b'b') => Ok(Self::Bytes(Private::new(plain.split_off(1)))),
            _ => Err(CannotOpen),
        }
    }
}

/// Writes rows.
pub async fn insert(tx: &mut Tx, rows: &[NewMedia], now: Timestamp) -> sqlx::Result<()> {
    static INSERT: Bulk<9> = Bulk::new(
        [
            ("id", ColumnType::Id),
            ("conversation_id", ColumnType::Id),
            ("channel", ColumnType::Text),
            ("state", ColumnType::Text),
            ("key_sealed", ColumnType::Bytes),
            ("source_sealed", ColumnType::Bytes),
            ("mime", ColumnType::Text),
            ("size", ColumnType::Number),
            ("at", ColumnType::Number),
        ],
        "INSERT INTO media (id, conversation_id, channel, state, key_sealed, source_sealed, mime, size, attempts, due_at, created_at)
         SELECT id, conversation_id, channel, state, key_sealed, source_sealed, mime, size, 0, at, at FROM given",
    );
    let given = rows.iter().map(|row| {
        [
            row.id.into(),
            row.conversation_id.into(),
            row.channel.name().into(),
            if row.kept.is_some() { "kept" } else { "wanted" }.into(),
            row.key_sealed.clone().into(),
            row.source_sealed.clone().into(),
            row.kept.as_ref().map(|kept| kept.mime.clone()).into(),
            row.kept.as_ref().map(|kept| kept.size).into(),
            now.as_millisecond().into(),
        ]
    });
    INSERT.execute(tx, given.collect()).await
}

/// A file to be fetched.
pub struct Wanted {
    /// Its row.
    pub id: Uuid,
    /// Which channel it came by.
    pub channel: Channel,
    /// Attempts so far.
    pub attempts: i32,
    /// Where it is.
    pub source: Source,
    /// Seals it.
    pub key: DataKey,
}

/// Claims files that are due, the oldest first.
pub async fn claim(store: &Store, tx: &mut Tx, limit: i64, now: Timestamp) -> anyhow::Result<Vec<Wanted>> {
    type Row = (Uuid, String, i32, Vec<u8>, Option<Vec<u8>>, Uuid, Vec<u8>);
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF f SKIP LOCKED" };
    let rows: Vec<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "SELECT f.id, f.channel, f.attempts, f.key_sealed, f.source_sealed, k.contact_id, k.key_sealed FROM media f
             JOIN conversation v ON v.id = f.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id
             WHERE f.state = 'wanted' AND f.due_at <= ",
        );
        query.push_bind(now.as_millisecond()).push(" ORDER BY f.due_at LIMIT ").push_bind(limit).push(lock);
        query.build_query_as().fetch_all(c).await
    })?;
    let until = now.saturating_add(CLAIM)?.as_millisecond();
    let mut wanted = Vec::with_capacity(rows.len());
    for (id, channel, attempts, own_key, source, contact, key) in rows {
        let opened = || {
            let key = store.master.open_contact_key(contact, &key)?;
            let source = Source::open(&key, id, source.as_deref().ok_or(CannotOpen)?)?;
            let key = key.open_key(KEY.of(id), &own_key)?;
            Ok::<_, CannotOpen>(Wanted {
                id,
                channel: channel.parse().map_err(|()| CannotOpen)?,
                attempts,
                source,
                key,
            })
        };
        match opened() {
            Ok(file) => {
                set_due(tx, id, attempts + 1, until).await?;
                wanted.push(file);
            }
            Err(CannotOpen) => refuse(tx, id, "cannot be opened").await?,
        }
    }
    Ok(wanted)
}

/// When the next file is due, in milliseconds since 1970.
pub async fn next_due(store: &Store) -> sqlx::Result<Option<i64>> {
    let mut reader = store.reader().await?;
    sql!(Reader: &mut reader, c => sqlx::query_scalar("SELECT MIN(due_at) FROM media WHERE state = 'wanted'").fetch_one(c).await)
}

async fn set_due(tx: &mut Tx, id: Uuid, attempts: i32, due: i64) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE media SET attempts = $2, due_at = $3 WHERE id = $1")
        .bind(id).bind(attempts).bind(due).execute(c).await.map(|_| ()))
}

/// Tries again later.
pub async fn put_off(tx: &mut Tx, id: Uuid, attempts: i32, due: Timestamp) -> sqlx::Result<()> {
    set_due(tx, id, attempts, due.as_millisecond()).await
}

/// Notes that it is in the store. `false` where its row is gone: erased in the meantime.
pub async fn kept(tx: &mut Tx, id: Uuid, kept: &Kept) -> sqlx::Result<bool> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE media SET state = 'kept', source_sealed = NULL, mime = $2, size = $3, error = NULL WHERE id = $1")
        .bind(id).bind(&kept.mime).bind(kept.size).execute(c).await.map(|done| done.rows_affected() == 1))
}

/// Gives it up, for a reason that the staff see.
pub async fn refuse(tx: &mut Tx, id: Uuid, why: &str) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE media SET state = 'refused', source_sealed = NULL, error = $2 WHERE id = $1")
        .bind(id).bind(why).execute(c).await.map(|_| ()))
}

/// A file of a conversation, for a page that shows it.
pub struct Found {
    /// `wanted`, `kept` or `refused`.
    pub state: String,
    /// By its bytes.
    pub mime: Option<String>,
    /// Opens it.
    pub key: DataKey,
    /// Where it belongs.
    pub conversation_id: Uuid,
    /// The hash of its conversation's address, with which a visitor proves that it is theirs.
    pub address_hash: Vec<u8>,
}

/// Finds a file.
pub async fn find(store: &Store, reader: &mut Reader, id: Uuid) -> anyhow::Result<Option<Found>> {
    type Row = (String, Option<String>, Vec<u8>, Uuid, Vec<u8>, Uuid, Vec<u8>);
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT f.state, f.mime, f.key_sealed, k.contact_id, k.key_sealed, f.conversation_id, v.address_hash FROM media f
         JOIN conversation v ON v.id = f.conversation_id JOIN contact_key k ON k.contact_id = v.contact_id WHERE f.id = $1")
        .bind(id).fetch_optional(c).await)?;
    row.map(|(state, mime, own, contact, key, conversation_id, address_hash)| {
        let key = store.master.open_contact_key(contact, &key)?.open_key(KEY.of(id), &own)?;
        Ok(Found { state, mime, key, conversation_id, address_hash })
    })
    .transpose()
}

/// State and type of the files of a conversation.
pub async fn states(reader: &mut Reader, conversation: Uuid) -> sqlx::Result<Vec<(Uuid, String, Option<String>)>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT id, state, mime FROM media WHERE conversation_id = $1")
        .bind(conversation).fetch_all(c).await)
}

/// Files whose rows were erased, to be removed from the store.
pub async fn litter(reader: &mut Reader) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT media_id FROM litter LIMIT 100").fetch_all(c).await)
}

/// Notes that a file is gone from the store.
pub async fn removed(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM litter WHERE media_id = $1").bind(id).execute(c).await.map(|_| ()))
}
