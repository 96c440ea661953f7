//! One message on its way.

use super::pace::Pace;
use crate::{
    channel::{Carrier, SendError},
    store::outbox::Claimed,
    turn::Turns,
};
use futures::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc};
use uuid::Uuid;

/// What became of one message, and whose it was.
pub(super) struct Done {
    pub message_id: Uuid,
    pub conversation_id: Uuid,
    pub attempts: i32,
    pub fate: Fate,
}

pub(super) enum Fate {
    /// What the provider said.
    Tried(Result<Option<String>, SendError>),
    /// It did not go: it may not now, or the process is to end.
    GivenBack,
    /// It cannot be opened, so that nobody can send it.
    Damaged,
}

/// Sends one message. A defect that panics is this message's own.
pub(super) async fn send(carrier: Arc<dyn Carrier>, pace: Arc<Pace>, claimed: Claimed, turns: Arc<Turns>) -> Done {
    let (message_id, conversation_id, attempts) = (claimed.message.id, claimed.conversation_id, claimed.attempts);
    let channel = carrier.channel();
    let fate = AssertUnwindSafe(try_to_send(carrier, pace, claimed, turns)).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(message = %message_id, channel = channel.name(), "sending panicked");
        Fate::Tried(Err(SendError::InDoubt))
    });
    if let Fate::Tried(sent) = &fate {
        let result = if sent.is_ok() { "sent" } else { "error" };
        metrics::counter!("approdo_outbound_total", "channel" => channel.name(), "result" => result).increment(1);
        if let Err(error) = sent {
            tracing::warn!(message = %message_id, attempts = attempts + 1, ?error, "message not sent");
        }
    }
    Done { message_id, conversation_id, attempts, fate }
}

async fn try_to_send(carrier: Arc<dyn Carrier>, pace: Arc<Pace>, claimed: Claimed, turns: Arc<Turns>) -> Fate {
    let Claimed { conversation_id, mut message, file, .. } = claimed;
    tokio::select! {
        // What waits for its turn when the process ends has not gone: it is given back.
        biased;
        () = turns.stop.cancelled() => return Fate::GivenBack,
        () = pace.wait(&conversation_id) => {}
    }
    // Without it a channel says the same in the built-in words: a message does not wait for that.
    message.house = turns.house().await.unwrap_or_default();
    if let Some((file, key)) = file {
        match turns.store().files.read(file.id, &key).await {
            Ok(bytes) => message.file = Some((file, bytes)),
            Err(error) => {
                tracing::error!(message = %message.id, %error, "a file cannot be read");
                return Fate::Tried(Err(SendError::NeverThisMessage("its file cannot be read")));
            }
        }
    }
    Fate::Tried(carrier.send(&message).await)
}
