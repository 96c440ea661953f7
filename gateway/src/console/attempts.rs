//! Failed log-ins: the more in a row on one account, the longer it waits; and so many a minute over all accounts.
//!
//! Kept in memory, per process: with several gateways somebody has that many times more tries, which argon2id bears.
//! Every attempt counts as failed until it has succeeded, so trying many at once gains nothing.

use jiff::{SignedDuration, Timestamp};
use std::collections::{HashMap, VecDeque};

/// Attempts on one account before it has to wait.
const FREE: u32 = 5;
/// The first wait; it doubles with each failure.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The longest wait, so that nobody can lock a colleague out for good.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// After so long without a failure an account begins anew.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);
/// Failures in a minute, all accounts together.
const A_MINUTE: usize = 60;

/// An account, by the keyed hash of its address.
type Account = [u8; 32];

/// What is known of recent failures.
#[derive(Debug, Default)]
pub struct Attempts {
    accounts: HashMap<Account, Failures>,
    minute: VecDeque<Timestamp>,
}

#[derive(Debug)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Failures {
    fn wait(&self) -> SignedDuration {
        match self.count.checked_sub(FREE) {
            None => SignedDuration::ZERO,
            Some(more) => FIRST_WAIT.saturating_mul(1 << more.min(10)).min(LONGEST_WAIT),
        }
    }
}

impl Attempts {
    /// Begins an attempt, or says how long to wait before the next.
    pub fn begin(&mut self, account: Account, now: Timestamp) -> Result<(), SignedDuration> {
        self.forget(now);
        if let Some(failures) = self.accounts.get(&account) {
            let left = failures.wait() - now.duration_since(failures.last);
            if left.is_positive() {
                return Err(left);
            }
        }
        if let Some(oldest) = self.minute.front()
            && self.minute.len() >= A_MINUTE
        {
            return Err(SignedDuration::from_mins(1) - now.duration_since(*oldest));
        }
        self.minute.push_back(now);
        let failures = self.accounts.entry(account).or_insert(Failures { count: 0, last: now });
        failures.count += 1;
        failures.last = now;
        Ok(())
    }

    /// The attempt that began last on this account has succeeded.
    pub fn succeeded(&mut self, account: Account) {
        self.accounts.remove(&account);
        self.minute.pop_back();
    }

    fn forget(&mut self, now: Timestamp) {
        self.accounts.retain(|_, failures| now.duration_since(failures.last) < FORGOTTEN);
        while self.minute.front().is_some_and(|at| now.duration_since(*at) >= SignedDuration::from_mins(1)) {
            self.minute.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACCOUNT: Account = [1; 32];

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn waits_grow_and_end() {
        let mut attempts = Attempts::default();
        for _ in 0..FREE {
            assert_eq!(attempts.begin(ACCOUNT, at(0)), Ok(()));
        }
        assert_eq!(attempts.begin(ACCOUNT, at(0)), Err(SignedDuration::from_secs(30)));
        assert_eq!(attempts.begin([2; 32], at(0)), Ok(()));
        assert_eq!(attempts.begin(ACCOUNT, at(31)), Ok(()));
        assert_eq!(attempts.begin(ACCOUNT, at(31)), Err(SignedDuration::from_secs(60)));
        let mut now = 100;
        for _ in 0..40 {
            attempts.begin(ACCOUNT, at(now)).unwrap();
            now += 900;
        }
        attempts.succeeded(ACCOUNT);
        assert_eq!(attempts.begin(ACCOUNT, at(now)), Ok(()));
    }

    #[test]
    fn so_many_a_minute_and_no_more() {
        let mut attempts = Attempts::default();
        for account in 0..A_MINUTE {
            assert_eq!(attempts.begin([account as u8; 32], at(0)), Ok(()));
        }
        assert_eq!(attempts.begin([200; 32], at(20)), Err(SignedDuration::from_secs(40)));
        assert_eq!(attempts.begin([200; 32], at(60)), Ok(()));
    }
}
