//! Failed log-ins: the more in a row on one account, the longer it waits, over all replicas
//! ([`crate::store::login_failure`]); and so many a minute over all accounts, counted here, per process, because argon2id
//! costs each process its own work. Every attempt counts as failed until it has succeeded, so trying many at once gains
//! nothing. Passwords and codes of the second factor share the count (NIST SP 800-63B-4, section 3.2.2).

use super::{App, problem::Problem};
use crate::store::login_failure;
use jiff::{SignedDuration, Timestamp};
use std::collections::VecDeque;

/// Failures in a minute, all accounts together.
const A_MINUTE: usize = 60;

/// The last minute's failures.
#[derive(Debug, Default)]
pub struct Attempts {
    minute: VecDeque<Timestamp>,
}

impl Attempts {
    /// Begins an attempt, or says how long to wait before the next.
    pub fn begin(&mut self, now: Timestamp) -> Result<(), SignedDuration> {
        while self.minute.front().is_some_and(|at| now.duration_since(*at) >= SignedDuration::from_mins(1)) {
            self.minute.pop_front();
        }
        if let Some(oldest) = self.minute.front()
            && self.minute.len() >= A_MINUTE
        {
            return Err(SignedDuration::from_mins(1) - now.duration_since(*oldest));
        }
        self.minute.push_back(now);
        Ok(())
    }

    /// The attempt that began last has succeeded.
    pub fn succeeded(&mut self) {
        self.minute.pop_back();
    }
}

/// Begins an attempt on an account, by the keyed hash of its address; or says how long to wait before the next.
pub async fn begin(app: &App, account: &[u8]) -> Result<Result<(), SignedDuration>, Problem> {
    let now = Timestamp::now();
    let begun = app.attempts().begin(now);
    let begun = match begun {
        Ok(()) => {
            let mut tx = app.store.begin().await?;
            let begun = login_failure::begin(&mut tx, account, now).await?;
            tx.commit().await?;
            begun
        }
        refused => refused,
    };
    if let Err(wait) = begun {
        tracing::warn!(seconds = wait.as_secs(), "log-in has to wait after failures");
    }
    Ok(begun)
}

/// The attempt was right, and another factor is still to come.
pub async fn half_way(app: &App, account: &[u8]) -> Result<(), Problem> {
    app.attempts().succeeded();
    let mut tx = app.store.begin().await?;
    login_failure::give_back(&mut tx, account, Timestamp::now()).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + seconds).unwrap()
    }

    #[test]
    fn so_many_a_minute_and_no_more() {
        let mut attempts = Attempts::default();
        for _ in 0..A_MINUTE {
            assert_eq!(attempts.begin(at(0)), Ok(()));
        }
        assert_eq!(attempts.begin(at(20)), Err(SignedDuration::from_secs(40)));
        assert_eq!(attempts.begin(at(60)), Ok(()));
        attempts.succeeded();
        for _ in 0..A_MINUTE {
            assert_eq!(attempts.begin(at(61)), Ok(()));
        }
        assert!(attempts.begin(at(61)).is_err());
    }
}
