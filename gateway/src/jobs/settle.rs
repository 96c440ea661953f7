//! Removes what is left of the keys of erased people, soon after: see [`crate::store::destroyed_key`].

use crate::store::{Store, destroyed_key::unsettled};
use std::time::Duration;
use tokio::time::Instant;

/// Another process (`approdo erase`, a gateway that died) may have destroyed a key.
const LOOK: Duration = Duration::from_secs(60);
/// While somebody reads, it is tried again after so long, then twice as long, up to [`LOOK`].
const AGAIN: Duration = Duration::from_secs(2);
/// On PostgreSQL everybody waits while the keys are written anew, so not after each of many erasures.
const AT_MOST_EVERY: Duration = Duration::from_secs(10 * 60);

/// Runs for as long as the process lives.
pub async fn run(store: Store) {
    let mut again = AGAIN;
    let mut earliest = Instant::now();
    // What a process that was killed has left.
    let mut is_wanted = true;
    loop {
        let mut pause = LOOK;
        if is_wanted && Instant::now() >= earliest {
            match store.settle().await {
                Ok(true) => {
                    again = AGAIN;
                    if !store.has_one_writer() {
                        earliest = Instant::now() + AT_MOST_EVERY;
                    }
                }
                Ok(false) => {
                    pause = again;
                    again = (again * 2).min(LOOK);
                }
                Err(error) => tracing::warn!(%error, "what erased keys have left is not removed yet"),
            }
        }
        tokio::select! {
            () = store.key_destroyed() => {}
            () = tokio::time::sleep(pause) => {}
        }
        is_wanted = is_unsettled(&store).await;
    }
}

async fn is_unsettled(store: &Store) -> bool {
    let look = async { unsettled(&mut store.reader().await?).await };
    // What cannot be looked at now is looked at again.
    look.await.is_ok_and(|mark| mark.is_some())
}
