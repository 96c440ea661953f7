//! The services as the bot knows them: the active ones, read again only when one has changed.

use super::{Entry, Row};
use crate::{sql, store::Reader};
use bot::directory::Service;
use std::sync::{Arc, Mutex, PoisonError};

/// What was read last, and what the table looked like then.
#[derive(Clone, Debug, Default)]
pub struct Known(Arc<Mutex<Option<Read>>>);

/// The table's mark, and what was read under it.
type Read = (Mark, Arc<[Service]>);

/// How many rows there are, their latest change, and the sum of their versions: no row is deleted and every change counts its
/// version up, so that the three stay the same only if nothing has changed.
type Mark = (i64, i64, i64);

/// The active services. The house is read every few seconds, thousands of rows are not.
pub async fn known(known: &Known, reader: &mut Reader) -> sqlx::Result<Arc<[Service]>> {
    let mark: Mark = sql!(Reader: &mut *reader, c => sqlx::query_as(
        "SELECT COUNT(*), COALESCE(MAX(updated_at), 0), CAST(COALESCE(SUM(version), 0) AS BIGINT) FROM service")
        .fetch_one(c).await)?;
    // Never held over a query.
    if let Some((before, services)) = &*known.0.lock().unwrap_or_else(PoisonError::into_inner)
        && *before == mark
    {
        return Ok(services.clone());
    }
    let rows: Vec<Row> =
        sql!(Reader: reader, c => sqlx::query_as("SELECT * FROM service WHERE active").fetch_all(c).await)?;
    // A row that cannot be read is missing from the answer rather than stopping every turn.
    let services: Arc<[Service]> =
        rows.into_iter().filter_map(|row| Entry::try_from(row).ok()).map(|entry| entry.content.into()).collect();
    *known.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((mark, services.clone()));
    Ok(services)
}

impl From<super::Content> for Service {
    fn from(content: super::Content) -> Self {
        Self {
            name: content.name,
            kind: content.kind,
            address: content.address,
            municipality: content.municipality,
            province: content.province,
            position: content.position,
            hours: content.hours,
            phone: content.phone,
            whatsapp: content.whatsapp,
        }
    }
}
