//! What follows from what has happened to tickets. Each part answers for every [`Event`] by an exhaustive match, so that a new
//! one does not compile until all have: the ticket's columns ([`crate::store::ticket::record::TicketRecord::apply`]), its
//! `history`, the `audit`, its `clocks`, `notifications`, `figures`, and open pages (`live`). `assignment` shares new tickets out,
//! which is an event of its own. All of it is one bulk statement a table.

pub(super) mod assignment;
mod audit;
pub(super) mod clocks;
mod figures;
pub(super) mod history;
mod live;
mod notifications;

use super::unit_of_work::{Recorded, UnitOfWork};

/// Gathers what follows from events in their order, once their tickets are written.
pub(super) async fn follow(unit: &mut UnitOfWork, events: &[Recorded]) -> anyhow::Result<()> {
    for recorded in events {
        audit::follow(unit, recorded);
        figures::follow(unit, recorded);
        live::follow(unit, recorded);
    }
    notifications::follow(unit, events).await
}
