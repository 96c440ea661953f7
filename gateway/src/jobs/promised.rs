//! What was promised for a moment: codes are covered, channels join after their day, who asked to be deleted is destroyed
//! after theirs.

use crate::{
    store::{channel_link, erasure, secret_message},
    turn::Turns,
};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(20);

/// Runs for as long as the process lives.
pub async fn run(turns: Turns) {
    loop {
        if let Err(error) = once(&turns).await {
            tracing::error!(%error, "what was promised is not done yet");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns how many people were destroyed. Each in a transaction of its own, so that one does not hold up another.
pub async fn once(turns: &Turns) -> anyhow::Result<usize> {
    let (store, now) = (turns.store(), turns.clock().now());
    let mut tx = store.begin().await?;
    secret_message::cover(store, &mut tx, now).await?;
    tx.commit().await?;

    let mut reader = store.reader().await?;
    let (links, erasures) = (channel_link::due(&mut reader, now).await?, erasure::due(&mut reader, now).await?);
    drop(reader);
    for id in links {
        let joined = async {
            let mut tx = store.begin().await?;
            if let Some(link) = channel_link::load(store, &mut tx, id).await? {
                channel_link::join(store, &mut tx, &link, now).await?;
            }
            anyhow::Ok(tx.commit().await?)
        };
        if let Err(error) = joined.await {
            tracing::error!(link = %id, %error, "a channel was not joined yet");
        }
    }
    let mut destroyed = 0;
    for contact in erasures {
        let done = async {
            let mut tx = store.begin().await?;
            let done = erasure::destroy(store, &mut tx, contact, now).await?;
            tx.commit().await?;
            anyhow::Ok(done)
        };
        match done.await {
            Ok(done) => destroyed += usize::from(done),
            Err(error) => tracing::error!(%contact, %error, "a person was not destroyed yet"),
        }
    }
    if destroyed > 0 {
        tracing::info!(destroyed, "people who asked for it are destroyed");
        // Their files are litter now.
        turns.files_wanted.notify_one();
    }
    Ok(destroyed)
}
