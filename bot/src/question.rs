//! The life of a question (*quesito*) of the front office to a legal expert: asked, answered in Italian, carried over to
//! the worker.

use crate::{
    hours,
    ticket::{InvalidTransition, named},
};
use jiff::{Span, Timestamp, ToSpan, Zoned, civil::Weekday};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

named! {
    /// What an expert has to know for it.
    Expertise {
        /// Employment, working hours, dismissal.
        LabourLaw "labour-law",
        /// Pay, payslips, contributions.
        Pay "pay",
        /// Residence permits, art. 18 and 18-ter TUI among them.
        Permits "permits",
        /// Criminal law, art. 603-bis of the criminal code.
        Criminal "criminal",
        /// Health and safety at work, accidents.
        Safety "safety",
        /// International protection.
        Asylum "asylum",
        /// Anything else.
        Other "other",
    }
}

named! {
    /// Where a question is.
    QuestionState {
        /// No expert has taken it.
        Asked "asked",
        /// An expert works on it.
        Taken "taken",
        /// The expert needs to know more before they can answer.
        MoreAsked "more-asked",
        /// The expert has answered; the worker does not know yet.
        Answered "answered",
        /// The answer was sent to the worker.
        Carried "carried",
        /// Nobody needs the answer any more.
        Withdrawn "withdrawn",
    }
}

/// What happens to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionEvent {
    /// An expert takes it, perhaps from a colleague.
    Taken,
    /// The expert asks for more facts.
    MoreAsked,
    /// The front office has added them.
    Completed,
    /// The expert has answered.
    Answered,
    /// The answer was sent to the worker.
    Carried,
    /// The front office takes it back.
    Withdrawn,
}

impl QuestionState {
    /// The state after an event.
    pub const fn after(self, event: QuestionEvent) -> Result<Self, InvalidTransition<Self>> {
        let (to, may) = match event {
            QuestionEvent::Taken => (Self::Taken, self.is_waiting()),
            QuestionEvent::MoreAsked => (Self::MoreAsked, self.is_waiting()),
            // Whoever asked for more goes on with it.
            QuestionEvent::Completed => (Self::Taken, matches!(self, Self::MoreAsked)),
            QuestionEvent::Answered => (Self::Answered, self.is_waiting()),
            QuestionEvent::Carried => (Self::Carried, matches!(self, Self::Answered)),
            QuestionEvent::Withdrawn => (Self::Withdrawn, !self.is_over()),
        };
        if may { Ok(to) } else { Err(InvalidTransition { from: self, to }) }
    }

    /// An expert owes the next step: the ticket waits for them, and the deadline runs.
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::Asked | Self::Taken)
    }

    /// Nothing more can happen to it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Carried | Self::Withdrawn)
    }
}

/// When an answer is due if nobody says otherwise: the same time of the day, two working days later.
pub fn usual_deadline(now: Timestamp) -> Zoned {
    let mut due = hours::in_rome(now);
    for _ in 0..2 {
        due = later(due, 1.day());
        while matches!(due.weekday(), Weekday::Saturday | Weekday::Sunday) || hours::is_public_holiday(due.date()) {
            due = later(due, 1.day());
        }
    }
    due
}

fn later(moment: Zoned, by: Span) -> Zoned {
    // The end of time is ten thousand years away.
    moment.checked_add(by).unwrap_or(moment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use QuestionEvent as Event;
    use QuestionState as State;

    const EVENTS: [Event; 6] =
        [Event::Taken, Event::MoreAsked, Event::Completed, Event::Answered, Event::Carried, Event::Withdrawn];

    #[test]
    fn the_whole_table() {
        let allowed = |state: State| EVENTS.map(|event| state.after(event).ok());
        let (taken, more) = (Some(State::Taken), Some(State::MoreAsked));
        let (answered, withdrawn) = (Some(State::Answered), Some(State::Withdrawn));
        let waiting = [taken, more, None, answered, None, withdrawn];
        assert_eq!(allowed(State::Asked), waiting);
        assert_eq!(allowed(State::Taken), waiting);
        assert_eq!(allowed(State::MoreAsked), [None, None, taken, None, None, withdrawn]);
        assert_eq!(allowed(State::Answered), [None, None, None, None, Some(State::Carried), withdrawn]);
        assert_eq!(allowed(State::Carried), [None; 6]);
        assert_eq!(allowed(State::Withdrawn), [None; 6]);
    }

    #[test]
    fn a_refusal_names_from_and_to() {
        let error = State::Carried.after(Event::Withdrawn).unwrap_err();
        assert_eq!(error, InvalidTransition { from: State::Carried, to: State::Withdrawn });
        assert!(error.to_string().starts_with("Carried cannot become Withdrawn"), "{error}");
    }

    #[test]
    fn two_working_days_pass_over_weekends_and_holidays() {
        let due = |now: &str| usual_deadline(now.parse().unwrap()).strftime("%Y-%m-%d %H:%M").to_string();
        assert_eq!(due("2026-11-23T09:00:00Z"), "2026-11-25 10:00");
        assert_eq!(due("2026-11-26T09:00:00Z"), "2026-11-30 10:00");
        assert_eq!(due("2026-11-28T09:00:00Z"), "2026-12-01 10:00");
        // Christmas Day and the day after, then a weekend.
        assert_eq!(due("2026-12-23T09:00:00Z"), "2026-12-28 10:00");
        // The night in which summer time begins: the time of day stays.
        assert_eq!(due("2026-03-27T09:00:00Z"), "2026-03-31 10:00");
    }
}
