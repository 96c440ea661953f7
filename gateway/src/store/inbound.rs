//! What providers have delivered, once and for good.

use super::Tx;
use crate::{channel::Channel, sql};
use jiff::Timestamp;
use sqlx::{QueryBuilder, Row};
use std::collections::HashSet;

/// Keyed hash of the provider's message id: unique per channel, for good.
pub type ProviderId = [u8; 32];

/// Notes the ids and returns those that had never come before. An id that stands twice in `ids` counts as one.
pub async fn note(
    tx: &mut Tx,
    ids: &[(Channel, ProviderId)],
    now: Timestamp,
) -> sqlx::Result<HashSet<(Channel, ProviderId)>> {
    let rows: Vec<(String, Vec<u8>)> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("INSERT INTO inbound (channel, provider_id, received_at) ");
        query.push_values(ids, |mut row, (channel, id)| {
            row.push_bind(channel.name()).push_bind(id.to_vec()).push_bind(now.as_millisecond());
        });
        query.push(" ON CONFLICT (channel, provider_id) DO NOTHING RETURNING channel, provider_id");
        query.build().persistent(false).fetch_all(c).await?
            .into_iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
            .collect::<sqlx::Result<_>>()
    })?;
    let known = |(channel, id): (String, Vec<u8>)| Some((channel.parse().ok()?, id.try_into().ok()?));
    Ok(rows.into_iter().filter_map(known).collect())
}
