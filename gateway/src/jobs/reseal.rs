//! Binds to their places the values that older releases have sealed: [`sealed::ALL`], column by column, in small batches,
//! beside running turns and other gateways. A row that has changed meanwhile is left to the next pass. When a whole pass has
//! found nothing, what is bound to no place is refused for good.
//!
//! It keeps no mark of where it was, because nobody could prove it: after a restart it begins anew, and what is bound already
//! is only looked at.

use crate::{
    clock::Clock,
    seal::DataKey,
    store::{
        Store, media,
        sealed::{self, Sealed, Under, Value},
    },
};
use std::time::Duration;
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(30);
/// Between two batches, so that turns come in between.
const BREATH: Duration = Duration::from_millis(20);
/// Rows of one transaction; those that hold whole files are few.
const AT_ONCE: i64 = 100;
const FILES_AT_ONCE: i64 = 2;

/// What a pass has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pass {
    /// Values that were looked at.
    pub seen: u64,
    /// Values that were sealed anew.
    pub resealed: u64,
    /// Values that were at work, or changed meanwhile.
    pub left: u64,
    /// Values that do not open: they show as damaged, as before.
    pub damaged: u64,
}

impl Pass {
    /// Whether nothing is left that is bound to no place.
    pub const fn is_clean(&self) -> bool {
        self.resealed == 0 && self.left == 0
    }
}

/// Runs for as long as the process lives.
pub async fn run(store: Store, clock: Clock) {
    let mut resealed = 0;
    loop {
        match round(&store, &clock).await {
            Ok(Some(pass)) => {
                resealed += pass.resealed;
                if pass.is_clean() {
                    tracing::info!(
                        resealed,
                        seen = pass.seen,
                        damaged = pass.damaged,
                        "all sealed values are bound to their places"
                    );
                } else if pass.left == 0 {
                    continue;
                }
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "sealed values are not bound to their places yet"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One pass, and the end where it was clean; `None` where there is nothing to do any more.
pub async fn round(store: &Store, clock: &Clock) -> anyhow::Result<Option<Pass>> {
    sealed::refresh(store).await?;
    if !store.master.opens_unbound() {
        return Ok(None);
    }
    let pass = pass(store).await?;
    if pass.is_clean() {
        sealed::bind(store, clock.now()).await?;
    }
    Ok(Some(pass))
}

/// Goes over all columns once. The keys of contacts are left until nothing under them is unbound.
pub async fn pass(store: &Store) -> anyhow::Result<Pass> {
    let mut pass = Pass::default();
    for sealed in sealed::walked() {
        if sealed.key == Under::Master("contact") && !pass.is_clean() {
            break;
        }
        let most = if sealed.column == media::SOURCE { FILES_AT_ONCE } else { AT_ONCE };
        let mut after = Uuid::nil();
        loop {
            let values = sealed::page(&mut store.reader().await?, &sealed, after, most).await?;
            let Some(last) = values.last() else { break };
            after = last.row;
            if batch(store, &sealed, &values, &mut pass).await? {
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    Ok(pass)
}

/// Seals the values of a batch anew; whether there was anything to write.
async fn batch(store: &Store, sealed: &Sealed, values: &[Value], pass: &mut Pass) -> anyhow::Result<bool> {
    let mut anew = Vec::new();
    for value in values {
        pass.seen += 1;
        let opened =
            key(store, sealed, value).and_then(|key| key.reseal(sealed.column.of(value.row), &value.sealed).ok());
        match opened {
            Some(Some(new)) => anew.push((value, new)),
            Some(None) => {}
            None => pass.damaged += 1,
        }
    }
    if anew.is_empty() {
        return Ok(false);
    }
    let mut tx = store.begin().await?;
    let (mut resealed, mut left) = (0, 0);
    for (value, new) in &anew {
        let done = sealed::replace(&mut tx, sealed, value.row, &value.sealed, new).await?;
        *if done { &mut resealed } else { &mut left } += 1;
    }
    tx.commit().await?;
    pass.resealed += resealed;
    pass.left += left;
    Ok(true)
}

fn key(store: &Store, sealed: &Sealed, value: &Value) -> Option<DataKey> {
    match (&value.contact, sealed.key) {
        (Some((contact, key)), _) => store.master.open_contact_key(*contact, key).ok(),
        (None, Under::Master(purpose)) => Some(store.master.derive(purpose)),
        (None, _) => None,
    }
}
