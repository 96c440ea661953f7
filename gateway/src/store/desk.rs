//! What the console reads, one file per page: the list of [`tickets`], one [`ticket`] with its conversation and report, its
//! [`media`] and the other channels of its [`person`], the [`focal_point`] queue, the [`hotlines`], the [`channels`] and the
//! [`quarantine`]. What a person does to a ticket goes through
//! [`crate::turn::Turns::attend`], never through here.

pub mod channels;
pub mod focal_point;
pub mod hotlines;
pub mod meanwhile;
pub mod media;
pub mod person;
pub mod quarantine;
pub mod ticket;
pub mod tickets;

use crate::{
    seal::MasterKey,
    store::staff::{NAME, unreadable},
};
use bot::private::Private;
use jiff::Timestamp;
use uuid::Uuid;

/// Rows of one page of a list.
pub const PAGE: i64 = 50;

/// A moment from its milliseconds.
pub(crate) fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

/// The name of a member of the staff, where a join found one.
pub(super) fn name(
    master: &MasterKey,
    staff: Option<Uuid>,
    sealed: Option<Vec<u8>>,
) -> sqlx::Result<Option<Private<String>>> {
    let opened = staff.zip(sealed).map(|(staff, sealed)| master.derive("staff").open_text(NAME.of(staff), &sealed));
    opened.transpose().map_err(unreadable)
}

/// One page of rows when one more than [`PAGE`] was asked for, and whether others follow.
pub(super) fn page<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    (rows, more)
}
