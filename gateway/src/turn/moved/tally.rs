//! Counts for the figures: they name nobody.

use super::{Moved, What};
use crate::{
    sql,
    store::{
        Tx,
        tally::{Measure, Tally, UNKNOWN, WHOLE, add},
    },
};
use bot::ticket::TicketState;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How long a first answer took: name, and hours up to which.
const WITHIN: [(&str, i64); 4] = [("hour", 1), ("four-hours", 4), ("day", 24), ("three-days", 72)];

pub(super) async fn follow(tx: &mut Tx, moved: &Moved, now: Timestamp) -> anyhow::Result<()> {
    let tallies = match moved.what {
        What::Opened => opened(tx, moved.ticket).await?,
        What::Answered => first_answer(tx, moved.ticket, now).await?.into_iter().collect(),
        What::State { from, to } if from != to => match (from, to) {
            (_, TicketState::Closed) => vec![Tally::one(Measure::Outcomes, "ticket", "closed")],
            (TicketState::Closed, _) => vec![Tally::one(Measure::Outcomes, "ticket", "reopened")],
            _ => Vec::new(),
        },
        What::State { .. } | What::WorkerWrote | What::Owned | What::Urgent | What::Reported => Vec::new(),
    };
    Ok(add(tx, &tallies, now).await?)
}

async fn opened(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<Vec<Tally>> {
    let (language, channel, kind): (Option<String>, String, String) = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT language, channel, kind FROM ticket WHERE id = $1").bind(ticket).fetch_one(c).await)?;
    let told = [("language", language.unwrap_or_else(|| UNKNOWN.to_owned())), ("channel", channel), ("kind", kind)];
    let by = told.into_iter().map(|(dimension, value)| Tally::one(Measure::Tickets, dimension, value));
    Ok(by.chain([Tally::one(Measure::Tickets, WHOLE, "")]).collect())
}

/// Only the first: [`super::marks`] has just written down when that was.
async fn first_answer(tx: &mut Tx, ticket: Uuid, now: Timestamp) -> sqlx::Result<Option<Tally>> {
    let (opened_at, first): (i64, Option<i64>) = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT opened_at, first_answered_at FROM ticket WHERE id = $1").bind(ticket).fetch_one(c).await)?;
    if first != Some(now.as_millisecond()) {
        return Ok(None);
    }
    let took = SignedDuration::from_millis(now.as_millisecond() - opened_at);
    let within = WITHIN.iter().find(|(_, hours)| took <= SignedDuration::from_hours(*hours));
    Ok(Some(Tally::one(Measure::FirstAnswers, "within", within.map_or("later", |(name, _)| name))))
}
