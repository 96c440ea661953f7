//! The life of a call-back (*richiamata*): somebody has called and a person of the staff calls them again.
//!
//! The number may ring in the hand of somebody else. So a call-back is tried only when it is safe, and nothing is
//! left on a voicemail unless the caller has said yes.

use crate::{
    hours::{self, Calendar, Opening},
    reference::Reference,
    report::options::{Choosable, SafeTime},
    ticket::{InvalidTransition, UnknownName, named},
};
use jiff::{
    Timestamp,
    civil::{Time, Weekday, time},
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// After so many attempts that reached nobody a call-back is given up; who calls again opens a new one.
pub const MOST_ATTEMPTS: u32 = 5;

/// What a call leaves behind for a person to call back.
///
/// There is at most one open call-back for a contact: a second one is [`Callback::joined`] to it, so that somebody who
/// calls ten times stands in the list once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Why.
    pub reason: CallbackReason,
    /// When the caller said that it is safe; `None`: nobody asked them.
    pub safe_time: Option<SafeTime>,
    /// What to do when a voicemail answers.
    pub voicemail: Voicemail,
    /// The caller has pressed the key for danger.
    pub danger: bool,
    /// The ticket it belongs to.
    pub ticket: Option<Reference>,
}

named! {
    /// Why there is a call-back, the strongest reason first.
    CallbackReason {
        /// The caller wants it.
        Asked "asked",
        /// The caller has chosen a language and was gone before anything useful happened.
        Abandoned "abandoned",
        /// The caller was gone before they chose a language.
        Missed "missed",
    }
}

named! {
    /// Where a call-back is.
    CallbackState {
        /// To be tried, or to be tried again.
        Open "open",
        /// The person was reached.
        Done "done",
        /// Nobody tries it any more.
        GivenUp "given-up",
    }
}

named! {
    /// What came of one attempt.
    Outcome {
        /// They have talked.
        Reached "reached",
        /// Nobody picked up, or a voicemail did.
        NoAnswer "no-answer",
        /// The line was busy.
        Busy "busy",
        /// Somebody else has this number.
        WrongNumber "wrong-number",
        /// The person does not want to be called.
        Refused "refused",
    }
}

named! {
    /// Whether a message may be left when nobody picks up.
    #[derive(Default)]
    Voicemail {
        /// Hang up without a word: somebody else may listen.
        #[default]
        Never "never",
        /// The caller has said yes.
        Allowed "allowed",
    }
}

impl Callback {
    /// This open call-back after its caller has called once more. What was said last about safety counts; its
    /// attempts are counted anew, because the phone is answered again.
    pub fn joined(self, newer: Self) -> Self {
        Self {
            reason: self.reason.min(newer.reason),
            safe_time: newer.safe_time.or(self.safe_time),
            voicemail: if newer.reason == CallbackReason::Asked { newer.voicemail } else { self.voicemail },
            danger: self.danger || newer.danger,
            ticket: newer.ticket.or(self.ticket),
        }
    }
}

impl CallbackState {
    /// The state after an attempt; `attempts` counts this one too. Only what is open can be tried.
    pub fn after(self, outcome: Outcome, attempts: u32) -> Result<Self, InvalidTransition<Self>> {
        let to = match outcome {
            Outcome::Reached => Self::Done,
            Outcome::WrongNumber | Outcome::Refused => Self::GivenUp,
            Outcome::NoAnswer | Outcome::Busy if attempts >= MOST_ATTEMPTS => Self::GivenUp,
            Outcome::NoAnswer | Outcome::Busy => Self::Open,
        };
        if self == Self::Open { Ok(to) } else { Err(InvalidTransition { from: self, to }) }
    }
}

const NOON_BREAK: Time = time(13, 0, 0, 0);
const EVENING: std::ops::Range<Time> = time(18, 0, 0, 0)..time(21, 0, 0, 0);
const SUNDAY: std::ops::Range<Time> = time(10, 0, 0, 0)..time(20, 0, 0, 0);

/// Whether a call-back may be tried at this moment.
///
/// The opening hours, and of them the part that is safe. Evening and Sunday lie outside the opening hours; there the
/// person's safety counts and not the timetable: somebody of the staff has to arrange for it, never on a holiday.
pub fn is_good_time(calendar: &Calendar, safe: Option<SafeTime>, now: Timestamp) -> bool {
    let here = hours::in_rome(now);
    let is_open = hours::opening(calendar, now) == Opening::Open;
    let is_holiday = calendar.is_holiday(here.date());
    match safe {
        None | Some(SafeTime::Any) => is_open,
        Some(SafeTime::Morning) => is_open && here.time() < NOON_BREAK,
        Some(SafeTime::Afternoon) => is_open && here.time() >= NOON_BREAK,
        Some(SafeTime::Evening) => {
            let is_weekend = matches!(here.weekday(), Weekday::Saturday | Weekday::Sunday);
            !is_weekend && !is_holiday && EVENING.contains(&here.time())
        }
        Some(SafeTime::Sunday) => here.weekday() == Weekday::Sunday && !is_holiday && SUNDAY.contains(&here.time()),
    }
}

/// Reads [`Choosable::id`] of a safe time, as it stands in SQL.
pub fn safe_time(id: &str) -> Result<SafeTime, UnknownName> {
    SafeTime::all().into_iter().find(|safe| safe.id() == id).ok_or(UnknownName)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: Callback = Callback {
        reason: CallbackReason::Asked,
        safe_time: Some(SafeTime::Evening),
        voicemail: Voicemail::Allowed,
        danger: false,
        ticket: None,
    };
    const MISSED: Callback = Callback {
        reason: CallbackReason::Missed,
        safe_time: None,
        voicemail: Voicemail::Never,
        danger: false,
        ticket: None,
    };

    #[test]
    fn what_reached_nobody_is_tried_five_times() {
        for outcome in [Outcome::NoAnswer, Outcome::Busy] {
            for attempts in 1..MOST_ATTEMPTS {
                assert_eq!(CallbackState::Open.after(outcome, attempts), Ok(CallbackState::Open));
            }
            assert_eq!(CallbackState::Open.after(outcome, MOST_ATTEMPTS), Ok(CallbackState::GivenUp));
            assert_eq!(CallbackState::Open.after(outcome, u32::MAX), Ok(CallbackState::GivenUp));
        }
        assert_eq!(CallbackState::Open.after(Outcome::Reached, MOST_ATTEMPTS), Ok(CallbackState::Done));
        assert_eq!(CallbackState::Open.after(Outcome::WrongNumber, 1), Ok(CallbackState::GivenUp));
        assert_eq!(CallbackState::Open.after(Outcome::Refused, 1), Ok(CallbackState::GivenUp));
    }

    #[test]
    fn what_is_closed_stays_closed() {
        for from in [CallbackState::Done, CallbackState::GivenUp] {
            for outcome in Outcome::ALL {
                assert_eq!(from.after(outcome, 1).unwrap_err().from, from);
            }
        }
    }

    #[test]
    fn a_missed_call_takes_nothing_from_what_was_asked() {
        assert_eq!(ASKED.joined(MISSED), ASKED);
        assert_eq!(MISSED.joined(ASKED), ASKED);
    }

    #[test]
    fn the_last_word_about_the_voicemail_counts() {
        let no = Callback { voicemail: Voicemail::Never, safe_time: Some(SafeTime::Morning), ..ASKED };
        assert_eq!(ASKED.joined(no), no);
        assert_eq!(no.joined(ASKED), ASKED);
        let in_danger = Callback { danger: true, ..MISSED };
        assert!(in_danger.joined(MISSED).danger && MISSED.joined(in_danger).danger);
        assert_eq!(Voicemail::default(), Voicemail::Never);
    }

    #[test]
    fn it_is_tried_when_it_is_safe() {
        let good = |safe, at: &str| is_good_time(&Calendar::default(), safe, at.parse().unwrap());
        // A Monday in winter: Rome is one hour ahead.
        let monday = [(8, "2026-11-23T08:30:00Z"), (14, "2026-11-23T13:00:00Z"), (19, "2026-11-23T18:00:00Z")];
        for (hour, at) in monday {
            assert_eq!(good(None, at), hour < 18);
            assert_eq!(good(Some(SafeTime::Any), at), hour < 18);
            assert_eq!(good(Some(SafeTime::Morning), at), hour == 8);
            assert_eq!(good(Some(SafeTime::Afternoon), at), hour == 14);
            assert_eq!(good(Some(SafeTime::Evening), at), hour == 19);
            assert!(!good(Some(SafeTime::Sunday), at));
        }
        // The border belongs to the afternoon.
        assert!(!good(Some(SafeTime::Morning), "2026-11-23T12:00:00Z"));
        assert!(good(Some(SafeTime::Afternoon), "2026-11-23T12:00:00Z"));
    }

    #[test]
    fn sunday_means_sunday_and_nobody_calls_on_a_holiday_or_at_night() {
        let good = |safe, at: &str| is_good_time(&Calendar::default(), Some(safe), at.parse().unwrap());
        assert!(good(SafeTime::Sunday, "2026-11-22T11:00:00Z"));
        assert!(!good(SafeTime::Sunday, "2026-11-22T20:00:00Z"));
        assert!(!good(SafeTime::Any, "2026-11-22T11:00:00Z"));
        assert!(!good(SafeTime::Evening, "2026-11-22T18:00:00Z"));
        // All Saints 2026 is a Sunday, the eighth of December 2026 a Tuesday.
        assert!(!good(SafeTime::Sunday, "2026-11-01T11:00:00Z"));
        assert!(!good(SafeTime::Evening, "2026-12-08T18:00:00Z"));
        assert!(!good(SafeTime::Evening, "2026-11-23T20:00:00Z"));
    }

    #[test]
    fn names_are_read_back() {
        for safe in SafeTime::all() {
            assert_eq!(safe_time(safe.id()), Ok(safe));
        }
        assert_eq!(safe_time("midnight"), Err(UnknownName));
        assert_eq!("asked".parse(), Ok(CallbackReason::Asked));
        assert_eq!("given-up".parse(), Ok(CallbackState::GivenUp));
    }
}
