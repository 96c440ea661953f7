//! Counting opening time forwards and backwards comes to the same, in any calendar, over any change of the clock.

use bot::{
    clock::{due, spent},
    hours::{Calendar, Period, period},
};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::date};
use proptest::prelude::*;

/// A day with up to three periods that do not overlap.
fn day() -> impl Strategy<Value = Vec<Period>> {
    prop::collection::btree_set(0_u16..=1440, 0..7).prop_map(|minutes| {
        let minutes: Vec<_> = minutes.into_iter().collect();
        let time = |minute: u16| format!("{}:{:02}", minute / 60, minute % 60);
        let written: Vec<_> =
            minutes.chunks_exact(2).map(|pair| format!("{}-{}", time(pair[0]), time(pair[1]))).collect();
        period::read(&written.join(", ")).unwrap()
    })
}

fn calendar() -> impl Strategy<Value = Calendar> {
    let exceptions = prop::collection::btree_map(0_i32..730, day(), 0..40).prop_map(|days| {
        let day = |offset: i32| date(2026, 1, 1).checked_add(offset.days()).unwrap();
        days.into_iter().map(|(offset, periods)| (day(offset), periods)).collect()
    });
    (prop::array::uniform7(day()), exceptions).prop_map(|(week, exceptions)| Calendar::new(week, exceptions))
}

/// Any moment of 2026 and the year after, to the millisecond.
fn moment() -> impl Strategy<Value = Timestamp> {
    let at = |text: &str| text.parse::<Timestamp>().unwrap().as_millisecond();
    (at("2026-01-01T00:00:00Z")..at("2027-12-31T00:00:00Z")).prop_map(|at| Timestamp::from_millisecond(at).unwrap())
}

fn length(most_hours: i64) -> impl Strategy<Value = SignedDuration> {
    (0..=most_hours * 3_600_000).prop_map(SignedDuration::from_millis)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_due_is_spent_then_and_not_before(
        calendar in calendar(), since in moment(), used in length(40), allowed in length(160), sooner in length(3),
    ) {
        let left = (allowed - used).max(SignedDuration::ZERO);
        if let Some(due) = due(&calendar, since, used, allowed) {
            prop_assert!(due >= since);
            prop_assert_eq!(spent(&calendar, since, due), left);
            let sooner = due.checked_sub(sooner.max(SignedDuration::from_millis(1))).unwrap();
            if left > SignedDuration::ZERO {
                prop_assert!(spent(&calendar, since, sooner) < left);
            }
        } else {
            // It says so only where the office is closed for two months, or as good as never open.
            let years = since.checked_add(SignedDuration::from_hours(24 * 3700)).unwrap();
            prop_assert!(spent(&calendar, since, years) < left || has_a_long_gap(&calendar, since));
        }
    }

    #[test]
    fn standing_for_a_moment_changes_nothing(
        calendar in calendar(), since in moment(), pause in length(400), allowed in length(80),
    ) {
        let Some(whole) = due(&calendar, since, SignedDuration::ZERO, allowed) else { return Ok(()) };
        let paused = since.checked_add(pause).unwrap();
        prop_assume!(paused < whole);
        prop_assert_eq!(due(&calendar, paused, spent(&calendar, since, paused), allowed), Some(whole));
    }

    #[test]
    fn parts_make_up_the_whole(calendar in calendar(), mut moments in prop::array::uniform3(moment())) {
        moments.sort_unstable();
        let [first, middle, last] = moments;
        let whole = spent(&calendar, first, last);
        prop_assert_eq!(spent(&calendar, first, middle) + spent(&calendar, middle, last), whole);
        prop_assert!(whole <= last.duration_since(first) && whole >= SignedDuration::ZERO);
        prop_assert_eq!(spent(&calendar, last, first), SignedDuration::ZERO);
    }
}

fn has_a_long_gap(calendar: &Calendar, since: Timestamp) -> bool {
    let days: Vec<_> = bot::hours::days_from(since).take(3700).collect();
    days.windows(60).any(|days| days.iter().all(|day| calendar.spans(*day).next().is_none()))
}
