//! The numbers that texts show: rows of `hotline`, changed by the staff.

use super::moment;
use crate::{
    sql,
    store::{Reader, Tx},
};
use jiff::Timestamp;

/// One number or address.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Hotline {
    pub name: String,
    pub value: String,
    pub updated_at: Timestamp,
}

/// All of them.
pub async fn all(reader: &mut Reader) -> sqlx::Result<Vec<Hotline>> {
    let rows: Vec<(String, String, i64)> = sql!(Reader: reader, c => sqlx::query_as("SELECT name, value, updated_at FROM hotline ORDER BY name").fetch_all(c).await)?;
    Ok(rows.into_iter().map(|(name, value, at)| Hotline { name, value, updated_at: moment(at) }).collect())
}

/// Changes one; `false` if it already had this value or does not exist.
pub async fn set(tx: &mut Tx, name: &str, value: &str, now: Timestamp) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE hotline SET value = $2, updated_at = $3 WHERE name = $1 AND value <> $2")
        .bind(name).bind(value).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
