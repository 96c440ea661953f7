//! How each channel does: what waits, what is held, what failed, when something last came and went. No word of a message.

use super::moment;
use crate::{channel::Channel, sql, store::Reader};
use jiff::{SignedDuration, Timestamp};
use std::collections::HashMap;

/// The first messages of people that are put off for more than a moment.
#[derive(Clone, Copy, Debug)]
pub struct Paused {
    /// How many people wait.
    pub count: i64,
    /// When the first of them was put off.
    pub since: Timestamp,
    /// When the next of them is tried.
    pub next: Timestamp,
}

/// Pauses below this are everyday's.
const A_MOMENT: SignedDuration = SignedDuration::from_secs(60);

/// The rows of one channel, counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Traffic {
    /// Waiting to be sent.
    pub queued: i64,
    /// Of these: put off, because the provider asked for a pause or did not take them.
    pub paused: Option<Paused>,
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
pub async fn traffic(reader: &mut Reader, now: Timestamp) -> sqlx::Result<HashMap<Channel, Traffic>> {
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
    let later = now.saturating_add(A_MOMENT).unwrap_or(now).as_millisecond();
    let rows: Vec<(String, i64, i64, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT channel, COUNT(*), MIN(updated_at), MIN(ready_at) FROM outbox
         WHERE ready_at > $1 AND claimed_until <= $2 GROUP BY channel")
        .bind(later).bind(now.as_millisecond()).fetch_all(c).await)?;
    for (channel, count, since, next) in rows {
        let Ok(channel) = channel.parse() else { continue };
        found.entry(channel).or_default().paused = Some(Paused { count, since: moment(since), next: moment(next) });
    }
    Ok(found)
}
