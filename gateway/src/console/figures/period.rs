//! The months that figures are about. Whole months only: the difference of two periods that are a day apart would tell what
//! happened on that day.

use bot::hours::in_rome;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, date},
};
use serde::Deserialize;

/// Months of the longest period.
const LONGEST: i32 = 36;
/// Months of a period that nobody has chosen.
const USUAL: i32 = 3;

/// The address bar: `from` and `to` as `2026-11`, both included.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct FiguresQuery {
    from: String,
    to: String,
}

/// From the first day of a month to before the first day of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    pub first: Date,
    pub before: Date,
}

impl FiguresQuery {
    /// The period asked for, or the usual one; what makes no sense is put right rather than refused.
    pub fn period(&self, now: Timestamp) -> Period {
        let this = in_rome(now).date().first_of_month();
        let to = month(&self.to).unwrap_or(this).min(this);
        let from = month(&self.from).unwrap_or_else(|| to.saturating_sub((USUAL - 1).months())).min(to);
        let from = from.max(to.saturating_sub((LONGEST - 1).months()));
        Period { first: from, before: to.saturating_add(1.month()) }
    }
}

impl Period {
    /// As many months just before.
    pub fn previous(self) -> Self {
        let months = self.months();
        Self { first: self.first.saturating_sub(months.months()), before: self.first }
    }

    /// How many months.
    pub fn months(self) -> i32 {
        let years = i32::from(self.before.year()) - i32::from(self.first.year());
        years * 12 + i32::from(self.before.month()) - i32::from(self.first.month())
    }

    /// The last month, for the form.
    pub fn last(self) -> Date {
        self.before.saturating_sub(1.month())
    }

    /// Every day of it.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.first.series(1.day()).take_while(move |day| *day < self.before)
    }
}

/// `2026-11`, as `<input type="month">` and the address bar have it.
pub fn month_of(day: Date) -> String {
    day.strftime("%Y-%m").to_string()
}

fn month(typed: &str) -> Option<Date> {
    let (year, month) = typed.trim().split_once('-')?;
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    ((2000..=2999).contains(&year) && (1..=12).contains(&month)).then(|| date(year, month, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(from: &str, to: &str) -> (String, String) {
        let asked = FiguresQuery { from: from.to_owned(), to: to.to_owned() };
        let period = asked.period("2026-11-23T09:00:00Z".parse().unwrap());
        (period.first.to_string(), period.before.to_string())
    }

    fn months(from: &str, before: &str) -> (String, String) {
        (from.to_owned(), before.to_owned())
    }

    #[test]
    fn whole_months_up_to_this_one() {
        assert_eq!(asked("", ""), months("2026-09-01", "2026-12-01"));
        assert_eq!(asked("2026-01", "2026-03"), months("2026-01-01", "2026-04-01"));
        assert_eq!(asked("2026-05", "2026-03"), months("2026-03-01", "2026-04-01"));
        assert_eq!(asked("2031-01", "2031-03"), months("2026-11-01", "2026-12-01"));
        assert_eq!(asked("2001-01", ""), months("2023-12-01", "2026-12-01"));
        assert_eq!(asked("2026-13", "'; --"), months("2026-09-01", "2026-12-01"));
    }

    #[test]
    fn the_period_before_is_as_long() {
        let period = Period { first: date(2026, 1, 1), before: date(2026, 4, 1) };
        assert_eq!(period.previous(), Period { first: date(2025, 10, 1), before: date(2026, 1, 1) });
        assert_eq!((period.months(), period.days().count()), (3, 90));
    }
}
