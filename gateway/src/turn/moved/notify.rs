//! Whose it is, and who has to look at it: a new ticket goes to somebody on duty, one that somebody takes over or answers is
//! theirs, which whoever had it hears, and whoever owns or follows one hears that the worker wrote.

use super::{Moved, What};
use crate::store::{
    Store, Tx, duty,
    notification::{self, Kind},
    ticket::{
        self, assign,
        history::{Happened, record},
    },
};
use jiff::Timestamp;
use uuid::Uuid;

/// Returns whom it has notified.
pub(super) async fn follow(
    tx: &mut Tx,
    store: &Store,
    moved: &Moved,
    all: &[Moved],
    now: Timestamp,
) -> anyhow::Result<Vec<Uuid>> {
    let opened = |moved: &Moved| moved.what == What::Opened;
    match (moved.what, moved.staff) {
        (What::Opened, None) => {
            let Some(staff) = duty::assign(store, tx, moved.ticket, now).await? else { return Ok(Vec::new()) };
            record(tx, moved.ticket, None, &Happened::Owner { to: Some(staff) }, now).await?;
            notification::add(tx, staff, Kind::Assigned, Some(moved.ticket), now).await?;
            Ok(vec![staff])
        }
        (What::Owned, Some(staff)) => {
            let former = ticket::set_owner(tx, moved.ticket, staff).await?.filter(|former| *former != staff);
            if let Some(former) = former {
                notification::add(tx, former, Kind::TakenOver, Some(moved.ticket), now).await?;
            }
            Ok(former.into_iter().collect())
        }
        // Its owner has just been told that it is there.
        (What::WorkerWrote, None) if !all.iter().any(|other| other.ticket == moved.ticket && opened(other)) => {
            let watchers = assign::watchers(tx, moved.ticket).await?;
            for staff in &watchers {
                notification::add(tx, *staff, Kind::WorkerWrote, Some(moved.ticket), now).await?;
            }
            Ok(watchers)
        }
        _ => Ok(Vec::new()),
    }
}
