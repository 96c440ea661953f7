//! Who is woken by what: a commit on one channel does not make the others look into the outbox.

use crate::channel::Channel;
use tokio::sync::Notify;

/// One bell a channel; it is heard once, later, too, by the one who waits for it.
#[derive(Debug, Default)]
pub struct Wakes([Notify; Channel::ALL.len()]);

impl Wakes {
    /// Something may go out on this channel.
    pub fn wake(&self, channel: Channel) {
        self.of(channel).notify_one();
    }

    /// Waits until something may.
    pub async fn woken(&self, channel: Channel) {
        self.of(channel).notified().await;
    }

    fn of(&self, channel: Channel) -> &Notify {
        &self.0[channel as usize]
    }
}
