//! Puts right what no step of this release would write: moments that a wrong clock or a provider has put far ahead, and what an
//! older gateway beside this one leaves out.

use crate::{store::astray, turn::Turns};
use jiff::SignedDuration;
use std::time::Duration;

/// The longest time between two looks.
const LOOK: Duration = Duration::from_secs(5);

/// Runs for as long as the process lives.
pub async fn run(turns: Turns) {
    loop {
        match once(&turns).await {
            Ok(false) => {}
            Ok(true) => tracing::warn!("moments far ahead were brought back: was the clock wrong?"),
            Err(error) => tracing::error!(%error, "moments far ahead were not brought back yet"),
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// One look; whether there was anything.
pub async fn once(turns: &Turns) -> anyhow::Result<bool> {
    let (store, now) = (turns.store(), turns.clock().now());
    let undo = SignedDuration::try_from(turns.undo)?;
    if !astray::is_any(&mut store.reader().await?, now, undo).await? {
        return Ok(false);
    }
    let mut tx = store.begin().await?;
    let conversations = astray::bring_back(store, &mut tx, now, undo).await?;
    tx.commit().await?;
    tracing::info!(conversations, "brought back");
    turns.outbox_filled.send_replace(());
    turns.files_wanted.notify_one();
    Ok(true)
}
