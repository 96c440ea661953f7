//! Chats of several people in which nobody is answered: rows of `left_group`, by a keyed hash. That is all that is remembered
//! of them: that they were told, so that they are told once. Where they are is kept, sealed, until they were left.

use super::{Reader, Store, Tx, staff::unreadable};
use crate::{channel::Channel, seal::Column, sql};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};

/// Where it is.
pub const GROUP: Column = Column::new("left_group", "group_sealed");
/// What its channel needs beside that.
pub const ROUTE: Column = Column::new("left_group", "route_sealed");

/// More than so many are not remembered, and so neither told nor left: whoever makes groups to fill a table fills no more.
const MOST: i64 = 10_000;
/// A chat that goes on after it was left is left again after so long.
const AGAIN: SignedDuration = SignedDuration::from_mins(10);
/// A claim of a process that died is given up.
const CLAIM: SignedDuration = SignedDuration::from_mins(2);
/// Attempts to leave one.
const TRIES: i64 = 10;
/// After so long without news it is forgotten.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(90 * 24);

/// A chat that is to be left.
#[expect(missing_docs, reason = "the columns of `left_group`")]
pub struct Wanted {
    pub channel: Channel,
    hash: Vec<u8>,
    pub address: Private<String>,
    pub route: Option<Private<String>>,
    /// It was told before.
    pub is_told: bool,
    tries: i64,
}

fn hash(store: &Store, channel: Channel, address: &Private<String>) -> Vec<u8> {
    store.master.hash("group", format!("{}:{}", channel.name(), address.expose()).as_bytes()).to_vec()
}

const fn millis(duration: SignedDuration) -> i64 {
    duration.as_millis() as i64
}

/// Something came from a chat; `true` if it is to be left now. The usual case, one that is known, only reads.
pub async fn meet(
    store: &Store,
    channel: Channel,
    (address, route): (&Private<String>, Option<&Private<String>>),
    now: Timestamp,
) -> sqlx::Result<bool> {
    let (hash, at) = (hash(store, channel, address), now.as_millisecond());
    let mut reader = store.reader().await?;
    let known: Option<(Option<i64>, i64)> = sql!(Reader: &mut reader, c => sqlx::query_as(
        "SELECT due_at, at FROM left_group WHERE channel = $1 AND group_hash = $2")
        .bind(channel.name()).bind(hash.clone()).fetch_optional(c).await)?;
    let is_settled = match known {
        Some((due_at, last)) => due_at.is_some() || last > at - millis(AGAIN),
        None => count(&mut reader).await? >= MOST,
    };
    drop(reader);
    if is_settled {
        return Ok(false);
    }
    let key = store.master.derive("group");
    let mut tx = store.begin().await?;
    let changed = sql!(Tx: &mut tx, c => sqlx::query(
        "INSERT INTO left_group (channel, group_hash, group_sealed, route_sealed, tries, due_at, at)
         VALUES ($1, $2, $3, $4, 0, $5, $5)
         ON CONFLICT (channel, group_hash) DO UPDATE SET group_sealed = excluded.group_sealed,
             route_sealed = excluded.route_sealed, tries = 0, due_at = excluded.due_at, at = excluded.at
         WHERE left_group.due_at IS NULL AND left_group.at <= $6")
        .bind(channel.name()).bind(hash.clone()).bind(key.seal_text(GROUP.of_hash(&hash), address))
        .bind(route.map(|route| key.seal_text(ROUTE.of_hash(&hash), route)))
        .bind(at).bind(at - millis(AGAIN))
        .execute(c).await.map(|done| done.rows_affected()))?;
    tx.commit().await?;
    Ok(changed == 1)
}

async fn count(reader: &mut Reader) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM left_group").fetch_one(c).await)
}

/// Takes some that are to be left, for this process alone. They count as told from here on, so that nobody is told twice.
pub async fn claim(store: &Store, now: Timestamp) -> sqlx::Result<Vec<Wanted>> {
    type Row = (String, Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, Option<i64>, i64, i64);
    let at = now.as_millisecond();
    let mut reader = store.reader().await?;
    let rows: Vec<Row> = sql!(Reader: &mut reader, c => sqlx::query_as(
        "SELECT channel, group_hash, group_sealed, route_sealed, told_at, tries, due_at FROM left_group
         WHERE due_at <= $1 ORDER BY due_at LIMIT 20").bind(at).fetch_all(c).await)?;
    drop(reader);
    let key = store.master.derive("group");
    let mut wanted = Vec::new();
    for (channel, hash, address, route, told_at, tries, due_at) in rows {
        let mut tx = store.begin().await?;
        let claimed = sql!(Tx: &mut tx, c => sqlx::query(
            "UPDATE left_group SET due_at = $3, told_at = COALESCE(told_at, $5), tries = tries + 1
             WHERE channel = $1 AND group_hash = $2 AND due_at = $4")
            .bind(&channel).bind(hash.clone()).bind(at + millis(CLAIM)).bind(due_at).bind(at)
            .execute(c).await.map(|done| done.rows_affected()))?;
        tx.commit().await?;
        let (Ok(channel), Some(address), 1) = (channel.parse(), address, claimed) else { continue };
        wanted.push(Wanted {
            channel,
            address: key.open_text(GROUP.of_hash(&hash), &address).map_err(unreadable)?,
            route: route.map(|route| key.open_text(ROUTE.of_hash(&hash), &route).map_err(unreadable)).transpose()?,
            hash,
            is_told: told_at.is_some(),
            tries: tries + 1,
        });
    }
    Ok(wanted)
}

/// It was left: where it was is forgotten.
pub async fn left(tx: &mut Tx, wanted: &Wanted, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE left_group SET group_sealed = NULL, route_sealed = NULL, due_at = NULL, at = $3
         WHERE channel = $1 AND group_hash = $2")
        .bind(wanted.channel.name()).bind(wanted.hash.clone()).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// It could not be left: again later, a few times.
pub async fn later(tx: &mut Tx, wanted: &Wanted, now: Timestamp) -> sqlx::Result<()> {
    if wanted.tries >= TRIES {
        return left(tx, wanted, now).await;
    }
    let due_at = now.as_millisecond() + millis(SignedDuration::from_mins(1 << wanted.tries.clamp(0, 6)));
    sql!(Tx: tx, c => sqlx::query("UPDATE left_group SET due_at = $3 WHERE channel = $1 AND group_hash = $2")
        .bind(wanted.channel.name()).bind(wanted.hash.clone()).bind(due_at).execute(c).await.map(|_| ()))
}

/// Forgets those of which nothing was heard for long.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<u64> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM left_group WHERE at <= $1")
        .bind(now.as_millisecond() - millis(FORGOTTEN)).execute(c).await.map(|done| done.rows_affected()))
}
