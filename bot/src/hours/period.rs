//! Times of a day in which people are at work, as staff type them and as they stand in SQL: `9:30-13:00, 14:00-18:00`.

use std::fmt;

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// More are a mistake.
const MOST: usize = 6;

/// From one minute of the day in Rome to another one after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    opens: u16,
    closes: u16,
}

/// Why typed periods are none; with the part that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongPeriods {
    /// Not two times with a hyphen between them.
    NotTimes(String),
    /// It ends before it begins, or at once.
    Backwards(Period),
    /// Two share some time; the one that begins later.
    Overlap(Period),
    /// More than anybody works.
    TooMany,
}

impl Period {
    /// 9:30–18:00.
    pub const WORKING_DAY: Self = Self { opens: 9 * 60 + 30, closes: 18 * 60 };

    /// Minutes since midnight.
    pub const fn opens(self) -> u16 {
        self.opens
    }

    /// Minutes since midnight; a whole day closes at 1440.
    pub const fn closes(self) -> u16 {
        self.closes
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { opens, closes } = self;
        write!(f, "{}:{:02}-{}:{:02}", opens / 60, opens % 60, closes / 60, closes % 60)
    }
}

/// Periods as they are written, in their order.
pub fn write(periods: &[Period]) -> String {
    periods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// Periods as somebody has typed them, put in order; nothing typed: closed. `9:30`, `9.30`, `09:30` and `9` are times.
pub fn read(typed: &str) -> Result<Vec<Period>, WrongPeriods> {
    let parts = typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let mut periods = parts.map(one).collect::<Result<Vec<_>, _>>()?;
    if let Some(wrong) = periods.iter().find(|period| period.closes <= period.opens) {
        return Err(WrongPeriods::Backwards(*wrong));
    }
    periods.sort_unstable();
    match periods.windows(2).find(|pair| pair[1].opens < pair[0].closes) {
        Some(pair) => Err(WrongPeriods::Overlap(pair[1])),
        None if periods.len() > MOST => Err(WrongPeriods::TooMany),
        None => Ok(periods),
    }
}

fn one(part: &str) -> Result<Period, WrongPeriods> {
    let wrong = || WrongPeriods::NotTimes(part.to_owned());
    let (opens, closes) = part.split_once(['-', '–', '—']).ok_or_else(wrong)?;
    Ok(Period { opens: minute(opens).ok_or_else(wrong)?, closes: minute(closes).ok_or_else(wrong)? })
}

fn minute(time: &str) -> Option<u16> {
    let time = time.trim();
    let (hours, minutes) = time.split_once([':', '.']).unwrap_or((time, "00"));
    let number = |digits: &str, most: u16| -> Option<u16> {
        let is_short = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|value| is_short && *value <= most)
    };
    let minutes = number(minutes, 59).filter(|_| minutes.len() == 2)?;
    Some(number(hours, 24)? * 60 + minutes).filter(|minute| *minute <= DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_read_and_written_back_in_order() {
        for (typed, written) in [
            ("9:30-18:00", "9:30-18:00"),
            (" 14.00 – 18.00 ; 09:30—13 ", "9:30-13:00, 14:00-18:00"),
            ("9-13,13-18", "9:00-13:00, 13:00-18:00"),
            ("0:00-24:00", "0:00-24:00"),
            ("", ""),
            (" , ", ""),
        ] {
            assert_eq!(write(&read(typed).unwrap()), written, "{typed}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for part in ["9:30", "9:30-", "25-26", "24:01-24:02", "9:60-10", "9:3-10", "nine-ten", "-1-2", "9:30-18:00-19"]
        {
            assert_eq!(read(&format!("1-2, {part}")), Err(WrongPeriods::NotTimes(part.to_owned())));
        }
        let period = |typed: &str| read(typed).unwrap()[0];
        assert_eq!(read("18-9"), Err(WrongPeriods::Backwards(Period { opens: 1080, closes: 540 })));
        assert!(matches!(read("9-9"), Err(WrongPeriods::Backwards(_))));
        assert_eq!(read("12-18, 9-13"), Err(WrongPeriods::Overlap(period("12-18"))));
        assert_eq!(read("1-2,3-4,5-6,7-8,9-10,11-12,13-14"), Err(WrongPeriods::TooMany));
    }
}
