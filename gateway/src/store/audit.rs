//! Who did and who read what: rows of `audit`, written in the transaction of what was done. Ids only, no words. Everything that
//! is written down is an [`Action`] on an [`AuditObject`]. The job [`crate::jobs::chain`] makes the rows a chain, whose statements
//! are in [`links`].

mod action;
pub mod links;
mod object;

pub use action::Action;
pub use object::AuditObject;

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Tx,
        desk::{PAGE, name as name_of},
    },
};
use bot::private::Private;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct AuditEntry<'a> {
    /// Who; absent where the service itself acted.
    pub staff: Option<Uuid>,
    /// What.
    pub action: Action,
    /// To what kind of thing.
    pub object: AuditObject<'a>,
    /// To which one.
    pub object_id: Option<Uuid>,
}

/// Writes an entry.
pub async fn record(tx: &mut Tx, entry: AuditEntry<'_>, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("INSERT INTO audit (id, at, staff_id, action, object, object_id) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(Uuid::now_v7()).bind(now.as_millisecond()).bind(entry.staff)
        .bind(entry.action.name()).bind(entry.object.to_string()).bind(entry.object_id)
        .execute(c).await.map(|_| ()))
}

/// Writes entries, in their order, in one statement.
pub async fn insert(tx: &mut Tx, entries: &[AuditEntry<'_>], now: Timestamp) -> sqlx::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let hex = |id: Uuid| id.simple().to_string();
    let row = |entry: &AuditEntry<'_>| {
        let (action, object) = (entry.action.name(), entry.object.to_string());
        json!({ "id": hex(Uuid::now_v7()), "staff_id": entry.staff.map(hex), "action": action, "object": object, "object_id": entry.object_id.map(hex) })
    };
    let rows = serde_json::Value::from_iter(entries.iter().map(row)).to_string();
    const COLUMNS: &str = "INSERT INTO audit (id, at, staff_id, action, object, object_id) SELECT ";
    let from = match tx {
        Tx::Sqlite(_) => {
            "unhex(value ->> 'id'), $2, unhex(value ->> 'staff_id'), value ->> 'action', value ->> 'object', unhex(value ->> 'object_id')
             FROM json_each($1)"
        }
        Tx::Postgres(_) => {
            "id, $2, staff_id, action, object, object_id
             FROM json_to_recordset($1::text::json) AS v (id uuid, staff_id uuid, action text, object text, object_id uuid)"
        }
    };
    let statement = sqlx::AssertSqlSafe(format!("{COLUMNS}{from}"));
    sql!(Tx: tx, c => sqlx::query(statement).bind(rows).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// Which entries are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct RegisterFilter {
    pub staff: Option<Uuid>,
    /// Entries on a ticket, its files, messages, call-backs, questions.
    pub ticket: Option<Uuid>,
    pub action: Option<Action>,
    pub from: Option<Timestamp>,
    /// Before this.
    pub to: Option<Timestamp>,
    /// The last of the page before.
    pub after: Option<Uuid>,
}

/// An entry as the register shows it; action and object by their names, because a newer release may have written them.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct RegisterLine {
    pub id: Uuid,
    pub at: i64,
    pub person: Option<Private<String>>,
    pub action: String,
    pub object: String,
    /// The number of the ticket it was done to.
    pub reference: Option<String>,
}

type Row = (Uuid, i64, Option<Uuid>, Option<Vec<u8>>, String, String, Option<String>);

/// A page of entries, the latest first, and whether others follow.
pub async fn list(
    reader: &mut Reader,
    master: &MasterKey,
    filter: RegisterFilter,
) -> sqlx::Result<(Vec<RegisterLine>, bool)> {
    let mut rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT a.id, a.at, a.staff_id, s.name_sealed, a.action, a.object, t.reference
         FROM audit a LEFT JOIN staff s ON s.id = a.staff_id
         LEFT JOIN unlock u ON u.id = a.object_id LEFT JOIN callback b ON b.id = a.object_id
         LEFT JOIN question q ON q.id = a.object_id
         LEFT JOIN ticket t ON t.id = COALESCE(u.ticket_id, b.ticket_id, q.ticket_id, a.object_id)
         WHERE ($1 IS NULL OR a.staff_id = $1)
           AND ($2 IS NULL OR a.object_id IN (
               SELECT id FROM ticket WHERE id = $2
               UNION ALL SELECT m.id FROM media m JOIN ticket o ON o.conversation_id = m.conversation_id WHERE o.id = $2
               UNION ALL SELECT m.id FROM message m JOIN ticket o ON o.conversation_id = m.conversation_id WHERE o.id = $2
               UNION ALL SELECT id FROM callback WHERE ticket_id = $2
               UNION ALL SELECT id FROM question WHERE ticket_id = $2
               UNION ALL SELECT id FROM unlock WHERE ticket_id = $2))
           AND ($3 IS NULL OR a.action = $3)
           AND ($4 IS NULL OR a.at >= $4)
           AND ($5 IS NULL OR a.at < $5)
           AND ($6 IS NULL OR a.id < $6)
         ORDER BY a.id DESC LIMIT $7")
        .bind(filter.staff).bind(filter.ticket).bind(filter.action.map(Action::name))
        .bind(filter.from.map(Timestamp::as_millisecond)).bind(filter.to.map(Timestamp::as_millisecond))
        .bind(filter.after).bind(PAGE + 1)
        .fetch_all(c).await)?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let lines = rows.into_iter().map(|(id, at, staff, name, action, object, reference)| {
        let person = name_of(master, staff, name)?;
        Ok(RegisterLine { id, at, person, action, object, reference })
    });
    Ok((lines.collect::<sqlx::Result<_>>()?, more))
}
