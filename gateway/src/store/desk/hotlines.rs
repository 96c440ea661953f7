//! The numbers that texts show: rows of `hotline`, changed by the staff.

use crate::{sql, store::Tx};
use jiff::Timestamp;

/// Changes one; `false` if it already had this value or does not exist.
pub async fn set(tx: &mut Tx, name: &str, value: &str, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE hotline SET value = $2, updated_at = $3 WHERE name = $1 AND value <> $2")
        .bind(name).bind(value).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
