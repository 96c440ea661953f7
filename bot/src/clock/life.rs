//! What happens to the clocks of a ticket: they begin, stand while the worker has to do something, go on, and end.
//!
//! An answer is owed from the moment at which the ticket opens (first answer) or the worker writes after an answer (next
//! answer); a person's answer meets it. A solution is owed until the ticket is closed. Whether an expert is asked is the
//! helpdesk's affair: the worker waits all the same.

#[cfg(test)]
mod tests;

use super::{due, spent};
use crate::{
    hours::Calendar,
    ticket::{TicketState, named},
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// Who comes back to a closed ticket has a solution within what was left, but at least a working day.
const AT_LEAST: SignedDuration = SignedDuration::from_hours(8);

named! {
    /// What is owed.
    ClockKind {
        /// A first word of a person.
        FirstAnswer "first-answer",
        /// An answer to what the worker wrote since.
        NextAnswer "next-answer",
        /// That the ticket can be closed.
        Solution "solution",
    }
}

/// A clock of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What it counts.
    pub kind: ClockKind,
    /// Opening time that may be used.
    pub allowed: SignedDuration,
    /// Opening time that was used up to `since`.
    pub spent: SignedDuration,
    /// Since when it runs; absent while it stands.
    pub since: Option<Timestamp>,
    /// When the time is used up; absent while it stands, and where the office never opens.
    pub due_at: Option<Timestamp>,
    /// When somebody is warned; absent as `due_at`.
    pub warn_at: Option<Timestamp>,
    /// When somebody was.
    pub warned_at: Option<Timestamp>,
    /// When the time was used up without what is owed.
    pub breached_at: Option<Timestamp>,
    /// When what is owed was done, in time or late.
    pub met_at: Option<Timestamp>,
    /// When it has raised the priority of its ticket.
    pub raised_at: Option<Timestamp>,
}

/// How much opening time a priority allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// For the first answer.
    pub first_answer: SignedDuration,
    /// For each answer after it.
    pub next_answer: SignedDuration,
    /// For the solution.
    pub solution: SignedDuration,
    /// Somebody is warned when so much of it is used.
    pub warn_percent: i32,
}

impl Allowance {
    /// For one clock.
    pub const fn of(&self, kind: ClockKind) -> SignedDuration {
        match kind {
            ClockKind::FirstAnswer => self.first_answer,
            ClockKind::NextAnswer => self.next_answer,
            ClockKind::Solution => self.solution,
        }
    }
}

/// What happens to a ticket, as far as its clocks are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClockEvent {
    /// It is new.
    Opened,
    /// The worker has written.
    WorkerWrote,
    /// A person has answered.
    Answered,
    /// It has gone from one state to another.
    State(TicketState, TicketState),
    /// Its priority is another one.
    Priority,
    /// It was made more urgent because it is late: that never gives more time.
    Raised,
    /// The opening hours have changed.
    Calendar,
}

/// The clocks that are other ones after an event, new ones among them.
pub fn after(
    before: &[Clock],
    event: ClockEvent,
    allowance: &Allowance,
    calendar: &Calendar,
    now: Timestamp,
) -> Vec<Clock> {
    let rule = Rule { allowance, calendar, now };
    let mut clocks = before.to_vec();
    match event {
        ClockEvent::Opened => {
            for kind in [ClockKind::FirstAnswer, ClockKind::Solution] {
                if clocks.iter().all(|clock| clock.kind != kind) {
                    clocks.push(rule.begun(kind));
                }
            }
        }
        ClockEvent::WorkerWrote => {
            clocks.iter_mut().for_each(|clock| rule.go_on(clock));
            if !is_answer_owed(&clocks) {
                rule.owe_next(&mut clocks);
            }
        }
        ClockEvent::Answered => {
            clocks.iter_mut().filter(|clock| clock.kind != ClockKind::Solution).for_each(|clock| rule.meet(clock));
        }
        ClockEvent::State(from, to) if from == to => {}
        ClockEvent::State(from, to) => clocks.iter_mut().for_each(|clock| rule.go_to(clock, from, to)),
        ClockEvent::Priority => clocks.iter_mut().for_each(|clock| rule.allow(clock)),
        ClockEvent::Raised => {
            let is_less = |clock: &&mut Clock| allowance.of(clock.kind) < clock.allowed;
            clocks.iter_mut().filter(is_less).for_each(|clock| rule.allow(clock));
        }
        ClockEvent::Calendar => clocks.iter_mut().for_each(|clock| rule.count_anew(clock)),
    }
    clocks.retain(|clock| !before.contains(clock));
    clocks
}

/// Whether an event can change these clocks at all, so that most messages need neither calendar nor allowance.
pub fn is_touched(clocks: &[Clock], event: ClockEvent) -> bool {
    match event {
        ClockEvent::WorkerWrote => {
            !is_answer_owed(clocks) || clocks.iter().any(|clock| clock.met_at.is_none() && clock.since.is_none())
        }
        ClockEvent::State(from, to) => from != to && !clocks.is_empty(),
        ClockEvent::Opened => true,
        ClockEvent::Answered | ClockEvent::Priority | ClockEvent::Raised | ClockEvent::Calendar => !clocks.is_empty(),
    }
}

fn is_answer_owed(clocks: &[Clock]) -> bool {
    clocks.iter().any(|clock| clock.kind != ClockKind::Solution && clock.met_at.is_none())
}

struct Rule<'a> {
    allowance: &'a Allowance,
    calendar: &'a Calendar,
    now: Timestamp,
}

impl Rule<'_> {
    fn begun(&self, kind: ClockKind) -> Clock {
        let mut clock = Clock {
            kind,
            allowed: self.allowance.of(kind),
            spent: SignedDuration::ZERO,
            since: Some(self.now),
            due_at: None,
            warn_at: None,
            warned_at: None,
            breached_at: None,
            met_at: None,
            raised_at: None,
        };
        self.count(&mut clock);
        clock
    }

    fn owe_next(&self, clocks: &mut Vec<Clock>) {
        let last = clocks.iter().position(|clock| clock.kind == ClockKind::NextAnswer);
        let raised_at = last.and_then(|last| clocks.swap_remove(last).raised_at);
        clocks.push(Clock { raised_at, ..self.begun(ClockKind::NextAnswer) });
    }

    fn go_to(&self, clock: &mut Clock, from: TicketState, to: TicketState) {
        if to == TicketState::Closed || to == TicketState::Answered && clock.kind != ClockKind::Solution {
            // Whoever says that it is answered has answered, by whatever way.
            self.meet(clock);
        } else if from == TicketState::Closed && clock.kind == ClockKind::Solution {
            self.reopen(clock);
        }
        if matches!(to, TicketState::WaitingForWorker | TicketState::Answered) {
            self.stand(clock);
        } else {
            self.go_on(clock);
        }
    }

    /// Counts anew when a clock that runs is due.
    fn count(&self, clock: &mut Clock) {
        let Some(since) = clock.since else { return };
        let warned = clock.allowed.as_millis() * i128::from(self.allowance.warn_percent) / 100;
        let warned = SignedDuration::from_millis(i64::try_from(warned).unwrap_or(i64::MAX));
        clock.due_at = due(self.calendar, since, clock.spent, clock.allowed);
        clock.warn_at = due(self.calendar, since, clock.spent, warned);
    }

    /// What the new hours make early is not late any more, and warned of again.
    fn count_anew(&self, clock: &mut Clock) {
        self.count(clock);
        let lies_ahead = |at: Option<Timestamp>| at.is_some_and(|at| at > self.now);
        clock.breached_at = clock.breached_at.filter(|_| !lies_ahead(clock.due_at));
        clock.warned_at = clock.warned_at.filter(|_| !lies_ahead(clock.warn_at));
    }

    fn stand(&self, clock: &mut Clock) {
        if let Some(since) = clock.since.take() {
            clock.spent = clock.spent.saturating_add(spent(self.calendar, since, self.now));
            // Nobody may have looked since it was due.
            clock.breached_at = clock.breached_at.or(clock.due_at.filter(|due| *due < self.now));
        }
        (clock.due_at, clock.warn_at) = (None, None);
    }

    fn meet(&self, clock: &mut Clock) {
        self.stand(clock);
        clock.met_at.get_or_insert(self.now);
    }

    fn go_on(&self, clock: &mut Clock) {
        if clock.met_at.is_none() && clock.since.is_none() {
            clock.since = Some(self.now);
            self.count(clock);
        }
    }

    fn reopen(&self, clock: &mut Clock) {
        clock.allowed = clock.allowed.max(clock.spent.saturating_add(AT_LEAST));
        (clock.met_at, clock.warned_at, clock.breached_at) = (None, None, None);
    }

    /// What is owed is owed sooner or later now; who has more time than before is warned again.
    fn allow(&self, clock: &mut Clock) {
        let allowed = self.allowance.of(clock.kind);
        if clock.met_at.is_some() || allowed == clock.allowed {
            return;
        }
        let is_more = allowed > clock.allowed;
        if clock.breached_at.is_some() && !is_more {
            // It is late since when it was.
            return;
        }
        clock.allowed = allowed;
        self.count(clock);
        if is_more && clock.due_at.is_none_or(|due| due > self.now) {
            (clock.warned_at, clock.breached_at) = (None, None);
        }
    }
}
