//! Carries out answers that are due: after the seconds in which they can be undone, or at the first safe hour. Lets go what
//! else was held until a safe hour.

use crate::{
    store::{answer, conversation, outbox},
    turn::{Carried, Turns},
};
use bot::safe_contact::Allowed;
use std::time::Duration;

/// The longest time between two looks: another process may have written one down.
const LOOK: Duration = Duration::from_millis(500);
/// Answers that one process claims at once.
const AT_ONCE: i64 = 20;

/// Runs for as long as the process lives.
pub async fn run(turns: Turns) {
    loop {
        if let Err(error) = round(&turns).await {
            tracing::error!(%error, "answers: not carried out yet");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// One round; returns how many answers were sent.
pub async fn round(turns: &Turns) -> anyhow::Result<usize> {
    let store = turns.store();
    let now = turns.clock().now();
    let mut reader = store.reader().await?;
    let due = answer::next_due(&mut reader).await?.is_some_and(|due| due <= now.as_millisecond());
    let held = outbox::due_again(&mut reader, now).await?;
    drop(reader);
    for conversation in held {
        release(turns, conversation).await?;
    }
    if !due {
        return Ok(0);
    }
    let mut tx = store.begin().await?;
    let claimed = answer::claim(store, &mut tx, AT_ONCE, now).await?;
    tx.commit().await?;
    let mut sent = 0;
    for id in claimed {
        match turns.carry_out(id).await {
            Ok(Carried::Sent) => sent += 1,
            Ok(_) => {}
            // Its claim runs out, then it is tried again.
            Err(error) => tracing::error!(answer = %id, %error, "an answer was not carried out yet"),
        }
    }
    Ok(sent)
}

/// A safe hour has begun, unless the profile has changed since or the person has said stop.
async fn release(turns: &Turns, conversation: uuid::Uuid) -> anyhow::Result<()> {
    let store = turns.store();
    let now = turns.clock().now();
    let mut tx = store.begin().await?;
    let Some(loaded) = conversation::load_one(store, &mut tx, conversation).await? else { return Ok(()) };
    let safe = loaded.may_write(now);
    if loaded.state.quiet {
        outbox::stop(&mut tx, conversation).await?;
    } else {
        outbox::release(&mut tx, conversation, loaded.channel, safe, false).await?;
    }
    tx.commit().await?;
    if safe == Allowed::Now {
        turns.outbox_filled.send_replace(());
        // Nobody may be listening.
        let _ = turns.news.send(loaded.address_hash);
    }
    Ok(())
}
