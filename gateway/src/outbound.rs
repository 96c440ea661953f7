//! The way out: claim what is due, send it, record what became of it. One loop a channel, so that none slows another.
//!
//! Sends run side by side, one a person at a time; a provider that is slow holds nothing else up, and one that fails is left
//! alone for a while, see [`breaker`]. What dies between "sent" and "recorded" is settled by the provider's receipt where it
//! tells our id back; elsewhere it is sent again when the claim runs out: at least once, never lost.

pub mod breaker;

use crate::{
    channel::{Carrier, Outgoing, SendError, provider_id},
    seal,
    store::{
        Store, conversation, outage,
        outbox::{self, Claimed, Outcome, Recorded},
    },
    turn::Turns,
};
use breaker::{Breaker, Change};
use futures::{FutureExt, StreamExt, stream::FuturesUnordered};
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use jiff::{SignedDuration, Timestamp};
use std::{collections::HashSet, num::NonZeroU32, panic::AssertUnwindSafe, sync::Arc, time::Duration};
use uuid::Uuid;

/// Messages being sent at the same time; those that wait for their person's pace count, too.
const AT_ONCE: usize = 256;
/// The longest time between two looks into the outbox, for rows that another replica has filled.
const LOOK: Duration = Duration::from_secs(2);
/// After so many attempts (about three days) a message is given up and shown to the staff.
const ATTEMPTS: i32 = 100;
/// How long a receipt may take that tells whether a message went out.
const IN_DOUBT: SignedDuration = SignedDuration::from_secs(60);
/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = breaker::BELIEVED;

/// Sends the messages of one channel for as long as the process lives. Told to stop, it claims nothing more, waits for what is
/// on its way, notes what became of it, and ends.
pub async fn run(turns: Turns, carrier: Arc<dyn Carrier>) {
    // The process waits at its end until nobody holds one.
    let _sending = turns.sending.subscribe();
    let channel = carrier.channel();
    let pace = Arc::new(Pace::new(carrier.as_ref()));
    let mut filled = turns.outbox_filled.subscribe();
    let mut sending = FuturesUnordered::new();
    let mut outcomes: Vec<Done> = Vec::new();
    let mut under_way = HashSet::new();
    let mut state = State::default();
    loop {
        let stopping = turns.stop.is_cancelled();
        if stopping && sending.is_empty() && outcomes.is_empty() {
            return;
        }
        let now = turns.clock().now();
        state.breaker.bring_back(now);
        let room = if stopping { 0 } else { state.breaker.allows(AT_ONCE - sending.len(), sending.len(), now) };
        let progress = pass(&turns, carrier.as_ref(), &mut outcomes, &mut state, room).await;
        let claimed = progress.unwrap_or_else(|error| {
            tracing::error!(%error, channel = channel.name(), "outbox: the database does not answer");
            Vec::new()
        });
        for claimed in claimed {
            // A send that outlives its claim is still under way here.
            if under_way.insert(claimed.message.id) {
                sending.push(send(carrier.clone(), pace.clone(), claimed, turns.clone()));
            }
        }
        if stopping && sending.is_empty() && outcomes.is_empty() {
            return;
        }
        let may_claim = !stopping && sending.len() < AT_ONCE;
        tokio::select! {
            Some(done) = sending.next(), if !sending.is_empty() => {
                under_way.remove(&done.message_id);
                outcomes.push(done);
            }
            changed = filled.changed(), if may_claim => {
                if changed.is_err() {
                    return;
                }
            }
            () = turns.outbox_of.woken(channel), if may_claim => {}
            () = turns.stop.cancelled(), if !stopping => {}
            () = tokio::time::sleep(LOOK) => pace.forget(),
        }
        // What has ended in the meantime is recorded together.
        while let Some(Some(done)) = sending.next().now_or_never() {
            under_way.remove(&done.message_id);
            outcomes.push(done);
        }
    }
}

/// What a loop remembers of its channel.
#[derive(Clone, Default)]
struct State {
    breaker: Breaker,
    /// Something has gone through, so that no outage of a process before this one is still noted.
    works: bool,
}

/// How fast a channel may be used: all people together, and each of them.
struct Pace {
    all: Option<DefaultDirectRateLimiter>,
    each: Option<DefaultKeyedRateLimiter<Uuid>>,
}

impl Pace {
    fn new(carrier: &dyn Carrier) -> Self {
        let limits = carrier.channel().limits();
        let all = NonZeroU32::new(carrier.per_second()).map(|n| RateLimiter::direct(Quota::per_second(n)));
        let each = NonZeroU32::new(limits.burst)
            .filter(|_| all.is_some())
            .and_then(|burst| Some(RateLimiter::keyed(Quota::with_period(limits.pause)?.allow_burst(burst))));
        Self { all, each }
    }

    async fn wait(&self, conversation: &Uuid) {
        if let Some(each) = &self.each {
            each.until_key_ready(conversation).await;
        }
        if let Some(all) = &self.all {
            all.until_ready().await;
        }
    }

    /// People who have not been written to for a while need no memory.
    fn forget(&self) {
        if let Some(each) = &self.each {
            each.retain_recent();
        }
    }
}

/// What became of one message, and whose it was.
struct Done {
    message_id: Uuid,
    conversation_id: Uuid,
    attempts: i32,
    /// `None`: the process was told to stop before it went.
    sent: Option<Result<Option<String>, SendError>>,
}

/// Records what has ended and claims what may be sent now, in one transaction.
async fn pass(
    turns: &Turns,
    carrier: &dyn Carrier,
    done: &mut Vec<Done>,
    state: &mut State,
    room: usize,
) -> anyhow::Result<Vec<Claimed>> {
    let store: &Store = turns.store();
    let channel = carrier.channel();
    let now = turns.clock().now();
    if done.is_empty()
        && (room == 0 || outbox::next_due(store, channel).await?.is_none_or(|due| due > now.as_millisecond()))
    {
        return Ok(Vec::new());
    }
    let mut tx = store.begin().await?;
    let conversations: Vec<_> = done.iter().map(|done| done.conversation_id).collect();
    conversation::lock(store, &mut tx, &conversations).await?;
    let mut next = state.clone();
    let mut recorded = Vec::with_capacity(done.len());
    for done in done.iter() {
        let message_id = done.message_id;
        let Some(sent) = &done.sent else {
            recorded.push(Recorded { message_id, outcome: Outcome::Postponed(now) });
            continue;
        };
        match next.breaker.learn(sent.as_ref().map(|_| ()).map_err(|error| *error), now) {
            Change::None if sent.is_ok() && !next.works => outage::end(&mut tx, channel).await?,
            Change::None => {}
            Change::Opened(until, cause) => {
                tracing::error!(channel = channel.name(), cause, "channel stopped for a while");
                outage::begin(&mut tx, channel, cause, until, now).await?;
            }
            Change::Closed => {
                tracing::info!(channel = channel.name(), "channel works again");
                outage::end(&mut tx, channel).await?;
            }
        }
        next.works |= sent.is_ok();
        let gone = matches!(sent, Err(SendError::NeverThisPerson));
        // Who fetches messages is reached all the same; only the sign that there is one goes nowhere any more.
        let fetched = gone && channel.limits().fetched;
        if fetched {
            conversation::set_route(&mut tx, done.conversation_id, None).await?;
        } else if gone {
            conversation::set_blocked(&mut tx, done.conversation_id, Some(now)).await?;
        }
        let id = |id: &String| provider_id(&store.master, channel, id);
        let taken = sent.as_ref().map(|provider| provider.as_ref().map(id)).map_err(|error| *error);
        let taken = if fetched { Ok(None) } else { taken };
        let mut outcome = outcome(taken, done.attempts, next.breaker.open_until(), now);
        if let (Err(SendError::InDoubt), Outcome::Later(at), true) = (sent, &mut outcome, channel.limits().echoes) {
            *at = (*at).max(now.saturating_add(IN_DOUBT)?);
        }
        recorded.push(Recorded { message_id, outcome });
    }
    outbox::record(store, &mut tx, &recorded.iter().collect::<Vec<_>>(), now).await?;
    let room = next.breaker.allows(room, 0, now);
    let claimed = if room == 0 { Vec::new() } else { outbox::claim(store, &mut tx, channel, room as i64, now).await? };
    if done.is_empty() && claimed.is_empty() {
        outbox::mend(store, &mut tx, channel, now).await?;
    }
    tx.commit().await?;
    *state = next;
    done.clear();
    Ok(claimed)
}

async fn send(carrier: Arc<dyn Carrier>, pace: Arc<Pace>, claimed: Claimed, turns: Turns) -> Done {
    let Claimed { conversation_id, attempts, mut message, file } = claimed;
    let message_id = message.id;
    tokio::select! {
        // What waits for its turn when the process ends has not gone: it is given back.
        biased;
        () = turns.stop.cancelled() => return Done { message_id, conversation_id, attempts, sent: None },
        () = pace.wait(&conversation_id) => {}
    }
    // Without it a channel says the same in the built-in words: a message does not wait for that.
    message.house = turns.house().await.unwrap_or_default();
    let sent = match file {
        None => send_once(carrier.as_ref(), &message).await,
        Some((file, key)) => match turns.store().files.read(file.id, &key).await {
            Ok(bytes) => {
                message.file = Some((file, bytes));
                send_once(carrier.as_ref(), &message).await
            }
            Err(error) => {
                tracing::error!(message = %message.id, %error, "a file cannot be read");
                Err(SendError::NeverThisMessage("its file cannot be read"))
            }
        },
    };
    let result = if sent.is_ok() { "sent" } else { "error" };
    metrics::counter!("approdo_outbound_total", "channel" => carrier.channel().name(), "result" => result).increment(1);
    if let Err(error) = &sent {
        tracing::warn!(message = %message.id, attempts = attempts + 1, ?error, "message not sent");
    }
    Done { message_id, conversation_id, attempts, sent: Some(sent) }
}

/// A defect that panics is this message's own: what others wait for is not dropped with it.
async fn send_once(carrier: &dyn Carrier, message: &Outgoing) -> Result<Option<String>, SendError> {
    AssertUnwindSafe(async { carrier.send(message).await }).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(message = %message.id, channel = carrier.channel().name(), "sending panicked");
        Err(SendError::InDoubt)
    })
}

/// What to do next, by what the provider said. While the circuit is open a message waits with its channel.
fn outcome(
    sent: Result<Option<[u8; 32]>, SendError>,
    attempts: i32,
    open_until: Option<Timestamp>,
    now: Timestamp,
) -> Outcome {
    let at = |pause: SignedDuration| now.saturating_add(pause).unwrap_or(now);
    let own_pause = || pause(attempts, u64::from_le_bytes(seal::random()));
    match sent {
        Ok(provider_id) => Outcome::Sent(provider_id),
        Err(SendError::NeverThisMessage(why)) => Outcome::Failed(why),
        Err(SendError::NeverThisPerson) => Outcome::Failed("blocked"),
        Err(SendError::OutsideWindow) => Outcome::OutsideWindow,
        Err(SendError::ChannelBroken(_) | SendError::SlowDown(_)) => Outcome::Postponed(open_until.unwrap_or(now)),
        Err(SendError::Later(_) | SendError::InDoubt) if attempts + 1 >= ATTEMPTS => Outcome::Failed("gave up"),
        // A provider that names a few seconds again and again must not use up all attempts within minutes.
        Err(SendError::Later(named)) => {
            Outcome::Later(at(own_pause().max(named.map(breaker::believed).unwrap_or_default())))
        }
        Err(SendError::InDoubt) => Outcome::Later(at(own_pause())),
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
        let Outcome::Later(at) = outcome(Err(SendError::Later(Some(Duration::from_secs(33)))), 0, None, now) else {
            panic!()
        };
        assert_eq!(at.as_second(), 33);
        // Years are not believed.
        for years in [1_000_000_000, u64::MAX] {
            let named = Err(SendError::Later(Some(Duration::from_secs(years))));
            assert!(
                matches!(outcome(named, 0, None, now), Outcome::Later(at) if at.as_second() == LONGEST_PAUSE.as_secs())
            );
        }
        // Named again and again, it grows like the service's own: the attempts last for days.
        let Outcome::Later(at) = outcome(Err(SendError::Later(Some(Duration::from_secs(5)))), 40, None, now) else {
            panic!()
        };
        assert!(at.as_second() >= LONGEST_PAUSE.as_secs());
        assert!(matches!(outcome(Err(SendError::Later(None)), ATTEMPTS, None, now), Outcome::Failed("gave up")));
    }
}
