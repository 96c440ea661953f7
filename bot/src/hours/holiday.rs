//! Days that are holidays in all of Italy.

use jiff::{
    Span,
    civil::{Date, date},
};

/// National holidays: law 260/1949 with its changes; 4 October again since 2026 (law 151/2025); Easter Monday moves.
pub fn is_public_holiday(day: Date) -> bool {
    matches!(
        (day.month(), day.day()),
        (1, 1) | (1, 6) | (4, 25) | (5, 1) | (6, 2) | (8, 15) | (11, 1) | (12, 8) | (12, 25) | (12, 26)
    ) || (day.month(), day.day()) == (10, 4) && day.year() >= 2026
        || day == easter(day.year()).saturating_add(Span::new().days(1))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_of_known_years() {
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)] {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn holidays_that_came_later() {
        assert!(is_public_holiday(date(2026, 10, 4)) && !is_public_holiday(date(2025, 10, 4)));
        assert!(is_public_holiday(date(2026, 4, 6)) && !is_public_holiday(date(2026, 4, 7)));
    }
}
