//! Macros: a canned answer, a state, an owner, a topic and a priority set at once. Rows of `macro`, and what one does to a
//! ticket beside the answer.

use crate::{
    sql,
    store::{Reader, Tx},
};
use bot::ticket::{Priority, TicketState};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

use super::staff::Role;

/// Whose a ticket is afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assign {
    /// Whoever applies the macro.
    Me,
    /// Nobody's.
    Nobody,
    /// A team's; nobody's in it yet.
    Team(Uuid),
    /// Somebody's with a role: who is on duty, and had a ticket given the longest ago.
    Role(Role),
}

impl fmt::Display for Assign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Me => f.write_str("me"),
            Self::Nobody => f.write_str("nobody"),
            Self::Team(team) => write!(f, "team/{team}"),
            Self::Role(role) => write!(f, "role/{}", role.name()),
        }
    }
}

impl FromStr for Assign {
    type Err = ();
    fn from_str(name: &str) -> Result<Self, ()> {
        match name.split_once('/') {
            None if name == "me" => Ok(Self::Me),
            None if name == "nobody" => Ok(Self::Nobody),
            Some(("team", id)) => id.parse().map(Self::Team).map_err(|_| ()),
            Some(("role", role)) => role.parse().map(Self::Role).map_err(|_| ()),
            _ => Err(()),
        }
    }
}

/// What a macro sets; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Deeds {
    pub canned: Option<Uuid>,
    /// [`MACRO_STATES`]; the answer itself makes a ticket answered.
    pub state: Option<TicketState>,
    pub assign: Option<Assign>,
    pub topic: Option<String>,
    pub priority: Option<Priority>,
}

/// The states that a macro may set.
pub const MACRO_STATES: [TicketState; 3] = [TicketState::Open, TicketState::WaitingForWorker, TicketState::Closed];

/// A macro.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Macro {
    pub id: Uuid,
    pub title: String,
    pub deeds: Deeds,
    pub uses: i64,
    pub version: i64,
    pub retired: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    canned_id: Option<Uuid>,
    state: Option<String>,
    assign: Option<String>,
    topic: Option<String>,
    priority: Option<i32>,
    uses: i64,
    version: i64,
    retired_at: Option<i64>,
}

impl From<Row> for Macro {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            deeds: Deeds {
                canned: row.canned_id,
                state: row.state.and_then(|name| name.parse().ok()),
                assign: row.assign.and_then(|name| name.parse().ok()),
                topic: row.topic,
                priority: row.priority.and_then(Priority::of_rank),
            },
            uses: row.uses,
            version: row.version,
            retired: row.retired_at.is_some(),
        }
    }
}

/// All of them, the most used first; retired ones too.
pub async fn all(reader: &mut Reader) -> sqlx::Result<Vec<Macro>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, title, canned_id, state, assign, topic, priority, uses, version, retired_at FROM macro
         ORDER BY uses DESC, title, id").fetch_all(c).await)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// One of them.
pub async fn open(reader: &mut Reader, id: Uuid) -> sqlx::Result<Option<Macro>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, title, canned_id, state, assign, topic, priority, uses, version, retired_at FROM macro WHERE id = $1")
        .bind(id).fetch_optional(c).await)?;
    Ok(row.map(Into::into))
}

/// Adds one.
pub async fn insert(tx: &mut Tx, title: &str, deeds: &Deeds, by: Uuid, now: Timestamp) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO macro (id, title, canned_id, state, assign, topic, priority, uses, version, updated_by, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, $8, $9)")
        .bind(id).bind(title).bind(deeds.canned).bind(deeds.state.map(|state| state.name()))
        .bind(deeds.assign.map(|assign| assign.to_string())).bind(&deeds.topic).bind(deeds.priority.map(Priority::rank))
        .bind(by).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// Changes one; `false` where somebody was faster.
pub async fn set(
    tx: &mut Tx,
    (id, version): (Uuid, i64),
    title: &str,
    deeds: &Deeds,
    by: Uuid,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE macro SET title = $3, canned_id = $4, state = $5, assign = $6, topic = $7, priority = $8, updated_by = $9,
         updated_at = $10, version = version + 1 WHERE id = $1 AND version = $2")
        .bind(id).bind(version).bind(title).bind(deeds.canned).bind(deeds.state.map(|state| state.name()))
        .bind(deeds.assign.map(|assign| assign.to_string())).bind(&deeds.topic).bind(deeds.priority.map(Priority::rank))
        .bind(by).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Retires one (with the moment), or brings it back; `false` if nothing changed.
pub async fn retire(tx: &mut Tx, id: Uuid, at: Option<Timestamp>) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE macro SET retired_at = $2 WHERE id = $1 AND (retired_at IS NULL) <> ($2 IS NULL)")
        .bind(id).bind(at.map(Timestamp::as_millisecond)).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Counts that it was used.
pub async fn used(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE macro SET uses = uses + 1 WHERE id = $1").bind(id).execute(c).await.map(|_| ()))
}

/// Teams a ticket may be given to: their ids and names.
pub async fn teams(reader: &mut Reader) -> sqlx::Result<Vec<(Uuid, String)>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT id, name FROM team ORDER BY name").fetch_all(c).await)
}
