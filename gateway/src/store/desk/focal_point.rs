//! The Focal Point queue: assessments of reports, those that wait longest first. No word of a worker.

use super::{PAGE, moment, page};
use crate::{
    in_sight, sql,
    store::{Reader, sight::Sight},
};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Where a page of the queue ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub queued_at: i64,
    pub ticket: Uuid,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.queued_at, self.ticket.simple())
    }
}

impl FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (queued_at, ticket) = text.split_once('.').ok_or(())?;
        Ok(Self { queued_at: queued_at.parse().map_err(|_| ())?, ticket: ticket.parse().map_err(|_| ())? })
    }
}

/// An entry of the queue.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Entry {
    pub ticket: Uuid,
    pub reference: String,
    pub region: Option<String>,
    /// 1 to 5, as the guidelines number them.
    pub proposed_case: Option<i32>,
    pub matching: String,
    pub state: String,
    pub queued_at: Timestamp,
}

impl Entry {
    /// Where a page ends that has this entry last.
    pub fn place(&self) -> Place {
        Place { queued_at: self.queued_at.as_millisecond(), ticket: self.ticket }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    ticket_id: Uuid,
    reference: String,
    region: Option<String>,
    proposed_case: Option<i32>,
    matching: String,
    state: String,
    queued_at: i64,
}

/// A page of the queue, and whether others follow; `every` shows the decided ones too.
pub async fn queue(
    reader: &mut Reader,
    sight: &Sight,
    every: bool,
    after: Option<Place>,
) -> sqlx::Result<(Vec<Entry>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(concat!(
        "SELECT a.ticket_id, t.reference, a.region, a.proposed_case, a.matching, a.state, a.queued_at
         FROM assessment a JOIN ticket t ON t.id = a.ticket_id
         WHERE a.queue = 'focal-point' AND t.hidden_at IS NULL
           AND ($1 OR a.state NOT IN ('validated', 'oriented'))
           AND ($6 IS NULL OR (a.queued_at, a.ticket_id) > ($6, $7))
           AND ", in_sight!(), "
         ORDER BY a.queued_at, a.ticket_id
         LIMIT $8"))
        .bind(every)
        .bind(sight.scope.name())
        .bind(sight.region.clone())
        .bind(sight.team)
        .bind(sight.staff)
        .bind(after.map(|place| place.queued_at))
        .bind(after.map(|place| place.ticket))
        .bind(PAGE + 1)
        .fetch_all(c).await)?;
    let (rows, more) = page(rows);
    let entries = rows.into_iter().map(|row| Entry {
        ticket: row.ticket_id,
        reference: row.reference,
        region: row.region,
        proposed_case: row.proposed_case,
        matching: row.matching,
        state: row.state,
        queued_at: moment(row.queued_at),
    });
    Ok((entries.collect(), more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_the_url() {
        let place = Place { queued_at: 1_790_000_000_123, ticket: Uuid::from_u128(7) };
        assert_eq!(place.to_string().parse(), Ok(place));
        assert_eq!("1.nonsense".parse::<Place>(), Err(()));
    }
}
