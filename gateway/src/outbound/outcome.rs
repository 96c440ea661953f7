//! What to do next with a message, by what its provider said.

use super::breaker;
use crate::{channel::SendError, seal, store::outbox::Outcome};
use jiff::{SignedDuration, Timestamp};

/// After so many attempts (about three days) a message is given up and shown to the staff.
const ATTEMPTS: i32 = 100;
/// The longest pause between two attempts.
const LONGEST_PAUSE: SignedDuration = breaker::BELIEVED;

/// What to do next, by what the provider said. While the circuit is open a message waits with its channel.
pub(super) fn outcome(
    sent: Result<Option<[u8; 32]>, SendError>,
    attempts: i32,
    open_until: Option<Timestamp>,
    now: Timestamp,
) -> Outcome {
    let at = |pause: SignedDuration| now.saturating_add(pause).unwrap_or(now);
    let own_pause = || pause(attempts, u64::from_le_bytes(seal::random()));
    match sent {
        Ok(provider_id) => Outcome::Sent(provider_id),
        Err(SendError::NeverThisMessage(why)) => Outcome::Failed(why),
        Err(SendError::NeverThisPerson) => Outcome::Failed("blocked"),
        Err(SendError::OutsideWindow) => Outcome::OutsideWindow,
        Err(SendError::ChannelBroken(_) | SendError::SlowDown(_)) => Outcome::Postponed(open_until.unwrap_or(now)),
        Err(SendError::Later(_) | SendError::InDoubt) if attempts + 1 >= ATTEMPTS => Outcome::Failed("gave up"),
        // A provider that names a few seconds again and again must not use up all attempts within minutes.
        Err(SendError::Later(named)) => {
            Outcome::Later(at(own_pause().max(named.map(breaker::believed).unwrap_or_default())))
        }
        Err(SendError::InDoubt) => Outcome::Later(at(own_pause())),
    }
}

/// 1, 2, 4 … seconds, 45 minutes at most, with up to a quarter more so that a crowd does not come back at once.
fn pause(attempts: i32, chance: u64) -> SignedDuration {
    let seconds = 1_i64 << attempts.clamp(0, 12);
    let pause = SignedDuration::from_secs(seconds).min(LONGEST_PAUSE);
    pause + pause / 4 * (chance % 100) as i32 / 100
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn pauses_grow_and_end() {
        assert_eq!(pause(0, 0), SignedDuration::from_secs(1));
        assert_eq!(pause(3, 0), SignedDuration::from_secs(8));
        assert_eq!(pause(99, 0), LONGEST_PAUSE);
        assert!(pause(2, 99) <= SignedDuration::from_secs(5));
    }

    #[test]
    fn a_provider_that_names_a_time_is_obeyed() {
        let now = Timestamp::UNIX_EPOCH;
        let Outcome::Later(at) = outcome(Err(SendError::Later(Some(Duration::from_secs(33)))), 0, None, now) else {
            panic!()
        };
        assert_eq!(at.as_second(), 33);
        // Years are not believed.
        for years in [1_000_000_000, u64::MAX] {
            let named = Err(SendError::Later(Some(Duration::from_secs(years))));
            assert!(
                matches!(outcome(named, 0, None, now), Outcome::Later(at) if at.as_second() == LONGEST_PAUSE.as_secs())
            );
        }
        // Named again and again, it grows like the service's own: the attempts last for days.
        let Outcome::Later(at) = outcome(Err(SendError::Later(Some(Duration::from_secs(5)))), 40, None, now) else {
            panic!()
        };
        assert!(at.as_second() >= LONGEST_PAUSE.as_secs());
        assert!(matches!(outcome(Err(SendError::Later(None)), ATTEMPTS, None, now), Outcome::Failed("gave up")));
    }
}
