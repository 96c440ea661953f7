//! Leaves chats of several people, with one sentence. Whoever brought the service there may not know that others would read the
//! answers; and the others may be those whom a worker has to fear, so the sentence says nothing of what the service is for.

use super::fetch::Carriers;
use crate::{channel::Group, store::group, turn::Turns};
use std::{sync::Arc, time::Duration};

/// The longest time between two looks.
const LOOK: Duration = Duration::from_secs(30);

/// In three languages, because a group has none; not a text of `locales`, because nobody there has chosen a language.
pub const WORDS: &str = "Non rispondo nei gruppi, solo nelle chat private.\n\
                         I do not answer in groups, only in private chats.\n\
                         Je ne réponds pas dans les groupes, seulement en privé.";

/// Runs for as long as the process lives.
pub async fn run(turns: Turns, carriers: Arc<Carriers>) {
    loop {
        match round(&turns, &carriers).await {
            // More may wait.
            Ok(left) if left > 0 => continue,
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "groups: the database does not answer"),
        }
        tokio::select! {
            () = turns.groups_met.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// One round; returns how many were tried.
pub async fn round(turns: &Turns, carriers: &Carriers) -> sqlx::Result<usize> {
    let store = turns.store();
    let wanted = group::claim(store, turns.clock().now()).await?;
    for chat in &wanted {
        let left = match carriers.get(&chat.channel) {
            Some(carrier) => {
                let of = Group { address: &chat.address, route: chat.route.as_ref() };
                carrier.leave(of, (!chat.is_told).then_some(WORDS)).await
            }
            // The channel is off now.
            None => Ok(()),
        };
        let now = turns.clock().now();
        let mut tx = store.begin().await?;
        match left {
            Ok(()) => group::left(&mut tx, chat, now).await?,
            Err(error) => {
                tracing::warn!(channel = chat.channel.name(), ?error, "a group was not left yet");
                group::later(&mut tx, chat, now).await?;
            }
        }
        tx.commit().await?;
    }
    Ok(wanted.len())
}
