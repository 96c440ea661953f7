//! What happened, for the ticket's page.

use super::{Moved, What};
use crate::store::{
    Tx,
    ticket::history::{Happened, record},
};
use bot::ticket::TicketState;
use jiff::Timestamp;

pub(super) async fn follow(tx: &mut Tx, moved: &Moved, now: Timestamp) -> anyhow::Result<()> {
    let happened = match moved.what {
        What::Opened => Happened::Opened,
        What::State { from, to } if from == to => return Ok(()),
        What::State { from: TicketState::Closed, .. } if moved.staff.is_none() => Happened::Reopened,
        What::State { from, to } => Happened::State { from: from.name().to_owned(), to: to.name().to_owned() },
        What::Owned => Happened::Owner { to: moved.staff },
        What::Urgent => Happened::Priority { to: bot::ticket::Priority::Urgent.rank() },
        // The conversation shows these.
        What::WorkerWrote | What::Answered | What::Reported => return Ok(()),
    };
    record(tx, moved.ticket, moved.staff, &happened, now).await
}
