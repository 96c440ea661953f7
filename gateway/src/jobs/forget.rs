//! Forgets the shells of erased people, once their last message has gone out, and receipts that nothing belongs to.

use crate::{
    clock::Clock,
    store::{Store, conversation, outbox, receipt},
};
use jiff::SignedDuration;
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(10 * 60);
/// Long enough for the page to fetch the last message, or for a provider to come back.
const AFTER: SignedDuration = SignedDuration::from_hours(1);

/// Receipts of messages that nobody here has sent (another installation, a merged number) are of no use for longer.
const EARLY: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Runs for as long as the process lives.
pub async fn run(store: Store, clock: Clock) {
    loop {
        match once(&store, &clock).await {
            Ok(0) => {}
            Ok(forgotten) => tracing::info!(forgotten, "shells of erased people forgotten"),
            Err(error) => tracing::warn!(%error, "shells of erased people not forgotten yet"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns how many were forgotten.
pub async fn once(store: &Store, clock: &Clock) -> anyhow::Result<usize> {
    let mut tx = store.begin().await?;
    receipt::forget(&mut tx, clock.now()).await?;
    outbox::forget_early(&mut tx, clock.now().saturating_sub(EARLY)?).await?;
    let forgotten = conversation::forget_shells(&mut tx, clock.now().saturating_sub(AFTER)?).await?;
    tx.commit().await?;
    Ok(forgotten)
}
