//! The rule at its borders: hours, nights, the change to summer time, two profiles that become one.

use super::*;

fn at(moment: &str) -> Timestamp {
    moment.parse().unwrap()
}

fn within(days: &[i8], from: u16, until: u16) -> SafeContact {
    SafeContact {
        hours: SafeHours::Within(vec![Period { days: days.to_vec(), from, until }]),
        ..SafeContact::default()
    }
}

const EVERY_DAY: [i8; 7] = [1, 2, 3, 4, 5, 6, 7];

#[test]
fn who_said_nothing_may_be_written_to() {
    assert_eq!(SafeContact::default().may_write(at("2026-11-23T03:00:00Z"), None), Allowed::Now);
}

#[test]
fn outside_the_hours_it_waits_until_they_begin() {
    // Monday 23 November 2026; Rome is one hour ahead.
    let evenings = within(&[1, 2, 3, 4, 5], 18 * 60, 21 * 60);
    let may = |moment| evenings.may_write(at(moment), None);
    assert_eq!(may("2026-11-23T16:59:59Z"), Allowed::Until(at("2026-11-23T17:00:00Z")));
    assert_eq!(may("2026-11-23T17:00:00Z"), Allowed::Now);
    assert_eq!(may("2026-11-23T19:59:59Z"), Allowed::Now);
    assert_eq!(may("2026-11-23T20:00:00Z"), Allowed::Until(at("2026-11-24T17:00:00Z")));
    // Friday night: the next one is on Monday.
    assert_eq!(may("2026-11-27T22:00:00Z"), Allowed::Until(at("2026-11-30T17:00:00Z")));
}

#[test]
fn a_night_goes_on_after_midnight_and_a_day_may_end_with_it() {
    let night = within(&[1], 22 * 60, 2 * 60);
    assert_eq!(night.may_write(at("2026-11-24T00:30:00Z"), None), Allowed::Now);
    assert_eq!(night.may_write(at("2026-11-24T01:00:00Z"), None), Allowed::Until(at("2026-11-30T21:00:00Z")));
    let whole = within(&EVERY_DAY, 0, DAY);
    for moment in ["2026-11-23T22:59:59Z", "2026-11-23T23:00:00Z", "2026-03-29T01:30:00Z"] {
        assert_eq!(whole.may_write(at(moment), None), Allowed::Now, "{moment}");
    }
}

#[test]
fn the_hour_that_summer_time_skips_is_no_trap() {
    let skipped = within(&EVERY_DAY, 2 * 60 + 30, 4 * 60);
    // In the night of 29 March 2026 the clock goes from two to three.
    assert_eq!(skipped.may_write(at("2026-03-29T00:30:00Z"), None), Allowed::Until(at("2026-03-29T01:30:00Z")));
    assert_eq!(skipped.may_write(at("2026-03-29T01:45:00Z"), None), Allowed::Now);
}

#[test]
fn on_a_shared_telephone_an_answer_goes_while_they_hold_it() {
    let shared = SafeContact { shared: Told::Yes, ..SafeContact::default() };
    let heard = at("2026-11-23T09:00:00Z");
    assert_eq!(shared.may_write(at("2026-11-23T09:30:00Z"), Some(heard)), Allowed::Now);
    assert_eq!(shared.may_write(at("2026-11-23T09:30:01Z"), Some(heard)), Allowed::UntilTheyWrite);
    assert_eq!(shared.may_write(heard, None), Allowed::UntilTheyWrite);
    for told in [Told::No, Told::Unknown] {
        let other = SafeContact { shared: told, ..SafeContact::default() };
        assert_eq!(other.may_write(heard, None), Allowed::Now);
    }
    // Hours count first: who wrote outside them is answered inside them.
    let both = SafeContact { shared: Told::Yes, ..within(&EVERY_DAY, 18 * 60, 21 * 60) };
    assert_eq!(both.may_write(heard, Some(heard)), Allowed::Until(at("2026-11-23T17:00:00Z")));
    assert_eq!(both.may_write(at("2026-11-23T17:00:00Z"), Some(heard)), Allowed::UntilTheyWrite);
    assert!(!both.is_safe_hour(heard) && both.is_safe_hour(at("2026-11-23T17:00:00Z")));
}

#[test]
fn of_two_profiles_the_stricter_counts() {
    let one = SafeContact { shared: Told::No, voicemail: Told::Yes, ..within(&[1, 2], 8 * 60, 13 * 60) };
    let two = SafeContact { shared: Told::Unknown, voicemail: Told::No, ..within(&[2, 3], 10 * 60, 20 * 60) };
    for both in [one.stricter(&two), two.stricter(&one)] {
        assert_eq!(both.hours, SafeHours::Within(vec![Period { days: vec![2], from: 600, until: 780 }]));
        assert_eq!((both.shared, both.voicemail), (Told::Unknown, Told::No));
    }
    assert_eq!(one.stricter(&SafeContact::default()).hours, one.hours);
    assert_eq!(one.stricter(&within(&[5], 8 * 60, 9 * 60)).hours, SafeHours::OnlyAfterThey);
    // A night meets the morning after it.
    let night = within(&[1], 22 * 60, 8 * 60);
    let early = within(&[2], 6 * 60, 10 * 60);
    let dawn = SafeHours::Within(vec![Period { days: vec![2], from: 360, until: 480 }]);
    assert_eq!(night.stricter(&early).hours, dawn);
    let only = SafeContact { hours: SafeHours::OnlyAfterThey, ..SafeContact::default() };
    assert_eq!(only.may_write(at("2026-11-23T09:00:00Z"), None), Allowed::UntilTheyWrite);
    assert_eq!(only.may_write(at("2026-11-23T09:00:00Z"), Some(at("2026-11-23T08:45:00Z"))), Allowed::Now);
}

#[test]
fn it_is_read_back_and_an_older_one_too() {
    let profile = SafeContact { preferred: Private::new("WhatsApp".to_owned()), ..within(&[7], 600, 1200) };
    let saved = serde_json::to_vec(&profile).unwrap();
    assert_eq!(serde_json::from_slice::<SafeContact>(&saved).unwrap(), profile);
    assert_eq!(serde_json::from_str::<SafeContact>("{}").unwrap(), SafeContact::default());
}
