//! How fast a channel may be used.

use crate::channel::Carrier;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use uuid::Uuid;

/// How fast a channel may be used: all people together, and each of them.
pub(super) struct Pace {
    all: Option<DefaultDirectRateLimiter>,
    each: Option<DefaultKeyedRateLimiter<Uuid>>,
}

impl Pace {
    pub fn new(carrier: &dyn Carrier) -> Self {
        let limits = carrier.channel().limits();
        let all = NonZeroU32::new(carrier.per_second()).map(|n| RateLimiter::direct(Quota::per_second(n)));
        let each = NonZeroU32::new(limits.burst)
            .filter(|_| all.is_some())
            .and_then(|burst| Some(RateLimiter::keyed(Quota::with_period(limits.pause)?.allow_burst(burst))));
        Self { all, each }
    }

    pub async fn wait(&self, conversation: &Uuid) {
        if let Some(each) = &self.each {
            each.until_key_ready(conversation).await;
        }
        if let Some(all) = &self.all {
            all.until_ready().await;
        }
    }

    /// People who have not been written to for a while need no memory.
    pub fn forget(&self) {
        if let Some(each) = &self.each {
            each.retain_recent();
        }
    }
}
