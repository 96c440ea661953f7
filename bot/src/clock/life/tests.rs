use super::*;
use ClockEvent::{Answered, Opened, Priority, State, WorkerWrote};
use ClockKind::{FirstAnswer, NextAnswer, Solution};

const NORMAL: Allowance = Allowance {
    first_answer: SignedDuration::from_hours(8),
    next_answer: SignedDuration::from_hours(4),
    solution: SignedDuration::from_hours(80),
    warn_percent: 75,
};
const URGENT: Allowance = Allowance {
    first_answer: SignedDuration::from_mins(30),
    next_answer: SignedDuration::from_hours(1),
    solution: SignedDuration::from_hours(16),
    warn_percent: 50,
};

/// A ticket whose clocks are moved.
struct Ticket(Vec<Clock>);

impl Ticket {
    fn meets(&mut self, at: &str, event: ClockEvent) {
        self.meets_as(at, event, &NORMAL);
    }

    fn meets_as(&mut self, at: &str, event: ClockEvent, allowance: &Allowance) {
        let changed = after(&self.0, event, allowance, &Calendar::default(), self::at(at));
        self.0.retain(|clock| changed.iter().all(|new| new.kind != clock.kind));
        self.0.extend(changed);
    }

    fn clock(&self, kind: ClockKind) -> &Clock {
        self.0.iter().find(|clock| clock.kind == kind).unwrap()
    }

    fn due(&self, kind: ClockKind) -> Option<Timestamp> {
        self.clock(kind).due_at
    }
}

/// A moment of the week of 23 November 2026, in Rome.
fn at(text: &str) -> Timestamp {
    let (day, time) = text.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00+01:00").parse().unwrap()
}

fn opened() -> Ticket {
    let mut ticket = Ticket(Vec::new());
    ticket.meets("23 10:00", Opened);
    ticket.meets("23 10:00", WorkerWrote);
    ticket
}

#[test]
fn a_whole_life() {
    let mut ticket = opened();
    assert_eq!(ticket.0.len(), 2, "no next answer before the first");
    assert_eq!(ticket.due(FirstAnswer), Some(at("23 18:00")));
    assert_eq!(ticket.clock(FirstAnswer).warn_at, Some(at("23 16:00")));

    ticket.meets("23 12:00", State(TicketState::New, TicketState::Answered));
    ticket.meets("23 12:00", Answered);
    let first = ticket.clock(FirstAnswer);
    assert_eq!((first.met_at, first.spent.as_hours(), first.due_at), (Some(at("23 12:00")), 2, None));
    assert_eq!((ticket.clock(Solution).since, ticket.clock(Solution).spent.as_hours()), (None, 2));

    // Three days later the worker writes: the days between do not count.
    ticket.meets("26 17:00", WorkerWrote);
    ticket.meets("26 17:00", State(TicketState::Answered, TicketState::Open));
    assert_eq!(ticket.due(NextAnswer), Some(at("27 12:30")));
    assert_eq!((ticket.clock(Solution).since, ticket.clock(Solution).spent.as_hours()), (Some(at("26 17:00")), 2));

    // More words do not give more time.
    ticket.meets("27 10:00", WorkerWrote);
    assert_eq!(ticket.due(NextAnswer), Some(at("27 12:30")));
    // An expert is asked: the worker still waits.
    ticket.meets("27 10:30", State(TicketState::Open, TicketState::WaitingForExpert));
    assert_eq!(ticket.due(NextAnswer), Some(at("27 12:30")));

    ticket.meets("27 14:30", Answered);
    let next = ticket.clock(NextAnswer);
    assert_eq!(
        (next.met_at, next.breached_at),
        (Some(at("27 14:30")), Some(at("27 12:30"))),
        "late, though nobody looked"
    );
    ticket.meets("27 15:00", State(TicketState::WaitingForExpert, TicketState::Closed));
    assert!(ticket.0.iter().all(|clock| clock.met_at.is_some() && clock.since.is_none() && clock.due_at.is_none()));

    ticket.meets("30 10:00", WorkerWrote);
    ticket.meets("30 10:00", State(TicketState::Closed, TicketState::Open));
    let next = ticket.clock(NextAnswer);
    assert_eq!((next.met_at, next.breached_at, next.due_at), (None, None, Some(at("30 14:00"))), "begun anew");
    assert_eq!((ticket.clock(Solution).met_at, ticket.clock(Solution).since), (None, Some(at("30 10:00"))));
}

#[test]
fn who_comes_back_late_has_at_least_a_day() {
    let mut ticket = opened();
    ticket.0.iter_mut().for_each(|clock| clock.allowed = SignedDuration::from_hours(1));
    ticket.meets("24 10:00", State(TicketState::Open, TicketState::Closed));
    ticket.meets("25 10:00", State(TicketState::Closed, TicketState::Open));
    assert_eq!(ticket.due(Solution), Some(at("25 18:00")));
}

#[test]
fn while_the_worker_has_to_answer_nothing_is_owed() {
    let mut ticket = opened();
    ticket.meets("23 11:00", State(TicketState::New, TicketState::WaitingForWorker));
    assert!(ticket.0.iter().all(|clock| clock.since.is_none() && clock.met_at.is_none() && clock.warn_at.is_none()));
    ticket.meets("25 11:00", WorkerWrote);
    assert_eq!(ticket.due(FirstAnswer), Some(at("25 18:00")), "seven hours were left");
    ticket.meets("25 12:00", State(TicketState::Open, TicketState::WaitingForWorker));
    ticket.meets("25 13:00", State(TicketState::WaitingForWorker, TicketState::Open));
    assert_eq!(ticket.due(FirstAnswer), Some(at("26 10:30")), "six were");
}

#[test]
fn another_priority_allows_another_time() {
    let mut ticket = opened();
    ticket.meets_as("23 10:10", Priority, &URGENT);
    assert_eq!(ticket.due(FirstAnswer), Some(at("23 10:30")));
    assert_eq!(ticket.clock(FirstAnswer).warn_at, Some(at("23 10:15")));
    ticket.0[0].breached_at = Some(at("23 10:30"));
    ticket.0[0].warned_at = Some(at("23 10:15"));
    ticket.meets_as("23 10:40", Priority, &URGENT);
    assert!(ticket.0[0].breached_at.is_some(), "the same is nothing new");
    ticket.meets("23 10:50", Priority);
    assert_eq!(ticket.due(FirstAnswer), Some(at("23 18:00")));
    assert_eq!((ticket.clock(FirstAnswer).breached_at, ticket.clock(FirstAnswer).warned_at), (None, None));
    // What is past is past at once.
    ticket.meets("23 12:00", Answered);
    ticket.meets("23 12:00", WorkerWrote);
    ticket.meets_as("23 16:00", Priority, &URGENT);
    assert_eq!(ticket.due(NextAnswer), Some(at("23 13:00")));
}

#[test]
fn being_late_never_gives_more_time() {
    let mut ticket = opened();
    ticket.0[0].breached_at = ticket.0[0].due_at;
    let more =
        Allowance { first_answer: SignedDuration::from_hours(40), solution: SignedDuration::from_hours(20), ..NORMAL };
    ticket.meets_as("23 18:00", ClockEvent::Raised, &more);
    assert_eq!(ticket.due(FirstAnswer), Some(at("23 18:00")));
    assert!(ticket.clock(FirstAnswer).breached_at.is_some());
    assert_eq!(ticket.due(Solution), Some(at("25 13:00")));
}

#[test]
fn other_opening_hours_give_other_times() {
    let mut ticket = opened();
    let shorter = crate::hours::period::read("9:30-12:00").unwrap();
    let calendar = Calendar::new(std::array::from_fn(|_| shorter.clone()), Default::default());
    let now = at("23 18:10");
    for clock in &mut ticket.0 {
        (clock.breached_at, clock.warned_at) = (clock.due_at, clock.warn_at);
    }
    let changed = after(&ticket.0, ClockEvent::Calendar, &NORMAL, &calendar, now);
    let first = changed.iter().find(|clock| clock.kind == FirstAnswer).unwrap();
    // Two hours on Monday, then two and a half on each day.
    assert_eq!((first.due_at, first.breached_at), (Some(at("26 10:30")), None));
    assert_eq!((first.warn_at, first.warned_at), (Some(at("25 11:00")), None));
    assert!(after(&changed, ClockEvent::Calendar, &NORMAL, &calendar, now).is_empty(), "counted once");
}
