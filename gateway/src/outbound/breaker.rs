//! The circuit breaker of a channel: after failures in a row nothing is sent for a while, then one message as a probe.

use crate::channel::SendError;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// Failures in a row, each of another message, that open the circuit.
const FAILURES: u32 = 5;
/// The first pause of a provider that does not answer; it doubles up to the longest.
const FIRST: SignedDuration = SignedDuration::from_secs(5);
/// The first pause of a channel that is broken (a wrong token): a person has to do something.
const BROKEN: SignedDuration = SignedDuration::from_secs(60);
const LONGEST: SignedDuration = SignedDuration::from_mins(15);
/// A pause that a provider names is a stranger's number: longer than this nobody is believed.
pub const BELIEVED: SignedDuration = SignedDuration::from_mins(45);

/// Closed: messages flow. Open: nothing until a moment. Half open: one at a time until one goes through.
#[derive(Clone, Debug, Default)]
pub struct Breaker {
    failures: u32,
    openings: u32,
    open_until: Option<Timestamp>,
    cause: &'static str,
}

/// What a result changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing that anybody must know.
    None,
    /// Nothing goes out until that moment.
    Opened(Timestamp, &'static str),
    /// Everything works again.
    Closed,
}

impl Breaker {
    /// How many may be sent now, of so many.
    pub fn allows(&self, room: usize, in_flight: usize, now: Timestamp) -> usize {
        match self.open_until {
            Some(until) if now < until => 0,
            Some(_) => usize::from(in_flight == 0).min(room),
            None => room,
        }
    }

    /// The clock has been set back: nothing stays open for longer than anything opens it.
    pub fn bring_back(&mut self, now: Timestamp) {
        if self.open_until.is_some_and(|until| until.duration_since(now) > BELIEVED) {
            self.open_until = Some(now);
        }
    }

    /// When it may be tried again, while it is open.
    pub const fn open_until(&self) -> Option<Timestamp> {
        self.open_until
    }

    /// Learns from one result.
    pub fn learn(&mut self, result: Result<(), SendError>, now: Timestamp) -> Change {
        match result {
            Err(SendError::SlowDown(pause)) => self.open(pause, FIRST, "the provider asks to slow down", now),
            Err(SendError::ChannelBroken(cause)) => self.open(None, BROKEN, cause, now),
            Err(SendError::Later(None) | SendError::InDoubt) => {
                self.failures += 1;
                let probing = self.open_until.is_some();
                if probing || self.failures >= FAILURES {
                    self.open(None, FIRST, "the provider does not answer", now)
                } else {
                    Change::None
                }
            }
            // The provider answers, whatever it says of this message.
            Ok(()) | Err(_) => {
                let was_open = self.open_until.is_some();
                *self = Self::default();
                if was_open { Change::Closed } else { Change::None }
            }
        }
    }

    fn open(&mut self, named: Option<Duration>, first: SignedDuration, cause: &'static str, now: Timestamp) -> Change {
        // Many messages were under way: the first of them has opened it.
        if let Some(until) = self.open_until
            && now < until
            && named.is_none()
        {
            return Change::None;
        }
        let doubled = first * 2_i32.pow(self.openings.min(8));
        let pause = named.map_or(doubled.min(LONGEST), believed);
        let until = now.saturating_add(pause).unwrap_or(now);
        self.openings += 1;
        self.open_until = Some(until);
        self.cause = cause;
        Change::Opened(until, cause)
    }
}

/// What is believed of a pause that a provider names.
pub fn believed(named: Duration) -> SignedDuration {
    SignedDuration::try_from(named).map_or(BELIEVED, |named| named.min(BELIEVED))
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::UNIX_EPOCH;

    fn after(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    #[test]
    fn failures_in_a_row_open_it_and_one_success_closes_it() {
        let mut breaker = Breaker::default();
        for _ in 1..FAILURES {
            assert_eq!(breaker.learn(Err(SendError::Later(None)), START), Change::None);
        }
        assert!(
            matches!(breaker.learn(Err(SendError::Later(None)), START), Change::Opened(until, _) if until == after(5))
        );
        assert_eq!(breaker.allows(64, 0, after(4)), 0);
        assert_eq!((breaker.allows(64, 0, after(5)), breaker.allows(64, 1, after(5))), (1, 0), "one probe");
        assert!(
            matches!(breaker.learn(Err(SendError::Later(None)), after(5)), Change::Opened(until, _) if until == after(15))
        );
        assert_eq!(breaker.learn(Ok(()), after(15)), Change::Closed);
        assert_eq!(breaker.allows(64, 3, after(15)), 64);
    }

    #[test]
    fn years_are_not_believed_nor_a_clock_that_was_ahead() {
        for years in [1_000_000_000, u64::MAX] {
            let mut breaker = Breaker::default();
            breaker.learn(Err(SendError::SlowDown(Some(Duration::from_secs(years)))), START);
            assert_eq!(breaker.open_until(), Some(after(45 * 60)));
            breaker.bring_back(after(-60));
            assert_eq!(breaker.open_until(), Some(after(-60)), "at once, as a probe");
            breaker.bring_back(after(-60));
            assert_eq!(breaker.allows(9, 0, after(-60)), 1);
        }
    }

    #[test]
    fn messages_that_are_refused_one_by_one_leave_it_closed() {
        let mut breaker = Breaker::default();
        for error in [
            SendError::NeverThisMessage("x"),
            SendError::NeverThisPerson,
            SendError::Later(Some(Duration::from_secs(9))),
        ] {
            for _ in 0..20 {
                assert_eq!(breaker.learn(Err(error), START), Change::None);
            }
        }
    }

    #[test]
    fn a_provider_that_names_a_time_is_obeyed_and_a_wrong_token_waits_longer() {
        let mut breaker = Breaker::default();
        breaker.learn(Err(SendError::SlowDown(Some(Duration::from_secs(33)))), START);
        assert_eq!(breaker.open_until(), Some(after(33)));
        let mut breaker = Breaker::default();
        breaker.learn(Err(SendError::ChannelBroken("token")), START);
        assert_eq!(breaker.open_until(), Some(after(60)));
    }
}
