//! The clocks of a ticket: they begin, stand, go on and end with what happens to it.

use super::{Moved, What};
use crate::store::{Store, Tx, clock};
use bot::clock::ClockEvent;
use jiff::Timestamp;

pub(super) async fn follow(tx: &mut Tx, _store: &Store, moved: &Moved, now: Timestamp) -> anyhow::Result<()> {
    let event = match moved.what {
        What::Opened => ClockEvent::Opened,
        What::WorkerWrote => ClockEvent::WorkerWrote,
        What::Answered => ClockEvent::Answered,
        What::State { from, to } => ClockEvent::State(from, to),
        What::Urgent => ClockEvent::Priority,
        What::Owned | What::Reported => return Ok(()),
    };
    Ok(clock::follow(tx, moved.ticket, event, now).await?)
}
