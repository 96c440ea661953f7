//! Failed log-ins, counted over all replicas: rows of `login_failure`, each by a keyed hash of what it counts
//! ([`crate::console::attempts`] says by what). Times are the service's clock.

use crate::{
    sql,
    store::{Reader, Tx},
};
use jiff::{SignedDuration, Timestamp};

/// The first wait; it doubles with each failure.
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
/// The longest wait, so that nobody is locked out for good.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);
/// After so long without a failure a count begins anew.
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(1);

/// Something that failures are counted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// Keyed hash of it.
    pub key: [u8; 32],
    /// Attempts before it has to wait.
    pub free: i32,
    /// A success begins it anew; otherwise only time does.
    pub ends_with_success: bool,
}

/// How long after so many failures.
pub fn wait(failures: i32, free: i32) -> SignedDuration {
    match failures.checked_sub(free) {
        Some(more @ 0..) => FIRST_WAIT.saturating_mul(1 << more.min(10)).min(LONGEST_WAIT),
        _ => SignedDuration::ZERO,
    }
}

/// What is left of a wait, and how many failures still count.
fn left(count: &Count, (failures, last_at): (i32, i64), at: i64) -> (SignedDuration, i32) {
    let failures = if last_at <= at - millis(FORGOTTEN) { 0 } else { failures };
    // Another attempt may have looked at the clock later and come first.
    (wait(failures, count.free) - SignedDuration::from_millis((at - last_at).max(0)), failures)
}

/// How long to wait, without beginning anything: what a flood is answered from.
pub async fn waits(reader: &mut Reader, counts: &[Count], now: Timestamp) -> sqlx::Result<Option<SignedDuration>> {
    let mut longest = SignedDuration::ZERO;
    for count in counts {
        let found: Option<(i32, i64)> = sql!(Reader: &mut *reader, c => sqlx::query_as(
            "SELECT failures, last_at FROM login_failure WHERE account_hash = $1")
            .bind(count.key.to_vec()).fetch_optional(c).await)?;
        longest = longest.max(found.map_or(SignedDuration::ZERO, |found| left(count, found, now.as_millisecond()).0));
    }
    Ok(longest.is_positive().then_some(longest))
}

/// Begins an attempt, which counts as failed until it has succeeded; or says how long to wait before the next. Of many at
/// once, on any replica, no more begin than may.
pub async fn begin(tx: &mut Tx, counts: &[Count], now: Timestamp) -> sqlx::Result<Result<(), SignedDuration>> {
    let at = now.as_millisecond();
    let mut longest = SignedDuration::ZERO;
    let mut next = Vec::with_capacity(counts.len());
    for count in in_order(counts) {
        let (wait, failures) = left(count, held(tx, count).await?, at);
        longest = longest.max(wait);
        next.push((count, failures.saturating_add(1)));
    }
    if longest.is_positive() {
        return Ok(Err(longest));
    }
    for (count, failures) in next {
        set(tx, count, failures, at).await?;
    }
    Ok(Ok(()))
}

/// Always in the same order, so that no two wait for each other.
fn in_order(counts: &[Count]) -> Vec<&Count> {
    let mut sorted: Vec<_> = counts.iter().collect();
    sorted.sort();
    sorted
}

/// A count and its last attempt; its row is held until the transaction ends.
async fn held(tx: &mut Tx, count: &Count) -> sqlx::Result<(i32, i64)> {
    sql!(Tx: tx, c => sqlx::query_as(
        "INSERT INTO login_failure (account_hash, failures, last_at) VALUES ($1, 0, 0)
         ON CONFLICT (account_hash) DO UPDATE SET failures = login_failure.failures RETURNING failures, last_at")
        .bind(count.key.to_vec()).fetch_one(c).await)
}

const fn millis(duration: SignedDuration) -> i64 {
    duration.as_millis() as i64
}

/// The attempt was right, but more is to come: takes it back, and forgets none that failed. Otherwise whoever knows a password
/// could try codes for ever. Nobody waits between the two: one code may be tried at once.
pub async fn give_back(tx: &mut Tx, counts: &[Count], now: Timestamp) -> sqlx::Result<()> {
    for count in in_order(counts) {
        let (failures, _) = held(tx, count).await?;
        let failures = failures.saturating_sub(1).max(0);
        set(tx, count, failures, now.as_millisecond() - millis(wait(failures, count.free))).await?;
    }
    Ok(())
}

/// Somebody is in: what counts their account begins anew.
pub async fn succeeded(tx: &mut Tx, counts: &[Count]) -> sqlx::Result<()> {
    for count in in_order(counts).into_iter().filter(|count| count.ends_with_success) {
        sql!(Tx: &mut *tx, c => sqlx::query("DELETE FROM login_failure WHERE account_hash = $1")
            .bind(count.key.to_vec()).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Deletes what nobody has tried for long.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("DELETE FROM login_failure WHERE last_at <= $1")
        .bind(now.as_millisecond() - millis(FORGOTTEN)).execute(c).await.map(|_| ()))
}

async fn set(tx: &mut Tx, count: &Count, failures: i32, at: i64) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE login_failure SET failures = $2, last_at = $3 WHERE account_hash = $1")
        .bind(count.key.to_vec()).bind(failures).bind(at).execute(c).await.map(|_| ()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_end() {
        let seconds: Vec<_> = (0..12).map(|failures| wait(failures, 5).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900]);
        assert_eq!((wait(19, 20).as_secs(), wait(20, 20).as_secs()), (0, 30));
        assert_eq!(wait(i32::MAX, 5), LONGEST_WAIT);
    }
}
