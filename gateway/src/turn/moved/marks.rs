//! The moments of a ticket that lists sort by and figures count: when the worker wrote, when a person answered, when it was
//! closed.

use super::{Moved, What};
use crate::{sql, store::Tx};
use bot::ticket::TicketState;
use jiff::Timestamp;

pub(super) async fn follow(tx: &mut Tx, moved: &Moved, now: Timestamp) -> sqlx::Result<()> {
    let statement = match moved.what {
        // After what anybody can have seen of it, on whichever gateway: the ticket's own moment only grows.
        What::WorkerWrote => {
            "UPDATE ticket SET worker_wrote_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at END WHERE id = $1"
        }
        What::Answered => {
            "UPDATE ticket SET answered_at = $2, first_answered_at = COALESCE(first_answered_at, $2) WHERE id = $1"
        }
        What::State { to: TicketState::Closed, .. } => "UPDATE ticket SET closed_at = $2 WHERE id = $1",
        What::State { from: TicketState::Closed, .. } => {
            "UPDATE ticket SET closed_at = NULL, updated_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at END
             WHERE id = $1"
        }
        What::State { .. } | What::Opened | What::Owned | What::Urgent | What::Reported => return Ok(()),
    };
    sql!(Tx: tx, c => sqlx::query(statement).bind(moved.ticket).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}
