//! Between processes on the same PostgreSQL: what one tells goes out by NOTIFY, what others tell comes in by LISTEN. On SQLite there
//! is one process.

use super::{Change, Live, WAITING};
use crate::clock::Clock;
use serde::{Deserialize, Serialize};
use sqlx::{PgPool, postgres::PgListener};
use std::{sync::PoisonError, time::Duration};
use tokio::sync::mpsc;
use uuid::Uuid;

/// The channel of LISTEN and NOTIFY.
const CHANNEL: &str = "approdo_live";
/// PostgreSQL takes 8000 bytes at once; a change has at most 140.
const AT_ONCE: usize = 50;
/// Between two tries to be heard or to hear.
const AGAIN: Duration = Duration::from_secs(2);

/// What one process tells the others.
#[derive(Serialize, Deserialize)]
struct Told {
    /// Who tells it: nobody hears themselves.
    from: Uuid,
    changes: Vec<Change>,
}

/// Runs for as long as the process lives; returns at once on SQLite.
pub async fn run(live: Live, pool: Option<PgPool>, clock: Clock) {
    let Some(pool) = pool else { return };
    let from = Uuid::now_v7();
    let (sender, waiting) = mpsc::channel(WAITING);
    *live.outward.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    tokio::join!(tell(&pool, from, waiting), hear(&live, &pool, from, &clock));
}

async fn tell(pool: &PgPool, from: Uuid, mut waiting: mpsc::Receiver<Change>) {
    let mut changes = Vec::new();
    while waiting.recv_many(&mut changes, AT_ONCE).await > 0 {
        // The same ticket twice in a moment is one change.
        let mut told: Vec<Change> = Vec::new();
        for change in changes.drain(..) {
            if !told.contains(&change) {
                told.push(change);
            }
        }
        let Ok(payload) = serde_json::to_string(&Told { from, changes: told }) else { continue };
        let done = sqlx::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(payload).execute(pool).await;
        if let Err(error) = done {
            tracing::warn!(%error, "changes were not told to other processes");
            tokio::time::sleep(AGAIN).await;
        }
    }
}

async fn hear(live: &Live, pool: &PgPool, from: Uuid, clock: &Clock) {
    loop {
        if let Err(error) = listen(live, pool, from, clock).await {
            tracing::warn!(%error, "changes of other processes are not heard");
        }
        tokio::time::sleep(AGAIN).await;
    }
}

async fn listen(live: &Live, pool: &PgPool, from: Uuid, clock: &Clock) -> sqlx::Result<()> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    // What was told before this moment has not been heard.
    live.tell_here(Change::Anything);
    loop {
        match listener.try_recv().await? {
            Some(told) => {
                // A newer release may tell what this one does not know: then everything may have changed.
                let Ok(told) = serde_json::from_str::<Told>(told.payload()) else {
                    live.tell_here(Change::Anything);
                    continue;
                };
                if told.from != from {
                    told.changes.into_iter().for_each(|change| live.hear(change, clock.now()));
                }
            }
            // The connection was lost and is there again.
            None => live.tell_here(Change::Anything),
        }
    }
}
