//! Opening hours of the front office in Rome: what the staff have written into the [`Calendar`], and whether somebody is there.
//!
//! [`period`] is a time of day in which people are at work, [`holiday`] the days that are holidays in all of Italy.

pub mod holiday;
pub mod period;

pub use holiday::is_public_holiday;
pub use period::{Period, WrongPeriods};

use jiff::{
    Span, Timestamp, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use std::collections::BTreeMap;

const ROME: TimeZone = jiff::tz::get!("Europe/Rome");
/// Who does not open within so many days has no hours that anybody could be told.
const LOOK_AHEAD: usize = 60;

/// Whether somebody is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Opening {
    /// People are at work now.
    Open,
    /// Nobody is there; they open again at this moment in Rome.
    ClosedUntil(Zoned),
    /// Nobody is there, and nobody knows when somebody will be.
    Closed,
}

/// When people are at work: by weekday, not on public holidays, otherwise on days that are exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Monday first.
    week: [Vec<Period>; 7],
    exceptions: BTreeMap<Date, Vec<Period>>,
}

impl Default for Calendar {
    /// Monday to Friday 9:30–18:00.
    fn default() -> Self {
        let week = std::array::from_fn(|day| if day < 5 { vec![Period::WORKING_DAY] } else { Vec::new() });
        Self { week, exceptions: BTreeMap::new() }
    }
}

impl Calendar {
    /// With periods by weekday, Monday first, and by day, in their order. An exception counts on a public holiday, too.
    pub const fn new(week: [Vec<Period>; 7], exceptions: BTreeMap<Date, Vec<Period>>) -> Self {
        Self { week, exceptions }
    }

    /// The same week with other exceptions.
    pub fn with(self, exceptions: BTreeMap<Date, Vec<Period>>) -> Self {
        Self { exceptions, ..self }
    }

    /// The periods of a weekday that is no holiday and no exception.
    pub fn week(&self, day: Weekday) -> &[Period] {
        self.week.get(usize::from(day.to_monday_zero_offset().unsigned_abs())).map_or(&[], Vec::as_slice)
    }

    /// When people are at work on a day.
    pub fn periods(&self, day: Date) -> &[Period] {
        match self.exceptions.get(&day) {
            Some(periods) => periods,
            None if is_public_holiday(day) => &[],
            None => self.week(day.weekday()),
        }
    }

    /// Whether nobody works on a day on which others of its weekday may be worked.
    pub fn is_holiday(&self, day: Date) -> bool {
        self.exceptions.get(&day).map_or_else(|| is_public_holiday(day), Vec::is_empty)
    }

    /// The same as moments, in their order. When summer time begins or ends a period is an hour shorter or longer.
    pub fn spans(&self, day: Date) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let mut last = Timestamp::MIN;
        self.periods(day).iter().filter_map(move |period| {
            // What begins in the hour that is skipped begins when the period before it ends.
            let opens = moment(day, period.opens())?.max(last);
            let closes = moment(day, period.closes())?;
            last = last.max(closes);
            (opens < closes).then_some((opens, closes))
        })
    }
}

/// Opening at this moment.
pub fn opening(calendar: &Calendar, now: Timestamp) -> Opening {
    let days = days_from(now).take(LOOK_AHEAD);
    match days.flat_map(|day| calendar.spans(day)).find(|(_, closes)| *closes > now) {
        Some((opens, _)) if opens <= now => Opening::Open,
        Some((opens, _)) => Opening::ClosedUntil(in_rome(opens)),
        None => Opening::Closed,
    }
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

/// This day in Rome and those that follow.
pub fn days_from(moment: Timestamp) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(in_rome(moment).date()), |day| day.checked_add(Span::new().days(1)).ok())
}

/// A minute of a day in Rome; the last one begins the next day. What daylight saving skips counts as the hour after.
fn moment(day: Date, minute: u16) -> Option<Timestamp> {
    let time = day.at(0, 0, 0, 0).checked_add(Span::new().minutes(i64::from(minute))).ok()?;
    Some(time.to_zoned(ROME).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn at(text: &str) -> Opening {
        opening(&Calendar::default(), text.parse().unwrap())
    }

    fn until(text: &str) -> Opening {
        let moment: jiff::civil::DateTime = text.parse().unwrap();
        Opening::ClosedUntil(moment.to_zoned(ROME).unwrap())
    }

    /// Every day of the week the same.
    fn daily(periods: &str) -> Calendar {
        Calendar::new(std::array::from_fn(|_| period::read(periods).unwrap()), BTreeMap::new())
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
    fn several_periods_a_day() {
        let calendar = daily("9:00-13:00, 15:00-19:30");
        let at = |text: &str| opening(&calendar, text.parse().unwrap());
        assert_eq!(at("2026-11-23T11:59:59Z"), Opening::Open);
        assert_eq!(at("2026-11-23T12:00:00Z"), until("2026-11-23T15:00"));
        assert_eq!(at("2026-11-23T14:00:00Z"), Opening::Open);
        assert_eq!(at("2026-11-23T18:30:00Z"), until("2026-11-24T09:00"));
        assert_eq!(at("2026-11-22T10:00:00Z"), Opening::Open, "a Sunday");
    }

    #[test]
    fn exceptions_count_more_than_weekdays_and_holidays() {
        let days = [("2026-09-18", ""), ("2026-12-08", "10:00-12:00"), ("2026-11-22", "9:00-10:00")];
        let exceptions = days.map(|(day, periods)| (day.parse().unwrap(), period::read(periods).unwrap())).into();
        let calendar = Calendar::new(Calendar::default().week, exceptions);
        let at = |text: &str| opening(&calendar, text.parse().unwrap());
        // A patron saint on a Friday.
        assert_eq!(at("2026-09-18T08:00:00Z"), until("2026-09-21T09:30"));
        assert!(calendar.is_holiday(date(2026, 9, 18)) && !calendar.is_holiday(date(2026, 12, 8)));
        assert_eq!(at("2026-12-08T09:30:00Z"), Opening::Open);
        assert_eq!(at("2026-11-21T09:30:00Z"), until("2026-11-22T09:00"));
    }

    #[test]
    fn clock_changes_move_what_lies_in_them() {
        let calendar = daily("1:30-2:30");
        let length = |calendar: &Calendar, day| {
            calendar.spans(day).map(|(opens, closes)| closes.duration_since(opens).as_mins()).sum::<i64>()
        };
        // In March the clock goes from 2:00 to 3:00, so half past two is half past three; in October an hour comes twice.
        let days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 25)];
        assert_eq!(days.map(|day| length(&calendar, day)), [60, 60, 60]);
        // From two to half past two there is nothing in March: half past three has come twice.
        let calendar = daily("2:00-2:30, 3:00-4:00");
        assert_eq!(length(&calendar, date(2026, 3, 29)), 60);
        let calendar = daily("0:00-24:00");
        assert_eq!(days.map(|day| length(&calendar, day) / 60), [24, 23, 25]);
        assert_eq!(opening(&calendar, "2026-03-29T01:00:00Z".parse().unwrap()), Opening::Open);
    }

    #[test]
    fn who_never_opens_is_closed() {
        assert_eq!(opening(&daily(""), "2026-11-23T09:00:00Z".parse().unwrap()), Opening::Closed);
        assert_eq!(opening(&Calendar::default(), Timestamp::MAX), Opening::Closed);
    }
}
