//! Failed log-ins on an account, counted over all replicas: rows of `login_failure`, by the keyed hash of the address.

use crate::{sql, store::Tx};
use jiff::{SignedDuration, Timestamp};

/// Attempts on one account before it has to wait.
pub const FREE: i32 = 5;
/// The first wait; it doubles with each failure.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The longest wait, so that nobody can lock a colleague out for good.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// After so long without a failure an account begins anew.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);

/// How long after so many failures.
pub fn wait(failures: i32) -> SignedDuration {
    match failures.checked_sub(FREE) {
        Some(more @ 0..) => FIRST_WAIT.saturating_mul(1 << more.min(10)).min(LONGEST_WAIT),
        _ => SignedDuration::ZERO,
    }
}

/// Begins an attempt, which counts as failed until it has succeeded; or says how long to wait before the next. Of many at
/// once, on any replica, no more begin than may.
pub async fn begin(tx: &mut Tx, account: &[u8], now: Timestamp) -> sqlx::Result<Result<(), SignedDuration>> {
    let at = now.as_millisecond();
    let (failures, last_at) = held(tx, account).await?;
    let failures = if last_at <= at - millis(FORGOTTEN) { 0 } else { failures };
    // Another attempt may have looked at the clock later and come first.
    let left = wait(failures) - SignedDuration::from_millis((at - last_at).max(0));
    if left.is_positive() {
        return Ok(Err(left));
    }
    set(tx, account, failures.saturating_add(1), at).await?;
    Ok(Ok(()))
}

/// The count and the last attempt of an account, whose row is held until the transaction ends.
async fn held(tx: &mut Tx, account: &[u8]) -> sqlx::Result<(i32, i64)> {
    sql!(Tx: tx, c => sqlx::query_as(
        "INSERT INTO login_failure (account_hash, failures, last_at) VALUES ($1, 0, 0)
         ON CONFLICT (account_hash) DO UPDATE SET failures = login_failure.failures RETURNING failures, last_at")
        .bind(account.to_vec()).fetch_one(c).await)
}

const fn millis(duration: SignedDuration) -> i64 {
    duration.as_millis() as i64
}

/// The password was right, but more is to come: takes its attempt back, and forgets none that failed. Otherwise whoever
/// knows a password could try codes for ever. Nobody waits between the two: one code may be tried at once.
pub async fn give_back(tx: &mut Tx, account: &[u8], now: Timestamp) -> sqlx::Result<()> {
    let (failures, _) = held(tx, account).await?;
    let failures = failures.saturating_sub(1).max(0);
    set(tx, account, failures, now.as_millisecond() - millis(wait(failures))).await
}

/// Somebody is in: the account begins anew, and so do those that nobody has tried for long.
pub async fn succeeded(tx: &mut Tx, account: &[u8], now: Timestamp) -> sqlx::Result<()> {
    let old = now.as_millisecond() - millis(FORGOTTEN);
    sql!(Tx: tx, c => sqlx::query("DELETE FROM login_failure WHERE account_hash = $1 OR last_at <= $2")
        .bind(account.to_vec()).bind(old).execute(c).await.map(|_| ()))
}

async fn set(tx: &mut Tx, account: &[u8], failures: i32, at: i64) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE login_failure SET failures = $2, last_at = $3 WHERE account_hash = $1")
        .bind(account.to_vec()).bind(failures).bind(at).execute(c).await.map(|_| ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds: Vec<_> = (0..12).map(|failures| wait(failures).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
        assert_eq!(wait(i32::MAX), LONGEST_WAIT);
    }
}
