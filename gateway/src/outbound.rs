//! The way out: claim what is due, send it, record what became of it.
//!
//! Sends run side by side, one a person at a time; a provider that is slow holds nothing else up. Whatever dies between
//! "sent" and "recorded" is sent again when the claim runs out: at least once, never lost.

use crate::{
    channel::{Channel, SendError, telegram::Telegram},
    seal,
    store::{
        Store, conversation,
        outbox::{self, Claimed, Outcome, Recorded},
    },
    turn::Turns,
};
use futures::{StreamExt, stream::FuturesUnordered};
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use jiff::{SignedDuration, Timestamp};
use std::{num::NonZeroU32, sync::Arc, time::Duration};
use uuid::Uuid;

/// Messages being sent at the same time.
const AT_ONCE: usize = 64;
/// The longest time between two looks into the outbox, for rows that another replica has filled.
const LOOK: Duration = Duration::from_secs(2);
/// Pause of a channel that does not work at all.
const BROKEN: SignedDuration = SignedDuration::from_secs(60);
/// After so many attempts (about three days) a message is given up and shown to the staff.
const ATTEMPTS: i32 = 100;
/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(45);

/// Sends the messages of one channel for as long as the process lives. `per_second` 0 means no limit.
pub async fn run(turns: Turns, telegram: Telegram, per_second: u32) {
    let limiter = NonZeroU32::new(per_second).map(|n| Arc::new(RateLimiter::direct(Quota::per_second(n))));
    let mut sending = FuturesUnordered::new();
    let mut outcomes = Vec::new();
    loop {
        let progress = pass(&turns, &mut outcomes, AT_ONCE - sending.len()).await;
        let claimed = progress.unwrap_or_else(|error| {
            tracing::error!(%error, "outbox: the database does not answer");
            Vec::new()
        });
        for message in claimed {
            sending.push(send(telegram.clone(), limiter.clone(), message, turns.clone()));
        }
        tokio::select! {
            Some(done) = sending.next(), if !sending.is_empty() => outcomes.push(done),
            () = turns.outbox_filled.notified(), if sending.len() < AT_ONCE => {}
            () = tokio::time::sleep(LOOK) => {}
        }
        // What has ended in the meantime is recorded together.
        while let Some(Some(done)) = futures::FutureExt::now_or_never(sending.next()) {
            outcomes.push(done);
        }
    }
}

/// What became of one message, and whose it was.
struct Done {
    recorded: Recorded,
    blocked: Option<Uuid>,
}

/// Records what has ended and claims what may be sent now, in one transaction.
async fn pass(turns: &Turns, outcomes: &mut Vec<Done>, room: usize) -> anyhow::Result<Vec<Claimed>> {
    let store: &Store = turns.store();
    let now = turns.clock().now();
    if outcomes.is_empty()
        && (room == 0 || outbox::next_due(store, Channel::Telegram).await?.is_none_or(|due| due > now.as_millisecond()))
    {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    let recorded: Vec<_> = outcomes.iter().map(|done| &done.recorded).collect();
    outbox::record(&mut tx, &recorded, now).await?;
    for conversation in outcomes.iter().filter_map(|done| done.blocked) {
        conversation::set_blocked(&mut tx, conversation, Some(now)).await?;
    }
    let claimed = outbox::claim(store, &mut tx, Channel::Telegram, room as i64, now).await?;
    tx.commit().await?;
    outcomes.clear();
    Ok(claimed)
}

async fn send(
    telegram: Telegram,
    limiter: Option<Arc<DefaultDirectRateLimiter>>,
    message: Claimed,
    turns: Turns,
) -> Done {
    if let Some(limiter) = limiter {
        limiter.until_ready().await;
    }
    let sent = telegram.send(&message.address, &message.body).await;
    let result = if sent.is_ok() { "sent" } else { "error" };
    metrics::counter!("approdo_outbound_total", "channel" => "telegram", "result" => result).increment(1);
    let blocked = matches!(sent, Err(SendError::NeverThisPerson)).then_some(message.conversation_id);
    if let Err(error) = &sent {
        tracing::warn!(message = %message.message_id, attempts = message.attempts + 1, ?error, "message not sent");
    }
    let outcome = outcome(sent, message.attempts, turns.clock().now());
    Done { recorded: Recorded { message_id: message.message_id, outcome }, blocked }
}

/// What to do next, by what the provider said.
fn outcome(sent: Result<Option<String>, SendError>, attempts: i32, now: Timestamp) -> Outcome {
    let later = |pause: SignedDuration| Outcome::Later(now.saturating_add(pause).unwrap_or(now));
    match sent {
        Ok(provider_id) => Outcome::Sent(provider_id),
        Err(SendError::NeverThisMessage(why)) => Outcome::Failed(why),
        Err(SendError::NeverThisPerson) => Outcome::Failed("blocked"),
        Err(SendError::ChannelBroken(why)) => {
            tracing::error!(why, "channel broken");
            later(BROKEN)
        }
        Err(SendError::Later(_)) if attempts + 1 >= ATTEMPTS => Outcome::Failed("gave up"),
        Err(SendError::Later(Some(after))) => later(SignedDuration::try_from(after).unwrap_or(LONGEST_PAUSE)),
        Err(SendError::Later(None)) => later(pause(attempts, u64::from_le_bytes(seal::random()))),
    }
}

/// 1, 2, 4 … seconds, 45 minutes at most, with up to a quarter more so that a crowd does not come back at once.
fn pause(attempts: i32, chance: u64) -> SignedDuration {
    let seconds = 1_i64 << attempts.clamp(0, 12);
    let pause = SignedDuration::from_secs(seconds).min(LONGEST_PAUSE);
    pause + pause / 4 * (chance % 100) as i32 / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        assert_eq!(pause(0, 0), SignedDuration::from_secs(1));
        assert_eq!(pause(3, 0), SignedDuration::from_secs(8));
        assert_eq!(pause(99, 0), LONGEST_PAUSE);
        assert!(pause(2, 99) <= SignedDuration::from_secs(5));
    }

    #[test]
    fn a_provider_that_names_a_time_is_obeyed() {
        let now = Timestamp::UNIX_EPOCH;
        let Outcome::Later(at) = outcome(Err(SendError::Later(Some(Duration::from_secs(33)))), 0, now) else {
            panic!()
        };
        assert_eq!(at.as_second(), 33);
        assert!(matches!(outcome(Err(SendError::Later(None)), ATTEMPTS, now), Outcome::Failed("gave up")));
    }
}
