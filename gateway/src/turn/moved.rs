//! What a transaction did to tickets, and what follows from it in the console: its history, the moments that lists and
//! figures need, clocks, notifications, counts. All of it is written in the same transaction.

mod clocks;
mod history;
mod marks;
mod notify;
mod tally;

use crate::store::{Store, Tx};
use bot::ticket::TicketState;
use jiff::Timestamp;
use uuid::Uuid;

/// Something happened to a ticket.
#[derive(Clone, Debug)]
pub(super) struct Moved {
    /// Which.
    pub ticket: Uuid,
    /// Who did it; absent where the worker did.
    pub staff: Option<Uuid>,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// It is new.
    Opened,
    /// The worker has written on it.
    WorkerWrote,
    /// It goes from one state to another; both may be the same.
    State { from: TicketState, to: TicketState },
    /// A person of the staff has written to the worker.
    Answered,
    /// It is somebody's now.
    Owned,
    /// Danger was told.
    Urgent,
    /// It carries a report now.
    Reported,
}

/// Writes down what follows, in the order of what happened; returns the members of the staff who have news.
pub(super) async fn follow(tx: &mut Tx, store: &Store, all: &[Moved], now: Timestamp) -> anyhow::Result<Vec<Uuid>> {
    let mut told = Vec::new();
    for moved in all {
        history::follow(tx, moved, now).await?;
        marks::follow(tx, moved, now).await?;
        clocks::follow(tx, store, moved, now).await?;
        told.extend(notify::follow(tx, store, moved, all, now).await?);
        tally::follow(tx, moved, now).await?;
    }
    told.sort_unstable();
    told.dedup();
    Ok(told)
}

/// People have chosen how soon a ticket has to be looked at: its clocks run by the new deadlines.
pub(super) async fn reprioritised(tx: &mut Tx, store: &Store, moved: &Moved, now: Timestamp) -> anyhow::Result<()> {
    clocks::follow(tx, store, moved, now).await
}

/// The tickets concerned, each once.
pub(super) fn tickets(moved: &[Moved]) -> Vec<Uuid> {
    let mut tickets: Vec<_> = moved.iter().map(|moved| moved.ticket).collect();
    tickets.sort_unstable();
    tickets.dedup();
    tickets
}
