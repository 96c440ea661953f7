//! The next days as the staff and the bot see them.

use crate::{
    console::{page::Page, wording},
    store::calendar::Exception,
};
use bot::hours::{Calendar, days_from, is_public_holiday, period};
use jiff::{Timestamp, civil::Date};

const DAYS: usize = 14;

/// A day.
pub struct Day {
    /// Weekday, day and month.
    pub name: String,
    /// Its hours, or that it is closed.
    pub hours: String,
    /// Nobody is there.
    pub closed: bool,
    /// Why it is as it is.
    pub why: String,
}

/// The next 14 days.
pub fn days(page: &Page, calendar: &Calendar, exceptions: &[Exception], now: Timestamp) -> Vec<Day> {
    let words = page.words;
    let day = |day: Date| {
        let periods = calendar.periods(day);
        let exception = exceptions.iter().find(|exception| exception.day == day);
        Day {
            name: day_name(page, day),
            hours: hours(page, periods),
            closed: periods.is_empty(),
            why: match exception {
                Some(exception) => words.console_deadlines_exception(exception.name.as_str()),
                None if is_public_holiday(day) => words.console_deadlines_holiday(),
                None => words.console_deadlines_as_weekday(),
            },
        }
    };
    days_from(now).take(DAYS).map(day).collect()
}

/// `lunedì 23/11/2026`
pub fn day_name(page: &Page, day: Date) -> String {
    format!("{} {}", wording::weekday(page.words, day.weekday()), day.strftime("%d/%m/%Y"))
}

/// Periods as they are written, or that it is closed.
pub fn hours(page: &Page, periods: &[period::Period]) -> String {
    if periods.is_empty() { page.words.console_deadlines_closed() } else { period::write(periods) }
}
