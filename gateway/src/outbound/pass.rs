//! One transaction of a loop: what has ended is recorded, and what may go now is claimed.

use super::{
    State,
    breaker::Change,
    outcome::outcome,
    send::{Done, Fate},
};
use crate::{
    channel::{Carrier, SendError, provider_id},
    store::{
        Store, Tx, conversation, outage,
        outbox::{self, Claimed, Outcome, Recorded},
    },
    turn::Turns,
};
use jiff::{SignedDuration, Timestamp};

/// How long a receipt may take that tells whether a message went out.
const IN_DOUBT: SignedDuration = SignedDuration::from_secs(60);

/// Records what has ended, `done` and whatever `more` there is once the transaction has begun, and claims up to `room` messages.
/// Without anything to record the transaction begins only where something is due.
pub(super) async fn pass(
    turns: &Turns,
    carrier: &dyn Carrier,
    done: &mut Vec<Done>,
    more: impl FnOnce(&mut Vec<Done>),
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
    more(done);
    let conversations: Vec<_> = done.iter().map(|done| done.conversation_id).collect();
    conversation::lock(store, &mut tx, &conversations).await?;
    let mut next = state.clone();
    let mut recorded = Vec::with_capacity(done.len());
    for done in done.iter() {
        let outcome = learn(store, &mut tx, carrier, done, &mut next, now).await?;
        recorded.push(Recorded { message_id: done.message_id, outcome });
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

/// What follows for the channel and the person from what became of one message, and what to do next with it.
async fn learn(
    store: &Store,
    tx: &mut Tx,
    carrier: &dyn Carrier,
    done: &Done,
    next: &mut State,
    now: Timestamp,
) -> anyhow::Result<Outcome> {
    let channel = carrier.channel();
    let sent = match &done.fate {
        Fate::Tried(sent) => sent,
        Fate::GivenBack => return Ok(Outcome::Postponed(now)),
        Fate::Damaged => return Ok(Outcome::Failed("cannot be opened")),
    };
    match next.breaker.learn(sent.as_ref().map(|_| ()).map_err(|error| *error), now) {
        Change::None if sent.is_ok() && !next.works => outage::end(tx, channel).await?,
        Change::None => {}
        Change::Opened(until, cause) => {
            tracing::error!(channel = channel.name(), cause, "channel stopped for a while");
            outage::begin(tx, channel, cause, until, now).await?;
        }
        Change::Closed => {
            tracing::info!(channel = channel.name(), "channel works again");
            outage::end(tx, channel).await?;
        }
    }
    next.works |= sent.is_ok();
    let gone = matches!(sent, Err(SendError::NeverThisPerson));
    // Who fetches messages is reached all the same; only the sign that there is one goes nowhere any more.
    let fetched = gone && channel.limits().fetched;
    if fetched {
        conversation::set_route(tx, done.conversation_id, None).await?;
    } else if gone {
        conversation::set_blocked(tx, done.conversation_id, Some(now)).await?;
    }
    let id = |id: &String| provider_id(&store.master, channel, id);
    let taken = sent.as_ref().map(|provider| provider.as_ref().map(id)).map_err(|error| *error);
    let taken = if fetched { Ok(None) } else { taken };
    let mut outcome = outcome(taken, done.attempts, next.breaker.open_until(), now);
    if let (Err(SendError::InDoubt), Outcome::Later(at), true) = (sent, &mut outcome, channel.limits().echoes) {
        *at = (*at).max(now.saturating_add(IN_DOUBT)?);
    }
    Ok(outcome)
}
