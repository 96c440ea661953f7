//! The time, as a value that tests can set.

use jiff::{SignedDuration, Timestamp};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// The system's clock, or one that a test moves.
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub const fn system() -> Self {
        Self(None)
    }

    /// Stands still at a moment until it is moved.
    pub fn standing_at(moment: Timestamp) -> Self {
        Self(Some(Arc::new(AtomicI64::new(moment.as_millisecond()))))
    }

    /// Moves a standing clock forward; the system's goes its own way.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(moment) = &self.0 {
            moment.fetch_add(by.as_millis() as i64, Ordering::SeqCst);
        }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the system")]
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            None => Timestamp::now(),
            Some(moment) => Timestamp::from_millisecond(moment.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH),
        }
    }
}
