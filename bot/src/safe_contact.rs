//! When and how a person may be written to or called without danger: a rule that holds a message back, not a note.
//!
//! What the staff write waits until it is safe; the person's own talk with the bot is never held up. Hours are those of
//! Rome. The source is the person themselves: what they told in the report or on the telephone, or a colleague.

use crate::{hours::in_rome, private::Private, report::options::SafeTime};
use jiff::{SignedDuration, Span, Timestamp, civil::Time};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// After their last message a person still holds the telephone in their own hand.
pub const AT_HAND: SignedDuration = SignedDuration::from_mins(30);
/// Minutes of a day.
pub const DAY: u16 = 24 * 60;

/// The profile of one person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SafeContact {
    /// When a message may come.
    pub hours: SafeHours,
    /// Whether somebody else may read what comes.
    pub shared: Told,
    /// Whether a message may be left on the voicemail.
    pub voicemail: Told,
    /// Which way the person prefers, in the words of the staff.
    pub preferred: Private<String>,
}

/// When a message may come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SafeHours {
    /// At any time.
    #[default]
    Any,
    /// In these periods; there is at least one.
    Within(Vec<Period>),
    /// Only after they have written themselves.
    OnlyAfterThey,
}

/// A part of the day on some days of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// 1 Monday to 7 Sunday, in their order.
    pub days: Vec<i8>,
    /// Minutes since midnight.
    pub from: u16,
    /// Minutes since midnight, at most [`DAY`]. Not after `from`: it ends on the next day.
    pub until: u16,
}

/// What is known of a danger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Told {
    Yes,
    No,
    #[default]
    Unknown,
}

/// Whether the staff may write now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Yes.
    Now,
    /// From this moment.
    Until(Timestamp),
    /// Not before the person writes.
    UntilTheyWrite,
}

impl SafeContact {
    /// Whether what the staff say may reach the person at this moment. `heard_at`: when they last wrote here.
    pub fn may_write(&self, now: Timestamp, heard_at: Option<Timestamp>) -> Allowed {
        if let SafeHours::Within(periods) = &self.hours
            && let Some(next) = begins(periods, now)
            && next > now
        {
            return Allowed::Until(next);
        }
        let is_at_hand = heard_at.is_some_and(|heard_at| now.duration_since(heard_at) <= AT_HAND);
        if (self.shared == Told::Yes || self.hours == SafeHours::OnlyAfterThey) && !is_at_hand {
            return Allowed::UntilTheyWrite;
        }
        Allowed::Now
    }

    /// Whether the hour is one of theirs, for a call: nobody picks up before they have written.
    pub fn is_safe_hour(&self, now: Timestamp) -> bool {
        match &self.hours {
            SafeHours::Any => true,
            SafeHours::Within(periods) => begins(periods, now).is_none_or(|next| next <= now),
            SafeHours::OnlyAfterThey => false,
        }
    }

    /// Of two profiles of the same person, what is safe by both.
    pub fn stricter(&self, other: &Self) -> Self {
        let notes = [&self.preferred, &other.preferred].map(|note| note.expose().trim());
        let preferred = match notes {
            [one, another] if one.is_empty() || one == another => another.to_owned(),
            [one, ""] => one.to_owned(),
            [one, another] => format!("{one}\n{another}"),
        };
        Self {
            hours: self.hours.stricter(&other.hours),
            shared: stronger([Told::Yes, Told::Unknown, Told::No], self.shared, other.shared),
            voicemail: stronger([Told::No, Told::Unknown, Told::Yes], self.voicemail, other.voicemail),
            preferred: Private::new(preferred),
        }
    }
}

fn stronger(order: [Told; 3], one: Told, other: Told) -> Told {
    order.into_iter().find(|told| [one, other].contains(told)).unwrap_or_default()
}

impl SafeHours {
    /// The hours in which a person said that a call is safe; see [`crate::callback::is_good_time`].
    pub fn told(safe: SafeTime) -> Self {
        let on = |days: std::ops::RangeInclusive<i8>, from: u16, until: u16| {
            Self::Within(vec![Period { days: days.collect(), from: from * 60, until: until * 60 }])
        };
        match safe {
            SafeTime::Any => Self::Any,
            SafeTime::Morning => on(1..=7, 8, 13),
            SafeTime::Afternoon => on(1..=7, 13, 18),
            SafeTime::Evening => on(1..=7, 18, 21),
            SafeTime::Sunday => on(7..=7, 10, 20),
        }
    }

    fn stricter(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::OnlyAfterThey, _) | (_, Self::OnlyAfterThey) => Self::OnlyAfterThey,
            (Self::Any, hours) | (hours, Self::Any) => hours.clone(),
            (Self::Within(one), Self::Within(another)) => {
                let both = shared_by(one, another);
                // No hour is safe by both: only the person themselves can say when.
                if both.is_empty() { Self::OnlyAfterThey } else { Self::Within(both) }
            }
        }
    }
}

/// When the period of this moment began, or the next one begins; `None` where there is none.
fn begins(periods: &[Period], now: Timestamp) -> Option<Timestamp> {
    let here = in_rome(now);
    let mut next: Option<Timestamp> = None;
    for offset in -1..=8 {
        let Ok(day) = here.date().checked_add(Span::new().days(offset)) else { continue };
        let weekday = day.weekday().to_monday_one_offset();
        for period in periods.iter().filter(|period| period.days.contains(&weekday)) {
            let at = |minute: u16| {
                let day = if minute >= DAY { day.tomorrow().ok()? } else { day };
                let time = Time::new((minute % DAY / 60) as i8, (minute % 60) as i8, 0, 0).ok()?;
                Some(day.to_datetime(time).to_zoned(here.time_zone().clone()).ok()?.timestamp())
            };
            let until = if period.until > period.from { period.until } else { DAY + period.until };
            let until = if until > DAY { at(DAY).and_then(|midnight| later(midnight, until - DAY)) } else { at(until) };
            let (Some(from), Some(until)) = (at(period.from), until) else { continue };
            if from <= now && now < until {
                return Some(from);
            }
            if from > now && next.is_none_or(|next| from < next) {
                next = Some(from);
            }
        }
    }
    next
}

fn later(midnight: Timestamp, minutes: u16) -> Option<Timestamp> {
    midnight.checked_add(SignedDuration::from_mins(i64::from(minutes))).ok()
}

/// The minutes of the week that lie in both, as periods within one day each.
fn shared_by(one: &[Period], another: &[Period]) -> Vec<Period> {
    let mut shared: Vec<Period> = Vec::new();
    for day in 1..=7 {
        for (from, until) in of_day(one, day) {
            for (other_from, other_until) in of_day(another, day) {
                let (from, until) = (from.max(other_from), until.min(other_until));
                if from >= until {
                    continue;
                }
                match shared.iter_mut().find(|period| (period.from, period.until) == (from, until)) {
                    Some(period) if period.days.contains(&day) => {}
                    Some(period) => period.days.push(day),
                    None => shared.push(Period { days: vec![day], from, until }),
                }
            }
        }
    }
    shared
}

/// The parts of one day, with what is left of a night that began the day before.
fn of_day(periods: &[Period], day: i8) -> Vec<(u16, u16)> {
    let before = if day == 1 { 7 } else { day - 1 };
    let mut parts = Vec::new();
    for Period { days, from, until } in periods {
        let is_night = until <= from;
        if days.contains(&day) {
            parts.push((*from, if is_night { DAY } else { *until }));
        }
        if is_night && *until > 0 && days.contains(&before) {
            parts.push((0, *until));
        }
    }
    parts
}
