//! The clocks of tickets: rows of `clock`, and `ticket.due_at`, which is the earliest that runs. What happens to them is in
//! [`bot::clock`]; who hears of them in [`told`], what is late in [`late`].

pub mod late;
pub mod told;

use super::{calendar, deadline_policy};
use crate::{
    sql,
    store::{Reader, Tx},
};
use bot::{
    clock::{Clock, ClockEvent, after, is_touched},
    ticket::Priority,
};
use jiff::{SignedDuration, Timestamp};
use sqlx::QueryBuilder;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    allowed: i64,
    spent: i64,
    since: Option<i64>,
    due_at: Option<i64>,
    warn_at: Option<i64>,
    warned_at: Option<i64>,
    breached_at: Option<i64>,
    met_at: Option<i64>,
    raised_at: Option<i64>,
}

impl Row {
    /// `None` where a newer release counts something else.
    fn clock(self) -> Option<Clock> {
        let moment = |at: Option<i64>| at.and_then(|at| Timestamp::from_millisecond(at).ok());
        Some(Clock {
            kind: self.kind.parse().ok()?,
            allowed: SignedDuration::from_millis(self.allowed),
            spent: SignedDuration::from_millis(self.spent),
            since: moment(self.since),
            due_at: moment(self.due_at),
            warn_at: moment(self.warn_at),
            warned_at: moment(self.warned_at),
            breached_at: moment(self.breached_at),
            met_at: moment(self.met_at),
            raised_at: moment(self.raised_at),
        })
    }
}

const OF_TICKET: &str = "SELECT kind, allowed, spent, since, due_at, warn_at, warned_at, breached_at, met_at, raised_at
    FROM clock WHERE ticket_id = $1 ORDER BY kind";

/// The clocks of a ticket, to be shown.
pub async fn of_ticket(reader: &mut Reader, ticket: Uuid) -> sqlx::Result<Vec<Clock>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(OF_TICKET).bind(ticket).fetch_all(c).await)?;
    Ok(rows.into_iter().filter_map(Row::clock).collect())
}

/// A ticket whose clocks nobody else changes until the transaction ends.
pub struct Held {
    /// Which.
    pub ticket: Uuid,
    /// Its priority.
    pub priority: Priority,
    /// Its clocks.
    pub clocks: Vec<Clock>,
}

/// Holds a ticket; `None` if it is gone.
pub async fn hold(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<Option<Held>> {
    // SQLite has one writer; elsewhere the row of the ticket stands for its clocks, so that all come to them by one way.
    let lock = if matches!(tx, Tx::Postgres(_)) { " FOR UPDATE" } else { "" };
    let rank: Option<i32> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("SELECT priority FROM ticket WHERE id = ");
        query.push_bind(ticket).push(lock);
        query.build_query_scalar().fetch_optional(c).await
    })?;
    let Some(rank) = rank else { return Ok(None) };
    let rows: Vec<Row> = sql!(Tx: tx, c => sqlx::query_as(OF_TICKET).bind(ticket).fetch_all(c).await)?;
    let clocks = rows.into_iter().filter_map(Row::clock).collect();
    Ok(Some(Held { ticket, priority: Priority::of_rank(rank).unwrap_or(Priority::Normal), clocks }))
}

/// What happened to a ticket happens to its clocks.
pub async fn follow(tx: &mut Tx, ticket: Uuid, event: ClockEvent, now: Timestamp) -> sqlx::Result<()> {
    let Some(held) = hold(tx, ticket).await? else { return Ok(()) };
    if !is_touched(&held.clocks, event) {
        return Ok(());
    }
    let calendar = calendar::load_in(tx).await?;
    let allowance = deadline_policy::of(tx, held.priority).await?.allowance();
    keep(tx, ticket, &after(&held.clocks, event, &allowance, &calendar, now)).await
}

/// The priority of a ticket is another one: its clocks are allowed other times. To be called by whoever has set it, in the
/// same transaction.
pub async fn priority_changed(tx: &mut Tx, ticket: Uuid, now: Timestamp) -> sqlx::Result<()> {
    follow(tx, ticket, ClockEvent::Priority, now).await
}

/// Writes clocks, and until when something is owed now.
pub async fn keep(tx: &mut Tx, ticket: Uuid, clocks: &[Clock]) -> sqlx::Result<()> {
    if clocks.is_empty() {
        return Ok(());
    }
    let millis = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let length = |time: SignedDuration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "INSERT INTO clock (ticket_id, kind, allowed, spent, since, due_at, warn_at, warned_at, breached_at, met_at, raised_at) ",
        );
        query.push_values(clocks, |mut row, clock| {
            row.push_bind(ticket).push_bind(clock.kind.name()).push_bind(length(clock.allowed)).push_bind(length(clock.spent));
            row.push_bind(millis(clock.since)).push_bind(millis(clock.due_at)).push_bind(millis(clock.warn_at));
            row.push_bind(millis(clock.warned_at)).push_bind(millis(clock.breached_at)).push_bind(millis(clock.met_at));
            row.push_bind(millis(clock.raised_at));
        });
        query.push(
            " ON CONFLICT (ticket_id, kind) DO UPDATE SET allowed = excluded.allowed, spent = excluded.spent,
             since = excluded.since, due_at = excluded.due_at, warn_at = excluded.warn_at, warned_at = excluded.warned_at,
             breached_at = excluded.breached_at, met_at = excluded.met_at, raised_at = excluded.raised_at",
        );
        query.build().persistent(false).execute(c).await.map(|_| ())
    })?;
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET due_at = (SELECT MIN(due_at) FROM clock WHERE ticket_id = $1) WHERE id = $1")
        .bind(ticket).execute(c).await.map(|_| ()))
}

/// Makes a ticket more urgent by one step; `None` if it is urgent already.
pub async fn raise(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<Option<i32>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "UPDATE ticket SET priority = priority + 1, version = version + 1 WHERE id = $1 AND priority < 3 RETURNING priority")
        .bind(ticket).fetch_optional(c).await)
}

/// Tickets on which something comes near or is past at this moment, and nobody was told; the most urgent first. What is
/// hidden waits until it is brought back.
pub async fn unheard(reader: &mut Reader, now: Timestamp, most: i64) -> sqlx::Result<Vec<Uuid>> {
    let mut found: Vec<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT ticket_id FROM clock WHERE due_at IS NOT NULL AND breached_at IS NULL AND due_at <= $1
         AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = ticket_id AND t.hidden_at IS NOT NULL) ORDER BY due_at LIMIT $2")
        .bind(now.as_millisecond()).bind(most).fetch_all(c).await)?;
    let near: Vec<Uuid> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT ticket_id FROM clock WHERE warn_at IS NOT NULL AND warned_at IS NULL AND warn_at <= $1
         AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = ticket_id AND t.hidden_at IS NOT NULL) ORDER BY warn_at LIMIT $2")
        .bind(now.as_millisecond()).bind(most).fetch_all(c).await)?;
    found.extend(near);
    let mut seen = std::collections::HashSet::new();
    found.retain(|ticket| seen.insert(*ticket));
    Ok(found)
}

/// Tickets that ought to have a clock that runs and have never had any: those from before there were clocks.
pub async fn without(reader: &mut Reader, most: i64) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT id FROM ticket WHERE due_at IS NULL AND state IN ('new', 'open', 'waiting-for-expert')
         AND NOT EXISTS (SELECT 1 FROM clock WHERE ticket_id = ticket.id) ORDER BY id LIMIT $1")
        .bind(most).fetch_all(c).await)
}

/// Tickets with a clock that runs, by their ids, after one of them.
pub async fn running(reader: &mut Reader, past: Uuid, most: i64) -> sqlx::Result<Vec<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT DISTINCT ticket_id FROM clock WHERE since IS NOT NULL AND ticket_id > $1 ORDER BY ticket_id LIMIT $2")
        .bind(past).bind(most).fetch_all(c).await)
}
