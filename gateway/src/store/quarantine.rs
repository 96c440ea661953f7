//! Turns that failed and deliveries that nobody knows: kept raw, sealed, with their cause, until a person has looked. Whoever
//! may reads them in [`crate::console::quarantine`]; [`crate::turn::Turns::take_again`] carries one out.

use super::{Reader, Store, Tx, conversation::AddressHash, staff::unreadable};
use crate::{channel::Channel, seal::Column, sql};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// What came, as it came.
pub const RAW: Column = Column::new("quarantine", "raw_sealed");
/// Why it was discarded.
pub const REASON: Column = Column::new("quarantine", "reason_sealed");

/// What the raw bytes of an entry are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// What a turn was to be made of: [`crate::turn::again`].
    Arrival,
    /// A webhook of a telephone call. Nobody is on the line any more, so it is never carried out again.
    Call,
    /// As the provider delivered it, or a part of that.
    Delivery,
}

impl Form {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Call => "call",
            Self::Delivery => "delivery",
        }
    }

    fn of(name: &str) -> Self {
        [Self::Arrival, Self::Call].into_iter().find(|form| form.name() == name).unwrap_or(Self::Delivery)
    }
}

/// How long entries are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retention {
    /// From the day on which it came, whether anybody has looked or not.
    pub waiting: SignedDuration,
    /// From the moment in which it was carried out or discarded.
    pub resolved: SignedDuration,
}

impl Default for Retention {
    fn default() -> Self {
        Self { waiting: SignedDuration::from_hours(90 * 24), resolved: SignedDuration::from_hours(30 * 24) }
    }
}

/// Keeps what could not be processed.
pub async fn keep(
    store: &Store,
    tx: &mut Tx,
    (channel, address): (Channel, Option<AddressHash>),
    (form, raw): (Form, &[u8]),
    cause: &str,
    now: Timestamp,
) -> sqlx::Result<()> {
    let id = Uuid::now_v7();
    let sealed = store.master.derive("quarantine").seal(RAW.of(id), raw);
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO quarantine (id, channel, address_hash, form, raw_sealed, cause, at) VALUES ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(channel.name())
        .bind(address.map(|hash| hash.to_vec()))
        .bind(form.name())
        .bind(sealed)
        .bind(cause)
        .bind(now.as_millisecond())
        .execute(c)
        .await
        .map(|_| ()))
}

/// An entry, opened. It holds a person's words: no `Debug`.
#[expect(missing_docs, reason = "the columns of `quarantine`")]
pub struct Entry {
    pub id: Uuid,
    pub channel: Channel,
    pub form: Form,
    pub address_hash: Option<Vec<u8>>,
    pub raw: Private<Vec<u8>>,
    pub cause: String,
    pub at: Timestamp,
    /// How often it was carried out in vain.
    pub tries: i64,
    pub is_resolved: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    channel: String,
    form: String,
    address_hash: Option<Vec<u8>>,
    raw_sealed: Vec<u8>,
    cause: String,
    at: i64,
    tries: i64,
    resolved_at: Option<i64>,
}

/// Opens an entry; `None` where it is gone, or of a channel that this release does not know.
pub async fn open(store: &Store, reader: &mut Reader, id: Uuid) -> sqlx::Result<Option<Entry>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT channel, form, address_hash, raw_sealed, cause, at, tries, resolved_at FROM quarantine WHERE id = $1
         AND NOT EXISTS (SELECT 1 FROM conversation v
         WHERE v.channel = quarantine.channel AND v.address_hash = quarantine.address_hash AND v.hidden_at IS NOT NULL)")
        .bind(id).fetch_optional(c).await)?;
    let Some(row) = row else { return Ok(None) };
    let Ok(channel) = row.channel.parse() else { return Ok(None) };
    let raw = store.master.derive("quarantine").open(RAW.of(id), &row.raw_sealed).map_err(unreadable)?;
    Ok(Some(Entry {
        id,
        channel,
        form: Form::of(&row.form),
        address_hash: row.address_hash,
        raw: Private::new(raw),
        cause: row.cause,
        at: Timestamp::from_millisecond(row.at).unwrap_or_default(),
        tries: row.tries,
        is_resolved: row.resolved_at.is_some(),
    }))
}

/// What became of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Outcome {
    Replayed,
    Discarded,
}

impl Outcome {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Replayed => "replayed",
            Self::Discarded => "discarded",
        }
    }
}

/// Settles an entry, with the reason where it is discarded; `false` if it was settled already. Of two at once, one settles it.
pub async fn resolve(
    store: &Store,
    tx: &mut Tx,
    id: Uuid,
    (outcome, reason): (Outcome, Option<&Private<String>>),
    staff: Uuid,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let reason = reason.map(|reason| store.master.derive("quarantine").seal_text(REASON.of(id), reason));
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE quarantine SET resolved_at = $2, outcome = $3, resolved_by = $4, reason_sealed = $5
         WHERE id = $1 AND resolved_at IS NULL")
        .bind(id).bind(now.as_millisecond()).bind(outcome.name()).bind(staff).bind(reason)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// It was carried out in vain: it stays, with the new cause.
pub async fn failed_again(tx: &mut Tx, id: Uuid, cause: &str, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE quarantine SET cause = $2, tries = tries + 1, tried_at = $3 WHERE id = $1 AND resolved_at IS NULL")
        .bind(id).bind(cause).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// Deletes what has had its time; returns how many.
pub async fn delete_expired(tx: &mut Tx, retention: Retention, now: Timestamp) -> sqlx::Result<u64> {
    let before = |kept: SignedDuration| now.as_millisecond() - i64::try_from(kept.as_millis()).unwrap_or(i64::MAX);
    sql!(Tx: tx, c => sqlx::query("DELETE FROM quarantine WHERE at <= $1 OR resolved_at <= $2")
        .bind(before(retention.waiting)).bind(before(retention.resolved))
        .execute(c).await.map(|done| done.rows_affected()))
}
