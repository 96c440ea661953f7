//! The clocks of tickets: rows of `clock`, and `ticket.due_at`, which is the earliest that runs. What happens to them is in
//! [`bot::clock`]; who hears of them in [`told`], what is late in [`late`].

pub mod late;
pub mod told;

use crate::{
    sql,
    store::{Reader, Tx},
};
use bot::clock::Clock;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::HashMap;
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

/// The clocks of tickets that are held.
pub async fn of_tickets(tx: &mut Tx, tickets: &[Uuid]) -> sqlx::Result<HashMap<Uuid, Vec<Clock>>> {
    let mut found: HashMap<Uuid, Vec<Clock>> = tickets.iter().map(|ticket| (*ticket, Vec::new())).collect();
    if tickets.is_empty() {
        return Ok(found);
    }
    const OF: &str =
        "SELECT ticket_id, kind, allowed, spent, since, due_at, warn_at, warned_at, breached_at, met_at, raised_at
         FROM clock WHERE ticket_id IN ";
    let of = match tx {
        Tx::Sqlite(_) => "(SELECT unhex(value) FROM json_each($1))",
        Tx::Postgres(_) => "(SELECT value::uuid FROM json_array_elements_text($1::text::json))",
    };
    let ids = serde_json::Value::from_iter(tickets.iter().map(|id| id.simple().to_string())).to_string();
    let statement = sqlx::AssertSqlSafe(format!("{OF}{of} ORDER BY ticket_id, kind"));
    let rows: Vec<OfTicket> = sql!(Tx: tx, c => sqlx::query_as(statement).bind(ids).fetch_all(c).await)?;
    for OfTicket { ticket_id, row } in rows {
        found.entry(ticket_id).or_default().extend(row.clock());
    }
    Ok(found)
}

#[derive(sqlx::FromRow)]
struct OfTicket {
    ticket_id: Uuid,
    #[sqlx(flatten)]
    row: Row,
}

/// Until when something is owed by these clocks, in milliseconds since 1970.
pub fn due_at(clocks: &[Clock]) -> Option<i64> {
    clocks.iter().filter_map(|clock| clock.due_at).min().map(Timestamp::as_millisecond)
}

/// Writes clocks with the tickets that they are of, in one statement.
pub async fn save(tx: &mut Tx, clocks: &[(Uuid, Clock)]) -> sqlx::Result<()> {
    if clocks.is_empty() {
        return Ok(());
    }
    let millis = |at: Option<Timestamp>| at.map(Timestamp::as_millisecond);
    let length = |time: SignedDuration| i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
    let row = |(ticket, clock): &(Uuid, Clock)| {
        json!({ "ticket_id": ticket.simple().to_string(), "kind": clock.kind.name(), "allowed": length(clock.allowed),
            "spent": length(clock.spent), "since": millis(clock.since), "due_at": millis(clock.due_at), "warn_at": millis(clock.warn_at),
            "warned_at": millis(clock.warned_at), "breached_at": millis(clock.breached_at), "met_at": millis(clock.met_at),
            "raised_at": millis(clock.raised_at) })
    };
    let rows = serde_json::Value::from_iter(clocks.iter().map(row)).to_string();
    const COLUMNS: &str =
        "ticket_id, kind, allowed, spent, since, due_at, warn_at, warned_at, breached_at, met_at, raised_at";
    let from = match tx {
        Tx::Sqlite(_) => {
            "SELECT unhex(value ->> 'ticket_id'), value ->> 'kind', value ->> 'allowed', value ->> 'spent', value ->> 'since',
             value ->> 'due_at', value ->> 'warn_at', value ->> 'warned_at', value ->> 'breached_at', value ->> 'met_at',
             value ->> 'raised_at' FROM json_each($1) WHERE TRUE"
        }
        Tx::Postgres(_) => {
            "SELECT ticket_id, kind, allowed, spent, since, due_at, warn_at, warned_at, breached_at, met_at, raised_at
             FROM json_to_recordset($1::text::json) AS v (ticket_id uuid, kind text, allowed bigint, spent bigint, since bigint,
             due_at bigint, warn_at bigint, warned_at bigint, breached_at bigint, met_at bigint, raised_at bigint)"
        }
    };
    let statement = sqlx::AssertSqlSafe(format!(
        "INSERT INTO clock ({COLUMNS}) {from}
         ON CONFLICT (ticket_id, kind) DO UPDATE SET allowed = excluded.allowed, spent = excluded.spent,
         since = excluded.since, due_at = excluded.due_at, warn_at = excluded.warn_at, warned_at = excluded.warned_at,
         breached_at = excluded.breached_at, met_at = excluded.met_at, raised_at = excluded.raised_at"
    ));
    sql!(Tx: tx, c => sqlx::query(statement).bind(rows).execute(c).await.map(|_| ()))
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
