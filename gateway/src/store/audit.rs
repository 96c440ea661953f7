//! Who did and who read what: rows of `audit`, written in the transaction of the deed itself. Ids only, no words.

use crate::{sql, store::Tx};
use jiff::Timestamp;
use uuid::Uuid;

/// One deed.
#[derive(Clone, Copy, Debug)]
pub struct Deed<'a> {
    /// Who; absent where the service itself acted.
    pub staff: Option<Uuid>,
    /// What: `read`, `answer`, `invite`…
    pub action: &'a str,
    /// To what kind of thing: `ticket`, `assessment`, `staff`, `hotline/emergency`…
    pub object: &'a str,
    /// To which one.
    pub object_id: Option<Uuid>,
}

/// Writes a deed down.
pub async fn record(tx: &mut Tx, deed: Deed<'_>, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("INSERT INTO audit (id, at, staff_id, action, object, object_id) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::now_v7()).bind(now.as_millisecond()).bind(deed.staff)
        .bind(deed.action).bind(deed.object).bind(deed.object_id)
        .execute(c).await.map(|_| ()))
}
