//! Turns that failed: kept raw, sealed, with their cause, until a person has looked.

use super::{Store, Tx, conversation::AddressHash};
use crate::{channel::Channel, seal::Column, sql};
use jiff::Timestamp;
use uuid::Uuid;

/// What came, as it came.
pub const RAW: Column = Column::new("quarantine", "raw_sealed");

/// Keeps what could not be processed.
pub async fn keep(
    store: &Store,
    tx: &mut Tx,
    (channel, address): (Channel, Option<AddressHash>),
    raw: &[u8],
    cause: &str,
    now: Timestamp,
) -> sqlx::Result<()> {
    let id = Uuid::now_v7();
    let sealed = store.master.derive("quarantine").seal(RAW.of(id), raw);
    sql!(Tx: tx, c => sqlx::query("INSERT INTO quarantine (id, channel, address_hash, raw_sealed, cause, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(id)
        .bind(channel.name())
        .bind(address.map(|hash| hash.to_vec()))
        .bind(sealed)
        .bind(cause)
        .bind(now.as_millisecond())
        .execute(c)
        .await
        .map(|_| ()))
}
