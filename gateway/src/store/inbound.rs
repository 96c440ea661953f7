//! What providers have delivered, once and for good.

use super::{
    Tx,
    bulk::{Bulk, ColumnType},
};
use crate::channel::Channel;
use jiff::Timestamp;
use std::collections::HashSet;

/// Keyed hash of the provider's message id: unique per channel, for good.
pub type ProviderId = [u8; 32];

/// Notes the ids and returns those that had never come before. An id that stands twice in `ids` counts as one.
pub async fn note(
    tx: &mut Tx,
    ids: &[(Channel, ProviderId)],
    now: Timestamp,
) -> sqlx::Result<HashSet<(Channel, ProviderId)>> {
    static NOTE: Bulk<3> = Bulk::new(
        [("channel", ColumnType::Text), ("provider_id", ColumnType::Bytes), ("received_at", ColumnType::Number)],
        "INSERT INTO inbound (channel, provider_id, received_at) SELECT channel, provider_id, received_at FROM given WHERE TRUE
         ON CONFLICT (channel, provider_id) DO NOTHING RETURNING channel, provider_id",
    );
    let at = now.as_millisecond();
    let rows = ids.iter().map(|(channel, id)| [channel.name().into(), (*id).into(), at.into()]).collect();
    let rows: Vec<(String, Vec<u8>)> = NOTE.fetch(tx, rows).await?;
    let known = |(channel, id): (String, Vec<u8>)| Some((channel.parse().ok()?, id.try_into().ok()?));
    Ok(rows.into_iter().filter_map(known).collect())
}
