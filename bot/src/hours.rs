//! Opening hours of the front office: Monday to Friday 9:30–18:00, Europe/Rome, not on public holidays.

use jiff::{
    Span, Timestamp, Zoned,
    civil::{Date, Time, Weekday, date, time},
    tz::TimeZone,
};

const ROME: TimeZone = jiff::tz::get!("Europe/Rome");
const OPENS: Time = time(9, 30, 0, 0);
const CLOSES: Time = time(18, 0, 0, 0);

/// Whether somebody is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// People are at work now.
    Open,
    /// Nobody is there; they open again at this moment in Rome.
    ClosedUntil(Zoned),
}

/// Opening at this moment.
pub fn opening(now: Timestamp) -> Opening {
    let here = now.to_zoned(ROME);
    if is_working_day(here.date()) && (OPENS..CLOSES).contains(&here.time()) {
        return Opening::Open;
    }
    let mut day = here.date();
    if here.time() >= OPENS {
        day = next(day);
    }
    while !is_working_day(day) {
        day = next(day);
    }
    // The office never opens inside the hour that daylight saving skips, so this cannot be ambiguous.
    Opening::ClosedUntil(day.to_datetime(OPENS).to_zoned(ROME).unwrap_or(here))
}

/// Day and month as people in Italy write them: `23/11`.
pub fn day_and_month(moment: &Zoned) -> String {
    format!("{}/{}", moment.day(), moment.month())
}

/// Hours and minutes: `9:30`.
pub fn hour_and_minute(moment: &Zoned) -> String {
    format!("{}:{:02}", moment.hour(), moment.minute())
}

/// A moment in Rome.
pub fn in_rome(moment: Timestamp) -> Zoned {
    moment.to_zoned(ROME)
}

fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_public_holiday(day)
}

/// National holidays: law 260/1949 with its changes; 4 October again since 2026 (law 151/2025); Easter Monday moves.
pub fn is_public_holiday(day: Date) -> bool {
    matches!(
        (day.month(), day.day()),
        (1, 1) | (1, 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8) | (12, 25) | (12, 26)
    ) || (day.month(), day.day()) == (10, 4) && day.year() >= 2026
        || day == next(easter(day.year()))
}

/// Easter Sunday in the Gregorian calendar, by the anonymous algorithm (Meeus, *Astronomical Algorithms*, ch. 8).
fn easter(year: i16) -> Date {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    date(year, (n / 31) as i8, (n % 31 + 1) as i8)
}

fn next(day: Date) -> Date {
    day.saturating_add(Span::new().days(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Opening {
        opening(text.parse().unwrap())
    }

    fn until(text: &str) -> Opening {
        let moment: jiff::civil::DateTime = text.parse().unwrap();
        Opening::ClosedUntil(moment.to_zoned(ROME).unwrap())
    }

    #[test]
    fn open_on_a_working_day() {
        assert_eq!(at("2026-11-23T08:30:00Z"), Opening::Open); // 9:30 in winter
        assert_eq!(at("2026-07-20T07:30:00Z"), Opening::Open); // 9:30 in summer
        assert_ne!(at("2026-07-20T16:00:00Z"), Opening::Open); // 18:00 sharp
    }

    #[test]
    fn closed_over_weekends_holidays_and_clock_changes() {
        assert_eq!(at("2026-11-21T12:00:00Z"), until("2026-11-23T09:30"));
        // Good Friday evening: Saturday, Easter, Easter Monday follow.
        assert_eq!(at("2026-04-03T20:00:00Z"), until("2026-04-07T09:30"));
        // The weekend in which summer time ends.
        assert_eq!(at("2026-10-23T20:00:00Z"), until("2026-10-26T09:30"));
        assert_eq!(at("2026-12-24T20:00:00Z"), until("2026-12-28T09:30"));
    }

    #[test]
    fn easter_of_known_years() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }
}
