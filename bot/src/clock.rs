//! The clocks of a ticket (*scadenze*): how much opening time an answer has taken, and until when it is owed.
//!
//! [`spent`] and [`due`] count; [`life`] says what happens to the clocks of a ticket when something happens to it.

pub mod life;

pub use life::{Allowance, Clock, ClockEvent, ClockKind, after, is_touched};

use crate::hours::{Calendar, days_from, in_rome};
use jiff::{SignedDuration, Timestamp};

/// So many days in a row without opening end the search for a due time.
const CLOSED_FOR_GOOD: usize = 60;
/// A due time lies at most so many days ahead.
const AHEAD: usize = 3660;

/// Opening time between two moments; none where the second is not after the first.
pub fn spent(calendar: &Calendar, from: Timestamp, to: Timestamp) -> SignedDuration {
    let last = in_rome(to).date();
    let spans = days_from(from).take_while(|day| *day <= last).flat_map(|day| calendar.spans(day));
    spans
        .map(|(opens, closes)| closes.min(to).duration_since(opens.max(from)).max(SignedDuration::ZERO))
        .fold(SignedDuration::ZERO, |sum, open| sum.saturating_add(open))
}

/// The moment at which `allowed` is used up, if `spent` of it was used up to `since`. `None`: the office does not open so
/// often.
pub fn due(calendar: &Calendar, since: Timestamp, spent: SignedDuration, allowed: SignedDuration) -> Option<Timestamp> {
    let mut left = allowed - spent;
    if left <= SignedDuration::ZERO {
        return Some(since);
    }
    let mut closed = 0;
    for day in days_from(since).take(AHEAD) {
        closed += 1;
        for (opens, closes) in calendar.spans(day) {
            let opens = opens.max(since);
            let open = closes.duration_since(opens);
            if open >= left {
                return opens.checked_add(left).ok();
            }
            if open > SignedDuration::ZERO {
                (left, closed) = (left - open, 0);
            }
        }
        if closed > CLOSED_FOR_GOOD {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn eight_hours_of_opening_time() {
        let calendar = Calendar::default();
        let eight = SignedDuration::from_hours(8);
        for (since, until) in [
            // Monday at ten: eight hours are over when the office closes.
            ("2026-11-23T09:00:00Z", "2026-11-23T17:00:00Z"),
            // In the night: from half past nine.
            ("2026-11-22T23:00:00Z", "2026-11-23T16:30:00Z"),
            // Friday at 17:00: one hour, then the weekend, then seven.
            ("2026-11-20T16:00:00Z", "2026-11-23T15:30:00Z"),
            // The day before a holiday on a Tuesday.
            ("2026-12-07T16:00:00Z", "2026-12-09T15:30:00Z"),
            // Over the end of summer time, and over its beginning.
            ("2026-10-23T15:00:00Z", "2026-10-26T15:30:00Z"),
            ("2027-03-26T16:00:00Z", "2027-03-30T14:30:00Z"),
        ] {
            assert_eq!(due(&calendar, at(since), SignedDuration::ZERO, eight), Some(at(until)), "{since}");
            assert_eq!(spent(&calendar, at(since), at(until)), eight, "{since}");
        }
    }

    #[test]
    fn what_is_spent_is_due_at_once_and_nothing_is_due_where_nobody_opens() {
        let hour = SignedDuration::from_hours(1);
        let now = at("2026-11-22T12:00:00Z");
        assert_eq!(due(&Calendar::default(), now, hour, hour), Some(now));
        let never = Calendar::new(Default::default(), BTreeMap::new());
        assert_eq!(due(&never, now, SignedDuration::ZERO, hour), None);
        assert_eq!(spent(&never, now, at("2027-11-22T12:00:00Z")), SignedDuration::ZERO);
        assert_eq!(
            spent(&Calendar::default(), at("2026-11-24T12:00:00Z"), at("2026-11-23T12:00:00Z")),
            SignedDuration::ZERO
        );
    }
}
