//! Makes figures of what turns have counted, makes those that are old coarser, and takes down how old the unfinished tickets are.

use crate::{
    clock::Clock,
    store::{Store, tally},
};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(30);

/// Runs for as long as the process lives.
pub async fn run(store: Store, clock: Clock) {
    loop {
        if let Err(error) = once(&store, &clock).await {
            tracing::warn!(%error, "figures not brought up to date yet");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round: everything that was counted until now.
pub async fn once(store: &Store, clock: &Clock) -> sqlx::Result<()> {
    loop {
        let mut tx = store.begin().await?;
        let taken = tally::compact(&mut tx).await?;
        tx.commit().await?;
        if taken == 0 {
            break;
        }
    }
    let mut tx = store.begin().await?;
    tally::fold(&mut tx, clock.now()).await?;
    tally::take_ages(&mut tx, clock.now()).await?;
    tx.commit().await
}
