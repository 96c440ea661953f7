//! How each channel does: what waits, what is held, what failed, when something last came and went. No word of a message.

use super::moment;
use crate::{channel::Channel, sql, store::Reader};
use jiff::Timestamp;
use std::collections::HashMap;

/// The rows of one channel, counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traffic {
    /// Waiting to be sent.
    pub queued: i64,
    /// Until the person writes.
    pub held: i64,
    /// Dead letters.
    pub failed: i64,
    /// When somebody last wrote.
    pub last_in: Option<Timestamp>,
    /// When a message last went out.
    pub last_out: Option<Timestamp>,
}

/// Every channel that was ever used. A name that only a newer release knows is left out.
pub async fn traffic(reader: &mut Reader) -> sqlx::Result<HashMap<Channel, Traffic>> {
    let mut found: HashMap<Channel, Traffic> = HashMap::new();
    let heard: Vec<(String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT channel, MAX(heard_at) FROM conversation GROUP BY channel").fetch_all(c).await)?;
    for (channel, at) in heard {
        if let Ok(channel) = channel.parse() {
            found.entry(channel).or_default().last_in = (at > 0).then(|| moment(at));
        }
    }
    let rows: Vec<(String, String, i64, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT channel, state, COUNT(*), MAX(updated_at) FROM outbox GROUP BY channel, state").fetch_all(c).await)?;
    for (channel, state, count, at) in rows {
        let Ok(channel) = channel.parse() else { continue };
        let traffic = found.entry(channel).or_default();
        match state.as_str() {
            "queued" => traffic.queued = count,
            "held" => traffic.held = count,
            "failed" => traffic.failed = count,
            _ => traffic.last_out = traffic.last_out.max(Some(moment(at))),
        }
    }
    Ok(found)
}
