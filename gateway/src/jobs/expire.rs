//! Deletes what has had its time: messages that could not be processed, groups that were left, failed log-ins, browsers that
//! nobody has used for long, questions about accounts that nobody has answered.

use crate::{
    store::{account_mail, account_request, group, known_browser, login_failure, quarantine},
    turn::Turns,
};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(10 * 60);

/// Runs for as long as the process lives.
pub async fn run(turns: Turns) {
    loop {
        match once(&turns).await {
            Ok(0) => {}
            Ok(deleted) => tracing::info!(deleted, "messages that could not be processed were deleted"),
            Err(error) => tracing::warn!(%error, "what has had its time is not deleted yet"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns how many messages were deleted.
pub async fn once(turns: &Turns) -> sqlx::Result<u64> {
    let now = turns.clock().now();
    let mut tx = turns.store().begin().await?;
    let deleted = quarantine::delete_expired(&mut tx, turns.retention, now).await?;
    group::delete_expired(&mut tx, now).await?;
    login_failure::delete_expired(&mut tx, now).await?;
    known_browser::delete_expired(&mut tx, now).await?;
    account_request::expire(&mut tx, now).await?;
    account_mail::delete_expired(&mut tx, now).await?;
    tx.commit().await?;
    Ok(deleted)
}
