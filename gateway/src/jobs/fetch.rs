//! Fetches what workers sent, looks what it is, seals it and keeps it; and removes files whose rows were erased.

use crate::{
    channel::{Carrier, Channel, SendError},
    files::examine,
    store::{
        Store,
        media::{self, LARGEST, Source, Wanted},
    },
    turn::Turns,
};
use futures::{StreamExt, stream};
use jiff::SignedDuration;
use std::{collections::HashMap, sync::Arc, time::Duration};

/// Files fetched at the same time: a small machine holds them all in memory.
const AT_ONCE: usize = 4;
/// The longest time between two looks.
const LOOK: Duration = Duration::from_secs(5);
/// The longest one fetch may take.
const TIMEOUT: Duration = Duration::from_secs(120);
/// After so many attempts (about two days) a file is given up.
const ATTEMPTS: i32 = 60;
/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(45);

/// Who can fetch, by channel.
pub type Carriers = HashMap<Channel, Arc<dyn Carrier>>;

/// Runs for as long as the process lives.
pub async fn run(turns: Turns, carriers: Arc<Carriers>) {
    loop {
        match round(&turns, &carriers).await {
            // More may wait.
            Ok(fetched) if fetched > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "files: the database does not answer"),
        }
        tokio::select! {
            () = turns.files_wanted.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// One round; returns how many files were looked at.
pub async fn round(turns: &Turns, carriers: &Carriers) -> anyhow::Result<usize> {
    let store = turns.store();
    sweep(store).await?;
    let now = turns.clock().now();
    if media::next_due(store).await?.is_none_or(|due| due > now.as_millisecond()) {
        return Ok(0);
    }
    let mut tx = store.begin().await?;
    let wanted = media::claim(store, &mut tx, AT_ONCE as i64, now).await?;
    tx.commit().await?;
    let count = wanted.len();
    let mut done = stream::iter(wanted).map(|file| one(turns, carriers, file)).buffer_unordered(AT_ONCE);
    while let Some(result) = done.next().await {
        result?;
    }
    Ok(count)
}

async fn one(turns: &Turns, carriers: &Carriers, file: Wanted) -> anyhow::Result<()> {
    let store = turns.store();
    let fetched = match &file.source {
        Source::Bytes(bytes) => Ok(bytes.expose().clone()),
        Source::Kept(..) => Err(SendError::NeverThisMessage("is in the store already")),
        Source::Provider(source) => match carriers.get(&file.channel) {
            Some(carrier) => tokio::time::timeout(TIMEOUT, carrier.fetch(source, LARGEST))
                .await
                .unwrap_or(Err(SendError::Later(None))),
            None => Err(SendError::Later(None)),
        },
    };
    let refused = match fetched {
        Ok(bytes) => match examine(&bytes) {
            Ok(kept) => {
                // First the file, then its row: a crash between them leaves a file that is written again.
                store.files.keep(file.id, &file.key, &bytes).await?;
                let mut tx = store.begin().await?;
                let is_wanted = media::kept(&mut tx, file.id, &kept).await?;
                tx.commit().await?;
                if !is_wanted {
                    store.files.remove(file.id).await?;
                }
                return Ok(());
            }
            Err(refused) => refused.name(),
        },
        Err(SendError::NeverThisMessage(why)) => why,
        Err(_) if file.attempts + 1 >= ATTEMPTS => "gave up",
        Err(error) => {
            tracing::warn!(file = %file.id, attempts = file.attempts + 1, ?error, "file not fetched");
            let pause = SignedDuration::from_secs(1_i64 << file.attempts.clamp(0, 12)).min(LONGEST_PAUSE);
            let mut tx = store.begin().await?;
            media::put_off(&mut tx, file.id, file.attempts + 1, turns.clock().now().saturating_add(pause)?).await?;
            return Ok(tx.commit().await?);
        }
    };
    tracing::warn!(file = %file.id, refused, "file refused");
    let mut tx = store.begin().await?;
    media::refuse(&mut tx, file.id, refused).await?;
    Ok(tx.commit().await?)
}

/// Removes files whose rows are gone.
async fn sweep(store: &Store) -> anyhow::Result<()> {
    let litter = media::litter(&mut store.reader().await?).await?;
    for id in litter {
        store.files.remove(id).await?;
        let mut tx = store.begin().await?;
        media::removed(&mut tx, id).await?;
        tx.commit().await?;
    }
    Ok(())
}
