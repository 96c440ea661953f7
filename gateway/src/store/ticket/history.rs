//! Everything that happened to a ticket, for its page. Written in the transaction of what happened. Ids and names of states only.

use crate::{
    sql,
    store::{Reader, Tx, desk::moment},
};
use bot::event::Event;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// A row to be written: what happened to which ticket, by whom of the staff (`None`: the worker, or the service itself).
pub type NewRow<'a> = (Uuid, Option<Uuid>, &'a Event);

/// Writes down what happened, in its order, in one statement.
pub async fn insert(tx: &mut Tx, rows: &[NewRow<'_>], now: Timestamp) -> anyhow::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let hex = |id: Uuid| id.simple().to_string();
    let row = |(ticket, staff, event): &NewRow<'_>| {
        let detail = serde_json::to_value(event)?;
        let kind = detail["kind"].clone();
        let detail = detail.to_string();
        Ok(
            json!({ "id": hex(Uuid::now_v7()), "ticket_id": hex(*ticket), "staff_id": staff.map(hex), "kind": kind, "detail": detail }),
        )
    };
    let rows = rows.iter().map(row).collect::<serde_json::Result<Vec<_>>>()?;
    let rows = serde_json::to_string(&rows)?;
    const COLUMNS: &str = "INSERT INTO ticket_event (id, ticket_id, staff_id, kind, detail, at) SELECT ";
    let from = match tx {
        Tx::Sqlite(_) => {
            "unhex(value ->> 'id'), unhex(value ->> 'ticket_id'), unhex(value ->> 'staff_id'), value ->> 'kind', value ->> 'detail', $2
             FROM json_each($1)"
        }
        Tx::Postgres(_) => {
            "id, ticket_id, staff_id, kind, detail, $2
             FROM json_to_recordset($1::text::json) AS v (id uuid, ticket_id uuid, staff_id uuid, kind text, detail text)"
        }
    };
    let statement = sqlx::AssertSqlSafe(format!("{COLUMNS}{from}"));
    Ok(sql!(Tx: tx, c => sqlx::query(statement).bind(rows).bind(now.as_millisecond()).execute(c).await.map(|_| ()))?)
}

/// Something that happened, as it is read.
#[expect(missing_docs, reason = "the names say it")]
pub struct HistoryRow {
    pub id: Uuid,
    /// Absent where the worker or the service did it.
    pub staff: Option<Uuid>,
    /// Absent where a newer release wrote it.
    pub event: Option<Event>,
    pub at: Timestamp,
}

/// How much has happened to a ticket.
pub async fn count(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM ticket_event WHERE ticket_id = $1").bind(ticket).fetch_one(c).await)
}

/// [`count`], for a page.
pub async fn length(reader: &mut Reader, ticket: Uuid) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM ticket_event WHERE ticket_id = $1").bind(ticket).fetch_one(c).await)
}

/// What happened to a ticket, the latest first: `limit` of it, before an event where one is named.
pub async fn read(
    reader: &mut Reader,
    ticket: Uuid,
    before: Option<Uuid>,
    limit: i64,
) -> sqlx::Result<Vec<HistoryRow>> {
    let rows: Vec<(Uuid, Option<Uuid>, String, i64)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, staff_id, detail, at FROM ticket_event
         WHERE ticket_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3")
        .bind(ticket).bind(before).bind(limit).fetch_all(c).await)?;
    let row = |(id, staff, detail, at): (Uuid, Option<Uuid>, String, i64)| HistoryRow {
        id,
        staff,
        event: serde_json::from_str(&detail).ok(),
        at: moment(at),
    };
    Ok(rows.into_iter().map(row).collect())
}
