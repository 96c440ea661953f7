//! A CSV file between its check and its import: rows of `service_import`. It names people who can be asked for, so it is
//! sealed, and gone after a day at most.

use crate::{
    seal::{Column, DataKey, MasterKey},
    sql,
    store::{Tx, staff::unreadable},
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The file.
pub const BODY: Column = Column::new("service_import", "body_sealed");

const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// Keeps a file for the one who sent it, in the place of what they sent before.
pub async fn keep(tx: &mut Tx, master: &MasterKey, staff: Uuid, file: &[u8], now: Timestamp) -> sqlx::Result<Uuid> {
    let old = now.checked_sub(KEPT).unwrap_or_default();
    sql!(Tx: &mut *tx, c => sqlx::query("DELETE FROM service_import WHERE staff_id = $1 OR at < $2")
        .bind(staff).bind(old.as_millisecond()).execute(c).await.map(|_| ()))?;
    let id = Uuid::now_v7();
    sql!(Tx: tx, c => sqlx::query("INSERT INTO service_import (id, staff_id, body_sealed, at) VALUES ($1, $2, $3, $4)")
        .bind(id).bind(staff).bind(key(master).seal(BODY.of(id), file)).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// Takes it out; `None` if there is none of this person's, or not any more.
pub async fn take(tx: &mut Tx, master: &MasterKey, staff: Uuid, id: Uuid) -> sqlx::Result<Option<Vec<u8>>> {
    let sealed: Option<Vec<u8>> = sql!(Tx: tx, c => sqlx::query_scalar(
        "DELETE FROM service_import WHERE id = $1 AND staff_id = $2 RETURNING body_sealed")
        .bind(id).bind(staff).fetch_optional(c).await)?;
    sealed.map(|sealed| key(master).open(BODY.of(id), &sealed).map_err(unreadable)).transpose()
}

fn key(master: &MasterKey) -> DataKey {
    master.derive("service-import")
}
